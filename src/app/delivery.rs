//! Giao tệp: finished files into a folder of a person's choice, by the rules of the house: whole or not at
//! all, unchanged where nothing changed, and never over what somebody edited.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, codes};
use crate::output::{Digest, FileName, Held, Policy, Purpose, Status, Store, Verifier, Wanted, findings};

/// One file to be written.
#[derive(Debug, Clone)]
pub struct Delivered {
    pub extension: &'static str,
    pub bytes: Vec<u8>,
    /// What it holds, the same for files that say the same in other formats.
    pub content: Digest,
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
    /// Where each file is that says what was to be said.
    pub files: Vec<PathBuf>,
    pub findings: Vec<Diagnostic>,
}

impl Delivery<'_> {
    /// Writes files that share a name, together or not at all.
    pub fn deliver(&self, stem: &str, files: &[Delivered]) -> Outcome {
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
            let Some(name) = FileName::new(stem, file.extension) else {
                let message = format!("“{stem}” không dùng làm tên tệp được");
                return Outcome::failed(Diagnostic::error(codes::BAD_ID, message));
            };
            let held = Held { status: Status::Draft, content: Some(file.content), filled: None };
            let input = Digest::input(Digest::of(&file.bytes), file.content, file.extension);
            wanted.push(Wanted { name, input, held });
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
                let beside = |name: &FileName| {
                    let made = report.made.iter().find(|made| name.is_of(&made.target));
                    let kept = report.kept.iter().find(|kept| kept.name == name.main());
                    let kept =
                        kept.map(|kept| kept.beside.as_ref().map_or(&kept.name, |beside| &beside.target));
                    made.map(|made| &made.target).or(kept).cloned().unwrap_or_else(|| name.main())
                };
                let stand = names.iter().map(|name| self.folder.join(beside(name)));
                return Outcome { files: stand.filter(|path| path.exists()).collect(), findings: told };
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
