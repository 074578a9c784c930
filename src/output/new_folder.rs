//! A whole folder where none stood: everything in it, or nothing.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::names::TEMPORARY;
use super::write::{FileError, flush_names, folder_of};

/// Writes files into a folder that does not exist yet, or is empty; folders above it are made where they are missing.
///
/// The files are written beside and come to their place in one rename, so that no one ever sees half of them.
///
/// # Errors
/// Something stands there already ([`io::ErrorKind::AlreadyExists`] as the source), or a failure to write. Either
/// leaves the disk as it was.
pub fn write_new_folder<'f>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'f Path, &'f [u8])>,
) -> Result<(), FileError> {
    let write = |source| FileError::writing(folder, source);
    let top = first_missing(folder).map_err(write)?;
    let above = folder_of(&top);
    let stage = tempfile::Builder::new()
        .prefix(TEMPORARY.0)
        .suffix(TEMPORARY.1)
        .tempdir_in(above)
        .map_err(|source| FileError::writing(above, source))?;
    let whole = stage.path().join("whole");
    let target = whole.join(folder.strip_prefix(&top).unwrap_or(Path::new("")));
    std::fs::create_dir_all(&target).map_err(write)?;
    for (path, bytes) in files {
        let staged = target.join(path);
        std::fs::create_dir_all(folder_of(&staged))
            .and_then(|()| write_durably(&staged, bytes))
            .map_err(|source| FileError::writing(&folder.join(path), source))?;
    }
    put(&whole, &top).map_err(write)?;
    flush_names(above);
    Ok(())
}

/// On the disk before the folder gets its name, so that even after a power cut no file is without its content.
fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}

/// The highest folder of the path that is not there yet, or the folder itself where it is empty.
fn first_missing(folder: &Path) -> io::Result<PathBuf> {
    match std::fs::symlink_metadata(folder) {
        Ok(found) if found.is_dir() && std::fs::read_dir(folder)?.next().is_none() => {
            return Ok(folder.to_path_buf());
        }
        Ok(_) => return Err(io::ErrorKind::AlreadyExists.into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    Ok(highest_missing(folder).unwrap_or(folder).to_path_buf())
}

/// The highest of a folder and those above it that does not stand there; `None` where it does.
pub fn highest_missing(folder: &Path) -> Option<&Path> {
    let is_missing = |path: &&Path| !path.as_os_str().is_empty() && !path.exists();
    folder.ancestors().take_while(is_missing).last()
}

/// An empty folder gives way, and comes back where the other cannot take its place; one that is not empty any more
/// refuses.
fn put(whole: &Path, top: &Path) -> io::Result<()> {
    let gave_way = match std::fs::remove_dir(top) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(error),
    };
    std::fs::rename(whole, top).inspect_err(|_| {
        if gave_way {
            let _ = std::fs::create_dir(top);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [(&str, &[u8]); 2] = [("a.yaml", b"a"), ("trong/b.yaml", b"b")];

    fn write(folder: &Path) -> Result<(), FileError> {
        write_new_folder(folder, FILES.map(|(path, bytes)| (Path::new(path), bytes)))
    }

    fn names(folder: &Path) -> Vec<String> {
        let walk = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name();
        walk.into_iter()
            .map(|entry| {
                entry.unwrap().path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/")
            })
            .collect()
    }

    #[test]
    fn folders_above_are_made_and_nothing_else_stays() {
        let dir = tempfile::tempdir().unwrap();
        write(&dir.path().join("x/y")).unwrap();
        assert_eq!(names(dir.path()), ["x", "x/y", "x/y/a.yaml", "x/y/trong", "x/y/trong/b.yaml"]);
    }

    #[test]
    fn an_empty_folder_is_filled() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("x")).unwrap();
        write(&dir.path().join("x")).unwrap();
        assert_eq!(names(&dir.path().join("x")), ["a.yaml", "trong", "trong/b.yaml"]);
    }

    #[test]
    fn what_stands_there_stays_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("x")).unwrap();
        std::fs::write(dir.path().join("x/own"), "own").unwrap();
        std::fs::write(dir.path().join("file"), "own").unwrap();
        for taken in ["x", "file"] {
            let error = write(&dir.path().join(taken)).unwrap_err();
            assert_eq!(error.source.kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(names(dir.path()), ["file", "x", "x/own"]);
    }

    #[test]
    fn a_failure_half_way_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let clash: [(&Path, &[u8]); 2] = [(Path::new("a"), b"a"), (Path::new("a/b"), b"b")];
        assert!(write_new_folder(&dir.path().join("x/y"), clash).is_err());
        assert_eq!(names(dir.path()), Vec::<String>::new());
    }

    #[test]
    fn an_empty_folder_is_still_there_after_a_failure() {
        let dir = tempfile::tempdir().unwrap();
        let empty = dir.path().join("x");
        std::fs::create_dir(&empty).unwrap();
        assert!(put(&dir.path().join("nowhere"), &empty).is_err());
        assert_eq!(names(dir.path()), ["x"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("x")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("x"), dir.path().join("link")).unwrap();
        std::os::unix::fs::symlink(dir.path().join("nowhere"), dir.path().join("dangling")).unwrap();
        for link in ["link", "dangling"] {
            assert!(write(&dir.path().join(link)).is_err(), "{link}");
        }
        assert_eq!(names(dir.path()), ["dangling", "link", "x"]);
    }
}
