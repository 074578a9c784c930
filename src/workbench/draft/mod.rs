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
//! 3. **It is kept as it is made** (`kept`), outside the content, before anybody is told that it is.
//! 4. **Saving** (`saved`) brings the draft together with the file as it is at that moment, and replaces the
//!    file only if that is still what stands there.
//! 5. **Undo** takes back what was done last, as another version; what was done since then stays.
//! 6. **One draft for each file**: it belongs to the workbench, not to a page. Every page is told of it.
//!
//! What is in the file it does not know: that is the form's.

mod history;
mod kept;
mod saved;
mod value;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::DateTime;
use tokio::sync::watch;

use crate::content::edit::{self, NotEdited};
use crate::diagnostic::{Diagnostic, codes};
use history::History;
use kept::Folder;
pub use value::{By, Contested, Draft, NotChanged, Side};

/// Every draft of a workbench: the one that changes them.
#[derive(Debug)]
pub struct Drafts {
    folder: Folder,
    drafts: Mutex<BTreeMap<PathBuf, Held>>,
    /// Held by whoever writes them down.
    keeping: Mutex<()>,
    now: fn() -> DateTime,
    changes: watch::Sender<u64>,
    /// Files of drafts in which nothing could be read when the program began.
    unreadable: Vec<PathBuf>,
}

#[derive(Debug, Clone)]
struct Held {
    draft: Arc<Draft>,
    /// Of all values that drafts had, the number of this one.
    count: u64,
    /// The last that was written down.
    kept: u64,
    /// Why the last could not be.
    fault: Option<Diagnostic>,
}

impl Drafts {
    /// Drafts are kept in `folder`; without one, they live as long as the program. `now` is what clocks here say.
    pub fn new(folder: Option<PathBuf>, now: fn() -> DateTime) -> Self {
        let folder = Folder::new(folder);
        let (drafts, unreadable) = folder.read();
        let drafts = drafts.into_iter().map(|draft| (draft.path.clone(), Held::of(draft))).collect();
        let (drafts, keeping, changes) = (Mutex::new(drafts), Mutex::default(), watch::Sender::new(0));
        Self { folder, drafts, keeping, now, changes, unreadable }
    }

