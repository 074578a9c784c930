//! Bản nháp: what somebody has typed into a form and not yet saved into its content file.
//!
//! It must never be lost and must never overwrite what another typed into the file.
//!
//! 1. **A draft is the text of a content file**, as it was met on the disk, with edits done in it by the room
//!    that edits content files; so comments and layout stay, and what is typed wrongly is a finding of that
//!    text, at its place.
//! 2. **Every edit makes another version**, and every version can be had again. Whoever edits says which
//!    version was seen: what was changed since then, in another tab or in the file, is brought together with
//!    the edit item by item. Of one value said two ways both are kept, until a person takes one of them.
//! 3. **It is kept as it is made** ([`kept`]), outside the content, before anybody is told that it is.
//! 4. **Saving** ([`saved`]) brings the draft together with the file as it is at that moment, and replaces the
//!    file only if that is still what stands there.
//! 5. **Undo** takes back what was done last, as another version; what was done since then stays.
//! 6. **One draft for each file**: it belongs to the workbench, not to a page. Every page is told of it.
//!
//! What is in the file it does not know: that is the form's.

mod history;
mod kept;
mod saved;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::content::edit::{self, Conflict, NotEdited, Plain};
use crate::diagnostic::{Diagnostic, codes};
use history::History;
use kept::Folder;

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
    history: History,
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
    /// There is nothing to take back, or what was done since stands in the way.
    NothingToUndo,
}

impl From<NotEdited> for NotChanged {
    fn from(why: NotEdited) -> Self {
        Self::NotEdited(why)
    }
}

