//! Values that are valid by construction: scores and dates.

use std::fmt;

use jiff::civil::Date;

use crate::text::date::{padded_day, padded_month};

/// Điểm số. A score or a difference of scores, exact to hundredths; written with a decimal comma.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score {
    hundredths: i32,
}

impl Score {
    /// A whole number.
    pub const fn whole(number: u16) -> Self {
        Self { hundredths: number as i32 * 100 }
    }

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

impl std::ops::Add for Score {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { hundredths: self.hundredths + other.hundredths }
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
    /// Reads `02/7/2025`, `7/2026` or `2026`, with or without spaces around the strokes.
    pub fn parse(text: &str) -> Result<Self, DateFault> {
        let mut parts: Vec<&str> = text.split('/').map(str::trim).collect();
        if parts.len() > 3 || !parts.iter().all(|part| in_digits(part)) {
            return Err(DateFault::of_other_form(text));
        }
        let year = parts.pop().unwrap_or_default();
        let number = |part: &str| part.parse::<u32>().unwrap_or(u32::MAX);
        if year.len() != 4 {
            // A day and a month without their year: 15/7.
            let lacks_year = parts.len() == 1 && year.len() <= 2 && (1..=12).contains(&number(year));
            let typed = [parts.as_slice(), &[year]].concat().join("/");
            return Err(if lacks_year { DateFault::NoYear(typed) } else { DateFault::YearDigits(typed) });
        }
        let is_padded_twice = parts.iter().any(|part| part.len() > 2);
        let month = parts.pop();
        let day = parts.pop();
        let (month_number, day_number) = (month.map_or(1, number), day.map_or(1, number));
        if !(1..=12).contains(&month_number) {
            return Err(DateFault::Month(month_number));
        }
        let first =
            Date::new(year.parse().unwrap_or(0), month_number as i8, 1).map_err(|_| DateFault::Form)?;
        if day_number == 0 || day_number > first.days_in_month().unsigned_abs().into() {
            return Err(DateFault::Day { day: day_number, first });
        }
        if is_padded_twice {
            return Err(DateFault::Form);
        }
        Ok(Self {
            year: first.year(),
            month: month.map(|_| first.month()),
            day: day.map(|_| day_number as i8),
        })
    }

    /// A date of which only the year is known.
    pub const fn year_only(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// The full date, where nothing is blank.
    pub fn full(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }

    /// "02/7/2025"; what is not known yet is dots.
    pub fn with_blanks(self) -> String {
        match (self.full(), self.month) {
            (Some(date), _) => short_date(date),
            (None, Some(month)) => format!("……/{}/{}", padded_month(month), self.year),
            (None, None) => format!("……/……/{}", self.year),
        }
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

fn in_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// A year of two digits: `11/7/25`.
    YearDigits(String),
    /// A day and a month: `11/7`.
    NoYear(String),
    Month(u32),
    /// A day that its month does not have.
    Day {
        day: u32,
        first: Date,
    },
    /// A date in another form, as it should be written.
    Written(String),
    /// A month and a year where the day is needed, too.
    NoDay,
    Form,
}

impl DateFault {
    /// `11-7-2025`, `11.7.2025`, `2025-07-11`, `ngày 11 tháng 7 năm 2025`.
    fn of_other_form(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = ["ngày", "tháng", "năm"];
        let separates = |c: char| c.is_whitespace() || "-./,–—".contains(c);
        let numbers: Vec<&str> =
            lower.split(separates).filter(|part| !part.is_empty() && !words.contains(part)).collect();
        if !numbers.iter().all(|part| in_digits(part)) {
            return Self::Form;
        }
        let (day, month, year) = match numbers.as_slice() {
            [year, month, day] if year.len() == 4 => (*day, *month, *year),
            [day, month, year] => (*day, *month, *year),
            _ => return Self::Form,
        };
        let without_zeros = |part: &str| part.trim_start_matches('0').to_owned();
        let written = format!("{}/{}/{year}", without_zeros(day), without_zeros(month));
        match IssueDate::parse(&written) {
            Ok(date) => date.full().map_or(Self::Form, |date| Self::Written(short_date(date))),
            Err(fault) => fault,
        }
    }

    /// What to type instead.
    pub fn hint(&self) -> String {
        match self {
            Self::YearDigits(typed) => match typed.rsplit_once('/') {
                Some((day, year)) if year.len() == 2 => format!("viết đủ năm, ví dụ: {day}/20{year}"),
                _ => "viết đủ năm, ví dụ: 11/7/2025".to_owned(),
            },
            Self::NoYear(typed) => format!("viết thêm năm, ví dụ: {typed}/2025"),
            Self::Written(date) => format!("viết: {date}"),
            Self::Month(_) | Self::Day { .. } => "xem lại ngày, tháng trong văn bản gốc".to_owned(),
            Self::NoDay | Self::Form => "viết ngày/tháng/năm, ví dụ: 02/7/2025".to_owned(),
        }
    }
}

impl fmt::Display for DateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YearDigits(_) => f.write_str("năm phải đủ bốn chữ số"),
            Self::NoYear(_) => f.write_str("thiếu năm"),
            Self::Month(month) => write!(f, "không có tháng {month}"),
            Self::Day { day: 0, .. } => f.write_str("không có ngày 0"),
            Self::Day { first, .. } if first.month() == 2 => {
                write!(f, "tháng 2 năm {} chỉ có {} ngày", first.year(), first.days_in_month())
            }
            Self::Day { first, .. } => {
                write!(f, "tháng {} chỉ có {} ngày", first.month(), first.days_in_month())
            }
            Self::Written(_) => f.write_str("ngày phải viết bằng số, cách nhau bằng dấu gạch chéo"),
            Self::NoDay => f.write_str("thiếu ngày"),
            Self::Form => f.write_str("không đọc được là ngày tháng"),
        }
    }
}

