//! Tệp đã nhận lại: the text of a file that came back, line by line, with the marks that are left in it.

use std::collections::BTreeMap;

use crate::length::Length;
use crate::reading::{self, Block, MarkRole, Source, Table};
use crate::render::marks::{MARK, RECORD, Record, Role, STATE, State};
use crate::render::style::NATION;

/// A file that came back.
#[derive(Debug)]
pub struct Returned {
    pub source: Source,
    /// What it keeps of itself; `None` where that is gone, or where it never was ours.
    pub record: Option<Record>,
    /// What its first mark says of it.
    pub state: Option<State>,
    pub lines: Vec<FileLine>,
    /// Words beside the text: in boxes, headers and footers.
    pub beside: Vec<Beside>,
}

/// One paragraph of the text, or one row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct FileLine {
    /// Of its first paragraph.
    pub place: usize,
    pub shape: Shape,
    /// Numbers of the marks at its beginning.
    pub marks: Vec<usize>,
    /// Marks further on: lines that were joined to it, with the characters before each.
    pub joined: Vec<(usize, usize)>,
    /// One, or the cells of a row.
    pub texts: Vec<FileText>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Paragraph,
    Row,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileText {
    pub text: String,
    /// Of so many characters each.
    pub looks: Vec<(usize, Look)>,
}

/// What a person can give to words by hand.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Look {
    pub bold: bool,
    pub italic: bool,
    /// Gạch chân, gạch ngang, chỉ số trên, dưới, màu chữ, màu nền.
    pub other: bool,
    /// Cỡ chữ, where the file says it.
    pub size: Option<Length>,
}

/// Words that stand beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    pub place: usize,
    pub what: BesideKind,
    pub words: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BesideKind {
    /// Hộp chữ.
    Box,
    /// Đầu trang, chân trang.
    Running,
}

impl Returned {
    pub fn of(source: Source) -> Self {
        let record = record(&source);
        let mut lines = Lines {
            marks: marks(&source),
            roles: record
                .as_ref()
                .map_or_else(Vec::new, |record| record.lines.iter().map(|line| line.role).collect()),
            lines: Vec::new(),
            beside: Vec::new(),
        };
        lines.blocks(&source.blocks);
        for running in &source.running {
            for paragraph in reading::paragraphs_of(&running.blocks) {
                let words = paragraph.text();
                // The number of the page is ours.
                if words.chars().any(char::is_alphabetic) {
                    lines.beside.push(Beside { place: paragraph.place, what: BesideKind::Running, words });
                }
            }
        }
        let Lines { lines, beside, .. } = lines;
        let state = state(&source);
        Self { source, record, state, lines, beside }
    }

    /// The size that most letters have, of lines or of the rows of tables.
    pub fn usual_size(&self, shape: Shape) -> Option<Length> {
        let mut sizes: Vec<(Length, usize)> = Vec::new();
        let lines = self.lines.iter().filter(|line| line.shape == shape);
        for (count, look) in lines.flat_map(|line| &line.texts).flat_map(|text| &text.looks) {
            let Some(size) = look.size else { continue };
            match sizes.iter_mut().find(|(known, _)| *known == size) {
                Some((_, letters)) => *letters += count,
                None => sizes.push((size, *count)),
            }
        }
        sizes.into_iter().max_by_key(|(_, letters)| *letters).map(|(size, _)| size)
    }

    /// Whether any line still bears its mark.
    pub fn has_marks(&self) -> bool {
        self.lines.iter().any(|line| !line.marks.is_empty())
    }
}

/// Whether a file is one of this program's, with what it keeps of itself: its record, what its first mark says.
pub fn kept(source: &Source) -> (Option<Record>, Option<State>) {
    (record(source), state(source))
}

/// The record, joined from its pieces.
fn record(source: &Source) -> Option<Record> {
    let property = |name: &str| source.properties.iter().find(|(own, _)| own == name).map(|(_, text)| text);
    let mut written = property(RECORD)?.clone();
    for number in 2.. {
        match property(&format!("{RECORD}-{number}")) {
            Some(piece) => written.push_str(piece),
            None => break,
        }
    }
    Record::read(&written)
}

fn state(source: &Source) -> Option<State> {
    source.marks.iter().find_map(|mark| match &mark.role {
        MarkRole::Bookmark { name } => State::read(name.strip_prefix(STATE)?),
        _ => None,
    })
}

