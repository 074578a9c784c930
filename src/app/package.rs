//! `build --zip`: what becomes of the package; the rows of its index, then itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::batch::{About, Batch, Outcome};
use super::signed;
use super::{Format, Job};
use crate::diagnostic::{Diagnostic, has_errors};
use crate::document::{DateLine, Head};
use crate::model::Plan;
use crate::output::index::{Counts, Row};
use crate::output::names::{Version, document_stem};
use crate::output::{
    Contents, Decision, FileError, FileName, Leftovers, Make, Origin, Packed, Report, Staged, Status, Store,
    findings,
};
use crate::text::date::{padded_day, padded_month};

/// Gói bàn giao của một kế hoạch, and what becomes of it.
#[derive(Debug)]
pub struct Package {
    pub path: PathBuf,
    pub fate: Fate,
    /// What of the folder is not in it, and what is in it and no longer what the content says.
    pub told: Vec<Diagnostic>,
}

/// What becomes of a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    New,
    Replaced,
    /// It stays as an earlier run made it, and is without what this one writes.
    Outdated,
}

impl Package {
    /// The package of an earlier run, where there is one, beside files that are written without a new one.
    pub fn outdated(plan: &Plan, store: &Store) -> Option<Self> {
        let name = plan.id.as_str();
        // What stands in its place is the matter of whoever asks for a package.
        store.is_packed(name).is_ok_and(|is_packed| is_packed).then(|| Self {
            path: store.archive_path(name),
            fate: Fate::Outdated,
            told: Vec::new(),
        })
    }

    /// What [`pack`] would come to; of what is left out, that which is in the folder already.
    ///
    /// # Errors
    /// What `pack` could not write or read either.
    pub fn foreseen(
        batch: &Batch<'_>,
        plan: &Plan,
        store: &Store,
        year: &[FileName],
        leftovers: &Leftovers,
    ) -> Result<Self, FileError> {
        let told = match store.folder().exists() {
            true => left_out(batch, plan, store, &store.contents(year, leftovers)?),
            false => Vec::new(),
        };
        let path = store.archive_path(plan.id.as_str());
        Ok(Self { path, fate: Fate::of(plan, store)?, told })
    }
}

impl Fate {
    /// Of a package that is asked for.
    fn of(plan: &Plan, store: &Store) -> Result<Self, FileError> {
        Ok(if store.is_packed(plan.id.as_str())? { Self::Replaced } else { Self::New })
    }
}

/// What of the folder, and of what was signed, is not in the package.
fn left_out(batch: &Batch<'_>, plan: &Plan, store: &Store, contents: &Contents) -> Vec<Diagnostic> {
    let mut left_out = contents.findings();
    // What was signed under another name would go out unsigned.
    if let Some(out) = store.folder().ancestors().nth(2) {
        let year = batch.open.year.year;
        left_out.extend(signed::elsewhere(batch.open.inputs, out, |found| {
            found.concerns().any(|(of, own, _)| of == year && own == plan.id.as_str())
        }));
    }
    left_out
}

