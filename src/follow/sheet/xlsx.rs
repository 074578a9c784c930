//! Sheets → Excel: the same bytes for the same sheets.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook as Book,
    Worksheet, XlsxError,
};

use super::{Cell, Print, Shape, Sheet, Workbook};

/// The decree's typeface, in the size of tables.
const FACE: (&str, f64) = ("Times New Roman", 11.0);
/// A4.
const PAPER: u8 = 9;
/// Height of titles that stand upright, in points.
const UPRIGHT_HEIGHT: f64 = 190.0;
/// A line of text in that size, in points.
const LINE_HEIGHT: f64 = 14.5;
/// The tallest row that Excel has.
const TALLEST: f64 = 409.0;
/// Letters of running text to a unit of width, which is that of a figure; rather too few than too many.
const LETTERS: f64 = 1.25;
/// The same of bold titles.
const BOLD_LETTERS: f64 = 1.0;
/// Rows below the last for which choices are offered: a person may add some.
const SPARE_ROWS: u32 = 200;

/// # Errors
/// More rows than a sheet has, or a text longer than a cell takes.
pub fn xlsx(workbook: &Workbook) -> Result<Vec<u8>, XlsxError> {
    let mut book = Book::new();
    let day = workbook.day;
    let year = day.year().clamp(1900, 9999).unsigned_abs();
    let created = ExcelDateTime::from_ymd(year, day.month().unsigned_abs(), day.day().unsigned_abs())?;
    book.set_properties(
        &DocProperties::new()
            .set_title(&workbook.title)
            .set_author("kehoach")
            .set_creation_datetime(&created),
    );
    for sheet in &workbook.sheets {
        write(sheet, book.add_worksheet())?;
    }
    book.save_to_buffer()
}

fn write(sheet: &Sheet, page: &mut Worksheet) -> Result<(), XlsxError> {
    page.set_name(&sheet.name)?;
    let plain = Format::new()
        .set_font_name(FACE.0)
        .set_font_size(FACE.1)
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Top)
        .set_text_wrap();
    let heading =
        plain.clone().set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
    let upright = heading.clone().set_rotation(90);
    page.set_row_height(0, title_height(sheet))?;
    for (at, column) in (0u16..).zip(&sheet.columns) {
        let format = if column.shape == Shape::Narrow { &upright } else { &heading };
        page.set_column_width(at, column.width)?.write_with_format(0, at, &column.title, format)?;
        if column.shape == Shape::Hidden {
            page.set_column_hidden(at)?;
        }
    }
    for (line, row) in (1u32..).zip(sheet.rows.iter().chain(&sheet.totals)) {
        page.set_row_height(line, height(row, sheet))?;
        let total = sheet.totals.is_some() && line as usize > sheet.rows.len();
        for (at, (cell, column)) in (0u16..).zip(row.iter().zip(&sheet.columns)) {
            let format = format(&plain, column.shape);
            let format = if total { format.set_bold() } else { format };
            write_cell(page, (line, at), cell, &format)?;
        }
    }
    let (last_row, last_column) = (rows_of(sheet.rows.len()), columns_of(sheet.columns.len()));
    choices(sheet, page, last_row)?;
    page.autofilter(0, 0, last_row, last_column)?.set_freeze_panes(1, sheet.frozen)?.set_repeat_rows(0, 0)?;
    if sheet.frozen > 0 {
        page.set_repeat_columns(0, sheet.frozen - 1)?;
    }
    if let Some(printed) = sheet.printed.filter(|printed| *printed > 0) {
        page.set_print_area(0, 0, last_row + u32::from(sheet.totals.is_some()), printed - 1)?;
    }
    page.set_landscape().set_paper_size(PAPER).set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    match sheet.print {
        Print::OnePageWide => page.set_print_fit_to_pages(1, 0),
        Print::Scaled(percent) => page.set_print_scale(percent),
    };
    // An ampersand is a sign of its own there.
    page.set_header(format!("&C&\"{},Bold\"&12{}", FACE.0, sheet.title.replace('&', "&&")));
    page.set_footer(format!("&C&\"{},Regular\"&P/&N", FACE.0));
    Ok(())
}

