//! Biểu đồ in documents: a paragraph that is nothing but `[biểu đồ](o:bieu_do_… "…")` is where a chart stands.

use crate::derive::scores::{ScoreRow, Scores};
use crate::document::chart::{Chart, Series, Shape};
use crate::document::markdown::Parts;
use crate::document::{Block, BlockKind, Inline};

/// How the marks of charts begin.
const MARK: &str = "bieu_do_";

/// Puts charts in the place of their marks; they are asked for only where there is a mark.
pub(super) fn place(parts: &mut Parts, charts: impl FnOnce() -> Vec<(String, Chart)>) {
    let annexes = parts.annexes.iter_mut().flat_map(|annex| &mut annex.body);
    let mut marked: Vec<&mut Block> =
        parts.body.iter_mut().chain(annexes).filter(|block| mark(block).is_some()).collect();
    if marked.is_empty() {
        return;
    }
    let charts = charts();
    for block in &mut marked {
        let chart = charts.iter().find(|(name, _)| mark(block) == Some(name)).map(|(_, chart)| chart.clone());
        if let Some(chart) = chart {
            block.kind = BlockKind::Chart(Box::new(chart));
        }
    }
}

fn mark(block: &Block) -> Option<&str> {
    let BlockKind::Paragraph { content } = &block.kind else { return None };
    match content.as_slice() {
        [Inline::Blank { blank, .. }] => Some(blank.tag.as_str()).filter(|tag| tag.starts_with(MARK)),
        _ => None,
    }
}

/// A small line chart for each index of which more than one year is known.
pub(super) fn of_scores(scores: &Scores) -> Vec<(String, Chart)> {
    let rows = (1..).zip(&scores.rows).filter(|(_, row)| row.of_year.len() > 1);
    rows.map(|(number, row): (usize, &ScoreRow)| (format!("{MARK}diem_{number}"), lines(row))).collect()
}

fn lines(row: &ScoreRow) -> Chart {
    let value = |score: Option<crate::text::values::Score>| {
        score.and_then(|score| score.with_decimals(2).replace(',', ".").parse::<f64>().ok())
    };
    let told: Vec<String> = row
        .of_year
        .iter()
        .flat_map(|(year, of)| {
            let actual = of.actual.map(|actual| format!("năm {year} đạt {actual} điểm"));
            let target = of.target.map(|target| format!("mục tiêu năm {year} là {target} điểm"));
            actual.into_iter().chain(target)
        })
        .collect();
    Chart {
        shape: Shape::Lines,
        alt: format!("{} qua các năm: {}", row.name, told.join("; ")),
        categories: row.of_year.keys().map(ToString::to_string).collect(),
        series: vec![
            Series {
                name: "Kết quả".to_owned(),
                values: row.of_year.values().map(|of| value(of.actual)).collect(),
            },
            Series {
                name: "Mục tiêu".to_owned(),
                values: row.of_year.values().map(|of| value(of.target)).collect(),
            },
        ],
        decimals: 2,
    }
}
