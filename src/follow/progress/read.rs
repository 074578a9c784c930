//! A workbook → filled lines. People move and rename columns, merge cells, type formulas and dates as text, add
//! titles above the table, save with another program in another language: what can be understood is, what is
//! taken as something is said, and what cannot be read is named by sheet and cell and left out.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use calamine::{Data, DataRef, Range, Reader, Sheets, open_workbook_auto_from_rs};
use jiff::civil::Date;

use super::form::Field;
use super::values::{SERIALS, day_of_serial, day_of_text, reach};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::model::progress::Reach;
use crate::reading::{self, Refusal};
use crate::text::cells;
use crate::text::folded;
use crate::text::spaces::single_spaced;
use crate::text::words::progress as words;

/// One line of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Filled {
    pub at: At,
    /// Its id where the form still has it, else its name.
    pub agency: Option<String>,
    pub plan: Option<String>,
    /// Its place or id.
    pub name: Option<String>,
    pub text: Option<String>,
    /// `None` where the line says nothing.
    pub state: Option<Reach>,
    pub day: Option<Date>,
    pub note: Option<String>,
    pub product: Option<String>,
    /// What the form went out with.
    pub mark: Option<String>,
}

impl Filled {
    /// Whether anything is said but the state.
    pub fn has_more(&self) -> bool {
        self.day.is_some() || self.note.is_some() || self.product.is_some()
    }
}

/// Where a line stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub file: String,
    pub sheet: String,
    /// From 1, as the program shows it.
    pub row: u32,
}

impl std::fmt::Display for At {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}, dòng {}", self.file, cells::sheet(&self.sheet), self.row)
    }
}

/// What a workbook holds.
#[derive(Debug, Default)]
pub struct Read {
    pub lines: Vec<Filled>,
    pub findings: Vec<Diagnostic>,
}

/// How far below the top the titles may stand.
const TITLES_WITHIN: usize = 30;
/// Titles that make a row the row of titles.
const FEWEST_TITLES: usize = 2;

/// Reads every sheet of a workbook that has the titles of a form.
pub fn read(path: &Path, bytes: Vec<u8>) -> Read {
    let mut read = Read::default();
    let unreadable = |message: String| {
        Diagnostic::error(codes::SHEET_UNREADABLE, message).at(Place::whole_file(path.into()))
    };
    // An older file of Excel is no archive.
    if bytes.starts_with(b"PK")
        && let Err(refusal @ (Refusal::TooMuch { .. } | Refusal::FileTooLarge { .. })) =
            reading::unfolds(&bytes)
    {
        read.findings.push(unreadable(format!("{}: {}", path.display(), refusal.message())));
        return read;
    }
    let mut book = match open_workbook_auto_from_rs(Cursor::new(bytes)) {
        Ok(book) => book,
        // What the reader says of it is no help to a clerk.
        Err(_) => {
            let message = format!(
                "{} không mở được như bảng tính: không phải tệp Excel hay LibreOffice Calc, hỏng, hoặc có mật khẩu",
                path.display()
            );
            let finding = unreadable(message);
            read.findings
                .push(finding.hint("lưu lại bằng Excel dạng .xlsx, không đặt mật khẩu, rồi chạy lại"));
            return read;
        }
    };
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut forms = 0;
    for sheet in book.sheet_names() {
        if let Some(far) = too_far(&mut book, &sheet) {
            let message = format!(
                "{}, {}: ô {far} ở quá xa các ô khác nên trang tính này không được đọc",
                path.display(),
                cells::sheet(&sheet)
            );
            read.findings
                .push(unreadable(message).hint("xóa các dòng, cột thừa dưới và bên phải bảng rồi lưu lại"));
            continue;
        }
        let Ok(range) = book.worksheet_range(&sheet) else { continue };
        let Some(titles) = Titles::find(&range) else { continue };
        forms += 1;
        let formulas = book.worksheet_formula(&sheet).ok();
        let merged = merged(&mut book, &sheet);
        let page = Page { path, file: &file, sheet: &sheet, range, formulas, merged };
        page.lines(&titles, &mut read);
    }
    if forms == 0 {
        let message = format!(
            "{} không có tờ nào có các cột “{}” và “{}”",
            path.display(),
            Field::Task.title(),
            Field::State.title()
        );
        let finding = unreadable(message);
        read.findings.push(finding.hint("dùng bảng do “kehoach tien-do” tạo, giữ dòng tiêu đề cột"));
    }
    read
}

/// Cells that a sheet may span: one that spans more is not filled in, something was typed far off.
const SPANNED: u64 = 4_000_000;

