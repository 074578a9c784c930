//! Phụ lục: where each begins, its label, title and "(Kèm theo …)".

use super::lines::{Line, Piece};
use super::{Annex, Document, Words, outline, title};

/// Takes the annexes off the end, each with its label.
pub(super) fn split(pieces: &mut Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut annexes = Vec::new();
    while let Some(at) = pieces.iter().rposition(begins) {
        annexes.push(pieces.split_off(at));
    }
    annexes.reverse();
    annexes
}

/// "PHỤ LỤC I", alone on its line or with its title in capitals; "Phụ lục 1" centred or on a new page.
pub(super) fn begins(piece: &Piece) -> bool {
    let line = match piece {
        Piece::Line(line) => line,
        Piece::Table(_) => {
            let texts = piece.texts();
            return texts.len() <= 10
                && texts.iter().any(|text| is_label(text) && text.starts_with("PHỤ LỤC"));
        }
    };
    let text = line.text();
    let set = line.look.capitals
        || line.look.centred
        || line.new_page
        || line.look.outline.is_some()
        || line.look.bold;
    is_label(&text) && (set || text.starts_with("PHỤ LỤC")) && text.split(' ').count() <= 40
}

/// Whether a line is, or begins with, the label of an annex.
fn is_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    let Some(rest) = lower.strip_prefix("phụ lục") else { return false };
    let rest = rest.trim_start();
    let number: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    let counted = number.is_empty() || number.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c));
    let after = rest[number.len()..].trim_start();
    // "Phụ lục kèm theo Kế hoạch này" is a sentence about it.
    counted
        && (after.is_empty() || after.starts_with([':', '.', '-', '–', '(']) || text.starts_with("PHỤ LỤC"))
        || !counted && text.starts_with("PHỤ LỤC")
}

/// Reads one annex.
pub(super) fn read(mut pieces: Vec<Piece>, document: &mut Document) -> Annex {
    let mut annex = Annex::default();
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let lines = match piece {
            Piece::Line(line) => vec![line.clone()],
            Piece::Table(_) if at == 0 => piece.clone().into_lines(),
            Piece::Table(_) => break,
        };
        let heads: Vec<bool> = lines.iter().map(|line| of_head(line, &annex)).collect();
        if !heads.contains(&true) {
            break;
        }
        for line in lines {
            put(line, &mut annex, document);
        }
        at += 1;
    }
    let body = pieces.split_off(at);
    annex.body = outline::tree(body, &mut document.doubts);
    annex
}

/// Whether a line belongs to the head of an annex.
fn of_head(line: &Line, annex: &Annex) -> bool {
    let text = line.text();
    if annex.label.is_none() {
        return is_label(&text) || line.look.capitals;
    }
    if text.starts_with('(') && text.ends_with(')') {
        return true;
    }
    if outline::is_heading_mark(line) && line.marked().0.is_some() {
        return false;
    }
    let titled = line.look.centred || line.look.capitals;
    titled && annex.attached.is_empty() && text.split(' ').count() <= 60
}

fn put(line: Line, annex: &mut Annex, document: &mut Document) {
    let words = line.words();
    if words.text.is_empty() {
        return;
    }
    if is_label(&words.text) && annex.label.is_none() {
        let number = label_length(&words.text);
        let rest = words.without_start(number);
        let text = words.text[..number].trim_end_matches([':', '.', ' ', '-', '–']).to_owned();
        annex.label = Some(Words { text, lead_in: 0, ..words });
        add_title(rest, annex);
    } else if words.text.starts_with('(') {
        annex.attached.push(words);
    } else if annex.label.is_none() {
        title::before(words, document);
    } else {
        add_title(words, annex);
    }
}

fn add_title(words: Words, annex: &mut Annex) {
    if words.text.is_empty() {
        return;
    }
    match &mut annex.title {
        Some(title) => title.join(&words),
        None => annex.title = Some(words),
    }
}

/// "PHỤ LỤC I: " of "PHỤ LỤC I: DANH MỤC …".
fn label_length(text: &str) -> usize {
    let bare = "PHỤ LỤC".len();
    let rest = text[bare..].trim_start();
    let number = rest.chars().take_while(|c| c.is_ascii_digit() || "IVXivx".contains(*c)).count();
    let follows = &rest[number..];
    let ends = follows.is_empty() || follows.starts_with([' ', ':', '.', '-']);
    let rest = if ends { follows } else { rest };
    text.len() - rest.trim_start_matches([':', '.', ' ', '-', '–']).len()
}
