//! Nhiều tệp cùng một lúc: content files rewritten together, all of them or none.

use std::path::{Path, PathBuf};

use super::takein::{NotWritten, as_compared, replace};

/// A content file as it was looked at, and as it is to be.
#[derive(Debug, Clone, Copy)]
pub struct Rewrite<'r> {
    pub path: &'r Path,
    pub old: &'r str,
    pub text: &'r str,
}

/// Why not all was done.
#[derive(Debug)]
pub enum NotDone<E> {
    /// Nothing was written.
    File(NotWritten),
    /// What was to follow failed, and all files are as they were.
    Then(E),
    /// These could not be put back: somebody wrote in them meanwhile, or the disk does not let it be done.
    NotPutBack { paths: Vec<PathBuf>, why: Box<NotDone<E>> },
}

/// Rewrites files, then does what goes with them; where either cannot be done, the files are as they were.
///
/// # Errors
/// A file that is not what was looked at; a disk that does not take it; what `then` says.
pub fn rewrite<T, E>(files: &[Rewrite<'_>], then: impl FnOnce() -> Result<T, E>) -> Result<T, NotDone<E>> {
    let looked = |file: &Rewrite<'_>| as_compared(file.path, file.old);
    let before: Vec<Vec<u8>> = files.iter().map(looked).collect::<Result<_, _>>().map_err(NotDone::File)?;
    for (at, (file, old)) in files.iter().zip(&before).enumerate() {
        if let Err(why) = replace(file.path, old, file.text) {
            return Err(put_back(&files[..at], &before, NotDone::File(why)));
        }
    }
    then().map_err(|why| put_back(files, &before, NotDone::Then(why)))
}

fn put_back<E>(files: &[Rewrite<'_>], before: &[Vec<u8>], why: NotDone<E>) -> NotDone<E> {
    let failed = files.iter().zip(before).filter(|(file, old)| {
        crate::output::replace_unchanged(file.path, file.text.as_bytes(), old).is_err()
    });
    let paths: Vec<PathBuf> = failed.map(|(file, _)| file.path.to_owned()).collect();
    if paths.is_empty() { why } else { NotDone::NotPutBack { paths, why: Box::new(why) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    #[test]
    fn all_files_are_rewritten_or_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, two) =
            (file(folder.path(), "một.yaml", "a: 1\n"), file(folder.path(), "hai.yaml", "b: 1\n"));
        let read = || [&one, &two].map(|path| std::fs::read_to_string(path).expect("read"));
        let rewrites = [
            Rewrite { path: &one, old: "a: 1\n", text: "a: 2\n" },
            Rewrite { path: &two, old: "b: 1\n", text: "b: 2\n" },
        ];
        // What goes with them fails.
        let failed = rewrite(&rewrites, || Err::<(), _>("không lưu được"));
        assert!(matches!(failed, Err(NotDone::Then("không lưu được"))), "{failed:?}");
        assert_eq!(read(), ["a: 1\n", "b: 1\n"]);
        assert!(rewrite(&rewrites, || Ok::<_, ()>(())).is_ok());
        assert_eq!(read(), ["a: 2\n", "b: 2\n"]);
        // Somebody saved one of them meanwhile: nothing at all is written.
        let again = [
            Rewrite { path: &one, old: "a: 2\n", text: "a: 3\n" },
            Rewrite { path: &two, old: "b: 1\n", text: "b: 3\n" },
        ];
        assert!(
            matches!(rewrite(&again, || Ok::<_, ()>(())), Err(NotDone::File(NotWritten::SavedMeanwhile(path))) if path == two)
        );
        assert_eq!(read(), ["a: 2\n", "b: 2\n"]);
    }
}
