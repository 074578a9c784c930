//! Bảng nhiệm vụ in the plan of an agency: a row for each entry, with its units, deadline and product.

use super::block::{Block, Entry};
use super::part::Left;
use crate::import::plan::{Column, columns};
use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Cell, RowKind, Table, TableRow, Words};
use crate::text::first_letter::upper_first;

/// Whether a table says what is to be done and by whom.
pub(super) fn gives_tasks(table: &Table) -> bool {
    columns(table).is_some()
}

/// The entries of a table: those above its first group of rows, and a block for each group; nothing where it is
/// no table of tasks.
pub(super) fn blocks(table: &Table) -> Vec<Block> {
    let Some(columns) = columns(table) else { return Vec::new() };
    let mut blocks = vec![Block::default()];
    for (at, row) in table.rows.iter().enumerate() {
        let words = || row.cells.iter().flat_map(|cell| cell.lines.clone());
        let Some(block) = blocks.last_mut() else { break };
        match row.kind {
            RowKind::Header => block.left.extend(words().map(|words| (words, Left::Columns))),
            RowKind::ColumnNumbers => block.left.extend(words().map(|words| (words, Left::Ordinal))),
            RowKind::Total => block.left.extend(words().map(|words| (words, Left::NoPlace))),
            RowKind::Group if filled(row) <= 2 => blocks.push(group(row)),
            RowKind::Group | RowKind::Data => self::row(table, at, &columns, block),
        }
    }
    blocks.retain(|block| *block != Block::default());
    blocks
}

fn filled(row: &TableRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
}

/// "II | Nhân lực số": a block of that title.
fn group(row: &TableRow) -> Block {
    let mut cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
    let mut block = Block::default();
    if cells.len() == 2 {
        let ordinal = cells.remove(0);
        block.left.extend(ordinal.lines.iter().map(|words| (words.clone(), Left::Ordinal)));
    }
    block.title = cells.first().map(|cell| whole(cell));
    block
}

fn row(table: &Table, at: usize, columns: &[Column], block: &mut Block) {
    let mut entry = Entry { marked: true, ..Entry::default() };
    let mut more: Vec<Words> = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        let own = table.rows[at].cells.iter().any(|cell| cell.column == number);
        let Some(cell) = table.at(at, number).filter(|cell| cell.column == number && !cell.is_blank()) else {
            continue;
        };
        let words = whole(cell);
        let label = match column {
            Column::Task => {
                entry.words = words;
                continue;
            }
            Column::Ordinal => {
                if own {
                    block.left.push((words, Left::Ordinal));
                }
                continue;
            }
            Column::Other => {
                if own {
                    let title = upper_first(&table.title(number));
                    let text = if title.is_empty() {
                        words.text.clone()
                    } else {
                        format!("{title}: {}", words.text)
                    };
                    more.push(Words { text, ..words });
                }
                continue;
            }
            Column::Lead | Column::Both => Label::Lead,
            Column::Supporting => Label::Supporting,
            Column::Deadline => Label::Deadline,
            Column::Output => Label::Output,
            Column::Money => Label::Money,
        };
        entry.labels.push(labelled(label, &table.title(number), cell, words));
    }
    if entry.words.text.is_empty() && more.is_empty() && entry.labels.is_empty() {
        return;
    }
    for words in more {
        entry.words.text.push_str(&format!(" ({})", words.text));
        entry.words.places.extend(words.places);
    }
    block.entries.push(entry);
}

/// What a cell says; "Chủ trì: …; Phối hợp: …" may stand within one.
fn labelled(label: Label, title: &str, cell: &Cell, words: Words) -> (Words, Vec<Labelled>) {
    let within: Option<Vec<Vec<Labelled>>> =
        cell.lines.iter().map(|line| labels::of_line(&line.text)).collect();
    if let Some(within) = within.filter(|_| label == Label::Lead) {
        return (words, within.into_iter().flatten().collect());
    }
    let value = match label {
        // A unit may stand on each line, with a dash before it or none.
        Label::Lead | Label::Supporting => {
            let lines = cell.lines.iter().map(|line| line.text.trim_start_matches(['-', '+', '•', ' ']));
            lines.collect::<Vec<_>>().join("; ")
        }
        _ => words.text.clone(),
    };
    // Its title stands once above all rows, and is said of no word of this one.
    let typed = if label == Label::Money { upper_first(title) } else { String::new() };
    (words, vec![Labelled { label, typed, value }])
}

/// All lines of a cell.
fn whole(cell: &Cell) -> Words {
    let places = cell.lines.iter().flat_map(|line| line.places.clone()).collect();
    let first = cell.lines.first().cloned().unwrap_or_default();
    Words { text: cell.text(), places, lead_in: 0, ..first }
}
