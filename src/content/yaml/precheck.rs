//! What a YAML parser passes over or reports in a way that helps nobody: what the lines show
//! ([`surface`]), control characters and invisible ones.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::fault::Fault;
use super::mended::Edit;
use super::surface::{self, Indentation, Slip, Surface, WrongSpace};
use crate::diagnostic::{Diagnostic, Place, Severity, Source, Topic, codes};
use crate::text::legacy;

/// More invisible characters than this in one file are counted, not listed.
const MAX_LISTED: usize = 10;

/// More slips than this are not listed: nobody mends them one by one.
const MAX_SLIPS: usize = 200;

/// What the parser is to be spared.
pub(super) struct Precheck<'s> {
    /// The text without the characters that the parser refuses.
    pub(super) text: Cow<'s, str>,
    /// Where the indentation is broken first: what the parser makes of the lines from there on says
    /// nothing.
    pub(super) broken_from: Option<usize>,
    /// Where what is reported here does harm to the structure of its line: a strange character in a text does none.
    pub(super) harmed: Vec<usize>,
    /// How slips that are reported here are mended for the parser.
    pub(super) edits: Vec<Edit>,
    /// False where the mended text may have another shape than the clerk meant.
    pub(super) keeps_shape: bool,
}

/// Reports what the lines and characters show.
pub(super) fn precheck<'s>(source: &'s Arc<Source>, findings: &mut Vec<Diagnostic>) -> Precheck<'s> {
    let text = match invisible_characters(source, findings) {
        Some(Severity::Error) => Cow::Owned(without_refused_characters(&source.text)),
        _ => Cow::Borrowed(source.text.as_str()),
    };
    let Surface { broken, slips } = surface::surface(&source.text);
    let mut found = Precheck {
        text,
        broken_from: broken.first().map(|first| first.line.start),
        harmed: report_indentation(source, &broken, findings),
        edits: Vec::new(),
        keeps_shape: broken.is_empty(),
    };
    for Slip { fault, edits, keeps_shape } in slips.into_iter().take(MAX_SLIPS) {
        found.harmed.push(fault.range.start);
        findings.push(fault.into_diagnostic(source));
        found.edits.extend(edits);
        found.keeps_shape &= keeps_shape;
    }
    found
}

/// The text with every character that the parser refuses, and that is reported above, replaced by
/// underscores of the same length: the rest of the file can still be read, at the same places.
fn without_refused_characters(text: &str) -> String {
    let refused = |c: char| name_invisible(c).is_some_and(|(severity, _)| severity == Severity::Error);
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if refused(character) {
            out.extend(std::iter::repeat_n('_', character.len_utf8()));
        } else {
            out.push(character);
        }
    }
    out
}

/// One finding for every run of lines with the same fault; where each of them points.
fn report_indentation(
    source: &Arc<Source>,
    faults: &[Indentation],
    findings: &mut Vec<Diagnostic>,
) -> Vec<usize> {
    let mut at = Vec::new();
    let same_run = |a: &Indentation, b: &Indentation| a.is_of == b.is_of && a.ordinal + 1 == b.ordinal;
    for run in faults.chunk_by(same_run) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let lines = if run.len() == 1 {
            String::new()
        } else {
            format!(" (từ dòng {} đến dòng {})", first.number, last.number)
        };
        let (code, message) = match first.is_of {
            WrongSpace::Tab => {
                let message = format!("Dòng thụt đầu bằng phím Tab{lines}; YAML chỉ nhận dấu cách");
                (codes::TAB_INDENTATION, message)
            }
            WrongSpace::Other => {
                let message =
                    format!("Dòng thụt đầu bằng dấu cách đặc biệt{lines}, không phải dấu cách thường");
                (codes::SPACE_INDENTATION, message)
            }
        };
        at.push(first.wrong.start);
        findings.push(
            Diagnostic::error(code, message)
                .at(Place::new(source, first.wrong.clone()))
                .hint("xóa phần thụt đầu dòng và gõ lại bằng phím cách, mỗi cấp hai dấu cách"),
        );
    }
    at
}

