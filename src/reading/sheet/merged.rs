//! Ô gộp of the workbooks for which calamine does not tell them: LibreOffice Calc, and Excel's binary `.xlsb`.

use std::collections::BTreeMap;

use calamine::Dimensions;

use super::super::Refusal;
use super::super::package::Package;
use super::super::relations::relations;
use super::super::xml::{Element, Space, Tree};

/// The merged cells of every sheet, by its name; of another kind of file none.
///
/// # Errors
/// A file that is damaged, or beyond a limit.
pub(crate) fn merged(bytes: &[u8]) -> Result<BTreeMap<String, Vec<Dimensions>>, Refusal> {
    let mut package = Package::open(bytes)?;
    if package.has(BINARY) {
        return binary(&mut package);
    }
    let Some(content) = package.part("content.xml")? else { return Ok(BTreeMap::new()) };
    by_sheet(&content, |cell, (row, column), merged| {
        let (rows, columns) = (count(cell, "number-rows-spanned"), count(cell, "number-columns-spanned"));
        if cell.name().1 == "table-cell" && (rows > 1 || columns > 1) {
            let end = (row.saturating_add(rows - 1), column.saturating_add(columns - 1));
            merged.push(Dimensions { start: (row, column), end });
        }
    })
}

/// What is found in the cells of every sheet of Calc, by its name: `find` adds what it finds in a cell, whose row and
/// column count from 0.
///
/// # Errors
/// Content that is damaged, or beyond a limit.
pub(super) fn by_sheet<T>(
    content: &str,
    mut find: impl FnMut(Element<'_, '_>, (u32, u32), &mut Vec<T>),
) -> Result<BTreeMap<String, Vec<T>>, Refusal> {
    let content = Tree::of(content, "content.xml")?;
    let body = content.root().child("body").and_then(|body| body.child("spreadsheet"));
    let tables = body.into_iter().flat_map(Element::children);
    let mut sheets = BTreeMap::new();
    for table in tables.filter(|one| one.is(Space::OdfTable, "table")) {
        let Some(name) = table.attribute("name") else { continue };
        let mut found = Vec::new();
        let mut row: u32 = 0;
        for one in rows(table) {
            let mut column: u32 = 0;
            for cell in one.children().filter(|cell| cell.name().0 == Space::OdfTable) {
                find(cell, (row, column), &mut found);
                column = column.saturating_add(count(cell, "number-columns-repeated"));
            }
            row = row.saturating_add(count(one, "number-rows-repeated"));
        }
        sheets.insert(name.to_owned(), found);
    }
    Ok(sheets)
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

/// The workbook of a binary file.
const BINARY: &str = "xl/workbook.bin";

/// A sheet of a workbook, and cells that are merged (MS-XLSB, 2.3.2).
const SHEET: u32 = 156;
const MERGED: u32 = 176;

fn binary(package: &mut Package<'_>) -> Result<BTreeMap<String, Vec<Dimensions>>, Refusal> {
    let parts: BTreeMap<String, String> =
        relations(package, BINARY)?.into_iter().map(|one| (one.id, one.target)).collect();
    let workbook = package.bytes(BINARY)?.unwrap_or_default();
    let sheets = records(&workbook, SHEET).into_iter().filter_map(sheet);
    let mut merged = BTreeMap::new();
    for (id, name) in sheets {
        let Some(part) = parts.get(&id) else { continue };
        let part = package.bytes(part)?.unwrap_or_default();
        merged.insert(name, records(&part, MERGED).into_iter().filter_map(span).collect());
    }
    Ok(merged)
}

/// What the records of one kind hold, in order; a part that is cut off ends there.
fn records(mut part: &[u8], wanted: u32) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while let Some((kind, rest)) = number(part, 2) {
        let Some((size, rest)) = number(rest, 4) else { break };
        let Some((data, rest)) = usize::try_from(size).ok().and_then(|size| rest.split_at_checked(size))
        else {
            break;
        };
        if kind == wanted {
            found.push(data);
        }
        part = rest;
    }
    found
}

/// A number in steps of seven bits, the lowest first, of so many bytes at most.
fn number(bytes: &[u8], most: usize) -> Option<(u32, &[u8])> {
    let mut value: u32 = 0;
    for (at, byte) in bytes.iter().take(most).enumerate() {
        value |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 || at + 1 == most {
            return Some((value, &bytes[at + 1..]));
        }
    }
    None
}

/// The id and the name of a sheet; state and number stand before them.
fn sheet(record: &[u8]) -> Option<(String, String)> {
    let (id, rest) = wide(record.get(8..)?)?;
    let (name, _) = wide(rest)?;
    Some((id, name))
}

fn wide(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?.checked_mul(2)?;
    let (letters, rest) = rest.split_at_checked(length)?;
    let letters: Vec<u16> =
        letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&letters), rest))
}

/// Its first and last row, its first and last column.
fn span(record: &[u8]) -> Option<Dimensions> {
    let numbers: Vec<u32> =
        record.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect();
    match numbers.as_slice() {
        [first_row, last_row, first_column, last_column, ..] => {
            Some(Dimensions { start: (*first_row, *first_column), end: (*last_row, *last_column) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn spans(bytes: &[u8], sheet: &str) -> Vec<((u32, u32), (u32, u32))> {
        merged(bytes).unwrap()[sheet].iter().map(|one| (one.start, one.end)).collect()
    }

    #[test]
    fn merged_cells_of_calc_are_found_behind_repeated_rows_and_cells() {
        let content = r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet><table:table table:name="Tiến độ"><table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"/><table:covered-table-cell/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"#;
        let bytes = package(&[("content.xml", content.as_bytes())]);
        assert_eq!(spans(&bytes, "Tiến độ"), [((2, 3), (4, 4))]);
    }

    #[test]
    fn merged_cells_of_a_binary_workbook_are_found() {
        let wide = |text: &str| -> Vec<u8> {
            let letters: Vec<u16> = text.encode_utf16().collect();
            let mut bytes = (letters.len() as u32).to_le_bytes().to_vec();
            bytes.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
            bytes
        };
        let record = |kind: [u8; 2], data: &[u8]| [&kind[..], &[data.len() as u8], data].concat();
        let sheet = [vec![0; 8], wide("rId1"), wide("Tiến độ")].concat();
        let workbook = record([0x9C, 0x01], &sheet);
        let numbers = [2u32, 4, 3, 3].map(u32::to_le_bytes).concat();
        let page = [record([0x93, 0x01], &[1, 2, 3]), record([0xB0, 0x01], &numbers)].concat();
        let relations = br#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
        let bytes = package(&[
            ("xl/workbook.bin", &workbook),
            ("xl/_rels/workbook.bin.rels", relations),
            ("xl/worksheets/sheet1.bin", &page),
        ]);
        assert_eq!(spans(&bytes, "Tiến độ"), [((2, 3), (4, 3))]);
        let cut = [record([0x93, 0x01], &[1]), vec![0xB0, 0x01, 16, 1]].concat();
        assert!(records(&cut, MERGED).is_empty(), "a record that is cut off is none");
    }
}
