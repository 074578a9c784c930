//! Tệp này làm gì: what becomes of one file, from what stands under its name and what it would be made from.
//!
//! Enters: a file as it is wanted ([`Wanted`]). Leaves: a [`Decision`]; nothing is written here. A person's file is
//! told by its bytes, never by its time: size and time alone may only decide that nothing is to be done.

use super::digest::Digest;
use super::held::{Held, Status};
use super::manifest::Entry;
use super::names::FileName;
use super::returned::Returned;
use super::set::Wanted;
use super::signed::Checked;
use super::standing::{Stamp, Standing};
use super::store::Store;
use super::write::FileError;
use crate::signature::Signing;

/// What becomes of one file; `M` is what is known of one that is to be written.
#[derive(Debug)]
pub enum Decision<M> {
    /// The disk has it already.
    Unchanged(Known),
    /// A person's file stands there, and nothing new is to be written.
    Kept(Kept),
    Make(M),
}

/// A file of the program that is up to date.
#[derive(Debug)]
pub struct Known {
    pub target: String,
    pub(super) entry: Entry,
}

/// A person's file.
#[derive(Debug)]
pub struct Kept {
    pub name: String,
    /// What was found of it, and of versions beside it that are a person's too.
    pub(super) signatures: Vec<(String, Checked)>,
    /// Those of them that are signed files of other documents.
    pub(super) of_others: Vec<Returned>,
    /// The program's version beside it; `None` where the person started from the same content.
    pub beside: Option<Known>,
}

/// A file to be written.
#[derive(Debug)]
pub struct Make {
    /// The name as it would be if nobody had changed anything.
    pub name: FileName,
    pub target: String,
    pub reason: Reason,
    /// State of the document that stands under the name now.
    pub status: Option<Status>,
    /// An issued or signed version that it replaces stays as a dated copy.
    pub keeps_old: bool,
    pub(super) input: Digest,
    /// What it holds.
    pub(super) held: Held,
    pub(super) run: Option<Digest>,
    /// The program's own file that it replaces.
    pub(super) replaces: Option<Seen>,
    /// What the files held that it replaces or passes.
    pub(super) stands_for: Vec<Held>,
    /// Files of a person that stood in its way, the one under its own name first.
    pub(super) passed: Vec<Passed>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Nothing stands there.
    New,
    /// The program's own file, made from something else.
    Outdated,
    /// Beside a file that a person changed.
    Beside,
    /// In place of a file that a person changed, which is kept as an old version.
    Forced,
}

/// A file as it was looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub digest: Digest,
    pub stamp: Stamp,
}

/// A person's file that keeps its place.
#[derive(Debug)]
pub(super) struct Passed {
    pub target: String,
    pub seen: Seen,
    pub signed: Signed,
    /// What the program had written there.
    pub held: Option<Held>,
}

/// Whose signatures a person's file has.
#[derive(Debug)]
pub(super) enum Signed {
    /// Those of its own document, where it has any.
    Own(Option<Checked>),
    /// It is the signed file of another document, and says nothing of this one.
    OfAnother(Box<Returned>),
}

/// What stands under a name.
enum Found {
    Nothing,
    /// The program's, made from the same input.
    Current(Box<Entry>),
    /// The program's, made from something else.
    Own(Seen, Held),
    /// A person's.
    Edited {
        seen: Seen,
        signed: Signed,
        /// What the program had written there.
        held: Option<Held>,
        /// What the person changed was made from the same input.
        answered: bool,
    },
}

impl Store {
    /// Decides about one file from the digest of everything that it would be made from.
    ///
    /// # Errors
    /// A file that stands there and cannot be read.
    pub(super) fn decide_file(&self, wanted: &Wanted) -> Result<Decision<Make>, FileError> {
        let (name, held, run) = (&wanted.name, wanted.held, wanted.run);
        let mut passed: Vec<Passed> = Vec::new();
        loop {
            let beside = !passed.is_empty();
            let target = if beside { name.beside(passed.len()) } else { name.main() };
            let (reason, replaces) = match self.find(&target, name, wanted.input)? {
                Found::Current(entry) => {
                    let known = Known { target, entry: Entry { held, run, ..*entry } };
                    return Ok(match beside {
                        true => Decision::Kept(kept(&passed, Some(known))),
                        false => Decision::Unchanged(known),
                    });
                }
                Found::Edited { seen, signed, held, answered } => {
                    passed.push(Passed { target: target.clone(), seen, signed, held });
                    if self.policy.force && !beside {
                        (Reason::Forced, None)
                    } else if answered {
                        return Ok(Decision::Kept(kept(&passed, None)));
                    } else {
                        continue;
                    }
                }
                Found::Nothing if beside => (Reason::Beside, None),
                Found::Nothing => (Reason::New, None),
                Found::Own(seen, held) if beside => (Reason::Beside, Some((seen, held))),
                Found::Own(seen, held) => (Reason::Outdated, Some((seen, held))),
            };
            let status = self.status(name, &passed);
            let before = passed.iter().filter_map(|passed| passed.held);
            let stands_for = before.chain(replaces.map(|(_, held)| held)).collect();
            let replaces = replaces.map(|(seen, _)| seen);
            let (name, input) = (name.clone(), wanted.input);
            let keeps_old = reason == Reason::Forced;
            let make = Make {
                name,
                target,
                reason,
                status,
                keeps_old,
                input,
                held,
                run,
                replaces,
                stands_for,
                passed,
            };
            return Ok(Decision::Make(make));
        }
    }

