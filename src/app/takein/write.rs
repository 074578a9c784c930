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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two parts that are to be changed, and what stands in them.
    fn two() -> (tempfile::TempDir, [PathBuf; 2]) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["mot.yaml", "hai.yaml"].map(|name| folder.path().join(name));
        paths.iter().for_each(|path| std::fs::write(path, "a: 1\n").expect("written"));
        (folder, paths)
    }

    fn changed(path: &Path) -> Written {
        Written {
            path: path.to_owned(),
            is_new: false,
            old: "a: 1\n".to_owned(),
            text: "a: 2\n".to_owned(),
            new_units: Vec::new(),
        }
    }

    #[test]
    fn what_somebody_saved_meanwhile_keeps_all_the_files_as_they_are() {
        let (_folder, [one, two]) = two();
        std::fs::write(&two, "a: 7\n").expect("saved");
        let why = write(&[changed(&one), changed(&two)]).expect_err("it is not written");
        assert!(why.finding().message.contains("hai.yaml vừa được lưu lại"), "{why:?}");
        let texts = [&one, &two].map(|path| std::fs::read_to_string(path).expect("it reads"));
        assert_eq!(texts, ["a: 1\n", "a: 7\n"]);
    }

    #[test]
    fn a_file_that_cannot_be_written_tells_which_were_written_before_it() {
        let (_folder, [one, two]) = two();
        let new = Written { is_new: true, ..changed(&two) };
        let finding = write(&[changed(&one), new]).expect_err("something stands there").finding();
        assert!(finding.hint.is_some_and(|hint| hint.contains("mot.yaml")));
        let texts = [&one, &two].map(|path| std::fs::read_to_string(path).expect("it reads"));
        assert_eq!(texts, ["a: 2\n", "a: 1\n"], "what stands there is nobody's to write over");
    }
}
