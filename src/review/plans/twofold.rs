//! Deadlines and outputs that two places state: the sentence and its own key, an agency and the plan that it
//! answers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::amounts;
use super::papers::Papers;
use crate::content::Field;
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::overlay::{Overlay, SourceTask};
use crate::model::plan::{Plan, Task};
use crate::model::{PlanId, Position, Province};
use crate::text::deadline::{Deadline, Meaning};
use crate::text::likeness;
use crate::text::moment::{Grain, Lead, Moment, moments};
use crate::text::values::short_date;

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for plan in &province.plans {
        let scope = Scope::Year(plan.year);
        for task in plan.all_tasks() {
            let said = SaidTwice { papers, text: &task.text, place: &task.place, scope: &scope };
            let whole = task.assigned.deadlines.iter().filter(|due| due.part.is_none());
            findings.extend(whole.filter_map(|due| said.deadline(&due.deadline, plan.year)));
            findings.extend(task.assigned.output.as_ref().and_then(|output| said.output(output)));
        }
    }
    let tasks = province.plans.iter().map(|plan| (&plan.id, Tasks::of(plan))).collect();
    for overlay in &province.overlays {
        of_overlay(overlay, papers, &tasks, &mut findings);
        findings.extend(amounts::of_overlay(overlay, papers, &tasks));
    }
    findings
}

/// The tasks of a plan by their places.
pub(super) struct Tasks<'p> {
    plan: &'p Plan,
    tasks: BTreeMap<&'p Position, &'p Task>,
}

impl<'p> Tasks<'p> {
    fn of(plan: &'p Plan) -> Self {
        Self { plan, tasks: plan.all_tasks().map(|task| (&task.reference, task)).collect() }
    }

    pub fn task(&self, reference: &Position) -> Option<&'p Task> {
        self.tasks.get(reference).copied()
    }

    /// "Kế hoạch số 175/KH-UBND".
    pub fn citation(&self) -> String {
        self.plan.short_citation()
    }

    /// The last day that the plan gives a task, by its key or in its words.
    fn last_day(&self, task: &Task) -> Option<Date> {
        let issued = self.plan.official.date.full();
        let stated = task.assigned.deadlines.iter().filter_map(|due| due.deadline.last_day(issued)).max();
        stated.or_else(|| promised(&task.text, self.plan.year).iter().map(Moment::last_day).max())
    }
}

fn of_overlay(
    overlay: &Overlay,
    papers: &Papers<'_>,
    tasks: &BTreeMap<&PlanId, Tasks<'_>>,
    findings: &mut Vec<Diagnostic>,
) {
    let scope = Scope::Agency { id: overlay.agency.as_str().into(), year: overlay.year };
    let entries = overlay.blocks.iter().flat_map(|block| &block.entries);
    let entries = entries
        .map(|entry| (&entry.text, &entry.covers, &entry.deadline, entry.output.as_ref(), &entry.place));
    let organisation =
        overlay.organisation.iter().map(|item| (&item.text, &item.covers, &item.deadline, None, &item.place));
    for (text, covers, deadline, output, place) in entries.chain(organisation) {
        if let Some(text) = text {
            let said = SaidTwice { papers, text, place, scope: &scope };
            findings.extend(deadline.as_ref().and_then(|deadline| said.deadline(deadline, overlay.year)));
            findings.extend(output.and_then(|output| said.output(output)));
        }
        let Some(deadline) = deadline else { continue };
        let later = later_than_parent(deadline, covers, tasks);
        findings.extend(later.map(|finding| {
            let at = papers.at(place).and_then(|paper| paper.typed(Field::Deadline, deadline.typed(), place));
            finding.at(at.map_or_else(|| place.clone(), |text| text.place())).within(scope.clone())
        }));
    }
}

/// The agency is to be done by the day that the plan gives it.
fn later_than_parent(
    deadline: &Deadline,
    covers: &[SourceTask],
    tasks: &BTreeMap<&PlanId, Tasks<'_>>,
) -> Option<Diagnostic> {
    let last = deadline.last_day(None)?;
    let due = covers.iter().filter_map(|source| {
        let plan = tasks.get(&source.plan)?;
        let day = plan.last_day(plan.tasks.get(&source.reference)?)?;
        Some((day, plan.plan, &source.reference))
    });
    let (day, plan, reference) = due.min_by_key(|(day, ..)| *day).filter(|(day, ..)| *day < last)?;
    let message = format!(
        "thời hạn “{deadline}” sau thời hạn của nhiệm vụ {reference} trong {} (chậm nhất ngày {})",
        plan.short_citation(),
        short_date(day)
    );
    let finding = Diagnostic::warning(codes::LATER_THAN_PARENT, message);
    Some(finding.hint("thời hạn của đơn vị phải kịp thời hạn của kế hoạch gốc"))
}

/// The days by which a text says that something will be done.
fn promised(text: &str, year: i16) -> Vec<Moment> {
    let moments = moments(text, year).into_iter().filter_map(Result::ok);
    moments
        .filter(|moment| !moment.recurs && matches!(moment.lead, Lead::Before | Lead::By | Lead::In))
        .filter(|moment| moment.grain != Grain::Year)
        .collect()
}

/// A sentence beside what its own keys say.
struct SaidTwice<'s> {
    papers: &'s Papers<'s>,
    text: &'s str,
    place: &'s Place,
    scope: &'s Scope,
}

impl SaidTwice<'_> {
    fn deadline(&self, deadline: &Deadline, year: i16) -> Option<Diagnostic> {
        let Meaning::Until { first, last, .. } = deadline.meaning() else { return None };
        let said = promised(self.text, year);
        // A day within the quarter that the key gives is the same deadline, told more closely.
        let agrees = |moment: &Moment| {
            let day = moment.last_day();
            day == last || (moment.first <= first && last <= moment.last) || (first < day && day < last)
        };
        // What is done on the way, "lấy ý kiến trước ngày …", is earlier than the whole.
        let sentence = said.iter().max_by_key(|moment| moment.last_day())?;
        if said.iter().any(agrees) {
            return None;
        }
        let typed = &self.text[sentence.range.clone()];
        let message = format!("câu ghi thời hạn “{typed}”, “thoi_han” lại ghi “{deadline}”");
        Some(self.at(Field::Deadline, deadline.typed(), message))
    }

    /// "…; sản phẩm: báo cáo" beside another output.
    fn output(&self, output: &str) -> Option<Diagnostic> {
        const LABEL: &str = "sản phẩm:";
        let lower = self.text.to_lowercase();
        let said = lower.split_once(LABEL)?.1;
        let said = said[..said.find(['.', ';']).unwrap_or(said.len())].trim();
        let same = likeness::has_words_of(said, output) || likeness::has_words_of(output, said);
        if said.is_empty() || same {
            return None;
        }
        Some(self.at(
            Field::Output,
            output,
            format!("câu ghi sản phẩm “{said}”, “san_pham” lại ghi “{output}”"),
        ))
    }

    fn at(&self, field: Field, words: &str, message: String) -> Diagnostic {
        let typed = self.papers.at(self.place).and_then(|paper| paper.typed(field, words, self.place));
        let place = typed.map_or_else(|| self.place.clone(), |text| text.place());
        let finding = Diagnostic::warning(codes::STATED_TWICE, message).at(place);
        finding.hint("sửa cho khớp, hoặc chỉ ghi một chỗ").within(self.scope.clone())
    }
}
