//! Plan × agency → sub-plan: every task of the agency, in its own words where its overlay has some.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::defaults;
use super::responsibility::{Responsibilities, Responsibility, Role, Share, Via, Watch};
use super::retold::{Retold, retold};
use crate::diagnostic::{Diagnostic, Place};
use crate::model::Province;
use crate::model::agency::{Agency, PlanId};
use crate::model::overlay::{
    EntryStyle, Leader, OrganisationEntry, Overlay, OverlayBlock, OverlayEntry, SourceTask, UnitSet,
};
use crate::model::plan::{Due, Heading, Nature, Party, Plan, Task};
use crate::model::reference::Position;
use crate::official::{Official, State};
use crate::text::deadline::Deadline;

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

#[derive(Debug, Clone)]
pub struct Covered<'p> {
    pub plan: &'p Plan,
    pub task: &'p Task,
    pub role: Role,
    pub via: Via,
    pub party: &'p Party,
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
            open.lead += entry.covers.iter().filter(|covered| covered.role == Role::Lead).count();
            open.supporting += entry.covers.iter().filter(|covered| covered.role == Role::Supporting).count();
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
        let Some(share) = parent.and_then(|parent| parent.share(&agency.id)) else { return false };
        let mut all = share.tasks.iter().chain(&share.duties).chain(&share.related);
        all.any(|own| own.task.reference == source.reference)
    };
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    let entries = entries.map(|entry| (&entry.covers, &entry.place));
    let organisation = overlay.organisation.iter().map(|entry| (&entry.covers, &entry.place));
    let covers = entries.chain(organisation).chain([(&overlay.set_aside, &overlay.place)]);
    covers
        .flat_map(|(covers, place)| covers.iter().map(move |source| (source, place)))
        .filter(|(source, _)| !own(source))
        .collect()
}

/// What becomes of a task that no entry answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unanswered {
    /// It is carried in, in the plan's words.
    Carry,
    /// An issued plan says what its file says: it is told of.
    Tell,
}

/// Tells tasks as they stand in one agency's document.
#[derive(Clone, Copy)]
struct Teller<'p> {
    province: &'p Province,
    agency: &'p Agency,
}

impl<'p> Teller<'p> {
    fn tell(self, covered: &Covered<'p>) -> Retold {
        retold(self.province, covered.plan, covered.task, self.agency)
    }

    fn kept(self, covered: &Covered<'p>) -> Wording<'p> {
        Wording::Kept { task: covered.task, told: self.tell(covered) }
    }
}

/// The tasks of an agency that no entry has answered yet.
struct Left<'p> {
    teller: Teller<'p>,
    tasks: BTreeMap<SourceTask, Covered<'p>>,
    answered_elsewhere: BTreeSet<SourceTask>,
    unanswered: Unanswered,
    unanswered_duties: Unanswered,
}

/// What is left when all headings and items are made.
struct Rest<'p> {
    related: Vec<ToldTask<'p>>,
    duties: Vec<ToldTask<'p>>,
    left_out: Vec<Covered<'p>>,
}

impl<'p> Left<'p> {
    fn new(teller: Teller<'p>, parents: &[&'p Responsibilities<'p>]) -> Self {
        let agency = teller.agency;
        let mut tasks = BTreeMap::new();
        for parent in parents {
            let none = Share::default();
            let share = parent.share(&agency.id).unwrap_or(&none);
            for own in share.tasks.iter().chain(&share.duties).chain(&share.related) {
                let source =
                    SourceTask { plan: parent.plan.id.clone(), reference: own.task.reference.clone() };
                tasks.insert(source, covered(parent.plan, own));
            }
        }
        Self {
            teller,
            tasks,
            answered_elsewhere: BTreeSet::new(),
            unanswered: Unanswered::Carry,
            unanswered_duties: Unanswered::Carry,
        }
    }

    /// Sets aside what the overlay answers anywhere, so that no heading carries it in as well.
    fn reserve(&mut self, overlay: Option<&Overlay>) {
        let Some(overlay) = overlay else { return };
        let entries = overlay.blocks.iter().flat_map(|block| &block.entries).map(|entry| &entry.covers);
        let organisation = overlay.organisation.iter().map(|entry| &entry.covers);
        let all = entries.chain(organisation).chain([&overlay.set_aside]);
        self.answered_elsewhere = all.flatten().cloned().collect();
        // One that says nothing of tasks, or of duties, leaves all of them to the plan.
        if overlay.stated.status == State::Issued {
            let of = |says: bool| if says { Unanswered::Tell } else { Unanswered::Carry };
            self.unanswered = of(!overlay.blocks.is_empty());
            self.unanswered_duties = of(!overlay.organisation.is_empty());
        }
    }

    fn take(&mut self, source: &SourceTask) -> Option<Covered<'p>> {
        self.tasks.remove(source)
    }

    fn carry(&mut self, plan: &Plan, task: &Task) -> Option<Covered<'p>> {
        let source = SourceTask { plan: plan.id.clone(), reference: task.reference.clone() };
        let is_sure = |covered: &Covered<'_>| !matches!(covered.via, Via::Related(_));
        if self.unanswered == Unanswered::Tell
            || self.answered_elsewhere.contains(&source)
            || !self.tasks.get(&source).is_some_and(is_sure)
        {
            return None;
        }
        self.take(&source)
    }

    /// What nobody took, in the order of the plans.
    fn rest(mut self, parents: &[&'p Responsibilities<'p>]) -> Rest<'p> {
        let teller = self.teller;
        let told = |covered: Covered<'p>| ToldTask { told: teller.tell(&covered), covered };
        let mut rest = Rest { related: Vec::new(), duties: Vec::new(), left_out: Vec::new() };
        for parent in parents {
            let plan = parent.plan;
            let duties: BTreeSet<&Position> = plan.duties().map(|task| &task.reference).collect();
            for task in plan.all_tasks() {
                let source = SourceTask { plan: plan.id.clone(), reference: task.reference.clone() };
                let Some(covered) = self.take(&source) else { continue };
                let is_duty = duties.contains(&task.reference);
                // This document is the plan that is asked for.
                let is_this_plan = is_duty && task.assigned.nature == Some(Nature::MakePlan);
                let tells = if is_duty { self.unanswered_duties } else { self.unanswered };
                match (&covered.via, tells) {
                    (Via::Related(_), _) => rest.related.push(told(covered)),
                    _ if is_this_plan => rest.duties.push(told(covered)),
                    (_, Unanswered::Carry) if is_duty => rest.duties.push(told(covered)),
                    _ => rest.left_out.push(covered),
                }
            }
        }
        rest
    }
}

