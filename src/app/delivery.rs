//! Giao tệp: finished files into a folder of a person's choice, by the rules of the house: whole or not at
//! all, unchanged where nothing changed, and never over what somebody edited.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Format, Inputs, render};
use crate::diagnostic::{Diagnostic, codes, has_errors};
use crate::document::Paper;
use crate::follow::sheet::{Workbook, xlsx};
use crate::output::{Digest, FileName, Held, Policy, Purpose, Status, Store, Verifier, Wanted, findings};

/// Định dạng của một kết quả.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Paper(Format),
    Xlsx,
    Csv,
    Json,
    /// Lịch.
    Ics,
    Text,
}

impl Kind {
    pub fn extension(self) -> &'static str {
        match self {
            Self::Paper(format) => format.extension(),
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ics => "ics",
            Self::Text => "txt",
        }
    }

    fn is_paper(self) -> bool {
        matches!(self, Self::Paper(_))
    }
}

/// One file to be written.
#[derive(Debug, Clone)]
pub struct Delivered {
    pub kind: Kind,
    pub bytes: Vec<u8>,
    /// What is issued is not replaced by a draft without a word.
    pub status: Status,
    /// What it holds, the same for files that say the same in other formats.
    pub content: Digest,
}

impl Delivered {
    /// # Errors
    /// A character that the face cannot draw or that the format cannot hold.
    pub fn paper(paper: &Paper<'_>, format: Format, inputs: &Inputs) -> Result<Self, Diagnostic> {
        let bytes = render(paper, format, inputs.fonts.set())?.bytes;
        let (status, content) = (paper.meta.state.into(), Digest::of_paper(paper));
        Ok(Self { kind: Kind::Paper(format), bytes, status, content })
    }

    /// # Errors
    /// What does not fit into a workbook.
    pub fn xlsx(workbook: &Workbook) -> Result<Self, Diagnostic> {
        let bytes = xlsx(workbook).map_err(|error| {
            let message = format!("bảng không ghi được thành Excel: {error}");
            Diagnostic::error(codes::CANNOT_WRITE, message)
        })?;
        Ok(Self::of(Kind::Xlsx, bytes))
    }

    /// A file that states nothing of itself.
    pub fn of(kind: Kind, bytes: Vec<u8>) -> Self {
        Self { kind, content: Digest::of(&bytes), status: Status::Draft, bytes }
    }
}

/// How files are delivered.
#[derive(Debug, Clone)]
pub struct Delivery<'d> {
    pub folder: &'d Path,
    /// Replace also what a person changed, which is kept as an old version.
    pub force: bool,
    /// For the names of old versions.
    pub today: Date,
    pub verifier: Arc<Verifier>,
}

/// What became of the files.
#[derive(Debug, Default)]
pub struct Outcome {
    pub files: Vec<(PathBuf, Fate)>,
    pub findings: Vec<Diagnostic>,
}

/// What became of one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Written,
    /// It said the same already.
    Unchanged,
    /// Somebody edited it since, and nothing new is to be said.
    Kept,
}

impl Delivery<'_> {
    /// Writes files that share a name: a DOCX and its PDF together or not at all, of the others each for itself.
    pub fn deliver(&self, stem: &str, files: Vec<Delivered>) -> Outcome {
        let (papers, others): (Vec<Delivered>, Vec<Delivered>) =
            files.into_iter().partition(|file| file.kind.is_paper());
        let sets = [papers].into_iter().chain(others.into_iter().map(|file| vec![file]));
        let mut all = Outcome::default();
        for set in sets.filter(|set| !set.is_empty()) {
            let Outcome { files, findings } = self.deliver_set(stem, &set);
            all.files.extend(files);
            all.findings.extend(findings);
        }
        all
    }

    fn deliver_set(&self, stem: &str, files: &[Delivered]) -> Outcome {
        let policy = Policy {
            force: self.force,
            purpose: Purpose::Documents,
            today: self.today,
            verifier: Arc::clone(&self.verifier),
        };
        let (mut store, mut told) = match Store::open(self.folder, policy) {
            Ok(opened) => opened,
            Err(error) => return Outcome::failed(findings::cannot_open(self.folder, &error)),
        };
        let mut wanted = Vec::new();
        for file in files {
            let Some(name) = FileName::new(stem, file.kind.extension()) else {
                let message = format!("“{stem}” không dùng làm tên tệp được");
                return Outcome::failed(Diagnostic::error(codes::BAD_ID, message));
            };
            let held = Held { status: file.status, content: Some(file.content), filled: None };
            let input = Digest::input(Digest::of(&file.bytes), file.content, file.kind.extension());
            wanted.push(Wanted { name, input, held, run: None });
        }
        let names: Vec<FileName> = wanted.iter().map(|wanted| wanted.name.clone()).collect();
        let set = store.decide(&wanted, &names).settle(|at, make| {
            store.stage(make, &files[at].bytes, None).map_err(|error| findings::cannot_write(&error))
        });
        told.extend(set.findings);
        match store.commit(vec![set.decisions], &names) {
            Err(error) => told.push(findings::cannot_write(&error)),
            Ok(report) => {
                told.extend(report.findings());
                told.extend(report.failed);
                let files = names.iter().filter_map(|name| {
                    let made = report.made.iter().find(|made| name.is_of(&made.target));
                    let kept = report.kept.iter().find(|kept| kept.name == name.main());
                    let (file, fate) = match (made, kept) {
                        (Some(made), _) => (made.target.clone(), Fate::Written),
                        (None, Some(kept)) => match &kept.beside {
                            Some(beside) => (beside.target.clone(), Fate::Unchanged),
                            None => (kept.name.clone(), Fate::Kept),
                        },
                        (None, None) => (name.main(), Fate::Unchanged),
                    };
                    Some((self.folder.join(file), fate)).filter(|(path, _)| path.exists())
                });
                let files = if has_errors(&told) { Vec::new() } else { files.collect() };
                return Outcome { files, findings: told };
            }
        }
        Outcome { files: Vec::new(), findings: told }
    }
}

impl Outcome {
    fn failed(why: Diagnostic) -> Self {
        Self { files: Vec::new(), findings: vec![why] }
    }
}
