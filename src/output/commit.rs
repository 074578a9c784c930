//! From staged files to final names.
//!
//! Whenever a run ends, by itself or not, every file in the folder is whole, and the manifest knows
//! each of the program's files:
//!
//! 1. all new files are written under temporary names;
//! 2. a manifest that says of each target "the new bytes, or still those before" is staged too;
//! 3. everything is flushed to the disk at once;
//! 4. the manifest is renamed into place;
//! 5. document after document, the new files change places with the old ones, which stand aside
//!    ([`super::swap`]); where one file of a document cannot, the others change back;
//! 6. the old ones are removed, or kept as dated copies;
//! 7. the manifest is written again without the "or".
//!
//! Killed before 4: only temporary files are left, which the next run clears away. Killed later:
//! the next run recognises both states of every file, and what stands aside goes where it belongs
//! ([`super::recover`]). A power cut is covered by 3 on file systems that keep the order of renames; on
//! others a file may seem to be a person's, and is then kept.

use std::collections::BTreeSet;
use std::io::{self, Write as _};

use tempfile::TempPath;

use super::decide::{Decision, Kept, Make, Reason, of_others};
use super::digest::Digest;
use super::findings;
use super::held::Status;
use super::leftovers::Leftovers;
use super::manifest::{Entry, Manifest, Pending};
use super::names::{FileName, MANIFEST};
use super::pairs::Unmatched;
use super::returned::Returned;
use super::signed::Checked;
use super::standing::Stamp;
use super::store::Store;
use super::swap::{Put, Refusal};
use super::write::{self, FileError};
use crate::diagnostic::Diagnostic;
use crate::signature::Signing;

/// A file that waits under a temporary name.
#[derive(Debug)]
pub struct Staged {
    make: Make,
    temporary: TempPath,
    written: Written,
}

/// The bytes of a file as they were written. Thousands of these wait at a time: what the manifest will say of the
/// file is made of them when it is needed.
#[derive(Debug, Clone, Copy)]
struct Written {
    output: Digest,
    stamp: Stamp,
    pages: Option<usize>,
}

impl Written {
    fn entry(self, make: &Make) -> Entry {
        make.entry(self.output, self.stamp, self.pages)
    }
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
    /// Documents whose DOCX and PDF do not say the same.
    pub unmatched: Unmatched,
}

impl Report {
    /// What the state of the folder gives cause to say, but for what is left over.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        for made in &self.made {
            if let Some((name, signing)) = &made.beside {
                all.push(findings::kept_beside(name, signing, &made.target));
                all.extend(findings::signature(name, signing));
            }
            all.extend(told_of_others(&made.of_others));
        }
        for kept in &self.kept {
            if let Some(beside) = &kept.beside {
                all.push(findings::kept_beside(&kept.name, kept.signing(), &beside.target));
            }
            all.extend(
                kept.signatures
                    .iter()
                    .filter_map(|(name, checked)| findings::signature(name, &checked.found)),
            );
            all.extend(told_of_others(&kept.of_others));
        }
        all.extend(self.unmatched.findings());
        all
    }
}

fn told_of_others(of_others: &[Returned]) -> impl Iterator<Item = Diagnostic> {
    of_others.iter().map(|found| findings::signed_elsewhere(found, findings::TAKE_HOME))
}

impl Staged {
    /// The name that it waits for.
    pub fn target(&self) -> &str {
        &self.make.target
    }
}

/// A file that was written.
#[derive(Debug)]
pub struct Made {
    pub target: String,
    pub reason: Reason,
    /// State of what stood there before.
    pub before: Option<Status>,
    /// The person's file that it stands beside, and its signatures.
    pub beside: Option<(String, Signing)>,
    /// Signed files of other documents among those that it stands beside.
    of_others: Vec<Returned>,
    /// Where the file went that it replaced.
    pub old: Option<String>,
}

