//! All tasks in full, by agency and group.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Bundle, NOTHING, emptied};
use crate::model::agency::{AgencyId, Registry};
use crate::model::plan::{Assigned, Assignee, Party, Task};
use crate::model::reference::{Position, Step};
use crate::official::State;
use crate::template::names::{assignee_name, beside_leads, joined, joined_ids, joined_without};
use crate::template::{dues, filters};

/// The rows of one agency or group.
#[derive(Debug, Serialize)]
pub(super) struct Block {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "nhiem_vu")]
    rows: Vec<TaskRow>,
}

impl Block {
    /// How many rows it has.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }
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
pub(super) fn blocks(
    registry: &Registry,
    bundles: &[Bundle<'_>],
    named: &[Assignee],
    state: State,
) -> Vec<Block> {
    let unstated = Unstated::of(bundles, state);
    let mut numbers: BTreeMap<Position, usize> = BTreeMap::new();
    let mut next = 0;
    for assignee in named {
        for task in led_first(bundles, assignee) {
            next += 1;
            numbers.insert(task.reference.clone(), next);
        }
        next += bundles.iter().map(|bundle| summed_up(bundle, assignee).len()).sum::<usize>();
    }
    let mut next = 0;
    let mut blocks = Vec::new();
    for assignee in named {
        let led = led_first(bundles, assignee).map(|task| lead_row(registry, task));
        let summed_up = bundles.iter().flat_map(|bundle| {
            summed_up(bundle, assignee).into_iter().map(move |tasks| (bundle.name, tasks))
        });
        let supported =
            summed_up.filter_map(|of| supporting_row(registry, of, assignee, &numbers, &unstated));
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
    let mut rows: Vec<&mut TaskRow> = blocks.iter_mut().flat_map(|block| &mut block.rows).collect();
    emptied(&mut rows, |row| &mut row.supporting);
    blocks
}

/// What stands where none of the tasks of a row states a deadline, or an output.
struct Unstated {
    deadline: &'static str,
    output: &'static str,
}

impl Unstated {
    /// A dash, beside what other rows say or what a draft leaves to be filled; nothing in a column of an
    /// issued plan that says nothing.
    fn of(bundles: &[Bundle<'_>], state: State) -> Self {
        let tasks = || bundles.iter().flat_map(|bundle| &bundle.tasks);
        let beside = |speaks: bool| if speaks || state == State::Draft { NOTHING } else { "" };
        Self {
            deadline: beside(tasks().any(|task| !task.assigned.deadlines.is_empty())),
            output: beside(tasks().any(|task| task.assigned.output.is_some())),
        }
    }
}

/// Tasks whose first lead is this agency or group: each task has one row.
fn led_first<'p>(bundles: &[Bundle<'p>], assignee: &Assignee) -> impl Iterator<Item = &'p Task> {
    let tasks = bundles.iter().flat_map(|bundle| &bundle.tasks).copied();
    tasks.filter(move |task| leads_first(task, assignee))
}

/// Tasks of a bundle that the assignee takes part in without leading first.
fn taken_part<'p>(bundle: &Bundle<'p>, assignee: &Assignee) -> Vec<&'p Task> {
    let others = bundle.tasks.iter().copied().filter(|task| !leads_first(task, assignee));
    others
        .filter(|task| task.assigned.is_led_by(assignee) || task.assigned.is_supported_by(assignee))
        .collect()
}

/// The tasks of a bundle that one row can stand for: what it says of the role of the assignee, and of those who are
/// left out, is then true of each of them.
fn summed_up<'p>(bundle: &Bundle<'p>, assignee: &Assignee) -> Vec<Vec<&'p Task>> {
    let alike = |one: &Task, other: &Task| {
        let (one, other) = (&one.assigned, &other.assigned);
        one.is_led_by(assignee) == other.is_led_by(assignee)
            && one.except.len() == other.except.len()
            && one.except.iter().all(|id| other.except.contains(id))
    };
    let mut rows: Vec<Vec<&Task>> = Vec::new();
    for task in taken_part(bundle, assignee) {
        match rows.iter_mut().find(|row| alike(row[0], task)) {
            Some(row) => row.push(task),
            None => rows.push(vec![task]),
        }
    }
    rows
}

fn leads_first(task: &Task, assignee: &Assignee) -> bool {
    task.assigned.leads.first().is_some_and(|party| party.who == *assignee)
}

/// "Các sở, ban, ngành (trừ Công an tỉnh)".
fn without(registry: &Registry, names: String, except: &[AgencyId]) -> String {
    match joined_ids(registry, except) {
        Some(except) => format!("{names} (trừ {except})"),
        None => names,
    }
}

fn lead_row(registry: &Registry, task: &Task) -> TaskRow {
    let Assigned { leads, supporting, except, deadlines, output, .. } = &task.assigned;
    let text = match &task.assigned.condition {
        Some(condition) => format!("{condition} {}", filters::lower_first(&task.text)),
        None => task.text.clone(),
    };
    TaskRow {
        number: 0,
        text,
        lead: without(
            registry,
            joined(registry, leads).unwrap_or_default(),
            &beside_leads(registry, leads, supporting, except),
        ),
        supporting: joined_without(registry, supporting, except).unwrap_or_else(|| NOTHING.to_owned()),
        deadline: dues::all(deadlines, None),
        output: output.clone(),
        citation: task.reference.citation(),
    }
}

