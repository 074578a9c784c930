//! Fonts of a PDF: what the codes of a text are, and how wide.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object, Stream};

use super::super::limits;
use crate::text::legacy_fonts::LegacyFont;

pub(super) struct Font<'d> {
    pub(super) name: String,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) legacy: Option<LegacyFont>,
    codes: Codes<'d>,
    widths: HashMap<u32, f64>,
    width: f64,
}

enum Codes<'d> {
    /// A byte a letter.
    Single(Vec<Option<String>>),
    /// Two bytes a letter.
    Double { encoding: Option<Encoding<'d>>, known: HashMap<u16, Option<String>> },
}

/// One letter of a text.
pub(super) struct Letter<'f> {
    /// `None` where the font does not say what it is.
    pub(super) text: Option<&'f str>,
    /// In thousandths of the type size.
    pub(super) width: f64,
    pub(super) space: bool,
}

impl<'d> Font<'d> {
    pub(super) fn of(font: &'d Dictionary, document: &'d Document) -> Self {
        let name = font.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
        let name = String::from_utf8_lossy(name).into_owned();
        // "ABCDEF+TimesNewRoman": six letters stand for the subset.
        let name = name.split_once('+').map_or(name.clone(), |(_, name)| name.to_owned());
        let lower = name.to_lowercase();
        let double = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Type0");
        let (codes, widths, width) =
            if double { double_byte(font, document) } else { single_byte(font, document) };
        Self {
            bold: lower.contains("bold") || lower.contains("black"),
            italic: lower.contains("italic") || lower.contains("oblique"),
            legacy: LegacyFont::named(&name),
            name,
            codes,
            widths,
            width,
        }
    }

    /// Takes each letter of a text in turn.
    pub(super) fn letters(&mut self, bytes: &[u8], mut take: impl FnMut(Letter<'_>)) {
        let (widths, width) = (&self.widths, self.width);
        let wide = |code: u32| widths.get(&code).copied().unwrap_or(width);
        match &mut self.codes {
            Codes::Single(table) => {
                for byte in bytes {
                    let text = table.get(usize::from(*byte)).and_then(Option::as_deref);
                    take(Letter { text, width: wide(u32::from(*byte)), space: *byte == b' ' });
                }
            }
            Codes::Double { encoding, known } => {
                for pair in bytes.chunks(2) {
                    let code = pair.iter().fold(0_u16, |code, byte| code << 8 | u16::from(*byte));
                    let text = known.entry(code).or_insert_with(|| {
                        let text = encoding.as_ref()?.bytes_to_string(pair).ok()?;
                        readable(text)
                    });
                    take(Letter { text: text.as_deref(), width: wide(u32::from(code)), space: false });
                }
            }
        }
    }
}

/// What a decoder gave, where it is a letter.
fn readable(text: String) -> Option<String> {
    let bad = text.is_empty() || text.chars().any(|c| c == char::REPLACEMENT_CHARACTER || c == '\0');
    (!bad).then_some(text)
}

fn single_byte<'d>(font: &'d Dictionary, document: &'d Document) -> (Codes<'d>, HashMap<u32, f64>, f64) {
    // What the letters are called tells less than what they are said to mean.
    let mut bare = font.clone();
    let meant = font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).is_ok_and(is_map);
    if meant {
        bare.remove(b"Encoding");
    }
    let encoding = bare.get_font_encoding_with_limit(document, limits::PART).ok();
    let named = font.get_font_encoding_with_limit(document, limits::PART).ok();
    let text = |byte: u8| {
        let by = |encoding: &Option<Encoding<'_>>| {
            encoding.as_ref().and_then(|one| one.bytes_to_string(&[byte]).ok()).and_then(readable)
        };
        by(&encoding).or_else(|| by(&named))
    };
    let table = (0..=u8::MAX).map(text).collect();
    let first = font.get(b"FirstChar").and_then(Object::as_i64).unwrap_or(0);
    let list = font.get_deref(b"Widths", document).and_then(Object::as_array);
    let widths = list.into_iter().flatten().enumerate().filter_map(|(at, width)| {
        let code = u32::try_from(first.checked_add(i64::try_from(at).ok()?)?).ok()?;
        Some((code, number(width, document)?))
    });
    (Codes::Single(table), widths.take(256).collect(), 500.0)
}

fn is_map(stream: &Stream) -> bool {
    !stream.content.is_empty()
}

fn double_byte<'d>(font: &'d Dictionary, document: &'d Document) -> (Codes<'d>, HashMap<u32, f64>, f64) {
    let meant = font.get_deref(b"ToUnicode", document).is_ok();
    let encoding = font.get_font_encoding_with_limit(document, limits::PART).ok();
    let encoding = encoding.filter(|one| meant && !matches!(one, Encoding::OneByteEncoding(_)));
    let descendant = font.get_deref(b"DescendantFonts", document).and_then(Object::as_array).ok();
    let descendant = descendant.and_then(|list| list.first()).and_then(|one| dictionary(one, document));
    let mut widths = HashMap::new();
    let default = descendant.and_then(|one| number(one.get(b"DW").ok()?, document)).unwrap_or(1000.0);
    let list = descendant.and_then(|one| one.get_deref(b"W", document).and_then(Object::as_array).ok());
    if let Some(list) = list {
        cid_widths(list, document, &mut widths);
    }
    (Codes::Double { encoding, known: HashMap::new() }, widths, default)
}

/// `c [w1 w2 …]` and `first last w`, in turn.
fn cid_widths(list: &[Object], document: &Document, widths: &mut HashMap<u32, f64>) {
    let mut at = 0;
    while at + 1 < list.len() && widths.len() < 0x1_0000 {
        let first = number(&list[at], document).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
        let second = document.dereference(&list[at + 1]).map(|(_, object)| object).ok();
        if let Some(Object::Array(each)) = second {
            for (code, width) in (first..0x1_0000).zip(each) {
                widths.insert(code, number(width, document).unwrap_or(1000.0));
            }
            at += 2;
        } else {
            let last = number(&list[at + 1], document).unwrap_or(0.0).clamp(0.0, 65_535.0) as u32;
            let width = list.get(at + 2).and_then(|one| number(one, document)).unwrap_or(1000.0);
            for code in first..=last {
                widths.insert(code, width);
            }
            at += 3;
        }
    }
}

fn dictionary<'d>(object: &'d Object, document: &'d Document) -> Option<&'d Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok()
}

pub(super) fn number(object: &Object, document: &Document) -> Option<f64> {
    let number = f64::from(document.dereference(object).ok()?.1.as_float().ok()?);
    number.is_finite().then_some(number)
}
