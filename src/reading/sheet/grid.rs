//! The cells of a sheet that have something in them, however far apart they stand.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;

use calamine::{HorizontalAlignment, Style, Xlsx};

use super::super::refusal::Excess;
use super::super::source::{Align, Run};
use super::super::{Refusal, limits};
use super::figures::{self, Shown};
use super::refused;
use crate::text::legacy_fonts::LegacyFont;

/// Columns beyond which no table goes.
const COLUMNS: usize = 512;

/// How many cells of a row make it one of a table and no line.
const OF_TABLE: usize = 3;

/// What stands in a cell.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub shown: Shown,
    pub look: Run,
    pub font: Option<LegacyFont>,
    pub align: Align,
}

impl Value {
    pub fn text(&self) -> String {
        self.shown.text().to_owned()
    }
}

/// A cell with what it covers, all from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'g> {
    pub row: u32,
    pub column: u32,
    pub to_row: u32,
    pub to_column: u32,
    pub value: &'g Value,
}

/// A row that has something in it.
#[derive(Debug)]
pub(super) struct Line<'g> {
    pub row: u32,
    pub cells: Vec<Placed<'g>>,
}

/// A stretch of rows.
pub(super) enum Part<'g> {
    /// A title, a line for a number, a signature.
    Lines(Vec<Line<'g>>),
    Table(Vec<Line<'g>>),
}

/// Ô của một tờ.
#[derive(Debug, Default)]
pub(super) struct Grid {
    cells: BTreeMap<(u32, u32), Value>,
    /// Where the cells end that cover others, by where they begin.
    merged: HashMap<(u32, u32), (u32, u32)>,
    /// Words in cells that others cover, by the cell that covers them.
    pub covered: HashMap<(u32, u32), String>,
    /// Columns with something in them.
    columns: Vec<u32>,
}

impl Grid {
    pub fn read(book: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<Self, Refusal> {
        let mut grid = Self::default();
        let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| refused(&error))?;
        let styles = reader.styles().to_vec();
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| refused(&error))? {
            let style = styles.get(style);
            let format = style.and_then(|style| style.number_format.as_ref());
            let format = format.map_or("General", |format| format.format_code.as_str());
            let Some(shown) = figures::shown(cell.get_value(), format) else { continue };
            grid.cells.insert(cell.get_position(), value(shown, style));
            if grid.cells.len() > limits::NODES {
                return Err(Refusal::TooMuch { what: Excess::Nodes });
            }
        }
        drop(reader);
        let mut reader = book.worksheet_cells_reader(sheet).map_err(|error| refused(&error))?;
        while let Some(formula) = reader.next_formula().map_err(|error| refused(&error))? {
            let is_empty = !grid.cells.contains_key(&formula.get_position());
            if is_empty && !formula.get_value().is_empty() && grid.cells.len() < limits::NODES {
                let shown = Shown::NotComputed(formula.get_value().clone());
                grid.cells.insert(formula.get_position(), value(shown, None));
            }
        }
        drop(reader);
        let merged = book.merge_cells_by_sheet_name(sheet).map_err(|error| refused(&error))?;
        for area in merged {
            grid.merge(area.start, area.end);
        }
        grid.columns =
            grid.cells.keys().map(|(_, column)| *column).collect::<BTreeSet<_>>().into_iter().collect();
        if grid.columns.len() > COLUMNS {
            return Err(Refusal::TooMuch { what: Excess::Nodes });
        }
        Ok(grid)
    }

    /// One cell from here to there: what else stands there is not seen.
    fn merge(&mut self, start: (u32, u32), end: (u32, u32)) {
        let inside = |&(row, column): &(u32, u32)| {
            (start.0..=end.0).contains(&row) && (start.1..=end.1).contains(&column) && (row, column) != start
        };
        let range = self.cells.range(start..=(end.0, u32::MAX));
        let hidden: Vec<(u32, u32)> = range.map(|(place, _)| *place).filter(inside).collect();
        let words: Vec<String> =
            hidden.iter().filter_map(|place| self.cells.remove(place)).map(|value| value.text()).collect();
        if !words.is_empty() {
            self.covered.insert(start, words.join(" "));
        }
        if self.cells.contains_key(&start) {
            self.merged.insert(start, end);
        }
    }

    /// Which of the columns with something in them this is, or the next one.
    pub fn index(&self, column: u32) -> usize {
        self.columns.partition_point(|one| *one < column)
    }

    pub fn columns(&self) -> usize {
        self.columns.len()
    }

    /// All that stands in it.
    pub fn text(&self) -> String {
        self.cells.values().map(Value::text).collect::<Vec<_>>().join(" ")
    }

    fn lines(&self) -> Vec<Line<'_>> {
        let mut lines: Vec<Line<'_>> = Vec::new();
        for (&(row, column), value) in &self.cells {
            let (to_row, to_column) = self.merged.get(&(row, column)).copied().unwrap_or((row, column));
            let cell = Placed { row, column, to_row, to_column, value };
            match lines.last_mut() {
                Some(line) if line.row == row => line.cells.push(cell),
                _ => lines.push(Line { row, cells: vec![cell] }),
            }
        }
        lines
    }

    /// Lines, tables of two columns that only lay out, and the table itself, in their order.
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut lines = self.lines();
        let (from, to) = table_of(&lines);
        let below = lines.split_off(to);
        let table = lines.split_off(from);
        let mut parts = laid_out(lines);
        if !table.is_empty() {
            parts.push(Part::Table(table));
        }
        parts.extend(laid_out(below));
        parts
    }
}

