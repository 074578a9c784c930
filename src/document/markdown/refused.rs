//! What a template's Markdown may not have: nothing of it is printed in another way, or left out without a word.

use crate::diagnostic::{Diagnostic, codes};
use crate::text::origin::unmarked;

/// A construct outside the subset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    message: String,
    hint: Option<&'static str>,
    /// The words that it stands at, as far as they go on one line.
    pub near: String,
}

/// Characters that are enough to find a place.
const SHOWN: usize = 60;

impl Refused {
    pub(super) fn new(what: &str, near: &str) -> Self {
        let near: String = unmarked(near).trim().chars().take(SHOWN).collect();
        Self { message: format!("mẫu tạo ra {what} gần “{near}”"), hint: None, near }
    }

    /// For people; where it stands in the template is not known here.
    pub fn finding(&self) -> Diagnostic {
        let finding = Diagnostic::error(codes::MARKDOWN, self.message.clone());
        match self.hint {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }
}

/// The first character that no format can hold or that none shows.
pub(super) fn character(markdown: &str) -> Option<Refused> {
    // Few texts have a byte with which one begins; many at a time are looked at.
    let begins = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef);
    let may_have =
        markdown.as_bytes().chunks(64).any(|bytes| bytes.iter().fold(false, |any, byte| any | begins(byte)));
    let at = if may_have { markdown.find(is_refused)? } else { return None };
    let code = markdown[at..].chars().next().map_or(0, u32::from);
    let near: String = markdown[..at].chars().rev().take_while(|c| *c != '\n').take(40).collect();
    let near = unmarked(&near.chars().rev().collect::<String>()).trim().to_owned();
    Some(Refused {
        message: format!("mẫu tạo ra ký tự điều khiển U+{code:04X} sau “{near}”"),
        hint: Some("xóa ký tự này trong mẫu, thường do sao chép từ tệp khác"),
        near,
    })
}

fn is_refused(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The line in which a byte of the text stands.
pub(super) fn line(markdown: &str, at: usize) -> &str {
    let start = markdown[..at].rfind('\n').map_or(0, |at| at + 1);
    let end = markdown[at..].find('\n').map_or(markdown.len(), |end| at + end);
    &markdown[start..end]
}

/// The cells of a row as it is typed, also those that no column is there for.
pub(super) fn cells(row: &str) -> Vec<&str> {
    let row = row.trim_end();
    let mut cells = Vec::new();
    let mut from = row.len() - row.trim_start().len();
    from += usize::from(row[from..].starts_with('|'));
    let mut at = from;
    while at < row.len() {
        let rest = &row.as_bytes()[at..];
        match rest {
            // The reader of Markdown takes the sign behind two strokes for a letter, too.
            [b'\\', b'\\', b'|', ..] => at += 3,
            [b'\\', next, ..] if next.is_ascii_punctuation() => at += 2,
            [b'|', ..] => {
                cells.push(&row[from..at]);
                at += 1;
                from = at;
            }
            _ => at += 1,
        }
    }
    if from < row.len() {
        cells.push(&row[from..]);
    }
    cells
}
