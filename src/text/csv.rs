//! Lines of CSV as spreadsheets read them.

/// By which Excel on Windows knows that a file is UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Adds a line: every cell in quotes, none that a spreadsheet would run as a formula.
pub fn push_line<'a>(text: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            text.push(',');
        }
        text.push('"');
        // Excel would run a cell that begins like a formula.
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            text.push('\'');
        }
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}
