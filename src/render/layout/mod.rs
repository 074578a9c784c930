//! Document → pages of positioned items.
//!
//! Enters: a [`Paper`] and a [`FontSet`]. Leaves: a [`Layout`]: what stands where on which page,
//! and the tree of meaning behind it. It knows nothing of PDF: a writer only draws what is here.
//!
//! 1. `head`, `flow`, `table`, `annex`, `closing` set the components as `strip::Strip`s:
//!    pieces of the page that do not break, with the rules for breaking between them.
//! 2. `text` measures, `breaks` finds where lines end, `lines` how each is set, `paragraph` places their words.
//! 3. `page` distributes the strips over pages.

mod annex;
mod blanks;
mod breaks;
mod chart;
mod closing;
mod flow;
mod frame;
mod head;
mod lines;
mod page;
mod paragraph;
mod strip;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod tree;

pub use frame::{Artefact, Field, FieldKind, Item, OutlineEntry, Page, Part, Placed, Tag, TextRun};
pub use tree::{Node, NodeId, Role, Tree};

use crate::document::{Document, Paper};
use crate::render::font::FontSet;

/// Dàn trang. All pages of a document, and what stands on them.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    pub pages: Vec<Page>,
    pub tree: Tree,
    /// Headings and annexes in reading order.
    pub outline: Vec<OutlineEntry>,
}

impl Layout {
    /// Every page as text, for golden tests and for people.
    pub fn dump(&self) -> String {
        self.pages.iter().enumerate().map(|(at, page)| page.dump(at + 1, &self.tree)).collect()
    }
}

/// Sets a file: the main text first, then every annex as a section of its own.
pub fn lay_out(paper: &Paper<'_>, fonts: &FontSet) -> Layout {
    let mut setter = Setter { fonts, tree: Tree::new() };
    let mut sections: Vec<page::Section> =
        paper.main.map(|document| main_section(document, &mut setter)).into_iter().collect();
    for annex in paper.annexes {
        // The body signs the main text; an annex without it is signed by itself.
        let signed = sections.is_empty();
        sections.push(annex::section(annex, signed, &mut setter));
    }
    let mut pages = Vec::new();
    let mut outline = Vec::new();
    for section in sections {
        page::paginate(section, fonts, &mut pages, &mut outline);
    }
    Layout { pages, tree: setter.tree, outline }
}

/// What every component needs to set itself.
struct Setter<'a> {
    fonts: &'a FontSet,
    tree: Tree,
}

fn main_section(document: &Document, setter: &mut Setter) -> page::Section {
    let mut section = page::Section::new(false);
    head::set(&document.head, &mut section, setter);
    head::set_title(&document.title, &mut section, setter);
    let above = flow::Above { heading: 1, outline: 0 };
    flow::set(&document.body, Tree::ROOT, above, &mut section, setter);
    closing::set(&document.closing, &mut section, setter);
    section
}
