//! Một bản nháp: a value that never changes; whatever is done to it makes another.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::history::History;
use crate::content::edit::{self, Conflict, NotEdited, Plain};
use crate::render::marks::digest;

/// One draft, whole: whoever holds it holds a value that never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The content file.
    pub path: PathBuf,
    /// What stood in it when the draft last met it; none where there is no such file.
    pub disk: Option<String>,
    /// As it will be saved.
    pub text: String,
    /// Values that were said two ways.
    pub contested: Vec<Contested>,
    pub(super) history: History,
    /// When somebody first typed what is not in the file, as clocks here said.
    #[serde(default)]
    pub since: Option<String>,
}

/// A value of which the draft's text says one thing, and somebody typed another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contested {
    /// In the text of the draft.
    pub path: edit::Path,
    /// What was typed in the form; none where it was taken out.
    pub mine: Option<Plain>,
    /// What the text says.
    pub theirs: Option<Plain>,
    pub by: By,
}

impl Contested {
    /// The list that an item is gone from, and where it stood in it.
    fn gone_from(&self) -> Option<(&[edit::Step], usize)> {
        match (&self.theirs, self.path.split_last()) {
            (None, Some((edit::Step::Item(at), list))) => Some((list, *at)),
            _ => None,
        }
    }

    /// Whether both are of one value; several items may be gone from one place of a list.
    fn is_of(&self, other: &Self) -> bool {
        match (self.gone_from(), other.gone_from(), &self.mine, &other.mine) {
            (Some((own, _)), Some((list, _)), Some(mine), Some(other)) => {
                own == list && edit::is_same_item(mine, other)
            }
            (None, None, ..) => self.path == other.path,
            _ => false,
        }
    }

    /// What it is known by: another value of either side is another one.
    pub fn key(&self) -> String {
        format!("{:08x}", digest(&format!("{:?} {:?} {:?}", self.path, self.mine, self.theirs)))
    }
}

/// Who says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// Somebody who changed the file.
    File,
    /// Another page of the workbench.
    Page,
}

/// Which of two is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Mine,
    Theirs,
}

/// Why a draft was left as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotChanged {
    /// There is no draft of this file.
    NoDraft,
    /// The version that was seen is no longer known.
    Old,
    NotEdited(NotEdited),
    /// Another draft, in which somebody typed, stands in its place.
    Occupied,
    /// There is nothing to take back, or what was done since stands in the way.
    NothingToUndo,
}

impl From<NotEdited> for NotChanged {
    fn from(why: NotEdited) -> Self {
        Self::NotEdited(why)
    }
}

impl Draft {
    /// A draft of a file; `fresh` is what a file that is not there yet begins with. Its first version is
    /// `first`: no number ever means two texts.
    pub(super) fn begun(
        path: PathBuf,
        disk: Option<String>,
        fresh: impl FnOnce() -> String,
        first: u64,
    ) -> Self {
        let text = disk.clone().unwrap_or_else(fresh);
        Self { path, disk, text, contested: Vec::new(), history: History::beginning(first), since: None }
    }

    /// Counts what was done, from 0.
    pub fn version(&self) -> u64 {
        self.history.version()
    }

    /// Whether the file says all of it.
    pub fn is_saved(&self) -> bool {
        self.disk.as_deref() == Some(self.text.as_str()) && self.contested.is_empty()
    }

    /// Whether nobody has typed anything into it.
    pub fn is_untouched(&self) -> bool {
        self.contested.is_empty() && (self.is_saved() || (self.disk.is_none() && self.history.is_empty()))
    }

    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// The text as it was in a version.
    pub fn text_of(&self, version: u64) -> Option<String> {
        self.history.text_of(version, &self.text)
    }

    /// Where a place of another version is in this one.
    pub fn carried(&self, version: u64, path: &[edit::Step]) -> Option<edit::Path> {
        let plain = |text: &str| edit::read(text).map(|node| Plain::of(&node));
        if version == self.version() {
            return Some(path.to_vec());
        }
        edit::carried(&plain(&self.text_of(version)?)?, &plain(&self.text)?, path)
    }

    /// The draft in which what was done to a version of it is done; `what` is what it is about: several in a
    /// row about the same are taken back as one.
    pub(super) fn changed(
        &self,
        version: u64,
        what: &str,
        doing: impl FnOnce(&str) -> Result<String, NotEdited>,
    ) -> Result<Self, NotChanged> {
        let seen = self.text_of(version).ok_or(NotChanged::Old)?;
        let typed = doing(&seen)?;
        let (text, conflicts) = together(&seen, &typed, &self.text)?;
        let mut draft = self.clone();
        if text != draft.text {
            draft.history.did(what, &draft.text, &text);
            draft.say(text);
        }
        draft.contest(conflicts, By::Page);
        Ok(draft)
    }

    /// The draft after it met what stands in the file now.
    pub(super) fn met(&self, disk: Option<String>) -> Result<Self, NotChanged> {
        // Whoever saves empties a file for a moment: that nobody means, and there is nothing in it to be lost.
        if self.disk.is_some() && disk.as_ref().is_some_and(|now| now.trim().is_empty()) {
            return Ok(self.clone());
        }
        let mut draft = self.clone();
        if let Some(now) = disk.as_ref().filter(|now| self.disk.as_ref() != Some(now)) {
            if !edit::is_sound(now) {
                return Err(NotEdited::Unreadable.into());
            }
            let before = match &self.disk {
                Some(disk) => disk.clone(),
                // Somebody began the file, too.
                None => self.history.first(&self.text),
            };
            let (text, conflicts) = together(&before, &self.text, now)?;
            draft.history.met(&draft.text, &text);
            draft.say(text);
            draft.contest(conflicts, By::File);
        }
        draft.disk = disk;
        Ok(draft)
    }

