//! Positioned items → one SVG for each page, to be looked at in a browser.
//!
//! Enters: a [`Layout`]. Leaves: a [`Sheet`] for every page: the same words in the same places as in the
//! PDF, for the writers only draw what the layout has placed. It knows nothing of the other writers, of
//! HTML, or of where a page is shown.
//!
//! A page names its faces by classes (`b`, `i`); the style sheet that shows it says which fonts those are,
//! that nothing is kerned, and that spaces are kept. Only a stretch with widened spaces says so itself.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::document::Face;
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::layout::{FieldKind, Item, Layout, NodeId, Page, Placed, Role, Tag, TextRun, Tree};

/// Một trang để xem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub svg: String,
    /// The fields whose words begin on it.
    pub begins: Vec<String>,
}

/// What a stretch of text leads to when somebody clicks on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The id that the stretch has, where it is the first of its field; so that the field can lead back.
    pub id: String,
    /// The id of the field.
    pub field: String,
}

/// Draws the pages of one document, file by file: an id stands once in all of them.
#[derive(Debug)]
pub struct Writer<'f> {
    fonts: &'f FontSet,
    /// Fields whose first stretch has been drawn.
    begun: BTreeSet<String>,
}

impl<'f> Writer<'f> {
    /// For pages that are set, and shown, in these faces.
    pub fn new(fonts: &'f FontSet) -> Self {
        Self { fonts, begun: BTreeSet::new() }
    }

    /// Draws every page of a file. `link` tells where the text of a node leads; the first stretch of each
    /// link has its id.
    pub fn sheets(&mut self, layout: &Layout, link: &dyn Fn(NodeId) -> Option<Link>) -> Vec<Sheet> {
        let owners = owners(&layout.tree, link);
        let count = layout.pages.len();
        let draw = |(at, page): (usize, &Page)| {
            let out = String::with_capacity(8 << 10);
            let (fonts, begun) = (self.fonts, &mut self.begun);
            let mut pen = Pen { out, fonts, owners: &owners, open: None, begun, begins: Vec::new() };
            pen.page(page, at + 1, count);
            Sheet { svg: pen.out, begins: pen.begins }
        };
        layout.pages.iter().enumerate().map(draw).collect()
    }
}

/// The link of every node: its own, or that of the nearest node above it that has one.
fn owners(tree: &Tree, link: &dyn Fn(NodeId) -> Option<Link>) -> Vec<Option<Link>> {
    let mut owners: Vec<Option<Link>> = Vec::with_capacity(tree.nodes().len());
    for (at, node) in tree.nodes().iter().enumerate() {
        // Nodes come after those that they stand under.
        let above = node.parent.and_then(|parent| owners[parent.0].clone());
        owners.push(link(NodeId(at)).or(above));
    }
    owners
}

struct Pen<'a> {
    out: String,
    fonts: &'a FontSet,
    owners: &'a [Option<Link>],
    /// The field whose link is open.
    open: Option<&'a str>,
    begun: &'a mut BTreeSet<String>,
    begins: Vec<String>,
}

impl<'a> Pen<'a> {
    fn page(&mut self, page: &Page, number: usize, count: usize) {
        let (width, height) = (number_of(page.width), number_of(page.height));
        let _ = write!(
            self.out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"to\" viewBox=\"0 0 {width} {height}\" role=\"group\" \
             aria-label=\"Trang {number} trên {count}\">"
        );
        for placed in &page.items {
            self.item(placed);
        }
        self.close();
        self.out.push_str("</svg>");
    }

    fn item(&mut self, placed: &Placed) {
        let owner = match placed.tag {
            Tag::Node(node) => self.owners.get(node.0).and_then(Option::as_ref),
            Tag::Artefact(_) => None,
        };
        self.lead(owner);
        match &placed.item {
            Item::Text(run) => self.text(run),
            Item::Rule { from, to, weight } => {
                let (x1, y1, x2, y2) =
                    (number_of(from.0), number_of(from.1), number_of(to.0), number_of(to.1));
                let weight = number_of(*weight);
                let _ = write!(
                    self.out,
                    "<path d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"#000\" stroke-width=\"{weight}\"/>"
                );
            }
            Item::Box { x, y, width, height, colour } => self.frame((*x, *y), (*width, *height), *colour, ""),
            Item::Fill { x, y, width, height, colour } => {
                let (x, y, width, height) =
                    (number_of(*x), number_of(*y), number_of(*width), number_of(*height));
                let colour = colour_of(*colour);
                let _ = write!(
                    self.out,
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>"
                );
            }
            Item::Field(field) => {
                // Empty in the PDF: a faint frame says where a signature will stand. A blank shows itself.
                if field.kind == FieldKind::Signature {
                    self.frame((field.x, field.y), (field.width, field.height), (0, 0, 0), " class=\"o-ky\"");
                }
            }
        }
    }

