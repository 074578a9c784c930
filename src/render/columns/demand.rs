//! What the cells of a table ask for: how wide their words are, and how long their texts.

use super::{HEADER_WEIGHT, READABLE};
use crate::document::{Face, Inline, Row, Table};
use crate::render::font::FontSet;
use crate::render::long_word::{LONG, is_long, may_end};
use crate::render::style::{NOTE_MARK_SCALE, SIZE_TABLE};
use crate::text::typography::{NO_BREAK, as_printed};

/// What the cells of one column ask for, in twips and without padding.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Demand {
    /// The longest word: narrower than this, it would be cut. Of a link or a code the longest part
    /// between two places where it may be cut, and no more than [`READABLE`]: the other columns are read
    /// too.
    pub word: f64,
    /// The longest word that is cut nowhere: a figure, a syllable, a code that is not long.
    pub uncut: f64,
    /// The narrowest measure in which the heading has two lines: a third line mostly holds one
    /// short word.
    pub heading: f64,
    /// The longest cell on one line: wider than this, nothing is gained.
    pub line: f64,
    /// The same without the heading.
    pub text: f64,
}

/// What a table asks for.
pub(super) struct Demands {
    pub columns: Vec<Demand>,
    /// The length of every cell on one line, row by row, and how often the row is printed.
    pub rows: Vec<(Vec<f64>, f64)>,
}

pub(super) fn demands(table: &Table, fonts: &FontSet) -> Demands {
    let mut columns = vec![Demand::default(); table.columns.len()];
    let mut lengths = Vec::with_capacity(table.header.len() + table.rows.len());
    let rows = table.header.iter().map(|row| (row, true));
    for (row, header) in rows.chain(table.rows.iter().map(|row| (row, false))) {
        // A group name runs across all columns and asks nothing of any.
        let Row::Cells(cells) = row else { continue };
        let mut own = Vec::with_capacity(cells.len());
        for (demand, cell) in columns.iter_mut().zip(cells) {
            let Measured { words, uncut, line } = measure(cell, header, fonts);
            demand.word = words.iter().copied().fold(demand.word, f64::max);
            demand.uncut = demand.uncut.max(uncut);
            if header {
                demand.heading = demand.heading.max(in_two_lines(&words, line));
            }
            demand.line = demand.line.max(line);
            demand.text = if header { demand.text } else { demand.text.max(line) };
            own.push(line);
        }
        lengths.push((own, if header { HEADER_WEIGHT } else { 1.0 }));
    }
    Demands { columns, rows: lengths }
}

impl Demands {
    /// Of letters that are smaller by this factor.
    pub fn scaled(&self, by: f64) -> Self {
        let column = |demand: &Demand| Demand {
            word: demand.word * by,
            uncut: demand.uncut * by,
            heading: demand.heading * by,
            line: demand.line * by,
            text: demand.text * by,
        };
        let row = |(cells, weight): &(Vec<f64>, f64)| (cells.iter().map(|cell| cell * by).collect(), *weight);
        Self { columns: self.columns.iter().map(column).collect(), rows: self.rows.iter().map(row).collect() }
    }
}

/// What a cell asks for.
#[derive(Default)]
struct Measured {
    /// Its words, a long one with its parts.
    words: Vec<f64>,
    /// The longest of those that are not long.
    uncut: f64,
    /// All of it on one line.
    line: f64,
}

