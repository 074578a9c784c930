//! Runs of text, content controls, and the marks of notes.

use super::Writer;
use crate::document::{Blank, Face, Inline, Note};
use crate::length::Length;
use crate::render::docx::xml::Spaces;
use crate::render::docx::{data, styles};

/// Word refuses to open a file whose control has a longer tag or title.
const CONTROL_NAME_LIMIT: usize = 64;

/// Word takes 40 characters; the rest is for prefix and number.
const BOOKMARK_NAME_LIMIT: usize = 30;

/// How all letters of a paragraph depart from its style.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(in crate::render::docx) struct Letters {
    /// Moved apart, or together, by so many twentieths of a point.
    pub spacing: Option<i32>,
    pub size: Option<Length>,
}

/// What a run says beside its style.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Properties {
    style: Option<&'static str>,
    face: Face,
    letters: Letters,
}

impl Properties {
    const NONE: Self =
        Self { style: None, face: Face::REGULAR, letters: Letters { spacing: None, size: None } };

    /// Of a text in a face, within a style that already sets `base`.
    fn of(face: Face, base: Face, letters: Letters) -> Self {
        let face = Face { bold: face.bold && !base.bold, italic: face.italic && !base.italic };
        Self { face, letters, ..Self::NONE }
    }
}

impl Writer {
    /// Writes a run as the style of its paragraph says.
    pub(super) fn words(&mut self, text: &str, letters: Letters) {
        self.run(text, Spaces::Plain, Properties { letters, ..Properties::NONE });
    }

    pub(super) fn inline(&mut self, inline: &Inline, base: Face, letters: Letters) {
        match inline {
            Inline::Text { text, face } => {
                self.run(text, Spaces::Plain, Properties::of(*face, base, letters));
            }
            Inline::Blank { blank, face } => self.control(blank, Properties::of(*face, base, letters)),
            Inline::Note(note) => self.note(note, letters),
        }
    }

    fn run(&mut self, text: &str, spaces: Spaces, properties: Properties) {
        self.xml.markup("<w:r>");
        self.properties(properties);
        self.xml.markup("<w:t xml:space=\"preserve\">");
        self.xml.text(text, spaces);
        self.xml.markup("</w:t></w:r>");
    }

    fn properties(&mut self, properties: Properties) {
        if properties == Properties::NONE {
            return;
        }
        let Properties { style, face, letters } = properties;
        self.xml.markup("<w:rPr>");
        if let Some(style) = style {
            self.xml.markup("<w:rStyle w:val=\"");
            self.xml.markup(style);
            self.xml.markup("\" />");
        }
        if face.bold {
            self.xml.markup("<w:b /><w:bCs />");
        }
        if face.italic {
            self.xml.markup("<w:i /><w:iCs />");
        }
        if let Some(spacing) = letters.spacing {
            self.xml.markup("<w:spacing w:val=\"");
            self.xml.number(spacing);
            self.xml.markup("\" />");
        }
        if let Some(size) = letters.size {
            self.size(size);
        }
        self.xml.markup("</w:rPr>");
    }

    pub(super) fn size(&mut self, size: Length) {
        self.xml.markup("<w:sz w:val=\"");
        self.xml.number(size.to_half_points());
        self.xml.markup("\" /><w:szCs w:val=\"");
        self.xml.number(size.to_half_points());
        self.xml.markup("\" />");
    }

    /// The mark of a note; its text stands in a part of its own: [`notes`](crate::render::docx::notes).
    fn note(&mut self, note: &Note, letters: Letters) {
        self.xml.markup("<w:r>");
        self.properties(Properties { style: Some(styles::NOTE_MARK), letters, ..Properties::NONE });
        self.xml.markup("<w:footnoteReference w:id=\"");
        self.xml.number(note.number);
        self.xml.markup("\" /></w:r>");
    }

    /// Ô điền. A content control around the text that waits to be replaced: Word selects the whole of it at
    /// the first click. The tag is for software, the label for the clerk; the number is the place in the
    /// document. A bookmark around it keeps the tag where a program (LibreOffice before 7.5) drops it on
    /// saving.
    fn control(&mut self, blank: &Blank, properties: Properties) {
        self.controls += 1;
        let number = self.controls;
        let tag = beginning(&blank.tag, CONTROL_NAME_LIMIT);
        self.xml.markup("<w:bookmarkStart w:id=\"");
        self.xml.number(number);
        self.xml.markup("\" w:name=\"kh_");
        self.xml.name(tag, BOOKMARK_NAME_LIMIT);
        self.xml.markup("_");
        self.xml.number(number);
        self.xml.markup("\"/><w:sdt><w:sdtPr><w:alias w:val=\"");
        self.xml.value(beginning(&blank.label, CONTROL_NAME_LIMIT));
        self.xml.markup("\"/><w:tag w:val=\"");
        self.xml.value(tag);
        self.xml.markup("\"/><w:id w:val=\"");
        self.xml.number(number);
        self.xml.markup("\"/>");
        match data::value(tag, &blank.text) {
            Some(value) => {
                self.binds = true;
                value.bind(&mut self.xml);
            }
            None => self.xml.markup("<w:showingPlcHdr/>"),
        }
        self.xml.markup("<w:text/></w:sdtPr><w:sdtContent>");
        self.run(&blank.text, Spaces::Wide, properties);
        self.xml.markup("</w:sdtContent></w:sdt><w:bookmarkEnd w:id=\"");
        self.xml.number(number);
        self.xml.markup("\"/>");
    }
}

/// The first characters of a text.
fn beginning(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}
