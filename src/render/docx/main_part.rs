//! The main part while it is written.
//!
//! A paragraph or a table row is built and conformed, then dropped before the next one is made: the tree
//! that docx-rs makes of a table of ten thousand tasks takes ten times the room of its XML.

use docx_rs::{BuildXML, Document, Paragraph, SectionProperty, Table, TableRow};

use super::conform::{Conformed, Pass};
use crate::diagnostic::Diagnostic;

pub(super) struct Writer {
    pass: Pass,
    /// Lines that bear a mark so far.
    marks: usize,
    /// The last section and the ends of body and document.
    end: Vec<u8>,
    /// Charts so far.
    charts: usize,
}

impl Writer {
    /// Begins the part; `last` is the setting of its last section, which stands at its end.
    ///
    /// # Errors
    /// Those of every method here: `KH601` for a character that XML cannot hold, `KH602` where docx-rs
    /// wrote no well-formed XML.
    pub fn begin(last: SectionProperty) -> Result<Self, Diagnostic> {
        let (start, end) = split(Document::new().default_section_property(last).build(), b"<w:sectPr");
        let mut pass = Pass::default();
        pass.read(&start)?;
        Ok(Self { pass, marks: 0, end, charts: 0 })
    }

    /// The number of the next line that bears a mark.
    pub fn next_mark(&mut self) -> usize {
        self.marks += 1;
        self.marks
    }

    /// The first of the numbers of this many lines that come next.
    pub fn next_marks(&mut self, count: usize) -> usize {
        self.marks += count;
        self.marks + 1 - count
    }

    pub fn paragraph(&mut self, paragraph: &Paragraph) -> Result<(), Diagnostic> {
        self.pass.read(&paragraph.build())
    }

    /// Writes a paragraph around a drawing, which docx-rs has no call for; `drawn` is told the number of the
    /// chart.
    pub fn chart(
        &mut self,
        paragraph: &Paragraph,
        drawn: impl FnOnce(usize) -> String,
    ) -> Result<(), Diagnostic> {
        self.charts += 1;
        let (start, end) = split(paragraph.build(), b"</w:p>");
        self.pass.read(&start)?;
        self.pass.read(drawn(self.charts).as_bytes())?;
        self.pass.read(&end)
    }

    /// Writes a table; after the rows that it holds follow those that are made one at a time.
    pub fn table(
        &mut self,
        table: &Table,
        rows: impl IntoIterator<Item = TableRow>,
    ) -> Result<(), Diagnostic> {
        let (start, end) = split(table.build(), b"</w:tbl>");
        self.pass.read(&start)?;
        for row in rows {
            self.pass.read(&row.build())?;
        }
        self.pass.read(&end)
    }

    /// Ends the part and hands it over.
    pub fn finish(mut self) -> Result<Conformed, Diagnostic> {
        self.pass.read(&self.end)?;
        Ok(self.pass.finish())
    }
}

/// Cuts XML before the last place where `mark` stands.
fn split(mut xml: Vec<u8>, mark: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let at = xml.windows(mark.len()).rposition(|window| window == mark).unwrap_or(xml.len());
    let end = xml.split_off(at);
    (xml, end)
}
