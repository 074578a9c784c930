//! Gói bàn giao có gì: of the files in a folder those that the program made, and those that a person
//! signed or edited of them. What else lies there is left out, and named.

use std::collections::BTreeMap;

use super::digest::Digest;
use super::findings;
use super::leftovers::Leftovers;
use super::names::{FileName, Version, is_portable};
use super::returned::is_of_another;
use super::standing::{Odd, Standing};
use super::store::Store;
use super::write::FileError;
use crate::diagnostic::Diagnostic;
use crate::signature::Signing;

/// The files in a folder, as a package sees them.
#[derive(Debug, Default)]
pub struct Contents {
    /// In the order of their names.
    pub packed: Vec<Packed>,
    left_out: BTreeMap<LeftOut, Vec<String>>,
}

/// A file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    pub file: String,
    pub origin: Origin,
    /// Of a file that the program did not write.
    pub signing: Signing,
}

/// Whose bytes a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// As the program wrote it.
    Made,
    /// A person edited it.
    Edited,
    /// A person signed it, or may have.
    Signed,
}

/// Why a file is not in the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    Stranger,
    /// The signed file of another document.
    OfAnother,
    /// Bản cũ.
    Old,
    /// A new version that is of no use any more.
    Superseded,
    Link,
    /// A folder, a pipe …
    Odd,
}

impl LeftOut {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Stranger => "tệp không do chương trình tạo",
            Self::OfAnother => "tệp của văn bản khác, đứng nhầm tên",
            Self::Old => "bản cũ",
            Self::Superseded => "“bản mới” không dùng nữa",
            Self::Link => "liên kết",
            Self::Odd => "mục không phải là tệp",
        }
    }
}

impl Contents {
    /// What was left out.
    pub fn findings(&self) -> Vec<Diagnostic> {
        self.left_out.iter().map(|(why, names)| findings::left_out(*why, names)).collect()
    }
}

impl Store {
    /// Looks through the folder. `year` lists every file that the year has, `leftovers` what a run said
    /// of files that nobody needs any more.
    ///
    /// # Errors
    /// A folder or a file that cannot be read.
    pub fn contents(&self, year: &[FileName], leftovers: &Leftovers) -> Result<Contents, FileError> {
        let reading = |error| FileError::reading(&self.folder, error);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(reading)? {
            names.push(entry.map_err(reading)?.file_name().to_string_lossy().into_owned());
        }
        names.sort();
        let mut contents = Contents::default();
        for file in names.into_iter().filter(|name| !is_for_programs(name)) {
            match self.origin(&file, year, leftovers)? {
                Ok((origin, signing)) => contents.packed.push(Packed { file, origin, signing }),
                Err(why) => contents.left_out.entry(why).or_default().push(file),
            }
        }
        Ok(contents)
    }

    fn origin(
        &self,
        file: &str,
        year: &[FileName],
        leftovers: &Leftovers,
    ) -> Result<Result<(Origin, Signing), LeftOut>, FileError> {
        let path = self.folder.join(file);
        let reading = |error| FileError::reading(&path, error);
        let stamp = match Standing::of(&path).map_err(reading)? {
            Standing::File(stamp) => stamp,
            Standing::Link(_) | Standing::Odd(Odd::BrokenLink) => return Ok(Err(LeftOut::Link)),
            Standing::Odd(Odd::Folder | Odd::Special) | Standing::Nothing => return Ok(Err(LeftOut::Odd)),
        };
        let Some(name) = FileName::of(file).filter(|_| is_portable(file)) else {
            return Ok(Err(LeftOut::Stranger));
        };
        let entry = self.manifest.files.get(file);
        match (Version::of(file), entry) {
            (Version::Old, _) => return Ok(Err(LeftOut::Old)),
            (Version::New, Some(_)) if leftovers.has_new_version(file) || self.is_made(&name.main())? => {
                return Ok(Err(LeftOut::Superseded));
            }
            (Version::New, None) => return Ok(Err(LeftOut::Stranger)),
            // Under the name of a document stands what the office holds to be that document.
            (Version::Main, None) if !year.iter().any(|name| name.main() == file) => {
                return Ok(Err(LeftOut::Stranger));
            }
            (Version::Main, _) | (Version::New, Some(_)) => {}
        }
        if entry.is_some_and(|entry| entry.stamp == stamp) || self.is_made(file)? {
            return Ok(Ok((Origin::Made, Signing::Unsigned)));
        }
        let signing = self.verify(file)?.map_or(Signing::Unsigned, |checked| checked.found);
        if is_of_another(&path) {
            return Ok(Err(LeftOut::OfAnother));
        }
        let origin = if signing.may_be_signed() { Origin::Signed } else { Origin::Edited };
        Ok(Ok((origin, signing)))
    }

    /// Whether a file has bytes that the program wrote there.
    fn is_made(&self, file: &str) -> Result<bool, FileError> {
        let path = self.folder.join(file);
        let reading = |error| FileError::reading(&path, error);
        let Some(entry) = self.manifest.files.get(file) else { return Ok(false) };
        match Standing::of(&path).map_err(reading)? {
            Standing::File(stamp) if stamp == entry.stamp => Ok(true),
            Standing::File(_) => Ok(Digest::of_file(&path).map_err(reading)? == entry.output),
            Standing::Nothing | Standing::Link(_) | Standing::Odd(_) => Ok(false),
        }
    }
}

/// What programs keep in a folder for themselves: this one, editors (`~$…`, `.~lock…`), systems.
fn is_for_programs(name: &str) -> bool {
    name.starts_with(['.', '~'])
}
