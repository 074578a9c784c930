//! Nội dung (ô 6): headings, paragraphs, items and tables in reading order.

use docx_rs::Paragraph;

use super::main_part::Writer;
use super::text::{each_run, heading_line, mark, paragraph, push_inlines, run};
use super::{chart, styles, table};
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Face, Inline, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::last_line::company;
use crate::render::marks::is_written;
use crate::render::style::{FIRST_LINE_INDENT, SIZE_BODY};

/// Writes the blocks. With `hold_last` the last of them stays with what follows.
pub(super) fn write(
    blocks: &[Block],
    width: Length,
    hold_last: bool,
    fonts: &FontSet,
    main: &mut Writer,
) -> Result<(), Diagnostic> {
    for (at, block) in blocks.iter().enumerate() {
        let keep = block.keep_with_next || (hold_last && at + 1 == blocks.len());
        if let BlockKind::Table(content) = &block.kind {
            // Word calls a file damaged that has a table without cells.
            if !is_written(content) {
                continue;
            }
            // It also keeps two tables apart, which without a paragraph between are one to Word.
            main.paragraph(&paragraph(styles::BEFORE_TABLE))?;
            table::write(content, width, keep, fonts, main)?;
        } else if let BlockKind::Chart(content) = &block.kind {
            let flush = Some(docx_rs::SpecialIndentType::FirstLine(0));
            let set = paragraph(styles::BODY).indent(Some(0), flush, None, None);
            let set = if keep { set.keep_next(true) } else { set };
            main.chart(&set, |number| chart::drawing(content, number, width))?;
        } else {
            let mut set = text_block(&block.kind, (keep, main.next_mark()), width, fonts);
            if hold_last && at + 1 == blocks.len() && is_short(&block.kind) {
                set = set.keep_lines(true);
            }
            main.paragraph(&set)?;
        }
    }
    Ok(())
}

/// Of about five lines: Word would leave some of them behind, and two lines alone above the signature.
fn is_short(kind: &BlockKind) -> bool {
    const FIVE_LINES: usize = 420;
    kind.texts().iter().map(|content| plain_text(content).chars().count()).sum::<usize>() < FIVE_LINES
}

fn text_block(kind: &BlockKind, (keep, number): (bool, usize), width: Length, fonts: &FontSet) -> Paragraph {
    let (set, keep) = match kind {
        BlockKind::Heading { level, content } => {
            // The style keeps a heading with what follows.
            let start = heading_line(styles::heading(*level), &plain_text(content), width, fonts);
            (push_inlines(mark(start, number), content, Face::BOLD), false)
        }
        BlockKind::Item { level, marker, content } => {
            let marker = run(&format!("{marker} "), Face::REGULAR, Face::REGULAR);
            let start = mark(paragraph(styles::item(*level)), number).add_run(marker);
            (push_inlines(start, content, Face::REGULAR), keep)
        }
        BlockKind::Paragraph { content } => {
            (push_inlines(mark(paragraph(styles::BODY), number), content, Face::REGULAR), keep)
        }
        BlockKind::Table(_) | BlockKind::Chart(_) => (paragraph(styles::BODY), keep),
    };
    let set = if keep { set.keep_next(true) } else { set };
    match kind {
        BlockKind::Heading { .. } | BlockKind::Table(_) | BlockKind::Chart(_) => set,
        BlockKind::Item { marker, content, .. } => space(set, Some(marker), content, width, fonts),
        BlockKind::Paragraph { content } => space(set, None, content, width, fonts),
    }
}

/// Moves the letters of a paragraph together or apart, by a hair, where its last line would hold one
/// syllable alone.
fn space(
    mut set: Paragraph,
    marker: Option<&String>,
    content: &[Inline],
    width: Length,
    fonts: &FontSet,
) -> Paragraph {
    let marker = marker.map(|marker| Inline::text(format!("{marker} "), Face::REGULAR));
    let spacing = company(marker.iter().chain(content), (FIRST_LINE_INDENT, SIZE_BODY), width, fonts);
    if let Some(twentieths) = spacing {
        each_run(&mut set, |run| run.character_spacing(twentieths));
    }
    set
}
