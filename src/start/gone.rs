//! Agencies that a plan names, and names that name nothing any more.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::agency::{AgencyKind, Registry};
use crate::model::plan::{Assignee, Plan};
use crate::model::{Agency, AgencyId, Group};

/// Agencies that the plan names one by one.
pub(super) fn named(plan: &Plan) -> BTreeSet<AgencyId> {
    let parties = plan.all_tasks().flat_map(|task| task.assigned.parties());
    let assigned = parties.filter_map(|party| match &party.who {
        Assignee::Agency(id) => Some(id.clone()),
        Assignee::Group(_) | Assignee::Outside(_) => None,
    });
    let monitors = plan.headings().flat_map(|heading| heading.monitor.iter().chain(&heading.co_monitors));
    assigned.chain(monitors.cloned()).collect()
}

/// Names that were in use on the old day and name nothing on the new one.
pub(super) fn gone_names(registry: &Registry, before: Date, day: Date) -> Vec<String> {
    let left = |agency: &&Agency| agency.exists_on(before) && !agency.exists_on(day);
    let gone: Vec<&Agency> = registry.agencies().iter().filter(left).collect();
    // One word of a short name ("STC") could be anything.
    let short = gone.iter().filter_map(|agency| agency.short_name.clone()).filter(|name| name.contains(' '));
    let mut names: Vec<String> = gone.iter().map(|agency| agency.name.clone()).chain(short).collect();
    let empty = |group: &&Group| {
        !registry.members(group, before).is_empty() && registry.members(group, day).is_empty()
    };
    names.extend(registry.groups().filter(empty).map(|group| group.name.clone()));
    let districts = |day| {
        registry.agencies().iter().any(|agency| agency.kind == AgencyKind::District && agency.exists_on(day))
    };
    if districts(before) && !districts(day) {
        names.push("huyện".to_owned());
    }
    names
}

/// Whether a text has this name as words of their own.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).any(|(at, found)| {
        !word(text[..at].chars().next_back()) && !word(text[at + found.len()..].chars().next())
    })
}
