//! Bảng: rows under titled columns, whatever they are about. One value, and a writer each for Excel
//! ([`xlsx`]), for every other spreadsheet ([`Sheet::csv`]) and for a page ([`Sheet::table`]).

mod xlsx;

use jiff::civil::Date;

use crate::document::{Align, Column as PageColumn, Face, Inline, Row as PageRow, Table};
use crate::text::csv::push_line;
use crate::text::values::short_date;
pub use xlsx::xlsx;

/// Columns of sheets that are looked at and come back from nobody: no form has one of them.
pub const OF_NO_FORM: [&str; 2] = [GIVEN_THROUGH, ANSWERS_PLAN];
/// Giao qua: the group through which an agency is given a task, in the matrix.
pub const GIVEN_THROUGH: &str = "Giao qua";
/// Triển khai kế hoạch: the plan that an agency's own answers, in the workbook of a report.
pub const ANSWERS_PLAN: &str = "Triển khai kế hoạch";

/// A workbook: its sheets, and what its properties say.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    pub title: String,
    /// A fixed day for its properties; no clock is in the file.
    pub day: Date,
    pub sheets: Vec<Sheet>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// On its tab; at most 31 characters.
    pub name: String,
    /// Printed at the top of each page.
    pub title: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// Dòng tổng cộng, below the rows.
    pub totals: Option<Vec<Cell>>,
    /// Columns that stay where one scrolls to the right, and on each printed page.
    pub frozen: u16,
    pub print: Print,
    /// How many columns are printed, where the last ones are for looking up and filtering only.
    pub printed: Option<u16>,
}

/// How a sheet is fitted to A4 pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// As wide as one page.
    OnePageWide,
    /// Scaled to this percentage, over as many pages as it takes.
    Scaled(u16),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub title: String,
    /// In characters.
    pub width: f64,
    pub shape: Shape,
}

/// What a column holds, and so how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Chữ.
    Words,
    /// Short words or marks, centred.
    Mark,
    /// The same under a title that stands upright: narrow.
    Narrow,
    Figure,
    /// Số lượng: a full stop between thousands.
    Count,
    Day,
    /// One of these words, which Excel offers.
    Choice(&'static [&'static str]),
    /// For the program; hidden.
    Hidden,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Day(Date),
}

impl Column {
    pub fn new(title: impl Into<String>, width: f64, shape: Shape) -> Self {
        Self { title: title.into(), width, shape }
    }
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// For people.
    pub fn told(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string().replace('.', ","),
            Self::Day(day) => short_date(*day),
        }
    }

    /// For programs: days as ISO 8601, which every spreadsheet knows in every language.
    fn plain(&self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Number(number) => number.to_string(),
            Self::Empty | Self::Text(_) => self.told(),
        }
    }
}

impl Sheet {
    /// Title and rows, without totals: every line after the first is a row.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        push_line(&mut text, self.columns.iter().map(|column| column.title.as_str()));
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Cell::plain).collect();
            push_line(&mut text, cells.iter().map(String::as_str));
        }
        text
    }

    /// As it is printed on a page.
    pub fn table(&self) -> Table {
        let columns = self.shown().map(|(_, column)| PageColumn {
            align: match column.shape {
                Shape::Words => Align::Left,
                Shape::Figure | Shape::Count => Align::Right,
                Shape::Mark | Shape::Narrow | Shape::Day | Shape::Choice(_) | Shape::Hidden => Align::Centre,
            },
        });
        let header = self.shown().map(|(_, column)| line(&column.title, Face::BOLD)).collect();
        let row = |row: &Vec<Cell>, face| {
            PageRow::Cells(self.shown().map(|(at, _)| line(&row[at].told(), face)).collect())
        };
        let rows = self.rows.iter().map(|cells| row(cells, Face::REGULAR));
        let totals = self.totals.iter().map(|cells| row(cells, Face::BOLD));
        Table {
            columns: columns.collect(),
            header: vec![PageRow::Cells(header)],
            rows: rows.chain(totals).collect(),
        }
    }

    fn shown(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.shape != Shape::Hidden)
    }
}

/// One cell of a page.
fn line(text: &str, face: Face) -> Vec<Inline> {
    if text.is_empty() { Vec::new() } else { vec![Inline::text(text, face)] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    pub(super) fn sheet() -> Sheet {
        Sheet {
            name: "Phân công".to_owned(),
            title: "Bảng phân công".to_owned(),
            columns: vec![
                Column::new("Cơ quan", 30.0, Shape::Words),
                Column::new("Hạn", 12.0, Shape::Day),
                Column::new("Số việc", 8.0, Shape::Figure),
                Column::new("mã", 8.0, Shape::Hidden),
            ],
            rows: vec![
                vec![
                    Cell::text("Sở Y tế"),
                    Cell::day(Some(date(2026, 3, 5))),
                    Cell::count(3),
                    Cell::text("so-y-te"),
                ],
                vec![Cell::text("=1+1"), Cell::day(None), Cell::count(0), Cell::Empty],
            ],
            totals: Some(vec![Cell::text("Cộng"), Cell::Empty, Cell::count(3), Cell::Empty]),
            frozen: 1,
            print: Print::OnePageWide,
            printed: None,
        }
    }

    #[test]
    fn a_spreadsheet_reads_days_in_any_language_and_runs_nothing() {
        let text = sheet().csv();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0], "\"Cơ quan\",\"Hạn\",\"Số việc\",\"mã\"");
        assert_eq!(lines[1], "\"Sở Y tế\",\"2026-03-05\",\"3\",\"so-y-te\"");
        assert_eq!(lines[2], "\"'=1+1\",\"\",\"0\",\"\"");
        assert_eq!(lines.len(), 3, "totals are no row");
    }

    #[test]
    fn on_a_page_days_are_vietnamese_and_what_is_for_the_program_is_not_printed() {
        let table = sheet().table();
        let texts = |row: &PageRow| -> Vec<String> {
            row.texts().iter().map(|cell| crate::document::plain_text(cell)).collect()
        };
        assert_eq!(texts(&table.header[0]), ["Cơ quan", "Hạn", "Số việc"]);
        assert_eq!(texts(&table.rows[0]), ["Sở Y tế", "05/3/2026", "3"]);
        assert_eq!(texts(&table.rows[2]), ["Cộng", "", "3"]);
    }
}