/// A file in its place, while the one that it replaced stands aside.
struct Placed {
    make: Make,
    written: Written,
    put: Put,
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
    ) -> Result<Decision<Staged>, FileError> {
        let output = Digest::of(bytes);
        let make = match self.reconsider(make, output, pages) {
            Decision::Make(make) => make,
            Decision::Unchanged(known) => return Ok(Decision::Unchanged(known)),
            Decision::Kept(kept) => return Ok(Decision::Kept(kept)),
        };
        let path = self.folder.join(&make.target);
        let staged = || -> io::Result<(TempPath, Stamp)> {
            let temporary = write::stage(&self.folder, |file| file.write_all(bytes))?;
            // A rename keeps the time of the file.
            let stamp = Stamp::of(&temporary)?.ok_or(io::ErrorKind::NotFound)?;
            Ok((temporary, stamp))
        };
        let (temporary, stamp) = staged().map_err(|error| FileError::writing(&path, error))?;
        let written = Written { output, stamp, pages };
        Ok(Decision::Make(Staged { make, temporary, written }))
    }

    /// Puts everything in place, one set of files per document. `year` lists every file that the year
    /// has, made in this run or not.
    ///
    /// # Errors
    /// A manifest that cannot be written; nothing has changed then.
    pub fn commit(
        &mut self,
        sets: Vec<Vec<Decision<Staged>>>,
        year: &[FileName],
    ) -> Result<Report, FileError> {
        debug_assert!(self.is_locked(), "a store that only looks commits nothing");
        let mut report = Report::default();
        let mut next = self.known_files();
        next.purpose = self.policy.purpose;
        let mut settled = BTreeSet::new();
        let mut waiting: Vec<Vec<Staged>> = Vec::new();
        for set in sets {
            let set = self.take_in(set, &mut next, &mut report, &mut settled);
            match self.changed_meanwhile(&set) {
                Some(findings) => report.failed.extend(findings),
                None if set.is_empty() => {}
                None => waiting.push(set),
            }
        }
        if !waiting.is_empty() {
            self.announce(&next, &waiting)?;
            self.place_all(waiting, &mut next, &mut report);
            write::flush_names(&self.folder);
        }
        settled.extend(report.made.iter().map(|made| made.target.clone()));
        report.leftovers = Leftovers::of(&next, year, &settled);
        report.unmatched = Unmatched::of(&next, year);
        // The announcement stays true where this fails, so the files made are not lost for it.
        match self.remember(next) {
            Err(error) if report.made.is_empty() => return Err(error),
            Err(error) => report.failed.push(findings::cannot_write(&error)),
            Ok(()) => {}
        }
        Ok(report)
    }

    /// Notes what is settled already and returns what is to be put in place.
    fn take_in(
        &self,
        set: Vec<Decision<Staged>>,
        next: &mut Manifest,
        report: &mut Report,
        settled: &mut BTreeSet<String>,
    ) -> Vec<Staged> {
        let mut staged = Vec::with_capacity(set.len());
        for decision in set {
            match decision {
                Decision::Unchanged(known) => {
                    settled.insert(known.target.clone());
                    next.files.insert(known.target, known.entry);
                    report.unchanged += 1;
                }
                Decision::Kept(kept) => {
                    note(&kept, next);
                    settled.extend(kept.settles());
                    report.kept.push(kept);
                }
                Decision::Make(make) => staged.push(make),
            }
        }
        staged
    }

    /// Whether what the files of a document would replace is not any more what the decision was made
    /// about: then none of them is put in place.
    fn changed_meanwhile(&self, set: &[Staged]) -> Option<Vec<Diagnostic>> {
        let as_seen = |staged: &&Staged| {
            Stamp::of(&self.folder.join(&staged.make.target)).is_ok_and(|now| now == staged.make.seen())
        };
        let (same, changed): (Vec<&Staged>, Vec<&Staged>) = set.iter().partition(as_seen);
        if changed.is_empty() {
            return None;
        }
        let named = changed.iter().map(|staged| findings::changed_meanwhile(&staged.make.target, None));
        let others = findings::not_alone(same.iter().map(|staged| staged.make.target.as_str()));
        Some(named.chain(others).collect())
    }

    /// Steps 2 to 4: the manifest of what may happen, and one flush for everything.
    fn announce(&self, next: &Manifest, waiting: &[Vec<Staged>]) -> Result<(), FileError> {
        let path = self.folder.join(MANIFEST);
        let mut announced = next.clone();
        for Staged { make, written, .. } in waiting.iter().flatten() {
            let held = next.files.get(&make.target).map(Entry::may_hold);
            let pending = Pending { before: make.replaces.map(|seen| seen.digest), held };
            let entry = Entry { pending: Some(Box::new(pending)), ..written.entry(make) };
            announced.files.insert(make.target.clone(), entry);
        }
        let written = || -> io::Result<()> {
            let temporary = write::stage(&self.folder, |file| announced.write_to(file))?;
            write::flush(&self.folder)?;
            temporary.persist(&path).map_err(|error| error.error)
        };
        written().map_err(|error| FileError::writing(&path, error))
    }

    /// Steps 5 and 6, in the order of the names.
    fn place_all(&self, mut waiting: Vec<Vec<Staged>>, next: &mut Manifest, report: &mut Report) {
        waiting.sort_by(|a, b| a[0].make.target.cmp(&b[0].make.target));
        let mut placed = Vec::with_capacity(waiting.iter().map(Vec::len).sum());
        for set in waiting {
            match self.place(set) {
                Ok(files) => placed.extend(files),
                Err((stayed, findings)) => {
                    // What could not be taken back stands in the folder and must be known.
                    placed.extend(stayed);
                    report.failed.extend(findings);
                }
            }
        }
        for Placed { make, written, put } in placed {
            let old = match put.aside {
                None => Ok(None),
                Some((turn, _)) if make.keeps_old => self.places().keep(&make.target, turn).map(Some),
                Some((turn, seen)) => self.places().discard(&make.target, turn, seen).inspect(|late| {
                    report.failed.extend(
                        late.as_ref().map(|old| findings::changed_meanwhile(&make.target, Some(old))),
                    );
                }),
            };
            let old = old.unwrap_or_else(|error| {
                let path = self.folder.join(&make.target);
                report.failed.push(findings::cannot_write(&FileError::writing(&path, error)));
                None
            });
            next.files.insert(make.target.clone(), written.entry(&make));
            let beside = make.beside().map(|(name, signing)| (name.to_owned(), signing.clone()));
            for passed in &make.passed {
                note_signature(&passed.target, passed.checked(), next);
            }
            report.made.push(Made {
                beside,
                of_others: of_others(&make.passed),
                target: make.target,
                reason: make.reason,
                before: make.status,
                old,
            });
        }
        report.made.sort_by(|a, b| a.target.cmp(&b.target));
    }

    /// Gives the files of one document their names, all or none; with the findings come those that could
    /// not be taken back.
    fn place(&self, set: Vec<Staged>) -> Result<Vec<Placed>, (Vec<Placed>, Vec<Diagnostic>)> {
        let places = self.places();
        let targets: Vec<String> = set.iter().map(|staged| staged.make.target.clone()).collect();
        let mut placed: Vec<Placed> = Vec::new();
        for (at, Staged { make, temporary, written }) in set.into_iter().enumerate() {
            match places.put(temporary, &make.target, make.seen()) {
                Ok(put) => placed.push(Placed { make, written, put }),
                Err(refusal) => {
                    let mut findings = vec![self.refused(&make.target, refusal)];
                    let mut stayed = Vec::new();
                    for file in placed {
                        match places.take_back(&file.make.target, &file.put, file.written.stamp) {
                            Ok(None) => {}
                            Ok(saved_as @ Some(_)) => {
                                findings.push(self.refused(&file.make.target, Refusal::Changed { saved_as }));
                            }
                            Err(refusal) => {
                                findings.push(self.refused(&file.make.target, refusal));
                                stayed.push(file);
                            }
                        }
                    }
                    let others = targets.iter().enumerate().filter(|(other, _)| *other != at);
                    findings.extend(findings::not_alone(others.map(|(_, name)| name.as_str())));
                    return Err((stayed, findings));
                }
            }
        }
        Ok(placed)
    }

    fn refused(&self, target: &str, refusal: Refusal) -> Diagnostic {
        match refusal {
            Refusal::Changed { saved_as } => findings::changed_meanwhile(target, saved_as.as_deref()),
            Refusal::File(error) => {
                findings::cannot_write(&FileError::writing(&self.folder.join(target), error))
            }
        }
    }

    /// Writes the manifest where it says something new.
    fn remember(&mut self, next: Manifest) -> Result<(), FileError> {
        let path = self.folder.join(MANIFEST);
        if next != self.manifest || !path.exists() {
            write::write_whole_by(&path, |file| next.write_to(file))?;
        }
        self.manifest = next;
        Ok(())
    }
}

/// Notes a signature, and what stands beside a person's file.
fn note(kept: &Kept, next: &mut Manifest) {
    for (name, checked) in &kept.signatures {
        note_signature(name, Some(checked), next);
    }
    if let Some(beside) = &kept.beside {
        next.files.insert(beside.target.clone(), beside.entry.clone());
    }
}

/// Notes what was found of a person's file; once signed, a document stays out of the drafter's hands.
fn note_signature(file: &str, checked: Option<&Checked>, next: &mut Manifest) {
    if let (Some(entry), Some(checked)) = (next.files.get_mut(file), checked) {
        entry.held = entry.held.signed(&checked.found);
        entry.signature = Some(Box::new(checked.clone()));
    }
}
