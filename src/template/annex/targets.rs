//! Last year's targets and results beside this year's: computed, never typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{NOTHING, emptied, indices};
use crate::model::Province;
use crate::model::plan::{AnnexSpec, Index, Plan};
use crate::model::values::Score;
use crate::template::provincial::agency_name;

#[derive(Debug, Serialize)]
pub(super) struct TargetRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "muc_tieu_truoc")]
    previous_target: String,
    #[serde(rename = "ket_qua_truoc")]
    previous_result: String,
    #[serde(rename = "danh_gia")]
    verdict: String,
    #[serde(rename = "muc_tieu")]
    target: String,
    #[serde(rename = "thay_doi")]
    change: String,
    #[serde(rename = "theo_doi")]
    monitor: String,
}

/// The figures of one index.
struct Figures<'p> {
    index: &'p Index,
    previous_target: Option<Score>,
    result: Option<Score>,
}

/// "năm 2024", or "năm trước" where the indices do not start from the same year.
pub(super) fn base(plan: &Plan, spec: &AnnexSpec) -> String {
    let years: BTreeSet<i16> = indices(plan, spec).map(|index| base_year(plan, index)).collect();
    match years.first() {
        Some(year) if years.len() == 1 => format!("năm {year}"),
        _ => "năm trước".to_owned(),
    }
}

fn base_year(plan: &Plan, index: &Index) -> i16 {
    index.target.map_or(plan.year - 1, |target| target.base_year)
}

/// One row per index. Also tells whether a result was implied by this year's target rather than
/// published.
pub(super) fn rows(province: &Province, plan: &Plan, spec: &AnnexSpec) -> (Vec<TargetRow>, bool) {
    let mut any_implied = false;
    let mut before = Before::default();
    let figures = indices(plan, spec).map(|index| {
        let base_year = base_year(plan, index);
        let previous_target = before.target(province, base_year, index);
        let published = province.published(&index.family, base_year, &index.name);
        let implied = index.target.and_then(|target| target.implied_base());
        any_implied |= published.is_none() && implied.is_some();
        Figures { index, previous_target, result: published.or(implied) }
    });
    let figures: Vec<Figures<'_>> = figures.collect();
    let previous_target = Column::of(figures.iter().map(|figures| figures.previous_target));
    let result = Column::of(figures.iter().map(|figures| figures.result));
    let target = Column::of(figures.iter().map(|figures| figures.index.target.map(|target| target.score)));
    let change = Column::of(figures.iter().map(|figures| figures.index.target.and_then(|one| one.change)));
    let rows = figures.iter().map(|Figures { index, previous_target: before, result: reached }| TargetRow {
        number: index.ordinal,
        name: index.name.clone(),
        previous_target: previous_target.show(*before),
        previous_result: result.show(*reached),
        verdict: match before.zip(*reached) {
            Some((target, result)) if result >= target => "Đạt",
            Some(_) => "Chưa đạt",
            None => NOTHING,
        }
        .to_owned(),
        target: target.show_after("từ", index.target.map(|target| target.score)),
        change: match index.target.and_then(|target| target.change) {
            Some(by) if by.is_negative() => change.show_after("giảm", Some(by.magnitude())),
            by => change.show_after("tăng", by),
        },
        monitor: index
            .monitor
            .as_ref()
            .map_or_else(|| NOTHING.to_owned(), |id| agency_name(&province.registry, id)),
    });
    let mut rows: Vec<TargetRow> = rows.collect();
    emptied(&mut rows, |row| &mut row.previous_target);
    emptied(&mut rows, |row| &mut row.previous_result);
    emptied(&mut rows, |row| &mut row.verdict);
    emptied(&mut rows, |row| &mut row.target);
    emptied(&mut rows, |row| &mut row.change);
    emptied(&mut rows, |row| &mut row.monitor);
    (rows, any_implied)
}

/// Figures under each other have the same number of decimals.
struct Column {
    decimals: usize,
}

impl Column {
    fn of(scores: impl Iterator<Item = Option<Score>>) -> Self {
        Self { decimals: scores.flatten().map(Score::decimals).max().unwrap_or(0) }
    }

    fn show(&self, score: Option<Score>) -> String {
        score.map_or_else(|| NOTHING.to_owned(), |score| score.with_decimals(self.decimals))
    }

    fn show_after(&self, word: &str, score: Option<Score>) -> String {
        score.map_or_else(|| NOTHING.to_owned(), |score| format!("{word} {}", self.show(Some(score))))
    }
}

/// The targets of earlier years' main plans, each plan gone through once.
#[derive(Default)]
struct Before<'p> {
    years: BTreeMap<i16, BTreeMap<(&'p str, &'p str), Option<Score>>>,
}

impl<'p> Before<'p> {
    fn target(&mut self, province: &'p Province, year: i16, index: &Index) -> Option<Score> {
        let targets = self.years.entry(year).or_insert_with(|| {
            let mut targets = BTreeMap::new();
            for (_, old) in province.main_plan(year).into_iter().flat_map(Plan::indices) {
                let target = old.target.map(|target| target.score);
                targets.entry((old.family.as_str(), old.name.as_str())).or_insert(target);
            }
            targets
        });
        targets.get(&(index.family.as_str(), index.name.as_str())).copied().flatten()
    }
}