/// Where the table begins and ends: from the first row of enough cells on, until rows that are parted from it by
/// an empty one and have too few.
fn table_of(lines: &[Line<'_>]) -> (usize, usize) {
    let cells = |line: &Line<'_>| line.cells.len();
    let widest = lines.iter().map(cells).max().unwrap_or(0);
    let enough = OF_TABLE.min(widest);
    let Some(from) = lines.iter().position(|line| enough > 1 && cells(line) >= enough) else {
        return (lines.len(), lines.len());
    };
    let last = lines.iter().rposition(|line| cells(line) >= enough).unwrap_or(from);
    let reach = |line: &Line<'_>| line.cells.iter().map(|cell| cell.to_row).max().unwrap_or(line.row);
    let mut to = last + 1;
    while to < lines.len() && lines[to].row == reach(&lines[to - 1]) + 1 {
        to += 1;
    }
    (from, to)
}

/// Rows of one cell are lines; rows of several stand beside each other, as at the head of a document.
fn laid_out(lines: Vec<Line<'_>>) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for line in lines {
        let several = line.cells.len() > 1;
        match (parts.last_mut(), several) {
            (Some(Part::Table(rows)), true) | (Some(Part::Lines(rows)), false) => rows.push(line),
            (_, true) => parts.push(Part::Table(vec![line])),
            (_, false) => parts.push(Part::Lines(vec![line])),
        }
    }
    parts
}

fn value(shown: Shown, style: Option<&Style>) -> Value {
    let font = style.and_then(|style| style.font.as_ref());
    let look = Run {
        bold: font.is_some_and(calamine::Font::is_bold),
        italic: font.is_some_and(calamine::Font::is_italic),
        underline: font.is_some_and(calamine::Font::has_underline),
        strike: font.is_some_and(calamine::Font::has_strikethrough),
        ..Run::default()
    };
    let align = match style.and_then(|style| style.alignment.as_ref()).map(|align| align.horizontal) {
        Some(HorizontalAlignment::Center | HorizontalAlignment::CenterContinuous) => Align::Center,
        Some(HorizontalAlignment::Right) => Align::Right,
        Some(HorizontalAlignment::Justify | HorizontalAlignment::Distributed) => Align::Justified,
        _ => Align::Left,
    };
    let font = font.and_then(|font| font.name.as_deref()).and_then(LegacyFont::named);
    Value { shown, look, font, align }
}
