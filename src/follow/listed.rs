//! A task of an agency as scripts see it: the keys that `list --json` and `matrix --format json` share. The
//! shape is fixed.

use serde::Serialize;

use crate::derive::responsibility::{Responsibility, Via};
use crate::model::agency::{Extent, Registry};
use crate::model::plan::{Assignee, Due, Party};

#[derive(Debug, Serialize)]
pub struct ListedTask {
    #[serde(rename = "ref")]
    pub reference: String,
    pub role: &'static str,
    pub via: String,
    pub leads: Vec<String>,
    pub supporting: Vec<String>,
    /// The agency's own part of the task.
    pub scope: Option<String>,
    pub except: Vec<String>,
    pub deadline: Option<String>,
    pub output: Option<String>,
    /// `via` says it in words.
    #[serde(skip)]
    related: bool,
}

impl ListedTask {
    pub fn of(registry: &Registry, one: &Responsibility<'_>) -> Self {
        let assigned = &one.task.assigned;
        let names = |parties: &[Party]| parties.iter().map(|party| id(registry, &party.who)).collect();
        Self {
            reference: one.task.reference.to_string(),
            role: one.role.name(),
            via: one.via.to_string(),
            leads: names(&assigned.leads),
            supporting: names(&assigned.supporting),
            scope: one.scope(),
            except: assigned.except.iter().map(ToString::to_string).collect(),
            deadline: deadline(&assigned.deadlines),
            output: assigned.output.clone(),
            related: one.is_related(),
        }
    }

    /// Whether it has the task only where it is concerned.
    pub fn is_related(&self) -> bool {
        self.related
    }
}

/// The id of an agency, `group:` or `soft:` and the id of a group, the words for others.
fn id(registry: &Registry, who: &Assignee) -> String {
    match who {
        Assignee::Agency(id) => id.to_string(),
        Assignee::Outside(name) => name.clone(),
        Assignee::Group(id) => {
            let related = registry.group(id).is_some_and(|group| group.extent == Extent::Related);
            if related { Via::Related(id) } else { Via::Group(id) }.to_string()
        }
    }
}

/// All deadlines as they were typed, each with the part that it is of.
pub fn deadline(dues: &[Due]) -> Option<String> {
    let told = dues.iter().map(|due| match &due.part {
        Some(part) => format!("{part}: {}", due.deadline),
        None => due.deadline.to_string(),
    });
    let told = told.collect::<Vec<_>>().join("; ");
    (!told.is_empty()).then_some(told)
}
