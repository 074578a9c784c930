//! The two charts of a report, by the marks under which a template places them.

use super::{Issue, Report};
use crate::document::chart::{Chart, Series, Shape};
use crate::text::values::in_thousands;

/// By mark: `[biểu đồ](o:bieu_do_ban_hanh "…")` alone in a paragraph is where the chart stands.
pub fn charts(report: &Report<'_>) -> Vec<(String, Chart)> {
    vec![("bieu_do_ban_hanh".to_owned(), issue(report)), ("bieu_do_tinh_trang".to_owned(), states(report))]
}

fn issue(report: &Report<'_>) -> Chart {
    let counted = Issue::ALL.map(|issue| (issue.label(), report.count(issue)));
    bars("Số cơ quan theo tình trạng kế hoạch triển khai", "cơ quan", &counted)
}

fn states(report: &Report<'_>) -> Chart {
    let tally = report.total;
    let counted = [
        ("xong", tally.done),
        ("đang làm", tally.underway),
        ("chưa làm", tally.not_started),
        ("chưa báo cáo", tally.unreported),
        ("quá hạn", tally.overdue),
    ];
    bars("Số lượt giao việc theo tình trạng", "lượt", &counted)
}

fn bars(title: &str, unit: &str, counted: &[(&str, usize)]) -> Chart {
    let told: Vec<String> = counted
        .iter()
        .map(|(label, count)| format!("{label} {} {unit}", in_thousands(*count as u64)))
        .collect();
    Chart {
        shape: Shape::Bars,
        alt: format!("{title}: {}", told.join("; ")),
        categories: counted.iter().map(|(label, _)| (*label).to_owned()).collect(),
        series: vec![Series {
            name: title.to_owned(),
            values: counted.iter().map(|(_, count)| Some(*count as f64)).collect(),
        }],
        decimals: 0,
    }
}
