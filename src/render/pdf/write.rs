//! Objects → the bytes of a file, each object as lopdf writes it.
//!
//! lopdf's own `save_to` wants all objects at once, and as dictionaries the structure elements of a plan
//! of ten thousand tasks take ten times the room of the file. Here they are written as they are made, and so are
//! the faces.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document as File, Object, ObjectId};

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
    pub fn object(&mut self, (id, generation): ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        self.places.push((id, self.bytes.len()));
        integer(&mut self.bytes, i64::from(id));
        self.bytes.push(b' ');
        integer(&mut self.bytes, i64::from(generation));
        self.bytes.extend_from_slice(b" obj\n");
        write(&mut self.bytes);
        self.bytes.extend_from_slice(b"\nendobj\n");
    }

    /// Appends an object of lopdf.
    fn push(&mut self, id: ObjectId, object: Object) -> Result<(), Diagnostic> {
        match object {
            Object::Stream(stream) => self.stream(id, stream.dict, &stream.content),
            other => {
                let bytes = bytes_of(other)?;
                self.object(id, |out| out.extend_from_slice(&bytes));
                Ok(())
            }
        }
    }

    pub fn dictionary(&mut self, id: ObjectId, told: Dictionary) -> Result<(), Diagnostic> {
        self.push(id, Object::Dictionary(told))
    }

    /// Appends a stream, whose dictionary tells its length and filter.
    pub fn stream(&mut self, id: ObjectId, told: Dictionary, content: &[u8]) -> Result<(), Diagnostic> {
        let told = bytes_of(Object::Dictionary(told))?;
        self.object(id, |out| {
            out.extend_from_slice(&told);
            out.extend_from_slice(b"stream\n");
            out.extend_from_slice(content);
            out.extend_from_slice(b"\nendstream ");
        });
        Ok(())
    }

    /// Appends objects that are written already.
    fn append(&mut self, other: Self) {
        let from = self.bytes.len();
        self.places.extend(other.places.iter().map(|(id, at)| (*id, from + at)));
        self.bytes.extend_from_slice(&other.bytes);
    }
}

/// Writes the file; `written` are those of its objects that are not in `file`, stretches with numbers in a row.
/// The newline at the end keeps later signatures valid PDF/A.
pub(super) fn write(mut file: File, written: [Written; 3]) -> Result<Vec<u8>, Diagnostic> {
    let ready: usize = written.iter().map(|stretch| stretch.bytes.len()).sum();
    let mut all = Written { bytes: Vec::with_capacity(ROOM + ready * 2), places: Vec::new() };
    all.bytes.extend_from_slice(format!("%PDF-{}\n%", file.version).as_bytes());
    all.bytes.extend_from_slice(&file.binary_mark);
    all.bytes.push(b'\n');
    for stretch in written {
        let first = stretch.places.first().map_or(0, |(id, _)| *id);
        let after = file.objects.split_off(&(first, 0));
        for (id, object) in std::mem::replace(&mut file.objects, after) {
            all.push(id, object)?;
        }
        all.append(stretch);
    }
    for (id, object) in file.objects {
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
const ROOM: usize = 64 * 1024;

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
fn bytes_of(object: Object) -> Result<Vec<u8>, Diagnostic> {
    let content = Content { operations: [Operation::new("", vec![object])] };
    let mut bytes = content.encode().map_err(internal)?;
    // The space between operand and name.
    bytes.pop();
    Ok(bytes)
}
