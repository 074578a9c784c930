//! One pass over a part that docx-rs built, whole or piece by piece: children in the order of the
//! schema, and what docx-rs has no call for.
//!
//! Added: `w:tblHeader` on rows whose cells bear the header style, tag, number and binding of content
//! controls, the numbers of bookmarks, the document language, Normal as the default style, the mark
//! of custom styles, the latent styles.
//! Dropped: paragraph ids (a thread-local counter of docx-rs), empty property elements, the
//! invalid `w:type` of grid columns, unused namespaces. The bytes between are copied.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::text::{MARK_IDS, TAG_END};
use super::{data, forbidden, schema, styles};
use crate::diagnostic::Diagnostic;
use crate::render::style::LANGUAGE;

const NAMESPACES: &str = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
                          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

/// The first row heads the columns; no banding.
const TABLE_LOOK: &str = "<w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" \
                          w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>";

/// Styles that Word brings along and that no document here uses stay out of the way.
const LATENT_STYLES: &str = "<w:latentStyles w:defLockedState=\"0\" w:defUIPriority=\"99\" \
                             w:defSemiHidden=\"1\" w:defUnhideWhenUsed=\"1\" w:defQFormat=\"0\" \
                             w:count=\"376\"><w:lsdException w:name=\"Normal\" w:semiHidden=\"0\" \
                             w:uiPriority=\"0\" w:unhideWhenUsed=\"0\" w:qFormat=\"1\"/></w:latentStyles>";

/// An element that is being written.
struct Open {
    order: Option<&'static [&'static str]>,
    droppable: bool,
    /// Where its start tag and its content begin in the output.
    tag: usize,
    content: usize,
    /// Its first entry in [`Pass::children`].
    first_child: usize,
}

/// A child whose place the schema fixes.
struct Child {
    rank: u16,
    start: usize,
}

/// A pass on its way through a part.
#[derive(Default)]
pub(super) struct Pass {
    out: Vec<u8>,
    open: Vec<Open>,
    children: Vec<Child>,
    scratch: Vec<u8>,
    /// Where `w:tblHeader` goes in the open rows, innermost last; taken once it is written.
    rows: Vec<Option<usize>>,
    /// Bookmarks so far; the control inside bears the same number.
    bookmarks: usize,
    /// Within properties that every paragraph inherits.
    in_defaults: bool,
    in_ruled_table: bool,
    /// A control stands for a value of [`super::data`].
    binds: bool,
}

/// Sets a part in order.
///
/// # Errors
/// `KH601` for a character that XML forbids, `KH602` where docx-rs wrote no well-formed XML.
pub(super) fn conform(part: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut pass = Pass::default();
    pass.read(part)?;
    Ok(pass.finish().xml)
}

/// A part in order.
pub(super) struct Conformed {
    pub xml: Vec<u8>,
    /// Whether any of its controls is bound to a value of [`super::data`].
    pub binds: bool,
}

impl Pass {
    /// Reads the next piece of the part: whole elements, or the start or end of one that spans pieces.
    ///
    /// # Errors
    /// Those of [`conform`].
    pub fn read(&mut self, piece: &[u8]) -> Result<(), Diagnostic> {
        forbidden::refuse(piece)?;
        self.out.reserve(piece.len());
        let mut reader = Reader::from_reader(piece);
        let config = reader.config_mut();
        config.check_end_names = false;
        // Its start stood in an earlier piece.
        config.allow_unmatched_ends = true;
        let mut from = 0;
        loop {
            let event = reader.read_event().map_err(|error| malformed(&error))?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(piece.len());
            let raw = &piece[from..to];
            match event {
                Event::Start(start) => self.start(&start, raw),
                Event::Empty(start) => self.empty(&start, raw),
                Event::End(end) => self.end(end.name().as_ref(), raw),
                Event::Eof => return Ok(()),
                _ => self.out.extend_from_slice(raw),
            }
            from = to;
        }
    }

    /// What came out of all pieces.
    pub fn finish(self) -> Conformed {
        Conformed { xml: self.out, binds: self.binds }
    }

    fn start(&mut self, start: &BytesStart, raw: &[u8]) {
        let name = start.name();
        let name = name.as_ref();
        self.note_child(name);
        let tag = self.out.len();
        match name {
            "w:p" => self.out.extend_from_slice(b"<w:p>"),
            "w:style" => self.style_tag(raw),
            "w:document" | "w:styles" | "w:hdr" => {
                self.out.push(b'<');
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(NAMESPACES.as_bytes());
            }
            _ => self.out.extend_from_slice(raw),
        }
        match name {
            "w:tr" => self.rows.push(None),
            "w:rPrDefault" => self.in_defaults = true,
            "w:style" => self.in_defaults = attribute(raw, "w:styleId") == Some(b"Normal"),
            _ => {}
        }
        self.open.push(Open {
            order: schema::children_of(name),
            droppable: schema::says_nothing_when_empty(name),
            tag,
            content: self.out.len(),
            first_child: self.children.len(),
        });
    }

