//! Chỉ tiêu of two years: what was aimed at, what was reached, what is aimed at now.

use crate::derive::Year;
use crate::model::plan::{Heading, Indicator, Title};
use crate::text::likeness;
use crate::text::values::Score;

/// What became of an indicator.
#[derive(Debug)]
pub struct IndicatorChange<'y> {
    /// As the older plan calls it; none where it is new.
    pub before: Option<Measured<'y>>,
    pub after: Option<Measured<'y>>,
    /// What was reached in the older year: published, or implied by the newer target and its change.
    pub actual: Option<Score>,
    /// How like the names are, where they differ.
    pub renamed: Option<f64>,
}

/// An indicator as a plan has it.
#[derive(Debug, Clone, Copy)]
pub struct Measured<'y> {
    pub heading: &'y Heading,
    pub indicator: &'y Indicator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Met,
    Missed,
}

impl Measured<'_> {
    /// "Gia nhập thị trường", "Chính quyền số: hồ sơ trực tuyến".
    pub fn name(&self) -> String {
        let title = self.heading.title.text();
        match &self.indicator.name {
            Some(name) if title.is_empty() => name.clone(),
            Some(name) => format!("{title}: {name}"),
            None => title.to_owned(),
        }
    }

    fn family(&self) -> Option<&str> {
        self.heading.family.as_deref()
    }
}

impl IndicatorChange<'_> {
    /// Whether the older target was reached, where both are known in points.
    pub fn verdict(&self) -> Option<Verdict> {
        let target = self.before.and_then(|before| before.indicator.score())?;
        let actual = self.actual?;
        Some(if actual >= target { Verdict::Met } else { Verdict::Missed })
    }
}

pub(super) fn changes<'y>(old: &'y Year<'_>, new: &'y Year<'_>) -> Vec<IndicatorChange<'y>> {
    let (before, after) = (measured(old), measured(new));
    let mut taken = vec![false; before.len()];
    let same = |a: &Measured<'_>, b: &Measured<'_>| {
        a.family() == b.family() && likeness::is_same(&a.name(), &b.name())
    };
    let mut found: Vec<Option<usize>> = after
        .iter()
        .map(|now| {
            let at = before.iter().position(|then| same(then, now))?;
            taken[at] = true;
            Some(at)
        })
        .collect();
    for (now, found) in after.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        let likely =
            before.iter().enumerate().filter(|(at, then)| !taken[*at] && then.family() == now.family());
        let likely = likely.map(|(at, then)| (likeness::of(&then.name(), &now.name()), at));
        let best = likely.filter(|(like, _)| *like >= likeness::ALIKE).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((_, at)) = best {
            taken[at] = true;
            *found = Some(at);
        }
    }
    let actual = |then: Option<&Measured<'_>>, now: Option<&Measured<'_>>| {
        let one = then.or(now)?;
        let index = matches!(one.heading.title, Title::Index(_)) && one.indicator.name.is_none();
        let published = one
            .family()
            .filter(|_| index)
            .and_then(|family| new.province.published(family, old.year, one.heading.title.text()));
        let implied = now
            .filter(|now| now.indicator.base_year == old.year)
            .and_then(|now| now.indicator.implied_base());
        published.or(implied)
    };
    let mut changes: Vec<IndicatorChange<'_>> = after
        .iter()
        .zip(&found)
        .map(|(now, found)| {
            let then = found.map(|at| before[at]);
            let renamed = then.filter(|then| !likeness::is_same(&then.name(), &now.name()));
            IndicatorChange {
                before: then,
                after: Some(*now),
                actual: actual(then.as_ref(), Some(now)),
                renamed: renamed.map(|then| likeness::of(&then.name(), &now.name())),
            }
        })
        .collect();
    let gone = before.iter().zip(&taken).filter(|(_, taken)| !**taken);
    changes.extend(gone.map(|(then, _)| IndicatorChange {
        before: Some(*then),
        after: None,
        actual: actual(Some(then), None),
        renamed: None,
    }));
    changes
}

fn measured<'y>(year: &'y Year<'_>) -> Vec<Measured<'y>> {
    let headings = year.plans().flat_map(|shares| {
        let plan: &'y crate::model::Plan = shares.plan;
        plan.headings()
    });
    headings
        .flat_map(|heading| heading.indicators.iter().map(move |indicator| Measured { heading, indicator }))
        .collect()
}
