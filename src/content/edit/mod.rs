//! Sửa tệp nội dung: a value set, an item put in, taken out or moved, in the text of a YAML file that a person
//! keeps. Every line that is not touched stays as it is: comments, order, layout.
//!
//! Enters: the text and what is to be done, place by place. Leaves: the new text, which was read again and
//! differs from the old one in exactly what was asked for; where that cannot be promised, nothing. What the
//! values mean it does not know: who changes content loads it again before anything is on the disk.
//!
//! - [`edited`]: a text with edits done
//! - [`merged`]: what two people made of one text, brought together
//! - [`carried`]: where a place of one text is in another

mod merge;
mod pairs;
mod place;
mod plain;
mod splice;
#[cfg(test)]
mod tests;
mod transfer;

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::yaml::{self, Node};
use crate::diagnostic::{Source, has_errors};
pub use merge::{Conflict, Merged, merged};
pub use pairs::{carried, is_same_item};
pub use plain::{Plain, Value};

/// One step from a node to what it holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    Key(String),
    Item(usize),
}

impl Step {
    pub fn key(key: &str) -> Self {
        Self::Key(key.to_owned())
    }

    /// As it stands in the name of a place: a number is an item.
    pub fn named(name: &str) -> Self {
        name.parse().map_or_else(|_| Self::key(name), Self::Item)
    }
}

/// The name of a place: `cac_muc/1/khoan/0`.
pub fn name_of(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => key.clone(),
        Step::Item(at) => at.to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join("/")
}

/// The keys of a place, with `*` for any item of a list.
pub fn keys(path: &[Step]) -> Vec<&str> {
    path.iter()
        .map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Item(_) => "*",
        })
        .collect()
}

/// The key that a place has, or the list that it is an item of.
pub fn last_key(path: &[Step]) -> Option<&str> {
    path.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::Item(_) => None,
    })
}

/// Where a value stands, from the top of the file.
pub type Path = Vec<Step>;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The value of a key or of an item; a key that is not there is added to its mapping.
    Set { path: Path, value: Value },
    /// A new item of a list, before the one of this number; a list that is not there is begun.
    Insert { list: Path, at: usize, value: Value },
    /// An item of a list, or a key with its value.
    Remove { path: Path },
    /// An item of a list, with the comments above it, to where it will be among the others.
    Move { list: Path, from: usize, to: usize },
    /// A key that its mapping does not have yet, right behind another one.
    Put { path: Path, behind: String, value: Value },
    /// An item of a list, with its comments and as it is written, into another list, before the one of this number;
    /// a list that is not there is begun.
    Transfer { from: Path, list: Path, at: usize },
}

/// Why a text was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotEdited {
    /// The file cannot be read.
    Unreadable,
    /// There is no such place in it.
    NoSuchPlace,
    /// It is written in a way in which the program cannot change this place without risk.
    Layout,
}

/// The text with everything done, one after the other: each place is that after those before it.
///
/// # Errors
/// The first that cannot be done: nothing is done then.
pub fn edited(text: &str, edits: &[Edit]) -> Result<String, NotEdited> {
    let mut text = text.to_owned();
    let mut node = read(&text).ok_or(NotEdited::Unreadable)?;
    for edit in edits {
        let mut expected = Plain::of(&node);
        expected.edit(edit).ok_or(NotEdited::NoSuchPlace)?;
        let new = splice::spliced(&text, &node, edit).ok_or(NotEdited::Layout)?;
        node = read(&new).ok_or(NotEdited::Layout)?;
        if Plain::of(&node) != expected {
            return Err(NotEdited::Layout);
        }
        text = new;
    }
    Ok(text)
}

/// The tree of a text, where it has one.
pub fn read(text: &str) -> Option<Node> {
    let source = Arc::new(Source { path: PathBuf::new(), text: text.to_owned() });
    yaml::read(&source, &mut Vec::new())
}

/// Whether nothing is wrong with the layout of a text: only then does its tree say what its author meant.
pub fn is_sound(text: &str) -> bool {
    let source = Arc::new(Source { path: PathBuf::new(), text: text.to_owned() });
    let mut findings = Vec::new();
    yaml::read(&source, &mut findings).is_some() && !has_errors(&findings)
}

/// The text with a list or a mapping that says this; what it says already stays as it is written.
///
/// # Errors
/// Where the layout does not let it be done.
pub fn rewritten(text: &str, path: &[Step], value: &Plain) -> Result<String, NotEdited> {
    let before = Plain::of(&read(text).ok_or(NotEdited::Unreadable)?);
    let mut after = before.clone();
    after.edit(&Edit::Set { path: path.to_vec(), value: value.value() }).ok_or(NotEdited::NoSuchPlace)?;
    merge::made(text, &before, &after)
}

/// The path to the innermost value that holds this byte.
pub fn path_to(node: &Node, byte: usize) -> Path {
    place::path_to(node, byte)
}

/// What stands at a place.
pub fn at<'n>(node: &'n Node, path: &[Step]) -> Option<&'n Node> {
    place::at(node, path)
}
