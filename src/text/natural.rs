//! Thứ tự tự nhiên: numbers within texts in the order of numbers, line 9 before line 10, and cells of a workbook row
//! by row, B9 before A10.

use std::cmp::Ordering;

/// A stretch of a text.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Piece<'t> {
    /// "C12": its row, the length of its letters (Z before AA) and the letters.
    Cell(u64, usize, &'t str),
    Number(u64),
    Letter(char),
}

/// Orders two texts; those that only differ in how a number is typed ("07", "7") by their letters.
pub fn compare(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        match (next(one, left), next(other, right)) {
            (None, None) => return one.cmp(other),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some((mine, rest)), Some((theirs, others))) => match mine.cmp(&theirs) {
                Ordering::Equal => (left, right) = (rest, others),
                order => return order,
            },
        }
    }
}

/// The first piece of what is left of a text, and what is left then.
fn next<'t>(whole: &'t str, left: &'t str) -> Option<(Piece<'t>, &'t str)> {
    let first = left.chars().next()?;
    let before = whole[..whole.len() - left.len()].chars().next_back();
    if first.is_ascii_uppercase() && !before.is_some_and(char::is_alphanumeric) {
        let letters = left.bytes().take_while(u8::is_ascii_uppercase).count();
        let (column, rest) = left.split_at(letters);
        if let Some((row, rest)) = number(rest).filter(|_| letters <= MOST_LETTERS)
            && !rest.chars().next().is_some_and(char::is_alphanumeric)
        {
            return Some((Piece::Cell(row, letters, column), rest));
        }
    }
    match number(left) {
        Some((number, rest)) => Some((Piece::Number(number), rest)),
        None => Some((Piece::Letter(first), &left[first.len_utf8()..])),
    }
}

/// The last column of a workbook is XFD.
const MOST_LETTERS: usize = 3;

fn number(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    Some((text[..digits].parse().ok()?, &text[digits..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(texts: &[&'static str]) -> Vec<&'static str> {
        let mut texts = texts.to_vec();
        texts.sort_by(|one, other| compare(one, other));
        texts
    }

    #[test]
    fn lines_stand_in_the_order_of_their_numbers() {
        assert_eq!(
            sorted(&[
                "a.xlsx, dòng 10: x",
                "a.xlsx, dòng 9: y",
                "a.xlsx, dòng 100: a",
                "a (2).xlsx, dòng 12"
            ]),
            ["a (2).xlsx, dòng 12", "a.xlsx, dòng 9: y", "a.xlsx, dòng 10: x", "a.xlsx, dòng 100: a"]
        );
        assert_eq!(sorted(&["tệp 07", "tệp 7", "tệp"]), ["tệp", "tệp 07", "tệp 7"]);
        assert_eq!(sorted(&["99999999999999999999999", "1"]), ["1", "99999999999999999999999"]);
    }

    #[test]
    fn cells_stand_row_by_row() {
        assert_eq!(
            sorted(&["ô AA9: a", "ô B10: a", "ô A10: a", "ô Z9: a", "ô C2: a"]),
            ["ô C2: a", "ô Z9: a", "ô AA9: a", "ô A10: a", "ô B10: a"]
        );
        // A code is no cell, and neither is a word of capitals.
        assert_eq!(sorted(&["KH10/UBND", "KH9/UBND", "UBND"]), ["KH9/UBND", "KH10/UBND", "UBND"]);
    }
}
