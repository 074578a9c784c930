//! Bytes of a file → its text: UTF-8, LF or CRLF, composed letters (NFC).
//!
//! Clerks' files come out of Notepad, Excel and old editors. What can be recovered without doubt
//! is read and mentioned; the rest ends in a message that says how to save the file again. All
//! places of later stages count in the text made here, so the whole text is normalised first.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

use crate::diagnostic::{Diagnostic, Place, Source, codes};
use crate::text::legacy;

/// Larger files are no plans: the largest known one has some 200 kB.
const MAX_BYTES: usize = 16 << 20;

const SAVE_AS_UTF8: &str =
    "mở tệp bằng Notepad, chọn Tệp → Lưu thành… (Save as), ở ô Mã hóa (Encoding) chọn UTF-8 rồi lưu lại";

/// KH001 for a file that could not be read. The system's own words are English and stay out.
pub fn unreadable_file(path: PathBuf, error: &io::Error) -> Diagnostic {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "không có tệp này",
        io::ErrorKind::PermissionDenied => "không có quyền đọc",
        io::ErrorKind::IsADirectory => "đây là một thư mục",
        _ => "hệ thống báo lỗi khi đọc",
    };
    let message = format!("Không đọc được tệp “{}”: {reason}", path.display());
    Diagnostic::error(codes::UNREADABLE_FILE, message).at(Place::whole_file(path))
}

/// The text of a file, ready for [`read`](super::read). `path` is shown to the user as it is.
pub fn load_source(path: PathBuf, bytes: Vec<u8>, findings: &mut Vec<Diagnostic>) -> Option<Arc<Source>> {
    if bytes.len() > MAX_BYTES {
        let message = format!("Tệp quá lớn: quá {} MB", MAX_BYTES >> 20);
        findings.push(Diagnostic::error(codes::BUDGET, message).at(Place::whole_file(path)));
        return None;
    }
    let decoded = decode(bytes);
    let source = Arc::new(Source { path, text: normalise(decoded.text) });
    let usable = !matches!(decoded.remark, Remark::Damaged | Remark::Unknown | Remark::NotText);
    let lost = if usable { lost_letters(&source) } else { None };
    if lost.as_ref().is_some_and(Diagnostic::is_error) {
        // To be saved anew as UTF-8 brings nothing back.
        findings.extend(lost);
        return None;
    }
    findings.extend(lost);
    if let Some(finding) = remark(&decoded.remark, &source) {
        findings.push(finding);
    }
    usable.then_some(source)
}

/// Words with "?" in the place of Vietnamese letters. One may be a slip; several are what is left of a file that
/// was saved as "ANSI": it would be printed as it stands, and its headings are not those that others name.
fn lost_letters(source: &Arc<Source>) -> Option<Diagnostic> {
    let text = &source.text;
    let in_comment = |at: usize| {
        let line = &text[text[..at].rfind('\n').map_or(0, |end| end + 1)..at];
        line.trim_start().starts_with('#') || line.contains(" #")
    };
    let mut lost = legacy::lost(text).filter(|range| !in_comment(range.start));
    let first = lost.next()?;
    let count = 1 + lost.count();
    let word = &text[first.clone()];
    let finding = if count == 1 {
        Diagnostic::warning(codes::ENCODING, format!("“{word}” có dấu “?” ở chỗ của một chữ cái"))
            .hint("gõ lại chữ này")
    } else {
        let message = format!(
            "{count:02} chữ có dấu “?” ở chỗ của chữ tiếng Việt, trước hết là “{word}”: tệp đã có lần được lưu bằng \
             bảng mã ANSI, những chữ cái ấy không còn trong tệp"
        );
        Diagnostic::error(codes::ENCODING, message).hint(
            "lấy lại bản trước của tệp (bản sao lưu, bản ở máy khác), sửa lại rồi lưu bằng Notepad với Mã hóa \
             (Encoding) là UTF-8; không còn bản nào thì gõ lại các chữ ấy",
        )
    };
    Some(finding.at(Place::new(source, first)))
}

struct Decoded {
    text: String,
    remark: Remark,
}

/// What is to be said about the encoding.
enum Remark {
    Nothing,
    Utf16(&'static str),
    Windows1258,
    /// UTF-8 or UTF-16 with bytes that belong to no character.
    Damaged,
    /// Neither UTF-8 nor plausible Windows-1258.
    Unknown,
    NotText,
}

fn decode(bytes: Vec<u8>) -> Decoded {
    let bytes = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => return decode_utf16(rest, encoding_rs::UTF_16LE, "UTF-16 LE"),
        [0xFE, 0xFF, rest @ ..] => return decode_utf16(rest, encoding_rs::UTF_16BE, "UTF-16 BE"),
        // Without a byte order mark: a file starts with an ASCII key or a comment.
        [first, 0, ..] if *first != 0 => return decode_utf16(&bytes, encoding_rs::UTF_16LE, "UTF-16 LE"),
        [0, second, ..] if *second != 0 => return decode_utf16(&bytes, encoding_rs::UTF_16BE, "UTF-16 BE"),
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        _ => bytes,
    };
    let (text, remark) = match String::from_utf8(bytes) {
        Ok(text) => (text, Remark::Nothing),
        Err(error) => decode_legacy(error.as_bytes()),
    };
    let remark = if text.contains('\0') { Remark::NotText } else { remark };
    Decoded { text, remark }
}

