//! Where a task stands in its plan, and how an official writes that.

use std::fmt;

/// Letters of điểm, in the decree's order (Phụ lục VI, Điều 8.2): no f, j, w, z and no ă, â, ê, ô, ơ, ư.
pub const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x", "y",
];

/// The letter of the `n`-th điểm (from 0); after y it goes on aa, ab, …
pub fn letter(n: usize) -> String {
    match n.checked_sub(LETTERS.len()) {
        None => LETTERS[n].to_owned(),
        Some(rest) => format!("{}{}", letter(rest / LETTERS.len()), LETTERS[rest % LETTERS.len()]),
    }
}

/// Roman numerals for Mục and Phụ lục.
pub fn roman(mut n: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut numeral = String::new();
    for (value, digits) in STEPS {
        while n >= value {
            numeral.push_str(digits);
            n -= value;
        }
    }
    numeral
}

/// Vị trí nhiệm vụ: Mục, khoản (the index's printed number), điểm, gạch đầu dòng.
///
/// Written `II.2.c.1`; a level that the plan does not have counts as 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TaskRef {
    /// Mục, from 1.
    pub section: usize,
    /// The number printed in front of the index or the duty: `2`, or `2.1`.
    pub number: Vec<usize>,
    /// Điểm, from 0 for a; `None` where the plan has no lettered level.
    pub letter: Option<usize>,
    /// Dash item, from 1.
    pub item: usize,
}

impl TaskRef {
    /// The number as printed: `2` or `2.1`.
    pub fn number_label(&self) -> String {
        self.number.iter().map(usize::to_string).collect::<Vec<_>>().join(".")
    }

    /// "điểm c khoản 2 Mục II": lower case điểm, khoản, capital Mục (Phụ lục II, Mục V.7).
    pub fn citation(&self) -> String {
        let clause = format!("khoản {} Mục {}", self.number_label(), roman(self.section));
        match self.letter {
            Some(n) => format!("điểm {} {clause}", letter(n)),
            None => clause,
        }
    }
}

impl fmt::Display for TaskRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = self.letter.map_or_else(|| "1".to_owned(), letter);
        write!(f, "{}.{}.{letter}.{}", roman(self.section), self.number_label(), self.item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_skip_what_the_decree_skips() {
        let letters: Vec<String> = (0..9).map(letter).collect();
        assert_eq!(letters.join(" "), "a b c d đ e g h i");
        assert_eq!(letter(22), "y");
        assert_eq!(letter(23), "aa");
    }

    #[test]
    fn a_reference_is_written_for_software_and_for_officials() {
        let reference = TaskRef { section: 2, number: vec![2], letter: Some(2), item: 1 };
        assert_eq!(reference.to_string(), "II.2.c.1");
        assert_eq!(reference.citation(), "điểm c khoản 2 Mục II");
        let unlettered = TaskRef { section: 3, number: vec![2, 1], letter: None, item: 3 };
        assert_eq!(unlettered.to_string(), "III.2.1.1.3");
        assert_eq!(unlettered.citation(), "khoản 2.1 Mục III");
    }

    #[test]
    fn roman_numerals_count_sections_and_annexes() {
        let numerals: Vec<String> = [1, 4, 5, 9, 14].into_iter().map(roman).collect();
        assert_eq!(numerals.join(" "), "I IV V IX XIV");
    }
}
