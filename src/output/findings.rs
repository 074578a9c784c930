//! What the state of an output folder gives cause to say.

use std::path::Path;

use super::lock::LockError;
use crate::diagnostic::{Diagnostic, codes};

/// A file that a person changed; the new version stands beside it.
pub const EDITED: &str = "KH505";
/// A manifest that cannot be used.
pub const MANIFEST: &str = "KH506";
/// Another run is at work in the folder.
pub const BUSY: &str = "KH507";
/// Files that no document of the year stands for any more.
pub const LEFTOVER: &str = "KH508";
/// A file that changed between the decision and the write.
pub const CHANGED_MEANWHILE: &str = "KH509";

pub(super) fn unusable_manifest(path: &Path) -> Diagnostic {
    let message = format!(
        "tệp ghi nhớ {} hỏng hoặc thuộc phiên bản khác; các tệp đã có được coi là chưa rõ nguồn gốc",
        path.display()
    );
    Diagnostic::warning(MANIFEST, message)
        .hint("tệp trùng khớp nội dung sẽ được ghi nhớ lại; tệp khác nội dung được giữ nguyên")
}

/// A folder that cannot be worked in.
pub fn cannot_open(folder: &Path, error: &LockError) -> Diagnostic {
    match error {
        LockError::Busy => {
            let message = format!("một lần chạy khác đang ghi vào thư mục {}", folder.display());
            Diagnostic::error(BUSY, message).hint("chờ lần chạy đó xong rồi chạy lại")
        }
        LockError::File(error) => Diagnostic::error(codes::CANNOT_WRITE, error.to_string()),
    }
}

/// A file of a person, passed over; the new version is in another.
pub fn kept_beside(name: &str, signed: bool, beside: &str) -> Diagnostic {
    let what = if signed {
        "đã được ký số"
    } else {
        "không phải bản do chương trình ghi, hoặc đã được sửa"
    };
    Diagnostic::warning(EDITED, format!("{name} {what} nên giữ nguyên; bản mới là {beside}"))
        .hint("đối chiếu rồi chọn một bản; --force thay bằng bản mới và cất bản đang có thành “bản cũ”")
}

pub(super) fn changed_meanwhile(name: &str) -> Diagnostic {
    let message = format!("{name} vừa được ghi bởi chương trình khác nên không thay");
    Diagnostic::error(CHANGED_MEANWHILE, message).hint("chạy lại")
}

/// Files of agencies, or annexes by themselves, that the year does not have any more.
pub(super) fn orphans(names: &[String]) -> Diagnostic {
    let message = format!(
        "{} tệp không còn ứng với kế hoạch hay phụ lục nào của năm này, vẫn giữ nguyên: {}",
        names.len(),
        names.join(", ")
    );
    Diagnostic::warning(LEFTOVER, message).hint("xóa nếu không cần nữa")
}

/// New versions that a person has dealt with.
pub(super) fn superseded(names: &[String]) -> Diagnostic {
    let message = format!("còn {} bản ghi bên cạnh từ trước: {}", names.len(), names.join(", "));
    Diagnostic::warning(LEFTOVER, message).hint("xóa nếu không cần nữa")
}
