//! The matrix as sheets: the list of all rows, and tasks × agencies.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::listed::deadline;
use super::super::sheet::{Cell, Column, GIVEN_THROUGH, Print, Shape, Sheet, Workbook};
use super::{Matrix, Row, part_label};
use crate::derive::responsibility::{Role, Via};
use crate::model::plan::Task;
use crate::model::{Agency, AgencyId, Plan};
use crate::template::names::{joined, joined_ids};
use crate::text::notes;

/// The workbook: the list, then the crossing.
pub fn workbook(matrix: &Matrix<'_>) -> Workbook {
    Workbook {
        title: title(matrix),
        day: Date::new(matrix.year, 1, 1).unwrap_or(Date::ZERO),
        sheets: vec![list(matrix), crossing(matrix)],
    }
}

fn title(matrix: &Matrix<'_>) -> String {
    let plans: Vec<String> = matrix.plans().iter().map(|plan| plan.short_citation()).collect();
    format!("Bảng phân công nhiệm vụ năm {} ({})", matrix.year, plans.join("; "))
}

/// One line for each task and agency.
pub fn list(matrix: &Matrix<'_>) -> Sheet {
    let columns = vec![
        Column::new("STT", 5.0, Shape::Mark),
        Column::new("Kế hoạch", 13.0, Shape::Mark),
        Column::new("Vị trí", 10.0, Shape::Mark),
        Column::new("Nhiệm vụ", 48.0, Shape::Words),
        Column::new("Cơ quan", 22.0, Shape::Words),
        Column::new("Vai trò", 11.0, Shape::Mark),
        Column::new("Cơ quan chủ trì", 24.0, Shape::Words),
        Column::new("Cơ quan phối hợp", 22.0, Shape::Words),
        Column::new("Thời hạn", 15.0, Shape::Words),
        Column::new("Hạn cuối", 11.5, Shape::Day),
        Column::new("Sản phẩm", 16.0, Shape::Words),
        Column::new("Tình trạng", 12.0, Shape::Mark),
        Column::new("Phần việc riêng", 20.0, Shape::Words),
        Column::new(GIVEN_THROUGH, 20.0, Shape::Words),
        Column::new("Trừ", 18.0, Shape::Words),
        Column::new("Thuộc mục", 24.0, Shape::Words),
        Column::new("Căn cứ", 20.0, Shape::Words),
        Column::new("Loại việc", 14.0, Shape::Mark),
        Column::new("Mã cơ quan", 24.0, Shape::Words),
    ];
    let rows = matrix.rows.iter().zip(1usize..).map(|(row, number)| line(matrix, row, number)).collect();
    Sheet {
        name: "Phân công".to_owned(),
        title: title(matrix),
        columns,
        rows,
        totals: None,
        frozen: 3,
        print: Print::OnePageWide,
        printed: Some(PRINTED),
    }
}

/// Columns of the list that stand on paper, up to the state.
const PRINTED: u16 = 12;

fn line(matrix: &Matrix<'_>, row: &Row<'_>, number: usize) -> Vec<Cell> {
    let (registry, task) = (matrix.registry, row.mine.task);
    let assigned = &task.assigned;
    vec![
        Cell::count(number),
        Cell::text(row.plan.official.number_and_symbol()),
        Cell::text(task.reference.to_string()),
        Cell::text(notes::in_line(&task.text)),
        Cell::text(&row.agency.name),
        Cell::text(row.role()),
        Cell::optional(joined(registry, &assigned.leads)),
        Cell::optional(joined(registry, &assigned.supporting)),
        Cell::optional(deadline(&assigned.deadlines)),
        Cell::day(row.due),
        Cell::optional(assigned.output.as_deref()),
        Cell::text(row.state.label()),
        Cell::optional(row.mine.scope().as_deref()),
        Cell::text(via(matrix, row)),
        Cell::optional(joined_ids(registry, &assigned.except)),
        Cell::text(notes::in_line(row.heading)),
        Cell::text(task.reference.citation()),
        Cell::text(part_label(row.part)),
        Cell::text(row.agency.id.as_str()),
    ]
}

