//! Positioned items → the content stream of a page, and which of its parts belong to which node.

use lopdf::ObjectId;

use super::fonts::{Used, resource};
use super::operators::{Colour, Operators, Paint};
use super::subset::Subset;
use crate::length::Length;
use crate::render::layout::{Artefact, Field, Item, NodeId, Page, Placed, Role, Tag, TextRun, Tree};
use crate::render::style::RULE_WEIGHT;

/// What the rest of the file has to know of the pages that are drawn.
#[derive(Default)]
pub(super) struct Drawn {
    pub heights: Vec<Length>,
    /// For every page the node of each marked sequence, by its number.
    pub marks: Vec<Vec<NodeId>>,
    pub fields: Vec<PlacedField>,
}

/// A signature field and where it belongs.
pub(super) struct PlacedField {
    pub field: Field,
    pub node: NodeId,
    pub page: usize,
    /// Left, bottom, right, top.
    pub rect: [f32; 4],
    /// The widget, once it is in the file.
    pub widget: Option<ObjectId>,
}

impl Drawn {
    /// Draws the next page into `stream`, which is emptied before.
    pub fn draw(&mut self, page: &Page, used: &[Used], tree: &Tree, stream: &mut Operators) {
        stream.clear();
        let mut pen = Pen::new(page, used, tree, stream);
        for placed in &page.items {
            match (&placed.item, placed.tag) {
                (Item::Field(field), Tag::Node(node)) => {
                    self.fields.push(pen.place_field(field, node, self.marks.len()));
                }
                _ => pen.draw(placed),
            }
        }
        pen.end_sequence();
        self.heights.push(page.height);
        self.marks.push(pen.marks);
    }
}

/// Draws one page: y runs upwards from here on. Lengths are in hundredths of a point.
struct Pen<'a> {
    height: Length,
    used: &'a [Used<'a>],
    tree: &'a Tree,
    stream: &'a mut Operators,
    marks: Vec<NodeId>,
    open: Option<Tag>,
    in_text: bool,
    /// Where the last run of this text section began.
    line: (i64, i64),
    font: Option<(&'static str, i64)>,
    colour: (u8, u8, u8),
    weight: Option<Length>,
}

