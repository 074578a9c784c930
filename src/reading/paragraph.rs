//! A paragraph while it is read, and what is gathered of the whole document meanwhile.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::refusal::Excess;
use super::source::{Block, Mark, MarkRole, Note, NoteKind, Paragraph, Point, Rise, Run, TextBox};
use super::{Refusal, Told, What, limits};
use crate::text::cells::CellName;
use crate::text::legacy::{self, Encoding};
use crate::text::legacy_fonts::{LegacyFont, Letters};
use crate::text::raised::raised;
use crate::text::typography::{is_invisible, printed};

/// What is gathered of a document, whatever its format.
#[derive(Default)]
pub(super) struct Gathered {
    pub(super) told: Vec<Told>,
    pub(super) marks: Vec<Mark>,
    /// The cell that is read, in a workbook.
    pub(super) cell: Option<CellName>,
    /// The cells in which paragraphs stand.
    pub(super) cells: BTreeMap<usize, CellName>,
    /// How many paragraphs were begun.
    places: usize,
    /// The one that is read.
    current: usize,
    /// Runs that were turned into Unicode.
    tcvn3: usize,
    vni: usize,
    /// Runs in old fonts that are Unicode.
    already: usize,
    invisible: usize,
    /// Words whose letters were lost: the first with its paragraph, and how many there are.
    lost: Option<(usize, String, usize)>,
    /// The end of the paragraph that was finished last.
    end: Point,
}

/// Words of one look, as they are in the file.
struct Piece {
    look: Run,
    font: Option<LegacyFont>,
    text: String,
}

/// One end of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    From,
    To,
}

/// A paragraph that is not finished.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) paragraph: Paragraph,
    pieces: Vec<Piece>,
    /// Each before the piece of that number.
    notes: Vec<(usize, NoteKind, Vec<Block>)>,
    boxes: Vec<(usize, Vec<Block>)>,
    ends: Vec<(usize, End, usize)>,
    /// The next words begin a piece of their own: something stands before them.
    parted: bool,
}

impl Draft {
    /// Adds words; `look` has none.
    pub(super) fn write(&mut self, look: &Run, font: Option<LegacyFont>, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut() {
            Some(last) if !self.parted && last.look == *look && last.font == font => last.text.push_str(text),
            _ => self.pieces.push(Piece { look: look.clone(), font, text: text.to_owned() }),
        }
        self.parted = false;
    }

    /// What comes next begins a piece of its own.
    fn part(&mut self) -> usize {
        self.parted = true;
        self.pieces.len()
    }

    pub(super) fn note(&mut self, kind: NoteKind, blocks: Vec<Block>) {
        let at = self.part();
        self.notes.push((at, kind, blocks));
    }

    pub(super) fn text_box(&mut self, blocks: Vec<Block>) {
        let at = self.part();
        self.boxes.push((at, blocks));
    }

    /// A mark begins or ends here.
    pub(super) fn end(&mut self, mark: usize, end: End) {
        let at = self.part();
        self.ends.push((mark, end, at));
    }

    /// The words so far, as they are in the file.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty() && self.notes.is_empty() && self.boxes.is_empty()
    }
}

impl Gathered {
    /// Begins a paragraph.
    pub(super) fn begin(&mut self) -> Result<Draft, Refusal> {
        self.places += 1;
        if self.places > limits::PARAGRAPHS {
            return Err(Refusal::TooMuch { what: Excess::Paragraphs });
        }
        self.current = self.places;
        if let Some(cell) = &self.cell {
            self.cells.insert(self.places, cell.clone());
        }
        let paragraph = Paragraph { place: self.places, ..Paragraph::default() };
        Ok(Draft { paragraph, ..Draft::default() })
    }

    /// A paragraph goes on, after the notes and boxes in it.
    pub(super) fn back_to(&mut self, place: usize) {
        self.current = place;
    }

    /// The last paragraph that was begun is none after all.
    pub(super) fn take_back(&mut self) {
        self.places -= 1;
        self.current = self.places;
    }

    pub(super) fn next_place(&self) -> usize {
        self.places + 1
    }

    /// Tells of something in the paragraph that is read, or that was read last.
    pub(super) fn tell(&mut self, what: What) {
        self.told.push(Told::at(self.current.max(1), what).of_cell(self.cell.clone()));
    }

