//! Ai bị ảnh hưởng: the plan as it is saved against the plan as it would be saved: tasks that change, agencies that this
//! reaches, and parts that name a task which is no more what it was.

use std::collections::{BTreeMap, BTreeSet};

use super::super::desk::Content;
use super::cited::{self, Cited};
use crate::app::update;
use crate::app::{Inputs, OpenYear, Selection};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope};
use crate::follow::compare::headings::{self, Became, concerned};
use crate::follow::compare::{
    Change, Comparison, Concern, TaskAt, TaskChange, Touched, compare, having, told,
};
use crate::model::agency::Registry;
use crate::model::plan::{Heading, Indicator};
use crate::model::{AgencyId, Province};
use crate::start::update::{ChangeKind, Updated};
use crate::text::beginning;

/// What the changes of a draft come to.
#[derive(Debug)]
pub enum Reach {
    /// The plan would not read: nobody can tell until that is mended.
    Unknown(Vec<Diagnostic>),
    Known(Box<Known>),
}

#[derive(Debug, Default)]
pub struct Known {
    /// Tasks that are others, each in a line.
    pub tasks: Vec<String>,
    /// Headings that have another number or name, are new or gone, each in a line.
    pub headings: Vec<String>,
    /// Targets, and who monitors, that are others.
    pub indicators: Vec<String>,
    /// What agencies' parts name that would be another, or nothing.
    pub cited: Cited,
    /// Agencies with how many tasks of theirs change how.
    pub agencies: Vec<(String, String)>,
    /// What is found in agencies' parts that was not found before.
    pub parts: Vec<Diagnostic>,
    /// Parts that name a task by its number alone: once the plan is saved, the number may be that of another task.
    pub by_number: Vec<String>,
    /// Parts that can be brought up to the plan once it is saved: path and what would be done.
    pub outdated: Vec<(String, String)>,
    /// What is found elsewhere that was not found before.
    pub findings: Vec<Diagnostic>,
}

impl Known {
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
            && self.headings.is_empty()
            && self.indicators.is_empty()
            && self.parts.is_empty()
            && self.outdated.is_empty()
            && self.findings.is_empty()
    }
}

/// Compares the content with the content as a draft would make it.
pub fn of(saved: &Content, drafted: &Content, year: i16, plan: &str) -> Reach {
    let (Some(before), Some(drafted)) = (saved.inputs(), drafted.editable()) else {
        return Reach::Unknown(Vec::new());
    };
    let after = &drafted.inputs;
    let new = match OpenYear::of(after, Some(year)) {
        Ok(open) => open,
        Err(why) => return Reach::Unknown(errors(why.into_findings())),
    };
    let mut known = Known::default();
    // Without the old one there is nothing to compare with: all is told as what is found.
    if let Ok(old) = OpenYear::of(before, Some(year)) {
        let comparison = compare(&old.year, &new.year, None);
        let plan_in = |year: &'_ Province| year.plans.iter().position(|one| one.id.as_str() == plan);
        let both = plan_in(old.year.province).zip(plan_in(new.year.province));
        let both = both.map(|(then, now)| (&old.year.province.plans[then], &new.year.province.plans[now]));
        let became = both.map(|(then, now)| headings::all(then, now)).unwrap_or_default();
        known.headings = became.iter().filter(|one| one.differs()).map(Became::told).collect();
        known.indicators = indicators(&became, &new.year.province.registry);
        if let Some((then, now)) = both {
            known.cited = cited::of((before, then), (drafted, now), &comparison.tasks);
        }
        tasks(&old.year, &new.year, &comparison, &became, &mut known);
    }
    let is_new = |finding: &&Diagnostic| {
        let same = |old: &Diagnostic| old.code == finding.code && old.message == finding.message;
        !before.loaded.findings.iter().any(same)
    };
    let found = after.loaded.findings.iter().filter(is_new).cloned();
    let found = found.filter(|finding| finding.scope.concerns(year));
    let of_part = |finding: &Diagnostic| matches!(finding.scope, Scope::Agency { .. });
    (known.parts, known.findings) = found.partition(of_part);
    (known.by_number, known.outdated) = outdated(before, after, year);
    Reach::Known(Box::new(known))
}

