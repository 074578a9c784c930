//! Strips → pages.
//!
//! A page takes strips until one does not fit, then goes back to the last place where a break is
//! allowed. Where none is allowed the page breaks at its foot: nothing is ever lost.

use std::collections::BTreeMap;

use super::frame::{Artefact, BLACK, Item, OutlineEntry, Page, Placed, Tag, TextRun};
use super::paragraph::{self, Style};
use super::strip::{self, Strip};
use super::text::Text;
use crate::document::Face;
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{
    ASCENT, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_TOP, NOTE_GAP, NOTE_RULE, PAGE_LONG, PAGE_NUMBER_TOP,
    PAGE_SHORT, ROW_SAVES, SIZE_PAGE_NUMBER, TABLE_RULE, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE,
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
    let cuts = cuts(&section, fonts);
    let mut strips = std::mem::take(&mut section.strips).into_iter();
    let mut start = 0;
    for (page_of_section, Cut { end, notes }) in (1..).zip(cuts) {
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
            if let Some(row) = strip.row.filter(|_| at + 1 == end - start) {
                let (from, to) = ((MARGIN_LEFT, y), (MARGIN_LEFT + row.width, y));
                let item = Item::Rule { from, to, weight: TABLE_RULE };
                page.items.push(Placed { tag: Tag::Artefact(Artefact::Layout), item });
            }
        }
        foot(notes, section.text_height(), &mut page);
        page.items.shrink_to_fit();
        pages.push(page);
        start = end;
    }
}

fn place(items: impl Iterator<Item = Placed>, y: Length, page: &mut Page) {
    page.items.extend(items.map(|placed| placed.moved(MARGIN_LEFT, y)));
}

/// Where a page ends, as an index into the strips, exclusive, with the lines of notes at its foot.
struct Cut {
    end: usize,
    notes: Vec<Strip>,
}

/// The ends of all pages; at least one page.
fn cuts(section: &Section, fonts: &FontSet) -> Vec<Cut> {
    let strips = &section.strips;
    let notes = Notes::of(section, fonts);
    let room = section.text_height() + TOLERANCE;
    let mut cuts = Vec::new();
    let mut start = 0;
    // Lines of notes for which the pages before had no room.
    let mut waiting: Vec<Strip> = Vec::new();
    while start < strips.len() || !waiting.is_empty() {
        let repeated = strips.get(start).map_or(&[][..], |strip| section.repeated(strip));
        let mut filled: Length = repeated.iter().map(|strip| strip.height).sum();
        let mut noted = height(&waiting);
        let mut end = start;
        while end < strips.len() {
            let before = if end == start { Length::ZERO } else { strips[end].before };
            let with_notes = noted + notes.height(end);
            if end > start && filled + before + strips[end].height + above_notes(with_notes) > room {
                break;
            }
            filled += before + strips[end].height;
            noted = with_notes;
            end += 1;
        }
        if end < strips.len() {
            let last = end;
            end = allowed(strips, start, end, section.text_height());
            // What went back takes its room with it.
            filled -= heights(&strips[end..last]);
        }
        waiting.extend((start..end).flat_map(|at| notes.lines(at)).cloned());
        let fitting = fitting(&waiting, room - filled, end == start);
        let rest = waiting.split_off(fitting);
        cuts.push(Cut { end, notes: std::mem::replace(&mut waiting, rest) });
        start = end;
    }
    if cuts.is_empty() {
        cuts.push(Cut { end: 0, notes: Vec::new() });
    }
    cuts
}

/// The last place up to `end` where a page that begins at `start` may end.
fn allowed(strips: &[Strip], start: usize, end: usize, text_height: Length) -> usize {
    let back = |may: fn(&Strip) -> bool| (start + 1..=end).rev().find(|at| may(&strips[at - 1]));
    let free = back(|strip| !strip.glued);
    let from = free.unwrap_or(start);
    let saves = |within: &usize| *within > from && heights(&strips[from..*within]) > text_height * ROW_SAVES;
    let within = back(|strip| strip.row.is_some_and(|row| row.may_break)).filter(saves);
    within.or(free).unwrap_or(end)
}

fn heights(strips: &[Strip]) -> Length {
    strips.iter().map(|strip| strip.before + strip.height).sum()
}

/// How many lines of notes have their place below the text; one at least where nothing else is on the page.
fn fitting(lines: &[Strip], room: Length, alone: bool) -> usize {
    let mut total = Length::ZERO;
    let fits = lines.iter().take_while(|line| {
        total += line.height;
        above_notes(total) <= room
    });
    fits.count().max(usize::from(alone && !lines.is_empty()))
}

/// The footnotes of a section, set: the lines of the notes of each strip that has some.
struct Notes {
    lines: BTreeMap<usize, Vec<Strip>>,
}

impl Notes {
    fn of(section: &Section, fonts: &FontSet) -> Self {
        let style = Style::note(section.text_width());
        let noted = section.strips.iter().enumerate().filter(|(_, strip)| !strip.notes.is_empty());
        let lines = noted.map(|(at, strip)| {
            let lines = strip.notes.iter().flat_map(|note| paragraph::set(&Text::note(note), &style, fonts));
            (at, lines.collect())
        });
        Self { lines: lines.collect() }
    }

    fn lines(&self, strip: usize) -> &[Strip] {
        self.lines.get(&strip).map_or(&[], Vec::as_slice)
    }

    fn height(&self, strip: usize) -> Length {
        height(self.lines(strip))
    }
}

fn height(lines: &[Strip]) -> Length {
    lines.iter().map(|line| line.height).sum()
}

/// The room of notes of this height, with the rule above them.
fn above_notes(height: Length) -> Length {
    if height > Length::ZERO { height + NOTE_GAP } else { Length::ZERO }
}

/// Chú thích cuối trang: a short rule, then the notes, down to the bottom margin.
fn foot(notes: Vec<Strip>, text_height: Length, page: &mut Page) {
    if notes.is_empty() {
        return;
    }
    let mut y = MARGIN_TOP + text_height - height(&notes);
    page.items.push(strip::rule(MARGIN_LEFT, y - NOTE_GAP / 2.0, NOTE_RULE));
    for line in notes {
        place(line.items.into_iter(), y, page);
        y += line.height;
    }
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
