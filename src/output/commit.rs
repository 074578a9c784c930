//! From staged files to final names.
//!
//! Whenever a run ends, by itself or not, every file in the folder is whole, and the manifest knows
//! each of the program's files:
//!
//! 1. all new files are written under temporary names;
//! 2. a manifest that says of each target "the new bytes, or still those before" is staged too;
//! 3. everything is flushed to the disk at once;
//! 4. the manifest is renamed into place, then file after file;
//! 5. the manifest is written again without the "or".
//!
//! Killed before 4: only temporary files are left, which the next run clears away. Killed later:
//! the next run recognises both states of every file. A power cut is covered by 3 on file systems
//! that keep the order of renames; on others a file may seem to be a person's, and is then kept.

use std::collections::BTreeSet;
use std::io;

use tempfile::TempPath;

use super::digest::Digest;
use super::findings::changed_meanwhile;
use super::leftovers::Leftovers;
use super::manifest::{Entry, Manifest, Pending, Stamp, Status};
use super::names::{FileName, MANIFEST};
use super::store::{Decision, Kept, Make, Reason, Store};
use super::write::{self, FileError, write_whole};
use crate::diagnostic::{Diagnostic, codes};

/// A file that waits under a temporary name.
#[derive(Debug)]
pub struct Staged {
    make: Make,
    temporary: TempPath,
    entry: Entry,
}

/// What a run did to a folder.
#[derive(Debug, Default)]
pub struct Report {
    pub made: Vec<Made>,
    pub unchanged: usize,
    /// Files of people, left as they are.
    pub kept: Vec<Kept>,
    /// Files that could not be put in place; what stood there before still stands.
    pub failed: Vec<Diagnostic>,
    pub leftovers: Leftovers,
}

/// A file that was written.
#[derive(Debug)]
pub struct Made {
    pub target: String,
    pub reason: Reason,
    /// State of what stood there before.
    pub before: Option<Status>,
    /// The person's file that it stands beside, and whether that is signed.
    pub beside: Option<(String, bool)>,
    /// Where the person's file went that it replaced.
    pub old: Option<String>,
}

impl Store {
    /// Writes a file under a temporary name.
    ///
    /// # Errors
    /// A disk that does not take it; nothing has changed then.
    pub fn stage(
        &self,
        make: Make,
        bytes: &[u8],
        pages: Option<usize>,
        status: Status,
    ) -> Result<Decision<Staged>, FileError> {
        let output = Digest::of(bytes);
        let make = match self.reconsider(make, output, pages, status) {
            Decision::Make(make) => make,
            Decision::Unchanged(known) => return Ok(Decision::Unchanged(known)),
            Decision::Kept(kept) => return Ok(Decision::Kept(kept)),
        };
        let path = self.folder.join(&make.target);
        let staged = || -> io::Result<(TempPath, Stamp)> {
            let temporary = write::stage(&self.folder, bytes)?;
            // A rename keeps the time of the file.
            let stamp = Stamp::of(&temporary)?.ok_or(io::ErrorKind::NotFound)?;
            Ok((temporary, stamp))
        };
        let (temporary, stamp) = staged().map_err(|error| FileError::writing(&path, error))?;
        let entry = Entry::made(make.input, output, stamp, pages, status);
        Ok(Decision::Make(Staged { make, temporary, entry }))
    }

    /// Puts everything in place. `year` lists every file that the year has, made in this run or not.
    ///
    /// # Errors
    /// A manifest that cannot be written; nothing has changed then.
    pub fn commit(
        &mut self,
        decisions: Vec<Decision<Staged>>,
        year: &[FileName],
    ) -> Result<Report, FileError> {
        debug_assert!(self.is_locked(), "a store that only looks commits nothing");
        let mut report = Report::default();
        let mut next = self.known_files();
        let mut up_to_date = BTreeSet::new();
        let mut staged = Vec::new();
        for decision in decisions {
            match decision {
                Decision::Unchanged(known) => {
                    up_to_date.insert(known.target.clone());
                    next.files.insert(known.target, known.entry);
                    report.unchanged += 1;
                }
                Decision::Kept(kept) => {
                    note(&kept, &mut next);
                    report.kept.push(kept);
                }
                Decision::Make(make) if self.is_as_seen(&make.make) => staged.push(make),
                Decision::Make(make) => report.failed.push(changed_meanwhile(&make.make.target)),
            }
        }
        staged.sort_by(|a, b| a.make.target.cmp(&b.make.target));
        up_to_date.extend(staged.iter().map(|staged| staged.make.target.clone()));
        report.leftovers = Leftovers::of(next.files.keys(), year, &up_to_date);
        if staged.is_empty() {
            return self.remember(next).map(|()| report);
        }
        self.announce(&next, &staged)?;
        for file in staged {
            let (target, entry) = (file.make.target.clone(), file.entry.clone());
            match self.place(file) {
                Ok(made) => {
                    next.files.insert(target, entry);
                    report.made.push(made);
                }
                Err(error) => report.failed.push(cannot_write(&error)),
            }
        }
        write::flush_names(&self.folder);
        // The announcement stays true where this fails, so the files made are not lost for it.
        if let Err(error) = self.remember(next) {
            report.failed.push(cannot_write(&error));
        }
        Ok(report)
    }

