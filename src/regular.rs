//! Tệp thường: the bytes of a file that an office put into a folder of its own (faces, templates).
//!
//! A name is only a name: what stands there may be a pipe, which would be waited for, a device, which
//! never ends, or a link to nowhere. The type is looked at before anything is read. Names that programs leave beside
//! such files are told from them here, too.

use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// Why the bytes of a file cannot be had.
#[derive(Debug)]
pub(crate) enum Unreadable {
    Folder,
    /// A pipe, a device, a socket.
    NoFile,
    /// A link to what is not there any more.
    Dangling,
    TooLarge,
    Io(io::Error),
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder => f.write_str("đây là một thư mục, không phải tệp"),
            Self::NoFile => f.write_str("không phải tệp thường (thiết bị hoặc đường ống), không đọc"),
            Self::Dangling => f.write_str("liên kết dẫn tới chỗ không còn tồn tại"),
            Self::TooLarge => f.write_str("tệp quá lớn"),
            Self::Io(error) => write!(f, "không đọc được: {}", why(error)),
        }
    }
}

/// The bytes of a file, through links; never more than `limit` of them.
///
/// # Errors
/// Whatever is no file, is larger, or cannot be read.
pub(crate) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
    let about = std::fs::metadata(path).map_err(|error| {
        let link = std::fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_symlink());
        if link && error.kind() == ErrorKind::NotFound { Unreadable::Dangling } else { Unreadable::Io(error) }
    })?;
    if about.is_dir() {
        return Err(Unreadable::Folder);
    }
    if !about.is_file() {
        return Err(Unreadable::NoFile);
    }
    if about.len() > limit {
        return Err(Unreadable::TooLarge);
    }
    let mut data = Vec::new();
    let file = std::fs::File::open(path).map_err(Unreadable::Io)?;
    file.take(limit + 1).read_to_end(&mut data).map_err(Unreadable::Io)?;
    // It may have grown since.
    if data.len() as u64 > limit { Err(Unreadable::TooLarge) } else { Ok(data) }
}

/// Whether a name is that of a lock, a swap file or a system's own note beside a file, which holds nothing of its own.
pub(crate) fn is_of_a_program(name: &str) -> bool {
    let swap = name.starts_with('.') && [".swp", ".swo", ".swx"].iter().any(|end| name.ends_with(end));
    swap || is_lock(name) || [".#", "._"].iter().any(|start| name.starts_with(start))
}

/// What Word, Excel and LibreOffice put beside a file that is open.
pub(crate) fn is_lock(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with(".~lock.")
}

/// What hinders reading, in words.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "không tìm thấy".to_owned(),
        ErrorKind::NotADirectory => "đây không phải thư mục".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
        _ => error.to_string(),
    }
}
