//! Chú thích cuối trang: the part that holds their texts. docx-rs counts footnotes in a counter of its
//! own, across documents; the part is small enough to be written here.

use quick_xml::escape::escape;

use super::styles;
use crate::document::{Block, Inline, Note, Paper};
use crate::text::typography::as_printed;

/// The footnotes of a file, in order.
pub(super) fn of<'p>(paper: &'p Paper<'_>) -> Vec<&'p Note> {
    let main = paper.main.iter().flat_map(|document| &document.body);
    let annexes = paper.annexes.iter().flat_map(|annex| &annex.body);
    let texts = main.chain(annexes).flat_map(|block: &Block| block.kind.texts());
    let notes = texts.flat_map(|content| {
        content.iter().filter_map(|inline| match inline {
            Inline::Note(note) => Some(note),
            Inline::Text { .. } | Inline::Blank { .. } => None,
        })
    });
    notes.collect()
}

/// The content of `word/footnotes.xml` behind its declaration: the two rules that Word asks for, then
/// the notes by their numbers.
pub(super) fn part(notes: &[&Note], namespace: &str) -> String {
    let rule = |id: i8, kind: &str, mark: &str| {
        format!("<w:footnote w:type=\"{kind}\" w:id=\"{id}\"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>")
    };
    let note = |note: &&Note| {
        format!(
            "<w:footnote w:id=\"{}\"><w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><w:rPr>\
             <w:rStyle w:val=\"{}\"/></w:rPr><w:footnoteRef/></w:r><w:r>\
             <w:t xml:space=\"preserve\"> {}</w:t></w:r></w:p></w:footnote>",
            note.number,
            styles::NOTE,
            styles::NOTE_MARK,
            escape(as_printed(&note.text)),
        )
    };
    [
        format!("<w:footnotes xmlns:w=\"{namespace}\">"),
        rule(-1, "separator", "separator"),
        rule(0, "continuationSeparator", "continuationSeparator"),
        notes.iter().map(note).collect(),
        "</w:footnotes>".to_owned(),
    ]
    .concat()
}
