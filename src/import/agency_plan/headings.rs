//! Đề mục nào của kế hoạch gốc: which headings of the parent plans a heading of the agency's plan answers.

use super::answers::{Asking, Claim, Evidence};
use super::block::Block;
use crate::model::Plan;
use crate::model::plan::Heading;
use crate::model::reference::Position;
use crate::text::likeness;

/// Headings of one parent plan.
#[derive(Debug, Clone)]
pub(super) struct Under<'p> {
    pub plan: &'p Plan,
    /// At least one.
    pub headings: Vec<&'p Heading>,
    pub by: FoundBy,
}

/// What told so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundBy {
    /// It is called so.
    Name,
    /// It is called almost so, or its tasks are likest.
    Likeness,
    /// Nothing: the first heading of the agency's tasks.
    Nothing,
}

/// Finds those of all blocks. Titled blocks of which nothing tells a heading stand under one each, as long as there
/// are such that no other block stands under: under one heading only one title is printed.
pub(super) fn of_all<'p>(
    blocks: &[Block],
    parents: &[&'p Plan],
    asking: &Asking<'p>,
) -> Vec<Option<Under<'p>>> {
    let mut all: Vec<Option<Under<'p>>> = blocks.iter().map(|block| of(block, parents, asking)).collect();
    let is_open = |block: &Block, under: &Under<'_>| under.by == FoundBy::Nothing && block.title.is_some();
    let mut taken: Vec<&Position> = Vec::new();
    for (block, under) in blocks.iter().zip(&all) {
        if let Some(under) = under.as_ref().filter(|under| !is_open(block, under)) {
            taken.extend(under.headings.iter().map(|heading| &heading.position));
        }
    }
    for (block, under) in blocks.iter().zip(&mut all) {
        let Some(under) = under.as_mut().filter(|under| is_open(block, under)) else { continue };
        let mut free = asking.tasks.iter().filter(|task| task.plan.id == under.plan.id);
        if let Some(task) = free.find(|task| !taken.contains(&&task.heading.position)) {
            under.headings = vec![task.heading];
            taken.push(&task.heading.position);
        }
    }
    all
}

/// Finds them; none where the parent plans give the agency nothing at all and have no heading called so.
fn of<'p>(block: &Block, parents: &[&'p Plan], asking: &Asking<'p>) -> Option<Under<'p>> {
    by_name(block, parents)
        .or_else(|| by_tasks(block, asking))
        .or_else(|| by_likeness(block, parents))
        .or_else(|| {
            let first = asking.tasks.first()?;
            Some(Under { plan: first.plan, headings: vec![first.heading], by: FoundBy::Nothing })
        })
}

/// Headings whose whole name stands in the block's.
fn by_name<'p>(block: &Block, parents: &[&'p Plan]) -> Option<Under<'p>> {
    // A paragraph without a title names it itself.
    let own = block.title.as_ref().or_else(|| block.entries.first().map(|entry| &entry.words))?;
    let title = spaced(&own.text);
    let group = block.group.as_ref().map(|group| spaced(&group.text)).unwrap_or_default();
    let mut best: Option<(usize, Under<'p>)> = None;
    for &plan in parents {
        let named = plan.headings().filter(|heading| {
            let name = spaced(heading.title.text());
            name.trim().contains(' ') && title.contains(&name)
        });
        let mut headings: Vec<&Heading> = named.collect();
        // "Chi phí" within "Chi phí thời gian" is not named itself.
        let names: Vec<String> = headings.iter().map(|heading| spaced(heading.title.text())).collect();
        let mut at = 0;
        headings.retain(|_| {
            at += 1;
            !names.iter().any(|other| *other != names[at - 1] && other.contains(names[at - 1].trim()))
        });
        let family = plan.family.as_deref().unwrap_or_default().to_lowercase();
        let of_group = usize::from(!family.is_empty() && group.contains(&format!(" {family} ")));
        let length: usize = headings.iter().map(|heading| heading.title.text().len()).sum();
        let weight = length * 2 + of_group;
        if !headings.is_empty() && best.as_ref().is_none_or(|(known, _)| weight > *known) {
            best = Some((weight, Under { plan, headings, by: FoundBy::Name }));
        }
    }
    best.map(|(_, under)| under)
}

/// The heading of the task that an entry answers, as far as its words tell.
pub(super) fn of_entry<'p>(entry: &str, asking: &Asking<'p>) -> Option<&'p Position> {
    let answered = asking.answered_by(entry);
    let best = answered.iter().find(|one| one.claim == Claim::Made).or(answered.first())?;
    Some(&asking.tasks[best.task].heading.position)
}

/// The heading that most of what the entries answer stands under.
fn by_tasks<'p>(block: &Block, asking: &Asking<'p>) -> Option<Under<'p>> {
    let mut weights: Vec<(f64, usize)> = Vec::new();
    for entry in &block.entries {
        let answered = asking.answered_by(&entry.words.text);
        for answered in answered {
            let weight = match (&answered.evidence, answered.claim) {
                (Evidence::Cited, _) | (_, Claim::Made) => 1.0,
                (Evidence::Words { share, .. }, Claim::Proposed) => *share / 2.0,
            };
            let place = &asking.tasks[answered.task].heading.position;
            let known = weights.iter_mut().find(|(_, task)| asking.tasks[*task].heading.position == *place);
            match known {
                Some((sum, _)) => *sum += weight,
                None => weights.push((weight, answered.task)),
            }
        }
    }
    let (_, task) = weights.into_iter().max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let task = &asking.tasks[task];
    Some(Under { plan: task.plan, headings: vec![task.heading], by: FoundBy::Likeness })
}

/// A heading with a name like the block's.
fn by_likeness<'p>(block: &Block, parents: &[&'p Plan]) -> Option<Under<'p>> {
    let title = &block.title.as_ref()?.text;
    let all = parents.iter().flat_map(|plan| plan.headings().map(move |heading| (*plan, heading)));
    let scored = all.map(|(plan, heading)| (likeness::of(title, heading.title.text()), plan, heading));
    let (score, plan, heading) = scored.max_by(|(one, ..), (other, ..)| one.total_cmp(other))?;
    (score >= likeness::ALIKE).then(|| Under { plan, headings: vec![heading], by: FoundBy::Likeness })
}

/// Words as they are compared, with a space on either side: marks between words do not count.
fn spaced(text: &str) -> String {
    format!(" {} ", likeness::key(text))
}
