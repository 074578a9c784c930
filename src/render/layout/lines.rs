//! Text → lines: where each begins and ends, and how it is set.
//!
//! The plans of a province share their tasks, so most texts are set many times alike: each worker remembers the
//! lines of those that it set lately.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::rc::Rc;

use foldhash::fast::FixedState;

use super::breaks::{MAX_SHRINK, MAX_STRETCH, Setting, break_lines, measure_line};
use super::paragraph::Style;
use super::text::{Next, Piece, Span, Text};
use crate::document::Align;
use crate::length::Length;
use crate::render::division::{Kind, divide};
use crate::render::font::FontSet;

/// A line of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Line {
    /// Its first byte.
    pub start: usize,
    /// The end of what is printed, with the space behind it: words are kept apart when a text is copied out.
    pub end: usize,
    /// How far from the left it begins, in thousandths of an em.
    pub offset: f64,
    /// What each of its spaces takes more, in thousandths of an em.
    pub gap: f64,
}

/// Finds the lines of a text; an empty one has none.
pub(super) fn of(text: &Text, style: &Style, fonts: &FontSet) -> Rc<[Line]> {
    if text.chars.len() < WORTH {
        return find(text, style, fonts).into();
    }
    KNOWN.with_borrow_mut(|known| known.lines(text, style, fonts))
}

/// Bytes of a text that is sooner set than looked up.
const WORTH: usize = 48;

/// Texts whose lines a worker remembers: those of a large plan.
const MOST: usize = 1024;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// Texts that were set lately, with their lines.
#[derive(Default)]
struct Known {
    /// The faces that they were set in.
    fonts: Option<FontSet>,
    /// By the digest of text and style.
    set: HashMap<u64, Set>,
}

struct Set {
    chars: Box<str>,
    spans: Box<[Span]>,
    style: Style,
    lines: Rc<[Line]>,
}

impl Known {
    fn lines(&mut self, text: &Text, style: &Style, fonts: &FontSet) -> Rc<[Line]> {
        if !self.fonts.as_ref().is_some_and(|known| known.is(fonts)) {
            *self = Self { fonts: Some(fonts.clone()), set: HashMap::new() };
        }
        let digest = digest(text, style);
        if let Some(set) = self.set.get(&digest).filter(|set| set.is_of(text, style)) {
            return Rc::clone(&set.lines);
        }
        if self.set.len() == MOST {
            self.set.clear();
        }
        let lines: Rc<[Line]> = find(text, style, fonts).into();
        let set = Set {
            chars: text.chars.as_str().into(),
            spans: text.spans.as_slice().into(),
            style: *style,
            lines: Rc::clone(&lines),
        };
        self.set.insert(digest, set);
        lines
    }
}

impl Set {
    /// Whether a text has these lines: what they do not depend on, as its place on the page, may differ.
    fn is_of(&self, text: &Text, style: &Style) -> bool {
        let same =
            |own: &Span, other: &Span| (own.end, own.face, own.level) == (other.end, other.face, other.level);
        *self.chars == *text.chars
            && self.spans.len() == text.spans.len()
            && self.spans.iter().zip(&text.spans).all(|(own, other)| same(own, other))
            && measures(&self.style) == measures(style)
    }
}

/// What of a style decides about the lines.
fn measures(style: &Style) -> (Length, Length, Length, Setting, Align) {
    (style.size, style.width, style.indent, style.setting, style.align)
}

fn digest(text: &Text, style: &Style) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    text.chars.hash(&mut hasher);
    for Span { end, face, .. } in &text.spans {
        hasher.write_usize(end * 4 + usize::from(face.bold) * 2 + usize::from(face.italic));
    }
    hasher.write_u64(style.width.to_pt().to_bits());
    hasher.write_u64(style.indent.to_pt().to_bits());
    hasher.finish()
}

fn find(text: &Text, style: &Style, fonts: &FontSet) -> Vec<Line> {
    if text.chars.is_empty() {
        return Vec::new();
    }
    let first = per_mille(style.width - style.indent, style.size);
    let rest = per_mille(style.width, style.size);
    let pieces = text.pieces(fonts, first.min(rest).max(0.0) as u32);
    let ends = divided(text, &pieces, style, fonts)
        .unwrap_or_else(|| break_lines(&pieces, first, rest, style.setting));
    let mut lines = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        let room = if start == 0 { first } else { rest };
        lines.push(line(text, &pieces[start..end], end == pieces.len(), room, style));
        start = end;
    }
    lines
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

fn per_mille(width: Length, size: Length) -> f64 {
    width / size * 1000.0
}

