//! Nhận ra một nhiệm vụ: what was kept of a task, its place or id and its words, and the task that it is now.
//! What is meant is a task, not a place: its words lead to wherever it stands.

use std::collections::BTreeMap;

use super::plan::{Plan, Task};
use crate::text::likeness::{self, OfSame};

/// The tasks of a plan, to be found by what was kept of them.
#[derive(Debug)]
pub struct TaskIndex<'p> {
    plan: &'p Plan,
    /// By their place and by the id that the plan gives them.
    named: BTreeMap<String, &'p Task>,
    /// By their words, in the order of the plan.
    worded: OfSame<'p, Vec<&'p Task>>,
}

/// What was kept of a task.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'k> {
    /// Its place or id.
    pub name: &'k str,
    pub words: &'k str,
    /// Which of those with these words it was: "2/3".
    pub twin: Option<&'k str>,
}

/// Where those with the kept words stand now.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'p> {
    /// In its place, the only one or the one that was meant.
    Here(&'p Task),
    /// In its place is one of several, and which was meant is not written down.
    HereAmong(&'p Task),
    Elsewhere(&'p Task),
    /// There are several, and which is meant cannot be told.
    Several,
    Nowhere,
}

impl<'p> TaskIndex<'p> {
    pub fn of(plan: &'p Plan) -> Self {
        let mut named: BTreeMap<String, &Task> = BTreeMap::new();
        let mut worded: OfSame<'p, Vec<&Task>> = OfSame::default();
        for task in plan.all_tasks() {
            worded.place(&task.text).get_or_insert_default().push(task);
            named.extend(task.id.clone().map(|id| (id, task)));
            named.insert(task.reference.to_string(), task);
        }
        Self { plan, named, worded }
    }

    /// The task of this place or id.
    pub fn named(&self, name: &str) -> Option<&'p Task> {
        self.named.get(name).copied()
    }

    /// Every place and id.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.named.keys()
    }

    /// The task that has this name for an id of its own, which stays with it whatever its words are.
    pub fn by_id(&self, name: &str) -> Option<&'p Task> {
        self.named(name).filter(|task| task.id.as_deref() == Some(name))
    }

    /// The tasks that say this word for word.
    pub fn worded(&self, text: &str) -> &[&'p Task] {
        self.worded.get(text).map_or(&[], Vec::as_slice)
    }

    pub fn find(&self, kept: Kept<'_>) -> Found<'p> {
        let here = self.named(kept.name);
        let is_here = |task: &Task| here.is_some_and(|here| here.reference == task.reference);
        match (self.worded(kept.words), kept.twin) {
            ([], _) => Found::Nowhere,
            ([only], None) if is_here(only) => Found::Here(only),
            ([only], None) => Found::Elsewhere(only),
            (all, Some(twin)) => {
                let meant = all.iter().zip(1..).find(|(_, at)| format!("{at}/{}", all.len()) == twin.trim());
                match meant {
                    Some((task, _)) if is_here(task) => Found::Here(task),
                    Some((task, _)) => Found::Elsewhere(task),
                    None => Found::Several,
                }
            }
            (all, None) => match all.iter().find(|task| is_here(task)) {
                // The id stays with its task.
                Some(task) if task.id.is_some() => Found::Here(task),
                Some(task) => Found::HereAmong(task),
                None => Found::Several,
            },
        }
    }

    /// The task that these words have become: the likest one, where any is like them; of equals the one in
    /// the same place.
    pub fn nearest(&self, kept: Kept<'_>) -> Option<&'p Task> {
        let all = self.named(kept.name).into_iter().chain(self.plan.all_tasks());
        let likest =
            all.map(|task| (likeness::of(&task.text, kept.words), task)).fold(None, |best, (like, task)| {
                match best {
                    Some((other, _)) if other >= like => best,
                    _ => Some((like, task)),
                }
            });
        likest.filter(|(like, _)| *like >= likeness::ALIKE).map(|(_, task)| task)
    }
}
