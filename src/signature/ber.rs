//! BER → DER: signing programs in Java write a signature whose lengths are left open; the crates read the
//! strict form alone. What was signed inside stands in the strict form already, and is not touched by this.

/// Nothing in a signature is nested deeper.
const MAX_DEPTH: usize = 40;

/// One element: its tag, its content, and all of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    pub whole: &'a [u8],
}

/// The first element of some bytes in the strict form; what follows it is left away, as the zeros behind a
/// signature are.
pub(super) fn to_der(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    rewrite(bytes, MAX_DEPTH, &mut out)?;
    Some(out)
}

/// Appends one element and returns how many bytes it took.
fn rewrite(bytes: &[u8], depth: usize, out: &mut Vec<u8>) -> Option<usize> {
    let (tag, length, head) = header(bytes)?;
    let depth = depth.checked_sub(1)?;
    let is_constructed = tag & 0x20 != 0;
    let (content, used) = match length {
        Some(length) => (bytes.get(head..head.checked_add(length)?)?, head + length),
        None if !is_constructed => return None,
        None => {
            let mut inner = Vec::new();
            let mut at = head;
            while bytes.get(at..at + 2)? != [0, 0] {
                at += rewrite(&bytes[at..], depth, &mut inner)?;
            }
            push(tag, &flat(tag, inner)?, out);
            return Some(at + 2);
        }
    };
    if !is_constructed || !is_open(content, depth) {
        // Strict from here on, or not made of elements: as it stands.
        match tag {
            OCTETS_IN_PIECES => push(tag, &flat(tag, content.to_vec())?, out),
            _ => push(tag, content, out),
        }
        return Some(used);
    }
    let mut inner = Vec::with_capacity(content.len());
    let mut at = 0;
    while at < content.len() {
        at += rewrite(&content[at..], depth, &mut inner)?;
    }
    push(tag, &flat(tag, inner)?, out);
    Some(used)
}

/// Chuỗi byte in pieces.
const OCTETS_IN_PIECES: u8 = 0x24;

/// The pieces of a byte string as one.
fn flat(tag: u8, inner: Vec<u8>) -> Option<Vec<u8>> {
    if tag != OCTETS_IN_PIECES {
        return Some(inner);
    }
    Some(elements(&inner)?.iter().flat_map(|piece| piece.content).copied().collect())
}

/// Whether some element within has an open length, or is a byte string in pieces.
fn is_open(content: &[u8], depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return true };
    let mut at = 0;
    while at < content.len() {
        let Some((tag, length, head)) = header(&content[at..]) else { return false };
        let Some(length) = length else { return true };
        let Some(inner) = content[at..].get(head..head.saturating_add(length)) else { return false };
        if tag == OCTETS_IN_PIECES || (tag & 0x20 != 0 && is_open(inner, depth)) {
            return true;
        }
        at += head + length;
    }
    false
}

fn push(tag: u8, content: &[u8], out: &mut Vec<u8>) {
    out.push(if tag == OCTETS_IN_PIECES { 0x04 } else { tag });
    let length = content.len();
    if length < 0x80 {
        out.push(length as u8);
    } else {
        let bytes = length.to_be_bytes();
        let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len() - 1);
        out.push(0x80 | (bytes.len() - first) as u8);
        out.extend_from_slice(&bytes[first..]);
    }
    out.extend_from_slice(content);
}

/// Tag, length (`None` where it is open) and the size of both; of tags only those of one byte.
fn header(bytes: &[u8]) -> Option<(u8, Option<usize>, usize)> {
    let (&tag, &length) = (bytes.first()?, bytes.get(1)?);
    if tag & 0x1f == 0x1f {
        return None;
    }
    match length {
        0x80 => Some((tag, None, 2)),
        short if short < 0x80 => Some((tag, Some(usize::from(short)), 2)),
        long => {
            let count = usize::from(long & 0x7f);
            if count > 4 {
                return None;
            }
            let digits = bytes.get(2..2 + count)?;
            let length = digits.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
            Some((tag, Some(length), 2 + count))
        }
    }
}

/// The elements that some content of the strict form is made of.
pub(super) fn elements(mut content: &[u8]) -> Option<Vec<Element<'_>>> {
    let mut all = Vec::new();
    while !content.is_empty() {
        let (tag, length, head) = header(content)?;
        let end = head.checked_add(length?)?;
        all.push(Element { tag, content: content.get(head..end)?, whole: content.get(..end)? });
        content = &content[end..];
    }
    Some(all)
}

/// The one element that some bytes are.
pub(super) fn element(bytes: &[u8]) -> Option<Element<'_>> {
    match elements(bytes)?.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_lengths_and_pieces_become_the_strict_form_and_what_follows_is_left_away() {
        let open =
            [0x30, 0x80, 0x24, 0x80, 0x04, 0x02, 1, 2, 0x04, 0x01, 3, 0, 0, 0x02, 0x01, 9, 0, 0, 0, 0, 0];
        assert_eq!(to_der(&open).unwrap(), [0x30, 0x08, 0x04, 0x03, 1, 2, 3, 0x02, 0x01, 9]);
        let strict = [0x30, 0x05, 0x04, 0x03, 1, 2, 3];
        assert_eq!(to_der(&[&strict[..], &[0; 9]].concat()).unwrap(), strict);
    }

    #[test]
    fn cut_or_endless_elements_are_refused() {
        let deep = [0x30, 0x80].repeat(10_000);
        let mut closed = deep.clone();
        closed.extend([0; 20_000]);
        for bytes in
            [&deep[..], &closed, &[0x30], &[0x30, 0x84, 0xff, 0xff, 0xff, 0xff], &[0x04, 0x80, 0, 0], &[]]
        {
            assert_eq!(to_der(bytes), None);
        }
    }
}
