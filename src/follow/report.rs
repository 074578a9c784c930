//! Báo cáo: how far a year's plans have come on a day: who has issued a plan of its own, how specific it is,
//! what is done and what is late, and which tasks nobody has taken.
//!
//! Enters: a year, the plans wanted, the day, and what is known of signed files. Leaves: a [`Report`], from it a
//! workbook ([`sheets`]), the view of the template ([`view`]) and charts ([`charts`]). Tasks are counted once for
//! each agency that surely has them (lượt giao việc), so that all tables add up to the same.

pub mod charts;
pub mod sheets;
pub mod view;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::matrix::{Matrix, Row, Wanted};
use super::standing::Standing;
use crate::derive::responsibility::Watch;
use crate::derive::sub_plan::Openness;
use crate::derive::{Answer, Year};
use crate::model::plan::{Nature, Plan};
use crate::model::{Agency, AgencyId, PlanId, Position};
use crate::official::Official;

/// The state of a year's plans on a day.
#[derive(Debug)]
pub struct Report<'y> {
    pub year: i16,
    pub day: Date,
    pub plans: Vec<&'y Plan>,
    pub sub_plans: Vec<SubPlanState<'y>>,
    /// By agency, in the order of the matrix.
    pub agencies: Vec<Group<'y>>,
    /// By heading, in the order of the plans.
    pub headings: Vec<Group<'y>>,
    /// By last day.
    pub dues: Vec<Group<'y>>,
    pub total: Tally,
    /// Headings that somebody monitors, with the tasks that nobody took.
    pub monitored: Vec<Monitored<'y>>,
    /// Of how many tasks an agency reported something of a later day, which does not count yet.
    pub later: Vec<(&'y Agency, usize)>,
}

/// What has become of the plan that an agency is to make.
#[derive(Debug)]
pub struct SubPlanState<'y> {
    pub agency: &'y Agency,
    pub plan: &'y Plan,
    /// The plan in whose folder the document lies: of one that answers several plans always the same.
    pub folder: &'y PlanId,
    pub issue: Issue,
    pub official: Official,
    /// By when the plan asks for it.
    pub due: Option<Date>,
    /// Days after it: of issue, or up to the day of the report.
    pub days_late: i32,
    pub openness: Openness,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issue {
    /// Ban hành, and the signed file is there and whole.
    Signed,
    Issued,
    Draft,
    /// Nothing was begun.
    None,
    /// What its part says cannot be relied on.
    Faulty,
}

impl Issue {
    pub const ALL: [Self; 5] = [Self::Signed, Self::Issued, Self::Draft, Self::None, Self::Faulty];

    pub const fn label(self) -> &'static str {
        match self {
            Self::Signed => "đã ban hành, ký số nguyên vẹn",
            Self::Issued => "đã ban hành",
            Self::Draft => "đang dự thảo",
            Self::None => "chưa có",
            Self::Faulty => "phần riêng có lỗi",
        }
    }

    pub const fn is_issued(self) -> bool {
        matches!(self, Self::Signed | Self::Issued)
    }
}

/// Lượt giao việc by state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub done: usize,
    pub underway: usize,
    pub not_started: usize,
    pub unreported: usize,
    pub overdue: usize,
    /// Only where they are concerned; in none of the others.
    pub related: usize,
}

impl Tally {
    pub const fn all(&self) -> usize {
        self.done + self.underway + self.not_started + self.unreported + self.overdue
    }

    fn add(&mut self, row: &Row<'_>) {
        if row.is_related() {
            self.related += 1;
            return;
        }
        match row.state {
            Standing::Done => self.done += 1,
            Standing::Underway => self.underway += 1,
            Standing::NotStarted => self.not_started += 1,
            Standing::Unreported => self.unreported += 1,
            Standing::Overdue => self.overdue += 1,
        }
    }
}

/// A line of a table.
#[derive(Debug)]
pub struct Group<'y> {
    pub of: Of<'y>,
    pub tally: Tally,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Of<'y> {
    Agency(&'y Agency),
    Heading(&'y Plan, &'y str),
    Due(Option<Date>),
}

