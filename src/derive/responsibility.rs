//! Plan → who is answerable for what, for every agency at once.
//!
//! Groups are resolved on the plan's day. An agency has each task once: named leads come before leads
//! through a group, leads before supporting roles, and the first way found is the one that counts.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::model::plan::{Assignee, Duty, DutyTask, Index, Plan, Task};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Via {
    Direct,
    Group(GroupId),
}

impl std::fmt::Display for Via {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Direct => f.write_str("direct"),
            Self::Group(id) => write!(f, "group:{id}"),
        }
    }
}

/// One task of one agency.
#[derive(Debug, Clone)]
pub struct Responsibility<'p> {
    pub task: &'p Task,
    pub role: Role,
    pub via: Via,
}

/// One duty of one agency.
#[derive(Debug, Clone)]
pub struct DutyShare<'p> {
    pub duty: &'p Duty,
    pub task: &'p DutyTask,
    pub role: Role,
    pub via: Via,
}

/// Everything that a plan asks of one agency.
#[derive(Debug, Clone, Default)]
pub struct Share<'p> {
    /// In the order of the plan.
    pub tasks: Vec<Responsibility<'p>>,
    pub duties: Vec<DutyShare<'p>>,
    /// Indices that it monitors.
    pub monitors: Vec<&'p Index>,
}

/// A plan with the shares of all agencies that it reaches.
#[derive(Debug, Clone)]
pub struct Responsibilities<'p> {
    pub plan: &'p Plan,
    /// The day on which groups were resolved.
    pub day: Date,
    shares: BTreeMap<AgencyId, Share<'p>>,
}

impl<'p> Responsibilities<'p> {
    /// Resolves every assignment, duty and monitor of the plan. Ids that the registry does not know
    /// are passed over: the content stage has reported them as errors.
    pub fn of(plan: &'p Plan, registry: &Registry) -> Self {
        let mut resolver = Resolver::new(registry, plan.official.date.resolution_day());
        let mut shares: BTreeMap<AgencyId, Share<'p>> = BTreeMap::new();
        for task in plan.tasks() {
            for (agency, role, via) in resolver.resolve(task) {
                shares.entry(agency).or_default().tasks.push(Responsibility { task, role, via });
            }
        }
        for (duty, task) in plan.duties() {
            for (agency, role, via) in resolver.resolve(&task.task) {
                shares.entry(agency).or_default().duties.push(DutyShare { duty, task, role, via });
            }
        }
        for (_, index) in plan.indices() {
            for monitor in index.monitor.iter() {
                shares.entry(monitor.clone()).or_default().monitors.push(index);
            }
        }
        Self { plan, day: resolver.day, shares }
    }

    /// The share of one agency; `None` where the plan asks nothing of it.
    pub fn share(&self, agency: &AgencyId) -> Option<&Share<'p>> {
        self.shares.get(agency)
    }

    /// Agencies that the plan reaches, by id.
    pub fn agencies(&self) -> impl Iterator<Item = (&AgencyId, &Share<'p>)> {
        self.shares.iter()
    }
}

/// Resolves assignees on one day, each group once.
struct Resolver<'r> {
    registry: &'r Registry,
    day: Date,
    members: BTreeMap<GroupId, Vec<AgencyId>>,
}

impl<'r> Resolver<'r> {
    fn new(registry: &'r Registry, day: Date) -> Self {
        Self { registry, day, members: BTreeMap::new() }
    }

    fn resolve(&mut self, task: &Task) -> Vec<(AgencyId, Role, Via)> {
        let mut ways = BTreeMap::new();
        let except: BTreeSet<&AgencyId> = task.except.iter().collect();
        for (role, assignees) in [(Role::Lead, &task.lead), (Role::Supporting, &task.supporting)] {
            for direct in [true, false] {
                for assignee in assignees.iter().filter(|a| matches!(a, Assignee::Agency(_)) == direct) {
                    for (agency, via) in self.agencies(assignee) {
                        if !except.contains(&agency) {
                            ways.entry(agency).or_insert((role, via));
                        }
                    }
                }
            }
        }
        ways.into_iter().map(|(agency, (role, via))| (agency, role, via)).collect()
    }

    fn agencies(&mut self, assignee: &Assignee) -> Vec<(AgencyId, Via)> {
        match assignee {
            Assignee::Agency(id) => vec![(id.clone(), Via::Direct)],
            Assignee::Group(id) => {
                let members = self.members.entry(id.clone()).or_insert_with(|| {
                    let group = self.registry.group(id);
                    let members = group.map(|group| self.registry.members(group, self.day));
                    members.into_iter().flatten().map(|agency| agency.id.clone()).collect()
                });
                members.iter().map(|agency| (agency.clone(), Via::Group(id.clone()))).collect()
            }
        }
    }
}
