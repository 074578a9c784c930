//! From the top of a document to its first heading: head, kind, subject, grounds and opening.

use super::lines::{Line, Piece};
use super::{Aside, Document, Doubt, Doubtful, Series, Why, Words, head, mark, opened, outline};
use crate::text::words::official;

/// How far down the kind of a document is looked for.
const DEEPEST: usize = 60;

/// Takes head, title and opening; returns what follows.
pub(super) fn take(mut pieces: Vec<Piece>, document: &mut Document) -> Vec<Piece> {
    let at =
        pieces.iter().take(DEEPEST).position(|piece| piece.texts().iter().any(|text| kind(text).is_some()));
    let Some(at) = at else {
        document.doubts.push(Doubt { place: 1, what: Doubtful::NoKind });
        let end = head::length(&pieces);
        let rest = pieces.split_off(end);
        head::read(opened(pieces), document);
        return opening(rest, document);
    };
    let rest = pieces.split_off(at + 1);
    let mut lines = opened(pieces);
    let at = lines.iter().position(|line| kind(&line.text()).is_some()).unwrap_or_default();
    let below = lines.split_off(at);
    head::read(lines, document);
    let mut below = below.into_iter();
    let title = below.next().map(|line| line.words()).unwrap_or_default();
    let end = kind(&title.text).unwrap_or(title.text.len());
    let subject = title.without_start(end);
    document.kind = Some(Words { text: title.text[..end].trim().to_owned(), lead_in: 0, ..title });
    let mut rest: Vec<Piece> = below.map(Piece::Line).chain(rest).collect();
    let mut subject = Some(subject).filter(|words| !words.text.is_empty());
    let count = subject_lines(&rest, subject.as_ref());
    let body = rest.split_off(count);
    for line in opened(rest) {
        let words = line.words();
        if words.text.starts_with('(') && subject.is_some() {
            document.below_subject.push(words);
        } else if let Some(subject) = &mut subject {
            subject.join(&words);
        } else {
            subject = Some(words);
        }
    }
    if subject.is_none() {
        let place = document.kind.as_ref().map_or(1, Words::place);
        document.doubts.push(Doubt { place, what: Doubtful::NoSubject });
    }
    document.subject = subject;
    opening(body, document)
}

/// Whether a line says which kind of document this is: how many bytes of it.
pub(super) fn kind(text: &str) -> Option<usize> {
    let upper = text.to_uppercase();
    official::KINDS.iter().find_map(|kind| {
        let rest = upper.strip_prefix(kind)?;
        // "KẾ HOẠCH" alone, or with the subject on the same line.
        let whole = rest.trim_matches(|c: char| !c.is_alphanumeric()).is_empty();
        let typed = text.get(..kind.len())? == *kind;
        let follows = typed && rest.starts_with(' ') && !text[kind.len()..].trim().is_empty();
        let next = text[kind.len()..].trim_start();
        (typed && whole || follows && !next.starts_with(char::is_numeric)).then_some(kind.len())
    })
}

/// How many lines below the kind are its subject.
fn subject_lines(pieces: &[Piece], begun: Option<&Words>) -> usize {
    const LONGEST: usize = 70;
    let mut first: Option<Words> = begun.cloned();
    for (at, piece) in pieces.iter().enumerate() {
        let Some(line) = piece.line() else { return at };
        let words = line.words();
        let Some(first) = &first else {
            let marked = line.marked().0.is_some() && outline::is_heading_mark(line);
            let is_body = marked || is_ground(&words.text) && !words.look.centred;
            if is_body || words.text.split(' ').count() > LONGEST {
                return at;
            }
            first = Some(words);
            continue;
        };
        let attached = words.text.starts_with('(') && words.text.ends_with(')');
        let alike = first.look.bold && words.look.bold && first.look.outline == words.look.outline;
        let same_look = first.look.centred && words.look.centred && !words.text.ends_with(':')
            || alike && first.look.centred == words.look.centred
            || first.look.capitals && words.look.capitals;
        let marked = line.number.is_some() || mark::leading(&words.text).is_some();
        if marked && !words.look.centred
            || !(attached || same_look)
            || words.text.split(' ').count() > LONGEST
        {
            return at;
        }
    }
    pieces.len()
}

pub(super) fn is_ground(text: &str) -> bool {
    let lower = text.to_lowercase();
    // "Căn cứ …, UBND tỉnh ban hành Kế hoạch như sau:" is the opening, in one paragraph with its grounds.
    let opens = ["như sau:", "sau đây:"].iter().any(|end| lower.ends_with(end));
    lower.starts_with("căn cứ ") && !opens
        || text.ends_with(';') && official::GROUNDS.iter().any(|start| lower.starts_with(start))
}

fn is_last_ground(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins = official::GROUNDS.iter().any(|start| lower.starts_with(start));
    begins
        && text.ends_with(['.', ','])
        && !lower.contains("ban hành kế hoạch")
        && !lower.contains("xây dựng kế hoạch")
}

/// Grounds and opening paragraphs, up to the first heading.
fn opening(mut pieces: Vec<Piece>, document: &mut Document) -> Vec<Piece> {
    let end = match pieces.iter().position(|piece| piece.line().is_none_or(outline::is_heading_mark)) {
        Some(end) => end,
        None => {
            // Nothing is numbered: the opening ends where it says that the plan follows.
            let place = pieces.first().and_then(Piece::line).map_or(1, |line| line.place);
            document.doubts.push(Doubt { place, what: Doubtful::OpeningGuessed });
            let says = |text: &str| text.ends_with(':');
            let last =
                pieces.iter().take(12).position(|piece| piece.line().is_some_and(|line| says(&line.text())));
            last.map_or(0, |at| at + 1)
        }
    };
    let body = pieces.split_off(end);
    let lines: Vec<Line> = opened(pieces);
    let mut open = false;
    for line in lines {
        let (mark, words) = line.marked();
        let listed = mark.as_ref().is_some_and(|mark| !mark.series.counts());
        let words = match mark {
            Some(mark) if !listed => Words { text: format!("{} {}", mark.text, words.text), ..words },
            _ => words,
        };
        if words.text.is_empty() {
            continue;
        }
        // "Căn cứ …; theo đề nghị của Sở Y tế.": the last of a list of grounds ends it.
        let ends_grounds = document.grounds.last().is_some_and(|ground| ground.text.ends_with(';'))
            && is_last_ground(&words.text);
        if document.opening.is_empty() && (is_ground(&words.text) || ends_grounds || open && listed) {
            // "Thực hiện:" with a dash for each document below it.
            document.grounds.push(words);
        } else if document.opening.is_empty()
            && !document.grounds.is_empty()
            && !ends(&document.grounds)
            && listed
        {
            document.grounds.push(words);
        } else {
            document.opening.push(words);
        }
        open = document.grounds.last().is_some_and(|ground| ground.text.ends_with(':'));
    }
    body
}

fn ends(grounds: &[Words]) -> bool {
    grounds.last().is_some_and(|ground| ground.text.ends_with(['.', ',']))
}

/// What stands before a title and is none of the head.
pub(super) fn before(words: Words, document: &mut Document) {
    document.aside.push(Aside { words, why: Why::BeforeTitle });
}

/// The series that divide a whole document.
pub(super) fn divides(series: Series) -> bool {
    series <= Series::Number(1)
}