    /// This draft with what was done in another, of a file that this one's has taken the place of.
    pub(super) fn joined(&self, other: &Self) -> Result<Self, NotChanged> {
        let before = other.disk.clone().unwrap_or_else(|| other.history.first(&other.text));
        let (text, conflicts) = together(&before, &other.text, &self.text)?;
        let mut draft = self.clone();
        let waiting = waiting(other, &text);
        draft.history.did("", &draft.text, &text);
        draft.say(text);
        draft.contest(conflicts, By::File);
        draft.contested.extend(waiting);
        Ok(draft)
    }

    /// The oldest text that is known.
    pub(super) fn beginning(&self) -> String {
        self.history.first(&self.text)
    }

    pub(super) fn undone(&self) -> Result<Self, NotChanged> {
        self.turned(self.history.undone(&self.text))
    }

    pub(super) fn redone(&self) -> Result<Self, NotChanged> {
        self.turned(self.history.redone(&self.text))
    }

    fn turned(&self, turned: Option<(History, String)>) -> Result<Self, NotChanged> {
        let (history, text) = turned.ok_or(NotChanged::NothingToUndo)?;
        let mut draft = Self { history, ..self.clone() };
        draft.say(text);
        Ok(draft)
    }

    /// The draft in which a contested value was decided.
    pub(super) fn decided(&self, at: usize, side: Side) -> Result<Self, NotChanged> {
        let mut draft = self.clone();
        if at >= draft.contested.len() {
            return Err(NotChanged::NotEdited(NotEdited::NoSuchPlace));
        }
        let one = draft.contested.remove(at);
        let list = one.gone_from().map(|(list, at)| (list.to_vec(), at));
        let Contested { mut path, mine, theirs, .. } = one;
        if side == Side::Mine {
            // Others may be gone from its list, too.
            if let Some((mut list, at)) = list {
                let now = edit::read(&draft.text).map(|node| Plain::of(&node));
                let count = match now.as_ref().and_then(|now| now.at(&list)) {
                    Some(Plain::List(items)) => items.len(),
                    _ => 0,
                };
                list.push(edit::Step::Item(at.min(count)));
                path = list;
            }
            let text = edit::edited(&draft.text, &Conflict { path, mine, theirs }.taking_mine())?;
            draft.history.did("", &draft.text, &text);
            draft.say(text);
        }
        Ok(draft)
    }

    /// Another text; what is contested stays at its place.
    fn say(&mut self, text: String) {
        let plain = |text: &str| edit::read(text).map(|node| Plain::of(&node));
        if !self.contested.is_empty()
            && let (Some(from), Some(to)) = (plain(&self.text), plain(&text))
        {
            for contested in &mut self.contested {
                // What is gone has no place that another item might have by now: only that of its list.
                if let Some((list, at)) = contested.gone_from() {
                    if let Some(mut path) = edit::carried(&from, &to, list) {
                        path.push(edit::Step::Item(at));
                        contested.path = path;
                    }
                } else if let Some(path) = edit::carried(&from, &to, &contested.path) {
                    contested.path = path;
                    contested.theirs = to.at(&contested.path).cloned();
                }
            }
            // Both came to say the same.
            self.contested.retain(|contested| contested.mine != contested.theirs);
        }
        self.text = text;
    }

    fn contest(&mut self, conflicts: Vec<Conflict>, by: By) {
        for Conflict { path, mine, theirs } in conflicts {
            let mut new = Contested { path, mine, theirs, by };
            let known = self.contested.iter().position(|contested| contested.is_of(&new));
            // Who goes on typing still stands against whoever said otherwise first.
            if let Some(known) = known {
                new.by = self.contested.remove(known).by;
            }
            self.contested.push(new);
        }
    }
}

/// What still waits for a person in a draft, at its places in another text.
fn waiting(draft: &Draft, text: &str) -> Vec<Contested> {
    let plain = |text: &str| edit::read(text).map(|node| Plain::of(&node));
    let (Some(from), Some(to)) = (plain(&draft.text), plain(text)) else { return draft.contested.clone() };
    let there = |one: &Contested| match one.gone_from() {
        Some((list, at)) => {
            let mut path = edit::carried(&from, &to, list).unwrap_or_else(|| list.to_vec());
            path.push(edit::Step::Item(at));
            Contested { path, ..one.clone() }
        }
        None => {
            let path = edit::carried(&from, &to, &one.path).unwrap_or_else(|| one.path.clone());
            Contested { theirs: to.at(&path).cloned(), path, ..one.clone() }
        }
    };
    draft.contested.iter().map(there).filter(|one| one.mine != one.theirs).collect()
}

fn together(base: &str, mine: &str, theirs: &str) -> Result<(String, Vec<Conflict>), NotChanged> {
    if base == theirs {
        return Ok((mine.to_owned(), Vec::new()));
    }
    let merged = edit::merged(base, mine, theirs)?;
    Ok((merged.text, merged.conflicts))
}
