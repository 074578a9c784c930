//! Số, chữ, dấu ở đầu đoạn: how an item of the outline is numbered.

use crate::reading::{Kind, Number};
use crate::text::labels::{self, Label};

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// As it is shown: "I.", "1.1.", "a)", "-".
    pub text: String,
    pub series: Series,
    /// The figures: 2, 1 for "2.1."; 5 for "đ)"; nothing for dashes.
    pub figures: Vec<usize>,
    /// List and level, where the program that shows the document counts.
    pub list: Option<(u32, u8)>,
}

/// What an item is numbered by; marks of one series count together. In the order in which series usually
/// stand in one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    /// Phần I, Chương II
    Part,
    /// A.
    Capital,
    /// I.
    Roman,
    /// Điều 1.
    Article,
    /// 1., 1.1., 1.1.1.: how many figures it has.
    Number(u8),
    /// 1)
    NumberParen,
    /// a), a.
    Letter,
    /// a.1)
    LetterNumber,
    /// (1)
    InParens,
    /// *
    Star,
    /// - • ▪
    Dash,
    /// +
    Plus,
}

impl Series {
    /// Whether its marks count.
    pub fn counts(self) -> bool {
        !matches!(self, Self::Star | Self::Dash | Self::Plus)
    }
}

/// The mark that a text begins with, and how many bytes it and the white space behind it take.
pub(super) fn leading(text: &str) -> Option<(Mark, usize)> {
    labelled(text).or_else(|| glued(text)).or_else(|| dashed(text)).or_else(|| own(text))
}

/// The mark that the program computes.
pub(super) fn computed(number: &Number) -> Mark {
    let list = Some((number.list, number.level));
    let shown = number.text.trim().to_owned();
    let bare = |series| Mark { text: shown.clone(), series, figures: Vec::new(), list };
    if number.kind == Kind::Bullet {
        let plus = shown.starts_with('+') || shown == "o" || shown.starts_with('\u{25cb}');
        return bare(if plus { Series::Plus } else { Series::Dash });
    }
    // As if words followed.
    let forms = [format!("{shown} X"), format!("{shown}. X")];
    let mark = forms.iter().find_map(|text| leading(text)).map(|(mark, _)| mark);
    match (mark, number.kind) {
        (Some(mark), _) => Mark { text: shown, list, ..mark },
        (None, Kind::Counted(n)) => Mark {
            figures: vec![usize::try_from(n).unwrap_or_default()],
            ..bare(Series::Number(number.level.max(1)))
        },
        (None, Kind::Bullet) => bare(Series::Dash),
    }
}

fn labelled(text: &str) -> Option<(Mark, usize)> {
    let found = labels::leading(text)?;
    let lower = found.label.to_lowercase();
    // "Khoản 1 …", "Điểm a …", "Phụ lục 1 …" begin a sentence about them.
    let cites = ["khoản ", "điểm ", "phụ lục "].iter().any(|noun| lower.starts_with(noun));
    let series = match found.kind {
        Label::Roman(_) | Label::Number | Label::Capital
            if lower.starts_with("phần ") || lower.starts_with("chương ") =>
        {
            Series::Part
        }
        _ if cites => return None,
        Label::Roman(_) => Series::Roman,
        Label::Capital => Series::Capital,
        Label::Letter => Series::Letter,
        Label::Number if found.label.ends_with(')') => Series::NumberParen,
        Label::Number => Series::Number(0),
        Label::Sign if found.label == "*" => Series::Star,
        Label::Sign => Series::Dash,
        Label::Plus => Series::Plus,
    };
    let figures = figures(found.label, found.kind);
    let series = match series {
        Series::Number(_) => Series::Number(u8::try_from(figures.len()).unwrap_or(u8::MAX).max(1)),
        other => other,
    };
    let bytes = text.len() - found.rest.len();
    Some((Mark { text: found.label.to_owned(), series, figures, list: None }, bytes))
}

