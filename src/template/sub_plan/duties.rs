//! What else an agency is to do: general duties, the order to make this plan, its own lines on organisation.

use super::entries::{Words, after_condition, bracket, in_role, unsaid};
use super::{DutyView, OrderView, cite};
use crate::derive::responsibility::{Role, Via};
use crate::derive::sub_plan::{OwnDuty, SubPlan, ToldTask, Wording};
use crate::model::Province;
use crate::model::plan::Nature;
use crate::template::dues;
use crate::template::filters::lower_first;
use crate::template::names::joined_mid;
use crate::template::origins::{EntryField, Origin, Origins, covered_name};
use crate::text::likeness;

/// The duties that stand as tasks. Making the plan is not one of them: this document is that plan.
pub(super) fn duty_views(province: &Province, plan: &SubPlan<'_>) -> Vec<DutyView> {
    let is_task = |duty: &&ToldTask<'_>| duty.covered.mine.task.assigned.nature != Some(Nature::MakePlan);
    plan.duties.iter().filter(is_task).map(|duty| told_view(province, plan, duty)).collect()
}

/// "khoản 1 Mục III Kế hoạch số 175/KH-UBND" and the deadline: what asked for this plan.
pub(super) fn plan_order(plan: &SubPlan<'_>) -> Option<OrderView> {
    let duties = plan.duties.iter().map(|duty| &duty.covered);
    let duty = duties.into_iter().find(|duty| duty.mine.task.assigned.nature == Some(Nature::MakePlan))?;
    Some(OrderView {
        citation: format!("{} {}", duty.mine.task.reference.citation(), duty.plan.short_citation()),
        deadline: dues::all(&duty.mine.task.assigned.deadlines, Some(duty.plan)),
    })
}

pub(super) fn told_view(province: &Province, plan: &SubPlan<'_>, told: &ToldTask<'_>) -> DutyView {
    let covered = &told.covered;
    let text = in_role(province, covered.mine.task, &told.told.text, covered.mine.role);
    let assigned = &covered.mine.task.assigned;
    let text = match (covered.mine.role, covered.mine.via) {
        // Under "phối hợp khi có liên quan" who leads is told so, and with whom.
        (Role::Lead, Via::Related(_)) => {
            let with = joined_mid(&province.registry, &assigned.supporting);
            let with = with.map(|names| format!(", phối hợp với {names}")).unwrap_or_default();
            format!("Chủ trì{with}: {}", lower_first(&text))
        }
        _ => text,
    };
    DutyView {
        own_deadline: dues::unsaid_of(&assigned.deadlines, &text, covered.plan),
        output: assigned.output.clone().filter(|output| !likeness::has_words_of(&text, output)),
        citation: bracket(province, plan, std::slice::from_ref(covered), Words::Plan),
        text,
    }
}

pub(super) fn own_duty(province: &Province, plan: &SubPlan<'_>, duty: &OwnDuty<'_>) -> DutyView {
    let (text, words) = match &duty.wording {
        Wording::Own(text) => ((*text).to_owned(), Words::Agency),
        Wording::Kept { task, told } => (after_condition(task, &told.text), Words::Plan),
    };
    DutyView {
        own_deadline: cite::each(&duty.covers, &duty.deadlines, |due| unsaid(due, &text)),
        output: None,
        citation: bracket(province, plan, &duty.covers, words),
        text,
    }
}

/// A task of “phối hợp khi có liên quan”: deleted in a file, it is set aside.
pub(super) fn marked_related(view: DutyView, told: &ToldTask<'_>, origins: &Origins) -> DutyView {
    let origin = || Origin::Entry { entry: covered_name(&told.covered), field: EntryField::Text };
    DutyView { text: origins.value(origin, view.text), ..view }
}

pub(super) fn marked_duty(view: DutyView, at: usize, origins: &Origins) -> DutyView {
    let mark = |field: EntryField, text: String| origins.value(|| Origin::Organisation { at, field }, text);
    DutyView {
        text: mark(EntryField::Text, view.text),
        own_deadline: view.own_deadline.map(|text| mark(EntryField::Deadline, text)),
        ..view
    }
}
