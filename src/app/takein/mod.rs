//! Nhận lại tệp Word: a file that came back → the content with it, proved before anything is on the disk.

mod proved;
mod together;
mod without_marks;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use self::proved::{Open, Proof};
pub use self::together::{Tally, Together, findings_of};
use super::batch::folder_of;
use super::import::{Imported, Input};
use super::rewrite::{self, Rewrite};
use super::signed::looking;
use super::{Inputs, Job, OpenYear, document_name};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::document::suffixes;
use crate::output::{self, FileError, Store};
use crate::reading::{self, Refusal};
use crate::render::marks::{Record, State};
use crate::takein::left::Left;
use crate::takein::{Change, Decided, Now, Returned, Standing, What, compare};
use crate::text::first_letter::lower_first;

/// As many annexes as a document is thought to have: the names of their files are tried without making it.
const MOST_ANNEXES: usize = 99;

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
    /// Its marks are gone, and its agency has no part yet: read as a plan that the agency wrote.
    Imported(Box<ByImport>),
    /// Its marks are gone and there is content that it would stand beside; with every line that differs from the
    /// document that it seems to be. Where that is not known nothing is compared.
    MarksGone {
        name: Option<String>,
        file: Vec<Left>,
        document: Vec<String>,
    },
    /// Made by this program for reading, a report or a table: nothing that is typed in it has a place in the content.
    ForReading,
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
    /// Changes that would make an error in the content, each with that error: they are left out.
    pub unsound: Vec<(String, Diagnostic)>,
    pub basis: Basis,
}

/// A file without marks, read as a plan that an agency wrote.
#[derive(Debug)]
pub struct ByImport {
    pub input: Input,
    pub imported: Imported,
    /// The part of the agency.
    pub written: Written,
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
    /// What stood there when it was compared; `None` where the agency had no part yet.
    pub old: Option<String>,
    pub new_units: Vec<(String, String)>,
}

/// Writes content files: all of them, or none.
///
/// # Errors
/// A file that was saved since it was compared; a disk that does not take one.
pub fn write(written: &[&Written]) -> Result<(), Diagnostic> {
    let files: Vec<Rewrite<'_>> = written
        .iter()
        .map(|one| Rewrite { path: &one.path, old: one.old.as_deref(), text: &one.text })
        .collect();
    rewrite::write(&files)
}

/// Where the Word files in the folder for results that people edited say something else than the content: value
/// by value.
pub fn differing(open: &OpenYear<'_>, jobs: &[Job<'_>], out: &Path) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (plan, jobs) in Job::by_plan(jobs.to_vec()) {
        let folder = folder_of(out, plan);
        // What hinders looking is told where signatures are looked for.
        let Ok((store, _)) = Store::look(&folder, looking(open.inputs)) else { continue };
        let job_of = |name: &str| {
            let stem = output::names::document_stem(name);
            jobs.iter().find(|job| job.stem() == stem).copied()
        };
        for name in store.edited_word_files().unwrap_or_default() {
            if let Some(job) = job_of(&name) {
                found.extend(differing_file(open, job, &folder.join(&name)));
            }
        }
        for name in store.misplaced_pdfs().unwrap_or_default() {
            let message = "tệp PDF ở chỗ này là của văn bản khác, không phải văn bản có tên ấy";
            let told = |job| doubtful(open, job, &folder.join(&name), message.to_owned()).hint(PUT_BACK);
            found.extend(job_of(&name).map(told));
        }
    }
    found
}

const PUT_BACK: &str = "đặt lại tệp đúng, hoặc xóa tệp này rồi chạy: kehoach tao";

/// That a file in the folder for results is not what the content would make of it.
fn doubtful(open: &OpenYear<'_>, job: Job<'_>, path: &Path, message: String) -> Diagnostic {
    let scope = match job {
        Job::Plan(plan) => Scope::Plan { year: plan.year },
        Job::Agency(answer) => open.year.scope(answer.agency),
    };
    let finding = Diagnostic::warning(codes::FILE_SAYS_OTHERWISE, message);
    finding.at(Place::whole_file(path.to_owned())).within(scope)
}

