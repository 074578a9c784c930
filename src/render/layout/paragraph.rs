//! Lines → strips with positioned runs.

use super::Setter;
use super::breaks::{MAX_SHRINK, MAX_STRETCH, Setting, break_lines, measure_line};
use super::frame::{BLACK, Item, Placed, Tag, TextRun};
use super::strip::Strip;
use super::text::{Level, Next, Piece, Text};
use super::tree::{NodeId, Role};
use crate::document::{Align, Face};
use crate::length::Length;
use crate::render::division::{Kind, divide};
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
    if text.chars.is_empty() {
        return Vec::new();
    }
    let mut notes = text.notes.iter().peekable();
    let first = per_mille(style.width - style.indent, style.size);
    let rest = per_mille(style.width, style.size);
    let pieces = text.pieces(fonts, first.min(rest).max(0.0) as u32);
    let ends = divided(text, &pieces, style, fonts)
        .unwrap_or_else(|| break_lines(&pieces, first, rest, style.setting));
    let count = ends.len();
    let mut strips = Vec::with_capacity(count);
    let (mut start, mut span) = (0, 0);
    for (at, end) in ends.into_iter().enumerate() {
        let mut strip = Strip::new(line_height(style.size));
        let room = if at == 0 { (style.x + style.indent, first) } else { (style.x, rest) };
        let last = end == pieces.len();
        strip.items = set_line(text, &pieces[start..end], last, room, style, fonts, &mut span);
        strip.glued = at + 1 < count && (at == 0 || at + 2 == count);
        let to = if last { usize::MAX } else { pieces[end].start };
        while let Some((_, note)) = notes.next_if(|(mark, _)| *mark < to) {
            strip.notes.push(note.clone());
        }
        if at == 0 {
            strip.before = style.before;
        }
        strips.push(strip);
        start = end;
    }
    strips
}

/// Ends of the lines of a title or a heading, where Word can end them too.
fn divided(text: &Text, pieces: &[Piece], style: &Style, fonts: &FontSet) -> Option<Vec<usize>> {
    let kind = match style.setting {
        Setting::Balanced => Kind::Centred,
        Setting::Heading => Kind::Filled { indent: style.indent },
        Setting::Justified | Setting::Ragged => return None,
    };
    let face = text.spans.first()?.face;
    let division = divide(text.chars.trim_end(), kind, (face, style.size), style.width, fonts);
    let ends = division.ends.iter();
    ends.map(|end| pieces.iter().position(|piece| piece.end == *end).map(|at| at + 1)).collect()
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

fn per_mille(width: Length, size: Length) -> f64 {
    width / size * 1000.0
}

/// Runs of one line; `span` is the first span that reaches into it.
fn set_line(
    text: &Text,
    line: &[Piece],
    last: bool,
    (left, room): (Length, f64),
    style: &Style,
    fonts: &FontSet,
    span: &mut usize,
) -> Vec<Placed> {
    let (natural, spaces) = measure_line(line);
    let [Piece { start, .. }, ..] = line else { return Vec::new() };
    let tail = line[line.len() - 1];
    let forced = matches!(tail.next, Next::Line | Next::End);
    let extra = room - natural;
    let per_space = match style.setting {
        Setting::Justified if spaces > 0.0 && (extra < 0.0 || !(last || forced)) => {
            (extra / spaces).clamp(-MAX_SHRINK, MAX_STRETCH)
        }
        _ => 0.0,
    };
    let em = style.size / 1000.0;
    let offset = match style.align {
        Align::Left => 0.0,
        Align::Centre => extra.max(0.0) / 2.0,
        Align::Right => extra.max(0.0),
    };
    // A space at the end of a line keeps its words apart when the text is copied out.
    let mut end = tail.end;
    let spaced = match tail.next {
        Next::Space { .. } | Next::Split { spaces: 1, .. } => true,
        Next::End => text.chars[end..].starts_with(' '),
        _ => false,
    };
    if spaced {
        end += text.chars[end..].chars().next().map_or(0, char::len_utf8);
    }
    let mut x = left + em * offset;
    let mut at = *start;
    let mut items = Vec::with_capacity(2);
    while at < end {
        while *span + 1 < text.spans.len() && text.spans[*span].end <= at {
            *span += 1;
        }
        let current = text.spans[*span];
        let stop = end.min(current.end.max(at));
        let stop = if stop == at { end } else { stop };
        let gap = em * per_space;
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
        x += run_width(&run, fonts);
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
