//! Spaces and marks: a space before a mark or none behind it, marks typed twice, straight quotes, long dashes,
//! brackets that nothing closes.

use std::ops::Range;

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::letters::is_alphabetic;
use crate::text::syllable::is_syllable;

/// What is wrong with the marks of a text, in one pass over it.
pub(super) fn check(text: &Written, found: &mut Found) {
    if matches!(text.field, Field::Code | Field::Date | Field::Number | Field::Symbol | Field::HeaderLine) {
        return;
    }
    let addresses = addresses(&text.text);
    let mut marks = Marks { text, found, told: Told::default(), open: None, quotes: 0 };
    let (mut second, mut previous) = (' ', '\n');
    let mut characters = text.text.char_indices().peekable();
    while let Some((at, current)) = characters.next() {
        // Letters, digits and spaces are nearly all of a text.
        if !current.is_ascii_alphanumeric() && current != ' ' && !is_alphabetic(current) {
            let next = characters.peek().map_or('\n', |(_, next)| *next);
            if !addresses.iter().any(|address| address.contains(&at)) {
                marks.mark(&Around { second, previous, current, next, at });
            }
        }
        (second, previous) = (previous, current);
    }
    marks.close();
}

/// The words of a text that are addresses: marks have their own meaning there.
fn addresses(text: &str) -> Vec<Range<usize>> {
    const SIGNS: [&str; 3] = ["://", "www.", "@"];
    if memchr::memchr3(b':', b'w', b'@', text.as_bytes()).is_none()
        || !SIGNS.iter().any(|sign| text.contains(sign))
    {
        return Vec::new();
    }
    let base = text.as_ptr() as usize;
    let words = text.split_whitespace().filter(|word| SIGNS.iter().any(|sign| word.contains(sign)));
    let bare = words.map(|word| word.trim_end_matches([')', '.', ',', ';', ':', '”']));
    bare.map(|word| word.as_ptr() as usize - base..word.as_ptr() as usize - base + word.len()).collect()
}

/// A character that is no letter, with those beside it.
struct Around {
    second: char,
    previous: char,
    current: char,
    next: char,
    at: usize,
}

/// What is told once of a text, however often it stands there.
#[derive(Default)]
struct Told {
    quote: bool,
    dash: bool,
}

struct Marks<'t, 'f> {
    text: &'t Written,
    found: &'f mut Found,
    told: Told,
    /// The last bracket that is not closed yet.
    open: Option<usize>,
    /// Quotes that are not closed yet.
    quotes: usize,
}

impl Marks<'_, '_> {
    fn mark(&mut self, around: &Around) {
        let Around { second, previous, current, next, at } = *around;
        match current {
            '(' | '[' | '“' if is_space(next) => {
                self.tell(
                    at..at + current.len_utf8() + next.len_utf8(),
                    &format!("có dấu cách sau “{current}”"),
                    "xóa dấu cách",
                );
            }
            ')' | ']' | '”' | ',' | ';' | ':' | '.' | '?' | '!' | '%' if is_space(previous) => {
                // "./.", "…", ".NET": not the end of a sentence; "- :" is no sentence at all.
                let ends = current != '.' || !(next == '.' || next == '/' || next.is_alphanumeric());
                if ends && current != '%' && second.is_alphanumeric() {
                    self.tell(
                        at - previous.len_utf8()..at + current.len_utf8(),
                        &format!("có dấu cách trước “{current}”"),
                        "xóa dấu cách",
                    );
                }
            }
            _ => {}
        }
        match current {
            '(' => self.open = Some(at),
            ')' => self.open = None,
            ',' | ';' | ':' if matches!(next, ',' | ';' | ':') => self.doubled(around),
            // "cửa khẩu, tuyến biên giới,...": what is left out.
            ',' | ';' if next == '.' && dots(&self.text.text[at + 1..]) == 1 => self.doubled(around),
            '.' if matches!(next, ',' | ';') => self.doubled_after_stop(around),
            '.' if next == '.' && previous != '.' => self.doubled_stop(around),
            ',' | ';' if next.is_alphabetic() && previous.is_alphanumeric() => self.unspaced(around),
            ':' if next.is_alphabetic() && previous.is_alphabetic() => self.unspaced(around),
            '.' if is_end(previous) && next.is_uppercase() => self.unspaced_stop(around),
            '.' if next == ' ' && (previous.is_lowercase() || previous == '%') => {
                self.small_after_stop(around);
            }
            '“' => self.quotes += 1,
            '”' if self.quotes == 0 => {
                self.tell(at..at + current.len_utf8(), "có dấu ” mà không có dấu “ mở", "thêm “ hoặc xóa ”");
            }
            '”' => self.quotes -= 1,
            '"' if !self.told.quote && (!previous.is_ascii_digit() || next.is_alphabetic()) => {
                self.told.quote = true;
                self.tell(at..at + 1, "dấu ngoặc kép thẳng (\") được in nguyên như vậy", "gõ “ và ”");
            }
            // Names are registered as they are: "Thanh Miếu – Tân Dân".
            '–' | '—' | '−'
                if !self.told.dash && !matches!(self.text.field, Field::Name | Field::Locality) =>
            {
                self.told.dash = true;
                let message = format!("dấu gạch dài “{current}”: văn bản hành chính dùng dấu gạch nối “-”");
                self.tell(at..at + current.len_utf8(), &message, "gõ “-”");
            }
            _ => {}
        }
    }

