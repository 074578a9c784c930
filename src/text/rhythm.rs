//! Nhịp: how often something is due that recurs, from the words of its deadline: "hằng quý", "trước ngày 18 hằng
//! tháng", "trước ngày 10/12 hằng năm".

use jiff::civil::{Date, Weekday};

use super::moment;
use super::words::time;

/// When something recurs, and on which day at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// On this day of the week; on the last working day where none is said.
    Weekly {
        on: Weekday,
    },
    /// Every so many months, by this day of the month; by the last where none is said.
    Months {
        every: i8,
        day: Option<i8>,
    },
    Yearly {
        month: i8,
        day: i8,
    },
}

/// The rhythms that a deadline states, the most frequent first; none where it says no more than that
/// something is done again and again.
pub fn rhythms(typed: &str) -> Vec<Rhythm> {
    let lower = typed.to_lowercase();
    let every = |unit: &str| {
        let said = |word: &str| lower.contains(&format!("{word} {unit}"));
        time::EVERY.iter().any(|word| said(word)) || once_a(&lower, unit) == Some(1)
    };
    let day = day_of_month(&lower);
    let mut rhythms = Vec::new();
    if every("tuần") {
        rhythms.extend(weekdays(&lower).into_iter().map(|on| Rhythm::Weekly { on }));
    }
    if every("tháng") || (lower.contains("cuối tháng") && !lower.contains("quý")) {
        rhythms.push(Rhythm::Months { every: 1, day });
    }
    if every("quý") || lower.contains("cuối quý") {
        rhythms.push(Rhythm::Months { every: 3, day: day.filter(|_| rhythms.is_empty()) });
    }
    let half = ["6 tháng", "06 tháng", "sáu tháng", "nửa năm"].iter().any(|half| lower.contains(half));
    if half || once_a(&lower, "năm") == Some(2) {
        rhythms.push(Rhythm::Months { every: 6, day: None });
    }
    if every("năm") {
        let dated = moment::moments(typed, YEAR).into_iter().filter_map(Result::ok);
        let mut days: Vec<Date> = dated.filter(|one| one.recurs).map(|one| one.last_day()).collect();
        if days.is_empty() {
            days.push(jiff::civil::date(YEAR, 12, 31));
        }
        rhythms.extend(days.iter().map(|day| Rhythm::Yearly { month: day.month(), day: day.day() }));
    }
    rhythms
}

/// Any year that is no leap year: only day and month are taken.
const YEAR: i16 = 2025;

/// "01 lần/năm", "2 lần/năm".
fn once_a(lower: &str, unit: &str) -> Option<u32> {
    let (before, _) = lower.split_once(&format!("lần/{unit}"))?;
    before.split_whitespace().next_back()?.parse().ok()
}

/// "thứ hai, thứ năm hằng tuần"; "trước thứ 5 hằng tuần", which is by Wednesday.
fn weekdays(lower: &str) -> Vec<Weekday> {
    const NAMED: [(&str, &str, Weekday); 7] = [
        ("thứ hai", "thứ 2", Weekday::Monday),
        ("thứ ba", "thứ 3", Weekday::Tuesday),
        ("thứ tư", "thứ 4", Weekday::Wednesday),
        ("thứ năm", "thứ 5", Weekday::Thursday),
        ("thứ sáu", "thứ 6", Weekday::Friday),
        ("thứ bảy", "thứ 7", Weekday::Saturday),
        ("chủ nhật", "chủ nhật", Weekday::Sunday),
    ];
    let found = NAMED.iter().filter_map(|(words, figure, day)| {
        let at = lower.find(words).or_else(|| lower.find(figure))?;
        let is_before = lower[..at].trim_end().ends_with("trước");
        Some(if is_before { day.previous() } else { *day })
    });
    let found: Vec<Weekday> = found.collect();
    if found.is_empty() { vec![Weekday::Friday] } else { found }
}

/// "trước ngày 18 hằng tháng": the 17th; a day with its month is none of every month.
fn day_of_month(lower: &str) -> Option<i8> {
    let (before, after) = lower.split_once("ngày ")?;
    let figures: String = after.chars().take_while(char::is_ascii_digit).collect();
    if after[figures.len()..].starts_with('/') {
        return None;
    }
    let day: i8 = figures.parse().ok().filter(|day| (1..=31).contains(day))?;
    let before_it = before.trim_end().ends_with("trước");
    // Before the first is the last of the month before.
    if before_it { Some(day - 1).filter(|day| *day > 0) } else { Some(day) }
}

impl Rhythm {
    /// The first day on or after `from` on which it is due.
    pub fn first(self, from: Date) -> Date {
        let days = from.series(jiff::Span::new().days(1)).take(DAYS_OF_TWO_YEARS);
        days.into_iter().find(|day| self.is_due(*day)).unwrap_or(from)
    }

    fn is_due(self, day: Date) -> bool {
        match self {
            Self::Weekly { on } => day.weekday() == on,
            Self::Months { every, day: of_month } => {
                let last = day.days_in_month();
                day.month() % every == 0 && day.day() == of_month.map_or(last, |of_month| of_month.min(last))
            }
            Self::Yearly { month, day: of_month } => (day.month(), day.day()) == (month, of_month),
        }
    }

