//! Nhận lại tệp Word: a file that came back → the content with it, proved before anything is on the disk.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Inputs, Job, OpenYear, plan_document, sub_plan};
use crate::content;
use crate::derive::Year;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::model::{Agency, PLAN_STEM, Plan, Province};
use crate::output::{self, FileError};
use crate::reading::{self, Refusal};
use crate::render::marks::Record;
use crate::start::overlay;
use crate::takein::left::{self, Left};
use crate::takein::{Change, Now, Returned, Standing, What, compare, home};

/// What a file came to.
#[derive(Debug)]
pub struct TakenIn {
    pub path: PathBuf,
    pub outcome: Outcome,
}

#[derive(Debug)]
pub enum Outcome {
    /// It cannot be read.
    Refused(Refusal),
    /// It is no file of this program.
    Foreign,
    /// Its marks are gone; with every line that differs from the document that it seems to be, if that is known.
    MarksGone { name: Option<String>, file: Vec<Left>, document: Vec<String> },
    /// It is of a document that this content does not have.
    OtherContent { document: String },
    /// The document cannot be made: its content has errors.
    Broken(Vec<Diagnostic>),
    Compared(Box<Compared>),
}

/// A file against its content.
#[derive(Debug)]
pub struct Compared {
    /// "2025/kh-175-2025/so-cong-thuong".
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

/// Takes in one file.
pub fn take_in(inputs: &Inputs, content: &Path, path: &Path, bytes: &[u8]) -> TakenIn {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let outcome = match reading::read(bytes, &name) {
        Ok(source) => outcome(inputs, content, &name, Returned::of(source)),
        Err(refusal) => Outcome::Refused(refusal),
    };
    TakenIn { path: path.to_owned(), outcome }
}

fn outcome(inputs: &Inputs, content: &Path, name: &str, file: Returned) -> Outcome {
    let Some(record) = &file.record else {
        return marks_gone(inputs, name, &file);
    };
    let Some(target) = Target::of(inputs, &record.document) else {
        return Outcome::OtherContent { document: record.document.clone() };
    };
    match target.compared(inputs, content, &file, record) {
        Ok(compared) => Outcome::Compared(Box::new(compared)),
        Err(findings) => Outcome::Broken(findings),
    }
}

/// The document that a file is of.
struct Target<'i> {
    open: OpenYear<'i>,
    document: String,
}

impl<'i> Target<'i> {
    fn of(inputs: &'i Inputs, document: &str) -> Option<Self> {
        let year: i16 = document.split('/').next()?.parse().ok()?;
        let open = OpenYear::of(inputs, Some(year)).ok()?;
        let target = Self { open, document: document.to_owned() };
        target.job().is_some().then_some(target)
    }

    fn job(&self) -> Option<Job<'_>> {
        let (plan, stem) = self.document.split_once('/')?.1.split_once('/')?;
        Job::all(&self.open.year).into_iter().find(|job| job.key() == (plan, stem))
    }

    fn compared(
        &self,
        inputs: &Inputs,
        content: &Path,
        file: &Returned,
        record: &Record,
    ) -> Result<Compared, Vec<Diagnostic>> {
        let Some(job) = self.job() else { return Err(Vec::new()) };
        let made = job.make(&self.open)?;
        let Some(now) = Now::of(&made.document, &record.suffix) else { return Err(Vec::new()) };
        let changes = compare(&now, file, record);
        let mut compared = Compared {
            document: self.document.clone(),
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
            Job::Agency(answer) => agency_brought(inputs, &self.open.year, answer, content, &compared.changes),
        };
        let Some((path, is_new, old, brought)) = brought else { return Ok(compared) };
        compared.changes = brought.changes;
        if brought.text == old {
            return Ok(compared);
        }
        let written = Written { path, text: brought.text, is_new, new_units: brought.new_units };
        // Made again in memory, the document must say what the file says.
        let again = with_text(inputs, &written);
        match remade(inputs, &again, &self.document) {
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
    let begun = Written { path: draft.path.clone(), text: draft.text.clone(), is_new: true, new_units: Vec::new() };
    let loaded = with_text(inputs, &begun);
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
fn with_text(inputs: &Inputs, written: &Written) -> content::Loaded {
    // Other agencies' parts have no word in this document.
    let parts = inputs.loaded.province.iter().flat_map(|province| &province.overlays);
    let parts: BTreeSet<&Path> = parts.map(|part| part.place.source.path.as_path()).collect();
    let others = inputs.loaded.sources.iter().filter(|source| {
        source.path != written.path && !parts.contains(source.path.as_path())
    });
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
    let is_new = |finding: &Diagnostic| !inputs.loaded.findings.iter().any(|old| old.message == finding.message);
    let new: Vec<Diagnostic> = own.into_iter().filter(is_new).collect();
    if new.is_empty() { made.map(|made| made.document) } else { Err(new) }
}

/// A file without its marks: what it seems to be is told by its name, or by its head, and every line that
/// differs is listed.
fn marks_gone(inputs: &Inputs, name: &str, file: &Returned) -> Outcome {
    let text: Vec<String> = file.lines.iter().flat_map(|line| line.texts.iter().map(|text| text.text.clone())).collect();
    let is_ours = file.source.paragraphs().iter().any(|paragraph| {
        paragraph.style.as_deref().is_some_and(|style| style.starts_with("ND30") || style.starts_with("NĐ 30"))
    }) || file.has_marks() || file.record.is_some();
    if !is_ours {
        return Outcome::Foreign;
    }
    for year in inputs.loaded.years.iter().rev() {
        let Ok(open) = OpenYear::of(inputs, Some(*year)) else { continue };
        for job in Job::all(&open.year) {
            let by_record = file.record.as_ref().is_some_and(|record| record.document == format!("{year}/{}/{}", job.key().0, job.key().1));
            let by_name = job.stem() != PLAN_STEM && name.starts_with(job.stem());
            if !(by_record || by_name) {
                continue;
            }
            let Ok(made) = job.make(&open) else { continue };
            let Some(now) = Now::of(&made.document, "") else { continue };
            let (lines, document) = left::unlike(&now, file);
            return Outcome::MarksGone { name: Some(job.name()), file: lines, document };
        }
    }
    let lines = text.into_iter().filter(|text| !text.trim().is_empty());
    let lines = lines.map(|file| Left { place: 0, file, document: None });
    Outcome::MarksGone { name: None, file: lines.collect(), document: Vec::new() }
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

/// Content files to be written, all or none: new ones where nothing stands, changed ones in their place.
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
