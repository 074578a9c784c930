//! Inlines → measured pieces between which a line may break.
//!
//! Enters: runs of text with faces. Leaves: one string, the stretches of it that share a face and a
//! node, and its `Piece`s, measured in thousandths of an em so that no size matters yet.

use unicode_normalization::UnicodeNormalization as _;

use super::tree::{NodeId, Role, Tree};
use crate::document::{Face, Inline};
use crate::render::font::FontSet;
use crate::render::long_word::{LONG, is_long, may_end};
use crate::render::style::NOTE_MARK_SCALE;
use crate::text::typography::is_invisible;

/// The text of one paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Text {
    pub chars: String,
    pub spans: Vec<Span>,
    /// Footnotes, each with the byte at which its mark begins.
    pub notes: Vec<(usize, Footnote)>,
}

/// A footnote before it is set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Footnote {
    pub number: usize,
    pub text: String,
    pub node: NodeId,
}

/// A stretch in one face that belongs to one node; it ends before byte `end`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    pub end: usize,
    pub face: Face,
    pub node: NodeId,
    pub level: Level,
}

/// Where a stretch stands in its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Baseline,
    /// The mark of a footnote: small and raised.
    Mark,
}

impl Level {
    /// Its size as a part of that of the text.
    pub fn scale(self) -> f64 {
        match self {
            Self::Baseline => 1.0,
            Self::Mark => NOTE_MARK_SCALE,
        }
    }
}

/// What stands between two places where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Piece {
    pub start: usize,
    /// End of what is printed; a space after it reaches to the start of the next piece.
    pub end: usize,
    pub width: u32,
    /// Non-breaking spaces inside: they stretch with the others.
    pub spaces: u32,
    pub next: Next,
}

/// What follows a piece.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Next {
    Space {
        count: u32,
        width: u32,
    },
    /// Within a word: last resort.
    Split {
        width: u32,
        spaces: u32,
    },
    /// A forced end of line.
    Line,
    End,
}

impl Piece {
    fn empty(start: usize) -> Self {
        Self { start, end: start, width: 0, spaces: 0, next: Next::End }
    }

    fn add(&mut self, at: usize, c: char, advance: u32) {
        self.width += advance;
        self.spaces += u32::from(c == '\u{a0}');
        self.end = at + c.len_utf8();
    }
}

impl Text {
    pub fn push(&mut self, text: &str, face: Face, node: NodeId) {
        self.push_at(Level::Baseline, text, face, node);
    }

    fn push_at(&mut self, level: Level, text: &str, face: Face, node: NodeId) {
        if text.chars().all(is_plain) {
            self.chars.push_str(text);
        } else {
            // Layout sets one glyph per character, so combining marks must be composed first.
            self.chars.extend(text.nfc().filter_map(printable));
        }
        let end = self.chars.len();
        match self.spans.last_mut() {
            Some(last) if last.face == face && last.node == node && last.level == level => last.end = end,
            _ => self.spans.push(Span { end, face, node, level }),
        }
    }

    /// Inlines of one node; `face` changes the face of each. The mark of a note is a node under it, and so
    /// is the note.
    pub fn push_inlines(
        &mut self,
        content: &[Inline],
        node: NodeId,
        tree: &mut Tree,
        face: impl Fn(Face) -> Face,
    ) {
        for inline in content {
            match inline {
                Inline::Text { text, .. } => self.push(text, face(inline.face()), node),
                Inline::Blank { blank, .. } => self.push(&blank.text, face(inline.face()), node),
                Inline::Note(note) => {
                    let mark = tree.add(node, Role::Reference);
                    let number = note.number;
                    let own = tree.add(node, Role::Note { number });
                    self.notes
                        .push((self.chars.len(), Footnote { number, text: note.text.clone(), node: own }));
                    self.push_at(Level::Mark, &number.to_string(), face(note.face), mark);
                }
            }
        }
    }

    /// A footnote as it stands at the foot of its page, behind its mark.
    pub fn note(note: &Footnote) -> Self {
        let mut this = Self::default();
        this.push_at(Level::Mark, &note.number.to_string(), Face::REGULAR, note.node);
        this.push(&format!("\u{a0}{}", note.text), Face::REGULAR, note.node);
        this
    }

    pub fn plain(text: &str, face: Face, node: NodeId) -> Self {
        let mut this = Self::default();
        this.push(text, face, node);
        this
    }

