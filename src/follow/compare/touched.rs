//! Cơ quan có thay đổi: whom the changes concern, as bodies are now.

use std::collections::{BTreeMap, BTreeSet};

use super::agencies::{Heirs, Registered, having};
use super::headings::{Became, concerned};
use super::{Change, Comparison, Concern, TaskChange, Touched};
use crate::derive::Year;
use crate::derive::responsibility::Watch;
use crate::model::{AgencyId, Plan};

/// Two years with those who stand for agencies of the older one.
pub(super) struct Reach<'c, 'y> {
    old: &'y Year<'y>,
    new: &'y Year<'y>,
    heirs: &'c Heirs<'y>,
}

impl<'c, 'y> Reach<'c, 'y> {
    pub const fn new(old: &'y Year<'y>, new: &'y Year<'y>, heirs: &'c Heirs<'y>) -> Self {
        Self { old, new, heirs }
    }

    /// Leaves what concerns one agency.
    pub fn keep_only(&self, comparison: &mut Comparison<'y>, id: &AgencyId) {
        comparison.tasks.retain(|task| self.of_task(task).contains(id));
        comparison.monitors.retain(|one| one.before.iter().chain(&one.after).any(|agency| agency.id == *id));
        comparison.indicators.retain(|one| {
            let (then, now) = (one.before.map(|of| of.heading), one.after.map(|of| of.heading));
            self.under(&Became { before: then, after: now, is_sure: true }).contains(id)
        });
        comparison.headings.retain(|one| self.under(&one.became).contains(id));
        comparison.plans.retain(|one| self.reached(one.before, one.after).contains(id));
        comparison.registered.retain(|one| {
            matches!(one.who, Registered::New(agency) | Registered::Gone(agency) | Registered::Agency(agency) if agency.id == *id)
        });
        comparison.parts.retain(|one| one.agency.id == *id);
    }

    /// By agency how many of the changes concern it.
    pub fn touched(&self, comparison: &Comparison<'y>, only: Option<&AgencyId>) -> Vec<Touched<'y>> {
        let mut counts: BTreeMap<AgencyId, BTreeMap<Concern, usize>> = BTreeMap::new();
        let mut add = |ids: BTreeSet<AgencyId>, concern: Concern| {
            for id in ids.into_iter().filter(|id| only.is_none_or(|only| only == id)) {
                *counts.entry(id).or_default().entry(concern).or_default() += 1;
            }
        };
        for task in comparison.tasks.iter().filter(|task| task.change() != Change::Same) {
            // Whoever has another part in a task, or none any more, is concerned by that before all else.
            let reassigned: BTreeSet<AgencyId> =
                task.assigned.iter().map(|one| one.agency.id.clone()).collect();
            let others = self.of_task(task).difference(&reassigned).cloned().collect();
            add(reassigned, Concern::Task(Change::Reassigned));
            match task.change() {
                // What the others have to do is what it was, or only that is another.
                Change::Reassigned if task.details.is_empty() => {}
                Change::Reassigned => add(others, Concern::Task(Change::Altered)),
                change => add(others, Concern::Task(change)),
            }
        }
        for one in &comparison.monitors {
            let ids = one.before.iter().chain(&one.after).map(|agency| agency.id.clone()).collect();
            // Of the same bodies under other names nothing is asked that was not asked before.
            if !(one.inherited || one.watch == Watch::CoMonitor) {
                add(ids, Concern::Monitor);
            }
        }
        for one in &comparison.registered {
            match one.who {
                Registered::Agency(agency) => add(BTreeSet::from([agency.id.clone()]), Concern::Register),
                Registered::New(_) | Registered::Gone(_) | Registered::Group(_) => {}
            }
        }
        // From one year to the next every plan has another number, other headings and other targets.
        if comparison.from == comparison.to {
            for one in comparison.indicators.iter().filter(|one| !one.is_same()) {
                let (before, after) = (one.before.map(|of| of.heading), one.after.map(|of| of.heading));
                add(self.under(&Became { before, after, is_sure: true }), Concern::Target);
            }
            for one in comparison.headings.iter().filter(|one| !one.is_same()) {
                add(self.under(&one.became), Concern::Heading);
            }
            for one in comparison.plans.iter().filter(|one| one.is_cited_otherwise()) {
                add(self.reached(one.before, one.after), Concern::Plan);
            }
        }
        let registry = &self.new.province.registry;
        let agency = |id: &AgencyId| registry.agency(id).or_else(|| self.old.province.registry.agency(id));
        let mut touched: Vec<Touched<'_>> = counts
            .into_iter()
            .filter_map(|(id, counts)| Some(Touched { agency: agency(&id)?, counts }))
            .collect();
        touched.sort_by_key(|one| registry.order(&one.agency.id));
        touched
    }

    /// Whoever has, or had, a task, those who took over in the place of those who are gone.
    fn of_task(&self, task: &TaskChange<'_>) -> BTreeSet<AgencyId> {
        let before = task.before.iter().flat_map(|at| having(self.old, at));
        let after = task.after.iter().flat_map(|at| having(self.new, at));
        self.now(before).chain(after.cloned()).collect()
    }

    fn under(&self, became: &Became<'_>) -> BTreeSet<AgencyId> {
        let before = became.before.into_iter().flat_map(|heading| concerned(self.old, heading));
        let after = became.after.into_iter().flat_map(|heading| concerned(self.new, heading));
        self.now(before).chain(after.cloned()).collect()
    }

    fn reached(&self, before: Option<&Plan>, after: Option<&Plan>) -> BTreeSet<AgencyId> {
        let of = |year: &'y Year<'y>, plan: Option<&Plan>| {
            let shares = plan.and_then(|plan| year.responsibilities(&plan.id));
            shares.into_iter().flat_map(|shares| shares.agencies()).map(|(id, _)| id)
        };
        self.now(of(self.old, before)).chain(of(self.new, after).cloned()).collect()
    }

    /// Agencies of the older year as they are now.
    fn now<'i>(&self, ids: impl Iterator<Item = &'i AgencyId>) -> impl Iterator<Item = AgencyId> {
        let heirs = ids.flat_map(|id| {
            let heirs: Vec<AgencyId> = self.heirs.of_one(id).cloned().collect();
            if heirs.is_empty() { vec![id.clone()] } else { heirs }
        });
        heirs.collect::<Vec<_>>().into_iter()
    }
}
