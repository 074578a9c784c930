//! Blocks → lines: boxes where they are anchored, hard line breaks apart, tables that only lay out opened.

use super::columns::columns;
use super::{Aside, Doubt, Doubtful, Look, Mark, Why, Words, mark, table};
use crate::reading::{self, Align, Block, Number, Paragraph, Source, paragraphs_of};
use crate::text::dangling::is_dangling;
use crate::text::words::official;

/// A line of text, or a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Line(Line),
    Table(reading::Table),
}

/// A paragraph, or the part of one between hard line breaks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Each character with whether it is set off: bold, italic, underlined.
    chars: Vec<(char, bool)>,
    pub place: usize,
    /// Further paragraphs that were joined to it.
    pub more: Vec<usize>,
    /// The computed number, on the first line of its paragraph.
    pub number: Option<Number>,
    pub look: Look,
    /// It begins a page, or follows a break.
    pub new_page: bool,
    /// The column of the layout table, or between tabs, that it stands in.
    pub column: Option<usize>,
}

pub(super) fn pieces(blocks: &[Block]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for text_box in &paragraph.boxes {
                    pieces.extend(as_note(self::pieces(&text_box.blocks)));
                }
                pieces.extend(lines(paragraph, None).into_iter().map(Piece::Line));
            }
            // A frame around text is no table, but a box.
            Block::Table(table) if is_frame(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                pieces.extend(as_note(cells.flat_map(|cell| self::pieces(&cell.blocks)).collect()));
            }
            Block::Table(table) => pieces.push(Piece::Table(table.clone())),
        }
    }
    pieces
}

fn is_frame(table: &reading::Table) -> bool {
    table.rows.iter().all(|row| row.cells.len() <= 1) && table.columns <= 1
}

/// What stands in a frame is a note where nothing in it is counted or listed; a frame may go around a whole page.
fn as_note(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_plain = |piece: &Piece| piece.line().is_some_and(|line| line.marked().0.is_none());
    if pieces.iter().all(is_plain) {
        for piece in &mut pieces {
            if let Piece::Line(line) = piece {
                line.look.framed = true;
            }
        }
    }
    pieces
}

/// Headers and footers.
pub(super) fn take_running(source: &Source, aside: &mut Vec<Aside>) {
    for running in &source.running {
        for paragraph in paragraphs_of(&running.blocks) {
            let lines = lines(paragraph, None).into_iter();
            let with_words = lines.map(|line| line.words()).filter(|words| !words.text.is_empty());
            aside.extend(with_words.map(|words| Aside { words, why: Why::Running }));
        }
    }
}

/// Takes out blank lines, and what is no part of any document.
pub(super) fn take_asides(pieces: &mut Vec<Piece>, aside: &mut Vec<Aside>) {
    pieces.retain(|piece| {
        let Piece::Line(line) = piece else { return true };
        let words = line.words();
        if words.text.is_empty() && line.number.is_none() {
            return false;
        }
        match why_aside(&words.text) {
            Some(why) => {
                aside.push(Aside { words, why });
                false
            }
            None => true,
        }
    });
}

/// Joins a line that goes on in the middle of a sentence to the one that a page or a hand cut off; where it is not sure
/// that it does, that is told.
pub(super) fn joined(pieces: Vec<Piece>, doubts: &mut Vec<Doubt>) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if let (Piece::Line(line), Some(Piece::Line(last))) = (&piece, whole.last_mut()) {
            match line.goes_on(last) {
                GoesOn::Yes => {
                    doubts.push(Doubt { place: line.place, what: Doubtful::Joined });
                    last.more.push(line.place);
                    last.join(line.clone());
                    continue;
                }
                GoesOn::Maybe => doubts.push(Doubt { place: line.place, what: Doubtful::MayGoOn }),
                GoesOn::No => {}
            }
        }
        whole.push(piece);
    }
    whole
}

/// Whether a line goes on with the sentence of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum GoesOn {
    Yes,
    Maybe,
    No,
}

