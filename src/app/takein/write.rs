//! Ghi vào nội dung: content files as they were compared → as they are to be, over nothing that came between.

use std::path::{Path, PathBuf};

use super::Written;
use crate::content::yaml;
use crate::diagnostic::{Diagnostic, codes};
use crate::output::{self, FileError, NotReplaced};

/// Writes content files: new ones where nothing stands, changed ones in their place. What somebody saved in one of
/// them since it was compared is not overwritten: nothing is written then, as far as that is known before.
///
/// # Errors
/// Files that were saved meanwhile; the first that cannot be written.
pub fn write(written: &[Written]) -> Result<(), NotWritten> {
    let before = |one: &Written| (!one.is_new).then(|| as_compared(&one.path, &one.old)).transpose();
    let before: Vec<Option<Vec<u8>>> = written.iter().map(before).collect::<Result<_, _>>()?;
    for (at, (one, old)) in written.iter().zip(before).enumerate() {
        let done = match old {
            None => output::write_new(&one.path, one.text.as_bytes()).map_err(NotWritten::Failed),
            Some(old) => replace(&one.path, &old, &one.text),
        };
        done.map_err(|why| match at {
            0 => why,
            _ => {
                let written = written[..at].iter().map(|one| one.path.clone()).collect();
                NotWritten::Partly { why: Box::new(why), written }
            }
        })?;
    }
    Ok(())
}

/// The bytes of a content file that still says what was compared.
pub(in crate::app) fn as_compared(path: &Path, old: &str) -> Result<Vec<u8>, NotWritten> {
    let bytes = std::fs::read(path).map_err(|error| FileError::reading(path, error))?;
    let now = yaml::load_source(path.to_owned(), bytes.clone(), &mut Vec::new());
    match now.is_some_and(|now| now.text == old) {
        true => Ok(bytes),
        false => Err(NotWritten::SavedMeanwhile(path.to_owned())),
    }
}

pub(in crate::app) fn replace(path: &Path, old: &[u8], text: &str) -> Result<(), NotWritten> {
    output::replace_unchanged(path, old, text.as_bytes()).map_err(|why| match why {
        NotReplaced::Changed => NotWritten::SavedMeanwhile(path.to_owned()),
        NotReplaced::Failed(error) => NotWritten::Failed(error),
    })
}

/// Why content files were not written.
#[derive(Debug)]
pub enum NotWritten {
    SavedMeanwhile(PathBuf),
    Failed(FileError),
    /// What hindered one, when others were written already.
    Partly {
        why: Box<NotWritten>,
        written: Vec<PathBuf>,
    },
}

impl From<FileError> for NotWritten {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

impl NotWritten {
    pub fn finding(&self) -> Diagnostic {
        match self {
            Self::SavedMeanwhile(path) => {
                let message =
                    format!("{} vừa được lưu lại trong lúc đối chiếu; tệp ấy giữ nguyên", path.display());
                Diagnostic::error(codes::CANNOT_WRITE, message).hint("đối chiếu lại với nội dung mới rồi ghi")
            }
            Self::Failed(error) => Diagnostic::error(codes::CANNOT_WRITE, error.to_string()),
            Self::Partly { why, written } => {
                let written: Vec<String> = written.iter().map(|path| path.display().to_string()).collect();
                why.finding().hint(format!("các tệp này đã ghi xong trước đó: {}", written.join(", ")))
            }
        }
    }
}
