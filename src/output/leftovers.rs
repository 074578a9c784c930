//! Tệp còn lại: files of earlier runs that no document of the year needs any more. They are told, and
//! stay.

use std::collections::BTreeSet;

use super::findings;
use super::names::FileName;
use super::store::{Decision, Make, Store};
use crate::diagnostic::Diagnostic;

/// Names of files that a person may want to delete.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// The program's files that belong to no document of the year.
    orphans: Vec<String>,
    /// New versions beside files that are up to date again.
    superseded: Vec<String>,
}

impl Leftovers {
    /// Of the files `known`: `year` lists every file that the year has, made in this run or not,
    /// `up_to_date` those that a run leaves so.
    pub(super) fn of<'n>(
        known: impl Iterator<Item = &'n String>,
        year: &[FileName],
        up_to_date: &BTreeSet<String>,
    ) -> Self {
        let mains: BTreeSet<String> = year.iter().map(FileName::main).collect();
        let mut left = Self::default();
        for name in known.filter(|name| !mains.contains(*name)) {
            match year.iter().find(|file| file.is_of(name)) {
                None => left.orphans.push(name.clone()),
                Some(file) if up_to_date.contains(&file.main()) => left.superseded.push(name.clone()),
                Some(_) => {}
            }
        }
        left
    }

    /// What there is to say of them.
    pub fn findings(&self) -> Vec<Diagnostic> {
        let mut all = Vec::new();
        if !self.orphans.is_empty() {
            all.push(findings::orphans(&self.orphans));
        }
        if !self.superseded.is_empty() {
            all.push(findings::superseded(&self.superseded));
        }
        all
    }
}

impl Store {
    /// What would be left over if these decisions were carried out.
    pub fn would_leave<'d>(
        &self,
        decisions: impl Iterator<Item = &'d Decision<Make>>,
        year: &[FileName],
    ) -> Leftovers {
        let up_to_date = decisions.filter_map(|decision| match decision {
            Decision::Unchanged(known) => Some(known.target.clone()),
            Decision::Make(make) => Some(make.target.clone()),
            Decision::Kept(_) => None,
        });
        let known = self.known_files();
        Leftovers::of(known.files.keys(), year, &up_to_date.collect())
    }
}
