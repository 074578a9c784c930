//! Ô ký: the signature fields of a revision, and signatures in the file that no field shows.

use std::collections::HashSet;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object, ObjectId};
use memchr::memmem;

use super::file::{Budget, View, digits, object_at};
use super::state::{Time, TimeSource, Why};
use super::{MARK, MAX_SIGNATURES};

/// One signature field.
#[derive(Debug)]
pub(super) struct SignatureField {
    /// Its full name.
    pub name: String,
    /// None where it is written into the form itself.
    pub id: Option<ObjectId>,
    /// The signature, where somebody has signed.
    pub value: Option<Dictionary>,
}

/// No form is deeper or larger.
const MAX_DEPTH: usize = 32;
const MAX_FIELDS: usize = 10_000;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Signature,
    Words,
    Other,
}

/// A field of the form, or a part of one: what shows it on a page.
#[derive(Debug)]
pub(super) struct Part {
    /// The full name of the field.
    pub name: String,
    /// None where it is written into the form itself.
    pub id: Option<ObjectId>,
    pub kind: Kind,
    pub dict: Dictionary,
}

struct Open {
    object: Object,
    depth: usize,
    prefix: String,
    kind: Kind,
}

/// The signature fields of a revision, in the order of the form.
pub(super) fn of(view: &View<'_>) -> Result<Vec<SignatureField>, Why> {
    let mut fields = Vec::new();
    for Part { name, id, kind, dict } in parts(view)? {
        if kind == Kind::Signature && (dict.has(b"T") || dict.has(b"V")) {
            let value = match view.under(&dict, b"V")? {
                Some(Object::Dictionary(value)) => Some(value),
                Some(Object::Null) => None,
                // Signed with something that cannot be read is not unsigned.
                _ => dict.has(b"V").then(Dictionary::new),
            };
            fields.push(SignatureField { name, id, value });
        }
    }
    Ok(fields)
}

/// Everything in the form of a revision, in its order.
pub(super) fn parts(view: &View<'_>) -> Result<Vec<Part>, Why> {
    let form = match view.under(&view.root()?, b"AcroForm")? {
        Some(Object::Dictionary(form)) => form,
        _ => return Ok(Vec::new()),
    };
    let Some(Object::Array(tops)) = view.under(&form, b"Fields")? else { return Ok(Vec::new()) };
    let opened = |object: &Object, depth, prefix: &str, kind| Open {
        object: object.clone(),
        depth,
        prefix: prefix.to_owned(),
        kind,
    };
    let mut open: Vec<Open> = tops.iter().rev().map(|top| opened(top, 0, "", Kind::Other)).collect();
    let mut seen = HashSet::new();
    let mut fields = Vec::new();
    while let Some(Open { object, depth, prefix, kind }) = open.pop() {
        let id = object.as_reference().ok();
        if id.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        if depth > MAX_DEPTH || seen.len() + fields.len() > MAX_FIELDS {
            return Err(Why::TooMuch);
        }
        let Some(Object::Dictionary(dict)) = view.resolve(&object)? else { continue };
        let own = view.under(&dict, b"T")?.and_then(|name| lopdf::decode_text_string(&name).ok());
        let name = match own {
            Some(own) if prefix.is_empty() => own,
            Some(own) => format!("{prefix}.{own}"),
            None => prefix,
        };
        let kind = match view.under(&dict, b"FT")?.as_ref().map(Object::as_name) {
            Some(Ok(b"Sig")) => Kind::Signature,
            Some(Ok(b"Tx")) => Kind::Words,
            Some(_) => Kind::Other,
            None => kind,
        };
        if let Some(Object::Array(kids)) = view.under(&dict, b"Kids")? {
            open.extend(kids.iter().rev().map(|kid| opened(kid, depth + 1, &name, kind)));
        }
        fields.push(Part { name, id, kind, dict });
    }
    Ok(fields)
}

/// Signatures that the file holds as objects of some revision.
pub(super) fn scattered(bytes: &[u8], start: usize, budget: &Budget) -> Vec<SignatureField> {
    found(bytes, start, budget).into_iter().map(|(_, field)| field).collect()
}

/// Signatures of the file that no field shows any more.
pub(super) fn unshown(
    view: &View<'_>,
    (bytes, start): (&[u8], usize),
    shown: &[&SignatureField],
    budget: &Budget,
) -> Vec<SignatureField> {
    let entries = || view.sections.iter().flat_map(|section| &section.entries);
    let is_object = |at: usize| {
        let at = at - start;
        // Behind the end stands what is left of a revision that was cut off.
        at > view.end()
            || entries().any(|(_, entry)| {
                matches!(entry, XrefEntry::Normal { offset, .. } if usize::try_from(*offset) == Ok(at))
            })
    };
    let is_shown = |dict: &Dictionary| {
        let same = |value: &Dictionary, key: &[u8]| value.get(key).ok() == dict.get(key).ok();
        let mut values = shown.iter().filter_map(|field| field.value.as_ref());
        values.any(|value| same(value, b"ByteRange") && same(value, b"Contents"))
    };
    // Time stamps of the whole file may be renewed and dropped: nobody signed them.
    let lost = |(at, field): &(usize, SignatureField)| {
        let value = field.value.as_ref();
        value.is_some_and(|dict| !is_shown(dict)) && !is_time_stamp(value) && is_object(*at)
    };
    found(bytes, start, budget).into_iter().filter(lost).map(|(_, field)| field).collect()
}