/// Room for the tallest title, which is bold, and so wider than other text.
fn title_height(sheet: &Sheet) -> f64 {
    if sheet.columns.iter().any(|column| column.shape == Shape::Narrow) {
        return UPRIGHT_HEIGHT;
    }
    let shown = sheet.columns.iter().filter(|column| column.shape != Shape::Hidden);
    let lines = shown.map(|column| lines(&column.title, (column.width * BOLD_LETTERS).max(1.0)));
    (lines.max().unwrap_or(1) as f64).mul_add(LINE_HEIGHT, 2.0).min(TALLEST)
}

/// Room for the tallest cell: LibreOffice does not find out by itself.
fn height(row: &[Cell], sheet: &Sheet) -> f64 {
    let shown = row.iter().zip(&sheet.columns).filter(|(_, column)| column.shape != Shape::Hidden);
    let lines = shown.map(|(cell, column)| lines(&cell.told(), (column.width * LETTERS).max(1.0)));
    (lines.max().unwrap_or(1) as f64).mul_add(LINE_HEIGHT, 2.0).min(TALLEST)
}

/// How many lines a text takes where so many letters stand on one.
fn lines(text: &str, letters: f64) -> usize {
    let (mut lines, mut used) = (1, 0.0);
    for word in text.split_whitespace() {
        let length = word.chars().count() as f64;
        let with_space = if used > 0.0 { used + 1.0 + length } else { length };
        if with_space <= letters {
            used = with_space;
        } else {
            lines += usize::from(used > 0.0) + (length / letters) as usize;
            used = length % letters;
        }
    }
    lines
}

fn format(plain: &Format, shape: Shape) -> Format {
    let format = plain.clone();
    match shape {
        Shape::Words | Shape::Hidden => format,
        Shape::Mark | Shape::Narrow | Shape::Choice(_) => format.set_align(FormatAlign::Center),
        Shape::Figure => format.set_align(FormatAlign::Right),
        Shape::Count => format.set_align(FormatAlign::Right).set_num_format("#,##0"),
        Shape::Day => format.set_align(FormatAlign::Center).set_num_format("dd/mm/yyyy"),
    }
}

fn write_cell(
    page: &mut Worksheet,
    (line, at): (u32, u16),
    cell: &Cell,
    format: &Format,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => page.write_blank(line, at, format)?,
        Cell::Text(text) => page.write_string_with_format(line, at, text, format)?,
        Cell::Number(number) => page.write_number_with_format(line, at, *number, format)?,
        Cell::Day(day) => {
            let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
            match ExcelDateTime::from_ymd(day.year().unsigned_abs(), month, of_month) {
                Ok(day) => page.write_datetime_with_format(line, at, &day, format)?,
                // Before 1900 Excel knows no days.
                Err(_) => page.write_string_with_format(line, at, cell.told(), format)?,
            }
        }
    };
    Ok(())
}

/// The words that a column takes are offered where they are typed.
fn choices(sheet: &Sheet, page: &mut Worksheet, last_row: u32) -> Result<(), XlsxError> {
    for (at, column) in (0u16..).zip(&sheet.columns) {
        let Shape::Choice(words) = column.shape else { continue };
        let offered = DataValidation::new()
            .allow_list_strings(words)?
            .set_error_title("Không có trong danh sách")?
            .set_error_message(format!("Chọn một trong: {}", words.join(", ")))?;
        page.add_data_validation(1, at, last_row + SPARE_ROWS, at, &offered)?;
    }
    Ok(())
}

fn rows_of(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn columns_of(count: usize) -> u16 {
    u16::try_from(count.saturating_sub(1)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_tall_as_its_longest_text() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("một hai ba", 10.0), 1);
        assert_eq!(lines("một hai ba bốn", 10.0), 2);
        assert_eq!(lines("mộthaibabốnnămsáu một", 10.0), 3);
    }

    #[test]
    fn the_row_of_titles_is_as_tall_as_its_longest_title() {
        let mut sheet = super::super::tests::sheet();
        sheet.columns.retain(|column| column.shape != Shape::Narrow);
        let short = title_height(&sheet);
        sheet.columns.push(super::super::Column::new("Chưa cơ quan chủ trì nào nhận", 14.0, Shape::Figure));
        assert!(title_height(&sheet) > short + LINE_HEIGHT, "three lines or so");
    }

    #[test]
    fn the_workbook_has_the_same_bytes_every_time() {
        let book = || Workbook {
            title: "Phân công".to_owned(),
            day: jiff::civil::date(2026, 1, 1),
            sheets: vec![super::super::tests::sheet()],
        };
        assert_eq!(xlsx(&book()).unwrap(), xlsx(&book()).unwrap());
    }
}
