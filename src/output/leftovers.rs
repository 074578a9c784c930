//! Tệp còn lại: files of earlier runs that no document of the year needs any more. They are told, and
//! stay.

use std::collections::BTreeSet;

use super::decide::{Decision, Kept, Make};
use super::findings;
use super::manifest::Manifest;
use super::names::FileName;
use super::store::Store;
use crate::diagnostic::Diagnostic;

/// Names of files that a person may want to delete.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// The program's files that belong to no document of the year.
    orphans: Vec<String>,
    /// New versions beside files that say the same.
    superseded: Vec<String>,
    /// New versions that are older than what the file says that they stand beside.
    older: Vec<String>,
}

impl Leftovers {
    /// Of the files `known`: `year` lists every file that the year has, made in this run or not,
    /// `settled` the names under which, or under whose main file, a run leaves the content of today.
    pub(super) fn of(known: &Manifest, year: &[FileName], settled: &BTreeSet<String>) -> Self {
        let mains: BTreeSet<String> = year.iter().map(FileName::main).collect();
        let content = |name: &str| known.files.get(name).and_then(|entry| entry.held.content);
        let mut left = Self::default();
        for name in known.files.keys().filter(|name| !mains.contains(*name)) {
            match year.iter().find(|file| file.is_of(name)) {
                None => left.orphans.push(name.clone()),
                Some(file) if settled.contains(&file.main()) => {
                    let same = content(name).is_some() && content(name) == content(&file.main());
                    if same { &mut left.superseded } else { &mut left.older }.push(name.clone());
                }
                Some(_) => {}
            }
        }
        left
    }

    /// Whether a new version is of no use any more.
    pub fn has_new_version(&self, name: &str) -> bool {
        self.superseded.iter().chain(&self.older).any(|other| other == name)
    }

    /// What there is to say of them.
    pub fn findings(&self) -> Vec<Diagnostic> {
        type Say = fn(&[String]) -> Diagnostic;
        let lists: [(&[String], Say); 3] = [
            (&self.orphans, findings::orphans),
            (&self.superseded, findings::superseded),
            (&self.older, findings::older),
        ];
        lists.into_iter().filter(|(names, _)| !names.is_empty()).map(|(names, say)| say(names)).collect()
    }
}

impl Kept {
    /// The name of a person's file that was begun from the content of today: what stands beside it from
    /// before is older.
    pub(super) fn settles(&self) -> Option<String> {
        self.beside.is_none().then(|| self.name.clone())
    }
}

impl Store {
    /// What would be left over if these decisions were carried out.
    pub fn would_leave<'d>(
        &self,
        decisions: impl Iterator<Item = &'d Decision<Make>>,
        year: &[FileName],
    ) -> Leftovers {
        let mut known = self.known_files();
        let mut settled = BTreeSet::new();
        for decision in decisions {
            match decision {
                Decision::Unchanged(file) => {
                    settled.insert(file.target.clone());
                    known.files.insert(file.target.clone(), file.entry.clone());
                }
                Decision::Make(make) => {
                    settled.insert(make.target.clone());
                    if let Some(entry) = known.files.get_mut(&make.target) {
                        entry.held = make.held;
                    }
                }
                Decision::Kept(kept) => settled.extend(kept.settles()),
            }
        }
        Leftovers::of(&known, year, &settled)
    }
}
