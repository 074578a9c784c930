//! How like two texts are, to tell a text that was reworded from one that is another.

use std::collections::BTreeMap;

use super::letters::{is_alphanumeric, push_lower};

/// From this on, a text may be another wording of the same.
pub const ALIKE: f64 = 0.5;

/// Whether two texts say the same word for word: spaces, capitals and marks between words do not count.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || words(one).eq(words(other))
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

/// One value for all texts that are the same ([`is_same`]).
#[derive(Debug)]
pub struct OfSame<'t, T> {
    kinds: BTreeMap<u32, Kind<'t, T>>,
}

/// Texts with the same sum of letters, nearly always of one wording.
#[derive(Debug)]
enum Kind<'t, T> {
    /// In these words.
    One(&'t str, Option<T>),
    /// By their keys.
    Several(BTreeMap<String, Option<T>>),
}

impl<T> Default for OfSame<'_, T> {
    fn default() -> Self {
        Self { kinds: BTreeMap::new() }
    }
}

impl<'t, T> OfSame<'t, T> {
    /// The place for the value of a text, empty at first.
    pub fn place(&mut self, text: &'t str) -> &mut Option<T> {
        let kind = self.kinds.entry(sum_of_letters(text)).or_insert(Kind::One(text, None));
        if let Kind::One(one, value) = kind
            && !is_same(one, text)
        {
            *kind = Kind::Several(BTreeMap::from([(key(one), value.take())]));
        }
        match kind {
            Kind::One(_, value) => value,
            Kind::Several(values) => values.entry(key(text)).or_default(),
        }
    }

    pub fn get(&self, text: &str) -> Option<&T> {
        match self.kinds.get(&sum_of_letters(text))? {
            Kind::One(one, value) => value.as_ref().filter(|_| is_same(one, text)),
            Kind::Several(values) => values.get(&key(text))?.as_ref(),
        }
    }
}

/// A number that texts have in common that are the same, and that few others have: to read every letter costs
/// far more. It counts plain letters and figures; spaces, marks and accents are not in it.
fn sum_of_letters(text: &str) -> u32 {
    const WEIGHTS: [u32; 256] = {
        let mut weights = [0_u32; 256];
        let mut byte = 0;
        while byte < 256 {
            let letter = (byte as u8).to_ascii_lowercase();
            if letter.is_ascii_alphanumeric() {
                let weight = (letter as u32).wrapping_mul(0x9e37_79b1);
                weights[byte] = (weight ^ weight >> 15).wrapping_mul(0x85eb_ca77);
            }
            byte += 1;
        }
        weights
    };
    text.bytes().fold(0, |sum, byte| sum.wrapping_add(WEIGHTS[usize::from(byte)]))
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
        // Nearly all are letters.
        !is_alphanumeric(c)
            && (c.is_whitespace()
                || matches!(c, '“' | '”' | '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '…'))
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
    fn texts_that_are_the_same_share_a_place_and_others_do_not() {
        // The last ones differ in nothing but accents and the order of letters.
        let texts = ["Rà soát, công khai", "Đạt 7,24 điểm", "Đạt 2,47 điểm", "Bà Ba", "Bá ba", "Ba bà"];
        let mut places: OfSame<'_, Vec<usize>> = OfSame::default();
        for (at, text) in texts.iter().enumerate() {
            places.place(text).get_or_insert_default().push(at);
        }
        places.place("“rà soát”  CÔNG KHAI;").get_or_insert_default().push(10);
        assert_eq!(places.get("Rà soát công khai."), Some(&vec![0, 10]));
        for (at, text) in texts.iter().enumerate().skip(1) {
            assert_eq!(places.get(text), Some(&vec![at]), "{text}");
        }
        assert_eq!(places.get("Ba bá"), None);
        assert_eq!(places.get("Rà soát công"), None);
    }

    #[test]
    fn a_reworded_text_is_alike_and_another_is_not() {
        let task = "Niêm yết công khai các bộ thủ tục hành chính tại Bộ phận một cửa";
        let reworded = "Niêm yết, cập nhật công khai đầy đủ các bộ thủ tục hành chính tại Bộ phận một cửa";
        assert!(of(task, reworded) > ALIKE);
        assert!(of(task, "Tổ chức đối thoại với doanh nghiệp hằng quý") < ALIKE);
    }
}
