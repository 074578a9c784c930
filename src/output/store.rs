//! Kho tệp của một năm: one folder, file by file: unchanged, to be written, or a person's.
//!
//! What the manifest recorded is the program's own; everything else in the folder belongs to a
//! person and is never overwritten. A person's file is told by its bytes, never by its time: size
//! and time alone may only decide that nothing is to be done.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::digest::Digest;
use super::findings;
use super::held::{Held, Status};
use super::lock::{Lock, LockError};
use super::manifest::{Entry, Manifest, ManifestError, Purpose};
use super::names::{FileName, is_temporary};
use super::set::Wanted;
use super::signed::{Checked, Verifier};
use super::standing::{Stamp, Standing};
use super::write::{FileError, folder_of};
use crate::diagnostic::Diagnostic;
use crate::signature::Signing;

/// What a run may do.
#[derive(Debug, Clone)]
pub struct Policy {
    /// Replace also what a person changed, and an issued document by an emptier one; what stood there
    /// is kept as an old version.
    pub force: bool,
    /// What the folder is for.
    pub purpose: Purpose,
    /// For the names of old versions.
    pub today: Date,
    /// Tells whether a person's file is signed.
    pub verifier: Arc<Verifier>,
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
    /// What was found of it, and of versions beside it that are a person's too.
    pub(super) signatures: Vec<(String, Checked)>,
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
    /// An issued or signed version that it replaces stays as a dated copy.
    pub keeps_old: bool,
    pub(super) input: Digest,
    /// What it holds.
    pub(super) held: Held,
    pub(super) run: Option<Digest>,
    /// The program's own file that it replaces.
    pub(super) replaces: Option<Seen>,
    /// What the files held that it replaces or passes.
    pub(super) stands_for: Vec<Held>,
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
    pub checked: Option<Checked>,
    /// What the program had written there.
    pub held: Option<Held>,
}

/// Why a folder cannot be worked in.
#[derive(Debug)]
pub enum OpenError {
    /// Another run is at work in it.
    Busy,
    File(FileError),
    Manifest(ManifestError),
    /// It holds documents to sign and hand over, and a preview is to be written.
    HoldsDocuments,
}

impl From<LockError> for OpenError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Busy => Self::Busy,
            LockError::File(error) => Self::File(error),
        }
    }
}

/// What stands under a name.
enum Found {
    Nothing,
    /// The program's, made from the same input.
    Current(Box<Entry>),
    /// The program's, made from something else.
    Own(Seen, Held),
    /// A person's.
    Edited {
        seen: Seen,
        checked: Option<Checked>,
        /// What the program had written there.
        held: Option<Held>,
        /// What the person changed was made from the same input.
        answered: bool,
    },
}

impl Store {
    /// Takes the folder of a year for writing, makes it where it is missing, puts back what a killed
    /// run had in hand, and clears away what it left unfinished.
    ///
    /// # Errors
    /// Another run at work in it, a folder that cannot be written, or a manifest that cannot be had.
    pub fn open(folder: &Path, policy: Policy) -> Result<(Self, Vec<Diagnostic>), OpenError> {
        std::fs::create_dir_all(folder)
            .map_err(|error| OpenError::File(FileError::writing(folder, error)))?;
        let lock = Lock::take(folder)?;
        let (mut store, mut findings) = Self::look(folder, policy)?;
        clear_temporary(folder, "");
        clear_temporary(folder_of(folder), &store.mark());
        findings.extend(store.recover());
        findings.extend((!lock.is_held()).then(|| findings::no_locks(folder)));
        store.lock = Some(lock);
        Ok((store, findings))
    }

    /// Only looks at a folder, which need not exist: nothing is locked and nothing can be written.
    ///
    /// # Errors
    /// A manifest that cannot be had.
    pub fn look(folder: &Path, policy: Policy) -> Result<(Self, Vec<Diagnostic>), OpenError> {
        let (manifest, finding) = Manifest::read(folder, policy.purpose).map_err(OpenError::Manifest)?;
        if policy.purpose == Purpose::Preview && manifest.purpose == Purpose::Documents {
            return Err(OpenError::HoldsDocuments);
        }
        let store = Self { folder: folder.to_path_buf(), manifest, policy, lock: None };
        Ok((store, finding.into_iter().collect()))
    }

