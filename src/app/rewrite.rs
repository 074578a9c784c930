//! Nhiều tệp cùng một lúc: content files written together, all of them or none, over nothing that came between.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::content::yaml;
use crate::diagnostic::{Diagnostic, codes};
use crate::output::{self, FileError, NotNew, NotReplaced};

/// A content file as it is to be.
#[derive(Debug, Clone, Copy)]
pub struct Rewrite<'r> {
    pub path: &'r Path,
    /// As it was looked at; `None` where nothing stands yet.
    pub old: Option<&'r str>,
    pub text: &'r str,
}

/// Why a content file was not written.
#[derive(Debug)]
pub enum NotWritten {
    /// Something stands where nothing did.
    Exists(PathBuf),
    /// It does not say any more what was looked at.
    SavedMeanwhile(PathBuf),
    /// Somebody wanted it to stay as it is.
    ReadOnly(PathBuf),
    Failed(FileError),
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

/// Writes files.
///
/// # Errors
/// A file that is not what was looked at; a disk that does not take one. All of them are then as they were, or it is
/// told which are not.
pub fn write(files: &[Rewrite<'_>]) -> Result<(), Diagnostic> {
    let done = rewrite(files, || Ok::<(), Infallible>(()));
    done.map_err(|why| why.finding(&|never| match *never {}))
}

/// What stood in the place of a file.
enum Before {
    Bytes(Vec<u8>),
    Nothing {
        /// The highest of its folders that did not stand there either.
        missing: Option<PathBuf>,
    },
}

/// Writes files, then does what goes with them; where either cannot be done, files and folders are as they were.
///
/// # Errors
/// A file that is not what was looked at; a disk that does not take it; what `then` says.
pub fn rewrite<T, E>(files: &[Rewrite<'_>], then: impl FnOnce() -> Result<T, E>) -> Result<T, NotDone<E>> {
    let before = files.iter().map(standing).collect::<Result<Vec<_>, _>>().map_err(NotDone::File)?;
    for (at, (file, old)) in files.iter().zip(&before).enumerate() {
        if let Err(why) = put(file, old) {
            // Its folder may have been made.
            leave_folders(file.path, old);
            return Err(put_back(&files[..at], &before, NotDone::File(why)));
        }
    }
    then().map_err(|why| put_back(files, &before, NotDone::Then(why)))
}

/// The bytes that stand there, and still say what was looked at; nothing where nothing did.
fn standing(file: &Rewrite<'_>) -> Result<Before, NotWritten> {
    let Some(old) = file.old else {
        if file.path.exists() {
            return Err(NotWritten::Exists(file.path.to_owned()));
        }
        let missing = file.path.parent().and_then(output::highest_missing);
        return Ok(Before::Nothing { missing: missing.map(Path::to_owned) });
    };
    let bytes = std::fs::read(file.path).map_err(|error| FileError::reading(file.path, error))?;
    let now = yaml::load_source(file.path.to_owned(), bytes.clone(), &mut Vec::new());
    match now.is_some_and(|now| now.text == old) {
        true => Ok(Before::Bytes(bytes)),
        false => Err(NotWritten::SavedMeanwhile(file.path.to_owned())),
    }
}

fn put(file: &Rewrite<'_>, old: &Before) -> Result<(), NotWritten> {
    let text = file.text.as_bytes();
    match old {
        Before::Nothing { .. } => output::write_new(file.path, text).map_err(|why| match why {
            NotNew::Exists(_) => NotWritten::Exists(file.path.to_owned()),
            NotNew::Failed(error) => NotWritten::Failed(error),
        }),
        Before::Bytes(old) => output::replace_unchanged(file.path, old, text).map_err(|why| match why {
            NotReplaced::Changed => NotWritten::SavedMeanwhile(file.path.to_owned()),
            NotReplaced::ReadOnly => NotWritten::ReadOnly(file.path.to_owned()),
            NotReplaced::Failed(error) => NotWritten::Failed(error),
        }),
    }
}

/// Files that were written, as they were before; what somebody wrote in one of them since is not touched.
fn put_back<E>(files: &[Rewrite<'_>], before: &[Before], why: NotDone<E>) -> NotDone<E> {
    let failed = files.iter().zip(before).filter(|(file, old)| {
        let text = file.text.as_bytes();
        let put_back = match old {
            Before::Nothing { .. } => output::remove_unchanged(file.path, text),
            Before::Bytes(old) => output::replace_unchanged(file.path, text, old),
        };
        put_back.is_err()
    });
    let paths: Vec<PathBuf> = failed.map(|(file, _)| file.path.to_owned()).collect();
    files.iter().zip(before).for_each(|(file, old)| leave_folders(file.path, old));
    if paths.is_empty() { why } else { NotDone::NotPutBack { paths, why: Box::new(why) } }
}

/// Takes away the folders that were made for a file that is not there; what has come to stand in one keeps it.
fn leave_folders(path: &Path, before: &Before) {
    let Before::Nothing { missing: Some(missing) } = before else { return };
    for made in path.ancestors().skip(1).take_while(|folder| folder.starts_with(missing)) {
        // What has something in it cannot go, nor can those above it.
        if std::fs::remove_dir(made).is_err() {
            break;
        }
    }
}

impl From<FileError> for NotWritten {
    fn from(error: FileError) -> Self {
        Self::Failed(error)
    }
}

impl NotWritten {
    fn finding(&self) -> Diagnostic {
        let cannot = |message: String| Diagnostic::error(codes::CANNOT_WRITE, message);
        match self {
            Self::Exists(path) => {
                cannot(format!("đã có tệp {}; tệp được giữ nguyên, không ghi gì", path.display()))
                    .hint("đổi tên tệp ấy rồi chạy lại")
            }
            Self::SavedMeanwhile(path) => cannot(format!(
                "{} vừa được lưu lại trong lúc đối chiếu; tệp ấy giữ nguyên, không ghi gì",
                path.display()
            ))
            .hint("làm lại việc này: chương trình đọc lại tệp ấy rồi so"),
            Self::ReadOnly(path) => {
                cannot(format!("không ghi được {}: tệp được đặt chỉ cho đọc; không ghi gì", path.display()))
                    .hint("bỏ dấu “Read-only” (chỉ đọc) trong thuộc tính của tệp rồi làm lại")
            }
            Self::Failed(error) => cannot(error.to_string()),
        }
    }
}

impl<E> NotDone<E> {
    /// What is to be said of it; `then` tells of what was to follow.
    pub fn finding(&self, then: &dyn Fn(&E) -> Diagnostic) -> Diagnostic {
        match self {
            Self::File(why) => why.finding(),
            Self::Then(why) => then(why),
            Self::NotPutBack { paths, why } => {
                let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
                let hint = format!("các tệp này đã ghi mà không trả lại được: {}", paths.join(", "));
                why.finding(then).hint(hint)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two files that say “a: 1”, and the place of a third.
    fn three() -> (tempfile::TempDir, [PathBuf; 3]) {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = ["một.yaml", "hai.yaml", "mới/nữa/ba.yaml"].map(|name| folder.path().join(name));
        paths[..2].iter().for_each(|path| std::fs::write(path, "a: 1\n").expect("written"));
        (folder, paths)
    }

    fn changed(path: &Path) -> Rewrite<'_> {
        Rewrite { path, old: Some("a: 1\n"), text: "a: 2\n" }
    }

    fn new(path: &Path) -> Rewrite<'_> {
        Rewrite { path, old: None, text: "a: 3\n" }
    }

    /// What stands in the folder, by name.
    fn names(folder: &tempfile::TempDir) -> Vec<String> {
        let entries = std::fs::read_dir(folder.path()).expect("a folder");
        let name = |entry: std::io::Result<std::fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> =
            entries.map(|entry| name(entry).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// What the files say, in their order; nothing where there is none.
    fn texts(paths: &[PathBuf; 3]) -> [Option<String>; 3] {
        paths.each_ref().map(|path| std::fs::read_to_string(path).ok())
    }

    fn some(texts: [&str; 3]) -> [Option<String>; 3] {
        texts.map(|text| (!text.is_empty()).then(|| text.to_owned()))
    }

    #[test]
    fn all_files_are_written_and_what_goes_with_them_is_done() {
        let (_folder, paths) = three();
        let [one, two, three] = &paths;
        assert_eq!(rewrite(&[changed(one), changed(two), new(three)], || Ok::<_, ()>(7)).ok(), Some(7));
        assert_eq!(texts(&paths), some(["a: 2\n", "a: 2\n", "a: 3\n"]));
    }

    #[test]
    fn where_what_goes_with_them_fails_the_files_are_as_they_were() {
        let (folder, paths) = three();
        let [one, two, three] = &paths;
        let failed = rewrite(&[changed(one), new(three), changed(two)], || Err::<(), _>("không lưu được"));
        assert!(matches!(failed, Err(NotDone::Then("không lưu được"))), "{failed:?}");
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 1\n", ""]));
        assert_eq!(names(&folder), ["hai.yaml", "một.yaml"]);
    }

    #[test]
    fn a_folder_that_stood_there_or_has_something_in_it_by_now_stays() {
        let (folder, paths) = three();
        let [_, _, three] = &paths;
        let above = folder.path().join("mới");
        std::fs::create_dir(&above).expect("a folder");
        rewrite(&[new(three)], || Err::<(), _>(())).expect_err("it fails");
        assert_eq!(names(&folder), ["hai.yaml", "một.yaml", "mới"]);
        std::fs::remove_dir(&above).expect("it is empty: what was made in it is gone");
        let then = || {
            std::fs::write(above.join("bốn.yaml"), "a: 4\n").expect("saved");
            Err::<(), _>(())
        };
        rewrite(&[new(three)], then).expect_err("it fails");
        assert!(above.join("bốn.yaml").exists() && !above.join("nữa").exists());
    }

    #[test]
    fn what_somebody_saved_meanwhile_keeps_all_the_files_as_they_are() {
        let (_folder, paths) = three();
        let [one, two, three] = &paths;
        std::fs::write(two, "a: 7\n").expect("saved");
        let why = write(&[changed(one), new(three), changed(two)]).expect_err("it is not written");
        assert!(why.message.contains("hai.yaml vừa được lưu lại"), "{why:?}");
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 7\n", ""]));
    }

    #[test]
    fn what_stands_where_nothing_did_is_written_over_by_nobody() {
        let (_folder, paths) = three();
        let [one, two, three] = &paths;
        let why = write(&[changed(one), new(three), new(two)]).expect_err("something stands there");
        assert!(why.message.contains("đã có tệp") && why.message.contains("hai.yaml"), "{why:?}");
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 1\n", ""]));
    }

    #[test]
    fn what_is_set_to_be_read_only_is_written_over_by_nobody() {
        let (_folder, paths) = three();
        let [one, two, three] = &paths;
        let mut permissions = std::fs::metadata(two).expect("it stands").permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(two, permissions).expect("it is set");
        let why = write(&[changed(one), new(three), changed(two)]).expect_err("it is not written");
        assert!(why.message.contains("hai.yaml: tệp được đặt chỉ cho đọc"), "{why:?}");
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 1\n", ""]));
    }

    #[test]
    fn a_disk_that_does_not_take_the_last_gives_back_those_before_it() {
        let (folder, paths) = three();
        let [one, two, three] = &paths;
        // A file cannot be a folder.
        let below = two.join("bốn.yaml");
        let why = write(&[changed(one), new(three), new(&below)]).expect_err("it cannot be written");
        assert!(why.message.contains("có tệp trùng tên với một thư mục") && why.hint.is_none(), "{why:?}");
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 1\n", ""]));
        assert_eq!(names(&folder), ["hai.yaml", "một.yaml"]);
    }

    #[test]
    fn no_folder_is_left_of_a_file_that_could_not_be_written() {
        let (folder, paths) = three();
        // No system takes so long a name; its folder it takes.
        let long = folder.path().join("khác").join("x".repeat(300));
        write(&[changed(&paths[0]), new(&long)]).expect_err("it cannot be written");
        assert_eq!(names(&folder), ["hai.yaml", "một.yaml"]);
        assert_eq!(texts(&paths), some(["a: 1\n", "a: 1\n", ""]));
    }

    #[test]
    fn what_somebody_wrote_after_us_stays_and_is_told() {
        let (_folder, paths) = three();
        let [one, two, three] = &paths;
        let then = || {
            std::fs::write(one, "a: 8\n").expect("saved");
            std::fs::write(three, "a: 9\n").expect("saved");
            Err::<(), _>(Diagnostic::error(codes::CANNOT_WRITE, "không lưu được"))
        };
        let why = rewrite(&[changed(one), changed(two), new(three)], then).expect_err("it fails");
        let told = why.finding(&Clone::clone);
        assert_eq!(told.message, "không lưu được");
        let hint = told.hint.expect("what is left");
        assert!(
            hint.contains("một.yaml") && hint.contains("ba.yaml") && !hint.contains("hai.yaml"),
            "{hint}"
        );
        assert_eq!(texts(&paths), some(["a: 8\n", "a: 1\n", "a: 9\n"]));
    }
}
