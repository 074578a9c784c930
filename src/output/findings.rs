//! What the state of an output folder gives cause to say.

use std::path::Path;

use super::contents::LeftOut;
use super::held::Loss;
use super::manifest::ManifestError;
use super::returned::Returned;
use super::store::OpenError;
use super::write::{FileError, NotNew};
use crate::diagnostic::{Diagnostic, Place, Scope, Topic, codes};
use crate::signature::{Signature, Signing, Trust, Why};

pub(super) fn unusable_manifest(path: &Path) -> Diagnostic {
    let message =
        format!("tệp ghi nhớ {} bị hỏng; các tệp đã có được coi là chưa rõ nguồn gốc", path.display());
    Diagnostic::warning(codes::BAD_MANIFEST, message)
        .hint("tệp trùng khớp nội dung sẽ được ghi nhớ lại; tệp khác nội dung được giữ nguyên")
}

/// A folder that cannot be worked in.
pub fn cannot_open(folder: &Path, error: &OpenError) -> Diagnostic {
    match error {
        OpenError::Busy => {
            let message = format!("một lần chạy khác đang ghi vào thư mục {}", folder.display());
            Diagnostic::error(codes::FOLDER_BUSY, message).hint("chờ lần chạy đó xong rồi chạy lại")
        }
        OpenError::File(error) => cannot_write(error),
        OpenError::Manifest(ManifestError::File(error)) => {
            let message = format!("{error}; thiếu tệp ghi nhớ này thì không biết tệp nào đã có người sửa");
            Diagnostic::error(codes::BAD_MANIFEST, message).hint("chưa ghi gì; chạy lại khi đọc được tệp đó")
        }
        OpenError::Manifest(ManifestError::Newer { path, format }) => {
            let message = format!(
                "tệp ghi nhớ {} có dạng {format}, do phiên bản mới hơn của chương trình ghi",
                path.display()
            );
            Diagnostic::error(codes::BAD_MANIFEST, message)
                .hint("chưa ghi gì; dùng phiên bản mới, hoặc chọn thư mục khác bằng --out")
        }
        OpenError::HoldsDocuments => {
            let message = format!(
                "{} chứa văn bản do lệnh “kehoach tao” tạo, bản xem trước không ghi vào đó",
                folder.display()
            );
            Diagnostic::error(codes::HOLDS_DOCUMENTS, message).hint("chọn thư mục khác cho --out")
        }
    }
}

pub fn cannot_write(error: &FileError) -> Diagnostic {
    let finding = Diagnostic::error(codes::CANNOT_WRITE, error.to_string()).about(Topic::NotWritten);
    match error.advice() {
        Some(advice) => finding.hint(advice),
        None => finding,
    }
}

impl NotNew {
    /// What is to be said of it.
    pub fn finding(&self) -> Diagnostic {
        match self {
            Self::Exists(error) => {
                let message = format!("đã có tệp {}; tệp được giữ nguyên", error.path.display());
                Diagnostic::error(codes::CANNOT_WRITE, message).hint("đổi tên tệp ấy rồi chạy lại")
            }
            Self::Failed(error) => cannot_write(error),
        }
    }
}

/// A file of the folder that cannot be read.
pub fn cannot_read(error: &FileError) -> Diagnostic {
    Diagnostic::error(codes::CANNOT_RUN, error.to_string())
}

pub(super) fn no_locks(folder: &Path) -> Diagnostic {
    let message = format!("ổ đĩa của thư mục {} không hỗ trợ khóa tệp", folder.display());
    Diagnostic::warning(codes::NO_LOCKS, message).hint("đừng chạy hai lệnh cùng lúc trên thư mục này")
}

/// A draft with less of the agency's own work than the one that it replaces.
pub(super) fn undone(targets: &[&str], loss: Loss) -> Diagnostic {
    let message = format!("{}: bản dự thảo mới kém bản trước ({})", targets.join(", "), loss.label());
    Diagnostic::warning(codes::UNITS_LOST, message)
        .hint("nếu không chủ ý thì tìm phần riêng của cơ quan: tệp bị xóa, đổi tên, chuyển chỗ, hoặc sai năm, sai cơ quan")
}

/// Sub-plans that stay because their plan does.
pub fn held_with_plan(count: usize) -> Diagnostic {
    let message = format!(
        "{count} kế hoạch triển khai cũng không thay, vì kế hoạch mà chúng thực hiện kém đầy đủ hơn bản đã ban hành"
    );
    Diagnostic::error(codes::EMPTIER, message)
        .hint("xem lại tệp kế hoạch của tỉnh; --force nếu đúng là muốn thay")
}

