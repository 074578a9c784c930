//! The form: one line for each task of an agency, with what has been reported filled in.

use jiff::civil::Date;

use super::super::listed::deadline;
use super::super::matrix::{Matrix, Row, role};
use super::super::sheet::{Cell, Column, Print, Shape, Sheet, Workbook};
use super::super::standing::{self, Standing};
use super::Said;
use super::values::day_of_text;
use crate::derive::responsibility::Responsibility;
use crate::model::progress::Reach;
use crate::model::{Agency, Plan, Province};
use crate::text::values::short_date;
use crate::text::{folded, notes};

/// The columns of a form: how each is called, and by what else it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Number,
    Agency,
    Place,
    Task,
    Role,
    Deadline,
    Due,
    State,
    Day,
    Note,
    Product,
    /// What the program reckons on the day that the form goes out; its title names the day.
    Standing,
    AgencyId,
    PlanId,
    TaskName,
    Mark,
}

impl Field {
    pub const ALL: [Self; 16] = [
        Self::Number,
        Self::Agency,
        Self::Place,
        Self::Task,
        Self::Role,
        Self::Deadline,
        Self::Due,
        Self::State,
        Self::Day,
        Self::Note,
        Self::Product,
        Self::Standing,
        Self::AgencyId,
        Self::PlanId,
        Self::TaskName,
        Self::Mark,
    ];

    /// What an agency answers beside the state: a form may come back without such a column.
    pub const ANSWERS: [Self; 3] = [Self::Day, Self::Note, Self::Product];

    /// Columns that tell the agency something and that nothing is taken from.
    pub const SHOWN: [Self; 3] = [Self::Role, Self::Deadline, Self::Due];

    pub const fn title(self) -> &'static str {
        match self {
            Self::Number => "STT",
            Self::Agency => "Cơ quan",
            Self::Place => "Vị trí",
            Self::Task => "Nhiệm vụ",
            Self::Role => "Vai trò",
            Self::Deadline => "Thời hạn",
            Self::Due => "Hạn cuối",
            Self::State => "Tình trạng",
            Self::Day => "Ngày",
            Self::Note => "Kết quả, ghi chú",
            Self::Product => "Sản phẩm, liên kết",
            Self::Standing => "Đến",
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
            Self::State => &[
                "trạng thái",
                "tình hình",
                "tình hình thực hiện",
                "tình trạng thực hiện",
                "tiến độ",
                "tiến độ thực hiện",
                "kết quả thực hiện",
                "status",
            ],
            Self::Day => &["ngày hoàn thành", "thời gian hoàn thành", "ngày thực hiện", "date"],
            Self::Note => &["ghi chú", "kết quả", "khó khăn, vướng mắc", "giải trình", "note"],
            Self::Product => &["sản phẩm", "liên kết", "link", "số văn bản", "minh chứng"],
            Self::Number => &["tt", "số thứ tự"],
            Self::Role | Self::Deadline | Self::Due | Self::Standing => &[],
            Self::AgencyId | Self::PlanId | Self::TaskName | Self::Mark => &[],
        }
    }

    /// The column that people call so.
    pub fn called(title: &str) -> Option<Self> {
        let title = folded(title);
        let is = |name: &str| folded(name) == title;
        let exact = Self::ALL.into_iter().find(|field| is(field.title()));
        let day = title.strip_prefix(&folded(Self::Standing.title()));
        let standing = day.filter(|day| day_of_text(day).is_ok()).map(|_| Self::Standing);
        exact
            .or(standing)
            .or_else(|| Self::ALL.into_iter().find(|field| field.also().iter().any(|other| is(other))))
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
        titled(Field::Number, 5.0, Shape::Mark),
        titled(Field::Agency, 22.0, Shape::Words),
        titled(Field::Place, 10.0, Shape::Mark),
        titled(Field::Task, 52.0, Shape::Words),
        titled(Field::Role, 11.0, Shape::Mark),
        titled(Field::Deadline, 15.0, Shape::Words),
        titled(Field::Due, 11.5, Shape::Day),
        titled(Field::State, 12.0, Shape::Choice(&STATES)),
        titled(Field::Day, 12.0, Shape::Day),
        titled(Field::Note, 34.0, Shape::Words),
        titled(Field::Product, 24.0, Shape::Words),
        Column::new(format!("{} {}", Field::Standing.title(), short_date(day)), 13.0, Shape::Mark),
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

/// What a form shows of a task beside its words.
pub(super) fn shown(field: Field, plan: &Plan, mine: &Responsibility<'_>) -> String {
    let task = mine.task;
    let shown = match field {
        Field::Role => Some(role(mine)),
        Field::Deadline => deadline(&task.assigned.deadlines),
        Field::Due => standing::due(plan, task).map(short_date),
        _ => None,
    };
    shown.unwrap_or_default()
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
        Cell::text(role(row.mine)),
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

/// What a person who fills the form in has to know, under its title.
pub(super) const GUIDE: [&str; 6] = [
    "Hướng dẫn điền",
    "Chỉ điền bốn cột: Tình trạng, Ngày, Kết quả - ghi chú, Sản phẩm - liên kết.",
    "Tình trạng chọn một trong: chưa làm, đang làm, xong. Quá hạn do chương trình tự tính.",
    "Ngày: ngày hoàn thành (xong), hoặc ngày của số liệu (đang làm); gõ ngày/tháng/năm.",
    "Đừng sửa câu chữ nhiệm vụ; xóa dòng, đổi thứ tự dòng, thêm cột, lọc, sắp xếp đều được.",
    "Điền xong gửi lại tệp này; nơi tổng hợp chạy: kehoach tien-do TỆP.xlsx",
];

fn guide() -> Sheet {
    let [title, lines @ ..] = GUIDE;
    Sheet {
        name: "Hướng dẫn".to_owned(),
        title: title.to_owned(),
        columns: vec![Column::new(title, 100.0, Shape::Words)],
        rows: lines.into_iter().map(|line| vec![Cell::text(line)]).collect(),
        totals: None,
        frozen: 0,
        print: Print::OnePageWide,
        printed: None,
    }
}
