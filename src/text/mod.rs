//! Texts as such: dates and numbers as they are typed and printed, what must not be parted on a line, lists
//! of words, how like two texts are. It knows nothing of plans.

pub mod collation;
pub mod contained;
pub mod date;
pub mod deadline;
pub mod first_letter;
pub mod labels;
pub mod legacy;
pub mod legacy_fonts;
pub mod likeness;
pub mod moment;
pub mod notes;
pub mod numerals;
pub mod slug;
pub mod syllable;
pub mod symbol_fonts;
pub mod typography;
pub mod values;
pub mod words;

/// The first words of a text, enough to find it.
pub fn beginning(text: &str) -> String {
    const WORDS: usize = 9;
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
