//! Last year's targets and results beside this year's: computed, never typed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{NOTHING, emptied, monitored};
use crate::model::Province;
use crate::model::plan::{AnnexSpec, Goal, Heading, Indicator, Plan, Unit};
use crate::template::names::{agency_name, joined_ids};
use crate::template::plan_view::IndicatorView;
use crate::text::values::Score;

#[derive(Debug, Serialize)]
pub(super) struct TargetRow {
    /// Once for a heading, however many indicators it has.
    #[serde(rename = "stt")]
    number: String,
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

/// The figures of one row: an indicator of a heading, or the heading that has none.
struct Figures<'p> {
    heading: &'p Heading,
    indicator: Option<&'p Indicator>,
    previous_target: Option<Score>,
    result: Option<Score>,
}

/// "năm 2024", or "năm trước" where the indicators do not start from the same year.
pub(super) fn base(plan: &Plan, spec: &AnnexSpec) -> String {
    let years: BTreeSet<i16> = rows_of(plan, spec).map(|(_, one)| base_year(plan, one)).collect();
    match years.first() {
        Some(year) if years.len() == 1 => format!("năm {year}"),
        _ => "năm trước".to_owned(),
    }
}

/// Whether every figure is in points: then the note says so once.
pub(super) fn is_in_points(plan: &Plan, spec: &AnnexSpec) -> bool {
    rows_of(plan, spec).filter_map(|(_, one)| one).all(|one| one.score().is_some())
}

fn base_year(plan: &Plan, indicator: Option<&Indicator>) -> i16 {
    indicator.map_or(plan.year - 1, |one| one.base_year)
}

/// Every indicator of what is monitored or measured, and what is monitored without a figure.
fn rows_of<'p>(
    plan: &'p Plan,
    spec: &AnnexSpec,
) -> impl Iterator<Item = (&'p Heading, Option<&'p Indicator>)> {
    monitored(plan, spec).flat_map(|heading| {
        let bare = heading.indicators.is_empty().then_some((heading, None));
        bare.into_iter().chain(heading.indicators.iter().map(move |one| (heading, Some(one))))
    })
}

/// One row per indicator. Also tells whether a result was implied by this year's target rather than
/// published.
pub(super) fn rows(province: &Province, plan: &Plan, spec: &AnnexSpec) -> (Vec<TargetRow>, bool) {
    let mut any_implied = false;
    let mut before = Before::default();
    let figures = rows_of(plan, spec).map(|(heading, indicator)| {
        let of_heading = indicator.is_none_or(|one| one.name.is_none());
        let base_year = base_year(plan, indicator);
        let previous_target = of_heading.then(|| before.target(province, base_year, heading)).flatten();
        let family = heading.family.as_deref().filter(|_| of_heading);
        let published = family.and_then(|family| province.published(family, base_year, heading.title.text()));
        let implied = indicator.and_then(Indicator::implied_base);
        any_implied |= published.is_none() && implied.is_some();
        Figures { heading, indicator, previous_target, result: published.or(implied) }
    });
    let figures: Vec<Figures<'_>> = figures.collect();
    let previous_target = Column::of(figures.iter().map(|figures| figures.previous_target));
    let result = Column::of(figures.iter().map(|figures| figures.result));
    let target = Column::of(figures.iter().map(|figures| figures.indicator.and_then(Indicator::score)));
    let change = Column::of(figures.iter().map(|figures| figures.indicator.and_then(|one| one.change)));
    let mut last: Option<&Heading> = None;
    let mut number = 0;
    let mut rows = Vec::new();
    for Figures { heading, indicator, previous_target: before, result: reached } in &figures {
        let first = last.is_none_or(|last| last.position != heading.position);
        number += usize::from(first);
        last = Some(heading);
        let name = indicator.and_then(|one| one.name.clone());
        rows.push(TargetRow {
            number: if first { number.to_string() } else { String::new() },
            name: match name {
                Some(name) if heading.title.text().is_empty() => name,
                Some(name) => format!("{}: {name}", heading.title.text()),
                None => heading.title.text().to_owned(),
            },
            previous_target: previous_target.show(*before),
            previous_result: result.show(*reached),
            verdict: match before.zip(*reached) {
                Some((target, result)) if result >= target => "Đạt",
                Some(_) => "Chưa đạt",
                None => NOTHING,
            }
            .to_owned(),
            target: match indicator {
                // Figures of one unit stand under each other; the note names the unit.
                Some(one) if one.score().is_some() => target.show_after("từ", one.score()),
                Some(one) => IndicatorView::of(one, plan.year).goal_alone(),
                None => NOTHING.to_owned(),
            },
            change: match indicator.and_then(|one| one.change.map(|by| (by, unit_of(one)))) {
                Some((by, unit)) if by.is_negative() => {
                    change.show_after("giảm", Some(by.magnitude())) + unit
                }
                Some((by, unit)) => change.show_after("tăng", Some(by)) + unit,
                None => NOTHING.to_owned(),
            },
            monitor: monitors(province, heading),
        });
    }
    emptied(&mut rows, |row| &mut row.previous_target);
    emptied(&mut rows, |row| &mut row.previous_result);
    emptied(&mut rows, |row| &mut row.verdict);
    emptied(&mut rows, |row| &mut row.target);
    emptied(&mut rows, |row| &mut row.change);
    emptied(&mut rows, |row| &mut row.monitor);
    (rows, any_implied)
}

/// The unit after a change that is not in points.
fn unit_of(indicator: &Indicator) -> &'static str {
    match &indicator.goal {
        Goal::Figure { unit: Unit::Percent, .. } => " điểm phần trăm",
        Goal::Figure { unit: Unit::Rank, .. } => " bậc",
        _ => "",
    }
}

/// "Sở Tài chính; cùng theo dõi: Sở Nội vụ".
fn monitors(province: &Province, heading: &Heading) -> String {
    let own = heading.monitor.as_ref().map(|id| agency_name(&province.registry, id));
    let with =
        joined_ids(&province.registry, &heading.co_monitors).map(|names| format!("cùng theo dõi: {names}"));
    let written: Vec<String> = own.into_iter().chain(with).collect();
    if written.is_empty() { NOTHING.to_owned() } else { written.join("; ") }
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

/// The targets of earlier years' plans, each year gone through once.
#[derive(Default)]
struct Before<'p> {
    years: BTreeMap<i16, BTreeMap<(&'p str, &'p str), Option<Score>>>,
}

impl<'p> Before<'p> {
    fn target(&mut self, province: &'p Province, year: i16, index: &Heading) -> Option<Score> {
        let targets = self.years.entry(year).or_insert_with(|| {
            let mut targets = BTreeMap::new();
            for old in province.plans_of(year).flat_map(Plan::indices) {
                let Some(family) = old.family.as_deref() else { continue };
                let own = old.indicators.iter().find(|one| one.name.is_none());
                targets.entry((family, old.title.text())).or_insert(own.and_then(Indicator::score));
            }
            targets
        });
        targets.get(&(index.family.as_deref()?, index.title.text())).copied().flatten()
    }
}
