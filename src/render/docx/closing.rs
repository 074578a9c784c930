//! Phần cuối văn bản: nơi nhận (ô 9b) beside the signature (ô 7a-7c), never parted by a page end.

use docx_rs::{Table, TableCell};

use super::styles;
use super::text::{Balanced, balanced_line, frame, line, push_inlines};
use crate::document::{Closing, Face, Inline, Signature};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{CLOSING_LEFT, CLOSING_RIGHT, SIZE_BODY};

pub(super) fn closing(closing: &Closing, fonts: &FontSet) -> Table {
    frame(vec![[recipients(closing), signature(&closing.signature, fonts)]], [CLOSING_LEFT, CLOSING_RIGHT])
}

fn recipients(closing: &Closing) -> TableCell {
    let mut cell = TableCell::new().add_paragraph(line(styles::RECIPIENTS_TITLE, "Nơi nhận:"));
    for recipient in &closing.recipients {
        cell = cell.add_paragraph(line(styles::RECIPIENTS, &format!("- {recipient};")));
    }
    cell.add_paragraph(line(styles::RECIPIENTS, &format!("- {}.", closing.archive)))
}

fn signature(signature: &Signature, fonts: &FontSet) -> TableCell {
    let mut cell = TableCell::new();
    let set = |style, inline: &Inline| {
        balanced_line(style, inline.as_str(), Face::BOLD, SIZE_BODY, (CLOSING_RIGHT, Length::ZERO), fonts)
    };
    for (at, line) in signature.lines.iter().enumerate() {
        let Balanced { mut paragraph, .. } = set(styles::SIGNER_TITLE, line);
        if at == 0 {
            paragraph = paragraph.line_spacing(styles::above_closing());
        }
        cell = cell.add_paragraph(push_inlines(paragraph, std::slice::from_ref(line), Face::BOLD));
    }
    let Balanced { paragraph, .. } = set(styles::SIGNER_NAME, &signature.name);
    cell.add_paragraph(push_inlines(paragraph, std::slice::from_ref(&signature.name), Face::BOLD))
}
