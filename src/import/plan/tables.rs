//! Bảng dưới một điểm giao việc: figures and notes that belong to a task, for which assignments have no place.

use super::builder::{Builder, text};
use super::content::Context;
use super::pack::Element;
use crate::content::raw::RawTask;
use crate::import::notes::{Anchor, What};
use crate::import::structure::{Cell, Node, Table, Words};
use crate::import::task_table::{columns, columns_without_lead};
use crate::text::beginning;

/// Whether something under a point is a task of its own, or several.
pub(super) fn is_task(node: &Node) -> bool {
    match node {
        Node::Item(item) => !item.words.look.framed,
        Node::Table(table) => columns_without_lead(table).is_some(),
    }
}

impl Builder<'_> {
    /// A table of figures: it stands behind the point of its task.
    pub(super) fn table_behind(
        &mut self,
        table: &Table,
        task: Option<&RawTask>,
        context: Context,
        behind: &mut Vec<Element>,
    ) {
        // Rows that say who does what are tasks of their own.
        let is_of_tasks = context.gives && columns(table).is_some();
        let cells = table.rows.iter().flat_map(|row| &row.cells).filter(|_| !is_of_tasks);
        if let Some(first) = cells.flat_map(|cell| &cell.lines).next() {
            let titles = table.rows.first().map(|row| &row.cells).into_iter().flatten().map(Cell::text);
            let words = titles.collect::<Vec<_>>().join(" | ");
            self.tell_behind(&words, first, task);
        }
        self.table(table, context, behind);
    }

    /// A framed note: a paragraph behind the point.
    pub(super) fn framed_behind(&mut self, note: &Words, task: Option<&RawTask>, behind: &mut Vec<Element>) {
        self.tell_behind(&note.text, note, task);
        behind.push(Element::Paragraph(text(&note.text)));
    }

    /// Whether it was said of these words that they stand behind a point.
    pub(super) fn is_told_behind(&self, words: &str) -> bool {
        let what = What::BehindPoint { words: beginning(words) };
        self.notes.iter().any(|note| note.what == what)
    }

    fn tell_behind(&mut self, words: &str, place: &Words, task: Option<&RawTask>) {
        let anchor = task.map_or(Anchor::Top, |task| Anchor::Text(task.text.to_string()));
        self.note(place, What::BehindPoint { words: beginning(words) }, anchor);
    }
}

/// The rows of a table as lines of words.
pub(super) fn table_lines(table: &Table) -> Vec<(Words, String)> {
    let rows = table.rows.iter().filter_map(|row| {
        let cells: Vec<String> =
            row.cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty()).collect();
        let first = row.cells.iter().flat_map(|cell| &cell.lines).next()?.clone();
        Some((first, cells.join("; ")))
    });
    rows.collect()
}
