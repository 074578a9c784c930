//! One pass over a part that docx-rs built, styles, header or section: children in the order of the schema,
//! and what docx-rs has no call for.
//!
//! Added: the document language, Normal as the default style, the mark of custom styles, the latent styles.
//! Dropped: paragraph ids (a thread-local counter of docx-rs), empty property elements, unused namespaces.
//! The bytes between are copied.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::schema;
use super::xml::NAMESPACES;
use crate::diagnostic::Diagnostic;
use crate::render::style::LANGUAGE;

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
struct Pass {
    out: Vec<u8>,
    open: Vec<Open>,
    children: Vec<Child>,
    /// Within properties that every paragraph inherits.
    in_defaults: bool,
}

/// Sets a part in order.
///
/// # Errors
/// `KH602` where docx-rs wrote no well-formed XML.
pub(super) fn conform(part: &[u8]) -> Result<String, Diagnostic> {
    let mut pass = Pass { out: Vec::with_capacity(part.len()), ..Pass::default() };
    let mut reader = Reader::from_reader(part);
    let mut from = 0;
    loop {
        let event = reader.read_event().map_err(|error| malformed(&error))?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(part.len());
        let raw = &part[from..to];
        match event {
            Event::Start(start) => pass.start(&start, raw),
            Event::Empty(start) => pass.empty(&start, raw),
            Event::End(end) => pass.end(end.name().as_ref(), raw),
            Event::Eof => return String::from_utf8(pass.out).map_err(|error| malformed(&error)),
            _ => pass.out.extend_from_slice(raw),
        }
        from = to;
    }
}

impl Pass {
    fn start(&mut self, start: &BytesStart, raw: &[u8]) {
        let name = start.name();
        let name = name.as_ref();
        self.note_child(name);
        let tag = self.out.len();
        match name {
            "w:p" => self.out.extend_from_slice(b"<w:p>"),
            "w:style" => self.style_tag(raw),
            "w:styles" | "w:hdr" => {
                self.out.push(b'<');
                self.out.extend_from_slice(name.as_bytes());
                self.out.extend_from_slice(NAMESPACES.as_bytes());
            }
            _ => self.out.extend_from_slice(raw),
        }
        match name {
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
        self.out.extend_from_slice(raw);
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
            _ => {}
        }
        if element.droppable && self.out.len() == element.content {
            self.out.truncate(element.tag);
            self.forget_child(element.tag);
            return;
        }
        self.sort(&element);
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
            let content = self.out[element.content..].to_vec();
            let mut spans: Vec<(u16, usize, usize)> = Vec::with_capacity(children.len());
            for (at, child) in children.iter().enumerate() {
                let end = children.get(at + 1).map_or(self.out.len(), |next| next.start);
                spans.push((child.rank, child.start - element.content, end - element.content));
            }
            spans.sort_by_key(|span| span.0);
            self.out.truncate(element.content);
            for (_, start, end) in spans {
                self.out.extend_from_slice(&content[start..end]);
            }
        }
        self.children.truncate(element.first_child);
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

fn malformed(error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error("KH602", format!("lỗi nội bộ khi ghi tệp DOCX: {error}"))
        .hint("vui lòng báo cho người phát triển kèm tệp nội dung")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conformed(xml: &str) -> String {
        conform(xml.as_bytes()).expect("well-formed")
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
    fn empty_properties_vanish_with_the_parents_they_leave_empty() {
        assert_eq!(
            conformed("<w:r><w:pPr><w:rPr></w:rPr></w:pPr><w:t>a</w:t></w:r>"),
            "<w:r><w:t>a</w:t></w:r>"
        );
    }
}
