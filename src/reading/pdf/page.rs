//! The drawing operations of a page, as far as they place letters.

use std::collections::{BTreeMap, HashMap};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::refusal::Excess;
use super::super::{Refusal, limits};
use super::fonts::{Font, number};
use crate::text::legacy_fonts::LegacyFont;

/// Bytes that all drawing operations of a document may take.
const CONTENT: usize = 24 << 20;

/// Drawings within drawings.
const NESTED: usize = 8;

#[derive(Default)]
pub(super) struct Letters {
    pub(super) pages: Vec<Page>,
    /// Letters that fonts do not say the meaning of.
    pub(super) unknown: BTreeMap<String, usize>,
}

#[derive(Default)]
pub(super) struct Page {
    pub(super) chunks: Vec<Chunk>,
    pub(super) pictures: usize,
    /// Its words lie under a picture and are not drawn.
    pub(super) invisible: bool,
    /// Lines or areas are drawn on it.
    pub(super) drawn: bool,
    /// Pieces that could not be read: operations behind a fault, strings without a font, drawings too deep in others.
    pub(super) unread: usize,
}

/// Letters that are drawn together.
#[derive(Debug, Clone)]
pub(super) struct Chunk {
    pub(super) text: String,
    pub(super) x: f64,
    /// Where the next letter would stand.
    pub(super) end: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) legacy: Option<LegacyFont>,
}

/// a b c d e f, as in the format.
type Matrix = [f64; 6];

const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// What comes first, then the other.
fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<usize>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    invisible: bool,
}

/// Where the next letter will stand, and how it will look.
struct Pen {
    state: State,
    saved: Vec<State>,
    text: Matrix,
    /// Where the line of the text begins.
    line: Matrix,
}

impl Pen {
    fn at(matrix: Matrix) -> Self {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            invisible: false,
        };
        Self { state, saved: Vec::new(), text: UNIT, line: UNIT }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Does what an operation says of place and look; whether there is no more to it.
    fn set(&mut self, operator: &str, value: impl Fn(usize) -> f64) -> bool {
        let six = || [value(0), value(1), value(2), value(3), value(4), value(5)];
        match operator {
            "Q" => {
                if let Some(saved) = self.saved.pop() {
                    self.state = saved;
                }
            }
            "cm" => self.state.matrix = times(six(), self.state.matrix),
            "BT" => (self.text, self.line) = (UNIT, UNIT),
            "Tm" => (self.text, self.line) = (six(), six()),
            "Td" => self.next_line(value(0), value(1)),
            "TD" => {
                self.state.leading = -value(1);
                self.next_line(value(0), value(1));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tc" => self.state.letter_space = value(0),
            "Tw" => self.state.word_space = value(0),
            "Tz" => self.state.stretch = value(0) / 100.0,
            "TL" => self.state.leading = value(0),
            "Ts" => self.state.rise = value(0),
            "Tr" => self.state.invisible = value(0) as i64 == 3,
            // These two draw on the new line.
            "'" => {
                self.next_line(0.0, -self.state.leading);
                return false;
            }
            "\"" => {
                (self.state.word_space, self.state.letter_space) = (value(0), value(1));
                self.next_line(0.0, -self.state.leading);
                return false;
            }
            _ => return false,
        }
        true
    }
}

struct Interpreter<'d> {
    document: &'d Document,
    fonts: Vec<Font<'d>>,
    /// Fonts by where their dictionary lies.
    known: HashMap<usize, usize>,
    /// Bytes and operations that are left.
    content: usize,
    operations: usize,
    unknown: BTreeMap<String, usize>,
    page: Page,
}

