//! How like two texts are, to tell a text that was reworded from one that is another.

use std::collections::BTreeMap;

use super::letters::{is_alphanumeric, push_lower};

/// From this on, a text may be another wording of the same.
pub const ALIKE: f64 = 0.5;

/// Whether two texts say the same word for word: spaces, capitals and marks between words do not count.
pub fn is_same(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

/// What texts have in common that are the same: to find them by.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for word in typed_words(text) {
        if !key.is_empty() {
            key.push(' ');
        }
        push_lower(&mut key, word);
    }
    key
}

/// From 0 for nothing in common to 1 for the same words: twice the words that both have, in whatever
/// order, over all words.
pub fn of(one: &str, other: &str) -> f64 {
    let mut counts: BTreeMap<String, isize> = BTreeMap::new();
    let (mut first, mut second, mut shared) = (0.0, 0.0, 0.0);
    for word in words(one) {
        first += 1.0;
        *counts.entry(word).or_insert(0) += 1;
    }
    for word in words(other) {
        second += 1.0;
        let left = counts.entry(word).or_insert(0);
        if *left > 0 {
            *left -= 1;
            shared += 1.0;
        }
    }
    if first + second == 0.0 { 1.0 } else { 2.0 * shared / (first + second) }
}

/// Whether a text has every word of another, in whatever order: "báo cáo kết quả" of "báo cáo UBND tỉnh kết
/// quả thực hiện".
pub fn has_words_of(text: &str, other: &str) -> bool {
    let (all, other) = (key(text), key(other));
    other.split(' ').all(|word| word.is_empty() || all.split(' ').any(|own| own == word))
}

pub(super) fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    typed_words(text).map(|word| {
        let mut small = String::with_capacity(word.len());
        push_lower(&mut small, word);
        small
    })
}

fn typed_words(text: &str) -> impl Iterator<Item = &str> {
    // A mark within a figure belongs to it: 7,24 is not 7 and 24.
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, '“' | '”' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '…')
    };
    let trimmed = text.split(ends).map(|word| word.trim_matches(|c: char| !is_alphanumeric(c) && c != '%'));
    trimmed.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_spaces_make_no_other_text_and_figures_do() {
        assert!(is_same("Rà soát  thủ tục; công khai.", "rà soát thủ tục, công khai"));
        assert_eq!(key("Rà soát  thủ tục; công khai."), key("rà soát thủ tục, công khai"));
        assert_ne!(key("Đạt 7,24 điểm"), key("Đạt 7,25 điểm"));
        assert!(!is_same("Đạt 7,24 điểm", "Đạt 7,25 điểm"));
        assert!(!is_same("Rút ngắn 30% thời gian", "Rút ngắn 20% thời gian"));
        assert!(!is_same("Công khai thủ tục", "Công khai đầy đủ thủ tục"));
    }

    #[test]
    fn a_reworded_text_is_alike_and_another_is_not() {
        let task = "Niêm yết công khai các bộ thủ tục hành chính tại Bộ phận một cửa";
        let reworded = "Niêm yết, cập nhật công khai đầy đủ các bộ thủ tục hành chính tại Bộ phận một cửa";
        assert!(of(task, reworded) > ALIKE);
        assert!(of(task, "Tổ chức đối thoại với doanh nghiệp hằng quý") < ALIKE);
    }
}
