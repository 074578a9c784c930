//! So sánh: one year's plans against another's, or two states of the same plans: what each plan says of itself,
//! its headings, targets and what was reached, who monitors, tasks that are new, gone, reworded, moved or given to
//! others, what agencies are called, and whom it all touches.
//!
//! Tasks are matched by the ids that their plans give them, by their words, and else by likeness, which is told.
//! Agencies are followed to those that took over from them. What agencies say in their own parts is not compared:
//! those that differ are named.

mod agencies;
mod assignments;
pub mod details;
pub mod headings;
mod indicators;
mod matching;
mod parts;
pub mod plans;
pub mod told;
mod touched;

use std::collections::BTreeMap;

use crate::derive::Year;
use crate::derive::responsibility::{Role, Watch};
use crate::model::plan::{Assignment, Heading, Plan, Task};
use crate::model::{Agency, AgencyId, Registry};
use crate::text::spaces::single_spaced;
use agencies::Heirs;
pub use agencies::{RegisterChange, Registered, having};
pub use details::{Aspect, Detail};
pub use headings::HeadingChange;
pub use indicators::{IndicatorChange, Verdict};
pub use parts::PartChange;
pub use plans::PlanChange;

/// Everything that differs.
#[derive(Debug)]
pub struct Comparison<'y> {
    pub from: i16,
    pub to: i16,
    /// Of the newer year.
    pub registry: &'y Registry,
    pub plans: Vec<PlanChange<'y>>,
    /// What the register says of agencies and groups.
    pub registered: Vec<RegisterChange<'y>>,
    pub headings: Vec<HeadingChange<'y>>,
    pub indicators: Vec<IndicatorChange<'y>>,
    pub monitors: Vec<MonitorChange<'y>>,
    pub tasks: Vec<TaskChange<'y>>,
    /// Own parts of agencies that differ in two states of one year.
    pub parts: Vec<PartChange<'y>>,
    /// By agency as it is now: how many of the changes concern it.
    pub touched: Vec<Touched<'y>>,
}

/// Đầu mối theo dõi, or who monitors with it.
#[derive(Debug)]
pub struct MonitorChange<'y> {
    /// As it is now.
    pub heading: &'y Heading,
    pub watch: Watch,
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
    /// Whatever else is said of it otherwise; of one that came or went, what it is given with.
    pub details: Vec<Detail>,
    /// Whether it stands under another heading, not only in another place.
    pub is_elsewhere: bool,
}

/// A task with where it stands.
#[derive(Debug, Clone, Copy)]
pub struct TaskAt<'y> {
    pub plan: &'y Plan,
    pub heading: &'y Heading,
    pub given: &'y Assignment,
    pub task: &'y Task,
}

/// What is the matter with a task; the first that is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    New,
    Dropped,
    Reworded,
    Reassigned,
    /// Neither its words nor whose it is: deadline, output, money, condition …
    Altered,
    /// Only its heading.
    Moved,
    Same,
}

impl Change {
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "mới",
            Self::Dropped => "bỏ",
            Self::Reworded => "sửa câu chữ",
            Self::Reassigned => "đổi phân công",
            Self::Altered => "đổi thời hạn, sản phẩm, điều kiện …",
            Self::Moved => "chuyển đề mục",
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
            Self::Moved => "moved",
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
    pub counts: BTreeMap<Concern, usize>,
}

/// What concerns an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    Task(Change),
    /// A target of a heading that it monitors, or has tasks under.
    Target,
    Monitor,
    /// A heading that it monitors, or has tasks under.
    Heading,
    /// A plan that its document names otherwise.
    Plan,
    /// What the register says of it.
    Register,
}

impl Concern {
    pub const fn label(self) -> &'static str {
        match self {
            Self::Task(change) => change.label(),
            Self::Target => "đổi chỉ tiêu",
            Self::Monitor => "đổi đầu mối theo dõi",
            Self::Heading => "đổi đề mục, lời của đề mục",
            Self::Plan => "đổi số, ngày, trích yếu kế hoạch được viện dẫn",
            Self::Register => "đổi tên, thông tin của cơ quan",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Task(change) => change.name(),
            Self::Target => "target",
            Self::Monitor => "monitor",
            Self::Heading => "heading",
            Self::Plan => "plan",
            Self::Register => "register",
        }
    }
}

