//! Dòng nhiều cột: lines whose words stand side by side, as a table of a PDF or of copied text comes out. Which words are
//! of one cell nobody can tell any more.

use super::lines::{Line, Piece};
use super::{Doubt, Doubtful};

/// Tells of lines in columns, those that are near each other once.
pub(super) fn tell(pieces: &[Piece], doubts: &mut Vec<Doubt>) {
    // Words of high cells stand between them.
    const NEAR: usize = 4;
    let mut found: Vec<(usize, Vec<&Line>)> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(line) = piece.line().filter(|line| columns(line) > 1) else { continue };
        match found.last_mut() {
            Some((last, lines)) if at - *last <= NEAR => {
                *last = at;
                lines.push(line);
            }
            _ => found.push((at, vec![line])),
        }
    }
    // Two columns in one line may be anything.
    let tables = found.iter().map(|(_, lines)| lines);
    let tables = tables.filter(|lines| lines.len() > 1 || lines.iter().any(|line| columns(line) > 2));
    doubts.extend(
        tables.map(|lines| Doubt { place: lines[0].place, what: Doubtful::Columns { lines: lines.len() } }),
    );
}

/// How many columns a line stands in; a number and the tab behind it are none.
pub(super) fn columns(line: &Line) -> usize {
    let text = line.typed();
    let mut parts = text.split('\t').map(str::trim).filter(|part| part.contains(char::is_alphanumeric));
    let first = parts.next().unwrap_or_default();
    let rest = parts.count();
    match rest {
        // "1.", "a)".
        1 if !first.contains(' ') => 1,
        rest => rest + 1,
    }
}
