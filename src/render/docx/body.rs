//! Nội dung (ô 6): headings, paragraphs, items and tables in reading order.

use super::main_part::{Content, Indent, Keep, Letters, Mark, Paragraph, Writer};
use super::text::heading_indent;
use super::{styles, table};
use crate::document::{Block, BlockKind, Face, Inline, plain_text};
use crate::length::Length;
use crate::render::font::FontSet;
use crate::render::last_line::company;
use crate::render::marks::is_written;
use crate::render::style::{FIRST_LINE_INDENT, SIZE_BODY};

/// Writes the blocks. With `hold_last` the last of them stays with what follows.
pub(super) fn write(blocks: &[Block], width: Length, hold_last: bool, fonts: &FontSet, main: &mut Writer) {
    for (at, block) in blocks.iter().enumerate() {
        let held = hold_last && at + 1 == blocks.len();
        let keep = Keep {
            next: block.keep_with_next || held,
            lines: held && is_short(&block.kind),
            ..Keep::default()
        };
        match &block.kind {
            BlockKind::Heading { level, content } => main.paragraph(&Paragraph {
                // The style keeps a heading with what follows.
                keep: Keep { next: false, ..keep },
                indent: heading_indent(&plain_text(content), width, fonts),
                mark: Mark::Line,
                content: Content::Inlines { marker: None, content, base: Face::BOLD },
                ..Paragraph::of(styles::heading(*level))
            }),
            BlockKind::Item { level, marker, content } => {
                let marker = format!("{marker} ");
                text(styles::item(*level), Some(&marker), content, (keep, width), fonts, main);
            }
            BlockKind::Paragraph { content } => {
                text(styles::BODY, None, content, (keep, width), fonts, main);
            }
            // Word calls a file damaged that has a table without cells.
            BlockKind::Table(content) if !is_written(content) => {}
            BlockKind::Table(content) => {
                // It also keeps two tables apart, which without a paragraph between are one to Word.
                main.paragraph(&Paragraph::of(styles::BEFORE_TABLE));
                table::write(content, width, keep.next, fonts, main);
            }
            BlockKind::Chart(chart) => main.paragraph(&Paragraph {
                keep: Keep { lines: false, ..keep },
                indent: Some(FLUSH),
                content: Content::Chart { chart, width },
                ..Paragraph::of(styles::BODY)
            }),
        }
    }
}

/// From margin to margin.
const FLUSH: Indent = Indent { left: Length::ZERO, right: Length::ZERO, first: Some(Length::ZERO) };

/// Of about five lines: Word would leave some of them behind, and two lines alone above the signature.
fn is_short(kind: &BlockKind) -> bool {
    const FIVE_LINES: usize = 420;
    kind.texts().iter().map(|content| plain_text(content).chars().count()).sum::<usize>() < FIVE_LINES
}

/// Writes a justified paragraph. Its letters are moved together or apart, by a hair, where its last line would
/// hold one syllable alone.
fn text(
    style: &'static str,
    marker: Option<&str>,
    content: &[Inline],
    (keep, width): (Keep, Length),
    fonts: &FontSet,
    main: &mut Writer,
) {
    let before = marker.map(|marker| Inline::text(marker, Face::REGULAR));
    let spacing = company(before.iter().chain(content), (FIRST_LINE_INDENT, SIZE_BODY), width, fonts);
    main.paragraph(&Paragraph {
        keep,
        mark: Mark::Line,
        letters: Letters { spacing, size: None },
        content: Content::Inlines { marker, content, base: Face::REGULAR },
        ..Paragraph::of(style)
    });
}
