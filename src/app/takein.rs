//! Nhận lại tệp Word: a file that came back → the content with it, proved before anything is on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::batch::folder_of;
use super::signed::looking;
use super::{Inputs, Job, OpenYear, document_name, plan_document, sub_plan};
use crate::content;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::document::Document;
use crate::model::{Agency, PLAN_STEM, Plan, Province};
use crate::output::{self, FileError, Store};
use crate::reading::{self, Refusal};
use crate::render::marks::{Record, State};
use crate::start::overlay;
use crate::takein::left::{self, Left};
use crate::takein::{Change, Now, Returned, Standing, What, compare, home};

/// What a file came to.
#[derive(Debug)]
pub struct TakenIn {
    pub path: PathBuf,
    pub outcome: Outcome,
    /// What the reader of the file tells: tracked changes, comments, words beside the text.
    pub told: Vec<Diagnostic>,
}

#[derive(Debug)]
pub enum Outcome {
    /// It cannot be read.
    Refused(Refusal),
    /// It is no file of this program.
    Foreign,
    /// Its marks are gone; with every line that differs from the document that it seems to be, if that is known.
    MarksGone {
        name: Option<String>,
        file: Vec<Left>,
        document: Vec<String>,
    },
    /// It is of a document that this content does not have.
    OtherContent {
        document: String,
    },
    /// The document cannot be made: its content has errors.
    Broken(Vec<Diagnostic>),
    Compared(Box<Compared>),
}

/// A file against its content.
#[derive(Debug)]
pub struct Compared {
    /// "2025/kh-175-2025/so-cong-thuong", with what the name of an annex by itself goes on with.
    pub document: String,
    /// For people.
    pub name: String,
    pub changes: Vec<Change>,
    /// The content file with what came home; `None` where nothing did.
    pub written: Option<Written>,
    /// What the document made anew does not say.
    pub left: Vec<Left>,
    pub basis: Basis,
}

/// What tells which line of a file is which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Marks,
    /// The marks are gone: only the order of the lines and their words are left.
    Words,
}

/// A content file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    pub text: String,
    /// The agency had no part yet.
    pub is_new: bool,
    pub new_units: Vec<(String, String)>,
}

/// Where the Word files in the folder for results that people edited say something else than the content: value
/// by value.
pub fn differing(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (plan, jobs) in Job::by_plan(jobs.to_vec()) {
        let folder = folder_of(out, plan);
        // What hinders looking is told where signatures are looked for.
        let Ok((store, _)) = Store::look(&folder, looking(open.inputs)) else { continue };
        let Ok(edited) = store.edited_word_files() else { continue };
        for name in edited {
            let stem = output::names::document_stem(&name);
            if let Some(job) = jobs.iter().find(|job| job.stem() == stem) {
                found.extend(differing_file(open, *job, &folder.join(&name)));
            }
        }
    }
    found
}

fn differing_file(open: &OpenYear<'_>, job: Job<'_>, path: &Path) -> Vec<Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(source) = std::fs::read(path).ok().and_then(|bytes| reading::read(&bytes, &name).ok()) else {
        return Vec::new();
    };
    let file = Returned::of(source);
    let scope = match job {
        Job::Plan(plan) => Scope::Plan { year: plan.year },
        Job::Agency(answer) => open.year.scope(answer.agency),
    };
    let finding = |message: String| {
        let finding = Diagnostic::warning(codes::FILE_SAYS_OTHERWISE, message);
        let finding = finding.at(Place::whole_file(path.to_owned())).within(scope.clone());
        finding.hint(format!("đưa về nội dung: kehoach take-in \"{}\"", path.display()))
    };
    let Some(record) = &file.record else {
        return vec![finding(
            "tệp Word đã có người sửa, mất dấu của chương trình nên không đối chiếu được".to_owned(),
        )];
    };
    let Ok(made) = job.make(open) else { return Vec::new() };
    let Some(now) = Now::of(&made.document, &record.suffix) else { return Vec::new() };
    let changes = compare(&now, &file, record);
    changes
        .iter()
        .map(|change| finding(format!("tệp Word đã sửa khác nội dung: {}", change.message())))
        .collect()
}

/// What files are taken in against: the years of a content that may be worked in.

