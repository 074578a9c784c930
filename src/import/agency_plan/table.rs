//! Bảng nhiệm vụ in the plan of an agency: a row for each entry, with its units, deadline and product.

use super::block::{Block, Entry};
use super::part::Left;
use crate::import::sentence::labels::{Label, Labelled};
use crate::import::structure::{Table, TableRow, Words};
use crate::import::task_table::{self, Column, Field, Line, columns};
use crate::text::first_letter::upper_first;

/// Whether a table says what is to be done and by whom.
pub(super) fn gives_tasks(table: &Table) -> bool {
    columns(table).is_some()
}

/// The entries of a table: those above its first group of rows, and a block for each group; nothing where it is
/// no table of tasks.
pub(super) fn blocks(table: &Table) -> Vec<Block> {
    let Some(columns) = columns(table) else { return Vec::new() };
    let mut blocks = Vec::new();
    let mut block = Block::default();
    for line in task_table::lines(table, &columns) {
        match line {
            Line::Titles(row) => block.left.extend(left(row, Left::Columns)),
            Line::Numbers(row) => block.left.extend(left(row, Left::Ordinal)),
            Line::Total(fields) => {
                let own = fields.iter().filter(|field| field.own());
                block.left.extend(own.map(|field| (field.words(), Left::NoPlace)));
            }
            Line::Group { ordinal, title, .. } => {
                blocks.push(std::mem::take(&mut block));
                block.title = Some(title);
                let words = ordinal.iter().flat_map(|cell| cell.lines.clone());
                block.left.extend(words.map(|words| (words, Left::Ordinal)));
            }
            Line::Task(fields) => entry(&fields, &mut block),
        }
    }
    blocks.push(block);
    blocks.retain(|block| *block != Block::default());
    blocks
}

fn left(row: &TableRow, why: Left) -> impl Iterator<Item = (Words, Left)> + '_ {
    row.cells.iter().flat_map(|cell| &cell.lines).map(move |words| (words.clone(), why))
}

fn entry(fields: &[Field<'_>], block: &mut Block) {
    let mut entry = Entry { marked: true, ..Entry::default() };
    let mut more: Vec<&Field<'_>> = Vec::new();
    block.left.extend(fields.iter().filter_map(Field::repeating).map(|words| (words, Left::Division)));
    for field in fields {
        match field.column {
            Column::Task => entry.words = field.words(),
            Column::Ordinal if field.own() => block.left.push((field.words(), Left::Ordinal)),
            Column::Other if field.own() => more.push(field),
            Column::Ordinal | Column::Other => {}
            Column::Lead | Column::Both => entry.labels.extend(led(field)),
            Column::Supporting => entry.labels.push(named(field, Label::Supporting)),
            // Both say together by when.
            Column::Start | Column::Deadline => {}
            Column::Output => entry.labels.push(said(field, Label::Output)),
            Column::Money => entry.labels.push(said(field, Label::Money)),
        }
    }
    if let Some((value, field)) = task_table::due(fields) {
        let labels = vec![Labelled { label: Label::Deadline, typed: String::new(), value }];
        entry.labels.push((field.words(), labels));
    }
    let aside: Vec<String> = more.iter().map(|field| field.aside()).collect();
    entry.aside = (!aside.is_empty()).then(|| aside.join(" "));
    for field in more {
        entry.words.text = format!("{} {}", entry.words.text, field.aside()).trim_start().to_owned();
        entry.words.places.extend(field.words().places);
    }
    if !entry.words.text.is_empty() || !entry.labels.is_empty() {
        block.entries.push(entry);
    }
}

/// Who leads; "Chủ trì: …; Phối hợp: …" may stand within one cell.
fn led(field: &Field<'_>) -> Vec<(Words, Vec<Labelled>)> {
    match field.labels() {
        Some(labels) => labels.into_iter().map(|(found, words)| (words.clone(), found)).collect(),
        None => vec![named(field, Label::Lead)],
    }
}

fn named(field: &Field<'_>, label: Label) -> (Words, Vec<Labelled>) {
    let names: Vec<String> = field.names().into_iter().map(|words| words.text).collect();
    (field.words(), vec![Labelled { label, typed: String::new(), value: names.join("; ") }])
}

fn said(field: &Field<'_>, label: Label) -> (Words, Vec<Labelled>) {
    let words = field.words();
    // Its title stands once above all rows, and is said of no word of this one.
    let typed = if label == Label::Money { upper_first(&field.title) } else { String::new() };
    let value = words.text.clone();
    (words, vec![Labelled { label, typed, value }])
}
