//! Numbers, names and strings in the syntax of PDF, byte for byte as lopdf writes them: for what is written
//! by the ten thousand, where an object of lopdf for each costs more than all the rest of a file.

use lopdf::{Object, ObjectId, StringFormat};

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

/// A text string: of ASCII in parentheses, anything else in UTF-16 (ISO 32000-1, 7.9.2.2).
pub(super) fn text_string(out: &mut Vec<u8>, text: &str) {
    if text.is_ascii() {
        let mut literal = Literal::begin(out);
        literal.push(out, text.as_bytes());
        return Literals::default().end(out, literal);
    }
    out.push(b'<');
    for byte in utf16(text) {
        let digit = |half: u8| b"0123456789ABCDEF"[usize::from(half)];
        out.extend_from_slice(&[digit(byte >> 4), digit(byte & 0xf)]);
    }
    out.push(b'>');
}

/// The same, for a dictionary of lopdf.
pub(super) fn text_object(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    Object::String(utf16(text).collect(), StringFormat::Hexadecimal)
}

/// With the mark of its byte order.
fn utf16(text: &str) -> impl Iterator<Item = u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_be_bytes)
}

/// Strings in parentheses, with the room that escaping takes.
#[derive(Debug, Default)]
pub(super) struct Literals {
    text: Vec<u8>,
    open: Vec<usize>,
    escaped: Vec<usize>,
}

/// A string that is being written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Literal {
    /// Where its parenthesis stands.
    start: usize,
    /// All of its bytes stand for themselves: most strings have no other.
    plain: bool,
}

impl Literal {
    /// `(`
    pub fn begin(out: &mut Vec<u8>) -> Self {
        let start = out.len();
        out.push(b'(');
        Self { start, plain: true }
    }

    pub fn push(&mut self, out: &mut Vec<u8>, bytes: &[u8]) {
        self.plain &= !bytes.iter().any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r'));
        out.extend_from_slice(bytes);
    }
}

impl Literals {
    /// `)`. A backslash stands before another, before a carriage return, which is written as `r`, and before a
    /// parenthesis without its pair.
    pub fn end(&mut self, out: &mut Vec<u8>, literal: Literal) {
        if !literal.plain {
            self.text.clear();
            self.text.extend(out.drain(literal.start + 1..));
            self.escape(out);
        }
        out.push(b')');
    }

    fn escape(&mut self, out: &mut Vec<u8>) {
        for (at, byte) in self.text.iter().enumerate() {
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
        let mut from = 0;
        for at in self.escaped.drain(..) {
            out.extend_from_slice(&self.text[from..at]);
            out.extend_from_slice(&[b'\\', if self.text[at] == b'\r' { b'r' } else { self.text[at] }]);
            from = at + 1;
        }
        out.extend_from_slice(&self.text[from..]);
    }
}

#[cfg(test)]
mod tests {
    use lopdf::content::{Content, Operation};

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
    fn texts_are_written_as_lopdf_writes_them() {
        for text in ["Kế hoạch (bản 2)", "“𝟏”", "ê", "", "chu-thich-000001", "a) (b"] {
            assert_eq!(written(|out| text_string(out, text)), by_lopdf(text_object(text)), "{text}");
        }
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
                let write = |out: &mut Vec<u8>| {
                    let mut literal = Literal::begin(out);
                    literal.push(out, &text);
                    literals.end(out, literal);
                };
                assert_eq!(written(write), expected, "{text:?}");
            }
        }
    }
}
