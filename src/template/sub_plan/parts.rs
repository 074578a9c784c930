//! What a plan says of a task besides its words, as far as it concerns one agency: with whom it leads,
//! who supports it, its own part, how, for how much money, through whom.

use super::cite;
use crate::derive::responsibility::Role;
use crate::derive::sub_plan::{Covered, Said};
use crate::model::agency::{Agency, Registry};
use crate::model::plan::{Assigned, Party};
use crate::template::filters::lower_first;
use crate::template::names::{agency_name, assignee_name, joined_ids, joined_mid, mid};

/// "điểm đ khoản 1 Mục II Kế hoạch số 175/KH-UBND; cùng chủ trì: UBND các xã, phường": where the tasks
/// stand, then the rest of their assignments. None for what answers no task.
pub(super) fn with_citation(covers: &[Covered<'_>], parts: Option<String>) -> Option<String> {
    let citation = cite::citation(covers, true)?;
    Some([Some(citation), parts].into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// "cùng chủ trì: UBND các xã, phường; phối hợp: Sở Nội vụ": the rest of the assignments of these tasks.
pub(super) fn told(registry: &Registry, agency: &Agency, covers: &[Covered<'_>]) -> Option<String> {
    let mut parts: Vec<Said<String>> = Vec::new();
    for (at, covered) in covers.iter().enumerate() {
        for part in of(registry, agency, covered) {
            match parts.iter_mut().find(|said| said.value == part) {
                Some(said) => said.of.push(at),
                None => parts.push(Said { value: part, of: vec![at] }),
            }
        }
    }
    for said in &mut parts {
        if said.of.len() == covers.len() {
            said.of.clear();
        }
    }
    cite::each(covers, &parts, |part| Some(part.clone()))
}

fn of(registry: &Registry, agency: &Agency, covered: &Covered<'_>) -> Vec<String> {
    let Assigned { leads, supporting, except, manner, action, money, through, .. } =
        &covered.mine.task.assigned;
    let subject = covered.mine.task.subject.as_deref().unwrap_or_default();
    // Whoever the subject names is named.
    let others = |parties: &[Party]| -> Vec<Party> {
        let others = parties.iter().filter(|party| *party != covered.mine.party);
        let is_named =
            |party: &&Party| !subject.is_empty() && subject.contains(&assignee_name(registry, &party.who));
        others.filter(|party| !is_named(party)).cloned().collect()
    };
    // What has it only where it is concerned is told shortly.
    if covered.mine.is_related() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let mut part = |what: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{what}: {value}")));
    };
    if covered.mine.role == Role::Lead {
        part("cùng chủ trì", joined_mid(registry, &others(leads)));
        part("phối hợp", joined_mid(registry, &others(supporting)));
        part("trừ", joined_ids(registry, except));
    }
    part("phạm vi", covered.mine.scope());
    part("giao cho", covered.mine.task.subject.clone().map(mid));
    part("kinh phí", money.clone());
    let through = through.as_ref().filter(|id| **id != agency.id).map(|id| agency_name(registry, id));
    part("thông qua", through.filter(|name| !covered.mine.task.text.contains(name.as_str())));
    parts.extend(action.as_deref().map(lower_first));
    parts.extend(manner.as_deref().map(lower_first));
    parts
}
