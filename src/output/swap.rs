//! Đổi chỗ: a new file takes the place of one that stands, and no save in between is lost.
//!
//! Looking at a file and renaming another over it leaves a moment in which somebody may save. So the
//! one that stands is not overwritten: both change places in one step, and what came out is looked at
//! once more in safety. If it is not what was decided about, it goes back. Only when everything of the
//! run stands in place are the files aside removed, or kept as old versions, and only those that are
//! still what they were: an editor that held one open may have written to it.
//!
//! Where the system cannot exchange two files, the old one steps aside first, and the new one takes the
//! empty place only if it is still empty. A run killed anywhere in between leaves files aside under
//! names that say where they belong ([`super::recover`]).

use std::io;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempPath;

use super::names::{self, FileName};
use super::standing::Stamp;

/// The names of a folder while files change places in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places<'f> {
    pub folder: &'f Path,
    /// For the names of old versions.
    pub today: Date,
    /// Whether to try to exchange two files at once.
    pub exchanges: bool,
}

/// Which of two names aside.
type Turn = u8;

/// A new file in its place.
#[derive(Debug)]
pub(super) struct Put {
    /// The file that it replaced stands aside, as it was seen.
    pub aside: Option<(Turn, Stamp)>,
}

/// Why a file did not get its place. What stood there stands there again.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Somebody wrote there meanwhile. Where they did so twice, one of their versions has this name.
    Changed {
        saved_as: Option<String>,
    },
    File(io::Error),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            // Something appeared, or was taken away, between the look and the step.
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound => Self::Changed { saved_as: None },
            _ => Self::File(error),
        }
    }
}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Changed { .. } => io::ErrorKind::ResourceBusy.into(),
            Refusal::File(error) => error,
        }
    }
}

impl Places<'_> {
    /// Gives a staged file its name, under which nothing stands, or what had the stamp `seen`.
    pub fn put(&self, temporary: TempPath, target: &str, seen: Option<Stamp>) -> Result<Put, Refusal> {
        let Some(seen) = seen else {
            let temporary = temporary.keep().map_err(|error| error.error)?;
            return match rename_new(&temporary, &self.folder.join(target)) {
                Ok(()) => Ok(Put { aside: None }),
                Err(error) => {
                    let _ = std::fs::remove_file(temporary);
                    Err(error.into())
                }
            };
        };
        // The last look before anything moves; what is saved after it is found by the one that follows.
        if Stamp::of(&self.folder.join(target))? != Some(seen) {
            return Err(Refusal::Changed { saved_as: None });
        }
        let new = Stamp::of(&temporary)?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        let temporary = temporary.keep().map_err(|error| error.error)?;
        if let Err(error) = rename_new(&temporary, &self.aside(target, 1)) {
            let _ = std::fs::remove_file(temporary);
            return Err(Refusal::File(error));
        }
        let turn = self.trade(target, seen).inspect_err(|_| {
            let _ = self.discard(target, 1, new);
        })?;
        if Stamp::of(&self.aside(target, turn)).is_ok_and(|now| now == Some(seen)) {
            return Ok(Put { aside: Some((turn, seen)) });
        }
        let saved_as = self.give_back(target, turn, new)?;
        Err(Refusal::Changed { saved_as })
    }

    /// The file aside (1) and the one under the name change places; tells where the latter is then.
    fn trade(&self, target: &str, seen: Stamp) -> Result<Turn, Refusal> {
        let (path, new, old) = (self.folder.join(target), self.aside(target, 1), self.aside(target, 2));
        if self.exchanges && exchange(&new, &path)? {
            return Ok(1);
        }
        rename_new(&path, &old)?;
        if Stamp::of(&old)? == Some(seen) {
            match rename_new(&new, &path) {
                Ok(()) => return Ok(2),
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    rename_new(&old, &path)?;
                    return Err(error.into());
                }
                Err(_) => {}
            }
        }
        let saved_as = self.return_or_keep(target, 2)?;
        Err(Refusal::Changed { saved_as })
    }

    /// Undoes [`Places::put`] of a file with the stamp `new`; tells the name of what could not go back.
    pub fn take_back(&self, target: &str, put: &Put, new: Stamp) -> Result<Option<String>, Refusal> {
        if let Some((turn, _)) = put.aside {
            return self.give_back(target, turn, new);
        }
        rename_new(&self.folder.join(target), &self.aside(target, 1))?;
        if Stamp::of(&self.aside(target, 1))? == Some(new) {
            std::fs::remove_file(self.aside(target, 1))?;
            return Ok(None);
        }
        // Somebody has worked on it already: it stays.
        Ok(self.return_or_keep(target, 1)?)
    }

    /// What stands aside goes back to its name, and the file with the stamp `new` away from it.
    pub fn give_back(&self, target: &str, turn: Turn, new: Stamp) -> Result<Option<String>, Refusal> {
        let (path, aside) = (self.folder.join(target), self.aside(target, turn));
        let exchanged = if self.exchanges { exchange(&aside, &path) } else { Ok(false) };
        match exchanged {
            Ok(true) => return Ok(self.discard(target, turn, new)?),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            Ok(false) | Err(_) => {}
        }
        let other = if turn == 1 { 2 } else { 1 };
        let moved = match rename_new(&path, &self.aside(target, other)) {
            Ok(()) => true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(error.into()),
        };
        let kept = self.return_or_keep(target, turn)?;
        let late = if moved { self.discard(target, other, new)? } else { None };
        Ok(kept.or(late))
    }

    /// Removes a file aside that still has this stamp; any other is kept as an old version, whose name
    /// is told.
    pub fn discard(&self, target: &str, turn: Turn, stamp: Stamp) -> io::Result<Option<String>> {
        let aside = self.aside(target, turn);
        match Stamp::of(&aside)? {
            Some(now) if now == stamp => std::fs::remove_file(&aside).map(|()| None),
            _ => self.keep(target, turn).map(Some),
        }
    }

    /// Keeps a file aside as an old version; tells its name.
    pub fn keep(&self, target: &str, turn: Turn) -> io::Result<String> {
        let name = FileName::of(target).ok_or(io::ErrorKind::InvalidFilename)?;
        let mut count = 1;
        loop {
            let old = name.old(self.today, count);
            match rename_new(&self.aside(target, turn), &self.folder.join(&old)) {
                Ok(()) => return Ok(old),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => count += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// A file aside goes back to its name, or where that is taken again, becomes an old version.
    fn return_or_keep(&self, target: &str, turn: Turn) -> io::Result<Option<String>> {
        match rename_new(&self.aside(target, turn), &self.folder.join(target)) {
            Ok(()) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => self.keep(target, turn).map(Some),
            Err(error) => Err(error),
        }
    }

    fn aside(&self, target: &str, turn: Turn) -> PathBuf {
        self.folder.join(names::aside(target, turn))
    }
}

/// Two files change places in one step; false where system or drive cannot do that.
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = (one, other);
        Ok(false)
    }
}

