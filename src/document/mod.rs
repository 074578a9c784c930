//! The document model: what both writers print, complete and in reading order.
//!
//! Enters: Markdown from the templates and typed official parts. Leaves: a [`Document`].
//! It knows nothing of YAML, of plans, or of DOCX and PDF. Numbers and letters in front of
//! paragraphs are already text here; non-breaking spaces (U+00A0) stand where a line must not break.
//!
//! - [`markdown`]: the Markdown that templates may use → blocks; [`assemble`]: these and the official parts → a whole
//! - `binding`, [`compounds`]: where no line may break; [`keep`]: what shares a page with what follows
//! - `blanks`, [`notes`], [`chart`]: places to fill in, footnotes, figures that are drawn
//! - [`paper`]: which files a document is made into
//! - [`trace`]: which words of a page are which value of the content

pub mod assemble;
pub mod binding;
pub mod blanks;
pub mod chart;
pub mod compounds;
pub mod keep;
pub mod markdown;
pub mod notes;
pub mod paper;
#[cfg(test)]
pub(crate) mod sample;
pub mod trace;

/// Văn bản. One administrative document with its annexes.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub meta: Meta,
    pub head: Head,
    pub title: Title,
    /// Nội dung (ô 6): everything between the title and the signature.
    pub body: Vec<Block>,
    pub closing: Closing,
    pub annexes: Vec<Annex>,
    /// Each annex is issued as a file of its own: [`Document::papers`].
    pub annexes_apart: bool,
    /// Where its texts come from.
    pub trace: Trace,
}

use crate::official::{Circulation, State, Urgency};
pub use paper::{ANNEX_SUFFIX, Paper, suffixes};
use trace::Trace;

/// Document properties: never a clock, a host or a path, so that equal input gives equal bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Title shown by readers: type, number and subject in one line.
    pub title: String,
    /// The issuing body.
    pub author: String,
    /// Trích yếu.
    pub subject: String,
    pub state: State,
    /// Date of issue as `(year, month, day)`, where it is known.
    pub date: Option<(i16, i8, i8)>,
}

/// Phần đầu văn bản: ô 1-4, 10b, 11 of the layout diagram (Phụ lục I, Phần I, Mục IV).
/// The Quốc hiệu and Tiêu ngữ are constants of the style module.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Cơ quan chủ quản trực tiếp, one entry per line, upper case; empty where there is none.
    pub superior: Vec<String>,
    /// Cơ quan ban hành, one entry per line, upper case.
    pub issuer: Vec<String>,
    /// Số: digits, zero-padded below 10; `None` leaves the blank that văn thư fills.
    pub number: Option<String>,
    /// Ký hiệu, e.g. `KH-UBND`.
    pub symbol: String,
    /// Địa danh.
    pub place: String,
    pub date: DateLine,
    /// `DỰ THẢO` or `DỰ THẢO (lần 2)`; not in the decree, so only when asked for.
    pub draft_mark: Option<String>,
    /// Dấu chỉ độ khẩn (ô 10b).
    pub urgency: Option<Urgency>,
    /// Chỉ dẫn phạm vi lưu hành (ô 11).
    pub circulation: Option<Circulation>,
}

/// Thời gian ban hành; parts that are not known yet stay blank on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateLine {
    pub day: Option<i8>,
    pub month: Option<i8>,
    pub year: i16,
}

/// Tên loại và trích yếu (ô 5a).
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    /// `KẾ HOẠCH`
    pub kind: String,
    /// Trích yếu, as written: not upper case, no full stop.
    pub subject: String,
}

/// One block of the text flow.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    pub kind: BlockKind,
    /// The next block must begin on the same page (headings, lead-in lines).
    pub keep_with_next: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// Bold, on its own line. The number is part of the text ("I. MỤC ĐÍCH, YÊU CẦU", "1. Mục đích").
    Heading {
        level: HeadingLevel,
        content: Vec<Inline>,
    },
    /// A justified paragraph with first-line indent.
    Paragraph {
        content: Vec<Inline>,
    },
    /// A list item: same setting as a paragraph, its marker part of the first line; a list for
    /// readers of tagged PDF.
    Item {
        level: ItemLevel,
        marker: String,
        content: Vec<Inline>,
    },
    Table(Table),
    /// Biểu đồ.
    Chart(Box<chart::Chart>),
}

impl BlockKind {
    /// Goes through every run of text in the block: cells of a table one by one, row by row.
    pub fn each_text(&mut self, mut change: impl FnMut(&mut Vec<Inline>)) {
        match self {
            Self::Heading { content, .. } | Self::Paragraph { content } | Self::Item { content, .. } => {
                change(content);
            }
            Self::Table(table) => {
                for row in table.header.iter_mut().chain(&mut table.rows) {
                    match row {
                        Row::Group(content) => change(content),
                        Row::Cells(cells) => cells.iter_mut().for_each(&mut change),
                    }
                }
            }
            // Its words are drawn, not set.
            Self::Chart(_) => {}
        }
    }