/// "đích danh", or the name of the group.
fn via(matrix: &Matrix<'_>, row: &Row<'_>) -> String {
    match row.mine.via {
        Via::Direct => "đích danh".to_owned(),
        Via::Group(id) | Via::Related(id) => {
            matrix.registry.group(id).map_or_else(|| id.to_string(), |group| group.name.clone())
        }
    }
}

/// Tasks × agencies.
fn crossing(matrix: &Matrix<'_>) -> Sheet {
    let mut agencies: BTreeMap<_, (&Agency, usize)> = BTreeMap::new();
    let mut tasks: Vec<(&Plan, &Task, Vec<&Row<'_>>)> = Vec::new();
    for row in &matrix.rows {
        let order = (row.agency.kind, matrix.registry.order(&row.agency.id));
        let (_, sure) = agencies.entry(order).or_insert((row.agency, 0));
        *sure += usize::from(!row.is_related());
        match tasks.last_mut() {
            Some((plan, task, rows))
                if plan.id == row.plan.id && task.reference == row.mine.task.reference =>
            {
                rows.push(row);
            }
            _ => tasks.push((row.plan, row.mine.task, vec![row])),
        }
    }
    let agencies: Vec<(&Agency, usize)> = agencies.into_values().collect();
    let fixed = [
        Column::new("Kế hoạch", 14.0, Shape::Mark),
        Column::new("Vị trí", 11.0, Shape::Mark),
        Column::new("Nhiệm vụ", 50.0, Shape::Words),
        Column::new("Số cơ quan chắc chắn có việc", 7.0, Shape::Narrow),
    ];
    let frozen = fixed.len();
    let columns = fixed
        .into_iter()
        .chain(agencies.iter().map(|(agency, _)| Column::new(&agency.name, 5.0, Shape::Narrow)));
    let lines = tasks.iter().map(|(plan, task, rows)| {
        let sure = rows.iter().filter(|row| !row.is_related()).count();
        let fixed = [
            Cell::text(plan.official.number_and_symbol()),
            Cell::text(task.reference.to_string()),
            Cell::text(notes::in_line(&task.text)),
            Cell::count(sure),
        ];
        let of_agency: BTreeMap<&AgencyId, &Row<'_>> =
            rows.iter().map(|row| (&row.agency.id, *row)).collect();
        let marks = agencies
            .iter()
            .map(|(agency, _)| of_agency.get(&agency.id).map_or(Cell::Empty, |row| Cell::text(mark(row))));
        fixed.into_iter().chain(marks).collect()
    });
    let totals = [
        Cell::Empty,
        Cell::Empty,
        Cell::text("Số việc (không tính việc khi có liên quan)"),
        Cell::count(agencies.iter().map(|(_, sure)| sure).sum()),
    ];
    let counted = agencies.iter().map(|(_, sure)| Cell::count(*sure));
    Sheet {
        name: "Nhiệm vụ × cơ quan".to_owned(),
        title: format!("{}. CT: chủ trì; PH: phối hợp; trong ngoặc: khi có liên quan", title(matrix)),
        columns: columns.collect(),
        rows: lines.collect(),
        totals: Some(totals.into_iter().chain(counted).collect()),
        frozen: u16::try_from(frozen).unwrap_or(0),
        print: Print::Scaled(CROSSING_PERCENT),
        printed: None,
    }
}

/// So that some thirty agencies stand on a page.
const CROSSING_PERCENT: u16 = 55;

fn mark(row: &Row<'_>) -> &'static str {
    match (row.mine.role, row.is_related()) {
        (Role::Lead, false) => "CT",
        (Role::Supporting, false) => "PH",
        (Role::Lead, true) => "(CT)",
        (Role::Supporting, true) => "(PH)",
    }
}