/// Reads a full date, `d/m/yyyy` with or without leading zeros.
pub fn parse_date(text: &str) -> Result<Date, DateFault> {
    IssueDate::parse(text)?.full().ok_or(DateFault::NoDay)
}

/// "1.234": a full stop between thousands.
pub fn in_thousands(count: u64) -> String {
    let digits = count.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

/// A count in a sentence: "02", "57", "1.950".
pub fn counted(count: usize) -> String {
    match count {
        0..10 => format!("{count:02}"),
        _ => in_thousands(count as u64),
    }
}

/// The short official form: `02/7/2025`. Days below 10 and months 1 and 2 get a leading zero
/// (Phụ lục I, Phần I, Mục II.4.b).
pub fn short_date(date: Date) -> String {
    format!("{}/{}/{}", padded_day(date.day()), padded_month(date.month()), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_parted_by_full_stops() {
        let told = [0, 7, 999, 1000, 12_345, 1_234_567].map(in_thousands);
        assert_eq!([7, 57, 1950].map(counted), ["07", "57", "1.950"]);
        assert_eq!(told, ["0", "7", "999", "1.000", "12.345", "1.234.567"]);
    }

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
        assert_eq!(IssueDate::parse("7/2026"), Ok(IssueDate { year: 2026, month: Some(7), day: None }));
        assert_eq!(parse_date("11 / 7 / 2025"), parse_date("11/7/2025"));
        assert_eq!(parse_date("29/2/2024").map(short_date).as_deref(), Ok("29/02/2024"));
        for words in ["tết nguyên đán", "hết quý ba", "a-b-c", "1/2/nay", "x y 2025"] {
            assert_eq!(IssueDate::parse(words), Err(DateFault::Form), "{words}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_date_is_said() {
        for (wrong, said, hint) in [
            ("11/7/25", "năm phải đủ bốn chữ số", "viết đủ năm, ví dụ: 11/7/2025"),
            ("1/1/20255", "năm phải đủ bốn chữ số", "viết đủ năm, ví dụ: 11/7/2025"),
            ("15/7", "thiếu năm", "viết thêm năm, ví dụ: 15/7/2025"),
            ("31/6/2025", "tháng 6 chỉ có 30 ngày", "xem lại ngày, tháng trong văn bản gốc"),
            ("30/2/2025", "tháng 2 năm 2025 chỉ có 28 ngày", "xem lại ngày, tháng trong văn bản gốc"),
            ("32/1/2025", "tháng 1 chỉ có 31 ngày", "xem lại ngày, tháng trong văn bản gốc"),
            ("0/7/2025", "không có ngày 0", "xem lại ngày, tháng trong văn bản gốc"),
            ("116/6/2025", "tháng 6 chỉ có 30 ngày", "xem lại ngày, tháng trong văn bản gốc"),
            ("011/3/2025", "không đọc được là ngày tháng", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
            ("1/003/2025", "không đọc được là ngày tháng", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
            ("1/13/2025", "không có tháng 13", "xem lại ngày, tháng trong văn bản gốc"),
            ("31-6-2025", "tháng 6 chỉ có 30 ngày", "xem lại ngày, tháng trong văn bản gốc"),
            ("7/2025", "thiếu ngày", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
            ("abc", "không đọc được là ngày tháng", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
            ("1/2/3/2025", "không đọc được là ngày tháng", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
            ("", "không đọc được là ngày tháng", "viết ngày/tháng/năm, ví dụ: 02/7/2025"),
        ] {
            let fault = parse_date(wrong).expect_err(wrong);
            assert_eq!((fault.to_string().as_str(), fault.hint().as_str()), (said, hint), "{wrong}");
        }
        for other in ["11-7-2025", "11.07.2025", "2025-07-11", "ngày 11 tháng 7 năm 2025", "ngày 11/7/2025"]
        {
            assert_eq!(parse_date(other).expect_err(other).hint(), "viết: 11/7/2025", "{other}");
        }
    }
}
