//! Cùng một mục: which item of one list is which of another, after somebody changed one of them.

use super::{Path, Plain, Step};
use crate::text::likeness;

/// For each item of a list, the item of another that it has become; none for one that is gone.
pub(super) fn pairs(from: &[Plain], to: &[Plain]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; from.len()];
    let mut taken = vec![false; to.len()];
    let pair = |pairs: &mut Vec<Option<usize>>, taken: &mut Vec<bool>, at: usize, other: usize| {
        pairs[at] = Some(other);
        taken[other] = true;
    };
    // The same words, where they stand after the last that were the same, then anywhere.
    let mut after = 0;
    for (at, item) in from.iter().enumerate() {
        let same = |other: &usize| !taken[*other] && to[*other] == *item;
        if let Some(other) = (after..to.len()).find(same).or_else(|| (0..after).find(same)) {
            pair(&mut pairs, &mut taken, at, other);
            after = other + 1;
        }
    }
    // The same by what they are known by.
    for (at, item) in from.iter().enumerate() {
        let known = names(item);
        if pairs[at].is_some() || known.is_empty() {
            continue;
        }
        let same =
            |other: &usize| !taken[*other] && names(&to[*other]).iter().any(|name| known.contains(name));
        if let Some(other) = (0..to.len()).find(same) {
            pair(&mut pairs, &mut taken, at, other);
        }
    }
    for (at, other) in between(from, to, &pairs, &taken) {
        pair(&mut pairs, &mut taken, at, other);
    }
    pairs
}

/// What stands between the same neighbours and has no other: reworded.
fn between(from: &[Plain], to: &[Plain], pairs: &[Option<usize>], taken: &[bool]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < from.len() {
        if pairs[start].is_some() {
            start += 1;
            continue;
        }
        let end = (start..from.len()).find(|at| pairs[*at].is_some()).unwrap_or(from.len());
        let first = start.checked_sub(1).and_then(|before| pairs[before]).map_or(0, |other| other + 1);
        let last = pairs.get(end).copied().flatten().unwrap_or(to.len());
        let free: Vec<usize> = (first..last.max(first)).filter(|other| !taken[*other]).collect();
        let alone = free.len() == end - start;
        let mut next = 0;
        for at in start..end {
            let fits =
                |other: &&usize| may_be(&from[at], &to[**other]) && (alone || alike(&from[at], &to[**other]));
            let candidates = if alone { &free[(at - start)..=(at - start)] } else { &free[next..] };
            if let Some(other) = candidates.iter().find(fits) {
                found.push((at, *other));
                next = free.iter().position(|one| one == other).map_or(next, |place| place + 1);
            }
        }
        start = end;
    }
    found
}

/// What an item is known by, whatever else is said in it: its id, the tasks that it answers, the headings
/// that it tells of, the part of a template that it names.
fn names(item: &Plain) -> Vec<String> {
    let texts = |value: &Plain| match value {
        Plain::List(items) => items
            .iter()
            .flat_map(|item| match item {
                Plain::Mapping(_) => names(item),
                other => vec![other.told()],
            })
            .collect(),
        Plain::Text(text) => vec![text.clone()],
        Plain::Null | Plain::Mapping(_) => Vec::new(),
    };
    const KNOWN_BY: [&str; 5] = ["ma", "nhiem_vu", "thay_cho", "muc", "phan"];
    let own = KNOWN_BY.iter().find_map(|key| Some((key, item.get(key)?)));
    own.map_or_else(Vec::new, |(key, value)| {
        texts(value).into_iter().map(|text| if *key == "ma" { format!("#{text}") } else { text }).collect()
    })
}

/// Two items that are known by different things are not one, unless nearly all that they say is the same.
fn may_be(one: &Plain, other: &Plain) -> bool {
    let kinds = matches!(
        (one, other),
        (Plain::Mapping(_), Plain::Mapping(_))
            | (Plain::List(_), Plain::List(_))
            | (Plain::Text(_), Plain::Text(_))
    );
    kinds
        && match (names(one).is_empty(), names(other).is_empty()) {
            (true, true) => true,
            (false, false) => likeness::of(&one.told(), &other.told()) >= NEARLY_THE_SAME,
            _ => false,
        }
}

/// Whether two items are one thing in two versions.
pub fn is_same_item(one: &Plain, other: &Plain) -> bool {
    let (own, others) = (names(one), names(other));
    match own.is_empty() && others.is_empty() {
        true => alike(one, other),
        false => own.iter().any(|name| others.contains(name)),
    }
}

const NEARLY_THE_SAME: f64 = 0.8;

fn alike(one: &Plain, other: &Plain) -> bool {
    likeness::of(&one.told(), &other.told()) >= likeness::ALIKE
}

/// Where a place of one version is in another; `None` where it is gone.
pub fn carried(from: &Plain, to: &Plain, path: &[Step]) -> Option<Path> {
    let mut found = Path::new();
    let (mut from, mut to) = (Some(from), Some(to));
    for step in path {
        match step {
            // A key may be missing in either: it is a place all the same.
            Step::Key(key) => {
                from = from.and_then(|from| from.get(key));
                to = to.and_then(|to| to.get(key));
                found.push(step.clone());
            }
            Step::Item(at) => {
                let (Some(Plain::List(items)), Some(Plain::List(others))) = (from, to) else { return None };
                let other = pairs(items, others).get(*at).copied().flatten()?;
                (from, to) = (items.get(*at), others.get(other));
                found.push(Step::Item(other));
            }
        }
    }
    Some(found)
}
