//! Files are written whole or not at all: a temporary file in the same folder, flushed, renamed.

use std::fmt;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file that could not be written, with the reason in Vietnamese.
#[derive(Debug)]
pub struct WriteError {
    pub path: PathBuf,
    pub source: std::io::Error,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use std::io::ErrorKind;
        let why = match self.source.kind() {
            ErrorKind::PermissionDenied => "không có quyền ghi, hoặc tệp đang mở trong chương trình khác",
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "ổ đĩa đã đầy",
            ErrorKind::ReadOnlyFilesystem => "thư mục chỉ cho đọc",
            ErrorKind::NotFound => "không tìm thấy thư mục",
            _ => return write!(f, "không ghi được {}: {}", self.path.display(), self.source),
        };
        write!(f, "không ghi được {}: {why}", self.path.display())
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Writes a file whole; the folder is made where it is missing.
///
/// # Errors
/// Any failure leaves what stood there before untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let attempt = || -> std::io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".kehoach-").suffix(".tmp");
        usual_permissions(&mut builder);
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().sync_data()?;
        file.persist(path).map_err(|error| error.error)?;
        Ok(())
    };
    attempt().map_err(|source| WriteError { path: path.to_path_buf(), source })
}

/// Colleagues read the folder too: what the umask allows, not the 0600 of temporary files.
#[cfg(unix)]
fn usual_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn usual_permissions(_: &mut tempfile::Builder<'_, '_>) {}