pub(super) fn read(document: &Document, pages: &[ObjectId]) -> Result<Letters, Refusal> {
    let mut interpreter = Interpreter {
        document,
        fonts: Vec::new(),
        known: HashMap::new(),
        content: CONTENT,
        operations: limits::OPERATIONS,
        unknown: BTreeMap::new(),
        page: Page::default(),
    };
    let mut letters = Letters::default();
    for page in pages {
        if !is_near_the_top(document, *page) {
            return Err(Refusal::TooMuch { what: Excess::Depth });
        }
        let too_much = Refusal::TooMuch { what: Excess::Unfolded };
        let bytes = document.get_page_content_with_limit(*page, interpreter.content).map_err(|_| too_much)?;
        let resources: Vec<&Dictionary> = match document.get_page_resources(*page) {
            Ok((own, others)) => own
                .into_iter()
                .chain(others.iter().filter_map(|id| document.get_dictionary(*id).ok()))
                .collect(),
            Err(_) => Vec::new(),
        };
        interpreter.draw(&bytes, &resources, UNIT, 0)?;
        letters.pages.push(std::mem::take(&mut interpreter.page));
    }
    letters.unknown = interpreter.unknown;
    Ok(letters)
}

/// Groups of pages within groups: the library climbs them one call in another.
fn is_near_the_top(document: &Document, page: ObjectId) -> bool {
    let mut here = page;
    for _ in 0..limits::DEPTH {
        let above =
            document.get_dictionary(here).and_then(|one| one.get(b"Parent")).and_then(Object::as_reference);
        match above {
            Ok(above) => here = above,
            Err(_) => return true,
        }
    }
    false
}