/// The cell at the corner of a sheet that spans more than any form: the whole of it would be held in memory.
fn too_far(book: &mut Sheets<Cursor<Vec<u8>>>, sheet: &str) -> Option<String> {
    let Sheets::Xlsx(book) = book else { return None };
    let mut reader = book.worksheet_cells_reader(sheet).ok()?;
    let (mut rows, mut columns) = (0, 0);
    while let Ok(Some(cell)) = reader.next_cell() {
        if *cell.get_value() != DataRef::Empty {
            let (row, column) = cell.get_position();
            (rows, columns) = (rows.max(row), columns.max(column));
        }
    }
    let spanned = (u64::from(rows) + 1) * (u64::from(columns) + 1);
    (spanned > SPANNED).then(|| cells::label(rows, columns))
}

fn merged(book: &mut Sheets<Cursor<Vec<u8>>>, sheet: &str) -> Vec<calamine::Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(_) | Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    }
}

/// Which column holds what.
struct Titles {
    /// Row of the titles, from 0.
    row: u32,
    columns: BTreeMap<Field, u32>,
    /// Fields that two columns are called by.
    twice: Vec<Field>,
}

impl Titles {
    /// The row of titles: the first that names what a form cannot be without.
    fn find(range: &Range<Data>) -> Option<Self> {
        let (first_row, first_column) = range.start()?;
        let rows = range.rows().take(TITLES_WITHIN).zip(first_row..);
        rows.filter_map(|(cells, row)| {
            let mut columns = BTreeMap::new();
            let mut twice = Vec::new();
            for (cell, column) in cells.iter().zip(first_column..) {
                let Data::String(title) = cell else { continue };
                let Some(field) = field_of(title) else { continue };
                match columns.entry(field) {
                    std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(column)),
                    std::collections::btree_map::Entry::Occupied(_) => twice.push(field),
                }
            }
            let has = |field| columns.contains_key(&field);
            let names_tasks = has(Field::Task) || has(Field::TaskName) || has(Field::Place);
            let found = has(Field::State) && names_tasks && columns.len() >= FEWEST_TITLES;
            found.then_some(Self { row, columns, twice })
        })
        .next()
    }
}

fn field_of(title: &str) -> Option<Field> {
    let title = folded(title);
    let exact = Field::ALL.into_iter().find(|field| folded(field.title()) == title);
    exact.or_else(|| {
        Field::ALL.into_iter().find(|field| field.also().iter().any(|other| folded(other) == title))
    })
}

/// One sheet.
struct Page<'p> {
    path: &'p Path,
    file: &'p str,
    sheet: &'p str,
    range: Range<Data>,
    formulas: Option<Range<String>>,
    merged: Vec<calamine::Dimensions>,
}