/// Every dictionary with a range of bytes and a signature, with the place of its object.
fn found(bytes: &[u8], start: usize, budget: &Budget) -> Vec<(usize, SignatureField)> {
    /// A signature is written with room to spare, and may stand before its range.
    const LONGEST: usize = 1 << 19;
    let mut found: Vec<(usize, SignatureField)> = Vec::new();
    for mark in memmem::find_iter(&bytes[start..], MARK).map(|at| at + start).take(4 * MAX_SIGNATURES) {
        let from = mark.saturating_sub(LONGEST).max(start);
        let Some(at) = head_before(&bytes[from..mark]).map(|at| at + from) else { continue };
        if found.iter().any(|(known, _)| *known == at) {
            continue;
        }
        let Some((id, Object::Dictionary(dict))) = object_at(bytes, at, budget) else { continue };
        if dict.has(b"ByteRange") && dict.has(b"Contents") {
            found.push((at, SignatureField { name: String::new(), id: Some(id), value: Some(dict) }));
        }
    }
    found
}

/// Where the last “12 0 obj” begins.
fn head_before(bytes: &[u8]) -> Option<usize> {
    let keyword = memmem::rfind(bytes, b"obj")?;
    let back = |mut at: usize, is: fn(&u8) -> bool| {
        while at > 0 && is(&bytes[at - 1]) {
            at -= 1;
        }
        at
    };
    let generation = back(back(keyword, u8::is_ascii_whitespace), u8::is_ascii_digit);
    let number = back(back(generation, u8::is_ascii_whitespace), u8::is_ascii_digit);
    digits(&bytes[number..]).map(|_| number)
}

/// Whether a signature is a time stamp of the whole file.
pub(super) fn is_time_stamp(value: Option<&Dictionary>) -> bool {
    let name = |key: &[u8]| value.and_then(|value| value.get(key).and_then(Object::as_name).ok());
    name(b"Type") == Some(b"DocTimeStamp") || name(b"SubFilter") == Some(b"ETSI.RFC3161")
}

/// Whether a signature certifies the file and allows nothing to be added, a signature neither.
pub(super) fn forbids_changes(value: Option<&Dictionary>, view: &View<'_>) -> bool {
    let params = value.and_then(|value| terms(value, b"DocMDP", view));
    params.is_some_and(|params| params.get(b"P").and_then(Object::as_i64).is_ok_and(|level| level == 1))
}

/// Whether a signature locks a field against being filled.
pub(super) fn locks(value: &Dictionary, name: &str, view: &View<'_>) -> bool {
    let Some(params) = terms(value, b"FieldMDP", view) else { return false };
    let named = || match view.under(&params, b"Fields") {
        Ok(Some(Object::Array(names))) => {
            names.iter().filter_map(|name| lopdf::decode_text_string(name).ok()).any(|locked| locked == name)
        }
        _ => false,
    };
    match params.get(b"Action").and_then(Object::as_name) {
        Ok(b"Include") => named(),
        Ok(b"Exclude") => !named(),
        // All, or what is not understood.
        _ => true,
    }
}

/// The terms of one kind under which a signature was made.
fn terms(value: &Dictionary, method: &[u8], view: &View<'_>) -> Option<Dictionary> {
    let Object::Array(references) = view.under(value, b"Reference").ok()?? else { return None };
    for reference in references.iter().take(MAX_DEPTH) {
        let Object::Dictionary(reference) = view.resolve(reference).ok()?? else { continue };
        if reference.get(b"TransformMethod").and_then(Object::as_name).ok() != Some(method) {
            continue;
        }
        if let Object::Dictionary(params) = view.under(&reference, b"TransformParams").ok()?? {
            return Some(params);
        }
    }
    None
}

/// What the file says beside the signature of when it was made.
pub(super) fn stated_time(value: Option<&Dictionary>) -> Option<Time> {
    let text = value?.get(b"M").and_then(Object::as_str).ok()?;
    Some(Time { at: date(std::str::from_utf8(text).ok()?)?, source: TimeSource::File })
}

/// “D:20250702100500+07'00'”
fn date(text: &str) -> Option<i64> {
    let text = text.strip_prefix("D:").unwrap_or(text);
    let part = |from: usize, to: usize| text.get(from..to).and_then(|part| part.parse::<i8>().ok());
    let year: i16 = text.get(..4)?.parse().ok()?;
    let time = DateTime::new(
        year,
        part(4, 6).unwrap_or(1),
        part(6, 8).unwrap_or(1),
        part(8, 10).unwrap_or(0),
        part(10, 12).unwrap_or(0),
        part(12, 14).unwrap_or(0),
        0,
    )
    .ok()?;
    let zone = text.get(14..).unwrap_or_default();
    let of_zone = |from: usize| {
        let two = |at: usize| zone.get(at..at + 2).and_then(|part| part.parse::<i32>().ok());
        Some(two(from)? * 3600 + two(from + 3).unwrap_or(0) * 60)
    };
    let seconds = match zone.as_bytes().first() {
        Some(b'+') => of_zone(1)?,
        Some(b'-') => -of_zone(1)?,
        _ => 0,
    };
    let zone = TimeZone::fixed(Offset::from_seconds(seconds).ok()?);
    Some(time.to_zoned(zone).ok()?.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_of_a_pdf_is_read_with_its_zone_and_nonsense_is_none() {
        assert_eq!(date("D:20250702100500+07'00'"), Some(1_751_425_500));
        assert_eq!(date("D:20250702030500Z"), Some(1_751_425_500));
        assert_eq!(date("D:20250702"), Some(1_751_414_400));
        for text in ["", "D:", "hôm qua", "D:20251399", "D:20250702100500+9", "D:2025070210é"] {
            let _ = date(text);
        }
        assert_eq!(date("D:20251302"), None);
    }
}
