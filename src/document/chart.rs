//! Biểu đồ: figures to be drawn, by each writer in its own way; what it shows is said in words too.

use crate::text::values::in_thousands;

/// A chart with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub shape: Shape,
    /// What it shows, in words: all that a reader of the page by ear is told.
    pub alt: String,
    /// What the values belong to: one bar each, or one point on each line.
    pub categories: Vec<String>,
    pub series: Vec<Series>,
    /// Digits after the comma.
    pub decimals: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Thanh ngang, from the left.
    Bars,
    /// Đường, over years.
    Lines,
}

/// Values in the order of the categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    pub values: Vec<Option<f64>>,
}

impl Chart {
    /// The largest value; never nothing, so that lengths can be measured by it.
    pub fn largest(&self) -> f64 {
        self.values().fold(0.0, f64::max)
    }

    pub fn smallest(&self) -> f64 {
        self.values().fold(f64::INFINITY, f64::min)
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.series.iter().flat_map(|series| series.values.iter().copied().flatten())
    }

    /// A value as it is printed.
    pub fn told(&self, value: f64) -> String {
        let written = format!("{value:.*}", self.decimals);
        match written.parse() {
            Ok(count) => in_thousands(count),
            Err(_) => written.replace('.', ","),
        }
    }
}
