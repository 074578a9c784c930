//! Kho tệp của một năm: one folder, file by file: unchanged, to be written, or a person's.
//!
//! What the manifest recorded is the program's own; everything else in the folder belongs to a
//! person and is never overwritten. A person's file is told by its bytes, never by its time: size
//! and time alone may only decide that nothing is to be done.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::digest::Digest;
use super::lock::{Lock, LockError};
use super::manifest::{Entry, Manifest, Stamp, Status};
use super::names::{FileName, is_temporary};
use super::write::FileError;
use crate::diagnostic::Diagnostic;

/// What a run may do.
#[derive(Debug, Clone, Copy)]
pub struct Policy {
    /// Replace also what a person changed, keeping it as an old version.
    pub force: bool,
    /// For the names of old versions.
    pub today: Date,
}

/// The folder of one year, held by one run.
#[derive(Debug)]
pub struct Store {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    pub(super) policy: Policy,
    /// None where a run only looks.
    lock: Option<Lock>,
}

/// What becomes of one file; `M` is what is known of one that is to be written.
#[derive(Debug)]
pub enum Decision<M> {
    /// The disk has it already.
    Unchanged(Known),
    /// A person's file stands there, and nothing new is to be written.
    Kept(Kept),
    Make(M),
}

/// A file of the program that is up to date.
#[derive(Debug)]
pub struct Known {
    pub target: String,
    pub(super) entry: Entry,
}

/// A person's file.
#[derive(Debug)]
pub struct Kept {
    pub name: String,
    pub signed: bool,
    /// The program's version beside it; `None` where the person started from the same content.
    pub beside: Option<Known>,
}

/// A file to be written.
#[derive(Debug)]
pub struct Make {
    /// The name as it would be if nobody had changed anything.
    pub name: FileName,
    pub target: String,
    pub reason: Reason,
    /// State of the document that stands under the name now.
    pub status: Option<Status>,
    pub(super) input: Digest,
    /// The program's own file that it replaces.
    pub(super) replaces: Option<Seen>,
    /// Files of a person that stood in its way, the one under its own name first.
    pub(super) passed: Vec<Passed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing stands there.
    New,
    /// The program's own file, made from something else.
    Outdated,
    /// Beside a file that a person changed.
    Beside,
    /// In place of a file that a person changed, which is kept as an old version.
    Forced,
}

/// A file as it was looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub digest: Digest,
    pub stamp: Stamp,
}

/// A person's file that keeps its place.
#[derive(Debug)]
pub(super) struct Passed {
    pub target: String,
    pub seen: Seen,
    pub signed: bool,
}

/// What stands under a name.
enum Found {
    Nothing,
    /// The program's, made from the same input.
    Current(Entry),
    /// The program's, made from something else.
    Own(Seen),
    /// A person's.
    Edited {
        seen: Seen,
        signed: bool,
        /// What the person changed was made from the same input.
        answered: bool,
    },
}

