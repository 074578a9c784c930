//! Dấu trong tệp Word: the lines of a file in order, each with what it is, and what the file keeps of them.
//!
//! The writer sets a bookmark [`MARK`] with its number at each line; a program that saves the file again keeps
//! bookmarks, whatever else it drops. What was made stands in the properties of the file, see `record`.

use super::official;
use crate::document::trace::{Placed, Span, Trace};
use crate::document::{Annex, Block, BlockKind, Document, Face, Inline, Paper, Row, Table};
use crate::text::notes;
use crate::text::typography::{as_printed, push_as_printed};

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
    let mut lines = Lines { trace: paper.trace, lines: Vec::new() };
    if let Some(document) = paper.main {
        lines.main(document);
    }
    for (at, annex) in paper.annexes.iter().enumerate() {
        lines.annex(annex, paper.first_annex + at + 1);
    }
    lines.lines
}

struct Lines<'t> {
    trace: &'t Trace,
    lines: Vec<Line>,
}

impl Lines<'_> {
    fn main(&mut self, document: &Document) {
        self.whole(Role::Number, &official::number_line(&document.head));
        self.whole(Role::PlaceDate, &official::place_and_date(&document.head));
        self.plain(Role::Subject, &document.title.subject);
        self.blocks(&document.body, 0);
        for recipient in &document.closing.recipients {
            self.plain(Role::Recipient, &format!("- {recipient};"));
        }
        self.plain(Role::Archive, &format!("- {}.", document.closing.archive));
        for line in &document.closing.signature.lines {
            self.whole(Role::SignerTitle, std::slice::from_ref(line));
        }
        self.whole(Role::SignerName, std::slice::from_ref(&document.closing.signature.name));
    }

    fn annex(&mut self, annex: &Annex, part: usize) {
        self.plain(Role::AnnexTitle, &annex.title);
        self.whole(Role::AnnexReference, &annex.reference);
        self.blocks(&annex.body, part);
    }

    fn plain(&mut self, role: Role, text: &str) {
        let text = as_printed(text);
        let texts = vec![Traced { text, spans: Vec::new(), blanks: Vec::new(), faces: Vec::new() }];
        self.lines.push(Line { role, key: String::new(), texts });
    }

    fn whole(&mut self, role: Role, content: &[Inline]) {
        self.lines.push(Line { role, key: String::new(), texts: vec![traced(content, "", Vec::new())] });
    }

    fn blocks(&mut self, blocks: &[Block], part: usize) {
        for (at, block) in blocks.iter().enumerate() {
            let own: Vec<&Placed> = self.trace.of(part, at);
            let spans = |cell: Option<(usize, usize)>| -> Vec<Span> {
                own.iter().filter(|placed| placed.cell == cell).map(|placed| placed.span).collect()
            };
            match &block.kind {
                BlockKind::Heading { content, .. } | BlockKind::Paragraph { content } => {
                    self.push(Role::Text, vec![traced(content, "", spans(None))]);
                }
                BlockKind::Item { marker, content, .. } => {
                    self.push(Role::Text, vec![traced(content, &format!("{marker} "), spans(None))]);
                }
                BlockKind::Table(table) if is_written(table) => {
                    for content in &table.header {
                        let cells = content.texts().iter().take(table.columns.len());
                        self.push(Role::Header, cells.map(|cell| traced(cell, "", Vec::new())).collect());
                    }
                    for (row, content) in table.rows.iter().enumerate() {
                        let cells: Vec<Traced> = match content {
                            Row::Group(name) => vec![traced(name, "", spans(Some((row, 0))))],
                            Row::Cells(cells) => {
                                let cells = cells.iter().take(table.columns.len()).enumerate();
                                cells
                                    .map(|(column, cell)| traced(cell, "", spans(Some((row, column)))))
                                    .collect()
                            }
                        };
                        self.push(Role::Row, cells);
                    }
                }
                // A chart is drawn from figures that stand elsewhere.
                BlockKind::Table(_) | BlockKind::Chart(_) => {}
            }
        }
    }

    fn push(&mut self, role: Role, texts: Vec<Traced>) {
        let first = texts.iter().find_map(|text| text.spans.first());
        let key = first.and_then(|span| self.trace.keys.get(span.origin)).cloned().unwrap_or_default();
        self.lines.push(Line { role, key, texts });
    }
}

/// Whether a writer sets a table at all: Word calls a file damaged that has one without cells.
pub fn is_written(table: &Table) -> bool {
    !(table.columns.is_empty() || (table.header.is_empty() && table.rows.is_empty()))
}

/// A text as a reader of the file sees it, notes typed where their marks stand.
fn traced(content: &[Inline], marker: &str, spans: Vec<Span>) -> Traced {
    let mut text = marker.to_owned();
    let mut blanks = Vec::new();
    let mut faces = vec![(marker.chars().count(), Face::REGULAR)];
    for inline in content {
        let before = text.len();
        match inline {
            Inline::Text { text: words, .. } => push_as_printed(&mut text, words),
            Inline::Blank { blank, .. } => {
                let start = text.chars().count();
                push_as_printed(&mut text, &blank.text);
                let span = Span { origin: usize::MAX, start, end: text.chars().count() };
                blanks.push((span, blank.tag.clone()));
            }
            Inline::Note(note) => push_as_printed(&mut text, &notes::typed(&note.text)),
        }
        faces.push((text[before..].chars().count(), inline.face()));
    }
    Traced { text, spans, blanks, faces }
}

/// Begins the name of the mark that says of which document a file is, and of which state of its content: enough
/// where a program has dropped the properties, and the content is as it was.
pub const STATE: &str = "_khv_";

