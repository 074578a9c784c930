//! A workbook → filled lines. People move and rename columns, merge cells, type formulas and dates as text, add
//! titles above the table, save with another program in another language: what can be understood is, what is
//! taken as something is said, what cannot be read is named by sheet and cell and left out, and so is whatever
//! stands where nothing is read.

mod cells;
mod left;
mod lines;
#[cfg(test)]
mod tests;
mod titles;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use calamine::{Data, DataRef, Range, Reader, SheetType, Sheets, open_workbook_auto_from_rs};
use jiff::civil::Date;

use super::Said;
use super::form::Field;
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::progress::Reach;
use crate::reading::{self, Around, BySheet, Remark, figures};
use crate::text::cells::{label, sheet as sheet_called};
use titles::Titles;

/// One line of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    pub at: At,
    /// Its id where the form still has it.
    pub agency_id: Option<String>,
    /// As a reader sees it.
    pub agency: Option<String>,
    pub plan: Option<String>,
    /// The place or id of its task where the form still has it.
    pub task_name: Option<String>,
    /// As a reader sees it.
    pub place: Option<String>,
    pub text: Option<String>,
    pub filling: Filling,
    /// What the form went out with.
    pub mark: Option<String>,
    /// What stands in the columns that nothing is taken from.
    pub shown: Vec<(Field, String)>,
}

/// What was filled into a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Filling {
    /// A cell of it was not understood: nothing of it is taken.
    Unreadable,
    Typed(Typed),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// `None` where the line says nothing.
    pub state: Option<Reach>,
    pub day: Told<Date>,
    pub note: Told<String>,
    pub product: Told<String>,
}

/// What a form says under one of its columns.
#[derive(Debug, Clone, PartialEq)]
pub enum Told<T> {
    /// The form has no such column: what was written down stays.
    NoColumn,
    Cell(Option<T>),
}

impl<T: Clone> Told<T> {
    fn or(&self, written: Option<&T>) -> Option<T> {
        match self {
            Self::NoColumn => written.cloned(),
            Self::Cell(typed) => typed.clone(),
        }
    }

    const fn is_typed(&self) -> bool {
        matches!(self, Self::Cell(Some(_)))
    }
}

impl Typed {
    /// With the share that its state was said in before what else is said of what came of it.
    fn with(mut self, share: &str) -> Self {
        let note = match &self.note {
            Told::Cell(Some(note)) if note.contains(share) => note.clone(),
            Told::Cell(Some(note)) => format!("{share}; {note}"),
            Told::Cell(None) => share.to_owned(),
            Told::NoColumn => return self,
        };
        self.note = Told::Cell(Some(note));
        self
    }

    /// Whether anything is said but the state.
    pub const fn has_more(&self) -> bool {
        self.day.is_typed() || self.note.is_typed() || self.product.is_typed()
    }

    /// What is said by that with this state, where that is written down already.
    pub fn said(&self, state: Reach, written: Option<&Said>) -> Said {
        Said {
            state,
            day: self.day.or(written.and_then(|said| said.day.as_ref())),
            note: self.note.or(written.and_then(|said| said.note.as_ref())),
            product: self.product.or(written.and_then(|said| said.product.as_ref())),
        }
    }
}

impl Filled {
    /// Whether nothing was filled in.
    pub const fn is_silent(&self) -> bool {
        matches!(&self.filling, Filling::Typed(typed) if typed.state.is_none() && !typed.has_more())
    }
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub path: Arc<Path>,
    pub sheet: String,
    /// From 1, as the program shows it.
    pub row: u32,
    /// Which column holds what, from 0.
    pub columns: Arc<BTreeMap<Field, u32>>,
}

impl At {
    /// The name of the file.
    pub fn file(&self) -> Cow<'_, str> {
        self.path.file_name().unwrap_or_default().to_string_lossy()
    }

    /// With the folder of the file: forms of several folders may have one name.
    pub fn in_full(&self) -> String {
        format!("{}, {}, dòng {}", self.path.display(), sheet_called(&self.sheet), self.row)
    }

    /// A finding of the file.
    pub fn told(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(Place::whole_file(self.path.to_path_buf()))
    }

    /// The cell of the line under a title; the line, where there is no such column.
    pub fn cell(&self, field: Field) -> String {
        match self.columns.get(&field) {
            Some(column) => {
                let cell = label(self.row.saturating_sub(1), *column);
                format!("{}, {}, ô {cell}", self.file(), sheet_called(&self.sheet))
            }
            None => self.to_string(),
        }
    }
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}, dòng {}", self.file(), sheet_called(&self.sheet), self.row)
    }
}

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Read {
    pub lines: Vec<Filled>,
    /// It is no form: this program made it to be looked at, as a matrix or a report.
    pub to_look_at: bool,
    pub findings: Vec<Diagnostic>,
}