fn errors(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter(Diagnostic::is_error).collect()
}

/// Targets that are others, and who monitors, heading by heading.
fn indicators(became: &[Became<'_>], registry: &Registry) -> Vec<String> {
    became.iter().flat_map(|one| indicators_of(one, registry)).collect()
}

fn indicators_of(one: &Became<'_>, registry: &Registry) -> Vec<String> {
    let Some(heading) = one.after.or(one.before) else { return Vec::new() };
    let title = match heading.title.text() {
        "" => heading.position.to_string(),
        title => title.to_owned(),
    };
    let called = |indicator: &Indicator| match &indicator.name {
        Some(name) => format!("{title}: {name}"),
        None => title.clone(),
    };
    let told = |indicator: &Indicator| format!("{} (năm {})", indicator.told(), indicator.year);
    let of =
        |heading: Option<&Heading>| heading.map(|heading| heading.indicators.clone()).unwrap_or_default();
    let (mut before, mut after) = (of(one.before), of(one.after));
    // What stays, whatever its order.
    before.retain(|then| {
        let same =
            |now: &Indicator| now.name == then.name && told(now) == told(then) && now.change == then.change;
        match after.iter().position(same) {
            Some(at) => {
                after.remove(at);
                false
            }
            None => true,
        }
    });
    let mut lines = Vec::new();
    for then in before {
        // Of one name, else the only one of each: another name.
        let named = after.iter().position(|now| now.name == then.name);
        match named.or((after.len() == 1).then_some(0)) {
            Some(at) => {
                let now = after.remove(at);
                let name = if now.name == then.name {
                    called(&now)
                } else {
                    format!("{} → {}", called(&then), called(&now))
                };
                lines.push(format!("{name}: {} → {}", told(&then), told(&now)));
            }
            None => lines.push(format!("{}: bỏ chỉ tiêu {}", called(&then), told(&then))),
        }
    }
    lines.extend(after.iter().map(|now| format!("{}: chỉ tiêu mới {}", called(now), told(now))));
    let names = |heading: Option<&Heading>| {
        let ids = heading.into_iter().flat_map(|heading| heading.monitor.iter().chain(&heading.co_monitors));
        let names: Vec<&str> =
            ids.map(|id| registry.agency(id).map_or(id.as_str(), |agency| &agency.name)).collect();
        if names.is_empty() { "không ai".to_owned() } else { names.join(", ") }
    };
    let (then, now) = (names(one.before), names(one.after));
    if then != now {
        lines.push(format!("{title}: theo dõi {then} → {now}"));
    }
    lines
}

fn tasks(
    old: &Year<'_>,
    new: &Year<'_>,
    comparison: &Comparison<'_>,
    became: &[Became<'_>],
    known: &mut Known,
) {
    let differs = |task: &&TaskChange<'_>| task.change() != Change::Same || task.is_moved();
    known.tasks = comparison.tasks.iter().filter(differs).map(task).collect();
    let mut reached: BTreeMap<&AgencyId, usize> = BTreeMap::new();
    for task in comparison.tasks.iter().filter(differs) {
        let both = [(old, task.before.as_ref()), (new, task.after.as_ref())];
        let who: BTreeSet<&AgencyId> = both
            .into_iter()
            .flat_map(|(year, at)| at.map(|at| having(year, at)).unwrap_or_default())
            .collect();
        who.into_iter().for_each(|id| *reached.entry(id).or_default() += 1);
    }
    let named = under(old, new, became);
    for touched in &comparison.touched {
        let counts: Vec<String> =
            of_tasks(touched).map(|(change, count)| format!("{}: {count}", change.label())).collect();
        if !counts.is_empty() {
            known.agencies.push((touched.agency.name.clone(), counts.join("; ")));
            reached.remove(&touched.agency.id);
        }
    }
    let told: BTreeSet<&AgencyId> = comparison
        .touched
        .iter()
        .filter(|one| of_tasks(one).next().is_some())
        .map(|one| &one.agency.id)
        .collect();
    let name = |id: &AgencyId| {
        let agency = new.province.registry.agency(id).or_else(|| old.province.registry.agency(id));
        agency.map_or_else(|| id.to_string(), |agency| agency.name.clone())
    };
    let in_order = |ids: Vec<&'_ AgencyId>| {
        let mut ids: Vec<AgencyId> = ids.into_iter().cloned().collect();
        ids.sort_by_key(|id| new.province.registry.order(id));
        ids
    };
    // Whose own part in a task is as it was: its document prints with whom, by when, and where the task stands.
    for id in in_order(reached.keys().copied().collect()) {
        let count = reached.get(&id).copied().unwrap_or_default();
        known.agencies.push((name(&id), format!("nhiệm vụ của cơ quan in khác trước: {count}")));
    }
    let rest = named.into_iter().filter(|id| !reached.contains_key(id) && !told.contains(id)).collect();
    for id in in_order(rest) {
        known.agencies.push((name(&id), "đề mục, chỉ tiêu của cơ quan in khác trước".to_owned()));
    }
}

/// How many tasks of an agency change how; headings and targets are told by themselves.
fn of_tasks(touched: &Touched<'_>) -> impl Iterator<Item = (Change, usize)> {
    touched.counts.iter().filter_map(|(concern, count)| match concern {
        Concern::Task(change) => Some((*change, *count)),
        _ => None,
    })
}

/// Whoever monitors a heading, or has tasks under it, that is called otherwise or has another target.
fn under<'y>(old: &'y Year<'_>, new: &'y Year<'_>, became: &[Became<'y>]) -> BTreeSet<&'y AgencyId> {
    let registry = &new.province.registry;
    let renamed = became.iter().filter(|one| one.differs() || !indicators_of(one, registry).is_empty());
    let mut headings: Vec<(&'y Year<'_>, &Heading)> = Vec::new();
    for one in renamed {
        headings.extend(one.before.map(|heading| (old, heading)));
        headings.extend(one.after.map(|heading| (new, heading)));
    }
    headings.into_iter().flat_map(|(year, heading)| concerned(year, heading)).collect()
}

