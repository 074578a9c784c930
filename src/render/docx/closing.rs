//! Phần cuối văn bản: nơi nhận (ô 9b) beside the signature (ô 7a-7c), never parted by a page end.

use super::main_part::{Cell, Content, Look, Mark, Paragraph, Row, Writer};
use super::styles;
use super::text::{Balanced, balanced};
use crate::document::{Closing, Face, Inline, Signature};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{CLOSING_LEFT, CLOSING_RIGHT, SIZE_BODY};

pub(super) fn write(closing: &Closing, fonts: &FontSet, main: &mut Writer) {
    main.table(Look::Frame, &[CLOSING_LEFT, CLOSING_RIGHT], |rows| {
        rows.row(Row::Whole, |cells| {
            cells.cell(Cell::of(CLOSING_LEFT), |main| recipients(closing, main));
            cells.cell(Cell::of(CLOSING_RIGHT), |main| signature(&closing.signature, fonts, main));
        });
    });
}

fn recipients(closing: &Closing, main: &mut Writer) {
    main.paragraph(&Paragraph::words(styles::RECIPIENTS_TITLE, "Nơi nhận:"));
    let lines = closing.recipients.iter().map(|recipient| format!("- {recipient};"));
    for line in lines.chain([format!("- {}.", closing.archive)]) {
        main.paragraph(&Paragraph { mark: Mark::Line, ..Paragraph::words(styles::RECIPIENTS, &line) });
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
