//! Markdown → blocks and annexes.
//!
//! The subset that templates may use: headings (`{.so}` numbers them here), paragraphs, dash lists,
//! tables, bold, italic, blanks `[……](o:ma "Tên")`, and annex headings
//! `# TÊN {.phu-luc #pl1 kho=ngang}`, where `.bo-cot-trong` leaves out the columns of its tables that
//! say nothing. Anything else is a finding, never a guess: what a value could smuggle in (code, rules,
//! HTML, ordered lists) cannot pass.

use pulldown_cmark::{
    Alignment, Event, HeadingLevel as MarkdownLevel, LinkType, Options, Parser, Tag, TagEnd,
};

use super::trace::{Placed, Span};
use super::{
    Align, Blank, Block, BlockKind, Column, Face, HeadingLevel, Inline, ItemLevel, Note, Row, Table,
};
use super::{binding, blanks, notes};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::reference::LETTERS;
use crate::text::numerals::roman;
use crate::text::origin::{self, Mark};

/// What a template's Markdown holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Parts {
    pub body: Vec<Block>,
    pub annexes: Vec<AnnexPart>,
    /// Where marked values stand, in the order of reading.
    pub spans: Vec<Placed>,
}

/// An annex before its label and reference line are known.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnexPart {
    pub id: String,
    pub title: String,
    pub landscape: bool,
    /// Columns that say nothing in any row are left out.
    pub trims_columns: bool,
    pub body: Vec<Block>,
}

/// Reads the Markdown of one document.
///
/// # Errors
/// Every construct outside the subset, each named with the text near it.
pub fn parts(markdown: &str) -> Result<Parts, Vec<Diagnostic>> {
    if let Some(at) = refused(markdown) {
        return Err(vec![control_character(markdown, at)]);
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::default();
    for event in Parser::new_ext(markdown, options) {
        reader.event(event);
        if reader.findings.len() == MAX_FINDINGS {
            break;
        }
    }
    reader.finish()
}

/// Bytes of a short paragraph.
const USUAL_LENGTH: usize = 128;

/// A template with more faults than this has one that repeats.
const MAX_FINDINGS: usize = 50;

/// The first character that is refused. Few texts have a byte with which one begins.
fn refused(markdown: &str) -> Option<usize> {
    let begins = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0x7f | 0xc2 | 0xef);
    if markdown.as_bytes().iter().any(begins) { markdown.find(is_refused) } else { None }
}