/// The line that these pieces make; there is one at least.
fn line(text: &Text, pieces: &[Piece], last: bool, room: f64, style: &Style) -> Line {
    let (natural, spaces) = measure_line(pieces);
    let tail = pieces[pieces.len() - 1];
    let forced = matches!(tail.next, Next::Line | Next::End);
    let extra = room - natural;
    let gap = match style.setting {
        Setting::Justified if spaces > 0.0 && (extra < 0.0 || !(last || forced)) => {
            (extra / spaces).clamp(-MAX_SHRINK, MAX_STRETCH)
        }
        _ => 0.0,
    };
    let offset = match style.align {
        Align::Left => 0.0,
        Align::Centre => extra.max(0.0) / 2.0,
        Align::Right => extra.max(0.0),
    };
    let mut end = tail.end;
    let spaced = match tail.next {
        Next::Space { .. } | Next::Split { spaces: 1, .. } => true,
        Next::End => text.chars[end..].starts_with(' '),
        _ => false,
    };
    if spaced {
        end += text.chars[end..].chars().next().map_or(0, char::len_utf8);
    }
    Line { start: pieces[0].start, end, offset, gap }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Face;
    use crate::render::layout::text::Level;
    use crate::render::layout::tree::Tree;
    use crate::render::style::SIZE_TABLE;

    const SENTENCE: &str = "Rà soát, công khai danh mục thủ tục hành chính thuộc thẩm quyền giải quyết; cắt giảm \
                            thời gian giải quyết so với quy định và báo cáo Ủy ban nhân dân tỉnh.";

    fn plain(face: Face) -> Text {
        Text::plain(SENTENCE, face, Tree::ROOT)
    }

    fn styles() -> Vec<Style> {
        let width = Length::mm(90.0);
        let cell = Style::aligned(Length::ZERO, width, SIZE_TABLE, Align::Left);
        vec![
            Style::body(width),
            Style { setting: Setting::Heading, ..Style::body(width) },
            Style { size: SIZE_TABLE, ..Style::body(width) },
            Style { indent: Length::ZERO, ..Style::body(width) },
            Style::body(Length::mm(120.0)),
            Style::centred(Length::ZERO, width, SIZE_TABLE),
            cell,
            Style { align: Align::Right, ..cell },
        ]
    }

    #[test]
    fn the_lines_of_a_text_are_the_same_however_it_was_set_before() {
        let fonts = FontSet::bundled();
        let mut parted = Text::plain(&SENTENCE[..40], Face::BOLD, Tree::ROOT);
        parted.push(&SENTENCE[40..], Face::REGULAR, Tree::ROOT);
        let mut raised = plain(Face::REGULAR);
        raised.spans[0].level = Level::Mark;
        let texts = [plain(Face::REGULAR), plain(Face::BOLD), plain(Face::ITALIC), parted, raised];
        let all = || texts.iter().flat_map(|text| styles().into_iter().map(move |style| (text, style)));
        for (text, style) in all().chain(all().collect::<Vec<_>>().into_iter().rev()) {
            assert_eq!(*of(text, &style, fonts), find(text, &style, fonts), "{style:?}");
        }
    }

    #[test]
    fn what_lines_do_not_depend_on_is_no_other_text() {
        let mut known = Known::default();
        let style = Style::body(Length::mm(90.0));
        let lines = known.lines(&plain(Face::REGULAR), &style, FontSet::bundled());
        let elsewhere = Style { x: Length::mm(20.0), before: Length::mm(2.0), ..style };
        let again = known.lines(&plain(Face::REGULAR), &elsewhere, FontSet::bundled());
        assert!(Rc::ptr_eq(&lines, &again));
        assert!(lines.len() > 2);
    }

    #[test]
    fn other_faces_have_other_lines() {
        let bundled = FontSet::bundled();
        let bold = Arc::clone(bundled.face(Face::BOLD));
        let others = FontSet::of([(); 4].map(|()| Arc::clone(&bold)));
        let (text, style) = (plain(Face::REGULAR), Style::body(Length::mm(90.0)));
        let mut known = Known::default();
        for fonts in [bundled, &others, bundled] {
            assert_eq!(*known.lines(&text, &style, fonts), find(&text, &style, fonts));
        }
        assert_ne!(find(&text, &style, bundled), find(&text, &style, &others));
    }

    #[test]
    fn no_more_is_remembered_than_a_large_plan_has() {
        let mut known = Known::default();
        let style = Style::body(Length::mm(90.0));
        for number in 0..MOST + 10 {
            let text = Text::plain(&format!("{SENTENCE} {number}"), Face::REGULAR, Tree::ROOT);
            assert!(!known.lines(&text, &style, FontSet::bundled()).is_empty());
            assert!(known.set.len() <= MOST);
        }
    }
}
