//! Tables that an office typed.

use serde::Serialize;

use crate::model::plan::{ColumnKind, PlainColumn, PlainTable};

/// Bảng, as it was typed.
#[derive(Debug, Serialize)]
pub(crate) struct TableView {
    #[serde(rename = "ten")]
    title: Option<String>,
    /// What each column holds: chu, stt, so.
    #[serde(rename = "kieu")]
    kinds: Vec<&'static str>,
    #[serde(rename = "cot")]
    columns: Vec<String>,
    #[serde(rename = "dong")]
    rows: Vec<Vec<String>>,
    #[serde(rename = "tong")]
    total: Option<Vec<String>>,
}

impl TableView {
    pub(crate) fn of(table: &PlainTable) -> Self {
        let kind = |column: &PlainColumn| match column.kind {
            ColumnKind::Words => "chu",
            ColumnKind::Mark => "stt",
            ColumnKind::Figure => "so",
        };
        Self {
            title: table.title().map(ToOwned::to_owned),
            kinds: table.columns().iter().map(kind).collect(),
            columns: table.columns().iter().map(|column| column.title.clone()).collect(),
            rows: table.rows().to_vec(),
            total: table.total().map(<[String]>::to_vec),
        }
    }
}
