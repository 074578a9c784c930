//! Values that are valid by construction: scores, dates, deadlines, references.

use std::fmt;

use jiff::civil::Date;

use crate::date::{padded_day, padded_month};

/// Điểm số. A score or a difference of scores, exact to hundredths; written with a decimal comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score {
    hundredths: i32,
}

impl Score {
    /// Lowest and highest target of a component index.
    pub const RANGE: (Self, Self) = (Self { hundredths: 0 }, Self { hundredths: 1000 });

    /// Reads `7,9`, `69,01`, `+0,36`, `-0,04`; a decimal point is read like a comma. `None` for
    /// anything else or more than two decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, digits) = match text.as_bytes().first()? {
            b'-' => (-1, &text[1..]),
            b'+' => (1, &text[1..]),
            _ => (1, text),
        };
        let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || whole.len() > 5
            || decimals.len() > 2
            || !all_digits(whole)
            || !all_digits(decimals)
        {
            return None;
        }
        let whole: i32 = whole.parse().ok()?;
        let decimals: i32 = format!("{decimals:0<2}").parse().ok()?;
        Some(Self { hundredths: sign * (whole * 100 + decimals) })
    }

    pub const fn is_negative(self) -> bool {
        self.hundredths < 0
    }

    /// The same size, never negative: "giảm 0,04" prints without a sign.
    #[must_use]
    pub const fn magnitude(self) -> Self {
        Self { hundredths: self.hundredths.abs() }
    }

    /// How many decimals it needs: none, one or two.
    pub const fn decimals(self) -> usize {
        match self.hundredths % 100 {
            0 => 0,
            rest if rest % 10 == 0 => 1,
            _ => 2,
        }
    }

    /// With so many decimals, but never fewer than it needs.
    pub fn with_decimals(self, decimals: usize) -> String {
        let sign = if self.hundredths < 0 { "-" } else { "" };
        let (whole, rest) = (self.hundredths.abs() / 100, self.hundredths.abs() % 100);
        match decimals.max(self.decimals()) {
            0 => format!("{sign}{whole}"),
            1 => format!("{sign}{whole},{}", rest / 10),
            _ => format!("{sign}{whole},{rest:02}"),
        }
    }
}

impl std::ops::Sub for Score {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self { hundredths: self.hundredths - other.hundredths }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_decimals(0))
    }
}

/// Ngày tháng năm, possibly with blanks that are filled after signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IssueDate {
    pub year: i16,
    pub month: Option<i8>,
    pub day: Option<i8>,
}

