//! The two charts of a report, by the marks under which a template places them.

use super::{Issue, Report};
use crate::document::chart::{Chart, Series, Shape};
use crate::document::{Block, BlockKind, Inline};

/// By mark: `[biểu đồ](o:bieu_do_ban_hanh "…")` alone in a paragraph is where the chart stands.
pub fn charts(report: &Report<'_>) -> Vec<(&'static str, Chart)> {
    vec![("bieu_do_ban_hanh", issue(report)), ("bieu_do_tinh_trang", states(report))]
}

/// Puts charts in the place of their marks.
pub fn place(body: &mut [Block], charts: &[(&str, Chart)]) {
    for block in body {
        let BlockKind::Paragraph { content } = &block.kind else { continue };
        let [Inline::Blank { blank, .. }] = content.as_slice() else { continue };
        if let Some((_, chart)) = charts.iter().find(|(mark, _)| *mark == blank.tag) {
            block.kind = BlockKind::Chart(Box::new(chart.clone()));
        }
    }
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
    let told: Vec<String> = counted.iter().map(|(label, count)| format!("{label} {count} {unit}")).collect();
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
