//! Tasks that are due when who was given them is no more, as the register has it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::Province;
use crate::model::agency::{Agency, Registry};
use crate::model::plan::{Assignee, Plan, Task};
use crate::official::State;
use crate::text::few;
use crate::text::values::short_date;

/// Of drafts: what is issued was given to those who were there, and their successors go on with it.
pub(super) fn review(province: &Province) -> Vec<Diagnostic> {
    let drafts = province.plans.iter().filter(|plan| plan.official.status == State::Draft);
    drafts.flat_map(|plan| of_plan(plan, &province.registry)).collect()
}

/// The first task of each assignee that is due after its end, and how many more there are.
struct Outlived<'p> {
    task: &'p Task,
    due: Date,
    ended: Vec<&'p Agency>,
    more: usize,
}

fn of_plan<'p>(plan: &'p Plan, registry: &'p Registry) -> Vec<Diagnostic> {
    let issued = plan.official.date.full();
    let mut mortal: BTreeMap<&Assignee, Vec<&Agency>> = BTreeMap::new();
    let mut found: BTreeMap<&Assignee, Outlived<'_>> = BTreeMap::new();
    for task in plan.all_tasks() {
        let assigned = &task.assigned;
        let Some(due) = assigned.deadlines.iter().filter_map(|due| due.deadline.last_day(issued)).max()
        else {
            continue;
        };
        for party in assigned.parties() {
            let members = mortal.entry(&party.who).or_insert_with(|| ending(&party.who, plan, registry));
            let gone = |agency: &&&Agency| {
                agency.until.is_some_and(|until| until < due) && !assigned.except.contains(&agency.id)
            };
            let ended: Vec<&Agency> = members.iter().filter(gone).copied().collect();
            if ended.is_empty() {
                continue;
            }
            found.entry(&party.who).and_modify(|first| first.more += 1).or_insert(Outlived {
                task,
                due,
                ended,
                more: 0,
            });
        }
    }
    found.into_values().map(|one| told(&one).within(Scope::Year(plan.year))).collect()
}

/// Those of an assignee that the register ends at some day.
fn ending<'r>(who: &Assignee, plan: &Plan, registry: &'r Registry) -> Vec<&'r Agency> {
    let all = match who {
        Assignee::Agency(id) => registry.agency(id).into_iter().collect(),
        Assignee::Group(id) => registry
            .group(id)
            .map(|group| registry.members(group, plan.official.date.resolution_day()))
            .unwrap_or_default(),
        Assignee::Outside(_) => Vec::new(),
    };
    all.into_iter().filter(|agency| agency.until.is_some()).collect()
}

fn told(Outlived { task, due, ended, more }: &Outlived<'_>) -> Diagnostic {
    const NAMED: usize = 3;
    let names = few(ended.iter().map(|agency| format!("“{}”", agency.name)), NAMED, "cơ quan khác");
    let until = ended.iter().filter_map(|agency| agency.until).max().unwrap_or(*due);
    let more = if *more > 0 { format!("; còn {more:02} nhiệm vụ như vậy") } else { String::new() };
    let message = format!(
        "nhiệm vụ {} có hạn đến {}, {names} chỉ có đến hết ngày {}{more}",
        task.reference,
        short_date(*due),
        short_date(until)
    );
    let finding = Diagnostic::warning(codes::OUTLIVED, message);
    let next: Vec<&str> = ended.iter().flat_map(|agency| &agency.successors).map(|id| id.as_str()).collect();
    let hint = if next.is_empty() {
        "xem lại thời hạn, hoặc “den_ngay” của cơ quan".to_owned()
    } else {
        let mut next = next;
        next.sort_unstable();
        next.dedup();
        next.truncate(NAMED);
        format!("cơ quan kế thừa: {}; nêu rõ ai làm tiếp, hoặc xem lại thời hạn", next.join(", "))
    };
    finding.at(task.place.clone()).hint(hint)
}