/// Characters that no format can hold or that none shows.
fn is_refused(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\r' | '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn control_character(markdown: &str, at: usize) -> Diagnostic {
    let code = markdown[at..].chars().next().map_or(0, u32::from);
    let near: String = markdown[..at].chars().rev().take_while(|c| *c != '\n').take(40).collect();
    let near: String = near.chars().rev().collect();
    Diagnostic::error(
        codes::MARKDOWN,
        format!("mẫu tạo ra ký tự điều khiển U+{code:04X} sau “{}”", near.trim()),
    )
    .hint("xóa ký tự này trong mẫu, thường do sao chép từ tệp khác")
}

#[derive(Default)]
struct Reader {
    parts: Parts,
    findings: Vec<Diagnostic>,
    inlines: Vec<Inline>,
    bold: usize,
    italic: usize,
    blank: Option<Blank>,
    heading: Option<Heading>,
    in_item: bool,
    table: Option<TableReader>,
    /// Numbers of `{.so}` headings: Mục, khoản, tiểu khoản.
    counters: [usize; 3],
    /// Stretches of the text that is read, and of those that are not at their end the places among them.
    spans: Vec<Span>,
    begun: Vec<usize>,
}

struct Heading {
    level: HeadingLevel,
    numbered: bool,
    /// What it says of itself where it opens an annex.
    annex: Option<AnnexPart>,
}

struct TableReader {
    columns: Vec<Column>,
    header: Vec<Row>,
    rows: Vec<Row>,
    cells: Vec<Vec<Inline>>,
    spans: Vec<((usize, usize), Span)>,
    in_header: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::Code(text) => self.refuse("đoạn mã", &text),
            Event::Html(text) | Event::InlineHtml(text) => {
                if !text.trim().is_empty() {
                    self.refuse("thẻ HTML", &text);
                }
            }
            Event::Rule => self.refuse("đường kẻ ngang", ""),
            _ => self.refuse("cú pháp Markdown không hỗ trợ", ""),
        }
    }

    fn refuse(&mut self, what: &str, near: &str) {
        let near: String = near.trim().chars().take(60).collect();
        let near = if near.is_empty() { plain_tail(&self.inlines) } else { near };
        let message = format!("mẫu tạo ra {what} gần “{near}”");
        self.findings.push(Diagnostic::error(codes::MARKDOWN, message));
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::TableRow | Tag::TableCell => {}
            Tag::Heading { level, id, classes, attrs } => {
                let class = |name: &str| classes.iter().any(|class| &**class == name);
                let wide = attrs.iter().any(|(name, value)| {
                    &**name == "kho" && value.as_ref().is_some_and(|value| &**value == "ngang")
                });
                let id =
                    id.map_or_else(|| format!("pl{}", self.parts.annexes.len() + 1), |id| id.to_string());
                let annex = AnnexPart {
                    id,
                    title: String::new(),
                    landscape: wide,
                    trims_columns: class("bo-cot-trong"),
                    body: Vec::new(),
                };
                self.heading = Some(Heading {
                    level: heading_level(level),
                    numbered: class("so"),
                    annex: class("phu-luc").then_some(annex),
                });
            }
            Tag::List(None) => {}
            Tag::List(Some(_)) => self.refuse("danh sách đánh số (số thứ tự do chương trình tự tính)", ""),
            Tag::Item => self.in_item = true,
            Tag::Strong => self.bold += 1,
            Tag::Emphasis => self.italic += 1,
            Tag::Link { link_type: LinkType::Inline, dest_url, title, .. } if dest_url.starts_with("o:") => {
                let tag = dest_url.trim_start_matches("o:").to_owned();
                self.blank = Some(Blank { tag, label: title.to_string(), text: String::new() });
            }
            Tag::Table(alignments) => self.start_table(&alignments),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.in_header = true;
                }
            }
            Tag::HtmlBlock => {}
            Tag::CodeBlock(_) => self.refuse("khối mã (dòng thụt vào từ bốn dấu cách)", ""),
            Tag::BlockQuote(_) => self.refuse("khối trích dẫn", ""),
            Tag::Link { dest_url, .. } => self.refuse("liên kết", &dest_url),
            Tag::Image { dest_url, .. } => self.refuse("hình ảnh", &dest_url),
            _ => self.refuse("cú pháp Markdown không hỗ trợ", ""),
        }
    }

    fn start_table(&mut self, alignments: &[Alignment]) {
        let column = |alignment: &Alignment| Column {
            align: match alignment {
                Alignment::Center => Align::Centre,
                Alignment::Right => Align::Right,
                Alignment::None | Alignment::Left => Align::Left,
            },
        };
        self.table = Some(TableReader {
            columns: alignments.iter().map(column).collect(),
            header: Vec::new(),
            rows: Vec::new(),
            cells: Vec::new(),
            spans: Vec::new(),
            in_header: false,
        });
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.end_text(),
            TagEnd::Item => {
                self.end_text();
                self.in_item = false;
            }
            TagEnd::Heading(_) => self.end_heading(),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Link => {
                if let Some(blank) = self.blank.take() {
                    let face = self.face();
                    self.inlines.push(Inline::Blank { blank, face });
                }
            }
            TagEnd::TableCell => {
                let (cell, cut) = trimmed(std::mem::take(&mut self.inlines));
                let spans = self.take_spans(0, cut);
                if let Some(table) = &mut self.table {
                    let place = (table.rows.len(), table.cells.len());
                    let own = spans.into_iter().filter(|_| !table.in_header);
                    table.spans.extend(own.map(|span| (place, span)));
                    table.cells.push(cell);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    let TableReader { columns, header, rows, spans, .. } = table;
                    let spans = spans.into_iter().map(|(cell, span)| (Some(cell), span)).collect();
                    self.push(BlockKind::Table(Table { columns, header, rows }), spans);
                }
            }
            _ => {}
        }
    }

    fn face(&self) -> Face {
        Face { bold: self.bold > 0, italic: self.italic > 0 }
    }

    /// Words, with the marks of values taken out.
    fn text(&mut self, text: &str) {
        if !origin::may_have(text) {
            return self.words(text);
        }
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let Some(mark) = origin::mark(c) else { continue };
            self.words(&text[from..at]);
            from = at + c.len_utf8();
            let here = self.inlines.iter().map(|inline| inline.as_str().chars().count()).sum();
            match mark {
                Mark::Begin(origin) => {
                    self.begun.push(self.spans.len());
                    self.spans.push(Span { origin, start: here, end: here });
                }
                Mark::End => {
                    if let Some(span) = self.begun.pop() {
                        self.spans[span].end = here;
                    }
                }
            }
        }
        self.words(&text[from..]);
    }

    /// The stretches of a text that is at its end, which stands `shift` characters further on in its line and
    /// has lost `cut` at its beginning.
    fn take_spans(&mut self, shift: usize, cut: usize) -> Vec<Span> {
        self.begun.clear();
        let place = |at: usize| at.saturating_sub(cut) + shift;
        let spans = std::mem::take(&mut self.spans).into_iter();
        spans.map(|span| Span { start: place(span.start), end: place(span.end), ..span }).collect()
    }

    fn words(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(blank) = &mut self.blank {
            blank.text.push_str(text);
            return;
        }
        let face = self.face();
        match self.inlines.last_mut() {
            Some(Inline::Text { text: last, face: same }) if *same == face => last.push_str(text),
            _ => {
                // More of it follows, mostly: the reader gives it in pieces, mark by mark.
                let mut begun = String::with_capacity(text.len().max(USUAL_LENGTH));
                begun.push_str(text);
                self.inlines.push(Inline::text(begun, face));
            }
        }
    }

    /// A paragraph or the text of a list item.
    fn end_text(&mut self) {
        let (content, cut) = trimmed(std::mem::take(&mut self.inlines));
        // A dash and its space stand before the text of an item; a letter is part of what was read.
        let spans = self.take_spans(if self.in_item { 2 } else { 0 }, cut);
        if content.is_empty() {
            return;
        }
        let spans = spans.into_iter().map(|span| (None, span)).collect();
        if self.in_item {
            self.push(BlockKind::Item { level: ItemLevel::Dash, marker: "-".to_owned(), content }, spans);
            return;
        }
        let kind = match split_letter(&content) {
            Some((marker, content)) => BlockKind::Item { level: ItemLevel::Letter, marker, content },
            None => BlockKind::Paragraph { content },
        };
        self.push(kind, spans);
    }

    fn end_heading(&mut self) {
        let (mut content, cut) = trimmed(std::mem::take(&mut self.inlines));
        let Some(heading) = self.heading.take() else { return };
        let mut spans = self.take_spans(0, cut);
        if let Some(annex) = heading.annex {
            let title = super::plain_text(&content);
            self.parts.annexes.push(AnnexPart { title, ..annex });
            self.counters = [0; 3];
            return;
        }
        if heading.numbered {
            let number = self.next_number(heading.level);
            let number = format!("{number} ");
            let shift = number.chars().count();
            for span in &mut spans {
                *span = Span { start: span.start + shift, end: span.end + shift, ..*span };
            }
            content.insert(0, Inline::text(number, Face::REGULAR));
        }
        // A heading is bold as a whole; emphasis inside it stays italic.
        let content = merged(content, |face| Face { bold: true, ..face });
        let spans = spans.into_iter().map(|span| (None, span)).collect();
        self.push(BlockKind::Heading { level: heading.level, content }, spans);
    }

    /// I., 1., 1.1. - the levels above that are in use in this document part.
    fn next_number(&mut self, level: HeadingLevel) -> String {
        let depth = level as usize;
        self.counters[depth] += 1;
        self.counters[depth + 1..].fill(0);
        match level {
            HeadingLevel::Section => format!("{}.", roman(self.counters[0])),
            HeadingLevel::Clause => format!("{}.", self.counters[1]),
            HeadingLevel::SubClause => format!("{}.{}.", self.counters[1], self.counters[2]),
        }
    }

    fn push(&mut self, kind: BlockKind, spans: Vec<(Option<(usize, usize)>, Span)>) {
        let kind = blanks::find(binding::bind(notes::find(kind)));
        let block = Block { kind, keep_with_next: false };
        let part = self.parts.annexes.len();
        let body = match self.parts.annexes.last_mut() {
            Some(annex) => &mut annex.body,
            None => &mut self.parts.body,
        };
        let at = body.len();
        self.parts.spans.extend(spans.into_iter().map(|(cell, span)| Placed { part, block: at, cell, span }));
        body.push(block);
    }

    fn finish(self) -> Result<Parts, Vec<Diagnostic>> {
        if self.findings.is_empty() { Ok(self.parts) } else { Err(self.findings) }
    }
}