/// Why a line is no part of the document, where it is none.
pub(super) fn why_aside(text: &str) -> Option<Why> {
    if !text.is_empty() && !text.chars().any(char::is_alphanumeric) {
        return Some(Why::Rule);
    }
    let lower = text.to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| lower.starts_with(start));
    if begins(&official::DIGITAL_SIGNATURE) {
        return Some(Why::DigitalSignature);
    }
    const LONGEST: usize = 14;
    (begins(&official::PORTAL) && text.split(' ').count() <= LONGEST).then_some(Why::Portal)
}

/// The lines of a paragraph.
pub(super) fn lines(paragraph: &Paragraph, column: Option<usize>) -> Vec<Line> {
    let chars = chars(paragraph);
    let look = |chars: &[(char, bool)]| Look {
        bold: paragraph.all(|run| run.bold),
        italic: paragraph.all(|run| run.italic),
        centred: paragraph.align == Align::Center,
        capitals: is_capitals(chars.iter().map(|(c, _)| *c)) || paragraph.all(|run| run.capitals),
        outline: paragraph.outline,
        framed: false,
    };
    let mut parts: Vec<Vec<(char, bool)>> = vec![Vec::new()];
    for &(c, set_off) in &chars {
        match (c, parts.last_mut()) {
            ('\n', _) => parts.push(Vec::new()),
            (_, Some(part)) => part.push((c, set_off)),
            (_, None) => {}
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for (at, chars) in parts.into_iter().enumerate() {
        let number = paragraph.number.clone().filter(|_| at == 0);
        if at > 0 && chars.iter().all(|(c, _)| c.is_whitespace()) {
            continue;
        }
        let look = look(&chars);
        let new_page = paragraph.page_break && at == 0;
        let line = Line { chars, place: paragraph.place, more: Vec::new(), number, look, new_page, column };
        match lines.last_mut() {
            // Broken by hand in the middle of a sentence: one paragraph all the same.
            Some(last) if !last.look.centred && !line.begins_anew() && column.is_none() => last.join(line),
            _ => lines.push(line),
        }
    }
    lines
}

fn chars(paragraph: &Paragraph) -> Vec<(char, bool)> {
    let mut bytes = 0;
    let mut notes = paragraph.notes.iter().peekable();
    let mut chars = Vec::new();
    let mut add_notes = |chars: &mut Vec<(char, bool)>, bytes: usize| {
        while let Some(note) = notes.next_if(|note| note.at <= bytes) {
            let words: Vec<String> = paragraphs_of(&note.blocks).iter().map(|one| one.shown()).collect();
            let typed = crate::text::notes::typed(&words.join(" ").replace('[', "(").replace(']', ")"));
            chars.extend(typed.chars().map(|c| (c, false)));
        }
    };
    for run in &paragraph.runs {
        let set_off = run.bold || run.italic || run.underline;
        for c in run.text.chars() {
            add_notes(&mut chars, bytes);
            chars.push((c, set_off));
            bytes += c.len_utf8();
        }
    }
    add_notes(&mut chars, usize::MAX);
    chars
}

/// Whether there are letters, and all of them are capitals.
pub(super) fn is_capitals(chars: impl Iterator<Item = char>) -> bool {
    let mut letters = chars.filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

impl Line {
    /// Its words, white space collapsed.
    pub fn words(&self) -> Words {
        let mut text = String::new();
        let (mut lead_in, mut leading, mut plain) = (0, true, false);
        let mut pending = false;
        for &(c, set_off) in &self.chars {
            if c.is_whitespace() {
                pending = !text.is_empty();
                continue;
            }
            if std::mem::take(&mut pending) {
                text.push(' ');
            }
            text.push(c);
            plain |= !set_off;
            leading &= set_off;
            if leading {
                lead_in = text.len();
            }
        }
        let lead_in = if plain { lead_in } else { 0 };
        let places = std::iter::once(self.place).chain(self.more.iter().copied()).collect();
        Words { text, places, look: self.look, lead_in }
    }

    pub fn text(&self) -> String {
        self.words().text
    }

    /// As it is in the file, tabs and all.
    pub fn typed(&self) -> String {
        self.chars.iter().map(|(c, _)| *c).collect()
    }

    /// Its mark, computed or typed, and the words behind it.
    pub fn marked(&self) -> (Option<Mark>, Words) {
        let words = self.words();
        if let Some(mark) = self.number.as_ref().map(mark::computed) {
            return (Some(mark), words);
        }
        match mark::leading(&words.text) {
            Some((mark, bytes)) => {
                // What is set off behind the mark, where the mark is not.
                let skip = words.text[..bytes].chars().filter(|c| !c.is_whitespace()).count();
                let rest = Self { chars: self.without(skip), ..self.clone() };
                (Some(mark), rest.words())
            }
            None => (None, words),
        }
    }

    /// The characters behind so many that are no white space.
    fn without(&self, mut skip: usize) -> Vec<(char, bool)> {
        let rest = self.chars.iter().skip_while(|(c, _)| {
            let before = skip > 0;
            skip -= usize::from(before && !c.is_whitespace());
            before
        });
        rest.copied().collect()
    }

    /// The parts between tabs, each in its column.
    pub fn columns(self) -> Vec<Self> {
        let has_tab = self.chars.iter().any(|(c, _)| *c == '\t');
        if !has_tab || self.column.is_some() {
            return vec![self];
        }
        let parts = self.chars.split(|(c, _)| *c == '\t').map(<[(char, bool)]>::to_vec);
        let parts = parts.enumerate().filter(|(_, chars)| chars.iter().any(|(c, _)| !c.is_whitespace()));
        let parts = parts.map(|(at, chars)| {
            let capitals = is_capitals(chars.iter().map(|(c, _)| *c));
            let look = Look { capitals, ..self.look };
            Self { chars, column: Some(at.min(1)), look, number: None, ..self.clone() }
        });
        parts.collect()
    }

    /// Whether it begins small where the line before it is not ended, or that one ends in a word that no sentence ends in.
    fn goes_on(&self, last: &Self) -> GoesOn {
        // Shorter ones may be a list without marks.
        const LONG: usize = 6;
        let plain = |line: &Self| line.column.is_none() && !line.look.centred && !line.look.capitals;
        let (text, before) = (self.text(), last.text());
        let apart = !plain(last)
            || self.column.is_some()
            || columns(last) > 1
            || self.look.centred
            || self.look.framed != last.look.framed
            || self.number.is_some()
            || mark::leading(&text).is_some()
            || before.ends_with(['.', ';', ':', '!', '?', '…']);
        if apart {
            return GoesOn::No;
        }
        let small = text.starts_with(char::is_lowercase);
        let dangling = is_dangling(&before);
        let several = |text: &str, count: usize| text.split(' ').count() > count;
        let closed = before.ends_with([')', '”', '"']);
        let goes_on = small && (several(&text, 2) || several(&before, LONG)) || dangling;
        match (goes_on, small || before.ends_with(',') && several(&before, 2)) {
            (true, _) if !closed && !self.new_page => GoesOn::Yes,
            (false, false) => GoesOn::No,
            _ => GoesOn::Maybe,
        }
    }

    fn begins_anew(&self) -> bool {
        let text = self.text();
        mark::leading(&text).is_some() || self.look.capitals || official::is_label(&text)
    }

    fn join(&mut self, other: Self) {
        self.chars.push((' ', false));
        self.chars.extend(other.chars);
        self.look.capitals = is_capitals(self.chars.iter().map(|(c, _)| *c));
    }
}

impl Piece {
    /// A table's lines cell by cell, each in its column.
    pub fn into_lines(self) -> Vec<Line> {
        match self {
            Self::Line(line) => line.columns(),
            Self::Table(table) => table::lines(&table),
        }
    }

    pub fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    /// All its lines' texts, for looking at what it is.
    pub fn texts(&self) -> Vec<String> {
        let lines = self.clone().into_lines();
        lines.iter().map(Line::text).filter(|text| !text.is_empty()).collect()
    }
}
