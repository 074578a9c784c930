//! A YAML file as a tree: what was typed, and where. Types come later.

use std::ops::Range;

use super::fault::Fault;
use super::located::Located;

/// A value and the bytes of the source that hold it. A collection's range ends with its last
/// child; the range of a value left out is that of its key.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub range: Range<usize>,
    pub value: Value,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing after the colon or the dash, `~` or `null`.
    Null,
    /// The characters as typed, after unfolding and unescaping: `05` stays `05`.
    Scalar(String),
    List(Vec<Node>),
    /// In the order of the file; keys are unique.
    Mapping(Vec<Entry>),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub key: Located<String>,
    pub value: Node,
}

impl Node {
    /// The value of a key, where the node is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        let Value::Mapping(entries) = &self.value else { return None };
        entries.iter().find(|entry| entry.key.as_str() == key).map(|entry| &entry.value)
    }

    /// A copy without the entries and items that a fault points at.
    pub(super) fn without(&self, faults: &[Fault]) -> Self {
        let faulty = |range: &Range<usize>| faults.iter().any(|fault| fault.range == *range);
        let value = match &self.value {
            Value::Mapping(entries) => Value::Mapping(
                entries
                    .iter()
                    .filter(|entry| !faulty(&entry.key.range()) && !faulty(&entry.value.range))
                    .map(|entry| Entry { key: entry.key.clone(), value: entry.value.without(faults) })
                    .collect(),
            ),
            Value::List(items) => Value::List(
                items.iter().filter(|item| !faulty(&item.range)).map(|item| item.without(faults)).collect(),
            ),
            Value::Null | Value::Scalar(_) => self.value.clone(),
        };
        Self { range: self.range.clone(), value }
    }

    /// The items of a list; a scalar stands for a list of one.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(_) => std::slice::from_ref(self),
            Value::Null | Value::Mapping(_) => &[],
        }
    }

    /// The characters of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            Value::Null | Value::List(_) | Value::Mapping(_) => None,
        }
    }

    /// Where to point when the node as a whole is meant: for a mapping its first key.
    pub(super) fn head(&self) -> Range<usize> {
        match &self.value {
            Value::Mapping(entries) => entries.first().map_or(self.range.clone(), |entry| entry.key.range()),
            _ => self.range.clone(),
        }
    }
}
