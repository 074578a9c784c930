//! Plan × agency → sub-plan: every task of the agency, in its own words where its overlay has some.

use std::collections::{BTreeMap, BTreeSet};

use super::defaults;
use super::responsibility::{DutyShare, Responsibilities, Responsibility, Role, Share, Via};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::agency::{Agency, PlanId, Registry};
use crate::model::overlay::{
    EntryStyle, FOCAL, Leader, Overlay, OverlayEntry, OverlayIndex, SourceTask, UnitSet,
};
use crate::model::plan::{FocalTask, Index, Official, Plan, Task};
use crate::model::values::Deadline;

/// Kế hoạch triển khai của một cơ quan.
#[derive(Debug, Clone)]
pub struct SubPlan<'p> {
    pub agency: &'p Agency,
    pub year: i16,
    /// Number, date, signature …; a draft where the agency has not said.
    pub official: Official,
    /// Kế hoạch gốc, the main plan first.
    pub parents: Vec<&'p Plan>,
    pub overlay: Option<&'p Overlay>,
    /// Chỉ số được giao theo dõi.
    pub monitored: Vec<(&'p Plan, &'p Index)>,
    /// One per parent plan and family; empty ones are left out.
    pub groups: Vec<TaskGroup<'p>>,
    pub duties: Vec<SubDuty<'p>>,
    /// Source tasks that the overlay claims although they are not the agency's: the proof fails.
    pub foreign: Vec<(&'p SourceTask, &'p Place)>,
}

/// The indices of one family in one parent plan.
#[derive(Debug, Clone)]
pub struct TaskGroup<'p> {
    pub plan: &'p Plan,
    pub key: GroupKey,
    pub indices: Vec<SubIndex<'p>>,
}

/// What a group of tasks is: the focal tasks, or a family of indices.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// Nhiệm vụ trọng tâm, with the title of its clause.
    Focal(String),
    Family(String),
}

/// One heading of the sub-plan: an index, several folded into one, or a focal task.
#[derive(Debug, Clone)]
pub struct SubIndex<'p> {
    pub sources: Vec<Source<'p>>,
    /// The agency's own heading.
    pub title: Option<&'p str>,
    pub leaders: Vec<&'p Leader>,
    pub by_field: bool,
    pub style: EntryStyle,
    pub entries: Vec<SubEntry<'p>>,
}

#[derive(Debug, Clone, Copy)]
pub enum Source<'p> {
    Index(&'p Index),
    Focal(&'p FocalTask),
}

/// Câu chữ: whose words an entry is in.
#[derive(Debug, Clone, Copy)]
pub enum Wording<'p> {
    /// The agency's.
    Own(&'p str),
    /// The plan's, as the task stands there.
    Kept { plan: &'p Plan, task: &'p Task },
}

impl<'p> Wording<'p> {
    pub fn text(self) -> &'p str {
        match self {
            Self::Own(text) => text,
            Self::Kept { task, .. } => &task.text,
        }
    }
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
    pub deadlines: Vec<Said<'p, Deadline>>,
    /// Sản phẩm, in the same way.
    pub outputs: Vec<Said<'p, str>>,
    pub phrase: Option<&'p str>,
    /// Left out by the overlay and carried in as it stands.
    pub carried: bool,
    /// Where the agency wrote it; of what it did not write, where the index has its block.
    pub place: Option<&'p Place>,
}

/// A deadline or an output of an entry.
#[derive(Debug)]
pub struct Said<'p, T: ?Sized> {
    pub value: &'p T,
    /// The source tasks that state it, by their places in [`SubEntry::covers`]; empty where it holds for
    /// the whole entry.
    pub of: Vec<usize>,
}

impl<T: ?Sized> Clone for Said<'_, T> {
    fn clone(&self) -> Self {
        Self { value: self.value, of: self.of.clone() }
    }
}

impl SubEntry<'_> {
    /// Chưa phân công.
    pub fn is_without_unit(&self) -> bool {
        self.lead.is_empty() && self.phrase.is_none()
    }
}

#[derive(Debug, Clone)]
pub struct Covered<'p> {
    pub plan: &'p Plan,
    pub task: &'p Task,
    pub role: Role,
    pub via: Via,
}

