//! Lines → strips with positioned runs.

use super::Setter;
use super::breaks::Setting;
use super::frame::{BLACK, Item, Placed, Tag, TextRun};
use super::lines::{self, Line};
use super::strip::Strip;
use super::text::{Level, Text};
use super::tree::{NodeId, Role};
use crate::document::{Align, Face};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{
    ASCENT, FIRST_LINE_INDENT, LINE_HEIGHT, LINE_SPACING, NOTE_MARK_RISE, PARAGRAPH_SPACE, SIZE_BODY,
    SIZE_NOTE,
};

/// Where and how a paragraph is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub size: Length,
    pub x: Length,
    pub width: Length,
    pub indent: Length,
    pub before: Length,
    pub setting: Setting,
    pub align: Align,
    pub colour: (u8, u8, u8),
}

impl Style {
    /// Nội dung: justified with first-line indent (PL1 II.6.e).
    pub fn body(width: Length) -> Self {
        Self {
            size: SIZE_BODY,
            x: Length::ZERO,
            width,
            indent: FIRST_LINE_INDENT,
            before: PARAGRAPH_SPACE,
            setting: Setting::Justified,
            align: Align::Left,
            colour: BLACK,
        }
    }

    /// Chú thích cuối trang: lines of the foot of a page.
    pub fn note(width: Length) -> Self {
        Self { size: SIZE_NOTE, indent: Length::ZERO, before: Length::ZERO, ..Self::body(width) }
    }

    /// Balanced lines around the middle of a column.
    pub fn centred(x: Length, width: Length, size: Length) -> Self {
        Self {
            size,
            x,
            width,
            indent: Length::ZERO,
            before: Length::ZERO,
            setting: Setting::Balanced,
            align: Align::Centre,
            colour: BLACK,
        }
    }

    /// Ragged lines in a column.
    pub fn aligned(x: Length, width: Length, size: Length, align: Align) -> Self {
        Self { setting: Setting::Ragged, align, ..Self::centred(x, width, size) }
    }
}

/// Height of a line.
pub(super) fn line_height(size: Length) -> Length {
    size * (LINE_HEIGHT * LINE_SPACING)
}

/// Sets a paragraph: one strip per line. No page break leaves a single line of it behind or
/// carries a single line over. An empty text has no lines.
pub(super) fn set(text: &Text, style: &Style, fonts: &FontSet) -> Vec<Strip> {
    let mut notes = text.notes.iter().peekable();
    let lines = lines::of(text, style, fonts);
    let count = lines.len();
    let mut strips = Vec::with_capacity(count);
    let mut span = 0;
    for (at, line) in lines.iter().enumerate() {
        let mut strip = Strip::new(line_height(style.size));
        let left = if at == 0 { style.x + style.indent } else { style.x };
        strip.items = set_line(text, line, left, style, fonts, &mut span);
        strip.glued = at + 1 < count && (at == 0 || at + 2 == count);
        let to = lines.get(at + 1).map_or(usize::MAX, |next| next.start);
        while let Some((_, note)) = notes.next_if(|(mark, _)| *mark < to) {
            strip.notes.push(note.clone());
        }
        if at == 0 {
            strip.before = style.before;
        }
        strips.push(strip);
    }
    strips
}

/// Sets a text of one face under a new node.
pub(super) fn set_plain(
    text: &str,
    face: Face,
    role: (NodeId, Role),
    style: &Style,
    setter: &mut Setter,
) -> Vec<Strip> {
    if text.is_empty() {
        return Vec::new();
    }
    let node = setter.tree.add(role.0, role.1);
    set(&Text::plain(text, face, node), style, setter.fonts)
}

/// Runs of one line; `span` is the first span that reaches into it.
fn set_line(
    text: &Text,
    line: &Line,
    left: Length,
    style: &Style,
    fonts: &FontSet,
    span: &mut usize,
) -> Vec<Placed> {
    let em = style.size / 1000.0;
    let (mut x, gap) = (left + em * line.offset, em * line.gap);
    let (mut at, end) = (line.start, line.end);
    let mut items = Vec::with_capacity(1);
    while at < end {
        while *span + 1 < text.spans.len() && text.spans[*span].end <= at {
            *span += 1;
        }
        let current = text.spans[*span];
        let stop = end.min(current.end.max(at));
        let stop = if stop == at { end } else { stop };
        let rise = if current.level == Level::Mark { style.size * NOTE_MARK_RISE } else { Length::ZERO };
        let run = TextRun {
            x,
            y: style.size * ASCENT - rise,
            face: current.face,
            size: style.size * current.level.scale(),
            colour: style.colour,
            gap,
            text: text.chars[at..stop].to_owned(),
        };
        if stop < end {
            x += run_width(&run, fonts);
        }
        items.push(Placed { tag: Tag::Node(current.node), item: Item::Text(run) });
        at = stop;
    }
    items
}

/// How far a run reaches.
fn run_width(run: &TextRun, fonts: &FontSet) -> Length {
    let spaces = run.text.chars().filter(|c| matches!(c, ' ' | '\u{a0}')).count();
    fonts.width(&run.text, run.face, run.size) + run.gap * spaces as f64
}