/// Reports the invisible characters of a text; how bad the worst of them is.
fn invisible_characters(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Option<Severity> {
    if !may_have_invisible(&source.text) {
        return None;
    }
    let invisible =
        source.text.char_indices().filter_map(|(at, found)| Some((at, found, name_invisible(found)?)));
    let mut worst = None;
    let mut listed = 0;
    let mut more = 0;
    for (at, found, (severity, name)) in invisible {
        worst = worst.max(Some(severity));
        if listed == MAX_LISTED {
            more += 1;
            continue;
        }
        listed += 1;
        let message = says_invisible(name, found);
        let finding = Diagnostic { severity, ..Diagnostic::error(codes::INVISIBLE_CHARACTER, message) };
        // What has no shape here may be a letter there: ư of TCVN3 is the soft hyphen of Unicode.
        let hint = match legacy::word_at(&source.text, at) {
            Some(reads) => format!("đừng xóa: chữ của bảng mã cũ, gõ lại là “{reads}”"),
            None if found == '\u{FFFD}' => "gõ lại chữ bị hỏng ở chỗ này, đối chiếu với bản gốc".to_owned(),
            None => "xóa ký tự này (đặt con trỏ ngay sau rồi bấm Backspace)".to_owned(),
        };
        let finding = finding.about(Topic::StrangeCharacter);
        findings.push(finding.at(Place::new(source, at..at + found.len_utf8())).hint(hint));
    }
    if more > 0 {
        findings.push(
            Diagnostic::warning(
                codes::INVISIBLE_CHARACTER,
                format!("Còn {more} ký tự không nhìn thấy khác trong tệp"),
            )
            .at(Place::new(source, 0..0)),
        );
    }
    worst
}

/// The finding about a character that an escape such as `"\u0001"` brings into a text, and how bad
/// it is: the file itself does not hold it.
pub(super) fn escaped_invisible(text: &str, range: &Range<usize>) -> Option<(Severity, Fault)> {
    let named = text.chars().filter_map(|found| Some((found, name_invisible(found)?)));
    let (found, (severity, name)) = named.max_by_key(|(_, (severity, _))| *severity)?;
    let fault = Fault::new(codes::INVISIBLE_CHARACTER, range.clone(), says_invisible(name, found));
    Some((
        severity,
        fault.about(Topic::StrangeCharacter).hint("xóa mã “\\…” của ký tự này trong dấu nháy kép"),
    ))
}

fn says_invisible(name: &str, found: char) -> String {
    format!("Có ký tự không nhìn thấy: {name} (U+{:04X})", u32::from(found))
}

/// Whether it pays to look for what [`name_invisible`] names: one pass over the bytes, and most texts have
/// none with which such a character begins.
fn may_have_invisible(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xef);
    // Without a way out before the end, many bytes are looked at at a time.
    bytes.iter().fold(false, |any, byte| any | begins(byte))
        || memchr::memchr2_iter(0xc2, 0xe2, bytes).any(|at| match bytes[at..] {
            [0xc2, next, ..] => next < 0xa0 || next == 0xad,
            [0xe2, 0x80, 0x8b..=0x8f | 0xa8..=0xae, ..] | [0xe2, 0x81, ..] => true,
            _ => false,
        })
}

/// Invisible characters are a warning where they do no harm in print, an error where Word or the
/// parser refuses them.
fn name_invisible(character: char) -> Option<(Severity, &'static str)> {
    let error = |name| Some((Severity::Error, name));
    let warning = |name| Some((Severity::Warning, name));
    match character {
        '\t' | '\n' | '\r' => None,
        '\u{0B}' => error("dấu xuống dòng mềm của Word"),
        '\u{0C}' => error("dấu ngắt trang"),
        '\u{1E}' | '\u{1F}' => error("dấu gạch nối đặc biệt của Word"),
        '\u{FEFF}' => error("dấu thứ tự byte (BOM) nằm giữa tệp"),
        '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => error("ký tự điều khiển"),
        '\u{FFFE}' | '\u{FFFF}' => error("mã không phải ký tự"),
        '\u{FFFD}' => error("dấu thay cho chữ đã hỏng"),
        '\u{AD}' => warning("dấu gạch nối mềm"),
        '\u{200B}' => warning("dấu cách có độ rộng bằng không"),
        '\u{200C}' | '\u{200D}' | '\u{2060}' => warning("dấu nối có độ rộng bằng không"),
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            warning("dấu đổi chiều viết")
        }
        '\u{2028}' | '\u{2029}' => warning("dấu xuống dòng đặc biệt"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_has_a_name_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|c| name_invisible(*c).is_some()) {
            assert!(may_have_invisible(&format!("a{c}b")), "U+{:04X}", u32::from(c));
            assert!(may_have_invisible(&c.to_string()), "U+{:04X}", u32::from(c));
        }
        assert!(!may_have_invisible("Kế hoạch “cải thiện” – năm 2025…\r\n\tĐoạn\u{a0}hai"));
    }
}