#[derive(Debug)]
pub struct Door<'i> {
    inputs: &'i Inputs,
    content: &'i Path,
    years: BTreeMap<i16, OpenYear<'i>>,
}

impl<'i> Door<'i> {
    pub fn of(inputs: &'i Inputs, content: &'i Path) -> Self {
        let years = inputs.loaded.years.iter();
        let years = years.filter_map(|year| Some((*year, OpenYear::of(inputs, Some(*year)).ok()?))).collect();
        Self { inputs, content, years }
    }

    /// Takes in one file.
    pub fn take_in(&self, path: &Path, bytes: &[u8]) -> TakenIn {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (outcome, told) = match reading::read(bytes, &name) {
            Ok(source) => {
                let told = source.findings(path);
                (self.outcome(&name, Returned::of(source)), told)
            }
            Err(refusal) => (Outcome::Refused(refusal), Vec::new()),
        };
        TakenIn { path: path.to_owned(), outcome, told }
    }

    fn outcome(&self, name: &str, file: Returned) -> Outcome {
        let of_state;
        let record = match (&file.record, file.state) {
            (Some(record), _) => record,
            (None, Some(state)) => match self.of_state(state) {
                Some(record) => {
                    of_state = record;
                    &of_state
                }
                None => return self.marks_gone(name, &file),
            },
            (None, None) => return self.marks_gone(name, &file),
        };
        let Some((open, job)) = self.job(&record.document) else {
            let year = record.document.split('/').next().and_then(|year| year.parse::<i16>().ok());
            let is_closed =
                |year: &i16| self.inputs.loaded.years.contains(year) && !self.years.contains_key(year);
            if let Some(year) = year.filter(is_closed) {
                let findings = self.inputs.loaded.findings.iter();
                let own = findings.filter(|finding| finding.is_error() && finding.scope.concerns(year));
                return Outcome::Broken(own.cloned().collect());
            }
            return Outcome::OtherContent { document: record.document.clone() };
        };
        let target = Target { inputs: self.inputs, open, document: &record.document };
        match target.compared(self.content, job, &file, record) {
            Ok(compared) => Outcome::Compared(Box::new(compared)),
            Err(findings) => Outcome::Broken(findings),
        }
    }

    /// A file without its marks: what it seems to be is told by its name, or by its head, and every line that
    /// differs is listed.
    fn marks_gone(&self, name: &str, file: &Returned) -> Outcome {
        let text: Vec<String> =
            file.lines.iter().flat_map(|line| line.texts.iter().map(|text| text.text.clone())).collect();
        let is_ours = file.source.paragraphs().iter().any(|paragraph| {
            paragraph
                .style
                .as_deref()
                .is_some_and(|style| style.starts_with("ND30") || style.starts_with("NĐ 30"))
        }) || file.has_marks();
        if !is_ours {
            return Outcome::Foreign;
        }
        // Of the documents that it may be by its name, the one that it is most like.
        let mut likest: Option<(String, Vec<Left>, Vec<String>)> = None;
        for open in self.years.values().rev() {
            for job in Job::all(&open.year) {
                if job.stem() == PLAN_STEM || !name.starts_with(job.stem()) {
                    continue;
                }
                let Ok(made) = job.make(open) else { continue };
                let Some(now) = Now::of(&made.document, "") else { continue };
                let (lines, document) = left::unlike(&now, file);
                let is_nearer = likest
                    .as_ref()
                    .is_none_or(|(_, own, other)| lines.len() + document.len() < own.len() + other.len());
                if is_nearer {
                    likest = Some((job.name(), lines, document));
                }
            }
        }
        if let Some((name, file, document)) = likest {
            return Outcome::MarksGone { name: Some(name), file, document };
        }
        let lines = text.into_iter().filter(|text| !text.trim().is_empty());
        let lines = lines.map(|file| Left { place: 0, file, document: None });
        Outcome::MarksGone { name: None, file: lines.collect(), document: Vec::new() }
    }

