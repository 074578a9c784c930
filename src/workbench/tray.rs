//! Khay tệp: files that came in through a page, kept in memory until a person has decided what becomes of them.
//!
//! A lot is what was dropped or chosen at once. It belongs to the workbench and not to the page: a second tab sees
//! the same. What was said of it is kept with it; what the files say is read anew against the content as it is.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::import::plan::Told;
use crate::reading::limits;
use crate::takein::Decided;

/// Bytes of all files of a lot together: one that is at its limit, and smaller ones beside it.
pub const LOT: usize = limits::FILE + (limits::FILE >> 1);

/// So many files at once: an agency of every kind and commune of the largest province.
pub const FILES: usize = 400;

/// Bytes and number of the lots that are kept; the oldest goes first.
const KEPT_BYTES: usize = 4 * LOT;
const KEPT: usize = 8;

/// A file as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What came at once.
#[derive(Debug)]
pub struct Lot {
    pub number: u64,
    pub files: Vec<Dropped>,
    said: Mutex<Said>,
}

/// What a person said of a lot, and what was done.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// Of edited files, by their number in the lot.
    pub decided: BTreeMap<usize, Decided>,
    /// Of files to import, by the number of the first.
    pub imports: BTreeMap<usize, ImportSaid>,
    /// What was written, in the order in which it was done.
    pub done: Vec<Done>,
}

#[derive(Debug, Clone, Default)]
pub struct ImportSaid {
    pub told: Told,
    /// Number and day as typed, sound or not.
    pub number: String,
    pub date: String,
    /// Whose plan it is, where the file does not tell.
    pub agency: Option<String>,
    /// A plan, and never the part of an agency.
    pub as_plan: bool,
    /// What was typed and understood by nobody: by the field.
    pub faults: BTreeMap<String, Fault>,
}

/// A value that a field does not take.
#[derive(Debug, Clone)]
pub struct Fault {
    pub typed: String,
    pub why: String,
}

/// What was written of a lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// Content files that edited files went into.
    TakenIn {
        paths: Vec<String>,
        changes: usize,
        /// What a person left out, with the file that it stands in.
        left_out: Vec<String>,
    },
    /// Files of an import, by the number of its first file; the year, where the file says one, and the plan that can be looked at now.
    Imported { first: usize, paths: Vec<String>, year: Option<i16>, plan: String },
}

impl Lot {
    pub fn said(&self) -> Said {
        self.lock().clone()
    }

    pub fn say(&self, change: impl FnOnce(&mut Said)) {
        change(&mut self.lock());
    }

    fn lock(&self) -> MutexGuard<'_, Said> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn size(&self) -> usize {
        self.files.iter().map(|file| file.bytes.len()).sum()
    }
}

/// Khay.
#[derive(Debug, Default)]
pub struct Tray {
    lots: Mutex<Vec<Arc<Lot>>>,
}

impl Tray {
    /// Takes files in; those of the oldest lots go, where there are too many.
    pub fn add(&self, files: Vec<Dropped>) -> Arc<Lot> {
        let mut lots = self.lots.lock().unwrap_or_else(PoisonError::into_inner);
        let number = lots.last().map_or(1, |last| last.number + 1);
        let lot = Arc::new(Lot { number, files, said: Mutex::default() });
        lots.push(Arc::clone(&lot));
        while lots.len() > KEPT
            || (lots.len() > 1 && lots.iter().map(|lot| lot.size()).sum::<usize>() > KEPT_BYTES)
        {
            lots.remove(0);
        }
        lot
    }

    pub fn lot(&self, number: u64) -> Option<Arc<Lot>> {
        self.lots().into_iter().find(|lot| lot.number == number)
    }

    /// The newest last.
    pub fn lots(&self) -> Vec<Arc<Lot>> {
        self.lots.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets a lot.
    pub fn drop_lot(&self, number: u64) {
        self.lots.lock().unwrap_or_else(PoisonError::into_inner).retain(|lot| lot.number != number);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_files_go_first_and_numbers_are_never_given_twice() {
        let tray = Tray::default();
        for _ in 0..KEPT + 2 {
            tray.add(vec![Dropped { name: "a.docx".to_owned(), bytes: vec![0] }]);
        }
        let numbers: Vec<u64> = tray.lots().iter().map(|lot| lot.number).collect();
        assert_eq!(numbers, (3..=10).collect::<Vec<u64>>());
        tray.drop_lot(4);
        assert!(tray.lot(4).is_none() && tray.lot(5).is_some());
    }
}
