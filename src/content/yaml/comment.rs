//! ` #` starts a comment wherever it stands, also in "mục tiêu #1 của tỉnh": the rest of the
//! sentence is lost without a word. Real comments after ids and numbers are common, so this
//! speaks up only where the comment reads like the rest of a sentence.

use std::ops::Range;

use super::fault::{Fault, shortened};
use crate::diagnostic::codes;

/// A sentence of this many words belongs in a block scalar; a comment after it is suspect.
const SENTENCE: usize = 8;

/// The finding about a comment behind a plain value, or behind a key without one, on the same line, if it seems
/// unintended.
pub(super) fn cut(text: &str, value: &Range<usize>) -> Option<Fault> {
    let after = text.get(value.end..)?.trim_start_matches(' ');
    // Behind a key only the colon stands before the comment.
    let (value, from) = match after.strip_prefix(':') {
        Some(after) => ("", after.trim_start_matches([' ', '\t'])),
        None => (text.get(value.clone())?, after),
    };
    let glued = from.strip_prefix('#')?.starts_with(char::is_alphanumeric);
    let comment = from.split(['\r', '\n']).next()?;
    let words = value.split_whitespace().count();
    let suspect = match words {
        0 => glued && comment.split_whitespace().count() > 1,
        1 => false,
        2..SENTENCE => glued,
        _ => true,
    };
    let start = text.len() - from.len();
    suspect.then(|| finding(start..start + comment.len(), comment))
}

fn finding(comment: Range<usize>, text: &str) -> Fault {
    let message = format!("Phần “{}” bị bỏ khỏi câu: “ #” mở đầu một chú thích", shortened(text));
    Fault::new(codes::COMMENT_CUTS_TEXT, comment, message)
        .hint("viết câu trong khối >-; nếu đúng là chú thích, đưa lên một dòng riêng")
}