    /// A mark that begins before the next paragraph, until [`Draft::end`] says where.
    pub(super) fn mark(&mut self, role: MarkRole) -> usize {
        let next = Point { paragraph: self.places + 1, at: 0 };
        self.marks.push(Mark { role, from: next, to: next });
        self.marks.len() - 1
    }

    /// A mark ends with the paragraph before.
    pub(super) fn end_before(&mut self, mark: usize) {
        if let Some(mark) = self.marks.get_mut(mark) {
            mark.to = self.end.max(mark.from);
        }
    }

    pub(super) fn finish(&mut self, mut draft: Draft) -> Paragraph {
        self.convert(&mut draft.pieces);
        let place = draft.paragraph.place;
        let mut starts = Vec::with_capacity(draft.pieces.len() + 1);
        let mut runs: Vec<Run> = Vec::with_capacity(draft.pieces.len());
        let mut length = 0;
        let mut struck = String::new();
        for mut piece in draft.pieces {
            let typed = match piece.font {
                // Pasted, or read by a program that took one encoding for another.
                None => self.in_unicode(&piece.text, place),
                Some(_) => piece.text,
            };
            let mut text = self.readable(&typed);
            if piece.look.strike {
                struck.push_str(&text);
                starts.push(length);
                continue;
            }
            self.tell_struck(&mut struck, place);
            self.level(&mut text, &mut piece.look, place);
            // A mark that stands by itself belongs to the letter before it.
            let marks = text.find(|c| !is_combining_mark(c)).unwrap_or(text.len());
            if marks > 0
                && let Some(last) = runs.last_mut()
            {
                last.text.push_str(&text[..marks]);
                let whole: String = last.text.nfc().collect();
                length = length + whole.len() + marks - last.text.len();
                last.text = whole;
                text.drain(..marks);
            }
            starts.push(length);
            length += text.len();
            match runs.last_mut() {
                Some(last) if same_look(last, &piece.look) => last.text.push_str(&text),
                _ if text.is_empty() => {}
                _ => runs.push(Run { text, ..piece.look }),
            }
        }
        self.tell_struck(&mut struck, place);
        starts.push(length);
        for (mark, end, at) in draft.ends {
            let point = Point { paragraph: place, at: starts[at] };
            match (self.marks.get_mut(mark), end) {
                (Some(mark), End::From) => mark.from = point,
                (Some(mark), End::To) => mark.to = point,
                (None, _) => {}
            }
        }
        self.end = Point { paragraph: place, at: length };
        self.look_for_lost(&runs, place);
        let notes = draft.notes.into_iter();
        let boxes = draft.boxes.into_iter();
        Paragraph {
            runs,
            notes: notes.map(|(at, kind, blocks)| Note { at: starts[at], kind, blocks }).collect(),
            boxes: boxes.map(|(at, blocks)| TextBox { at: starts[at], blocks }).collect(),
            ..draft.paragraph
        }
    }

    /// Words of old encodings that are recognised by their letters; each is told of.
    pub(super) fn in_unicode(&mut self, text: &str, place: usize) -> String {
        let mut whole = String::with_capacity(text.len());
        let mut from = 0;
        for stretch in legacy::stretches(text).into_iter().filter(|stretch| stretch.certain) {
            whole.push_str(&text[from..stretch.range.start]);
            whole.push_str(&stretch.reads);
            from = stretch.range.end;
            let what = What::OldLetters { name: stretch.encoding.name(), reads: stretch.reads };
            self.told.push(Told::at(place, what).of_cell(self.cell.clone()));
        }
        whole.push_str(&text[from..]);
        whole
    }

    /// Words with "?" where letters were, in a paragraph.
    fn look_for_lost(&mut self, runs: &[Run], place: usize) {
        for run in runs {
            for range in legacy::lost(&run.text) {
                let first = || (place, run.text[range].to_owned(), 0);
                self.lost.get_or_insert_with(first).2 += 1;
            }
        }
    }

    /// Tells of words with a line through them, up to here.
    fn tell_struck(&mut self, struck: &mut String, place: usize) {
        let text = std::mem::take(struck);
        if !text.trim().is_empty() {
            let what = What::Struck { text: text.trim().to_owned() };
            self.told.push(Told::at(place, what).of_cell(self.cell.clone()));
        }
    }

