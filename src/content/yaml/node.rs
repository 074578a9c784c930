//! A YAML file as a tree: what was typed, and where. Types come later.

use std::ops::Range;

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

    /// Where to point when the node as a whole is meant: for a mapping its first key.
    pub(super) fn head(&self) -> Range<usize> {
        match &self.value {
            Value::Mapping(entries) => entries.first().map_or(self.range.clone(), |entry| entry.key.range()),
            _ => self.range.clone(),
        }
    }
}
