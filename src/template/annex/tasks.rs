//! All tasks in full, by agency and group.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{NOTHING, indices, named};
use crate::model::agency::Registry;
use crate::model::plan::{AnnexSpec, Assignee, Index, Plan, Task};
use crate::model::reference::TaskRef;
use crate::template::filters;
use crate::template::provincial::{assignee_name, joined};

/// The rows of one agency or group.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "nhiem_vu")]
    rows: Vec<TaskRow>,
}

#[derive(Debug, Default, Serialize)]
struct TaskRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "chu_tri")]
    lead: String,
    #[serde(rename = "phoi_hop")]
    supporting: String,
    #[serde(rename = "thoi_han")]
    deadline: Option<String>,
    #[serde(rename = "san_pham")]
    output: Option<String>,
    #[serde(rename = "can_cu")]
    citation: String,
}

/// Blocks by agency or group: the tasks that it leads in full, then the ones that it supports by
/// their row numbers. Rows are numbered as they are printed.
pub(super) fn blocks(registry: &Registry, plan: &Plan, spec: &AnnexSpec) -> Vec<Block> {
    let named = named(registry, plan, spec);
    let mut numbers: BTreeMap<TaskRef, usize> = BTreeMap::new();
    let mut next = 0;
    for assignee in &named {
        for task in led_first(plan, spec, assignee) {
            next += 1;
            numbers.insert(task.reference.clone(), next);
        }
        next += indices(plan, spec).filter(|index| !taken_part(index, assignee).is_empty()).count();
    }
    let mut next = 0;
    let mut blocks = Vec::new();
    for assignee in &named {
        let led = led_first(plan, spec, assignee).map(|task| lead_row(registry, task));
        let supported =
            indices(plan, spec).filter_map(|index| supporting_row(registry, index, assignee, &numbers));
        let rows: Vec<TaskRow> = led
            .chain(supported)
            .map(|row| {
                next += 1;
                TaskRow { number: next, ..row }
            })
            .collect();
        let name = filters::upper_first(&assignee_name(registry, assignee));
        blocks.push(Block { name, rows });
    }
    blocks.retain(|block| !block.rows.is_empty());
    blocks
}

/// Tasks whose first lead is this agency or group: each task has one row.
fn led_first<'p>(
    plan: &'p Plan,
    spec: &'p AnnexSpec,
    assignee: &'p Assignee,
) -> impl Iterator<Item = &'p Task> {
    let tasks = indices(plan, spec).flat_map(|index| &index.assignments).flat_map(|given| &given.tasks);
    tasks.filter(move |task| task.lead.first() == Some(assignee))
}

/// Tasks of an index that the assignee takes part in without leading first.
fn taken_part<'p>(index: &'p Index, assignee: &Assignee) -> Vec<&'p Task> {
    let tasks = index.assignments.iter().flat_map(|given| &given.tasks);
    tasks
        .filter(|task| task.lead.first() != Some(assignee))
        .filter(|task| task.lead.contains(assignee) || task.supporting.contains(assignee))
        .collect()
}

fn lead_row(registry: &Registry, task: &Task) -> TaskRow {
    TaskRow {
        number: 0,
        text: task.text.clone(),
        lead: joined(registry, &task.lead).unwrap_or_default(),
        supporting: joined(registry, &task.supporting).unwrap_or_else(|| NOTHING.to_owned()),
        deadline: task.deadline.as_ref().map(ToString::to_string),
        output: task.output.clone(),
        citation: task.reference.citation(),
    }
}

/// One row for all tasks of an index that the assignee takes part in without leading first.
fn supporting_row(
    registry: &Registry,
    index: &Index,
    assignee: &Assignee,
    numbers: &BTreeMap<TaskRef, usize>,
) -> Option<TaskRow> {
    let tasks = taken_part(index, assignee);
    let first = tasks.first()?;
    let places: Vec<usize> = tasks.iter().filter_map(|task| numbers.get(&task.reference).copied()).collect();
    let (from, to) = (places.iter().min()?, places.iter().max()?);
    let which = if from == to {
        format!("nhiệm vụ số {from}")
    } else {
        format!("các nhiệm vụ từ số {from} đến số {to}")
    };
    let leads_too = tasks.iter().all(|task| task.lead.contains(assignee));
    let verb = if leads_too { "Cùng chủ trì" } else { "Phối hợp thực hiện" };
    Some(TaskRow {
        number: 0,
        text: format!("{verb} {which} ({})", index.name),
        lead: joined(registry, &first.lead).unwrap_or_default(),
        supporting: filters::upper_first(&assignee_name(registry, assignee)),
        deadline: Some("theo nhiệm vụ".to_owned()),
        output: Some("theo nhiệm vụ".to_owned()),
        citation: first.reference.citation(),
    })
}
