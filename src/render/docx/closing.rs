//! Phần cuối văn bản: nơi nhận (ô 9b) beside the signature (ô 7a-7c), never parted by a page end.

use docx_rs::{Table, TableCell};

use super::main_part::Writer;
use super::styles;
use super::text::{Balanced, balanced_line, frame, line, mark, paragraph, push_inlines, run};
use crate::document::{Closing, Face, Inline, Signature};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::style::{CLOSING_LEFT, CLOSING_RIGHT, SIZE_BODY};

pub(super) fn closing(closing: &Closing, main: &mut Writer, fonts: &FontSet) -> Table {
    let cells = [recipients(closing, main), signature(&closing.signature, main, fonts)];
    frame(vec![cells], [CLOSING_LEFT, CLOSING_RIGHT])
}

fn recipients(closing: &Closing, main: &mut Writer) -> TableCell {
    let mut marked = |text: &str| {
        mark(paragraph(styles::RECIPIENTS), main.next_mark()).add_run(run(text, Face::REGULAR, Face::REGULAR))
    };
    let mut cell = TableCell::new().add_paragraph(line(styles::RECIPIENTS_TITLE, "Nơi nhận:"));
    for recipient in &closing.recipients {
        cell = cell.add_paragraph(marked(&format!("- {recipient};")));
    }
    cell.add_paragraph(marked(&format!("- {}.", closing.archive)))
}

fn signature(signature: &Signature, main: &mut Writer, fonts: &FontSet) -> TableCell {
    let mut cell = TableCell::new();
    let set = |style, inline: &Inline| {
        balanced_line(style, inline.as_str(), Face::BOLD, SIZE_BODY, (CLOSING_RIGHT, Length::ZERO), fonts)
    };
    for (at, line) in signature.lines.iter().enumerate() {
        let Balanced { mut paragraph, .. } = set(styles::SIGNER_TITLE, line);
        if at == 0 {
            paragraph = paragraph.line_spacing(styles::above_closing());
        }
        let paragraph = mark(paragraph, main.next_mark());
        cell = cell.add_paragraph(push_inlines(paragraph, std::slice::from_ref(line), Face::BOLD));
    }
    let Balanced { paragraph, .. } = set(styles::SIGNER_NAME, &signature.name);
    let paragraph = mark(paragraph, main.next_mark());
    cell.add_paragraph(push_inlines(paragraph, std::slice::from_ref(&signature.name), Face::BOLD))
}
