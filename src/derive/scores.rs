//! Điểm qua các năm: what was aimed at and what was reached in each index, year by year, as far as the content
//! knows; computed, never typed.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Province;
use crate::model::plan::{Indicator, Plan};
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
        let known = all_known(province);
        let (mut seen, mut rows) = (BTreeSet::new(), Vec::new());
        for index in plans.into_iter().flat_map(Plan::indices) {
            let Some(family) = &index.family else { continue };
            let name = index.title.text();
            if !seen.insert((family.as_str(), name)) {
                continue;
            }
            if let Some(of_year) = known.get(&(family.as_str(), name)) {
                rows.push(ScoreRow {
                    family: family.clone(),
                    name: name.to_owned(),
                    of_year: of_year.clone(),
                });
            }
        }
        let years: BTreeSet<i16> = rows.iter().flat_map(|row| row.of_year.keys().copied()).collect();
        Self { years: years.into_iter().collect(), rows }
    }
}

/// What is known of every index, by family and name: one way through the plans for all of them.
fn all_known(province: &Province) -> BTreeMap<(&str, &str), BTreeMap<i16, YearScore>> {
    let mut known: BTreeMap<(&str, &str), BTreeMap<i16, YearScore>> = BTreeMap::new();
    for index in province.plans.iter().flat_map(Plan::indices) {
        let Some(family) = &index.family else { continue };
        let own = index.indicators.iter().filter(|one| one.name.is_none() && one.score().is_some());
        for one in own {
            let years = known.entry((family, index.title.text())).or_default();
            years.entry(one.year).or_default().target = one.score();
            if let Some(implied) = Indicator::implied_base(one) {
                years.entry(one.base_year).or_default().actual = Some(implied);
            }
        }
    }
    // What was published stands over what is implied.
    for results in &province.results {
        for (name, score) in &results.indices {
            let years = known.entry((&results.family, name)).or_default();
            years.entry(results.year).or_default().actual = Some(*score);
        }
    }
    known
}
