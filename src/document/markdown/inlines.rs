//! Runs of text: how they are trimmed, joined, and told from the letter of a điểm.

use crate::document::{Face, Inline, Note};
use crate::model::reference::LETTERS;

/// "a) …": a paragraph that begins with a letter of the decree's order and a bracket is a điểm.
pub(super) fn split_letter(content: &[Inline]) -> Option<(String, Vec<Inline>)> {
    let Inline::Text { text, face } = content.first()? else { return None };
    let (marker, rest) = text.split_once(") ")?;
    let letters = |marker: &str| marker.chars().all(|c| LETTERS.iter().any(|letter| letter.starts_with(c)));
    if marker.is_empty() || marker.chars().count() > 2 || !letters(marker) {
        return None;
    }
    let rest = Inline::text(rest.trim_start(), *face);
    Some((format!("{marker})"), std::iter::once(rest).chain(content[1..].iter().cloned()).collect()))
}

/// Without white space at the ends; empty runs dropped. With how many characters went at the beginning.
pub(super) fn trimmed(mut content: Vec<Inline>) -> (Vec<Inline>, usize) {
    let mut cut = 0;
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        let blank = text.len() - text.trim_start().len();
        cut = text.drain(..blank).as_str().chars().count();
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    content.retain(|inline| !inline.as_str().is_empty());
    (content, cut)
}

/// Sets the face of every run, and joins neighbours that now look the same.
pub(in crate::document) fn merged(content: Vec<Inline>, face_of: impl Fn(Face) -> Face) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (inline, merged.last_mut()) {
            (Inline::Text { text, face }, Some(Inline::Text { text: last, face: same }))
                if *same == face_of(face) =>
            {
                last.push_str(&text);
            }
            (Inline::Text { text, face }, _) => merged.push(Inline::Text { text, face: face_of(face) }),
            (Inline::Blank { blank, face }, _) => merged.push(Inline::Blank { blank, face: face_of(face) }),
            (Inline::Note(note), _) => merged.push(Inline::Note(Note { face: face_of(note.face), ..note })),
        }
    }
    merged
}
