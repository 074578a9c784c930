//! Plan × agency → sub-plan: every task of the agency, in its own words where its overlay has some.

mod entries;
mod headings;
mod left;

use jiff::civil::Date;

use super::defaults;
use super::responsibility::{Responsibilities, Responsibility, Role, Watch};
use super::retold::Retold;
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Province;
use crate::model::agency::Agency;
use crate::model::overlay::{EntryStyle, Leader, Overlay, SourceTask, UnitSet};
use crate::model::plan::{Due, Heading, Plan, Task};
use crate::official::Official;
use crate::text::deadline::Deadline;
use entries::own_duty;
use headings::{accounts, folds, headings, sub_headings};
use left::{Left, Teller};

/// Kế hoạch triển khai của một cơ quan.
#[derive(Debug, Clone)]
pub struct SubPlan<'p> {
    pub agency: &'p Agency,
    pub year: i16,
    /// Number, date, signature …; a draft where the agency has not said.
    pub official: Official,
    /// Kế hoạch gốc, never none.
    pub parents: Vec<&'p Plan>,
    pub overlay: Option<&'p Overlay>,
    /// Chỉ số được giao theo dõi.
    pub monitored: Vec<Monitored<'p>>,
    /// One per parent plan and family, or heading; empty ones are left out.
    pub groups: Vec<TaskGroup<'p>>,
    /// What it has only where it is concerned, and has neither taken on nor set aside.
    pub related: Vec<ToldTask<'p>>,
    /// Việc trong "Tổ chức thực hiện" that no item of its own answers.
    pub duties: Vec<ToldTask<'p>>,
    /// Its own items of "Tổ chức thực hiện".
    pub organisation: Vec<OwnDuty<'p>>,
    /// Tasks and duties that an issued plan leaves out: told of, not added.
    pub left_out: Vec<Covered<'p>>,
    /// Related tasks that it has set aside.
    pub set_aside: Vec<Covered<'p>>,
    /// Source tasks that the overlay claims although they are not the agency's: the proof fails.
    pub foreign: Vec<(&'p SourceTask, &'p Place)>,
}

/// A heading that the agency monitors.
#[derive(Debug, Clone, Copy)]
pub struct Monitored<'p> {
    pub plan: &'p Plan,
    pub heading: &'p Heading,
    pub watch: Watch,
}

/// The headings of one family, or under one heading, in one parent plan.
#[derive(Debug, Clone)]
pub struct TaskGroup<'p> {
    pub plan: &'p Plan,
    pub key: GroupKey,
    pub headings: Vec<SubHeading<'p>>,
}

/// What keeps a group together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// Họ chỉ số.
    Family(String),
    /// The title of the heading above.
    Under(String),
}

/// One heading of the sub-plan: a heading of the plan, or several folded into one.
#[derive(Debug, Clone)]
pub struct SubHeading<'p> {
    pub sources: Vec<&'p Heading>,
    /// The agency's own heading.
    pub title: Option<&'p str>,
    pub leaders: Vec<&'p Leader>,
    pub by_field: bool,
    pub style: EntryStyle,
    /// Phân công in the agency's own words, where it does not go by points.
    pub division: &'p [String],
    pub entries: Vec<SubEntry<'p>>,
}

/// Câu chữ: whose words an entry is in.
#[derive(Debug, Clone)]
pub enum Wording<'p> {
    /// The agency's.
    Own(&'p str),
    /// The plan's, as they stand in the agency's document.
    Kept { task: &'p Task, told: Retold },
}

impl Wording<'_> {
    pub fn text(&self) -> &str {
        match self {
            Self::Own(text) => text,
            Self::Kept { told, .. } => &told.text,
        }
    }
}

/// A task in the plan's words that has no units of its own: a duty, or one only where it is concerned.
#[derive(Debug, Clone)]
pub struct ToldTask<'p> {
    pub covered: Covered<'p>,
    pub told: Retold,
}

/// One task of the sub-plan.
#[derive(Debug, Clone)]
pub struct SubEntry<'p> {
    pub wording: Wording<'p>,
    /// Source tasks that it answers, with the agency's role in each; empty for its own task.
    pub covers: Vec<Covered<'p>>,
    pub lead: UnitSet,
    pub supporting: UnitSet,
    pub leaders: Vec<&'p Leader>,
    /// Thời hạn: the agency's own, else all that the source tasks state.
    pub deadlines: Vec<Said<SaidDue<'p>>>,
    /// Sản phẩm, in the same way.
    pub outputs: Vec<Said<&'p str>>,
    pub phrase: Option<&'p str>,
    /// Left out by the overlay and carried in as it stands.
    pub carried: bool,
    /// Where the agency wrote it; of what it did not write, where the index has its block.
    pub place: Option<&'p Place>,
}

/// Thời hạn of an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SaidDue<'p> {
    Own(&'p Deadline),
    /// Of a task of this plan: what is counted from "ngày ban hành" is counted from the plan's.
    OfPlan {
        plan: &'p Plan,
        dues: &'p [Due],
    },
}

impl SaidDue<'_> {
    /// The last of its last days, where it has one.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Own(deadline) => deadline.last_day(None),
            Self::OfPlan { plan, dues } => {
                let issued = plan.official.date.full();
                dues.iter().filter_map(|due| due.deadline.last_day(issued)).max()
            }
        }
    }
}

