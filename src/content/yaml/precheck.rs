//! What a YAML parser passes over or reports in a way that helps nobody: tabs and no-break spaces
//! in the indentation, control characters and invisible ones. Looks at lines; knows of YAML only
//! where block scalars begin and end.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::fault::Fault;
use crate::diagnostic::{Diagnostic, Place, Severity, Source, codes};

/// More invisible characters than this in one file are counted, not listed.
const MAX_LISTED: usize = 10;

/// Reports the faults of the lines and returns where indentation is broken: syntax errors that
/// the parser finds right there are consequences.
pub(super) fn precheck(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Vec<Range<usize>> {
    invisible_characters(source, findings);
    let broken = broken_indentation(&source.text);
    report_indentation(source, &broken, findings);
    broken.into_iter().map(|fault| fault.line).collect()
}

/// The text with every character that the parser refuses, and that is reported above, replaced by
/// underscores of the same length: the rest of the file can still be read, at the same places.
pub(super) fn without_refused_characters(text: &str) -> Cow<'_, str> {
    let refused = |c: char| name_invisible(c).is_some_and(|(severity, _)| severity == Severity::Error);
    if !text.contains(refused) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if refused(character) {
            out.extend(std::iter::repeat_n('_', character.len_utf8()));
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// A line whose indentation holds something else than spaces.
struct Indentation {
    code: &'static str,
    number: usize,
    line: Range<usize>,
    /// The first wrong character.
    wrong: Range<usize>,
}

fn broken_indentation(text: &str) -> Vec<Indentation> {
    let mut faults = Vec::new();
    let mut block: Option<BlockScalar> = None;
    let mut offset = 0;
    for (index, raw) in text.split_inclusive('\n').enumerate() {
        let line = raw.trim_end_matches(['\n', '\r']);
        let start = offset;
        offset += raw.len();
        if line.trim().is_empty() {
            continue;
        }
        let spaces = line.len() - line.trim_start_matches(' ').len();
        if block.as_mut().is_some_and(|block| block.holds(spaces)) {
            continue;
        }
        let first = line[spaces..].chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            let code = if first == '\t' { codes::TAB_INDENTATION } else { codes::SPACE_INDENTATION };
            let wrong = start + spaces..start + spaces + first.len_utf8();
            faults.push(Indentation { code, number: index + 1, line: start..start + line.len(), wrong });
            // Where the line belongs is unknown; in a block scalar it most likely is text.
            continue;
        }
        block = BlockScalar::opened_by(line, spaces);
    }
    faults
}

/// A `>-` or `|` text whose lines are being passed over.
struct BlockScalar {
    /// Column of the key or dash; text stands further to the right.
    parent: usize,
}

impl BlockScalar {
    fn holds(&self, spaces: usize) -> bool {
        spaces > self.parent
    }

    fn opened_by(line: &str, spaces: usize) -> Option<Self> {
        let mut parent = spaces;
        let mut rest = &line[spaces..];
        rest = rest.split_once(" #").map_or(rest, |(before, _)| before).trim_end();
        if rest.starts_with('#') {
            return None;
        }
        let mut dash = None;
        while let Some(after) = rest.strip_prefix("- ") {
            dash = Some(parent);
            let trimmed = after.trim_start_matches(' ');
            parent += rest.len() - trimmed.len();
            rest = trimmed;
        }
        let value = match rest.rsplit_once(": ") {
            Some((_, value)) => value.trim_start(),
            None => {
                parent = dash?;
                rest
            }
        };
        is_block_header(value).then_some(Self { parent })
    }
}

/// `>`, `|`, with `+`, `-` or a digit.
fn is_block_header(value: &str) -> bool {
    value.strip_prefix(['>', '|']).is_some_and(|marks| {
        marks.len() <= 2 && marks.chars().all(|mark| mark == '+' || mark == '-' || mark.is_ascii_digit())
    })
}

/// One finding for every run of lines with the same fault.
fn report_indentation(source: &Arc<Source>, faults: &[Indentation], findings: &mut Vec<Diagnostic>) {
    let same_run = |a: &Indentation, b: &Indentation| a.code == b.code && a.number + 1 == b.number;
    for run in faults.chunk_by(same_run) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let lines = if run.len() == 1 {
            String::new()
        } else {
            format!(" (từ dòng {} đến dòng {})", first.number, last.number)
        };
        let message = if first.code == codes::TAB_INDENTATION {
            format!("Dòng thụt đầu bằng phím Tab{lines}; YAML chỉ nhận dấu cách")
        } else {
            format!("Dòng thụt đầu bằng dấu cách đặc biệt{lines}, không phải dấu cách thường")
        };
        findings.push(
            Diagnostic::error(first.code, message)
                .at(Place::new(source, first.wrong.clone()))
                .hint("xóa phần thụt đầu dòng và gõ lại bằng phím cách, mỗi cấp hai dấu cách"),
        );
    }
}

fn invisible_characters(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) {
    let invisible =
        source.text.char_indices().filter_map(|(at, found)| Some((at, found, name_invisible(found)?)));
    let mut listed = 0;
    let mut more = 0;
    for (at, found, (severity, name)) in invisible {
        if listed == MAX_LISTED {
            more += 1;
            continue;
        }
        listed += 1;
        findings.push(
            Diagnostic {
                severity,
                ..Diagnostic::error(codes::INVISIBLE_CHARACTER, says_invisible(name, found))
            }
            .at(Place::new(source, at..at + found.len_utf8()))
            .hint("xóa ký tự này (đặt con trỏ ngay sau rồi bấm Backspace)"),
        );
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
}

/// The finding about a character that an escape such as `"\u0001"` brings into a text, and how bad
/// it is: the file itself does not hold it.
pub(super) fn escaped_invisible(text: &str, range: &Range<usize>) -> Option<(Severity, Fault)> {
    let named = text.chars().filter_map(|found| Some((found, name_invisible(found)?)));
    let (found, (severity, name)) = named.max_by_key(|(_, (severity, _))| *severity)?;
    let fault = Fault::new(codes::INVISIBLE_CHARACTER, range.clone(), says_invisible(name, found));
    Some((severity, fault.hint("xóa mã “\\…” của ký tự này trong dấu nháy kép")))
}

fn says_invisible(name: &str, found: char) -> String {
    format!("Có ký tự không nhìn thấy: {name} (U+{:04X})", u32::from(found))
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