impl TableReader {
    /// A row whose first cell alone has text spans all columns.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if self.in_header {
            self.in_header = false;
            let bold = cells.into_iter().map(|cell| merged(cell, |face| Face { bold: true, ..face }));
            self.header.push(Row::Cells(bold.collect()));
            return;
        }
        let group = cells.len() > 1 && !cells[0].is_empty() && cells[1..].iter().all(Vec::is_empty);
        if group {
            let name = cells.into_iter().next().unwrap_or_default();
            self.rows.push(Row::Group(merged(name, |face| Face { bold: true, ..face })));
        } else {
            self.rows.push(Row::Cells(cells));
        }
    }
}

fn heading_level(level: MarkdownLevel) -> HeadingLevel {
    match level {
        MarkdownLevel::H1 => HeadingLevel::Section,
        MarkdownLevel::H2 => HeadingLevel::Clause,
        _ => HeadingLevel::SubClause,
    }
}

/// "a) …": a paragraph that begins with a letter of the decree's order and a bracket is a điểm.
fn split_letter(content: &[Inline]) -> Option<(String, Vec<Inline>)> {
    let Inline::Text { text, face } = content.first()? else { return None };
    let (marker, rest) = text.split_once(") ")?;
    let letters = |marker: &str| marker.chars().all(|c| LETTERS.iter().any(|letter| letter.starts_with(c)));
    if marker.is_empty() || marker.chars().count() > 2 || !letters(marker) {
        return None;
    }
    let rest = Inline::text(rest.trim_start(), *face);
    Some((format!("{marker})"), std::iter::once(rest).chain(content[1..].iter().cloned()).collect()))
}

