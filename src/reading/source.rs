//! A document as it was read. Places in it are numbers of paragraphs, from 1 in the order of reading: the body
//! with its tables, notes and boxes, then headers and footers.

use std::collections::BTreeMap;

use super::{Format, Told};
use crate::length::Length;
use crate::text::cells::CellName;
use crate::text::notes;

/// Văn bản nguồn.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    pub format: Format,
    pub blocks: Vec<Block>,
    pub sections: Vec<Section>,
    /// Headers and footers, each once.
    pub running: Vec<Running>,
    /// Content controls, bookmarks, fields, comments, links: what covers a stretch of the text.
    pub marks: Vec<Mark>,
    /// What was left out, changed or guessed on the way.
    pub told: Vec<Told>,
    /// The cells of a workbook in which paragraphs stand, by their places.
    pub cells: BTreeMap<usize, CellName>,
    /// Thuộc tính riêng: what programs keep beside the text, by its name.
    pub properties: Vec<(String, String)>,
}

impl Source {
    /// A place as a clerk finds it: "đoạn 12", "trang tính “Danh mục”, ô C12".
    pub fn called(&self, place: usize) -> String {
        self.cells.get(&place).map_or_else(|| format!("đoạn {place}"), ToString::to_string)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// Đoạn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// Where it stands in the document, from 1.
    pub place: usize,
    /// "a)", "II.": what the program that shows the document writes before it.
    pub number: Option<Number>,
    /// The name of its style, as the program that made it calls it.
    pub style: Option<String>,
    /// Cấp đề mục, from 1.
    pub outline: Option<u8>,
    pub align: Align,
    pub indent: Indent,
    /// A page begins with it.
    pub page_break: bool,
    pub runs: Vec<Run>,
    /// In the order of their places.
    pub notes: Vec<Note>,
    pub boxes: Vec<TextBox>,
}

/// A number or a bullet that is computed, not typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it is shown, without the space behind it.
    pub text: String,
    pub kind: Kind,
    /// From 1.
    pub level: u8,
    /// Which list: the same for all paragraphs that count together.
    pub list: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The how manieth it is on its level.
    Counted(u32),
    Bullet,
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strike: bool,
    /// Chữ màu, or on a ground that is not white.
    pub tinted: bool,
    /// Shown in capitals, whatever is typed.
    pub capitals: bool,
    pub size: Option<Length>,
    pub rise: Rise,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rise {
    #[default]
    None,
    Super,
    Sub,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    #[default]
    Left,
    Center,
    Right,
    Justified,
}

/// Thụt lề; a first line that hangs is negative.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Indent {
    pub left: Length,
    pub right: Length,
    pub first: Length,
}

/// Chú thích.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its mark stands before this byte of the paragraph's text.
    pub at: usize,
    pub kind: NoteKind,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    Footnote,
    Endnote,
}

/// Hộp chữ, with the paragraph that it is anchored in.
#[derive(Debug, Clone, PartialEq)]
pub struct TextBox {
    pub at: usize,
    pub blocks: Vec<Block>,
}

/// Bảng.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// How many columns its widest row has.
    pub columns: usize,
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Repeated at the top of each page.
    pub heading: bool,
    pub cells: Vec<Cell>,
}

/// Ô. One that is covered by a cell above it is not among its row's.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// The column that it begins in, from 0.
    pub column: usize,
    /// How many columns and rows it covers.
    pub columns: usize,
    pub rows: usize,
    pub blocks: Vec<Block>,
}

/// What is printed on every page of some sections.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    pub role: Role,
    /// Which pages: where it is not said, all that have none of their own.
    pub pages: Pages,
    /// The sections that show it, from 0.
    pub sections: Vec<usize>,
    pub blocks: Vec<Block>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Header,
    Footer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pages {
    #[default]
    All,
    First,
    Even,
}

/// Phần trang: pages of one size.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Section {
    /// The paragraph that it begins with.
    pub from: usize,
    pub width: Length,
    pub height: Length,
    pub margins: Margins,
    /// It begins on the page that the one before it ends on.
    pub continuous: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Margins {
    pub top: Length,
    pub right: Length,
    pub bottom: Length,
    pub left: Length,
}