/// Packs what the program made and people signed or edited of it, from earlier runs too, in the order
/// of the agencies; tells what was left out. `year` lists every file that the year has: only of those it
/// is known what they state.
///
/// # Errors
/// A file that cannot be read, a disk that does not take the package, or what is no file in its place.
pub fn pack(
    batch: &Batch<'_>,
    plan: &Plan,
    store: &Store,
    (outcomes, well): (&[Outcome<'_, Staged>], &[bool]),
    year: &[FileName],
    report: &Report,
) -> Result<Package, FileError> {
    let made: BTreeMap<&str, (Option<&About>, bool)> = outcomes
        .iter()
        .zip(well)
        .map(|(outcome, well)| (outcome.job.stem(), (outcome.about.as_ref(), *well)))
        .collect();
    let fate = Fate::of(plan, store)?;
    let mut contents = store.contents(year, &report.leftovers)?;
    let mut told = left_out(batch, plan, store, &contents);
    let edited = |file: &Packed| file.origin == Origin::Edited;
    let edited: BTreeSet<String> =
        contents.packed.iter().filter(|file| edited(file)).map(|file| file.file.clone()).collect();
    let mut behind = Vec::new();
    let whole = Batch { formats: Format::ALL.to_vec(), ..*batch };
    let state = |file: &Packed, about: Option<&About>, is_behind: bool| State {
        of_document: match (file.origin, about) {
            (Origin::Signed, _) => Status::of_signing(&file.signing),
            (Origin::Made | Origin::Edited, Some(about)) => Some(about.state.into()),
            (Origin::Made | Origin::Edited, None) => store.status_of(&file.file),
        },
        origin: file.origin,
        is_new_version: Version::of(&file.file) == Version::New,
        is_unmatched: report.unmatched.has(&file.file),
        is_behind,
        edited_beside: file.origin != Origin::Edited
            && Format::ALL.iter().any(|format| {
                let other = Path::new(&file.file).with_extension(format.extension());
                other.to_str().is_some_and(|other| edited.contains(other))
            }),
    };
    let mut rows = Vec::new();
    let jobs = Job::all(&batch.open.year);
    for job in jobs.iter().filter(|job| job.plan().id == plan.id) {
        let of_job = |file: &Packed| document_stem(&file.file) == job.stem();
        let (own, others) = std::mem::take(&mut contents.packed).into_iter().partition(of_job);
        contents.packed = others;
        let own: Vec<Packed> = own;
        // What this run did not make is compared with what it would make.
        let fresh = match made.get(job.stem()) {
            None if !own.is_empty() => Some(whole.foresee(job, store)),
            _ => None,
        };
        let fresh = fresh.as_ref().map(|outcome| (outcome.about.as_ref(), is_up_to_date(outcome)));
        let (about, is_up_to_date) = made.get(job.stem()).copied().or(fresh).unwrap_or((None, true));
        for file in own {
            let about = about.filter(|_| year.iter().any(|name| name.is_of(&file.file)));
            let is_behind = !is_up_to_date && file.origin == Origin::Made;
            behind.extend(is_behind.then(|| file.file.clone()));
            let state = state(&file, about, is_behind).label();
            rows.push(row(&job.name(), file, about, state));
        }
    }
    told.extend((!behind.is_empty()).then(|| findings::behind_in_package(&behind)));
    // The program's files of agencies that have none any more.
    for file in contents.packed {
        let state = format!("{}; không còn trong kế hoạch của năm", state(&file, None, false).label());
        rows.push(row("", file, None, state));
    }
    let path = store.archive(plan.id.as_str(), batch.open.year.year, &rows)?;
    Ok(Package { path, fate, told })
}

/// Whether the files of a document are what a run would make of it.
fn is_up_to_date(outcome: &Outcome<'_, Make>) -> bool {
    let is_to_be_made = |decision: &Decision<Make>| matches!(decision, Decision::Make(_));
    !outcome.decisions.iter().any(is_to_be_made) && !has_errors(&outcome.findings)
}

/// What the index says of the state of a file.
struct State {
    of_document: Option<Status>,
    origin: Origin,
    is_new_version: bool,
    is_unmatched: bool,
    /// The content says otherwise by now.
    is_behind: bool,
    /// The file of the same name in the other format was edited.
    edited_beside: bool,
}

impl State {
    fn label(&self) -> String {
        let mut parts: Vec<&str> = self.of_document.map(Status::label).into_iter().collect();
        parts.extend(self.is_new_version.then_some("bản mới"));
        parts.extend((self.origin == Origin::Edited).then_some("đã sửa"));
        parts.extend(self.is_unmatched.then_some("DOCX và PDF không cùng nội dung"));
        parts.extend(self.is_behind.then_some("chưa theo nội dung hiện nay"));
        let beside = self.edited_beside && !self.is_unmatched;
        parts.extend(beside.then_some("tệp cùng cặp đã sửa, nội dung có thể khác"));
        parts.join("; ")
    }
}

fn row(agency: &str, file: Packed, about: Option<&About>, status: String) -> Row {
    Row {
        agency: agency.to_owned(),
        signatures: file.signing.details().join("; "),
        file: file.file,
        number: about.map(|about| number(&about.official)).unwrap_or_default(),
        date: about.map(|about| date(about.official.date)).unwrap_or_default(),
        status,
        counts: about.and_then(|about| about.openness).map(|open| Counts {
            lead: open.lead,
            supporting: open.supporting,
            unassigned: open.without_unit,
        }),
    }
}

fn number(head: &Head) -> String {
    head.number.as_ref().map(|number| format!("{number}/{}", head.symbol)).unwrap_or_default()
}

/// As printed: the day and the months 1 and 2 with two digits (Phụ lục I, Phần I, Mục II.4.b).
fn date(line: DateLine) -> String {
    let (Some(day), Some(month)) = (line.day, line.month) else { return String::new() };
    format!("{}/{}/{}", padded_day(day), padded_month(month), line.year)
}
