//! Files are written whole or not at all: a temporary file in the same folder, flushed, renamed.

use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::names::{self, TEMPORARY};

/// A file that could not be read or written, with the reason in Vietnamese.
#[derive(Debug)]
pub struct FileError {
    doing: Doing,
    pub path: PathBuf,
    pub source: io::Error,
}

#[derive(Debug, Clone, Copy)]
enum Doing {
    Reading,
    Writing,
}

impl FileError {
    pub fn reading(path: &Path, source: io::Error) -> Self {
        Self { doing: Doing::Reading, path: path.to_path_buf(), source }
    }

    pub fn writing(path: &Path, source: io::Error) -> Self {
        Self { doing: Doing::Writing, path: path.to_path_buf(), source }
    }

    /// What a clerk can do about it, where that is known.
    pub fn advice(&self) -> Option<&'static str> {
        use io::ErrorKind;
        Some(match self.source.kind() {
            _ if is_open_elsewhere(&self.source) => {
                "đóng tệp ấy ở Word, Excel hoặc phần mềm đọc PDF rồi chạy lại"
            }
            ErrorKind::PermissionDenied => {
                "đóng tệp ấy nếu đang mở rồi chạy lại; vẫn không được thì nhờ người quản trị máy cho quyền ghi vào thư mục này"
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                "xóa bớt tệp không dùng ở ổ đĩa này rồi chạy lại; tệp đã có từ trước vẫn giữ nguyên"
            }
            ErrorKind::ReadOnlyFilesystem => "dùng một thư mục ở ổ đĩa ghi được",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "đổi tên hoặc chuyển tệp trùng tên ấy rồi chạy lại"
            }
            _ => return None,
        })
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use io::ErrorKind;
        let verb = match self.doing {
            Doing::Reading => "đọc",
            Doing::Writing => "ghi",
        };
        let why = match self.source.kind() {
            _ if is_open_elsewhere(&self.source) => "tệp đang mở trong chương trình khác",
            ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang mở trong chương trình khác",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
            ErrorKind::FileTooLarge => "tệp vượt quá cỡ cho phép",
            ErrorKind::ReadOnlyFilesystem => "ổ đĩa chỉ cho đọc",
            ErrorKind::NotFound => "không tìm thấy thư mục hoặc tệp",
            ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
                "có tệp trùng tên với một thư mục trên đường dẫn"
            }
            ErrorKind::IsADirectory | ErrorKind::DirectoryNotEmpty => "có thư mục trùng tên với tệp",
            ErrorKind::InvalidFilename => "tên tệp không dùng được trên hệ thống này",
            // The system's own words are English.
            _ => {
                let device = names::device_in(&self.path).filter(|_| cfg!(windows));
                return match (device, self.source.raw_os_error()) {
                    (Some(device), _) => write!(
                        f,
                        "không {verb} được {}: “{device}” là tên Windows giữ riêng, đặt tên khác",
                        self.path.display()
                    ),
                    (None, Some(number)) => {
                        write!(f, "không {verb} được {}: hệ thống báo lỗi số {number}", self.path.display())
                    }
                    (None, None) => write!(f, "không {verb} được {}: {}", self.path.display(), self.source),
                };
            }
        };
        write!(f, "không {verb} được {}: {why}", self.path.display())
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Word holds the files that it shows; Windows then answers ERROR_SHARING_VIOLATION (32) or
/// ERROR_LOCK_VIOLATION (33), which have no [`io::ErrorKind`].
fn is_open_elsewhere(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

/// Writes a file whole; the folder is made where it is missing.
///
/// # Errors
/// Any failure leaves what stood there before untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_whole_by(path, |file| file.write_all(bytes))
}

/// The same of what `content` writes into it, for what is too long to be in memory.
///
/// # Errors
/// Any failure leaves what stood there before untouched.
pub(super) fn write_whole_by(
    path: &Path,
    content: impl FnOnce(&mut NamedTempFile) -> io::Result<()>,
) -> Result<(), FileError> {
    whole(path, content, |file| file.persist(path)).map_err(|source| FileError::writing(path, source))
}

/// Why a new file was not written, with what the system said.
#[derive(Debug)]
pub enum NotNew {
    /// Something of that name stands there already.
    Exists(FileError),
    /// Of its folder, too: a file may stand where that would be.
    Failed(FileError),
}

/// Writes a file whole where nothing of that name stands, not even something that appeared just now.
///
/// # Errors
/// A file of that name, or a failure to write.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), NotNew> {
    let mut exists = false;
    let put = |file: NamedTempFile| {
        let put = file.persist_noclobber(path);
        put.inspect_err(|why| exists = why.error.kind() == io::ErrorKind::AlreadyExists)
    };
    match whole(path, |file| file.write_all(bytes), put) {
        Ok(()) => Ok(()),
        Err(source) if exists => Err(NotNew::Exists(FileError::writing(path, source))),
        Err(source) => Err(NotNew::Failed(FileError::writing(path, source))),
    }
}

/// Why a file was not replaced.
#[derive(Debug)]
pub enum NotReplaced {
    /// Something else stands there by now.
    Changed,
    /// Somebody wanted it to stay as it is, although its folder would let it be replaced.
    ReadOnly,
    Failed(FileError),
}

