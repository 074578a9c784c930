//! Texts as such: dates and numbers as they are typed and printed, what must not be parted on a line, lists
//! of words, how like two texts are. It knows nothing of plans.
//!
//! - What is typed is read: [`values`] (figures, dates), [`date`], [`moment`] and [`deadline`] (when something is, or
//!   is due), [`rhythm`], [`numerals`]; [`annexes`], [`notes`], [`bracket`], [`labels`], [`end_mark`], [`dangling`],
//!   [`secrecy`] (set forms in sentences)
//! - Letters: [`letters`], [`first_letter`], [`raised`], [`spaces`], [`typography`] (what must not be parted, what has no
//!   shape), [`syllable`]; [`legacy`], [`legacy_fonts`], [`symbol_fonts`], [`lookalikes`] (letters that are not what they
//!   look like)
//! - Texts are compared: [`likeness`], [`contained`], [`collation`] and [`natural`] (their order), [`phrases`]
//! - [`words`]: every list of words of the language of plans
//! - [`lines`], [`cells`], [`csv`], [`slug`]: places in a text and in a sheet, fields of a line, ids from names
//! - [`origin`]: marks that travel with a text to the page where it is printed

pub mod annexes;
pub mod bracket;
pub mod cells;
pub mod collation;
pub mod contained;
pub mod csv;
pub mod dangling;
pub mod date;
pub mod deadline;
pub mod end_mark;
pub mod first_letter;
pub mod labels;
pub mod legacy;
pub mod legacy_fonts;
pub mod letters;
pub mod likeness;
pub mod lines;
pub mod lookalikes;
pub mod moment;
pub mod natural;
pub mod notes;
pub mod numerals;
pub mod origin;
pub mod phrases;
pub mod raised;
pub mod rhythm;
pub mod secrecy;
pub mod slug;
pub mod spaces;
pub mod syllable;
pub mod symbol_fonts;
pub mod typography;
pub mod values;
pub mod words;

/// Small letters without their marks, single spaces, no signs at the ends: "Tình trạng:" is "tinh trang".
pub fn folded(text: &str) -> String {
    let plain = collation::folded(text);
    spaces::single_spaced(&plain).trim_matches([':', '.', ',', ';', '*', '-']).trim().to_owned()
}

/// The first so many of several names, and how many others there are: "Sở A, Sở B và 04 cơ quan khác".
pub fn few(names: impl ExactSizeIterator<Item = String>, shown: usize, others: &str) -> String {
    let more = names.len().saturating_sub(shown);
    let named = names.take(shown).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{named} và {more:02} {others}") } else { named }
}

/// The first words of a text, enough to find it.
pub fn beginning(text: &str) -> String {
    const WORDS: usize = 9;
    let mut words = text.split_whitespace();
    let first: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", first.join(" "))
}
