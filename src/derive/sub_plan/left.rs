//! What no entry of the agency's has answered yet, and what becomes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Covered, ToldTask, Wording};
use crate::derive::responsibility::{Responsibilities, Share, Via};
use crate::derive::retold::{Retold, retold};
use crate::model::Province;
use crate::model::agency::Agency;
use crate::model::overlay::{Overlay, SourceTask};
use crate::model::plan::{Nature, Plan, Task};
use crate::model::reference::Position;
use crate::official::State;

/// What becomes of a task that no entry answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unanswered {
    /// It is carried in, in the plan's words.
    Carry,
    /// An issued plan says what its file says: it is told of.
    Tell,
}

/// Tells tasks as they stand in one agency's document.
#[derive(Clone, Copy)]
pub(super) struct Teller<'p> {
    pub province: &'p Province,
    pub agency: &'p Agency,
}

impl<'p> Teller<'p> {
    pub fn tell(self, covered: &Covered<'p>) -> Retold {
        retold(self.province, covered.plan, covered.mine.task, self.agency)
    }

    pub fn kept(self, covered: &Covered<'p>) -> Wording<'p> {
        Wording::Kept { task: covered.mine.task, told: self.tell(covered) }
    }
}

/// The tasks of an agency that no entry has answered yet.
pub(super) struct Left<'p> {
    pub teller: Teller<'p>,
    tasks: BTreeMap<SourceTask, Covered<'p>>,
    answered_elsewhere: BTreeSet<SourceTask>,
    pub unanswered: Unanswered,
    pub unanswered_duties: Unanswered,
}

/// What is left when all headings and items are made.
pub(super) struct Rest<'p> {
    pub related: Vec<ToldTask<'p>>,
    pub duties: Vec<ToldTask<'p>>,
    pub left_out: Vec<Covered<'p>>,
}

impl<'p> Left<'p> {
    pub fn new(teller: Teller<'p>, parents: &[&'p Responsibilities<'p>]) -> Self {
        let agency = teller.agency;
        let mut tasks = BTreeMap::new();
        for parent in parents {
            for mine in parent.share(&agency.id).into_iter().flat_map(Share::all) {
                let source =
                    SourceTask { plan: parent.plan.id.clone(), reference: mine.task.reference.clone() };
                tasks.insert(source, Covered { plan: parent.plan, mine });
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
    pub fn reserve(&mut self, overlay: Option<&Overlay>) {
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

    pub fn take(&mut self, source: &SourceTask) -> Option<Covered<'p>> {
        self.tasks.remove(source)
    }

    pub fn carry(&mut self, plan: &Plan, task: &Task) -> Option<Covered<'p>> {
        let source = SourceTask { plan: plan.id.clone(), reference: task.reference.clone() };
        let is_sure = |covered: &Covered<'_>| !covered.mine.is_related();
        if self.unanswered == Unanswered::Tell
            || self.answered_elsewhere.contains(&source)
            || !self.tasks.get(&source).is_some_and(is_sure)
        {
            return None;
        }
        self.take(&source)
    }

    /// What nobody took, in the order of the plans.
    pub fn rest(mut self, parents: &[&'p Responsibilities<'p>]) -> Rest<'p> {
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
                match (covered.mine.via, tells) {
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
