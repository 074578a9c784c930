//! Bảng: tables, rows and cells, each of which ends with what it began.

use super::Writer;
use crate::length::Length;
use crate::render::docx::styles;
use crate::render::style::{RULE_WEIGHT, URGENCY_COLOUR};

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::docx) enum Look {
    /// A table of the text: ruled, its first row heads the columns, no banding.
    Ruled,
    /// Bảng khung: without borders or padding.
    Frame,
    /// Ô 10b: one red box in the middle.
    RedBox,
}

/// The rows of a table that is being written.
pub(in crate::render::docx) struct Rows<'w>(&'w mut Writer);

/// The cells of a row that is being written.
pub(in crate::render::docx) struct Cells<'w>(&'w mut Writer);

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render::docx) enum Row {
    /// On one page.
    Whole,
    /// Wherever a page ends.
    MayBreak,
    /// On one page, and again on every page that the table goes on to.
    Heading,
    /// On one page, and of exactly this height.
    Exact(Length),
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render::docx) struct Cell {
    pub width: Length,
    /// Of how many columns, where it has those of others, too.
    pub across: Option<usize>,
    pub height: Height,
}

/// Where the content of a cell stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::docx) enum Height {
    Top,
    Middle,
}

impl Cell {
    /// Of one column.
    pub fn of(width: Length) -> Self {
        Self { width, across: None, height: Height::Top }
    }
}

impl Writer {
    /// Writes a table of columns of these widths.
    pub fn table(&mut self, look: Look, widths: &[Length], rows: impl FnOnce(&mut Rows<'_>)) {
        self.xml.markup("<w:tbl><w:tblPr><w:tblStyle w:val=\"");
        self.xml.markup(match look {
            Look::Ruled => styles::TABLE,
            Look::Frame | Look::RedBox => styles::FRAME,
        });
        self.xml.markup("\" /><w:tblW w:w=\"");
        self.xml.number(widths.iter().copied().map(twips).sum::<i32>());
        self.xml.markup("\" w:type=\"dxa\" /><w:jc w:val=\"");
        if look == Look::RedBox {
            self.xml.markup("center\" />");
            self.red_border();
        } else {
            self.xml.markup("left\" />");
        }
        self.xml.markup("<w:tblLayout w:type=\"fixed\" />");
        if look == Look::Ruled {
            self.xml.markup(
                "<w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
                 w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>",
            );
        }
        self.xml.markup("</w:tblPr><w:tblGrid>");
        for width in widths {
            self.xml.markup("<w:gridCol w:w=\"");
            self.xml.number(twips(*width));
            self.xml.markup("\"/>");
        }
        self.xml.markup("</w:tblGrid>");
        rows(&mut Rows(self));
        self.xml.markup("</w:tbl>");
    }

    fn red_border(&mut self) {
        self.xml.markup("<w:tblBorders>");
        for side in ["<w:top", "<w:left", "<w:bottom", "<w:right"] {
            self.xml.markup(side);
            self.xml.markup(" w:val=\"single\" w:sz=\"");
            self.xml.number(styles::eighths(RULE_WEIGHT));
            self.xml.markup("\" w:space=\"0\" w:color=\"");
            self.xml.value(&styles::colour(URGENCY_COLOUR));
            self.xml.markup("\" />");
        }
        self.xml.markup("</w:tblBorders>");
    }
}

impl Rows<'_> {
    pub fn row(&mut self, row: Row, cells: impl FnOnce(&mut Cells<'_>)) {
        let xml = &mut self.0.xml;
        xml.markup("<w:tr>");
        match row {
            Row::MayBreak => {}
            Row::Whole => xml.markup("<w:trPr><w:cantSplit /></w:trPr>"),
            Row::Heading => xml.markup("<w:trPr><w:cantSplit /><w:tblHeader/></w:trPr>"),
            Row::Exact(height) => {
                xml.markup("<w:trPr><w:cantSplit /><w:trHeight w:val=\"");
                xml.number(height.to_twips());
                xml.markup("\" w:hRule=\"exact\" /></w:trPr>");
            }
        }
        cells(&mut Cells(self.0));
        self.0.xml.markup("</w:tr>");
    }
}

impl Cells<'_> {
    /// Writes a cell; its content ends with a paragraph, or Word calls the file damaged.
    pub fn cell(&mut self, cell: Cell, content: impl FnOnce(&mut Writer)) {
        let xml = &mut self.0.xml;
        xml.markup("<w:tc><w:tcPr><w:tcW w:w=\"");
        xml.number(twips(cell.width));
        xml.markup("\" w:type=\"dxa\" />");
        if let Some(columns) = cell.across {
            xml.markup("<w:gridSpan w:val=\"");
            xml.number(columns);
            xml.markup("\" />");
        }
        match cell.height {
            Height::Top => {}
            Height::Middle => xml.markup("<w:vAlign w:val=\"center\" />"),
        }
        xml.markup("</w:tcPr>");
        content(self.0);
        self.0.xml.markup("</w:tc>");
    }
}

/// A width as the schema takes it.
fn twips(length: Length) -> i32 {
    length.max(Length::ZERO).to_twips()
}
