//! So sánh: one year's plans against another's, or two states of the same plans: targets and what was reached,
//! who monitors, tasks that are new, gone, reworded or given to others, and whom it all touches.
//!
//! Tasks are matched by the ids that their plans give them, by their words, and else by likeness, which is told.
//! Agencies are followed to those that took over from them.

mod agencies;
mod indicators;
pub mod told;

use std::collections::{BTreeMap, BTreeSet};

use crate::derive::Year;
use crate::derive::responsibility::Role;
use crate::model::plan::{Plan, Task};
use crate::model::{Agency, AgencyId};
use crate::text::likeness;
use agencies::{Heirs, roles};
pub use indicators::{IndicatorChange, Verdict};

/// Everything that differs.
#[derive(Debug)]
pub struct Comparison<'y> {
    pub from: i16,
    pub to: i16,
    pub indicators: Vec<IndicatorChange<'y>>,
    pub monitors: Vec<MonitorChange<'y>>,
    pub tasks: Vec<TaskChange<'y>>,
    /// By agency as it is now: how many of the changes concern it.
    pub touched: Vec<Touched<'y>>,
}

/// Đầu mối theo dõi.
#[derive(Debug)]
pub struct MonitorChange<'y> {
    pub heading: &'y str,
    pub before: Vec<&'y Agency>,
    pub after: Vec<&'y Agency>,
    /// The same bodies, or those that took over from them.
    pub inherited: bool,
}

/// What became of a task.
#[derive(Debug)]
pub struct TaskChange<'y> {
    pub before: Option<TaskAt<'y>>,
    pub after: Option<TaskAt<'y>>,
    /// How like the words are, from 0 to 1; 1 where they are the same.
    pub score: f64,
    pub words: Vec<Piece>,
    pub assigned: Vec<Reassigned<'y>>,
    /// Deadlines as typed, before and after, where they differ.
    pub deadline: Option<(String, String)>,
    pub output: Option<(String, String)>,
}

/// A task with where it stands.
#[derive(Debug, Clone, Copy)]
pub struct TaskAt<'y> {
    pub plan: &'y Plan,
    pub heading: &'y str,
    pub task: &'y Task,
}

/// What is the matter with a task; the first that is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    New,
    Dropped,
    Reworded,
    Reassigned,
    /// Only its deadline or output.
    Altered,
    Same,
}

impl Change {
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "mới",
            Self::Dropped => "bỏ",
            Self::Reworded => "sửa câu chữ",
            Self::Reassigned => "đổi phân công",
            Self::Altered => "đổi thời hạn, sản phẩm",
            Self::Same => "giữ nguyên",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Dropped => "dropped",
            Self::Reworded => "reworded",
            Self::Reassigned => "reassigned",
            Self::Altered => "altered",
            Self::Same => "same",
        }
    }
}

/// Words of a task, marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Kept(String),
    Removed(String),
    Added(String),
}

/// An agency whose part in a task is another.
#[derive(Debug, Clone, Copy)]
pub struct Reassigned<'y> {
    pub agency: &'y Agency,
    pub before: Option<Role>,
    pub after: Option<Role>,
}

#[derive(Debug)]
pub struct Touched<'y> {
    pub agency: &'y Agency,
    pub counts: BTreeMap<Change, usize>,
}

impl TaskChange<'_> {
    pub fn change(&self) -> Change {
        match (&self.before, &self.after) {
            (None, _) => Change::New,
            (_, None) => Change::Dropped,
            _ if self.score < 1.0 => Change::Reworded,
            _ if !self.assigned.is_empty() => Change::Reassigned,
            _ if self.deadline.is_some() || self.output.is_some() => Change::Altered,
            _ => Change::Same,
        }
    }

    /// Whether its place is another.
    pub fn is_moved(&self) -> bool {
        matches!((&self.before, &self.after), (Some(old), Some(new)) if old.task.reference != new.task.reference)
    }
}

/// From this many pairs on, only tasks under headings of the same name are compared word by word.
const MANY: usize = 400_000;

pub fn compare<'y>(old: &'y Year<'_>, new: &'y Year<'_>, agency: Option<&AgencyId>) -> Comparison<'y> {
    let heirs = Heirs::of(old, new);
    let (before, after) = (tasks(old), tasks(new));
    let mut changes: Vec<TaskChange<'_>> = Vec::new();
    for (before, after, score) in matched(&before, &after) {
        changes.push(change(old, new, before, after, score, &heirs));
    }
    let concerns = |change: &TaskChange<'_>, id: &AgencyId| {
        let of = |year: &Year<'_>, at: Option<TaskAt<'_>>| {
            at.is_some_and(|at| {
                let is = |one: &AgencyId| one == id || heirs.of_one(one).any(|heir| heir == id);
                roles(year, at).keys().any(|one| is(one))
            })
        };
        of(old, change.before) || of(new, change.after)
    };
    if let Some(id) = agency {
        changes.retain(|change| concerns(change, id));
    }
    let touched = touched(old, new, &changes, &heirs, agency);
    let mut monitors = agencies::monitors(old, new, &heirs);
    if let Some(id) = agency {
        monitors.retain(|one| one.before.iter().chain(&one.after).any(|agency| agency.id == *id));
    }
    Comparison {
        from: old.year,
        to: new.year,
        indicators: indicators::changes(old, new),
        monitors,
        tasks: changes,
        touched,
    }
}

