//! Parts of a quarter, a month or a year that a text names.

use jiff::civil::Date;

use super::Grain;

/// Phần của quý, tháng, năm. Which days it has no calendar says: the beginning and the middle of a quarter are
/// counted as its first and second month, those of a month as its first and second ten days, those of a year as
/// its first and second quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Portion {
    Whole,
    /// đầu quý, đầu tháng, đầu năm
    Beginning,
    /// giữa
    Middle,
    /// nửa đầu
    FirstHalf,
    /// tuần thứ … của tháng: seven days each, from the first of the month on.
    Week(i8),
}

impl Portion {
    /// The days of a part of what lasts from `first` to `last`; none of what is longer than one quarter, month or
    /// year.
    pub(super) fn days(self, grain: Grain, (first, last): (Date, Date)) -> Option<(Date, Date)> {
        let months = match grain {
            Grain::Month => 1,
            Grain::Quarter => 3,
            Grain::Year => 12,
            Grain::Day | Grain::Months => return None,
        };
        let end =
            |months: i8| Date::new(first.year(), first.month() + months - 1, 1).ok().map(Date::last_of_month);
        if end(months)? != last {
            return None;
        }
        let day = |day| Date::new(first.year(), first.month(), day).ok();
        let (beginning, middle, half) = match grain {
            Grain::Month => (day(10)?, day(20)?, day(15)?),
            Grain::Quarter => (end(1)?, end(2)?, Date::new(first.year(), first.month() + 1, 15).ok()?),
            _ => (end(3)?, end(6)?, end(6)?),
        };
        match self {
            Self::Whole => None,
            Self::Beginning => Some((first, beginning)),
            Self::Middle => Some((beginning.tomorrow().ok()?, middle)),
            Self::FirstHalf => Some((first, half)),
            Self::Week(week) if grain == Grain::Month => Some((day(7 * week - 6)?, day(7 * week)?)),
            Self::Week(_) => None,
        }
    }
}
