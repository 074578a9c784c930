//! Nội dung (ô 6): headings, paragraphs, items and tables in reading order.

use docx_rs::{Document, Paragraph};

use super::text::{paragraph, push_inlines, run};
use super::{styles, table};
use crate::document::{Block, BlockKind, Face};
use crate::length::Length;
use crate::render::font::FontSet;

/// Appends the blocks. With `hold_last` the last of them stays with what follows.
pub(super) fn push_blocks(
    mut document: Document,
    blocks: &[Block],
    width: Length,
    hold_last: bool,
    fonts: &FontSet,
) -> Document {
    let mut after_table = false;
    for (at, block) in blocks.iter().enumerate() {
        let keep = block.keep_with_next || (hold_last && at + 1 == blocks.len());
        if let BlockKind::Table(content) = &block.kind {
            if after_table {
                // Two tables without a paragraph between them are one table to Word.
                document = document.add_paragraph(paragraph(styles::HAIRLINE));
            }
            document = document.add_table(table::table(content, width, keep, fonts));
            after_table = true;
        } else {
            document = document.add_paragraph(text_block(&block.kind, keep));
            after_table = false;
        }
    }
    document
}

fn text_block(kind: &BlockKind, keep: bool) -> Paragraph {
    let (set, keep) = match kind {
        BlockKind::Heading { level, content } => {
            // The style keeps a heading with what follows.
            (push_inlines(paragraph(styles::heading(*level)), content, Face::BOLD), false)
        }
        BlockKind::Item { level, marker, content } => {
            let marker = run(&format!("{marker} "), Face::REGULAR, Face::REGULAR);
            let start = paragraph(styles::item(*level)).add_run(marker);
            (push_inlines(start, content, Face::REGULAR), keep)
        }
        BlockKind::Paragraph { content } => {
            (push_inlines(paragraph(styles::BODY), content, Face::REGULAR), keep)
        }
        BlockKind::Table(_) => (paragraph(styles::BODY), keep),
    };
    if keep { set.keep_next(true) } else { set }
}
