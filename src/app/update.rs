//! Cập nhật phần riêng: agencies' parts brought up to their plans: what would change, what a person has to decide,
//! and the writing of it.

use std::collections::BTreeSet;

use super::gate::missing_year;
use super::rewrite::{self, Rewrite};
use super::{Inputs, Selection, registered, unknown_plan};
use crate::content::Loaded;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::Overlay;
use crate::start::update::{ChangeKind, Updated, update};

/// What an update of a year comes to, before anything is written.
#[derive(Debug)]
pub struct Updating {
    pub year: Option<i16>,
    /// Files that would change.
    pub updated: Vec<Updated>,
    /// What a person has to decide or mend.
    pub findings: Vec<Diagnostic>,
}

impl Updating {
    /// How many places a person has to decide.
    pub fn decisions(&self) -> usize {
        self.findings.iter().filter(|finding| finding.topic == Topic::Decision).count()
    }
}

/// Looks at the parts of a year, the newest where none is named.
///
/// # Errors
/// A year that the content does not have; agencies and plans that were asked for and have no part in the year.
pub fn updating(
    inputs: &Inputs,
    year: Option<i16>,
    selection: &Selection,
) -> Result<Updating, Vec<Diagnostic>> {
    let loaded = &inputs.loaded;
    let year = year.or_else(|| loaded.years.last().copied());
    let is_asked = |overlay: &Overlay| {
        let of_plan = |id: &String| overlay.parents.iter().any(|plan| plan.as_str() == id);
        Some(overlay.year) == year
            && (selection.ids.is_empty() || selection.ids.iter().any(|id| id == overlay.agency.as_str()))
            && (selection.plans.is_empty() || selection.plans.iter().any(of_plan))
    };
    if let Some(fault) = year.and_then(|year| missing_year(loaded, year)) {
        return Err(vec![fault]);
    }
    let missing = missing(loaded, year, selection);
    if !missing.is_empty() {
        return Err(missing);
    }
    let update = update(loaded, &inputs.templates.schemes(), is_asked);
    // What a person has to decide: tasks that changed or went, and what hides them.
    let mut findings: Vec<Diagnostic> = loaded
        .findings
        .iter()
        .filter(|finding| finding.is_error() && year.is_none_or(|year| finding.scope.concerns(year)))
        .cloned()
        .collect();
    findings.extend(to_decide(loaded, is_asked));
    findings.extend(update.left_alone.iter().map(|path| {
        let message = format!("không tự cập nhật được {}: cách viết danh sách nhiệm vụ", path.display());
        Diagnostic::error(codes::CANNOT_WRITE, message)
            .hint("ghi mỗi nhiệm vụ của “thay_cho” một dòng, rồi chạy lại")
    }));
    Ok(Updating { year, updated: update.updated, findings })
}

/// Writes one of the files, where it still is what was looked at.
///
/// # Errors
/// A file that was saved meanwhile; a disk that does not take it.
pub fn write(inputs: &Inputs, updated: &Updated) -> Result<(), Diagnostic> {
    let source = inputs.loaded.sources.iter().find(|source| source.path == updated.path);
    let old = Some(source.map_or("", |source| source.text.as_str()));
    rewrite::write(&[Rewrite { path: &updated.path, old, text: &updated.text }])
}

/// Those who were asked for and have no part.
fn missing(loaded: &Loaded, year: Option<i16>, selection: &Selection) -> Vec<Diagnostic> {
    let (Some(province), Some(year)) = (&loaded.province, year) else { return Vec::new() };
    let parts: Vec<&Overlay> = province.overlays.iter().filter(|overlay| overlay.year == year).collect();
    let without = |id: &str| {
        let message = format!("không có phần riêng nào của “{id}” trong năm {year}");
        let hint = "bắt đầu phần riêng của một cơ quan: kehoach tao-rieng";
        Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint(hint)
    };
    let has_part = |id: &&String| parts.iter().any(|part| part.agency.as_str() == id.as_str());
    let of_agencies = selection.ids.iter().filter(|id| !has_part(id)).map(|id| {
        let known = registered(&province.registry, id);
        known.map_or_else(|unknown| unknown, |_| without(id))
    });
    let answers =
        |id: &&String| parts.iter().any(|part| part.parents.iter().any(|plan| plan.as_str() == id.as_str()));
    let of_plans = selection.plans.iter().filter(|id| !answers(id)).map(|id| {
        let is_there = province.plans_of(year).any(|plan| plan.id.as_str() == id);
        if is_there { without(id) } else { unknown_plan(id, year, province) }
    });
    of_agencies.chain(of_plans).collect()
}

/// What the plans leave for a person to decide in their agencies' parts: words of an agency's own that were written
/// for another assignment, and tasks that it is not given any more.
fn to_decide(loaded: &Loaded, is_asked: impl Fn(&Overlay) -> bool) -> Vec<Diagnostic> {
    let Some(province) = &loaded.province else { return Vec::new() };
    let years: BTreeSet<i16> =
        province.overlays.iter().filter(|one| is_asked(one)).map(|one| one.year).collect();
    let mut findings = Vec::new();
    for year in years.into_iter().filter_map(|year| Year::of(province, year)) {
        // Of a part that answers several plans its document is derived once, with the first.
        for plan in year.plans().map(|shares| shares.plan) {
            let own = year.answers(plan).into_iter().filter(|answer| answer.plan.id == plan.id);
            let asked = own.filter(|answer| answer.overlay.is_some_and(&is_asked));
            findings.extend(asked.flat_map(|answer| year.sub_plan(answer).1));
        }
    }
    findings.retain(|finding| finding.topic == Topic::Decision);
    findings
}

/// What was done to a file, kind by kind: "đổi số 02 nhiệm vụ, …".
pub fn told(updated: &Updated) -> String {
    let count = |kind| updated.changes.iter().filter(|change| change.kind == kind).count();
    let kinds = [
        (ChangeKind::Kept, "ghi nguyên văn"),
        (ChangeKind::Moved, "đổi số"),
        (ChangeKind::Reworded, "đổi nguyên văn theo kế hoạch"),
        (ChangeKind::GivenKept, "ghi phân công"),
        (ChangeKind::Reassigned, "đổi phân công theo kế hoạch"),
    ];
    let counted = kinds.into_iter().map(|(kind, what)| (count(kind), what)).filter(|(count, _)| *count > 0);
    counted.map(|(count, what)| format!("{what} {count:02} nhiệm vụ")).collect::<Vec<_>>().join(", ")
}

/// What was done of single tasks, where there is more to say of it.
pub fn told_each(updated: &Updated) -> Vec<String> {
    let each = updated.changes.iter().filter_map(|change| {
        let (before, after, given) = (&change.before, &change.after, &change.given);
        match change.kind {
            ChangeKind::Kept | ChangeKind::GivenKept => None,
            ChangeKind::Reassigned => Some(format!("{after}: phân công đã đổi, nay: {given}")),
            ChangeKind::Moved => Some(format!("{before} nay là {after}")),
            ChangeKind::Reworded => {
                Some(format!("{after}: câu chữ đã đổi, nội dung giữ nguyên câu chữ của kế hoạch"))
            }
        }
    });
    each.collect()
}