    /// Measures the text and finds its breaks; `narrowest` is the width of the narrowest line in
    /// thousandths of an em.
    pub fn pieces(&self, fonts: &FontSet, narrowest: u32) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(self.chars.len() / 5 + 1);
        let mut open = Piece::empty(0);
        let (mut count, mut space) = (0, 0);
        self.measure(fonts, |at, c, advance| match c {
            '\n' => {
                pieces.push(Piece { next: Next::Line, ..open });
                open = Piece::empty(at + 1);
                (count, space) = (0, 0);
            }
            // A space at the start of a line is part of what it stands before.
            ' ' if at == open.start => {
                open.width += advance;
                open.end = at + 1;
            }
            ' ' => {
                count += 1;
                space += advance;
            }
            _ => {
                if count > 0 {
                    pieces.push(Piece { next: Next::Space { count, width: space }, ..open });
                    open = Piece::empty(at);
                    (count, space) = (0, 0);
                }
                open.add(at, c, advance);
            }
        });
        // A line end that closes the text begins no new line.
        if open.end > open.start || pieces.is_empty() {
            pieces.push(open);
        }
        if pieces.iter().any(|piece| self.may_split(piece, narrowest)) {
            return self.split(pieces, fonts, narrowest);
        }
        pieces
    }

    /// Hands out the characters, each with place and advance.
    fn measure(&self, fonts: &FontSet, mut take: impl FnMut(usize, char, u32)) {
        let mut start = 0;
        for Span { end, face, level, .. } in self.spans.iter().copied() {
            let face = fonts.face(face);
            for (at, c) in self.chars[start..end].char_indices() {
                let advance = u32::from(face.advance(c));
                let advance = match level {
                    Level::Baseline => advance,
                    Level::Mark => (f64::from(advance) * level.scale()).round() as u32,
                };
                take(start + at, c, advance);
            }
            start = end;
        }
    }

    fn may_split(&self, piece: &Piece, narrowest: u32) -> bool {
        let text = &self.chars[piece.start..piece.end];
        piece.width > narrowest || text.len() >= LONG && text.split('\u{a0}').any(is_long)
    }

    /// Cuts words that are wider than a line, and opens long ones for a last resort.
    fn split(&self, pieces: Vec<Piece>, fonts: &FontSet, narrowest: u32) -> Vec<Piece> {
        let mut advances: Vec<(usize, char, u32)> = Vec::with_capacity(self.chars.len());
        self.measure(fonts, |at, c, advance| advances.push((at, c, advance)));
        let mut out = Vec::with_capacity(pieces.len() + 8);
        for piece in pieces {
            if !self.may_split(&piece, narrowest) {
                out.push(piece);
                continue;
            }
            let from = advances.partition_point(|(at, ..)| *at < piece.start);
            let to = advances.partition_point(|(at, ..)| *at < piece.end);
            let wide = piece.width > narrowest;
            cut(&advances[from..to], piece, if wide { narrowest } else { u32::MAX }, wide, &mut out);
        }
        out
    }
}

/// Cuts one word after its punctuation (and, where it is wider than a line, at its non-breaking
/// spaces and in the end anywhere).
fn cut(chars: &[(usize, char, u32)], word: Piece, limit: u32, at_spaces: bool, out: &mut Vec<Piece>) {
    let mut open = Piece::empty(word.start);
    for (at, (byte, c, advance)) in chars.iter().copied().enumerate() {
        if at_spaces && c == '\u{a0}' && open.end > open.start && at + 1 < chars.len() {
            open.next = Next::Split { width: advance, spaces: 1 };
            out.push(open);
            let start = byte + c.len_utf8();
            open = Piece::empty(start);
            continue;
        }
        if open.end > open.start && open.width.saturating_add(advance) > limit {
            open.next = Next::Split { width: 0, spaces: 0 };
            out.push(open);
            open = Piece::empty(byte);
        }
        open.add(byte, c, advance);
        let next = chars.get(at + 1).map(|(_, next, _)| *next);
        if next.is_some_and(|next| may_end(c, next)) {
            open.next = Next::Split { width: 0, spaces: 0 };
            out.push(open);
            open = Piece::empty(open.end);
        }
    }
    open.next = word.next;
    out.push(open);
}

/// Characters of nearly every text: composed already, and printed as they are.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}' | 'À'..='\u{24f}' | 'Ạ'..='ỹ')
        || matches!(c, '“' | '”' | '‘' | '’' | '–' | '…' | '\u{2011}' | '\n')
}

/// The character to print, `None` for what has no shape of its own.
fn printable(c: char) -> Option<char> {
    match c {
        '\n' => Some('\n'),
        '\t' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => Some(' '),
        c if is_invisible(c) => None,
        '\u{202f}' => Some('\u{a0}'),
        c if c.is_control() => None,
        c => Some(c),
    }
}