/// What a file keeps of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which document it is, and of each line what it is and what was made of it. Texts are kept as digests:
    /// enough to tell who changed a value, and small.
    pub record: String,
    /// What follows [`STATE`].
    pub state: String,
}

/// What a file is to keep of itself.
pub fn kept(paper: &Paper<'_>) -> Kept {
    let lines: Vec<Made> = marked(paper).iter().map(|line| Made::of(line, &paper.trace.keys)).collect();
    let written = written(&lines);
    let state = State::of_written(&format!("{}{}", paper.trace.document, paper.suffix), &written);
    Kept {
        record: format!("1|{}|{}|{written}", paper.trace.document, paper.suffix),
        state: format!("{:08x}{:08x}", state.document, state.lines),
    }
}

fn written(lines: &[Made]) -> String {
    let mut written = String::new();
    lines.iter().for_each(|line| line.write(&mut written));
    written
}

/// Which document, in which state of its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub document: u32,
    pub lines: u32,
}

impl State {
    /// Of a document, by its name with that of its file, and the lines that are made of it.
    pub fn of(document: &str, lines: &[Made]) -> Self {
        Self::of_written(document, &written(lines))
    }

    fn of_written(document: &str, written: &str) -> Self {
        Self { document: digest(document), lines: digest(written) }
    }

    /// From what follows [`STATE`] in the name of a mark.
    pub fn read(written: &str) -> Option<Self> {
        let (document, lines) = written.split_at_checked(8)?;
        let number = |written: &str| u32::from_str_radix(written, 16).ok();
        Some(Self { document: number(document)?, lines: number(lines)? })
    }
}

/// What a file keeps of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    pub role: Role,
    pub key: u32,
    /// Of the whole text, or of each cell.
    pub texts: Vec<u32>,
    /// Of each value in a paragraph, with the end of its name.
    pub values: Vec<(u32, u32)>,
}

impl Made {
    pub fn of(line: &Line, keys: &[String]) -> Self {
        let texts = line.texts.iter().map(|text| digest(&text.text)).collect();
        let values = match (line.role, line.texts.as_slice()) {
            (Role::Text, [only]) => only
                .spans
                .iter()
                .filter(|span| span.start < span.end)
                .filter_map(|span| {
                    let key = keys.get(span.origin)?;
                    Some((digest(key), digest(stretch(&only.text, *span))))
                })
                .collect(),
            _ => Vec::new(),
        };
        let key = if line.key.is_empty() { 0 } else { digest(&line.key) };
        Self { role: line.role, key, texts, values }
    }

    /// The digest of a value when the file was made, by its name.
    pub fn value(&self, key: &str) -> Option<u32> {
        let key = digest(key);
        self.values.iter().find(|(of, _)| *of == key).map(|(_, value)| *value)
    }

    fn write(&self, out: &mut String) {
        out.push(self.role.letter());
        write_digest(out, self.key);
        for text in &self.texts {
            write_digest(out, *text);
        }
        if !self.values.is_empty() {
            out.push(':');
            for (key, value) in &self.values {
                write_digest(out, *key);
                write_digest(out, *value);
            }
        }
        out.push('.');
    }

    fn read(written: &str) -> Option<Self> {
        let mut letters = written.chars();
        let role = Role::of(letters.next()?)?;
        let (texts, values) = letters.as_str().split_once(':').unwrap_or((letters.as_str(), ""));
        let (texts, values) = (read_digests(texts)?, read_digests(values)?);
        let (key, texts) = texts.split_first()?;
        let values = values.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        Some(Self { role, key: *key, texts: texts.to_vec(), values })
    }
}

/// A record, read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub document: String,
    pub suffix: String,
    pub lines: Vec<Made>,
}

impl Record {
    /// `None` where it is no record, or not whole.
    pub fn read(written: &str) -> Option<Self> {
        let mut parts = written.splitn(4, '|');
        let (version, document, suffix, lines) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        if version != "1" {
            return None;
        }
        let lines = lines.strip_suffix('.').unwrap_or(lines);
        let lines = lines.split('.').filter(|line| !line.is_empty()).map(Made::read);
        let lines = lines.collect::<Option<Vec<_>>>()?;
        Some(Self { document: document.to_owned(), suffix: suffix.to_owned(), lines })
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

/// A digest of a text as it is read: spaces count once, and a stop at the end does not. In the way of FNV-1a, eight
/// bytes at a time, folded to 30 bits: five letters in a file.
pub fn digest(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |part: u64| {
        let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // What stands high in a part must reach the low bits, too.
        hash = mixed ^ (mixed >> 32);
    };
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || "./;".contains(c));
    for word in text.split_whitespace() {
        for part in word.as_bytes().chunks(8) {
            let mut bytes = [0; 8];
            bytes[..part.len()].copy_from_slice(part);
            feed(u64::from_le_bytes(bytes));
        }
        // Of no word that is printed: it parts this one from the next.
        feed(u64::MAX);
    }
    // 0 is kept for what has no name.
    let folded = (hash ^ (hash >> 30)) & 0x3fff_ffff;
    u32::try_from(folded).unwrap_or(0).max(1)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

fn write_digest(out: &mut String, digest: u32) {
    for place in (0..5).rev() {
        out.push(char::from(LETTERS[(digest >> (place * 6)) as usize & 63]));
    }
}

fn read_digests(written: &str) -> Option<Vec<u32>> {
    let letters = written.as_bytes();
    if !letters.len().is_multiple_of(5) {
        return None;
    }
    let value = |letter: &u8| LETTERS.iter().position(|known| known == letter);
    let digests = letters.chunks_exact(5).map(|letters| {
        letters
            .iter()
            .try_fold(0_u32, |digest, letter| Some(digest << 6 | u32::try_from(value(letter)?).ok()?))
    });
    digests.collect()
}
