//! Bảng trong kế hoạch: a task for each row of a table of tasks, groups of rows; other tables as they stand.

use super::brackets::add_dues;
use super::builder::{Builder, text};
use super::content::Context;
use super::given::blank_task;
use super::opening::{Parties, except};
use super::pack::{self, Element};
use crate::content::raw::{RawColumn, RawColumnKind, RawHeading, RawTable, RawTask};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::structure::{Cell, RowKind, Table, TableRow, Words};
use crate::import::task_table::{self, Column, Field, Line, Stands};
use crate::text::first_letter::upper_first;

impl Builder<'_> {
    /// The rows of a table of tasks; those below a group's row stand under it.
    pub fn rows(&mut self, table: &Table, columns: &[Column], context: Context) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
        let mut groups = Groups::default();
        let lines = task_table::lines(table, columns);
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.into_iter().enumerate() {
            match line {
                Line::Titles(row) => self.leave_out_row(row, WhyLeftOut::Columns),
                Line::Numbers(row) => self.leave_out_row(row, WhyLeftOut::Ordinal),
                Line::Group { ordinal, level, title } => {
                    let numbered = level.is_some();
                    let level = level.unwrap_or_else(|| groups.level_without_number());
                    groups.close(level, &mut elements);
                    for words in ordinal.iter().flat_map(|cell| &cell.lines) {
                        self.leave_out(words, &words.text, WhyLeftOut::Ordinal);
                    }
                    let heading = RawHeading { title: Some(text(&title.text)), ..RawHeading::default() };
                    groups.open.push(Group { level, numbered, heading, rows: Vec::new() });
                }
                Line::Task(fields) => {
                    self.data(&fields, context, groups.rows(&mut elements));
                }
                Line::Total(fields) => {
                    // At the end it counts all that stands above.
                    if at == last {
                        groups.close(0, &mut elements);
                    }
                    groups.rows(&mut elements).push(Element::Dash(text(&typed(&fields))));
                }
            }
        }
        groups.close(0, &mut elements);
        elements
    }

    fn leave_out_row(&mut self, row: &TableRow, why: WhyLeftOut) {
        for line in row.cells.iter().flat_map(|cell| &cell.lines) {
            self.leave_out(line, &line.text, why);
        }
    }

    fn data(&mut self, fields: &[Field<'_>], context: Context, rows: &mut Vec<Element>) {
        let own = fields.iter().find(|field| field.own()).or(fields.first());
        let Some(words) = own.and_then(|field| field.cell.lines.first()).cloned() else { return };
        let (numbers, fields) = without_ordinal(fields);
        for number in numbers {
            self.leave_out(&number, &number.text, WhyLeftOut::Ordinal);
        }
        let typed = typed(&fields);
        let Some(task) = fields.iter().find(|field| field.column == Column::Task) else {
            if !typed.is_empty() {
                let why = "dòng của bảng không ghi việc phải làm";
                self.note(
                    &words,
                    What::KeptAsText { words: typed.clone(), why },
                    Anchor::Text(typed.clone()),
                );
                rows.push(Element::Dash(text(&typed)));
            }
            return;
        };
        if task.stands == Stands::Above {
            let task = upper_first(&task.cell.text());
            self.note(&words, What::RowGoesOn { task: task.clone() }, Anchor::Text(text(&task).to_string()));
        }
        self.row(|builder| builder.row_task(&fields, &words, context), &typed, &words, rows);
    }

    /// What a row says, with what its sentence says of when.
    fn row_task(&mut self, fields: &[Field<'_>], words: &Words, context: Context) -> RawTask {
        let task = self.said(fields, words);
        let read = self.task(&upper_first(&task.text), words, context);
        let deadlines = if task.deadlines.is_empty() { read.deadlines } else { task.deadlines };
        RawTask { text: read.text, deadlines, ..task }
    }

    /// The rows of a table below a point, as tasks of those whom the point names; none where it says anything else.
    pub(super) fn rows_of_point(&mut self, table: &Table, context: Context) -> Option<Vec<RawTask>> {
        let columns = task_table::columns_without_lead(table)?;
        let lines = task_table::lines(table, &columns);
        let is_row = |line: &Line<'_>| match line {
            Line::Titles(_) | Line::Numbers(_) => true,
            Line::Task(fields) => fields.iter().any(|field| field.column == Column::Task && field.own()),
            Line::Group { .. } | Line::Total(_) => false,
        };
        if !lines.iter().all(is_row) || !lines.iter().any(|line| matches!(line, Line::Task(_))) {
            return None;
        }
        let mut tasks = Vec::new();
        for line in lines {
            match line {
                Line::Titles(row) => self.leave_out_row(row, WhyLeftOut::Columns),
                Line::Numbers(row) => self.leave_out_row(row, WhyLeftOut::Ordinal),
                Line::Task(fields) => {
                    let (numbers, fields) = without_ordinal(&fields);
                    for number in numbers {
                        self.leave_out(&number, &number.text, WhyLeftOut::Ordinal);
                    }
                    let own = fields.iter().find(|field| field.own());
                    let words = own.and_then(|field| field.cell.lines.first()).cloned().unwrap_or_default();
                    tasks.push(self.row_task(&fields, &words, context));
                }
                Line::Group { .. } | Line::Total(_) => {}
            }
        }
        Some(tasks)
    }

    /// What the cells of a row say; columns without a place of their own are told.
    fn said(&mut self, fields: &[Field<'_>], words: &Words) -> RawTask {
        let mut task = blank_task("");
        let mut more: Vec<String> = Vec::new();
        for words in fields.iter().filter_map(Field::repeating) {
            self.leave_out(&words, &words.text, WhyLeftOut::Label);
        }
        for field in fields {
            self.cell(field, &mut task, &mut more);
        }
        if let Some((typed, field)) = task_table::due(fields) {
            let beside = std::mem::replace(&mut task.deadlines, self.dues(&typed, &field.words()));
            add_dues(&mut task.deadlines, beside);
        }
        if !more.is_empty() {
            let more = more.join(" ");
            task.text = text(&format!("{} {more}", task.text));
            let why = "ô của cột khác ghi vào sau nội dung";
            self.note(words, What::KeptAsText { words: more, why }, Anchor::Text(task.text.to_string()));
        }
        task
    }

    fn cell(&mut self, field: &Field<'_>, task: &mut RawTask, more: &mut Vec<String>) {
        let words = field.words();
        match field.column {
            Column::Other if field.own() => more.push(field.aside()),
            // Both say together by when.
            Column::Ordinal | Column::Other | Column::Start | Column::Deadline => {}
            Column::Task => task.text = text(&words.text),
            Column::Lead | Column::Both => match field.labels() {
                Some(labels) => {
                    for (found, line) in labels {
                        self.label_task(&found, task, line);
                    }
                }
                None => {
                    let said = self.cell_parties(field);
                    task.lead.get_or_insert_default().extend(said.lead);
                    if !said.supporting.is_empty() {
                        task.supporting.get_or_insert_default().extend(said.supporting);
                    }
                    except(task, said.except);
                    add_dues(&mut task.deadlines, said.deadlines);
                }
            },
            Column::Supporting => {
                let said = self.cell_parties(field);
                let parties = said.lead.into_iter().chain(said.supporting);
                task.supporting.get_or_insert_default().extend(parties);
                except(task, said.except);
                add_dues(&mut task.deadlines, said.deadlines);
            }
            Column::Output => {
                self.counts.outputs += 1;
                task.output = Some(text(&words.text));
            }
            Column::Money => task.money = Some(text(&words.text)),
        }
    }

    /// The parties of a cell, each once.
    fn cell_parties(&mut self, field: &Field<'_>) -> Parties {
        let mut parties = Parties::default();
        for (line, number) in field.numbers() {
            self.leave_out(line, number, WhyLeftOut::Ordinal);
        }
        for words in field.names() {
            let said = self.lead_and_supporting(&words.text, &words);
            parties.except.extend(said.except);
            add_dues(&mut parties.deadlines, said.deadlines);
            for (all, found) in [(&mut parties.lead, said.lead), (&mut parties.supporting, said.supporting)] {
                for party in found {
                    if !all.iter().any(|other| other.name() == party.name()) {
                        all.push(party);
                    }
                }
            }
        }
        parties
    }
}

/// The number of a row, and its other fields.
fn without_ordinal<'t>(fields: &[Field<'t>]) -> (Vec<Words>, Vec<Field<'t>>) {
    let (numbers, fields): (Vec<_>, Vec<_>) =
        fields.iter().cloned().partition(|field| field.column == Column::Ordinal);
    (numbers.iter().filter(|field| field.own()).map(Field::words).collect(), fields)
}