pub(super) fn emptier(targets: &[&str], losses: &[Loss]) -> Diagnostic {
    let losses: Vec<String> = losses.iter().map(|loss| loss.label()).collect();
    let message = format!(
        "không thay {}: bản mới kém đầy đủ hơn bản đang có ({})",
        targets.join(", "),
        losses.join("; ")
    );
    Diagnostic::error(codes::EMPTIER, message).hint(
        "tìm tệp nội dung bị xóa, đổi tên, chuyển chỗ, hoặc sai năm, sai cơ quan; nếu đúng là muốn thay thì thêm \
         --force, bản đang có được cất thành “bản cũ”",
    )
}

/// The others of a document of which one file could not be written.
pub(super) fn not_alone<'n>(names: impl Iterator<Item = &'n str>) -> Option<Diagnostic> {
    let names: Vec<&str> = names.collect();
    (!names.is_empty()).then(|| {
        let message =
            format!("chưa ghi {}: các tệp của một văn bản chỉ được ghi cùng nhau", names.join(", "));
        Diagnostic::warning(codes::NOT_ALONE, message).about(Topic::NotWritten)
    })
}

pub(super) fn unmatched(pairs: &[[String; 2]]) -> Diagnostic {
    let pairs: Vec<String> = pairs.iter().map(|pair| pair.join(" và ")).collect();
    let message = format!("DOCX và PDF không cùng nội dung: {}", pairs.join("; "));
    Diagnostic::warning(codes::UNMATCHED, message)
        .hint("đối chiếu bản đã sửa hoặc đã ký với bản mới; tạo lại cả hai định dạng nếu mới tạo một")
}

pub(super) fn put_back(name: &str) -> Diagnostic {
    let message = format!("lần chạy trước bị ngắt giữa chừng; {name} đã lưu lúc đó được trả về chỗ cũ");
    Diagnostic::warning(codes::INTERRUPTED, message)
}

pub(super) fn kept_from_killed_run(name: &str, old: &str) -> Diagnostic {
    let message =
        format!("lần chạy trước bị ngắt giữa chừng; bản {name} có trước lúc đó được cất thành {old}");
    Diagnostic::warning(codes::INTERRUPTED, message)
}

/// A file of a person, passed over; the new version is in another.
pub fn kept_beside(name: &str, signing: &Signing, beside: &str) -> Diagnostic {
    let what = match signing {
        Signing::Unsigned | Signing::Unreadable { why: Why::NotPdf } => {
            "không phải bản do chương trình ghi, hoặc đã được sửa"
        }
        Signing::Intact { .. } => "đã được ký số",
        signed => signed.label(),
    };
    Diagnostic::warning(codes::EDITED_BY_HAND, format!("{name} {what} nên giữ nguyên; bản mới là {beside}"))
        .hint("đối chiếu rồi chọn một bản; --force thay bằng bản mới và cất bản đang có thành “bản cũ”")
}

/// A signed file under another name than that of its document.
pub fn signed_elsewhere(found: &Returned, hint: &str) -> Diagnostic {
    let place = format!("{}/{}", found.plan, found.name.main());
    let message = match &found.occupies {
        None => format!("tệp “{}” là bản đã ký của {place}, mang tên khác", found.shown),
        Some(other) => format!(
            "tệp “{}” là bản đã ký của {place}, không phải của {}/{}: không tính là bản ký của văn bản ấy",
            found.shown,
            other.plan,
            other.name.main()
        ),
    };
    Diagnostic::warning(codes::SIGNED_ELSEWHERE, message)
        .at(Place::whole_file(found.path.clone()))
        .hint(hint.to_owned())
        .within(Scope::Year(found.year))
}

/// How such a file comes to its place.
pub const TAKE_HOME: &str = "đưa về đúng chỗ ở trang “Ký số” của bàn làm việc (kehoach mo)";

