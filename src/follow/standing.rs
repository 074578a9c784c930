//! Tình trạng: how a task stands on a day, from what was reported and from its deadline.

use jiff::civil::Date;

use crate::model::plan::{Plan, Task};
use crate::model::progress::{Reach, Reported};
use crate::model::{AgencyId, Province};
use crate::official::{State, Stated};

/// How a task of an agency stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing was reported, and it is not late yet.
    Unreported,
    NotStarted,
    Underway,
    Done,
    /// Quá hạn: its last day is over, and nobody has reported that it is done.
    Overdue,
}

impl Standing {
    pub const ALL: [Self; 5] =
        [Self::Unreported, Self::NotStarted, Self::Underway, Self::Done, Self::Overdue];

    /// Of a task with this last day, on a day: what was reported of a later day was not so yet. On its last day
    /// it is not late.
    pub fn of(reported: Option<&Reported>, due: Option<Date>, day: Date) -> Self {
        let by_then = reported.filter(|reported| reported.day.is_none_or(|of| of <= day));
        match by_then.map(|reported| reported.state) {
            Some(Reach::Done) => Self::Done,
            _ if due.is_some_and(|due| due < day) => Self::Overdue,
            None => Self::Unreported,
            Some(Reach::NotStarted) => Self::NotStarted,
            Some(Reach::Underway) => Self::Underway,
        }
    }

    /// The name for scripts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreported => "unreported",
            Self::NotStarted => "not_started",
            Self::Underway => "underway",
            Self::Done => "done",
            Self::Overdue => "overdue",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Unreported => "chưa báo cáo",
            Self::NotStarted => Reach::NotStarted.label(),
            Self::Underway => Reach::Underway.label(),
            Self::Done => Reach::Done.label(),
            Self::Overdue => "quá hạn",
        }
    }
}

/// What an agency has reported of a task.
pub fn reported<'p>(
    province: &'p Province,
    plan: &Plan,
    agency: &AgencyId,
    task: &Task,
) -> Option<&'p Reported> {
    let progress = province.progress_of(agency, &plan.id)?;
    progress.reports.iter().find(|report| report.task.source.reference == task.reference)
}

/// Whether a document was issued by a day; one that is issued and bears no day was.
pub fn is_issued(stated: &Stated, day: Date) -> bool {
    stated.status == State::Issued && stated.date.full().is_none_or(|issued| issued <= day)
}

/// Hạn cuối: the last of its last days, where it has one; what counts from the day of issue has none while
/// the plan is a draft.
pub fn due(plan: &Plan, task: &Task) -> Option<Date> {
    let issued = plan.official.date.full();
    task.assigned.deadlines.iter().filter_map(|due| due.deadline.last_day(issued)).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_task_is_late_from_the_day_after_its_last_day_whatever_was_reported_but_that_it_is_done() {
        let due = Some(date(2026, 7, 14));
        assert_eq!(Standing::of(None, due, date(2026, 7, 14)), Standing::Unreported);
        assert_eq!(Standing::of(None, due, date(2026, 7, 15)), Standing::Overdue);
        assert_eq!(Standing::of(None, None, date(2099, 1, 1)), Standing::Unreported);
    }
}
