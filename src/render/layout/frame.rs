//! Positioned items: all that a writer draws, and nothing it has to decide.

use std::fmt::Write as _;

use super::tree::{NodeId, Role, Tree};
use crate::document::Face;
use crate::length::Length;
use crate::render::font::FontFace;
use crate::render::font::script::{SCALE, Script};

/// Trang. One sheet; coordinates run from its top left corner, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub width: Length,
    pub height: Length,
    pub items: Vec<Placed>,
}

/// An item and what it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub tag: Tag,
    pub item: Item,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// Content, read out as part of this node.
    Node(NodeId),
    /// Decoration, not read out.
    Artefact(Artefact),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Artefact {
    /// Rules and boxes.
    Layout,
    /// Page numbers and repeated header rows.
    Pagination,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    Text(TextRun),
    /// A straight line from one point to another.
    Rule {
        from: (Length, Length),
        to: (Length, Length),
        weight: Length,
    },
    /// An empty box, by its top left corner.
    Box {
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        colour: (u8, u8, u8),
    },
    /// A full box, by its top left corner.
    Fill {
        x: Length,
        y: Length,
        width: Length,
        height: Length,
        colour: (u8, u8, u8),
    },
    /// A place for a digital signature, or to type in.
    Field(Field),
}

/// Text of one face and size on one baseline.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    pub x: Length,
    /// The baseline.
    pub y: Length,
    pub face: Face,
    pub size: Length,
    pub colour: (u8, u8, u8),
    /// Added to every space, breaking or not; negative where the line is tightened.
    pub gap: Length,
    pub text: String,
}

/// A stretch of a run that is drawn in one size.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub run: TextRun,
    /// Of signs that the face lacks, the shapes that they take.
    pub shapes: Option<String>,
}

impl TextRun {
    /// The run in stretches of one size: what the face makes of other signs is smaller, above or below the line.
    pub fn parts(&self, face: &FontFace) -> Vec<Part> {
        let chars: Vec<(char, Option<Script>)> = self.text.chars().map(|c| (c, face.script(c))).collect();
        let side = |script: &Option<Script>| script.map(|script| script.side);
        let mut x = self.x;
        let stretches = chars.chunk_by(|(_, one), (_, other)| side(one) == side(other));
        let part = |stretch: &[(char, Option<Script>)]| {
            let text: String = stretch.iter().map(|(c, _)| c).collect();
            let advance: u32 = text.chars().map(|c| u32::from(face.advance(c))).sum();
            let spaces = text.chars().filter(|c| matches!(c, ' ' | '\u{a0}')).count();
            let own = Self { x, text, ..self.clone() };
            x += self.size * (f64::from(advance) / 1000.0) + self.gap * spaces as f64;
            match stretch[0].1 {
                None => Part { run: own, shapes: None },
                Some(Script { side, .. }) => Part {
                    run: Self { y: self.y - self.size * side.rise(), size: self.size * SCALE, ..own },
                    shapes: stretch.iter().map(|(_, script)| script.map(|script| script.base)).collect(),
                },
            }
        };
        stretches.map(part).collect()
    }
}

/// Ô chữ ký số, ô điền.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    pub name: &'static str,
    /// What the field is for, read out.
    pub label: &'static str,
    pub x: Length,
    pub y: Length,
    pub width: Length,
    pub height: Length,
    pub kind: FieldKind,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    Signature,
    /// Words, in the face and size of the line that it stands in.
    Words {
        face: Face,
        size: Length,
        /// Dots are printed there, which the words are to hide.
        hides: bool,
    },
}

/// One line of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// 1 is outermost.
    pub level: u8,
    pub title: String,
    /// Index of the page, and the top of the target on it.
    pub page: usize,
    pub y: Length,
}