impl<'a> Pen<'a> {
    fn new(page: &Page, used: &'a [Used<'a>], tree: &'a Tree, stream: &'a mut Operators) -> Self {
        Self {
            height: page.height,
            used,
            tree,
            stream,
            marks: Vec::new(),
            open: None,
            in_text: false,
            line: (0, 0),
            font: None,
            colour: (0, 0, 0),
            weight: None,
        }
    }

    fn draw(&mut self, placed: &Placed) {
        if self.open != Some(placed.tag) {
            self.end_sequence();
            self.begin_sequence(placed.tag);
        }
        match &placed.item {
            Item::Text(run) => self.text(run),
            Item::Rule { from, to, weight } => {
                self.leave_text();
                self.weigh(*weight);
                let (from, to) = (self.point(*from), self.point(*to));
                self.stream.line(from, to);
            }
            Item::Box { x, y, width, height, colour } => {
                self.leave_text();
                self.weigh(RULE_WEIGHT);
                self.rectangle((*x, *y), (*width, *height), Paint::Stroke, *colour);
            }
            Item::Fill { x, y, width, height, colour } => {
                self.leave_text();
                self.rectangle((*x, *y), (*width, *height), Paint::Fill, *colour);
            }
            // Drawn by the form, not by the page.
            Item::Field(_) => {}
        }
    }

    fn rectangle(
        &mut self,
        (x, y): (Length, Length),
        (width, height): (Length, Length),
        paint: Paint,
        colour: (u8, u8, u8),
    ) {
        let corner = self.point((x, y + height));
        self.stream.rectangle(corner, (hundredths(width), hundredths(height)), paint, colour_of(colour));
    }

    fn begin_sequence(&mut self, tag: Tag) {
        match tag {
            Tag::Node(node) => {
                self.stream.begin_marked(role_name(self.tree.role(node)), self.marks.len());
                self.marks.push(node);
            }
            Tag::Artefact(Artefact::Layout) => self.stream.begin_artefact("Layout"),
            Tag::Artefact(Artefact::Pagination) => self.stream.begin_artefact("Pagination"),
        }
        self.open = Some(tag);
    }

    fn end_sequence(&mut self) {
        self.leave_text();
        if self.open.take().is_some() {
            self.stream.end_marked();
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.stream.end_text();
            self.in_text = false;
        }
    }

    fn weigh(&mut self, weight: Length) {
        if self.weight != Some(weight) {
            self.stream.weight(hundredths(weight));
            self.weight = Some(weight);
        }
    }

    fn text(&mut self, run: &TextRun) {
        let Some(used) = self.used.iter().find(|used| used.cut == run.face) else { return };
        if used.subset.borrowed.is_empty() {
            return self.show(run, used);
        }
        run.parts(used.face).iter().for_each(|part| self.show(&part.run, used));
    }

    fn show(&mut self, run: &TextRun, used: &Used) {
        if !self.in_text {
            self.stream.begin_text();
            self.in_text = true;
            self.line = (0, 0);
        }
        let (name, size) = (resource(run.face), hundredths(run.size));
        if self.font != Some((name, size)) {
            self.stream.font(name, size);
            self.font = Some((name, size));
        }
        if self.colour != run.colour {
            self.stream.colour(Paint::Fill, colour_of(run.colour));
            self.colour = run.colour;
        }
        let (x, y) = self.point((run.x, run.y));
        let (from_x, from_y) = std::mem::replace(&mut self.line, (x, y));
        self.stream.move_text(x - from_x, y - from_y);
        self.stream.show(glyphs(&run.text, run.gap / run.size * 1000.0, &used.subset));
    }

    fn place_field(&self, field: &Field, node: NodeId, page: usize) -> PlacedField {
        let low = self.point((field.x, field.y + field.height));
        let high = self.point((field.x + field.width, field.y));
        let rect = [low.0, low.1, high.0, high.1].map(|edge| (edge as f64 / 100.0) as f32);
        PlacedField { field: field.clone(), node, page, rect, widget: None }
    }

    fn point(&self, (x, y): (Length, Length)) -> (i64, i64) {
        (hundredths(x), hundredths(self.height - y))
    }
}

/// The glyphs of a text, each with the offset behind it. Word spacing does nothing to two-byte codes, so the
/// gap (in thousandths of an em) is an offset after each space: whole numbers, whose rounding does not add up
/// over the line.
fn glyphs(text: &str, gap: f64, subset: &Subset) -> impl Iterator<Item = (u16, Option<i64>)> {
    let (mut wanted, mut given) = (0.0, 0);
    text.chars().filter_map(move |c| {
        let glyph = subset.glyph(c)?;
        let offset = (gap != 0.0 && matches!(c, ' ' | '\u{a0}')).then(|| {
            wanted += gap;
            let offset = wanted.round() as i64 - given;
            given += offset;
            -offset
        });
        Some((glyph, offset))
    })
}

/// Hundredths of a point: a three-hundredth of a millimetre.
fn hundredths(length: Length) -> i64 {
    (length.to_pt() * 100.0).round() as i64
}

fn colour_of((red, green, blue): (u8, u8, u8)) -> Colour {
    if (red, green, blue) == (0, 0, 0) {
        return Colour::Black;
    }
    Colour::Rgb([red, green, blue].map(|part| (f32::from(part) / 2.55).round() as u8))
}

/// Structure types of ISO 32000-1, 14.8.4.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::Reference => "Reference",
        Role::Note { .. } => "Note",
        Role::List => "L",
        Role::ListItem => "LI",
        Role::Label => "Lbl",
        Role::LabelBody => "LBody",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell { .. } => "TH",
        Role::Cell => "TD",
        Role::Figure => "Figure",
        Role::Form => "Form",
    }
}
