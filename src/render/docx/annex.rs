//! Phụ lục: label, title and the line "Kèm theo", then its blocks.

use docx_rs::Document;

use super::body::push_blocks;
use super::styles;
use super::text::{balanced_line, line, push_inlines, rule, run};
use crate::document::{Annex, Face, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{RULE_FRACTION, SIZE_BODY, TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE};

/// Appends an annex, without the end of its section.
pub(super) fn push_annex(document: Document, annex: &Annex, fonts: &FontSet) -> Document {
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
    let document = document
        .add_paragraph(line(styles::ANNEX, &annex.label))
        .add_paragraph(title.paragraph.add_run(run(&title.text, Face::BOLD, Face::BOLD)))
        .add_paragraph(push_inlines(reference.paragraph, &annex.reference, Face::ITALIC))
        // Seen in the decree's own samples (Phụ lục III, Mẫu 2.1 and 2.2).
        .add_paragraph(rule(reference.longest * RULE_FRACTION, width));
    push_blocks(document, &annex.body, width, false, fonts)
}

fn width(annex: &Annex) -> Length {
    if annex.landscape { TEXT_WIDTH_LANDSCAPE } else { TEXT_WIDTH }
}
