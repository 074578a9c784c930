//! Positioned items → printpdf operations, and which of them belong to which node.

use lopdf::ObjectId;
use printpdf::{
    Color, DictItem, FontId, Greyscale, Line, LinePoint, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Point,
    Pt, Rect, Rgb, WindingOrder,
};

use super::fonts::{Used, resource};
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
    /// Draws the next page.
    pub fn draw(&mut self, page: &Page, used: &[Used], tree: &Tree) -> PdfPage {
        let mut pen = Pen::new(page, used, tree);
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
        sheet(page, pen.ops)
    }
}

/// A page of printpdf in the size of `page`.
pub(super) fn sheet(page: &Page, ops: Vec<Op>) -> PdfPage {
    PdfPage::new(Mm(page.width.to_mm() as f32), Mm(page.height.to_mm() as f32), ops)
}

/// Draws one page: y runs upwards from here on.
struct Pen<'a> {
    height: Length,
    used: &'a [Used<'a>],
    tree: &'a Tree,
    ops: Vec<Op>,
    marks: Vec<NodeId>,
    open: Option<Tag>,
    in_text: bool,
    /// Where the last run of this text section began, in hundredths of a point.
    line: (i64, i64),
    font: Option<(&'static str, f32)>,
    colour: (u8, u8, u8),
    weight: Option<Length>,
}

