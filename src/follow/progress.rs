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

use std::cmp::Ordering;

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

    /// Whether this is a later account of what `before` told, so that nobody contradicts anybody: the task has come
    /// further, or its figures are of a later day; or on the same day nothing is taken back and something added.
    /// Agencies send one form month after month, and send it again with what they forgot.
    pub fn goes_on_from(&self, before: &Self) -> bool {
        let is_kept = |old: &Option<String>, new: &Option<String>| {
            let begins = |old: &String| new.as_ref().is_some_and(|new| new.starts_with(old.as_str()));
            old.as_ref().is_none_or(begins)
        };
        match (self.state.cmp(&before.state), self.day.cmp(&before.day)) {
            (Ordering::Less, _) | (_, Ordering::Less) => false,
            // The day of what is done is no later one of its figures; one that was forgotten is added, as words are.
            (Ordering::Equal, Ordering::Greater) if before.day.is_some() => self.state != Reach::Done,
            (Ordering::Greater, _) if self.day.is_some() => true,
            (Ordering::Greater, _) => false,
            (Ordering::Equal, _) => {
                is_kept(&before.note, &self.note) && is_kept(&before.product, &self.product)
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_later_account_goes_on_and_another_or_an_older_one_contradicts() {
        let said = |state, day: i8, note: &str| Said {
            state,
            day: (day > 0).then(|| date(2026, 9, day)),
            note: (!note.is_empty()).then(|| note.to_owned()),
            product: None,
        };
        let before = said(Reach::Underway, 10, "Đã mở 2 lớp");
        for later in [
            said(Reach::Underway, 10, "Đã mở 2 lớp, 40 người"),
            said(Reach::Underway, 20, "Đã mở 4 lớp"),
            said(Reach::Done, 20, "Đã mở 5 lớp"),
            said(Reach::Done, 10, "Đã mở 5 lớp"),
        ] {
            assert!(later.goes_on_from(&before), "{later:?}");
            assert!(!before.goes_on_from(&later), "the older one comes again: {later:?}");
        }
        for other in [
            said(Reach::Underway, 10, "Đã mở 3 lớp"),
            said(Reach::Underway, 10, ""),
            said(Reach::Underway, 0, "Đã mở 2 lớp, 40 người"),
            said(Reach::Done, 5, "Đã mở 5 lớp"),
            said(Reach::NotStarted, 20, "Đã mở 2 lớp"),
        ] {
            assert!(!other.goes_on_from(&before), "{other:?}");
        }
        // Without a day nobody knows which of two came later.
        assert!(!said(Reach::Done, 0, "").goes_on_from(&said(Reach::Underway, 0, "")));
        let with_product = Said { product: Some("QĐ 5".to_owned()), ..before.clone() };
        assert!(with_product.goes_on_from(&before) && !before.goes_on_from(&with_product));
        let undated = said(Reach::Done, 0, "Đã xong");
        assert!(said(Reach::Done, 20, "Đã xong").goes_on_from(&undated), "a day that was forgotten is added");
        assert!(!said(Reach::Done, 20, "Chưa xong hết").goes_on_from(&undated));
        let earlier = said(Reach::Done, 5, "Đã xong");
        assert!(!said(Reach::Done, 20, "Đã xong").goes_on_from(&earlier), "two days on which it was done");
    }
}
