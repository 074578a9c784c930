//! Plan × agency → sub-plan, with the proof that nothing was lost.

pub mod coverage;
mod defaults;
mod findings;
pub mod responsibility;
pub mod sub_plan;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Scope};
use crate::model::agency::{Agency, AgencyId, PlanId};
use crate::model::{Overlay, Plan, Province};
use responsibility::Responsibilities;
use sub_plan::SubPlan;

/// Everything of one year, resolved: the main plan and the further parent plans.
#[derive(Debug)]
pub struct Year<'p> {
    pub province: &'p Province,
    pub year: i16,
    main: PlanId,
    plans: BTreeMap<PlanId, Responsibilities<'p>>,
    overlays: BTreeMap<&'p AgencyId, &'p Overlay>,
}

impl<'p> Year<'p> {
    /// `None` where the year has no main plan.
    pub fn of(province: &'p Province, year: i16) -> Option<Self> {
        let main = province.main_plan(year)?.id.clone();
        let plans = province
            .plans
            .iter()
            .filter(|plan| plan.year == year)
            .map(|plan| (plan.id.clone(), Responsibilities::of(plan, &province.registry)))
            .collect();
        let overlays = province.overlays.iter().filter(|overlay| overlay.year == year);
        let overlays = overlays.map(|overlay| (&overlay.agency, overlay)).collect();
        Some(Self { province, year, main, plans, overlays })
    }

    /// The main plan with its shares.
    pub fn main(&self) -> &Responsibilities<'p> {
        &self.plans[&self.main]
    }

    /// A plan of this year with its shares.
    pub fn responsibilities(&self, id: &PlanId) -> Option<&Responsibilities<'p>> {
        self.plans.get(id)
    }

    /// The year's main plan.
    pub fn plan(&self) -> &'p Plan {
        self.main().plan
    }

    /// Agencies that the main plan (or, by its overlay, another) reaches, by kind and then in the order of the files.
    pub fn agencies(&self) -> Vec<&'p Agency> {
        let registry = &self.province.registry;
        let has_overlay = |id: &AgencyId| self.overlays.contains_key(id);
        let reached = |id: &AgencyId| self.main().share(id).is_some();
        let mut agencies: Vec<&Agency> = registry
            .agencies()
            .iter()
            .filter(|agency| reached(&agency.id) || has_overlay(&agency.id))
            .collect();
        agencies.sort_by_key(|agency| (agency.kind, registry.order(&agency.id)));
        agencies
    }

    /// The sub-plan of an agency, with the findings of its coverage proof: any error among them
    /// means that the sub-plan must not be used.
    pub fn sub_plan(&self, agency: &'p Agency) -> (SubPlan<'_>, Vec<Diagnostic>) {
        let overlay = self.overlays.get(&agency.id).copied();
        let parents: Vec<&Responsibilities<'_>> = match overlay {
            Some(overlay) => overlay.parents.iter().filter_map(|id| self.plans.get(id)).collect(),
            None => vec![self.main()],
        };
        let sub_plan = sub_plan::sub_plan(&self.province.registry, agency, self.year, overlay, &parents);
        let mut findings = coverage::prove(&sub_plan, &parents);
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
