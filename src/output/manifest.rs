//! Sổ ghi của một thư mục: what earlier runs wrote, so that the next one knows its own files from
//! those that a person has changed.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::digest::{Digest, PROGRAM};
use super::names::{FileName, MANIFEST, is_portable};
use crate::diagnostic::Diagnostic;
use crate::document::State;

/// Raised when the meaning of the file changes; other forms are read as unknown.
const FORMAT: u32 = 1;

/// Everything that this program wrote in one folder, by file name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    pub files: BTreeMap<String, Entry>,
}

/// One file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Everything that it was made from.
    pub input: Digest,
    /// Its bytes.
    pub output: Digest,
    #[serde(flatten)]
    pub stamp: Stamp,
    /// Pages, where the format knows them.
    pub pages: Option<usize>,
    pub status: Status,
    /// Version that wrote it.
    pub program: String,
    /// Set while a run replaces files and cleared at its end: the disk has the new bytes or still
    /// the ones before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Pending>,
}

/// A replacement that may not have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What this program had written there before; `None` where there was nothing of its own.
    pub before: Option<Digest>,
}

/// Size and time of a file: while both stay, nobody has written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u64,
}

/// Trạng thái của tệp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Dự thảo.
    Draft,
    /// Đã ban hành.
    Issued,
    /// Đã ký số: the PDF on the disk has a signature.
    Signed,
}

impl Status {
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "dự thảo",
            Self::Issued => "đã ban hành",
            Self::Signed => "đã ký số",
        }
    }
}

impl From<State> for Status {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Issued => Self::Issued,
        }
    }
}

impl Stamp {
    /// The stamp of a file; `None` where there is none.
    ///
    /// # Errors
    /// Whatever hinders looking.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let since = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Some(Self { size: metadata.len(), modified: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX) }))
    }
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: FORMAT, files: BTreeMap::new() }
    }
}

impl Manifest {
    /// Reads the manifest of a folder. One that cannot be used is as good as none: every file is
    /// then unknown, so nothing is overwritten, and the finding says so.
    pub fn read(folder: &Path) -> (Self, Option<Diagnostic>) {
        let path = folder.join(MANIFEST);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return (Self::default(), None);
            }
            Err(_) => return (Self::default(), Some(super::findings::unusable_manifest(&path))),
        };
        match serde_json::from_slice::<Self>(&text) {
            Ok(mut manifest) if manifest.format == FORMAT => {
                // Names are joined to the folder: one that leads out of it was not written here.
                manifest.files.retain(|name, _| is_portable(name));
                (manifest, None)
            }
            _ => (Self::default(), Some(super::findings::unusable_manifest(&path))),
        }
    }

    /// As a file, sorted by name.
    ///
    /// # Errors
    /// None that this type can cause.
    pub fn to_bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// What this program is known to have written under a name or one of its versions with these
    /// bytes: a file that a person only renamed back is still the program's.
    pub fn written(&self, name: &FileName, output: Digest) -> impl Iterator<Item = &Entry> {
        let of_name = move |(other, entry): &(&String, &Entry)| entry.output == output && name.is_of(other);
        self.files.iter().filter(of_name).map(|(_, entry)| entry)
    }
}

impl Entry {
    /// A file just made; the disk may still have what was there before.
    pub fn made(input: Digest, output: Digest, stamp: Stamp, pages: Option<usize>, status: Status) -> Self {
        Self { input, output, stamp, pages, status, program: PROGRAM.to_owned(), pending: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let stamp = Stamp { size: 7, modified: 1_763_650_000_123_456_789 };
        Entry::made(Digest::of(b"in"), Digest::of(b"out"), stamp, Some(3), Status::Issued)
    }

    #[test]
    fn a_manifest_is_read_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::default();
        let pending = Some(Pending { before: None });
        manifest.files.insert("so-y-te.pdf".to_owned(), Entry { pending, ..entry() });
        std::fs::write(folder.path().join(MANIFEST), manifest.to_bytes().unwrap()).unwrap();
        let (read, finding) = Manifest::read(folder.path());
        assert_eq!((read, finding), (manifest, None));
    }

    #[test]
    fn a_manifest_that_is_cut_short_or_of_another_format_is_unknown_with_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["{\"format\": 1, \"files\": {\"a", "{\"format\": 99, \"files\": {}}", "", "[]"] {
            std::fs::write(folder.path().join(MANIFEST), text).unwrap();
            let (read, finding) = Manifest::read(folder.path());
            assert!(read.files.is_empty() && finding.is_some(), "{text}");
        }
    }

    #[test]
    fn names_that_lead_out_of_the_folder_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::default();
        manifest.files.insert("../so-y-te.pdf".to_owned(), entry());
        std::fs::write(folder.path().join(MANIFEST), manifest.to_bytes().unwrap()).unwrap();
        assert!(Manifest::read(folder.path()).0.files.is_empty());
    }
}
