//! Đoạn văn: style, what departs from it, and content.

use super::Writer;
use super::run::Letters;
use crate::document::chart::Chart;
use crate::document::{Face, Inline};
use crate::length::Length;
use crate::render::docx::{chart, styles};
use crate::render::marks;

/// A paragraph. Formatting lives in the named styles; it carries only what its style does not say.
#[derive(Clone, Copy)]
pub(in crate::render::docx) struct Paragraph<'a> {
    pub style: &'static str,
    pub keep: Keep,
    /// The distance from what stands above it.
    pub above: Option<Length>,
    pub indent: Option<Indent>,
    /// The setting of the section that it ends, as [`section`](crate::render::docx::section) has it.
    pub ends: Option<&'static str>,
    pub mark: Mark<'a>,
    pub letters: Letters,
    /// The size of its end, which has a part in the height of its last line.
    pub end: Option<Length>,
    pub content: Content<'a>,
}

/// What a page end must not part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::render::docx) struct Keep {
    /// The paragraph and the next one.
    pub next: bool,
    /// Not the two of them, though its style says so.
    pub free: bool,
    /// Its own lines.
    pub lines: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::render::docx) struct Indent {
    pub left: Length,
    pub right: Length,
    /// Of the first line, where it is not that of the style.
    pub first: Option<Length>,
}

/// Dấu trang at the beginning of a paragraph, of no length: what is typed into the paragraph leaves it alone,
/// and every program that saves the file keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render::docx) enum Mark<'a> {
    None,
    /// Of a line; its number is that of [`marks::marked`].
    Line,
    /// Of the file as a whole, in its first paragraph.
    State(&'a str),
}

#[derive(Clone, Copy)]
pub(in crate::render::docx) enum Content<'a> {
    Nothing,
    /// Plain words, set as the style says.
    Words(&'a str),
    /// After the marker of an item, if it is one. `base` is the face that the style sets.
    Inlines {
        marker: Option<&'a str>,
        content: &'a [Inline],
        base: Face,
    },
    /// A drawing in the line.
    Chart {
        chart: &'a Chart,
        width: Length,
    },
}

/// Identifiers of bookmarks that mark lines begin here; those of controls are below.
const MARK_IDS: usize = 1_000_000;

impl Paragraph<'_> {
    /// In a named style, still empty.
    pub const fn of(style: &'static str) -> Self {
        Self {
            style,
            keep: Keep { next: false, free: false, lines: false },
            above: None,
            indent: None,
            ends: None,
            mark: Mark::None,
            letters: Letters { spacing: None, size: None },
            end: None,
            content: Content::Nothing,
        }
    }
}

impl<'a> Paragraph<'a> {
    /// With plain words, set as its style says.
    pub fn words(style: &'static str, words: &'a str) -> Self {
        Paragraph { content: Content::Words(words), ..Paragraph::of(style) }
    }
}

impl Writer {
    pub fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        self.xml.markup("<w:p><w:pPr><w:pStyle w:val=\"");
        self.xml.markup(paragraph.style);
        self.xml.markup("\" />");
        if paragraph.keep.next {
            self.xml.markup("<w:keepNext />");
        } else if paragraph.keep.free {
            self.xml.markup("<w:keepNext w:val=\"0\" />");
        }
        if paragraph.keep.lines {
            self.xml.markup("<w:keepLines />");
        }
        if let Some(above) = paragraph.above {
            self.xml.markup("<w:spacing w:before=\"");
            self.xml.number(above.to_twips());
            self.xml.markup("\" w:after=\"0\" w:line=\"");
            self.xml.number(styles::LINE);
            self.xml.markup("\" w:lineRule=\"auto\" />");
        }
        if let Some(indent) = paragraph.indent {
            self.indent(indent);
        }
        if let Some(size) = paragraph.end {
            self.xml.markup("<w:rPr>");
            self.size(size);
            self.xml.markup("</w:rPr>");
        }
        if let Some(section) = paragraph.ends {
            self.xml.markup(section);
        }
        self.xml.markup("</w:pPr>");
        self.mark(paragraph.mark);
        self.content(paragraph.content, paragraph.letters);
        self.xml.markup("</w:p>");
    }

    fn indent(&mut self, Indent { left, right, first }: Indent) {
        self.xml.markup("<w:ind w:left=\"");
        self.xml.number(left.to_twips());
        self.xml.markup("\" w:right=\"");
        self.xml.number(right.to_twips());
        if let Some(first) = first {
            self.xml.markup("\" w:firstLine=\"");
            self.xml.number(first.to_twips());
        }
        self.xml.markup("\" />");
    }

    fn mark(&mut self, mark: Mark<'_>) {
        let number = match mark {
            Mark::None => return,
            Mark::Line => {
                self.lines += 1;
                self.lines
            }
            Mark::State(_) => 0,
        };
        self.xml.markup("<w:bookmarkStart w:id=\"");
        self.xml.number(MARK_IDS + number);
        self.xml.markup("\" w:name=\"");
        if let Mark::State(state) = mark {
            self.xml.markup(marks::STATE);
            self.xml.value(state);
        } else {
            self.xml.markup(marks::MARK);
            self.xml.number(number);
        }
        self.xml.markup("\" /><w:bookmarkEnd w:id=\"");
        self.xml.number(MARK_IDS + number);
        self.xml.markup("\" />");
    }

    fn content(&mut self, content: Content<'_>, letters: Letters) {
        match content {
            Content::Nothing => {}
            Content::Words(words) => self.words(words, letters),
            Content::Inlines { marker, content, base } => {
                if let Some(marker) = marker {
                    self.words(marker, letters);
                }
                for inline in content {
                    self.inline(inline, base, letters);
                }
            }
            Content::Chart { chart, width } => {
                self.charts += 1;
                chart::draw(chart, self.charts, width, &mut self.xml);
            }
        }
    }
}
