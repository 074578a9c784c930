//! Viện dẫn: plans of the content that texts cite by number, symbol and day.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::papers::Papers;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::text::moment::{Grain, moments};
use crate::text::values::short_date;

/// A plan is cited with the day on which it was issued.
pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut issued: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for plan in &province.plans {
        if let (Some(_), Some(day)) = (plan.official.number, plan.official.date.full()) {
            issued.entry(plan.official.number_and_symbol()).or_default().push(day);
        }
    }
    if issued.is_empty() {
        return Vec::new();
    }
    let texts = papers.iter().flat_map(|paper| paper.texts).filter(|text| text.field.is_prose());
    texts.flat_map(|text| misdated(text, &issued)).collect()
}

fn misdated(text: &Written, issued: &BTreeMap<String, Vec<Date>>) -> Vec<Diagnostic> {
    let cited = text.text.match_indices("số ").filter_map(|(at, sign)| {
        let from = at + sign.len();
        let name = text.text[from..].split([' ', ',', ';', '\n']).next()?;
        let days = issued.get(name)?;
        let (day, range) = day_behind(&text.text, from + name.len())?;
        // Of another year it may be another plan of the same number.
        let true_day =
            days.iter().find(|known| known.year() == day.year()).filter(|_| !days.contains(&day))?;
        let message = format!(
            "Kế hoạch số {name} ban hành ngày {}, ở đây ghi ngày {}",
            short_date(*true_day),
            short_date(day)
        );
        let finding =
            Diagnostic::warning(codes::MISDATED, message).hint("sửa ngày, hoặc số của văn bản được viện dẫn");
        Some(text.finding(finding, range))
    });
    cited.collect()
}

/// "ngày 02/7/2025" right behind a number.
fn day_behind(text: &str, from: usize) -> Option<(Date, Range<usize>)> {
    const DAY: &str = "ngày ";
    let start = from + 1;
    let rest = text.get(start..).filter(|rest| text[from..].starts_with(' ') && rest.starts_with(DAY))?;
    let moment = moments(rest, 0).into_iter().next()?.ok()?;
    let is_here = moment.grain == Grain::Day && moment.range.start <= DAY.len();
    is_here.then(|| (moment.first, start + moment.range.start..start + moment.range.end))
}
