//! Set phrases among words, however those words are kept.

/// Whether the word at `at` belongs to a phrase of so many words, which begins at it or before it; `begins` says
/// where the phrase does.
pub fn is_within(at: usize, words: usize, begins: impl Fn(usize) -> bool) -> bool {
    (0..words).any(|before| at.checked_sub(before).is_some_and(&begins))
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
}