fn differing_file(open: &OpenYear<'_>, job: Job<'_>, path: &Path) -> Vec<Diagnostic> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // What the disk does not give is told where signatures are looked for.
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let source = match reading::read(&bytes, &name) {
        Ok(source) => source,
        Err(refusal) => {
            let message = format!("tệp Word ở chỗ này không đọc được: {}", lower_first(&refusal.message()));
            return vec![doubtful(open, job, path, message).hint(PUT_BACK)];
        }
    };
    let file = Returned::of(source);
    let finding = |message: String| {
        let finding = doubtful(open, job, path, message);
        finding.hint(format!("đưa về nội dung: kehoach nhan \"{}\"", path.display()))
    };
    let Some(record) = &file.record else {
        return vec![finding(
            "tệp Word đã có người sửa, mất dấu của chương trình nên không đối chiếu được".to_owned(),
        )];
    };
    if record.document != document_name(job.plan(), job.stem()) {
        let message = format!(
            "tệp Word đã sửa ở chỗ này là văn bản “{}”, không phải văn bản có tên ấy",
            record.document
        );
        return vec![finding(message).hint(PUT_BACK)];
    }
    let Ok(made) = job.make(open) else { return Vec::new() };
    let Some(now) = Now::of(&made.document, &record.suffix) else { return Vec::new() };
    let changes = compare(&now, &file, record, &Decided::default());
    changes
        .iter()
        .map(|change| finding(format!("tệp Word đã sửa khác nội dung: {}", change.message())))
        .collect()
}

/// A file, looked at by itself.
struct Read<'d> {
    path: PathBuf,
    step: Step<'d>,
    told: Vec<Diagnostic>,
}

/// How far a file has come.
enum Step<'d> {
    Done(Outcome),
    /// Something was typed that may come home.
    Home(Box<Open<'d>>),
}