    /// Every run of text in the block, in the same order.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match self {
            Self::Heading { content, .. } | Self::Paragraph { content } | Self::Item { content, .. } => {
                vec![content]
            }
            Self::Table(table) => {
                table.header.iter().chain(&table.rows).flat_map(Row::texts).map(Vec::as_slice).collect()
            }
            Self::Chart(_) => Vec::new(),
        }
    }
}

/// Depth of a heading; the document's title stands above all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum HeadingLevel {
    /// Mục: I., II.
    Section,
    /// Khoản: 1., 2.
    Clause,
    /// 1.1., 2.1.
    SubClause,
}

/// Depth of a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemLevel {
    /// Điểm: a), b), …
    Letter,
    /// Gạch đầu dòng.
    Dash,
}

/// A run of text within a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    Text {
        text: String,
        face: Face,
    },
    /// A place that a person fills: a content control in DOCX, the same characters in PDF.
    Blank {
        blank: Blank,
        face: Face,
    },
    /// A footnote, where its mark stands.
    Note(Note),
}

/// Chú thích cuối trang.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number in the file, from 1.
    pub number: usize,
    pub text: String,
    /// Of what stands before it.
    pub face: Face,
}

/// Ô trống. What a person still has to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blank {
    /// Stable tag for software, e.g. `so`, `ngay`, `don_vi`.
    pub tag: String,
    /// Name shown to the clerk, e.g. `Đơn vị thực hiện`.
    pub label: String,
    /// What stands there until then: dots or spaces, printed as they are.
    pub text: String,
}

/// Cut of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Face {
    pub bold: bool,
    pub italic: bool,
}

impl Face {
    pub const REGULAR: Self = Self { bold: false, italic: false };
    pub const BOLD: Self = Self { bold: true, italic: false };
    pub const ITALIC: Self = Self { bold: false, italic: true };
    pub const BOLD_ITALIC: Self = Self { bold: true, italic: true };
}

impl Inline {
    pub fn text(text: impl Into<String>, face: Face) -> Self {
        Self::Text { text: text.into(), face }
    }

    /// The characters printed in the line, whoever filled them in; the mark of a note is none of them.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text { text, .. } => text,
            Self::Blank { blank, .. } => &blank.text,
            Self::Note(_) => "",
        }
    }

    pub fn face(&self) -> Face {
        match self {
            Self::Text { face, .. } | Self::Blank { face, .. } | Self::Note(Note { face, .. }) => *face,
        }
    }
}

/// The characters of a run of inlines, joined.
pub fn plain_text(content: &[Inline]) -> String {
    content.iter().map(Inline::as_str).collect()
}

/// Bảng. Header rows repeat on every page; a row breaks only when it is taller than a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    pub columns: Vec<Column>,
    pub header: Vec<Row>,
    pub rows: Vec<Row>,
}

impl Annex {
    /// Label and title in a line.
    pub fn called(&self) -> String {
        if self.label.is_empty() { self.title.clone() } else { format!("{}. {}", self.label, self.title) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Column {
    pub align: Align,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Centre,
    Right,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// One cell per column.
    Cells(Vec<Vec<Inline>>),
    /// One cell across all columns, bold: the name of the agency whose rows follow. Stays with the
    /// next row.
    Group(Vec<Inline>),
}

impl Row {
    /// Its texts, cell by cell.
    pub fn texts(&self) -> &[Vec<Inline>] {
        match self {
            Self::Cells(cells) => cells,
            Self::Group(name) => std::slice::from_ref(name),
        }
    }
}

/// Phần cuối văn bản: nơi nhận (ô 9b), người soạn thảo (ô 12), chữ ký (ô 7a-7c).
#[derive(Debug, Clone, PartialEq)]
pub struct Closing {
    /// Entries without dash and semicolon, e.g. `Thường trực Tỉnh ủy (b/c)`.
    pub recipients: Vec<String>,
    /// The last entry without dash and full stop, e.g. `Lưu: VT, KTTH(VTD)`.
    pub archive: String,
    pub signature: Signature,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Quyền hạn, chức vụ: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`, one per line, bold.
    pub lines: Vec<Inline>,
    /// Họ tên; a blank where the original does not show it.
    pub name: Inline,
}

/// Phụ lục: a section of its own, numbered from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Annex {
    /// Stable id, e.g. `pl1`; the PDF outline and bookmarks use it.
    pub id: String,
    /// `Phụ lục I`, or `Phụ lục` where there is one only; empty where a table is a document of its own.
    pub label: String,
    /// Upper case.
    pub title: String,
    /// `(Kèm theo Kế hoạch số … ngày … của …)`, italic; number and date blank in a draft. Of a table that is a
    /// document of its own, what it is taken from.
    pub reference: Vec<Inline>,
    pub landscape: bool,
    pub body: Vec<Block>,
}
