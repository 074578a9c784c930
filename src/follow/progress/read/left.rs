//! What stands in a workbook where nothing is read: sheets without titles, columns that no form has, lines without
//! a task. Somebody typed it: it is named, cell by cell.

use calamine::SheetVisible;

use super::super::form::{Field, GUIDE};
use super::super::values::reach;
use super::Page;
use super::titles::Titles;
use crate::diagnostic::{Diagnostic, codes};
use crate::reading::Remark;
use crate::text::cells::label;
use crate::text::spaces::single_spaced;
use crate::text::{beginning, few};

/// A cell with what it shows.
type Seen = ((u32, u32), String);

/// Cells that are named one by one.
const NAMED: usize = 5;

impl Page<'_> {
    /// A sheet without a row of titles that holds something beside the guide that went out.
    pub(super) fn untitled(&self) -> Option<Diagnostic> {
        let mut cells = self.cells(0..=u32::MAX, |_| true);
        cells.retain(|(_, text)| !GUIDE.iter().any(|line| single_spaced(line) == *text));
        let message = format!(
            "{} không có các cột “{}” và “{}” nên không được đọc: {}",
            self.place(),
            Field::Task.title(),
            Field::State.title(),
            named(&cells)?
        );
        Some(self.told(message, "giữ dòng tiêu đề cột của bảng đã gửi đi, hoặc chép vào tờ có các cột ấy"))
    }

    /// A sheet that nobody sees is read: whoever sent it may have hidden an older one.
    pub(super) fn hidden(&self, visible: SheetVisible) -> Option<Diagnostic> {
        let message = format!("{} đang ẩn, vẫn được đọc", self.place());
        let finding = Diagnostic::warning(codes::CELL_TAKEN, message);
        (visible != SheetVisible::Visible)
            .then(|| self.at(finding.hint("tờ không dùng nữa thì xóa khỏi tệp rồi chạy lại")))
    }

    /// What stands above the titles and under titles of which nothing is taken, and answers without a column.
    pub(super) fn left(&self, titles: &Titles) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.above(titles).into_iter().collect();
        if let (Some((_, first)), Some((_, last))) = (self.range.start(), self.range.end()) {
            let others = (first..=last).filter(|column| !titles.is_read(*column));
            findings.extend(others.filter_map(|column| self.unread(column, titles)));
        }
        let absent = Field::ANSWERS.into_iter().filter(|field| titles.column(*field).is_none());
        findings.extend(absent.map(|field| {
            let message = format!("{}: không có cột “{}”; giữ điều đã ghi", self.place(), field.title());
            self.told(message, "nếu cột ấy mang tên khác thì đổi lại tên cột rồi chạy lại")
        }));
        findings
    }

    fn above(&self, titles: &Titles) -> Option<Diagnostic> {
        let last = titles.row.checked_sub(1)?;
        let cells = named(&self.cells(0..=last, |_| true))?;
        let message = format!("{}: phần trên dòng tiêu đề cột không được đọc: {cells}", self.place());
        Some(self.at(Diagnostic::info(codes::CELL_LEFT, message)))
    }

    fn unread(&self, column: u32, titles: &Titles) -> Option<Diagnostic> {
        let cells = named(&self.cells(titles.row + 1..=u32::MAX, |one| one == column))?;
        let title = self.seen(titles.row, column);
        let called = match &title {
            Some(title) => format!("cột “{}”", beginning(title)),
            None => format!("cột {} không có tiêu đề", letters(column)),
        };
        let why = match title.as_deref().and_then(Field::called) {
            Some(field) => format!("trùng với một cột khác là cột “{}”", field.title()),
            None => "không phải cột của bảng tiến độ".to_owned(),
        };
        let message = format!("{}: {called} {why}, không được đọc: {cells}", self.place());
        Some(self.told(
            message,
            "điều cần ghi thì đổi lại tên cột, hoặc chép vào cột “Kết quả, ghi chú”, rồi chạy lại",
        ))
    }

    /// A line that is of no task; one that tells a state was meant for a task.
    pub(super) fn without_task(&self, row: u32, titles: &Titles) -> Option<Diagnostic> {
        const OF_THE_FORM: [Field; 6] =
            [Field::Number, Field::Standing, Field::AgencyId, Field::PlanId, Field::TaskName, Field::Mark];
        let is_typed = |column| !OF_THE_FORM.iter().any(|field| titles.column(*field) == Some(column));
        let is_of_table = |column| titles.is_read(column);
        let cells = self.cells(row..=row, |column| is_typed(column) && is_of_table(column));
        let message = format!(
            "{}, dòng {}: không ghi nhiệm vụ nào nên không được ghi: {}",
            self.place(),
            row + 1,
            named(&cells)?
        );
        let state = titles.column(Field::State).and_then(|column| self.seen(row, column));
        if state.is_some_and(|state| reach(&state).is_some()) {
            let finding = Diagnostic::error(codes::ROW_UNKNOWN, message);
            return Some(self.at(finding.hint(
                "chép vào dòng của nhiệm vụ, hoặc ghi nguyên câu nhiệm vụ ở cột “Nhiệm vụ” rồi chạy lại",
            )));
        }
        Some(self.told(message, "điều cần ghi thì chép vào dòng của nhiệm vụ rồi chạy lại"))
    }

    /// What somebody wrote beside a cell of the form is no answer in it.
    pub(super) fn remarked(&self, remark: &Remark) -> Diagnostic {
        let author = remark.author.trim();
        let by = if author.is_empty() { String::new() } else { format!(" ({author})") };
        let cell = self.cell_name(remark.at.0, remark.at.1);
        let message =
            format!("{cell}: lời bình bên lề{by} không được ghi: “{}”", single_spaced(&remark.text));
        self.told(message, "điều cần ghi thì chép vào cột “Kết quả, ghi chú” rồi chạy lại")
    }

    fn told(&self, message: String, hint: &str) -> Diagnostic {
        self.at(Diagnostic::warning(codes::CELL_LEFT, message).hint(hint.to_owned()))
    }

    /// The cells of some rows and columns that show something.
    fn cells(&self, rows: std::ops::RangeInclusive<u32>, has: impl Fn(u32) -> bool) -> Vec<Seen> {
        let Some((first_row, first_column)) = self.range.start() else { return Vec::new() };
        let used = self.range.used_cells().map(|(row, column, _)| {
            let offset = |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
            (offset(first_row, row), offset(first_column, column))
        });
        let wanted = used.filter(|(row, column)| rows.contains(row) && has(*column));
        wanted.filter_map(|(row, column)| Some(((row, column), self.seen(row, column)?))).collect()
    }
}

/// "H40 “xong”, J40 “Đã tập huấn” và 03 ô khác"; `None` of no cells.
fn named(cells: &[Seen]) -> Option<String> {
    let told =
        cells.iter().map(|((row, column), text)| format!("{} “{}”", label(*row, *column), beginning(text)));
    (!cells.is_empty()).then(|| few(told, NAMED, "ô khác"))
}

/// "Q".
fn letters(column: u32) -> String {
    label(0, column).trim_end_matches('1').to_owned()
}