/// A deadline or an output of an entry.
#[derive(Debug, Clone)]
pub struct Said<T> {
    pub value: T,
    /// The source tasks that state it, by their places in [`SubEntry::covers`]; empty where it holds for
    /// the whole entry.
    pub of: Vec<usize>,
}

impl SubEntry<'_> {
    /// Chưa phân công.
    pub fn is_without_unit(&self) -> bool {
        self.lead.is_empty() && self.phrase.is_none()
    }
}

/// A task that a document answers, and the plan that gives it.
#[derive(Debug, Clone, Copy)]
pub struct Covered<'p> {
    pub plan: &'p Plan,
    pub mine: &'p Responsibility<'p>,
}

/// An item of "Tổ chức thực hiện" in the agency's plan.
#[derive(Debug, Clone)]
pub struct OwnDuty<'p> {
    pub wording: Wording<'p>,
    pub covers: Vec<Covered<'p>>,
    pub deadlines: Vec<Said<SaidDue<'p>>>,
}

/// How much of a sub-plan is still open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Openness {
    pub entries: usize,
    pub lead: usize,
    pub supporting: usize,
    /// Chưa phân công.
    pub without_unit: usize,
    pub without_deadline: usize,
    pub without_output: usize,
    /// Phối hợp khi có liên quan.
    pub related: usize,
}

impl SubPlan<'_> {
    /// A finding of the sub-plan, pointing at the agency's own part where it has one.
    pub fn finding(&self, finding: Diagnostic) -> Diagnostic {
        match self.overlay {
            Some(overlay) => finding.at(overlay.place.clone()),
            None => finding,
        }
    }

    /// Counts what is open, and in how many source tasks the agency leads or supports.
    pub fn openness(&self) -> Openness {
        let mut open = Openness { related: self.related.len(), ..Openness::default() };
        for entry in self.entries() {
            open.entries += 1;
            open.without_unit += usize::from(entry.is_without_unit());
            open.without_deadline += usize::from(entry.deadlines.is_empty());
            open.without_output += usize::from(entry.outputs.is_empty());
            open.lead += entry.covers.iter().filter(|covered| covered.mine.role == Role::Lead).count();
            open.supporting +=
                entry.covers.iter().filter(|covered| covered.mine.role == Role::Supporting).count();
        }
        open
    }

    pub fn entries(&self) -> impl Iterator<Item = &SubEntry<'_>> {
        self.groups.iter().flat_map(|group| group.headings.iter().flat_map(|heading| &heading.entries))
    }
}

/// Makes the sub-plan of one agency from the plans that reach it and its overlay, if it has one.
/// Coverage is not assumed: [`super::coverage`] proves it on the result.
pub fn sub_plan<'p>(
    province: &'p Province,
    agency: &'p Agency,
    year: i16,
    overlay: Option<&'p Overlay>,
    parents: &[&'p Responsibilities<'p>],
) -> SubPlan<'p> {
    let mut left = Left::new(Teller { province, agency }, parents);
    left.reserve(overlay);
    let accounts = accounts(overlay);
    let mut groups = Vec::new();
    for parent in parents {
        let headings = headings(parent.plan, &accounts);
        let mut folds = folds(parent.plan, headings.iter().flat_map(|(_, sources)| sources), &accounts);
        for (key, sources) in headings {
            let headings = sub_headings(parent.plan, &sources, (overlay, &accounts), &mut folds, &mut left);
            if !headings.is_empty() {
                groups.push(TaskGroup { plan: parent.plan, key, headings });
            }
        }
    }
    let organisation = overlay.map_or_else(Vec::new, |own| {
        own.organisation.iter().map(|entry| own_duty(entry, &mut left)).collect()
    });
    let set_aside = overlay.iter().flat_map(|own| &own.set_aside).filter_map(|source| left.take(source));
    let set_aside = set_aside.collect();
    let rest = left.rest(parents);
    let foreign = overlay.map_or_else(Vec::new, |overlay| foreign(overlay, agency, parents));
    SubPlan {
        agency,
        year,
        foreign,
        official: defaults::official(province, agency, year, overlay, parents),
        parents: parents.iter().map(|parent| parent.plan).collect(),
        overlay,
        monitored: monitored(agency, parents),
        groups,
        related: rest.related,
        duties: rest.duties,
        organisation,
        left_out: rest.left_out,
        set_aside,
    }
}

fn monitored<'p>(agency: &Agency, parents: &[&'p Responsibilities<'p>]) -> Vec<Monitored<'p>> {
    let of = |parent: &&'p Responsibilities<'p>| {
        let (plan, share) = (parent.plan, parent.share(&agency.id)?);
        Some(share.monitors.iter().map(move |(heading, watch)| Monitored { plan, heading, watch: *watch }))
    };
    parents.iter().filter_map(of).flatten().collect()
}

fn foreign<'p>(
    overlay: &'p Overlay,
    agency: &Agency,
    parents: &[&'p Responsibilities<'p>],
) -> Vec<(&'p SourceTask, &'p Place)> {
    let own = |source: &SourceTask| {
        let parent = parents.iter().find(|parent| parent.plan.id == source.plan);
        let share = parent.and_then(|parent| parent.share(&agency.id));
        share.is_some_and(|share| share.of(&source.reference).is_some())
    };
    // Where the task is named; each is named once.
    let named = overlay.named.iter().map(|named| (&named.source, &named.place));
    named.filter(|(source, _)| !own(source)).collect()
}
