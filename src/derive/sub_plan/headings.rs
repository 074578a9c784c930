//! Headings of the plan → headings of the sub-plan: grouped, and folded together where the agency does so.

use std::collections::BTreeMap;

use super::entries::{own_entry, untouched_entry};
use super::left::Left;
use super::{GroupKey, SubEntry, SubHeading};
use crate::model::agency::PlanId;
use crate::model::overlay::{EntryStyle, Overlay, OverlayBlock};
use crate::model::plan::{Heading, Plan};
use crate::model::reference::Position;

/// The headings of a plan that have tasks, or that the agency speaks of, in the plan's order, grouped.
pub(super) fn headings<'p>(plan: &'p Plan, accounts: &Accounts<'p>) -> Vec<(GroupKey, Vec<&'p Heading>)> {
    let mut groups: Vec<(GroupKey, Vec<&Heading>)> = Vec::new();
    let mut places: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let mut titles: BTreeMap<&Position, &str> = BTreeMap::new();
    for heading in plan.headings() {
        titles.insert(&heading.position, heading.title.text());
        if heading.tasks().next().is_none() && own_account(plan, heading, accounts).is_none() {
            continue;
        }
        let above = titles.get(&heading.position.above()).copied().filter(|title| !title.is_empty());
        let key = match (&heading.family, above) {
            (Some(family), _) => GroupKey::Family(family.clone()),
            (None, Some(above)) => GroupKey::Under(above.to_owned()),
            (None, None) => GroupKey::Under(heading.title.text().to_owned()),
        };
        match places.get(&key) {
            Some(place) => groups[*place].1.push(heading),
            None => {
                places.insert(key.clone(), groups.len());
                groups.push((key, vec![heading]));
            }
        }
    }
    groups
}

/// What accounts fold together, by their places among the accounts: taken out where its first source
/// stands, so that no heading comes twice.
pub(super) type Folds<'p> = BTreeMap<usize, Vec<&'p Heading>>;

pub(super) fn folds<'p: 's, 's>(
    plan: &'p Plan,
    sources: impl Iterator<Item = &'s &'p Heading>,
    accounts: &Accounts<'p>,
) -> Folds<'p> {
    let mut folds: Folds<'p> = BTreeMap::new();
    for source in sources {
        if let Some((at, _)) = own_account(plan, source, accounts) {
            folds.entry(at).or_default().push(source);
        }
    }
    folds
}

pub(super) fn sub_headings<'p>(
    plan: &'p Plan,
    sources: &[&'p Heading],
    (overlay, accounts): (Option<&'p Overlay>, &Accounts<'p>),
    folds: &mut Folds<'p>,
    left: &mut Left<'p>,
) -> Vec<SubHeading<'p>> {
    // Headings without an account of their own look like the rest of the agency's plan.
    let house_style =
        overlay.and_then(|overlay| overlay.blocks.first()).map_or(EntryStyle::Lettered, |block| block.style);
    let mut headings = Vec::new();
    for source in sources {
        let (own, folded) = match own_account(plan, source, accounts) {
            None => (None, vec![*source]),
            Some((at, own)) => match folds.remove(&at) {
                Some(folded) => (Some(own), folded),
                None => continue,
            },
        };
        let mut entries: Vec<SubEntry<'p>> =
            own.into_iter().flat_map(|own| &own.entries).map(|entry| own_entry(entry, left)).collect();
        let place = own.map(|own| &own.place).or(overlay.map(|overlay| &overlay.place));
        for task in folded.iter().flat_map(|heading| heading.tasks()) {
            let carried = left.carry(plan, task);
            entries.extend(carried.map(|covered| untouched_entry(covered, place, left.teller)));
        }
        if entries.is_empty() && own.is_none() {
            continue;
        }
        headings.push(SubHeading {
            sources: folded,
            title: own.and_then(|own| own.title.as_deref()),
            leaders: own.map_or_else(Vec::new, |own| own.leaders.iter().map(AsRef::as_ref).collect()),
            by_field: own.is_some_and(|own| own.by_field),
            style: own.map_or(house_style, |own| own.style),
            division: own.map_or(&[], |own| &own.division),
            entries,
        });
    }
    headings
}

/// What an overlay says of the headings of its parent plans, by plan and position, with its place among
/// the accounts.
pub(super) type Accounts<'p> = BTreeMap<(&'p PlanId, &'p Position), (usize, &'p OverlayBlock)>;

pub(super) fn accounts(overlay: Option<&Overlay>) -> Accounts<'_> {
    let mut accounts = BTreeMap::new();
    for (at, own) in overlay.into_iter().flat_map(|overlay| &overlay.blocks).enumerate() {
        for heading in &own.headings {
            accounts.insert((&own.plan, heading), (at, own));
        }
    }
    accounts
}

fn own_account<'p>(
    plan: &'p Plan,
    heading: &'p Heading,
    accounts: &Accounts<'p>,
) -> Option<(usize, &'p OverlayBlock)> {
    accounts.get(&(&plan.id, &heading.position)).copied()
}
