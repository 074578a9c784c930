//! Bảng nhiệm vụ: columns by the words above them, a task for each row, groups of rows.

use super::builder::{Builder, text};
use super::content::Context;
use super::given::blank_task;
use super::pack::{self, Element};
use crate::content::raw::{RawColumn, RawColumnKind, RawHeading, RawParty, RawTable, RawTask};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::labels;
use crate::import::structure::{Cell, RowKind, Table, TableRow, Words};
use crate::text::first_letter::upper_first;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Ordinal,
    Task,
    Lead,
    Supporting,
    /// "Chủ trì: … Phối hợp: …" in one cell.
    Both,
    Deadline,
    Output,
    Money,
    Other,
}

/// Where the tasks stand.
pub(super) fn task_column(columns: &[Column]) -> usize {
    columns.iter().position(|column| *column == Column::Task).unwrap_or_default()
}

/// The columns, where what is to be done and who does it are among them.
pub(crate) fn columns(table: &Table) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = Vec::new();
    for at in 0..table.columns {
        let column = column(&table.title(at).to_lowercase(), at);
        let taken = columns.contains(&column) && column != Column::Other;
        columns.push(if taken { Column::Other } else { column });
    }
    let has = |column: Column| columns.contains(&column);
    (has(Column::Task) && (has(Column::Lead) || has(Column::Both))).then_some(columns)
}

fn column(title: &str, at: usize) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    if at == 0 && has(&["stt", "tt", "thứ tự"]) {
        Column::Ordinal
    } else if has(&["chủ trì"]) && has(&["phối hợp"]) {
        Column::Both
    } else if has(&[
        "chủ trì",
        "phân công",
        "cơ quan thực hiện",
        "đơn vị thực hiện",
        "trách nhiệm",
        "đầu mối",
    ]) {
        Column::Lead
    } else if has(&["phối hợp"]) {
        Column::Supporting
    } else if has(&["thời gian", "thời hạn", "tiến độ", "hoàn thành"]) {
        Column::Deadline
    } else if has(&["sản phẩm", "kết quả"]) {
        Column::Output
    } else if has(&["kinh phí", "nguồn lực"]) {
        Column::Money
    } else if has(&["nhiệm vụ", "nội dung", "công việc", "giải pháp", "hoạt động", "tên việc"])
    {
        Column::Task
    } else {
        Column::Other
    }
}

