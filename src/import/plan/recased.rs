//! Tiêu đề gõ toàn chữ in hoa: below a Mục no title is printed in capitals; where one was typed so it is written as a
//! sentence, and which of its words are names is told to be looked at.

use super::builder::text;
use super::cases::Cases;
use crate::content::raw::{RawAnnex, RawHeading};
use crate::import::notes::{Anchor, Note, Place, What};

/// The titles below a heading.
pub(super) fn below(of: &mut RawHeading, cases: &Cases, notes: &mut Vec<Note>) {
    let further = of.further.iter_mut().flat_map(|stretch| &mut stretch.children);
    for child in of.children.iter_mut().chain(further) {
        heading(child, cases, notes);
    }
}

/// The titles in an annex.
pub(super) fn in_annex(annex: &mut RawAnnex, cases: &Cases, notes: &mut Vec<Note>) {
    let further = annex.further.iter_mut().flat_map(|stretch| &mut stretch.children);
    for child in annex.children.iter_mut().chain(further) {
        heading(child, cases, notes);
    }
}

fn heading(of: &mut RawHeading, cases: &Cases, notes: &mut Vec<Note>) {
    if let Some(typed) = &of.title {
        let title = cases.sentence(typed);
        if title.as_str() != typed.as_str() {
            // What was said of it is said of it as it is written now.
            for note in notes.iter_mut() {
                if note.anchor == Anchor::Text(typed.to_string()) {
                    note.anchor = Anchor::Text(title.clone());
                }
            }
            let (place, anchor) = (Place::default(), Anchor::Text(title.clone()));
            notes.push(Note {
                place,
                what: What::Recased { typed: typed.to_string(), title: title.clone() },
                anchor,
            });
            of.title = Some(text(&title));
        }
    }
    below(of, cases, notes);
}