#[derive(Debug, Clone)]
pub struct SubDuty<'p> {
    pub plan: &'p Plan,
    pub share: DutyShare<'p>,
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
        let mut open = Openness::default();
        for entry in self.entries() {
            open.entries += 1;
            open.without_unit += usize::from(entry.is_without_unit());
            open.without_deadline += usize::from(entry.deadlines.is_empty());
            open.without_output += usize::from(entry.outputs.is_empty());
            open.lead += entry.covers.iter().filter(|covered| covered.role == Role::Lead).count();
            open.supporting += entry.covers.iter().filter(|covered| covered.role == Role::Supporting).count();
        }
        open
    }

    pub fn entries(&self) -> impl Iterator<Item = &SubEntry<'_>> {
        self.groups.iter().flat_map(|group| group.indices.iter().flat_map(|index| &index.entries))
    }
}

/// Makes the sub-plan of one agency from the plans that reach it and its overlay, if it has one.
/// Coverage is not assumed: [`super::coverage`] proves it on the result.
pub fn sub_plan<'p>(
    registry: &Registry,
    agency: &'p Agency,
    year: i16,
    overlay: Option<&'p Overlay>,
    parents: &[&'p Responsibilities<'p>],
) -> SubPlan<'p> {
    let mut left = Left::new(agency, parents);
    left.reserve(overlay);
    let accounts = accounts(overlay);
    let mut groups = Vec::new();
    for parent in parents {
        let headings = headings(parent.plan);
        let mut folds = folds(parent.plan, headings.iter().flat_map(|(_, sources)| sources), &accounts);
        for (key, sources) in headings {
            let indices = sub_indices(parent.plan, &sources, (overlay, &accounts), &mut folds, &mut left);
            if !indices.is_empty() {
                groups.push(TaskGroup { plan: parent.plan, key, indices });
            }
        }
    }
    let share = |parent: &&'p Responsibilities<'p>| parent.share(&agency.id);
    let monitored = parents
        .iter()
        .filter_map(|parent| share(parent).map(|share| (parent.plan, share)))
        .flat_map(|(plan, share)| share.monitors.iter().map(move |index| (plan, *index)))
        .collect();
    let duties = parents
        .iter()
        .filter_map(|parent| share(parent).map(|share| (parent.plan, share)))
        .flat_map(|(plan, share)| share.duties.iter().map(move |duty| SubDuty { plan, share: duty.clone() }))
        .collect();
    let foreign = overlay.map_or_else(Vec::new, |overlay| foreign(overlay, agency, parents));
    SubPlan {
        agency,
        year,
        foreign,
        official: defaults::official(registry, agency, year, overlay, parents),
        parents: parents.iter().map(|parent| parent.plan).collect(),
        overlay,
        monitored,
        groups,
        duties,
    }
}

fn foreign<'p>(
    overlay: &'p Overlay,
    agency: &Agency,
    parents: &[&'p Responsibilities<'p>],
) -> Vec<(&'p SourceTask, &'p Place)> {
    let own = |source: &SourceTask| {
        let parent = parents.iter().find(|parent| parent.plan.id == source.plan);
        let share = parent.and_then(|parent| parent.share(&agency.id));
        share.is_some_and(|share| share.tasks.iter().any(|own| own.task.reference == source.reference))
    };
    let entries = overlay.indices.iter().flat_map(|index| &index.entries);
    entries
        .flat_map(|entry| entry.covers.iter().map(move |source| (source, &entry.place)))
        .filter(|(source, _)| !own(source))
        .collect()
}

/// The tasks of an agency that no entry has answered yet.
struct Left<'p> {
    tasks: BTreeMap<SourceTask, Covered<'p>>,
    answered_elsewhere: BTreeSet<SourceTask>,
}

impl<'p> Left<'p> {
    fn new(agency: &Agency, parents: &[&'p Responsibilities<'p>]) -> Self {
        let mut tasks = BTreeMap::new();
        for parent in parents {
            let none = Share::default();
            let share = parent.share(&agency.id).unwrap_or(&none);
            for Responsibility { task, role, via } in &share.tasks {
                let source = SourceTask { plan: parent.plan.id.clone(), reference: task.reference.clone() };
                tasks.insert(source, Covered { plan: parent.plan, task, role: *role, via: via.clone() });
            }
        }
        Self { tasks, answered_elsewhere: BTreeSet::new() }
    }

