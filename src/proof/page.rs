//! A document as one text, and where its pieces begin.

use std::borrow::Cow;
use std::ops::Range;

use memchr::arch::all::packedpair::HeuristicFrequencyRank;
use memchr::memmem;

use crate::document::{Block, BlockKind, Document, Inline, Row};
use crate::text::notes;
use crate::text::typography::push_as_printed;

/// The text of a document with where its pieces begin: a block, or a row of a table.
pub(super) struct Page {
    text: String,
    /// Where each piece begins, in order, and what it is.
    pieces: Vec<(usize, Piece)>,
    /// How many of them stand before the annexes.
    in_body: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    Text,
    Heading,
    Row,
}

/// Where in a document a task is to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    Body,
    /// A row of a phụ lục that the plan itself has.
    Annex,
}

impl Page {
    pub(super) fn of(document: &Document) -> Self {
        let mut page = Self { text: String::new(), pieces: Vec::new(), in_body: 0 };
        page.blocks(&document.body);
        page.in_body = page.pieces.len();
        for annex in &document.annexes {
            page.pieces.push((page.text.len(), Piece::Heading));
            push_as_printed(&mut page.text, &annex.title);
            page.text.push('\n');
            page.blocks(&annex.body);
        }
        page
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { content, .. } => self.add(Piece::Heading, [content.as_slice()]),
                BlockKind::Paragraph { content } | BlockKind::Item { content, .. } => {
                    self.add(Piece::Text, [content.as_slice()]);
                }
                BlockKind::Table(table) => {
                    let titles = table.header.iter().flat_map(Row::texts);
                    self.add(Piece::Heading, titles.map(Vec::as_slice));
                    for row in &table.rows {
                        match row {
                            Row::Group(content) => self.add(Piece::Heading, [content.as_slice()]),
                            Row::Cells(cells) => self.add(Piece::Row, cells.iter().map(Vec::as_slice)),
                        }
                    }
                }
                // No task stands in a chart.
                BlockKind::Chart(_) => {}
            }
        }
    }

    pub(super) fn add<'c>(&mut self, piece: Piece, contents: impl IntoIterator<Item = &'c [Inline]>) {
        self.pieces.push((self.text.len(), piece));
        for content in contents {
            for inline in content {
                match inline {
                    // As it was typed, for it goes wherever its sentence goes.
                    Inline::Note(note) => push_as_printed(&mut self.text, &notes::typed(&note.text)),
                    Inline::Text { .. } | Inline::Blank { .. } => {
                        push_as_printed(&mut self.text, inline.as_str())
                    }
                }
            }
            self.text.push('\n');
        }
    }

    /// The pieces that hold these words, by their places among the pieces.
    pub(super) fn holding(&self, words: &str) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        for at in places(&self.text, words) {
            let piece = self.pieces.partition_point(|(from, _)| *from <= at) - 1;
            if found.last() != Some(&piece) {
                found.push(piece);
            }
        }
        found
    }

    pub(super) fn holds(&self, words: &str) -> bool {
        has(&self.text, words)
    }

    /// Whether it says these words, as words of their own, be it in capitals.
    pub(super) fn says(&self, words: &str) -> bool {
        let words = spaced(words);
        has_whole(&self.text, &words) || has_whole(&self.text, &words.to_uppercase())
    }

    pub(super) fn alone(&self, piece: usize) -> &str {
        self.slice(piece..piece + 1)
    }

    pub(super) fn slice(&self, pieces: Range<usize>) -> &str {
        let end = self.pieces.get(pieces.end).map_or(self.text.len(), |(at, _)| *at);
        &self.text[self.pieces[pieces.start].0..end]
    }

    /// Where a task stands: the pieces that hold its longest text.
    pub(super) fn anchor(&self, longest: &str, home: Home) -> Vec<usize> {
        let all = self.holding(essence(longest));
        // Where the text of the document has it, a table made from the tasks does not stand for it; nor does the
        // text for the row of an annex that says the same words.
        let is_home = |piece: &usize| (*piece < self.in_body) == (home == Home::Body);
        let at_home: Vec<usize> = all.iter().copied().filter(is_home).collect();
        if at_home.is_empty() { all } else { at_home }
    }

    /// Of every piece the pieces that stand with a task in it: its row; else what stands from the line before it to
    /// the next heading. `found` are the pieces that tasks stand in.
    pub(super) fn stretches(&self, found: &[Vec<usize>]) -> Vec<Range<usize>> {
        let is_heading = |piece: usize| self.pieces[piece].1 == Piece::Heading;
        let mut has_task = vec![false; self.pieces.len()];
        found.iter().flatten().for_each(|piece| has_task[*piece] = true);
        // Tasks of one point follow each other; what names them stands before the first or after the last.
        let mut first = 0;
        let mut stretches: Vec<Range<usize>> = Vec::with_capacity(self.pieces.len());
        for piece in 0..self.pieces.len() {
            if piece > 0 && (is_heading(piece - 1) || !has_task[piece - 1]) {
                first = piece;
            }
            let has_line = first > 0 && !is_heading(first - 1);
            stretches.push(first - usize::from(has_line)..piece + 1);
        }
        let mut end = self.pieces.len();
        for (piece, stretch) in stretches.iter_mut().enumerate().rev() {
            stretch.end = end;
            if is_heading(piece) {
                end = piece;
            }
            if self.pieces[piece].1 == Piece::Row {
                *stretch = piece..piece + 1;
            }
        }
        stretches
    }
}

pub(super) fn has(text: &str, words: &str) -> bool {
    places(text, words).next().is_some()
}

