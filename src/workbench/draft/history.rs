//! Đã làm những gì: every version of a text, as what became of the one before it.

use serde::{Deserialize, Serialize};

use crate::content::edit;

/// Versions that can be had again; older ones are forgotten.
const KEPT: usize = 2000;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct History {
    /// The version that the first step begins with.
    first: u64,
    steps: Vec<Step>,
    /// What can be taken back, the last at the end.
    done: Vec<Done>,
    /// What was taken back and can be done again.
    undone: Vec<Done>,
}

/// A stretch of a text became another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    at: usize,
    old: String,
    new: String,
}

/// Steps that belong together, between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Done {
    from: u64,
    to: u64,
    what: String,
}

impl Step {
    fn between(old: &str, new: &str) -> Self {
        let common = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
        let at = (0..=common).rev().find(|at| old.is_char_boundary(*at) && new.is_char_boundary(*at));
        let at = at.unwrap_or(0);
        let (own, other) = (&old[at..], &new[at..]);
        let common =
            own.bytes().rev().zip(other.bytes().rev()).take_while(|(one, other)| one == other).count();
        let fits =
            |end: &usize| own.is_char_boundary(own.len() - end) && other.is_char_boundary(other.len() - end);
        let end = (0..=common).rev().find(fits).unwrap_or(0);
        let cut = |text: &str| text[..text.len() - end].to_owned();
        Self { at, old: cut(own), new: cut(other) }
    }

    fn back(&self, text: &str) -> Option<String> {
        let end = self.at.checked_add(self.new.len())?;
        (text.get(self.at..end)? == self.new).then(|| [&text[..self.at], &self.old, &text[end..]].concat())
    }
}

impl History {
    /// Nothing was done yet to the version of this number.
    pub fn beginning(first: u64) -> Self {
        Self { first, ..Self::default() }
    }

    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The same with numbers that come after one that is taken.
    pub fn behind(&self, taken: u64) -> Self {
        let by = (taken + 1).saturating_sub(self.first);
        let shift = |done: &Done| Done { from: done.from + by, to: done.to + by, what: done.what.clone() };
        Self {
            first: self.first + by,
            steps: self.steps.clone(),
            done: self.done.iter().map(shift).collect(),
            undone: self.undone.iter().map(shift).collect(),
        }
    }

    pub fn version(&self) -> u64 {
        self.first + self.steps.len() as u64
    }

    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// The text of a version, from the text as it is now.
    pub fn text_of(&self, version: u64, now: &str) -> Option<String> {
        let from = usize::try_from(version.checked_sub(self.first)?).ok()?;
        let steps = self.steps.get(from..)?;
        steps.iter().rev().try_fold(now.to_owned(), |text, step| step.back(&text))
    }

    /// The oldest text that is known.
    pub fn first(&self, now: &str) -> String {
        self.text_of(self.first, now).unwrap_or_else(|| now.to_owned())
    }

    /// Somebody did something.
    pub fn did(&mut self, what: &str, old: &str, new: &str) {
        let from = self.version();
        self.step(old, new);
        self.undone.clear();
        let to = self.version();
        match self.done.last_mut() {
            Some(last) if last.to == from && last.what == what && !what.is_empty() => last.to = to,
            _ => self.done.push(Done { from, to, what: what.to_owned() }),
        }
    }

    /// The text became another from outside: nobody takes that back.
    pub fn met(&mut self, old: &str, new: &str) {
        if old != new {
            self.step(old, new);
        }
    }

    /// From here on, what is done is another thing than what was done before.
    pub fn rest(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.what.clear();
        }
    }

    /// The history in which what was done last is taken back, with the text.
    pub fn undone(&self, now: &str) -> Option<(Self, String)> {
        let last = self.done.last()?;
        let text = self.turned(last.to, last.from, now)?;
        let mut history = self.clone();
        history.done.pop();
        history.undone.push(last.clone());
        history.step(now, &text);
        Some((history, text))
    }

    /// The same for what was taken back last.
    pub fn redone(&self, now: &str) -> Option<(Self, String)> {
        let last = self.undone.last()?;
        let text = self.turned(last.from, last.to, now)?;
        let mut history = self.clone();
        history.undone.pop();
        history.done.push(last.clone());
        history.step(now, &text);
        Some((history, text))
    }

    /// The text now, with what lies between two versions done in it.
    fn turned(&self, from: u64, to: u64, now: &str) -> Option<String> {
        let (from, to) = (self.text_of(from, now)?, self.text_of(to, now)?);
        if from == now {
            return Some(to);
        }
        let merged = edit::merged(&from, &to, now).ok()?;
        merged.conflicts.is_empty().then_some(merged.text)
    }

    fn step(&mut self, old: &str, new: &str) {
        self.steps.push(Step::between(old, new));
        if self.steps.len() > KEPT {
            let gone = self.steps.len() - KEPT / 2;
            self.steps.drain(..gone);
            self.first += gone as u64;
            let first = self.first;
            let is_known = |done: &Done| done.from >= first && done.to >= first;
            self.done.retain(is_known);
            self.undone.retain(is_known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_never_cuts_a_letter_and_leads_back() {
        for (old, new) in
            [("", "á"), ("ă", "â"), ("xã Một", "xã Mốt"), ("aa", "aaa"), ("Sở", ""), ("ab", "ab")]
        {
            let step = Step::between(old, new);
            assert_eq!(step.back(new).as_deref(), Some(old), "{old} {new} {step:?}");
        }
    }
}
