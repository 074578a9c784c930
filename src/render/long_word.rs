//! Từ dài: links, paths and codes, which may be cut where no word of Vietnamese is.
//!
//! Layout cuts them there as a last resort, and a column need not be wider than what stands between two
//! such places. It knows nothing of tables and lines.

/// A word from this many characters on is long enough to be cut at its own punctuation: longer
/// than any document number.
pub const LONG: usize = 26;

/// Whether a word may be cut at its punctuation.
pub fn is_long(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.") || word.chars().count() >= LONG
}

/// Whether a line of a long word may end between two of its characters.
pub fn may_end(c: char, next: char) -> bool {
    matches!(c, '/' | '-' | '.' | '?' | '&' | '=' | '_' | '–' | ',' | ';') && next.is_alphanumeric()
}