    /// What is set high becomes the signs for that, on the line as all others. Figures that are set low mean the same
    /// on the line, “CO2”, and the faces of the documents have no signs for them.
    fn level(&mut self, text: &mut String, look: &mut Run, place: usize) {
        let signs = match look.rise {
            Rise::None => return,
            Rise::Super => raised(text),
            Rise::Sub => text.chars().all(|c| !c.is_alphabetic()).then(|| text.clone()),
        };
        match signs {
            Some(signs) => {
                *text = signs;
                look.rise = Rise::None;
            }
            None => {
                let what = What::Raised { text: text.trim().to_owned() };
                self.told.push(Told::at(place, what).of_cell(self.cell.clone()));
            }
        }
    }

    /// Turns what is of an old encoding into Unicode, deciding for all words that stand together.
    fn convert(&mut self, pieces: &mut [Piece]) {
        for stretch in
            pieces.chunk_by_mut(|one, next| one.font.is_some() && one.font.map(of) == next.font.map(of))
        {
            let Some(font) = stretch[0].font else { continue };
            let text: String = stretch.iter().map(|piece| piece.text.as_str()).collect();
            match font.letters(&text) {
                // Capitals come with the font, whatever the letters are.
                Letters::Plain => {
                    for piece in stretch.iter_mut().filter(|piece| piece.font.is_some_and(|one| one.capitals))
                    {
                        piece.text = piece.text.to_uppercase();
                    }
                }
                Letters::Unicode => self.already += stretch.len(),
                Letters::Legacy => {
                    let mut before = ' ';
                    for piece in stretch.iter_mut() {
                        let font = piece.font.unwrap_or(font);
                        piece.text = font.converted(&piece.text, &mut before);
                    }
                    match font.encoding {
                        Encoding::Vni => self.vni += stretch.len(),
                        _ => self.tcvn3 += stretch.len(),
                    }
                }
            }
        }
    }

    /// Composed letters, spaces and hyphens as they are printed, without what prints nothing.
    fn readable(&mut self, text: &str) -> String {
        let mut readable = String::with_capacity(text.len());
        for c in text.chars() {
            // A hyphen that shows at line ends only has no part in the word.
            if c == '\u{ad}' {
            } else if is_invisible(c) || c.is_control() && !matches!(c, '\t' | '\n') {
                self.invisible += 1;
            } else {
                readable.push(printed(c));
            }
        }
        if unicode_normalization::is_nfc(&readable) { readable } else { readable.nfc().collect() }
    }

    /// All that was told: first what is of the whole file.
    pub(super) fn told(&mut self) -> Vec<Told> {
        // Ends that stand before their beginning, or that were never found, cover nothing.
        for mark in &mut self.marks {
            mark.to = mark.to.max(mark.from);
        }
        let mut told = Vec::new();
        let mut whole = |count: usize, what: What| {
            if count > 0 {
                told.push(Told::whole(what));
            }
        };
        whole(self.tcvn3, What::OldEncoding { name: Encoding::Tcvn3.name(), runs: self.tcvn3 });
        whole(self.vni, What::OldEncoding { name: Encoding::Vni.name(), runs: self.vni });
        whole(self.already, What::OldFontNewLetters { runs: self.already });
        whole(self.invisible, What::Invisible { count: self.invisible });
        // One may be a slip, or a sign of its own.
        if let Some((place, first, count)) = self.lost.take().filter(|(.., count)| *count > 1) {
            self.told.push(Told::at(place, What::LettersLost { first, count }));
        }
        let (files, mut places): (Vec<Told>, Vec<Told>) =
            std::mem::take(&mut self.told).into_iter().partition(|told| told.place.is_none());
        places.sort_by_key(|told| told.place);
        told.extend(files);
        told.extend(places);
        told
    }
}

/// Fonts of one encoding are read together, capitals or not.
fn of(font: LegacyFont) -> Encoding {
    font.encoding
}

fn same_look(run: &Run, look: &Run) -> bool {
    let Run { text: _, bold, italic, underline, strike, tinted, capitals, size, rise } = run;
    (*bold, *italic, *underline, *strike, *tinted, *capitals, *size, *rise)
        == (
            look.bold,
            look.italic,
            look.underline,
            look.strike,
            look.tinted,
            look.capitals,
            look.size,
            look.rise,
        )
}