    /// As RFC 5545 writes it, without its end.
    pub fn rule(self) -> String {
        match self {
            Self::Weekly { on } => {
                const NAMES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
                let at = usize::try_from(on.to_monday_zero_offset()).unwrap_or_default();
                format!("FREQ=WEEKLY;BYDAY={}", NAMES[at])
            }
            Self::Months { every, day } => {
                let interval = if every == 1 { String::new() } else { format!(";INTERVAL={every}") };
                let days = match day {
                    None => "-1".to_owned(),
                    Some(day) if day <= 28 => day.to_string(),
                    // In a month that is shorter, its last day.
                    Some(day) => {
                        let days: Vec<String> = (28..=day).map(|day| day.to_string()).collect();
                        format!("{};BYSETPOS=-1", days.join(","))
                    }
                };
                format!("FREQ=MONTHLY{interval};BYMONTHDAY={days}")
            }
            Self::Yearly { .. } => "FREQ=YEARLY".to_owned(),
        }
    }

    /// Whether it ends with the year of its plan; what recurs every year goes on.
    pub const fn ends_with_year(self) -> bool {
        !matches!(self, Self::Yearly { .. })
    }

    pub fn label(self) -> String {
        match self {
            Self::Weekly { .. } => "hằng tuần".to_owned(),
            Self::Months { every: 1, .. } => "hằng tháng".to_owned(),
            Self::Months { every: 3, .. } => "hằng quý".to_owned(),
            Self::Months { every, .. } => format!("{every} tháng một lần"),
            Self::Yearly { .. } => "hằng năm".to_owned(),
        }
    }
}

/// More days than any rhythm leaves free.
const DAYS_OF_TWO_YEARS: usize = 731;

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn rhythms_are_read_as_people_write_them() {
        let months = |every, day| vec![Rhythm::Months { every, day }];
        assert_eq!(rhythms("hằng quý"), months(3, None));
        assert_eq!(rhythms("Hàng tháng"), months(1, None));
        assert_eq!(rhythms("trước ngày 18 hằng tháng"), months(1, Some(17)));
        assert_eq!(rhythms("chậm nhất ngày 25 hằng tháng"), months(1, Some(25)));
        assert_eq!(rhythms("trước ngày 20 của tháng cuối quý"), months(3, Some(19)));
        assert_eq!(rhythms("định kỳ 6 tháng"), months(6, None));
        assert_eq!(rhythms("02 lần/năm"), months(6, None));
        assert_eq!(rhythms("trước ngày 10/12 hằng năm"), [Rhythm::Yearly { month: 12, day: 9 }]);
        for (typed, on) in [
            ("hằng tuần", Weekday::Friday),
            ("thứ hai hằng tuần", Weekday::Monday),
            ("chiều thứ 5 mỗi tuần", Weekday::Thursday),
            ("trước thứ tư hằng tuần", Weekday::Tuesday),
        ] {
            assert_eq!(rhythms(typed), [Rhythm::Weekly { on }], "{typed}");
        }
        let both = [Weekday::Monday, Weekday::Thursday].map(|on| Rhythm::Weekly { on });
        assert_eq!(rhythms("thứ 2 và thứ năm hằng tuần"), both);
        let twice = [(6, 14), (12, 14)].map(|(month, day)| Rhythm::Yearly { month, day });
        assert_eq!(rhythms("trước ngày 15/6 và 15/12 hằng năm"), twice);
        assert_eq!(rhythms("mỗi tháng 2 lần"), months(1, None));
        assert_eq!(
            rhythms("trước ngày 15/6 và ngày 15/12 hằng năm"),
            [Rhythm::Yearly { month: 6, day: 14 }, Rhythm::Yearly { month: 12, day: 14 }]
        );
        assert_eq!(rhythms("01 lần/năm"), [Rhythm::Yearly { month: 12, day: 31 }]);
        assert_eq!(
            rhythms("hằng quý, hằng năm"),
            [Rhythm::Months { every: 3, day: None }, Rhythm::Yearly { month: 12, day: 31 }]
        );
        for vague in ["thường xuyên", "định kỳ, đột xuất", "liên tục"] {
            assert_eq!(rhythms(vague), [], "{vague}");
        }
    }

    #[test]
    fn the_first_day_is_one_of_the_rule() {
        let from = date(2025, 7, 2);
        assert_eq!(Rhythm::Months { every: 3, day: None }.first(from), date(2025, 9, 30));
        assert_eq!(Rhythm::Months { every: 1, day: Some(17) }.first(from), date(2025, 7, 17));
        assert_eq!(Rhythm::Months { every: 1, day: Some(31) }.first(date(2026, 2, 1)), date(2026, 2, 28));
        assert_eq!(Rhythm::Yearly { month: 12, day: 9 }.first(from), date(2025, 12, 9));
        assert_eq!(Rhythm::Weekly { on: Weekday::Friday }.first(from), date(2025, 7, 4));
        let monday = Rhythm::Weekly { on: Weekday::Monday };
        assert_eq!((monday.first(from), monday.rule().as_str()), (date(2025, 7, 7), "FREQ=WEEKLY;BYDAY=MO"));
        let late = Rhythm::Months { every: 1, day: Some(30) };
        assert_eq!(late.rule(), "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1");
    }
}