    /// Whether what a file would replace is still what the decision was made about.
    fn is_as_seen(&self, make: &Make) -> bool {
        let replaced = match make.reason {
            Reason::Forced => make.passed.first().map(|passed| passed.seen.stamp),
            _ => make.replaces.map(|seen| seen.stamp),
        };
        Stamp::of(&self.folder.join(&make.target)).is_ok_and(|now| now == replaced)
    }

    /// Steps 2 to 4: the manifest of what may happen, and one flush for everything.
    fn announce(&self, next: &Manifest, staged: &[Staged]) -> Result<(), FileError> {
        let path = self.folder.join(MANIFEST);
        let mut announced = next.clone();
        for Staged { make, entry, .. } in staged {
            let pending = Pending { before: make.replaces.map(|seen| seen.digest) };
            announced.files.insert(make.target.clone(), Entry { pending: Some(pending), ..entry.clone() });
        }
        let written = || -> io::Result<()> {
            let temporary = write::stage(&self.folder, &announced.to_bytes()?)?;
            write::flush(&self.folder)?;
            temporary.persist(&path).map_err(|error| error.error)
        };
        written().map_err(|error| FileError::writing(&path, error))
    }

    /// Gives one staged file its name.
    fn place(&self, file: Staged) -> Result<Made, FileError> {
        let Staged { make, temporary, .. } = file;
        let path = self.folder.join(&make.target);
        let writing = |error| FileError::writing(&path, error);
        let old = (make.reason == Reason::Forced).then(|| self.free_old_name(&make.name)).transpose();
        let old = old.map_err(writing)?;
        if let Some(old) = &old {
            std::fs::rename(&path, self.folder.join(old)).map_err(writing)?;
        }
        if let Err(error) = temporary.persist(&path) {
            // The person's file goes back to its place where the new one could not take it.
            if let Some(old) = &old {
                let _ = std::fs::rename(self.folder.join(old), &path);
            }
            return Err(writing(error.error));
        }
        let beside = make.beside().map(|(name, signed)| (name.to_owned(), signed));
        Ok(Made { beside, target: make.target, reason: make.reason, before: make.status, old })
    }

    /// A name for an old version that nothing has yet.
    fn free_old_name(&self, name: &FileName) -> io::Result<String> {
        let mut count = 1;
        loop {
            let old = name.old(self.policy.today, count);
            // A link that leads nowhere has the name too.
            match std::fs::symlink_metadata(self.folder.join(&old)) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(old),
                Err(error) => return Err(error),
                Ok(_) => count += 1,
            }
        }
    }

    /// Writes the manifest where it says something new.
    fn remember(&mut self, next: Manifest) -> Result<(), FileError> {
        let path = self.folder.join(MANIFEST);
        if next != self.manifest || !path.exists() {
            let bytes = next.to_bytes().map_err(|error| FileError::writing(&path, error))?;
            write_whole(&path, &bytes)?;
        }
        self.manifest = next;
        Ok(())
    }
}

/// Notes a signature, and what stands beside a person's file.
fn note(kept: &Kept, next: &mut Manifest) {
    if let Some(entry) = next.files.get_mut(&kept.name).filter(|_| kept.signed) {
        entry.status = Status::Signed;
    }
    if let Some(beside) = &kept.beside {
        next.files.insert(beside.target.clone(), beside.entry.clone());
    }
}

fn cannot_write(error: &FileError) -> Diagnostic {
    Diagnostic::error(codes::CANNOT_WRITE, error.to_string())
}