    /// The record of a file that has lost its own, where the content is as it was when the file was made.
    fn of_state(&self, state: State) -> Option<Record> {
        for open in self.years.values() {
            for job in Job::all(&open.year) {
                let document = document_name(job.plan(), job.stem());
                let suffixes = ["", ".phu-luc", ".phu-luc-1", ".phu-luc-2", ".phu-luc-3"];
                let of = |suffix: &&&str| {
                    State::of(&format!("{document}{suffix}"), &[]).document == state.document
                };
                let Some(suffix) = suffixes.iter().find(of) else { continue };
                let made = job.make(open).ok()?;
                let now = Now::of(&made.document, suffix)?;
                let is_same = State::of(&format!("{document}{suffix}"), &now.made) == state;
                let record = Record { document, suffix: (*suffix).to_owned(), lines: now.made };
                return is_same.then_some(record);
            }
        }
        None
    }

    fn job(&self, document: &str) -> Option<(&OpenYear<'i>, Job<'_>)> {
        let (year, rest) = document.split_once('/')?;
        let (plan, stem) = rest.split_once('/')?;
        let open = self.years.get(&year.parse().ok()?)?;
        let job = Job::all(&open.year).into_iter().find(|job| job.key() == (plan, stem))?;
        Some((open, job))
    }
}

/// The document that a file is of.
struct Target<'t> {
    inputs: &'t Inputs,
    open: &'t OpenYear<'t>,
    document: &'t str,
}

impl Target<'_> {
    fn compared(
        &self,
        content: &Path,
        job: Job<'_>,
        file: &Returned,
        record: &Record,
    ) -> Result<Compared, Vec<Diagnostic>> {
        let inputs = self.inputs;
        let made = job.make(self.open)?;
        let Some(now) = Now::of(&made.document, &record.suffix) else { return Err(Vec::new()) };
        let changes = compare(&now, file, record);
        let mut compared = Compared {
            document: format!("{}{}", self.document, record.suffix),
            name: job.name(),
            changes,
            written: None,
            left: Vec::new(),
            basis: if file.has_marks() { Basis::Marks } else { Basis::Words },
        };
        if !compared.changes.iter().any(|change| change.standing == Standing::Home) {
            return Ok(compared);
        }
        let brought = match job {
            Job::Plan(plan) => plan_brought(&self.open.year, plan, &compared.changes),
            Job::Agency(answer) => {
                agency_brought(inputs, &self.open.year, answer, content, &compared.changes)
            }
        };
        let Some((path, is_new, old, brought)) = brought else { return Ok(compared) };
        compared.changes = brought.changes;
        if brought.text == old {
            return Ok(compared);
        }
        let written = Written { path, text: brought.text, is_new, new_units: brought.new_units };
        // Made again in memory, the document must say what the file says.
        let again = with_text(inputs, &written, &job);
        match remade(inputs, &again, self.document) {
            Ok(document) => {
                if let Some(again) = Now::of(&document, &record.suffix) {
                    compared.left = left::left(&again, &now, file, record);
                }
                compared.written = Some(written);
                Ok(compared)
            }
            Err(findings) => Err(findings),
        }
    }
}

type Home = (PathBuf, bool, String, home::Brought);

fn plan_brought(year: &Year<'_>, plan: &Plan, changes: &[Change]) -> Option<Home> {
    let source = &plan.place.source;
    let issuer = year.province.registry.agency(&plan.issuer)?;
    let brought = home::to_plan(&source.text, plan, issuer, changes.to_vec())?;
    Some((source.path.clone(), false, source.text.clone(), brought))
}

/// Into the agency's part; where it has none yet, into one that is begun as `kehoach new` would.
fn agency_brought(
    inputs: &Inputs,
    year: &Year<'_>,
    answer: crate::derive::Answer<'_>,
    content: &Path,
    changes: &[Change],
) -> Option<Home> {
    if let Some(overlay) = answer.overlay {
        let source = &overlay.place.source;
        let (plan, _) = year.sub_plan(answer);
        let brought = home::to_agency(&source.text, overlay, &plan, changes.to_vec())?;
        return Some((source.path.clone(), false, source.text.clone(), brought));
    }
    let draft = overlay::draft(year, answer.agency, &[answer.plan], content);
    let begun =
        Written { path: draft.path.clone(), text: draft.text.clone(), is_new: true, new_units: Vec::new() };
    let loaded = with_text(inputs, &begun, &Job::Agency(answer));
    let province = loaded.province.as_ref()?;
    let year = Year::of(province, year.year)?;
    let own = answer_of(&year, answer.plan.id.as_str(), answer.agency)?;
    let (plan, _) = year.sub_plan(own);
    let brought = home::to_agency(&draft.text, own.overlay?, &plan, changes.to_vec())?;
    Some((draft.path, true, draft.text, brought))
}

