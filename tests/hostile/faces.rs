//! Bytes as a font file: refused with a reason, or good enough for both writers.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use kehoach::app::{self, Format};
use kehoach::document::{Document, Face};
use kehoach::render::font::{FontFace, FontSet, face_of};
use kehoach::template::TemplateSet;

use super::base::{documents, load};

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let templates = TemplateSet::load(None).expect("the built-in templates load");
    documents(&load(&[], &templates), &templates).into_iter().next().expect("the base has a plan")
});

/// A whole font file where the bytes begin like one; else a sound face with changes: five bytes each, the
/// table (0 is the list of tables), the place in it and two new bytes. Few bytes then reach every table.
pub fn font_file(bytes: &[u8]) -> Vec<u8> {
    if [&[0, 1, 0, 0][..], b"true", b"ttcf", b"OTTO"].iter().any(|start| bytes.starts_with(start)) {
        return bytes.to_vec();
    }
    let mut file = FontSet::bundled().face(Face::REGULAR).data.to_vec();
    let sound = file.clone();
    let number =
        |at: usize| sound[at..at + 4].iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
    let tables = usize::from(u16::from_be_bytes([sound[4], sound[5]]));
    for change in bytes.chunks_exact(5) {
        let (start, length) = match usize::from(change[0]) % (tables + 1) {
            0 => (0, 12 + 16 * tables),
            table => (number(12 + 16 * (table - 1) + 8), number(12 + 16 * (table - 1) + 12)),
        };
        let place = usize::from(u16::from_be_bytes([change[1], change[2]])) % length.saturating_sub(1).max(1);
        file[start + place..start + place + 2].copy_from_slice(&change[3..]);
    }
    file
}

/// # Panics
/// Where a face that was taken makes a writer fail otherwise than by naming a character.
pub fn try_face(bytes: &[u8]) -> bool {
    let file = font_file(bytes);
    if let Err(refusal) = face_of(file.clone(), Face::REGULAR) {
        assert!(!refusal.0.is_empty());
    }
    let Ok(face) = FontFace::parse(Cow::Owned(file)) else { return false };
    let face = Arc::new(face);
    let set = FontSet::of([Arc::clone(&face), Arc::clone(&face), Arc::clone(&face), face]);
    for format in [Format::Docx, Format::Pdf] {
        match app::render(&DOCUMENT.whole(), format, &set) {
            Ok(file) => assert!(!file.bytes.is_empty()),
            Err(finding) => assert!(!finding.message.is_empty()),
        }
    }
    true
}

#[test]
fn a_face_with_two_wrong_bytes_anywhere_is_refused_or_drawn() {
    let mut taken = 0;
    for table in 0..20u8 {
        for place in [0u16, 2, 4, 6, 10, 12, 16, 20, 34, 50, 100, 1000] {
            for value in [0u16, 1, 0x7fff, 0xffff] {
                let [high, low] = place.to_be_bytes();
                let [first, second] = value.to_be_bytes();
                taken += usize::from(try_face(&[table, high, low, first, second]));
            }
        }
    }
    assert!(taken > 0, "some changes harm nothing");
}

#[test]
fn what_is_no_font_is_refused() {
    for bytes in
        [&[0, 1, 0, 0][..], b"true\0\x01", b"ttcf", b"OTTO\0\x09", &[0, 1, 0, 0, 0xff, 0xff, 0, 0, 0, 0]]
    {
        assert!(!try_face(bytes), "{bytes:?}");
    }
}
