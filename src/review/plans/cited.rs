//! Viện dẫn: documents that texts cite by number, symbol and day. A plan of the content has a day of its own; any
//! other has one day, wherever a file cites it.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;

use super::papers::Papers;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::text::moment::{Grain, moments};
use crate::text::values::short_date;

pub(super) fn review(papers: &Papers<'_>, province: &Province) -> Vec<Diagnostic> {
    let mut issued: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for plan in &province.plans {
        if let (Some(_), Some(day)) = (plan.official.number, plan.official.date.full()) {
            issued.entry(plan.official.number_and_symbol()).or_default().push(day);
        }
    }
    let mut findings = Vec::new();
    for paper in papers.iter() {
        let prose = paper.texts.iter().filter(|text| text.field.is_prose());
        let mut first: BTreeMap<(&str, i16), Cited<'_>> = BTreeMap::new();
        for cited in prose.flat_map(cited) {
            if let Some(days) = issued.get(cited.name) {
                findings.extend(misdated(&cited, days));
                continue;
            }
            match first.get(&(cited.name, cited.day.year())) {
                Some(other) => findings.extend(two_days(&cited, other)),
                None => drop(first.insert((cited.name, cited.day.year()), cited)),
            }
        }
    }
    findings
}

/// A document that a text cites with its day.
struct Cited<'t> {
    text: &'t Written,
    /// "175/KH-UBND".
    name: &'t str,
    day: Date,
    /// The day, as it is typed.
    range: Range<usize>,
}

impl<'t> Cited<'t> {
    fn finding(&self, message: String) -> Diagnostic {
        let finding =
            Diagnostic::warning(codes::MISDATED, message).hint("sửa ngày, hoặc số của văn bản được viện dẫn");
        self.text.finding(finding, self.range.clone())
    }

    /// "UBND xã An Lộc": whose it is, where the text says so behind the day.
    fn issuer(&self) -> Option<Vec<&'t str>> {
        const ENOUGH: usize = 4;
        let rest = self.text.text[self.range.end..].strip_prefix(" của ")?;
        let name = rest.split([',', ';', '.']).next()?;
        Some(name.split_whitespace().take(ENOUGH).collect())
    }
}

fn cited(text: &Written) -> impl Iterator<Item = Cited<'_>> {
    text.text.match_indices("số ").filter_map(|(at, sign)| {
        let from = at + sign.len();
        let name = text.text[from..].split([' ', ',', ';', '\n']).next().filter(|name| name.contains('/'))?;
        let (day, range) = day_behind(&text.text, from + name.len())?;
        Some(Cited { text, name, day, range })
    })
}

fn misdated(cited: &Cited<'_>, days: &[Date]) -> Option<Diagnostic> {
    // Of another year it may be another plan of the same number.
    let of_year = days.iter().find(|known| known.year() == cited.day.year());
    let true_day = of_year.filter(|_| !days.contains(&cited.day))?;
    let message = format!(
        "Kế hoạch số {} ban hành ngày {}, ở đây ghi ngày {}",
        cited.name,
        short_date(*true_day),
        short_date(cited.day)
    );
    Some(cited.finding(message))
}

/// A body gives a number once in a year; bodies of one kind have the same symbols.
fn two_days(cited: &Cited<'_>, other: &Cited<'_>) -> Option<Diagnostic> {
    // What follows a name ("UBND tỉnh về …") is no part of it.
    let is_other = cited
        .issuer()
        .zip(other.issuer())
        .is_some_and(|(one, other)| one.iter().zip(&other).any(|(one, other)| one != other));
    if cited.day == other.day || is_other {
        return None;
    }
    let line = other.text.part(other.range.clone()).line_column().0;
    let message = format!(
        "văn bản số {} ở đây ghi ngày {}, ở dòng {line} ghi ngày {}",
        cited.name,
        short_date(cited.day),
        short_date(other.day)
    );
    Some(cited.finding(message))
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