impl<'d> Interpreter<'d> {
    fn draw(
        &mut self,
        bytes: &[u8],
        resources: &[&'d Dictionary],
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Refusal> {
        self.content = self.content.saturating_sub(bytes.len());
        let content = self.decoded(bytes);
        self.operations = self
            .operations
            .checked_sub(content.len())
            .ok_or(Refusal::TooMuch { what: Excess::Operations })?;
        let mut pen = Pen::at(matrix);
        for Operation { operator, operands } in &content {
            let value =
                |at: usize| operands.get(at).and_then(|one| number(one, self.document)).unwrap_or(0.0);
            if pen.set(operator, value) {
                continue;
            }
            match operator.as_str() {
                "q" if pen.saved.len() < 256 => pen.saved.push(pen.state.clone()),
                "q" => self.page.unread += 1,
                "Tf" => {
                    pen.state.size = value(1);
                    pen.state.font = operands
                        .first()
                        .and_then(|name| name.as_name().ok())
                        .and_then(|name| self.resource(resources, b"Font", name))
                        .and_then(|font| font.as_dict().ok())
                        .map(|font| self.font(font));
                }
                "Tj" | "'" => self.show(operands.first(), &mut pen),
                "\"" => self.show(operands.get(2), &mut pen),
                "TJ" => self.show_spaced(operands.first(), &mut pen),
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    let object = name.and_then(|name| self.resource(resources, b"XObject", name));
                    if let Some(Object::Stream(stream)) = object {
                        self.object(stream, resources, &pen.state, depth)?;
                    }
                }
                "BI" => self.page.pictures += 1,
                "f" | "F" | "f*" | "S" | "s" | "B" | "B*" | "b" | "b*" | "sh" => self.page.drawn = true,
                _ => {}
            }
        }
        Ok(())
    }

    /// The operations of a drawing; of a faulty one those before the fault.
    fn decoded(&mut self, bytes: &[u8]) -> Vec<Operation> {
        if let Ok(whole) = Content::decode_strict(bytes) {
            return whole.operations;
        }
        self.page.unread += 1;
        Content::decode(bytes).map(|content| content.operations).unwrap_or_default()
    }

    /// A drawing or a picture of its own.
    fn object(
        &mut self,
        stream: &'d lopdf::Stream,
        resources: &[&'d Dictionary],
        state: &State,
        depth: usize,
    ) -> Result<(), Refusal> {
        let kind = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if kind == b"Image" {
            self.page.pictures += 1;
        }
        if kind != b"Form" {
            return Ok(());
        }
        if depth >= NESTED {
            self.page.unread += 1;
            return Ok(());
        }
        let mut matrix = UNIT;
        if let Ok(list) = stream.dict.get_deref(b"Matrix", self.document).and_then(Object::as_array) {
            for (to, from) in matrix.iter_mut().zip(list) {
                *to = number(from, self.document).unwrap_or(*to);
            }
        }
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict);
        let resources = own.map_or_else(|_| resources.to_vec(), |own| vec![own]);
        let bytes = match stream.decompressed_content_with_limit(self.content) {
            Ok(bytes) => bytes,
            Err(lopdf::Error::Decompress(lopdf::DecompressError::MemoryLimitExceeded { .. })) => {
                return Err(Refusal::TooMuch { what: Excess::Unfolded });
            }
            Err(_) => stream.content.clone(),
        };
        self.draw(&bytes, &resources, times(matrix, state.matrix), depth + 1)
    }

    fn resource(&self, resources: &[&'d Dictionary], kind: &[u8], name: &[u8]) -> Option<&'d Object> {
        resources.iter().find_map(|one| {
            let group = one.get_deref(kind, self.document).ok()?.as_dict().ok()?;
            group.get_deref(name, self.document).ok()
        })
    }

    fn font(&mut self, font: &'d Dictionary) -> usize {
        let place = std::ptr::from_ref(font).addr();
        if let Some(known) = self.known.get(&place) {
            return *known;
        }
        self.fonts.push(Font::of(font, self.document));
        self.known.insert(place, self.fonts.len() - 1);
        self.fonts.len() - 1
    }

    /// Strings, and how far to go back between them.
    fn show_spaced(&mut self, strings: Option<&Object>, pen: &mut Pen) {
        for one in strings.and_then(|list| list.as_array().ok()).into_iter().flatten() {
            match number(one, self.document) {
                Some(back) => {
                    let by = -back / 1000.0 * pen.state.size * pen.state.stretch;
                    pen.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], pen.text);
                }
                None => self.show(Some(one), pen),
            }
        }
    }

    /// Draws a string and moves on behind it.
    fn show(&mut self, string: Option<&Object>, Pen { state, text, .. }: &mut Pen) {
        let Some(Object::String(bytes, _)) = string else { return };
        let Some(font) = state.font.and_then(|font| self.fonts.get_mut(font)) else {
            self.page.unread += usize::from(!bytes.is_empty());
            return;
        };
        let mut words = String::new();
        let mut unknown = 0;
        let mut wide = 0.0;
        font.letters(bytes, |letter| {
            match letter.text {
                Some(letter) => words.push_str(letter),
                None => {
                    words.push('\u{25a1}');
                    unknown += 1;
                }
            }
            let space = if letter.space { state.word_space } else { 0.0 };
            wide += (letter.width / 1000.0 * state.size + state.letter_space + space) * state.stretch;
        });
        if unknown > 0 {
            *self.unknown.entry(font.name.clone()).or_default() += unknown;
        }
        let whole = times(*text, state.matrix);
        let start = times([1.0, 0.0, 0.0, 1.0, 0.0, state.rise], whole);
        let end = times([1.0, 0.0, 0.0, 1.0, wide, state.rise], whole);
        let size = state.size.abs() * whole[2].hypot(whole[3]);
        *text = times([1.0, 0.0, 0.0, 1.0, wide, 0.0], *text);
        let drawn = [start[4], start[5], end[4], size].iter().all(|number| number.is_finite());
        if !words.is_empty() && drawn {
            self.page.invisible |= state.invisible && !words.trim().is_empty();
            self.page.chunks.push(Chunk {
                text: words,
                x: start[4],
                end: end[4],
                y: start[5],
                size: size.max(0.1),
                bold: font.bold,
                italic: font.italic,
                legacy: font.legacy,
            });
        }
    }
}