/// A file that came, with what a person decided of it.
#[derive(Debug, Clone, Copy)]
pub struct Came<'f> {
    /// As people call it.
    pub path: &'f Path,
    pub bytes: &'f [u8],
    pub decided: &'f Decided,
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
        let file = self.read(path, bytes, &Decided::default());
        self.proved(vec![file]).remove(0)
    }

    /// Takes in files that are read already, each with what a person decided of it.
    pub fn take_in_came(&self, came: &[Came<'_>]) -> Vec<TakenIn> {
        let read = came.par_iter().map(|one| self.read(one.path, one.bytes, one.decided));
        self.proved(read.collect())
    }

    /// Takes in files, each as if it came alone; what loading the content costs they share.
    ///
    /// # Errors
    /// In the place of a file: why it cannot be read.
    pub fn take_in_all(&self, paths: &[PathBuf]) -> Vec<Result<TakenIn, FileError>> {
        let read = paths.par_iter().map(|path| {
            let bytes = std::fs::read(path).map_err(|error| FileError::reading(path, error))?;
            Ok(self.read(path, &bytes, &Decided::default()))
        });
        let read: Vec<Result<Read<'_>, FileError>> = read.collect();
        let (mut files, mut failed) = (Vec::new(), Vec::new());
        for one in read {
            match one {
                Ok(file) => {
                    files.push(file);
                    failed.push(None);
                }
                Err(error) => failed.push(Some(error)),
            }
        }
        let mut proved = self.proved(files).into_iter();
        failed
            .into_iter()
            .filter_map(|failed| failed.map_or_else(|| proved.next().map(Ok), |error| Some(Err(error))))
            .collect()
    }

    fn read(&self, path: &Path, bytes: &[u8], decided: &Decided) -> Read<'_> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let (step, told) = match reading::read(bytes, &name) {
            Ok(source) => {
                let told = source.findings(path);
                (self.step(&name, Returned::of(source), decided), told)
            }
            Err(refusal) => (Step::Done(Outcome::Refused(refusal)), Vec::new()),
        };
        Read { path: path.to_owned(), step, told }
    }

    /// Brings home what was typed and proves it, all files together.
    fn proved(&self, files: Vec<Read<'_>>) -> Vec<TakenIn> {
        let mut proof = Proof::of(self.inputs, self.content);
        let files: Vec<(PathBuf, Vec<Diagnostic>, Result<usize, Outcome>)> = files
            .into_iter()
            .map(|Read { path, step, told }| match step {
                Step::Done(outcome) => (path, told, Err(outcome)),
                Step::Home(open) => (path, told, Ok(proof.add(*open))),
            })
            .collect();
        let mut outcomes = proof.outcomes();
        let mut outcome = |at: usize| std::mem::replace(&mut outcomes[at], Outcome::Foreign);
        files
            .into_iter()
            .map(|(path, told, own)| TakenIn {
                path,
                outcome: own.map_or_else(|known| known, &mut outcome),
                told,
            })
            .collect()
    }

    /// As far as a file can be looked at without other content than that which is there.
    fn step(&self, name: &str, file: Returned, decided: &Decided) -> Step<'_> {
        let record = match (&file.record, file.state) {
            (Some(record), _) => Some(record.clone()),
            (None, Some(state)) => self.of_state(state),
            (None, None) => None,
        };
        let Some(record) = record else { return Step::Done(self.marks_gone(name, file)) };
        if record.document.is_empty() {
            return Step::Done(Outcome::ForReading);
        }
        let Some((open, job)) = self.job(&record.document) else {
            let year = record.document.split('/').next().and_then(|year| year.parse::<i16>().ok());
            let is_closed =
                |year: &i16| self.inputs.loaded.years.contains(year) && !self.years.contains_key(year);
            if let Some(year) = year.filter(is_closed) {
                let findings = self.inputs.loaded.findings.iter();
                let own = findings.filter(|finding| finding.is_error() && finding.scope.concerns(year));
                return Step::Done(Outcome::Broken(own.cloned().collect()));
            }
            return Step::Done(Outcome::OtherContent { document: record.document });
        };
        match proved::opened(open, job, file, record, decided) {
            Ok(open) if open.is_changed() => Step::Home(Box::new(open)),
            Ok(open) => Step::Done(Outcome::Compared(Box::new(open.compared))),
            Err(findings) => Step::Done(Outcome::Broken(findings)),
        }
    }

    /// The record of a file that has lost its own, where the content is as it was when the file was made.
    fn of_state(&self, state: State) -> Option<Record> {
        for open in self.years.values() {
            for job in Job::all(&open.year) {
                let document = document_name(job.plan(), job.stem());
                let of = |suffix: &String| {
                    State::of(&format!("{document}{suffix}"), &[]).document == state.document
                };
                let Some(suffix) = suffixes(MOST_ANNEXES).find(of) else { continue };
                let made = job.make(open).ok()?;
                let now = Now::of(&made.document, &suffix)?;
                let is_same = State::of(&format!("{document}{suffix}"), &now.made) == state;
                let record = Record { document, suffix, lines: now.made };
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

impl TakenIn {
    pub fn compared(&self) -> Option<&Compared> {
        match &self.outcome {
            Outcome::Compared(compared) => Some(compared),
            _ => None,
        }
    }
}

impl Compared {
    /// How many changes come home.
    pub fn home(&self) -> usize {
        self.changes.iter().filter(|change| change.standing == Standing::Home).count()
    }

    /// Those that a person left out.
    pub fn left_out(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.standing == Standing::LeftOut)
    }

    /// How many a person has to decide.
    pub fn conflicts(&self) -> usize {
        let is_open = |change: &&Change| {
            matches!(change.standing, Standing::Conflict { .. } | Standing::TwoWords { .. })
        };
        self.changes.iter().filter(is_open).count()
    }

    /// What has no place, formatting too.
    pub fn without_place(&self) -> usize {
        self.changes.iter().filter(|change| matches!(change.standing, Standing::NoPlace(_))).count()
    }

    /// Words that were typed and have no place, formatting left aside.
    pub fn no_place(&self) -> usize {
        let typed = |change: &&Change| {
            matches!(change.standing, Standing::NoPlace(_)) && !matches!(change.what, What::Formatting { .. })
        };
        self.changes.iter().filter(typed).count()
    }
}
