//! The report as a workbook: every table of it, each with its sum.

use super::super::sheet::{ANSWERS_PLAN, Cell, Column, Print, Shape, Sheet, Workbook};
use super::{Group, Of, Report, Tally};
use crate::text::values::short_date;

pub fn workbook(report: &Report<'_>) -> Workbook {
    let day = short_date(report.day);
    Workbook {
        title: format!("Báo cáo tình hình thực hiện các kế hoạch năm {} đến ngày {day}", report.year),
        day: report.day,
        sheets: vec![
            sub_plans(report, &day),
            tallied("Theo cơ quan", "Cơ quan", &report.agencies, report, &day),
            tallied("Theo nhóm nhiệm vụ", "Nhóm nhiệm vụ, chỉ số", &report.headings, report, &day),
            tallied("Theo thời hạn", "Hạn cuối", &report.dues, report, &day),
            monitored(report, &day),
        ],
    }
}

fn sheet(
    name: &str,
    title: String,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    totals: Option<Vec<Cell>>,
) -> Sheet {
    let (frozen, print) = (2, Print::OnePageWide);
    Sheet { name: name.to_owned(), title, columns, rows, totals, frozen, print, printed: None }
}

fn sub_plans(report: &Report<'_>, day: &str) -> Sheet {
    let columns = vec![
        Column::new("STT", 5.0, Shape::Mark),
        Column::new("Cơ quan", 40.0, Shape::Words),
        Column::new(ANSWERS_PLAN, 18.0, Shape::Mark),
        Column::new("Tình trạng", 22.0, Shape::Mark),
        Column::new("Số, ký hiệu", 18.0, Shape::Mark),
        Column::new("Ngày ban hành", 12.0, Shape::Day),
        Column::new("Hạn", 12.0, Shape::Day),
        Column::new("Chậm (ngày)", 9.0, Shape::Count),
        Column::new("Nội dung", 9.0, Shape::Count),
        Column::new("Có đơn vị", 9.0, Shape::Count),
        Column::new("Có thời hạn", 9.0, Shape::Count),
        Column::new("Có sản phẩm", 9.0, Shape::Count),
    ];
    let rows = report.sub_plans.iter().zip(1usize..).map(|(one, number)| {
        let open = one.openness;
        let issued = one.issue.is_issued();
        vec![
            Cell::count(number),
            Cell::text(&one.agency.name),
            Cell::text(one.plan.official.number_and_symbol()),
            Cell::text(one.issue.label()),
            if issued { Cell::text(one.official.number_and_symbol()) } else { Cell::Empty },
            Cell::day(one.official.date.full().filter(|_| issued)),
            Cell::day(one.due),
            Cell::Number(f64::from(one.days_late)),
            Cell::count(open.entries),
            Cell::count(open.entries - open.without_unit),
            Cell::count(open.entries - open.without_deadline),
            Cell::count(open.entries - open.without_output),
        ]
    });
    sheet(
        "Kế hoạch triển khai",
        format!("Kế hoạch triển khai của các cơ quan đến ngày {day}"),
        columns,
        rows.collect(),
        None,
    )
}

fn tallied(name: &str, first: &str, groups: &[Group<'_>], report: &Report<'_>, day: &str) -> Sheet {
    let shape =
        if groups.iter().all(|group| matches!(group.of, Of::Due(_))) { Shape::Day } else { Shape::Words };
    let mut columns = vec![Column::new("STT", 5.0, Shape::Mark), Column::new(first, 44.0, shape)];
    let titles =
        ["Tổng số lượt", "Xong", "Đang làm", "Chưa làm", "Chưa báo cáo", "Quá hạn", "Khi có liên quan"];
    columns.extend(titles.map(|title| Column::new(title, 11.0, Shape::Count)));
    let rows = groups.iter().zip(1usize..).map(|(group, number)| {
        let of = match group.of {
            Of::Agency(agency) => Cell::text(&agency.name),
            Of::Heading(_, heading) => Cell::text(heading),
            Of::Due(Some(due)) => Cell::Day(due),
            Of::Due(None) => Cell::text("không có ngày cuối"),
        };
        [Cell::count(number), of].into_iter().chain(counts(&group.tally)).collect()
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let totals = [Cell::Empty, Cell::text("Cộng")].into_iter().chain(counts(&report.total)).collect();
    sheet(name, format!("{name}: tình trạng nhiệm vụ đến ngày {day}"), columns, rows, Some(totals))
}

fn counts(tally: &Tally) -> [Cell; 7] {
    let Tally { done, underway, not_started, unreported, overdue, related } = *tally;
    [tally.all(), done, underway, not_started, unreported, overdue, related].map(Cell::count)
}

fn monitored(report: &Report<'_>, day: &str) -> Sheet {
    let columns = vec![
        Column::new("STT", 5.0, Shape::Mark),
        Column::new("Chỉ số, nhóm nhiệm vụ", 40.0, Shape::Words),
        Column::new("Cơ quan đầu mối theo dõi", 34.0, Shape::Words),
        Column::new("Số nhiệm vụ", 11.0, Shape::Count),
        Column::new("Chưa cơ quan chủ trì nào nhận", 14.0, Shape::Count),
        Column::new("Vị trí", 50.0, Shape::Words),
    ];
    let rows = report.monitored.iter().zip(1usize..).map(|(one, number)| {
        let places: Vec<String> = one.untaken.iter().map(ToString::to_string).collect();
        vec![
            Cell::count(number),
            Cell::text(one.heading),
            Cell::text(&one.monitor.name),
            Cell::count(one.tasks),
            Cell::count(one.untaken.len()),
            Cell::text(places.join(", ")),
        ]
    });
    sheet(
        "Chưa có người nhận",
        format!("Nhiệm vụ chưa cơ quan chủ trì nào phân công, báo cáo đến ngày {day}"),
        columns,
        rows.collect(),
        None,
    )
}
