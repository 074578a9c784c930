//! The characters of a file's values, each at the place where it was typed.

use std::ops::Range;

use super::node::{Node, Value};

/// A character of a value and the bytes that stand for it in the file: itself, or an escape.
#[derive(Debug, Clone, PartialEq)]
pub struct Character {
    pub c: char,
    pub range: Range<usize>,
}

/// The characters of all values for which `wanted` says yes, in the order of the file. Keys and comments
/// have none; neither have the values of the keys in `unprinted`, nor what is below them.
pub fn characters(
    node: &Node,
    text: &str,
    unprinted: &[&str],
    wanted: &dyn Fn(char) -> bool,
) -> Vec<Character> {
    let mut found = Vec::new();
    collect(node, text, unprinted, wanted, &mut found);
    found
}

fn collect(
    node: &Node,
    text: &str,
    unprinted: &[&str],
    wanted: &dyn Fn(char) -> bool,
    found: &mut Vec<Character>,
) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(value) => of_scalar(value, &node.range, text, wanted, found),
        Value::List(items) => {
            items.iter().for_each(|item| collect(item, text, unprinted, wanted, found));
        }
        Value::Mapping(entries) => {
            let printed = entries.iter().filter(|entry| !unprinted.contains(&entry.key.as_str()));
            printed.for_each(|entry| collect(&entry.value, text, unprinted, wanted, found));
        }
    }
}

fn of_scalar(
    value: &str,
    range: &Range<usize>,
    text: &str,
    wanted: &dyn Fn(char) -> bool,
    found: &mut Vec<Character>,
) {
    if !value.chars().any(wanted) {
        return;
    }
    let typed = text.get(range.clone()).unwrap_or_default();
    let escapes = typed.starts_with('"');
    let mut told = Vec::new();
    let mut at = 0;
    while let Some(first) = typed[at..].chars().next() {
        let (c, length) = match first {
            '\\' if escapes => escape(&typed[at..]),
            _ => (Some(first), first.len_utf8()),
        };
        // The header of a block may have a comment: what only stands there is no part of the value.
        if let Some(c) = c.filter(|c| wanted(*c) && value.contains(*c)) {
            found.push(Character { c, range: range.start + at..range.start + at + length });
            told.push(c);
        }
        at += length;
    }
    // Nothing of a value goes unsaid, even where its spelling is not understood.
    for c in value.chars().filter(|c| wanted(*c)) {
        if !told.contains(&c) {
            told.push(c);
            found.push(Character { c, range: range.clone() });
        }
    }
}

/// What an escape at the start of a text stands for, where it is a number, and its length.
fn escape(text: &str) -> (Option<char>, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(_) => {
            let next = text[1..].chars().next().map_or(0, char::len_utf8);
            return (None, 1 + next);
        }
        None => return (None, 1),
    };
    let number = text.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
    match number.and_then(char::from_u32) {
        Some(c) => (Some(c), 2 + digits),
        None => (None, 2),
    }
}
