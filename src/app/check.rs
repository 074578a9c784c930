//! Kiểm tra: everything that is wrong with content and with the documents that it would give.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::gate::stops;
use super::{Inputs, Job, OpenYear, Refused, Selection, report, signed, takein};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::follow::matrix::Wanted;
use crate::follow::{not_given, recipients};
use crate::model::AgencyKind;
use crate::model::overlay::{Identity, NamedTask};
use crate::review::acceptance;

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    pub findings: Vec<Diagnostic>,
    /// False where there was nothing to check: no content, or not the year asked for.
    pub usable: bool,
}

/// Findings of the content, then of every document asked for that the years would give; of one year alone
/// where that is asked for. What came back signed into `out`, the folder for results, is looked at too.
pub fn check(inputs: &Inputs, year: Option<i16>, selection: &Selection, out: &Path) -> Checked {
    let loaded = &inputs.loaded;
    let mut checked = Checked { findings: loaded.findings.clone(), usable: !loaded.sources.is_empty() };
    if let Some(year) = year {
        checked.findings.retain(|finding| finding.scope.concerns(year));
    }
    let mut years: Vec<Option<i16>> = match year {
        Some(year) => vec![Some(year)],
        None => loaded.years.iter().copied().map(Some).collect(),
    };
    if years.is_empty() {
        // Content without any plan is told of too.
        years.push(None);
    }
    let mut nowhere: Option<Vec<Diagnostic>> = None;
    let mut found = false;
    // Years of which an error hid something.
    let mut hidden: BTreeSet<Option<i16>> = BTreeSet::new();
    for number in years {
        match OpenYear::of(inputs, number) {
            Ok(open) => {
                let jobs = match Job::asked_for(selection, &open.year) {
                    Ok(jobs) => {
                        found = true;
                        jobs
                    }
                    // Another year may have it.
                    Err(findings) => {
                        nowhere = Some(findings);
                        continue;
                    }
                };
                if jobs.iter().any(|job| is_held(&open, job)) {
                    hidden.insert(number);
                }
                checked.findings.extend(documents(&open, &jobs));
                if selection.ids.is_empty() {
                    checked.findings.extend(report::findings(&open, selection, out));
                }
                checked.findings.extend(signed::findings(&open, &jobs, out));
                checked.findings.extend(takein::differing(&open, &jobs, out));
                checked.findings.extend(not_administrative(&open.year));
                checked.findings.extend(unkept(&open.year));
                let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
                checked.findings.extend(not_given::findings(&open.year, wanted));
                checked.findings.extend(without_plan(&open));
                // Without a year to speak of, every error is told of already.
                checked.findings.extend(year.and_then(|_| open.elsewhere(&jobs)));
            }
            Err(Refused::Errors(_)) => {
                hidden.insert(number);
                checked.findings.extend(derivation(inputs, number));
            }
            Err(Refused::Nothing(findings)) => {
                hidden.insert(number);
                checked.usable = false;
                checked.findings.extend(findings);
            }
        }
    }
    if let (false, Some(findings)) = (found, nowhere) {
        checked.usable = false;
        checked.findings.extend(findings);
    }
    // Only who has looked at everything can tell what is not there any more.
    if year.is_none() && *selection == Selection::default() {
        let was_seen =
            |scope: &Scope| !hidden.iter().any(|year| year.is_none_or(|year| scope.concerns(year)));
        let stale = acceptance::stale(&checked.findings, &loaded.acceptances, &loaded.texts, was_seen);
        checked.findings.extend(stale);
    }
    checked
}