/// A heading that an agency monitors.
#[derive(Debug)]
pub struct Monitored<'y> {
    pub plan: &'y Plan,
    pub heading: &'y str,
    pub monitor: &'y Agency,
    pub tasks: usize,
    /// Tasks that no agency which leads them has taken: none of theirs is assigned to a unit, and nothing is
    /// reported of it.
    pub untaken: Vec<Position>,
}

/// What is known from outside the content.
#[derive(Debug, Default)]
pub struct Known {
    /// Whose document, by the plan that it answers first, is signed and whole.
    pub signed: BTreeSet<(PlanId, AgencyId)>,
    /// Agencies whose own parts have errors.
    pub faulty: BTreeSet<AgencyId>,
}

impl<'y> Report<'y> {
    pub fn of(year: &'y Year<'_>, wanted: Wanted<'_>, day: Date, known: &Known) -> Self {
        let matrix = Matrix::of(year, wanted, day);
        let plans: Vec<&Plan> =
            year.plans().filter(|shares| wanted.has_plan(shares.plan)).map(|shares| shares.plan).collect();
        let mut total = Tally::default();
        let mut agencies: BTreeMap<_, (&Agency, Tally)> = BTreeMap::new();
        let mut headings: Vec<Group<'_>> = Vec::new();
        let mut dues: BTreeMap<(bool, Option<Date>), Tally> = BTreeMap::new();
        let mut later: BTreeMap<usize, (&Agency, usize)> = BTreeMap::new();
        for row in &matrix.rows {
            total.add(row);
            let reported = super::standing::reported(year.province, row.plan, &row.agency.id, row.mine.task);
            if reported.is_some_and(|reported| reported.day.is_some_and(|of| of > day)) {
                later.entry(matrix.registry.order(&row.agency.id)).or_insert((row.agency, 0)).1 += 1;
            }
            let order = (row.agency.kind, matrix.registry.order(&row.agency.id));
            agencies.entry(order).or_insert((row.agency, Tally::default())).1.add(row);
            add(&mut headings, row.plan, row.heading, row);
            dues.entry((row.due.is_none(), row.due)).or_default().add(row);
        }
        let agencies = agencies.into_values().map(|(agency, tally)| Group { of: Of::Agency(agency), tally });
        let agencies = agencies.collect();
        let dues = dues.into_iter().map(|((_, due), tally)| Group { of: Of::Due(due), tally });
        let sub_plans = plans.iter().flat_map(|plan| sub_plans(year, plan, day, known)).collect();
        let monitored = plans.iter().flat_map(|plan| monitored(year, plan, &matrix)).collect();
        Self {
            year: year.year,
            day,
            plans,
            sub_plans,
            agencies,
            headings,
            dues: dues.collect(),
            total,
            monitored,
            later: later.into_values().collect(),
        }
    }

    /// Each document once, in order: one that answers several plans has a row for each, and is as late as with the
    /// plan that asked for it first.
    pub fn documents(&self) -> Vec<&SubPlanState<'y>> {
        let mut places: BTreeMap<(&PlanId, &AgencyId), usize> = BTreeMap::new();
        let mut documents: Vec<&SubPlanState<'_>> = Vec::new();
        for one in &self.sub_plans {
            match places.get(&(one.folder, &one.agency.id)) {
                Some(at) if one.days_late > documents[*at].days_late => documents[*at] = one,
                Some(_) => {}
                None => {
                    places.insert((one.folder, &one.agency.id), documents.len());
                    documents.push(one);
                }
            }
        }
        documents
    }

    /// How many documents are in a state.
    pub fn count(&self, issue: Issue) -> usize {
        self.documents().into_iter().filter(|one| one.issue == issue).count()
    }

    /// Documents that were issued late, or are late and not issued.
    pub fn late(&self) -> impl Iterator<Item = &SubPlanState<'y>> {
        self.documents().into_iter().filter(|one| one.days_late > 0)
    }
}

/// A heading has its tasks in a row.
fn add<'y>(groups: &mut Vec<Group<'y>>, plan: &'y Plan, heading: &'y str, row: &Row<'_>) {
    let same = |group: &&mut Group<'_>| matches!(group.of, Of::Heading(other, name) if other.id == plan.id && name == heading);
    match groups.last_mut().filter(same) {
        Some(group) => group.tally.add(row),
        None => {
            let mut tally = Tally::default();
            tally.add(row);
            groups.push(Group { of: Of::Heading(plan, heading), tally });
        }
    }
}