/// Without white space at the ends; empty runs dropped. With how many characters went at the beginning.
fn trimmed(mut content: Vec<Inline>) -> (Vec<Inline>, usize) {
    let mut cut = 0;
    if let Some(Inline::Text { text, .. }) = content.first_mut() {
        let blank = text.len() - text.trim_start().len();
        cut = text.drain(..blank).as_str().chars().count();
    }
    if let Some(Inline::Text { text, .. }) = content.last_mut() {
        text.truncate(text.trim_end().len());
    }
    content.retain(|inline| !inline.as_str().is_empty());
    (content, cut)
}

/// Sets the face of every run, and joins neighbours that now look the same.
pub(super) fn merged(content: Vec<Inline>, face_of: impl Fn(Face) -> Face) -> Vec<Inline> {
    let mut merged: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (inline, merged.last_mut()) {
            (Inline::Text { text, face }, Some(Inline::Text { text: last, face: same }))
                if *same == face_of(face) =>
            {
                last.push_str(&text);
            }
            (Inline::Text { text, face }, _) => merged.push(Inline::Text { text, face: face_of(face) }),
            (Inline::Blank { blank, face }, _) => merged.push(Inline::Blank { blank, face: face_of(face) }),
            (Inline::Note(note), _) => merged.push(Inline::Note(Note { face: face_of(note.face), ..note })),
        }
    }
    merged
}

fn plain_tail(content: &[Inline]) -> String {
    let text = super::plain_text(content);
    let skip = text.chars().count().saturating_sub(60);
    text.chars().skip(skip).collect()
}
