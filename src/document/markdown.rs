//! Markdown → blocks and annexes.
//!
//! The subset that templates may use: headings (`{.so}` numbers them here), paragraphs, dash lists,
//! tables, bold, italic, blanks `[……](o:ma "Tên")`, and annex headings
//! `# TÊN {.phu-luc #pl1 kho=ngang}`, where `.bo-cot-trong` leaves out the columns of its tables that
//! say nothing. Anything else is a finding, never a guess: what a value could smuggle in (code, rules,
//! HTML, ordered lists) cannot pass.

mod inlines;
mod refused;
mod table;

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel as MarkdownLevel, LinkType, Options, Parser, RefDefs, Tag, TagEnd};

pub(super) use inlines::merged;
use inlines::{split_letter, trimmed};
pub use refused::Refused;
use table::TableReader;

use super::trace::{Placed, Span};
use super::{Blank, Block, BlockKind, Face, HeadingLevel, Inline, ItemLevel};
use super::{binding, blanks, notes};
use crate::text::numerals::roman;
use crate::text::origin::{self, Mark, unmarked};

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
pub fn parts(markdown: &str) -> Result<Parts, Vec<Refused>> {
    if let Some(refused) = refused::character(markdown) {
        return Err(vec![refused]);
    }
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader { markdown, ..Reader::default() };
    let mut events = Parser::new_ext(markdown, options).into_offset_iter();
    reader.definitions(events.reference_definitions());
    for (event, range) in &mut events {
        reader.at = range;
        reader.event(event);
        if reader.refused.len() >= MAX_REFUSED {
            break;
        }
    }
    reader.finish()
}

/// Bytes of a short paragraph.
const USUAL_LENGTH: usize = 128;

/// A template with more faults than this has one that repeats.
const MAX_REFUSED: usize = 50;

#[derive(Default)]
struct Reader<'m> {
    markdown: &'m str,
    /// Where what is read stands in it.
    at: Range<usize>,
    parts: Parts,
    refused: Vec<Refused>,
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

impl Reader<'_> {
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
        let near = if near.trim().is_empty() { refused::line(self.markdown, self.at.start) } else { near };
        self.refused.push(Refused::new(what, near));
    }

    /// A line `[nhãn]: địa chỉ` prints nothing, wherever it stands.
    fn definitions(&mut self, definitions: &RefDefs<'_>) {
        let mut starts: Vec<usize> =
            definitions.iter().map(|(_, definition)| definition.span.start).collect();
        starts.sort_unstable();
        for start in starts {
            self.at = start..start;
            self.refuse("định nghĩa liên kết, không in ra được,", "");
        }
    }

    /// Lists, tables and headings within an item have no place of their own on the page: their words would run on
    /// from those of the item, or lose their level.
    fn refuse_within_item(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::List(_) if self.in_item => self.refuse("danh sách lồng trong một gạch đầu dòng", ""),
            Tag::Table(_) | Tag::Heading { .. } | Tag::Paragraph if !self.inlines.is_empty() => {
                self.refuse("bảng, tiêu đề hoặc đoạn nối vào một gạch đầu dòng", "");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        self.refuse_within_item(&tag);
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
            Tag::Table(alignments) => self.table = Some(TableReader::of(&alignments)),
            Tag::TableHead => {
                if let Some(table) = &mut self.table {
                    table.begin_header();
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
                    table.end_cell(cell, spans);
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                self.refuse_surplus();
                if let Some(table) = &mut self.table {
                    table.end_row();
                }
            }
            TagEnd::Table => {
                if let Some(table) = self.table.take() {
                    let (table, spans) = table.finish();
                    let spans = spans.into_iter().map(|(cell, span)| (Some(cell), span)).collect();
                    self.push(BlockKind::Table(table), spans);
                }
            }
            _ => {}
        }
    }

    /// Cells beyond the columns of the heading: a reader of Markdown leaves them out.
    fn refuse_surplus(&mut self) {
        let Some(columns) = self.table.as_ref().map(|table| table.columns.len()) else { return };
        let row = self.markdown[self.at.clone()].trim();
        // Nearly no row has more bars than its cells need: the others are not taken apart.
        let outer = usize::from(row.starts_with('|')) + usize::from(row.ends_with('|'));
        let most = memchr::memchr_iter(b'|', row.as_bytes()).count() + 1 - outer;
        if most <= columns {
            return;
        }
        let cells = refused::cells(row);
        let surplus = cells.iter().skip(columns).find(|cell| !unmarked(cell).trim().is_empty());
        if let Some(surplus) = surplus {
            let what = format!("dòng bảng có {} ô trong khi bảng có {columns} cột,", cells.len());
            self.refuse(&what, surplus);
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
            if title.trim().is_empty() {
                self.refuse("phụ lục không có tiêu đề", "");
            }
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

    fn finish(self) -> Result<Parts, Vec<Refused>> {
        if self.refused.is_empty() { Ok(self.parts) } else { Err(self.refused) }
    }
}

fn heading_level(level: MarkdownLevel) -> HeadingLevel {
    match level {
        MarkdownLevel::H1 => HeadingLevel::Section,
        MarkdownLevel::H2 => HeadingLevel::Clause,
        _ => HeadingLevel::SubClause,
    }
}

#[cfg(test)]
mod tests;