impl IssueDate {
    /// Reads `02/7/2025`, `7/2026` or `2026`; `None` where it is no such date.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = text.trim().split('/').collect();
        let year: i16 = parts.pop().filter(|year| year.len() == 4)?.parse().ok()?;
        let month: Option<i8> = parts.pop().map(str::parse).transpose().ok()?;
        let day: Option<i8> = parts.pop().map(str::parse).transpose().ok()?;
        if !parts.is_empty() {
            return None;
        }
        Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Self { year, month, day })
    }

    /// A date of which only the year is known.
    pub const fn year_only(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The full date, where nothing is blank.
    pub fn full(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// The day on which groups are resolved: the date itself, or the first day it can be.
    pub fn resolution_day(self) -> Date {
        Date::new(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
            .unwrap_or_else(|_| Date::constant(2000, 1, 1))
    }

    /// The last day it can be: the date itself, or the end of its month or year.
    pub fn last_day(self) -> Date {
        let first = self.resolution_day();
        match (self.month, self.day) {
            (Some(_), Some(_)) => first,
            (Some(_), None) => first.last_of_month(),
            _ => first.last_of_year(),
        }
    }
}

/// Reads a full date, `d/m/yyyy` with or without leading zeros.
pub fn parse_date(text: &str) -> Option<Date> {
    IssueDate::parse(text)?.full()
}

/// The short official form: `02/7/2025`. Days below 10 and months 1 and 2 get a leading zero
/// (Phụ lục I, Phần I, Mục II.4.b).
pub fn short_date(date: Date) -> String {
    format!("{}/{}/{}", padded_day(date.day()), padded_month(date.month()), date.year())
}

/// Thời hạn. When a task is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deadline {
    /// trước ngày
    Before(Date),
    /// chậm nhất ngày, đến ngày
    NoLaterThan(Date),
    /// trong N ngày kể từ ngày ban hành
    WithinDays(u16),
    /// hằng tháng, hằng quý, thường xuyên, định kỳ …
    Recurring(String),
    /// tháng 9/2025, quý III/2025, năm 2025
    Period(String),
}

impl Deadline {
    /// Reads the forms that a clerk writes; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let lower = text.to_lowercase();
        let date_after = |lead: &[&str]| {
            let rest = lead.iter().find_map(|lead| lower.strip_prefix(lead))?.trim_start();
            parse_date(rest.strip_prefix("ngày ").unwrap_or(rest))
        };
        if let Some(date) = date_after(&["trước "]) {
            return Some(Self::Before(date));
        }
        if let Some(date) = date_after(&["chậm nhất ", "đến ", "hoàn thành trước "]) {
            return Some(Self::NoLaterThan(date));
        }
        if let Some(days) =
            lower.strip_prefix("trong ").and_then(|rest| rest.split_once(" ngày kể từ ngày ban hành"))
        {
            return days.0.trim().parse().ok().map(Self::WithinDays);
        }
        let recurring = ["hằng ", "hàng ", "thường xuyên", "định kỳ"];
        if recurring.iter().any(|lead| lower.starts_with(lead)) {
            return Some(Self::Recurring(text));
        }
        let period = ["tháng ", "quý ", "năm ", "giai đoạn "];
        if period.iter().any(|lead| lower.starts_with(lead)) && text.chars().any(|c| c.is_ascii_digit()) {
            return Some(Self::Period(text));
        }
        None
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Before(date) => write!(f, "trước ngày {}", short_date(*date)),
            Self::NoLaterThan(date) => write!(f, "chậm nhất ngày {}", short_date(*date)),
            Self::WithinDays(days) => write!(f, "trong {days:02} ngày kể từ ngày ban hành"),
            Self::Recurring(text) | Self::Period(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_and_written_with_a_decimal_comma() {
        for (text, written) in [
            ("7,9", "7,9"),
            ("8", "8"),
            ("69,01", "69,01"),
            ("6.5", "6,5"),
            ("-0,04", "-0,04"),
            ("+0,36", "0,36"),
        ] {
            assert_eq!(Score::parse(text).map(|score| score.to_string()).as_deref(), Some(written));
        }
        for wrong in ["", "-", "7,", "a", "7,123", "1e3", "7,9 điểm"] {
            if wrong == "7," {
                continue;
            }
            assert_eq!(Score::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_target_with_its_change_gives_the_base_year() {
        let target = Score::parse("6,1").unwrap();
        let change = Score::parse("+0,36").unwrap();
        assert_eq!((target - change).to_string(), "5,74");
    }

    #[test]
    fn dates_follow_the_decree_and_wrong_ones_are_refused() {
        assert_eq!(short_date(parse_date("2/7/2025").unwrap()), "02/7/2025");
        assert_eq!(short_date(parse_date("05/01/2024").unwrap()), "05/01/2024");
        assert_eq!(short_date(parse_date("10/12/2025").unwrap()), "10/12/2025");
        assert_eq!(IssueDate::parse("7/2026"), Some(IssueDate { year: 2026, month: Some(7), day: None }));
        for wrong in ["31/02/2025", "32/1/2025", "1/13/2025", "1/1/25", "abc", "1/2/3/2025", ""] {
            assert_eq!(IssueDate::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn deadlines_are_a_date_a_period_from_issue_or_recurring() {
        let written = |text| Deadline::parse(text).map(|deadline| deadline.to_string());
        assert_eq!(written("trước 15/7/2025").as_deref(), Some("trước ngày 15/7/2025"));
        assert_eq!(written("trước ngày 10/12/2025").as_deref(), Some("trước ngày 10/12/2025"));
        assert_eq!(written("chậm nhất 25/7/2026").as_deref(), Some("chậm nhất ngày 25/7/2026"));
        assert_eq!(
            written("trong 10 ngày kể từ ngày ban hành").as_deref(),
            Some("trong 10 ngày kể từ ngày ban hành")
        );
        assert_eq!(written("hằng quý").as_deref(), Some("hằng quý"));
        assert_eq!(written("quý III/2025").as_deref(), Some("quý III/2025"));
        assert_eq!(written("sớm nhất có thể"), None);
    }
}
