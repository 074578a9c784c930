//! Kho tệp của một năm: one folder, held by one run.
//!
//! What the manifest recorded is the program's own; everything else in the folder belongs to a
//! person and is never overwritten. What becomes of each file is decided in `decide`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::digest::Digest;
use super::findings;
use super::held::Status;
use super::lock::{Lock, LockError};
use super::manifest::{Entry, Manifest, ManifestError, Purpose};
use super::names::{FileName, is_temporary};
use super::returned::is_of_another;
use super::signed::Verifier;
use super::standing::Standing;
use super::write::{FileError, folder_of};
use crate::diagnostic::Diagnostic;

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
        self.changed_files(".docx")
    }

    /// The PDFs that stand in the place of a document, are no signed ones, and say that they are another.
    ///
    /// # Errors
    /// One that cannot be read.
    pub fn misplaced_pdfs(&self) -> Result<Vec<String>, FileError> {
        let mut misplaced = Vec::new();
        for name in self.changed_files(".pdf")? {
            let signing = self.verify(&name)?;
            let is_signed = signing.is_some_and(|checked| checked.found.may_be_signed());
            if !is_signed && is_of_another(&self.folder.join(&name)) {
                misplaced.push(name);
            }
        }
        Ok(misplaced)
    }

    /// The files of this program with a name that ends so that hold something else than it wrote.
    fn changed_files(&self, extension: &str) -> Result<Vec<String>, FileError> {
        let mut edited = Vec::new();
        for (name, entry) in self.manifest.files.iter().filter(|(name, _)| name.ends_with(extension)) {
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