impl Store {
    /// Takes the folder of a year for writing, makes it where it is missing, and clears away what
    /// a killed run left unfinished.
    ///
    /// # Errors
    /// Another run at work in it, or a folder that cannot be written.
    pub fn open(folder: &Path, policy: Policy) -> Result<(Self, Vec<Diagnostic>), LockError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| LockError::File(FileError::writing(folder, error)))?;
        let lock = Lock::take(folder)?;
        clear_temporary(folder, "");
        let (mut store, findings) = Self::look(folder, policy);
        store.lock = Some(lock);
        Ok((store, findings))
    }

    /// Only looks at a folder, which need not exist: nothing is locked and nothing can be written.
    pub fn look(folder: &Path, policy: Policy) -> (Self, Vec<Diagnostic>) {
        let (manifest, finding) = Manifest::read(folder);
        let store = Self { folder: folder.to_path_buf(), manifest, policy, lock: None };
        (store, finding.into_iter().collect())
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The state of a file as far as it is known, for one that no document of this run stands for.
    pub fn status_of(&self, name: &str) -> Option<Status> {
        self.manifest.files.get(name).map(|entry| entry.status)
    }

    /// The annexes of a document that earlier runs wrote as files of their own.
    pub fn annexes_of(&self, document: &str) -> Vec<FileName> {
        let names = self.manifest.files.keys().filter_map(|name| FileName::of(name));
        names.filter(|name| name.is_annex() && name.document() == document).collect()
    }

    /// The manifest without the files that somebody has taken away.
    pub(super) fn known_files(&self) -> Manifest {
        let mut known = self.manifest.clone();
        known.files.retain(|name, _| self.folder.join(name).try_exists().unwrap_or(true));
        known
    }

    pub(super) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Decides about one file from the digest of everything that it would be made from.
    ///
    /// # Errors
    /// A file that stands there and cannot be read.
    pub fn decide(&self, name: &FileName, input: Digest) -> Result<Decision<Make>, FileError> {
        let mut passed: Vec<Passed> = Vec::new();
        loop {
            let beside = !passed.is_empty();
            let target = if beside { name.beside(passed.len()) } else { name.main() };
            let make = |target, reason, replaces, passed: Vec<Passed>| {
                let status = self.status(name, &passed);
                Make { name: name.clone(), target, reason, status, input, replaces, passed }
            };
            let (reason, replaces) = match self.find(&target, name, input)? {
                Found::Current(entry) if beside => {
                    return Ok(Decision::Kept(kept(&passed, Some(Known { target, entry }))));
                }
                Found::Current(entry) => return Ok(Decision::Unchanged(Known { target, entry })),
                Found::Edited { seen, signed, .. } if self.policy.force && !beside => {
                    passed.push(Passed { target: target.clone(), seen, signed });
                    return Ok(Decision::Make(make(target, Reason::Forced, None, passed)));
                }
                Found::Edited { seen, signed, answered } => {
                    passed.push(Passed { target, seen, signed });
                    if answered {
                        return Ok(Decision::Kept(kept(&passed, None)));
                    }
                    continue;
                }
                Found::Nothing if beside => (Reason::Beside, None),
                Found::Nothing => (Reason::New, None),
                Found::Own(seen) if beside => (Reason::Beside, Some(seen)),
                Found::Own(seen) => (Reason::Outdated, Some(seen)),
            };
            return Ok(Decision::Make(make(target, reason, replaces, passed)));
        }
    }

    /// Once the bytes are known: a file of unknown origin that has the very same bytes is the
    /// program's own. This is how a folder without a manifest, or with a broken one, is taken up.
    pub fn reconsider(
        &self,
        make: Make,
        output: Digest,
        pages: Option<usize>,
        status: Status,
    ) -> Decision<Make> {
        let Some(same) = make.passed.iter().position(|passed| passed.seen.digest == output) else {
            return Decision::Make(make);
        };
        let Passed { target, seen, .. } = &make.passed[same];
        let entry = Entry::made(make.input, output, seen.stamp, pages, status);
        let known = Known { target: target.clone(), entry };
        match same {
            0 => Decision::Unchanged(known),
            _ => Decision::Kept(kept(&make.passed, Some(known))),
        }
    }

    fn find(&self, target: &str, name: &FileName, input: Digest) -> Result<Found, FileError> {
        let path = self.folder.join(target);
        let reading = |error| FileError::reading(&path, error);
        let Some(stamp) = Stamp::of(&path).map_err(reading)? else { return Ok(Found::Nothing) };
        let entry = self.manifest.files.get(target);
        let untouched = |entry: &&Entry| entry.pending.is_none() && entry.stamp == stamp;
        if let Some(entry) = entry.filter(untouched).filter(|entry| entry.input == input) {
            return Ok(Found::Current(entry.clone()));
        }
        let seen = Seen { digest: Digest::of_file(&path).map_err(reading)?, stamp };
        let mut own = self.manifest.written(name, seen.digest).peekable();
        if own.peek().is_some() {
            let current = own.find(|entry| entry.input == input);
            return Ok(match current {
                Some(entry) => Found::Current(Entry { stamp, pending: None, ..entry.clone() }),
                None => Found::Own(seen),
            });
        }
        let pending = entry.and_then(|entry| entry.pending);
        if pending.is_some_and(|pending| pending.before == Some(seen.digest)) {
            return Ok(Found::Own(seen));
        }
        let answered = pending.is_none() && entry.is_some_and(|entry| entry.input == input);
        let signed = is_signed(&path).map_err(reading)?;
        Ok(Found::Edited { seen, signed, answered })
    }

    /// What is known of the document that stands under a name.
    fn status(&self, name: &FileName, passed: &[Passed]) -> Option<Status> {
        if passed.iter().any(|passed| passed.signed) {
            return Some(Status::Signed);
        }
        self.manifest.files.get(&name.main()).map(|entry| entry.status)
    }
}

impl Make {
    /// Whether only the finished bytes can tell if anything is to be written.
    pub fn is_open(&self) -> bool {
        !self.passed.is_empty()
    }

    /// The person's file that this one is written beside, and whether it is signed.
    pub fn beside(&self) -> Option<(&str, bool)> {
        let passed = self.passed.first().filter(|_| self.reason == Reason::Beside)?;
        Some((&passed.target, passed.signed))
    }
}

fn kept(passed: &[Passed], beside: Option<Known>) -> Kept {
    let name = passed.first().map(|passed| passed.target.clone()).unwrap_or_default();
    Kept { name, signed: passed.iter().any(|passed| passed.signed), beside }
}

/// Whether a PDF has a digital signature: its dictionary names the bytes that it covers, and must
/// stand in the file as plain text.
pub fn is_signed(path: &Path) -> std::io::Result<bool> {
    const MARK: &[u8] = b"/ByteRange";
    if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("pdf")) {
        return Ok(false);
    }
    Ok(std::fs::read(path)?.windows(MARK.len()).any(|window| window == MARK))
}

/// Removes what killed runs left; only this program's names with this mark, only files, and only
/// while the folder is locked. What cannot be removed harms nobody.
pub(super) fn clear_temporary(folder: &Path, mark: &str) {
    let ours = format!("{}{mark}", super::names::TEMPORARY.0);
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| is_temporary(name) && name.starts_with(&ours));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
