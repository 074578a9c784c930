//! Chữ trong một ô không cùng một dáng: words of a cell that are struck or set high while the others are not, which
//! calamine gives as one text.

use super::super::source::{Rise, Run};
use super::super::xml::{Element, Tree};
use super::super::{Refusal, package::Package, relations::relations};

/// Words of one look; `look` is none where they have the look of the cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub text: String,
    pub look: Option<Look>,
}

/// What is read of how such words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    pub strike: bool,
    pub rise: Rise,
}

impl Piece {
    /// The look of these words in a cell that looks so.
    pub fn in_cell(&self, cell: &Run) -> Run {
        match self.look {
            Some(Look { strike, rise }) => Run { strike, rise, ..cell.clone() },
            None => cell.clone(),
        }
    }
}

/// The texts that cells share by number; none for one of a single look.
pub(super) fn shared(package: &mut Package<'_>, workbook: &str) -> Result<Vec<Option<Vec<Piece>>>, Refusal> {
    let part =
        relations(package, workbook)?.into_iter().find(|one| one.kind == "sharedStrings" && !one.outside);
    let Some(part) = part else { return Ok(Vec::new()) };
    let Some(text) = package.part(&part.target)? else { return Ok(Vec::new()) };
    let tree = Tree::of(&text, &part.target)?;
    Ok(tree.root().children().filter(|one| one.name().1 == "si").map(pieces).collect())
}

/// The pieces of a text where one of them is struck or set high or low.
pub(super) fn pieces(text: Element<'_, '_>) -> Option<Vec<Piece>> {
    let runs = text.children().filter(|one| one.name().1 == "r");
    let pieces: Vec<Piece> = runs
        .map(|run| Piece {
            text: run.child("t").map(|words| words.text().into_owned()).unwrap_or_default(),
            look: run.child("rPr").map(look),
        })
        .collect();
    let is_set = |piece: &Piece| piece.look.is_some_and(|look| look.strike || look.rise != Rise::None);
    pieces.iter().any(is_set).then_some(pieces)
}

fn look(properties: Element<'_, '_>) -> Look {
    let strike = properties.child("strike").is_some_and(|one| !matches!(one.value(), Some("0" | "false")));
    let rise = match properties.child("vertAlign").and_then(|one| one.value()) {
        Some("superscript") => Rise::Super,
        Some("subscript") => Rise::Sub,
        _ => Rise::None,
    };
    Look { strike, rise }
}

/// The lines of such a text, without white space around; those with nothing in them are none.
pub(super) fn lines(pieces: &[Piece]) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        for (at, part) in piece.text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Piece { text: part.trim_end_matches('\r').to_owned(), look: piece.look });
            }
        }
    }
    for line in &mut lines {
        let is_blank = |piece: &Piece| piece.text.trim().is_empty();
        while line.pop_if(|last| is_blank(last)).is_some() {}
        let first = line.iter().position(|piece| !is_blank(piece)).unwrap_or_default();
        line.drain(..first);
        if let Some(first) = line.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = line.last_mut() {
            last.text = last.text.trim_end().to_owned();
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}
