//! Chỉ tiêu: what is to be reached, and how it stands to the year before.

use crate::diagnostic::Place;
use crate::text::values::Score;

/// Chỉ tiêu. What is to be reached: a figure with its unit, or words.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// None where the heading itself is what is measured.
    pub name: Option<String>,
    pub goal: Goal,
    /// The year in which it is to be reached.
    pub year: i16,
    /// Mức tăng, giảm so với năm gốc, where stated, in the same unit.
    pub change: Option<Score>,
    pub base_year: i16,
    /// Where its change is typed, else its value.
    pub place: Place,
}

/// Mức phấn đấu.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    Figure {
        bound: Bound,
        figure: Figure,
        unit: Unit,
    },
    /// "giữ vị trí dẫn đầu vùng".
    Words(String),
}

/// A number as typed, and its value where it is one that can be reckoned with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub typed: String,
    pub value: Option<Score>,
}

/// Chiều của chỉ tiêu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// từ … trở lên
    AtLeast,
    /// không quá …
    AtMost,
    /// đạt …
    Exactly,
    /// trong nhóm … đứng đầu
    Top,
}

/// Đơn vị tính.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// điểm, of a scale that ends at 10, 100, …
    Points { of: u16 },
    /// %
    Percent,
    /// hạng: the lower the better
    Rank,
    /// doanh nghiệp, km, triệu đồng …
    Count(String),
}

impl Indicator {
    /// Điểm of an index of ten: what published results are compared with.
    pub fn score(&self) -> Option<Score> {
        match &self.goal {
            Goal::Figure { figure, unit: Unit::Points { .. }, .. } => figure.value,
            _ => None,
        }
    }

    /// "7,24 điểm", "hạng 20", or the words.
    pub fn told(&self) -> String {
        match &self.goal {
            Goal::Words(words) => words.clone(),
            Goal::Figure { figure, unit, .. } => match unit {
                Unit::Points { .. } => format!("{} điểm", figure.typed),
                Unit::Percent => format!("{}%", figure.typed),
                Unit::Rank => format!("hạng {}", figure.typed),
                Unit::Count(unit) => format!("{} {unit}", figure.typed),
            },
        }
    }

    /// The base year's actual that goal and change imply, in the same unit.
    pub fn implied_base(&self) -> Option<Score> {
        match &self.goal {
            // A better rank is a lower number: what rose by two places was two more.
            Goal::Figure { figure, unit: Unit::Rank, .. } => Some(figure.value? + self.change?),
            Goal::Figure { figure, .. } => Some(figure.value? - self.change?),
            Goal::Words(_) => None,
        }
    }
}