fn figures(label: &str, kind: Label) -> Vec<usize> {
    const LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
    match kind {
        Label::Roman(value) => vec![value],
        Label::Number => {
            label.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect()
        }
        Label::Letter | Label::Capital => {
            let letter = label.to_lowercase().chars().find(|c| c.is_alphabetic());
            letter
                .and_then(|letter| LETTERS.chars().position(|c| c == letter))
                .map(|at| at + 1)
                .into_iter()
                .collect()
        }
        Label::Sign | Label::Plus => Vec::new(),
    }
}

/// "I.MỤC TIÊU", "1.Mục đích", "a)Sở", "-Xây dựng": no space behind the mark.
fn glued(text: &str) -> Option<(Mark, usize)> {
    let first = text.chars().next()?;
    let end = if "-–+*".contains(first) {
        first.len_utf8()
    } else {
        let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == 'đ'))?;
        let head = &text[..end];
        match text[end..].chars().next()? {
            ')' => end + 1,
            // "1/Rà soát", and no "12/KH-UBND".
            '/' if !text[end..].split(' ').next()?.contains('-') => end + 1,
            // "1.1.Xây": the mark ends with the last full stop.
            _ => head.rfind('.')? + 1,
        }
    };
    let (label, rest) = text.split_at_checked(end)?;
    let next = rest.chars().next()?;
    let apart = if label.ends_with(')') { next.is_alphabetic() } else { next.is_uppercase() };
    if !apart {
        return None;
    }
    let (mark, _) = labelled(&format!("{label} {rest}"))?;
    (mark.text == label && mark.series != Series::Capital).then_some((mark, end))
}

/// "I - MỤC ĐÍCH", "II- Nhiệm vụ": a dash in place of the full stop.
fn dashed(text: &str) -> Option<(Mark, usize)> {
    let roman = text.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let dash = text.get(roman..)?.trim_start();
    let rest = dash.strip_prefix(['-', '–', '—'])?;
    let apart = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_uppercase);
    let (mark, _) = labelled(&format!("{}. X", &text[..roman])).filter(|_| apart)?;
    let typed = text[..text.len() - rest.len()].to_owned();
    (mark.series == Series::Roman)
        .then(|| (Mark { text: typed, ..mark }, text.len() - rest.trim_start().len()))
}

/// "(1) Đồng hành", "a.1) Rà soát", "Điều 1. Ban hành".
fn own(text: &str) -> Option<(Mark, usize)> {
    let mark = |end: usize, series, figures: &str| {
        let rest = text.get(end..)?;
        let figures = figures.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
        let bytes = text.len() - rest.trim_start().len();
        rest.trim_start().starts_with(char::is_alphabetic).then(|| {
            (Mark { text: text[..end].to_owned(), series, figures: figures.collect(), list: None }, bytes)
        })
    };
    if let Some(inner) = text.strip_prefix('(') {
        let end = inner.find(')')?;
        let counted = (1..=2).contains(&end) && inner[..end].bytes().all(|byte| byte.is_ascii_digit());
        return counted.then(|| mark(end + 2, Series::InParens, &inner[..end])).flatten();
    }
    if let Some(rest) = text.strip_prefix("Điều ") {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let ends = rest[digits..].starts_with(['.', ':']);
        let end = "Điều ".len() + digits + 1;
        return (digits > 0 && ends).then(|| mark(end, Series::Article, &rest[..digits])).flatten();
    }
    let mut chars = text.char_indices();
    let (_, letter) = chars.next()?;
    let (_, dot) = chars.next()?;
    let from = letter.len_utf8() + 1;
    let digits = text.get(from..)?.bytes().take_while(u8::is_ascii_digit).count();
    let closed = text[from + digits..].starts_with([')', '.']);
    let is_it =
        (letter.is_ascii_lowercase() || letter == 'đ') && dot == '.' && (1..=2).contains(&digits) && closed;
    is_it.then(|| mark(from + digits + 1, Series::LetterNumber, &text[from..from + digits])).flatten()
}
