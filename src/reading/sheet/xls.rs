//! Remarks of a workbook of Excel 97–2003, `.xls` (MS-XLS): the cell and the author stand in one record, the words in
//! those of a drawn box, which a number ties to it.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use super::super::refusal::Way;
use super::super::{Refusal, limits};
use super::around::{BySheet, Remark};

/// Kinds of records (2.3).
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const REMARK: u16 = 0x001C;
const BOX: u16 = 0x005D;
const BOX_TEXT: u16 = 0x01B6;
const CONTINUE: u16 = 0x003C;

/// The remarks of every sheet, by its name.
///
/// # Errors
/// A file that is none of Excel 97–2003: of older ones nothing is known.
pub(super) fn remarks(bytes: &[u8]) -> Result<BySheet<Remark>, Refusal> {
    let unknown = || Refusal::Foreign {
        what: "bảng tính không phải của Excel 97–2003 hay mới hơn",
        way: Way::SaveAsExcel,
    };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| unknown())?;
    let stream = file.open_stream("/Workbook").map_err(|_| unknown())?;
    let mut book = Vec::new();
    stream.take(limits::PART as u64).read_to_end(&mut book).map_err(|_| unknown())?;
    let sheets = records(&book).take_while(|record| record.kind != END);
    let sheets = sheets.filter(|record| record.kind == SHEET).filter_map(|record| sheet(record.data));
    Ok(sheets.map(|(from, name)| (name, of_sheet(book.get(from..).unwrap_or_default()))).collect())
}

struct Record<'b> {
    kind: u16,
    data: &'b [u8],
}

/// In order; what is cut off ends there.
fn records(mut bytes: &[u8]) -> impl Iterator<Item = Record<'_>> {
    std::iter::from_fn(move || {
        let ([kind_low, kind_high, size_low, size_high], rest) = bytes.split_first_chunk::<4>()?;
        let size = u16::from_le_bytes([*size_low, *size_high]);
        let (data, rest) = rest.split_at_checked(usize::from(size))?;
        bytes = rest;
        Some(Record { kind: u16::from_le_bytes([*kind_low, *kind_high]), data })
    })
}

fn short(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes([*data.get(at)?, *data.get(at + 1)?]))
}

/// Letters of one byte or of two, as their first byte says; at most so many.
fn letters(data: &[u8], most: usize) -> String {
    match data.split_first() {
        Some((flags, letters)) if flags & 1 == 0 => {
            letters.iter().take(most).map(|letter| char::from(*letter)).collect()
        }
        Some((_, letters)) => {
            let pairs = letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            String::from_utf16_lossy(&pairs.take(most).collect::<Vec<_>>())
        }
        None => String::new(),
    }
}

/// Where the records of a sheet begin, and its name.
fn sheet(data: &[u8]) -> Option<(usize, String)> {
    let from = u32::from_le_bytes([*data.first()?, *data.get(1)?, *data.get(2)?, *data.get(3)?]);
    let length = usize::from(*data.get(6)?);
    Some((usize::try_from(from).ok()?, letters(data.get(7..)?, length)))
}

/// The remarks among the records that begin there; charts within the sheet have beginnings and ends of their own.
fn of_sheet(bytes: &[u8]) -> Vec<Remark> {
    let mut depth = 0;
    let mut current = None;
    let mut missing = 0;
    let mut words: HashMap<u16, String> = HashMap::new();
    let mut remarks: Vec<(u16, Remark)> = Vec::new();
    for Record { kind, data } in records(bytes) {
        match kind {
            BEGIN => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            // The first part of a box says what it is, and then its number.
            BOX => current = short(data, 6),
            BOX_TEXT => missing = short(data, 10).map_or(0, usize::from),
            CONTINUE if missing > 0 => {
                let more = letters(data, missing);
                missing -= more.encode_utf16().count().min(missing);
                words.entry(current.unwrap_or_default()).or_default().push_str(&more);
            }
            REMARK => {
                missing = 0;
                remarks.extend(remark(data));
            }
            _ => missing = 0,
        }
    }
    let with_words = |(number, remark): (u16, Remark)| Remark {
        text: words.get(&number).cloned().unwrap_or_default(),
        ..remark
    };
    remarks.into_iter().map(with_words).collect()
}

/// The number of its box, its cell, its author.
fn remark(data: &[u8]) -> Option<(u16, Remark)> {
    let (row, column, number) = (short(data, 0)?, short(data, 2)?, short(data, 6)?);
    let author = letters(data.get(10..).unwrap_or_default(), short(data, 8).map_or(0, usize::from));
    Some((number, Remark { author, text: String::new(), at: (u32::from(row), u32::from(column)) }))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    fn wide(text: &str) -> Vec<u8> {
        std::iter::once(1).chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }

    #[test]
    fn a_remark_has_the_words_of_its_own_box_however_they_are_parted() {
        let text = "Hỏi lại anh Nam";
        let halves = [wide(&text[..text.find("lại").unwrap()]), wide(&text[text.find("lại").unwrap()..])];
        let name = wide("Tiến độ");
        let place = [&[0; 6][..], &[7], &name].concat();
        let before = [record(BEGIN, &[0; 16]), record(SHEET, &place), record(END, &[])].concat();
        let from = before.len() as u32;
        let place = [&from.to_le_bytes()[..], &place[4..]].concat();
        let before = [record(BEGIN, &[0; 16]), record(SHEET, &place), record(END, &[])];
        let boxed =
            |number: u16| record(BOX, &[&[0x15, 0, 0x12, 0, 0x19, 0][..], &number.to_le_bytes()].concat());
        let length = (text.encode_utf16().count() as u16).to_le_bytes();
        let sheet = [
            record(BEGIN, &[0; 16]),
            boxed(3),
            record(BOX_TEXT, &[&[0; 10][..], &2u16.to_le_bytes(), &[0; 6]].concat()),
            record(CONTINUE, &[0, b'O', b'K']),
            record(CONTINUE, &[0; 16]),
            boxed(4),
            record(BOX_TEXT, &[&[0; 10][..], &length, &[0; 6]].concat()),
            record(CONTINUE, &halves[0]),
            record(CONTINUE, &halves[1]),
            record(CONTINUE, &[0; 16]),
            record(REMARK, &[&[6, 0, 7, 0, 0, 0, 4, 0, 2, 0][..], &wide("Hà")].concat()),
            record(REMARK, &[8, 0, 7, 0, 0, 0, 3, 0, 1, 0, 0, b'N', 0]),
            record(END, &[]),
        ];
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let book = [before.concat(), sheet.concat()].concat();
        file.create_stream("/Workbook").unwrap().write_all(&book).unwrap();
        let found = remarks(&file.into_inner().into_inner()).unwrap();
        let told: Vec<_> =
            found["Tiến độ"].iter().map(|one| (one.at, one.author.as_str(), one.text.as_str())).collect();
        assert_eq!(told, [((6, 7), "Hà", text), ((8, 7), "N", "OK")]);
        assert!(remarks(b"not a workbook").is_err(), "what is not looked for is said");
    }
}
