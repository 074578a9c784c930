//! Where a task stands in its plan, and how an official writes that.

use std::fmt;

use crate::text::numerals::roman;

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

/// Cách đánh số: how a plan numbers what stands under its khoản. A template states which it prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Điểm a), b), c).
    #[default]
    Lettered,
    /// 1.1., 1.2.; tasks are paragraphs without letters.
    Paragraphs,
    /// 1.1., 1.1.1. for headings, as deep as they go; điểm a), b), c) within each.
    Decimal,
}

/// One step of the way from the plan to a place in it; each counts from 1 but letters, from 0 for a.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Phụ lục; `only` where the plan has no other.
    Annex { number: usize, only: bool },
    /// Mục: I, II.
    Section(usize),
    /// Khoản: 1, 2; one under another is written 2.1.
    Number(usize),
    /// Điểm: a, b.
    Letter(usize),
    /// Gạch đầu dòng, or a paragraph without a mark.
    Item(usize),
    /// Dòng of a table of tasks.
    Row(usize),
}

/// Vị trí: the way to a heading, a point or a task, written `II.2.c.1` for software: Mục II, khoản 2,
/// điểm c, the first dash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Position(Vec<Step>);

impl Position {
    /// One step further.
    #[must_use]
    pub fn then(&self, step: Step) -> Self {
        Self(self.0.iter().copied().chain([step]).collect())
    }

    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// Without the dash or the row at its end: the heading or the point that a task stands in.
    #[must_use]
    pub fn above(&self) -> Self {
        Self(self.0[..self.0.len().saturating_sub(1)].to_vec())
    }

    /// The dash, or the paragraph, that it ends with.
    pub fn item(&self) -> Option<usize> {
        match self.0.last() {
            Some(Step::Item(item)) => Some(*item),
            _ => None,
        }
    }

    /// The letter of the điểm, where it has one.
    pub fn letter(&self) -> Option<usize> {
        self.0.iter().find_map(|step| match step {
            Step::Letter(n) => Some(*n),
            _ => None,
        })
    }

    /// The way up to the khoản: Mục and khoản, or the annex.
    #[must_use]
    pub fn clause(&self) -> Self {
        let is_below = |step: &Step| matches!(step, Step::Letter(_) | Step::Item(_) | Step::Row(_));
        let end = self.0.iter().position(is_below).unwrap_or(self.0.len());
        Self(self.0[..end].to_vec())
    }

    /// Mục or annex that it stands in.
    pub fn root(&self) -> Option<Step> {
        self.0.first().copied()
    }

    /// What is printed in front: "II.", "2.", "2.1.", "c)"; nothing for a dash, a row or an annex.
    pub fn label(&self) -> String {
        match self.0.last() {
            Some(Step::Section(n)) => format!("{}.", roman(*n)),
            Some(Step::Number(_)) => format!("{}.", self.number_label()),
            Some(Step::Letter(n)) => format!("{})", letter(*n)),
            _ => String::new(),
        }
    }

    /// The numbers as printed: `2` or `2.1`.
    pub fn number_label(&self) -> String {
        let numbers = self.0.iter().filter_map(|step| match step {
            Step::Number(n) => Some(n.to_string()),
            _ => None,
        });
        numbers.collect::<Vec<_>>().join(".")
    }

    /// "điểm c khoản 2 Mục II", "nhiệm vụ số 5 Phụ lục I": from the small to the large, without a dash;
    /// lower case điểm, khoản, capital Mục, Phụ lục (Phụ lục II, Mục V.7).
    pub fn citation(&self) -> String {
        let (points, root) = (self.points(), self.root_citation());
        [points, root].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// "điểm c khoản 2".
    pub fn points(&self) -> String {
        let mut parts = Vec::new();
        for step in self.0.iter().rev() {
            match step {
                Step::Row(n) => parts.push(format!("nhiệm vụ số {n}")),
                Step::Letter(n) => parts.push(format!("điểm {}", letter(*n))),
                _ => {}
            }
        }
        let number = self.number_label();
        if !number.is_empty() {
            parts.push(format!("khoản {number}"));
        }
        parts.join(" ")
    }

    /// "Mục II", "Phụ lục I", "Phụ lục"; a Mục within an annex is named before it.
    pub fn root_citation(&self) -> String {
        let mut parts = Vec::new();
        for step in self.0.iter().rev() {
            match step {
                Step::Section(n) => parts.push(format!("Mục {}", roman(*n))),
                Step::Annex { only: true, .. } => parts.push("Phụ lục".to_owned()),
                Step::Annex { number, .. } => parts.push(format!("Phụ lục {}", roman(*number))),
                _ => {}
            }
        }
        parts.join(" ")
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, step) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str(".")?;
            }
            match step {
                Step::Annex { number, .. } => write!(f, "PL{number}")?,
                Step::Section(n) => f.write_str(&roman(*n))?,
                Step::Number(n) | Step::Item(n) | Step::Row(n) => write!(f, "{n}")?,
                Step::Letter(n) => f.write_str(&letter(*n))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(steps: &[Step]) -> Position {
        Position(steps.to_vec())
    }

    #[test]
    fn letters_skip_what_the_decree_skips() {
        let letters: Vec<String> = (0..9).map(letter).collect();
        assert_eq!(letters.join(" "), "a b c d đ e g h i");
        assert_eq!(letter(22), "y");
        assert_eq!(letter(23), "aa");
    }

    #[test]
    fn a_reference_is_written_for_software_and_for_officials() {
        let lettered = at(&[Step::Section(2), Step::Number(2), Step::Letter(2), Step::Item(1)]);
        assert_eq!(lettered.to_string(), "II.2.c.1");
        assert_eq!(lettered.citation(), "điểm c khoản 2 Mục II");
        let unlettered = at(&[Step::Section(3), Step::Number(2), Step::Number(1), Step::Item(3)]);
        assert_eq!(unlettered.to_string(), "III.2.1.3");
        assert_eq!(unlettered.citation(), "khoản 2.1 Mục III");
        let row = |only| at(&[Step::Annex { number: 1, only }, Step::Row(5)]);
        assert_eq!(row(false).to_string(), "PL1.5");
        assert_eq!(row(false).citation(), "nhiệm vụ số 5 Phụ lục I");
        assert_eq!(row(true).citation(), "nhiệm vụ số 5 Phụ lục");
    }

    #[test]
    fn a_place_is_labelled_as_it_is_printed() {
        assert_eq!(at(&[Step::Section(2)]).label(), "II.");
        assert_eq!(at(&[Step::Section(3), Step::Number(2), Step::Number(1)]).label(), "2.1.");
        assert_eq!(at(&[Step::Section(3), Step::Number(2), Step::Letter(4)]).label(), "đ)");
    }
}