fn decode_utf16(bytes: &[u8], encoding: &'static encoding_rs::Encoding, name: &'static str) -> Decoded {
    let (text, damaged) = encoding.decode_without_bom_handling(bytes);
    let remark = if text.contains('\0') {
        Remark::NotText
    } else if damaged {
        Remark::Damaged
    } else {
        Remark::Utf16(name)
    };
    Decoded { text: text.into_owned(), remark }
}

/// Bytes that are not UTF-8: a damaged UTF-8 file, or one in an older code page.
fn decode_legacy(bytes: &[u8]) -> (String, Remark) {
    let (mut sound, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    if sound > broken {
        return (String::from_utf8_lossy(bytes).into_owned(), Remark::Damaged);
    }
    let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    let remark = if reads_as_vietnamese(&text) { Remark::Windows1258 } else { Remark::Unknown };
    (text.into_owned(), remark)
}

/// True where the tone marks stand on vowels and no sign stands inside a word. Text of the older
/// Vietnamese code pages (TCVN3, VNI), read as Windows-1258, is full of signs inside words.
fn reads_as_vietnamese(text: &str) -> bool {
    let is_control = |c| matches!(c, '\u{80}'..='\u{9F}');
    let is_sign = |c| matches!(c, '\u{A1}'..='\u{BF}');
    let (mut letters, mut strange) = (0_usize, 0_usize);
    let mut previous = ' ';
    for character in text.chars() {
        if is_combining_mark(character) {
            let vowel = "aăâeêioôơuưy".contains(previous.to_lowercase().next().unwrap_or(' '));
            if vowel { letters += 1 } else { strange += 1 }
        } else if is_control(character) || is_sign(character) && previous.is_alphabetic() {
            strange += 1;
        } else if !character.is_ascii() && character.is_alphabetic() {
            letters += 1;
        }
        previous = character;
    }
    letters > strange * 8
}

/// Composed letters, and no line break that the places do not know: a lone CR (old Macintosh
/// files) becomes LF, CRLF stays.
fn normalise(text: String) -> String {
    let text = match is_composed(&text) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => text,
        false => text.nfc().collect(),
    };
    if !text.contains('\r') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let lone = character == '\r' && characters.peek() != Some(&'\n');
        out.push(if lone { '\n' } else { character });
    }
    out
}

/// Whether a text has only characters that are the same in the composed form, told without a table: those
/// below U+0300, Vietnamese letters above them and common marks. Nearly every file has no others.
fn is_composed(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        // The bytes behind the first one of a character, and the first one of those below U+0300.
        ..=0xcb => true,
        0xe1 => matches!(bytes.get(at + 1..at + 3), Some([0xba, 0xa0..=0xbf] | [0xbb, ..=0xb9])),
        0xe2 => matches!(bytes.get(at + 1..at + 3), Some([0x80, 0x93 | 0x9c | 0x9d | 0xa6])),
        _ => false,
    })
}

fn remark(remark: &Remark, source: &Arc<Source>) -> Option<Diagnostic> {
    let finding = match remark {
        Remark::Nothing => return None,
        Remark::Utf16(name) => Diagnostic::info(
            codes::ENCODING,
            format!("Tệp được lưu bằng bảng mã {name}; đã đọc được, nhưng nên lưu lại bằng UTF-8"),
        ),
        Remark::Windows1258 => Diagnostic::warning(
            codes::ENCODING,
            "Tệp không phải UTF-8, có lẽ được lưu bằng bảng mã Windows-1258; đã đọc theo bảng mã này, \
             cần xem lại dấu của các chữ",
        ),
        Remark::Damaged => Diagnostic::error(
            codes::ENCODING,
            "Tệp có chỗ hỏng: có byte không thuộc chữ nào của bảng mã Unicode",
        ),
        Remark::Unknown => Diagnostic::error(
            codes::ENCODING,
            "Tệp không phải UTF-8 và không rõ bảng mã (có thể là TCVN3, VNI hoặc VISCII)",
        ),
        Remark::NotText => {
            let message = "Tệp không phải tệp văn bản YAML (có byte 0), có thể là tệp Word hoặc Excel";
            let hint = "tệp có thể đã hỏng khi máy mất điện hoặc khi chép dở: lấy lại bản trước (bản sao lưu, bản ở máy khác); \
                        tệp khác loại thì chuyển ra khỏi thư mục nội dung";
            return Some(
                Diagnostic::error(codes::ENCODING, message)
                    .at(Place::whole_file(source.path.clone()))
                    .hint(hint),
            );
        }
    };
    let at = source.text.find('\u{FFFD}').unwrap_or(0);
    let end = source.text[at..].chars().next().map_or(at, |first| at + first.len_utf8());
    let hint = match remark {
        Remark::Damaged => "xem lại chữ ở chỗ này, gõ lại rồi lưu tệp bằng UTF-8",
        Remark::Unknown => "chuyển văn bản sang Unicode (ví dụ bằng UniKey Toolkit) rồi lưu tệp bằng UTF-8",
        _ => SAVE_AS_UTF8,
    };
    Some(finding.at(Place::new(source, at..end)).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_for_composed_is_changed_by_nothing_beside_it() {
        for c in '\0'..=char::MAX {
            if !is_composed(&c.to_string()) {
                continue;
            }
            for text in [c.to_string(), format!("a{c}"), format!("ă{c}e"), format!("{c}ữ")] {
                assert_eq!(text.nfc().collect::<String>(), text, "U+{:04X}", u32::from(c));
            }
        }
        assert!(is_composed("Kế hoạch “cải thiện” – năm 2025…"));
        assert!(!is_composed("Ke\u{302}\u{301} hoạch"));
    }
}
