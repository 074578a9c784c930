//! Sau một lần chạy bị ngắt: files that a killed run had moved aside go where they belong.
//!
//! Under a name aside there may be the program's new file that had not changed places yet, its old one
//! that had, or what a person saved in between. Only the first two may go, and only by their bytes:
//! anything else is put back, or kept where the name has been taken again. Nothing here trusts a time.

use std::io;
use std::path::Path;

use super::digest::Digest;
use super::findings;
use super::manifest::Entry;
use super::names::{aside, steps_aside_from};
use super::standing::{Stamp, Standing};
use super::store::Store;
use super::swap::{Places, rename_new};
use super::write::FileError;
use crate::diagnostic::Diagnostic;

/// Where a file went that a killed run had left aside.
#[derive(Debug, PartialEq, Eq)]
enum Went {
    /// It was the program's and of no use any more.
    Away,
    /// Back to its name.
    Back,
    /// Among the old versions, under this name.
    Kept(String),
}

impl Store {
    /// Clears up after a killed run; the folder is locked and its manifest read.
    pub(super) fn recover(&self) -> Vec<Diagnostic> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.retain(|name| steps_aside_from(name).is_some());
        // A file that stepped aside second is the older one: it is looked at first.
        names.sort_by(|a, b| b.cmp(a));
        let mut findings = Vec::new();
        for name in names {
            let Some((turn, target)) = steps_aside_from(&name) else { continue };
            match self.return_aside(turn, target) {
                Ok(Went::Away) => {}
                Ok(Went::Back) => findings.push(findings::put_back(target)),
                Ok(Went::Kept(old)) => findings.push(findings::kept_from_killed_run(target, &old)),
                Err(error) => {
                    findings
                        .push(findings::cannot_write(&FileError::writing(&self.folder.join(name), error)));
                }
            }
        }
        findings
    }

    fn return_aside(&self, turn: u8, target: &str) -> io::Result<Went> {
        let (path, aside) = (self.folder.join(target), self.folder.join(aside(target, turn)));
        let entry = self.manifest.files.get(target);
        if Standing::of(&path)? == Standing::Nothing {
            rename_new(&aside, &path)?;
            return Ok(if is_known(&path, entry)? { Went::Away } else { Went::Back });
        }
        let digest = digest_of(&aside)?;
        if let (Some(digest), Some(entry)) = (digest, entry) {
            if digest == entry.output {
                std::fs::remove_file(&aside)?;
                return Ok(Went::Away);
            }
            if let Some(pending) = entry.pending.as_ref().filter(|pending| pending.before == Some(digest)) {
                if pending.held.is_some_and(|held| held.status.is_published()) {
                    return self.places().keep(target, turn).map(Went::Kept);
                }
                std::fs::remove_file(&aside)?;
                return Ok(Went::Away);
            }
        }
        // A person's. It goes back where only the program's new file has its place, and that waits for
        // the next look.
        let standing = digest_of(&path)?;
        match (standing, Stamp::of(&path)?, entry) {
            (Some(standing), Some(stamp), Some(entry)) if standing == entry.output => {
                match self.places().give_back(target, turn, stamp) {
                    Ok(None) => Ok(Went::Back),
                    Ok(Some(old)) => Ok(Went::Kept(old)),
                    Err(refusal) => Err(refusal.into()),
                }
            }
            _ => self.places().keep(target, turn).map(Went::Kept),
        }
    }

    pub(super) fn places(&self) -> Places<'_> {
        Places { folder: &self.folder, today: self.policy.today, exchanges: true }
    }
}

/// `None` for what cannot be the program's: links, and what is no file.
fn digest_of(path: &Path) -> io::Result<Option<Digest>> {
    match Standing::of(path)? {
        Standing::File(_) => Digest::of_file(path).map(Some),
        Standing::Nothing | Standing::Link(_) | Standing::Odd(_) => Ok(None),
    }
}

