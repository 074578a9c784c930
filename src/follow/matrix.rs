//! Bảng phân công: one row for each task and each agency that it reaches.
//!
//! Enters: a year, whose plans and agencies are wanted, the day that states are told for. Leaves: a
//! [`Matrix`], and from it sheets ([`workbook`]), a page ([`page()`]) and JSON ([`json`]).

mod page;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use super::listed::ListedTask;
use super::standing::{self, Standing};
use crate::derive::Year;
use crate::derive::responsibility::{Responsibilities, Responsibility, Role};
use crate::model::agency::Registry;
use crate::model::plan::{AssignmentRole, Nature};
use crate::model::{Agency, AgencyId, Plan, Position};
pub use page::{annexes, page};
pub use sheets::{list, workbook};

/// Everything that plans of a year ask of agencies.
#[derive(Debug)]
pub struct Matrix<'y> {
    pub year: i16,
    pub registry: &'y Registry,
    /// In the order of the plans, of their tasks, and for each task of the agencies.
    pub rows: Vec<Row<'y>>,
}

/// One task of one agency.
#[derive(Debug)]
pub struct Row<'y> {
    pub plan: &'y Plan,
    pub agency: &'y Agency,
    pub mine: &'y Responsibility<'y>,
    pub part: AssignmentRole,
    /// The heading that the task stands under.
    pub heading: &'y str,
    /// Hạn cuối.
    pub due: Option<Date>,
    pub state: Standing,
}

/// What of a year is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// Agencies by their ids; empty for all.
    pub agencies: &'w [String],
    /// Plans by their ids; empty for all.
    pub plans: &'w [String],
}

impl Wanted<'_> {
    pub fn has_agency(&self, agency: &Agency) -> bool {
        self.agencies.is_empty() || self.agencies.iter().any(|id| id == agency.id.as_str())
    }

    pub fn has_plan(&self, plan: &Plan) -> bool {
        self.plans.is_empty() || self.plans.iter().any(|id| id == plan.id.as_str())
    }
}

impl<'y> Matrix<'y> {
    /// The matrix of a year, with states as they are on `day`.
    pub fn of(year: &'y Year<'_>, wanted: Wanted<'_>, day: Date) -> Self {
        let plans = year.plans().filter(|shares| wanted.has_plan(shares.plan));
        let rows = plans.flat_map(|shares| rows_of(year, shares, wanted, day)).collect();
        Self { year: year.year, registry: &year.province.registry, rows }
    }

    /// The plans that have rows, in their order.
    pub fn plans(&self) -> Vec<&'y Plan> {
        let mut plans: Vec<&Plan> = self.rows.iter().map(|row| row.plan).collect();
        plans.dedup_by_key(|plan| &plan.id);
        plans
    }
}

fn rows_of<'y>(
    year: &'y Year<'_>,
    shares: &'y Responsibilities<'_>,
    wanted: Wanted<'_>,
    day: Date,
) -> Vec<Row<'y>> {
    let plan: &Plan = shares.plan;
    let mut of_task: BTreeMap<&Position, Vec<(&Agency, &Responsibility<'_>)>> = BTreeMap::new();
    let mut issued: BTreeSet<&AgencyId> = BTreeSet::new();
    for answer in year.answers(shares.plan) {
        if answer.overlay.is_some_and(|own| standing::is_issued(&own.stated, day)) {
            issued.insert(&answer.agency.id);
        }
        let Some(share) = shares.share(&answer.agency.id).filter(|_| wanted.has_agency(answer.agency)) else {
            continue;
        };
        for mine in share.all() {
            of_task.entry(&mine.task.reference).or_default().push((answer.agency, mine));
        }
    }
    let mut rows = Vec::new();
    for (heading, given) in plan.given() {
        for task in &given.tasks {
            let mut agencies = of_task.remove(&task.reference).unwrap_or_default();
            // Who surely has it first, leads before those who support.
            agencies.sort_by_key(|(_, mine)| (mine.is_related(), mine.role));
            let due = standing::due(plan, task);
            rows.extend(agencies.into_iter().map(|(agency, mine)| {
                let reported = standing::reported(year.province, plan, &agency.id, task);
                // Whoever has issued its plan has made it, reported or not.
                let made = task.assigned.nature == Some(Nature::MakePlan) && issued.contains(&agency.id);
                let state = if made { Standing::Done } else { Standing::of(reported, due, day) };
                Row { plan, agency, mine, part: given.role, heading: heading.title.text(), due, state }
            }));
        }
    }
    rows
}

impl Row<'_> {
    /// Whether the agency has the task only where it is concerned.
    pub fn is_related(&self) -> bool {
        self.mine.is_related()
    }

    /// "chủ trì", "phối hợp khi có liên quan".
    pub fn role(&self) -> String {
        role(self.mine)
    }
}

/// "chủ trì", "phối hợp khi có liên quan".
pub fn role(mine: &Responsibility<'_>) -> String {
    let role = match mine.role {
        Role::Lead => "chủ trì",
        Role::Supporting => "phối hợp",
    };
    if mine.is_related() { format!("{role} khi có liên quan") } else { role.to_owned() }
}

/// What the row is part of.
pub const fn part_label(part: AssignmentRole) -> &'static str {
    match part {
        AssignmentRole::Task => "nhiệm vụ",
        AssignmentRole::Organisation => "tổ chức thực hiện",
    }
}

/// A row for scripts.
#[derive(Debug, Serialize)]
struct Listed<'m> {
    plan: &'m str,
    agency: &'m str,
    name: &'m str,
    kind: &'static str,
    text: &'m str,
    #[serde(flatten)]
    task: ListedTask,
    /// The last day, as ISO 8601.
    due: Option<String>,
    state: &'static str,
}

/// An array with one object for each row.
pub fn json(matrix: &Matrix<'_>) -> String {
    let rows: Vec<Listed<'_>> = matrix
        .rows
        .iter()
        .map(|row| Listed {
            plan: row.plan.id.as_str(),
            agency: row.agency.id.as_str(),
            name: &row.agency.name,
            kind: match row.part {
                AssignmentRole::Task => "task",
                AssignmentRole::Organisation => "duty",
            },
            text: &row.mine.task.text,
            task: ListedTask::of(matrix.registry, row.mine),
            due: row.due.map(|due| due.to_string()),
            state: row.state.name(),
        })
        .collect();
    // Plain values have nothing that JSON cannot say.
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}