/// So many agencies are named in the line of a task, others counted: all of them are listed beside it.
const NAMED: usize = 6;

fn task(of: &TaskChange<'_>) -> String {
    let place = |at: Option<&TaskAt<'_>>| at.map(|at| at.task.reference.to_string());
    let (before, after) = (place(of.before.as_ref()), place(of.after.as_ref()));
    let at = match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (Some(place), _) | (None, Some(place)) => place,
        (None, None) => String::new(),
    };
    let what = match of.change() {
        Change::Same => "đổi số thứ tự".to_owned(),
        change => change.label().to_owned(),
    };
    let words =
        of.after.as_ref().or(of.before.as_ref()).map(|at| beginning(&at.task.text)).unwrap_or_default();
    let assigned = match of.assigned.as_slice() {
        [] => String::new(),
        assigned => format!(" ({})", told::reassigned(assigned, told::Called::AtMost(NAMED))),
    };
    format!("{at}: {what}: “{words}”{assigned}")
}

/// Parts that have not kept the words of what they answer, and those that the draft leaves behind.
fn outdated(before: &Inputs, after: &Inputs, year: i16) -> (Vec<String>, Vec<(String, String)>) {
    let of = |inputs: &Inputs| {
        let updating = update::updating(inputs, Some(year), &Selection::default());
        updating.map(|updating| updating.updated).unwrap_or_default()
    };
    let known = of(before);
    // Of others only the number or the assignment is old: their words tell which task is meant.
    let keeps_none = |one: &&Updated| one.changes.iter().any(|change| change.kind == ChangeKind::Kept);
    let by_number = known.iter().filter(keeps_none).map(|one| one.path.display().to_string()).collect();
    let is_new = |one: &&Updated| known.iter().all(|old| old.path != one.path);
    let left = of(after);
    let left = left.iter().filter(is_new);
    (by_number, left.map(|one| (one.path.display().to_string(), update::told(one))).collect())
}
