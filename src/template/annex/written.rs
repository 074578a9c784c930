//! A table of tasks as the plan has it: one row a task, by group.

use serde::Serialize;

use crate::model::plan::{Assigned, Element, Heading, Task};
use crate::model::reference::Step;
use crate::template::dues;
use crate::template::filters::lower_first;
use crate::template::names::{agency_name, beside_leads, joined, joined_ids, joined_without};
use crate::template::origins::EntryField;
use crate::template::plan_view::{ElementView, Names};
use crate::text::numerals::roman;

#[derive(Debug, Serialize)]
pub(super) struct Group {
    /// "I. Công tác tuyên truyền"; empty for rows without a group.
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "dong")]
    rows: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "chu_tri")]
    leads: String,
    #[serde(rename = "phoi_hop")]
    supporting: String,
    #[serde(rename = "thoi_han")]
    deadline: String,
    #[serde(rename = "san_pham")]
    output: String,
    #[serde(rename = "kinh_phi")]
    money: String,
}

/// The tables of an annex with what stands around them, in its order. Rows and groups that follow one
/// another are one table, whose rows are numbered through the annex.
pub(super) fn pieces(annex: &Heading, names: &Names<'_>) -> Vec<Piece> {
    let mut pieces = Pieces { names, done: Vec::new() };
    pieces.add(annex);
    pieces.done
}

/// What an annex of tasks holds; `kieu` says what a piece is.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Piece {
    Table(TaskTable),
    Element(ElementView),
}

#[derive(Debug, Serialize)]
#[serde(tag = "kieu", rename = "bang_nhiem_vu")]
pub(super) struct TaskTable {
    #[serde(rename = "nhom")]
    groups: Vec<Group>,
}

struct Pieces<'n> {
    names: &'n Names<'n>,
    done: Vec<Piece>,
}

impl Pieces<'_> {
    fn add(&mut self, heading: &Heading) {
        for element in &heading.content {
            match element {
                Element::Assignment(given) => {
                    let rows = given.tasks.iter().map(|task| row(task, self.names));
                    self.rows(rows.collect());
                }
                Element::Heading(group) => {
                    self.groups().push(Group { name: group_name(group), rows: Vec::new() });
                    self.add(group);
                }
                other => self.done.push(Piece::Element(self.names.element(heading, other))),
            }
        }
        if heading.position.steps().len() > 1
            && let Some(line) = &heading.closing_line
        {
            let line = Element::Paragraph(line.clone());
            self.done.push(Piece::Element(self.names.element(heading, &line)));
        }
    }

    /// The groups of the table that is being made.
    fn groups(&mut self) -> &mut Vec<Group> {
        if !matches!(self.done.last(), Some(Piece::Table(_))) {
            self.done.push(Piece::Table(TaskTable { groups: Vec::new() }));
        }
        match self.done.last_mut() {
            Some(Piece::Table(table)) => &mut table.groups,
            _ => unreachable!("a table was put there"),
        }
    }

    fn rows(&mut self, rows: Vec<Row>) {
        let groups = self.groups();
        match groups.last_mut() {
            Some(group) => group.rows.extend(rows),
            None => groups.push(Group { name: String::new(), rows }),
        }
    }
}

fn group_name(heading: &Heading) -> String {
    let label = match heading.position.steps().last() {
        Some(Step::Section(n)) => format!("{}. ", roman(*n)),
        Some(Step::Number(_)) => format!("{}. ", heading.position.number_label()),
        _ => String::new(),
    };
    format!("{label}{}", heading.title.text())
}

fn row(task: &Task, names: &Names<'_>) -> Row {
    let registry = names.registry;
    let Assigned { leads, supporting, except, manner, deadlines, output, money, through, .. } =
        &task.assigned;
    let mut leading = joined(registry, leads).unwrap_or_default();
    if let Some(manner) = manner {
        leading = format!("{leading} {manner}");
    }
    if let Some(except) = joined_ids(registry, &beside_leads(registry, leads, supporting, except)) {
        leading = format!("{leading} (trừ {except})");
    }
    let value = |field: EntryField, text: String| names.of_task(task, field, text);
    let through = through.as_ref().map(|id| format!("qua {}", agency_name(registry, id)));
    let output = output.iter().map(|output| value(EntryField::Output, output.clone())).chain(through);
    Row {
        number: match task.reference.steps().last() {
            Some(Step::Row(number)) => *number,
            _ => 0,
        },
        text: match &task.assigned.condition {
            Some(condition) => format!("{condition} {}", value(EntryField::Text, lower_first(&task.text))),
            None => value(EntryField::Text, task.text.clone()),
        },
        leads: leading,
        supporting: joined_without(registry, supporting, except).unwrap_or_default(),
        deadline: value(EntryField::Deadline, dues::all(deadlines, None).unwrap_or_default()),
        output: output.collect::<Vec<_>>().join("; "),
        money: value(EntryField::Money, money.clone().unwrap_or_default()),
    }
}
