//! Tiến độ của việc không được giao: a plan that has changed may give a task to others than those who reported it.

use super::matrix::Wanted;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::Progress;

/// What agencies have reported of tasks that their plans do not give them, or no longer: it counts nowhere.
pub fn findings(year: &Year<'_>, wanted: Wanted<'_>) -> Vec<Diagnostic> {
    let of_year = year.province.progress.iter().filter(|progress| progress.year == year.year);
    of_year.flat_map(|progress| of_file(year, wanted, progress)).collect()
}

fn of_file(year: &Year<'_>, wanted: Wanted<'_>, progress: &Progress) -> Vec<Diagnostic> {
    let agency = year.province.registry.agency(&progress.agency);
    let (Some(shares), Some(agency)) = (year.responsibilities(&progress.plan), agency) else {
        return Vec::new();
    };
    if !(wanted.has_plan(shares.plan) && wanted.has_agency(agency)) {
        return Vec::new();
    }
    let share = shares.share(&agency.id);
    let others = progress
        .reports
        .iter()
        .filter(|report| share.is_none_or(|share| share.of(&report.task.source.reference).is_none()));
    let told = others.map(|report| {
        let message = format!(
            "{} không giao nhiệm vụ {} cho {}: tiến độ này không được tính",
            shares.plan.short_citation(),
            report.task.source.reference,
            agency.name
        );
        let hint = "việc đã chuyển cho cơ quan khác thì xóa mục này, cơ quan nhận việc báo tiến độ của mình";
        let finding = Diagnostic::warning(codes::TASK_FOREIGN, message).at(report.task.place.clone());
        finding.hint(hint).within(Scope::Year(year.year))
    });
    told.collect()
}