impl Builder<'_> {
    /// The rows of a table of tasks; those below a group's row stand under it.
    pub fn rows(&mut self, table: &Table, columns: &[Column], context: Context) -> Vec<Element> {
        let mut elements: Vec<Element> = Vec::new();
        let mut group: Option<(RawHeading, Vec<Element>)> = None;
        for (at, row) in table.rows.iter().enumerate() {
            match row.kind {
                RowKind::Header => self.leave_out_row(row, WhyLeftOut::Columns),
                RowKind::ColumnNumbers => self.leave_out_row(row, WhyLeftOut::Ordinal),
                RowKind::Group if filled(row) <= 2 => {
                    close(&mut group, &mut elements);
                    group = Some((self.group(row), Vec::new()));
                }
                RowKind::Group | RowKind::Data | RowKind::Total => {
                    let into = match &mut group {
                        Some((_, rows)) => rows,
                        None => &mut elements,
                    };
                    let mut rows = Vec::new();
                    self.data(table, at, columns, context, &mut rows);
                    into.extend(rows);
                }
            }
        }
        close(&mut group, &mut elements);
        elements
    }

    fn leave_out_row(&mut self, row: &TableRow, why: WhyLeftOut) {
        for line in row.cells.iter().flat_map(|cell| &cell.lines) {
            self.leave_out(line, &line.text, why);
        }
    }

    fn group(&mut self, row: &TableRow) -> RawHeading {
        let mut cells: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_blank()).collect();
        if cells.len() == 2 {
            let ordinal = cells.remove(0);
            for line in &ordinal.lines {
                self.leave_out(line, &line.text, WhyLeftOut::Ordinal);
            }
        }
        let whole: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
        let whole = whole.join(" ");
        // "I. Nhóm nhiệm vụ …": numbers are the program's.
        let bare = crate::text::labels::leading(&whole).map_or(whole.as_str(), |found| found.rest);
        RawHeading { title: Some(text(bare)), ..RawHeading::default() }
    }

    fn data(
        &mut self,
        table: &Table,
        at: usize,
        columns: &[Column],
        context: Context,
        rows: &mut Vec<Element>,
    ) {
        let Some(words) = table.rows[at].cells.iter().flat_map(|cell| &cell.lines).next().cloned() else {
            return;
        };
        let mut task = blank_task("");
        let mut more: Vec<String> = Vec::new();
        for (column, kind) in columns.iter().enumerate() {
            let Some(cell) = table.at(at, column).filter(|cell| cell.column == column && !cell.is_blank())
            else {
                continue;
            };
            let own = table.rows[at].cells.iter().any(|one| one.column == column);
            self.cell(cell, *kind, own, &table.title(column), &mut task, &mut more);
        }
        if task.text.is_empty() && more.is_empty() {
            return;
        }
        if !more.is_empty() {
            let whole = format!("{} {}", task.text, more.join(" "));
            task.text = text(&whole);
            let why = "ô của cột khác ghi vào sau nội dung";
            self.note(
                &words,
                What::KeptAsText { words: more.join(" "), why },
                Anchor::Text(task.text.to_string()),
            );
        }
        if table.rows[at].kind == RowKind::Total {
            rows.push(Element::Dash(task.text));
            return;
        }
        let read = self.task(&upper_first(&task.text), &words, context);
        let deadlines = if task.deadlines.is_empty() { read.deadlines } else { task.deadlines };
        let task = RawTask { text: read.text, deadlines, ..task };
        self.row(task, &words, rows);
    }

    /// One cell; `own` where it is not one from above that goes on.
    fn cell(
        &mut self,
        cell: &Cell,
        kind: Column,
        own: bool,
        title: &str,
        task: &mut RawTask,
        more: &mut Vec<String>,
    ) {
        let whole = cell.text();
        let Some(words) = cell.lines.first().cloned() else { return };
        let words =
            Words { places: cell.lines.iter().flat_map(|line| line.places.clone()).collect(), ..words };
        match kind {
            Column::Ordinal if own => self.leave_out(&words, &whole, WhyLeftOut::Ordinal),
            Column::Ordinal => {}
            Column::Task => task.text = text(&whole),
            Column::Lead | Column::Both => {
                let lines =
                    cell.lines.iter().map(|line| labels::of_line(&line.text)).collect::<Option<Vec<_>>>();
                match lines.or_else(|| labels::of_line(&whole).map(|found| vec![found])) {
                    Some(lines) => {
                        for (found, line) in lines.into_iter().zip(cell.lines.iter().cycle()) {
                            self.label_task(&found, task, line);
                        }
                    }
                    None => {
                        let (lead, supporting) = self.cell_parties(cell);
                        task.lead.get_or_insert_default().extend(lead);
                        if !supporting.is_empty() {
                            task.supporting.get_or_insert_default().extend(supporting);
                        }
                    }
                }
            }
            Column::Supporting => {
                let (mut parties, more) = self.cell_parties(cell);
                parties.extend(more);
                task.supporting.get_or_insert_default().extend(parties);
            }
            Column::Deadline => task.deadlines = self.dues(&whole, &words),
            Column::Output => {
                self.counts.outputs += 1;
                task.output = Some(text(&whole));
            }
            Column::Money => task.money = Some(text(&whole)),
            Column::Other if own => {
                let said =
                    if title.is_empty() { whole } else { format!("({}: {whole})", upper_first(title)) };
                more.push(said);
            }
            Column::Other => {}
        }
    }

    /// The parties of a cell, line by line: a name may stand on each, with a dash before it or none.
    fn cell_parties(&mut self, cell: &Cell) -> (Vec<RawParty>, Vec<RawParty>) {
        let mut parties: (Vec<RawParty>, Vec<RawParty>) = (Vec::new(), Vec::new());
        let listed = cell.lines.len() > 1 && cell.lines.iter().all(|line| begins_name(&line.text));
        let lines: Vec<(String, Words)> = if listed {
            cell.lines
                .iter()
                .map(|line| (line.text.trim_start_matches(['-', '+', '•', ' ']).to_owned(), line.clone()))
                .collect()
        } else {
            let places = cell.lines.iter().flat_map(|line| line.places.clone()).collect();
            let first = cell.lines.first().cloned().unwrap_or_default();
            vec![(cell.text().trim_start_matches(['-', '+', '•', ' ']).to_owned(), Words { places, ..first })]
        };
        for (line, words) in lines {
            let (lead, supporting) = self.lead_and_supporting(&line, &words);
            for (all, found) in [(&mut parties.0, lead), (&mut parties.1, supporting)] {
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

/// A line of a cell that goes on from the one before begins with a small letter.
fn begins_name(line: &str) -> bool {
    let bare = line.trim_start_matches(['-', '+', '•', ' ']);
    bare.starts_with(char::is_uppercase) || bare.to_lowercase().starts_with("các ")
}

fn close(group: &mut Option<(RawHeading, Vec<Element>)>, elements: &mut Vec<Element>) {
    if let Some((heading, rows)) = group.take() {
        elements.push(Element::Child(Box::new(pack::into_heading(heading, rows))));
    }
}

fn filled(row: &TableRow) -> usize {
    row.cells.iter().filter(|cell| !cell.is_blank()).count()
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
