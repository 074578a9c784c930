//! Độ mật: the mark of a state secret, wherever in a document it is stamped.

use super::lines::{Line, Piece};
use super::{Document, Why, Words};
use crate::text::secrecy::is_mark;

/// Looks for it among what stands by itself. Cells of tables are not asked but at the top, where a table only lays
/// out: below they may speak of the secrecy of other things.
pub(super) fn of(pieces: &[Piece]) -> Option<Words> {
    let alone = pieces.iter().filter_map(Piece::line).cloned().flat_map(Line::columns);
    alone.map(|line| line.words()).find(|words| is_mark(&words.text))
}

/// What the head and the running lines say of it.
pub(super) fn around(document: &Document) -> Option<Words> {
    let running = document.aside.iter().filter(|aside| aside.why == Why::Running).map(|aside| &aside.words);
    document.head.stamps.iter().chain(running).find(|words| is_mark(&words.text)).cloned()
}
