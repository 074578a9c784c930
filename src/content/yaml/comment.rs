//! ` #` starts a comment wherever it stands, also in "mục tiêu #1 của tỉnh": the rest of the
//! sentence is lost without a word. Real comments after ids and numbers are common, so this
//! speaks up only where the comment reads like the rest of a sentence.

use std::ops::Range;

use super::fault::{Fault, shortened};
use crate::diagnostic::codes;

/// A sentence of this many words belongs in a block scalar; a comment after it is suspect.
const SENTENCE: usize = 8;

/// The finding about a comment after a plain value on the same line, if it seems unintended.
pub(super) fn cut(text: &str, value: &Range<usize>, comment: &Range<usize>) -> Option<Fault> {
    let between = text.get(value.end..comment.start)?;
    let value = text.get(value.clone())?;
    let comment_text = text.get(comment.clone())?;
    // After an empty value only the colon stands between.
    let empty = between.trim() == ":" && !between.contains('\n');
    if !empty && !between.chars().all(|c| c == ' ') {
        return None;
    }
    let words = if empty { 0 } else { value.split_whitespace().count() };
    let glued = comment_text.chars().nth(1).is_some_and(char::is_alphanumeric);
    let suspect = match words {
        0 => glued && comment_text.split_whitespace().count() > 1,
        1 => false,
        2..SENTENCE => glued,
        _ => true,
    };
    suspect.then(|| finding(comment, comment_text))
}

fn finding(comment: &Range<usize>, text: &str) -> Fault {
    let message = format!("Phần “{}” bị bỏ khỏi câu: “ #” mở đầu một chú thích", shortened(text));
    Fault::new(codes::COMMENT_CUTS_TEXT, comment.clone(), message)
        .hint("viết câu trong khối >-; nếu đúng là chú thích, đưa lên một dòng riêng")
}
