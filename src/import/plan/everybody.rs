//! "các cơ quan, đơn vị": all others whom the plan gives something, once it is known who they are.

use super::builder::{EVERYBODY, outside};
use crate::content::raw::{PartyForm, RawAssignment, RawHeading, RawParty, RawPlan, RawStretch, RawTask};
use crate::content::yaml::Located;
use crate::import::names::Names;
use crate::import::notes::{Anchor, Note, Place, What};
use crate::model::agency::{AgencyId, AgencyKind, GroupId, Registry};

/// Puts those who are meant in place of everybody.
pub(super) fn fill(plan: &mut RawPlan, names: &Names<'_>, notes: &mut Vec<Note>) {
    let mut named: Vec<String> = Vec::new();
    each(plan, &mut |side, parties| {
        let leads = parties.iter().filter(|_| side == Side::Lead);
        for party in
            leads.filter(|party| matches!(party.value(), PartyForm::Id(_)) || party.name() != EVERYBODY)
        {
            if !named.iter().any(|one| one == party.name()) {
                named.push(party.name().to_owned());
            }
        }
    });
    let registry = names.registry();
    each(plan, &mut |side, parties| {
        let Some(at) = parties.iter().position(|party| party.name() == EVERYBODY) else { return };
        let number = parties[at].range().start;
        let typed = match parties[at].value() {
            PartyForm::Full(full) => full.scope.as_ref().map(ToString::to_string).unwrap_or_default(),
            PartyForm::Id(_) => String::new(),
        };
        if side == Side::Supporting {
            // They are called on in general: nobody gets a plan of it.
            parties[at] = Located::new(outside(&typed), number..number);
            let what = What::NameOutside { typed };
            notes.push(Note { place: Place::default(), what, anchor: Anchor::Parties(number) });
            return;
        }
        let beside: Vec<String> = parties.iter().map(|party| party.name().to_owned()).collect();
        let others = named.iter().filter(|id| is_other(id, &beside, registry, names));
        let others: Vec<RawParty> =
            others.map(|id| Located::new(PartyForm::Id(id.clone()), number..number)).collect();
        let count = others.len();
        if others.is_empty() && beside.len() == 1 {
            parties[at] = Located::new(outside(&typed), number..number);
        } else {
            parties.remove(at);
            parties.extend(others);
        }
        let what = What::NameEverybody { typed, count };
        notes.push(Note { place: Place::default(), what, anchor: Anchor::Parties(number) });
    });
}

/// Whether somebody is a body of the state that is not meant by those named beside.
fn is_other(id: &str, beside: &[String], registry: &Registry, names: &Names<'_>) -> bool {
    if id == EVERYBODY || beside.iter().any(|one| one == id) {
        return false;
    }
    let in_group = |agency: &AgencyId| {
        beside
            .iter()
            .filter_map(|group| registry.group(&GroupId::new(group)))
            .any(|group| registry.members(group, names.day()).iter().any(|member| member.id == *agency))
    };
    let agency = AgencyId::new(id);
    match registry.agency(&agency) {
        Some(found) => {
            let of_state =
                !matches!(found.kind, AgencyKind::Association | AgencyKind::Press | AgencyKind::Collective);
            of_state && !in_group(&agency)
        }
        // Another group counts where nobody else is named.
        None => registry
            .group(&GroupId::new(id))
            .is_some_and(|group| group.extent == crate::model::agency::Extent::Whole && beside.len() == 1),
    }
}

/// What those of a list do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Lead,
    Supporting,
}

/// Every list of parties in the plan, in order.
fn each(plan: &mut RawPlan, change: &mut impl FnMut(Side, &mut Vec<RawParty>)) {
    for section in &mut plan.sections {
        heading(section, change);
    }
    for annex in &mut plan.annexes {
        tasks(&mut annex.tasks, change);
        for child in &mut annex.children {
            heading(child, change);
        }
        for stretch in &mut annex.further {
            self::stretch(stretch, change);
        }
    }
}

fn heading(of: &mut RawHeading, change: &mut impl FnMut(Side, &mut Vec<RawParty>)) {
    change(Side::Lead, &mut of.lead);
    change(Side::Supporting, &mut of.supporting);
    given(&mut of.assignments, change);
    given(&mut of.duties, change);
    tasks(&mut of.tasks, change);
    for child in &mut of.children {
        heading(child, change);
    }
    for further in &mut of.further {
        stretch(further, change);
    }
}

fn stretch(of: &mut RawStretch, change: &mut impl FnMut(Side, &mut Vec<RawParty>)) {
    let RawStretch { assignments, duties, tasks: rows, children, .. } = of;
    given(assignments, change);
    given(duties, change);
    tasks(rows, change);
    for child in children {
        heading(child, change);
    }
}

fn given(all: &mut [RawAssignment], change: &mut impl FnMut(Side, &mut Vec<RawParty>)) {
    for one in all {
        change(Side::Lead, &mut one.lead);
        change(Side::Supporting, &mut one.supporting);
        tasks(&mut one.tasks, change);
    }
}

fn tasks(all: &mut [RawTask], change: &mut impl FnMut(Side, &mut Vec<RawParty>)) {
    for task in all {
        if let Some(lead) = &mut task.lead {
            change(Side::Lead, lead);
        }
        if let Some(supporting) = &mut task.supporting {
            change(Side::Supporting, supporting);
        }
    }
}
