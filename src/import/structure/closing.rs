//! Phần cuối: câu kết, Nơi nhận, chữ ký.

use super::lines::{Line, Piece};
use super::{Aside, Document, Why, Words, mark, opened, signature};
use crate::text::words::official;

/// Whether the end of a document begins with this: "Nơi nhận", the signature.
pub(super) fn begins(piece: &Piece) -> bool {
    match piece {
        Piece::Line(line) => {
            let parts = line.clone().columns();
            parts.iter().any(|part| {
                let text = part.text();
                label(&text).is_some() || signature::begins(&text)
            })
        }
        Piece::Table(_) => {
            let texts = piece.texts();
            texts.iter().any(|text| label(text).is_some())
                || texts.len() < 12 && texts.iter().any(|text| signature::begins(text))
        }
    }
}

/// Takes off what begins with "Nơi nhận" or with the signature.
pub(super) fn split(pieces: &mut Vec<Piece>) -> Vec<Piece> {
    match pieces.iter().position(begins) {
        // The signer's position may stand above, where there is no prefix before it.
        Some(at) => {
            let above = pieces[..at].iter().rev().take_while(|piece| {
                piece.line().is_some_and(|line| line.number.is_none() && is_bare_position(&line.text()))
            });
            let above = above.count();
            pieces.split_off(at - above)
        }
        None => Vec::new(),
    }
}

fn is_bare_position(text: &str) -> bool {
    signature::is_position(text) && text.split(' ').count() <= 6 && mark::leading(text).is_none()
}

/// "Nơi nhận:", how many bytes.
fn label(text: &str) -> Option<usize> {
    let label = text.get(.."Nơi nhận".len())?;
    (label.to_lowercase() == "nơi nhận").then(|| {
        let rest = &text[label.len()..];
        text.len() - rest.trim_start_matches([':', ' ', '.']).len()
    })
}

/// Takes the closing paragraphs off the end of the body.
pub(super) fn paragraphs(mut pieces: Vec<Piece>) -> (Vec<Piece>, Vec<Words>) {
    let plain = |piece: &Piece| {
        piece.line().is_some_and(|line| line.marked().0.is_none() && line.look.outline.is_none())
    };
    let from = pieces.len() - pieces.iter().rev().take_while(|piece| plain(piece)).count();
    let closes = |piece: &Piece| {
        let lower = piece.line().map(|line| line.text().to_lowercase()).unwrap_or_default();
        official::CLOSING.iter().any(|start| lower.starts_with(start))
    };
    let Some(first) = pieces[from..].iter().position(closes) else { return (pieces, Vec::new()) };
    let closing = pieces.split_off(from + first);
    (pieces, opened(closing).iter().map(Line::words).collect())
}

/// Reads recipients and signature.
pub(super) fn read(pieces: Vec<Piece>, document: &mut Document) {
    let mut left: Vec<Line> = Vec::new();
    let mut right: Vec<Words> = Vec::new();
    let mut in_recipients = false;
    for line in opened(pieces) {
        let text = line.text();
        if text.is_empty() {
            continue;
        }
        if label(&text).is_some() {
            in_recipients = true;
            left.push(line);
            continue;
        }
        let to_left = match line.column {
            // In a table, or between tabs, each side stands for itself.
            Some(0) => in_recipients || is_entry(&line),
            Some(_) => false,
            None => in_recipients && !ends_recipients(&line, &left),
        };
        if to_left {
            left.push(line);
        } else {
            in_recipients &= line.column.is_some();
            right.push(line.words());
        }
    }
    recipients(left, document);
    let (signature, rest) = signature::read(right);
    document.signature = signature;
    document.aside.extend(rest.into_iter().map(|words| Aside { words, why: Why::AfterEnd }));
}

fn is_entry(line: &Line) -> bool {
    line.number.is_some() || line.text().starts_with(['-', '–', '+', '•'])
}

/// Whether the signature begins with this line.
fn ends_recipients(line: &Line, before: &[Line]) -> bool {
    let text = line.text();
    let archived = before.iter().any(|line| is_archive(&line.text()));
    let closed = before.last().is_some_and(|line| line.text().ends_with('.'));
    !is_entry(line) && (signature::begins(&text) || signature::is_position(&text) || archived && closed)
}

fn is_archive(text: &str) -> bool {
    let bare = text.trim_start_matches(['-', '–', '+', '•', ' ']).to_lowercase();
    bare.starts_with("lưu:") || bare.starts_with("lưu ") || bare == "lưu"
}

fn recipients(lines: Vec<Line>, document: &mut Document) {
    let mut entries: Vec<Words> = Vec::new();
    let mut open = false;
    for line in lines {
        let words = line.words();
        if let Some(bytes) = label(&words.text) {
            let rest = words.without_start(bytes);
            let text = words.text[..bytes].trim().to_owned();
            document.recipients.label = Some(Words { text, lead_in: 0, ..words });
            if !rest.text.is_empty() {
                entries.push(rest);
            }
            continue;
        }
        // An entry goes on where the line before it was not ended.
        let goes_on = open && !is_entry(&line) && !is_archive(&words.text);
        open = !words.text.ends_with([';', '.']);
        match entries.last_mut().filter(|_| goes_on) {
            Some(last) => last.join(&words),
            None => entries.push(words),
        }
    }
    for words in entries {
        let start = words.text.len() - words.text.trim_start_matches(['-', '–', '+', '•', '*', ' ']).len();
        let bare = words.without_start(start);
        let text = bare.text.trim_end_matches([';', '.', ',', ' ']).to_owned();
        let words = Words { text, ..bare };
        if is_archive(&words.text) && document.recipients.archive.is_none() {
            let bytes = words.text.len() - words.text["Lưu".len()..].trim_start_matches([':', ' ']).len();
            document.recipients.archive = Some(words.without_start(bytes));
        } else if !words.text.is_empty() {
            document.recipients.entries.push(words);
        }
    }
}
