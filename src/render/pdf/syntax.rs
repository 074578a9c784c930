//! Numbers, names and strings in the syntax of PDF, byte for byte as lopdf writes them: for what is written
//! by the ten thousand, where an object of lopdf for each costs more than all the rest of a file.

use lopdf::ObjectId;

/// A whole number.
pub(super) fn integer(out: &mut Vec<u8>, number: i64) {
    out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// A number given in hundredths, without zeros at its end.
pub(super) fn hundredths(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    let number = number.unsigned_abs();
    out.extend_from_slice(itoa::Buffer::new().format(number / 100).as_bytes());
    let (tenth, hundredth) = (number / 10 % 10, number % 10);
    if tenth != 0 || hundredth != 0 {
        out.extend_from_slice(&[b'.', b'0' + tenth as u8]);
    }
    if hundredth != 0 {
        out.push(b'0' + hundredth as u8);
    }
}

/// `12 0 R`
pub(super) fn reference(out: &mut Vec<u8>, (id, generation): ObjectId) {
    integer(out, i64::from(id));
    out.push(b' ');
    integer(out, i64::from(generation));
    out.extend_from_slice(b" R");
}

/// Strings in parentheses, with the room that finding their pairs takes.
#[derive(Debug, Default)]
pub(super) struct Literals {
    open: Vec<usize>,
    escaped: Vec<usize>,
}

impl Literals {
    /// `(…)`: a backslash stands before another, before a carriage return, which is written as `r`, and before a
    /// parenthesis without its pair.
    pub fn write(&mut self, out: &mut Vec<u8>, text: &[u8]) {
        self.find(text);
        out.push(b'(');
        let mut from = 0;
        for at in self.escaped.drain(..) {
            out.extend_from_slice(&text[from..at]);
            out.extend_from_slice(&[b'\\', if text[at] == b'\r' { b'r' } else { text[at] }]);
            from = at + 1;
        }
        out.extend_from_slice(&text[from..]);
        out.push(b')');
    }

    /// Finds what has to be escaped.
    fn find(&mut self, text: &[u8]) {
        // Few strings have parentheses, for whose pairs every byte is looked at.
        if memchr::memchr2(b'(', b')', text).is_none() {
            self.escaped.extend(memchr::memchr2_iter(b'\\', b'\r', text));
            return;
        }
        for (at, byte) in text.iter().enumerate() {
            match byte {
                b'(' => self.open.push(at),
                b')' if self.open.pop().is_none() => self.escaped.push(at),
                b'\\' | b'\r' => self.escaped.push(at),
                _ => {}
            }
        }
        if !self.open.is_empty() {
            self.escaped.append(&mut self.open);
            self.escaped.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use lopdf::content::{Content, Operation};
    use lopdf::{Object, StringFormat};

    use super::*;

    /// What lopdf makes of an object.
    fn by_lopdf(object: Object) -> Vec<u8> {
        let mut bytes = Content { operations: [Operation::new("", vec![object])] }.encode().unwrap();
        bytes.pop();
        bytes
    }

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
        let mut out = Vec::new();
        write(&mut out);
        out
    }

    #[test]
    fn numbers_on_a_page_are_written_as_lopdf_writes_them() {
        for number in -200_000..=200_000 {
            let real = Object::Real((f64::from(number) / 100.0) as f32);
            assert_eq!(written(|out| hundredths(out, i64::from(number))), by_lopdf(real), "{number}");
        }
        for number in [0, 7, -7, i64::MAX, i64::MIN] {
            assert_eq!(written(|out| integer(out, number)), by_lopdf(Object::Integer(number)));
        }
        assert_eq!(written(|out| reference(out, (12, 0))), by_lopdf(Object::Reference((12, 0))));
    }

    #[test]
    fn strings_are_written_as_lopdf_writes_them() {
        // All strings of the bytes that mean something, up to six long.
        let bytes = [b'(', b')', b'\\', b'\r', b'a'];
        let mut literals = Literals::default();
        for length in 0..=6 {
            for number in 0..bytes.len().pow(length) {
                let text: Vec<u8> =
                    (0..length).map(|at| bytes[number / bytes.len().pow(at) % bytes.len()]).collect();
                let expected = by_lopdf(Object::String(text.clone(), StringFormat::Literal));
                assert_eq!(written(|out| literals.write(out, &text)), expected, "{text:?}");
            }
        }
    }
}