fn covered<'p>(plan: &'p Plan, own: &Responsibility<'p>) -> Covered<'p> {
    Covered { plan, task: own.task, role: own.role, via: own.via.clone(), party: own.party }
}

/// The headings of a plan that have tasks, or that the agency speaks of, in the plan's order, grouped.
fn headings<'p>(plan: &'p Plan, accounts: &Accounts<'p>) -> Vec<(GroupKey, Vec<&'p Heading>)> {
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
type Folds<'p> = BTreeMap<usize, Vec<&'p Heading>>;

fn folds<'p: 's, 's>(
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

fn sub_headings<'p>(
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
type Accounts<'p> = BTreeMap<(&'p PlanId, &'p Position), (usize, &'p OverlayBlock)>;

fn accounts(overlay: Option<&Overlay>) -> Accounts<'_> {
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

fn own_entry<'p>(entry: &'p OverlayEntry, left: &mut Left<'p>) -> SubEntry<'p> {
    let covers: Vec<Covered<'p>> = entry.covers.iter().filter_map(|source| left.take(source)).collect();
    let wording = match (&entry.text, covers.first()) {
        (Some(own), _) => Wording::Own(own),
        (None, Some(covered)) => left.teller.kept(covered),
        // It answers a task that is another's: the proof fails.
        (None, None) => Wording::Own(""),
    };
    // An issued plan in its own words has the deadlines and outputs that it says.
    let says_all = left.unanswered == Unanswered::Tell && matches!(wording, Wording::Own(_));
    let inherited: &[Covered<'p>] = if says_all { &[] } else { &covers };
    SubEntry {
        wording,
        lead: entry.lead.clone(),
        supporting: entry.supporting.clone(),
        leaders: entry.leaders.iter().map(AsRef::as_ref).collect(),
        deadlines: said_dues(entry.deadline.as_ref(), inherited),
        outputs: said(entry.output.as_deref(), inherited, |covered| covered.task.assigned.output.as_deref()),
        phrase: entry.phrase.as_deref(),
        carried: false,
        place: Some(&entry.place),
        covers,
    }
}

/// A task in the plan's words; `place` is where the agency, if it has a part of its own, would answer it.
fn untouched_entry<'p>(covered: Covered<'p>, place: Option<&'p Place>, teller: Teller<'p>) -> SubEntry<'p> {
    let wording = teller.kept(&covered);
    let covers = vec![covered];
    SubEntry {
        wording,
        lead: UnitSet::default(),
        supporting: UnitSet::default(),
        leaders: Vec::new(),
        deadlines: said_dues(None, &covers),
        outputs: said(None, &covers, |covered| covered.task.assigned.output.as_deref()),
        phrase: None,
        carried: place.is_some(),
        place,
        covers,
    }
}

fn own_duty<'p>(entry: &'p OrganisationEntry, left: &mut Left<'p>) -> OwnDuty<'p> {
    let covers: Vec<Covered<'p>> = entry.covers.iter().filter_map(|source| left.take(source)).collect();
    let wording = match (&entry.text, covers.first()) {
        (Some(own), _) => Wording::Own(own),
        (None, Some(covered)) => left.teller.kept(covered),
        (None, None) => Wording::Own(""),
    };
    let says_all = left.unanswered_duties == Unanswered::Tell && matches!(wording, Wording::Own(_));
    let inherited: &[Covered<'p>] = if says_all { &[] } else { &covers };
    OwnDuty { wording, deadlines: said_dues(entry.deadline.as_ref(), inherited), covers }
}

/// The agency's own deadline, or those of the sources, the earliest first; what has no last day comes after.
fn said_dues<'p>(own: Option<&'p Deadline>, covers: &[Covered<'p>]) -> Vec<Said<SaidDue<'p>>> {
    let mut dues = said(own.map(SaidDue::Own), covers, due);
    dues.sort_by_key(|said| {
        let last = said.value.last_day();
        (last.is_none(), last)
    });
    dues
}

fn due<'p>(covered: &Covered<'p>) -> Option<SaidDue<'p>> {
    let dues = covered.task.assigned.deadlines.as_slice();
    (!dues.is_empty()).then_some(SaidDue::OfPlan { plan: covered.plan, dues })
}

/// The agency's own value, or every different one of the sources: without saying whose, where they all
/// state the same.
fn said<'p, T: PartialEq + Copy>(
    own: Option<T>,
    covers: &[Covered<'p>],
    stated: impl Fn(&Covered<'p>) -> Option<T>,
) -> Vec<Said<T>> {
    if let Some(value) = own {
        return vec![Said { value, of: Vec::new() }];
    }
    let mut all: Vec<Said<T>> = Vec::new();
    for (at, covered) in covers.iter().enumerate() {
        let Some(value) = stated(covered) else { continue };
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
