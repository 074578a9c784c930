//! Strips → pages.
//!
//! A page takes strips until one does not fit, then goes back to the last place where a break is
//! allowed. Where none is allowed the page breaks at its foot: nothing is ever lost.

use super::frame::{Artefact, BLACK, Item, OutlineEntry, Page, Placed, Tag, TextRun};
use super::strip::Strip;
use crate::document::Face;
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{
    ASCENT, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_TOP, PAGE_LONG, PAGE_NUMBER_TOP, PAGE_SHORT, SIZE_PAGE_NUMBER,
    TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE,
};

/// Pages that are numbered together: the main text, or one annex (PL1 III.1.đ).
#[derive(Debug, Clone)]
pub(super) struct Section {
    pub landscape: bool,
    pub strips: Vec<Strip>,
    /// Header rows of its tables.
    pub headers: Vec<Vec<Strip>>,
    /// What stands on its first page outside the text, in coordinates of the page.
    pub first_page: Vec<Placed>,
}

impl Section {
    pub fn new(landscape: bool) -> Self {
        Self { landscape, strips: Vec::new(), headers: Vec::new(), first_page: Vec::new() }
    }

    pub fn text_width(&self) -> Length {
        if self.landscape { TEXT_WIDTH_LANDSCAPE } else { TEXT_WIDTH }
    }

    pub fn text_height(&self) -> Length {
        let height = if self.landscape { PAGE_SHORT } else { PAGE_LONG };
        height - MARGIN_TOP - MARGIN_BOTTOM
    }

    fn page(&self) -> Page {
        let (width, height) = if self.landscape { (PAGE_LONG, PAGE_SHORT) } else { (PAGE_SHORT, PAGE_LONG) };
        Page { width, height, items: Vec::new() }
    }

    /// The header rows that stand above `strip` when a page begins with it.
    fn repeated(&self, strip: &Strip) -> &[Strip] {
        strip.table.map_or(&[], |table| &self.headers[table])
    }
}

/// Rounding that must not push a line to the next page.
const TOLERANCE: Length = Length::pt(0.01);

/// Distributes a section over new pages.
pub(super) fn paginate(
    mut section: Section,
    fonts: &FontSet,
    pages: &mut Vec<Page>,
    outline: &mut Vec<OutlineEntry>,
) {
    let cuts = cuts(&section);
    let mut strips = std::mem::take(&mut section.strips).into_iter();
    let mut start = 0;
    for (page_of_section, end) in (1..).zip(cuts) {
        let mut page = section.page();
        if page_of_section > 1 {
            page.items.push(number(page_of_section, section.text_width(), fonts));
        } else {
            page.items.extend(section.first_page.iter().cloned());
        }
        let mut y = MARGIN_TOP;
        for (at, strip) in strips.by_ref().take(end - start).enumerate() {
            if at > 0 {
                y += strip.before;
            } else {
                for header in section.repeated(&strip) {
                    place(header.items.iter().cloned(), y, &mut page);
                    y += header.height;
                }
            }
            if let Some((level, title)) = strip.outline {
                outline.push(OutlineEntry { level, title, page: pages.len(), y });
            }
            place(strip.items.into_iter(), y, &mut page);
            y += strip.height;
        }
        page.items.shrink_to_fit();
        pages.push(page);
        start = end;
    }
}

fn place(items: impl Iterator<Item = Placed>, y: Length, page: &mut Page) {
    page.items.extend(items.map(|placed| placed.moved(MARGIN_LEFT, y)));
}

/// Where pages end, as indices into the strips, exclusive; at least one page.
fn cuts(section: &Section) -> Vec<usize> {
    let strips = &section.strips;
    let room = section.text_height() + TOLERANCE;
    let mut cuts = Vec::new();
    let mut start = 0;
    while start < strips.len() {
        let mut filled: Length = section.repeated(&strips[start]).iter().map(|strip| strip.height).sum();
        let mut end = start;
        while end < strips.len() {
            let before = if end == start { Length::ZERO } else { strips[end].before };
            if end > start && filled + before + strips[end].height > room {
                break;
            }
            filled += before + strips[end].height;
            end += 1;
        }
        if end < strips.len() {
            let allowed = (start + 1..=end).rev().find(|at| !strips[at - 1].glued);
            end = allowed.unwrap_or(end);
        }
        cuts.push(end);
        start = end;
    }
    if cuts.is_empty() {
        cuts.push(0);
    }
    cuts
}

/// Số trang: centred in the top margin, from the second page on (PL1 I.7).
fn number(number: usize, text_width: Length, fonts: &FontSet) -> Placed {
    let text = number.to_string();
    let width = fonts.width(&text, Face::REGULAR, SIZE_PAGE_NUMBER);
    let run = TextRun {
        x: MARGIN_LEFT + (text_width - width) / 2.0,
        y: PAGE_NUMBER_TOP + SIZE_PAGE_NUMBER * ASCENT,
        face: Face::REGULAR,
        size: SIZE_PAGE_NUMBER,
        colour: BLACK,
        gap: Length::ZERO,
        text,
    };
    Placed { tag: Tag::Artefact(Artefact::Pagination), item: Item::Text(run) }
}
