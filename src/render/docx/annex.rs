//! Phụ lục: label, title and the line "Kèm theo", then its blocks.

use super::main_part::Writer;
use super::text::{balanced_line, mark, paragraph, push_inlines, rule, run, state_mark};
use super::{body, styles};
use crate::diagnostic::Diagnostic;
use crate::document::{Annex, Face, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{RULE_FRACTION, SIZE_BODY, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE};

/// Writes an annex, without the end of its section.
pub(super) fn write(
    annex: &Annex,
    state: Option<&str>,
    fonts: &FontSet,
    main: &mut Writer,
) -> Result<(), Diagnostic> {
    let width = width(annex);
    let title =
        balanced_line(styles::ANNEX_TITLE, &annex.title, Face::BOLD, SIZE_BODY, (width, Length::ZERO), fonts);
    let reference_text = plain_text(&annex.reference);
    let reference = balanced_line(
        styles::ANNEX_REFERENCE,
        &reference_text,
        Face::ITALIC,
        SIZE_BODY,
        (width, Length::ZERO),
        fonts,
    );
    let label = paragraph(styles::ANNEX);
    let label = match state {
        Some(state) => state_mark(label, state),
        None => label,
    };
    main.paragraph(&label.add_run(run(&annex.label, Face::REGULAR, Face::REGULAR)))?;
    let number = main.next_mark();
    main.paragraph(&mark(title.paragraph, number).add_run(run(&annex.title, Face::BOLD, Face::BOLD)))?;
    let number = main.next_mark();
    main.paragraph(&push_inlines(mark(reference.paragraph, number), &annex.reference, Face::ITALIC))?;
    // Seen in the decree's own samples (Phụ lục III, Mẫu 2.1 and 2.2).
    main.paragraph(&rule(reference.longest * RULE_FRACTION, width))?;
    body::write(&annex.body, width, false, fonts, main)
}

fn width(annex: &Annex) -> Length {
    if annex.landscape { TEXT_WIDTH_LANDSCAPE } else { TEXT_WIDTH }
}
