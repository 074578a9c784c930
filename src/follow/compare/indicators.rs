//! Chỉ tiêu of two years: what was aimed at, what was reached, what is aimed at now.

use crate::derive::Year;
use crate::model::plan::{Bound, Goal, Heading, Indicator, Title, Unit};
use crate::template::target_in_full;
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
    /// Of its plan.
    pub of_year: i16,
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

    /// "từ 7,3 điểm trở lên, tăng 0,06 điểm so với năm 2024": all that its plan says of it.
    pub fn in_full(&self) -> String {
        let scale = match &self.indicator.goal {
            Goal::Figure { unit: Unit::Points { of }, .. } if *of != TEN => format!(" (thang {of})"),
            _ => String::new(),
        };
        format!("{}{scale}", target_in_full(self.indicator, self.of_year))
    }

    fn family(&self) -> Option<&str> {
        self.heading.family.as_deref()
    }
}

impl IndicatorChange<'_> {
    /// Whether both plans say the same of it.
    pub fn is_same(&self) -> bool {
        let same = |(then, now): (Measured<'_>, Measured<'_>)| then.in_full() == now.in_full();
        self.renamed.is_none() && self.before.zip(self.after).is_some_and(same)
    }

    /// Whether the older target was reached, where both are known in points.
    pub fn verdict(&self) -> Option<Verdict> {
        let indicator = self.before?.indicator;
        let (target, actual) = (indicator.score()?, self.actual?);
        let is_met = match &indicator.goal {
            Goal::Figure { bound: Bound::AtMost, .. } => actual <= target,
            Goal::Figure { bound: Bound::AtLeast | Bound::Exactly, .. } => actual >= target,
            // Where it stands among others its points do not tell.
            Goal::Figure { bound: Bound::Top, .. } | Goal::Words(_) => return None,
        };
        Some(if is_met { Verdict::Met } else { Verdict::Missed })
    }
}

pub(super) fn changes<'y>(old: &'y Year<'_>, new: &'y Year<'_>) -> Vec<IndicatorChange<'y>> {
    let (before, after) = (measured(old), measured(new));
    let mut taken = vec![false; before.len()];
    let same = |a: &Measured<'_>, b: &Measured<'_>| {
        a.family() == b.family() && likeness::is_same(&a.name(), &b.name())
    };
    // Of one name a plan may have several: of this year, of another.
    let same_span = |a: &Measured<'_>, b: &Measured<'_>| {
        same(a, b) && a.indicator.year - a.of_year == b.indicator.year - b.of_year
    };
    let mut found: Vec<Option<usize>> = vec![None; after.len()];
    type Way<'w> = &'w dyn Fn(&Measured<'_>, &Measured<'_>) -> bool;
    let ways: [Way<'_>; 3] =
        [&|a, b| same_span(a, b) && a.indicator.told() == b.indicator.told(), &same_span, &same];
    for way in ways {
        for (now, found) in after.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
            *found = before.iter().zip(&taken).position(|(then, taken)| !taken && way(then, now));
            if let Some(at) = *found {
                taken[at] = true;
            }
        }
    }
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

/// The scale that needs no word.
const TEN: u16 = 10;

fn measured<'y>(year: &'y Year<'_>) -> Vec<Measured<'y>> {
    let mut all = Vec::new();
    for shares in year.plans() {
        let plan: &'y crate::model::Plan = shares.plan;
        for heading in plan.headings() {
            let of_heading = heading.indicators.iter();
            all.extend(of_heading.map(|indicator| Measured { heading, indicator, of_year: plan.year }));
        }
    }
    all
}
