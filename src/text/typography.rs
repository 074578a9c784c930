//! Non-breaking spaces and hyphens where Vietnamese official text must not break: a number and its unit, a
//! document and its number, the parts of a date, a citation and what it cites.

use std::borrow::Cow;

use super::words::{AFTER_NUMBER, BEFORE_BLANK, BEFORE_LABEL, BEFORE_NUMBER};

/// The space at which no line may break.
pub const NO_BREAK: char = '\u{a0}';

/// The hyphen after which no line may break.
pub const NO_BREAK_HYPHEN: char = '\u{2011}';

/// The character that a reader sees, searches and copies: non-breaking ones are layout, not text.
pub fn printed(c: char) -> char {
    match c {
        NO_BREAK => ' ',
        NO_BREAK_HYPHEN => '-',
        other => other,
    }
}

/// A text as it is read.
pub fn as_printed(text: &str) -> String {
    text.chars().map(printed).collect()
}

/// Appends a text as it is read.
pub fn push_as_printed(out: &mut String, text: &str) {
    let mut rest = text;
    // What begins the characters that are printed otherwise, in UTF-8.
    while let Some(at) = memchr::memchr2(0xc2, 0xe2, rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        out.extend(characters.next().map(printed));
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// A text without the characters that have no shape: soft hyphens, joiners, marks of direction. A
/// document that reads otherwise than it is stored would deceive its signer.
pub fn visible(text: &str) -> Cow<'_, str> {
    // What begins such characters, in UTF-8: most texts have no other than “ and ”.
    let may_be = |byte: &u8| matches!(byte, 0xc2 | 0xe2 | 0xef);
    if text.as_bytes().iter().any(may_be) && text.contains(is_invisible) {
        Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// True for characters that print nothing and only steer a program that shows text.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The spaces that must not break become [`NO_BREAK`], the hyphens of a document number [`NO_BREAK_HYPHEN`].
pub fn bind_text(text: &str) -> Cow<'_, str> {
    let mut bound = Bound { text, out: String::new(), done: 0 };
    let (mut previous, mut at) = ("", 0);
    let (mut word, mut signs) = first_word(text);
    loop {
        if signs == Signs::Within && is_document_number(word) {
            let hyphens = word.match_indices('-');
            hyphens.for_each(|(hyphen, _)| bound.put(at + hyphen, NO_BREAK_HYPHEN));
        }
        let end = at + word.len();
        if end == text.len() {
            return bound.whole();
        }
        let (next, next_signs) = first_word(&text[end + 1..]);
        // Nearly every pair of words is of two that nothing holds together; only what a text begins with may be
        // a label that a mark ends.
        let is_apart = match signs {
            Signs::None => true,
            Signs::Behind => !previous.is_empty(),
            Signs::Within => false,
        };
        let may_stick = !(is_apart && next_signs != Signs::Within && is_ordinary(next));
        if may_stick && !word.is_empty() && !next.is_empty() && sticks(previous, word, next) {
            bound.put(end, NO_BREAK);
        }
        (previous, word, signs, at) = (word, next, next_signs, end + 1);
    }
}

/// A text of which single characters are replaced; nothing is copied before the first of them.
struct Bound<'t> {
    text: &'t str,
    out: String,
    done: usize,
}

impl<'t> Bound<'t> {
    /// Puts a character in the place of one that is a byte long.
    fn put(&mut self, at: usize, c: char) {
        if self.done == 0 {
            self.out.reserve(self.text.len() + 16);
        }
        self.out.push_str(&self.text[self.done..at]);
        self.out.push(c);
        self.done = at + 1;
    }

    fn whole(mut self) -> Cow<'t, str> {
        if self.done == 0 {
            return Cow::Borrowed(self.text);
        }
        self.out.push_str(&self.text[self.done..]);
        Cow::Owned(self.out)
    }
}

/// What of a word is no letter: figures, marks, plain capitals.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signs {
    None,
    /// Marks that end what belongs together, behind the letters.
    Behind,
    Within,
}

/// Bytes of the letters that most words are made of: small ones, and those with signs. 0xe2 begins “ ” – … in
/// UTF-8.
const IS_LETTER: [bool; 256] = {
    let mut bytes = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        bytes[at] = matches!(at as u8, b'a'..=b'z' | 0x80..=0xe1 | 0xe3..=0xff);
        at += 1;
    }
    bytes
};

/// What stands before the first space.
fn first_word(text: &str) -> (&str, Signs) {
    // Nearly every word is of letters only.
    let mut length = text.bytes().position(|byte| !IS_LETTER[usize::from(byte)]).unwrap_or(text.len());
    let mut signs = Signs::None;
    for byte in text[length..].bytes() {
        signs = match (byte, signs) {
            (b' ', _) => break,
            (b',' | b';' | b':' | b'.' | b')', Signs::None | Signs::Behind) => Signs::Behind,
            _ => Signs::Within,
        };
        length += 1;
    }
    (&text[..length], signs)
}

/// A word of letters that no word holds: not a single one, and not the second half of "phụ lục".
fn is_ordinary(word: &str) -> bool {
    let bare = word.trim_end_matches([',', ';', ':', '.', ')']);
    bare.chars().nth(1).is_some() && bare != "lục"
}

/// "175/KH-UBND" and "68-NQ/TW" never break.
fn is_document_number(word: &str) -> bool {
    word.contains('-')
        && word.contains('/')
        && word.chars().any(char::is_uppercase)
        && !word.chars().any(char::is_lowercase)
}

