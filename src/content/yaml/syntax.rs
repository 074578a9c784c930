//! The parser's errors in Vietnamese, and repairs that let it find the next one.
//!
//! The parser stops at its first error. Where it is clear which one character of a sentence it
//! stumbled over, that character is replaced in a working copy and the copy is read again: places
//! stay right, and all such sentences of a file are reported at once.

use granit_parser::{ErrorKind, ScanError};

use super::build::too_deep;
use super::fault::{Fault, is_key_like};
use crate::diagnostic::{char_boundary, codes};
use crate::text::lines::line_start;

const USE_BLOCK: &str =
    "viết “>-” sau dấu hai chấm của khóa, xuống dòng, thụt vào hai dấu cách rồi viết câu ở đó";

/// How a footnote begins in a sentence.
const NOTES: [&str; 2] = ["[chú thích", "[Chú thích"];

pub(super) struct Explained {
    pub(super) fault: Fault,
    pub(super) repair: Option<Repair>,
}

/// Replace the byte at `at`, an ASCII character, to go on reading.
pub(super) struct Repair {
    pub(super) at: usize,
    pub(super) with: &'static str,
    /// False where the repaired tree has another shape than the clerk meant.
    pub(super) keeps_shape: bool,
}

pub(super) fn explain(text: &str, error: &ScanError) -> Explained {
    let at = char_boundary(text, error.marker().byte_offset().unwrap_or(0));
    match error.kind() {
        // Its bracket opens a list within the list that the sentence stands in.
        _ if NOTES.iter().any(|note| text[at..].starts_with(note)) => {
            let message = "Câu có “[chú thích: …]” trong danh sách [ ] phải đặt trong ngoặc kép";
            let hint = "đặt cả câu trong ngoặc kép, hoặc viết mỗi câu một dòng bắt đầu bằng “- ”";
            let fault = Fault::new(codes::SYNTAX, shown(text, at), message).hint(hint);
            Explained { fault, repair: None }
        }
        ErrorKind::MappingValueNotAllowed => colon(text, at),
        ErrorKind::CommentInterceptedScalar => {
            let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
            let message = "Câu bị “ #” cắt ngang: “ #” mở đầu một chú thích";
            let fault = Fault::new(codes::SYNTAX, at..end, message).hint(USE_BLOCK);
            Explained { fault, repair: repair(text, at, '#', true) }
        }
        ErrorKind::UnexpectedCharacter { character } => {
            Explained { fault: opening(text, at, *character), repair: repair(text, at, *character, true) }
        }
        ErrorKind::RecursionLimitExceeded => Explained { fault: too_deep(at..at), repair: None },
        _ if let Some(sign) = opening_sign(text, at) => {
            Explained { fault: opening(text, at, sign), repair: None }
        }
        kind => {
            let (message, hint) = describe(kind);
            let fault = Fault::new(codes::SYNTAX, shown(text, at), message).hint(hint);
            Explained { fault, repair: None }
        }
    }
}

/// A sign with which no value begins, since it means something to YAML there.
fn opening(text: &str, at: usize, sign: char) -> Fault {
    let message = format!("Giá trị không được bắt đầu bằng “{sign}”");
    Fault::new(codes::SYNTAX, at..at + sign.len_utf8(), message).hint(quoted(&text[at..]))
}

/// That a value is to be put in quotes, shown where it is short; `from` is what begins with it.
fn quoted(from: &str) -> String {
    const SHORT: usize = 24;
    let end = from.find(['\n', '\r', ',', ']', '}']).unwrap_or(from.len());
    let value = from[..end].split(" #").next().unwrap_or_default().trim_end();
    if value.chars().count() <= SHORT && !value.contains(['"', '\\']) {
        return format!("đặt giá trị trong ngoặc kép: \"{value}\"");
    }
    format!("đặt cả giá trị trong ngoặc kép, hoặc {USE_BLOCK}")
}

/// The sign at an error, where it is one with which a value begins. A dash there is that of a list, mostly.
fn opening_sign(text: &str, at: usize) -> Option<char> {
    let sign = text[at..].chars().next().filter(|sign| matches!(sign, '?' | '|' | '>' | ':'))?;
    let line = &text[line_start(text, at)..at];
    let goes_on = text[at + 1..].starts_with(' ');
    // Alone behind a key the sign begins a block.
    let of_key = line.ends_with(": ") || line.trim_end().ends_with(':') && line.ends_with(' ');
    (goes_on && (of_key || line.ends_with("- ") || line.ends_with([',', '[']) || line.ends_with(", ")))
        .then_some(sign)
}

/// The character at an error; at the end of a line or of the file, the last one before it.
fn shown(text: &str, at: usize) -> std::ops::Range<usize> {
    let rest = &text[at..];
    match rest.chars().next() {
        Some(character) if !character.is_whitespace() => at..at + character.len_utf8(),
        Some(_) => at..at,
        None => {
            let end = text.trim_end().len();
            let start = text[..end].char_indices().next_back().map_or(0, |(start, _)| start);
            start..end
        }
    }
}

