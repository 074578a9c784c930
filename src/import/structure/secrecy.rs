//! Độ mật: the mark of a state secret, wherever in a document it is stamped.

use super::lines::{Line, Piece};
use super::{Document, Why, Words};
use crate::text::words::official;

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

/// "MẬT", "TỐI MẬT", "Độ mật: MẬT", "MẬT - KHẨN": words that say nothing else.
pub(super) fn is_mark(text: &str) -> bool {
    let parts = text.split(|c: char| !c.is_alphanumeric() && c != ' ').map(str::trim);
    let mut secret = false;
    for part in parts.filter(|part| !part.is_empty()) {
        let bare = without_label(part);
        // In small letters it is a word of a sentence.
        let mark = official::SECRECY.contains(&bare);
        secret |= mark;
        if !mark && !bare.is_empty() && !official::STAMPS.contains(&bare.to_uppercase().as_str()) {
            return false;
        }
    }
    secret
}

/// Without "Độ mật" before it.
fn without_label(text: &str) -> &str {
    ["ĐỘ MẬT", "Độ mật", "Độ MẬT"].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text).trim()
}
