//! How often a plan gives a task to an agency, counted before anything is made of it: a long list
//! of names over a long list of tasks costs their product.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::roll::group_id;
use crate::content::raw::{RawAnnex, RawAssignment, RawHeading, RawParty, RawPlan, RawTask, Stretch};
use crate::model::agency::{GroupId, Registry};

/// The plan of a province with 3 500 communes gives some 100 000 times.
pub(super) const LIMIT: usize = 2_000_000;

/// Counts every task times every agency that it names, groups by their members on the day.
pub(super) fn extent(plan: &RawPlan, registry: &Registry, day: Date) -> usize {
    let mut count = Count { registry, day, members: BTreeMap::new() };
    let sections = plan.sections.iter().map(|section| count.heading(section)).fold(0, usize::saturating_add);
    plan.annexes.iter().map(|annex| count.annex(annex)).fold(sections, usize::saturating_add)
}

struct Count<'r> {
    registry: &'r Registry,
    day: Date,
    members: BTreeMap<GroupId, usize>,
}

impl Count<'_> {
    fn heading(&mut self, heading: &RawHeading) -> usize {
        let own = self.parties(&heading.lead).saturating_add(self.parties(&heading.supporting));
        heading.stretches().map(|stretch| self.stretch(stretch)).fold(own, usize::saturating_add)
    }

    fn annex(&mut self, annex: &RawAnnex) -> usize {
        annex.stretches().map(|stretch| self.stretch(stretch)).fold(0, usize::saturating_add)
    }

    fn stretch(&mut self, stretch: Stretch<'_>) -> usize {
        let given = stretch.assignments.iter().chain(stretch.duties);
        let given = given.map(|given| self.assignment(given)).fold(0, usize::saturating_add);
        let rows = stretch.tasks.iter().map(|task| self.task(task)).fold(given, usize::saturating_add);
        stretch.children.iter().map(|child| self.heading(child)).fold(rows, usize::saturating_add)
    }

    fn assignment(&mut self, given: &RawAssignment) -> usize {
        let shared = self.parties(&given.lead) + self.parties(&given.supporting) + given.except.len();
        let own = given.tasks.iter().map(|task| self.task(task));
        shared.saturating_mul(given.tasks.len()).saturating_add(own.sum())
    }

    fn task(&mut self, task: &RawTask) -> usize {
        self.own(&task.lead) + self.own(&task.supporting) + task.except.as_ref().map_or(0, Vec::len)
    }

    fn own(&mut self, parties: &Option<Vec<RawParty>>) -> usize {
        parties.as_ref().map_or(0, |parties| self.parties(parties))
    }

    fn parties(&mut self, parties: &[RawParty]) -> usize {
        parties.iter().map(|party| self.name(party.name())).sum()
    }

    fn name(&mut self, name: &str) -> usize {
        let Some(id) = group_id(name, self.registry) else { return 1 };
        let (registry, day) = (self.registry, self.day);
        *self.members.entry(id).or_insert_with_key(|id| {
            registry.group(id).map_or(1, |group| registry.members(group, day).len().max(1))
        })
    }
}
