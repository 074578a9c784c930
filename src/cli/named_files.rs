//! Tệp ghi trên dòng lệnh: the files that a person means. The shells of Windows hand over `*.xlsx` as it is typed,
//! and a name with a space falls apart where it is not in quotes.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, codes};
use crate::output::{FileError, findings};
use crate::regular;
use crate::text::few;

/// The paths as they are meant: of a pattern (`*`, `?` in the last part) the files that answer to it, by name. What is
/// not there stays, for whoever reads it to say so.
///
/// # Errors
/// A pattern that no file answers to; a name in pieces.
pub(super) fn meant(typed: &[PathBuf]) -> Result<Vec<PathBuf>, Diagnostic> {
    if let Some(whole) = in_pieces(typed) {
        let message = format!("không có tệp “{}”", typed[0].display());
        return Err(Diagnostic::error(codes::CANNOT_RUN, message)
            .hint(format!("tên có dấu cách thì đặt trong dấu ngoặc kép: \"{}\"", whole.display())));
    }
    let mut meant = Vec::new();
    for path in typed {
        match pattern(path) {
            None => meant.push(path.clone()),
            Some((folder, pattern)) => meant.extend(answering(folder, &pattern)?),
        }
    }
    Ok(meant)
}

/// What lies where a command was sent to.
pub(super) struct Found {
    /// The files named, and of folders those that are meant, by name.
    pub files: Vec<PathBuf>,
    /// What else lies in the folders.
    others: Vec<PathBuf>,
    /// What cannot be looked into.
    pub faults: Vec<Diagnostic>,
}

impl Found {
    /// Files of the folders that nobody named and the command does not read: somebody sent them. One beside a file that
    /// is read and of its name is another form of it. `hint` says how they are read.
    pub fn passed(&self, hint: &str) -> Option<Diagnostic> {
        /// More than this are counted.
        const NAMED: usize = 5;
        let read: BTreeSet<PathBuf> = self.files.iter().map(|file| file.with_extension("")).collect();
        let passed: Vec<String> = self
            .others
            .iter()
            .filter(|other| !read.contains(&other.with_extension("")))
            .map(|other| other.display().to_string())
            .collect();
        if passed.is_empty() {
            return None;
        }
        let count = passed.len();
        let named = few(passed.into_iter(), NAMED, "tệp nữa");
        let message = format!("{count:02} tệp khác trong thư mục không được đọc: {named}");
        Some(Diagnostic::info(codes::FOREIGN_FILE, message).hint(hint.to_owned()))
    }
}

/// The files named, and those of folders: names may be changed by people; locks of programs and what is hidden are none
/// of theirs.
pub(super) fn with_folders(asked: &[PathBuf], is_meant: impl Fn(&Path) -> bool) -> Found {
    let (mut files, mut others, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for path in asked {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            match entry {
                Ok(entry) if entry.file_type().is_file() => {
                    let name = entry.file_name().to_string_lossy();
                    if is_meant(entry.path()) && !regular::is_lock(&name) {
                        files.push(entry.into_path());
                    } else if !name.starts_with(['.', '~']) && !OF_SYSTEMS.contains(&&*name) {
                        others.push(entry.into_path());
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    let at = error.path().unwrap_or(path).to_path_buf();
                    let why = error.into_io_error().unwrap_or_else(|| ErrorKind::Other.into());
                    faults.push(findings::cannot_read(&FileError::reading(&at, why)));
                }
            }
        }
    }
    // Named twice, or by itself and with its folder.
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    Found { files, others, faults }
}

/// What Windows puts into folders.
const OF_SYSTEMS: [&str; 2] = ["desktop.ini", "Thumbs.db"];

/// The file or folder whose name the first words are, where they are none by themselves.
pub(super) fn in_pieces(typed: &[PathBuf]) -> Option<PathBuf> {
    let first = typed.first().filter(|first| !first.exists())?;
    let mut whole = first.as_os_str().to_owned();
    for next in &typed[1..] {
        whole.push(" ");
        whole.push(next);
        if Path::new(&whole).exists() {
            return Some(PathBuf::from(whole));
        }
    }
    None
}

/// The folder of a pattern, and its last part in small letters: names of Windows are equal in any case.
fn pattern(path: &Path) -> Option<(&Path, String)> {
    let name = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    (name.contains(['*', '?']) && !path.exists())
        .then(|| (folder.unwrap_or(Path::new(".")), name.to_lowercase()))
}

fn answering(folder: &Path, pattern: &str) -> Result<Vec<PathBuf>, Diagnostic> {
    let pattern_of: Vec<char> = pattern.chars().collect();
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().to_lowercase();
            !regular::is_lock(&name) && answers(&name.chars().collect::<Vec<_>>(), &pattern_of)
        })
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .map(|path| path.strip_prefix(".").map_or_else(|_| path.clone(), Path::to_path_buf))
        .collect();
    found.sort_unstable();
    if found.is_empty() {
        let message = format!("không có tệp nào tên dạng “{pattern}” trong thư mục “{}”", folder.display());
        return Err(Diagnostic::error(codes::CANNOT_RUN, message)
            .hint("xem lại thư mục và phần cuối của tên tệp (.xlsx, .docx, .pdf …)"));
    }
    Ok(found)
}

