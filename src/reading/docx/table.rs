//! Tables: rows of cells that know their column and what they cover.

use std::collections::HashMap;

use super::super::source::{Cell, Row, Table};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::body::{Control, Walker};
use super::inline::words_of;
use super::properties::is_on;

/// Columns beyond which no table goes; a span that says more is not believed.
const COLUMNS: usize = 512;

/// What stands in a table or in a row, through the wrappers that may be between.
enum Item<'t, 'x> {
    /// A row or a cell.
    One(Element<'t, 'x>),
    /// A content control around some of them.
    Open(Element<'t, 'x>),
    Close,
    /// Rows or cells that are deleted.
    Deleted(Element<'t, 'x>),
}

fn items<'t, 'x>(parent: Element<'t, 'x>, name: &str, found: &mut Vec<Item<'t, 'x>>) {
    for one in parent.children() {
        match one.name() {
            (Space::Word, it) if it == name => found.push(Item::One(one)),
            (Space::Word, "sdt") => {
                found.push(Item::Open(one));
                if let Some(content) = one.child("sdtContent") {
                    items(content, name, found);
                }
                found.push(Item::Close);
            }
            (Space::Word, "del" | "moveFrom") => found.push(Item::Deleted(one)),
            (Space::Word, "tblPr" | "tblGrid" | "trPr" | "tblPrEx") => {}
            _ => items(one, name, found),
        }
    }
}

impl Walker<'_> {
    pub(super) fn table(&mut self, table: Element<'_, '_>) -> Result<Table, Refusal> {
        let mut read = Table::default();
        // The cell that a column is covered by: its row and its place in it.
        let mut above: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut found = Vec::new();
        items(table, "tr", &mut found);
        let mut controls = Vec::new();
        for item in found {
            match item {
                Item::Open(control) => controls.push(self.control(control)),
                Item::Close => self.close(controls.pop()),
                Item::Deleted(deleted) => self.deleted(deleted),
                Item::One(row) => {
                    let properties = row.child("trPr");
                    let has = |name| properties.and_then(|one| one.child(name)).is_some_and(is_on);
                    if has("del") || has("hidden") {
                        let text = words_of(row);
                        self.gathered.tell(What::RowLeftOut { text });
                        continue;
                    }
                    let heading = has("tblHeader");
                    let row = self.row(row, read.rows.len(), &mut above, &mut read.rows)?;
                    read.columns = read.columns.max(row.1);
                    read.rows.push(Row { heading, cells: row.0 });
                }
            }
        }
        Ok(read)
    }

    /// The cells of a row, and how many columns they reach.
    fn row(
        &mut self,
        row: Element<'_, '_>,
        at: usize,
        above: &mut HashMap<usize, (usize, usize)>,
        before: &mut [Row],
    ) -> Result<(Vec<Cell>, usize), Refusal> {
        let count = |one: Option<Element<'_, '_>>| {
            one.and_then(Element::value)
                .and_then(|value| value.parse::<usize>().ok())
                .unwrap_or(0)
                .min(COLUMNS)
        };
        let mut column = count(row.child("trPr").and_then(|one| one.child("gridBefore")));
        let mut cells: Vec<Cell> = Vec::new();
        let mut found = Vec::new();
        items(row, "tc", &mut found);
        let mut controls = Vec::new();
        for item in found {
            let cell = match item {
                Item::Open(control) => {
                    controls.push(self.control(control));
                    continue;
                }
                Item::Close => {
                    self.close(controls.pop());
                    continue;
                }
                Item::Deleted(deleted) => {
                    self.deleted(deleted);
                    continue;
                }
                Item::One(cell) => cell,
            };
            let properties = cell.child("tcPr");
            let property = |name| properties.and_then(|one| one.child(name));
            let columns = count(property("gridSpan")).max(1);
            let goes_on = |name| property(name).is_some_and(|one| one.value() != Some("restart"));
            let covering = above.get(&column).copied().filter(|_| goes_on("vMerge"));
            if let Some((row, place)) = covering
                && let Some(covering) = before.get_mut(row).and_then(|row| row.cells.get_mut(place))
            {
                covering.rows = at - row + 1;
                self.covered(cell);
            } else if goes_on("hMerge")
                && let Some(last) = cells.last_mut()
            {
                last.columns += columns;
                self.covered(cell);
            } else {
                if property("vMerge").is_some() {
                    above.insert(column, (at, cells.len()));
                } else {
                    above.remove(&column);
                }
                let mut blocks = Vec::new();
                self.blocks(cell, &mut blocks)?;
                cells.push(Cell { column, columns, rows: 1, blocks });
            }
            column += columns;
        }
        Ok((cells, column))
    }

    /// A cell that another one covers should be empty.
    fn covered(&mut self, cell: Element<'_, '_>) {
        let text = words_of(cell);
        if !text.trim().is_empty() {
            self.gathered.tell(What::Covered { text });
        }
    }

    fn close(&mut self, control: Option<Control>) {
        if let Some(control) = control {
            self.end_control(control, None);
        }
    }
}