impl Page<'_> {
    fn lines(&self, titles: &Titles, read: &mut Read) {
        for field in &titles.twice {
            let message = format!("{}: có hai cột “{}”, chỉ đọc cột đầu", self.place(), field.title());
            read.findings.push(self.at(Diagnostic::warning(codes::CELL_TAKEN, message)));
        }
        let Some((last, _)) = self.range.end() else { return };
        for row in titles.row + 1..=last {
            if let Some(line) = self.line(row, titles, &mut read.findings) {
                read.lines.push(line);
            }
        }
    }

    fn line(&self, row: u32, titles: &Titles, findings: &mut Vec<Diagnostic>) -> Option<Filled> {
        let text = |field: Field, findings: &mut Vec<Diagnostic>| -> Option<String> {
            let column = *titles.columns.get(&field)?;
            match self.cell(row, column, findings) {
                Data::Empty => None,
                Data::Error(error) => {
                    let message = format!("{}: ô bị lỗi {error}", self.cell_name(row, column));
                    findings.push(self.at(Diagnostic::error(codes::CELL_UNREADABLE, message)));
                    None
                }
                cell => Some(single_spaced(&cell.to_string()).into_owned()).filter(|text| !text.is_empty()),
            }
        };
        let agency = text(Field::AgencyId, findings).or_else(|| text(Field::Agency, findings));
        let name = text(Field::TaskName, findings).or_else(|| text(Field::Place, findings));
        let (plan, task) = (text(Field::PlanId, findings), text(Field::Task, findings));
        let (note, product) = (text(Field::Note, findings), text(Field::Product, findings));
        let mark = text(Field::Mark, findings);
        if name.is_none() && task.is_none() {
            return None;
        }
        let before = findings.len();
        let state = self.state(row, titles, findings);
        let day = self.day(row, titles, findings);
        // A line that was not understood is not taken in half.
        let understood = findings[before..].iter().all(|finding| !finding.is_error());
        understood.then(|| Filled {
            at: At { file: self.file.to_owned(), sheet: self.sheet.to_owned(), row: row + 1 },
            agency,
            plan,
            name,
            text: task,
            state,
            day,
            note,
            product,
            mark,
        })
    }

    fn state(&self, row: u32, titles: &Titles, findings: &mut Vec<Diagnostic>) -> Option<Reach> {
        let column = *titles.columns.get(&Field::State)?;
        let cell = self.cell(row, column, findings);
        let typed = match &cell {
            Data::Empty => return None,
            Data::String(typed) => typed.trim(),
            other => &other.to_string(),
        };
        if typed.is_empty() {
            return None;
        }
        let known = reach(typed);
        if known.is_none() {
            let finding = if words::LATE.contains(&folded(typed).as_str()) {
                let message = format!("{}: “{typed}” do chương trình tự tính", self.cell_name(row, column));
                Diagnostic::error(codes::CELL_UNREADABLE, message)
            } else {
                let message = format!("{}: không hiểu tình trạng “{typed}”", self.cell_name(row, column));
                Diagnostic::error(codes::CELL_UNREADABLE, message)
            };
            findings.push(
                self.at(finding.hint("chọn một trong: chưa làm, đang làm, xong; dòng này chưa được ghi")),
            );
        }
        known
    }

    fn day(&self, row: u32, titles: &Titles, findings: &mut Vec<Diagnostic>) -> Option<Date> {
        let column = *titles.columns.get(&Field::Day)?;
        let cell = self.cell(row, column, findings);
        let unread = |typed: &str, why: String| {
            let message = format!("{}: ngày “{typed}”{why}", self.cell_name(row, column));
            let finding = Diagnostic::error(codes::CELL_UNREADABLE, message);
            self.at(finding.hint("gõ ngày/tháng/năm, ví dụ 15/9/2025; dòng này chưa được ghi"))
        };
        match &cell {
            Data::Empty => None,
            Data::DateTime(moment) => {
                let (year, month, day, ..) = moment.to_ymd_hms_milli();
                let day = Date::new(year.cast_signed(), month.cast_signed(), day.cast_signed());
                day.map_err(|_| findings.push(unread(&cell.to_string(), " không có trong lịch".to_owned())))
                    .ok()
            }
            // A day without its format is the number of days since 1900.
            Data::Float(serial) if SERIALS.contains(serial) => day_of_serial(*serial),
            Data::Int(serial) if SERIALS.contains(&(*serial as f64)) => day_of_serial(*serial as f64),
            Data::DateTimeIso(typed) => {
                let day = typed.get(..10).and_then(|day| day.parse().ok());
                if day.is_none() {
                    findings.push(unread(typed, " không hiểu được".to_owned()));
                }
                day
            }
            other => {
                let typed = other.to_string();
                match day_of_text(&typed) {
                    Ok(day) => day,
                    Err(why) => {
                        findings.push(unread(typed.trim(), format!(": {why}")));
                        None
                    }
                }
            }
        }
    }

    /// The value of a cell: that of the merged cell that it is in; of a formula, what it last came to.
    fn cell(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Data {
        let within = self.merged.iter().find(|merged| {
            (merged.start.0..=merged.end.0).contains(&row)
                && (merged.start.1..=merged.end.1).contains(&column)
        });
        let (at, holder) = within.map_or(((row, column), None), |merged| (merged.start, Some(merged)));
        let value = self.range.get_value(at).cloned().unwrap_or_default();
        if let Some(merged) = holder.filter(|merged| merged.start != (row, column) && value != Data::Empty) {
            let message = format!(
                "{}: ô gộp từ {}, lấy theo giá trị của ô gộp",
                self.cell_name(row, column),
                cells::label(merged.start.0, merged.start.1)
            );
            findings.push(self.at(Diagnostic::warning(codes::CELL_TAKEN, message)));
        }
        let formula = self.formulas.as_ref().and_then(|formulas| formulas.get_value(at));
        if let Some(formula) = formula.filter(|formula| !formula.is_empty()) {
            // OpenDocument names the language of its formulas first.
            let formula = formula.trim_start_matches("of:").trim_start_matches('=');
            let what = match &value {
                Data::Empty => Diagnostic::error(
                    codes::CELL_UNREADABLE,
                    format!(
                        "{}: công thức “={formula}” chưa có kết quả trong tệp",
                        self.cell_name(row, column)
                    ),
                )
                .hint("mở bằng Excel, lưu lại, hoặc gõ thẳng giá trị"),
                value => Diagnostic::warning(
                    codes::CELL_TAKEN,
                    format!(
                        "{}: công thức “={formula}”, lấy kết quả đã lưu “{value}”",
                        self.cell_name(row, column)
                    ),
                ),
            };
            findings.push(self.at(what));
        }
        value
    }

    fn place(&self) -> String {
        format!("{}, {}", self.file, cells::sheet(self.sheet))
    }

    fn cell_name(&self, row: u32, column: u32) -> String {
        format!("{}, ô {}", self.place(), cells::label(row, column))
    }

    fn at(&self, finding: Diagnostic) -> Diagnostic {
        finding.at(Place::whole_file(self.path.into()))
    }
}