/// Whether a name answers to a pattern: `*` is any letters, `?` is one.
fn answers(name: &[char], pattern: &[char]) -> bool {
    match pattern {
        [] => name.is_empty(),
        ['*', rest @ ..] => (0..=name.len()).any(|skipped| answers(&name[skipped..], rest)),
        [one, rest @ ..] => {
            name.first().is_some_and(|letter| *one == '?' || one == letter) && answers(&name[1..], rest)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_the_files_that_answer_to_it_as_no_shell_of_windows_makes_it() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.xlsx", "A.XLSX", "~$b.xlsx", "c.docx", "KH (1).docx"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |typed: &str| -> Vec<String> {
            let meant = meant(&[folder.path().join(typed)]).unwrap();
            meant.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names("*.xlsx"), ["A.XLSX", "b.xlsx"]);
        assert_eq!(names("?.docx"), ["c.docx"]);
        assert_eq!(names("k*(?).docx"), ["KH (1).docx"]);
        assert_eq!(names("khong-co.xlsx"), ["khong-co.xlsx"], "whoever reads it says that it is not there");
        let none = meant(&[folder.path().join("*.pdf")]).unwrap_err();
        assert!(none.message.contains("*.pdf"), "{}", none.message);
    }

    #[test]
    fn of_a_folder_the_files_that_are_meant_are_taken_wherever_they_lie_once_and_no_locks() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        std::fs::create_dir(root.join("so-y-te")).unwrap();
        for name in ["a.XLSX", "so-y-te/b.xlsx", "~$a.XLSX", ".~lock.b.xlsx#", "c.pdf"] {
            std::fs::write(root.join(name), "").unwrap();
        }
        let is_meant = |path: &Path| path.extension().is_some_and(|of| of.eq_ignore_ascii_case("xlsx"));
        std::fs::write(root.join("so-y-te/b.csv"), "").unwrap();
        std::fs::write(root.join("so-y-te/d.csv"), "").unwrap();
        let found = with_folders(&[root.to_owned(), root.join("a.XLSX"), root.join("c.pdf")], is_meant);
        let names: Vec<_> =
            found.files.iter().map(|path| path.strip_prefix(root).unwrap().to_owned()).collect();
        assert_eq!(names, ["a.XLSX", "so-y-te/b.xlsx", "c.pdf"].map(PathBuf::from));
        assert!(found.faults.is_empty(), "{:?}", found.faults);
        let passed = found.passed("").unwrap().message;
        assert!(passed.starts_with("01 tệp khác") && passed.ends_with("d.csv"), "{passed}");
    }

    #[test]
    fn a_name_that_fell_apart_at_its_spaces_is_told() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("Ke hoach tinh.docx"), "").unwrap();
        let pieces = [folder.path().join("Ke"), PathBuf::from("hoach"), PathBuf::from("tinh.docx")];
        let told = meant(&pieces).unwrap_err();
        assert!(told.hint.unwrap().contains("Ke hoach tinh.docx\""));
    }
}
