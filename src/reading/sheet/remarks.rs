//! Lời bình của ô: what people write beside the cells of a workbook, for readers that take nothing but values from it.

use std::collections::BTreeMap;

use super::super::Refusal;
use super::super::package::Package;
use super::super::xml::{Element, Space, Tree};
use super::beside::Beside;
use super::merged::{count, rows};

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
    let content = Tree::of(&content, "content.xml")?;
    let body = content.root().child("body").and_then(|body| body.child("spreadsheet"));
    let tables = body.into_iter().flat_map(Element::children);
    let tables = tables.filter(|one| one.is(Space::OdfTable, "table"));
    Ok(tables.filter_map(|table| Some((table.attribute("name")?.to_owned(), of_table(table)))).collect())
}

fn of_table(table: Element<'_, '_>) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let mut row: u32 = 0;
    for one in rows(table) {
        let mut column: u32 = 0;
        for cell in one.children().filter(|cell| cell.name().0 == Space::OdfTable) {
            let annotations = cell.children().filter(|one| one.is(Space::OdfOffice, "annotation"));
            remarks.extend(annotations.map(|one| remark(one, (row, column))));
            column = column.saturating_add(count(cell, "number-columns-repeated"));
        }
        row = row.saturating_add(count(one, "number-rows-repeated"));
    }
    remarks
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
