//! Tables of OpenDocument.

use super::super::source::{Cell, Row, Table};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::body::Walker;
use super::inline::words_of;

/// Columns beyond which no table goes.
const COLUMNS: usize = 512;

impl Walker<'_> {
    pub(super) fn table(&mut self, table: Element<'_, '_>) -> Result<Table, Refusal> {
        let mut read = Table::default();
        self.rows(table, false, &mut read)?;
        Ok(read)
    }

    fn rows(&mut self, parent: Element<'_, '_>, heading: bool, table: &mut Table) -> Result<(), Refusal> {
        for one in parent.children() {
            match one.name() {
                (Space::OdfTable, "table-row") => {
                    if matches!(one.attribute("visibility"), Some("collapse" | "filter")) {
                        let text = words_of(one, None);
                        self.gathered.tell(What::RowLeftOut { text });
                        continue;
                    }
                    let (cells, columns) = self.row(one)?;
                    table.columns = table.columns.max(columns);
                    table.rows.push(Row { heading, cells });
                }
                (Space::OdfTable, "table-header-rows") => self.rows(one, true, table)?,
                (Space::OdfTable, "table-rows" | "table-row-group") => self.rows(one, heading, table)?,
                (Space::OdfText, "change" | "change-start" | "change-end") => self.change(one),
                _ => {}
            }
        }
        Ok(())
    }

    fn row(&mut self, row: Element<'_, '_>) -> Result<(Vec<Cell>, usize), Refusal> {
        let mut column = 0;
        let mut cells = Vec::new();
        for one in row.children() {
            let count = |name: &str| {
                one.attribute(name)
                    .and_then(|value| value.parse::<usize>().ok())
                    .unwrap_or(1)
                    .clamp(1, COLUMNS)
            };
            let repeated = count("number-columns-repeated");
            match one.name() {
                (Space::OdfTable, "table-cell") => {
                    let columns = count("number-columns-spanned");
                    let mut blocks = Vec::new();
                    self.blocks(one, &mut blocks)?;
                    cells.push(Cell { column, columns, rows: count("number-rows-spanned"), blocks });
                    // The cells that it covers follow; repeated ones are empty.
                    column += repeated;
                }
                (Space::OdfTable, "covered-table-cell") => {
                    let text = words_of(one, None);
                    if !text.is_empty() {
                        self.gathered.tell(What::Covered { text });
                    }
                    column += repeated;
                }
                _ => {}
            }
        }
        Ok((cells, column))
    }
}
