//! Who monitors, leads and supports what: one row per agency and group, tasks by their places.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{NOTHING, emptied, in_family, monitored};
use crate::model::agency::Registry;
use crate::model::plan::{AnnexSpec, Assignee, Heading, Nature, Plan, Task};
use crate::model::reference::{Position, Step, letter};
use crate::template::names::{assignee_name, is_of_group, joined_ids};
use crate::template::{dues, filters};

#[derive(Debug, Serialize)]
pub(super) struct AgencyRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "theo_doi")]
    monitors: String,
    #[serde(rename = "chu_tri")]
    lead: String,
    #[serde(rename = "phoi_hop")]
    supporting: String,
    #[serde(rename = "thoi_han")]
    duties: String,
}

pub(super) fn rows(registry: &Registry, plan: &Plan, spec: &AnnexSpec, named: &[Assignee]) -> Vec<AgencyRow> {
    let rows = named.iter().enumerate().map(|(at, assignee)| AgencyRow {
        number: at + 1,
        name: filters::upper_first(&assignee_name(registry, assignee)),
        monitors: or_nothing(watched(plan, spec, assignee)),
        lead: or_nothing(places(registry, plan, spec, assignee, |task| task.assigned.is_led_by(assignee))),
        supporting: or_nothing(places(registry, plan, spec, assignee, |task| {
            !task.assigned.is_led_by(assignee) && task.assigned.is_supported_by(assignee)
        })),
        duties: or_nothing(duty_deadlines(registry, plan, assignee)),
    });
    let mut rows: Vec<AgencyRow> = rows.collect();
    emptied(&mut rows, |row| &mut row.monitors);
    emptied(&mut rows, |row| &mut row.lead);
    emptied(&mut rows, |row| &mut row.supporting);
    emptied(&mut rows, |row| &mut row.duties);
    rows
}

/// "1, 4; cùng theo dõi 7": indices by their number in the table of targets.
fn watched(plan: &Plan, spec: &AnnexSpec, assignee: &Assignee) -> String {
    let Assignee::Agency(id) = assignee else { return String::new() };
    let numbered = || monitored(plan, spec).enumerate().map(|(at, heading)| (at + 1, heading));
    let listed = |numbers: Vec<usize>| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
    let own = numbered().filter(|(_, heading)| heading.monitor.as_ref() == Some(id)).map(|(at, _)| at);
    let with = numbered().filter(|(_, heading)| heading.co_monitors.contains(id)).map(|(at, _)| at);
    let (own, with) = (listed(own.collect()), listed(with.collect()));
    let with = if with.is_empty() { with } else { format!("cùng theo dõi {with}") };
    [own, with].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// "điểm a, b khoản 1; điểm c khoản 2 Mục II": where the tasks stand, whole points by their letter,
/// single dash items by their place, with whom an exception leaves out of the group.
fn places(
    registry: &Registry,
    plan: &Plan,
    spec: &AnnexSpec,
    assignee: &Assignee,
    wanted: impl Fn(&Task) -> bool,
) -> String {
    let mut clauses: Vec<(Position, Vec<String>)> = Vec::new();
    let headings = plan.headings().filter(|heading| in_family(plan, spec, heading));
    for given in headings.flat_map(Heading::assignments) {
        if given.role != crate::model::plan::AssignmentRole::Task {
            continue;
        }
        for (except, tasks) in
            by_exceptions(registry, assignee, given.tasks.iter().filter(|task| wanted(task)))
        {
            let clause = tasks[0].reference.clause();
            let mut point = match (given.position.letter(), tasks[0].reference.steps().last()) {
                (Some(n), _) => letter(n),
                (None, Some(Step::Row(n))) => format!("số {n}"),
                (None, _) => String::new(),
            };
            if tasks.len() < given.tasks.len() {
                let items = tasks.iter().filter_map(|task| task.reference.item());
                let items: Vec<String> = items.map(|item| item.to_string()).collect();
                point.push_str(&format!(" (gạch đầu dòng {})", items.join(", ")));
            }
            if let Some(except) = except {
                point.push_str(&format!(" (trừ {except})"));
            }
            match clauses.last_mut() {
                Some((last, points)) if *last == clause => points.push(point),
                _ => clauses.push((clause, vec![point])),
            }
        }
    }
    let several_roots = clauses.iter().map(|(clause, _)| clause.root()).collect::<BTreeSet<_>>().len() > 1;
    let last = clauses.len();
    let written = clauses.into_iter().enumerate().map(|(at, (clause, points))| {
        let points: Vec<String> = points.into_iter().filter(|point| !point.is_empty()).collect();
        let is_row = matches!(clause.root(), Some(Step::Annex { .. }));
        let word = if is_row { "nhiệm vụ" } else { "điểm" };
        let points = if points.is_empty() { String::new() } else { format!("{word} {}", points.join(", ")) };
        let root = if several_roots || at + 1 == last { clause.root_citation() } else { String::new() };
        [points, clause.points(), root]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    written.collect::<Vec<_>>().join("; ")
}

/// Tasks of a point, parted by whom of a group they leave out; with the names of those.
fn by_exceptions<'p>(
    registry: &Registry,
    assignee: &Assignee,
    tasks: impl Iterator<Item = &'p Task>,
) -> Vec<(Option<String>, Vec<&'p Task>)> {
    let mut parts: Vec<(Option<String>, Vec<&Task>)> = Vec::new();
    for task in tasks {
        let except = excepted(registry, assignee, task);
        match parts.iter_mut().find(|(other, _)| *other == except) {
            Some((_, tasks)) => tasks.push(task),
            None => parts.push((except, vec![task])),
        }
    }
    parts
}

/// Whom of a group a task leaves out; whoever is named itself is left out of nothing.
fn excepted(registry: &Registry, assignee: &Assignee, task: &Task) -> Option<String> {
    let except = task.assigned.except.iter().filter(|id| is_of_group(registry, assignee, id));
    joined_ids(registry, &except.cloned().collect::<Vec<_>>())
}

/// "Xây dựng kế hoạch trước ngày 15/7/2025; báo cáo kết quả trước ngày 10/12/2025": the earliest first.
fn duty_deadlines(registry: &Registry, plan: &Plan, assignee: &Assignee) -> String {
    let mut duties = Vec::new();
    let mut tasks: Vec<&Task> = plan.duties().filter(|task| task.assigned.is_led_by(assignee)).collect();
    let issued = plan.official.date.full();
    tasks.sort_by_key(|task| {
        let last = task.assigned.deadlines.iter().filter_map(|due| due.deadline.last_day(issued)).max();
        (last.is_none(), last)
    });
    for task in tasks {
        let what = match task.assigned.nature {
            Some(Nature::MakePlan) => "xây dựng kế hoạch",
            Some(Nature::Report) => "báo cáo kết quả",
            Some(Nature::Publicise) => "thông tin, tuyên truyền",
            Some(Nature::Monitor) => "theo dõi, tổng hợp",
            Some(Nature::Direct) => "chỉ đạo thực hiện",
            None => "thực hiện",
        };
        let except = excepted(registry, assignee, task);
        let except = except.map(|names| format!(" (trừ {names})")).unwrap_or_default();
        duties.push(match dues::after(what, &task.assigned.deadlines) {
            Some(written) => format!("{written}{except}"),
            None => format!("{what} ({}){except}", task.reference.citation()),
        });
    }
    filters::upper_first(&duties.join("; "))
}
