//! Plan × agency → sub-plan, with the proof that nothing was lost.

pub mod coverage;
mod defaults;
pub mod responsibility;
pub mod sub_plan;

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::document::State;
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
        let reached = |id: &AgencyId| self.main().share(id).is_some_and(|share| !share.is_empty());
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
        findings.extend(carried(&sub_plan));
        findings.extend(open_places(&sub_plan));
        (sub_plan, findings)
    }
}

/// What an agency has left open; in an issued document blanks are a likely fault.
fn open_places(plan: &SubPlan<'_>) -> Option<Diagnostic> {
    let open = plan.openness();
    if open.without_unit + open.without_deadline + open.without_output == 0 {
        return None;
    }
    let message = format!(
        "{} ({}): {} nội dung, trong đó chưa phân công {}, chưa có thời hạn {}, chưa có sản phẩm {}",
        plan.agency.name,
        plan.year,
        open.entries,
        open.without_unit,
        open.without_deadline,
        open.without_output
    );
    let finding = if plan.official.status == State::Issued && open.without_unit > 0 {
        Diagnostic::warning(codes::ISSUED_BLANK, format!("văn bản đã ban hành còn ô trống - {message}"))
    } else {
        Diagnostic::info(codes::UNASSIGNED, message)
    };
    Some(plan.finding(finding))
}

/// What an overlay left uncovered, so that the clerk knows it was carried in.
fn carried(sub_plan: &SubPlan<'_>) -> Vec<Diagnostic> {
    let carried: Vec<String> = sub_plan
        .entries()
        .filter(|entry| entry.carried)
        .flat_map(|entry| &entry.covers)
        .map(|covered| covered.task.reference.to_string())
        .collect();
    let Some(overlay) = sub_plan.overlay.filter(|_| !carried.is_empty()) else { return Vec::new() };
    let message = format!(
        "{}: {:02} nhiệm vụ chưa được nội dung nào thực hiện, giữ nguyên theo kế hoạch của tỉnh: {}",
        sub_plan.agency.name,
        carried.len(),
        carried.join(", ")
    );
    vec![
        Diagnostic::info(codes::TASK_CARRIED, message)
            .at(overlay.place.clone())
            .hint("thêm mã nhiệm vụ vào “thay_cho” của nội dung tương ứng"),
    ]
}
