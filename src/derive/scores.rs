//! Điểm qua các năm: what was aimed at and what was reached in each index, year by year, as far as the content
//! knows; computed, never typed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Province;
use crate::model::plan::{Heading, Indicator, Plan};
use crate::text::values::Score;

/// The indices of some plans over all years that the content knows of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scores {
    /// Oldest first.
    pub years: Vec<i16>,
    pub rows: Vec<ScoreRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreRow {
    pub family: String,
    pub name: String,
    pub of_year: BTreeMap<i16, YearScore>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct YearScore {
    pub target: Option<Score>,
    /// Published, or implied by a later target and its change.
    pub actual: Option<Score>,
}

impl Scores {
    /// Of every index of these plans, each once.
    pub fn of<'p>(province: &Province, plans: impl IntoIterator<Item = &'p Plan>) -> Self {
        let mut rows: Vec<ScoreRow> = Vec::new();
        for index in plans.into_iter().flat_map(Plan::indices) {
            let Some(family) = &index.family else { continue };
            let name = index.title.text();
            if rows.iter().any(|row| row.family == *family && row.name == name) {
                continue;
            }
            let of_year = years_of(province, family, name);
            if !of_year.is_empty() {
                rows.push(ScoreRow { family: family.clone(), name: name.to_owned(), of_year });
            }
        }
        let years: BTreeSet<i16> = rows.iter().flat_map(|row| row.of_year.keys().copied()).collect();
        Self { years: years.into_iter().collect(), rows }
    }
}

fn years_of(province: &Province, family: &str, name: &str) -> BTreeMap<i16, YearScore> {
    let mut years: BTreeMap<i16, YearScore> = BTreeMap::new();
    let is_it = |index: &&Heading| index.family.as_deref() == Some(family) && index.title.text() == name;
    for plan in &province.plans {
        for index in plan.indices().filter(is_it) {
            let own = index.indicators.iter().filter(|one| one.name.is_none() && one.score().is_some());
            for one in own {
                years.entry(one.year).or_default().target = one.score();
                if let Some(implied) = Indicator::implied_base(one) {
                    years.entry(one.base_year).or_default().actual = Some(implied);
                }
            }
        }
    }
    // What was published stands over what is implied.
    for results in province.results.iter().filter(|results| results.family == family) {
        if let Some(score) = results.indices.get(name) {
            years.entry(results.year).or_default().actual = Some(*score);
        }
    }
    years
}