impl<'a> Pen<'a> {
    fn new(page: &Page, used: &'a [Used<'a>], tree: &'a Tree) -> Self {
        Self {
            height: page.height,
            used,
            tree,
            ops: Vec::with_capacity(page.items.len() * 4),
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
                let points = [from, to].map(|(x, y)| LinePoint { p: self.point(*x, *y), bezier: false });
                self.ops.push(Op::DrawLine { line: Line { points: points.into(), is_closed: false } });
            }
            Item::Box { x, y, width, height, colour } => {
                self.leave_text();
                self.weigh(RULE_WEIGHT);
                let corner = self.point(*x, *y + *height);
                let (width, height) = (Pt(number(*width)), Pt(number(*height)));
                let mut rectangle = Rect::from_xywh(corner.x, corner.y, width, height);
                rectangle.mode = Some(PaintMode::Stroke);
                rectangle.winding_order = Some(WindingOrder::NonZero);
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(Op::SetOutlineColor { col: colour_of(*colour) });
                self.ops.push(Op::DrawRectangle { rectangle });
                self.ops.push(Op::RestoreGraphicsState);
            }
            Item::Fill { x, y, width, height, colour } => {
                self.leave_text();
                let corner = self.point(*x, *y + *height);
                let (width, height) = (Pt(number(*width)), Pt(number(*height)));
                let mut rectangle = Rect::from_xywh(corner.x, corner.y, width, height);
                rectangle.mode = Some(PaintMode::Fill);
                rectangle.winding_order = Some(WindingOrder::NonZero);
                self.ops.push(Op::SaveGraphicsState);
                self.ops.push(Op::SetFillColor { col: colour_of(*colour) });
                self.ops.push(Op::DrawRectangle { rectangle });
                self.ops.push(Op::RestoreGraphicsState);
            }
            // Drawn by the form, not by the page.
            Item::Field(_) => {}
        }
    }

    fn begin_sequence(&mut self, tag: Tag) {
        let (name, key, value) = match tag {
            Tag::Node(node) => {
                let mark = self.marks.len() as i64;
                self.marks.push(node);
                (role_name(self.tree.role(node)), "MCID", DictItem::Int(mark))
            }
            Tag::Artefact(kind) => {
                let kind = match kind {
                    Artefact::Layout => "Layout",
                    Artefact::Pagination => "Pagination",
                };
                ("Artifact", "Type", DictItem::Name(kind.into()))
            }
        };
        let map = [(key.to_owned(), value)].into();
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: name.to_owned(),
            properties: DictItem::Dict { map },
        });
        self.open = Some(tag);
    }

    fn end_sequence(&mut self) {
        self.leave_text();
        if self.open.take().is_some() {
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn leave_text(&mut self) {
        if self.in_text {
            self.ops.push(Op::EndTextSection);
            self.in_text = false;
        }
    }

    fn weigh(&mut self, weight: Length) {
        if self.weight != Some(weight) {
            self.ops.push(Op::SetOutlineThickness { pt: Pt(number(weight)) });
            self.weight = Some(weight);
        }
    }

    fn text(&mut self, run: &TextRun) {
        let Some(used) = self.used.iter().find(|used| used.cut == run.face) else { return };
        if !self.in_text {
            self.ops.push(Op::StartTextSection);
            self.in_text = true;
            self.line = (0, 0);
        }
        let (name, size) = (resource(run.face), number(run.size));
        if self.font != Some((name, size)) {
            let font = PdfFontHandle::External(FontId(name.to_owned()));
            self.ops.push(Op::SetFont { font, size: Pt(size) });
            self.font = Some((name, size));
        }
        if self.colour != run.colour {
            self.ops.push(Op::SetFillColor { col: colour_of(run.colour) });
            self.colour = run.colour;
        }
        let (x, y) = (hundredths(run.x), hundredths(self.height - run.y));
        let (from_x, from_y) = std::mem::replace(&mut self.line, (x, y));
        let pos = Point { x: Pt(points(x - from_x)), y: Pt(points(y - from_y)) };
        self.ops.push(Op::SetTextCursor { pos });
        self.ops.push(show(&run.text, run.gap / run.size * 1000.0, &used.subset));
    }

    fn place_field(&self, field: &Field, node: NodeId, page: usize) -> PlacedField {
        let low = self.point(field.x, field.y + field.height);
        let high = self.point(field.x + field.width, field.y);
        let rect = [low.x.0, low.y.0, high.x.0, high.y.0];
        PlacedField { field: field.clone(), node, page, rect, widget: None }
    }

    fn point(&self, x: Length, y: Length) -> Point {
        Point { x: Pt(number(x)), y: Pt(number(self.height - y)) }
    }
}

/// `TJ` with one string for every stretch of text between widened spaces. printpdf's own
/// `ShowText` writes a string for every glyph: half as much again to write and to compress.
/// Word spacing does nothing to two-byte codes, so the gap (in thousandths of an em) is an offset
/// after each space: whole numbers, whose rounding does not add up over the line.
fn show(text: &str, gap: f64, subset: &Subset) -> Op {
    let mut items = Vec::with_capacity(if gap == 0.0 { 1 } else { text.len() / 2 });
    let mut codes = Vec::with_capacity(text.len() * 2);
    let (mut wanted, mut given) = (0.0, 0);
    for c in text.chars() {
        let Some(id) = subset.glyph(c) else { continue };
        codes.extend(id.to_be_bytes());
        if gap != 0.0 && matches!(c, ' ' | '\u{a0}') {
            wanted += gap;
            let offset = wanted.round() as i64 - given;
            given += offset;
            items.push(DictItem::String { data: std::mem::take(&mut codes), literal: true });
            items.push(DictItem::Int(-offset));
        }
    }
    if !codes.is_empty() {
        items.push(DictItem::String { data: codes, literal: true });
    }
    Op::Unknown { key: "TJ".to_owned(), value: vec![DictItem::Array(items)] }
}

/// Hundredths of a point: a three-hundredth of a millimetre.
fn hundredths(length: Length) -> i64 {
    (length.to_pt() * 100.0).round() as i64
}

fn points(hundredths: i64) -> f32 {
    (hundredths as f64 / 100.0) as f32
}

/// Points with two decimals.
fn number(length: Length) -> f32 {
    points(hundredths(length))
}

fn colour_of((red, green, blue): (u8, u8, u8)) -> Color {
    if (red, green, blue) == (0, 0, 0) {
        return Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None });
    }
    let [r, g, b] = [red, green, blue].map(|part| (f32::from(part) / 2.55).round() / 100.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
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