/// Whether a file has bytes that the program wrote there, the last time or the time before.
fn is_known(path: &Path, entry: Option<&Entry>) -> io::Result<bool> {
    let Some(entry) = entry else { return Ok(false) };
    let before = entry.pending.as_ref().and_then(|pending| pending.before);
    Ok(digest_of(path)?.is_some_and(|digest| digest == entry.output || Some(digest) == before))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use super::super::held::{Held, Status};
    use super::super::manifest::{Manifest, Pending, Purpose};
    use super::super::names::MANIFEST;
    use super::super::store::Policy;
    use super::*;
    use crate::diagnostic::codes;

    const TARGET: &str = "so-y-te.docx";
    const OLD: &str = "so-y-te (bản cũ 2026-11-20).docx";

    /// What a killed run left: under the name, aside, and what stood there before by the manifest.
    struct Left {
        stands: Option<&'static str>,
        aside: &'static [(u8, &'static str)],
        before: Status,
    }

    /// The documents in the folder after the next start, and the codes of what was said.
    fn next_start(left: &Left) -> (BTreeMap<String, String>, Vec<&'static str>) {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
        if let Some(text) = left.stands {
            write(TARGET, text);
        }
        for (turn, text) in left.aside {
            write(&aside(TARGET, *turn), text);
        }
        let held = |status| Held { status, content: None, filled: None };
        let pending = Box::new(Pending { before: Some(Digest::of(b"old")), held: Some(held(left.before)) });
        let stamp = Stamp { size: 3, modified: 7 };
        let entry = Entry::made(Digest::of(b"in"), Digest::of(b"new"), stamp, None, held(Status::Issued));
        let mut manifest = Manifest::new(Purpose::Documents);
        manifest.files.insert(TARGET.to_owned(), Entry { pending: Some(pending), ..entry });
        manifest.write_to(std::fs::File::create(dir.path().join(MANIFEST)).unwrap()).unwrap();
        let today = jiff::civil::date(2026, 11, 20);
        let policy = Policy { force: false, purpose: Purpose::Documents, today, verifier: Arc::default() };
        let (_store, findings) = Store::open(dir.path(), policy).unwrap();
        let entries = std::fs::read_dir(dir.path()).unwrap().map(Result::unwrap);
        let mut files: BTreeMap<String, String> = entries
            .map(|entry| {
                let text = std::fs::read_to_string(entry.path()).unwrap();
                (entry.file_name().into_string().unwrap(), text)
            })
            .collect();
        files.retain(|name, _| ![MANIFEST, ".kehoach.lock"].contains(&name.as_str()));
        (files, findings.into_iter().map(|finding| finding.code).collect())
    }

    fn files(expected: &[(&str, &str)]) -> BTreeMap<String, String> {
        expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    fn left(stands: Option<&'static str>, aside: &'static [(u8, &'static str)], before: Status) -> Left {
        Left { stands, aside, before }
    }

    #[test]
    fn a_new_file_that_had_not_changed_places_goes_without_a_word() {
        let (after, said) = next_start(&left(Some("old"), &[(1, "new")], Status::Draft));
        assert_eq!((after, said.len()), (files(&[(TARGET, "old")]), 0));
    }

    #[test]
    fn an_old_draft_goes_and_an_old_issued_version_is_kept() {
        let (after, said) = next_start(&left(Some("new"), &[(1, "old")], Status::Draft));
        assert_eq!((after, said.len()), (files(&[(TARGET, "new")]), 0));
        let (after, said) = next_start(&left(Some("new"), &[(1, "old")], Status::Issued));
        assert_eq!((after, said.len()), (files(&[(TARGET, "new"), (OLD, "old")]), 1));
    }

    #[test]
    fn a_file_that_is_only_aside_goes_back_to_its_name() {
        for text in ["old", "saved by a person"] {
            let aside: &'static [(u8, &'static str)] =
                if text == "old" { &[(2, "old")] } else { &[(2, "saved by a person")] };
            let (after, said) = next_start(&left(None, aside, Status::Issued));
            assert_eq!((after, said.is_empty()), (files(&[(TARGET, text)]), text == "old"));
        }
    }

    #[test]
    fn the_old_file_goes_back_before_the_new_one_could_take_its_name() {
        let (after, _) = next_start(&left(None, &[(1, "new"), (2, "saved by a person")], Status::Issued));
        assert_eq!(after, files(&[(TARGET, "saved by a person")]));
    }

    #[test]
    fn what_a_person_saved_takes_its_name_back_from_the_new_file() {
        let (after, said) = next_start(&left(Some("new"), &[(1, "saved by a person")], Status::Issued));
        assert_eq!((after, said), (files(&[(TARGET, "saved by a person")]), vec![codes::INTERRUPTED]));
    }

    #[test]
    fn what_a_person_saved_is_kept_where_somebody_saved_again() {
        let (after, said) = next_start(&left(Some("saved again"), &[(1, "saved first")], Status::Issued));
        assert_eq!(after, files(&[(TARGET, "saved again"), (OLD, "saved first")]));
        assert_eq!(said, [codes::INTERRUPTED]);
    }
}
