//! One part of XML as a tree in three vectors: elements by their local name and the vocabulary that it is of,
//! whatever prefix a program gave it. Document types, which could unfold without bounds, are refused.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;

use super::refusal::Excess;
use super::{Format, Refusal, limits};

/// Whose vocabulary a name is of. Those that no reader asks for are all one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// WordprocessingML, as written by Word (transitional) or by the letter of the standard (strict).
    Word,
    /// OMML, formulas.
    Math,
    /// DrawingML, the words in a drawing.
    Drawing,
    Vml,
    /// Alternatives for older programs.
    Compatibility,
    OdfText,
    OdfTable,
    OdfOffice,
    OdfDraw,
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Self::Math,
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::OdfText,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::OdfTable,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::OdfOffice,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::OdfDraw,
            _ => Self::Other,
        }
    }
}

pub(super) struct Tree<'x> {
    nodes: Vec<Data<'x>>,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
}

struct Data<'x> {
    what: Content<'x>,
    /// The first child and the next sibling; 0 is the root, which is neither.
    child: u32,
    next: u32,
}

enum Content<'x> {
    Element { name: &'x str, space: Space, attributes: (u32, u32) },
    Text(Cow<'x, str>),
}

/// A place in a tree that is an element.
#[derive(Clone, Copy)]
pub(super) struct Element<'t, 'x> {
    tree: &'t Tree<'x>,
    at: u32,
}

/// What stands in an element.
#[derive(Clone, Copy)]
pub(super) enum Node<'t, 'x> {
    Element(Element<'t, 'x>),
    Text(&'t str),
}

impl<'x> Tree<'x> {
    /// Reads a part; its name is for what is said of it.
    pub(super) fn of(text: &'x str, part: &str) -> Result<Self, Refusal> {
        Builder::default().read(text, part)
    }

    pub(super) fn root(&self) -> Element<'_, 'x> {
        Element { tree: self, at: 0 }
    }
}

impl<'t, 'x> Element<'t, 'x> {
    fn data(self) -> &'t Data<'x> {
        &self.tree.nodes[self.at as usize]
    }

    /// The local name and its vocabulary.
    pub(super) fn name(self) -> (Space, &'t str) {
        match &self.data().what {
            Content::Element { name, space, .. } => (*space, name),
            Content::Text(_) => (Space::Other, ""),
        }
    }

    pub(super) fn is(self, space: Space, name: &str) -> bool {
        self.name() == (space, name)
    }

    /// An attribute by its local name.
    pub(super) fn attribute(self, name: &str) -> Option<&'t str> {
        let Content::Element { attributes: (from, to), .. } = self.data().what else { return None };
        let attributes = &self.tree.attributes[from as usize..to as usize];
        attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_ref())
    }

    /// `w:val`, in which most properties keep what they say.
    pub(super) fn value(self) -> Option<&'t str> {
        self.attribute("val")
    }

    pub(super) fn nodes(self) -> impl Iterator<Item = Node<'t, 'x>> {
        let tree = self.tree;
        let mut at = self.data().child;
        std::iter::from_fn(move || {
            let here = (at != 0).then_some(at)?;
            let data = &tree.nodes[here as usize];
            at = data.next;
            Some(match &data.what {
                Content::Text(text) => Node::Text(text),
                Content::Element { .. } => Node::Element(Element { tree, at: here }),
            })
        })
    }

    pub(super) fn children(self) -> impl Iterator<Item = Element<'t, 'x>> {
        self.nodes().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    pub(super) fn child(self, name: &str) -> Option<Element<'t, 'x>> {
        self.children().find(|child| child.name().1 == name)
    }

    /// The text that stands directly in it.
    pub(super) fn text(self) -> Cow<'t, str> {
        let mut texts = self.nodes().filter_map(|node| match node {
            Node::Text(text) => Some(text),
            Node::Element(_) => None,
        });
        let first = texts.next().unwrap_or_default();
        match texts.next() {
            None => Cow::Borrowed(first),
            Some(second) => Cow::Owned([first, second].into_iter().chain(texts).collect()),
        }
    }

    /// All elements in it, in the order of the text. The depth of a tree is bounded, so is this.
    pub(super) fn descendants(self) -> Vec<Element<'t, 'x>> {
        let mut found = Vec::new();
        let mut open: Vec<Element<'t, 'x>> = vec![self];
        while let Some(here) = open.pop() {
            if here.at != self.at {
                found.push(here);
            }
            let from = open.len();
            open.extend(here.children());
            open[from..].reverse();
        }
        found
    }
}

