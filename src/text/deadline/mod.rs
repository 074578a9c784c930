//! Thời hạn: the words that were typed, which are printed, beside what they mean, by which deadlines are
//! sorted and compared.

mod completion;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use jiff::civil::Date;

use super::moment::{self, Grain, Impossible, Lead, Moment, NoSuch, Portion, YearWritten};
use super::spaces::single_spaced;
use words::{in_words, names_month, says_from_issue, states_rhythm};

pub use completion::{Completion, completion, only_when};

/// How a plan calls itself; in another document it would be the wrong one.
const THIS_PLAN: &str = "Kế hoạch này";

/// Thời hạn. When a task is due, in the words of whoever typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    typed: String,
    meaning: Meaning,
}

/// What a deadline means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Known days: "trước 15/7/2025", "quý III, IV/2026", "cả năm".
    Until { first: Date, last: Date, grain: Grain },
    /// trong N ngày kể từ ngày ban hành
    FromIssue { days: u16 },
    /// hằng tháng, thường xuyên, "trước ngày 18 hằng tháng"
    Recurring,
    /// theo kế hoạch của Bộ, ngay sau khi …: it goes by something else than the calendar.
    Dependent,
    /// Not understood.
    Unread,
}

/// A deadline with what is doubtful about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    pub deadline: Deadline,
    pub doubt: Option<Doubt>,
}

/// What was guessed of a deadline, or could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A day without its year: this one is meant.
    NoYear(i16),
    /// A year of two digits.
    TwoDigits(i16),
    /// A day with other signs than strokes, as it should be written.
    OtherForm(String),
    /// A part of a quarter, a month or a year that no calendar knows, counted to this day.
    Part(Date),
    /// It begins on this day, and ends before.
    Reversed(Date),
    Unread,
}

impl Deadline {
    /// Reads whatever is typed; `year` is meant where none is written. Only a day, a month or a quarter that
    /// no calendar has is refused.
    pub fn read(text: &str, year: i16) -> Result<Read, NoSuch> {
        let typed = as_printed(text);
        let moments = moment::moments(&typed, year);
        let moments: Vec<Moment> =
            moments.into_iter().collect::<Result<_, Impossible>>().map_err(|impossible| impossible.what)?;
        let lower = typed.to_lowercase();
        let days: Vec<&Moment> = moments.iter().filter(|moment| is_due(moment, &lower)).collect();
        let (meaning, doubt) = match until(&days) {
            _ if names_month(&lower) => (Meaning::Unread, Some(Doubt::Unread)),
            Some(meaning) => {
                let reversed = reversed(&moments, meaning).map(Doubt::Reversed);
                (meaning, reversed.or_else(|| days.iter().find_map(|moment| doubt(moment))))
            }
            None => match in_words(&lower, !moments.is_empty()) {
                Meaning::Unread => (Meaning::Unread, Some(Doubt::Unread)),
                meaning => (meaning, None),
            },
        };
        Ok(Read { deadline: Self { typed, meaning }, doubt })
    }

    /// The words, as they are printed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The words as another document has them, which says which plan is meant: "kể từ ngày ban hành Kế hoạch
    /// số 175/KH-UBND", "ngay sau khi Kế hoạch số 175/KH-UBND được ban hành".
    pub fn of_plan(&self, citation: &str) -> String {
        match self.meaning {
            Meaning::FromIssue { .. } => format!("{} {citation}", self.before_plan()),
            _ => self.typed.replace(THIS_PLAN, citation),
        }
    }

    /// The words that stand in any document: those before the name of the plan, or after it.
    pub fn before_plan(&self) -> &str {
        const OWN: [&str; 4] = [THIS_PLAN, "kế hoạch này", "Kế hoạch", "kế hoạch"];
        if let Meaning::FromIssue { .. } = self.meaning {
            let bare = OWN.iter().find_map(|own| self.typed.strip_suffix(own));
            return bare.unwrap_or(&self.typed).trim_end();
        }
        let parts = self.typed.split(THIS_PLAN).map(str::trim);
        parts.max_by_key(|part| part.len()).unwrap_or_default()
    }

