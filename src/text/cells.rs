//! Ô của trang tính: how a cell is called, by whoever tells of one.

use std::fmt;

/// A cell of a workbook; rows and columns from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellName {
    pub sheet: String,
    pub row: u32,
    pub column: u32,
}

impl CellName {
    /// "C12".
    pub fn label(&self) -> String {
        label(self.row, self.column)
    }
}

/// "trang tính “Danh mục”, ô C12".
impl fmt::Display for CellName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, ô {}", sheet(&self.sheet), self.label())
    }
}

/// "trang tính “Danh mục”".
pub fn sheet(name: &str) -> String {
    format!("trang tính “{name}”")
}

/// "C12", as the program shows it.
pub fn label(row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_called_as_the_program_shows_them() {
        assert_eq!(label(0, 0), "A1");
        assert_eq!(label(11, 25), "Z12");
        assert_eq!(label(4, 26), "AA5");
        assert_eq!(label(4, 701), "ZZ5");
        let cell = CellName { sheet: "Danh mục".to_owned(), row: 11, column: 2 };
        assert_eq!(cell.to_string(), "trang tính “Danh mục”, ô C12");
    }
}
