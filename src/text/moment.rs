//! Days, months, quarters and years in a text, as people write them, each with the word that leads to it.
//! What no calendar has (31/6, tháng 13, quý IX) is found as well.

mod portion;
mod reader;
mod tokens;

use std::fmt;
use std::ops::Range;

use jiff::civil::Date;

use super::values::DateFault;
pub use portion::Portion;
use reader::Reader;

/// A stretch of time that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Where it stands, without the word that leads to it.
    pub range: Range<usize>,
    pub lead: Lead,
    pub first: Date,
    pub last: Date,
    pub grain: Grain,
    /// Of which part of it the text speaks; first and last day are those of the part.
    pub portion: Portion,
    pub year: YearWritten,
    /// "ngày 10/12 hằng năm".
    pub recurs: bool,
    /// A day with other signs than strokes between its figures, as it should be written.
    pub other_form: Option<String>,
}

impl Moment {
    /// The last day that is meant: the day before it where the text says "trước".
    pub fn last_day(&self) -> Date {
        match self.lead {
            Lead::Before => self.first.yesterday().unwrap_or(self.first),
            _ => self.last,
        }
    }
}

/// What a text says of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// trước
    Before,
    /// chậm nhất, đến, hết, không quá
    By,
    /// trong, vào, xong
    In,
    /// từ, sau
    From,
    /// Nothing.
    Bare,
}

/// How long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grain {
    Day,
    Month,
    Quarter,
    /// Sáu tháng đầu năm.
    Months,
    Year,
}

/// How its year is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearWritten {
    Full,
    TwoDigits,
    /// Not at all: it is the year of the plan.
    Assumed,
}

/// What no calendar has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impossible {
    pub range: Range<usize>,
    pub what: NoSuch,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoSuch {
    Date(DateFault),
    /// As typed, in capitals.
    Quarter(String),
    /// As typed: "năm 20255".
    Year(String),
}

impl fmt::Display for NoSuch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(fault) => fault.fmt(f),
            Self::Quarter(quarter) => write!(f, "không có quý {quarter}"),
            Self::Year(year) => write!(f, "năm “{year}” không thể đúng"),
        }
    }
}

impl NoSuch {
    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Date(fault) => fault.hint(),
            Self::Quarter(_) => "một năm có bốn quý: quý I, II, III, IV".to_owned(),
            Self::Year(_) => "viết năm bằng bốn chữ số, ví dụ: năm 2025".to_owned(),
        }
    }
}

/// Everything of time in a text, in its order; `year` is meant where none is written.
pub fn moments(text: &str, year: i16) -> Vec<Result<Moment, Impossible>> {
    if !text.contains("năm") && !text.contains(|c: char| c.is_ascii_digit()) && !text.contains("uý") {
        return Vec::new();
    }
    Reader::of(text, year).all()
}
