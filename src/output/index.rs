//! Mục lục of a package: one row per file, as a workbook and as text for every other program.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use crate::text::csv::{BYTE_ORDER_MARK, push_line};

/// One file of the package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Cơ quan.
    pub agency: String,
    pub file: String,
    /// Số, ký hiệu; empty while a draft has none.
    pub number: String,
    /// Ngày ban hành; empty while it is not complete.
    pub date: String,
    /// Trạng thái.
    pub status: String,
    pub counts: Option<Counts>,
    /// Chữ ký số: who signed and when; empty where nobody did.
    pub signatures: String,
}

/// Số nhiệm vụ of a sub-plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Chủ trì.
    pub lead: usize,
    /// Phối hợp.
    pub supporting: usize,
    /// Chưa phân công.
    pub unassigned: usize,
}

const HEADINGS: [&str; 10] = [
    "STT",
    "Cơ quan",
    "File",
    "Số",
    "Ngày",
    "Trạng thái",
    "Số nhiệm vụ chủ trì",
    "Số nhiệm vụ phối hợp",
    "Chưa phân công",
    "Chữ ký số",
];
/// Widths in characters, for the headings and what stands below them.
const WIDTHS: [f64; 10] = [6.0, 50.0, 48.0, 16.0, 12.0, 22.0, 12.0, 12.0, 12.0, 60.0];
const FIRST_COUNT: usize = 6;
const SIGNATURES: u16 = 9;

/// `muc-luc.xlsx`, the same bytes for the same rows.
///
/// # Errors
/// More rows than a sheet has, or a text longer than a cell takes.
pub fn xlsx(year: i16, rows: &[Row]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A fixed day: the library would put the clock in.
    let created = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(format!("Mục lục kế hoạch năm {year}"))
            .set_author("kehoach")
            .set_creation_datetime(&created),
    );
    let plain = Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top).set_text_wrap();
    let heading = plain.clone().set_bold().set_align(FormatAlign::Center);
    let sheet = workbook.add_worksheet().set_name("Mục lục")?;
    for (column, (text, width)) in (0u16..).zip(HEADINGS.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?.write_with_format(0, column, text, &heading)?;
    }
    for (line, (number, row)) in (1u32..).zip((1usize..).zip(rows)) {
        sheet.write_with_format(line, 0, number as f64, &plain)?;
        for (column, text) in (1u16..).zip(texts(row)) {
            sheet.write_string_with_format(line, column, text, &plain)?;
        }
        for (column, count) in (FIRST_COUNT as u16..).zip(counts(row)) {
            match count {
                Some(count) => sheet.write_with_format(line, column, count as f64, &plain)?,
                None => sheet.write_blank(line, column, &plain)?,
            };
        }
        sheet.write_string_with_format(line, SIGNATURES, &row.signatures, &plain)?;
    }
    let last = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last, HEADINGS.len() as u16 - 1)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    workbook.save_to_buffer()
}

/// `muc-luc.csv`: UTF-8 with a byte order mark, by which Excel on Windows knows Vietnamese.
pub fn csv(rows: &[Row]) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    push_line(&mut text, HEADINGS);
    for (number, row) in (1usize..).zip(rows) {
        let number = number.to_string();
        let counts = counts(row).map(|count| count.map_or(String::new(), |count| count.to_string()));
        let cells = [number.as_str()].into_iter().chain(texts(row)).chain(counts.iter().map(String::as_str));
        let cells = cells.chain([row.signatures.as_str()]);
        push_line(&mut text, cells);
    }
    text
}

fn texts(row: &Row) -> [&str; 5] {
    [&row.agency, &row.file, &row.number, &row.date, &row.status]
}

fn counts(row: &Row) -> [Option<usize>; 3] {
    let of = |pick: fn(Counts) -> usize| row.counts.map(pick);
    [of(|counts| counts.lead), of(|counts| counts.supporting), of(|counts| counts.unassigned)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        let counts = Some(Counts { lead: 12, supporting: 3, unassigned: 7 });
        let row = |agency: &str, counts| Row {
            agency: agency.to_owned(),
            file: "so-tai-chinh.docx".to_owned(),
            number: "175/KH-UBND".to_owned(),
            date: "02/7/2025".to_owned(),
            status: "dự thảo".to_owned(),
            counts,
            signatures: "cơ quan, tổ chức: SỞ TÀI CHÍNH".to_owned(),
        };
        vec![row("Sở Tài chính", counts), row("=HYPERLINK(\"x\")", None)]
    }

    #[test]
    fn the_text_index_has_a_byte_order_mark_and_runs_no_formula() {
        let text = csv(&rows());
        assert!(text.starts_with("\u{feff}\"STT\",\"Cơ quan\",\"File\",\"Số\""));
        assert!(text.contains("\"1\",\"Sở Tài chính\",\"so-tai-chinh.docx\",\"175/KH-UBND\""));
        assert!(text.contains("\"12\",\"3\",\"7\",\"cơ quan, tổ chức: SỞ TÀI CHÍNH\"\r\n"));
        assert!(text.contains("\"'=HYPERLINK(\"\"x\"\")\""));
    }

    #[test]
    fn the_workbook_has_the_same_bytes_every_time() {
        assert_eq!(xlsx(2025, &rows()).unwrap(), xlsx(2025, &rows()).unwrap());
    }
}