    fn doubled(&mut self, around: &Around) {
        let Around { current, next, at, .. } = *around;
        self.tell(at..at + 2, &format!("hai dấu liền nhau “{current}{next}”"), "giữ một dấu");
    }

    /// ".," ends no sentence and goes on with none, unless the stop belongs to what is shortened: "v.v., …".
    fn doubled_after_stop(&mut self, around: &Around) {
        if !is_shortened(&self.text.text[..around.at]) {
            self.doubled(around);
        }
    }

    /// Two stops are one too many; three are left out words, more a place to fill.
    fn doubled_stop(&mut self, around: &Around) {
        if dots(&self.text.text[around.at..]) == 2 {
            self.doubled(around);
        }
    }

    fn unspaced(&mut self, around: &Around) {
        let Around { current, at, next, .. } = *around;
        self.tell(at..at + 1 + next.len_utf8(), &format!("thiếu dấu cách sau “{current}”"), "thêm dấu cách");
    }

    /// "thủ tục.Công khai"; not "TP.Lạng Sơn", "langson.Gov".
    fn unspaced_stop(&mut self, around: &Around) {
        if !is_shortened(&self.text.text[..around.at]) {
            self.unspaced(around);
        }
    }

    /// "… mức 100%. giảm …": a sentence that begins small.
    fn small_after_stop(&mut self, around: &Around) {
        let Around { at, .. } = *around;
        let rest = self.text.text[at + 1..].trim_start();
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_small = word.starts_with(char::is_lowercase) && !word.chars().any(char::is_uppercase);
        if is_small && !word.contains(['.', ')']) && !is_shortened(&self.text.text[..at]) {
            let begins = self.text.text.len() - rest.len();
            let message = format!("sau dấu chấm là chữ thường “{word}”");
            let finding = Diagnostic::warning(codes::FIRST_LETTER, message)
                .hint("viết hoa chữ đầu câu, hoặc bỏ dấu chấm");
            self.found.push(self.text.finding(finding, begins..begins + word.len()));
        }
    }

    /// At the end of the text.
    fn close(&mut self) {
        if let Some(at) = self.open {
            self.tell(at..at + 1, "có “(” mà không có “)” đóng", "thêm “)” hoặc xóa “(”");
        }
    }

    fn tell(&mut self, range: Range<usize>, message: &str, hint: &str) {
        let finding = Diagnostic::warning(codes::PUNCTUATION, message).hint(hint);
        self.found.push(self.text.finding(finding, range));
    }
}

/// How many full stops a text begins with.
fn dots(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'.').count()
}

/// What a sentence may end with before its stop.
fn is_end(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit() || matches!(c, '%' | ')' | '”')
}

fn is_space(c: char) -> bool {
    c == ' ' || c == '\u{a0}'
}

/// Whether a text ends with a shortened word, to which a stop belongs: "v.v", "ThS", "TP", "tr".
pub(super) fn is_shortened(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "(“\"".contains(c)).next().unwrap_or_default();
    word.contains('.')
        || word.chars().count() <= 2 && !is_syllable(word)
        || word.chars().count() <= 4 && word.chars().skip(1).any(char::is_uppercase)
}
