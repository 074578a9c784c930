//! Ai bị ảnh hưởng: the plan as it is saved against the plan as it would be saved: tasks that change, agencies that this
//! reaches, and parts that name a task which is no more what it was.

use std::collections::{BTreeMap, BTreeSet};

use super::super::desk::Content;
use crate::app::update;
use crate::app::{Inputs, OpenYear, Selection};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope};
use crate::follow::compare::{Change, TaskAt, TaskChange, compare, told};
use crate::model::AgencyId;
use crate::start::update::Updated;
use crate::text::beginning;

/// What the changes of a draft come to.
#[derive(Debug)]
pub enum Reach {
    /// The plan would not read: nobody can tell until that is mended.
    Unknown(Vec<Diagnostic>),
    Known(Known),
}

#[derive(Debug, Default)]
pub struct Known {
    /// Tasks that are others, each in a line.
    pub tasks: Vec<String>,
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
        self.tasks.is_empty() && self.parts.is_empty() && self.outdated.is_empty() && self.findings.is_empty()
    }
}

/// Compares the content with the content as a draft would make it.
pub fn of(saved: &Content, drafted: &Content, year: i16) -> Reach {
    let (Some(before), Some(after)) = (saved.inputs(), drafted.inputs()) else {
        return Reach::Unknown(Vec::new());
    };
    let new = match OpenYear::of(after, Some(year)) {
        Ok(open) => open,
        Err(why) => return Reach::Unknown(errors(why.into_findings())),
    };
    let mut known = Known::default();
    // Without the old one there is nothing to compare with: all is told as what is found.
    if let Ok(old) = OpenYear::of(before, Some(year)) {
        tasks(&old.year, &new.year, &mut known);
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
    Reach::Known(known)
}

fn errors(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    findings.into_iter().filter(Diagnostic::is_error).collect()
}

fn tasks(old: &Year<'_>, new: &Year<'_>, known: &mut Known) {
    let comparison = compare(old, new, None);
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
    for touched in &comparison.touched {
        let counts = touched.counts.iter().filter(|(change, count)| **change != Change::Same && **count > 0);
        let counts: Vec<String> =
            counts.map(|(change, count)| format!("{}: {count}", change.label())).collect();
        if !counts.is_empty() {
            known.agencies.push((touched.agency.name.clone(), counts.join("; ")));
            reached.remove(&touched.agency.id);
        }
    }
    // Whose own part in a task is as it was: its document prints with whom, by when, and where the task stands.
    for (id, count) in reached {
        let agency = new.province.registry.agency(id).or_else(|| old.province.registry.agency(id));
        let name = agency.map_or_else(|| id.to_string(), |agency| agency.name.clone());
        known.agencies.push((name, format!("nhiệm vụ của cơ quan in khác trước: {count}")));
    }
}

/// Whoever has a task of a year, in whatever role.
fn having<'y>(year: &'y Year<'_>, at: &TaskAt<'_>) -> Vec<&'y AgencyId> {
    let Some(shares) = year.responsibilities(&at.plan.id) else { return Vec::new() };
    let has = shares.agencies().filter(|(_, share)| share.of(&at.task.reference).is_some());
    has.map(|(id, _)| id).collect()
}

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
        assigned => format!(" ({})", told::reassigned(assigned)),
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
    let by_number = known.iter().map(|one| one.path.display().to_string()).collect();
    let is_new = |one: &&Updated| known.iter().all(|old| old.path != one.path);
    let left = of(after);
    let left = left.iter().filter(is_new);
    (by_number, left.map(|one| (one.path.display().to_string(), update::told(one))).collect())
}