fn answer_of<'p>(year: &Year<'p>, plan: &str, agency: &Agency) -> Option<crate::derive::Answer<'p>> {
    let plan = year.plans().find(|shares| shares.plan.id.as_str() == plan)?.plan;
    year.answers(plan).into_iter().find(|answer| answer.agency.id == agency.id)
}

/// The content as it would be with this file.
fn with_text(inputs: &Inputs, written: &Written, job: &Job<'_>) -> content::Loaded {
    // Other agencies' parts have no word in a document, nor plans of other years in an agency's.
    let province = || inputs.loaded.province.iter();
    let parts = province().flat_map(|province| &province.overlays).map(|part| &part.place);
    let plans = province().flat_map(|province| &province.plans);
    let others = plans.filter(|plan| job.agency().is_some() && plan.year != job.plan().year);
    let places = parts.chain(others.map(|plan| &plan.place));
    let unread: BTreeSet<&Path> = places.map(|place| place.source.path.as_path()).collect();
    let others = inputs
        .loaded
        .sources
        .iter()
        .filter(|source| source.path != written.path && !unread.contains(source.path.as_path()));
    let others = others.map(|source| (source.path.clone(), source.text.as_bytes().to_vec()));
    let files = others.chain([(written.path.clone(), written.text.as_bytes().to_vec())]);
    content::load_files(files, &inputs.templates.schemes())
}

/// The document made of other content.
fn remade(inputs: &Inputs, loaded: &content::Loaded, document: &str) -> Result<Document, Vec<Diagnostic>> {
    let errors = || loaded.findings.iter().filter(|finding| finding.is_error()).cloned().collect::<Vec<_>>();
    let province: &Province = loaded.province.as_ref().ok_or_else(errors)?;
    let mut parts = document.split('/');
    let number = parts.next().and_then(|year| year.parse().ok()).unwrap_or_default();
    let (plan, stem) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let year = Year::of(province, number).ok_or_else(errors)?;
    let jobs = Job::all(&year);
    let job = jobs.into_iter().find(|job| job.key() == (plan, stem)).ok_or_else(errors)?;
    let made = match job {
        Job::Plan(plan) => plan_document(&year, plan, &inputs.templates),
        Job::Agency(answer) => sub_plan(&year, answer, &inputs.templates),
    };
    let own = errors();
    // Errors that were there before are not of this change.
    let is_new =
        |finding: &Diagnostic| !inputs.loaded.findings.iter().any(|old| old.message == finding.message);
    let new: Vec<Diagnostic> = own.into_iter().filter(is_new).collect();
    if new.is_empty() { made.map(|made| made.document) } else { Err(new) }
}

impl Compared {
    /// How many changes come home.
    pub fn home(&self) -> usize {
        self.changes.iter().filter(|change| change.standing == Standing::Home).count()
    }

    /// How many a person has to decide.
    pub fn conflicts(&self) -> usize {
        let is_open = |change: &&Change| {
            matches!(change.standing, Standing::Conflict { .. } | Standing::TwoWords { .. })
        };
        self.changes.iter().filter(is_open).count()
    }

    /// Words that were typed and have no place, formatting left aside.
    pub fn no_place(&self) -> usize {
        let typed = |change: &&Change| {
            matches!(change.standing, Standing::NoPlace(_)) && !matches!(change.what, What::Formatting { .. })
        };
        self.changes.iter().filter(typed).count()
    }
}

/// Writes content files: new ones where nothing stands, changed ones in their place.
///
/// # Errors
/// The first that cannot be written.
pub fn write(written: &[Written]) -> Result<(), FileError> {
    for one in written {
        if one.is_new {
            output::write_new(&one.path, one.text.as_bytes())?;
        } else {
            output::replace(&one.path, one.text.as_bytes())?;
        }
    }
    Ok(())
}