    pub fn meaning(&self) -> Meaning {
        self.meaning
    }

    /// Its last day, where it has one; `issued` is the day that "kể từ ngày ban hành" counts from.
    pub fn last_day(&self, issued: Option<Date>) -> Option<Date> {
        match self.meaning {
            Meaning::Until { last, .. } => Some(last),
            Meaning::FromIssue { days } => issued?.checked_add(jiff::Span::new().days(i64::from(days))).ok(),
            Meaning::Recurring | Meaning::Dependent | Meaning::Unread => None,
        }
    }

    /// Whether a text states this deadline as one: the same last day with a word that leads to it, the same
    /// rhythm. That it has the same words somewhere is not enough: "thường xuyên phát sinh" states none.
    pub fn is_said_in(&self, text: &str) -> bool {
        match self.meaning {
            Meaning::Until { last, grain: Grain::Day, .. } => {
                said(text, last).any(|moment| moment.grain == Grain::Day && moment.last_day() == last)
            }
            Meaning::Until { first, last, grain } => said(text, last)
                .any(|moment| (moment.first, moment.last_day(), moment.grain) == (first, last, grain)),
            Meaning::FromIssue { days } => says_from_issue(&text.to_lowercase(), days),
            Meaning::Recurring => states_rhythm(&self.typed.to_lowercase(), &text.to_lowercase()),
            Meaning::Dependent | Meaning::Unread => {
                const DISTINCT: usize = 5;
                self.typed.split_whitespace().count() >= DISTINCT
                    && text.to_lowercase().contains(&self.typed.to_lowercase())
            }
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.typed)
    }
}

/// White space aside, and without the stop that the sentence around it has.
fn as_printed(text: &str) -> String {
    let text = single_spaced(text);
    let bare = text.strip_suffix(['.', ';']).filter(|bare| !bare.ends_with('.') && !bare.ends_with(".v"));
    bare.unwrap_or(&text).trim_end().to_owned()
}

/// The moments of a text that a word leads to.
fn said(text: &str, near: Date) -> impl Iterator<Item = Moment> {
    let moments = moment::moments(text, near.year()).into_iter().filter_map(Result::ok);
    moments.filter(|moment| !moment.recurs && !matches!(moment.lead, Lead::Bare | Lead::From))
}

/// Whether a moment in a deadline says when it is due. The day of a document that it goes by does not.
fn is_due(moment: &Moment, lower: &str) -> bool {
    let goes_by = lower.starts_with("theo ") || lower.contains(" ban hành ") || lower.contains("kể từ ");
    !moment.recurs && moment.lead != Lead::From && !(goes_by && moment.lead == Lead::Bare)
}

fn until(moments: &[&Moment]) -> Option<Meaning> {
    let latest = moments.iter().max_by_key(|moment| moment.last_day())?;
    let first = moments.iter().map(|moment| moment.first).min()?;
    let last = latest.last_day();
    let grain =
        if moments.iter().any(|moment| moment.grain == Grain::Day) { Grain::Day } else { latest.grain };
    Some(Meaning::Until { first: first.min(last), last, grain })
}

/// "từ ngày 30/9 đến ngày 30/6": its first day, where that is behind the last.
fn reversed(moments: &[Moment], meaning: Meaning) -> Option<Date> {
    let Meaning::Until { last, .. } = meaning else { return None };
    let begins = moments.iter().find(|moment| moment.lead == Lead::From && !moment.recurs)?.first;
    (begins > last).then_some(begins)
}

fn doubt(moment: &Moment) -> Option<Doubt> {
    match (&moment.other_form, moment.year, moment.grain) {
        (Some(form), ..) => Some(Doubt::OtherForm(form.clone())),
        (None, YearWritten::TwoDigits, _) => Some(Doubt::TwoDigits(moment.first.year())),
        _ if moment.portion != Portion::Whole => Some(Doubt::Part(moment.last_day())),
        // "cả năm" and "trong quý II" are of the plan's year and of no other.
        (None, YearWritten::Assumed, Grain::Day | Grain::Month) => Some(Doubt::NoYear(moment.first.year())),
        _ => None,
    }
}
