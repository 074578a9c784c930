//! Objects → the bytes of a file, each object as lopdf writes it.
//!
//! lopdf's own `save_to` wants all objects at once, and as dictionaries the structure elements of a plan
//! of ten thousand tasks take ten times the room of the file. Here they are written as they are made.

use lopdf::content::{Content, Operation};
use lopdf::{Document as File, Object, ObjectId};

use super::internal;
use super::syntax::integer;
use crate::diagnostic::Diagnostic;

/// Objects in the order of their numbers, as they stand in the file.
#[derive(Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    /// Number and beginning of each.
    places: Vec<(u32, usize)>,
}

impl Written {
    /// Appends an object that `write` writes; its number is higher than those before.
    pub fn object(
        &mut self,
        (id, generation): ObjectId,
        write: impl FnOnce(&mut Vec<u8>) -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        self.places.push((id, self.bytes.len()));
        integer(&mut self.bytes, i64::from(id));
        self.bytes.push(b' ');
        integer(&mut self.bytes, i64::from(generation));
        self.bytes.extend_from_slice(b" obj\n");
        write(&mut self.bytes)?;
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }

    /// Appends a dictionary or a stream of lopdf.
    fn push(&mut self, id: ObjectId, object: Object) -> Result<(), Diagnostic> {
        self.object(id, |out| match object {
            Object::Stream(stream) => {
                out.extend_from_slice(&bytes_of(Object::Dictionary(stream.dict))?);
                out.extend_from_slice(b"stream\n");
                out.extend_from_slice(&stream.content);
                out.extend_from_slice(b"\nendstream ");
                Ok(())
            }
            other => {
                out.extend_from_slice(&bytes_of(other)?);
                Ok(())
            }
        })
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
    cross_reference(&mut all);
    file.trailer.set("Size", i64::from(file.max_id) + 1);
    all.bytes.extend_from_slice(b"trailer\n");
    all.bytes.extend_from_slice(&bytes_of(Object::Dictionary(file.trailer))?);
    all.bytes.extend_from_slice(format!("\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Ok(all.bytes)
}

/// Room for most files, so that they are not copied while they grow.
const ROOM: usize = 256 * 1024;

/// The table of places, in sections of numbers without a gap (ISO 32000-1, 7.5.4); the number 0 is never used.
fn cross_reference(all: &mut Written) {
    let bytes = &mut all.bytes;
    bytes.extend_from_slice(b"xref\n");
    let mut rest = all.places.as_slice();
    let mut first = true;
    while first || !rest.is_empty() {
        let start = if first { 0 } else { rest[0].0 };
        // The unused number is one of the first section.
        let unused = usize::from(first);
        let run = rest.iter().zip(start + unused as u32..).take_while(|((id, _), next)| id == next).count();
        integer(bytes, i64::from(start));
        bytes.push(b' ');
        integer(bytes, (run + unused) as i64);
        bytes.push(b'\n');
        if first {
            bytes.extend_from_slice(b"0000000000 65535 f \n");
        }
        let (section, after) = rest.split_at(run);
        for (_, offset) in section {
            let mut digits = *b"0000000000 00000 n \n";
            let mut left = *offset;
            for digit in digits[..10].iter_mut().rev() {
                *digit = b'0' + (left % 10) as u8;
                left /= 10;
            }
            bytes.extend_from_slice(&digits);
        }
        (rest, first) = (after, false);
    }
}

/// An object, but no stream, as lopdf writes it: as the operand of an operation without a name, the one way it offers.
pub(super) fn bytes_of(object: Object) -> Result<Vec<u8>, Diagnostic> {
    let content = Content { operations: [Operation::new("", vec![object])] };
    let mut bytes = content.encode().map_err(internal)?;
    // The space between operand and name.
    bytes.pop();
    Ok(bytes)
}
