//! Plan → who is answerable for what, for every agency at once.
//!
//! Groups are resolved on the plan's day. An agency has each task once: named leads come before leads
//! through a group, leads before supporting roles, and the first way found is the one that counts; groups
//! that call on it in the same way add the parts that they name. What reaches it only through a group of those concerned ("các sở, ngành liên quan") is kept apart: whether
//! it is concerned, only it can tell.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::agency::{AgencyId, Extent, GroupId, Registry};
use crate::model::plan::{Assigned, Assignee, AssignmentRole, Heading, Party, Plan, Task};
use crate::model::reference::Position;

/// Vai trò trong một nhiệm vụ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Chủ trì.
    Lead,
    /// Phối hợp.
    Supporting,
}

impl Role {
    /// The name in `list --json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Supporting => "supporting",
        }
    }
}

/// How a task reaches an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via<'p> {
    Direct,
    Group(&'p GroupId),
    /// A group of those concerned.
    Related(&'p GroupId),
}

impl std::fmt::Display for Via<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Direct => f.write_str("direct"),
            Self::Group(id) => write!(f, "group:{id}"),
            Self::Related(id) => write!(f, "soft:{id}"),
        }
    }
}

/// One task of one agency. A province has tens of thousands of these at once.
#[derive(Debug, Clone)]
pub struct Responsibility<'p> {
    pub task: &'p Task,
    pub role: Role,
    pub via: Via<'p>,
    /// The name under which the plan reaches it, with the part that is its own.
    pub party: &'p Party,
    /// Further groups that reach it in the same role, each with another part: none as a rule.
    also: Box<[&'p Party]>,
}

impl Responsibility<'_> {
    /// Whether the agency has the task only where it is concerned.
    pub fn is_related(&self) -> bool {
        matches!(self.via, Via::Related(_))
    }

    /// Phạm vi: the part, or the parts, of the task that are the agency's own, each once: "quy hoạch, cấp phép".
    pub fn scope(&self) -> Option<String> {
        let mut scopes: Vec<&str> = Vec::new();
        for scope in [self.party].iter().chain(&self.also).filter_map(|party| party.scope.as_deref()) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        (!scopes.is_empty()).then(|| scopes.join(", "))
    }
}

/// Vai trò theo dõi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Watch {
    /// Đầu mối theo dõi.
    Monitor,
    /// Cùng theo dõi.
    CoMonitor,
}

/// Everything that a plan asks of one agency.
#[derive(Debug, Clone, Default)]
pub struct Share<'p> {
    /// In the order of the plan.
    pub tasks: Vec<Responsibility<'p>>,
    pub duties: Vec<Responsibility<'p>>,
    /// Tasks and duties that it has only where they concern it.
    pub related: Vec<Responsibility<'p>>,
    /// Headings, of indices as a rule, that it monitors.
    pub monitors: Vec<(&'p Heading, Watch)>,
}

impl<'p> Share<'p> {
    /// What it has in this place of the plan.
    pub fn of(&self, reference: &Position) -> Option<&Responsibility<'p>> {
        self.all().find(|mine| mine.task.reference == *reference)
    }

    /// Tasks, duties, and what it has only where it concerns it.
    pub fn all(&self) -> impl Iterator<Item = &Responsibility<'p>> {
        self.tasks.iter().chain(&self.duties).chain(&self.related)
    }
}

/// A plan with the shares of all agencies that it reaches.
#[derive(Debug, Clone)]
pub struct Responsibilities<'p> {
    pub plan: &'p Plan,
    /// The day on which groups were resolved.
    pub day: Date,
    shares: BTreeMap<&'p AgencyId, Share<'p>>,
}

impl<'p> Responsibilities<'p> {
    /// Resolves every assignment, duty and monitor of the plan. Ids that the registry does not know
    /// are passed over: the content stage has reported them as errors.
    pub fn of(plan: &'p Plan, registry: &'p Registry) -> Self {
        let mut resolver = Resolver::new(registry, plan.official.date.resolution_day());
        let mut shares: BTreeMap<&AgencyId, Share<'p>> = BTreeMap::new();
        for given in plan.assignments() {
            for task in &given.tasks {
                for (agency, way) in resolver.resolve(&task.assigned) {
                    let share = shares.entry(agency).or_default();
                    let Way { role, via, party, also } = way;
                    let list = match (via, given.role) {
                        (Via::Related(_), _) => &mut share.related,
                        (_, AssignmentRole::Task) => &mut share.tasks,
                        (_, AssignmentRole::Organisation) => &mut share.duties,
                    };
                    list.push(Responsibility { task, role, via, party, also: also.into() });
                }
            }
        }
        for heading in plan.headings() {
            let monitor = heading.monitor.iter().map(|id| (id, Watch::Monitor));
            for (id, watch) in monitor.chain(heading.co_monitors.iter().map(|id| (id, Watch::CoMonitor))) {
                shares.entry(id).or_default().monitors.push((heading, watch));
            }
        }
        // Of thousands of agencies, the room that was left for more would be as much as what is there.
        for share in shares.values_mut() {
            [&mut share.tasks, &mut share.duties, &mut share.related]
                .into_iter()
                .for_each(Vec::shrink_to_fit);
        }
        Self { plan, day: resolver.day, shares }
    }

