//! Dấu trong tệp Word: the lines of a file in order, each with what it is, and what the file keeps of them.
//!
//! The writer sets a bookmark [`MARK`] with its number at each line; a program that saves the file again keeps
//! bookmarks, whatever else it drops. What was made stands in the properties of the file, see `record`.

mod digest;
mod record;

pub use self::digest::digest;
pub use self::record::{Kept, Made, Record, STATE, State, kept};
use super::official;
use crate::document::trace::{Placed, Span, Trace};
use crate::document::{Block, BlockKind, Closing, Document, Face, Inline, Paper, Table};
use crate::text::notes;
use crate::text::typography::push_as_printed;

/// What a line of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Ô 3.
    Number,
    /// Ô 4.
    PlaceDate,
    /// Ô 5a.
    Subject,
    /// A heading, a paragraph or an item.
    Text,
    /// A row of a table.
    Row,
    /// A row that heads a table.
    Header,
    Recipient,
    /// Dòng Lưu.
    Archive,
    /// Quyền hạn, chức vụ.
    SignerTitle,
    SignerName,
    AnnexTitle,
    /// "(Kèm theo …)".
    AnnexReference,
}

impl Role {
    const ALL: [(Self, char); 12] = [
        (Self::Number, 'n'),
        (Self::PlaceDate, 'd'),
        (Self::Subject, 's'),
        (Self::Text, 'p'),
        (Self::Row, 'r'),
        (Self::Header, 'h'),
        (Self::Recipient, 'v'),
        (Self::Archive, 'l'),
        (Self::SignerTitle, 'c'),
        (Self::SignerName, 'k'),
        (Self::AnnexTitle, 't'),
        (Self::AnnexReference, 'f'),
    ];

    /// Whether a file has no more than one such line.
    pub fn is_single(self) -> bool {
        matches!(self, Self::Number | Self::PlaceDate | Self::Subject | Self::Archive | Self::SignerName)
    }

    pub fn letter(self) -> char {
        Self::ALL.iter().find(|(role, _)| *role == self).map_or('p', |(_, letter)| *letter)
    }

    pub fn of(letter: char) -> Option<Self> {
        Self::ALL.iter().find(|(_, of)| *of == letter).map(|(role, _)| *role)
    }
}

/// One text with the values in it: a paragraph, or a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    pub text: String,
    /// In their order.
    pub spans: Vec<Span>,
    /// Blanks: where they stand, and their tags.
    pub blanks: Vec<(Span, String)>,
    /// Of so many characters each.
    pub faces: Vec<(usize, Face)>,
}

/// A line of a file: what bears one mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub role: Role,
    /// Of the first value in it; empty where it has none.
    pub key: String,
    /// One, or the cells of a row.
    pub texts: Vec<Traced>,
}

/// Names of the properties that hold what a file keeps of itself: the first, and before the numbers of those
/// that it goes on in.
pub const RECORD: &str = "kehoach";

/// What begins the name of every mark; its number follows.
pub const MARK: &str = "_kh";

/// The lines of a file, in the order of its marks.
pub fn marked(paper: &Paper<'_>) -> Vec<Line> {
    let mut marked = Vec::new();
    lines(paper, |role, sources| {
        let key = key(sources, &paper.trace.keys).to_owned();
        marked.push(Line { role, key, texts: sources.iter().map(Source::traced).collect() });
    });
    marked
}

/// A text of a line as it stands in the document, and the values in it.
struct Source<'d> {
    words: Words<'d>,
    placed: &'d [&'d Placed],
}

enum Words<'d> {
    /// Of a line that is one text in the face of its style.
    Plain(&'d str),
    /// After the marker of an item, if it is one.
    Inlines { marker: Option<&'d str>, content: &'d [Inline] },
}

impl<'d> Source<'d> {
    fn of(content: &'d [Inline]) -> Self {
        Self { words: Words::Inlines { marker: None, content }, placed: &[] }
    }

    fn spans(&self) -> impl Iterator<Item = Span> {
        self.placed.iter().map(|placed| placed.span)
    }
}

/// The name of the first value in a line; empty where it has none.
fn key<'k>(sources: &[Source<'_>], keys: &'k [String]) -> &'k str {
    let first = sources.iter().find_map(|source| source.placed.first());
    first.and_then(|placed| keys.get(placed.span.origin)).map_or("", String::as_str)
}

/// Goes through the lines of a file, in the order of its marks.
fn lines(paper: &Paper<'_>, mut each: impl FnMut(Role, &[Source<'_>])) {
    if let Some(document) = paper.main {
        main(document, paper.trace, &mut each);
    }
    for (at, annex) in paper.annexes.iter().enumerate() {
        plain(Role::AnnexTitle, &annex.title, &mut each);
        each(Role::AnnexReference, &[Source::of(&annex.reference)]);
        blocks(&annex.body, paper.first_annex + at + 1, paper.trace, &mut each);
    }
}

