//! Sổ ghi của một thư mục: what earlier runs wrote, so that the next one knows its own files from
//! those that a person has changed.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::digest::{Digest, PROGRAM};
use super::held::{Held, Status};
use super::names::{FileName, MANIFEST, is_portable};
use super::signed::Checked;
use super::standing::{Stamp, Standing};
use super::write::FileError;
use crate::diagnostic::Diagnostic;

/// Raised when the meaning of the file changes. Format 1 said of a document only its status; a newer
/// format than this may say of files what this program does not know, so its folder is left alone. Up to
/// format 2 “signed” was a guess, from words that a PDF has: it then says no more than that the document is
/// out of the drafter's hands.
const FORMAT: u32 = 3;
const VERIFIED_SINCE: u32 = 3;

/// Everything that this program wrote in one folder, by file name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    #[serde(default)]
    pub purpose: Purpose,
    pub files: BTreeMap<String, Entry>,
}

/// Mục đích của thư mục.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Văn bản để sửa, ký và bàn giao.
    #[default]
    Documents,
    /// Bản xem trước: what the program wrote there is nobody's document.
    Preview,
}

/// One file as it was written. A folder has thousands of these: what few of them have stands apart.
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
    #[serde(flatten)]
    pub held: Held,
    /// Version that wrote it.
    pub program: String,
    /// What the run saw that made or confirmed it ([`Digest::of_run`]); none where it had something to say of the
    /// document, which the next one has to say again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<Digest>,
    /// What was found of the file that a person put in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Box<Checked>>,
    /// Set while a run replaces files and cleared at its end: the disk has the new bytes or still
    /// the ones before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Box<Pending>>,
}

/// A replacement that may not have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// What this program had written there before; `None` where there was nothing of its own.
    pub before: Option<Digest>,
    /// What that held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Held>,
}

/// Why a manifest stops the run: without it the program would take its own files for a person's, and
/// would forget what it knew of them.
#[derive(Debug)]
pub enum ManifestError {
    /// It is there and could not be read this time.
    File(FileError),
    /// A newer program wrote it.
    Newer { path: PathBuf, format: u32 },
}

/// Only what every format has.
#[derive(Deserialize)]
struct AnyFormat {
    format: u32,
}

impl Manifest {
    /// Of a folder in which nothing was written yet.
    pub fn new(purpose: Purpose) -> Self {
        Self { format: FORMAT, purpose, files: BTreeMap::new() }
    }

    /// Reads the manifest of a folder; a folder without one is for `purpose`. One that is cut short or
    /// holds something else is as good as none: every file is then unknown, so nothing is
    /// overwritten, and the finding says so.
    ///
    /// # Errors
    /// One that is there but cannot be read, or is of a newer program.
    pub fn read(folder: &Path, purpose: Purpose) -> Result<(Self, Option<Diagnostic>), ManifestError> {
        let path = folder.join(MANIFEST);
        let text = match text_of(&path) {
            Ok(Some(text)) => text,
            Ok(None) => return Ok((Self::new(purpose), None)),
            Err(error) => return Err(ManifestError::File(FileError::reading(&path, error))),
        };
        match serde_json::from_slice::<Self>(&text) {
            Ok(mut manifest) if (1..=FORMAT).contains(&manifest.format) => {
                if manifest.format < VERIFIED_SINCE {
                    manifest.files.values_mut().for_each(Entry::forget_guess);
                }
                manifest.format = FORMAT;
                // Names are joined to the folder: one that leads out of it was not written here.
                manifest.files.retain(|name, _| is_portable(name));
                Ok((manifest, None))
            }
            _ => match serde_json::from_slice::<AnyFormat>(&text) {
                Ok(AnyFormat { format }) if format > FORMAT => Err(ManifestError::Newer { path, format }),
                // Whose folder it is nobody knows: documents are the ones to be careful with.
                _ => Ok((Self::new(Purpose::Documents), Some(super::findings::unusable_manifest(&path)))),
            },
        }
    }