/// All that a row says, in one line: what stands above a column is said with it.
fn typed(fields: &[Field<'_>]) -> String {
    let said = fields.iter().map(|field| match field.column {
        Column::Task | Column::Ordinal => upper_first(&field.cell.text()),
        _ => field.aside(),
    });
    // What is to be done stands first, wherever its column is.
    let (first, behind): (Vec<_>, Vec<_>) =
        fields.iter().zip(said).partition(|(field, _)| field.column == Column::Task);
    first.into_iter().chain(behind).map(|(_, said)| said).collect::<Vec<_>>().join(" ")
}

/// The groups that rows stand under, each within the one before.
#[derive(Default)]
struct Groups {
    open: Vec<Group>,
}

struct Group {
    level: usize,
    numbered: bool,
    heading: RawHeading,
    rows: Vec<Element>,
}

impl Groups {
    /// Where the next row goes.
    fn rows<'e>(&'e mut self, elements: &'e mut Vec<Element>) -> &'e mut Vec<Element> {
        self.open.last_mut().map_or(elements, |group| &mut group.rows)
    }

    /// Where a group without a number stands: beside another such one, within a numbered one right above it, else within
    /// none.
    fn level_without_number(&self) -> usize {
        match self.open.last() {
            Some(last) if !last.numbered => last.level,
            Some(last) if last.rows.is_empty() => usize::MAX,
            _ => 0,
        }
    }

    /// Closes those that a group of this level does not stand in.
    fn close(&mut self, level: usize, elements: &mut Vec<Element>) {
        while let Some(Group { heading, rows, .. }) = self.open.pop_if(|open| open.level >= level) {
            let child = Element::Child(Box::new(pack::into_heading(heading, rows)));
            self.rows(elements).push(child);
        }
    }
}

/// A table as it stands: a cell over several columns or rows stands in the first of them.
pub(crate) fn plain(table: &Table) -> Option<RawTable> {
    let headed = table.header().next().is_some();
    let columns: Vec<RawColumn> = (0..table.columns)
        .map(|at| RawColumn {
            title: text(&if headed { table.title(at) } else { String::new() }),
            kind: kind(table, at),
        })
        .collect();
    let mut rows: Vec<Vec<crate::content::raw::Text>> = Vec::new();
    let mut total = None;
    let body: Vec<&TableRow> = table.rows.iter().filter(|row| row.kind != RowKind::Header).collect();
    for (at, row) in body.iter().enumerate() {
        let cell = |column: usize| {
            row.cells.iter().find(|cell| cell.column == column).map(Cell::text).unwrap_or_default()
        };
        let cells: Vec<crate::content::raw::Text> =
            (0..table.columns).map(|column| text(&cell(column))).collect();
        if row.kind == RowKind::Total && at + 1 == body.len() {
            total = Some(cells);
        } else {
            rows.push(cells);
        }
    }
    (table.columns > 0).then_some(RawTable { title: None, columns, rows, total })
}

fn kind(table: &Table, column: usize) -> Option<RawColumnKind> {
    let title = table.title(column).to_lowercase();
    if ["stt", "tt"].contains(&title.as_str()) {
        return Some(RawColumnKind::Stt);
    }
    let cells = table.rows.iter().filter(|row| row.kind == RowKind::Data);
    let texts = cells.filter_map(|row| row.cells.iter().find(|cell| cell.column == column)).map(Cell::text);
    let filled: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    let figure = |text: &String| text.chars().all(|c| c.is_ascii_digit() || ".,%- ".contains(c));
    (!filled.is_empty() && filled.iter().all(figure)).then_some(RawColumnKind::So)
}