/// Whether a text has these words, and not as a piece of others: "50 triệu đồng" is not in "2.250 triệu đồng". Their
/// first letter may have changed its case, and something may stand in the place of their stop.
pub(super) fn has_whole(text: &str, words: &str) -> bool {
    let words = without_stop(words);
    if words.is_empty() {
        return true;
    }
    let rest = essence(words);
    let led = words.strip_suffix(rest).and_then(|led| led.chars().next());
    let is_whole = |at: usize| {
        let after = text[at + rest.len()..].chars();
        let before = match led {
            None => &text[..at],
            Some(led) => match text[..at].strip_suffix(|c: char| c.to_lowercase().eq(led.to_lowercase())) {
                Some(before) => before,
                None => return false,
            },
        };
        !joins(before.chars().rev(), words.chars().next()) && !joins(after, words.chars().next_back())
    };
    places(text, rest).any(is_whole)
}

/// Whether what stands beside a letter or digit goes on the word, or the number, that it is of.
fn joins(mut beside: impl Iterator<Item = char>, edge: Option<char>) -> bool {
    let (Some(edge), Some(next)) = (edge, beside.next()) else { return false };
    let goes_on = matches!(next, '.' | ',') && beside.next().is_some_and(|c| c.is_ascii_digit());
    (edge.is_alphanumeric() && next.is_alphanumeric()) || (edge.is_ascii_digit() && goes_on)
}

/// Every place at which these words stand, be it one within the other. Looked for are the first bytes of them: to
/// prepare a search for a whole sentence costs more than the search.
fn places<'p>(text: &'p str, words: &'p str) -> impl Iterator<Item = usize> + 'p {
    const ENOUGH: usize = 32;
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let beginning = &words[..words.len().min(ENOUGH)];
    let beginning = memmem::FinderBuilder::new().build_forward_with_ranker(Ranks, beginning);
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(at) = beginning.find(text.get(from..)?).map(|at| from + at) {
            from = at + 1;
            if text[at..].starts_with(words) {
                return Some(at);
            }
        }
        None
    })
}

/// How common each byte is in Vietnamese, in UTF-8: what is looked for is recognised by its rarest. That 0xe1
/// and 0xbb begin or end every other letter with two marks, nobody else would think.
struct Ranks;

impl HeuristicFrequencyRank for Ranks {
    fn rank(&self, byte: u8) -> u8 {
        const MOST_COMMON_FIRST: &[u8] =
            b" \xe1nh\xbbtc\xc3iga\xbauo-\xa1\xc4\x91pd,mv\xc6r\xa0k\xa3\x87y\xb0\xa7el\xa5s\xad.\xbfb\x83qTN\xb4\xaax";
        const RANKS: [u8; 256] = {
            let mut ranks = [0; 256];
            let mut at = 0;
            while at < MOST_COMMON_FIRST.len() {
                ranks[MOST_COMMON_FIRST[at] as usize] = u8::MAX - at as u8;
                at += 1;
            }
            ranks
        };
        RANKS[usize::from(byte)]
    }
}

/// Spaces and hyphens that do not break a line are spaces and hyphens.
pub(super) fn spaced(text: &str) -> Cow<'_, str> {
    if text.contains(['\u{a0}', '\u{2011}']) {
        Cow::Owned(text.replace('\u{a0}', " ").replace('\u{2011}', "-"))
    } else {
        Cow::Borrowed(text)
    }
}

/// What of a text must stand on the page: its first letter may have changed, and something may stand in the
/// place of its stop.
pub(super) fn essence(text: &str) -> &str {
    let text = without_stop(text);
    let mut chars = text.chars();
    chars.next();
    let rest = chars.as_str();
    if rest.is_empty() { text } else { rest }
}

fn without_stop(text: &str) -> &str {
    text.trim().trim_end_matches(['.', ';', ':', '/', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_word_or_of_a_number_is_not_the_words() {
        assert!(has_whole("Kinh phí: 50 triệu đồng.", "50 triệu đồng"));
        assert!(!has_whole("Kinh phí: 2.250 triệu đồng.", "50 triệu đồng"));
        assert!(!has_whole("Kinh phí: 2.50 triệu đồng.", "50 triệu đồng"));
        assert!(has_whole("đạt 8,4 điểm", "8,4") && !has_whole("đạt 8,45 điểm", "8,4"));
        assert!(!has_whole("đạt 18,4 điểm", "8,4") && !has_whole("đạt 8,4.5", "8,4"));
        assert!(has_whole("gồm 4; 5", "4") && !has_whole("gồm 45; 5", "4"));
        assert!(has_whole("(báo cáo rà soát)", "Báo cáo rà soát.") && has_whole("Đề án", "đề án"));
        assert!(!has_whole("các báo cáo rà soátX", "Báo cáo rà soát"));
        assert!(!has_whole("ở 2.250 và 50 triệu", "50 triệu đồng"));
        assert!(has_whole("2.250 triệu đồng, rồi 50 triệu đồng", "50 triệu đồng"));
        assert!(has_whole("(```)", "```") && !has_whole("(``)", "```"));
    }

    #[test]
    fn words_are_found_where_only_a_beginning_of_them_stood_before() {
        let words = format!("{}c", "ab".repeat(20));
        let text = format!("{}{words} {words}", "ab".repeat(3));
        let found: Vec<usize> = places(&text, &words).collect();
        assert_eq!(found, [6, 6 + words.len() + 1]);
        assert!(!has(&text, &format!("{words}d")));
    }
}
