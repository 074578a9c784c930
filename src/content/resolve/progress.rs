//! `tien_do`: what agencies have reported, each report with the task that it is of, followed as a part's
//! entries are. Nothing that is wrong here holds a document back: what cannot be told is not counted, and said.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::overlay::{Parent, plan};
use super::plan::year;
use super::{Context, optional, prose};
use crate::content::load::RawContent;
use crate::content::raw::{RawProgress, RawReach, RawReport, Text};
use crate::diagnostic::{Diagnostic, Place, Scope, Severity, codes};
use crate::model::agency::{PlanId, Registry};
use crate::model::identity::{Found, Kept};
use crate::model::overlay::{Identity, NamedTask, SourceTask, Wording};
use crate::model::plan::{Plan, Task, Twin};
use crate::model::progress::{Progress, Reach, Reported};
use crate::text::beginning;
use crate::text::values::{parse_date, short_date};

pub(super) fn progress(
    raw: &RawContent,
    registry: &Registry,
    plans: &[Plan],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Progress> {
    let parents: Vec<Parent<'_>> =
        if raw.progress.is_empty() { Vec::new() } else { plans.iter().map(Parent::of).collect() };
    let mut all: Vec<Progress> = Vec::new();
    for (file, source) in &raw.progress {
        let scope = file.year.trim().parse().map_or(Scope::Everything, Scope::Year);
        let mut own = Vec::new();
        let mut context = Context::of(registry, source, &mut own, scope, raw);
        if let Some(progress) = of_file(file, &parents, &mut context) {
            let same = |other: &&Progress| other.agency == progress.agency && other.plan == progress.plan;
            if let Some(first) = all.iter().find(same) {
                let message =
                    format!("“{}” đã có tệp tiến độ của kế hoạch {}", progress.agency, progress.plan);
                let hint = format!("tệp kia: {}; gộp hai tệp làm một", first.place.source.path.display());
                context.report(Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint), &file.agency);
            } else {
                all.push(progress);
            }
        }
        // No document is made from reports: what is wrong in them stops none.
        findings.extend(
            own.into_iter()
                .map(|finding| Diagnostic { severity: finding.severity.min(Severity::Warning), ..finding }),
        );
    }
    all
}