    /// Writes it, sorted by name; that of a folder of thousands is never in memory as a whole.
    ///
    /// # Errors
    /// Those of the file.
    pub fn write_to(&self, file: impl io::Write) -> io::Result<()> {
        let mut out = io::BufWriter::with_capacity(64 * 1024, file);
        serde_json::to_writer_pretty(&mut out, self)?;
        out.write_all(b"\n")?;
        out.flush()
    }

    /// What this program is known to have written under a name or one of its versions with these
    /// bytes: a file that a person only renamed back is still the program's.
    pub fn written(&self, name: &FileName, output: Digest) -> impl Iterator<Item = &Entry> {
        let of_name = move |(other, entry): &(&String, &Entry)| entry.output == output && name.is_of(other);
        self.files.iter().filter(of_name).map(|(_, entry)| entry)
    }
}

fn text_of(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match Standing::of(path) {
        Ok(Standing::Nothing) => Ok(None),
        Ok(Standing::Odd(odd)) => Err(odd.into()),
        Ok(Standing::File(_) | Standing::Link(_)) => std::fs::read(path).map(Some),
        // The folder is a file: whoever wants to write in it is told so.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => Ok(None),
        Err(error) => Err(error),
    }
}

impl Entry {
    /// A file just made; the disk may still have what was there before.
    pub fn made(input: Digest, output: Digest, stamp: Stamp, pages: Option<usize>, held: Held) -> Self {
        Self {
            input,
            output,
            stamp,
            pages,
            held,
            program: PROGRAM.to_owned(),
            run: None,
            signature: None,
            pending: None,
        }
    }

    /// What the file on the disk may hold: while a replacement is pending, the fuller of the two.
    pub fn may_hold(&self) -> Held {
        let before = self.pending.as_ref().and_then(|pending| pending.held);
        before.filter(|before| before.status.is_published()).unwrap_or(self.held)
    }

    fn forget_guess(&mut self) {
        let held = self.pending.iter_mut().filter_map(|pending| pending.held.as_mut());
        for held in held.chain([&mut self.held]).filter(|held| held.status == Status::Signed) {
            held.status = Status::Issued;
        }
    }

    pub fn status(&self) -> Status {
        self.held.status
    }
}

#[cfg(test)]
mod tests {
    use super::super::held::Filled;
    use super::*;

    fn entry() -> Entry {
        let stamp = Stamp { size: 7, modified: 1_763_650_000_123_456_789 };
        let filled = Some(Filled { tasks: 42, units: 40, deadlines: 7 });
        let held = Held { status: Status::Issued, content: Some(Digest::of(b"paper")), filled };
        Entry::made(Digest::of(b"in"), Digest::of(b"out"), stamp, Some(3), held)
    }

    fn bytes_of(manifest: &Manifest) -> Vec<u8> {
        let mut bytes = Vec::new();
        manifest.write_to(&mut bytes).unwrap();
        bytes
    }

    fn read(folder: &Path) -> Result<(Manifest, Option<Diagnostic>), ManifestError> {
        Manifest::read(folder, Purpose::Preview)
    }