type Book = Sheets<Cursor<Vec<u8>>>;

/// Reads every sheet of a workbook that has the titles of a form.
pub fn read(path: &Path, bytes: Vec<u8>) -> Read {
    let mut read = Read::default();
    let (mut book, around) = match opened(path, bytes) {
        Ok(opened) => opened,
        Err(finding) => {
            read.findings.push(finding);
            return read;
        }
    };
    let (merged, mut remarks) = looked_at(path, around, &mut read.findings);
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let worksheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let (mut forms, mut others) = (0, Vec::new());
    let mut to_look_at = false;
    for sheet in &worksheets {
        let page = match Page::of(path, &file, &sheet.name, &mut book, &merged) {
            Ok(page) => page,
            Err(finding) => {
                read.findings.push(finding);
                continue;
            }
        };
        match Titles::find(&page.range) {
            _ if titles::is_of_no_form(&page.range) => to_look_at = true,
            Some(titles) => {
                forms += 1;
                read.findings.extend(page.hidden(sheet.visible));
                let own = remarks.remove(&sheet.name).unwrap_or_default();
                read.findings.extend(own.iter().map(|remark| page.remarked(remark)));
                page.lines(&titles, &mut read);
            }
            None => others.extend(page.untitled()),
        }
    }
    match (forms, to_look_at) {
        (0, true) => read.to_look_at = true,
        (0, false) => {
            let message = format!(
                "{} không có tờ nào có các cột “{}” và “{}”",
                path.display(),
                Field::Task.title(),
                Field::State.title()
            );
            let finding = unreadable(path, message);
            read.findings.push(finding.hint("dùng bảng do “kehoach tien-do” tạo, giữ dòng tiêu đề cột"));
        }
        _ => read.findings.extend(others),
    }
    read
}

fn unreadable(path: &Path, message: String) -> Diagnostic {
    Diagnostic::error(codes::SHEET_UNREADABLE, message).at(Place::whole_file(path.into()))
}

/// A workbook, and what stands around its values.
fn opened(path: &Path, bytes: Vec<u8>) -> Result<(Book, Around), Diagnostic> {
    let around = reading::around(&bytes)
        .map_err(|refusal| unreadable(path, format!("{}: {}", path.display(), refusal.message())))?;
    // What the reader says of it is no help to a clerk.
    let book = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| {
        let message = format!(
            "{} không mở được như bảng tính: không phải tệp Excel hay LibreOffice Calc, hỏng, hoặc có mật khẩu",
            path.display()
        );
        unreadable(path, message).hint("lưu lại bằng Excel dạng .xlsx, không đặt mật khẩu, rồi chạy lại")
    })?;
    Ok((book, around))
}

/// Cells that a sheet may span: one that spans more is not filled in, something was typed far off.
const SPANNED: u64 = 4_000_000;

/// Numbers and days as their cells show them.
type Figures = BTreeMap<(u32, u32), String>;

/// What Excel shows of the figures of a sheet. Fails with the cell at the corner of a sheet that spans more than
/// any form: the whole of it would be held in memory.
fn figures(book: &mut Book, sheet: &str) -> Result<Figures, String> {
    let mut shown = Figures::new();
    let Sheets::Xlsx(book) = book else { return Ok(shown) };
    let Ok(mut reader) = book.worksheet_cells_reader(sheet) else { return Ok(shown) };
    let styles = reader.styles().to_vec();
    let (mut rows, mut columns) = (0, 0);
    while let Ok(Some((cell, style))) = reader.next_cell_with_style_id() {
        if *cell.get_value() == DataRef::Empty {
            continue;
        }
        let (row, column) = cell.get_position();
        (rows, columns) = (rows.max(row), columns.max(column));
        if matches!(cell.get_value(), DataRef::Int(_) | DataRef::Float(_) | DataRef::DateTime(_)) {
            let format = styles.get(style).and_then(|style| style.number_format.as_ref());
            let format = format.map_or("General", |format| format.format_code.as_str());
            let text = figures::shown(cell.get_value(), format).map(|shown| shown.text().to_owned());
            shown.extend(text.map(|text| ((row, column), text)));
        }
    }
    let spanned = (u64::from(rows) + 1) * (u64::from(columns) + 1);
    if spanned > SPANNED { Err(label(rows, columns)) } else { Ok(shown) }
}

