//! Giữ bản nháp: one file for each draft in a folder of the program's own, written whole.

use std::path::{Path, PathBuf};

use super::Draft;
use crate::output::{Digest, FileError, write_whole};

/// Where drafts are kept, if anywhere.
#[derive(Debug)]
pub(super) struct Folder(Option<PathBuf>);

const KEPT: &str = "json";
/// The last one that was thrown away.
const ASIDE: &str = "bo.json";
/// One that cannot be read.
const SET_BY: &str = "hong";

impl Folder {
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(folder)
    }

    /// Every draft, and the files of ours in which none can be read: set by, so that none is written over.
    pub fn read(&self) -> (Vec<Draft>, Vec<PathBuf>) {
        let (mut drafts, mut unreadable) = (Vec::new(), Vec::new());
        for path in self.files() {
            match draft_in(&path) {
                // Another name than its own: one that was thrown away, or no file of ours.
                Some(draft) if self.file(&draft.path, KEPT).as_ref() == Some(&path) => drafts.push(draft),
                Some(_) => {}
                None if path.is_file() && is_ours(&path) => unreadable.push(set_by(path)),
                None => {}
            }
        }
        drafts.sort_by(|one, other| one.path.cmp(&other.path));
        unreadable.sort_unstable();
        (drafts, unreadable)
    }

    /// Every draft that was thrown away and can be had again.
    pub fn all_aside(&self) -> Vec<Draft> {
        let own = |path: &PathBuf| {
            draft_in(path).filter(|draft| self.file(&draft.path, ASIDE).as_ref() == Some(path))
        };
        let mut drafts: Vec<Draft> = self.files().iter().filter_map(own).collect();
        drafts.sort_by(|one, other| one.path.cmp(&other.path));
        drafts
    }

    fn files(&self) -> Vec<PathBuf> {
        let entries = self.0.iter().filter_map(|folder| std::fs::read_dir(folder).ok());
        entries.flatten().flatten().map(|entry| entry.path()).collect()
    }

    /// Writes a draft down.
    ///
    /// # Errors
    /// Why it could not be.
    pub fn write(&self, draft: &Draft) -> Result<(), String> {
        let Some(path) = self.file(&draft.path, KEPT) else {
            return Err("máy không có chỗ giữ".to_owned());
        };
        self.write_at(&path, draft).map_err(|error| error.to_string())
    }

    fn write_at(&self, path: &Path, draft: &Draft) -> Result<(), FileError> {
        if let Some(folder) = &self.0 {
            make(folder).map_err(|source| FileError::writing(folder, source))?;
        }
        let bytes = serde_json::to_vec(draft).map_err(|error| FileError::writing(path, error.into()))?;
        write_whole(path, &bytes)
    }

    /// Throws a draft away, and keeps it beside. Without a folder there is nothing beside: it is gone.
    ///
    /// # Errors
    /// Why it could not be kept beside: it is where it was.
    pub fn put_aside(&self, draft: &Draft) -> Result<(), String> {
        let (Some(path), Some(aside)) = (self.file(&draft.path, KEPT), self.file(&draft.path, ASIDE)) else {
            return Ok(());
        };
        // One that says nothing new is not worth what was thrown away before it.
        if !draft.is_saved() {
            self.write_at(&aside, draft).map_err(|error| error.to_string())?;
        }
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.to_string()),
            _ => Ok(()),
        }
    }

    /// One that was taken up again is aside no more.
    pub fn taken_up(&self, path: &Path) {
        if let Some(aside) = self.file(path, ASIDE) {
            let _ = std::fs::remove_file(aside);
        }
    }

    pub fn aside(&self, path: &Path) -> Option<Draft> {
        draft_in(&self.file(path, ASIDE)?).filter(|draft| draft.path == path)
    }

    fn file(&self, path: &Path, extension: &str) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join(format!("{}.{extension}", name(path))))
    }
}

/// So many digits name a draft.
const NAME: usize = 24;

/// What the draft of a file is called.
pub(super) fn name(path: &Path) -> String {
    let digest = Digest::of(path.as_os_str().as_encoded_bytes()).to_string();
    digest.get(..NAME).map_or_else(|| digest.clone(), ToOwned::to_owned)
}

fn draft_in(path: &Path) -> Option<Draft> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

/// The name of a draft in that of its file, and what stands behind it.
fn name_in(path: &Path) -> Option<(&str, &str)> {
    let (name, kind) = path.file_name()?.to_str()?.split_once('.')?;
    (name.len() == NAME && name.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some((name, kind))
}

/// Whether a file is called as drafts are: kept, thrown away, or set by.
fn is_ours(path: &Path) -> bool {
    name_in(path).is_some_and(|(_, kind)| kind == KEPT || kind == ASIDE || kind.ends_with(SET_BY))
}

/// Gives a file another name, under which nothing is written; the one that it has by then.
fn set_by(path: PathBuf) -> PathBuf {
    let Some((name, kind)) = name_in(&path).filter(|(_, kind)| !kind.ends_with(SET_BY)) else { return path };
    let free = (1..).map(|number| path.with_file_name(format!("{name}.{kind}.{number}.{SET_BY}")));
    let Some(free) = free.into_iter().find(|free| !free.exists()) else { return path };
    match std::fs::rename(&path, &free) {
        Ok(()) => free,
        Err(_) => path,
    }
}

/// Readable by its owner alone, as what is typed is nobody else's before it is saved.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
