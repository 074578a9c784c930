//! A comparison on a page: what goes in brackets and italic, what comes bold.

use super::super::{Comparison, Piece};
use super::{Level, lines, title};
use crate::document::compounds::bind_title;
use crate::document::trace::Trace;
use crate::document::{Annex, Block, BlockKind, Face, HeadingLevel, Inline, ItemLevel, Meta, Paper};
use crate::official::State;

/// The comparison as the only part of a document: what goes in brackets and italic, what comes bold.
pub fn annex(comparison: &Comparison<'_>) -> Annex {
    let mut body = vec![paragraph(vec![Piece::Kept(
        "Chữ đậm là phần thêm, chữ nghiêng trong ngoặc vuông là phần bỏ.".to_owned(),
    )])];
    let mut number = 0;
    for line in lines(comparison) {
        body.push(match line.level {
            Level::Heading => {
                number += 1;
                let words: Vec<String> = line.pieces.iter().map(|piece| plain(piece).to_owned()).collect();
                let content = vec![Inline::text(format!("{number}. {}", words.join(" ")), Face::BOLD)];
                Block {
                    kind: BlockKind::Heading { level: HeadingLevel::Clause, content },
                    keep_with_next: true,
                }
            }
            Level::Group => Block {
                keep_with_next: true,
                ..paragraph(vec![Piece::Added(
                    line.pieces.iter().map(plain).collect::<Vec<_>>().join(" ") + ":",
                )])
            },
            Level::Item => Block {
                kind: BlockKind::Item {
                    level: ItemLevel::Dash,
                    marker: "-".to_owned(),
                    content: inlines(&line.pieces),
                },
                keep_with_next: false,
            },
            Level::Detail => paragraph(line.pieces),
        });
    }
    Annex {
        id: "pl1".to_owned(),
        label: String::new(),
        title: bind_title(&title(comparison).to_uppercase()),
        reference: Vec::new(),
        landscape: false,
        body,
    }
}

/// All of it in one file.
pub fn page<'a>(comparison: &Comparison<'_>, author: &str, annexes: &'a [Annex]) -> Paper<'a> {
    let subject = title(comparison);
    let meta =
        Meta { title: subject.clone(), author: author.to_owned(), subject, state: State::Draft, date: None };
    Paper { suffix: String::new(), meta, main: None, annexes, first_annex: 0, trace: Trace::nowhere() }
}

fn paragraph(pieces: Vec<Piece>) -> Block {
    Block { kind: BlockKind::Paragraph { content: inlines(&pieces) }, keep_with_next: false }
}

fn plain(piece: &Piece) -> &str {
    match piece {
        Piece::Kept(words) | Piece::Removed(words) | Piece::Added(words) => words,
    }
}

fn inlines(pieces: &[Piece]) -> Vec<Inline> {
    let mut content = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let space = if at + 1 < pieces.len() { " " } else { "" };
        content.push(match piece {
            Piece::Kept(words) => Inline::text(format!("{words}{space}"), Face::REGULAR),
            Piece::Removed(words) => Inline::text(format!("[{words}]{space}"), Face::ITALIC),
            Piece::Added(words) => Inline::text(format!("{words}{space}"), Face::BOLD),
        });
    }
    content
}
