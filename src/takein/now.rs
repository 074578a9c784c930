//! Văn bản mà nội dung tạo ra bây giờ, line by line, as a file of it would be marked.

use crate::document::{Document, Inline};
use crate::render::marks::{self, Line, Made};
use crate::render::official;
use crate::render::style::{MOTTO, NATION};
use crate::template::Origin;
use crate::text::typography::as_printed;

/// The lines of a file that the content makes now.
#[derive(Debug, Clone)]
pub struct Now {
    pub lines: Vec<Line>,
    pub keys: Vec<String>,
    pub made: Vec<Made>,
    /// Lines that bear no mark, for nobody has anything to fill in there: their words, between what may be.
    pub fixed: Vec<Vec<String>>,
}

impl Now {
    /// `None` where the document has no such file.
    pub fn of(document: &Document, suffix: &str) -> Option<Self> {
        let paper = document.papers().into_iter().find(|paper| paper.suffix == suffix)?;
        let lines = marks::marked(&paper);
        let keys = paper.trace.keys.clone();
        let made = lines.iter().map(|line| Made::of(line, &keys)).collect();
        let mut fixed: Vec<Vec<String>> = Vec::new();
        let mut add = |text: &str| fixed.push(vec![as_printed(text)]);
        if let Some(document) = paper.main {
            let head = &document.head;
            head.superior.iter().chain(&head.issuer).for_each(|line| add(line));
            [NATION, MOTTO, &document.title.kind, "Nơi nhận:"].into_iter().for_each(&mut add);
            head.draft_mark.iter().for_each(|mark| add(mark));
            head.urgency.iter().for_each(|urgency| add(official::urgency_words(*urgency).0));
            head.circulation.iter().for_each(|one| add(official::circulation_words(*one)));
        }
        for annex in paper.annexes {
            fixed.push(vec![as_printed(&annex.label)]);
            fixed.push(between_blanks(&annex.reference));
        }
        Some(Self { lines, keys, made, fixed })
    }

    /// Whether a line of a file is one of those that bear no mark.
    pub fn is_fixed(&self, line: &str) -> bool {
        self.fixed.iter().any(|pieces| is_fixed(pieces, line))
    }

    /// What a value is.
    pub fn origin(&self, number: usize) -> Option<Origin> {
        self.keys.get(number).and_then(|name| Origin::of(name))
    }

    /// What a line is, by its first value.
    pub fn origin_of(&self, line: usize) -> Option<Origin> {
        Origin::of(&self.lines.get(line)?.key)
    }

    pub fn text(&self, line: usize) -> String {
        let texts = self.lines.get(line).into_iter().flat_map(|line| &line.texts);
        texts.map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The words of a line around its blanks.
fn between_blanks(content: &[Inline]) -> Vec<String> {
    let mut words = vec![String::new()];
    for inline in content {
        match (inline, words.last_mut()) {
            (Inline::Text { text, .. }, Some(last)) => last.push_str(&as_printed(text)),
            _ => words.push(String::new()),
        }
    }
    words
}

/// Whether a line of a file is one of those that bear no mark, whatever stands in its blanks.
pub(super) fn is_fixed(pieces: &[String], line: &str) -> bool {
    let squeezed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let line = squeezed(line);
    let pieces: Vec<String> = pieces.iter().map(|piece| squeezed(piece)).collect();
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return false };
    if pieces.len() == 1 {
        return *first == line;
    }
    if !(line.starts_with(first.as_str()) && line.ends_with(last.as_str())) {
        return false;
    }
    let mut at = first.len();
    pieces[1..pieces.len() - 1].iter().all(|piece| match line[at..].find(piece.as_str()) {
        Some(found) => {
            at += found + piece.len();
            true
        }
        None => false,
    })
}