    fn empty(&mut self, start: &BytesStart, raw: &[u8]) {
        let name = start.name();
        let name = name.as_ref();
        if schema::says_nothing_when_empty(name) {
            return;
        }
        self.note_child(name);
        match name {
            "w:gridCol" => {
                let width = attribute(raw, "w:w").unwrap_or_default();
                self.out.extend_from_slice(b"<w:gridCol w:w=\"");
                self.out.extend_from_slice(width);
                self.out.extend_from_slice(b"\"/>");
            }
            "w:alias" => self.control(attribute(raw, "w:val").unwrap_or_default()),
            // The mark of a line has its number already.
            "w:bookmarkStart" | "w:bookmarkEnd" if is_line_mark(raw) => self.out.extend_from_slice(raw),
            "w:bookmarkStart" => self.bookmark(attribute(raw, "w:name").unwrap_or_default()),
            // None stands inside another.
            "w:bookmarkEnd" => {
                let end = format!("<w:bookmarkEnd w:id=\"{}\"/>", self.bookmarks);
                self.out.extend_from_slice(end.as_bytes());
            }
            "w:tblStyle" => {
                self.out.extend_from_slice(raw);
                self.in_ruled_table = attribute(raw, "w:val") == Some(styles::TABLE.as_bytes());
            }
            "w:pStyle" => {
                self.out.extend_from_slice(raw);
                if attribute(raw, "w:val") == Some(styles::TABLE_HEADER.as_bytes()) {
                    self.repeat_row();
                }
            }
            _ => self.out.extend_from_slice(raw),
        }
    }

    fn end(&mut self, name: &str, raw: &[u8]) {
        let Some(element) = self.open.pop() else { return };
        match name {
            "w:rPr" if self.in_defaults => {
                self.child(element.order, "w:kern", "<w:kern w:val=\"0\"/>");
                let language =
                    format!("<w:lang w:val=\"{LANGUAGE}\" w:eastAsia=\"{LANGUAGE}\" w:bidi=\"{LANGUAGE}\"/>");
                self.child(element.order, "w:lang", &language);
            }
            "w:rPrDefault" | "w:style" => self.in_defaults = false,
            "w:tblPr" if std::mem::take(&mut self.in_ruled_table) => {
                self.child(element.order, "w:tblLook", TABLE_LOOK);
            }
            _ => {}
        }
        if element.droppable && self.out.len() == element.content {
            self.out.truncate(element.tag);
            self.forget_child(element.tag);
            return;
        }
        self.sort(&element);
        match name {
            "w:trPr" => {
                if let Some(place) = self.rows.last_mut() {
                    *place = Some(self.out.len());
                }
            }
            "w:tr" => {
                self.rows.pop();
            }
            _ => {}
        }
        self.out.extend_from_slice(raw);
        if name == "w:docDefaults" {
            self.out.extend_from_slice(LATENT_STYLES.as_bytes());
        }
    }

    /// Remembers where a child begins, if its parent has an order.
    fn note_child(&mut self, name: &str) {
        if let Some(order) = self.open.last().and_then(|parent| parent.order) {
            self.children.push(Child { rank: schema::rank(order, name), start: self.out.len() });
        }
    }

    fn forget_child(&mut self, start: usize) {
        if self.open.last().is_some_and(|parent| parent.order.is_some())
            && self.children.last().is_some_and(|child| child.start == start)
        {
            self.children.pop();
        }
    }

    /// Puts the children of a finished element in order; equal ranks keep theirs.
    fn sort(&mut self, element: &Open) {
        let children = &self.children[element.first_child..];
        if !children.is_sorted_by_key(|child| child.rank) {
            self.scratch.clear();
            self.scratch.extend_from_slice(&self.out[element.content..]);
            let mut spans: Vec<(u16, usize, usize)> = Vec::with_capacity(children.len());
            for (at, child) in children.iter().enumerate() {
                let end = children.get(at + 1).map_or(self.out.len(), |next| next.start);
                spans.push((child.rank, child.start - element.content, end - element.content));
            }
            spans.sort_by_key(|span| span.0);
            self.out.truncate(element.content);
            for (_, start, end) in spans {
                self.out.extend_from_slice(&self.scratch[start..end]);
            }
        }
        self.children.truncate(element.first_child);
    }

    /// The clerk sees the label, software the tag; the number is the place in the document.
    fn control(&mut self, title: &[u8]) {
        let mut parts = title.splitn(3, |byte| *byte == TAG_END as u8);
        let [tag, placeholder, label] = std::array::from_fn(|_| parts.next().unwrap_or_default());
        self.out.extend_from_slice(b"<w:alias w:val=\"");
        self.out.extend_from_slice(label);
        self.out.extend_from_slice(b"\"/><w:tag w:val=\"");
        self.out.extend_from_slice(tag);
        self.out.extend_from_slice(format!("\"/><w:id w:val=\"{}\"/>", self.bookmarks).as_bytes());
        if placeholder.is_empty() {
            self.out.extend_from_slice(b"<w:showingPlcHdr/>");
        } else {
            self.binds = true;
            self.out.extend_from_slice(
                data::binding(&String::from_utf8_lossy(tag), &String::from_utf8_lossy(placeholder))
                    .as_bytes(),
            );
        }
        self.out.extend_from_slice(b"<w:text/>");
    }

