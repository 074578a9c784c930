//! Targets, in the parts of their sentences.

use serde::Serialize;

use crate::model::plan::{Bound, Goal, Indicator, Unit};
use crate::template::filters;
use crate::text::values::Score;

/// Chỉ tiêu, in the parts of its sentence.
#[derive(Debug, Clone, Serialize)]
pub(in crate::template) struct IndicatorView {
    #[serde(rename = "ten")]
    name: Option<String>,
    /// "đạt từ", "không quá"; empty for words.
    #[serde(rename = "truoc")]
    before: String,
    /// "8,4 điểm", or the words.
    #[serde(rename = "muc")]
    goal: String,
    /// "trở lên".
    #[serde(rename = "sau")]
    after: String,
    /// "tăng 0,36 điểm so với năm 2024".
    #[serde(rename = "thay_doi")]
    change: Option<String>,
    /// The year, where it is not the plan's.
    #[serde(rename = "nam")]
    year: Option<i16>,
}

impl IndicatorView {
    /// For a plan, or a sub-plan, of `year`.
    pub(in crate::template) fn of(indicator: &Indicator, year: i16) -> Self {
        let (before, goal, after) = goal(&indicator.goal);
        Self {
            name: indicator.name.clone(),
            before: before.to_owned(),
            goal,
            after: after.to_owned(),
            change: indicator
                .change
                .map(|change| format!("{} so với năm {}", by(change, &indicator.goal), indicator.base_year)),
            year: (indicator.year != year).then_some(indicator.year),
        }
    }

    /// Of what it is, where its heading does not say so.
    #[must_use]
    pub(in crate::template) fn named(self, name: &str) -> Self {
        let name = match self.name {
            Some(own) => format!("{name}: {own}"),
            None => name.to_owned(),
        };
        Self { name: Some(name), ..self }
    }

    /// "từ 80% trở lên", without the verb and without the change.
    pub(in crate::template) fn goal_alone(&self) -> String {
        let before = self.before.strip_prefix("đạt").unwrap_or(&self.before).trim_start();
        let parts = [before, &self.goal, &self.after];
        let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        match self.year {
            Some(year) => format!("{said} (năm {year})"),
            None => said,
        }
    }
}

/// "từ 7,3 điểm trở lên, tăng 0,06 điểm so với năm 2024": a target of a plan of `year`, as plans print it.
pub(crate) fn target_in_full(indicator: &Indicator, year: i16) -> String {
    let view = IndicatorView::of(indicator, year);
    let change = view.change.iter().map(|change| format!(", {change}"));
    [view.goal_alone()].into_iter().chain(change).collect()
}

fn goal(goal: &Goal) -> (&'static str, String, &'static str) {
    let (bound, figure, unit) = match goal {
        Goal::Words(words) => return ("", words.clone(), ""),
        Goal::Figure { bound, figure, unit } => (*bound, figure, unit),
    };
    let typed = &figure.typed;
    let amount = match unit {
        Unit::Points { .. } => format!("{typed} điểm"),
        Unit::Percent => format!("{typed}%"),
        Unit::Rank => format!("hạng {typed}"),
        Unit::Count(unit) => format!("{typed} {unit}"),
    };
    match (bound, unit) {
        (Bound::Top, _) => ("thuộc nhóm", typed.clone(), "đứng đầu"),
        (Bound::AtMost, Unit::Rank) => ("không thấp hơn", amount, ""),
        (Bound::AtLeast, _) => ("đạt từ", amount, "trở lên"),
        (Bound::AtMost, _) => ("không quá", amount, ""),
        (Bound::Exactly, _) => ("đạt", amount, ""),
    }
}

/// "tăng 0,36 điểm", "giảm 02 bậc".
fn by(change: Score, goal: &Goal) -> String {
    let word = if change.is_negative() { "giảm" } else { "tăng" };
    let size = change.magnitude();
    match goal {
        Goal::Figure { unit: Unit::Points { .. }, .. } => format!("{word} {size} điểm"),
        Goal::Figure { unit: Unit::Percent, .. } => format!("{word} {size} điểm phần trăm"),
        Goal::Figure { unit: Unit::Rank, .. } => format!("{word} {} bậc", filters::two_digits(size)),
        Goal::Figure { unit: Unit::Count(unit), .. } => format!("{word} {size} {unit}"),
        Goal::Words(_) => format!("{word} {size}"),
    }
}
