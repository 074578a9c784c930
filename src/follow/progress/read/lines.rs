//! A sheet with titles → its lines.

use std::sync::Arc;

use calamine::Data;
use jiff::civil::Date;

use super::super::form::Field;
use super::super::values::{SERIALS, day_of_serial, day_of_text, is_share, reach};
use super::titles::Titles;
use super::{At, Filled, Filling, Page, Read, Told, Typed};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::progress::Reach;
use crate::text::folded;
use crate::text::words::progress as words;

impl Page<'_> {
    pub(super) fn lines(&self, titles: &Titles, read: &mut Read) {
        read.findings.extend(self.left(titles));
        let Some((last, _)) = self.range.end() else { return };
        for row in titles.row + 1..=last {
            read.lines.extend(self.line(row, titles, &mut read.findings));
        }
    }

    fn line(&self, row: u32, titles: &Titles, findings: &mut Vec<Diagnostic>) -> Option<Filled> {
        let before = findings.len();
        let mut named = |field: Field| self.words(row, titles.column(field)?, findings);
        let (task_name, place, text) = (named(Field::TaskName), named(Field::Place), named(Field::Task));
        if task_name.is_none() && place.is_none() && text.is_none() {
            findings.extend(self.without_task(row, titles));
            return None;
        }
        let (agency_id, agency) = (named(Field::AgencyId), named(Field::Agency));
        let (plan, mark) = (named(Field::PlanId), named(Field::Mark));
        let (state, share) = self.state(row, titles, findings).unzip();
        let typed = Typed {
            state,
            day: told(titles, Field::Day, |column| self.day(row, column, findings)),
            note: told(titles, Field::Note, |column| self.said(row, column, findings)),
            product: told(titles, Field::Product, |column| self.said(row, column, findings)),
        };
        let typed = share.flatten().map_or(typed.clone(), |share| typed.with(&share));
        // A line that was not understood is not taken in half.
        let understood = findings[before..].iter().all(|finding| !finding.is_error());
        let shown = Field::SHOWN
            .into_iter()
            .filter_map(|field| Some((field, self.seen(row, titles.column(field)?)?)));
        Some(Filled {
            at: At {
                path: Arc::from(self.path),
                sheet: self.sheet.to_owned(),
                row: row + 1,
                columns: titles.columns.clone(),
            },
            agency_id,
            agency,
            plan,
            task_name,
            place,
            text,
            filling: if understood { Filling::Typed(typed) } else { Filling::Unreadable },
            mark,
            shown: shown.collect(),
        })
    }

    /// The state, and with it the share of the task that it was said in, which is no state: "80%".
    fn state(
        &self,
        row: u32,
        titles: &Titles,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<(Reach, Option<String>)> {
        let column = titles.column(Field::State)?;
        let cell = self.cell(row, column, findings);
        let typed = match &cell {
            Data::Empty => return None,
            Data::String(typed) => typed.trim(),
            // As the cell shows it: 0.8 is "80%" where its format says so.
            other => &self.seen_of(row, column).unwrap_or_else(|| other.to_string()),
        };
        if typed.is_empty() {
            return None;
        }
        // Without a place to keep it the number would be lost.
        if is_share(typed) && titles.column(Field::Note).is_some() {
            let message = format!(
                "{}: “{typed}” lấy là “{}”, con số được giữ ở phần kết quả, ghi chú",
                self.cell_name(row, column),
                Reach::Underway.label()
            );
            findings.push(self.at(Diagnostic::warning(codes::CELL_TAKEN, message)));
            return Some((Reach::Underway, Some(typed.to_owned())));
        }
        let known = reach(typed);
        if known.is_none() {
            let cell = self.cell_name(row, column);
            let message = if words::LATE.contains(&folded(typed).as_str()) {
                format!("{cell}: “{typed}” do chương trình tự tính")
            } else {
                format!("{cell}: không hiểu tình trạng “{typed}”")
            };
            let finding = Diagnostic::error(codes::CELL_UNREADABLE, message);
            findings.push(
                self.at(finding.hint("chọn một trong: chưa làm, đang làm, xong; dòng này chưa được ghi")),
            );
        }
        Some((known?, None))
    }

    fn said(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Option<String> {
        let said = self.answer(row, column, findings)?;
        if self.is_bare(row, column) {
            let message = format!(
                "{}: số “{said}” lấy như số, chưa theo dạng của ô (phần trăm, tiền)",
                self.cell_name(row, column)
            );
            let finding = Diagnostic::warning(codes::CELL_TAKEN, message);
            findings.push(self.at(finding.hint("gõ như chữ, hoặc lưu thành .xlsx")));
        }
        Some(said)
    }

    fn day(&self, row: u32, column: u32, findings: &mut Vec<Diagnostic>) -> Option<Date> {
        let cell = self.cell(row, column, findings);
        let read = match &cell {
            Data::Empty => Ok(None),
            // A day without its format is the number of days since 1900.
            Data::DateTime(moment) => of_serial(moment.as_f64()).map(Some),
            Data::Float(number) => of_serial(*number).map(Some),
            Data::Int(number) => of_serial(*number as f64).map(Some),
            other => day_of_text(&other.to_string()),
        };
        read.unwrap_or_else(|why| {
            let typed = match &cell {
                Data::DateTime(moment) => moment.as_f64().to_string(),
                other => other.to_string(),
            };
            let message = format!("{}: ngày “{}”: {why}", self.cell_name(row, column), typed.trim());
            let finding = Diagnostic::error(codes::CELL_UNREADABLE, message);
            findings
                .push(self.at(finding.hint("gõ ngày/tháng/năm, ví dụ 15/9/2025; dòng này chưa được ghi")));
            None
        })
    }
}

fn told<T>(titles: &Titles, field: Field, read: impl FnOnce(u32) -> Option<T>) -> Told<T> {
    titles.column(field).map_or(Told::NoColumn, |column| Told::Cell(read(column)))
}

/// The day that a workbook counts so.
fn of_serial(number: f64) -> Result<Date, String> {
    let day = SERIALS.contains(&number).then(|| day_of_serial(number)).flatten();
    day.ok_or_else(|| "là một con số, không phải ngày".to_owned())
}
