//! Chữ trông giống: letters of other scripts that look like those of Vietnamese. A document shows nothing of them;
//! whoever searches it, sorts it or has it read aloud does not find the word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A word with such letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookalike {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The first of its letters that is none.
    pub letter: char,
    /// The word as it was meant.
    pub reads: String,
}

/// The words of a text in which letters only look like those that they stand for, in its order.
pub fn lookalikes(text: &str) -> Vec<Lookalike> {
    if !may_have(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, is_of_word(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.extend(in_word(text, from..at));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Letters, figures and marks that stand over letters.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// One pass over the bytes, two by two: the first ones of a letter of another script, or O beside a figure.
fn may_have(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| match pair[0] {
        b'0'..=b'9' | b'/' => matches!(pair[1], b'O' | b'o'),
        b'l' | b'O' => pair[1].is_ascii_digit(),
        0xC3 => matches!(pair[1], 0x90 | 0xB0),
        0xC4 => pair[1] == 0xB1,
        0xC6 => pair[1] == 0x89,
        0xC7 => matches!(pair[1], 0x8D | 0x8E),
        0xC9 => pair[1] == 0x96,
        // Greek and Cyrillic; what stands before U+0370 are marks.
        0xCD => pair[1] >= 0xB0,
        0xCE..=0xD4 => true,
        _ => false,
    })
}

fn in_word(text: &str, range: Range<usize>) -> Option<Lookalike> {
    let word = &text[range.clone()];
    if let Some(reads) = mistyped_figures(text, &range) {
        let letter = word.chars().find(|c| c.is_alphabetic())?;
        return Some(Lookalike { range, letter, reads });
    }
    if word.is_ascii() {
        return None;
    }
    let foreign = || word.chars().filter(|c| is_foreign(*c));
    let letter = word.chars().find(|c| twin(*c).is_some()).or_else(|| foreign().next())?;
    if foreign().any(|c| twin(c).is_none()) {
        // A word, or a sign, of that script.
        return None;
    }
    let mixed = word.chars().any(|c| c.is_alphabetic() && !is_foreign(c));
    // Alone, a small letter of Greek is a sign: ν, ρ.
    if !mixed && foreign().any(|c| is_greek(c) && c.is_lowercase()) {
        return None;
    }
    let reads = word.chars().map(|c| twin(c).unwrap_or(c)).nfc().collect();
    Some(Lookalike { range, letter, reads })
}

/// "2O25", "1O/7", "l5/7": O and l in place of figures.
fn mistyped_figures(text: &str, range: &Range<usize>) -> Option<String> {
    let word = &text[range.clone()];
    let begins = text[..range.start].rfind(char::is_whitespace).unwrap_or(0);
    if ["://", "www.", "@"].iter().any(|sign| text[begins..range.start].contains(sign)) {
        return None;
    }
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let before = text[..range.start].strip_suffix('/').map(|before| before.chars().next_back());
    let behind = text[range.end..].strip_prefix('/').map(|behind| behind.chars().next());
    let dated = before.is_some_and(is_figure) || behind.is_some_and(is_figure);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let others = word.len() - digits;
    if digits == 0 || others == 0 {
        return None;
    }
    let bytes = word.as_bytes();
    let is_meant = |(at, byte): (usize, &u8)| match byte {
        b'0'..=b'9' => true,
        b'O' => at > 0 || dated,
        // Small, it may be the sign of a degree.
        b'o' => at > 0 && (dated || bytes.get(at + 1).is_some_and(u8::is_ascii_digit)),
        b'l' => dated,
        _ => false,
    };
    let figures = || word.replace(['O', 'o'], "0").replace('l', "1");
    bytes.iter().enumerate().all(is_meant).then(figures)
}

fn is_greek(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3ff}')
}

fn is_foreign(c: char) -> bool {
    is_greek(c) || matches!(c, '\u{400}'..='\u{52f}')
}

/// Letters of other scripts, and those that they look like.
const TWINS: [(&str, &str); 3] = [
    // Eth and the African D for Đ, the caron for the breve, i without its dot.
    ("ÐƉðɖǍǎı", "ĐĐđđĂăi"),
    ("АВЕКМНОРСТУХІЅЈаеорсухіѕјкһԁ", "ABEKMHOPCTYXISJaeopcyxisjkhd"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιρ", "ABEZHIKMNOPTYXovip"),
];

/// The letter that one of another script looks like.
fn twin(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    TWINS
        .iter()
        .find_map(|(from, to)| from.chars().zip(to.chars()).find(|(one, _)| *one == c))
        .map(|(_, to)| to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> Vec<String> {
        lookalikes(text).into_iter().map(|one| one.reads).collect()
    }

    #[test]
    fn a_letter_that_only_looks_like_one_is_found_with_the_word_as_it_was_meant() {
        for (typed, meant) in [
            ("Ðẩy mạnh", "Đẩy"),
            ("Ɖẩy mạnh", "Đẩy"),
            ("ða dạng", "đa"),
            ("nǎm 2025", "năm"),
            // а, е, о of Cyrillic, with a mark, too.
            ("Sở Tаi chính", "Tai"),
            ("kế hоạch", "hoạch"),
            ("cа\u{301}c sở", "các"),
            ("Sở YТ", "YT"),
            ("СЕО", "CEO"),
            ("UΒND tỉnh", "UBND"),
            ("năm 2O25", "2025"),
            ("ngày 1O", "10"),
            ("trước l5/7/2025", "15"),
            ("ngày 15/O7/2025", "07"),
            ("ngày O5/10/2025", "05"),
            ("ngày 5/l0", "10"),
            ("năm 2o25, 2026", "2025"),
            ("ngày 1o/7", "10"),
            // Cyrillic alone; capitals of Greek alone; a small letter of Greek within a word.
            ("со giãn", "co"),
            ("khối ΤΗ", "TH"),
            ("bảο vệ", "bảo"),
        ] {
            assert_eq!(reads(typed), [meant], "{typed}");
        }
    }

    #[test]
    fn words_of_other_scripts_signs_and_plain_text_are_left_alone() {
        for text in [
            "Đẩy mạnh đầu tư năm 2025, ăn ở",
            "Công ty «Россия»",
            "hệ số α, β, ρ; sai số Δ; 25 μm; 30oC; CO2, H2O, O2, o3, 5l, l1",
            "Điều 1o",
            "A/l5, l5/B, lo/7, O/5",
            "ν1, ρ0",
            "xem https://dichvucong.gov.vn/l0/1O?x=l5/7",
            "café, Müller",
        ] {
            assert_eq!(reads(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_letter_that_is_told_of_is_the_one_to_retype() {
        for (typed, letter) in [("năm 2O25", 'O'), ("ngày l5/7", 'l'), ("bảο vệ", 'ο')] {
            let [found] = &lookalikes(typed)[..] else { panic!("{typed}") };
            assert_eq!(found.letter, letter, "{typed}");
        }
    }

    #[test]
    fn every_twin_is_looked_for() {
        for c in TWINS.iter().flat_map(|(from, _)| from.chars()) {
            assert!(may_have(&format!("a{c}")), "{c:?}");
        }
    }
}
