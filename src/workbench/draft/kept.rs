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

impl Folder {
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self(folder)
    }

    /// Every draft that can be read.
    pub fn read(&self) -> Vec<Draft> {
        self.drafts(KEPT)
    }

    /// Every draft that was thrown away and can be had again.
    pub fn all_aside(&self) -> Vec<Draft> {
        self.drafts(ASIDE)
    }

    fn drafts(&self, extension: &str) -> Vec<Draft> {
        let Some(folder) = &self.0 else { return Vec::new() };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let drafts = entries.filter_map(|entry| draft_in(&entry.path()));
        // Another name than its own: one of the other kind, or no file of ours.
        let mut drafts: Vec<Draft> = drafts
            .filter(|(draft, path)| self.file(&draft.path, extension).as_ref() == Some(path))
            .map(|(draft, _)| draft)
            .collect();
        drafts.sort_by(|one, other| one.path.cmp(&other.path));
        drafts
    }

    /// Writes a draft down.
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

    /// Throws a draft away, and keeps it beside.
    pub fn put_aside(&self, draft: &Draft) {
        let (Some(path), Some(aside)) = (self.file(&draft.path, KEPT), self.file(&draft.path, ASIDE)) else {
            return;
        };
        // One that says nothing new is not worth what was thrown away before it.
        if !draft.is_saved() {
            let _ = self.write_at(&aside, draft);
        }
        let _ = std::fs::remove_file(path);
    }

    /// One that was taken up again is aside no more.
    pub fn taken_up(&self, path: &Path) {
        if let Some(aside) = self.file(path, ASIDE) {
            let _ = std::fs::remove_file(aside);
        }
    }

    pub fn aside(&self, path: &Path) -> Option<Draft> {
        draft_in(&self.file(path, ASIDE)?).map(|(draft, _)| draft).filter(|draft| draft.path == path)
    }

    fn file(&self, path: &Path, extension: &str) -> Option<PathBuf> {
        Some(self.0.as_ref()?.join(format!("{}.{extension}", name(path))))
    }
}

/// What the draft of a file is called.
pub(super) fn name(path: &Path) -> String {
    let digest = Digest::of(path.as_os_str().as_encoded_bytes()).to_string();
    digest.get(..24).map_or_else(|| digest.clone(), ToOwned::to_owned)
}

fn draft_in(path: &Path) -> Option<(Draft, PathBuf)> {
    let bytes = std::fs::read(path).ok()?;
    Some((serde_json::from_slice(&bytes).ok()?, path.to_path_buf()))
}

/// Readable by its owner alone, as what is typed is nobody else's before it is saved.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