    /// Opens the link of a stretch, unless it is open already.
    fn lead(&mut self, owner: Option<&'a Link>) {
        if self.open == owner.map(|link| link.field.as_str()) {
            return;
        }
        self.close();
        let Some(link) = owner else { return };
        self.out.push_str("<a href=\"#");
        escape(&mut self.out, &link.field);
        if self.begun.insert(link.field.clone()) {
            self.begins.push(link.field.clone());
            self.out.push_str("\" id=\"");
            escape(&mut self.out, &link.id);
        }
        // Its words say what it is; with the keyboard one goes from the field to them.
        self.out.push_str("\" tabindex=\"-1\">");
        self.open = Some(&link.field);
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("</a>");
        }
    }

    fn text(&mut self, run: &TextRun) {
        let face = self.fonts.face(run.face);
        if !run.text.chars().any(|c| face.script(c).is_some()) {
            return self.show(run, &run.text);
        }
        for part in run.parts(face) {
            self.show(&part.run, part.shapes.as_ref().unwrap_or(&part.run.text));
        }
    }

    fn show(&mut self, run: &TextRun, shapes: &str) {
        let (x, y, size) = (number_of(run.x), number_of(run.y), number_of(run.size));
        let _ = write!(self.out, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"");
        let class = class_of(run.face);
        if !class.is_empty() {
            let _ = write!(self.out, " class=\"{class}\"");
        }
        if run.gap != Length::ZERO {
            // Finer than places: it adds up over the spaces of a line.
            let _ = write!(self.out, " word-spacing=\"{}\"", rounded(run.gap, 4));
        }
        if run.colour != (0, 0, 0) {
            let _ = write!(self.out, " fill=\"{}\"", colour_of(run.colour));
        }
        self.out.push('>');
        escape(&mut self.out, shapes);
        self.out.push_str("</text>");
    }

    fn frame(&mut self, at: (Length, Length), size: (Length, Length), colour: (u8, u8, u8), more: &str) {
        let (x, y, width, height) = (number_of(at.0), number_of(at.1), number_of(size.0), number_of(size.1));
        let weight = number_of(crate::render::style::RULE_WEIGHT);
        let colour = colour_of(colour);
        let _ = write!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"{colour}\" \
             stroke-width=\"{weight}\"{more}/>"
        );
    }
}

/// The words of every node with text, in reading order: by them a field is found on the page.
pub fn words(layout: &Layout) -> Vec<(NodeId, Role, String)> {
    let mut words: Vec<String> = vec![String::new(); layout.tree.nodes().len()];
    for placed in layout.pages.iter().flat_map(|page| &page.items) {
        if let (Tag::Node(node), Item::Text(run)) = (placed.tag, &placed.item) {
            let text = &mut words[node.0];
            if !text.is_empty() && !text.ends_with([' ', '\u{a0}', '-', '/']) {
                text.push(' ');
            }
            text.push_str(&run.text);
        }
    }
    let nodes = words.into_iter().enumerate().filter(|(_, text)| !text.is_empty());
    nodes.map(|(at, text)| (NodeId(at), layout.tree.role(NodeId(at)), text)).collect()
}

/// The class that stands for a face in the style sheet.
fn class_of(face: Face) -> &'static str {
    match (face.bold, face.italic) {
        (false, false) => "",
        (true, false) => "b",
        (false, true) => "i",
        (true, true) => "b i",
    }
}

fn colour_of((red, green, blue): (u8, u8, u8)) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Points with two decimals, as the PDF has them.
fn number_of(length: Length) -> String {
    rounded(length, 2)
}

fn rounded(length: Length, decimals: usize) -> String {
    let mut text = format!("{:.decimals$}", length.to_pt());
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" { "0".to_owned() } else { text }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind, Document, Inline, sample};
    use crate::render::layout;

    #[test]
    fn a_figure_set_high_is_drawn_as_a_small_one_behind_what_it_belongs_to() {
        let fonts = FontSet::bundled();
        let content = vec![Inline::text("10⁶ con", Face::REGULAR)];
        let body = vec![Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }];
        let document = Document { body, annexes: vec![], ..sample::issued() };
        let layout = layout::lay_out(&document.whole(), fonts);
        let run = layout.pages[0].texts().find(|run| run.text.starts_with("10⁶")).expect("the run");
        let behind = run.x + fonts.width("10", Face::REGULAR, run.size);
        let line = run.y;
        let svg = Writer::new(fonts).sheets(&layout, &|_| None)[0].svg.clone();
        for (x, y, size, text) in [
            (run.x, line, "14", "10"),
            (behind, line - run.size * 0.27, "8.4", "6"),
            (behind + fonts.width("⁶", Face::REGULAR, run.size), line, "14", " con"),
        ] {
            let (x, y) = (number_of(x), number_of(y));
            let wanted = format!("<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\">{text}</text>");
            assert!(svg.contains(&wanted), "{wanted}\n{svg}");
        }
    }
}
