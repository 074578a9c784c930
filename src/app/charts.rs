//! Biểu đồ in documents: a paragraph that is nothing but `[biểu đồ](o:bieu_do_… "…")` is where a chart stands.

use super::make::read;
use crate::derive::scores::{ScoreRow, Scores};
use crate::diagnostic::Diagnostic;
use crate::document::chart::{Chart, Series, Shape};
use crate::document::markdown::Parts;
use crate::document::trace::Trace;
use crate::document::{Annex, Block, BlockKind, Inline, Meta, Paper, assemble};
use crate::model::{Plan, Registry};
use crate::official::State;
use crate::template::{ScoresView, TemplateSet};

/// How the marks of charts begin.
const MARK: &str = "bieu_do_";

/// The table of scores with its charts, as the template `phu-luc-diem-cac-nam.md` has it; nothing where no scores
/// are known.
///
/// # Errors
/// What the template refuses.
pub fn score_annexes(
    templates: &TemplateSet,
    registry: &Registry,
    plans: &[&Plan],
    scores: &Scores,
) -> Result<Vec<Annex>, Vec<Diagnostic>> {
    const TEMPLATE: &str = "phu-luc-diem-cac-nam";
    #[derive(serde::Serialize)]
    struct View {
        diem_cac_nam: ScoresView,
    }
    let view = View { diem_cac_nam: ScoresView::of(scores) };
    let text = templates.render(TEMPLATE, &view).map_err(|finding| vec![finding])?;
    let mut parts = read(templates, TEMPLATE, &text)?;
    place(&mut parts, || of_scores(scores));
    let issuer = plans.first().and_then(|plan| Some((*plan, registry.agency(&plan.issuer)?)));
    let Some((plan, issuer)) = issuer else { return Ok(Vec::new()) };
    let document = assemble::document(issuer, &plan.official, parts, Trace::default());
    Ok(document.annexes)
}

/// These annexes in a file of their own.
pub fn page(annexes: &[Annex]) -> Paper<'_> {
    let subject = "Điểm các chỉ số qua các năm".to_owned();
    let meta =
        Meta { title: subject.clone(), author: String::new(), subject, state: State::Draft, date: None };
    Paper { suffix: String::new(), meta, main: None, annexes, first_annex: 0, trace: Trace::nowhere() }
}

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