impl TaskChange<'_> {
    /// The first that is true of it.
    pub fn change(&self) -> Change {
        match (&self.before, &self.after) {
            (None, _) => Change::New,
            (_, None) => Change::Dropped,
            _ if self.score < 1.0 => Change::Reworded,
            _ if !self.assigned.is_empty() => Change::Reassigned,
            _ if !self.details.is_empty() => Change::Altered,
            _ if self.is_elsewhere => Change::Moved,
            _ => Change::Same,
        }
    }

    /// Whether what is the first that is true of it is not all: this is true of it as well.
    pub fn is_also(&self, also: Change) -> bool {
        let is_of_both = self.before.is_some() && self.after.is_some();
        let is_true = match also {
            Change::Reassigned => !self.assigned.is_empty(),
            Change::Altered => !self.details.is_empty(),
            Change::Moved => self.is_elsewhere,
            Change::New | Change::Dropped | Change::Reworded | Change::Same => false,
        };
        is_of_both && is_true && self.change() < also
    }

    /// Whether its place is another.
    pub fn is_moved(&self) -> bool {
        matches!((&self.before, &self.after), (Some(old), Some(new)) if old.task.reference != new.task.reference)
    }

    pub fn detail(&self, of: Aspect) -> Option<&Detail> {
        self.details.iter().find(|detail| detail.of == of)
    }
}

/// Two years, or two states of one; of one agency alone, where one is named.
pub fn compare<'y>(old: &'y Year<'_>, new: &'y Year<'_>, agency: Option<&AgencyId>) -> Comparison<'y> {
    let heirs = Heirs::of(old, new);
    let plans = plans::changes(old, new);
    let headings = headings::changes(&plans);
    let (before, after) = (tasks(old), tasks(new));
    let matched = matching::matched(&before, &after);
    let tasks = matched.into_iter().map(|pair| change(old, new, pair, &headings, &heirs)).collect();
    let mut comparison = Comparison {
        from: old.year,
        to: new.year,
        registry: &new.province.registry,
        registered: agencies::registered(&old.province.registry, &new.province.registry),
        indicators: indicators::changes(old, new),
        monitors: agencies::monitors(old, new, &headings, &heirs),
        parts: parts::changes(old, new),
        plans,
        headings,
        tasks,
        touched: Vec::new(),
    };
    let reach = touched::Reach::new(old, new, &heirs);
    if let Some(id) = agency {
        reach.keep_only(&mut comparison, id);
    }
    comparison.touched = reach.touched(&comparison, agency);
    comparison
}

fn tasks<'y>(year: &'y Year<'_>) -> Vec<TaskAt<'y>> {
    let mut tasks = Vec::new();
    for shares in year.plans() {
        let plan: &Plan = shares.plan;
        for (heading, given) in plan.given() {
            tasks.extend(given.tasks.iter().map(|task| TaskAt { plan, heading, given, task }));
        }
    }
    tasks
}

fn change<'y>(
    old: &'y Year<'_>,
    new: &'y Year<'_>,
    (before, after, score): matching::Pair<'y>,
    headings: &[HeadingChange<'y>],
    heirs: &Heirs<'y>,
) -> TaskChange<'y> {
    let (Some(then), Some(now)) = (before, after) else {
        let (words, assigned) = (Vec::new(), Vec::new());
        let (old, new) = (&old.province.registry, &new.province.registry);
        let details = match (before, after) {
            (Some(gone), _) => assignments::given(old, gone, |of, words| Detail::of(of, words, "")),
            (None, Some(came)) => assignments::given(new, came, |of, words| Detail::of(of, "", words)),
            (None, None) => Vec::new(),
        };
        return TaskChange { before, after, score, words, assigned, details, is_elsewhere: false };
    };
    let words = match score < 1.0 {
        true => marked(&then.task.text, &now.task.text),
        false => Vec::new(),
    };
    let assigned = agencies::reassigned(old, new, then, now, heirs);
    let beside = assignments::Beside::new((old, then), (new, now), &assigned, heirs);
    let mut details = beside.details();
    if score >= 1.0 {
        let (then, now) = (single_spaced(&then.task.text), single_spaced(&now.task.text));
        details.extend(Detail::of(Aspect::Typed, then, now));
    }
    let same_heading = headings.iter().any(|one| {
        let is = |heading: Option<&Heading>, other: &Heading| {
            heading.is_some_and(|heading| std::ptr::eq(heading, other))
        };
        is(one.became.before, then.heading) && is(one.became.after, now.heading)
    });
    TaskChange { before, after, score, words, assigned, details, is_elsewhere: !same_heading }
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

#[cfg(test)]
mod tests;
