//! Chú thích trong câu: what stands in brackets as a note becomes a footnote.

use super::{BlockKind, Document, Face, Inline, Note};
use crate::text::notes::{self, Part};

/// Turns the notes in every text of a block into footnotes, not numbered yet.
pub fn find(mut kind: BlockKind) -> BlockKind {
    kind.each_text(find_inlines);
    kind
}

fn find_inlines(content: &mut Vec<Inline>) {
    let noted = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if notes::may_have(text));
    if !content.iter().any(noted) {
        return;
    }
    for inline in std::mem::take(content) {
        match inline {
            Inline::Text { text, face } => {
                content.extend(notes::parts(&text).into_iter().map(|part| match part {
                    Part::Words(words) => Inline::text(words, face),
                    // The mark stands upright, whatever stands before it.
                    Part::Note(note) => Inline::Note(Note {
                        number: 0,
                        text: note.to_owned(),
                        face: Face { italic: false, ..face },
                    }),
                }))
            }
            other => content.push(other),
        }
    }
}

/// Numbers the notes in the order of reading, from 1 in every file.
pub fn number(document: &mut Document) {
    let mut last = 0;
    let blocks = document.body.iter_mut();
    blocks.for_each(|block| block.kind.each_text(|content| count(content, &mut last)));
    for annex in &mut document.annexes {
        if document.annexes_apart {
            last = 0;
        }
        let blocks = annex.body.iter_mut();
        blocks.for_each(|block| block.kind.each_text(|content| count(content, &mut last)));
    }
}

fn count(content: &mut [Inline], last: &mut usize) {
    for inline in content {
        if let Inline::Note(note) = inline {
            *last += 1;
            note.number = *last;
        }
    }
}
