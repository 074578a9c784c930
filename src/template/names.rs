//! Names as they are printed: of agencies, groups and others, alone and in lists.

use super::filters;
use crate::model::Province;
use crate::model::agency::{AgencyId, Registry};
use crate::model::plan::{Assignee, Assignment, Party, Plan};

/// The name of an agency; its id where it is not registered (reported before).
pub(super) fn agency_name(registry: &Registry, id: &AgencyId) -> String {
    registry.agency(id).map_or_else(|| id.to_string(), |agency| agency.name.clone())
}

/// Printed name of an assignee.
pub(super) fn assignee_name(registry: &Registry, assignee: &Assignee) -> String {
    assignee.name(registry).to_owned()
}

/// "Sở Công Thương (quy hoạch, cấp phép)".
fn party_name(registry: &Registry, party: &Party) -> String {
    let name = assignee_name(registry, &party.who);
    match &party.scope {
        Some(scope) => format!("{name} ({scope})"),
        None => name,
    }
}

/// "Sở Tài chính, các sở, ban, ngành": names in order, only the first keeps a capital "Các".
pub(crate) fn joined(registry: &Registry, parties: &[Party]) -> Option<String> {
    joined_without(registry, parties, &[])
}

/// The same, each group with those of it who are left out: "Sở Tài chính, các sở, ban, ngành (trừ Sở Ngoại vụ)".
pub(super) fn joined_without(registry: &Registry, parties: &[Party], except: &[AgencyId]) -> Option<String> {
    let name = |party: &Party| {
        let of_it: Vec<AgencyId> =
            except.iter().filter(|id| is_of_group(registry, &party.who, id)).cloned().collect();
        let name = party_name(registry, party);
        match joined_ids(registry, &of_it) {
            Some(of_it) => format!("{name} (trừ {of_it})"),
            None => name,
        }
    };
    let names: Vec<String> = parties.iter().map(name).collect();
    // A scope may hold commas: only a semicolon then parts the names.
    let sign = if parties.iter().any(|party| party.scope.is_some()) { "; " } else { ", " };
    join_names(&names, sign)
}

/// Who of those that are left out is told beside the leads: all but those who are of a supporting group alone.
pub(super) fn beside_leads(
    registry: &Registry,
    leads: &[Party],
    supporting: &[Party],
    except: &[AgencyId],
) -> Vec<AgencyId> {
    let among =
        |parties: &[Party], id: &AgencyId| parties.iter().any(|party| is_of_group(registry, &party.who, id));
    except.iter().filter(|id| among(leads, id) || !among(supporting, id)).cloned().collect()
}

/// Whether an assignee is a group that an agency is of, on whatever day.
pub(super) fn is_of_group(registry: &Registry, assignee: &Assignee, id: &AgencyId) -> bool {
    let Assignee::Group(group) = assignee else { return false };
    let group = registry.group(group);
    group.is_some_and(|group| registry.members_ever(group).iter().any(|member| member.id == *id))
}

pub(crate) fn joined_ids(registry: &Registry, ids: &[AgencyId]) -> Option<String> {
    let names: Vec<String> = ids.iter().map(|id| agency_name(registry, id)).collect();
    join_names(&names, ", ")
}

fn join_names(names: &[String], sign: &str) -> Option<String> {
    let mut joined = names.first()?.clone();
    for name in &names[1..] {
        joined.push_str(sign);
        joined.push_str(&mid(name.clone()));
    }
    Some(joined)
}

/// Names in the middle of a sentence: a group's "Các" loses its capital, names keep theirs.
pub(super) fn joined_mid(registry: &Registry, parties: &[Party]) -> Option<String> {
    joined(registry, parties).map(mid)
}

pub(super) fn mid(name: String) -> String {
    match name.strip_prefix("Các ") {
        Some(rest) => format!("các {rest}"),
        None => name,
    }
}

/// The name at the start of an assignment, as printed.
pub(super) fn assignment_name(registry: &Registry, given: &Assignment) -> String {
    let name = given.subject.clone().or_else(|| joined(registry, &given.shared.leads));
    let mut name = filters::upper_first(&name.unwrap_or_default());
    if let Some(manner) = &given.shared.manner {
        name.push(' ');
        name.push_str(manner);
    }
    name
}

/// "UBND tỉnh Lạng Sơn": who issues a plan, as the first citation names it.
pub(crate) fn issuer_in_full(province: &Province, plan: &Plan) -> String {
    let Some(issuer) = province.registry.agency(&plan.issuer) else { return plan.issuer.to_string() };
    issuer.full_name.clone()
}

/// "Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh Lạng Sơn về …": the first citation is full
/// (Phụ lục I, Phần I, Mục II.6.b).
pub(crate) fn full_citation(province: &Province, plan: &Plan) -> String {
    let issuer = issuer_in_full(province, plan);
    let date = plan.official.date.with_blanks();
    let subject = filters::lower_first(&plan.official.subject);
    format!("{} ngày {date} của {issuer} về {subject}", plan.short_citation())
}
