//! A second, naive reading of a plan: which tasks it gives to one agency, asked task by task and name by
//! name. It is slow and simple on purpose, and shares nothing with [`super::responsibility`]: what that
//! one loses, this one finds.

use crate::model::agency::{Agency, Extent, Registry};
use crate::model::plan::{Assignee, Party, Plan, Task};

/// That a plan gives a task to an agency.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'p> {
    pub task: &'p Task,
    /// Named among the leads; else among those who support.
    pub leads: bool,
    /// Called on only as one of those concerned.
    pub related: bool,
}

/// Every task and duty that the plan gives to the agency, in the order of the plan.
pub fn of<'p>(plan: &'p Plan, registry: &Registry, agency: &Agency) -> Vec<Pair<'p>> {
    // A group has those who exist on the plan's day.
    let exists = agency.exists_on(plan.official.date.resolution_day());
    let mut pairs = Vec::new();
    for task in plan.all_tasks() {
        // An exception takes it out of groups, not from where its own name stands.
        let by_group = exists && !task.assigned.except.contains(&agency.id);
        let call = |parties: &[Party], extent| {
            let mut counted =
                parties.iter().filter(|party| by_group || matches!(party.who, Assignee::Agency(_)));
            counted.any(|party| called_by(party, registry, agency) == Some(extent))
        };
        let (leads, supporting) = (&task.assigned.leads, &task.assigned.supporting);
        let (surely, perhaps) = (Extent::Whole, Extent::Related);
        let pair = if call(leads, surely) {
            Pair { task, leads: true, related: false }
        } else if call(supporting, surely) {
            Pair { task, leads: false, related: false }
        } else if call(leads, perhaps) {
            Pair { task, leads: true, related: true }
        } else if call(supporting, perhaps) {
            Pair { task, leads: false, related: true }
        } else {
            continue;
        };
        pairs.push(pair);
    }
    pairs
}

/// How a party means an agency: by its name, as one of a group, as one of those concerned, or not at all.
pub fn called_by(party: &Party, registry: &Registry, agency: &Agency) -> Option<Extent> {
    match &party.who {
        Assignee::Agency(id) => (*id == agency.id).then_some(Extent::Whole),
        Assignee::Outside(_) => None,
        Assignee::Group(id) => registry
            .group(id)
            .filter(|group| group.kinds.contains(&agency.kind) || group.members.contains(&agency.id))
            .filter(|group| !group.except.contains(&agency.id))
            .map(|group| group.extent),
    }
}
