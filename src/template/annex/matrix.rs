//! Who monitors, leads and supports what: one row per agency and group, tasks by their places.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{NOTHING, emptied, focal_tasks, in_family, indices};
use crate::model::agency::Registry;
use crate::model::plan::{AnnexSpec, Assignee, DutyNature, Plan, Task};
use crate::model::reference::{letter, roman};
use crate::template::filters;
use crate::template::provincial::assignee_name;

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
    let rows = named.iter().enumerate().map(|(at, assignee)| {
        let monitors = indices(plan, spec).filter(|index| match assignee {
            Assignee::Agency(id) => index.monitor.as_ref() == Some(id),
            Assignee::Group(_) => false,
        });
        let monitors: Vec<String> = monitors.map(|index| index.ordinal.to_string()).collect();
        AgencyRow {
            number: at + 1,
            name: filters::upper_first(&assignee_name(registry, assignee)),
            monitors: or_nothing(monitors.join(", ")),
            lead: or_nothing(places(plan, spec, |task| task.lead.contains(assignee))),
            supporting: or_nothing(places(plan, spec, |task| {
                !task.lead.contains(assignee) && task.supporting.contains(assignee)
            })),
            duties: or_nothing(duty_deadlines(plan, assignee)),
        }
    });
    let mut rows: Vec<AgencyRow> = rows.collect();
    emptied(&mut rows, |row| &mut row.monitors);
    emptied(&mut rows, |row| &mut row.lead);
    emptied(&mut rows, |row| &mut row.supporting);
    emptied(&mut rows, |row| &mut row.duties);
    rows
}

fn or_nothing(text: String) -> String {
    if text.is_empty() { NOTHING.to_owned() } else { text }
}

/// "điểm a, b khoản 1; điểm c khoản 2 Mục II": where the tasks stand, whole assignments by their
/// letter, single dash items by their place.
fn places(plan: &Plan, spec: &AnnexSpec, wanted: impl Fn(&Task) -> bool) -> String {
    let mut clauses: Vec<(usize, String, Vec<String>)> = Vec::new();
    for (_, task) in focal_tasks(plan, spec).filter(|(_, task)| wanted(task)) {
        clauses.push((task.reference.section, task.reference.number_label(), Vec::new()));
    }
    for (section, index) in plan.indices().filter(|(_, index)| in_family(spec, index)) {
        let mut points = Vec::new();
        for assignment in &index.assignments {
            let items: Vec<usize> =
                assignment.tasks.iter().filter(|task| wanted(task)).map(|task| task.reference.item).collect();
            if items.is_empty() {
                continue;
            }
            let mut point = assignment.letter.map(letter).unwrap_or_default();
            if items.len() < assignment.tasks.len() {
                let items: Vec<String> = items.iter().map(usize::to_string).collect();
                point.push_str(&format!(" (gạch đầu dòng {})", items.join(", ")));
            }
            points.push(point);
        }
        if !points.is_empty() {
            let label = index.number.iter().map(usize::to_string).collect::<Vec<_>>().join(".");
            clauses.push((section, label, points));
        }
    }
    let several_sections = clauses.iter().map(|(section, ..)| section).collect::<BTreeSet<_>>().len() > 1;
    let last = clauses.len();
    let written = clauses.into_iter().enumerate().map(|(at, (section, label, points))| {
        let points = points.join(", ");
        let lead = if points.is_empty() { String::new() } else { format!("điểm {points} ") };
        let tail = if several_sections || at + 1 == last {
            format!(" Mục {}", roman(section))
        } else {
            String::new()
        };
        format!("{lead}khoản {label}{tail}")
    });
    written.collect::<Vec<_>>().join("; ")
}

/// "Xây dựng kế hoạch trước ngày 15/7/2025; báo cáo kết quả trước ngày 10/12/2025".
fn duty_deadlines(plan: &Plan, assignee: &Assignee) -> String {
    let mut duties = Vec::new();
    for (_, duty) in plan.duties().filter(|(_, duty)| duty.task.lead.contains(assignee)) {
        let what = match duty.nature {
            Some(DutyNature::MakePlan) => "xây dựng kế hoạch",
            Some(DutyNature::Report) => "báo cáo kết quả",
            Some(DutyNature::Publicise) => "thông tin, tuyên truyền",
            Some(DutyNature::Monitor) => "theo dõi, tổng hợp",
            Some(DutyNature::Direct) => "chỉ đạo thực hiện",
            None => "thực hiện",
        };
        duties.push(match &duty.task.deadline {
            Some(deadline) => format!("{what} {deadline}"),
            None => format!("{what} ({})", duty.task.reference.citation()),
        });
    }
    filters::upper_first(&duties.join("; "))
}
