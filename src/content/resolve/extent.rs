//! How often a plan gives a task to an agency, counted before anything is made of it: a long list
//! of names over a long list of tasks costs their product.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::roll::group_id;
use crate::content::raw::{RawAssignment, RawClause, RawIndex, RawPlan, RawSection, Text};
use crate::model::agency::{GroupId, Registry};

/// The plan of a province with 3 500 communes gives some 100 000 times.
pub(super) const LIMIT: usize = 2_000_000;

/// Counts every task times every agency that it names, groups by their members on the day.
pub(super) fn extent(plan: &RawPlan, registry: &Registry, day: Date) -> usize {
    let mut count = Count { registry, day, members: BTreeMap::new() };
    plan.sections.iter().map(|section| count.section(section)).fold(0, usize::saturating_add)
}

struct Count<'r> {
    registry: &'r Registry,
    day: Date,
    members: BTreeMap<GroupId, usize>,
}

impl Count<'_> {
    fn section(&mut self, section: &RawSection) -> usize {
        let clauses = section.clauses.iter().map(|clause| self.clause(clause)).sum::<usize>();
        let indices = section.indices.iter().map(|index| self.index(index)).sum::<usize>();
        let duties = section.duties.iter().map(|duty| {
            let shared = self.names(&duty.lead).saturating_add(self.names(&duty.supporting));
            let own = duty.tasks.iter().map(|task| self.own(&task.lead)).sum::<usize>();
            shared.saturating_mul(duty.tasks.len()).saturating_add(own)
        });
        let duties = duties.fold(0, usize::saturating_add);
        clauses.saturating_add(indices).saturating_add(duties)
    }

    fn clause(&mut self, clause: &RawClause) -> usize {
        let indices = clause.indices.iter().map(|index| self.index(index)).sum::<usize>();
        let focal = clause.focal.iter().map(|focal| self.names(&focal.lead) + self.names(&focal.supporting));
        focal.sum::<usize>().saturating_add(indices)
    }

    fn index(&mut self, index: &RawIndex) -> usize {
        index.assignments.iter().map(|given| self.assignment(given)).fold(0, usize::saturating_add)
    }

    fn assignment(&mut self, given: &RawAssignment) -> usize {
        let shared = self.names(&given.lead) + self.names(&given.supporting) + given.except.len();
        let own = given.tasks.iter().map(|task| {
            self.own(&task.lead) + self.own(&task.supporting) + task.except.as_ref().map_or(0, Vec::len)
        });
        shared.saturating_mul(given.tasks.len()).saturating_add(own.sum())
    }

    fn own(&mut self, names: &Option<Vec<Text>>) -> usize {
        names.as_ref().map_or(0, |names| self.names(names))
    }

    fn names(&mut self, names: &[Text]) -> usize {
        names.iter().map(|name| self.name(name)).sum()
    }

    fn name(&mut self, name: &Text) -> usize {
        let Some(id) = group_id(name, self.registry) else { return 1 };
        let (registry, day) = (self.registry, self.day);
        *self.members.entry(id).or_insert_with_key(|id| {
            registry.group(id).map_or(1, |group| registry.members(group, day).len().max(1))
        })
    }
}
