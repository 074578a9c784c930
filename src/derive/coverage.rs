//! The proof that no task was lost: every (task, agency) pair of a plan, exactly once in the derived plan.
//!
//! It trusts neither the derivation nor the overlay. It reads the pairs from the plans by itself
//! ([`super::pairs`]), takes the finished sub-plan, and compares. What is printed of it is proved on the
//! page: [`crate::proof`].

use std::collections::BTreeMap;

use super::pairs;
use super::responsibility::Responsibilities;
use super::sub_plan::{Covered, SubPlan};
use crate::diagnostic::{Diagnostic, Place, Topic, codes};
use crate::model::agency::{PlanId, Registry};
use crate::model::overlay::SourceTask;
use crate::model::reference::Position;

/// Findings where a task of the agency is missing, covered more than once, or not its own. An empty
/// list is the proof.
pub fn prove(
    sub_plan: &SubPlan<'_>,
    parents: &[&Responsibilities<'_>],
    registry: &Registry,
) -> Vec<Diagnostic> {
    let agency = sub_plan.agency;
    let mut seen = count(sub_plan);
    let mut findings = Vec::new();
    for parent in parents {
        for pair in pairs::of(parent.plan, registry, agency) {
            let task = pair.task;
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
    findings.extend(nothing_given(sub_plan, parents));
    for (source, place) in &sub_plan.foreign {
        let message = format!(
            "{}: nhiệm vụ {} của kế hoạch {} không giao cho cơ quan này",
            agency.name, source.reference, source.plan
        );
        let finding = foreign(message).at((*place).clone());
        let set_aside = sub_plan.overlay.is_some_and(|overlay| overlay.set_aside.contains(source));
        let key = if set_aside { "khong_lien_quan" } else { "thay_cho" };
        findings.push(finding.hint(format!("bỏ mã này khỏi “{key}”")));
    }
    // Only of what it has as one of those concerned does an agency say that it is not concerned.
    let sure = sub_plan.set_aside.iter().filter(|covered| !covered.mine.is_related());
    for covered in sure {
        let message = format!(
            "{}: nhiệm vụ {} của {} là việc của cơ quan này, không phải việc khi có liên quan",
            agency.name,
            covered.mine.task.reference,
            covered.plan.short_citation()
        );
        let finding = sub_plan.finding(foreign(message));
        let finding = match named_at(sub_plan, covered) {
            Some(place) => finding.at(place.clone()),
            None => finding,
        };
        findings.push(finding.hint("bỏ mã này khỏi “khong_lien_quan”"));
    }
    for (plan, reference) in seen.into_keys() {
        let message =
            format!("{}: nhiệm vụ {reference} của kế hoạch {plan} không giao cho cơ quan này", agency.name);
        findings.push(foreign(message));
    }
    findings
}

/// A task that a part names and that is not its agency's to answer, or not to set aside: a person decides.
fn foreign(message: String) -> Diagnostic {
    Diagnostic::error(codes::TASK_FOREIGN, message).about(Topic::Decision)
}

/// Where the agency's part names a task.
fn named_at<'p>(sub_plan: &SubPlan<'p>, covered: &Covered<'_>) -> Option<&'p Place> {
    let mut named = sub_plan.overlay?.named.iter();
    let is_it = |source: &SourceTask| {
        source.plan == covered.plan.id && source.reference == covered.mine.task.reference
    };
    named.find(|named| is_it(&named.source)).map(|named| &named.place)
}

/// A part whose plans give its agency nothing and have it monitor nothing: as a rule another was meant.
fn nothing_given(sub_plan: &SubPlan<'_>, parents: &[&Responsibilities<'_>]) -> Option<Diagnostic> {
    sub_plan.overlay?;
    if parents.iter().any(|parent| parent.share(&sub_plan.agency.id).is_some()) {
        return None;
    }
    let plans: Vec<String> = parents.iter().map(|parent| parent.plan.short_citation()).collect();
    let message = format!("{} không giao việc gì cho {}", plans.join(", "), sub_plan.agency.name);
    let finding = Diagnostic::warning(codes::NOTHING_GIVEN, message);
    Some(sub_plan.finding(finding.hint("xem lại “co_quan” và “ke_hoach_goc” của phần riêng này")))
}

fn count(sub_plan: &SubPlan<'_>) -> BTreeMap<(PlanId, Position), usize> {
    let entries = sub_plan.entries().flat_map(|entry| &entry.covers);
    let organisation = sub_plan.organisation.iter().flat_map(|own| &own.covers);
    let told = sub_plan.duties.iter().chain(&sub_plan.related).map(|told| &told.covered);
    let rest = sub_plan.left_out.iter().chain(&sub_plan.set_aside).chain(told);
    let mut seen = BTreeMap::new();
    for covered in entries.chain(organisation).chain(rest) {
        *seen.entry((covered.plan.id.clone(), covered.mine.task.reference.clone())).or_insert(0) += 1;
    }
    seen
}
