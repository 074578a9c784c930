//! Quyết định của người nhập: what a person said of the doubts of an import, before anything is written.
//!
//! A doubt is remembered by what it says: the same words at several places are decided once, and a doubt that says
//! something else when the file is read again is another one.

use std::collections::BTreeMap;

use super::notes::What;

/// What a person said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is as the program took it.
    AsUnderstood,
    /// The name is that of this agency or group of the register.
    Body(String),
    /// Whether an entry answers a task.
    Answers(bool),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions(BTreeMap<String, Decision>);

impl Decisions {
    pub fn decide(&mut self, key: String, decision: Decision) {
        self.0.insert(key, decision);
    }

    /// Forgets what was said.
    pub fn reopen(&mut self, key: &str) {
        self.0.remove(key);
    }

    pub fn get(&self, key: &str) -> Option<&Decision> {
        self.0.get(key)
    }

    /// Whether a doubt is one no more.
    pub fn settles(&self, what: &What) -> bool {
        match self.get(&what.message()) {
            Some(Decision::AsUnderstood) => true,
            Some(Decision::Body(_)) => what.written().is_some(),
            Some(Decision::Answers(_)) | None => false,
        }
    }

    /// The body that a person named in place of what was understood.
    pub fn body(&self, what: &What) -> Option<&str> {
        what.written()?;
        match self.get(&what.message()) {
            Some(Decision::Body(id)) => Some(id),
            _ => None,
        }
    }

    /// What was said of whether an entry answers a task.
    pub(super) fn answers(&self, entry: &str, task: &str) -> Option<bool> {
        match self.get(&answer_key(entry, task)) {
            Some(Decision::Answers(answers)) => Some(*answers),
            _ => None,
        }
    }
}

/// What the question whether an entry answers a task is remembered by.
pub fn answer_key(entry: &str, task: &str) -> String {
    format!("{task} ← {entry}")
}
