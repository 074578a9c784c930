//! Values without places: what a file says, to prove that it says what was asked for.

use serde::{Deserialize, Serialize};

use super::{Edit, Path, Step};
use crate::content::yaml::{self, Node};
use crate::text::spaces::single_spaced;

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// An id, a number, a date, a word of an enumeration, `true`.
    Word(String),
    /// Nothing, yet: the key alone.
    Blank,
    /// `true` or `false`.
    Flag(bool),
    /// Words of a document.
    Prose(String),
    /// Ids on one line.
    Words(Vec<String>),
    List(Vec<Value>),
    Mapping(Vec<(String, Value)>),
    /// As it stands in a file, to be taken over: the value and nothing else.
    Copy(Node),
}

/// A value as a reader of the file gets it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plain {
    Null,
    Text(String),
    List(Vec<Plain>),
    Mapping(Vec<(String, Plain)>),
}

impl Plain {
    pub fn of(node: &Node) -> Self {
        match &node.value {
            yaml::Value::Null => Self::Null,
            yaml::Value::Scalar(text) => Self::Text(single_spaced(text).into_owned()),
            yaml::Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            yaml::Value::Mapping(entries) => Self::Mapping(
                entries.iter().map(|entry| (entry.key.value().clone(), Self::of(&entry.value))).collect(),
            ),
        }
    }

    fn asked(value: &Value) -> Self {
        match value {
            Value::Word(text) | Value::Prose(text) => Self::Text(single_spaced(text).into_owned()),
            Value::Blank => Self::Null,
            Value::Flag(flag) => Self::Text(flag.to_string()),
            Value::Words(words) => {
                Self::List(words.iter().map(|word| Self::Text(single_spaced(word).into_owned())).collect())
            }
            Value::List(items) => Self::List(items.iter().map(Self::asked).collect()),
            Value::Mapping(entries) => {
                Self::Mapping(entries.iter().map(|(key, value)| (key.clone(), Self::asked(value))).collect())
            }
            Value::Copy(node) => Self::of(node),
        }
    }

    /// To be written anew.
    pub fn value(&self) -> Value {
        match self {
            Self::Null => Value::Blank,
            Self::Text(text) if matches!(text.as_str(), "true" | "false") => Value::Flag(text == "true"),
            Self::Text(text) if text.contains(' ') => Value::Prose(text.clone()),
            Self::Text(text) => Value::Word(text.clone()),
            Self::List(items) if self.is_of_ids() => Value::Words(items.iter().map(Self::told).collect()),
            Self::List(items) => Value::List(items.iter().map(Self::value).collect()),
            Self::Mapping(entries) => {
                Value::Mapping(entries.iter().map(|(key, value)| (key.clone(), value.value())).collect())
            }
        }
    }

    /// A list of words of which each stands for something.
    pub(super) fn is_of_ids(&self) -> bool {
        let is_id = |item: &Self| matches!(item, Self::Text(text) if !text.contains(' '));
        matches!(self, Self::List(items) if items.iter().all(is_id))
    }

    /// What stands under a key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Mapping(entries) = self else { return None };
        entries.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }

    /// What stands at a place.
    pub fn at(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, |here, step| match (step, here) {
            (Step::Key(key), _) => here.get(key),
            (Step::Item(at), Self::List(items)) => items.get(*at),
            (Step::Item(_), _) => None,
        })
    }

    /// All its words, for a person to read.
    pub fn told(&self) -> String {
        let joined = |parts: Vec<String>, by: &str| {
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(by)
        };
        match self {
            Self::Null => String::new(),
            Self::Text(text) => text.clone(),
            Self::List(items) => joined(items.iter().map(Self::told).collect(), ", "),
            Self::Mapping(entries) => joined(entries.iter().map(|(_, value)| value.told()).collect(), "; "),
        }
    }

    /// Does what is asked for; `None` where there is no such place.
    pub(super) fn edit(&mut self, edit: &Edit) -> Option<()> {
        match edit {
            Edit::Set { path, value } => *self.reach(path)? = Self::asked(value),
            Edit::Insert { list, at, value } => {
                let items = self.reach(list)?.items()?;
                (*at <= items.len()).then(|| items.insert(*at, Self::asked(value)))?;
            }
            Edit::Remove { path } => {
                let (last, above) = path.split_last()?;
                match (last, self.reach(above)?) {
                    (Step::Item(at), Self::List(items)) if *at < items.len() => drop(items.remove(*at)),
                    (Step::Key(key), Self::Mapping(entries)) => {
                        let at = entries.iter().position(|(own, _)| own == key)?;
                        entries.remove(at);
                    }
                    _ => return None,
                }
            }
            Edit::Move { list, from, to } => {
                let items = self.reach(list)?.items()?;
                if *from >= items.len() || *to >= items.len() {
                    return None;
                }
                let item = items.remove(*from);
                items.insert(*to, item);
            }
            Edit::Put { path, behind, value } => {
                let (Step::Key(key), above) = path.split_last()? else { return None };
                let Self::Mapping(entries) = self.reach(above)? else { return None };
                let at = entries.iter().position(|(own, _)| own == behind)?;
                let is_new = entries.iter().all(|(own, _)| own != key);
                is_new.then(|| entries.insert(at + 1, (key.clone(), Self::asked(value))))?;
            }
            Edit::Transfer { from, list, at } => {
                let (Step::Item(own), above) = from.split_last()? else { return None };
                if above == list.as_slice() || list.starts_with(from) {
                    return None;
                }
                let item = self.at(from)?.clone();
                let Self::List(items) = self.reach(above)? else { return None };
                items.remove(*own);
                // Behind it, what stands in the same list has another number now.
                let items = self.reach(&without(list, from))?.items()?;
                (*at <= items.len()).then(|| items.insert(*at, item))?;
            }
        }
        Some(())
    }

    /// The items; a value left out begins a list.
    fn items(&mut self) -> Option<&mut Vec<Self>> {
        if *self == Self::Null {
            *self = Self::List(Vec::new());
        }
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// What stands at a place; a key that is missing at its end is added.
    fn reach(&mut self, path: &[Step]) -> Option<&mut Self> {
        let Some((step, rest)) = path.split_first() else { return Some(self) };
        match (step, self) {
            (Step::Item(at), Self::List(items)) => items.get_mut(*at)?.reach(rest),
            (Step::Key(key), Self::Mapping(entries)) => {
                let at = match entries.iter().position(|(own, _)| own == key) {
                    Some(at) => at,
                    None => {
                        entries.push((key.clone(), Self::Null));
                        entries.len() - 1
                    }
                };
                entries[at].1.reach(rest)
            }
            (Step::Key(key), this @ Self::Null) => {
                *this = Self::Mapping(vec![(key.clone(), Self::Null)]);
                this.reach(path)
            }
            _ => None,
        }
    }
}

/// A path as it is once an item is gone.
pub(super) fn without(path: &[Step], gone: &[Step]) -> Path {
    let mut path = path.to_vec();
    if let Some((Step::Item(gone), list)) = gone.split_last()
        && path.starts_with(list)
        && let Some(Step::Item(at)) = path.get_mut(list.len())
        && *at > *gone
    {
        *at -= 1;
    }
    path
}
