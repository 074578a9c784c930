//! A table of tasks as the plan has it: one row a task, by group.

use serde::Serialize;

use crate::model::agency::Registry;
use crate::model::plan::{Assigned, Heading, Task};
use crate::model::reference::{Step, roman};
use crate::template::dues;
use crate::template::filters::lower_first;
use crate::template::names::{agency_name, joined, joined_ids};

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

/// The groups of a table in its order; groups within groups follow them.
pub(super) fn groups(content: &Heading, registry: &Registry) -> Vec<Group> {
    content.with_descendants().into_iter().filter_map(|heading| group(heading, content, registry)).collect()
}

fn group(heading: &Heading, annex: &Heading, registry: &Registry) -> Option<Group> {
    let rows: Vec<Row> = heading.tasks().map(|task| row(task, registry)).collect();
    let is_annex = heading.position == annex.position;
    if rows.is_empty() && (is_annex || heading.children.is_empty()) {
        return None;
    }
    let label = match heading.position.steps().last() {
        Some(Step::Section(n)) => format!("{}. ", roman(*n)),
        Some(Step::Number(_)) => format!("{}. ", heading.position.number_label()),
        _ => String::new(),
    };
    let name = if is_annex { String::new() } else { format!("{label}{}", heading.title.text()) };
    Some(Group { name, rows })
}

fn row(task: &Task, registry: &Registry) -> Row {
    let Assigned { leads, supporting, except, manner, deadlines, output, money, through, .. } =
        &task.assigned;
    let mut names = joined(registry, leads).unwrap_or_default();
    if let Some(manner) = manner {
        names = format!("{names} {manner}");
    }
    if let Some(except) = joined_ids(registry, except) {
        names = format!("{names} (trừ {except})");
    }
    let through = through.as_ref().map(|id| format!("qua {}", agency_name(registry, id)));
    let output = output.iter().cloned().chain(through);
    Row {
        number: match task.reference.steps().last() {
            Some(Step::Row(number)) => *number,
            _ => 0,
        },
        text: match &task.assigned.condition {
            Some(condition) => format!("{condition} {}", lower_first(&task.text)),
            None => task.text.clone(),
        },
        leads: names,
        supporting: joined(registry, supporting).unwrap_or_default(),
        deadline: dues::all(deadlines, None).unwrap_or_default(),
        output: output.collect::<Vec<_>>().join("; "),
        money: money.clone().unwrap_or_default(),
    }
}
