//! Agencies of two years: who took over from whom, who has which part in a task, who monitors, what they are called.

use std::collections::{BTreeMap, BTreeSet};

use super::details::{Aspect, Detail};
use super::headings::HeadingChange;
use super::{MonitorChange, Reassigned, TaskAt};
use crate::derive::Year;
use crate::derive::responsibility::{Role, Watch};
use crate::model::plan::Heading;
use crate::model::{Agency, AgencyId, Group, Registry};
use crate::text::values::short_date;

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

/// Whoever has a task of a year, in whatever role, also where it is concerned only.
pub fn having<'y>(year: &'y Year<'_>, at: &TaskAt<'_>) -> Vec<&'y AgencyId> {
    let Some(shares) = year.responsibilities(&at.plan.id) else { return Vec::new() };
    let has = shares.agencies().filter(|(_, share)| share.of(&at.task.reference).is_some());
    has.map(|(id, _)| id).collect()
}

/// Who surely has a task, and in which role.
fn roles<'y>(year: &'y Year<'_>, at: TaskAt<'_>) -> BTreeMap<&'y AgencyId, Role> {
    let Some(shares) = year.responsibilities(&at.plan.id) else { return BTreeMap::new() };
    let roles = shares.agencies().filter_map(|(id, share)| {
        let mine = share.of(&at.task.reference)?;
        (!mine.is_related()).then_some((id, mine.role))
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

/// Headings whose monitors are others.
pub(super) fn monitors<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    headings: &[HeadingChange<'y>],
    heirs: &Heirs<'y>,
) -> Vec<MonitorChange<'y>> {
    let mut changes = Vec::new();
    for became in headings.iter().map(|one| &one.became) {
        for watch in [Watch::Monitor, Watch::CoMonitor] {
            let (before, after) = (watching(old, became.before, watch), watching(new, became.after, watch));
            let ids = |agencies: &[&Agency]| {
                agencies.iter().map(|agency| agency.id.clone()).collect::<BTreeSet<_>>()
            };
            // With a heading that is gone its monitor is, too.
            let Some(heading) = became.after.filter(|_| ids(&before) != ids(&after)) else { continue };
            let inherited: BTreeSet<AgencyId> =
                before.iter().flat_map(|agency| heirs.of_one(&agency.id)).cloned().collect();
            let inherited = !before.is_empty() && inherited == ids(&after);
            changes.push(MonitorChange { heading, watch, before, after, inherited });
        }
    }
    changes
}

fn watching<'y>(year: &'y Year<'_>, heading: Option<&Heading>, watch: Watch) -> Vec<&'y Agency> {
    let Some(heading) = heading else { return Vec::new() };
    let ids: Vec<&AgencyId> = match watch {
        Watch::Monitor => heading.monitor.iter().collect(),
        Watch::CoMonitor => heading.co_monitors.iter().collect(),
    };
    ids.into_iter().filter_map(|id| year.province.registry.agency(id)).collect()
}

/// What the register says otherwise of an agency or a group; one of the two is missing where it is new, or gone.
#[derive(Debug)]
pub struct RegisterChange<'y> {
    pub who: Registered<'y>,
    pub details: Vec<Detail>,
}

/// Of whom the register says something.
#[derive(Debug, Clone, Copy)]
pub enum Registered<'y> {
    New(&'y Agency),
    Gone(&'y Agency),
    Agency(&'y Agency),
    Group(&'y Group),
}

/// Names and whatever else documents print of agencies, and names of groups. Who is in a group shows in the tasks.
pub(super) fn registered<'y>(old: &'y Registry, new: &'y Registry) -> Vec<RegisterChange<'y>> {
    let mut changes: Vec<RegisterChange<'_>> = Vec::new();
    for now in new.agencies() {
        match old.agency(&now.id) {
            None => changes.push(RegisterChange { who: Registered::New(now), details: Vec::new() }),
            Some(then) => {
                let details = of_agency(then, now);
                if !details.is_empty() {
                    changes.push(RegisterChange { who: Registered::Agency(now), details });
                }
            }
        }
    }
    let gone = old.agencies().iter().filter(|then| new.agency(&then.id).is_none());
    changes.extend(gone.map(|then| RegisterChange { who: Registered::Gone(then), details: Vec::new() }));
    for now in new.groups() {
        let then = old.group(&now.id);
        let details = then.and_then(|then| Detail::of(Aspect::Name, &then.name, &now.name));
        changes.extend(
            details.map(|detail| RegisterChange { who: Registered::Group(now), details: vec![detail] }),
        );
    }
    changes
}

fn of_agency(then: &Agency, now: &Agency) -> Vec<Detail> {
    let exists = |agency: &Agency| {
        let day =
            |word: &str, day: Option<jiff::civil::Date>| day.map(|day| format!("{word} {}", short_date(day)));
        let (from, until) = (day("từ", agency.from), day("đến hết", agency.until));
        let heirs: Vec<&str> = agency.successors.iter().map(AgencyId::as_str).collect();
        let heirs = (!heirs.is_empty()).then(|| format!("kế thừa: {}", heirs.join(", ")));
        [from, until, heirs].into_iter().flatten().collect::<Vec<_>>().join("; ")
    };
    let of = |aspect: Aspect, of: fn(&Agency) -> String| Detail::of(aspect, of(then), of(now));
    let all = [
        of(Aspect::Name, |agency| agency.name.clone()),
        of(Aspect::FullName, |agency| agency.full_name.clone()),
        of(Aspect::Symbol, |agency| agency.symbol.clone()),
        of(Aspect::Superior, |agency| agency.superior.join(" / ")),
        of(Aspect::IssuerLines, |agency| agency.issuer_lines.join(" / ")),
        of(Aspect::Place, |agency| agency.place.clone()),
        of(Aspect::Head, |agency| agency.head.clone()),
        of(Aspect::Deputy, |agency| agency.deputy.clone()),
        Detail::of(Aspect::Exists, exists(then), exists(now)),
    ];
    all.into_iter().flatten().collect()
}