fn sub_plans<'y>(year: &'y Year<'_>, plan: &'y Plan, day: Date, known: &Known) -> Vec<SubPlanState<'y>> {
    let Some(shares) = year.responsibilities(&plan.id) else { return Vec::new() };
    let answers = year.answers(shares.plan).into_iter().filter(Answer::makes_document);
    // A document that answers several plans has a row with each of them.
    answers
        .map(|answer| {
            let agency = answer.agency;
            let (sub_plan, _) = year.sub_plan(answer);
            let due = shares.share(&agency.id).and_then(|share| {
                let duties =
                    share.duties.iter().filter(|mine| mine.task.assigned.nature == Some(Nature::MakePlan));
                duties.filter_map(|mine| super::standing::due(plan, mine.task)).min()
            });
            let issue = match answer.overlay.map(|own| super::standing::is_issued(&own.stated, day)) {
                _ if known.faulty.contains(&agency.id) => Issue::Faulty,
                None => Issue::None,
                // Issued later, it was a draft on the day of the report.
                Some(false) => Issue::Draft,
                Some(true) if known.signed.contains(&(answer.plan.id.clone(), agency.id.clone())) => {
                    Issue::Signed
                }
                Some(true) => Issue::Issued,
            };
            let until = if issue.is_issued() { sub_plan.official.date.full().unwrap_or(day) } else { day };
            let days_late = due.map_or(0, |due| (until - due).get_days().max(0));
            SubPlanState {
                agency,
                plan,
                folder: &answer.plan.id,
                issue,
                due,
                days_late,
                openness: sub_plan.openness(),
                official: sub_plan.official,
            }
        })
        .collect()
}

fn monitored<'y>(year: &'y Year<'_>, plan: &'y Plan, matrix: &Matrix<'y>) -> Vec<Monitored<'y>> {
    let Some(shares) = year.responsibilities(&plan.id) else { return Vec::new() };
    let taken = taken(year, plan);
    let mut all: Vec<Monitored<'_>> = Vec::new();
    for heading in plan.headings() {
        let tasks: Vec<_> = heading.with_descendants().into_iter().flat_map(|one| one.tasks()).collect();
        let monitors = shares.agencies().filter(|(_, share)| {
            share
                .monitors
                .iter()
                .any(|(other, watch)| other.position == heading.position && *watch == Watch::Monitor)
        });
        for (id, _) in monitors {
            let Some(monitor) = matrix.registry.agency(id) else { continue };
            let of_reported = |task: &Position| {
                let mut rows = matrix.rows.iter().filter(|row| row.plan.id == plan.id);
                rows.any(|row| {
                    row.mine.task.reference == *task
                        && super::standing::reported(year.province, plan, &row.agency.id, row.mine.task)
                            .is_some()
                })
            };
            let untaken = tasks.iter().map(|task| &task.reference);
            let untaken =
                untaken.filter(|task| !taken.contains(task) && !of_reported(task)).cloned().collect();
            all.push(Monitored { plan, heading: heading.title.text(), monitor, tasks: tasks.len(), untaken });
        }
    }
    all
}

/// Tasks that some agency which leads them has given to a unit of its own.
fn taken(year: &Year<'_>, plan: &Plan) -> BTreeSet<Position> {
    use crate::derive::responsibility::Role;
    let Some(shares) = year.responsibilities(&plan.id) else { return BTreeSet::new() };
    let mut taken = BTreeSet::new();
    for answer in year.answers(shares.plan).into_iter().filter(|answer| answer.overlay.is_some()) {
        let (sub_plan, _) = year.sub_plan(answer);
        for entry in sub_plan.entries().filter(|entry| !entry.is_without_unit()) {
            let led = entry.covers.iter().filter(|one| one.plan.id == plan.id && one.mine.role == Role::Lead);
            taken.extend(led.map(|one| one.mine.task.reference.clone()));
        }
    }
    taken
}
