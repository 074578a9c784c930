//! Phần cuối văn bản: nơi nhận (ô 9b) beside the signature (ô 7a-7c), never parted by a page end.

use docx_rs::{Table, TableCell};

use super::styles;
use super::text::{Fill, frame, line, paragraph, push_control, push_inlines, run};
use crate::document::{Closing, Face, Inline, Signature};
use crate::render::style::{CLOSING_LEFT, CLOSING_RIGHT};

pub(super) fn closing(closing: &Closing) -> Table {
    frame(vec![[recipients(closing), signature(&closing.signature)]], [CLOSING_LEFT, CLOSING_RIGHT])
}

fn recipients(closing: &Closing) -> TableCell {
    let mut cell = TableCell::new().add_paragraph(line(styles::RECIPIENTS_TITLE, "Nơi nhận:"));
    for recipient in &closing.recipients {
        cell = cell.add_paragraph(line(styles::RECIPIENTS, &format!("- {recipient};")));
    }
    cell.add_paragraph(line(styles::RECIPIENTS, &format!("- {}.", closing.archive)))
}

fn signature(signature: &Signature) -> TableCell {
    let mut cell = TableCell::new();
    for (at, text) in signature.lines.iter().enumerate() {
        let mut set = paragraph(styles::SIGNER_TITLE);
        if at == 0 {
            set = set.line_spacing(styles::above_closing());
        }
        cell = cell.add_paragraph(push_inlines(set, std::slice::from_ref(text), Face::BOLD));
    }
    let name = run(signature.name.as_str(), signature.name.face(), Face::BOLD);
    let fill = Fill::of(matches!(signature.name, Inline::Text { .. }));
    let place = ("ho_ten_nguoi_ky", "Họ tên người ký");
    cell.add_paragraph(push_control(paragraph(styles::SIGNER_NAME), place, fill, name))
}
