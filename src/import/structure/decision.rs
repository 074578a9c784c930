//! Quyết định ban hành: a decision and, behind its signature, the document that it issues, in one file.

use super::lines::{Line, Piece};
use super::{Aside, Document, Doubt, Doubtful, Why, Words, head, opened, title};

/// What decisions are called.
const DECISION: &str = "QUYẾT ĐỊNH";

/// Takes the decision off, where pieces begin with one that issues another document.
pub(super) fn split(pieces: &mut Vec<Piece>) -> Option<Vec<Piece>> {
    let is_kind = |piece: &Piece| piece.line().map(Line::text).filter(|text| title::kind(text).is_some());
    let first = pieces.iter().position(|piece| is_kind(piece).is_some())?;
    if !is_kind(&pieces[first])?.starts_with(DECISION) {
        return None;
    }
    let behind = (first + 1..pieces.len()).find(|at| {
        is_kind(&pieces[*at]).is_some_and(|text| !text.starts_with(DECISION)) && is_issued(&pieces[*at + 1..])
    })?;
    // Its own head stands above its title.
    let of_head = |piece: &&Piece| piece.texts().iter().any(|text| head::is_national(text));
    const HIGHEST: usize = 3;
    let above = &pieces[behind.saturating_sub(HIGHEST)..behind];
    let heads = above.iter().rev().take_while(|piece| of_head(piece)).count();
    let issued = pieces.split_off(behind - heads);
    Some(std::mem::replace(pieces, issued))
}

/// "(Ban hành kèm theo Quyết định số …)" among the lines of a title.
fn is_issued(below: &[Piece]) -> bool {
    const DEEPEST: usize = 8;
    below.iter().take(DEEPEST).filter_map(Piece::line).any(|line| {
        let lower = line.text().to_lowercase();
        lower.starts_with('(') && lower.contains("kèm theo quyết định")
    })
}

/// Number, date, recipients and signature of a decision are those of what it issues, where that has none of its own;
/// the rest of it is set aside.
pub(super) fn issue(decision: Vec<Piece>, mut issuing: Document, document: &mut Document) {
    let place = issuing.kind.as_ref().map_or(1, Words::place);
    let number = issuing.head.number.as_ref().map(|line| line.words.text.clone()).unwrap_or_default();
    document.doubts.push(Doubt { place, what: Doubtful::ByDecision { number } });
    let mut kept: Vec<usize> = Vec::new();
    let mut keep = |words: &Words| kept.extend(&words.places);
    let (head, own) = (&mut issuing.head, &mut document.head);
    head.national.iter().for_each(&mut keep);
    own.national.append(&mut head.national);
    if let Some(line) = head.number.take().filter(|_| own.number.is_none()) {
        keep(&line.words);
        own.number = Some(line);
    }
    if let Some(line) = head.date.take().filter(|_| own.date.is_none()) {
        keep(&line.words);
        own.date = Some(line);
    }
    if own.issuer.is_empty() {
        head.issuer.iter().for_each(&mut keep);
        own.issuer.append(&mut head.issuer);
    }
    if document.recipients.entries.is_empty() {
        let theirs = std::mem::take(&mut issuing.recipients);
        theirs.label.iter().chain(&theirs.entries).chain(&theirs.archive).for_each(&mut keep);
        document.recipients = theirs;
    }
    if document.signature.lines.is_empty() && document.signature.name.is_none() {
        let theirs = std::mem::take(&mut issuing.signature);
        theirs.lines.iter().for_each(|line| keep(&line.words));
        theirs.name.iter().chain(&theirs.signed).for_each(&mut keep);
        document.signature = theirs;
    }
    let rest = opened(decision).into_iter().map(|line| line.words());
    let rest =
        rest.filter(|words| !words.text.is_empty() && !words.places.iter().any(|at| kept.contains(at)));
    document.aside.extend(rest.map(|words| Aside { words, why: Why::Decision }));
}
