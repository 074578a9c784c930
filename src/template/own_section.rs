//! Mục riêng: a section in an office's own words, as templates see it.

use serde::Serialize;

use super::origins::TextField;
use super::plan_view::TableView;
use crate::model::overlay::OwnText;

/// Mục: a part that templates have, or one of an office's own words.
#[derive(Debug, Serialize)]
pub(crate) struct SectionView {
    /// muc_dich, chi_tieu, nhiem_vu, to_chuc or rieng.
    #[serde(rename = "phan")]
    pub part: &'static str,
    #[serde(rename = "tieu_de")]
    pub title: String,
    #[serde(rename = "doan")]
    pub paragraphs: Vec<String>,
    #[serde(rename = "gach")]
    pub dashes: Vec<String>,
    #[serde(rename = "bang")]
    pub tables: Vec<TableView>,
    #[serde(rename = "khoan")]
    pub clauses: Vec<ClauseView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct ClauseView {
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "doan")]
    paragraphs: Vec<String>,
    #[serde(rename = "gach")]
    dashes: Vec<String>,
}

impl SectionView {
    /// A part that templates have, without words of its own.
    pub fn standard(part: &'static str, title: String) -> Self {
        let (paragraphs, dashes, tables, clauses) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { part, title, paragraphs, dashes, tables, clauses }
    }

    /// Own words; `value` gives each text as it is to be printed, by its clause, its field and its number.
    pub fn own(text: &OwnText, value: impl Fn(Option<usize>, TextField, usize, &String) -> String) -> Self {
        let values = |clause: Option<usize>, field: TextField, texts: &[String]| -> Vec<String> {
            texts.iter().enumerate().map(|(at, text)| value(clause, field, at, text)).collect()
        };
        let clauses = text.clauses.iter().enumerate().map(|(at, clause)| ClauseView {
            title: value(Some(at), TextField::Title, 0, &clause.title),
            paragraphs: values(Some(at), TextField::Paragraph, &clause.paragraphs),
            dashes: values(Some(at), TextField::Dash, &clause.dashes),
        });
        Self {
            part: "rieng",
            title: value(None, TextField::Title, 0, &text.title),
            paragraphs: values(None, TextField::Paragraph, &text.paragraphs),
            dashes: values(None, TextField::Dash, &text.dashes),
            tables: text.tables.iter().map(TableView::of).collect(),
            clauses: clauses.collect(),
        }
    }
}