impl Draft {
    /// A draft of a file; `fresh` is what a file that is not there yet begins with.
    fn begun(path: PathBuf, disk: Option<String>, fresh: impl FnOnce() -> String) -> Self {
        let text = disk.clone().unwrap_or_else(fresh);
        Self { path, disk, text, contested: Vec::new(), history: History::default() }
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
        self.contested.is_empty() && (self.is_saved() || (self.disk.is_none() && self.version() == 0))
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
    fn changed(
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
    fn met(&self, disk: Option<String>) -> Result<Self, NotChanged> {
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

    fn undone(&self) -> Result<Self, NotChanged> {
        self.turned(self.history.undone(&self.text))
    }

    fn redone(&self) -> Result<Self, NotChanged> {
        self.turned(self.history.redone(&self.text))
    }

    fn turned(&self, turned: Option<(History, String)>) -> Result<Self, NotChanged> {
        let (history, text) = turned.ok_or(NotChanged::NothingToUndo)?;
        let mut draft = Self { history, ..self.clone() };
        draft.say(text);
        Ok(draft)
    }

    /// The draft in which a contested value was decided.
    fn decided(&self, at: usize, side: Side) -> Result<Self, NotChanged> {
        let mut draft = self.clone();
        if at >= draft.contested.len() {
            return Err(NotChanged::NotEdited(NotEdited::NoSuchPlace));
        }
        let Contested { path, mine, theirs, .. } = draft.contested.remove(at);
        if side == Side::Mine {
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
                if let Some(path) = edit::carried(&from, &to, &contested.path) {
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
            self.contested.retain(|contested| contested.path != path);
            self.contested.push(Contested { path, mine, theirs, by });
        }
    }
}

fn together(base: &str, mine: &str, theirs: &str) -> Result<(String, Vec<Conflict>), NotChanged> {
    if base == theirs {
        return Ok((mine.to_owned(), Vec::new()));
    }
    let merged = edit::merged(base, mine, theirs)?;
    Ok((merged.text, merged.conflicts))
}

/// Every draft of a workbench: the one that changes them.
#[derive(Debug)]
pub struct Drafts {
    folder: Folder,
    drafts: Mutex<BTreeMap<PathBuf, Held>>,
    /// Held by whoever writes them down.
    keeping: Mutex<()>,
    changes: watch::Sender<u64>,
}

#[derive(Debug, Clone)]
struct Held {
    draft: Arc<Draft>,
    /// Counts the values that it had.
    count: u64,
    /// The last that was written down.
    kept: u64,
    /// Why the last could not be.
    fault: Option<Diagnostic>,
}

impl Drafts {
    /// Drafts are kept in `folder`; without one, they live as long as the program.
    pub fn new(folder: Option<PathBuf>) -> Self {
        let folder = Folder::new(folder);
        let drafts = folder.read().into_iter().map(|draft| (draft.path.clone(), Held::of(draft))).collect();
        Self { folder, drafts: Mutex::new(drafts), keeping: Mutex::default(), changes: watch::Sender::new(0) }
    }

    /// Tells whenever a draft is another.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The draft of a file, if there is one.
    pub fn get(&self, path: &Path) -> Option<Arc<Draft>> {
        self.held().get(&whole(path)).map(|held| Arc::clone(&held.draft))
    }

    /// Why a draft is not kept: it is gone when the program ends.
    pub fn fault(&self, path: &Path) -> Option<Diagnostic> {
        self.held().get(&whole(path)).and_then(|held| held.fault.clone())
    }

    /// Those that say something that their files do not.
    pub fn unsaved(&self) -> Vec<Arc<Draft>> {
        let held = self.held();
        held.values().filter(|held| !held.draft.is_untouched()).map(|held| Arc::clone(&held.draft)).collect()
    }

    /// The draft of a file as the file is now; begun where there is none, with `fresh` where there is no
    /// file yet.
    ///
    /// # Errors
    /// A file that cannot be read, or not be brought together with the draft: the draft is as it was.
    pub fn open(&self, path: &Path, fresh: impl FnOnce() -> String) -> Result<Arc<Draft>, Diagnostic> {
        let path = whole(path);
        let disk = saved::on_disk(&path)?;
        let mut drafts = self.held();
        let draft = match drafts.get(&path) {
            Some(held) if held.draft.disk == disk => return Ok(Arc::clone(&held.draft)),
            // What was never typed in is no draft.
            Some(held) if held.draft.is_saved() && disk.is_none() => Draft::begun(path.clone(), disk, fresh),
            Some(held) => held.draft.met(disk).map_err(|_| saved::unreadable(&path))?,
            None => {
                let draft = Draft::begun(path.clone(), disk, fresh);
                if !edit::is_sound(&draft.text) {
                    return Err(saved::unreadable(&path));
                }
                draft
            }
        };
        Ok(self.put(&mut drafts, draft))
    }

    /// Does to the draft what is done to the text of one of its versions, and keeps it. `what` is what it is
    /// about: several in a row about the same are taken back as one.
    ///
    /// # Errors
    /// What cannot be done: the draft is as it was.
    pub fn change(
        &self,
        path: &Path,
        version: u64,
        what: &str,
        doing: impl FnOnce(&str) -> Result<String, NotEdited>,
    ) -> Result<Arc<Draft>, NotChanged> {
        self.turn(path, |draft| draft.changed(version, what, doing))
    }

    /// # Errors
    /// Where there is nothing to take back.
    pub fn undo(&self, path: &Path) -> Result<Arc<Draft>, NotChanged> {
        self.turn(path, Draft::undone)
    }

    /// # Errors
    /// Where nothing was taken back.
    pub fn redo(&self, path: &Path) -> Result<Arc<Draft>, NotChanged> {
        self.turn(path, Draft::redone)
    }

    /// Takes one of two values.
    ///
    /// # Errors
    /// Where the place is gone by now.
    pub fn decide(&self, path: &Path, at: usize, side: Side) -> Result<Arc<Draft>, NotChanged> {
        self.turn(path, |draft| draft.decided(at, side))
    }

    /// Saves a draft into its file.
    ///
    /// # Errors
    /// Why the file was left as it is.
    pub fn save(&self, path: &Path) -> Result<Arc<Draft>, Diagnostic> {
        let path = whole(path);
        let (saved, result) = {
            // Nothing may be typed between what is written and what is said to be saved.
            let mut drafts = self.held();
            let Some(held) = drafts.get(&path) else { return Err(saved::nothing(&path)) };
            let (draft, result) = saved::saved(&held.draft);
            (self.put(&mut drafts, draft), result)
        };
        self.keep(&path);
        result.map(|()| saved)
    }

    /// Throws a draft away; the last that was thrown away can be had again.
    pub fn discard(&self, path: &Path) {
        let path = whole(path);
        let _keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = self.held().remove(&path) {
            self.folder.put_aside(&held.draft);
        }
        self.changes.send_modify(|count| *count += 1);
    }

    /// Whether a draft of this file was thrown away and can be had again.
    pub fn is_put_aside(&self, path: &Path) -> bool {
        self.folder.aside(&whole(path)).is_some()
    }

    /// Takes the draft up again that was thrown away last.
    ///
    /// # Errors
    /// Where there is none, or one stands in its place.
    pub fn restore(&self, path: &Path) -> Result<Arc<Draft>, NotChanged> {
        let path = whole(path);
        let draft = self.folder.aside(&path).ok_or(NotChanged::NoDraft)?;
        let disk = saved::on_disk(&path).map_err(|_| NotChanged::NotEdited(NotEdited::Unreadable))?;
        let draft = draft.met(disk)?;
        let draft = {
            let mut drafts = self.held();
            if drafts.get(&path).is_some_and(|held| !held.draft.is_saved()) {
                return Err(NotChanged::NothingToUndo);
            }
            self.put(&mut drafts, draft)
        };
        self.keep(&path);
        Ok(draft)
    }

    fn turn(
        &self,
        path: &Path,
        change: impl FnOnce(&Draft) -> Result<Draft, NotChanged>,
    ) -> Result<Arc<Draft>, NotChanged> {
        let path = whole(path);
        let draft = {
            let mut drafts = self.held();
            let draft = change(&drafts.get(&path).ok_or(NotChanged::NoDraft)?.draft)?;
            self.put(&mut drafts, draft)
        };
        self.keep(&path);
        Ok(draft)
    }

    fn put(&self, drafts: &mut BTreeMap<PathBuf, Held>, draft: Draft) -> Arc<Draft> {
        let draft = Arc::new(draft);
        let held = drafts.entry(draft.path.clone());
        let held = held
            .and_modify(|held| {
                if held.draft != draft {
                    held.draft = Arc::clone(&draft);
                    held.count += 1;
                }
            })
            .or_insert_with(|| Held { draft: Arc::clone(&draft), count: 1, kept: 0, fault: None });
        let draft = Arc::clone(&held.draft);
        self.changes.send_modify(|count| *count += 1);
        draft
    }

    /// Writes the newest value down, once for all who wait for that.
    fn keep(&self, path: &Path) {
        let _keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = self.held().get(path).cloned();
        let Some(held) = newest.filter(|held| held.count > held.kept) else { return };
        let fault = self.folder.write(&held.draft).err().map(|why| {
            let message =
                format!("bản nháp chưa giữ được trên ổ đĩa, chỉ còn trong chương trình đang mở: {why}");
            Diagnostic::warning(codes::DRAFT_NOT_KEPT, message)
                .hint("bấm “Lưu vào tệp” trước khi đóng chương trình; giải phóng chỗ trên ổ đĩa nếu đầy")
        });
        let mut drafts = self.held();
        if let Some(own) = drafts.get_mut(path) {
            own.kept = held.count;
            own.fault = fault;
        }
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Held>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn of(draft: Draft) -> Self {
        Self { draft: Arc::new(draft), count: 1, kept: 1, fault: None }
    }
}

/// One file has one draft, from wherever it is named.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests;