#[derive(Default)]
struct Builder<'x> {
    nodes: Vec<Data<'x>>,
    attributes: Vec<(&'x str, Cow<'x, str>)>,
    /// Open elements, each with its last child.
    open: Vec<(u32, u32)>,
    /// What prefixes stand for, and how deep that was said.
    prefixes: Vec<(usize, &'x str, Space)>,
    /// The prefix that was looked up last.
    recent: Option<(&'x str, Space)>,
}

impl<'x> Builder<'x> {
    fn read(mut self, text: &'x str, part: &str) -> Result<Tree<'x>, Refusal> {
        let damaged = || Refusal::Damaged {
            format: Format::Docx,
            why: format!("phần “{part}” không phải XML đúng, có lẽ tệp bị cắt ngang"),
        };
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = true;
        loop {
            let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event().map_err(|_| damaged())? {
                // A tag is taken from the text itself, so that its names need not be copied.
                Event::Start(start) => {
                    let tag = text.get(from + 1..from + 1 + start.len());
                    tag.and_then(|tag| self.start(tag, start.name().as_ref().len())).ok_or_else(damaged)?;
                }
                Event::Empty(start) => {
                    let tag = text.get(from + 1..from + 1 + start.len());
                    tag.and_then(|tag| self.start(tag, start.name().as_ref().len())).ok_or_else(damaged)?;
                    self.end();
                }
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(text.into_inner()),
                Event::CData(text) => self.text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let character = match entity.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        Ok(None) => named(entity.into_inner().as_ref()).ok_or_else(damaged)?,
                        // A character that XML forbids.
                        Err(_) => char::REPLACEMENT_CHARACTER,
                    };
                    self.text(Cow::Owned(character.to_string()));
                }
                Event::DocType(_) => return Err(Refusal::Declaration { part: part.to_owned() }),
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
                Event::Eof => break,
            }
            if self.nodes.len() > limits::NODES || self.attributes.len() > 2 * limits::NODES {
                return Err(Refusal::TooMuch { what: Excess::Nodes });
            }
            if self.open.len() > limits::DEPTH {
                return Err(Refusal::TooMuch { what: Excess::Depth });
            }
        }
        if !self.open.is_empty() || self.nodes.is_empty() {
            return Err(damaged());
        }
        Ok(Tree { nodes: self.nodes, attributes: self.attributes })
    }

    /// `tag` is what stands between `<` and `>`; its name is the first `length` bytes.
    fn start(&mut self, tag: &'x str, length: usize) -> Option<()> {
        // A second root would be linked to nothing.
        if self.open.is_empty() && !self.nodes.is_empty() {
            return None;
        }
        let from = self.attributes.len();
        let depth = self.open.len() + 1;
        for attribute in Attributes::new(tag, length).with_checks(false) {
            let attribute = attribute.ok()?;
            let key = attribute.key.0;
            let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
            // An entity that nobody declared: the value stands as it is written.
            let value = value.unwrap_or_else(|_| attribute.value.clone());
            if let Some(prefix) = key.strip_prefix("xmlns") {
                let prefix = prefix.trim_start_matches(':');
                self.prefixes.push((depth, prefix, Space::of(&value)));
                self.recent = None;
            } else {
                let local = key.rsplit(':').next().unwrap_or(key);
                self.attributes.push((local, value));
            }
        }
        let whole = tag.get(..length)?;
        let (prefix, name) = whole.split_once(':').unwrap_or(("", whole));
        let space = self.space(prefix);
        let range = (u32::try_from(from).ok()?, u32::try_from(self.attributes.len()).ok()?);
        let at = self.push(Content::Element { name, space, attributes: range });
        self.open.push((at, 0));
        Some(())
    }

    fn end(&mut self) {
        let depth = self.open.len();
        self.open.pop();
        let before = self.prefixes.len();
        while self.prefixes.last().is_some_and(|(said, ..)| *said == depth) {
            self.prefixes.pop();
        }
        if self.prefixes.len() != before {
            self.recent = None;
        }
    }

    fn text(&mut self, text: Cow<'x, str>) {
        let Some((_, last)) = self.open.last().copied() else { return };
        if text.is_empty() {
            return;
        }
        if last != 0
            && let Content::Text(before) = &mut self.nodes[last as usize].what
        {
            before.to_mut().push_str(&text);
            return;
        }
        self.push(Content::Text(text));
    }

    /// Adds a node to the open element.
    fn push(&mut self, what: Content<'x>) -> u32 {
        // Bounded by the limit of nodes.
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        self.nodes.push(Data { what, child: 0, next: 0 });
        if let Some((parent, last)) = self.open.last_mut() {
            match *last {
                0 => self.nodes[*parent as usize].child = at,
                last => self.nodes[last as usize].next = at,
            }
            *last = at;
        }
        at
    }

    fn space(&mut self, prefix: &'x str) -> Space {
        if let Some((recent, space)) = self.recent
            && recent == prefix
        {
            return space;
        }
        let said = self.prefixes.iter().rev().find(|(_, one, _)| *one == prefix);
        let space = said.map_or(Space::Other, |(.., space)| *space);
        self.recent = Some((prefix, space));
        space
    }
}

/// The five entities that XML knows by itself.
fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