/// A stretch of text that means something to a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub role: MarkRole,
    pub from: Point,
    pub to: Point,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkRole {
    /// Ô điền.
    Control {
        tag: Option<String>,
        label: Option<String>,
        /// What stands in it asks to be replaced.
        placeholder: bool,
    },
    Bookmark {
        name: String,
    },
    /// Trường: the text is its result.
    Field {
        instruction: String,
    },
    Comment {
        author: String,
        text: String,
    },
    /// Where it leads; nothing is fetched from there.
    Link {
        target: String,
    },
}

/// A place in the text: before this byte of a paragraph's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Point {
    pub paragraph: usize,
    pub at: usize,
}

impl Paragraph {
    /// Its words, without its number and its notes.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Its words, with its notes typed where their marks stand.
    pub fn text_with_notes(&self) -> String {
        let mut text = self.text();
        for note in self.notes.iter().rev() {
            let words: Vec<String> = paragraphs_of(&note.blocks).iter().map(|one| one.shown()).collect();
            // A bracket would close the note before its end.
            let typed = notes::typed(&words.join(" ").replace('[', "(").replace(']', ")"));
            text.insert_str(crate::diagnostic::char_boundary(&text, note.at), &typed);
        }
        text
    }

    /// As it is shown: number, words and notes.
    pub fn shown(&self) -> String {
        match &self.number {
            Some(number) => format!("{} {}", number.text, self.text_with_notes()),
            None => self.text_with_notes(),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.text.trim().is_empty()) && self.notes.is_empty()
    }

    /// Whether all words are of one look: there are words, and this holds for every one.
    pub fn all(&self, look: impl Fn(&Run) -> bool) -> bool {
        let mut words = self.runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
        words.peek().is_some() && words.all(look)
    }
}

impl Cell {
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        paragraphs_of(&self.blocks)
    }

    /// Its paragraphs' texts, one a line.
    pub fn text(&self) -> String {
        let lines: Vec<String> = self.paragraphs().iter().map(|one| one.shown()).collect();
        lines.join("\n")
    }
}

/// All paragraphs of blocks in the order of reading, those in cells, notes and boxes too.
pub fn paragraphs_of(blocks: &[Block]) -> Vec<&Paragraph> {
    let mut found = Vec::new();
    collect(blocks, &mut found);
    found
}

/// Readers bound how deep blocks stand in one another.
fn collect<'b>(blocks: &'b [Block], found: &mut Vec<&'b Paragraph>) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                found.push(paragraph);
                for note in &paragraph.notes {
                    collect(&note.blocks, found);
                }
                for text_box in &paragraph.boxes {
                    collect(&text_box.blocks, found);
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    collect(&cell.blocks, found);
                }
            }
        }
    }
}

impl Source {
    /// Every paragraph, in the order of their places.
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        let mut found = paragraphs_of(&self.blocks);
        for running in &self.running {
            found.extend(paragraphs_of(&running.blocks));
        }
        found
    }

    /// What a mark covers; paragraphs are parted by line breaks.
    pub fn text_of(&self, mark: &Mark) -> String {
        let covered =
            |paragraph: &&&Paragraph| (mark.from.paragraph..=mark.to.paragraph).contains(&paragraph.place);
        let all = self.paragraphs();
        let texts: Vec<String> = all
            .iter()
            .filter(covered)
            .map(|paragraph| {
                let text = paragraph.text();
                let end = if paragraph.place == mark.to.paragraph { mark.to.at } else { text.len() };
                let start = if paragraph.place == mark.from.paragraph { mark.from.at } else { 0 };
                text.get(start..end).unwrap_or_default().to_owned()
            })
            .collect();
        texts.join("\n")
    }

    /// Whether nothing at all is written in it, and nothing was left out of it.
    pub(super) fn is_empty(&self) -> bool {
        let blank = |paragraph: &&Paragraph| paragraph.is_blank() && paragraph.number.is_none();
        self.paragraphs().iter().all(blank) && !self.told.iter().any(|told| told.what.has_words())
    }
}
