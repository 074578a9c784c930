//! Word 97-2003, by a library that knows its binary format.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use undoc::model::{Block as Read, ListType, Paragraph as ReadParagraph, RevisionType, Table as ReadTable};

use super::paragraph::{Draft, Gathered};
use super::refusal::Way;
use super::source::{
    Align, Block, Cell, Kind, NoteKind, Number, Pages, Rise, Role, Row, Run, Running, Source, Table,
};
use super::{Format, Refusal, Told, What};
use crate::length::Length;

/// Whether a compound file of OLE is a text of Word that can be read.
pub(super) fn is_word(bytes: &[u8]) -> Result<(), Refusal> {
    let damaged = |why: &str| Refusal::Damaged { format: Format::Doc, why: why.to_owned() };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes))
        .map_err(|_| damaged("không mở được, có lẽ tệp bị cắt ngang"))?;
    let has = |file: &cfb::CompoundFile<_>, name: &str| file.exists(format!("/{name}"));
    if has(&file, "EncryptedPackage") || has(&file, "EncryptionInfo") {
        return Err(Refusal::Locked { format: Some(Format::Docx) });
    }
    if has(&file, "Workbook") || has(&file, "Book") {
        return Err(Refusal::Foreign { what: "bảng tính Excel đời cũ (.xls)", way: Way::SaveAsExcel });
    }
    if has(&file, "PowerPoint Document") {
        return Err(Refusal::Foreign { what: "trình chiếu PowerPoint (.ppt)", way: Way::Copy });
    }
    if !has(&file, "WordDocument") {
        return Err(Refusal::Foreign { what: "tệp OLE không phải văn bản Word", way: Way::None });
    }
    let mut stream = file.open_stream("/WordDocument").map_err(|_| damaged("không đọc được phần văn bản"))?;
    let length = stream.len();
    let mut head = [0; 0x70];
    std::io::Read::read_exact(&mut stream, &mut head).map_err(|_| damaged("phần văn bản bị cắt ngang"))?;
    // fEncrypted of the FIB.
    if head[0x0B] & 1 != 0 {
        return Err(Refusal::Locked { format: Some(Format::Doc) });
    }
    // The lengths of the texts: each of their characters takes a byte or two of the file.
    let word =
        |at: usize| u64::from(u32::from_le_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]));
    let newer = u16::from_le_bytes([head[2], head[3]]) >= 0xC1;
    let characters: u64 = if newer { (0x4C..0x6C).step_by(4).map(word).sum() } else { word(0x34) };
    if characters > length {
        return Err(damaged("ghi nhiều chữ hơn tệp chứa được"));
    }
    Ok(())
}

pub(super) fn read(bytes: &[u8]) -> Result<Source, Refusal> {
    let damaged = |why: String| Refusal::Damaged { format: Format::Doc, why };
    // The library may give up in a way of its own on what no program writes.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        undoc::doc::DocParser::from_bytes(bytes.to_vec()).and_then(|mut parser| parser.parse())
    }));
    let document = match parsed {
        Ok(Ok(document)) => document,
        Ok(Err(undoc::Error::Encrypted)) => return Err(Refusal::Locked { format: Some(Format::Doc) }),
        Ok(Err(_)) | Err(_) => return Err(damaged("cấu trúc bên trong không đúng".into())),
    };
    let mut reading = Reading::default();
    reading.tell_of_limits();
    let mut blocks = Vec::new();
    let mut running = Vec::new();
    for section in &document.sections {
        reading.notes = section
            .content
            .iter()
            .filter_map(|block| match block {
                Read::Note { label, content } => Some((label.clone(), content.clone())),
                _ => None,
            })
            .collect();
        for block in &section.content {
            reading.block(block, &mut blocks)?;
        }
        for (_, content) in std::mem::take(&mut reading.notes) {
            let text = content.iter().map(ReadParagraph::plain_text).collect::<Vec<_>>().join(" ");
            reading.gathered.told.push(Told::whole(What::NoteWithoutMark { text }));
        }
    }
    for (index, section) in document.sections.iter().enumerate() {
        for (role, paragraphs) in [(Role::Header, &section.header), (Role::Footer, &section.footer)] {
            let Some(paragraphs) = paragraphs else { continue };
            let mut blocks = Vec::new();
            for paragraph in paragraphs {
                reading.paragraph(paragraph, &mut blocks)?;
            }
            running.push(Running { role, pages: Pages::All, sections: vec![index], blocks });
        }
    }
    let told = reading.gathered.told();
    let marks = reading.gathered.marks;
    Ok(Source {
        format: Format::Doc,
        blocks,
        sections: Vec::new(),
        running,
        marks,
        told,
        cells: std::collections::BTreeMap::new(),
        properties: Vec::new(),
    })
}

#[derive(Default)]
struct Reading {
    gathered: Gathered,
    /// Notes that no mark was found for yet.
    notes: Vec<(String, Vec<ReadParagraph>)>,
    lists: u32,
    counted: bool,
}