fn main(document: &Document, trace: &Trace, each: &mut impl FnMut(Role, &[Source<'_>])) {
    each(Role::Number, &[Source::of(&official::number_line(&document.head))]);
    each(Role::PlaceDate, &[Source::of(&official::place_and_date(&document.head))]);
    plain(Role::Subject, &document.title.subject, each);
    blocks(&document.body, 0, trace, each);
    let closing = &document.closing;
    let (beside, below) = official::closing_entries(closing);
    entries(&beside, 0, closing, each);
    for line in &closing.signature.lines {
        each(Role::SignerTitle, &[Source::of(std::slice::from_ref(line))]);
    }
    each(Role::SignerName, &[Source::of(std::slice::from_ref(&closing.signature.name))]);
    entries(&below, beside.len(), closing, each);
}

/// Recipients, and the line “Lưu” that ends their list; `from` is how many of them stand before these.
fn entries(lines: &[String], from: usize, closing: &Closing, each: &mut impl FnMut(Role, &[Source<'_>])) {
    for (at, line) in (from..).zip(lines) {
        let role = if at == closing.recipients.len() { Role::Archive } else { Role::Recipient };
        plain(role, line, each);
    }
}

fn plain(role: Role, text: &str, each: &mut impl FnMut(Role, &[Source<'_>])) {
    each(role, &[Source { words: Words::Plain(text), placed: &[] }]);
}

fn blocks(blocks: &[Block], part: usize, trace: &Trace, each: &mut impl FnMut(Role, &[Source<'_>])) {
    for (at, block) in blocks.iter().enumerate() {
        let mut own = trace.of(part, at);
        // As a rule they stand in this order already.
        own.sort_by_key(|placed| placed.cell);
        let placed = |cell: Option<(usize, usize)>| {
            let from = own.partition_point(|placed| placed.cell < cell);
            let count = own[from..].partition_point(|placed| placed.cell == cell);
            &own[from..from + count]
        };
        match &block.kind {
            BlockKind::Heading { content, .. } | BlockKind::Paragraph { content } => {
                let words = Words::Inlines { marker: None, content };
                each(Role::Text, &[Source { words, placed: placed(None) }]);
            }
            BlockKind::Item { marker, content, .. } => {
                let words = Words::Inlines { marker: Some(marker), content };
                each(Role::Text, &[Source { words, placed: placed(None) }]);
            }
            BlockKind::Table(table) if is_written(table) => {
                for content in &table.header {
                    let cells = content.texts().iter().take(table.columns.len());
                    each(Role::Header, &cells.map(|cell| Source::of(cell)).collect::<Vec<_>>());
                }
                for (row, content) in table.rows.iter().enumerate() {
                    let cells = content.texts().iter().take(table.columns.len()).enumerate();
                    let sources = cells.map(|(column, content)| Source {
                        words: Words::Inlines { marker: None, content },
                        placed: placed(Some((row, column))),
                    });
                    each(Role::Row, &sources.collect::<Vec<_>>());
                }
            }
            // A chart is drawn from figures that stand elsewhere.
            BlockKind::Table(_) | BlockKind::Chart(_) => {}
        }
    }
}

/// Whether a writer sets a table at all: Word calls a file damaged that has one without cells.
pub fn is_written(table: &Table) -> bool {
    !(table.columns.is_empty() || (table.header.is_empty() && table.rows.is_empty()))
}

impl Source<'_> {
    /// Appends the text as a reader of the file sees it, notes typed where their marks stand.
    fn push_to(&self, text: &mut String) {
        match self.words {
            Words::Plain(words) => push_as_printed(text, words),
            Words::Inlines { marker, content } => {
                push_marker(text, marker);
                content.iter().for_each(|inline| push_inline(text, inline));
            }
        }
    }

    fn traced(&self) -> Traced {
        let mut traced = Traced {
            text: String::new(),
            spans: self.spans().collect(),
            blanks: Vec::new(),
            faces: Vec::new(),
        };
        match self.words {
            Words::Plain(words) => push_as_printed(&mut traced.text, words),
            Words::Inlines { marker, content } => {
                push_marker(&mut traced.text, marker);
                traced.faces.push((traced.text.chars().count(), Face::REGULAR));
                content.iter().for_each(|inline| traced.push(inline));
            }
        }
        traced
    }
}

impl Traced {
    fn push(&mut self, inline: &Inline) {
        let before = self.text.len();
        push_inline(&mut self.text, inline);
        let count = self.text[before..].chars().count();
        if let Inline::Blank { blank, .. } = inline {
            let start = self.text[..before].chars().count();
            self.blanks.push((Span { origin: usize::MAX, start, end: start + count }, blank.tag.clone()));
        }
        self.faces.push((count, inline.face()));
    }
}

fn push_marker(text: &mut String, marker: Option<&str>) {
    if let Some(marker) = marker {
        text.push_str(marker);
        text.push(' ');
    }
}

fn push_inline(text: &mut String, inline: &Inline) {
    match inline {
        Inline::Text { text: words, .. } => push_as_printed(text, words),
        Inline::Blank { blank, .. } => push_as_printed(text, &blank.text),
        Inline::Note(note) => push_as_printed(text, &notes::typed(&note.text)),
    }
}

/// A stretch of a text; one that reaches beyond its end stops there.
pub fn cut(text: &str, span: Span) -> String {
    stretch(text, span).to_owned()
}

fn stretch(text: &str, span: Span) -> &str {
    let place = |text: &str, at: usize| text.char_indices().nth(at).map_or(text.len(), |(place, _)| place);
    let rest = &text[place(text, span.start)..];
    &rest[..place(rest, span.end.saturating_sub(span.start))]
}