fn tasks<'y>(year: &'y Year<'_>) -> Vec<TaskAt<'y>> {
    let mut tasks = Vec::new();
    for shares in year.plans() {
        let plan: &Plan = shares.plan;
        for (heading, given) in plan.given() {
            let heading = heading.title.text();
            tasks.extend(given.tasks.iter().map(|task| TaskAt { plan, heading, task }));
        }
    }
    tasks
}

type Pair<'y> = (Option<TaskAt<'y>>, Option<TaskAt<'y>>, f64);

/// Every task of both, with the one that it was or has become: in the order of the new ones, those that are
/// gone at the end.
fn matched<'y>(before: &[TaskAt<'y>], after: &[TaskAt<'y>]) -> Vec<Pair<'y>> {
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
    // By words, under the same heading first.
    for same_heading in [true, false] {
        let mut worded: BTreeMap<(String, &str), Vec<usize>> = BTreeMap::new();
        let key =
            |at: &TaskAt<'y>| (likeness::key(&at.task.text), if same_heading { at.heading } else { "" });
        for (old, at) in before.iter().enumerate().rev() {
            if !taken[old] {
                worded.entry(key(at)).or_default().push(old);
            }
        }
        for (at, new) in after.iter().enumerate() {
            if of_new[at].is_some() {
                continue;
            }
            if let Some(old) = worded.get_mut(&key(new)).and_then(Vec::pop) {
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
            let same = before[*old].heading == after[*new].heading;
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

/// Less than the same.
const ALMOST: f64 = 0.99;

fn change<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    before: Option<TaskAt<'y>>,
    after: Option<TaskAt<'y>>,
    score: f64,
    heirs: &Heirs<'y>,
) -> TaskChange<'y> {
    let words = match (before, after) {
        (Some(before), Some(after)) if score < 1.0 => marked(&before.task.text, &after.task.text),
        _ => Vec::new(),
    };
    let assigned = match (before, after) {
        (Some(before), Some(after)) => agencies::reassigned(old, new, before, after, heirs),
        _ => Vec::new(),
    };
    let both = before.zip(after);
    let differs = |of: fn(&Task) -> String| {
        let (before, after) = both.map(|(before, after)| (of(before.task), of(after.task)))?;
        (likeness::key(&before) != likeness::key(&after)).then_some((before, after))
    };
    let deadline = differs(|task| super::listed::deadline(&task.assigned.deadlines).unwrap_or_default());
    let output = differs(|task| task.assigned.output.clone().unwrap_or_default());
    TaskChange { before, after, score, words, assigned, deadline, output }
}

/// Word by word.
fn marked(before: &str, after: &str) -> Vec<Piece> {
    let (old, new): (Vec<&str>, Vec<&str>) =
        (before.split_whitespace().collect(), after.split_whitespace().collect());
    let mut pieces = Vec::new();
    for change in similar::capture_diff_slices(similar::Algorithm::Myers, &old, &new) {
        let (removed, added) = (old[change.old_range()].join(" "), new[change.new_range()].join(" "));
        match change.tag() {
            similar::DiffTag::Equal => pieces.push(Piece::Kept(added)),
            similar::DiffTag::Delete => pieces.push(Piece::Removed(removed)),
            similar::DiffTag::Insert => pieces.push(Piece::Added(added)),
            similar::DiffTag::Replace => pieces.extend([Piece::Removed(removed), Piece::Added(added)]),
        }
    }
    pieces
}

/// Whom the changes concern, as bodies are now.
fn touched<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    changes: &[TaskChange<'y>],
    heirs: &Heirs<'y>,
    only: Option<&AgencyId>,
) -> Vec<Touched<'y>> {
    let registry = &new.province.registry;
    let mut all: BTreeMap<(usize, AgencyId), BTreeMap<Change, usize>> = BTreeMap::new();
    for change in changes.iter().filter(|change| change.change() != Change::Same) {
        let mut ids: BTreeSet<AgencyId> = BTreeSet::new();
        match change.change() {
            // Only those whose part it is that has changed.
            Change::Reassigned => ids.extend(change.assigned.iter().map(|one| one.agency.id.clone())),
            _ => {
                if let Some(before) = change.before {
                    ids.extend(roles(old, before).keys().flat_map(|id| heirs.of_one(id)).cloned());
                }
                if let Some(after) = change.after {
                    ids.extend(roles(new, after).keys().map(|id| (*id).clone()));
                }
            }
        }
        for id in ids.into_iter().filter(|id| only.is_none_or(|only| only == id)) {
            *all.entry((registry.order(&id), id)).or_default().entry(change.change()).or_default() += 1;
        }
    }
    let told = all.into_iter().filter_map(|((_, id), counts)| {
        let agency = registry.agency(&id).or_else(|| old.province.registry.agency(&id))?;
        Some(Touched { agency, counts })
    });
    told.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_go_and_come_are_marked_one_by_one() {
        let pieces = marked("Rà soát toàn bộ thủ tục", "Rà soát, cắt giảm thủ tục");
        assert_eq!(
            pieces,
            [
                Piece::Kept("Rà".to_owned()),
                Piece::Removed("soát toàn bộ".to_owned()),
                Piece::Added("soát, cắt giảm".to_owned()),
                Piece::Kept("thủ tục".to_owned()),
            ]
        );
    }
}
