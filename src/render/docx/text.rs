//! Centred texts, headings and drawn rules: paragraphs whose indents are measured.

use super::main_part::{Indent, Paragraph};
use super::styles;
use crate::document::Face;
use crate::length::Length;
use crate::render::division::{Division, Kind, divide};
use crate::render::font::FontSet;
use crate::render::style::{FIRST_LINE_INDENT, SIZE_BODY};

/// Indents that centre something of width `inner` in `outer`.
pub(super) fn centre(inner: Length, outer: Length) -> Indent {
    let side = ((outer - inner) / 2.0).max(Length::ZERO);
    Indent { left: side, right: side, first: None }
}

/// Đường kẻ ngang. A rule of exactly `length`, centred in `outer`.
pub(super) fn rule(length: Length, outer: Length) -> Paragraph<'static> {
    Paragraph { indent: Some(centre(length, outer)), ..Paragraph::of(styles::RULE) }
}

/// How a centred text has lines of like length.
pub(super) struct Balanced {
    /// That of its paragraph, where it has several lines.
    pub indent: Option<Indent>,
    /// The longest line.
    pub longest: Length,
}

/// Divides a centred text in a column of width `outer`, `gap` of which stays empty at its sides.
pub(super) fn balanced(
    text: &str,
    face: Face,
    size: Length,
    (outer, gap): (Length, Length),
    fonts: &FontSet,
) -> Balanced {
    let Division { ends, measure, longest, .. } =
        divide(text, Kind::Centred, (face, size), outer - gap, fonts);
    Balanced { indent: (ends.len() > 1).then(|| centre(measure, outer)), longest }
}

/// The indent of a heading of several lines: on the right it ends them between words.
pub(super) fn heading_indent(text: &str, outer: Length, fonts: &FontSet) -> Option<Indent> {
    let kind = Kind::Filled { indent: FIRST_LINE_INDENT };
    let Division { ends, measure, .. } = divide(text, kind, (Face::BOLD, SIZE_BODY), outer, fonts);
    let right = (outer - measure).max(Length::ZERO);
    (ends.len() != 1).then_some(Indent { left: Length::ZERO, right, first: Some(FIRST_LINE_INDENT) })
}
