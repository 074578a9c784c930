//! Places in a tree and in its text.

use super::{Path, Step};
use crate::content::yaml::{Node, Value};

pub(super) fn at<'n>(node: &'n Node, path: &[Step]) -> Option<&'n Node> {
    path.iter().try_fold(node, |node, step| match (step, &node.value) {
        (Step::Key(key), _) => node.get(key),
        (Step::Item(at), Value::List(items)) => items.get(*at),
        (Step::Item(_), _) => None,
    })
}

pub(super) fn path_to(node: &Node, byte: usize) -> Path {
    let mut path = Path::new();
    let mut here = node;
    loop {
        let next = match &here.value {
            Value::Mapping(entries) => entries
                .iter()
                .find(|entry| entry.key.range().contains(&byte) || holds(&entry.value, byte))
                .map(|entry| (Step::Key(entry.key.value().clone()), &entry.value)),
            Value::List(items) => items
                .iter()
                .enumerate()
                .find(|(_, item)| holds(item, byte))
                .map(|(at, item)| (Step::Item(at), item)),
            Value::Null | Value::Scalar(_) => None,
        };
        let Some((step, node)) = next else { return path };
        path.push(step);
        here = node;
    }
}

fn holds(node: &Node, byte: usize) -> bool {
    node.range.contains(&byte) || node.range.start == byte
}

/// Where the words of a value end: a folded text reaches over the line feeds behind it.
pub(super) fn value_end(text: &str, node: &Node) -> usize {
    let last = last_byte(node);
    text[..last].trim_end().len().max(node.range.start)
}

fn last_byte(node: &Node) -> usize {
    match &node.value {
        Value::Mapping(entries) => {
            entries.last().map_or(node.range.end, |entry| last_byte(&entry.value).max(entry.key.range().end))
        }
        Value::List(items) => items.last().map_or(node.range.end, last_byte),
        Value::Null | Value::Scalar(_) => node.range.end,
    }
}

/// Whether a collection stands in brackets or braces.
pub(super) fn is_enclosed(text: &str, node: &Node) -> bool {
    let first = text[node.range.start..].chars().next();
    matches!((&node.value, first), (Value::List(_), Some('[')) | (Value::Mapping(_), Some('{')))
}
