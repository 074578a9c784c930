//! A cell → what it says: its value, the words that it shows, where it leads.

use calamine::{Data, DataRef};

use super::Page;
use crate::diagnostic::{Diagnostic, codes};
use crate::reading::figures;
use crate::text::cells::label;
use crate::text::spaces::single_spaced;

impl Page<'_> {
    /// The value of a cell: that of the merged cell that it is in; of a formula, what it last came to.
    pub(super) fn cell(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Data {
        let at = self.holder(row, column);
        let value = self.range.get_value(at).cloned().unwrap_or_default();
        if at != (row, column) && value != Data::Empty {
            let message = format!(
                "{}: ô gộp từ {}, lấy theo giá trị của ô gộp",
                self.cell_name(row, column),
                label(at.0, at.1)
            );
            findings.push(self.at(Diagnostic::warning(codes::CELL_TAKEN, message)));
        }
        let formula = self.formulas.as_ref().and_then(|formulas| formulas.get_value(at));
        if let Some(formula) = formula.filter(|formula| !formula.is_empty()) {
            findings.push(self.at(self.computed(row, column, formula, &value)));
        }
        value
    }

    /// The cell that holds the value of a cell: the first of those that are merged with it.
    fn holder(&self, row: u32, column: u32) -> (u32, u32) {
        let within = self.merged.iter().find(|merged| {
            (merged.start.0..=merged.end.0).contains(&row)
                && (merged.start.1..=merged.end.1).contains(&column)
        });
        within.map_or((row, column), |merged| merged.start)
    }

    fn computed(&self, row: u32, column: u32, formula: &str, value: &Data) -> Diagnostic {
        // OpenDocument names the language of its formulas first.
        let formula = formula.trim_start_matches("of:").trim_start_matches('=');
        let cell = self.cell_name(row, column);
        match value {
            Data::Empty => Diagnostic::error(
                codes::CELL_UNREADABLE,
                format!("{cell}: công thức “={formula}” chưa có kết quả trong tệp"),
            )
            .hint("mở bằng Excel, lưu lại, hoặc gõ thẳng giá trị"),
            value => Diagnostic::warning(
                codes::CELL_TAKEN,
                format!("{cell}: công thức “={formula}”, lấy kết quả đã lưu “{value}”"),
            ),
        }
    }

    /// The words of a cell that is to be read as words; a value that is none is told.
    pub(super) fn words(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Option<String> {
        match self.cell(row, column, findings) {
            Data::Error(error) => {
                let message = format!("{}: ô bị lỗi {error}", self.cell_name(row, column));
                let finding = Diagnostic::error(codes::CELL_UNREADABLE, message);
                findings.push(self.at(finding.hint("gõ lại nội dung của ô; dòng này chưa được ghi")));
                None
            }
            cell => some_words(&cell.to_string()),
        }
    }

    /// The words of a cell as a reader sees them, numbers and days too, with the address that it leads to.
    pub(super) fn answer(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Option<String> {
        let words = self.words(row, column, findings)?;
        let at = self.holder(row, column);
        let words = self.shown(at).unwrap_or(words);
        let link = self.links.iter().find(|(range, _)| range.contains(at.0, at.1));
        match link.filter(|(_, target)| !words.contains(target.as_str())) {
            Some((_, target)) => Some(format!("{words} ({target})")),
            None => Some(words),
        }
    }

    /// What a cell shows, read or not.
    pub(super) fn seen(&self, row: u32, column: u32) -> Option<String> {
        self.shown((row, column)).or_else(|| some_words(&self.range.get_value((row, column))?.to_string()))
    }

    /// What a cell shows of a number or a day; of a merged one, what the first of them does.
    pub(super) fn seen_of(&self, row: u32, column: u32) -> Option<String> {
        self.shown(self.holder(row, column))
    }

    /// What a cell shows of a number or a day.
    fn shown(&self, at: (u32, u32)) -> Option<String> {
        if let Some(shown) = self.figures.get(&at) {
            return some_words(shown);
        }
        let as_usual = |value: DataRef<'_>, format: &str| figures::shown(&value, format);
        let shown = match self.range.get_value(at)? {
            Data::Int(number) => as_usual(DataRef::Int(*number), "General"),
            Data::Float(number) => as_usual(DataRef::Float(*number), "General"),
            Data::DateTime(moment) => as_usual(DataRef::DateTime(*moment), "d/m/yyyy"),
            _ => None,
        };
        some_words(shown?.text())
    }

    /// Whether a cell holds a number whose format the reader of its kind of file does not know.
    pub(super) fn is_bare(&self, row: u32, column: u32) -> bool {
        let at = self.holder(row, column);
        let number = self.range.get_value(at);
        matches!(number, Some(Data::Float(number)) if number.fract() != 0.0)
            && !self.figures.contains_key(&at)
    }
}

fn some_words(text: &str) -> Option<String> {
    Some(single_spaced(text).into_owned()).filter(|text| !text.is_empty())
}
