//! `build --zip`: the rows of the index, then the package.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::batch::{About, Batch, Outcome};
use super::signed;
use super::{Format, Job};
use crate::diagnostic::Diagnostic;
use crate::document::{DateLine, Head};
use crate::model::Plan;
use crate::output::index::{Counts, Row};
use crate::output::names::{Version, document_stem};
use crate::output::{FileError, FileName, Origin, Packed, Report, Staged, Status, Store};
use crate::text::date::{padded_day, padded_month};

/// Packs what the program made and people signed or edited of it, from earlier runs too, in the order
/// of the agencies; tells what was left out. `year` lists every file that the year has: only of those it
/// is known what they state.
pub fn pack(
    batch: &Batch<'_>,
    plan: &Plan,
    store: &Store,
    outcomes: &[Outcome<'_, Staged>],
    year: &[FileName],
    report: &Report,
) -> Result<(PathBuf, Vec<Diagnostic>), FileError> {
    let made: BTreeMap<&str, Option<&About>> =
        outcomes.iter().map(|outcome| (outcome.job.stem(), outcome.about.as_ref())).collect();
    let mut contents = store.contents(year, &report.leftovers)?;
    let mut left_out = contents.findings();
    // What was signed under another name would go out unsigned.
    if let Some(out) = store.folder().ancestors().nth(2) {
        let year = batch.open.year.year;
        left_out.extend(signed::elsewhere(batch.open.inputs, out, |found| {
            found.concerns().any(|(of, own, _)| of == year && own == plan.id.as_str())
        }));
    }
    let edited = |file: &Packed| file.origin == Origin::Edited;
    let edited: BTreeSet<String> =
        contents.packed.iter().filter(|file| edited(file)).map(|file| file.file.clone()).collect();
    let state = |file: &Packed, about: Option<&About>| State {
        of_document: match (file.origin, about) {
            (Origin::Signed, _) => Status::of_signing(&file.signing),
            (Origin::Made | Origin::Edited, Some(about)) => Some(about.state.into()),
            (Origin::Made | Origin::Edited, None) => store.status_of(&file.file),
        },
        origin: file.origin,
        is_new_version: Version::of(&file.file) == Version::New,
        is_unmatched: report.unmatched.has(&file.file),
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
        let fresh = match made.get(job.stem()) {
            None if !own.is_empty() => batch.about(job),
            _ => None,
        };
        let about = made.get(job.stem()).copied().flatten().or(fresh.as_ref());
        for file in own {
            let about = about.filter(|_| year.iter().any(|name| name.is_of(&file.file)));
            let state = state(&file, about).label();
            rows.push(row(&job.name(), file, about, state));
        }
    }
    // The program's files of agencies that have none any more.
    for file in contents.packed {
        let state = format!("{}; không còn trong kế hoạch của năm", state(&file, None).label());
        rows.push(row("", file, None, state));
    }
    Ok((store.archive(plan.id.as_str(), batch.open.year.year, &rows)?, left_out))
}

/// What the index says of the state of a file.
struct State {
    of_document: Option<Status>,
    origin: Origin,
    is_new_version: bool,
    is_unmatched: bool,
    /// The file of the same name in the other format was edited.
    edited_beside: bool,
}

impl State {
    fn label(&self) -> String {
        let mut parts: Vec<&str> = self.of_document.map(Status::label).into_iter().collect();
        parts.extend(self.is_new_version.then_some("bản mới"));
        parts.extend((self.origin == Origin::Edited).then_some("đã sửa"));
        parts.extend(self.is_unmatched.then_some("DOCX và PDF không cùng nội dung"));
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
