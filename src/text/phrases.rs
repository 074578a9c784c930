//! Set phrases among words, however those words are kept.

use super::letters::is_alphanumeric;

/// Whether the word at `at` belongs to a phrase of so many words, which begins at it or before it; `begins` says
/// where the phrase does.
pub fn is_within(at: usize, words: usize, begins: impl Fn(usize) -> bool) -> bool {
    (0..words).any(|before| at.checked_sub(before).is_some_and(&begins))
}

/// Whether a text begins with these words, and they end there: "quý" of "quý IV", not of "quýt".
pub fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words)
        .is_some_and(|rest| !words.ends_with(is_alphanumeric) || !rest.starts_with(is_alphanumeric))
}

/// Whether a sentence goes on behind these words: no sign stands there that ends it.
pub fn goes_on(before: &str) -> bool {
    before.trim_end().ends_with(|c: char| c.is_alphanumeric() || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_a_phrase_is_within_it_and_its_neighbours_are_not() {
        let of_three = |at| is_within(at, 3, |from| from == 2);
        assert_eq!([1, 2, 3, 4, 5].map(of_three), [false, true, true, true, false]);
        assert!(is_within(0, 1, |from| from == 0) && !is_within(0, 3, |from| from > 0));
    }

    #[test]
    fn words_that_a_text_begins_with_are_whole() {
        for text in ["quý IV", "quý", "quý, tháng"] {
            assert!(begins_with(text, "quý"), "{text}");
        }
        assert!(!begins_with("quýt", "quý") && !begins_with("một quý", "quý"));
        assert!(begins_with(",của", ",") && begins_with("kèm theo", "kèm "));
    }
}
