//! The main part, written once, from its first paragraph to its last, in the order that the schema asks for.
//!
//! Enters: paragraphs and tables as plain values that borrow their texts. Leaves: the XML of the part. Which
//! child stands before which is known here alone: a caller names what a paragraph has, not where that goes.
//! The numbers of marks, controls and charts are counted on the way, so that they follow the order of
//! reading.
//!
//! - `paragraph`: paragraphs, and the marks at their beginning
//! - `run`: runs, content controls, marks of notes
//! - `table`: tables, rows and cells

mod paragraph;
mod run;
mod table;
#[cfg(test)]
mod tests;

pub(super) use self::paragraph::{Content, Indent, Keep, Mark, Paragraph};
pub(super) use self::run::Letters;
pub(super) use self::table::{Cell, Cells, Height, Look, Row, Rows};
use super::xml::{DECLARATION, NAMESPACES, Xml};
use crate::diagnostic::Diagnostic;

/// Writes the part; within a cell of a table, what stands in it.
pub(super) struct Writer {
    xml: Xml,
    /// Lines that bear a mark so far.
    lines: usize,
    /// Content controls so far.
    controls: usize,
    /// Charts so far.
    charts: usize,
    binds: bool,
}

/// The part, whole.
pub(super) struct MainPart {
    pub xml: String,
    /// Whether any of its controls is bound to a value of [`super::data`].
    pub binds: bool,
}

impl Writer {
    pub fn begin() -> Self {
        let mut xml = Xml::begin();
        [DECLARATION, "<w:document", NAMESPACES, "<w:body>"]
            .into_iter()
            .for_each(|markup| xml.markup(markup));
        Self { xml, lines: 0, controls: 0, charts: 0, binds: false }
    }

    /// Ends the part; `section` is the setting of its last section, as [`super::section`] has it.
    ///
    /// # Errors
    /// `KH601` for a character in any of its texts that XML cannot hold.
    pub fn finish(mut self, section: &'static str) -> Result<MainPart, Diagnostic> {
        self.xml.markup(section);
        self.xml.markup("</w:body></w:document>");
        Ok(MainPart { xml: self.xml.finish()?, binds: self.binds })
    }
}
