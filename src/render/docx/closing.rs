//! Phần cuối văn bản: nơi nhận (ô 9b) beside the signature (ô 7a-7c), never parted by a page end; only a list of
//! recipients that no page holds runs on below.

use super::main_part::{Cell, Content, Keep, Look, Mark, Paragraph, Row, Writer};
use super::styles;
use super::text::{Balanced, balanced};
use crate::document::{Closing, Face, Inline, Signature};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::official::closing_entries;
use crate::render::style::{CLOSING_LEFT, CLOSING_RIGHT, SIZE_BODY};

pub(super) fn write(closing: &Closing, fonts: &FontSet, main: &mut Writer) {
    let (beside, below) = closing_entries(closing);
    main.table(Look::Frame, &[CLOSING_LEFT, CLOSING_RIGHT], |rows| {
        rows.row(Row::Whole, |cells| {
            cells.cell(Cell::of(CLOSING_LEFT), |main| {
                main.paragraph(&Paragraph::words(styles::RECIPIENTS_TITLE, "Nơi nhận:"));
                recipients(&beside, false, main);
            });
            cells.cell(Cell::of(CLOSING_RIGHT), |main| signature(&closing.signature, fonts, main));
        });
        if !below.is_empty() {
            // Word would set a row that is taller than a page on one page and cut off what is below.
            rows.row(Row::MayBreak, |cells| {
                cells.cell(Cell::of(CLOSING_LEFT), |main| recipients(&below, true, main));
                cells.cell(Cell::of(CLOSING_RIGHT), |main| {
                    main.paragraph(&Paragraph { keep: FREE, ..Paragraph::of(styles::RECIPIENTS) });
                });
            });
        }
    });
}

/// Of lines that a page end may part.
const FREE: Keep = Keep { next: false, free: true, lines: false };

fn recipients(entries: &[String], free: bool, main: &mut Writer) {
    let keep = if free { FREE } else { Keep::default() };
    for line in entries {
        main.paragraph(&Paragraph { keep, mark: Mark::Line, ..Paragraph::words(styles::RECIPIENTS, line) });
    }
}

fn signature(signature: &Signature, fonts: &FontSet, main: &mut Writer) {
    let titles = signature.lines.iter().map(|line| (styles::SIGNER_TITLE, line));
    let above = std::iter::once(Some(styles::ABOVE_CLOSING)).chain(std::iter::repeat(None));
    for ((style, line), above) in titles.zip(above) {
        signer(style, line, above, fonts, main);
    }
    signer(styles::SIGNER_NAME, &signature.name, None, fonts, main);
}

fn signer(style: &'static str, line: &Inline, above: Option<Length>, fonts: &FontSet, main: &mut Writer) {
    let column = (CLOSING_RIGHT, Length::ZERO);
    let Balanced { indent, .. } = balanced(line.as_str(), Face::BOLD, SIZE_BODY, column, fonts);
    let content = Content::Inlines { marker: None, content: std::slice::from_ref(line), base: Face::BOLD };
    main.paragraph(&Paragraph { above, indent, mark: Mark::Line, content, ..Paragraph::of(style) });
}

#[cfg(test)]
mod tests;
