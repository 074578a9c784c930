//! Cái gì đang đứng dưới một tên: looked at before anything is opened, for whoever opens a pipe waits.

use std::fmt;
use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

/// Size and time of a file: while both stay, nobody has written to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u64,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    File(Stamp),
    /// Liên kết to a file, which may be anywhere.
    Link(Stamp),
    Odd(Odd),
}

/// What cannot be read or replaced as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Odd {
    Folder,
    /// A link to nothing, to itself, or to what is no file.
    BrokenLink,
    /// Ống dẫn, ổ cắm, thiết bị.
    Special,
}

impl Standing {
    /// Looks without opening.
    ///
    /// # Errors
    /// Whatever hinders looking.
    pub fn of(path: &Path) -> io::Result<Self> {
        let metadata = match std::fs::symlink_metadata(path) {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::Nothing),
            Err(error) => return Err(error),
        };
        Ok(if metadata.is_file() {
            Self::File(Stamp::new(&metadata)?)
        } else if metadata.is_dir() {
            Self::Odd(Odd::Folder)
        } else if metadata.is_symlink() {
            match std::fs::metadata(path) {
                Ok(metadata) if metadata.is_file() => Self::Link(Stamp::new(&metadata)?),
                _ => Self::Odd(Odd::BrokenLink),
            }
        } else {
            Self::Odd(Odd::Special)
        })
    }

    /// Of a file, or of the one that a link leads to.
    pub fn stamp(self) -> Option<Stamp> {
        match self {
            Self::File(stamp) | Self::Link(stamp) => Some(stamp),
            Self::Nothing | Self::Odd(_) => None,
        }
    }

    pub fn is_link(self) -> bool {
        matches!(self, Self::Link(_) | Self::Odd(Odd::BrokenLink))
    }
}

impl Stamp {
    fn new(metadata: &Metadata) -> io::Result<Self> {
        let since = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self { size: metadata.len(), modified: u64::try_from(since.as_nanos()).unwrap_or(u64::MAX) })
    }

    /// The stamp of a file; `None` where there is none.
    ///
    /// # Errors
    /// Whatever hinders looking.
    pub fn of(path: &Path) -> io::Result<Option<Self>> {
        Standing::of(path).map(Standing::stamp)
    }
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "có thư mục trùng tên với tệp",
            Self::BrokenLink => "đó là liên kết không dẫn tới tệp nào",
            Self::Special => "đó không phải tệp mà là ống dẫn, ổ cắm hoặc thiết bị",
        })
    }
}

impl std::error::Error for Odd {}

impl From<Odd> for io::Error {
    fn from(odd: Odd) -> Self {
        Self::other(odd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "abc").unwrap();
        assert_eq!(Standing::of(&folder.path().join("b")).unwrap(), Standing::Nothing);
        assert_eq!(Standing::of(folder.path()).unwrap(), Standing::Odd(Odd::Folder));
        let a = Standing::of(&folder.path().join("a")).unwrap();
        assert!(!a.is_link() && a.stamp().is_some_and(|stamp| stamp.size == 3));
    }

    #[cfg(unix)]
    #[test]
    fn links_and_sockets_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("a"), "abc").unwrap();
        for (name, to) in [("good", "a"), ("dangling", "none"), ("loop", "loop"), ("folder", ".")] {
            std::os::unix::fs::symlink(to, path(name)).unwrap();
        }
        let _socket = std::os::unix::net::UnixListener::bind(path("socket")).unwrap();
        assert_eq!(Standing::of(&path("good")).unwrap().stamp().unwrap().size, 3);
        assert!(Standing::of(&path("good")).unwrap().is_link());
        for name in ["dangling", "loop", "folder"] {
            assert_eq!(Standing::of(&path(name)).unwrap(), Standing::Odd(Odd::BrokenLink), "{name}");
        }
        assert_eq!(Standing::of(&path("socket")).unwrap(), Standing::Odd(Odd::Special));
    }
}
