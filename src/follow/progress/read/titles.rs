//! The row of titles: which column holds what.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use calamine::{Data, Range};

use super::super::super::sheet::OF_NO_FORM;
use super::super::form::Field;

/// How far below the top the titles may stand.
const WITHIN: usize = 30;
/// Titles that make a row the row of titles.
const FEWEST: usize = 2;

/// Which column holds what.
pub(super) struct Titles {
    /// Row of the titles, from 0.
    pub row: u32,
    pub columns: Arc<BTreeMap<Field, u32>>,
}

/// Whether a sheet has a column that no form has: it was made to be looked at.
pub(super) fn is_of_no_form(range: &Range<Data>) -> bool {
    let mut cells = range.rows().take(WITHIN).flatten();
    cells.any(|cell| matches!(cell, Data::String(title) if OF_NO_FORM.contains(&title.trim())))
}

impl Titles {
    /// The row of titles: the first that names what a form cannot be without.
    pub fn find(range: &Range<Data>) -> Option<Self> {
        let (first_row, first_column) = range.start()?;
        let rows = range.rows().take(WITHIN).zip(first_row..);
        rows.filter_map(|(cells, row)| {
            let mut columns = BTreeMap::new();
            for (cell, column) in cells.iter().zip(first_column..) {
                let Data::String(title) = cell else { continue };
                let Some(field) = Field::called(title) else { continue };
                if let Entry::Vacant(free) = columns.entry(field) {
                    free.insert(column);
                }
            }
            let has = |field| columns.contains_key(&field);
            let names_tasks = has(Field::Task) || has(Field::TaskName) || has(Field::Place);
            let found = has(Field::State) && names_tasks && columns.len() >= FEWEST;
            found.then(|| Self { row, columns: Arc::new(columns) })
        })
        .next()
    }

    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.get(&field).copied()
    }

    pub fn is_read(&self, column: u32) -> bool {
        self.columns.values().any(|other| *other == column)
    }
}