    /// By which this folder's temporary files are told from others beside it.
    pub(super) fn mark(&self) -> String {
        let name = self.folder.file_name().unwrap_or_default();
        // No id has this sign: the mark of one plan never begins that of another.
        format!("{}=", name.to_string_lossy())
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The Word files of this program that a person has edited. Size and time alone may decide that nobody did.
    ///
    /// # Errors
    /// One that cannot be read.
    pub fn edited_word_files(&self) -> Result<Vec<String>, FileError> {
        let mut edited = Vec::new();
        for (name, entry) in self.manifest.files.iter().filter(|(name, _)| name.ends_with(".docx")) {
            let path = self.folder.join(name);
            let standing = Standing::of(&path).map_err(|error| FileError::reading(&path, error))?;
            if standing.stamp().is_none_or(|stamp| stamp == entry.stamp) {
                continue;
            }
            let now = Digest::of_file(&path).map_err(|error| FileError::reading(&path, error))?;
            if now != entry.output {
                edited.push(name.clone());
            }
        }
        Ok(edited)
    }

    /// The state of a file as far as it is known, for one that no document of this run stands for.
    pub fn status_of(&self, name: &str) -> Option<Status> {
        self.manifest.files.get(name).map(Entry::status)
    }

    /// The annexes of a document that earlier runs wrote as files of their own.
    pub fn annexes_of(&self, document: &str) -> Vec<FileName> {
        let names = self.manifest.files.keys().filter_map(|name| FileName::of(name));
        names.filter(|name| name.is_annex() && name.document() == document).collect()
    }

    /// The manifest without the files that somebody has taken away.
    pub(super) fn known_files(&self) -> Manifest {
        let mut known = self.manifest.clone();
        known.files.retain(|name, _| self.stands(name));
        known
    }

    /// Whether anything stands under a name; what cannot be looked at does.
    pub(super) fn stands(&self, name: &str) -> bool {
        Standing::of(&self.folder.join(name)).map_or(true, |standing| standing != Standing::Nothing)
    }

    pub(super) fn is_locked(&self) -> bool {
        self.lock.is_some()
    }

    /// Decides about one file from the digest of everything that it would be made from.
    ///
    /// # Errors
    /// A file that stands there and cannot be read.
    pub(super) fn decide_file(&self, wanted: &Wanted) -> Result<Decision<Make>, FileError> {
        let (name, held, run) = (&wanted.name, wanted.held, wanted.run);
        let mut passed: Vec<Passed> = Vec::new();
        loop {
            let beside = !passed.is_empty();
            let target = if beside { name.beside(passed.len()) } else { name.main() };
            let (reason, replaces) = match self.find(&target, name, wanted.input)? {
                Found::Current(entry) => {
                    let known = Known { target, entry: Entry { held, run, ..*entry } };
                    return Ok(match beside {
                        true => Decision::Kept(kept(&passed, Some(known))),
                        false => Decision::Unchanged(known),
                    });
                }
                Found::Edited { seen, checked, held, answered } => {
                    passed.push(Passed { target: target.clone(), seen, checked, held });
                    if self.policy.force && !beside {
                        (Reason::Forced, None)
                    } else if answered {
                        return Ok(Decision::Kept(kept(&passed, None)));
                    } else {
                        continue;
                    }
                }
                Found::Nothing if beside => (Reason::Beside, None),
                Found::Nothing => (Reason::New, None),
                Found::Own(seen, held) if beside => (Reason::Beside, Some((seen, held))),
                Found::Own(seen, held) => (Reason::Outdated, Some((seen, held))),
            };
            let status = self.status(name, &passed);
            let before = passed.iter().filter_map(|passed| passed.held);
            let stands_for = before.chain(replaces.map(|(_, held)| held)).collect();
            let replaces = replaces.map(|(seen, _)| seen);
            let (name, input) = (name.clone(), wanted.input);
            let keeps_old = reason == Reason::Forced;
            let make = Make {
                name,
                target,
                reason,
                status,
                keeps_old,
                input,
                held,
                run,
                replaces,
                stands_for,
                passed,
            };
            return Ok(Decision::Make(make));
        }
    }

    /// Once the bytes are known: a file of unknown origin that has the very same bytes is the
    /// program's own, which is how a folder without a manifest, or with a broken one, is taken up; and
    /// the program's own that would be made the same again stays.
    pub fn reconsider(&self, make: Make, output: Digest, pages: Option<usize>) -> Decision<Make> {
        let entry = |stamp| make.entry(output, stamp, pages);
        if let Some(same) = make.passed.iter().position(|passed| passed.seen.digest == output) {
            let Passed { target, seen, .. } = &make.passed[same];
            let known = Known { target: target.clone(), entry: entry(seen.stamp) };
            return match same {
                0 => Decision::Unchanged(known),
                _ => Decision::Kept(kept(&make.passed, Some(known))),
            };
        }
        let Some(seen) = make.replaces.filter(|seen| seen.digest == output) else {
            return Decision::Make(make);
        };
        let known = Known { target: make.target.clone(), entry: entry(seen.stamp) };
        match make.passed.as_slice() {
            [] => Decision::Unchanged(known),
            passed => Decision::Kept(kept(passed, Some(known))),
        }
    }

    fn find(&self, target: &str, name: &FileName, input: Digest) -> Result<Found, FileError> {
        let path = self.folder.join(target);
        let reading = |error| FileError::reading(&path, error);
        let standing = Standing::of(&path).map_err(reading)?;
        let stamp = match standing {
            Standing::Nothing => return Ok(Found::Nothing),
            Standing::File(stamp) | Standing::Link(stamp) => stamp,
            Standing::Odd(odd) => return Err(reading(odd.into())),
        };
        let entry = self.manifest.files.get(target);
        let untouched = |entry: &&Entry| entry.pending.is_none() && entry.stamp == stamp;
        if let Some(entry) = entry.filter(untouched).filter(|entry| entry.input == input) {
            return Ok(Found::Current(Box::new(entry.clone())));
        }
        let seen = Seen { digest: Digest::of_file(&path).map_err(reading)?, stamp };
        let mut own = self.manifest.written(name, seen.digest).peekable();
        // A link that a person put there is not replaced, whatever it leads to.
        let is_own = !standing.is_link();
        if let Some(first) = own.peek().copied() {
            match own.find(|entry| entry.input == input) {
                Some(entry) => {
                    return Ok(Found::Current(Box::new(Entry { stamp, pending: None, ..entry.clone() })));
                }
                None if is_own => return Ok(Found::Own(seen, first.held)),
                None => {}
            }
        }
        let pending = entry.and_then(|entry| entry.pending);
        if let Some(entry) = entry.filter(|_| is_own)
            && pending.is_some_and(|pending| pending.before == Some(seen.digest))
        {
            return Ok(Found::Own(seen, entry.may_hold()));
        }
        let answered = pending.is_none() && entry.is_some_and(|entry| entry.input == input);
        let checked = self.verify(target)?;
        Ok(Found::Edited { seen, checked, held: entry.map(Entry::may_hold), answered })
    }

    /// What is known of the document that stands under a name.
    fn status(&self, name: &FileName, passed: &[Passed]) -> Option<Status> {
        let signed = passed.iter().find_map(|passed| Status::of_signing(passed.signing()));
        if signed.is_some() {
            return signed;
        }
        self.manifest.files.get(&name.main()).map(Entry::status)
    }
}

impl Make {
    /// Whether only the finished bytes can tell if anything is to be written: there is a person's file,
    /// or the program's own of the same content, which another version of the program may have made.
    pub fn is_open(&self) -> bool {
        let same_content = |before: &Held| before.content.is_some() && before.content == self.held.content;
        !self.passed.is_empty() || self.stands_for.iter().any(same_content)
    }

    /// How the manifest knows the file once it has these bytes.
    pub(super) fn entry(&self, output: Digest, stamp: Stamp, pages: Option<usize>) -> Entry {
        Entry { run: self.run, ..Entry::made(self.input, output, stamp, pages, self.held) }
    }

    /// The stamp of what stands under the target; `None` where nothing does.
    pub(super) fn seen(&self) -> Option<Stamp> {
        match self.reason {
            Reason::Forced => self.passed.first().map(|passed| passed.seen.stamp),
            Reason::New | Reason::Outdated | Reason::Beside => self.replaces.map(|seen| seen.stamp),
        }
    }

    /// The person's file that this one is written beside, and its signatures.
    pub fn beside(&self) -> Option<(&str, &Signing)> {
        let passed = self.passed.first().filter(|_| self.reason == Reason::Beside)?;
        Some((&passed.target, passed.signing()))
    }
}

fn kept(passed: &[Passed], beside: Option<Known>) -> Kept {
    let name = passed.first().map(|passed| passed.target.clone()).unwrap_or_default();
    let signatures =
        passed.iter().filter_map(|passed| Some((passed.target.clone(), passed.checked.clone()?)));
    Kept { name, signatures: signatures.collect(), beside }
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
