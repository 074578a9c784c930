//! One entry of a sub-plan: the words of the agency or of the plan, units, deadline, output, the bracket behind it.

use super::{EntryView, cite, parts};
use crate::derive::responsibility::Role;
use crate::derive::sub_plan::{Covered, SaidDue, SubEntry, SubPlan, Wording};
use crate::model::Province;
use crate::model::overlay::UnitSet;
use crate::model::plan::Task;
use crate::template::dues;
use crate::template::filters::lower_first;
use crate::template::names::joined_mid;
use crate::template::origins::{EntryField, Origin, Origins, entry_name};
use crate::text::likeness;

pub(super) fn entry_view(
    province: &Province,
    plan: &SubPlan<'_>,
    entry: &SubEntry<'_>,
    label: String,
    row: usize,
) -> EntryView {
    let lead = units(&entry.lead);
    let supporting = units(&entry.supporting);
    let text = entry_text(province, entry);
    let words = match entry.wording {
        Wording::Own(_) => Words::Agency,
        Wording::Kept { .. } => Words::Plan,
    };
    EntryView {
        row,
        label,
        short_citation: cite::citation(&entry.covers, plan.parents.len() > 1)
            .unwrap_or_else(|| "nhiệm vụ của cơ quan".to_owned()),
        citation: bracket(province, plan, &entry.covers, words),
        phrase: None,
        lead,
        supporting,
        deadline: cite::each(&entry.covers, &entry.deadlines, |due| match due {
            SaidDue::Own(deadline) => Some(deadline.to_string()),
            SaidDue::OfPlan { plan, dues } => dues::all(dues, Some(plan)),
        }),
        own_deadline: cite::each(&entry.covers, &entry.deadlines, |due| unsaid(due, &text)),
        output: cite::each(&entry.covers, &entry.outputs, |output| Some((*output).to_owned())),
        own_output: cite::each(&entry.covers, &entry.outputs, |output| {
            (!likeness::has_words_of(&text, output)).then(|| (*output).to_owned())
        }),
        text,
    }
}

/// An entry whose values are known again wherever they are printed.
pub(super) fn marked_entry(view: EntryView, entry: &SubEntry<'_>, origins: &Origins) -> EntryView {
    let name = entry_name(entry);
    let mark = |field: EntryField, text: String| {
        origins.value(|| Origin::Entry { entry: name.clone(), field }, text)
    };
    let optional = |field: EntryField, text: Option<String>| text.map(|text| mark(field, text));
    let lead = optional(EntryField::Lead, view.lead);
    let supporting = optional(EntryField::Supporting, view.supporting);
    EntryView {
        text: mark(EntryField::Text, view.text),
        phrase: match entry.phrase {
            Some(own) => Some(mark(EntryField::Phrase, own.to_owned())),
            None => lead.as_ref().map(|lead| assigning_phrase(lead, supporting.as_deref())),
        },
        lead,
        supporting,
        deadline: optional(EntryField::Deadline, view.deadline),
        own_deadline: optional(EntryField::Deadline, view.own_deadline),
        output: optional(EntryField::Output, view.output),
        own_output: optional(EntryField::Output, view.own_output),
        ..view
    }
}

/// "Giao Phòng A chủ trì, phối hợp với Phòng B".
fn assigning_phrase(lead: &str, supporting: Option<&str>) -> String {
    match supporting {
        Some(supporting) => format!("Giao {lead} chủ trì, phối hợp với {supporting}"),
        None => format!("Giao {lead} chủ trì"),
    }
}

/// A deadline that the text does not state.
pub(super) fn unsaid(due: &SaidDue<'_>, text: &str) -> Option<String> {
    match due {
        SaidDue::Own(deadline) => (!deadline.is_said_in(text)).then(|| deadline.to_string()),
        SaidDue::OfPlan { plan, dues } => dues::unsaid_of(dues, text, plan),
    }
}

/// The agency's own words as they are; the plan's words, with the lead named where the agency only
/// supports.
fn entry_text(province: &Province, entry: &SubEntry<'_>) -> String {
    let Wording::Kept { task, told } = &entry.wording else { return entry.wording.text().to_owned() };
    match entry.covers.as_slice() {
        [Covered { mine, .. }] => in_role(province, task, &told.text, mine.role),
        _ => after_condition(task, &told.text),
    }
}

/// The words of a task as an agency in this role says them.
pub(super) fn in_role(province: &Province, task: &Task, text: &str, role: Role) -> String {
    let text = after_condition(task, text);
    match role {
        Role::Lead => text,
        Role::Supporting => {
            let lead = joined_mid(&province.registry, &task.assigned.leads).unwrap_or_default();
            format!("Phối hợp với {lead}: {}", lower_first(&text))
        }
    }
}

/// After the condition that stands before the task.
pub(super) fn after_condition(task: &Task, text: &str) -> String {
    match &task.assigned.condition {
        Some(condition) => format!("{condition} {}", lower_first(text)),
        None => text.to_owned(),
    }
}

pub(super) fn units(set: &UnitSet) -> Option<String> {
    let mut names: Vec<&str> = set.units.iter().map(|unit| unit.name.as_str()).collect();
    if set.all {
        names.push("các phòng, đơn vị");
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// Whose words stand before a bracket.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    Agency,
    Plan,
}

/// What stands in brackets after a task: where it stands in the plan, and what else the plan says of who does
/// it. An agency that prints no references still prints the rest with the plan's words.
pub(super) fn bracket(
    province: &Province,
    plan: &SubPlan<'_>,
    covers: &[Covered<'_>],
    words: Words,
) -> Option<String> {
    let references = plan.overlay.is_none_or(|overlay| overlay.shape.references);
    let parts = || parts::told(&province.registry, plan.agency, covers);
    match (references, words) {
        (true, _) => parts::with_citation(covers, parts()),
        (false, Words::Plan) => parts(),
        (false, Words::Agency) => None,
    }
}
