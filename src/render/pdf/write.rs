//! Objects → the bytes of a file, each object as lopdf writes it.
//!
//! lopdf's own `save_to` wants all objects at once, and as dictionaries the structure elements of a plan
//! of ten thousand tasks take ten times the room of the file. Here they are written as they are made.

use lopdf::content::{Content, Operation};
use lopdf::xref::{XrefEntry, XrefSection};
use lopdf::{Document as File, Object, ObjectId};

use super::internal;
use crate::diagnostic::Diagnostic;

/// Objects in the order of their numbers, as they stand in the file.
#[derive(Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// Number and beginning of each.
    places: Vec<(u32, usize)>,
}

impl Written {
    /// Appends an object, a dictionary or a stream; its number is higher than those before.
    pub fn push(&mut self, (id, generation): ObjectId, object: Object) -> Result<(), Diagnostic> {
        self.places.push((id, self.bytes.len()));
        let end = if matches!(object, Object::Stream(_)) { " \nendobj\n" } else { "\nendobj\n" };
        self.bytes.extend_from_slice(format!("{id} {generation} obj\n").as_bytes());
        self.bytes.extend_from_slice(&bytes_of(object)?);
        self.bytes.extend_from_slice(end.as_bytes());
        Ok(())
    }

    /// Appends objects that are written already.
    fn append(&mut self, other: Self) {
        let from = self.bytes.len();
        self.places.extend(other.places.iter().map(|(id, at)| (*id, from + at)));
        self.bytes.extend_from_slice(&other.bytes);
    }
}

/// Writes the file; `middle` holds those of its objects, with numbers in a row, that are not in `file`.
/// The newline at the end keeps later signatures valid PDF/A.
pub(super) fn write(mut file: File, middle: Written) -> Result<Vec<u8>, Diagnostic> {
    let mut all = Written { bytes: Vec::with_capacity(ROOM + middle.bytes.len() * 2), places: Vec::new() };
    all.bytes.extend_from_slice(format!("%PDF-{}\n%", file.version).as_bytes());
    all.bytes.extend_from_slice(&file.binary_mark);
    all.bytes.push(b'\n');
    let first = middle.places.first().map_or(u32::MAX, |(id, _)| *id);
    let after = file.objects.split_off(&(first, 0));
    for (id, object) in file.objects {
        all.push(id, object)?;
    }
    all.append(middle);
    for (id, object) in after {
        all.push(id, object)?;
    }
    let start = all.bytes.len();
    cross_reference(&mut all)?;
    file.trailer.set("Size", i64::from(file.max_id) + 1);
    all.bytes.extend_from_slice(b"trailer\n");
    all.bytes.extend_from_slice(&bytes_of(Object::Dictionary(file.trailer))?);
    all.bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Ok(all.bytes)
}

/// Room for most files, so that they are not copied while they grow.
const ROOM: usize = 256 * 1024;

/// The table of places, in sections of numbers without a gap; the number 0 is never used.
fn cross_reference(all: &mut Written) -> Result<(), Diagnostic> {
    all.bytes.extend_from_slice(b"xref\n");
    let mut section = XrefSection::new(0);
    section.add_unusable_free_entry();
    let mut next = 1;
    for (id, offset) in &all.places {
        if *id != next {
            section.write_xref_section(&mut all.bytes).map_err(internal)?;
            section = XrefSection::new(*id);
        }
        let offset = u32::try_from(*offset).map_err(internal)?;
        section.add_entry(XrefEntry::Normal { offset, generation: 0 });
        next = id + 1;
    }
    section.write_xref_section(&mut all.bytes).map_err(internal)
}

/// An object as lopdf writes it: as the operand of an operation without a name, the one way it offers.
fn bytes_of(object: Object) -> Result<Vec<u8>, Diagnostic> {
    let content = Content { operations: [Operation::new("", vec![object])] };
    let mut bytes = content.encode().map_err(internal)?;
    // The space between operand and name.
    bytes.pop();
    Ok(bytes)
}