fn sticks(previous: &str, word: &str, next: &str) -> bool {
    // A line that began with the hyphen of "kinh tế - xã hội" would read like an item of a list.
    if next == "-" || next == "–" || is_enumerator(word) {
        return true;
    }
    // "điểm a, b và c": letters that are listed.
    let after_letter = word.strip_suffix(',').is_some_and(is_letter);
    if after_letter && is_letter(next.trim_end_matches([',', ';', '.', ')'])) {
        return true;
    }
    // Punctuation after the word ends what belongs together.
    if word.ends_with([',', ';', ':', '.', ')', '”']) {
        return is_initial_label(previous, word);
    }
    let word = word.trim_start_matches(['(', '“', '"']);
    let bare = next.trim_end_matches([',', ';', ':', '.', ')', '”']);
    let (number, label) = (starts_with_digit(next), is_label(bare));
    // Nearly every pair of words ends here; folding case is for the few that are left.
    if !number && !label && !starts_with_digit(word) && !bare.contains(['/', '…']) && bare != "lục" {
        return false;
    }
    let lower = word.to_lowercase();
    if number && BEFORE_NUMBER.contains(&lower.as_str()) {
        return true;
    }
    if lower == "số" && bare.contains('/') || bare.starts_with('…') && BEFORE_BLANK.contains(&lower.as_str())
    {
        return true;
    }
    if label && BEFORE_LABEL.contains(&lower.as_str()) {
        return true;
    }
    lower == "phụ" && bare == "lục" || is_number(word) && is_unit(bare)
}

/// "điểm", "m²", "tạ/ha": what is measured, and in what.
fn is_unit(word: &str) -> bool {
    AFTER_NUMBER.contains(&word)
        || word
            .split_once('/')
            .is_some_and(|(of, each)| AFTER_NUMBER.contains(&of) && AFTER_NUMBER.contains(&each))
}

/// "(1)", "(2)" inside a sentence.
fn is_enumerator(word: &str) -> bool {
    let number = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
}

/// "1." or "II." or "a)" at the start of a block stays with its text.
fn is_initial_label(previous: &str, word: &str) -> bool {
    let label = word.trim_end_matches(['.', ')']);
    previous.is_empty() && label.len() <= 5 && !label.is_empty() && (is_label(label) || is_number(label))
}

fn starts_with_digit(word: &str) -> bool {
    word.trim_start_matches(['(', '“', '+', '-']).starts_with(|c: char| c.is_ascii_digit())
}

fn is_number(word: &str) -> bool {
    starts_with_digit(word)
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '/' | '%' | '-' | '+'))
}

/// A Roman numeral or a single letter.
fn is_label(word: &str) -> bool {
    let roman = !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
    roman || is_letter(word)
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_lowercase) && letters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        bind_text(text).replace(NO_BREAK, "~").replace(NO_BREAK_HYPHEN, "=")
    }

    #[test]
    fn every_invisible_character_is_taken_out_and_no_other() {
        for c in '\0'..=char::MAX {
            let expected = if is_invisible(c) { "ab".to_owned() } else { format!("a{c}b") };
            assert_eq!(visible(&format!("a{c}b")), expected, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn numbers_stay_with_their_units_and_documents_with_their_numbers() {
        assert_eq!(shown("đạt từ 8,4 điểm trở lên"), "đạt từ~8,4~điểm trở lên");
        assert_eq!(shown("Kế hoạch số 175/KH-UBND ngày 02/7/2025"), "Kế hoạch số~175/KH=UBND ngày~02/7/2025");
        assert_eq!(shown("ngày 05 tháng 7 năm 2024"), "ngày~05~tháng~7~năm~2024");
        assert_eq!(shown("tại điểm a, b; điểm đ, e"), "tại điểm~a,~b; điểm~đ,~e");
        assert_eq!(shown("điểm đ khoản 1 Mục II"), "điểm~đ khoản~1 Mục~II");
        assert_eq!(shown("số ……/KH-UBND ngày ……/7/2026"), "số~……/KH=UBND ngày~……/7/2026");
        assert_eq!(shown("(1) Đồng hành; (2) không gây"), "(1)~Đồng hành; (2)~không gây");
        assert_eq!(shown("kinh tế - xã hội"), "kinh tế~- xã hội");
        assert_eq!(shown("1.250 m², 25 µg/m³ và 60 tạ/ha"), "1.250~m², 25~µg/m³ và 60~tạ/ha");
        assert_eq!(shown("giảm 03 bậc, xếp thứ 16/63"), "giảm 03~bậc, xếp thứ~16/63");
    }

    #[test]
    fn what_is_passed_over_would_not_have_stuck() {
        let words = [
            "a",
            "a,",
            "b:",
            "đ)",
            "số",
            "Số",
            "tế,",
            "tế.",
            "lục",
            "lục;",
            "phụ",
            "1.",
            "II",
            "II.",
            "(1)",
            "12%",
            "-",
            "–",
            "……",
            "175/KH-UBND",
            "ngày",
            "ngày,",
            "“và”",
            "Đà",
            "và",
            "v.v.,",
            ")",
            ".",
        ];
        let pairs = || words.iter().flat_map(|word| std::iter::repeat(*word).zip(words));
        for previous in ["", "theo", "điểm"] {
            for (word, next) in pairs() {
                let text = format!("{previous} {word} {next}");
                let text = text.trim_start();
                let at = text[..text.len() - next.len()].chars().count() - 1;
                let bound = bind_text(text).chars().nth(at) == Some(NO_BREAK);
                assert_eq!(bound, sticks(previous, word, next), "{text}");
            }
        }
    }

    #[test]
    fn ordinary_words_may_break() {
        assert_eq!(shown("một số doanh nghiệp, điểm mới"), "một số doanh nghiệp, điểm mới");
        assert_eq!(shown("năm, tháng 7"), "năm, tháng~7");
    }
}
