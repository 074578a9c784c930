//! ` #` starts a comment wherever it stands, also in "mục tiêu #1 của tỉnh": the rest of the
//! sentence is lost without a word. Real comments after ids and numbers are common, so this
//! speaks up only where the comment reads like the rest of a sentence. Of short texts that is told by what they are
//! for, which `content::comments` knows.

use std::ops::Range;

use super::fault::{Fault, is_key_like, shortened};
use super::node::{Node, Value};
use crate::diagnostic::codes;
use crate::text::words::margin;

/// A sentence of this many words belongs in a block scalar; a comment after it is suspect.
const SENTENCE: usize = 8;

/// A comment behind a value, on its line.
pub struct Behind<'t> {
    pub range: Range<usize>,
    /// With its sign.
    pub text: &'t str,
    /// How many spaces stand before it.
    pub spaces: usize,
    /// Whether it was told of as the rest of the value.
    pub told: bool,
}

/// The comment behind a value without quotes, where there is one.
pub fn behind<'t>(text: &'t str, value: &Range<usize>) -> Option<Behind<'t>> {
    let typed = text.get(value.clone())?;
    if typed.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let after = text.get(value.end..)?;
    let from = after.trim_start_matches(' ');
    let comment = from.strip_prefix('#').and_then(|_| from.split(['\r', '\n']).next())?;
    let start = text.len() - from.len();
    Some(Behind {
        range: start..start + comment.len(),
        text: comment,
        spaces: after.len() - from.len(),
        told: cut(text, value).is_some(),
    })
}

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
        // An id or a figure has its comment there; a name goes on.
        1 => glued && !is_key_like(value.trim()),
        2..SENTENCE => glued,
        // Behind its full stop a sentence is whole; what begins as a note in the margin is one.
        _ => glued || !value.trim_end().ends_with('.') || !margin::begins_note(comment),
    };
    let start = text.len() - from.len();
    suspect.then(|| finding(start..start + comment.len(), comment))
}

fn finding(comment: Range<usize>, text: &str) -> Fault {
    let message = format!("Phần “{}” bị bỏ khỏi câu: “ #” mở đầu một chú thích", shortened(text));
    Fault::new(codes::COMMENT_CUTS_TEXT, comment, message)
        .hint("viết câu trong khối >-; nếu đúng là chú thích, đưa lên một dòng riêng")
}

/// Whether a comment stands in a stretch of a file that was read as `root`: behind a value, or on a line of its own.
/// What looks like one within a value is words.
pub fn has_comment(root: &Node, text: &str, within: Range<usize>) -> bool {
    let mut values = Vec::new();
    gather(root, text, &mut values);
    let opens = |at: &usize| text[..*at].chars().next_back().is_none_or(char::is_whitespace);
    let signs = text[within.clone()].match_indices('#').map(|(at, _)| within.start + at);
    signs.filter(opens).any(|at| !values.iter().any(|value| value.contains(&at)))
}

/// Where the words of all values stand.
fn gather(node: &Node, text: &str, values: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(_) => {
            let Range { start, end } = node.range.clone();
            let typed = &text[start..end];
            // A comment may stand behind the sign that begins a block.
            let head =
                if typed.starts_with(['|', '>']) { typed.find('\n').unwrap_or(typed.len()) } else { 0 };
            values.push(start + head..end);
        }
        Value::List(items) => items.iter().for_each(|item| gather(item, text, values)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| gather(&entry.value, text, values)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::Source;

    #[test]
    fn a_sign_within_a_text_is_no_comment_and_one_behind_it_is() {
        let has = |text: &str| {
            let source = Arc::new(Source { path: "x.yaml".into(), text: text.to_owned() });
            let root = crate::content::yaml::read(&source, &mut Vec::new()).unwrap();
            has_comment(&root, text, 0..text.len())
        };
        for words in [
            "a: >-\n  Đã gửi phiếu #125 lên\n  # hệ thống\n",
            "a: |\n  một\n\n  hai #2\nb: c\n",
            "a: \"phiếu #125\"\n",
            "a: 'phiếu #125'\nb: x#1\n",
            "- {a: \"số #1\", b: c}\n",
        ] {
            assert!(!has(words), "{words}");
        }
        for comment in
            ["a: b # c\n", "# a\na: b\n", "a: >- # c\n  b\n", "a: >-\n  b #1\n# c\nd: e\n", "- {a: b} # c\n"]
        {
            assert!(has(comment), "{comment}");
        }
    }
}
