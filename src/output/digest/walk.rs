//! A walk over every field of a file of a document, for its digest.
//!
//! Every type is taken apart by name without `..`: a field added to the document model does not
//! compile here until it counts. (Hashing the `Debug` form needs no such list, but escaping the texts
//! took 55 of the 150 ms that a rebuild without changes had.)

use super::Feed;
use crate::document::trace::{Placed, Span, Trace};
use crate::document::{
    Align, Annex, Blank, Block, BlockKind, Closing, Column, DateLine, Document, Face, Head, HeadingLevel,
    Inline, ItemLevel, Meta, Note, Paper, Row, Signature, Table, Title,
};
use crate::official::{Circulation, State, Urgency};

impl Feed {
    pub(super) fn paper(&mut self, paper: &Paper<'_>) {
        let Paper { suffix, meta, main, annexes, first_annex, trace } = paper;
        self.push(&(*first_annex as u64).to_le_bytes());
        self.trace(trace);
        self.text(suffix);
        self.meta(meta);
        self.option(*main, Self::main);
        self.list(annexes, Self::annex);
    }

    /// The main text. What the file has of the document's own properties and annexes the paper says.
    fn main(&mut self, document: &Document) {
        let Document { meta: _, head, title, body, closing, annexes: _, annexes_apart: _, trace: _ } =
            document;
        self.head(head);
        let Title { kind, subject } = title;
        self.text(kind);
        self.text(subject);
        self.list(body, Self::block);
        self.closing(closing);
    }

    /// Where texts come from: a file of Word bears it.
    fn trace(&mut self, trace: &Trace) {
        let Trace { document, keys, spans } = trace;
        self.text(document);
        self.texts(keys);
        self.push(&(spans.len() as u64).to_le_bytes());
        for Placed { part, block, cell, span } in spans {
            let Span { origin, start, end } = span;
            let (row, column) = cell.map_or((usize::MAX, usize::MAX), |cell| cell);
            let mut bytes = [0; 56];
            let numbers = [*part, *block, row, column, *origin, *start, *end];
            for (bytes, number) in bytes.chunks_exact_mut(8).zip(numbers) {
                bytes.copy_from_slice(&(number as u64).to_le_bytes());
            }
            self.push(&bytes);
        }
    }

    /// With its length, so that no two lists of parts join to the same bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.push(&(bytes.len() as u64).to_le_bytes());
        self.push(bytes);
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    fn tag(&mut self, tag: u8) {
        self.push(&[tag]);
    }

    fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.push(&(items.len() as u64).to_le_bytes());
        for item in items {
            each(self, item);
        }
    }

    fn option<T>(&mut self, value: Option<T>, inner: impl Fn(&mut Self, T)) {
        self.tag(u8::from(value.is_some()));
        if let Some(value) = value {
            inner(self, value);
        }
    }

    fn texts(&mut self, texts: &[String]) {
        self.list(texts, |feed, text| feed.text(text));
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.list(inlines, Self::inline);
    }

    fn meta(&mut self, meta: &Meta) {
        let Meta { title, author, subject, state, date } = meta;
        self.text(title);
        self.text(author);
        self.text(subject);
        self.tag(match state {
            State::Draft => 0,
            State::Issued => 1,
        });
        self.option(*date, |feed, (year, month, day)| {
            feed.push(&year.to_le_bytes());
            feed.push(&[month.to_le_bytes(), day.to_le_bytes()].concat());
        });
    }

    fn head(&mut self, head: &Head) {
        let Head { superior, issuer, number, symbol, place, date, draft_mark, urgency, circulation } = head;
        self.texts(superior);
        self.texts(issuer);
        self.option(number.as_deref(), Self::text);
        self.text(symbol);
        self.text(place);
        let DateLine { day, month, year } = date;
        self.option(*day, |feed, day| feed.push(&day.to_le_bytes()));
        self.option(*month, |feed, month| feed.push(&month.to_le_bytes()));
        self.push(&year.to_le_bytes());
        self.option(draft_mark.as_deref(), Self::text);
        self.option(*urgency, |feed, urgency| {
            feed.tag(match urgency {
                Urgency::Urgent => 0,
                Urgency::VeryUrgent => 1,
                Urgency::Flash => 2,
            });
        });
        self.option(*circulation, |feed, circulation| {
            feed.tag(match circulation {
                Circulation::ReturnAfterReading => 0,
                Circulation::Internal => 1,
            });
        });
    }

    fn block(&mut self, block: &Block) {
        let Block { kind, keep_with_next } = block;
        self.tag(u8::from(*keep_with_next));
        match kind {
            BlockKind::Heading { level, content } => {
                self.tag(match level {
                    HeadingLevel::Section => 0,
                    HeadingLevel::Clause => 1,
                    HeadingLevel::SubClause => 2,
                });
                self.inlines(content);
            }
            BlockKind::Paragraph { content } => {
                self.tag(3);
                self.inlines(content);
            }
            BlockKind::Item { level, marker, content } => {
                self.tag(match level {
                    ItemLevel::Letter => 4,
                    ItemLevel::Dash => 5,
                });
                self.text(marker);
                self.inlines(content);
            }
            BlockKind::Table(table) => {
                self.tag(6);
                self.table(table);
            }
            BlockKind::Chart(chart) => {
                self.tag(7);
                // Figures and words, every field of them.
                self.text(&format!("{chart:?}"));
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        let face = match inline {
            Inline::Text { text, face } => {
                self.tag(0);
                self.text(text);
                face
            }
            Inline::Blank { blank, face } => {
                self.tag(1);
                let Blank { tag, label, text } = blank;
                self.text(tag);
                self.text(label);
                self.text(text);
                face
            }
            Inline::Note(Note { number, text, face }) => {
                self.tag(2);
                self.push(&(*number as u64).to_le_bytes());
                self.text(text);
                face
            }
        };
        let Face { bold, italic } = face;
        self.push(&[u8::from(*bold), u8::from(*italic)]);
    }

    fn table(&mut self, table: &Table) {
        let Table { columns, header, rows } = table;
        self.list(columns, |feed, Column { align }| {
            feed.tag(match align {
                Align::Left => 0,
                Align::Centre => 1,
                Align::Right => 2,
            });
        });
        self.list(header, Self::row);
        self.list(rows, Self::row);
    }

    fn row(&mut self, row: &Row) {
        match row {
            Row::Cells(cells) => {
                self.tag(0);
                self.list(cells, |feed, cell| feed.inlines(cell));
            }
            Row::Group(name) => {
                self.tag(1);
                self.inlines(name);
            }
        }
    }

    fn closing(&mut self, closing: &Closing) {
        let Closing { recipients, archive, signature } = closing;
        self.texts(recipients);
        self.text(archive);
        let Signature { lines, name } = signature;
        self.inlines(lines);
        self.inline(name);
    }

    fn annex(&mut self, annex: &Annex) {
        let Annex { id, label, title, reference, landscape, body } = annex;
        self.text(id);
        self.text(label);
        self.text(title);
        self.inlines(reference);
        self.tag(u8::from(*landscape));
        self.list(body, Self::block);
    }
}
