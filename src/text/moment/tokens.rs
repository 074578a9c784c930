//! A text in words, with the marks and dashes between them, and the figures that words may be.

/// A word without the marks around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'t> {
    pub word: &'t str,
    pub start: usize,
    /// A mark that ends a clause, or separates the items of a list, stands after it.
    pub closes: Option<char>,
    /// A dash stands after it.
    pub dashed: bool,
}

impl Token<'_> {
    /// Whether it is this word, whatever its capitals.
    pub fn is(&self, word: &str) -> bool {
        // The words that are asked for begin with a plain letter, mostly with another.
        let differs =
            |one: u8, other: u8| one.is_ascii() && other.is_ascii() && !one.eq_ignore_ascii_case(&other);
        let begin = |word: &str| word.bytes().next().unwrap_or_default();
        !differs(begin(self.word), begin(word))
            && self.word.len() == word.len()
            && self.word.chars().flat_map(char::to_lowercase).eq(word.chars())
    }

    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    pub fn end(&self) -> usize {
        self.start + self.word.len()
    }
}

const DASHES: [char; 3] = ['-', '–', '—'];

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut at = 0;
    for raw in text.split(char::is_whitespace) {
        let start = at;
        at += raw.len() + text[at + raw.len()..].chars().next().map_or(0, char::len_utf8);
        let opened = raw.trim_start_matches(['(', '“', '"', '\'', '[', '‘']);
        let word = opened.trim_end_matches([',', ';', '.', ':', ')', '”', '"', '\'', ']', '’', '…']);
        let closes = opened[word.len()..].chars().next();
        if word.is_empty() {
            continue;
        }
        if word.trim_matches(DASHES).is_empty() {
            if let Some(last) = tokens.last_mut() {
                last.dashed = true;
            }
            continue;
        }
        push_parts(&mut tokens, word, start + raw.len() - opened.len());
        if let Some(last) = tokens.last_mut() {
            last.closes = closes;
        }
    }
    tokens
}

/// "2026-2030" and "I-II/2026" are two words with a dash between them, "11-7-2025" is one.
fn push_parts<'t>(tokens: &mut Vec<Token<'t>>, word: &'t str, mut start: usize) {
    let whole = |word| Token { word, start, closes: None, dashed: false };
    if !word.contains(DASHES) || !begins_with_number(word) || day_of_three(word).is_some() {
        return tokens.push(whole(word));
    }
    let mut rest = word;
    while let Some(at) = rest.find(DASHES) {
        if at > 0 {
            tokens.push(Token { word: &rest[..at], start, closes: None, dashed: true });
        }
        let dash = rest[at..].chars().next().map_or(1, char::len_utf8);
        (rest, start) = (&rest[at + dash..], start + at + dash);
    }
    if !rest.is_empty() {
        tokens.push(Token { word: rest, start, closes: None, dashed: false });
    }
}

fn begins_with_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit() || "ivxIVX".contains(c))
}

pub(super) fn number(word: &str) -> Option<u32> {
    let digits = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten()
}

pub(super) fn year_number(word: &str) -> Option<i16> {
    number(word).filter(|year| word.len() == 4 && (1900..=2100).contains(year)).map(|year| year as i16)
}

/// Day, month and year, with whether other signs than strokes stand between them.
pub(super) fn day_of_three(word: &str) -> Option<([&str; 3], bool)> {
    for sign in ['/', '-', '.'] {
        let mut parts = word.split(sign);
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            continue;
        };
        if ![a, b, c].iter().all(|part| number(part).is_some()) {
            continue;
        }
        return match (sign, a.len(), c.len()) {
            ('/', ..=2, 4 | 2) => Some(([a, b, c], false)),
            (_, ..=2, 4) => Some(([a, b, c], true)),
            (_, 4, ..=2) => Some(([c, b, a], true)),
            _ => None,
        };
    }
    None
}

/// I … IV and 1 … 4; what looks like a number of a quarter and is none is named.
pub(super) fn quarter(word: &str) -> Option<Result<i8, String>> {
    let roman = !word.is_empty() && word.chars().all(|c| "ivxIVX".contains(c));
    let digits = word.len() <= 2 && number(word).is_some();
    if !roman && !digits {
        return None;
    }
    let upper = word.to_ascii_uppercase();
    let known = [["I", "1", "01"], ["II", "2", "02"], ["III", "3", "03"], ["IV", "4", "04"]];
    let at = known.iter().position(|forms| forms.contains(&upper.as_str()));
    Some(at.map(|at| at as i8 + 1).ok_or(upper))
}

pub(super) fn before_stroke(word: &str) -> &str {
    word.split('/').next().unwrap_or_default()
}
