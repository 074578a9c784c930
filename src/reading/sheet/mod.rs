//! Bảng tính Excel: each sheet as lines above a table, the table, and lines below it.
//!
//! Values, styles and merged cells are read by calamine; what it does not give – hidden rows, comments, words in
//! drawings, looks within a cell – is read from the parts themselves. All parts are unfolded within the limits first.

mod around;
mod beside;
mod calc;
pub(crate) mod figures;
mod grid;
mod rich;
mod xls;
mod xlsb;

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::package::Package;
use super::paragraph::Gathered;
use super::source::{Block, Cell, Row, Source, Table};
use super::{Format, Refusal, Told, What};
use crate::text::cells::CellName;
pub(crate) use around::{Around, BySheet, Remark, around};
use beside::Beside;
use figures::Shown;
use grid::{Grid, Line, Part, Value};
use rich::Piece;

pub(super) fn read(bytes: &[u8], mut package: Package<'_>) -> Result<Source, Refusal> {
    let mut gathered = Gathered::default();
    let mut beside = Beside::of(&mut package, &mut gathered.told)?;
    let mut book: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
    let mut blocks = Vec::new();
    for sheet in book.sheets_metadata().to_vec() {
        if sheet.typ != SheetType::WorkSheet {
            gathered.told.push(Told::whole(What::Embedded));
            continue;
        }
        let grid = Grid::read(&mut book, &sheet.name)?;
        if sheet.visible != SheetVisible::Visible {
            let text = grid.text();
            if !text.is_empty() {
                gathered.told.push(Told::whole(What::HiddenSheet { name: sheet.name, text }));
            }
            continue;
        }
        let mut page = Page {
            name: &sheet.name,
            grid: &grid,
            beside: beside.sheet(&sheet.name),
            gathered: &mut gathered,
        };
        page.blocks(&mut blocks)?;
        gathered.cell = None;
    }
    let told = gathered.told();
    let (sections, running, properties) = (Vec::new(), Vec::new(), Vec::new());
    let Gathered { marks, cells, .. } = gathered;
    Ok(Source { format: Format::Xlsx, blocks, sections, running, marks, told, cells, properties })
}

fn refused(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Locked { format: Some(Format::Xlsx) },
        _ => Refusal::Damaged { format: Format::Xlsx, why: "cấu trúc bên trong không đúng".into() },
    }
}

/// One sheet on its way to blocks.
struct Page<'p> {
    name: &'p str,
    grid: &'p Grid,
    beside: beside::Sheet,
    gathered: &'p mut Gathered,
}

impl Page<'_> {
    fn blocks(&mut self, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        for part in self.grid.parts() {
            match part {
                Part::Lines(lines) => {
                    for cell in lines.iter().flat_map(|line| &line.cells) {
                        blocks.extend(self.value(cell.row, cell.column, cell.value)?);
                    }
                    lines.iter().for_each(|line| self.tell_hidden(line));
                }
                Part::Table(lines) => blocks.push(Block::Table(self.table(&lines)?)),
            }
        }
        for comment in std::mem::take(&mut self.beside.remarks) {
            let what = What::Comment { author: comment.author, text: comment.text };
            let (row, column) = comment.at;
            self.gathered.told.push(Told::whole(what).of_cell(Some(self.cell(row, column))));
        }
        Ok(())
    }

    fn table(&mut self, lines: &[Line<'_>]) -> Result<Table, Refusal> {
        let mut table = Table { columns: self.grid.columns(), rows: Vec::new() };
        for (at, line) in lines.iter().enumerate() {
            let mut cells = Vec::new();
            for cell in &line.cells {
                let blocks = self.value(cell.row, cell.column, cell.value)?;
                let rows = lines[at..].iter().take_while(|below| below.row <= cell.to_row).count();
                let column = self.grid.index(cell.column);
                let columns = self.grid.index(cell.to_column + 1).saturating_sub(column);
                cells.push(Cell { column, columns: columns.max(1), rows: rows.max(1), blocks });
            }
            self.tell_hidden(line);
            table.rows.push(Row { heading: false, cells });
        }
        Ok(table)
    }

    fn cell(&self, row: u32, column: u32) -> CellName {
        CellName { sheet: self.name.to_owned(), row, column }
    }

    /// A row that nobody sees is read: whoever filtered a list did not delete what it hides.
    fn tell_hidden(&mut self, line: &Line<'_>) {
        if self.beside.hidden.contains(&line.row) {
            self.gathered.cell = line.cells.first().map(|cell| self.cell(cell.row, cell.column));
            let words: Vec<String> = line.cells.iter().map(|cell| cell.value.text()).collect();
            self.gathered.tell(What::HiddenRow { text: words.join(" ") });
        }
    }

    /// The words of a cell by their looks: one piece where all look alike.
    fn pieces(&mut self, row: u32, column: u32, text: &str) -> Vec<Piece> {
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let rich = self.beside.rich.remove(&(row, column)).filter(|pieces| {
            let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            letters(&whole) == letters(text)
        });
        rich.unwrap_or_else(|| vec![Piece { text: text.to_owned(), look: None }])
    }

    /// The paragraphs of a cell: a line break within it begins another.
    fn value(&mut self, row: u32, column: u32, value: &Value) -> Result<Vec<Block>, Refusal> {
        self.gathered.cell = Some(self.cell(row, column));
        let mut blocks = Vec::new();
        let text = value.text();
        for line in rich::lines(&self.pieces(row, column, &text)) {
            let mut draft = self.gathered.begin()?;
            draft.paragraph.align = value.align;
            for piece in &line {
                draft.write(&piece.in_cell(&value.look), value.font, &piece.text);
            }
            blocks.push(Block::Paragraph(self.gathered.finish(draft)));
        }
        match &value.shown {
            Shown::AsTold(_) => {}
            Shown::Otherwise { format, .. } => {
                self.gathered.tell(What::Figure { format: format.clone(), read: text });
            }
            Shown::Failed(error) => self.gathered.tell(What::CellError { error: error.clone() }),
            Shown::NotComputed(instruction) => {
                self.gathered.tell(What::FieldEmpty { instruction: instruction.clone() });
            }
        }
        if let Some(left) = self.grid.covered.get(&(row, column)) {
            self.gathered.tell(What::Covered { text: left.clone() });
        }
        while let Some(comment) = self.beside.remark(row, column) {
            self.gathered.tell(What::Comment { author: comment.author, text: comment.text });
        }
        Ok(blocks)
    }
}