    /// Dấu trang: numbered through the document, in the id and in the name.
    fn bookmark(&mut self, name: &[u8]) {
        self.bookmarks += 1;
        let number = self.bookmarks;
        self.out.extend_from_slice(format!("<w:bookmarkStart w:id=\"{number}\" w:name=\"").as_bytes());
        self.out.extend_from_slice(name);
        self.out.extend_from_slice(format!("_{number}\"/>").as_bytes());
    }

    /// Marks the row that is being written as one that repeats on every page.
    fn repeat_row(&mut self) {
        if let Some(at) = self.rows.last_mut().and_then(Option::take) {
            const MARK: &[u8] = b"<w:tblHeader/>";
            self.out.splice(at..at, MARK.iter().copied());
            for element in &mut self.open {
                if element.tag >= at {
                    element.tag += MARK.len();
                    element.content += MARK.len();
                }
            }
            for child in self.children.iter_mut().filter(|child| child.start >= at) {
                child.start += MARK.len();
            }
        }
    }

    fn style_tag(&mut self, raw: &[u8]) {
        let id = attribute(raw, "w:styleId").unwrap_or_default();
        self.out.extend_from_slice(&raw[..raw.len() - 1]);
        if id == b"Normal" {
            self.out.extend_from_slice(b" w:default=\"1\"");
        } else if id.starts_with(b"ND30_") {
            self.out.extend_from_slice(b" w:customStyle=\"1\"");
        }
        self.out.push(b'>');
    }

    /// Adds a child to the element that is about to end.
    fn child(&mut self, order: Option<&'static [&'static str]>, name: &str, xml: &str) {
        let rank = order.map_or(u16::MAX, |order| schema::rank(order, name));
        self.children.push(Child { rank, start: self.out.len() });
        self.out.extend_from_slice(xml.as_bytes());
    }
}

/// Whether a bookmark marks a line: its number has seven digits.
fn is_line_mark(tag: &[u8]) -> bool {
    const _: () = assert!(MARK_IDS == 1_000_000);
    attribute(tag, "w:id").is_some_and(|id| id.len() >= 7)
}

/// Value of an attribute in a start tag that docx-rs wrote: one space before, double quotes around.
fn attribute<'a>(tag: &'a [u8], name: &str) -> Option<&'a [u8]> {
    let mut rest = tag;
    while let Some(space) = rest.iter().position(|byte| *byte == b' ') {
        rest = &rest[space + 1..];
        if let Some(value) = rest.strip_prefix(name.as_bytes()).and_then(|rest| rest.strip_prefix(b"=\"")) {
            return value.iter().position(|byte| *byte == b'"').map(|end| &value[..end]);
        }
    }
    None
}

fn malformed(error: &quick_xml::Error) -> Diagnostic {
    Diagnostic::error("KH602", format!("lỗi nội bộ khi ghi tệp DOCX: {error}"))
        .hint("vui lòng báo cho người phát triển kèm tệp nội dung")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conformed(xml: &str) -> String {
        String::from_utf8(conform(xml.as_bytes()).expect("well-formed")).expect("UTF-8")
    }

    #[test]
    fn children_come_out_in_the_order_of_the_schema() {
        let out = conformed(
            r#"<w:pPr><w:rPr /><w:jc w:val="both" /><w:keepNext /><w:pStyle w:val="A" /><w:sectPr><w:cols /><w:pgSz /></w:sectPr><w:ind /></w:pPr>"#,
        );
        assert_eq!(
            out,
            r#"<w:pPr><w:pStyle w:val="A" /><w:keepNext /><w:ind /><w:jc w:val="both" /><w:sectPr><w:pgSz /><w:cols /></w:sectPr></w:pPr>"#
        );
    }

    #[test]
    fn a_row_in_header_style_repeats_and_the_next_one_does_not() {
        let cell = |style: &str| {
            format!(
                r#"<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc><w:p w14:paraId="00000001"><w:pPr><w:jc /><w:pStyle w:val="{style}" /></w:pPr></w:p><w:p w14:paraId="00000002"><w:pPr><w:pStyle w:val="{style}" /></w:pPr></w:p></w:tc></w:tr>"#
            )
        };
        let out = conformed(&(cell("ND30_BangTieuDe") + &cell("ND30_BangTrai")));
        assert_eq!(out.matches("<w:trPr><w:cantSplit /><w:tblHeader/></w:trPr>").count(), 1);
        assert!(
            out.contains(r#"<w:p><w:pPr><w:pStyle w:val="ND30_BangTieuDe" /><w:jc /></w:pPr></w:p>"#),
            "{out}"
        );
    }

    #[test]
    fn empty_properties_vanish_with_the_parents_they_leave_empty() {
        assert_eq!(
            conformed("<w:r><w:pPr><w:rPr></w:rPr></w:pPr><w:t>a</w:t></w:r>"),
            "<w:r><w:t>a</w:t></w:r>"
        );
    }
}