    /// Once the bytes are known: a file of unknown origin that has the very same bytes is the
    /// program's own, which is how a folder without a manifest, or with a broken one, is taken up; and
    /// the program's own that would be made the same again stays.
    pub fn reconsider(&self, make: Make, output: Digest, pages: Option<usize>) -> Decision<Make> {
        let entry = |stamp| make.entry(output, stamp, pages);
        if let Some(same) = make.passed.iter().position(|passed| passed.seen.digest == output) {
            let Passed { target, seen, .. } = &make.passed[same];
            let known = Known { target: target.clone(), entry: entry(seen.stamp) };
            return match same {
                0 => Decision::Unchanged(known),
                _ => Decision::Kept(kept(&make.passed, Some(known))),
            };
        }
        let Some(seen) = make.replaces.filter(|seen| seen.digest == output) else {
            return Decision::Make(make);
        };
        let known = Known { target: make.target.clone(), entry: entry(seen.stamp) };
        match make.passed.as_slice() {
            [] => Decision::Unchanged(known),
            passed => Decision::Kept(kept(passed, Some(known))),
        }
    }

    fn find(&self, target: &str, name: &FileName, input: Digest) -> Result<Found, FileError> {
        let path = self.folder.join(target);
        let reading = |error| FileError::reading(&path, error);
        let standing = Standing::of(&path).map_err(reading)?;
        let stamp = match standing {
            Standing::Nothing => return Ok(Found::Nothing),
            Standing::File(stamp) | Standing::Link(stamp) => stamp,
            Standing::Odd(odd) => return Err(reading(odd.into())),
        };
        let entry = self.manifest.files.get(target);
        let untouched = |entry: &&Entry| entry.pending.is_none() && entry.stamp == stamp;
        if let Some(entry) = entry.filter(untouched).filter(|entry| entry.input == input) {
            return Ok(Found::Current(Box::new(entry.clone())));
        }
        let seen = Seen { digest: Digest::of_file(&path).map_err(reading)?, stamp };
        let mut own = self.manifest.written(name, seen.digest).peekable();
        // A link that a person put there is not replaced, whatever it leads to.
        let is_own = !standing.is_link();
        if let Some(first) = own.peek().copied() {
            match own.find(|entry| entry.input == input) {
                Some(entry) => {
                    return Ok(Found::Current(Box::new(Entry { stamp, pending: None, ..entry.clone() })));
                }
                None if is_own => return Ok(Found::Own(seen, first.held)),
                None => {}
            }
        }
        let pending = entry.and_then(|entry| entry.pending.as_ref());
        if let Some(entry) = entry.filter(|_| is_own)
            && pending.is_some_and(|pending| pending.before == Some(seen.digest))
        {
            return Ok(Found::Own(seen, entry.may_hold()));
        }
        let answered = pending.is_none() && entry.is_some_and(|entry| entry.input == input);
        let signed = self.signed(target)?;
        Ok(Found::Edited { seen, signed, held: entry.map(Entry::may_hold), answered })
    }

    /// What is known of the document that stands under a name.
    fn status(&self, name: &FileName, passed: &[Passed]) -> Option<Status> {
        let signed = passed.iter().find_map(|passed| Status::of_signing(passed.signing()));
        if signed.is_some() {
            return signed;
        }
        self.manifest.files.get(&name.main()).map(Entry::status)
    }
}

impl Make {
    /// Whether only the finished bytes can tell if anything is to be written: there is a person's file,
    /// or the program's own of the same content, which another version of the program may have made.
    pub fn is_open(&self) -> bool {
        let same_content = |before: &Held| before.content.is_some() && before.content == self.held.content;
        !self.passed.is_empty() || self.stands_for.iter().any(same_content)
    }

    /// How the manifest knows the file once it has these bytes.
    pub(super) fn entry(&self, output: Digest, stamp: Stamp, pages: Option<usize>) -> Entry {
        Entry { run: self.run, ..Entry::made(self.input, output, stamp, pages, self.held) }
    }

    /// The stamp of what stands under the target; `None` where nothing does.
    pub(super) fn seen(&self) -> Option<Stamp> {
        match self.reason {
            Reason::Forced => self.passed.first().map(|passed| passed.seen.stamp),
            Reason::New | Reason::Outdated | Reason::Beside => self.replaces.map(|seen| seen.stamp),
        }
    }

    /// The person's file that this one is written beside, and its signatures.
    pub fn beside(&self) -> Option<(&str, &Signing)> {
        let passed = self.passed.first().filter(|_| self.reason == Reason::Beside)?;
        Some((&passed.target, passed.signing()))
    }
}

fn kept(passed: &[Passed], beside: Option<Known>) -> Kept {
    let name = passed.first().map(|passed| passed.target.clone()).unwrap_or_default();
    let signatures =
        passed.iter().filter_map(|passed| Some((passed.target.clone(), passed.checked()?.clone())));
    Kept { name, signatures: signatures.collect(), of_others: of_others(passed), beside }
}

/// The signed files of other documents among a person's files.
pub(super) fn of_others(passed: &[Passed]) -> Vec<Returned> {
    let of_another = passed.iter().filter_map(|passed| match &passed.signed {
        Signed::OfAnother(found) => Some((**found).clone()),
        Signed::Own(_) => None,
    });
    of_another.collect()
}
