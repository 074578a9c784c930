//! Chữ ký của một tệp trong thư mục: verified where somebody else wrote the file, and remembered with the
//! bytes that it was about, so that a folder of signed documents costs no more than reading it.

use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::decide::{Kept, Passed, Signed};
use super::digest::Digest;
use super::returned::{is_of_another, of_another};
use super::standing::{Stamp, Standing};
use super::store::Store;
use super::write::FileError;
use crate::signature::{self, Roots, Signing, Why};

/// Verifies signatures with the roots that the office trusts.
#[derive(Debug)]
pub struct Verifier {
    roots: Roots,
    /// The roots and this program: with others the verdict may be another.
    digest: Digest,
}

/// What was found of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Its bytes.
    pub of: Digest,
    /// With what it was verified.
    pub with: Digest,
    #[serde(flatten)]
    pub found: Signing,
}

impl Default for Verifier {
    /// Without any root: who signed is told, and vouched for by nobody.
    fn default() -> Self {
        Self::new(Roots::default())
    }
}

impl Verifier {
    pub fn new(roots: Roots) -> Self {
        let digest = Digest::of_roots(roots.raw());
        Self { roots, digest }
    }

    /// Whether any root is trusted.
    pub fn has_roots(&self) -> bool {
        !self.roots.is_empty()
    }

    /// Verifies bytes.
    pub fn read(&self, bytes: &[u8]) -> Signing {
        signature::read(bytes, &self.roots)
    }

    /// Verifies a file; only a PDF can be signed.
    ///
    /// # Errors
    /// Whatever hinders reading.
    pub fn check(&self, path: &Path, known: Option<&Checked>) -> io::Result<Option<Checked>> {
        if path.extension().is_none_or(|extension| !extension.eq_ignore_ascii_case("pdf")) {
            return Ok(None);
        }
        let size = Standing::of(path)?.stamp().map_or(0, |stamp| stamp.size);
        if size > signature::MAX_BYTES {
            let found = Signing::Unreadable { why: Why::TooLarge };
            return Ok(Some(Checked { of: Digest::of_file(path)?, with: self.digest, found }));
        }
        let bytes = std::fs::read(path)?;
        let of = Digest::of(&bytes);
        if let Some(known) = known.filter(|known| known.of == of && known.with == self.digest) {
            return Ok(Some(known.clone()));
        }
        let found = self.read(&bytes);
        Ok(Some(Checked { of, with: self.digest, found }))
    }
}

impl Store {
    /// The signatures of a file in the folder, as they were found before where its bytes are the same;
    /// `None` for what cannot be signed.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn verify(&self, file: &str) -> Result<Option<Checked>, FileError> {
        let path = self.folder.join(file);
        let known = self.manifest.files.get(file).and_then(|entry| entry.signature.as_deref());
        self.policy.verifier.check(&path, known).map_err(|error| FileError::reading(&path, error))
    }

    /// Whose signatures a file in the folder has.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn signed(&self, file: &str) -> Result<Signed, FileError> {
        let checked = self.verify(file)?;
        let may_be = checked.as_ref().is_some_and(|checked| checked.found.may_be_signed());
        let other = may_be.then(|| of_another(&self.folder.join(file), &self.policy.verifier)).flatten();
        Ok(other.map_or(Signed::Own(checked), |other| Signed::OfAnother(Box::new(other))))
    }

    /// The PDFs of the folder that somebody signed, or may have, by name. What stands as the program wrote it
    /// is not opened.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub fn signed_files(&self) -> Result<Vec<(String, Signing)>, FileError> {
        let mut signed = Vec::new();
        for (name, entry) in &self.manifest.files {
            let path = self.folder.join(name);
            let stamp = Stamp::of(&path).map_err(|error| FileError::reading(&path, error))?;
            if stamp.is_none_or(|stamp| stamp == entry.stamp) {
                continue;
            }
            let found = self.verify(name)?.map(|checked| checked.found);
            // The signed file of another document says nothing of this one.
            let own = found.filter(|found| found.may_be_signed() && !is_of_another(&path));
            signed.extend(own.map(|found| (name.clone(), found)));
        }
        Ok(signed)
    }
}

impl Passed {
    pub fn signing(&self) -> &Signing {
        signing(self.checked())
    }

    /// What was found of its signatures, where they are of its own document.
    pub fn checked(&self) -> Option<&Checked> {
        match &self.signed {
            Signed::Own(checked) => checked.as_ref(),
            Signed::OfAnother(_) => None,
        }
    }
}

impl Kept {
    /// Its signatures.
    pub fn signing(&self) -> &Signing {
        let own = self.signatures.iter().find(|(name, _)| *name == self.name);
        signing(own.map(|(_, checked)| checked))
    }
}

fn signing(checked: Option<&Checked>) -> &Signing {
    checked.map_or(&Signing::Unsigned, |checked| &checked.found)
}
