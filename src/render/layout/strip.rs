//! Strips: what stands between two possible page breaks.

use super::frame::{Artefact, BLACK, Item, Placed, Tag};
use super::text::Footnote;
use crate::length::Length;
use crate::render::style::RULE_WEIGHT;

/// A piece of the text that never breaks over pages: a line, a table row, the signature.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Strip {
    /// Space above; dropped at the top of a page.
    pub before: Length,
    pub height: Length,
    /// Positions count from the left of the text and the top of the strip.
    pub items: Vec<Placed>,
    /// No page break after this strip.
    pub glued: bool,
    /// Outline level and title of what begins here.
    pub outline: Option<(u8, String)>,
    /// The table whose header rows are repeated when a page begins with this strip.
    pub table: Option<usize>,
    /// Footnotes whose marks stand in it: they go to the foot of its page.
    pub notes: Vec<Footnote>,
    /// The table row that goes on in the next strip.
    pub row: Option<OpenRow>,
}

/// A line of a table row that is not its last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct OpenRow {
    /// Where the row is closed at the foot of a page.
    pub width: Length,
    /// A page may end here though the strip is glued, if that saves much of it.
    pub may_break: bool,
}

impl Strip {
    pub fn new(height: Length) -> Self {
        Self {
            before: Length::ZERO,
            height,
            items: Vec::new(),
            glued: false,
            outline: None,
            table: None,
            notes: Vec::new(),
            row: None,
        }
    }

    /// The same strip as decoration: how a header row looks on the following pages.
    pub fn as_artefact(&self) -> Self {
        let mut strip = self.clone();
        for placed in &mut strip.items {
            placed.tag = Tag::Artefact(Artefact::Pagination);
        }
        strip.glued = true;
        strip.outline = None;
        strip.notes = Vec::new();
        strip
    }
}

/// Stacks lines into one strip that does not break.
pub(super) fn stack(strips: Vec<Strip>) -> Strip {
    let mut whole = Strip::new(Length::ZERO);
    for (at, strip) in strips.into_iter().enumerate() {
        if at == 0 {
            whole.before = strip.before;
        } else {
            whole.height += strip.before;
        }
        let top = whole.height;
        whole.items.extend(strip.items.into_iter().map(|placed| placed.moved(Length::ZERO, top)));
        whole.height += strip.height;
        whole.outline = whole.outline.or(strip.outline);
        whole.notes.extend(strip.notes);
    }
    whole
}

/// Đường kẻ. A horizontal rule of a component.
pub(super) fn rule(x: Length, y: Length, width: Length) -> Placed {
    let item = Item::Rule { from: (x, y), to: (x + width, y), weight: RULE_WEIGHT };
    Placed { tag: Tag::Artefact(Artefact::Layout), item }
}

/// A box drawn with the rule of components.
pub(super) fn frame(x: Length, y: Length, size: (Length, Length), colour: Option<(u8, u8, u8)>) -> Placed {
    let item = Item::Box { x, y, width: size.0, height: size.1, colour: colour.unwrap_or(BLACK) };
    Placed { tag: Tag::Artefact(Artefact::Layout), item }
}
