//! Bảng: its header rows, rows of figures "(1) (2)", group rows and totals told apart.

use super::Words;
use super::lines::{self, Line};
use crate::reading::{self, Block};

/// Bảng.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    pub columns: usize,
    pub rows: Vec<TableRow>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub kind: RowKind,
    pub cells: Vec<Cell>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Header,
    /// "(1) (2) (3)" below the header.
    ColumnNumbers,
    /// One cell over all columns, or a Roman number or capital letter with a title and nothing else.
    Group,
    /// Tổng cộng, Tổng số, Cộng.
    Total,
    Data,
}

/// Ô.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
    /// One for each paragraph with words; a computed number stands before its words.
    pub lines: Vec<Words>,
}

impl Cell {
    /// Its lines, with a space between.
    pub fn text(&self) -> String {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        texts.join(" ")
    }

    pub fn is_blank(&self) -> bool {
        self.lines.iter().all(|line| line.text.is_empty())
    }
}

impl Table {
    /// The cell that covers a column of a row: its own, or one from above.
    pub fn at(&self, row: usize, column: usize) -> Option<&Cell> {
        let covers = |cell: &&Cell| (cell.column..cell.column + cell.columns).contains(&column);
        (0..=row).rev().find_map(|above| {
            let cell = self.rows.get(above)?.cells.iter().find(covers)?;
            (above + cell.rows > row).then_some(Some(cell)).or((above < row).then_some(None))
        })?
    }

    /// Header rows.
    pub fn header(&self) -> impl Iterator<Item = &TableRow> {
        self.rows.iter().filter(|row| row.kind == RowKind::Header)
    }

    /// The words above a column, from the top header row down.
    pub fn title(&self, column: usize) -> String {
        self.titles(column).join(" ")
    }

    /// The same, those of each header row apart.
    pub fn titles(&self, column: usize) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if row.kind != RowKind::Header {
                break;
            }
            let text = self.at(at, column).map(Cell::text).unwrap_or_default();
            if !text.is_empty() && titles.last() != Some(&text) {
                titles.push(text);
            }
        }
        titles
    }

    /// The paragraphs that it is made of.
    pub fn places(&self) -> Vec<usize> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.flat_map(|cell| &cell.lines).flat_map(|line| line.places.iter().copied()).collect()
    }
}

/// A table as it was read.
pub(super) fn of(table: &reading::Table) -> Table {
    let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
    let headers = headers(table, &rows);
    let rows = rows.into_iter().enumerate().map(|(at, cells)| {
        let kind = if at < headers { RowKind::Header } else { kind(&cells, table.columns) };
        TableRow { kind, cells }
    });
    Table { columns: table.columns, rows: rows.collect() }
}

fn cell(cell: &reading::Cell) -> Cell {
    let lines = cell_lines(&cell.blocks, None).into_iter().map(|line| {
        let words = line.words();
        match &line.number {
            Some(number) if words.text.is_empty() => Words { text: number.text.clone(), ..words },
            Some(number) => Words { text: format!("{} {}", number.text, words.text), lead_in: 0, ..words },
            None => words,
        }
    });
    let lines = lines.filter(|words| !words.text.is_empty()).collect();
    Cell { column: cell.column, columns: cell.columns, rows: cell.rows, lines }
}

fn cell_lines(blocks: &[Block], column: Option<usize>) -> Vec<Line> {
    let mut all = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for text_box in &paragraph.boxes {
                    all.extend(cell_lines(&text_box.blocks, column));
                }
                // In a cell, every line stands for itself.
                all.extend(lines::lines(paragraph, Some(column.unwrap_or_default())));
            }
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                all.extend(cells.flat_map(|cell| cell_lines(&cell.blocks, column)));
            }
        }
    }
    all
}

/// The lines of a table that only lays out, each in its column.
pub(super) fn lines(table: &reading::Table) -> Vec<Line> {
    let cells = table.rows.iter().flat_map(|row| &row.cells);
    let half = |column: usize| usize::from(table.columns > 1 && column * 2 >= table.columns);
    let lines = cells.flat_map(|cell| cell_lines(&cell.blocks, Some(half(cell.column))));
    lines.filter(|line| !line.text().is_empty() || line.number.is_some()).collect()
}

