//! Có thể là thời hạn: "… trình phê duyệt trong quý IV/2025." does not say that it is to be done by then, "Định kỳ hằng quý
//! …" not that this is its deadline. Nobody can tell; that is told.

use super::sentences;
use crate::content::raw::RawPlan;
use crate::import::notes::{Anchor, Note, What};
use crate::import::sentence::due;
use crate::import::structure::Document;

/// Tells of such times in what is given to somebody, where it has no deadline.
pub(super) fn tell(plan: &RawPlan, documents: &[&Document], year: i16, notes: &mut Vec<Note>) {
    for sentence in sentences::of(plan).into_iter().filter(|sentence| !sentence.is_due) {
        let task: &str = sentence.words;
        let Some(range) = due::possible(task, year).or_else(|| due::possible_rhythm(task)) else { continue };
        let place = sentences::place(documents, task, range.clone());
        let what = What::MayBeDue { task: task.to_owned(), due: task[range].to_owned() };
        notes.push(Note { place, what, anchor: Anchor::Text(task.to_owned()) });
    }
}
