//! The parts of an assignment that must stand with its task, for a plan and for one agency.

use super::page::{has_whole, spaced};
use crate::derive::pairs;
use crate::model::agency::{Agency, Registry};
use crate::model::plan::{Assigned, Assignee, Party, Task};
use crate::text::deadline::Deadline;

/// A part of an assignment: any of these forms will do.
pub(super) struct Part {
    pub(super) what: &'static str,
    pub(super) forms: Vec<String>,
}

impl Part {
    pub(super) fn of(what: &'static str, form: impl Into<String>) -> Self {
        Self { what, forms: vec![form.into()] }
    }

    pub(super) fn is_in(&self, text: &str) -> bool {
        self.forms.iter().any(|form| {
            let form = spaced(form);
            has_whole(text, &form)
        })
    }
}

/// What a plan must say with a task: everyone named, but for the leads that `subject` stands for, and how.
pub(super) fn named(registry: &Registry, assigned: &Assigned, subject: Option<&String>) -> Vec<Part> {
    let leads = assigned.leads.iter().filter(|_| subject.is_none());
    let leads = leads.map(|party| ("cơ quan chủ trì", party));
    let supporting = assigned.supporting.iter().map(|party| ("cơ quan phối hợp", party));
    let mut parts = Vec::new();
    parts.extend(leads.chain(supporting).flat_map(|(what, party)| party_parts(what, registry, party)));
    let except = assigned.except.iter().filter_map(|id| registry.agency(id));
    parts.extend(except.map(|agency| Part::of("cơ quan được trừ", agency.name.clone())));
    parts.extend(how(assigned));
    parts
}

/// How a task is to be done, whoever does it.
pub(super) fn how(assigned: &Assigned) -> Vec<Part> {
    let how = [
        ("điều kiện", &assigned.condition),
        ("cách thực hiện", &assigned.manner),
        ("việc phải làm", &assigned.action),
        ("kinh phí", &assigned.money),
    ];
    how.into_iter().filter_map(|(what, words)| Some(Part::of(what, words.clone()?))).collect()
}

/// The output of a task, unless its text says it.
pub(super) fn product(assigned: &Assigned, text: &str) -> Option<Part> {
    let output = assigned.output.as_ref()?;
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect()
    };
    let text = words(&format!("{text} {}", assigned.action.as_deref().unwrap_or_default()));
    let is_said = words(output).iter().all(|word| text.contains(word));
    (!is_said).then(|| Part::of("sản phẩm", output.clone()))
}

/// What concerns one agency of the assignment of a task that is its own; `deadline` is the one that it states
/// itself.
pub(super) fn concerning(
    registry: &Registry,
    agency: &Agency,
    pair: pairs::Pair<'_>,
    deadline: Option<&Deadline>,
) -> Vec<Part> {
    let assigned = &pair.task.assigned;
    let mut parts = Vec::new();
    if pair.leads && !pair.related {
        let others =
            assigned.leads.iter().filter(|party| pairs::called_by(party, registry, agency).is_none());
        parts.extend(others.flat_map(|party| party_parts("cơ quan cùng chủ trì", registry, party)));
        let others =
            assigned.supporting.iter().filter(|party| pairs::called_by(party, registry, agency).is_none());
        parts.extend(others.flat_map(|party| party_parts("cơ quan phối hợp", registry, party)));
        let except = assigned.except.iter().filter_map(|id| registry.agency(id));
        parts.extend(except.map(|agency| Part::of("cơ quan được trừ", agency.name.clone())));
    } else if !pair.leads {
        parts.extend(assigned.leads.iter().flat_map(|party| party_parts("cơ quan chủ trì", registry, party)));
    }
    if pair.related {
        parts.extend(assigned.condition.iter().map(|condition| Part::of("điều kiện", condition.clone())));
        parts.extend(due(pair.task, deadline));
        return parts;
    }
    let own = assigned.parties().find(|party| party.who == Assignee::Agency(agency.id.clone()));
    parts.extend(own.and_then(|party| party.scope.clone()).map(|scope| Part::of("phạm vi", scope)));
    parts.extend(how(assigned));
    parts.extend(due(pair.task, deadline));
    let through = assigned.through.iter().filter(|id| **id != agency.id).filter_map(|id| registry.agency(id));
    parts.extend(through.map(|agency| Part::of("cơ quan làm đầu mối gửi", agency.name.clone())));
    parts
}

/// Who it is, and the part that is its own.
pub(super) fn party_parts(what: &'static str, registry: &Registry, party: &Party) -> Vec<Part> {
    let scope = party.scope.iter().map(|scope| Part::of("phạm vi", scope.clone()));
    [Part::of(what, party.who.name(registry))].into_iter().chain(scope).collect()
}

/// When an agency is to be done: by its own deadline, else by those of the task.
fn due(task: &Task, own: Option<&Deadline>) -> Vec<Part> {
    match own {
        Some(own) if own.is_said_in(&task.text) => Vec::new(),
        Some(own) => vec![Part::of("thời hạn", own.typed())],
        None => dates(task),
    }
}

/// Deadlines in the words in which they were typed, but for those that the task itself states.
pub(super) fn dates(task: &Task) -> Vec<Part> {
    let dues = task.assigned.deadlines.iter().filter(|due| !due.is_said_in(&task.text));
    dues.map(|due| Part::of("thời hạn", due.deadline.before_plan())).collect()
}
