//! Digests of texts: enough to tell who changed one, and small. They stand in files that people keep, so a text
//! has the same one for ever.

/// A digest of a text as it is read: spaces count once, and a stop at the end does not. In the way of FNV-1a, eight
/// bytes at a time, folded to 30 bits: five letters in a file.
pub fn digest(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut feed = |part: u64| {
        let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // What stands high in a part must reach the low bits, too.
        hash = mixed ^ (mixed >> 32);
    };
    let mut rest = text.trim_end_matches(|c: char| c.is_whitespace() || "./;".contains(c));
    while !rest.is_empty() {
        let (word, after) = next_word(rest);
        rest = after;
        if word.is_empty() {
            continue;
        }
        let (parts, last) = word.as_bytes().as_chunks::<8>();
        parts.iter().for_each(|part| feed(u64::from_le_bytes(*part)));
        if !last.is_empty() {
            feed(last.iter().rev().fold(0, |part, byte| part << 8 | u64::from(*byte)));
        }
        // Of no word that is printed: it parts this one from the next.
        feed(u64::MAX);
    }
    // 0 is kept for what has no name.
    let folded = (hash ^ (hash >> 30)) & 0x3fff_ffff;
    u32::try_from(folded).unwrap_or(0).max(1)
}

/// What stands before the first space, and what stands behind it.
fn next_word(text: &str) -> (&str, &str) {
    let mut from = 0;
    // Nearly every byte is within a word, and that is seen without putting letters together.
    while let Some(found) = text.as_bytes()[from..].iter().position(|byte| MAY_BE_SPACE[usize::from(*byte)]) {
        let at = from + found;
        let mut rest = text[at..].chars();
        match rest.next() {
            Some(c) if c.is_whitespace() => return (&text[..at], rest.as_str()),
            Some(c) => from = at + c.len_utf8(),
            None => break,
        }
    }
    (text, "")
}

/// Bytes that begin white space, ASCII's and that of other scripts. 0xe1 begins most letters of Vietnamese, too.
const MAY_BE_SPACE: [bool; 256] = {
    let mut bytes = [false; 256];
    let all = [b'\t', b'\n', 0x0b, 0x0c, b'\r', b' ', 0xc2, 0xe1, 0xe2, 0xe3];
    let mut at = 0;
    while at < all.len() {
        bytes[all[at] as usize] = true;
        at += 1;
    }
    bytes
};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn write_digest(out: &mut String, digest: u32) {
    for place in (0..5).rev() {
        out.push(char::from(LETTERS[(digest >> (place * 6)) as usize & 63]));
    }
}

pub(super) fn read_digests(written: &str) -> Option<Vec<u32>> {
    let letters = written.as_bytes();
    if !letters.len().is_multiple_of(5) {
        return None;
    }
    let value = |letter: &u8| LETTERS.iter().position(|known| known == letter);
    let digests = letters.chunks_exact(5).map(|letters| {
        letters
            .iter()
            .try_fold(0_u32, |digest, letter| Some(digest << 6 | u32::try_from(value(letter)?).ok()?))
    });
    digests.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As it is defined.
    fn plainly(text: &str) -> u32 {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || "./;".contains(c));
        for word in text.split_whitespace() {
            let ends = std::iter::once(u64::MAX);
            let parts = word.as_bytes().chunks(8).map(|part| {
                let mut bytes = [0; 8];
                bytes[..part.len()].copy_from_slice(part);
                u64::from_le_bytes(bytes)
            });
            for part in parts.chain(ends) {
                let mixed = (hash ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                hash = mixed ^ (mixed >> 32);
            }
        }
        u32::try_from((hash ^ (hash >> 30)) & 0x3fff_ffff).unwrap_or(0).max(1)
    }

    #[test]
    fn every_space_that_there_is_parts_words_and_counts_once() {
        for space in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            let text = format!("{space}Ủy ban{space}{space}nhân dân tỉnh{space}./.{space}");
            assert_eq!(digest(&text), digest("Ủy ban nhân dân tỉnh"), "{space:?}");
            assert_ne!(digest(&text), digest("Ủy bannhân dân tỉnh"), "{space:?}");
        }
    }

    #[test]
    fn a_digest_in_a_file_that_somebody_kept_is_that_of_the_same_text() {
        assert_eq!(digest("Sở Tài chính chủ trì"), 154_770_683);
        let letters = [
            "a", "ệ", "ᚁ", "ᙀ", " ", "  ", "\u{a0}", "©", "…", "\u{2009}", "ト", "\u{3000}", "🙂", ".", "\0",
        ];
        let mut state: u64 = 7;
        for length in 0..400 {
            let text: String = (0..length % 40)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    letters[(state >> 33) as usize % letters.len()]
                })
                .collect();
            assert_eq!(digest(&text), plainly(&text), "{text:?}");
        }
    }
}
