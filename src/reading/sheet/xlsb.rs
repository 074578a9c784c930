//! Merged cells and remarks of Excel's binary workbook, `.xlsb` (MS-XLSB).

use std::collections::BTreeMap;

use calamine::Dimensions;

use super::super::Refusal;
use super::super::package::Package;
use super::super::relations::relations;
use super::around::{BySheet, Found, Remark};

/// The workbook of a binary file.
pub(super) const WORKBOOK: &str = "xl/workbook.bin";

/// Kinds of records (2.3.2): a sheet of a workbook, cells that are merged, who writes remarks, where one stands, what
/// it says.
const SHEET: u32 = 156;
const MERGED: u32 = 176;
const AUTHOR: u32 = 632;
const REMARK: u32 = 635;
const REMARK_TEXT: u32 = 637;

/// # Errors
/// A file that is damaged, or beyond a limit.
pub(super) fn found(package: &mut Package<'_>) -> Result<Found, Refusal> {
    let parts: BTreeMap<String, String> =
        relations(package, WORKBOOK)?.into_iter().map(|one| (one.id, one.target)).collect();
    let workbook = package.bytes(WORKBOOK)?.unwrap_or_default();
    let sheets = records(&workbook).into_iter().filter(|(kind, _)| *kind == SHEET);
    let (mut merged, mut remarks) = (BySheet::new(), BySheet::new());
    for (id, name) in sheets.filter_map(|(_, record)| sheet(record)) {
        let Some(part) = parts.get(&id) else { continue };
        let cells = package.bytes(part)?.unwrap_or_default();
        let spans = records(&cells).into_iter().filter(|(kind, _)| *kind == MERGED);
        merged.insert(name.clone(), spans.filter_map(|(_, record)| span(record)).collect());
        let mut beside = Vec::new();
        for relation in relations(package, part)?.into_iter().filter(|one| one.kind == "comments") {
            let comments = package.bytes(&relation.target)?.unwrap_or_default();
            beside.extend(remarks_of(&records(&comments)));
        }
        remarks.insert(name, beside);
    }
    Ok((merged, remarks))
}

/// The records of a part, in order, each with its kind; a part that is cut off ends there.
fn records(mut part: &[u8]) -> Vec<(u32, &[u8])> {
    let mut found = Vec::new();
    while let Some((kind, rest)) = number(part, 2) {
        let Some((size, rest)) = number(rest, 4) else { break };
        let Some((data, rest)) = usize::try_from(size).ok().and_then(|size| rest.split_at_checked(size))
        else {
            break;
        };
        found.push((kind, data));
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

fn numbers(record: &[u8]) -> Vec<u32> {
    record.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

/// Its first and last row, its first and last column.
fn span(record: &[u8]) -> Option<Dimensions> {
    match numbers(record).as_slice() {
        [first_row, last_row, first_column, last_column, ..] => {
            Some(Dimensions { start: (*first_row, *first_column), end: (*last_row, *last_column) })
        }
        _ => None,
    }
}

/// Each remark is two records: whose it is and where it stands, then its words.
fn remarks_of(records: &[(u32, &[u8])]) -> Vec<Remark> {
    let (mut authors, mut remarks) = (Vec::new(), Vec::<Remark>::new());
    for (kind, record) in records {
        match *kind {
            AUTHOR => authors.push(wide(record).map(|(name, _)| name).unwrap_or_default()),
            REMARK => {
                // Number of the author, then a range as that of merged cells.
                if let [author, row, _, column, ..] = numbers(record).as_slice() {
                    let author = usize::try_from(*author).ok().and_then(|at| authors.get(at));
                    let author = author.cloned().unwrap_or_default();
                    remarks.push(Remark { author, text: String::new(), at: (*row, *column) });
                }
            }
            REMARK_TEXT => {
                // What is bold or of another face in it follows the words.
                let words = record.get(1..).and_then(wide);
                if let (Some(remark), Some((text, _))) = (remarks.last_mut(), words) {
                    remark.text = text;
                }
            }
            _ => {}
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::super::around::around;
    use super::*;

    fn wide_of(text: &str) -> Vec<u8> {
        let letters: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = (letters.len() as u32).to_le_bytes().to_vec();
        bytes.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
        bytes
    }

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let kind = [(kind & 0x7F) as u8 | 0x80, (kind >> 7) as u8];
        [&kind[..], &[data.len() as u8], data].concat()
    }

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn merged_cells_and_remarks_of_a_binary_workbook_are_found() {
        let workbook = record(SHEET, &[vec![0; 8], wide_of("rId1"), wide_of("Tiến độ")].concat());
        let merged = [2u32, 4, 3, 3].map(u32::to_le_bytes).concat();
        let page = [record(147, &[1, 2, 3]), record(MERGED, &merged)].concat();
        let place = [[0u32, 6, 6, 7, 7].map(u32::to_le_bytes).concat(), vec![9; 16]].concat();
        let comments = [
            record(AUTHOR, &wide_of("Hà")),
            record(REMARK, &place),
            record(REMARK_TEXT, &[vec![0], wide_of("Hỏi lại anh Nam")].concat()),
        ];
        let of_workbook = br#"<Relationships xmlns="r"><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
        let of_page = br#"<Relationships xmlns="r"><Relationship Id="rId2" Type="t/comments" Target="../comments1.bin"/></Relationships>"#;
        let bytes = package(&[
            (WORKBOOK, &workbook),
            ("xl/_rels/workbook.bin.rels", of_workbook),
            ("xl/worksheets/sheet1.bin", &page),
            ("xl/worksheets/_rels/sheet1.bin.rels", of_page),
            ("xl/comments1.bin", &comments.concat()),
        ]);
        let around = around(&bytes).unwrap();
        let spans: Vec<_> =
            around.merged.unwrap()["Tiến độ"].iter().map(|one| (one.start, one.end)).collect();
        assert_eq!(spans, [((2, 3), (4, 3))]);
        let remark = Remark { author: "Hà".into(), text: "Hỏi lại anh Nam".into(), at: (6, 7) };
        assert_eq!(around.remarks.unwrap()["Tiến độ"], [remark]);
        let cut = [record(147, &[1]), vec![0xB0, 0x01, 16, 1]].concat();
        assert_eq!(records(&cut).len(), 1, "a record that is cut off is none");
    }
}
