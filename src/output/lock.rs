//! One run per folder. The lock belongs to the open file, so the system lets it go however the
//! process ends; the file itself stays and means nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

use super::names::LOCK;
use super::standing::Standing;
use super::write::{self, FileError};

/// Khóa thư mục, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
    held: bool,
}

/// Why a folder is not to be had.
#[derive(Debug)]
pub enum LockError {
    /// Another run is at work in it.
    Busy,
    File(FileError),
}

impl Lock {
    /// Takes the lock of a folder, or says at once that another run has it.
    ///
    /// # Errors
    /// [`LockError::Busy`], or a folder that cannot be written.
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let path = folder.join(LOCK);
        let refused = |error| LockError::File(FileError::writing(&path, error));
        // Whoever opens a pipe waits for its other end, and a link may lead anywhere.
        match Standing::of(&path).map_err(refused)? {
            Standing::Odd(odd) => return Err(refused(odd.into())),
            Standing::Link(_) => return Err(refused(io::Error::other("đó là liên kết"))),
            Standing::Nothing | Standing::File(_) => {}
        }
        let file = open(folder, &path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, held: true }),
            Err(TryLockError::WouldBlock) => Err(LockError::Busy),
            // Some network drives know no locks; refusing to work there would help nobody.
            Err(TryLockError::Error(error)) if knows_no_locks(&error) => {
                Ok(Self { _file: file, held: false })
            }
            Err(TryLockError::Error(error)) => Err(refused(error)),
        }
    }

    /// False on a drive that knows no locks: another run may be at work at the same time.
    pub fn is_held(&self) -> bool {
        self.held
    }
}

/// Never truncated: another run may hold it. A colleague's file is locked as it is where it can only be
/// read, for that is enough where the folder itself may be written.
fn open(folder: &Path, path: &Path) -> Result<File, LockError> {
    let refused = |path: &Path, error| LockError::File(FileError::writing(path, error));
    match OpenOptions::new().create(true).truncate(false).write(true).open(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.exists() => {
            write::temporary(folder, "").map_err(|error| refused(folder, error))?;
            File::open(path).map_err(|error| refused(path, error))
        }
        opened => opened.map_err(|error| refused(path, error)),
    }
}

fn knows_no_locks(error: &io::Error) -> bool {
    #[cfg(target_os = "linux")]
    if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) {
        return true;
    }
    error.kind() == io::ErrorKind::Unsupported
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_run_at_a_time_and_a_file_left_behind_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        assert!(first.is_held());
        assert!(matches!(Lock::take(folder.path()), Err(LockError::Busy)));
        drop(first);
        assert!(folder.path().join(LOCK).exists());
        assert!(Lock::take(folder.path()).is_ok());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_drive_that_knows_no_locks_is_told_from_one_that_fails() {
        let error = |errno: rustix::io::Errno| io::Error::from_raw_os_error(errno.raw_os_error());
        assert!(knows_no_locks(&error(rustix::io::Errno::NOLCK)));
        assert!(knows_no_locks(&error(rustix::io::Errno::OPNOTSUPP)));
        assert!(!knows_no_locks(&error(rustix::io::Errno::IO)));
    }

    #[cfg(unix)]
    #[test]
    fn what_stands_in_the_place_of_the_lock_is_refused_and_never_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(LOCK);
        let elsewhere = folder.path().join("elsewhere");
        std::os::unix::fs::symlink(&elsewhere, &path).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(LockError::File(_))));
        assert!(!elsewhere.exists(), "nothing is made through a link");
        std::fs::write(&elsewhere, "").unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(LockError::File(_))));
        std::fs::remove_file(&path).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(LockError::File(_))));
    }
}
