//! Lời nhắc: what offices show in a content control until somebody fills it in.

/// How the usual ones begin, in small letters.
const BEGIN: [&str; 14] = [
    "click or tap",
    "click here",
    "tap here",
    "enter text",
    "enter any content",
    "choose an item",
    "choose a ",
    "bấm hoặc",
    "bấm vào",
    "nhấn vào",
    "nhấp vào",
    "gõ vào đây",
    "chọn một mục",
    "chọn mục",
];

/// Whether a text is one of those. A control may say that it shows one after somebody typed into it, where
/// the program that it was typed in left that as it was.
pub(super) fn is_usual(text: &str) -> bool {
    const LONGEST: usize = 16;
    let lower = text.trim().to_lowercase();
    BEGIN.iter().any(|begin| lower.starts_with(begin)) && lower.split_whitespace().count() <= LONGEST
}

/// Whether a style of characters is that of prompts, by the name that all offices give it.
pub(super) fn is_style(name: &str) -> bool {
    let letters: String = name.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    letters.eq_ignore_ascii_case("PlaceholderText")
}