    /// Sets aside what the overlay answers anywhere, so that no heading carries it in as well.
    fn reserve(&mut self, overlay: Option<&Overlay>) {
        let entries =
            overlay.into_iter().flat_map(|overlay| &overlay.indices).flat_map(|index| &index.entries);
        self.answered_elsewhere = entries.flat_map(|entry| entry.covers.iter().cloned()).collect();
    }

    fn take(&mut self, source: &SourceTask) -> Option<Covered<'p>> {
        self.tasks.remove(source)
    }

    fn carry(&mut self, plan: &Plan, task: &Task) -> Option<Covered<'p>> {
        let source = SourceTask { plan: plan.id.clone(), reference: task.reference.clone() };
        if self.answered_elsewhere.contains(&source) { None } else { self.take(&source) }
    }
}

/// The headings of a plan in its own order, grouped by what they are.
fn headings(plan: &Plan) -> Vec<(GroupKey, Vec<Source<'_>>)> {
    let mut groups: Vec<(GroupKey, Vec<Source<'_>>)> = Vec::new();
    let mut places: BTreeMap<GroupKey, usize> = BTreeMap::new();
    let mut add = |key: GroupKey, source| match places.get(&key) {
        Some(place) => groups[*place].1.push(source),
        None => {
            places.insert(key.clone(), groups.len());
            groups.push((key, vec![source]));
        }
    };
    for (clause, focal) in plan.focal_tasks() {
        add(GroupKey::Focal(clause.title.clone()), Source::Focal(focal));
    }
    for (_, index) in plan.indices() {
        add(GroupKey::Family(index.family.clone()), Source::Index(index));
    }
    groups
}

/// What accounts fold together, by their places among the accounts: taken out where its first source
/// stands, so that no heading comes twice.
type Folds<'p> = BTreeMap<usize, Vec<Source<'p>>>;

fn folds<'p: 's, 's>(
    plan: &'p Plan,
    sources: impl Iterator<Item = &'s Source<'p>>,
    accounts: &Accounts<'p>,
) -> Folds<'p> {
    let mut folds: Folds<'p> = BTreeMap::new();
    for source in sources {
        if let Some((at, _)) = own_account(plan, source, accounts) {
            folds.entry(at).or_default().push(*source);
        }
    }
    folds
}

fn sub_indices<'p>(
    plan: &'p Plan,
    sources: &[Source<'p>],
    (overlay, accounts): (Option<&'p Overlay>, &Accounts<'p>),
    folds: &mut Folds<'p>,
    left: &mut Left<'p>,
) -> Vec<SubIndex<'p>> {
    // Headings without an account of their own look like the rest of the agency's plan.
    let house_style =
        overlay.and_then(|overlay| overlay.indices.first()).map_or(EntryStyle::Lettered, |index| index.style);
    let mut indices = Vec::new();
    for source in sources {
        let (own, folded) = match own_account(plan, source, accounts) {
            None => (None, vec![*source]),
            Some((at, own)) => match folds.remove(&at) {
                Some(folded) => (Some(own), folded),
                None => continue,
            },
        };
        let mut entries: Vec<SubEntry<'p>> = own
            .into_iter()
            .flat_map(|own| &own.entries)
            .map(|entry| own_entry(entry, overlay, left))
            .collect();
        let place = own.map(|own| &own.place).or(overlay.map(|overlay| &overlay.place));
        for task in folded.iter().flat_map(tasks_of) {
            entries.extend(left.carry(plan, task).map(|covered| untouched_entry(covered, place)));
        }
        if entries.is_empty() && own.is_none() {
            continue;
        }
        indices.push(SubIndex {
            sources: folded,
            title: own.and_then(|own| own.title.as_deref()),
            leaders: own.map_or_else(Vec::new, |own| leaders(overlay, &own.leaders)),
            by_field: own.is_some_and(|own| own.by_field),
            style: own.map_or(house_style, |own| own.style),
            entries,
        });
    }
    indices
}

