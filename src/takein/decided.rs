//! Quyết định của người nhận: what a person chose where file and content say two things, and what was left out of
//! what would go into the content.

use std::collections::BTreeMap;

use super::change::{Change, Standing, What};
use crate::render::marks::digest;

/// Which of the words hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Those of the file.
    File,
    /// Those of the other place in the file.
    Other,
    /// Those of the content.
    Content,
}

/// Chosen conflicts of one file, by [`Change::key`]. A conflict that has other words by now is another one: what was
/// chosen of it before holds no more.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided(BTreeMap<String, Choice>);

impl Decided {
    pub fn choose(&mut self, key: String, choice: Choice) {
        self.0.insert(key, choice);
    }

    /// Forgets what was chosen.
    pub fn reopen(&mut self, key: &str) {
        self.0.remove(key);
    }

    pub fn choice(&self, change: &Change) -> Option<Choice> {
        self.0.get(&change.key()).copied()
    }

    /// The change as it was decided.
    pub(super) fn settled(&self, change: Change) -> Change {
        let Some(choice) = self.choice(&change) else { return change };
        let is_fit = change.choices().contains(&choice);
        match (choice, &change.standing) {
            _ if !is_fit => change,
            (Choice::File, _) => Change { standing: Standing::Home, ..change },
            (Choice::Content, Standing::Home | Standing::LeftOut) => {
                Change { standing: Standing::LeftOut, ..change }
            }
            (Choice::Content, Standing::Conflict { now }) => {
                let standing = Standing::Kept { now: now.clone() };
                Change { standing, ..change }
            }
            (Choice::Content, _) => {
                let standing = Standing::Kept { now: change.was().unwrap_or_default().to_owned() };
                Change { standing, ..change }
            }
            (Choice::Other, Standing::TwoWords { other }) => {
                let said = other.clone();
                match change.what {
                    What::Value { origin, was, .. } => {
                        let what = What::Value { origin, was, said };
                        Change { what, standing: Standing::Home, ..change }
                    }
                    _ => change,
                }
            }
            (Choice::Other, _) => change,
        }
    }
}

impl Change {
    /// What a choice is remembered by.
    pub fn key(&self) -> String {
        // One that was left out is still the same.
        let told = if self.standing == Standing::LeftOut { self.what.message() } else { self.message() };
        format!("{}-{:08x}", self.place, digest(&told))
    }

    /// What a person may choose: where the change waits for that, or may be left out.
    pub fn choices(&self) -> &'static [Choice] {
        match &self.standing {
            Standing::TwoWords { .. } => &[Choice::File, Choice::Other, Choice::Content],
            // There is nowhere to write it.
            Standing::Conflict { now } if now.is_empty() => &[Choice::Content],
            Standing::Conflict { .. } => &[Choice::File, Choice::Content],
            Standing::Home | Standing::LeftOut => &[Choice::File, Choice::Content],
            Standing::Kept { .. } | Standing::NoPlace(_) => &[],
        }
    }

    /// The words that the content has.
    pub fn was(&self) -> Option<&str> {
        match &self.what {
            What::Official { was, .. } | What::Value { was, .. } => Some(was),
            _ => None,
        }
    }

    /// The words that the file has.
    pub fn said(&self) -> Option<&str> {
        match &self.what {
            What::Official { said, .. } | What::Value { said, .. } | What::Words { said: Some(said), .. } => {
                Some(said)
            }
            _ => None,
        }
    }
}
