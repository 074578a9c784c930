//! Which task of one year is which of another.

use std::collections::BTreeMap;

use super::TaskAt;
use crate::text::likeness;

/// From this many pairs on, only tasks under headings of the same name are compared word by word.
const MANY: usize = 400_000;

pub(super) type Pair<'y> = (Option<TaskAt<'y>>, Option<TaskAt<'y>>, f64);

/// Every task of both, with the one that it was or has become: in the order of the new ones, those that are
/// gone at the end.
pub(super) fn matched<'y>(before: &[TaskAt<'y>], after: &[TaskAt<'y>]) -> Vec<Pair<'y>> {
    let mut of_new: Vec<Option<(usize, f64)>> = vec![None; after.len()];
    let mut taken = vec![false; before.len()];
    let pair =
        |new: usize, old: usize, score: f64, of_new: &mut [Option<(usize, f64)>], taken: &mut [bool]| {
            of_new[new] = Some((old, score));
            taken[old] = true;
        };
    // By id.
    for (at, new) in after.iter().enumerate() {
        let Some(id) = &new.task.id else { continue };
        let same = before.iter().position(|old| old.task.id.as_ref() == Some(id));
        if let Some(old) = same.filter(|old| !taken[*old]) {
            pair(at, old, likeness::of(&before[old].task.text, &new.task.text), &mut of_new, &mut taken);
        }
    }
    // By words: of several that say the same, the one of the same plan, under the same heading, given to the same.
    for near in [Near::Given, Near::Heading, Near::Title, Near::Words] {
        let mut worded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (old, at) in before.iter().enumerate().rev() {
            if !taken[old] {
                worded.entry(near.key(at)).or_default().push(old);
            }
        }
        for (at, new) in after.iter().enumerate() {
            if of_new[at].is_some() {
                continue;
            }
            if let Some(old) = worded.get_mut(&near.key(new)).and_then(Vec::pop) {
                pair(at, old, 1.0, &mut of_new, &mut taken);
            }
        }
    }
    // By likeness, the likest first; the same heading counts for something.
    const HEADING: f64 = 0.1;
    let open: Vec<usize> = (0..after.len()).filter(|at| of_new[*at].is_none()).collect();
    let left: Vec<usize> = (0..before.len()).filter(|old| !taken[*old]).collect();
    let only_same = open.len() * left.len() > MANY;
    let mut likely: Vec<(f64, f64, usize, usize)> = Vec::new();
    for new in &open {
        for old in &left {
            let same = before[*old].heading.title == after[*new].heading.title;
            if only_same && !same {
                continue;
            }
            let score = likeness::of(&before[*old].task.text, &after[*new].task.text);
            if score >= likeness::ALIKE {
                likely.push((score + if same { HEADING } else { 0.0 }, score, *new, *old));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
    for (_, score, new, old) in likely {
        if of_new[new].is_none() && !taken[old] {
            // The same words in another order are not the same words.
            pair(new, old, score.min(ALMOST), &mut of_new, &mut taken);
        }
    }
    let news = after.iter().zip(&of_new).map(|(new, of)| match of {
        Some((old, score)) => (Some(before[*old]), Some(*new), *score),
        None => (None, Some(*new), 0.0),
    });
    let gone =
        before.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(old, _)| (Some(*old), None, 0.0));
    news.chain(gone).collect()
}

/// How near two tasks in the same words stand, the nearest first.
#[derive(Debug, Clone, Copy)]
enum Near {
    /// In one plan, under one heading, given to the same.
    Given,
    /// In one plan, under one heading.
    Heading,
    /// Under a heading of one name.
    Title,
    Words,
}

impl Near {
    /// What two tasks that are so near have in common.
    fn key(self, at: &TaskAt<'_>) -> String {
        let (words, title) = (likeness::key(&at.task.text), at.heading.title.text());
        let assigned = &at.task.assigned;
        match self {
            Self::Given => {
                format!("{words}\n{title}\n{}\n{:?}{:?}", at.plan.id, assigned.leads, assigned.supporting)
            }
            Self::Heading => format!("{words}\n{title}\n{}", at.plan.id),
            Self::Title => format!("{words}\n{title}"),
            Self::Words => words,
        }
    }
}

/// Less than the same.
const ALMOST: f64 = 0.99;
