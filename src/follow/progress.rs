//! Tiến độ: a form goes out, one line for each task of an agency, and comes back filled in.
//!
//! - [`form`]: the matrix → a workbook to fill in
//! - [`read`]: a workbook, as careless people leave it → filled lines, and what could not be read
//! - `resolve`: a filled line → the agency, plan and task that it is of
//! - [`merge`]: filled lines and what is known already → what is new, what stays, what contradicts
//! - [`mod@write`]: what is new → content files (`loai: tien_do`)

pub mod form;
pub mod merge;
pub mod read;
mod resolve;
mod values;
pub mod write;

use jiff::civil::Date;

use crate::model::progress::{Reach, Reported};
use crate::output::Digest;
use crate::text::values::short_date;

/// What somebody says of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub state: Reach,
    pub day: Option<Date>,
    pub note: Option<String>,
    pub product: Option<String>,
}

impl Said {
    pub fn of(reported: &Reported) -> Self {
        Self {
            state: reported.state,
            day: reported.day,
            note: reported.note.clone(),
            product: reported.product.clone(),
        }
    }

    /// For people, in one line.
    pub fn told(&self) -> String {
        let mut parts = vec![self.state.label().to_owned()];
        parts.extend(self.day.map(|day| format!("ngày {}", short_date(day))));
        parts.extend(self.note.clone());
        parts.extend(self.product.as_ref().map(|product| format!("sản phẩm: {product}")));
        parts.join(", ")
    }

    /// By which a form knows later what it went out with.
    fn mark(said: Option<&Self>) -> String {
        const LETTERS: usize = 12;
        match said {
            None => NOTHING.to_owned(),
            Some(said) => Digest::of(said.told().as_bytes()).to_string()[..LETTERS].to_owned(),
        }
    }
}

/// The mark of a task of which nothing was reported.
const NOTHING: &str = "-";