/// Ô gộp of a sheet; `others` are those of the kinds of files of which the reader does not tell them.
fn merged(book: &mut Book, sheet: &str, others: &Merged) -> Vec<calamine::Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => others.get(sheet).cloned().unwrap_or_default(),
    }
}

type Merged = BySheet<calamine::Dimensions>;

/// The merged cells of a workbook of Calc, or of a binary one of Excel, and what people wrote beside the cells of any;
/// what could not be read is told.
fn looked_at(path: &Path, around: Around, findings: &mut Vec<Diagnostic>) -> (Merged, BySheet<Remark>) {
    let Around { merged, remarks } = around;
    let merged = merged.unwrap_or_else(|refusal| {
        let message = format!("{}: không đọc được các ô gộp: {}", path.display(), refusal.message());
        let finding = unreadable(path, message);
        findings.push(finding.hint("bỏ gộp ô, hoặc lưu lại bằng Excel dạng .xlsx, rồi chạy lại"));
        Merged::new()
    });
    let remarks = remarks.unwrap_or_else(|refusal| {
        let why = refusal.message();
        let message = format!("{}: không đọc được lời bình bên lề các ô: {why}", path.display());
        let finding =
            Diagnostic::warning(codes::SHEET_UNREADABLE, message).at(Place::whole_file(path.into()));
        findings
            .push(finding.hint(
                "mở tệp, điều cần ghi trong lời bình thì chép vào cột “Kết quả, ghi chú” rồi chạy lại",
            ));
        BySheet::new()
    });
    (merged, remarks)
}

/// Where the cells of a sheet lead.
fn links(book: &mut Book, sheet: &str) -> Vec<(calamine::Dimensions, String)> {
    let Sheets::Xlsx(book) = book else { return Vec::new() };
    let links = book.hyperlinks_by_sheet_name(sheet).unwrap_or_default();
    links.into_iter().filter_map(|link| Some((link.range, link.target?))).collect()
}

/// One sheet.
struct Page<'p> {
    path: &'p Path,
    file: &'p str,
    sheet: &'p str,
    range: Range<Data>,
    formulas: Option<Range<String>>,
    merged: Vec<calamine::Dimensions>,
    links: Vec<(calamine::Dimensions, String)>,
    figures: Figures,
}

impl<'p> Page<'p> {
    /// # Errors
    /// A sheet that cannot be read, or that spans too much.
    fn of(
        path: &'p Path,
        file: &'p str,
        sheet: &'p str,
        book: &mut Book,
        others: &Merged,
    ) -> Result<Self, Diagnostic> {
        let called = format!("{}, {}", path.display(), sheet_called(sheet));
        let figures = figures(book, sheet).map_err(|far| {
            let message = format!("{called}: ô {far} ở quá xa các ô khác nên trang tính này không được đọc");
            unreadable(path, message).hint("xóa các dòng, cột thừa dưới và bên phải bảng rồi lưu lại")
        })?;
        let range = book.worksheet_range(sheet).map_err(|_| {
            let message = format!("{called}: trang tính này bị hỏng nên không được đọc");
            unreadable(path, message).hint("mở bằng Excel, lưu lại rồi chạy lại")
        })?;
        let formulas = book.worksheet_formula(sheet).ok();
        let (merged, links) = (merged(book, sheet, others), links(book, sheet));
        Ok(Self { path, file, sheet, range, formulas, merged, links, figures })
    }

    fn place(&self) -> String {
        format!("{}, {}", self.file, sheet_called(self.sheet))
    }

    fn cell_name(&self, row: u32, column: u32) -> String {
        format!("{}, ô {}", self.place(), label(row, column))
    }

    fn at(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(Place::whole_file(self.path.into()))
    }
}
