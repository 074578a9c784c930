//! Merged cells and remarks of a workbook of LibreOffice Calc.

use calamine::Dimensions;

use super::super::Refusal;
use super::super::package::Package;
use super::super::xml::{Element, Space, Tree};
use super::around::{BySheet, Found, Remark};

/// The part that holds all sheets.
pub(super) const CONTENT: &str = "content.xml";

/// # Errors
/// Content that is damaged, or beyond a limit.
pub(super) fn found(package: &mut Package<'_>) -> Result<Found, Refusal> {
    let (mut merged, mut remarks) = (BySheet::new(), BySheet::new());
    let Some(content) = package.part(CONTENT)? else { return Ok((merged, remarks)) };
    let content = Tree::of(&content, CONTENT)?;
    let body = content.root().child("body").and_then(|body| body.child("spreadsheet"));
    let tables = body.into_iter().flat_map(Element::children);
    for table in tables.filter(|one| one.is(Space::OdfTable, "table")) {
        let Some(name) = table.attribute("name") else { continue };
        let (mut of_cells, mut beside) = (Vec::new(), Vec::new());
        let mut row: u32 = 0;
        for one in rows(table) {
            let mut column: u32 = 0;
            for cell in one.children().filter(|cell| cell.name().0 == Space::OdfTable) {
                of_cells.extend(span(cell, (row, column)));
                let annotations = cell.children().filter(|one| one.is(Space::OdfOffice, "annotation"));
                beside.extend(annotations.map(|one| remark(one, (row, column))));
                column = column.saturating_add(count(cell, "number-columns-repeated"));
            }
            row = row.saturating_add(count(one, "number-rows-repeated"));
        }
        merged.insert(name.to_owned(), of_cells);
        remarks.insert(name.to_owned(), beside);
    }
    Ok((merged, remarks))
}

/// Rows stand in the table itself, or in groups within it.
fn rows<'t, 'x>(of: Element<'t, 'x>) -> Vec<Element<'t, 'x>> {
    let mut all = Vec::new();
    for one in of.children() {
        match one.name() {
            (Space::OdfTable, "table-row") => all.push(one),
            (Space::OdfTable, "table-header-rows" | "table-row-group" | "table-rows") => {
                all.extend(rows(one));
            }
            _ => {}
        }
    }
    all
}

/// A number of which 1 is not said.
fn count(of: Element<'_, '_>, name: &str) -> u32 {
    of.attribute(name).and_then(|count| count.parse().ok()).filter(|count| *count > 0).unwrap_or(1)
}

/// The cells that are one with this.
fn span(cell: Element<'_, '_>, (row, column): (u32, u32)) -> Option<Dimensions> {
    let (rows, columns) = (count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned"));
    let end = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
    (cell.name().1 == "table-cell" && (rows > 1 || columns > 1))
        .then_some(Dimensions { start: (row, column), end })
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::super::around::around;
    use super::*;

    #[test]
    fn merged_cells_and_remarks_are_found_behind_repeated_rows_and_cells() {
        let content = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Tiến độ"><table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><office:annotation><text:p>Hỏi lại</text:p></office:annotation></table:table-cell><table:covered-table-cell/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(CONTENT, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
        let around = around(&zip.finish().unwrap().into_inner()).unwrap();
        let spans: Vec<_> =
            around.merged.unwrap()["Tiến độ"].iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(spans, [((2, 3), (4, 4))]);
        let remark = Remark { author: String::new(), text: "Hỏi lại".into(), at: (2, 3) };
        assert_eq!(around.remarks.unwrap()["Tiến độ"], [remark]);
    }
}
