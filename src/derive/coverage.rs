//! The proof that no task was lost: every (task, agency) pair of a plan, exactly once.
//!
//! It trusts neither the derivation nor the overlay. It takes the agency's shares as resolved from
//! the plans, takes the finished sub-plan, and compares.

use std::collections::BTreeMap;

use super::responsibility::Responsibilities;
use super::sub_plan::SubPlan;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::PlanId;
use crate::model::reference::TaskRef;

/// Findings where a task of the agency is missing, covered more than once, or not its own. An empty
/// list is the proof.
pub fn prove(sub_plan: &SubPlan<'_>, parents: &[&Responsibilities<'_>]) -> Vec<Diagnostic> {
    let agency = sub_plan.agency;
    let mut seen = count(sub_plan);
    let mut findings = Vec::new();
    for parent in parents {
        let Some(share) = parent.share(&agency.id) else { continue };
        let tasks = share.tasks.iter().map(|responsibility| responsibility.task);
        let duties = share.duties.iter().map(|duty| &duty.task.task);
        for task in tasks.chain(duties) {
            let times = seen.remove(&(parent.plan.id.clone(), task.reference.clone())).unwrap_or(0);
            if times == 1 {
                continue;
            }
            let (code, what) = if times == 0 {
                (codes::TASK_LOST, "bị thiếu")
            } else {
                (codes::TASK_TWICE, "xuất hiện nhiều lần")
            };
            let message = format!(
                "{}: nhiệm vụ {} của {} {what} trong kế hoạch triển khai",
                agency.name,
                task.reference,
                parent.plan.short_citation()
            );
            findings.push(Diagnostic::error(code, message).at(task.place.clone()));
        }
    }
    for (source, place) in &sub_plan.foreign {
        let message = format!(
            "{}: nhiệm vụ {} của kế hoạch {} không giao cho cơ quan này",
            agency.name, source.reference, source.plan
        );
        let finding = Diagnostic::error(codes::TASK_FOREIGN, message).at((*place).clone());
        findings.push(finding.hint("bỏ mã này khỏi “thay_cho”"));
    }
    for (plan, reference) in seen.into_keys() {
        let message =
            format!("{}: nhiệm vụ {reference} của kế hoạch {plan} không giao cho cơ quan này", agency.name);
        findings.push(Diagnostic::error(codes::TASK_FOREIGN, message));
    }
    findings
}

fn count(sub_plan: &SubPlan<'_>) -> BTreeMap<(PlanId, TaskRef), usize> {
    let covered =
        sub_plan.entries().flat_map(|entry| &entry.covers).map(|covered| (covered.plan, covered.task));
    let duties = sub_plan.duties.iter().map(|duty| (duty.plan, &duty.share.task.task));
    let mut seen = BTreeMap::new();
    for (plan, task) in covered.chain(duties) {
        *seen.entry((plan.id.clone(), task.reference.clone())).or_insert(0) += 1;
    }
    seen
}
