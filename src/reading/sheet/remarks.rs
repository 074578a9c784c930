//! Lời bình của ô: what people write beside the cells of a workbook, for readers that take nothing but values from it.

use std::collections::BTreeMap;

use super::super::Refusal;
use super::super::package::Package;
use super::super::xml::{Element, Space};
use super::beside::Beside;
use super::merged::by_sheet;

/// A remark; row and column from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Empty where it is not known.
    pub author: String,
    pub text: String,
    pub at: (u32, u32),
}

/// The remarks of every sheet, by its name: of workbooks of Excel (.xlsx) and Calc; of older kinds none is known.
///
/// # Errors
/// A file that is damaged, or beyond a limit.
pub(crate) fn remarks(bytes: &[u8]) -> Result<BTreeMap<String, Vec<Remark>>, Refusal> {
    let mut package = Package::open(bytes)?;
    let Some(content) = package.part("content.xml")? else {
        return Ok(Beside::of(&mut package, &mut Vec::new())?.remarks());
    };
    by_sheet(&content, |cell, at, remarks| {
        let annotations = cell.children().filter(|one| one.is(Space::OdfOffice, "annotation"));
        remarks.extend(annotations.map(|one| remark(one, at)));
    })
}

fn remark(annotation: Element<'_, '_>, at: (u32, u32)) -> Remark {
    let author = annotation.child("creator").map(|one| one.text().into_owned()).unwrap_or_default();
    let paragraphs = annotation.children().filter(|one| one.name().1 == "p");
    let lines = paragraphs.map(|paragraph| {
        let inner = paragraph.descendants().into_iter().map(|one| one.text().into_owned());
        std::iter::once(paragraph.text().into_owned()).chain(inner).collect::<String>()
    });
    let text = lines.collect::<Vec<_>>().join(" ");
    Remark { author, text, at }
}
