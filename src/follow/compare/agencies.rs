//! Agencies of two years: who took over from whom, who has which part in a task, who monitors.

use std::collections::{BTreeMap, BTreeSet};

use super::{MonitorChange, Reassigned, TaskAt};
use crate::derive::Year;
use crate::derive::responsibility::{Role, Via, Watch};
use crate::model::{Agency, AgencyId};

/// Who stands for an agency of the old year in the new one.
pub(super) struct Heirs<'y> {
    heirs: BTreeMap<&'y AgencyId, Vec<&'y AgencyId>>,
}

impl<'y> Heirs<'y> {
    pub fn of(old: &'y Year<'_>, new: &'y Year<'_>) -> Self {
        let day = new.plans().map(|shares| shares.day).max();
        let registry = &new.province.registry;
        let mut heirs = BTreeMap::new();
        for agency in old.province.registry.agencies() {
            let mut found: Vec<&AgencyId> = Vec::new();
            let mut seen: BTreeSet<&AgencyId> = BTreeSet::new();
            let mut open = vec![&agency.id];
            while let Some(id) = open.pop() {
                if !seen.insert(id) {
                    continue;
                }
                let Some(one) = registry.agency(id) else { continue };
                if day.is_none_or(|day| one.exists_on(day)) {
                    found.push(&one.id);
                } else {
                    open.extend(one.successors.iter().rev());
                }
            }
            heirs.insert(&agency.id, found);
        }
        Self { heirs }
    }

    /// Those that stand for one; itself where it is still there.
    pub fn of_one(&self, id: &AgencyId) -> impl Iterator<Item = &'y AgencyId> + '_ {
        self.heirs.get(id).into_iter().flatten().copied()
    }
}

/// Who surely has a task, and in which role.
pub(super) fn roles<'y>(year: &'y Year<'_>, at: TaskAt<'_>) -> BTreeMap<&'y AgencyId, Role> {
    let Some(shares) = year.responsibilities(&at.plan.id) else { return BTreeMap::new() };
    let roles = shares.agencies().filter_map(|(id, share)| {
        let mine = share.of(&at.task.reference)?;
        (!matches!(mine.via, Via::Related(_))).then_some((id, mine.role))
    });
    roles.collect()
}

/// Whose part in a task is another, those followed who took over.
pub(super) fn reassigned<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    before: TaskAt<'_>,
    after: TaskAt<'_>,
    heirs: &Heirs<'y>,
) -> Vec<Reassigned<'y>> {
    let mut then: BTreeMap<&AgencyId, Role> = BTreeMap::new();
    for (id, role) in roles(old, before) {
        for heir in heirs.of_one(id) {
            let known = then.entry(heir).or_insert(role);
            *known = (*known).min(role);
        }
    }
    let now = roles(new, after);
    let registry = &new.province.registry;
    let ids: BTreeSet<&AgencyId> = then.keys().chain(now.keys()).copied().collect();
    let mut changes: Vec<Reassigned<'_>> = ids
        .into_iter()
        .filter(|id| then.get(id) != now.get(id))
        .filter_map(|id| {
            let agency = registry.agency(id)?;
            Some(Reassigned { agency, before: then.get(id).copied(), after: now.get(id).copied() })
        })
        .collect();
    changes.sort_by_key(|one| registry.order(&one.agency.id));
    changes
}

/// Headings of the same name whose monitors are others.
pub(super) fn monitors<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    heirs: &Heirs<'y>,
) -> Vec<MonitorChange<'y>> {
    let (then, now) = (watched(old), watched(new));
    let mut changes = Vec::new();
    for (heading, after) in &now {
        let Some((_, before)) = then.iter().find(|(other, _)| other.to_lowercase() == heading.to_lowercase())
        else {
            continue;
        };
        let ids =
            |agencies: &[&Agency]| agencies.iter().map(|agency| agency.id.clone()).collect::<BTreeSet<_>>();
        if ids(before) == ids(after) {
            continue;
        }
        let inherited: BTreeSet<AgencyId> =
            before.iter().flat_map(|agency| heirs.of_one(&agency.id)).cloned().collect();
        changes.push(MonitorChange {
            heading,
            before: before.clone(),
            after: after.clone(),
            inherited: inherited == ids(after),
        });
    }
    changes
}

/// Headings with those that monitor them, in the order of the plans.
fn watched<'y>(year: &'y Year<'_>) -> Vec<(&'y str, Vec<&'y Agency>)> {
    let mut all: Vec<(&str, Vec<&Agency>)> = Vec::new();
    for shares in year.plans() {
        for heading in shares.plan.headings() {
            let mut of: Vec<&Agency> = Vec::new();
            for (id, share) in shares.agencies() {
                let watches = share
                    .monitors
                    .iter()
                    .any(|(other, watch)| other.position == heading.position && *watch == Watch::Monitor);
                of.extend(year.province.registry.agency(id).filter(|_| watches));
            }
            if !of.is_empty() {
                all.push((heading.title.text(), of));
            }
        }
    }
    all
}
