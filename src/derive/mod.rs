//! Plan × agency → sub-plan, with the proof that nothing was lost.
//!
//! Enters: a [`Province`]. Leaves: a [`Year`], which knows who is answerable for what, and of each agency's document
//! ([`Answer`]) a [`SubPlan`] with what is to be said of it. It knows nothing of templates and of pages.
//!
//! - [`responsibility`]: plan → who is answerable for what, for all agencies at once
//! - [`sub_plan`]: one agency's document; [`retold`]: the plan's words in it; `defaults`: what it states of itself
//! - [`coverage`]: that each task is in it exactly once, by the second, naive reading of [`pairs`]
//! - [`given`]: what an agency is asked in one task, kept beside the words so that a change of it is found
//! - `findings`: what the document still lacks
//! - [`scores`]: goals and results of the indices over the years

pub mod coverage;
mod defaults;
mod findings;
pub mod given;
pub mod pairs;
pub mod responsibility;
pub mod retold;
pub mod scores;
pub mod sub_plan;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Scope};
use crate::model::agency::{Agency, AgencyId, PlanId};
use crate::model::{Overlay, Plan, Province};
use responsibility::Responsibilities;
use sub_plan::SubPlan;

/// Everything of one year, resolved: all of its plans, which are equal.
#[derive(Debug)]
pub struct Year<'p> {
    pub province: &'p Province,
    pub year: i16,
    /// In the order of their ids.
    plans: BTreeMap<PlanId, Responsibilities<'p>>,
    /// The overlay that answers a plan for an agency.
    overlays: BTreeMap<(&'p AgencyId, &'p PlanId), &'p Overlay>,
}

/// Which document of which agency answers which plans.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'p> {
    pub agency: &'p Agency,
    /// Kế hoạch gốc; where the document answers several, the first.
    pub plan: &'p Plan,
    pub overlay: Option<&'p Overlay>,
}

impl Answer<'_> {
    /// Whether a document is made: not for those that are only called on together, and not for the body
    /// that issued the plan.
    pub fn makes_document(&self) -> bool {
        self.agency.makes_sub_plan() && self.agency.id != self.plan.issuer
    }
}

impl<'p> Year<'p> {
    /// `None` where the year has no plan.
    pub fn of(province: &'p Province, year: i16) -> Option<Self> {
        let plans: BTreeMap<PlanId, Responsibilities<'p>> = province
            .plans_of(year)
            .map(|plan| (plan.id.clone(), Responsibilities::of(plan, &province.registry)))
            .collect();
        let of_year = province.overlays.iter().filter(|overlay| overlay.year == year);
        let overlays = of_year
            .flat_map(|overlay| overlay.parents.iter().map(move |plan| ((&overlay.agency, plan), overlay)));
        (!plans.is_empty()).then(|| Self { province, year, overlays: overlays.collect(), plans })
    }

    /// The plans of the year with their shares, in the order of their ids.
    pub fn plans(&self) -> impl Iterator<Item = &Responsibilities<'p>> {
        self.plans.values()
    }

    /// A plan of this year with its shares.
    pub fn responsibilities(&self, id: &PlanId) -> Option<&Responsibilities<'p>> {
        self.plans.get(id)
    }

    /// The documents that answer a plan, by kind of agency and then in the order of the files: of every
    /// agency that it reaches, and of those that answer it without being asked. A document that answers
    /// another plan first is among them, with that plan.
    pub fn answers(&self, plan: &'p Plan) -> Vec<Answer<'p>> {
        let registry = &self.province.registry;
        let Some(responsibilities) = self.plans.get(&plan.id) else { return Vec::new() };
        let reached = |agency: &Agency| responsibilities.share(&agency.id).is_some();
        let answers = registry.agencies().iter().filter_map(|agency| {
            let overlay = self.overlays.get(&(&agency.id, &plan.id)).copied();
            let first = overlay.and_then(|own| self.plans.get(own.parents.first()));
            let first = first.map_or(plan, |first| first.plan);
            (overlay.is_some() || reached(agency)).then_some(Answer { agency, plan: first, overlay })
        });
        let mut answers: Vec<Answer<'_>> = answers.collect();
        answers.sort_by_cached_key(|answer| (answer.agency.kind, registry.order(&answer.agency.id)));
        answers
    }

    /// The sub-plan of an agency, with the findings of its coverage proof: any error among them
    /// means that the sub-plan must not be used.
    pub fn sub_plan(&self, answer: Answer<'p>) -> (SubPlan<'_>, Vec<Diagnostic>) {
        let Answer { agency, plan, overlay } = answer;
        let parents: Vec<&Responsibilities<'_>> = match overlay {
            Some(overlay) => overlay.parents.iter().filter_map(|id| self.plans.get(id)).collect(),
            None => self.plans.get(&plan.id).into_iter().collect(),
        };
        let sub_plan = sub_plan::sub_plan(self.province, agency, self.year, overlay, &parents);
        let mut findings = coverage::prove(&sub_plan, &parents, &self.province.registry);
        findings.extend(overlay.into_iter().flat_map(|overlay| given::findings(self, overlay)));
        findings.extend(findings::open(&sub_plan));
        let scope = self.scope(agency);
        let findings = findings.into_iter().map(|finding| finding.within(scope.clone())).collect();
        (sub_plan, findings)
    }

    /// Whom what is found in an agency's sub-plan concerns.
    pub fn scope(&self, agency: &Agency) -> Scope {
        Scope::Agency { id: agency.id.as_str().into(), year: self.year }
    }
}
