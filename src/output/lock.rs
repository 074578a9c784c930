//! One run per folder. The lock belongs to the open file, so the system lets it go however the
//! process ends; the file itself stays and means nothing.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::names::LOCK;
use super::write::FileError;

/// Khóa thư mục, held until dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why a folder cannot be had.
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
        // Never truncated: another run may hold it.
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|error| LockError::File(FileError::writing(&path, error)))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Busy),
            // Some network drives know no locks; refusing to work there would help nobody.
            Err(TryLockError::Error(error)) if error.kind() == std::io::ErrorKind::Unsupported => {
                Ok(Self { _file: file })
            }
            Err(TryLockError::Error(error)) => Err(LockError::File(FileError::writing(&path, error))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_run_at_a_time_and_a_file_left_behind_blocks_nobody() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::take(folder.path()).unwrap();
        assert!(matches!(Lock::take(folder.path()), Err(LockError::Busy)));
        drop(first);
        assert!(folder.path().join(LOCK).exists());
        assert!(Lock::take(folder.path()).is_ok());
    }
}
