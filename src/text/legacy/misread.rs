//! UTF-8 that was read as a code page of single bytes: each letter is two or three signs.

use std::ops::Range;

use super::super::spaces::single_spaced;
use super::{Encoding, Stretch, around, is_typographic};

/// UTF-8 that was read byte by byte: á followed by º and another sign was one letter.
pub(super) fn stretches(text: &str) -> Vec<Stretch> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found: Vec<(Range<usize>, char)> = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        match misread(&characters[at..]) {
            Some((letter, length)) => {
                let end = characters.get(at + length).map_or(text.len(), |(end, _)| *end);
                found.push((characters[at].0..end, letter));
                at += length;
            }
            None => at += 1,
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    // The words around the letters, joined where nothing else stands between them.
    let mut stretches: Vec<Stretch> = Vec::new();
    for (range, _) in &found {
        let word = around(text, range);
        match stretches.last_mut() {
            Some(last) if is_plain(&text[last.range.end.min(word.start)..word.start]) => {
                last.range.end = last.range.end.max(word.end);
            }
            _ => stretches.push(Stretch {
                range: word,
                encoding: Encoding::Utf8,
                reads: String::new(),
                certain: true,
            }),
        }
    }
    for stretch in &mut stretches {
        let mut reads = String::new();
        let mut from = stretch.range.start;
        for (range, letter) in found.iter().filter(|(range, _)| stretch.range.contains(&range.start)) {
            reads.push_str(&text[from..range.start]);
            reads.push(*letter);
            from = range.end;
        }
        reads.push_str(&text[from..stretch.range.end]);
        stretch.reads = single_spaced(&reads).into_owned();
    }
    stretches
}

fn is_plain(between: &str) -> bool {
    between.is_ascii()
}

/// The letter or the quote whose bytes stand here as characters of their own, and how many these are.
fn misread(characters: &[(usize, char)]) -> Option<(char, usize)> {
    let (_, first) = characters.first()?;
    let length = match first {
        // C3, C4, C6 of Windows-1252; Ă of Windows-1258.
        'Ã' | 'Ă' | 'Ä' | 'Æ' => 2,
        'á' | 'â' => 3,
        _ => return None,
    };
    let lead = match first {
        'Ă' => 0xC3,
        first => u8::try_from(u32::from(*first)).ok()?,
    };
    let mut bytes = vec![lead];
    for (_, c) in characters.get(1..length)? {
        bytes.push(byte(*c).filter(|byte| (0x80..0xC0).contains(byte))?);
    }
    let letter = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    let expected =
        letter.is_alphabetic() && (letter < '\u{250}' || matches!(letter, '\u{1ea0}'..='\u{1ef9}'));
    (expected || is_typographic(letter)).then_some((letter, length))
}

/// The byte of Windows-1252 that shows as this character; those that show as nothing are left as they are.
fn byte(c: char) -> Option<u8> {
    if let '\u{80}'..='\u{ff}' = c {
        return u8::try_from(u32::from(c)).ok();
    }
    if c.is_ascii() {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !lossy)
}
