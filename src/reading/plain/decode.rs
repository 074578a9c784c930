//! Bytes → text. What says its encoding is believed; what does not is read so that it is Vietnamese.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use crate::text::legacy_fonts::LegacyFont;
use crate::text::syllable::is_syllable;

pub(super) struct Decoded {
    pub(super) text: String,
    /// The encoding, where it had to be guessed.
    pub(super) guessed: Option<&'static str>,
    /// How many places are no characters of the encoding.
    pub(super) undecodable: usize,
}

pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let wide = |encoding: &'static Encoding, bytes: &[u8]| {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        Decoded { undecodable: lost(&text), text: text.into_owned(), guessed: None }
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return wide(UTF_16LE, rest),
        [0xFE, 0xFF, rest @ ..] => return wide(UTF_16BE, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => return utf_8(rest),
        _ => {}
    }
    if is_utf_16(bytes) {
        let big = bytes.iter().step_by(2).take(512).filter(|byte| **byte < 2).count() * 4
            > bytes.len().div_ceil(2).min(512);
        let (encoding, name) =
            if big && bytes.first() == Some(&0) { (UTF_16BE, "UTF-16 BE") } else { (UTF_16LE, "UTF-16 LE") };
        return Decoded { guessed: Some(name), ..wide(encoding, bytes) };
    }
    if looks_like_utf_8(bytes) { utf_8(bytes) } else { single_bytes(bytes) }
}

fn utf_8(bytes: &[u8]) -> Decoded {
    let text = String::from_utf8_lossy(bytes);
    let before = memchr::memmem::find_iter(bytes, "\u{fffd}".as_bytes()).count();
    let undecodable = lost(&text) - before;
    Decoded { undecodable, text: text.into_owned(), guessed: None }
}

fn lost(text: &str) -> usize {
    text.matches('\u{fffd}').count()
}

/// UTF-8, but for a few places that may have been cut.
fn looks_like_utf_8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(_) => {
            let text = String::from_utf8_lossy(bytes);
            let letters = text.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
            letters > 20 * lost(&text)
        }
    }
}

/// Text of two bytes a character without a mark: every other byte of its plain letters is 0.
pub(in crate::reading) fn is_utf_16(head: &[u8]) -> bool {
    let head = &head[..head.len().min(1024) & !1];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    head.len() >= 4 && (even == 0 || odd == 0) && even.max(odd) * 8 > head.len()
}

/// One byte a letter: TCVN3, VNI, or Windows-1258 with its marks after the letters.
fn single_bytes(bytes: &[u8]) -> Decoded {
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let by_font = |name: &str| {
        let font = LegacyFont::named(name)?;
        Some(font.converted(&western, &mut ' ').nfc().collect::<String>())
    };
    let windows = WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect::<String>();
    let candidates =
        [("Windows-1258", Some(windows)), ("TCVN3 (ABC)", by_font(".VnTime")), ("VNI", by_font("VNI-Times"))];
    let all = candidates.into_iter().filter_map(|(name, text)| Some((name, text?)));
    // The first of those that are as good.
    let best = all
        .map(|(name, text)| (vietnamese(&text), name, text))
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    let (_, name, text) = best.unwrap_or((0, "Windows-1258", western.into_owned()));
    Decoded { undecodable: lost(&text), text, guessed: Some(name) }
}

/// How many words with marks are Vietnamese, less those that are not.
fn vietnamese(text: &str) -> i64 {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_ascii());
    let good = words.fold(0, |sum, word| if is_syllable(word) { sum + 1 } else { sum - 1 });
    // Signs of Latin-1 between letters stand for letters that were not read.
    let signs = text.chars().filter(|c| matches!(c, '\u{a1}'..='\u{bf}' | '×' | '÷')).count();
    good - i64::try_from(signs).unwrap_or(i64::MAX)
}
