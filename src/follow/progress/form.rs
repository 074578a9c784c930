//! The form: one line for each task of an agency, with what has been reported filled in.

use jiff::civil::Date;

use super::super::listed::deadline;
use super::super::matrix::{Matrix, Row};
use super::super::sheet::{Cell, Column, Print, Shape, Sheet, Workbook};
use super::super::standing::{self, Standing};
use super::Said;
use crate::model::progress::Reach;
use crate::model::{Agency, Province};
use crate::text::notes;

/// The columns of a form: how each is called, and by what else it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Agency,
    Place,
    Task,
    State,
    Day,
    Note,
    Product,
    AgencyId,
    PlanId,
    TaskName,
    Mark,
}

impl Field {
    pub const ALL: [Self; 11] = [
        Self::Agency,
        Self::Place,
        Self::Task,
        Self::State,
        Self::Day,
        Self::Note,
        Self::Product,
        Self::AgencyId,
        Self::PlanId,
        Self::TaskName,
        Self::Mark,
    ];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Agency => "Cơ quan",
            Self::Place => "Vị trí",
            Self::Task => "Nhiệm vụ",
            Self::State => "Tình trạng",
            Self::Day => "Ngày",
            Self::Note => "Kết quả, ghi chú",
            Self::Product => "Sản phẩm, liên kết",
            Self::AgencyId => "mã cơ quan",
            Self::PlanId => "mã kế hoạch",
            Self::TaskName => "mã nhiệm vụ",
            Self::Mark => "đã ghi",
        }
    }

    /// How people rename it.
    pub const fn also(self) -> &'static [&'static str] {
        match self {
            Self::Agency => &["tên cơ quan", "đơn vị", "cơ quan thực hiện"],
            Self::Place => &["số", "mục", "số nhiệm vụ"],
            Self::Task => &["nội dung", "nội dung nhiệm vụ", "tên nhiệm vụ", "nhiệm vụ được giao"],
            Self::State => &["trạng thái", "tình hình", "tiến độ", "kết quả thực hiện", "status"],
            Self::Day => &["ngày hoàn thành", "thời gian hoàn thành", "ngày thực hiện", "date"],
            Self::Note => &["ghi chú", "kết quả", "khó khăn, vướng mắc", "giải trình", "note"],
            Self::Product => &["sản phẩm", "liên kết", "link", "số văn bản", "minh chứng"],
            Self::AgencyId | Self::PlanId | Self::TaskName | Self::Mark => &[],
        }
    }
}

const STATES: [&str; 3] = [Reach::ALL[0].label(), Reach::ALL[1].label(), Reach::ALL[2].label()];

/// A form of these rows; of one agency, it is its own.
pub fn workbook(matrix: &Matrix<'_>, province: &Province, agency: Option<&Agency>, day: Date) -> Workbook {
    let whose = agency.map_or_else(|| "các cơ quan".to_owned(), |agency| agency.name.clone());
    let title = format!("Tiến độ nhiệm vụ năm {} của {whose}", matrix.year);
    let rows = matrix.rows.iter().filter(|row| agency.is_none_or(|agency| agency.id == row.agency.id));
    let rows = rows.zip(1usize..).map(|(row, number)| line(row, province, number)).collect();
    let columns = vec![
        Column::new("STT", 5.0, Shape::Mark),
        titled(Field::Agency, 22.0, Shape::Words),
        titled(Field::Place, 10.0, Shape::Mark),
        titled(Field::Task, 52.0, Shape::Words),
        Column::new("Vai trò", 11.0, Shape::Mark),
        Column::new("Thời hạn", 15.0, Shape::Words),
        Column::new("Hạn cuối", 11.5, Shape::Day),
        titled(Field::State, 12.0, Shape::Choice(&STATES)),
        titled(Field::Day, 12.0, Shape::Day),
        titled(Field::Note, 34.0, Shape::Words),
        titled(Field::Product, 24.0, Shape::Words),
        Column::new(format!("Đến {}", crate::text::values::short_date(day)), 13.0, Shape::Mark),
        titled(Field::AgencyId, 20.0, Shape::Hidden),
        titled(Field::PlanId, 14.0, Shape::Hidden),
        titled(Field::TaskName, 14.0, Shape::Hidden),
        titled(Field::Mark, 14.0, Shape::Hidden),
    ];
    let sheet = Sheet {
        name: "Tiến độ".to_owned(),
        title: title.clone(),
        columns,
        rows,
        totals: None,
        frozen: 4,
        print: Print::OnePageWide,
        printed: None,
    };
    Workbook { title, day, sheets: vec![sheet, guide()] }
}

fn titled(field: Field, width: f64, shape: Shape) -> Column {
    Column::new(field.title(), width, shape)
}

fn line(row: &Row<'_>, province: &Province, number: usize) -> Vec<Cell> {
    let task = row.mine.task;
    let said = standing::reported(province, row.plan, &row.agency.id, task).map(Said::of);
    let told = said.as_ref();
    vec![
        Cell::count(number),
        Cell::text(&row.agency.name),
        Cell::text(task.reference.to_string()),
        Cell::text(notes::in_line(&task.text)),
        Cell::text(row.role()),
        Cell::optional(deadline(&task.assigned.deadlines)),
        Cell::day(row.due),
        Cell::optional(told.map(|said| said.state.label())),
        Cell::day(told.and_then(|said| said.day)),
        Cell::optional(told.and_then(|said| said.note.as_deref())),
        Cell::optional(told.and_then(|said| said.product.as_deref())),
        if row.state == Standing::Overdue { Cell::text(row.state.label()) } else { Cell::Empty },
        Cell::text(row.agency.id.as_str()),
        Cell::text(row.plan.id.as_str()),
        Cell::text(task.id.clone().unwrap_or_else(|| task.reference.to_string())),
        Cell::text(Said::mark(told)),
    ]
}

/// What a person who fills the form in has to know.
fn guide() -> Sheet {
    let lines = [
        "Chỉ điền bốn cột: Tình trạng, Ngày, Kết quả - ghi chú, Sản phẩm - liên kết.",
        "Tình trạng chọn một trong: chưa làm, đang làm, xong. Quá hạn do chương trình tự tính.",
        "Ngày: ngày hoàn thành (xong), hoặc ngày của số liệu (đang làm); gõ ngày/tháng/năm.",
        "Đừng sửa câu chữ nhiệm vụ; xóa dòng, đổi thứ tự dòng, thêm cột, lọc, sắp xếp đều được.",
        "Điền xong gửi lại tệp này; nơi tổng hợp chạy: kehoach tien-do TỆP.xlsx",
    ];
    Sheet {
        name: "Hướng dẫn".to_owned(),
        title: "Hướng dẫn điền".to_owned(),
        columns: vec![Column::new("Hướng dẫn điền", 100.0, Shape::Words)],
        rows: lines.into_iter().map(|line| vec![Cell::text(line)]).collect(),
        totals: None,
        frozen: 0,
        print: Print::OnePageWide,
        printed: None,
    }
}
