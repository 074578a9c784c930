//! Footnotes, endnotes and comments of a file, each to be found by its number.

use std::collections::BTreeMap;

use super::super::source::NoteKind;
use super::super::xml::{Element, Space};
use super::inline::words_of;

#[derive(Default)]
pub(super) struct Notes<'d> {
    notes: BTreeMap<(bool, String), Element<'d, 'd>>,
    /// Author and text.
    comments: BTreeMap<String, (String, String)>,
}

impl<'d> Notes<'d> {
    /// Takes in one part.
    pub(super) fn take(&mut self, root: Element<'d, 'd>) {
        for one in root.children() {
            let Some(id) = one.attribute("id") else { continue };
            match one.name() {
                // The lines between text and notes are of other types.
                (Space::Word, "footnote" | "endnote")
                    if one.attribute("type").is_none_or(|kind| kind == "normal") =>
                {
                    self.notes.insert((one.name().1 == "endnote", id.to_owned()), one);
                }
                (Space::Word, "comment") => {
                    let author = one.attribute("author").unwrap_or_default().to_owned();
                    self.comments.insert(id.to_owned(), (author, words_of(one)));
                }
                _ => {}
            }
        }
    }

    /// A note, which is taken out: its mark stands in one place.
    pub(super) fn note(&mut self, kind: NoteKind, id: &str) -> Option<Element<'d, 'd>> {
        self.notes.remove(&(kind == NoteKind::Endnote, id.to_owned()))
    }

    pub(super) fn comment(&mut self, id: &str) -> Option<(String, String)> {
        self.comments.remove(id)
    }

    /// The words of notes and comments that nothing refers to.
    pub(super) fn left(&mut self) -> (Vec<String>, Vec<(String, String)>) {
        let notes = std::mem::take(&mut self.notes).into_values().map(words_of);
        (notes.collect(), std::mem::take(&mut self.comments).into_values().collect())
    }
}