/// What is to be looked at in the signatures of a file; nothing where they are whole and nobody doubts who
/// signed.
pub fn signature(name: &str, signing: &Signing) -> Option<Diagnostic> {
    let (code, hint) = match signing {
        Signing::Unsigned => return None,
        Signing::Unreadable { why: Why::NotPdf } => {
            (codes::UNREAD_SIGNATURE, "tạo lại tệp này, hoặc lấy lại bản tốt")
        }
        Signing::Intact { signed } => {
            let refused = |signature: &Signature| {
                let by = signature.by.as_ref();
                by.is_some_and(|by| matches!(by.trust, Trust::Refused { .. }))
            };
            signed.signatures.iter().find(|signature| refused(signature))?;
            (
                codes::UNTRUSTED_SIGNER,
                "hỏi người ký; chứng thư gốc mà cơ quan tin dùng nằm ở thư mục “chung-thu” của nội dung",
            )
        }
        Signing::Changed { .. } => {
            (codes::CHANGED_AFTER_SIGNING, "lấy lại bản đã ký từ người ký hoặc từ hệ thống văn bản")
        }
        Signing::Unchecked { .. } => (codes::UNCHECKED_SIGNATURE, "kiểm tra bằng phần mềm ký số"),
        Signing::Unreadable { .. } => {
            (codes::UNREAD_SIGNATURE, "mở bằng phần mềm ký số; nếu cũng không đọc được thì lấy lại bản đã ký")
        }
    };
    Some(Diagnostic::warning(code, format!("{name} {}", signing.told())).hint(hint))
}

/// A file that somebody saved while the run was about to replace it; `kept` names a version of it that
/// could not keep its name.
pub(super) fn changed_meanwhile(name: &str, kept: Option<&str>) -> Diagnostic {
    let mut message = format!("{name} vừa được ghi bởi chương trình khác nên không thay");
    if let Some(kept) = kept {
        message.push_str(&format!("; bản vừa ghi được cất thành {kept}"));
    }
    Diagnostic::error(codes::CHANGED_MEANWHILE, message).hint("chạy lại")
}

/// Files of agencies, or annexes by themselves, that the year does not have any more.
pub(super) fn orphans(names: &[String]) -> Diagnostic {
    let message = format!(
        "{} tệp không còn ứng với kế hoạch hay phụ lục nào của năm này, vẫn giữ nguyên: {}",
        names.len(),
        names.join(", ")
    );
    Diagnostic::warning(codes::LEFTOVER, message).hint("xóa nếu không cần nữa")
}

/// New versions that a person has dealt with.
pub(super) fn superseded(names: &[String]) -> Diagnostic {
    let message = format!("còn {} bản ghi bên cạnh từ trước: {}", names.len(), names.join(", "));
    Diagnostic::warning(codes::LEFTOVER, message).hint("xóa nếu không cần nữa")
}

/// New versions that are older than the files that they stand beside.
pub(super) fn older(names: &[String]) -> Diagnostic {
    let message =
        format!("còn {} “bản mới” cũ hơn tệp chính, không dùng nữa: {}", names.len(), names.join(", "));
    Diagnostic::warning(codes::LEFTOVER, message).hint("xóa để khỏi nhầm")
}

/// Files of the folder that are not in a package, with the reason.
pub fn left_out(why: LeftOut, names: &[String]) -> Diagnostic {
    let message = format!("gói bàn giao không có {} {}: {}", names.len(), why.label(), names.join(", "));
    Diagnostic::warning(codes::LEFT_OUT_OF_PACKAGE, message)
}

/// Files of a package that this run did not bring up to the content.
pub fn behind_in_package(names: &[String]) -> Diagnostic {
    let message =
        format!("gói bàn giao có {} tệp chưa theo nội dung hiện nay: {}", names.len(), names.join(", "));
    Diagnostic::warning(codes::BEHIND_IN_PACKAGE, message).hint(
        "tạo lại mọi văn bản của kế hoạch cùng với gói: kehoach tao --zip, không ghi mã cơ quan, không ghi --format",
    )
}

/// Files of an earlier version in the folder of a year itself, where each plan now has a folder of its own:
/// what is made now would stand beside them a second time.
pub fn earlier_shape(year: &Path) -> Option<Diagnostic> {
    year.join(super::names::MANIFEST).exists().then(|| {
        let message = format!(
            "thư mục {} có các tệp do phiên bản trước tạo, nằm thẳng trong thư mục năm; nay mỗi kế hoạch có thư mục \
             riêng bên trong",
            year.display()
        );
        Diagnostic::error(codes::EARLIER_SHAPE, message).hint(
            "đổi tên thư mục năm ấy (tệp đã ký, đã sửa vẫn còn nguyên trong đó) rồi chạy lại, hoặc ghi ra chỗ khác: --out",
        )
    })
}
