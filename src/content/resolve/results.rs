//! Kết quả đã công bố: scores of the families of indices, year by year.

use std::collections::BTreeMap;

use super::plan::year;
use super::registry::score;
use super::{Context, prose};
use crate::content::load::RawContent;
use crate::content::raw::{RawResults, Text};
use crate::diagnostic::{Diagnostic, Place, Scope, codes, likely};
use crate::model::agency::Registry;
use crate::model::plan::Plan;
use crate::model::{Province, Results};
use crate::text::values::Score;

/// Reads all results; of a family and a year there is one file.
pub(super) fn results(
    raw: &RawContent,
    registry: &Registry,
    plans: &[Plan],
    findings: &mut Vec<Diagnostic>,
) -> Vec<Results> {
    let mut results = Vec::new();
    let mut first_places: BTreeMap<(String, i16), Place> = BTreeMap::new();
    let newest = plans.iter().map(|plan| plan.year).max();
    for (file, source) in &raw.results {
        let mut context = Context::of(registry, source, findings, Scope::Everything, raw);
        let Some(year) = year(&file.year, &mut context) else { continue };
        let family = prose(&file.family);
        if let Some(first) = first_places.get(&(family.clone(), year)) {
            let message = format!("đã có tệp kết quả {family} năm {year}");
            let finding = Diagnostic::error(codes::DUPLICATE_ID, message);
            let hint = format!("tệp kia: {}; giữ một tệp", first.source.path.display());
            context.report(finding.hint(hint), &file.year);
            continue;
        }
        first_places.insert((family, year), context.place(&file.year));
        // Between two plans a year may have none.
        if let Some(newest) = newest.filter(|newest| year > newest + 1) {
            let message = format!("kết quả của năm {year}, mà kế hoạch mới nhất là của năm {newest}");
            let finding = Diagnostic::warning(codes::FAR_YEAR, message);
            context.report(finding.hint("xem lại năm: có thể gõ nhầm một chữ số"), &file.year);
        }
        results.push(of_file(file, year, &mut context));
    }
    results
}

fn of_file(file: &RawResults, year: i16, context: &mut Context<'_>) -> Results {
    let mut indices = BTreeMap::new();
    for entry in &file.indices {
        let Some(score) = published(&entry.score, context) else { continue };
        if indices.insert(prose(&entry.name), score).is_some() {
            let message = format!("chỉ số “{}” ghi điểm hai lần", prose(&entry.name));
            context.report(Diagnostic::error(codes::NAMED_TWICE, message).hint("xóa một chỗ"), &entry.name);
        }
    }
    let rank = file.rank.as_ref().and_then(|text| context.number::<u16>(text, "thứ hạng"));
    let ranked = file.ranked.as_ref().and_then(|text| context.number(text, "số địa phương xếp hạng"));
    if let (Some(text), Some(rank)) = (&file.rank, rank)
        && (rank == 0 || ranked.is_some_and(|ranked| rank > ranked))
    {
        let among = ranked.map(|ranked| format!(" trong {ranked} địa phương")).unwrap_or_default();
        let message = format!("không có thứ hạng {rank}{among}");
        let finding = Diagnostic::error(codes::TARGET_RANGE, message);
        context.report(finding.hint("xem lại “hang” và “tong_so”"), text);
    }
    Results {
        family: prose(&file.family),
        year,
        score: file.score.as_ref().and_then(|text| published(text, context)),
        rank,
        ranked,
        indices,
    }
}

/// A score that was reached: no scale goes below 0 or beyond 100.
fn published(text: &Text, context: &mut Context<'_>) -> Option<Score> {
    let score = score(text, context)?;
    if score.is_negative() || score > Score::whole(100) {
        let finding = Diagnostic::error(codes::TARGET_RANGE, format!("không có điểm số {score}"));
        context.report(finding.hint("xem lại dấu phẩy thập phân"), text);
    }
    Some(score)
}

/// Reports an index that no plan has by this name while one has nearly the same: what was published of it would be
/// compared with nothing. One of another name may be of another time.
pub(super) fn check_names(raw: &RawContent, province: &Province, findings: &mut Vec<Diagnostic>) {
    for (file, source) in &raw.results {
        let family = prose(&file.family);
        let of_family = province.plans.iter().flat_map(Plan::indices);
        let of_family = of_family.filter(|index| index.family.as_deref() == Some(&family));
        let known: Vec<&str> = of_family.map(|index| index.title.text()).collect();
        let mut context = Context::of(&province.registry, source, findings, Scope::Everything, raw);
        for entry in &file.indices {
            let name = prose(&entry.name);
            if known.contains(&name.as_str()) {
                continue;
            }
            let Some(near) = context.near(&name, &known) else { continue };
            let message =
                format!("không có kế hoạch nào có chỉ số “{name}”: điểm này không so được với mục tiêu nào");
            context
                .report(Diagnostic::warning(codes::UNKNOWN_INDEX, message).hint(likely(&near)), &entry.name);
        }
    }
}
