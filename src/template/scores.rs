//! The scores of the indices over the years, as templates see them: `phu-luc-diem-cac-nam.md` prints them.

use serde::Serialize;

use crate::derive::scores::{ScoreRow, Scores, YearScore};
use crate::text::values::Score;

/// Điểm các năm; no rows where nothing is known.
#[derive(Debug, Serialize)]
pub struct ScoresView {
    #[serde(rename = "cac_nam")]
    years: Vec<i16>,
    #[serde(rename = "chi_so")]
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    /// By which its chart is called: `o:bieu_do_diem_1`.
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "ho")]
    family: String,
    #[serde(rename = "nam")]
    years: Vec<YearView>,
    /// Whether two years or more are known: enough for a line.
    #[serde(rename = "ve_duoc")]
    has_line: bool,
}

#[derive(Debug, Serialize)]
struct YearView {
    #[serde(rename = "muc_tieu")]
    target: String,
    #[serde(rename = "ket_qua")]
    actual: String,
    #[serde(rename = "danh_gia")]
    verdict: &'static str,
}

impl ScoresView {
    pub fn of(scores: &Scores) -> Self {
        let row = |(number, row): (usize, &ScoreRow)| RowView {
            number,
            name: row.name.clone(),
            family: row.family.clone(),
            years: scores.years.iter().map(|year| year_view(row.of_year.get(year))).collect(),
            has_line: row.of_year.len() > 1,
        };
        Self { years: scores.years.clone(), rows: (1..).zip(&scores.rows).map(row).collect() }
    }
}

fn year_view(of: Option<&YearScore>) -> YearView {
    let of = of.copied().unwrap_or_default();
    let show = |score: Option<Score>| score.map(|score| score.with_decimals(2)).unwrap_or_default();
    YearView {
        target: show(of.target),
        actual: show(of.actual),
        verdict: match of.target.zip(of.actual) {
            Some((target, actual)) if actual >= target => "đạt",
            Some(_) => "chưa đạt",
            None => "",
        },
    }
}
