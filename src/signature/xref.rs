//! Bảng tham chiếu chéo: one section of it, as a table or as a stream.

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object};

use super::file::{Budget, digits, lone_dictionary, object_at, skip_space};
use super::state::Why;

/// What one revision says of its objects.
#[derive(Debug)]
pub(super) struct Section {
    /// Where it stands, from the header.
    pub at: usize,
    pub entries: Vec<(u32, XrefEntry)>,
    pub trailer: Dictionary,
}

/// Reads the section that stands at `at`.
pub(super) fn section(bytes: &[u8], at: usize, budget: &Budget) -> Result<Section, Why> {
    let body = bytes.get(at..).ok_or(Why::Structure)?;
    let skipped = skip_space(body);
    match body[skipped..].strip_prefix(b"xref") {
        Some(table) => table_at(at, table, budget),
        None => {
            let (entries, trailer) = stream_at(bytes, at + skipped, budget)?;
            Ok(Section { at, entries, trailer })
        }
    }
}

fn table_at(at: usize, mut rest: &[u8], budget: &Budget) -> Result<Section, Why> {
    let mut entries = Vec::new();
    loop {
        rest = &rest[skip_space(rest)..];
        if let Some(after) = rest.strip_prefix(b"trailer") {
            let trailer = lone_dictionary(after, budget).ok_or(Why::Structure)?;
            return Ok(Section { at, entries, trailer });
        }
        let first = number(&mut rest)?;
        let count = number(&mut rest)?;
        for turn in 0..count {
            let offset = number(&mut rest)?;
            let generation = number(&mut rest)?;
            rest = &rest[skip_space(rest)..];
            let kind = *rest.first().ok_or(Why::Structure)?;
            rest = &rest[1..];
            let id = first.checked_add(turn).and_then(|id| u32::try_from(id).ok()).ok_or(Why::Structure)?;
            let entry = match (kind, u32::try_from(offset), u16::try_from(generation)) {
                (b'n', Ok(offset), Ok(generation)) => XrefEntry::Normal { offset, generation },
                (b'f', ..) => XrefEntry::Free,
                _ => return Err(Why::Structure),
            };
            budget.entry()?;
            entries.push((id, entry));
        }
    }
}

fn number(rest: &mut &[u8]) -> Result<u64, Why> {
    *rest = &rest[skip_space(rest)..];
    let (value, used) = digits(rest).ok_or(Why::Structure)?;
    *rest = &rest[used..];
    Ok(value)
}

fn stream_at(bytes: &[u8], at: usize, budget: &Budget) -> Result<(Vec<(u32, XrefEntry)>, Dictionary), Why> {
    let (_, object) = object_at(bytes, at, budget).ok_or(Why::Structure)?;
    let Object::Stream(stream) = object else { return Err(Why::Structure) };
    let of = |key: &[u8]| stream.dict.get(key).and_then(Object::as_array).ok();
    let integers = |list: &Vec<Object>| -> Option<Vec<u64>> {
        list.iter().map(|one| u64::try_from(one.as_i64().ok()?).ok()).collect()
    };
    let widths = of(b"W").and_then(integers).ok_or(Why::Structure)?;
    let [kind_width, first_width, second_width] = widths[..] else { return Err(Why::Structure) };
    if widths.iter().any(|width| *width > 8) || first_width == 0 {
        return Err(Why::Structure);
    }
    let size =
        stream.dict.get(b"Size").and_then(Object::as_i64).ok().and_then(|size| u64::try_from(size).ok());
    let index = match of(b"Index") {
        Some(index) => integers(index).ok_or(Why::Structure)?,
        None => vec![0, size.ok_or(Why::Structure)?],
    };
    let data = budget.unpack(&stream)?;
    let mut rest = data.as_slice();
    let mut entries = Vec::new();
    for pair in index.chunks_exact(2) {
        for turn in 0..pair[1] {
            let mut field = |width: u64, missing: u64| -> Option<u64> {
                if width == 0 {
                    return Some(missing);
                }
                let (field, after) = rest.split_at_checked(usize::try_from(width).ok()?)?;
                rest = after;
                Some(field.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
            };
            let (Some(kind), Some(first), Some(second)) =
                (field(kind_width, 1), field(first_width, 0), field(second_width, 0))
            else {
                return Ok((entries, stream.dict));
            };
            let id = pair[0].checked_add(turn).and_then(|id| u32::try_from(id).ok()).ok_or(Why::Structure)?;
            let (first, second) = (u32::try_from(first), u16::try_from(second));
            let entry = match (kind, first, second) {
                (1, Ok(offset), Ok(generation)) => XrefEntry::Normal { offset, generation },
                (2, Ok(container), Ok(index)) => XrefEntry::Compressed { container, index },
                _ => XrefEntry::Free,
            };
            budget.entry()?;
            entries.push((id, entry));
        }
    }
    Ok((entries, stream.dict))
}