fn tasks_of<'p>(source: &Source<'p>) -> Vec<&'p Task> {
    match source {
        Source::Index(index) => index.assignments.iter().flat_map(|assignment| &assignment.tasks).collect(),
        Source::Focal(focal) => focal.task.iter().collect(),
    }
}

/// What an overlay says of the headings of its parent plans, by plan, family and ordinal, with its place
/// among the accounts.
type Accounts<'p> = BTreeMap<(&'p PlanId, &'p str, usize), (usize, &'p OverlayIndex)>;

fn accounts(overlay: Option<&Overlay>) -> Accounts<'_> {
    let mut accounts = BTreeMap::new();
    for (at, own) in overlay.into_iter().flat_map(|overlay| &overlay.indices).enumerate() {
        for ordinal in &own.ordinals {
            accounts.insert((&own.plan, own.family.as_str(), *ordinal), (at, own));
        }
    }
    accounts
}

fn own_account<'p>(
    plan: &'p Plan,
    source: &Source<'p>,
    accounts: &Accounts<'p>,
) -> Option<(usize, &'p OverlayIndex)> {
    let (family, ordinal) = match source {
        Source::Index(index) => (index.family.as_str(), index.ordinal),
        Source::Focal(focal) => (FOCAL, focal.ordinal),
    };
    accounts.get(&(&plan.id, family, ordinal)).copied()
}

fn own_entry<'p>(entry: &'p OverlayEntry, overlay: Option<&'p Overlay>, left: &mut Left<'p>) -> SubEntry<'p> {
    let covers: Vec<Covered<'p>> = entry.covers.iter().filter_map(|source| left.take(source)).collect();
    let wording = match (&entry.text, covers.first()) {
        (Some(own), _) => Wording::Own(own),
        (None, Some(Covered { plan, task, .. })) => Wording::Kept { plan, task },
        // It answers a task that is another's: the proof fails.
        (None, None) => Wording::Own(""),
    };
    SubEntry {
        wording,
        lead: entry.lead.clone(),
        supporting: entry.supporting.clone(),
        leaders: leaders(overlay, &entry.leaders),
        deadlines: said(entry.deadline.as_ref(), &covers, |task| task.deadline.as_ref()),
        outputs: said(entry.output.as_deref(), &covers, |task| task.output.as_deref()),
        phrase: entry.phrase.as_deref(),
        carried: false,
        place: Some(&entry.place),
        covers,
    }
}

/// A task in the province's words; `place` is where the agency, if it has a part of its own, would answer it.
fn untouched_entry<'p>(covered: Covered<'p>, place: Option<&'p Place>) -> SubEntry<'p> {
    let wording = Wording::Kept { plan: covered.plan, task: covered.task };
    let covers = vec![covered];
    SubEntry {
        wording,
        lead: UnitSet::default(),
        supporting: UnitSet::default(),
        leaders: Vec::new(),
        deadlines: said(None, &covers, |task| task.deadline.as_ref()),
        outputs: said(None, &covers, |task| task.output.as_deref()),
        phrase: None,
        carried: place.is_some(),
        place,
        covers,
    }
}

/// The agency's own value, or every different one of the sources: without saying whose, where they all
/// state the same.
fn said<'p, T: PartialEq + ?Sized>(
    own: Option<&'p T>,
    covers: &[Covered<'p>],
    stated: impl Fn(&'p Task) -> Option<&'p T>,
) -> Vec<Said<'p, T>> {
    if let Some(value) = own {
        return vec![Said { value, of: Vec::new() }];
    }
    let mut all: Vec<Said<'p, T>> = Vec::new();
    for (at, covered) in covers.iter().enumerate() {
        let Some(value) = stated(covered.task) else { continue };
        match all.iter_mut().find(|said| said.value == value) {
            Some(said) => said.of.push(at),
            None => all.push(Said { value, of: vec![at] }),
        }
    }
    if let [one] = &mut all[..]
        && one.of.len() == covers.len()
    {
        one.of.clear();
    }
    all
}

fn leaders<'p>(overlay: Option<&'p Overlay>, places: &[usize]) -> Vec<&'p Leader> {
    let all = overlay.map_or(&[][..], |overlay| &overlay.leaders);
    places.iter().filter_map(|place| all.get(*place)).collect()
}
