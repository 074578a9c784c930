//! Which blocks must share a page with what follows: headings, and lead-in lines with their list.

use super::{Block, BlockKind, Document, ItemLevel, plain_text};

/// A last paragraph shorter than this may set on one line: then the one before it joins the
/// signature's page, so that at least two lines of text stand above it.
const SHORT: usize = 150;

/// Marks the blocks of a document, body and annexes.
pub fn mark(document: &mut Document) {
    mark_blocks(&mut document.body);
    if let [.., before, last] = document.body.as_mut_slice() {
        let short = match &last.kind {
            BlockKind::Heading { content, .. }
            | BlockKind::Paragraph { content }
            | BlockKind::Item { content, .. } => plain_text(content).chars().count() < SHORT,
            BlockKind::Table(_) => false,
        };
        before.keep_with_next |= short && !matches!(before.kind, BlockKind::Table(_));
    }
    for annex in &mut document.annexes {
        mark_blocks(&mut annex.body);
    }
}

fn mark_blocks(blocks: &mut [Block]) {
    for at in 0..blocks.len() {
        let next = blocks.get(at + 1).map(|block| &block.kind);
        let keep = next.is_some_and(|next| keeps(&blocks[at].kind, next));
        blocks[at].keep_with_next = keep;
    }
}

fn keeps(kind: &BlockKind, next: &BlockKind) -> bool {
    match kind {
        BlockKind::Heading { .. } => true,
        BlockKind::Paragraph { content } | BlockKind::Item { level: ItemLevel::Letter, content, .. } => {
            let leads = plain_text(content).trim_end().ends_with(':');
            leads
                && matches!(next, BlockKind::Item { .. } | BlockKind::Table(_) | BlockKind::Paragraph { .. })
        }
        BlockKind::Item { .. } | BlockKind::Table(_) => false,
    }
}
