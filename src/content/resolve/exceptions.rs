//! Exceptions (`tru`) of an assignment and of its tasks: whom they take out must be of a group that was given the
//! task, and somebody must be left. Asked only where all who are given it are known.

use std::collections::BTreeSet;

use super::roll::Roll;
use super::{Context, Text};
use crate::content::load::Names;
use crate::content::raw::{RawAssignment, RawTask};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{Assignee, Party, Task};

/// Checks the exceptions of an assignment, each list once, where it is typed.
pub(super) fn check(raw: &RawAssignment, tasks: &[Task], roll: &Roll, context: &mut Context<'_>) {
    let inheriting: Vec<&Task> =
        raw.tasks.iter().zip(tasks).filter(|(raw, _)| raw.except.is_none()).map(|(_, task)| task).collect();
    check_list(&raw.except, &inheriting, roll, context);
    for (own, task) in raw.tasks.iter().zip(tasks) {
        check_list(own.except.as_deref().unwrap_or_default(), &[task], roll, context);
    }
}

/// The same of a task that stands for itself.
pub(super) fn check_row(raw: &RawTask, task: &Task, roll: &Roll, context: &mut Context<'_>) {
    check_list(raw.except.as_deref().unwrap_or_default(), &[task], roll, context);
}

/// One list of exceptions, and the tasks that it is of.
pub(super) fn check_list(typed: &[Text], tasks: &[&Task], roll: &Roll, context: &mut Context<'_>) {
    let Some(first) = typed.first().filter(|_| !tasks.is_empty()) else { return };
    // Whoever is missing in a group may stand in a file that could not be read.
    if context.names == Names::Partial {
        return;
    }
    let mut fault: Option<Diagnostic> = None;
    for task in tasks {
        fault = fault.or_else(|| left_without(task, roll, context));
    }
    if let Some(fault) = fault {
        context.report(fault, first);
    }
    for id in typed {
        let wanted = AgencyId::new(id);
        let Some(agency) = context.registry.agency(&wanted) else { continue };
        if let Some(finding) = without_effect(&wanted, &agency.name, tasks, roll) {
            context.report(finding, id);
        }
    }
}

/// An exception that takes nobody out, or takes out of a list of names somebody whose name stands in the same list.
fn without_effect(agency: &AgencyId, name: &str, tasks: &[&Task], roll: &Roll) -> Option<Diagnostic> {
    let lists = || tasks.iter().flat_map(|task| [&task.assigned.leads, &task.assigned.supporting]);
    let of_group = |party: &Party| matches!(party.who, Assignee::Group(_));
    let grouped = |list: &[Party]| {
        list.iter()
            .any(|party| of_group(party) && roll.everyone(std::slice::from_ref(party)).contains(agency))
    };
    let is_named = |list: &[Party]| list.iter().any(|party| party.who == Assignee::Agency(agency.clone()));
    if lists().any(|list| is_named(list) && (grouped(list) || !lists().any(|list| grouped(list)))) {
        let message = format!(
            "“{name}” vừa được nêu tên vừa ở “tru”: vẫn được giao, vì “tru” chỉ bỏ cơ quan khỏi nhóm"
        );
        let finding = Diagnostic::warning(codes::EXCEPTION, message);
        return Some(finding.hint("bỏ mã này khỏi “tru”, hoặc khỏi danh sách được giao"));
    }
    if lists().any(|list| grouped(list)) {
        return None;
    }
    let message = format!("“{name}” không có trong các cơ quan được giao ở đây nên không có gì để trừ");
    let finding = Diagnostic::warning(codes::EXCEPTION, message);
    Some(finding.hint("bỏ mã này khỏi “tru”, hoặc kiểm tra lại mã"))
}

/// A task that nobody leads after its exceptions, or a group in it of which nobody is left.
fn left_without(task: &Task, roll: &Roll, context: &Context<'_>) -> Option<Diagnostic> {
    let except: BTreeSet<AgencyId> = task.assigned.except.iter().cloned().collect();
    let emptied = |everyone: &BTreeSet<AgencyId>| !everyone.is_empty() && everyone.is_subset(&except);
    if emptied(&roll.everyone(&task.assigned.leads)) {
        let message = format!("“tru” bỏ hết cơ quan chủ trì của nhiệm vụ {}", task.reference);
        let hint = "bớt “tru”, hoặc ghi cơ quan khác vào “chu_tri”";
        return Some(Diagnostic::error(codes::NO_LEAD, message).hint(hint));
    }
    task.assigned.parties().find_map(|party| {
        let Assignee::Group(id) = &party.who else { return None };
        let group = context.registry.group(id)?;
        let message = format!("“tru” bỏ hết cơ quan của nhóm “{}” ở nhiệm vụ {}", group.name, task.reference);
        let finding = Diagnostic::error(codes::EMPTY_GROUP, message);
        emptied(&roll.everyone(std::slice::from_ref(party)))
            .then(|| finding.hint("bớt “tru”, hoặc bỏ nhóm này khỏi danh sách được giao"))
    })
}