fn of_file(file: &RawProgress, parents: &[Parent<'_>], context: &mut Context<'_>) -> Option<Progress> {
    let agency = context.agency(&file.agency)?;
    let year = year(&file.year, context)?;
    let parent = plan(&file.plan, parents.iter(), context)?;
    if parent.plan.year != year {
        let message = format!("kế hoạch “{}” là của năm {}", parent.plan.id, parent.plan.year);
        context.report(
            Diagnostic::error(codes::UNKNOWN_PLAN, message).hint("sửa “nam” hoặc “ke_hoach”"),
            &file.plan,
        );
        return None;
    }
    let mut seen = BTreeSet::new();
    let mut reports = Vec::new();
    for raw in &file.reports {
        let Some(report) = report(raw.value(), raw.range(), parent, context) else { continue };
        if seen.insert(report.task.source.clone()) {
            reports.push(report);
        } else {
            let message =
                format!("nhiệm vụ {} ghi tiến độ hai lần; lần sau không tính", report.task.source.reference);
            let finding = Diagnostic::error(codes::TASK_TWICE, message);
            context.report(finding.hint("gộp hai mục làm một"), &raw.value().reference);
        }
    }
    Some(Progress { agency, plan: parent.plan.id.clone(), year, reports, place: context.place(&file.agency) })
}

fn report(
    raw: &RawReport,
    range: std::ops::Range<usize>,
    parent: &Parent<'_>,
    context: &mut Context<'_>,
) -> Option<Reported> {
    let words = raw.text.as_ref().map(prose);
    let (task, identity) = match &words {
        None => (parent.tasks.named(raw.reference.trim()), Identity::Unkept),
        Some(words) => followed(raw, words, parent, context),
    };
    let Some(task) = task else {
        let message = format!(
            "{} không còn nhiệm vụ {}{}; báo cáo này không được tính",
            parent.plan.short_citation(),
            *raw.reference,
            words.map(|words| format!(" “{}”", beginning(&words))).unwrap_or_default()
        );
        let finding = Diagnostic::error(codes::TASK_CHANGED, message);
        context.report(finding.hint("xóa mục này, hoặc ghi số của nhiệm vụ mới"), &raw.reference);
        return None;
    };
    let day = raw.day.as_ref().and_then(|typed| match parse_date(typed) {
        Ok(day) => {
            doubt_day(day, typed, parent.plan, context);
            Some(day)
        }
        Err(fault) => {
            let message = format!("ngày “{}”: {fault}", **typed);
            context.report(Diagnostic::error(codes::BAD_DATE, message).hint(fault.hint()), typed);
            None
        }
    });
    Some(Reported {
        task: named(task, &parent.plan.id, parent, identity, Place::new(context.source, range)),
        state: reach(raw.state),
        day,
        note: optional(raw.note.as_ref()),
        product: optional(raw.product.as_ref()),
    })
}

/// Nobody reports on a plan before it is issued, nor so many years after its own.
const FAR: i16 = 10;

fn doubt_day(day: Date, typed: &Text, plan: &Plan, context: &mut Context<'_>) {
    let issued = plan.official.date.full().filter(|issued| day < *issued);
    let message = match issued {
        Some(issued) => format!(
            "ngày báo {} trước ngày ban hành {} ({})",
            short_date(day),
            plan.short_citation(),
            short_date(issued)
        ),
        None if day.year() > plan.year.saturating_add(FAR) => {
            format!("ngày báo {} quá xa năm {} của kế hoạch", short_date(day), plan.year)
        }
        None => return,
    };
    let finding = Diagnostic::warning(codes::BAD_DATE, message);
    context.report(finding.hint("xem lại ngày, tháng, năm"), typed);
}

fn followed<'p>(
    raw: &RawReport,
    words: &str,
    parent: &Parent<'p>,
    context: &mut Context<'_>,
) -> (Option<&'p Task>, Identity) {
    let name = raw.reference.trim();
    let kept = Kept { name, words, twin: raw.twin.as_ref().map(|twin| twin.as_str()) };
    match parent.tasks.find(kept) {
        Found::Here(task) => (Some(task), Identity::Kept),
        Found::HereAmong(task) => (Some(task), Identity::Unkept),
        Found::Elsewhere(task) => (Some(task), Identity::Moved),
        Found::Several => (None, Identity::Unkept),
        Found::Nowhere => {
            let now = parent.tasks.by_id(name).or_else(|| parent.tasks.nearest(kept));
            if let Some(task) = now {
                let message = format!(
                    "nhiệm vụ {name} đã đổi câu chữ; tiến độ vẫn tính cho nhiệm vụ ấy\n  trước: “{words}”\n  nay ({}): “{}”",
                    task.reference, task.text
                );
                let finding = Diagnostic::warning(codes::TASK_CHANGED, message);
                context.report(
                    finding.hint("nếu đúng là nhiệm vụ ấy thì sửa “nguyen_van”; nếu không thì xóa mục này"),
                    &raw.reference,
                );
            }
            (now, Identity::Reworded)
        }
    }
}

fn named(task: &Task, plan: &PlanId, parent: &Parent<'_>, identity: Identity, place: Place) -> NamedTask {
    NamedTask {
        source: SourceTask { plan: plan.clone(), reference: task.reference.clone() },
        name: task.id.clone().unwrap_or_else(|| task.reference.to_string()),
        text: task.text.clone(),
        twin: Twin::among(parent.tasks.worded(&task.text), task),
        identity,
        given: None,
        wording: Wording::Kept,
        place,
    }
}

const fn reach(raw: RawReach) -> Reach {
    match raw {
        RawReach::ChuaLam => Reach::NotStarted,
        RawReach::DangLam => Reach::Underway,
        RawReach::Xong => Reach::Done,
    }
}