fn repair(text: &str, at: usize, expected: char, keeps_shape: bool) -> Option<Repair> {
    let found = text[at..].starts_with(expected) && expected.is_ascii();
    found.then_some(Repair { at, with: ";", keeps_shape })
}

/// A second `: ` in a line, or a key where the lines above leave no room for one.
fn colon(text: &str, at: usize) -> Explained {
    let before = text[line_start(text, at)..at].trim_start_matches([' ', '-']);
    let misplaced_key = !before.contains(": ") && is_key_like(before);
    let fault = if misplaced_key {
        let message = format!("Khóa “{before}” thụt đầu dòng sai: không thẳng hàng với khóa nào ở trên");
        Fault::new(codes::SYNTAX, at - before.len()..at, message)
            .hint("các khóa cùng nhóm phải thụt vào như nhau; dòng tiếp của một câu phải ở trong khối >-")
    } else {
        Fault::new(codes::SYNTAX, at..at + 1, "Câu có dấu hai chấm “: ” phải viết trong khối >-")
            .hint(USE_BLOCK)
    };
    Explained { fault, repair: repair(text, at, ':', !misplaced_key) }
}

fn describe(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => (
            "Dấu nháy mở ở phía trên chưa có dấu nháy đóng",
            "thêm dấu nháy đóng, hoặc viết câu trong khối >- để không cần dấu nháy",
        ),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => {
            ("Sau dấu nháy đóng còn chữ", "nếu dấu nháy là một phần của câu, viết cả câu trong khối >-")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => (
            "Dấu “\\” trong dấu nháy kép không đi với chữ này",
            "viết hai dấu “\\\\”, hoặc viết câu trong khối >-",
        ),
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidColonPlacement
        | E::InvalidFlowScalarIndent
        | E::FlowMappingValueAdjacentCollection
        | E::BlockEntryInFlowCollection => (
            "Danh sách [ ] hoặc nhóm { } chưa đóng ngoặc, hoặc thiếu dấu phẩy giữa các mục",
            "đóng ngoặc, hoặc viết mỗi mục một dòng bắt đầu bằng “- ”",
        ),
        E::MisplacedFlowCollectionEnd | E::MismatchedFlowCollectionEnd { .. } => (
            "Dấu đóng ngoặc không khớp với dấu mở ngoặc",
            "nếu dấu ngoặc là một phần của câu, viết câu trong khối >-",
        ),
        _ => describe_block(kind),
    }
}

fn describe_block(kind: &ErrorKind) -> (&'static str, &'static str) {
    use ErrorKind as E;
    match kind {
        E::SimpleKeyExpected | E::InvalidSimpleKey => (
            "Dòng này không có dạng “khóa: giá trị”",
            "sau khóa phải có dấu hai chấm và một dấu cách; câu nhiều dòng viết trong khối >- và thụt vào",
        ),
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation => (
            "Dòng thụt đầu sai hoặc đặt sai chỗ: không khớp với nhóm khóa hay danh sách ở trên",
            "các khóa của một nhóm, các dấu “- ” của một danh sách phải thẳng hàng",
        ),
        E::BlockSequenceEntryNotAllowed | E::InvalidBlockEntryWhitespace => (
            "Dấu “- ” của danh sách đặt sai chỗ",
            "danh sách bắt đầu ở dòng dưới khóa, mỗi mục một dòng “- ”; nếu “-” là chữ của giá trị thì đặt giá trị trong ngoặc kép",
        ),
        E::InvalidBlockScalarHeader
        | E::ZeroBlockScalarIndent
        | E::InvalidBlockScalarIndent
        | E::TabAtBlockScalarStart => (
            "Khối chữ “>-” viết sai",
            "sau “>-” phải xuống dòng; các dòng chữ ở dưới thụt vào như nhau bằng dấu cách",
        ),
        E::TabInBlockIndentation | E::TabInIndentation | E::TabNotAllowed | E::TabInPlainScalar => {
            ("Có dấu Tab ở chỗ YAML chỉ nhận dấu cách", "thay Tab bằng dấu cách")
        }
        E::ExpectedWhitespace | E::CommentNotSeparated | E::InvalidMappingValueWhitespace => {
            ("Thiếu dấu cách ở chỗ này", "sau dấu hai chấm và trước “#” phải có một dấu cách")
        }
        E::UnexpectedEof | E::UnexpectedEofBlockMapping | E::UnexpectedEofBlockSequence => {
            ("Tệp kết thúc giữa chừng hoặc có ký tự đặt sai chỗ", "xem lại dòng này và dòng ngay trên")
        }
        E::BomInsideDocument => ("Có dấu thứ tự byte (BOM) nằm giữa tệp", "xóa ký tự không nhìn thấy này"),
        _ => (
            "Chỗ này không đúng cú pháp YAML",
            "xem lại dòng này và dòng ngay trên; câu có ký tự đặc biệt phải viết trong khối >-",
        ),
    }
}