/// Everything in the order of its first place.
fn once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    all.fold(Vec::new(), |mut seen, one| {
        if !seen.contains(&one) {
            seen.push(one);
        }
        seen
    })
}

/// What the row of the task itself says.
const AS_TASK: &str = "theo nhiệm vụ";

/// "số 3, số 5, từ số 7 đến số 9": every number, and no other.
fn listed(numbers: &BTreeSet<usize>) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, to)) if *to + 1 == *number => *to = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let written = runs.into_iter().map(|(from, to)| match to - from {
        0 => format!("số {from}"),
        1 => format!("số {from}, số {to}"),
        _ => format!("từ số {from} đến số {to}"),
    });
    written.collect::<Vec<_>>().join(", ")
}

/// "điểm a khoản 1 Mục II; các nhiệm vụ từ số 3 đến số 5 Phụ lục I": each place once, rows of an annex by their numbers.
fn citations<'t>(places: impl Iterator<Item = &'t Position>) -> String {
    let mut written: Vec<String> = Vec::new();
    let mut rows: Vec<(String, BTreeSet<usize>)> = Vec::new();
    for place in places {
        let Some(Step::Row(number)) = place.steps().last() else {
            written.push(place.citation());
            continue;
        };
        let annex = place.root_citation();
        match rows.iter_mut().find(|(root, _)| *root == annex) {
            Some((_, numbers)) => {
                numbers.insert(*number);
            }
            None => rows.push((annex, [*number].into())),
        }
    }
    let rows = rows.into_iter().map(|(annex, numbers)| {
        let word = if numbers.len() == 1 { "nhiệm vụ" } else { "các nhiệm vụ" };
        format!("{word} {} {annex}", listed(&numbers))
    });
    once(written.into_iter().chain(rows)).join("; ")
}

/// One row for tasks of a bundle that are [summed up](summed_up).
fn supporting_row(
    registry: &Registry,
    (bundle, tasks): (&str, Vec<&Task>),
    assignee: &Assignee,
    numbers: &BTreeMap<Position, usize>,
    unstated: &Unstated,
) -> Option<TaskRow> {
    let first = &tasks.first()?.assigned;
    let places: BTreeSet<usize> =
        tasks.iter().filter_map(|task| numbers.get(&task.reference).copied()).collect();
    let which = match places.len() {
        0 => return None,
        1 => format!("nhiệm vụ {}", listed(&places)),
        _ => format!("các nhiệm vụ {}", listed(&places)),
    };
    let except = &first.except;
    let (verb, supporting) = if first.is_led_by(assignee) {
        let supporting = match once(tasks.iter().map(|task| &task.assigned.supporting)).as_slice() {
            [same] => joined_without(registry, same, except),
            _ => Some(AS_TASK.to_owned()),
        };
        ("Cùng chủ trì", supporting)
    } else {
        let itself = [Party { who: assignee.clone(), scope: None }];
        let name = joined_without(registry, &itself, except).unwrap_or_default();
        ("Phối hợp thực hiện", Some(filters::upper_first(&name)))
    };
    let leads: Vec<Party> = once(tasks.iter().flat_map(|task| task.assigned.leads.iter().cloned()));
    let of_leads = once(tasks.iter().flat_map(|task| {
        let Assigned { leads, supporting, except, .. } = &task.assigned;
        beside_leads(registry, leads, supporting, except)
    }));
    let as_task = |stated: bool, otherwise: &str| Some(if stated { AS_TASK } else { otherwise }.to_owned());
    Some(TaskRow {
        number: 0,
        text: format!("{verb} {which} ({bundle})"),
        lead: without(registry, joined(registry, &leads).unwrap_or_default(), &of_leads),
        supporting: supporting.unwrap_or_else(|| NOTHING.to_owned()),
        deadline: as_task(tasks.iter().any(|task| !task.assigned.deadlines.is_empty()), unstated.deadline),
        output: as_task(tasks.iter().any(|task| task.assigned.output.is_some()), unstated.output),
        citation: citations(tasks.iter().map(|task| &task.reference)),
    })
}

#[cfg(test)]
mod tests {
    use super::{citations, listed};
    use crate::model::reference::{Position, Step};

    #[test]
    fn rows_of_an_annex_are_cited_at_once_and_points_one_by_one() {
        let place = |steps: &[Step]| steps.iter().fold(Position::default(), |place, step| place.then(*step));
        let row = |number| place(&[Step::Annex { number: 1, only: false }, Step::Row(number)]);
        let point = |letter| place(&[Step::Section(2), Step::Number(1), Step::Letter(letter)]);
        let cited = |places: &[Position]| citations(places.iter());
        assert_eq!(cited(&[row(5)]), "nhiệm vụ số 5 Phụ lục I");
        assert_eq!(
            cited(&[point(0), row(1), row(2), row(3), point(0), point(1), row(7)]),
            "điểm a khoản 1 Mục II; điểm b khoản 1 Mục II; các nhiệm vụ từ số 1 đến số 3, số 7 Phụ lục I"
        );
    }

    #[test]
    fn numbers_are_listed_without_the_ones_between_them() {
        assert_eq!(listed(&[10].into()), "số 10");
        assert_eq!(listed(&[10, 11].into()), "số 10, số 11");
        assert_eq!(listed(&[3, 5, 7, 8, 9].into()), "số 3, số 5, từ số 7 đến số 9");
    }
}
