//! Chữ đã mất: an editor that saves Vietnamese in a code page without its letters ("ANSI") writes "?" for each of
//! them. What stood there cannot be told any more.

use std::ops::Range;

use crate::text::syllable::is_syllable;

/// The words of a text with "?" where letters were, in its order: no question is asked within a word.
pub fn lost(text: &str) -> impl Iterator<Item = Range<usize>> {
    let base = text.as_ptr() as usize;
    let words = text.contains('?').then(|| text.split_whitespace()).into_iter().flatten();
    words
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '?'))
        .filter(|word| is_holed(word))
        .map(move |word| {
            let at = word.as_ptr() as usize - base;
            at..at + word.len()
        })
}

/// Nothing but letters around a "?", and no two sentences that a space is missing between. Addresses
/// (`trang?ma=2`) have other signs beside it.
fn is_holed(word: &str) -> bool {
    let only_letters = word.chars().all(|c| c.is_alphabetic() || c == '?');
    let mut parts = word.split('?').filter(|part| !part.is_empty());
    let within = word.trim_end_matches('?').contains('?');
    only_letters && within && (word.starts_with('?') || parts.any(|part| !is_syllable(part)))
}

#[cfg(test)]
mod tests {
    use super::lost;

    #[test]
    fn letters_that_a_code_page_did_not_have_are_found_and_questions_are_not() {
        let text = "Th?c hi?n K? ho?ch (?i?u 5) trên ??a bàn; M?C TIÊU";
        let found: Vec<&str> = lost(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["Th?c", "hi?n", "ho?ch", "?i?u", "??a", "M?C"]);
        for sound in [
            "Ai làm? Bao giờ?Ở đâu?",
            "Có hay không?có",
            "https://a.vn/tim?ma=2&q=x",
            "(?)",
            "a ? b",
            "Gì???",
        ] {
            assert_eq!(lost(sound).count(), 0, "{sound}");
        }
    }
}
