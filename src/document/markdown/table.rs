//! Bảng: a table while it is read.

use pulldown_cmark::Alignment;

use super::inlines::merged;
use crate::document::trace::Span;
use crate::document::{Align, Column, Face, Inline, Row, Table};

/// A stretch with the row and the column that it stands in.
pub(super) type InCell = ((usize, usize), Span);

/// A table of which the cells come one by one.
pub(super) struct TableReader {
    pub columns: Vec<Column>,
    header: Vec<Row>,
    rows: Vec<Row>,
    cells: Vec<Vec<Inline>>,
    /// Those of cells below the heading.
    spans: Vec<InCell>,
    in_header: bool,
}

impl TableReader {
    pub fn of(alignments: &[Alignment]) -> Self {
        let column = |alignment: &Alignment| Column {
            align: match alignment {
                Alignment::Center => Align::Centre,
                Alignment::Right => Align::Right,
                Alignment::None | Alignment::Left => Align::Left,
            },
        };
        Self {
            columns: alignments.iter().map(column).collect(),
            header: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            spans: Vec::new(),
            in_header: false,
        }
    }

    pub fn begin_header(&mut self) {
        self.in_header = true;
    }

    pub fn end_cell(&mut self, cell: Vec<Inline>, spans: Vec<Span>) {
        let place = (self.rows.len(), self.cells.len());
        let own = spans.into_iter().filter(|_| !self.in_header);
        self.spans.extend(own.map(|span| (place, span)));
        self.cells.push(cell);
    }

    /// A row whose first cell alone has text spans all columns.
    pub fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if self.in_header {
            self.in_header = false;
            let bold = cells.into_iter().map(|cell| merged(cell, |face| Face { bold: true, ..face }));
            self.header.push(Row::Cells(bold.collect()));
            return;
        }
        let group = cells.len() > 1 && !cells[0].is_empty() && cells[1..].iter().all(Vec::is_empty);
        if group {
            let name = cells.into_iter().next().unwrap_or_default();
            self.rows.push(Row::Group(merged(name, |face| Face { bold: true, ..face })));
        } else {
            self.rows.push(Row::Cells(cells));
        }
    }

    /// The table, and the stretches in it.
    pub fn finish(self) -> (Table, Vec<InCell>) {
        let Self { columns, header, rows, spans, .. } = self;
        (Table { columns, header, rows }, spans)
    }
}