fn documents<'p>(open: &OpenYear<'p>, jobs: &[Job<'p>]) -> Vec<Diagnostic> {
    // What stands in an agency's part is among the findings of the content.
    let sound = jobs.par_iter().filter(|job| !is_held(open, job));
    let told = sound.map(|job| job.make(open).map_or_else(|findings| findings, |made| made.findings));
    told.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Whether errors in an agency's own part hold its plan back.
fn is_held(open: &OpenYear<'_>, job: &Job<'_>) -> bool {
    job.agency().is_some_and(|agency| open.is_held(agency.as_str()))
}

/// Agencies that have tasks and would not get the plan.
fn without_plan(open: &OpenYear<'_>) -> Vec<Diagnostic> {
    let loaded = &open.inputs.loaded;
    let mut findings = recipients::findings(&open.year);
    acceptance::apply(&mut findings, &loaded.acceptances, &loaded.texts);
    findings
}

/// Bodies of the Party that a plan gives tasks to: no plan in the format of the decree is made for them.
fn not_administrative(year: &Year<'_>) -> Vec<Diagnostic> {
    let plans = year.plans().map(|shares| shares.plan);
    let bodies = plans.flat_map(|plan| year.answers(plan).into_iter().map(move |answer| (plan, answer)));
    let of_party = bodies.filter(|(_, answer)| answer.agency.kind == AgencyKind::Party);
    of_party
        .map(|(plan, answer)| {
            let message = format!(
                "“{}” là cơ quan của Đảng: được giao việc trong {}, không lập kế hoạch theo Nghị định số 30/2020/NĐ-CP",
                answer.agency.name,
                plan.short_citation()
            );
            let finding = Diagnostic::info(codes::NOT_ADMINISTRATIVE, message).at(plan.place.clone());
            finding.within(Scope::Year(plan.year))
        })
        .collect()
}

/// Parts that name tasks by their places alone, or not what they were given in them: when the plan changes, nothing tells what they answered.
fn unkept(year: &Year<'_>) -> Vec<Diagnostic> {
    let parts = year.province.overlays.iter().filter(|overlay| overlay.year == year.year);
    let counted = parts.map(|overlay| {
        let is_unkept = |named: &&NamedTask| named.identity == Identity::Unkept || named.given.is_none();
        let unkept = overlay.named.iter().filter(is_unkept);
        (overlay, unkept.count())
    });
    let some = counted.filter(|(_, count)| *count > 0);
    some.map(|(overlay, count)| {
        let message = format!(
            "{count:02} nhiệm vụ chưa ghi đủ nguyên văn, phân công: kế hoạch gốc thay đổi thì chương trình không theo được"
        );
        let finding = Diagnostic::info(codes::TASK_UNKEPT, message).at(overlay.place.clone());
        let finding = finding.hint("ghi lại trước khi sửa kế hoạch gốc: kehoach cap-nhat");
        finding.within(Scope::Agency { id: overlay.agency.as_str().into(), year: overlay.year })
    })
    .collect()
}

/// Errors that leave somebody out of an assignment, or let a group be of others than it is.
const LEAVES_OUT: [&str; 6] = [
    codes::UNKNOWN_AGENCY,
    codes::OUTSIDE_INTERVAL,
    codes::EMPTY_GROUP,
    codes::BAD_INTERVAL,
    codes::BAD_DATE,
    codes::DUPLICATE_ID,
];

/// A document made from faulty content says nothing; its derivation still does, where it is known who is given what:
/// else an agency would be told to give up tasks that are its own.
fn derivation(inputs: &Inputs, year: Option<i16>) -> Vec<Diagnostic> {
    let loaded = &inputs.loaded;
    let province = loaded.province.as_ref();
    let Some((province, number)) = province.zip(year) else { return Vec::new() };
    let leaves_out = |finding: &Diagnostic| {
        finding.is_error() && LEAVES_OUT.contains(&finding.code) && stops(&finding.scope, Some(number))
    };
    if !loaded.names_are_whole(number) || loaded.findings.iter().any(leaves_out) {
        return Vec::new();
    }
    let Some(year) = Year::of(province, number) else { return Vec::new() };
    let jobs = Job::all(&year);
    let answers = jobs.iter().filter_map(|job| match job {
        Job::Agency(answer) => Some(*answer),
        Job::Plan(_) => None,
    });
    answers.flat_map(|answer| year.sub_plan(answer).1).collect()
}
