//! Phụ lục: label, title and the line "Kèm theo", then its blocks.

use super::main_part::{Content, Mark, Paragraph, Writer};
use super::text::{balanced, rule};
use super::{body, styles};
use crate::document::{Annex, Face, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{RULE_FRACTION, SIZE_BODY, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE};

/// Writes an annex, without the end of its section.
pub(super) fn write(annex: &Annex, mark: Mark<'_>, fonts: &FontSet, main: &mut Writer) {
    let width = width(annex);
    let column = (width, Length::ZERO);
    let title = balanced(&annex.title, Face::BOLD, SIZE_BODY, column, fonts);
    let reference = balanced(&plain_text(&annex.reference), Face::ITALIC, SIZE_BODY, column, fonts);
    // The mark of the annex stands on its first line.
    let title_mark = if annex.label.is_empty() { mark } else { Mark::Line };
    if !annex.label.is_empty() {
        main.paragraph(&Paragraph { mark, ..Paragraph::words(styles::ANNEX, &annex.label) });
    }
    main.paragraph(&Paragraph {
        mark: title_mark,
        indent: title.indent,
        ..Paragraph::words(styles::ANNEX_TITLE, &annex.title)
    });
    main.paragraph(&Paragraph {
        mark: Mark::Line,
        indent: reference.indent,
        content: Content::Inlines { marker: None, content: &annex.reference, base: Face::ITALIC },
        ..Paragraph::of(styles::ANNEX_REFERENCE)
    });
    // Seen in the decree's own samples (Phụ lục III, Mẫu 2.1 and 2.2).
    main.paragraph(&rule(reference.longest * RULE_FRACTION, width));
    body::write(&annex.body, width, false, fonts, main);
}

fn width(annex: &Annex) -> Length {
    if annex.landscape { TEXT_WIDTH_LANDSCAPE } else { TEXT_WIDTH }
}