/// How many rows at the top are the header's.
fn headers(table: &reading::Table, rows: &[Vec<Cell>]) -> usize {
    let repeated = table.rows.iter().take_while(|row| row.heading).count();
    if repeated > 0 {
        return repeated.min(rows.len());
    }
    let Some(first) = rows.first() else { return 0 };
    // The cells of the first row say how deep the header goes, all bold says that it is one.
    let deep = first.iter().map(|cell| cell.rows).max().unwrap_or(1).max(1);
    let titled = first.iter().flat_map(|cell| &cell.lines).all(|line| line.look.bold || line.look.capitals);
    let short = first.iter().all(|cell| cell.text().split(' ').count() <= 12) && first.len() > 1;
    let is_header =
        short && (titled || names_columns(first) || rows.get(deep).is_some_and(|row| are_numbers(row)));
    if is_header { deep.min(rows.len()) } else { 0 }
}

/// "STT", "TT", "Nội dung", "Nhiệm vụ" …
fn names_columns(cells: &[Cell]) -> bool {
    const FIRST: [&str; 5] = ["stt", "tt", "số tt", "số thứ tự", "tt."];
    const ANY: [&str; 12] = [
        "nhiệm vụ",
        "nội dung",
        "chủ trì",
        "phối hợp",
        "thời gian",
        "thời hạn",
        "sản phẩm",
        "chỉ tiêu",
        "đơn vị tính",
        "ghi chú",
        "tên ",
        "kinh phí",
    ];
    let texts: Vec<String> = cells.iter().map(|cell| cell.text().to_lowercase()).collect();
    texts.first().is_some_and(|text| FIRST.contains(&text.as_str()))
        || texts.iter().filter(|text| ANY.iter().any(|word| text.contains(word))).count() >= 2
}

fn kind(cells: &[Cell], columns: usize) -> RowKind {
    let texts: Vec<String> = cells.iter().map(Cell::text).collect();
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    if are_numbers(cells) {
        return RowKind::ColumnNumbers;
    }
    const TOTALS: [&str; 5] = ["tổng cộng", "tổng số", "cộng", "tổng", "tổng kinh phí"];
    let is_total = |text: &&String| {
        let lower = text.to_lowercase();
        // "Tổng cộng: 07 nhiệm vụ".
        TOTALS.contains(&lower.split(':').next().unwrap_or_default().trim())
    };
    if filled.iter().take(2).any(is_total) {
        return RowKind::Total;
    }
    let over_all = cells.len() == 1 && cells[0].columns >= columns && columns > 1;
    let over_rest =
        cells.len() == 2 && cells[0].column == 0 && cells[1].columns + 1 >= columns && columns > 2;
    let counted = |text: &String| {
        let bare = text.trim_end_matches(['.', ')']);
        let roman = !bare.is_empty() && bare.chars().all(|c| "IVX".contains(c));
        roman || (bare.chars().count() == 1 && bare.chars().all(|c| c.is_uppercase()))
    };
    let titled = columns > 2
        && texts.first().is_some_and(counted)
        && filled.len() <= 2
        && texts.len() > 1
        && !texts[1].is_empty();
    if over_all || over_rest || titled { RowKind::Group } else { RowKind::Data }
}

/// "(1)", "(2)", … or "1", "2", … or "A", "B", "1" in every cell.
fn are_numbers(cells: &[Cell]) -> bool {
    let texts: Vec<String> = cells.iter().map(Cell::text).collect();
    let is_number = |text: &String| {
        let bare = text.trim_matches(['(', ')']);
        let formula = bare.chars().all(|c| c.is_ascii_digit() || "=+-() ".contains(c));
        !bare.is_empty()
            && (bare.len() == 1 && bare.starts_with(|c: char| c.is_ascii_uppercase()) || formula)
            && bare.len() < 12
    };
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let wrapped = filled.iter().all(|text| text.starts_with('('));
    let counts = filled
        .iter()
        .enumerate()
        .all(|(at, text)| text.trim_matches(['(', ')']).parse::<usize>().is_ok_and(|n| n == at + 1));
    filled.len() > 2 && filled.iter().all(|text| is_number(text)) && (wrapped || counts)
}