/// A rename that overwrites nothing.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    let path = TempPath::try_from_path(from)?;
    let Err(error) = path.persist_noclobber(to) else { return Ok(()) };
    // It is no temporary file: it must not go when this value goes.
    let from = error.path.keep().map_err(|error| error.error)?;
    match error.error.kind() {
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound => Err(error.error),
        // Some drives have neither this rename nor hard links.
        _ if std::fs::symlink_metadata(to).is_err_and(|error| error.kind() == io::ErrorKind::NotFound) => {
            std::fs::rename(from, to)
        }
        _ => Err(error.error),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::write::temporary;
    use super::*;

    const TARGET: &str = "so-y-te.docx";

    /// A folder with one file, and the two ways of changing places.
    struct Folder {
        dir: tempfile::TempDir,
        exchanges: bool,
    }

    impl Folder {
        fn each(test: impl Fn(&Folder)) {
            for exchanges in [true, false] {
                let folder = Folder { dir: tempfile::tempdir().unwrap(), exchanges };
                folder.write(TARGET, "old");
                test(&folder);
            }
        }

        fn places(&self) -> Places<'_> {
            let today = jiff::civil::date(2026, 11, 20);
            Places { folder: self.dir.path(), today, exchanges: self.exchanges }
        }

        fn path(&self, name: &str) -> PathBuf {
            self.dir.path().join(name)
        }

        fn write(&self, name: &str, text: &str) {
            std::fs::write(self.path(name), text).unwrap();
        }

        fn stamp(&self, name: &str) -> Stamp {
            Stamp::of(&self.path(name)).unwrap().unwrap()
        }

        fn new_file(&self) -> (TempPath, Stamp) {
            let file = temporary(self.dir.path(), "").unwrap();
            std::fs::write(file.path(), "the new one").unwrap();
            let stamp = Stamp::of(file.path()).unwrap().unwrap();
            (file.into_temp_path(), stamp)
        }

        fn files(&self) -> BTreeMap<String, String> {
            let entries = std::fs::read_dir(self.dir.path()).unwrap().map(Result::unwrap);
            let named = entries.map(|entry| {
                let name = entry.file_name().into_string().unwrap();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            });
            named.collect()
        }
    }

    fn expected(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_new_file_takes_the_place_and_the_old_one_goes_at_the_end() {
        Folder::each(|folder| {
            let seen = folder.stamp(TARGET);
            let put = folder.places().put(folder.new_file().0, TARGET, Some(seen)).unwrap();
            let (turn, stamp) = put.aside.unwrap();
            assert_eq!(folder.files().len(), 2);
            assert_eq!(folder.places().discard(TARGET, turn, stamp).unwrap(), None);
            assert_eq!(folder.files(), expected(&[(TARGET, "the new one")]));
        });
    }

    #[test]
    fn old_versions_that_are_kept_overwrite_none_from_before() {
        Folder::each(|folder| {
            folder.write("so-y-te (bản cũ 2026-11-20).docx", "first");
            let put = folder.places().put(folder.new_file().0, TARGET, Some(folder.stamp(TARGET))).unwrap();
            let old = folder.places().keep(TARGET, put.aside.unwrap().0).unwrap();
            assert_eq!(old, "so-y-te (bản cũ 2026-11-20, 2).docx");
            assert_eq!(folder.files()[&old], "old");
            assert_eq!(folder.files()["so-y-te (bản cũ 2026-11-20).docx"], "first");
        });
    }

    #[test]
    fn a_file_saved_before_the_step_keeps_its_place() {
        Folder::each(|folder| {
            let seen = folder.stamp(TARGET);
            folder.write(TARGET, "saved meanwhile");
            let refused = folder.places().put(folder.new_file().0, TARGET, Some(seen));
            assert!(matches!(refused, Err(Refusal::Changed { saved_as: None })), "{refused:?}");
            assert_eq!(folder.files(), expected(&[(TARGET, "saved meanwhile")]));
        });
    }

    #[test]
    fn a_file_that_appeared_under_a_free_name_keeps_it() {
        Folder::each(|folder| {
            let refused = folder.places().put(folder.new_file().0, TARGET, None);
            assert!(matches!(refused, Err(Refusal::Changed { saved_as: None })), "{refused:?}");
            assert_eq!(folder.files(), expected(&[(TARGET, "old")]));
        });
    }

    /// The step found something else than the look before it: played by a new file that stands aside
    /// already, and a stamp that is not the file's.
    #[test]
    fn what_was_saved_between_the_last_look_and_the_step_goes_back() {
        Folder::each(|folder| {
            let seen = folder.stamp(TARGET);
            let (temporary, new) = folder.new_file();
            rename_new(&temporary.keep().unwrap(), &folder.path(".kehoach~1~so-y-te.docx")).unwrap();
            folder.write(TARGET, "saved meanwhile");
            match folder.places().trade(TARGET, seen) {
                Ok(turn) => {
                    assert_eq!(folder.files()[&names::aside(TARGET, turn)], "saved meanwhile");
                    assert_eq!(folder.places().give_back(TARGET, turn, new).unwrap(), None);
                }
                Err(refused) => {
                    assert!(matches!(refused, Refusal::Changed { saved_as: None }), "{refused:?}");
                    folder.places().discard(TARGET, 1, new).unwrap();
                }
            }
            assert_eq!(folder.files(), expected(&[(TARGET, "saved meanwhile")]));
        });
    }

    #[test]
    fn what_was_saved_twice_is_there_twice() {
        Folder::each(|folder| {
            let put = folder.places().put(folder.new_file().0, TARGET, Some(folder.stamp(TARGET))).unwrap();
            let new = folder.stamp(TARGET);
            let turn = put.aside.unwrap().0;
            folder.write(&names::aside(TARGET, turn), "first");
            folder.write(TARGET, "second, longer");
            let saved_as = folder.places().give_back(TARGET, turn, new).unwrap().unwrap();
            let files = folder.files();
            assert_eq!(files.len(), 2);
            let both = [files[TARGET].as_str(), files[&saved_as].as_str()];
            assert_eq!(both, ["first", "second, longer"]);
        });
    }

    #[test]
    fn a_file_aside_that_was_written_to_is_not_removed() {
        Folder::each(|folder| {
            let put = folder.places().put(folder.new_file().0, TARGET, Some(folder.stamp(TARGET))).unwrap();
            let (turn, seen) = put.aside.unwrap();
            folder.write(&names::aside(TARGET, turn), "by an editor that held it open");
            let old = folder.places().discard(TARGET, turn, seen).unwrap().unwrap();
            assert_eq!(folder.files()[&old], "by an editor that held it open");
        });
    }

    #[test]
    fn a_file_put_in_place_is_taken_back_and_the_old_one_stands_again() {
        Folder::each(|folder| {
            let (temporary, new) = folder.new_file();
            let put = folder.places().put(temporary, TARGET, Some(folder.stamp(TARGET))).unwrap();
            assert_eq!(folder.places().take_back(TARGET, &put, new).unwrap(), None);
            assert_eq!(folder.files(), expected(&[(TARGET, "old")]));
        });
    }

    #[test]
    fn a_file_put_under_a_free_name_is_taken_back_unless_somebody_worked_on_it() {
        Folder::each(|folder| {
            let (temporary, new) = folder.new_file();
            let put = folder.places().put(temporary, "a.pdf", None).unwrap();
            folder.places().take_back("a.pdf", &put, new).unwrap();
            assert_eq!(folder.files(), expected(&[(TARGET, "old")]));

            let (temporary, new) = folder.new_file();
            let put = folder.places().put(temporary, "a.pdf", None).unwrap();
            folder.write("a.pdf", "signed");
            folder.places().take_back("a.pdf", &put, new).unwrap();
            assert_eq!(folder.files(), expected(&[(TARGET, "old"), ("a.pdf", "signed")]));
        });
    }

    #[test]
    fn a_rename_that_fails_removes_nothing() {
        Folder::each(|folder| {
            folder.write("b.docx", "b");
            assert!(rename_new(&folder.path(TARGET), &folder.path("b.docx")).is_err());
            assert!(rename_new(&folder.path(TARGET), &folder.path("none/b.docx")).is_err());
            assert_eq!(folder.files(), expected(&[(TARGET, "old"), ("b.docx", "b")]));
        });
    }
}
