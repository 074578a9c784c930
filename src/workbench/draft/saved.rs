//! Lưu vào tệp: a draft into its content file, over nothing that somebody else wrote there.

use std::io;
use std::path::Path;

use super::Draft;
use crate::content::edit;
use crate::content::yaml;
use crate::diagnostic::{Diagnostic, codes};
use crate::output::{FileError, NotNew, NotReplaced, replace_unchanged, write_new};

/// How often a file may change under the hand before a person is asked.
const TRIES: usize = 3;

/// What stands in a file; none where there is no such file.
pub(super) fn on_disk(path: &Path) -> Result<Option<String>, Diagnostic> {
    bytes(path)?.map(|bytes| text(path, bytes)).transpose()
}

fn bytes(path: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(yaml::unreadable_file(path.to_path_buf(), &error)),
    }
}

fn text(path: &Path, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let mut findings = Vec::new();
    let source = yaml::load_source(path.to_path_buf(), bytes, &mut findings);
    match source {
        Some(source) => Ok(source.text.clone()),
        None => Err(findings.pop().unwrap_or_else(|| unreadable(path))),
    }
}

/// A file in which nothing can be edited.
pub(super) fn unreadable(path: &Path) -> Diagnostic {
    let message = format!("tệp {} đang có lỗi về cách viết nên chưa điền vào được", path.display());
    Diagnostic::error(codes::DRAFT_UNREADABLE, message)
        .hint("sửa lỗi ấy trong tệp, xem ở trang phát hiện; điều đã gõ trong bản nháp vẫn còn nguyên")
}

pub(super) fn nothing(path: &Path) -> Diagnostic {
    Diagnostic::error(codes::DRAFT_NOT_SAVED, format!("không có bản nháp nào của tệp {}", path.display()))
}

/// The draft after it was saved, or as it is where it could not be.
pub(super) fn saved(draft: &Draft) -> (Draft, Result<(), Diagnostic>) {
    let mut draft = draft.clone();
    for _ in 0..TRIES {
        match write(&mut draft) {
            Ok(Wrote::All) => {
                draft.history.rest();
                return (draft, Ok(()));
            }
            Ok(Wrote::Nothing) => {}
            Err(finding) => return (draft, Err(finding)),
        }
    }
    let message = format!("tệp {} đang được chương trình khác ghi liên tục", draft.path.display());
    (draft, Err(Diagnostic::error(codes::DRAFT_NOT_SAVED, message).hint("đóng chương trình ấy rồi lưu lại")))
}

enum Wrote {
    All,
    /// Somebody else wrote just now.
    Nothing,
}

fn write(draft: &mut Draft) -> Result<Wrote, Diagnostic> {
    let path = draft.path.clone();
    let failed = |error: FileError| Diagnostic::error(codes::DRAFT_NOT_SAVED, error.to_string());
    let found = bytes(&path)?;
    let disk = found.clone().map(|bytes| text(&path, bytes)).transpose()?;
    if disk.is_some() && disk != draft.disk {
        *draft = draft.met(disk.clone()).map_err(|_| unreadable(&path))?;
    }
    if disk.as_deref() == Some(draft.text.as_str()) {
        draft.disk = disk;
        return Ok(Wrote::All);
    }
    // What the form wrote can always be read; this is where a fault of ours would stop.
    if !edit::is_sound(&draft.text) {
        return Err(unreadable(&path));
    }
    match found {
        None => match write_new(&path, draft.text.as_bytes()) {
            Ok(()) => {}
            Err(NotNew::Exists(_)) if path.is_file() => return Ok(Wrote::Nothing),
            Err(NotNew::Exists(error) | NotNew::Failed(error)) => return Err(failed(error)),
        },
        Some(bytes) => match replace_unchanged(&path, &bytes, draft.text.as_bytes()) {
            Ok(()) => {}
            Err(NotReplaced::Changed) => return Ok(Wrote::Nothing),
            Err(NotReplaced::ReadOnly) => {
                let message = format!("không ghi được {}: tệp được đặt chỉ cho đọc", path.display());
                return Err(Diagnostic::error(codes::DRAFT_NOT_SAVED, message).hint(
                    "bỏ dấu “Read-only” (chỉ đọc) trong thuộc tính của tệp rồi lưu lại; bản nháp vẫn còn",
                ));
            }
            Err(NotReplaced::Failed(error)) => return Err(failed(error)),
        },
    }
    draft.disk = Some(draft.text.clone());
    Ok(Wrote::All)
}
