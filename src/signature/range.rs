//! ByteRange: which bytes a signature covers: all of its revision but itself.

use lopdf::{Dictionary, Object};

use super::state::Why;

/// What a signature covers, and the signature.
#[derive(Debug)]
pub(super) struct Covered {
    /// Where the signature begins and ends in the file, with its brackets.
    gap: std::ops::Range<usize>,
    /// Where its revision ends.
    pub end: usize,
    /// The signature, with the zeros behind it.
    pub contents: Vec<u8>,
    /// Whether the gap holds this signature and nothing else. Where it does not, bytes before it came or
    /// went, or something was hidden in it.
    pub is_around: bool,
}

impl Covered {
    /// The signed bytes, in two pieces.
    pub fn pieces<'b>(&self, bytes: &'b [u8]) -> [&'b [u8]; 2] {
        [&bytes[..self.gap.start], &bytes[self.gap.end..self.end]]
    }
}

/// The bytes that a signature says it covers: everything from the first byte on but for its own digits.
pub(super) fn of(value: Option<&Dictionary>, bytes: &[u8]) -> Result<Covered, Why> {
    let value = value.ok_or(Why::Range)?;
    let numbers = value.get(b"ByteRange").and_then(Object::as_array).map_err(|_| Why::Range)?;
    let numbers: Option<Vec<usize>> =
        numbers.iter().map(|number| usize::try_from(number.as_i64().ok()?).ok()).collect();
    let Some(&[0, before, after, rest]) = numbers.as_deref() else { return Err(Why::Range) };
    let end = after.checked_add(rest).ok_or(Why::Range)?;
    if before >= after || rest == 0 {
        return Err(Why::Range);
    }
    if end > bytes.len() {
        return Err(Why::CutShort);
    }
    let gap = before..after;
    let contents = value.get(b"Contents").and_then(Object::as_str).map_err(|_| Why::Signature)?.to_vec();
    let is_around = hexadecimal(&bytes[gap.clone()]).is_some_and(|standing| standing == contents);
    Ok(Covered { gap, end, contents, is_around })
}

/// “<3082…00>” and nothing else.
fn hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.strip_prefix(b"<")?.strip_suffix(b">")?;
    let mut bytes = Vec::with_capacity(digits.len() / 2);
    let mut half = None;
    for digit in digits.iter().filter(|byte| !byte.is_ascii_whitespace()) {
        let value = u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        match half.take() {
            None => half = Some(value),
            Some(high) => bytes.push(high << 4 | value),
        }
    }
    bytes.extend(half.map(|high| high << 4));
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(numbers: &[i64], contents: &[u8]) -> Dictionary {
        let mut value = Dictionary::new();
        value.set("ByteRange", numbers.iter().map(|number| Object::Integer(*number)).collect::<Vec<_>>());
        value.set("Contents", Object::String(contents.to_vec(), lopdf::StringFormat::Hexadecimal));
        value
    }

    #[test]
    fn only_a_range_around_the_signature_itself_is_taken() {
        let bytes = b"before<0a1B>after";
        let covered = of(Some(&range(&[0, 6, 12, 5], &[0x0a, 0x1b])), bytes).unwrap();
        assert_eq!(covered.pieces(bytes), [&b"before"[..], &b"after"[..]]);
        assert!(covered.is_around);
        for numbers in
            [[1, 5, 12, 5], [0, 6, 12, -5], [0, -6, 12, 5], [0, 12, 6, 5], [0, 6, i64::MAX, 5], [0, 6, 12, 0]]
        {
            let why = of(Some(&range(&numbers, &[0x0a, 0x1b])), bytes).unwrap_err();
            assert!(matches!(why, Why::Range | Why::CutShort), "{numbers:?}");
        }
        for (numbers, contents) in
            [([0, 7, 12, 5], [0x0a, 0x1b]), ([0, 6, 11, 6], [0x0a, 0x1b]), ([0, 6, 12, 5], [1, 2])]
        {
            assert!(!of(Some(&range(&numbers, &contents)), bytes).unwrap().is_around, "{numbers:?}");
        }
        assert_eq!(of(Some(&range(&[0, 6, 12, 6], &[0x0a, 0x1b])), bytes).unwrap_err(), Why::CutShort);
        assert_eq!(of(Some(&range(&[0, 6, 12], &[1])), bytes).unwrap_err(), Why::Range);
    }
}
