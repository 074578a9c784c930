//! The parts of an assignment that must stand with its task, for a plan and for one agency.

use super::page::{has_whole, spaced};
use crate::derive::pairs;
use crate::model::agency::{Agency, Extent, Registry};
use crate::model::plan::{Assigned, Assignee, NameStyle, Party, Task};
use crate::text::deadline::Deadline;

/// A part of an assignment: any of these forms will do.
pub(super) struct Part {
    pub(super) what: What,
    pub(super) forms: Vec<String>,
}

/// What a part says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Lead,
    CoLead,
    Supporting,
    Excepted,
    Preface,
    Condition,
    Manner,
    Action,
    Money,
    Output,
    Deadline,
    Scope,
    Through,
}

impl What {
    /// As a finding calls it.
    pub(super) fn told(self) -> &'static str {
        match self {
            Self::Lead => "cơ quan chủ trì",
            Self::CoLead => "cơ quan cùng chủ trì",
            Self::Supporting => "cơ quan phối hợp",
            Self::Excepted => "cơ quan được trừ",
            Self::Preface => "lời dẫn",
            Self::Condition => "điều kiện",
            Self::Manner => "cách thực hiện",
            Self::Action => "việc phải làm",
            Self::Money => "kinh phí",
            Self::Output => "sản phẩm",
            Self::Deadline => "thời hạn",
            Self::Scope => "phạm vi",
            Self::Through => "cơ quan làm đầu mối gửi",
        }
    }

    /// The key that states it, where the components that come with the program have no place for it when names
    /// stand where `style` says.
    pub(super) fn without_place(self, style: NameStyle) -> Option<&'static str> {
        use NameStyle::{After, Before, InSentence, Labels};
        match (self, style) {
            (Self::Action, Before | InSentence | Labels) => Some("lam_gi"),
            (Self::Preface, InSentence | Labels) => Some("loi_dan"),
            (Self::Condition, InSentence) => Some("dieu_kien"),
            (Self::Manner, InSentence) => Some("kem_theo"),
            (Self::Excepted, InSentence) => Some("tru"),
            (_, After | Before | InSentence | Labels) => None,
        }
    }
}

impl Part {
    pub(super) fn of(what: What, form: impl Into<String>) -> Self {
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
    let leads = leads.map(|party| (What::Lead, party));
    let supporting = assigned.supporting.iter().map(|party| (What::Supporting, party));
    let mut parts = Vec::new();
    parts.extend(leads.chain(supporting).flat_map(|(what, party)| party_parts(what, registry, party)));
    parts.extend(excepted(registry, assigned));
    parts.extend(how(assigned));
    parts
}

/// Who is taken out of a group.
pub(super) fn excepted(registry: &Registry, assigned: &Assigned) -> impl Iterator<Item = Part> {
    let except = assigned.except.iter().filter_map(|id| registry.agency(id));
    except.map(|agency| Part::of(What::Excepted, agency.name.clone()))
}

/// How a task is to be done, whoever does it.
pub(super) fn how(assigned: &Assigned) -> Vec<Part> {
    let how = [
        (What::Condition, &assigned.condition),
        (What::Manner, &assigned.manner),
        (What::Action, &assigned.action),
        (What::Money, &assigned.money),
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
    (!is_said).then(|| Part::of(What::Output, output.clone()))
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
        parts.extend(others.flat_map(|party| party_parts(What::CoLead, registry, party)));
        let others =
            assigned.supporting.iter().filter(|party| pairs::called_by(party, registry, agency).is_none());
        parts.extend(others.flat_map(|party| party_parts(What::Supporting, registry, party)));
        parts.extend(excepted(registry, assigned));
    } else if !pair.leads {
        parts.extend(assigned.leads.iter().flat_map(|party| party_parts(What::Lead, registry, party)));
    }
    if pair.related {
        parts.extend(assigned.condition.iter().map(|condition| Part::of(What::Condition, condition.clone())));
        parts.extend(due(pair.task, deadline));
        return parts;
    }
    parts.extend(own_scopes(registry, agency, pair).map(|scope| Part::of(What::Scope, scope)));
    parts.extend(how(assigned));
    parts.extend(due(pair.task, deadline));
    let through = assigned.through.iter().filter(|id| **id != agency.id).filter_map(|id| registry.agency(id));
    parts.extend(through.map(|agency| Part::of(What::Through, agency.name.clone())));
    parts
}

/// The part of the task that is its own: what stands with its name, else what stands with each group that calls
/// on it in its role.
fn own_scopes<'t>(
    registry: &'t Registry,
    agency: &'t Agency,
    pair: pairs::Pair<'t>,
) -> impl Iterator<Item = &'t str> {
    let assigned = &pair.task.assigned;
    let named = assigned.parties().find(|party| party.who == Assignee::Agency(agency.id.clone()));
    let role = if pair.leads { &assigned.leads } else { &assigned.supporting };
    let is_grouped = move |party: &&Party| {
        named.is_none() && pairs::called_by(party, registry, agency) == Some(Extent::Whole)
    };
    named.into_iter().chain(role.iter().filter(is_grouped)).filter_map(|party| party.scope.as_deref())
}

/// Who it is, and the part that is its own.
pub(super) fn party_parts(what: What, registry: &Registry, party: &Party) -> Vec<Part> {
    let scope = party.scope.iter().map(|scope| Part::of(What::Scope, scope.clone()));
    [Part::of(what, party.who.name(registry))].into_iter().chain(scope).collect()
}

/// When an agency is to be done: by its own deadline, else by those of the task.
fn due(task: &Task, own: Option<&Deadline>) -> Vec<Part> {
    match own {
        Some(own) if own.is_said_in(&task.text) => Vec::new(),
        Some(own) => vec![Part::of(What::Deadline, own.typed())],
        None => dates(task),
    }
}

/// Deadlines in the words in which they were typed, but for those that the task itself states.
pub(super) fn dates(task: &Task) -> Vec<Part> {
    let dues = task.assigned.deadlines.iter().filter(|due| !due.is_said_in(&task.text));
    dues.map(|due| Part::of(What::Deadline, due.deadline.before_plan())).collect()
}