/// Writes a file whole in the place of one that still is what was read there, and keeps its permissions.
///
/// # Errors
/// A file that somebody changed meanwhile or set to be read only; a disk or a folder that does not take it. The file
/// is then as it was.
pub fn replace_unchanged(path: &Path, was: &[u8], bytes: &[u8]) -> Result<(), NotReplaced> {
    let permissions = std::fs::metadata(path).map(|found| found.permissions());
    if permissions.as_ref().is_ok_and(std::fs::Permissions::readonly) {
        return Err(NotReplaced::ReadOnly);
    }
    let mut changed = false;
    let put = |file: NamedTempFile| {
        // The last moment before the rename: what comes after that is an editor's to notice.
        if !std::fs::read(path).is_ok_and(|now| now == was) {
            changed = true;
            return Err(tempfile::PersistError { error: io::ErrorKind::AlreadyExists.into(), file });
        }
        if let Ok(permissions) = permissions {
            // A file system without permissions has none to keep.
            let _ = file.as_file().set_permissions(permissions);
        }
        file.persist(path)
    };
    match whole(path, |file| file.write_all(bytes), put) {
        Ok(()) => Ok(()),
        Err(_) if changed => Err(NotReplaced::Changed),
        Err(source) => Err(NotReplaced::Failed(FileError::writing(path, source))),
    }
}

/// Removes a file that still is what was written there.
///
/// # Errors
/// A file that somebody changed meanwhile, or that cannot be removed: it is then as it was.
pub fn remove_unchanged(path: &Path, was: &[u8]) -> Result<(), NotReplaced> {
    if !std::fs::read(path).is_ok_and(|now| now == was) {
        return Err(NotReplaced::Changed);
    }
    std::fs::remove_file(path).map_err(|source| NotReplaced::Failed(FileError::writing(path, source)))
}

fn whole(
    path: &Path,
    content: impl FnOnce(&mut NamedTempFile) -> io::Result<()>,
    put: impl FnOnce(NamedTempFile) -> Result<std::fs::File, tempfile::PersistError>,
) -> io::Result<()> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder)?;
    let mut file = temporary(folder, "")?;
    content(&mut file)?;
    file.as_file().sync_data()?;
    put(file).map_err(|error| error.error)?;
    Ok(())
}

/// Writes a temporary file that [`flush`] and a rename make final.
pub(super) fn stage(
    folder: &Path,
    content: impl FnOnce(&mut NamedTempFile) -> io::Result<()>,
) -> io::Result<TempPath> {
    let mut file = temporary(folder, "")?;
    content(&mut file)?;
    if !FLUSHES_BATCHES {
        file.as_file().sync_data()?;
    }
    // Closed here: a province of thousands of files must not run out of file handles.
    Ok(file.into_temp_path())
}

/// A temporary file that this program recognises as its own later; the mark tells whose it is where
/// several runs share a folder.
pub(super) fn temporary(folder: &Path, mark: &str) -> io::Result<NamedTempFile> {
    let prefix = format!("{}{mark}", TEMPORARY.0);
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(TEMPORARY.1);
    usual_permissions(&mut builder);
    builder.tempfile_in(folder)
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Whether [`flush`] is one call for all files; elsewhere [`stage`] flushes each as it is written.
const FLUSHES_BATCHES: bool = cfg!(target_os = "linux");

/// Puts all staged files on the disk before the first of them is renamed, so that even after a power
/// cut a name never stands for a file without its content.
///
/// One `syncfs` for the whole batch: 172 files of 60 KB take 10 ms this way and 35 ms with one
/// `fdatasync` each on the same machine, and on a spinning disk the difference is seconds.
pub(super) fn flush(folder: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        rustix::fs::syncfs(std::fs::File::open(folder)?)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = folder;
    Ok(())
}

/// Puts the renames themselves on the disk. Without it a power cut may bring back old names, each
/// still with a whole file, so where a system refuses this nothing is lost.
pub(super) fn flush_names(folder: &Path) {
    if cfg!(unix) {
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// Colleagues read the folder too: what the umask allows, not the 0600 of temporary files.
#[cfg(unix)]
fn usual_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_permissions(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_read_only_one_are_named_in_vietnamese() {
        let message = |kind: io::ErrorKind| FileError::writing(Path::new("a"), kind.into()).to_string();
        assert_eq!(message(io::ErrorKind::StorageFull), "không ghi được a: ổ đĩa đã đầy");
        assert_eq!(message(io::ErrorKind::ReadOnlyFilesystem), "không ghi được a: ổ đĩa chỉ cho đọc");
    }

    #[test]
    fn what_the_system_says_in_english_is_a_number() {
        // ENOTTY: no kind of its own.
        let message = FileError::writing(Path::new("a"), io::Error::from_raw_os_error(25)).to_string();
        assert_eq!(message, "không ghi được a: hệ thống báo lỗi số 25");
        assert_eq!(names::device_in(Path::new("ket-qua/CON .txt/2025")).as_deref(), Some("CON .txt"));
        assert_eq!(names::device_in(Path::new("ket-qua/cong-an-tinh.pdf")), None);
    }

    #[test]
    fn what_a_clerk_can_do_about_a_failure_is_said() {
        use io::ErrorKind::{NotFound, PermissionDenied, ReadOnlyFilesystem, StorageFull};
        for kind in [StorageFull, ReadOnlyFilesystem, PermissionDenied] {
            assert!(FileError::writing(Path::new("a"), kind.into()).advice().is_some(), "{kind}");
        }
        assert!(FileError::writing(Path::new("a"), NotFound.into()).advice().is_none());
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.docx");
        std::fs::create_dir(&path).unwrap();
        assert!(write_whole(&path, b"x").is_err());
        assert!(path.is_dir());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
    }
}