impl Placed {
    /// The same item somewhere else.
    #[must_use]
    pub(super) fn moved(mut self, dx: Length, dy: Length) -> Self {
        match &mut self.item {
            Item::Text(run) => {
                run.x += dx;
                run.y += dy;
            }
            Item::Rule { from, to, .. } => {
                *from = (from.0 + dx, from.1 + dy);
                *to = (to.0 + dx, to.1 + dy);
            }
            Item::Box { x, y, .. } | Item::Fill { x, y, .. } => {
                *x += dx;
                *y += dy;
            }
            Item::Field(field) => {
                field.x += dx;
                field.y += dy;
            }
        }
        self
    }
}

pub(super) const BLACK: (u8, u8, u8) = (0, 0, 0);

impl Page {
    /// The text of the page, one entry per run.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|placed| match &placed.item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }

    /// One line per item: what it is, where it stands in millimetres, and its text.
    pub fn dump(&self, number: usize, tree: &Tree) -> String {
        let (width, height) = (self.width.to_mm(), self.height.to_mm());
        let mut out = format!("page {number}: {width:.0} x {height:.0} mm\n");
        for placed in &self.items {
            let tag = match placed.tag {
                Tag::Node(id) => role_name(tree.role(id)),
                Tag::Artefact(_) => "-".to_owned(),
            };
            let _ = write!(out, "  {tag:<5} ");
            dump_item(&mut out, &placed.item);
            out.push('\n');
        }
        out
    }
}

fn dump_item(out: &mut String, item: &Item) {
    let _ = match item {
        Item::Text(run) => {
            let (x, y, size) = (run.x.to_mm(), run.y.to_mm(), run.size.to_pt());
            let face = match (run.face.bold, run.face.italic) {
                (false, false) => "",
                (true, false) => "b",
                (false, true) => "i",
                (true, true) => "bi",
            };
            let _ = write!(out, "{x:6.1} {y:6.1} {size:>4}{face:<2}");
            if run.gap != Length::ZERO {
                let _ = write!(out, " {:+.2}", run.gap.to_pt());
            }
            write!(out, " “{}”", run.text.replace('\u{a0}', "~"))
        }
        Item::Rule { from, to, .. } => {
            let (x, y) = (from.0.to_mm(), from.1.to_mm());
            write!(out, "{x:6.1} {y:6.1} rule to {:.1} {:.1}", to.0.to_mm(), to.1.to_mm())
        }
        Item::Box { x, y, width, height, .. } => {
            let (x, y, width, height) = (x.to_mm(), y.to_mm(), width.to_mm(), height.to_mm());
            write!(out, "{x:6.1} {y:6.1} box {width:.1} x {height:.1}")
        }
        Item::Fill { x, y, width, height, .. } => {
            let (x, y, width, height) = (x.to_mm(), y.to_mm(), width.to_mm(), height.to_mm());
            write!(out, "{x:6.1} {y:6.1} fill {width:.1} x {height:.1}")
        }
        Item::Field(field) => {
            let (x, y) = (field.x.to_mm(), field.y.to_mm());
            let (width, height) = (field.width.to_mm(), field.height.to_mm());
            write!(out, "{x:6.1} {y:6.1} field {} {width:.1} x {height:.1}", field.name)
        }
    };
}

fn role_name(role: Role) -> String {
    match role {
        Role::Document => "doc".to_owned(),
        Role::Section => "sect".to_owned(),
        Role::Heading(level) => format!("h{level}"),
        Role::Paragraph => "p".to_owned(),
        Role::Reference => "ref".to_owned(),
        Role::Note { .. } => "note".to_owned(),
        Role::List => "l".to_owned(),
        Role::ListItem => "li".to_owned(),
        Role::Label => "lbl".to_owned(),
        Role::LabelBody => "lbody".to_owned(),
        Role::Table => "table".to_owned(),
        Role::Row => "tr".to_owned(),
        Role::HeaderCell { .. } => "th".to_owned(),
        Role::Cell => "td".to_owned(),
        Role::Figure => "fig".to_owned(),
        Role::Form => "form".to_owned(),
    }
}
