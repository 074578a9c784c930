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

/// One task of the sub-plan.
#[derive(Debug, Clone)]
pub struct SubEntry<'p> {
    pub text: &'p str,
    /// Source tasks that it answers, with the agency's role in each; empty for its own task.
    pub covers: Vec<Covered<'p>>,
    pub lead: UnitSet,
    pub supporting: UnitSet,
    pub leaders: Vec<&'p Leader>,
    pub deadline: Option<&'p Deadline>,
    pub output: Option<&'p str>,
    pub phrase: Option<&'p str>,
    /// Left out by the overlay and carried in as it stands.
    pub carried: bool,
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
            open.without_unit += usize::from(entry.lead.is_empty() && entry.phrase.is_none());
            open.without_deadline += usize::from(entry.deadline.is_none());
            open.without_output += usize::from(entry.output.is_none());
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
        for (key, sources) in headings(parent.plan) {
            let indices = sub_indices(parent.plan, &sources, (overlay, &accounts), &mut left);
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

fn sub_indices<'p>(
    plan: &'p Plan,
    sources: &[Source<'p>],
    (overlay, accounts): (Option<&'p Overlay>, &Accounts<'p>),
    left: &mut Left<'p>,
) -> Vec<SubIndex<'p>> {
    // Headings without an account of their own look like the rest of the agency's plan.
    let house_style =
        overlay.and_then(|overlay| overlay.indices.first()).map_or(EntryStyle::Lettered, |index| index.style);
    // What an account folds together, by its place among the accounts.
    let mut folds: BTreeMap<usize, Vec<Source<'p>>> = BTreeMap::new();
    for source in sources {
        if let Some((at, _)) = own_account(plan, source, accounts) {
            folds.entry(at).or_default().push(*source);
        }
    }
    let mut done = BTreeSet::new();
    let mut indices = Vec::new();
    for source in sources {
        if done.contains(&source_key(source)) {
            continue;
        }
        let account = own_account(plan, source, accounts);
        let own = account.map(|(_, own)| own);
        let folded = account.and_then(|(at, _)| folds.remove(&at)).unwrap_or_else(|| vec![*source]);
        done.extend(folded.iter().map(source_key));
        let mut entries: Vec<SubEntry<'p>> = own
            .into_iter()
            .flat_map(|own| &own.entries)
            .map(|entry| own_entry(entry, overlay, left))
            .collect();
        for task in folded.iter().flat_map(tasks_of) {
            entries.extend(left.carry(plan, task).map(|covered| carried_entry(covered, overlay.is_some())));
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

fn source_key(source: &Source<'_>) -> (bool, Vec<usize>) {
    match source {
        Source::Index(index) => (true, index.number.clone()),
        Source::Focal(focal) => (false, focal.number.clone()),
    }
}

fn tasks_of<'p>(source: &Source<'p>) -> Vec<&'p Task> {
    match source {
        Source::Index(index) => index.assignments.iter().flat_map(|assignment| &assignment.tasks).collect(),
        Source::Focal(focal) => focal.task.iter().collect(),
    }
}

/// What an overlay says of the headings of its parent plans, by plan, family and ordinal; of two that
/// name the same heading the first.
type Accounts<'p> = BTreeMap<(&'p PlanId, &'p str, usize), (usize, &'p OverlayIndex)>;

fn accounts(overlay: Option<&Overlay>) -> Accounts<'_> {
    let mut accounts = BTreeMap::new();
    for (at, own) in overlay.into_iter().flat_map(|overlay| &overlay.indices).enumerate() {
        for ordinal in &own.ordinals {
            accounts.entry((&own.plan, own.family.as_str(), *ordinal)).or_insert((at, own));
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
        Source::Index(index) => (index.family.as_str(), Some(index.ordinal)),
        Source::Focal(focal) => (FOCAL, focal.number.last().copied()),
    };
    accounts.get(&(&plan.id, family, ordinal?)).copied()
}

fn own_entry<'p>(entry: &'p OverlayEntry, overlay: Option<&'p Overlay>, left: &mut Left<'p>) -> SubEntry<'p> {
    let covers: Vec<Covered<'p>> = entry.covers.iter().filter_map(|source| left.take(source)).collect();
    let kept = covers.first().map_or("", |covered| covered.task.text.as_str());
    let inherited = inherited_deadline(&covers);
    SubEntry {
        text: entry.text.as_deref().unwrap_or(kept),
        lead: entry.lead.clone(),
        supporting: entry.supporting.clone(),
        leaders: leaders(overlay, &entry.leaders),
        deadline: entry.deadline.as_ref().or(inherited),
        output: entry.output.as_deref().or_else(|| inherited_output(&covers)),
        phrase: entry.phrase.as_deref(),
        carried: false,
        covers,
    }
}

fn carried_entry(covered: Covered<'_>, carried: bool) -> SubEntry<'_> {
    let covers = vec![covered];
    SubEntry {
        text: &covers[0].task.text,
        lead: UnitSet::default(),
        supporting: UnitSet::default(),
        leaders: Vec::new(),
        deadline: inherited_deadline(&covers),
        output: inherited_output(&covers),
        phrase: None,
        carried,
        covers,
    }
}

/// The deadline of the sources, where they agree on one.
fn inherited_deadline<'p>(covers: &[Covered<'p>]) -> Option<&'p Deadline> {
    let first = covers.first()?.task.deadline.as_ref()?;
    covers.iter().all(|covered| covered.task.deadline.as_ref() == Some(first)).then_some(first)
}

fn inherited_output<'p>(covers: &[Covered<'p>]) -> Option<&'p str> {
    let first = covers.first()?.task.output.as_deref()?;
    covers.iter().all(|covered| covered.task.output.as_deref() == Some(first)).then_some(first)
}

fn leaders<'p>(overlay: Option<&'p Overlay>, places: &[usize]) -> Vec<&'p Leader> {
    let all = overlay.map_or(&[][..], |overlay| &overlay.leaders);
    places.iter().filter_map(|place| all.get(*place)).collect()
}