/// A word may go on from one inline into the next; a non-breaking space does not end it.
fn measure(cell: &[Inline], header: bool, fonts: &FontSet) -> Measured {
    // Only words that break within are kept letter by letter: nearly no cell has one.
    let kept = match cell {
        [inline] => may_be_long(inline.as_str()),
        _ => true,
    };
    let scale = scale();
    let (mut measured, mut word, mut line) = (Measured::default(), Word { kept, ..Word::default() }, 0_u32);
    for inline in cell {
        let face = inline.face();
        let face = fonts.face(Face { bold: face.bold || header, ..face });
        if let Inline::Note(note) = inline {
            let mark: u32 = note.number.to_string().chars().map(|c| u32::from(face.advance(c))).sum();
            let mark = (f64::from(mark) * NOTE_MARK_SCALE).round() as u32;
            line += mark;
            word.push('¹', mark);
        }
        for c in inline.as_str().chars() {
            let advance = u32::from(face.advance(c));
            line += advance;
            if c == ' ' || c == '\n' {
                word.end(scale, &mut measured);
            } else {
                word.push(c, advance);
            }
        }
    }
    word.end(scale, &mut measured);
    Measured { line: f64::from(line) * scale, ..measured }
}

/// The words of a cell that are wider than this, as they are printed; links and long codes are cut where they may be.
pub(super) fn wider_than(cell: &[Inline], header: bool, fonts: &FontSet, room: f64) -> Vec<String> {
    let words = cell.iter().flat_map(|inline| {
        let face = inline.face();
        let face = fonts.face(Face { bold: face.bold || header, ..face });
        inline.as_str().split([' ', '\n']).map(move |word| (word, face))
    });
    let wide = words.filter(|(word, face)| {
        let width: u32 = word.chars().map(|c| u32::from(face.advance(c))).sum();
        f64::from(width) * scale() > room && !is_long(word)
    });
    wide.map(|(word, _)| as_printed(word)).collect()
}

/// Twips of a unit of the faces.
fn scale() -> f64 {
    SIZE_TABLE.to_pt() * 20.0 / 1000.0
}

/// Whether a text may have a word that breaks within: an address, or one that is longer than [`LONG`].
fn may_be_long(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2(b':', b'w', bytes).is_some() && (text.contains("://") || text.contains("www."))
        || bytes.split(|byte| matches!(byte, b' ' | b'\n')).any(|word| word.len() >= LONG)
}

/// A word that is being measured.
#[derive(Default)]
struct Word {
    /// Its letters with their widths, where it may have to be taken apart.
    chars: Vec<(char, u32)>,
    kept: bool,
    width: u32,
    /// It has a letter of an address.
    addresses: bool,
}

impl Word {
    fn push(&mut self, c: char, advance: u32) {
        self.width += advance;
        if self.kept {
            self.chars.push((c, advance));
            self.addresses |= matches!(c, ':' | 'w');
        }
    }

    /// Hands over its width, or those of its parts, and begins the next.
    fn end(&mut self, scale: f64, measured: &mut Measured) {
        let long = (self.addresses || self.chars.len() >= LONG) && {
            let text: String = self.chars.iter().map(|(c, _)| c).collect();
            text.split(NO_BREAK).any(is_long)
        };
        if long {
            let most = f64::from(READABLE.to_twips());
            let width = |part: &[(char, u32)]| part.iter().map(|(_, advance)| advance).sum::<u32>();
            let parts = self.chars.chunk_by(|(c, _), (next, _)| !may_end(*c, *next));
            measured.words.extend(parts.map(|part| (f64::from(width(part)) * scale).min(most)));
        } else {
            let width = f64::from(self.width) * scale;
            measured.words.push(width);
            measured.uncut = measured.uncut.max(width);
        }
        self.chars.clear();
        (self.width, self.addresses) = (0, false);
    }
}

/// The narrowest measure in which these words have at most two lines.
fn in_two_lines(words: &[f64], line: f64) -> f64 {
    let spaces = words.len().saturating_sub(1) as f64;
    let space = if spaces > 0.0 { ((line - words.iter().sum::<f64>()) / spaces).max(0.0) } else { 0.0 };
    let mut first = 0.0;
    let cuts = words.iter().take(words.len().saturating_sub(1)).map(|word| {
        first += word + space;
        (first - space).max(line - first)
    });
    cuts.fold(line, f64::min)
}
