//! Words as names are compared by: lower case, one placing of the tone mark, abbreviations written out,
//! "Ủy ban nhân dân" as UBND, dashes left out.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::words::bodies;

/// A word of a text, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    /// The bytes in the text; words of one abbreviation share theirs.
    pub start: usize,
    pub end: usize,
    /// What parts it from the word before it.
    pub gap: Gap,
    /// It is typed with a small letter.
    pub small: bool,
}

/// The strongest mark between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Gap {
    #[default]
    None,
    Comma,
    Semicolon,
    /// Colon, full stop, bracket: a name never goes over it.
    Stop,
}

/// The words of a text.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut gap = Gap::None;
    for (from, chunk) in chunks(text) {
        let mut at = from;
        for part in parts(chunk) {
            let core = part.trim_matches(|c: char| !c.is_alphanumeric());
            let offset = part.find(core).unwrap_or_default();
            gap = gap.max(mark(&part[..offset]));
            if !core.is_empty() {
                let (start, end) = (at + offset, at + offset + core.len());
                let small = core.starts_with(char::is_lowercase);
                push(&mut words, core, start..end, (std::mem::take(&mut gap), small));
                gap = mark(&part[offset + core.len()..]);
            } else {
                gap = gap.max(mark(part));
            }
            at += part.len();
        }
    }
    committee(words)
}

/// Stretches without white space, with where they begin.
fn chunks(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = text.as_ptr() as usize;
    text.split_whitespace().map(move |chunk| (chunk.as_ptr() as usize - base, chunk))
}

/// "xã,phường" is two words; "VH,TT&DL" is one.
fn parts(chunk: &str) -> Vec<&str> {
    if chunk.contains('&') {
        return vec![chunk];
    }
    let mut parts = Vec::new();
    let mut rest = chunk;
    while let Some(at) = rest.find(|c: char| ",;:-–/(".contains(c)) {
        let end = at + rest[at..].chars().next().map_or(1, char::len_utf8);
        if end == rest.len() {
            break;
        }
        parts.push(&rest[..end]);
        rest = &rest[end..];
    }
    parts.push(rest);
    parts
}

fn mark(between: &str) -> Gap {
    let of = |c: char| match c {
        ',' => Gap::Comma,
        ';' => Gap::Semicolon,
        ':' | '.' | '(' | ')' | '!' | '?' => Gap::Stop,
        _ => Gap::None,
    };
    between.chars().map(of).max().unwrap_or_default()
}

fn push(words: &mut Vec<Word>, core: &str, range: std::ops::Range<usize>, (gap, small): (Gap, bool)) {
    let folded = fold(core);
    let bare: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    // Only capitals abbreviate: "ca" is a word of its own.
    let capitals = core.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let long = bodies::ABBREVIATIONS.iter().find(|(short, _)| *short == bare).filter(|_| capitals);
    let texts: Vec<&str> = match long {
        Some((_, long)) => long.split(' ').collect(),
        None => vec![&folded],
    };
    for (at, text) in texts.into_iter().enumerate() {
        let gap = if at == 0 { gap } else { Gap::None };
        words.push(Word { text: text.to_owned(), start: range.start, end: range.end, gap, small });
    }
}

/// "ủy ban nhân dân" → "ubnd", "hội đồng nhân dân" → "hđnd".
fn committee(words: Vec<Word>) -> Vec<Word> {
    const SHORT: [(&[&str], &str); 2] =
        [(&["ủy", "ban", "nhân", "dân"], "ubnd"), (&["hội", "đồng", "nhân", "dân"], "hđnd")];
    let mut short: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let found = SHORT.iter().find(|(long, _)| {
            long.iter().enumerate().all(|(offset, part)| {
                words
                    .get(at + offset)
                    .is_some_and(|word| word.text == *part && (offset == 0 || word.gap == Gap::None))
            })
        });
        match found {
            Some((long, name)) => {
                let end = words[at + long.len() - 1].end;
                short.push(Word { text: (*name).to_owned(), end, ..words[at].clone() });
                at += long.len();
            }
            None => {
                short.push(words[at].clone());
                at += 1;
            }
        }
    }
    short
}

/// Lower case, composed, with the tone mark where most place it: "hoà" is "hòa", "tòan" is "toàn".
pub(super) fn fold(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut folded = Cow::Borrowed(lower.as_str());
    for (second, first) in TONES {
        for typed in [second, first] {
            let mut from = 0;
            while let Some(at) = folded[from..].find(typed).map(|at| from + at) {
                let end = at + typed.len();
                // "qu" is a consonant; a syllable that goes on has its mark on the second vowel.
                let closed = folded[end..].starts_with(char::is_alphabetic);
                let of_q = folded[..at].ends_with('q') && typed.starts_with(['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ']);
                let placed = if closed || of_q { second } else { first };
                if placed != typed {
                    folded.to_mut().replace_range(at..end, placed);
                }
                from = at + placed.len();
            }
        }
    }
    folded.into_owned()
}

/// The mark on the second vowel, and on the first.
const TONES: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn a_tone_mark_stands_where_most_place_it() {
        for (typed, folded) in [
            ("hoà", "hòa"),
            ("Hóa", "hóa"),
            ("soát", "soát"),
            ("tòan", "toàn"),
            ("Quỹ", "quỹ"),
            ("qũy", "quỹ"),
            ("Uỷ ban", "ủy ban"),
            ("huỳnh", "huỳnh"),
        ] {
            assert_eq!(fold(typed), folded);
        }
    }
}
