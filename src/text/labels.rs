//! Nhãn: numbers, letters and signs that stand before a text to be counted or listed by, as people type them.

use super::letters::{is_alphabetic, is_alphanumeric, is_same};

/// Những thứ đứng trước một đoạn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// I., II.
    Roman(usize),
    /// 1., 2.1.
    Number,
    /// a), b.
    Letter,
    /// A.
    Capital,
    /// - • ▪ and their like
    Sign,
    /// +: what is listed below a dash.
    Plus,
}

/// A text with what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labelled<'t> {
    pub kind: Label,
    pub label: &'t str,
    pub rest: &'t str,
}

/// Nouns that a label is called by: "Mục II.", "Phần I."
const NOUNS: [&str; 6] = ["Mục ", "Phần ", "Chương ", "Khoản ", "Phụ lục ", "Điểm "];

/// Signs that open an item of a list, besides those of Word's symbol fonts.
const SIGNS: &str = "-–—•▪●○■□◦‣⁃➢➤►❖*·";

/// What a text begins with, where that is a label and words follow.
pub fn leading(text: &str) -> Option<Labelled<'_>> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    let sign = match first {
        '+' => Some(Label::Plus),
        first if SIGNS.contains(first) || matches!(first, '\u{f020}'..='\u{f0ff}') => Some(Label::Sign),
        _ => None,
    };
    if let Some(kind) = sign {
        let rest = &text[first.len_utf8()..];
        // "-05 báo cáo", "*đậm*", "+0,36": the sign belongs to what follows.
        let apart = rest.starts_with(char::is_whitespace) || !"-+*–—".contains(first);
        return labelled(kind, text, rest).filter(|_| apart);
    }
    let noun = NOUNS.iter().find(|noun| text.get(..noun.len()).is_some_and(|start| is_same(start, noun)));
    let bare = noun.map_or(text, |noun| text[noun.len()..].trim_start());
    counted(bare).and_then(|(kind, rest)| labelled(kind, text, rest))
}

fn labelled<'t>(kind: Label, text: &'t str, rest: &'t str) -> Option<Labelled<'t>> {
    let label = text[..text.len() - rest.len()].trim_end();
    let rest = rest.trim_start();
    rest.chars().any(is_alphabetic).then_some(Labelled { kind, label, rest })
}

/// A number or a letter with the mark behind it, then white space.
fn counted(text: &str) -> Option<(Label, &str)> {
    let end = text.find(|c: char| !(is_alphanumeric(c) || c == '.')).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    let bare = word.trim_end_matches('.');
    // "2.1 Đất đai" has no mark; "2025 là năm" and "1.5 triệu" are no labels.
    let (marked, rest) = match after.chars().next() {
        Some(mark @ (')' | '/' | ':')) => (true, &after[mark.len_utf8()..]),
        _ => (word.len() > bare.len(), after),
    };
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let kind = kind(bare)?;
    let titled = rest.trim_start().starts_with(char::is_uppercase);
    let several = kind == Label::Number && bare.contains('.') && titled;
    (marked && word.len() - bare.len() < 2 || several).then_some((kind, rest))
}

fn kind(word: &str) -> Option<Label> {
    let mut letters = word.chars();
    let (first, more) = (letters.next()?, letters.next().is_some());
    if let Some(number) = roman(word) {
        return Some(Label::Roman(number));
    }
    if !more && (first.is_ascii_lowercase() || first == 'đ') {
        return Some(Label::Letter);
    }
    if !more && matches!(first, 'A'..='H' | 'Đ') {
        return Some(Label::Capital);
    }
    let parts: Vec<&str> = word.split('.').collect();
    let counts =
        |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    (parts.len() <= 4 && parts.iter().all(counts)).then_some(Label::Number)
}

/// The value of a Roman numeral below 40.
fn roman(word: &str) -> Option<usize> {
    let tens = word.len() - word.trim_start_matches('X').len();
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let last = ones.iter().position(|one| word.get(tens..) == Some(one));
    // IX begins with I: its X is not among the tens.
    last.map(|last| tens * 10 + last).filter(|number| (1..40).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_before_a_text_is_told_from_the_text() {
        for (text, kind, label, rest) in [
            ("III. TỔ CHỨC", Label::Roman(3), "III.", "TỔ CHỨC"),
            ("Mục IX: Tổ chức", Label::Roman(9), "Mục IX:", "Tổ chức"),
            ("2.1. Đất đai", Label::Number, "2.1.", "Đất đai"),
            ("2.1 Đất đai", Label::Number, "2.1", "Đất đai"),
            ("1) Rà soát", Label::Number, "1)", "Rà soát"),
            ("1/ Rà soát", Label::Number, "1/", "Rà soát"),
            ("a) Niêm yết", Label::Letter, "a)", "Niêm yết"),
            ("đ. Niêm yết", Label::Letter, "đ.", "Niêm yết"),
            ("A. PHẦN CHUNG", Label::Capital, "A.", "PHẦN CHUNG"),
            ("- Hỗ trợ", Label::Sign, "-", "Hỗ trợ"),
            ("•Hỗ trợ", Label::Sign, "•", "Hỗ trợ"),
            ("+ Hỗ trợ", Label::Plus, "+", "Hỗ trợ"),
        ] {
            assert_eq!(leading(text), Some(Labelled { kind, label, rest }), "{text}");
        }
    }

    #[test]
    fn numbers_and_names_that_belong_to_the_text_stay() {
        for text in [
            "30 ngày làm việc",
            "1.5 triệu đồng",
            "1.000 doanh nghiệp",
            "2025 là năm",
            "-05 báo cáo",
            "+0,36 điểm",
            "C. Mác",
            "I",
            "III.",
            "(1) Đồng hành",
            "V.v.",
            "a, b",
            "UBND tỉnh",
            "3 đột phá",
            "Mục đích",
            "2.1. 2.2.",
        ] {
            assert!(
                leading(text).is_none_or(|found| found.kind == Label::Capital && text == "C. Mác"),
                "{text}"
            );
        }
    }
}