    /// The share of one agency; `None` where the plan asks nothing of it.
    pub fn share(&self, agency: &AgencyId) -> Option<&Share<'p>> {
        self.shares.get(agency)
    }

    /// Agencies that the plan reaches, by id.
    pub fn agencies(&self) -> impl Iterator<Item = (&AgencyId, &Share<'p>)> {
        self.shares.iter().map(|(id, share)| (*id, share))
    }
}

/// The way on which a task reaches an agency.
struct Way<'p> {
    role: Role,
    via: Via<'p>,
    party: &'p Party,
    also: Vec<&'p Party>,
}

impl<'p> Way<'p> {
    /// Takes in another group that calls on the agency in the same way: it has the part that both name. Whoever
    /// is named by itself has what stands with its name.
    fn join(&mut self, role: Role, pass: Pass, party: &'p Party) {
        let same_way = self.via != Via::Direct && self.via.pass() == pass;
        if same_way && self.role == role && self.party.scope != party.scope {
            self.also.push(party);
        }
    }
}

/// Resolves assignees on one day, each group once.
struct Resolver<'p> {
    registry: &'p Registry,
    day: Date,
    members: BTreeMap<&'p GroupId, Vec<&'p AgencyId>>,
}

impl<'p> Resolver<'p> {
    fn new(registry: &'p Registry, day: Date) -> Self {
        Self { registry, day, members: BTreeMap::new() }
    }

    fn resolve(&mut self, assigned: &'p Assigned) -> BTreeMap<&'p AgencyId, Way<'p>> {
        let except: BTreeSet<&AgencyId> = assigned.except.iter().collect();
        let mut ways: BTreeMap<&AgencyId, Way<'p>> = BTreeMap::new();
        // Whoever is called on surely is not called on as one of those concerned; leads come first.
        let (leads, supporting) = ((Role::Lead, &assigned.leads), (Role::Supporting, &assigned.supporting));
        let surely = [leads, supporting].into_iter().flat_map(|of| [(of, Pass::Named), (of, Pass::Grouped)]);
        let related = [leads, supporting].map(|of| (of, Pass::Related));
        for ((role, parties), pass) in surely.chain(related) {
            for party in parties {
                let Some(via) = self.via(&party.who).filter(|via| via.pass() == pass) else { continue };
                for agency in self.agencies(&party.who) {
                    // Exceptions are those of a group: whoever is named is meant.
                    if pass == Pass::Named || !except.contains(agency) {
                        ways.entry(agency)
                            .and_modify(|way| way.join(role, pass, party))
                            .or_insert_with(|| Way { role, via, party, also: Vec::new() });
                    }
                }
            }
        }
        ways
    }

    /// None where the register knows nobody of that name.
    fn via(&self, who: &'p Assignee) -> Option<Via<'p>> {
        match who {
            Assignee::Agency(_) => Some(Via::Direct),
            Assignee::Group(id) => self.registry.group(id).map(|group| match group.extent {
                Extent::Whole => Via::Group(id),
                Extent::Related => Via::Related(id),
            }),
            Assignee::Outside(_) => None,
        }
    }

    fn agencies(&mut self, who: &'p Assignee) -> Vec<&'p AgencyId> {
        let id = match who {
            Assignee::Agency(id) => return vec![id],
            Assignee::Outside(_) => return Vec::new(),
            Assignee::Group(id) => id,
        };
        let Some(group) = self.registry.group(id) else { return Vec::new() };
        let members = self.members.entry(id).or_insert_with(|| {
            self.registry.members(group, self.day).into_iter().map(|agency| &agency.id).collect()
        });
        members.clone()
    }
}

impl Via<'_> {
    const fn pass(self) -> Pass {
        match self {
            Self::Direct => Pass::Named,
            Self::Group(_) => Pass::Grouped,
            Self::Related(_) => Pass::Related,
        }
    }
}

/// The order in which the ways to an agency are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pass {
    Named,
    Grouped,
    Related,
}