    /// Drafts that are not on the disk as they are here, and those on the disk that cannot be read.
    pub fn faults(&self) -> Vec<Diagnostic> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        // One disk has one reason.
        for fault in self.held().values().filter_map(|held| held.fault.clone()) {
            if !faults.iter().any(|known| known.message == fault.message) {
                faults.push(fault);
            }
        }
        faults.extend(self.unreadable());
        faults
    }

    /// What was typed in them is nowhere else.
    fn unreadable(&self) -> Vec<Diagnostic> {
        let there = self.unreadable.iter().filter(|path| path.exists());
        let told = there.map(|path| {
            let message =
                format!("không đọc được bản nháp {}; điều đã gõ ở đó chưa mở lại được", path.display());
            Diagnostic::warning(codes::DRAFT_NOT_KEPT, message)
                .hint("tệp ấy được giữ nguyên; nhờ người quản trị xem, hoặc xóa tệp ấy nếu không cần nữa")
        });
        told.collect()
    }

    /// Tells whenever a draft is another.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// The draft of a file, if there is one.
    pub fn get(&self, path: &Path) -> Option<Arc<Draft>> {
        self.held().get(&whole(path)).map(|held| Arc::clone(&held.draft))
    }

    /// By what a page knows whether it shows the draft as it is.
    pub fn count(&self, path: &Path) -> u64 {
        self.held().get(&whole(path)).map_or(0, |held| held.count)
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

    /// Those that were thrown away, can be had again, and have nothing in their place.
    pub fn put_aside(&self) -> Vec<Draft> {
        let held = self.held();
        let is_free = |draft: &Draft| held.get(&draft.path).is_none_or(|held| held.draft.is_untouched());
        self.folder.all_aside().into_iter().filter(is_free).collect()
    }

    /// What the draft of a file is called where nobody may name a path.
    pub fn name(path: &Path) -> String {
        kept::name(&whole(path))
    }

    /// Throws a draft away whose file may be gone: what is there then is what it began with.
    ///
    /// # Errors
    /// Where there is none; a file that cannot be read.
    pub fn throw_away(&self, path: &Path) -> Result<(), Diagnostic> {
        let draft = self.get(path).ok_or_else(|| saved::nothing(path))?;
        self.discard(path, || draft.beginning()).map(drop)
    }

    /// Brings what was typed for a file into the draft of another that has taken its place; the first is thrown
    /// away, and can be had again.
    ///
    /// # Errors
    /// Where there is nothing to bring; a file that cannot be read: both drafts are as they were.
    pub fn carry_over(
        &self,
        from: &Path,
        to: &Path,
        fresh: impl FnOnce() -> String,
    ) -> Result<Arc<Draft>, Diagnostic> {
        let (from, to) = (whole(from), whole(to));
        let other = self.get(&from).ok_or_else(|| saved::nothing(&from))?;
        self.open(&to, fresh)?;
        let draft = self.turn(&to, |draft| draft.joined(&other)).map_err(|_| saved::unreadable(&to))?;
        self.throw_away(&from)?;
        Ok(draft)
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
            // What nobody typed in begins as it would begin now.
            Some(held) if held.draft.is_untouched() && disk.is_none() => {
                let draft = Draft::begun(path.clone(), disk, fresh, held.draft.version());
                if draft.text == held.draft.text {
                    return Ok(Arc::clone(&held.draft));
                }
                Draft { history: History::beginning(held.draft.version() + 1), ..draft }
            }
            Some(held) if held.draft.disk == disk => return Ok(Arc::clone(&held.draft)),
            Some(held) => held.draft.met(disk).map_err(|_| saved::unreadable(&path))?,
            None => {
                let draft = Draft::begun(path.clone(), disk, fresh, 0);
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

    /// Takes one of two values that a page has shown, by its [`Contested::key`].
    ///
    /// # Errors
    /// Where either says something else by now, or the place is gone.
    pub fn decide(&self, path: &Path, key: &str, side: Side) -> Result<Arc<Draft>, NotChanged> {
        self.turn(path, |draft| {
            let shown = draft.contested.iter().position(|contested| contested.key() == key);
            draft.decided(shown.ok_or(NotEdited::NoSuchPlace)?, side)
        })
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

    /// Throws a draft away and begins another; the last that was thrown away can be had again.
    ///
    /// # Errors
    /// A draft that could not be kept aside stays; where the file cannot be read, it is thrown away all the same.
    pub fn discard(&self, path: &Path, fresh: impl FnOnce() -> String) -> Result<Arc<Draft>, Diagnostic> {
        let path = whole(path);
        let _keeping = self.keeping.lock().unwrap_or_else(PoisonError::into_inner);
        let mut drafts = self.held();
        if let Some(held) = drafts.get(&path) {
            self.folder.put_aside(&held.draft).map_err(|why| not_aside(&why))?;
        }
        let old = drafts.remove(&path);
        let first = old.map_or(0, |held| held.draft.version() + 1);
        let draft = Draft::begun(path.clone(), saved::on_disk(&path)?, fresh, first);
        Ok(self.put(&mut drafts, draft))
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
            let now = drafts.get(&path).map(|held| Arc::clone(&held.draft));
            if now.as_ref().is_some_and(|now| !now.is_untouched()) {
                return Err(NotChanged::Occupied);
            }
            let after = now.map_or(0, |now| now.version());
            let history = draft.history.behind(after);
            self.put(&mut drafts, Draft { history, ..draft })
        };
        self.keep(&path);
        // What is not written down again is kept where it is.
        if self.fault(&path).is_none() {
            self.folder.taken_up(&path);
        }
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

    /// Puts a value in the place of the one before it; nobody is told of one that is the same.
    fn put(&self, drafts: &mut BTreeMap<PathBuf, Held>, draft: Draft) -> Arc<Draft> {
        let draft = self.dated(drafts, draft);
        let (kept, fault) = match drafts.get(&draft.path) {
            Some(held) if *held.draft == draft => return Arc::clone(&held.draft),
            Some(held) => (held.kept, held.fault.clone()),
            None => (0, None),
        };
        let count = *self.changes.borrow() + 1;
        let draft = Arc::new(draft);
        drafts.insert(draft.path.clone(), Held { draft: Arc::clone(&draft), count, kept, fault });
        self.changes.send_modify(|count| *count += 1);
        draft
    }

    /// With when it first said what its file does not.
    fn dated(&self, drafts: &BTreeMap<PathBuf, Held>, draft: Draft) -> Draft {
        let before = drafts.get(&draft.path).filter(|held| !held.draft.is_untouched());
        let since = before.map_or_else(|| draft.since.clone(), |held| held.draft.since.clone());
        let since = since.or_else(|| Some((self.now)().to_string())).filter(|_| !draft.is_untouched());
        Draft { since, ..draft }
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
            if own.fault != fault {
                own.fault = fault;
                self.changes.send_modify(|count| *count += 1);
            }
        }
    }

    fn held(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Held>> {
        self.drafts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn of(draft: Draft) -> Self {
        Self { draft: Arc::new(draft), count: 0, kept: 0, fault: None }
    }
}

fn not_aside(why: &str) -> Diagnostic {
    Diagnostic::error(
        codes::DRAFT_NOT_KEPT,
        format!("chưa bỏ bản nháp, vì chưa cất được để còn lấy lại: {why}"),
    )
    .hint("giải phóng chỗ trên ổ đĩa rồi bỏ lại")
}

/// One file has one draft, from wherever it is named.
fn whole(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

#[cfg(test)]
mod tests;