/// Marks by the paragraph that they stand in, with the bytes before each.
fn marks(source: &Source) -> BTreeMap<usize, Vec<(usize, usize)>> {
    let mut marks: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for mark in &source.marks {
        if let MarkRole::Bookmark { name } = &mark.role
            && let Some(number) = name.strip_prefix(MARK).and_then(|number| number.parse().ok())
        {
            marks.entry(mark.from.paragraph).or_default().push((number, mark.from.at));
        }
    }
    marks
}

struct Lines {
    marks: BTreeMap<usize, Vec<(usize, usize)>>,
    /// What the lines of the file were when it was made.
    roles: Vec<Role>,
    lines: Vec<FileLine>,
    beside: Vec<Beside>,
}

impl Lines {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                Block::Table(table) if self.is_frame(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.blocks(&cell.blocks);
                    }
                }
                Block::Table(table) => self.rows(table),
            }
        }
    }

    /// The head and the closing stand in tables whose cells hold lines by themselves.
    fn is_frame(&self, table: &Table) -> bool {
        let cells = || table.rows.iter().flat_map(|row| &row.cells);
        let mut paragraphs = cells().flat_map(|cell| cell.paragraphs());
        if self.marks.is_empty() || self.roles.is_empty() {
            // Without a mark they are told by what always stands in them.
            return paragraphs.any(|paragraph| {
                let text = paragraph.text();
                [NATION, "Nơi nhận"].iter().any(|words| text.trim().starts_with(words))
            });
        }
        paragraphs.any(|paragraph| {
            let own = self.marks.get(&paragraph.place).into_iter().flatten();
            let mut roles = own.filter_map(|(number, _)| self.roles.get(number.checked_sub(1)?));
            roles.any(|role| !matches!(role, Role::Row | Role::Header | Role::Text))
        })
    }

    fn paragraph(&mut self, paragraph: &reading::Paragraph) {
        let (text, shift) = file_text(paragraph);
        let mut line = FileLine {
            place: paragraph.place,
            shape: Shape::Paragraph,
            marks: Vec::new(),
            joined: Vec::new(),
            texts: vec![text],
        };
        let words = paragraph.text();
        for (number, at) in self.marks.get(&paragraph.place).into_iter().flatten() {
            let before = words.get(..*at).unwrap_or_default();
            if before.trim().is_empty() {
                line.marks.push(*number);
            } else {
                line.joined.push((*number, before.chars().count() + shift));
            }
        }
        if !(paragraph.is_blank() && line.marks.is_empty()) {
            self.lines.push(line);
        }
        self.boxes(paragraph);
    }

    fn rows(&mut self, table: &Table) {
        for row in &table.rows {
            let mut line = FileLine {
                place: 0,
                shape: Shape::Row,
                marks: Vec::new(),
                joined: Vec::new(),
                texts: Vec::new(),
            };
            for cell in &row.cells {
                let mut whole = FileText::default();
                for paragraph in cell.paragraphs() {
                    line.place = if line.place == 0 { paragraph.place } else { line.place };
                    let own = self.marks.get(&paragraph.place).into_iter().flatten();
                    line.marks.extend(own.map(|(number, _)| *number));
                    let (text, _) = file_text(paragraph);
                    if !(whole.text.is_empty() || text.text.is_empty()) {
                        whole.text.push(' ');
                        whole.looks.push((1, Look::default()));
                    }
                    whole.text.push_str(&text.text);
                    whole.looks.extend(text.looks);
                    self.boxes(paragraph);
                }
                line.texts.push(whole);
            }
            self.lines.push(line);
        }
    }

    fn boxes(&mut self, paragraph: &reading::Paragraph) {
        for text_box in &paragraph.boxes {
            let words: Vec<String> =
                reading::paragraphs_of(&text_box.blocks).iter().map(|one| one.shown()).collect();
            let words = words.join(" ");
            if !words.trim().is_empty() {
                self.beside.push(Beside { place: paragraph.place, what: BesideKind::Box, words });
            }
        }
    }
}

/// A paragraph as it is shown, and how many characters stand before its words.
fn file_text(paragraph: &reading::Paragraph) -> (FileText, usize) {
    let text = paragraph.shown();
    let shift = paragraph.number.as_ref().map_or(0, |number| number.text.chars().count() + 1);
    let mut looks = vec![(shift, Look::default())];
    for run in &paragraph.runs {
        let other = run.underline || run.strike || run.tinted || run.rise != reading::Rise::None;
        let look = Look { bold: run.bold, italic: run.italic, other, size: run.size };
        looks.push((run.text.chars().count(), look));
    }
    (FileText { text, looks }, shift)
}