impl Reading {
    /// What the library does not give.
    fn tell_of_limits(&mut self) {
        let what = "hộp chữ, ý kiến bên lề, ô điền và phông chữ; nên lưu lại thành .docx nếu văn bản có";
        self.gathered.told.push(Told::whole(What::Partly { what }));
    }

    fn block(&mut self, block: &Read, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        match block {
            Read::Paragraph(paragraph) => self.paragraph(paragraph, blocks)?,
            Read::Table(table) => blocks.push(Block::Table(self.table(table, 0)?)),
            Read::Image { alt_text, .. } => {
                let described = alt_text.clone().unwrap_or_default();
                self.gathered.tell(What::Picture { described });
            }
            Read::Note { .. } | Read::PageBreak | Read::SectionBreak => {}
        }
        Ok(())
    }

    fn paragraph(&mut self, read: &ReadParagraph, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut draft = self.gathered.begin()?;
        let place = draft.paragraph.place;
        draft.paragraph.style.clone_from(&read.style_name);
        draft.paragraph.outline = read.heading.is_heading().then(|| read.heading.level());
        draft.paragraph.align = match read.alignment {
            undoc::model::TextAlignment::Center => Align::Center,
            undoc::model::TextAlignment::Right => Align::Right,
            undoc::model::TextAlignment::Justify => Align::Justified,
            _ => Align::Left,
        };
        draft.paragraph.number = self.number(read);
        for run in &read.runs {
            self.run(run, &mut draft)?;
            self.gathered.back_to(place);
        }
        for image in &read.images {
            let described = image.alt_text.clone().unwrap_or_default();
            self.gathered.tell(What::Picture { described });
        }
        blocks.push(Block::Paragraph(self.gathered.finish(draft)));
        Ok(())
    }

    fn run(&mut self, run: &undoc::model::TextRun, draft: &mut Draft) -> Result<(), Refusal> {
        if run.revision == RevisionType::Deleted {
            self.gathered.tell(What::Deleted { author: String::new(), text: run.text.clone() });
            return Ok(());
        }
        if run.revision == RevisionType::Inserted {
            self.gathered.tell(What::Inserted { author: String::new(), text: run.text.clone() });
        }
        let look = Run {
            bold: run.style.bold,
            italic: run.style.italic,
            underline: run.style.underline,
            strike: run.style.strikethrough,
            rise: match (run.style.superscript, run.style.subscript) {
                (true, _) => Rise::Super,
                (_, true) => Rise::Sub,
                _ => Rise::None,
            },
            size: run.style.size.map(|half_points| Length::pt(f64::from(half_points) / 2.0)),
            ..Run::default()
        };
        draft.write(&look, None, &run.text);
        if run.line_break || run.page_break {
            draft.write(&look, None, "\n");
        }
        let note = run.note.as_ref().and_then(|label| self.notes.iter().position(|(one, _)| one == label));
        if let Some(at) = note {
            let (label, content) = self.notes.remove(at);
            let mut blocks = Vec::new();
            for paragraph in &content {
                self.paragraph(paragraph, &mut blocks)?;
            }
            let kind = if label.starts_with('e') { NoteKind::Endnote } else { NoteKind::Footnote };
            draft.note(kind, blocks);
        }
        Ok(())
    }

    /// The library counts, and does not say how a number is written.
    fn number(&mut self, read: &ReadParagraph) -> Option<Number> {
        let list = read.list_info.as_ref()?;
        let level = list.level.saturating_add(1);
        match (list.list_type, list.number) {
            (ListType::Bullet, _) => Some(Number { text: "-".into(), kind: Kind::Bullet, level, list: 0 }),
            (ListType::Numbered, Some(number)) => {
                if !self.counted {
                    self.counted = true;
                    let what = "kiểu của số tự động (a, b; I, II); chúng được ghi thành 1., 2.";
                    self.gathered.tell(What::Partly { what });
                }
                self.lists += u32::from(number == 1 && level == 1);
                Some(Number {
                    text: format!("{number}."),
                    kind: Kind::Counted(number),
                    level,
                    list: self.lists,
                })
            }
            _ => None,
        }
    }

    fn table(&mut self, read: &ReadTable, depth: usize) -> Result<Table, Refusal> {
        let columns = read.cell_columns();
        let mut table = Table { columns: read.column_count(), rows: Vec::new() };
        for (row, columns) in read.rows.iter().zip(columns) {
            let mut cells = Vec::new();
            for (cell, column) in row.cells.iter().zip(columns) {
                let mut blocks = Vec::new();
                for paragraph in &cell.content {
                    self.paragraph(paragraph, &mut blocks)?;
                }
                for nested in cell.nested_tables.iter().take_while(|_| depth < super::limits::DEPTH) {
                    blocks.push(Block::Table(self.table(nested, depth + 1)?));
                }
                let span = |count: u32| usize::try_from(count).unwrap_or(1).max(1);
                cells.push(Cell { column, columns: span(cell.col_span), rows: span(cell.row_span), blocks });
            }
            table.rows.push(Row { heading: row.is_header, cells });
        }
        Ok(table)
    }
}