    #[test]
    fn a_manifest_is_read_back_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::new(Purpose::Preview);
        let pending = Some(Box::new(Pending { before: None, held: Some(entry().held) }));
        manifest.files.insert("so-y-te.pdf".to_owned(), Entry { pending, ..entry() });
        std::fs::write(folder.path().join(MANIFEST), bytes_of(&manifest)).unwrap();
        assert_eq!(read(folder.path()).unwrap(), (manifest, None));
    }

    #[test]
    fn the_format_before_is_read_and_says_the_status_of_documents() {
        let folder = tempfile::tempdir().unwrap();
        let digest = Digest::of(b"x");
        let text = format!(
            "{{\"format\": 1, \"files\": {{\"a.pdf\": {{\"input\": \"{digest}\", \"output\": \"{digest}\", \
             \"size\": 7, \"modified\": 9, \"pages\": 3, \"status\": \"issued\", \"program\": \"0.1.0\", \
             \"pending\": {{\"before\": \"{digest}\"}}}}}}}}"
        );
        std::fs::write(folder.path().join(MANIFEST), text).unwrap();
        let (manifest, finding) = read(folder.path()).unwrap();
        let entry = &manifest.files["a.pdf"];
        assert_eq!(finding, None);
        assert_eq!((manifest.format, manifest.purpose), (FORMAT, Purpose::Documents));
        assert_eq!(entry.held, Held { status: Status::Issued, content: None, filled: None });
        assert_eq!((entry.stamp.size, entry.pending.as_ref().unwrap().before), (7, Some(digest)));
    }

    #[test]
    fn what_an_earlier_format_guessed_to_be_signed_stays_protected_and_is_looked_at_again() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::new(Purpose::Documents);
        let signed = Held { status: Status::Signed, ..entry().held };
        let pending = Some(Box::new(Pending { before: None, held: Some(signed) }));
        manifest.files.insert("a.pdf".to_owned(), Entry { held: signed, pending, ..entry() });
        let text = String::from_utf8(bytes_of(&manifest)).unwrap();
        let write = |text: &str| std::fs::write(folder.path().join(MANIFEST), text).unwrap();
        write(&text);
        assert_eq!(read(folder.path()).unwrap().0.files["a.pdf"].held.status, Status::Signed);
        write(&text.replace("\"format\": 3", "\"format\": 2"));
        let (manifest, _) = read(folder.path()).unwrap();
        let entry = &manifest.files["a.pdf"];
        assert_eq!((entry.held.status, entry.may_hold().status), (Status::Issued, Status::Issued));
        assert_eq!(entry.signature, None);
    }

    #[test]
    fn a_manifest_that_is_cut_short_is_unknown_with_a_warning_and_counts_as_one_of_documents() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["{\"format\": 2, \"files\": {\"a", "{\"format\": 0, \"files\": {}}", "", "[]"] {
            std::fs::write(folder.path().join(MANIFEST), text).unwrap();
            let (read, finding) = read(folder.path()).unwrap();
            assert!(read.files.is_empty() && finding.is_some(), "{text}");
            assert_eq!(read.purpose, Purpose::Documents);
        }
    }

    #[test]
    fn a_newer_format_is_refused_whatever_it_holds() {
        let folder = tempfile::tempdir().unwrap();
        for text in ["{\"format\": 99, \"files\": {}}", "{\"format\": 99, \"tep\": [1]}"] {
            std::fs::write(folder.path().join(MANIFEST), text).unwrap();
            assert!(matches!(read(folder.path()), Err(ManifestError::Newer { format: 99, .. })), "{text}");
        }
    }

    #[test]
    fn a_manifest_that_cannot_be_read_is_an_error_and_a_missing_one_is_not() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap(), (Manifest::new(Purpose::Preview), None));
        std::fs::create_dir(folder.path().join(MANIFEST)).unwrap();
        assert!(matches!(read(folder.path()), Err(ManifestError::File(_))));
    }

    #[test]
    fn names_that_lead_out_of_the_folder_are_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let mut manifest = Manifest::new(Purpose::Documents);
        manifest.files.insert("../so-y-te.pdf".to_owned(), entry());
        std::fs::write(folder.path().join(MANIFEST), bytes_of(&manifest)).unwrap();
        assert!(read(folder.path()).unwrap().0.files.is_empty());
    }

    #[test]
    fn while_a_replacement_is_pending_the_issued_version_counts() {
        let draft = Held { status: Status::Draft, ..entry().held };
        let pending = |held| Some(Box::new(Pending { before: None, held }));
        let entry = Entry { held: draft, pending: pending(Some(entry().held)), ..entry() };
        assert_eq!(entry.may_hold().status, Status::Issued);
        let other = Entry { held: entry.may_hold(), pending: pending(Some(draft)), ..entry };
        assert_eq!(other.may_hold().status, Status::Issued);
    }
}
