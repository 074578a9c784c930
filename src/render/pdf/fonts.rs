//! Which faces a document uses, in which subset, and how they stand in the file.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use lopdf::{Dictionary, Document as File, Object, ObjectId, Stream, dictionary};

use super::internal;
use super::subset::Subset;
use super::syntax::{integer, reference};
use super::write::Written;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Face;
use crate::render::font::{FontFace, FontSet};
use crate::render::layout::{Layout, Page, TextRun};

/// A face that the document uses.
pub(super) struct Used<'a> {
    pub cut: Face,
    pub face: &'a FontFace,
    pub subset: Arc<Subset>,
}

/// Name of a face in the pages' resources.
pub(super) fn resource(cut: Face) -> &'static str {
    match (cut.bold, cut.italic) {
        (false, false) => "R",
        (true, false) => "B",
        (false, true) => "I",
        (true, true) => "BI",
    }
}

/// Picks the faces that are used: the standard subset where it holds every character, else one of
/// the document's own.
pub(super) fn choose<'a>(layout: &Layout, fonts: &'a FontSet) -> Result<Vec<Used<'a>>, Diagnostic> {
    let mut used = Vec::with_capacity(4);
    for (cut, face) in fonts.faces() {
        let mut runs = layout.pages.iter().flat_map(Page::texts).filter(|run| run.face == cut).peekable();
        if runs.peek().is_none() {
            continue;
        }
        let standard = standard(face)?;
        let mut others = false;
        for run in runs {
            for c in run.text.chars().filter(|c| standard.glyph(*c).is_none()) {
                if !face.draws(c) {
                    return Err(missing(c, run, face));
                }
                others = true;
            }
        }
        let subset = if others { own(layout, cut, face)? } else { standard };
        used.push(Used { cut, face, subset });
    }
    Ok(used)
}

/// The standard subsets made so far, each beside the face that it was cut from. A weak pointer keeps the
/// address from being given to another face.
static STANDARD: Mutex<Vec<(Weak<FontFace>, Arc<Subset>)>> = Mutex::new(Vec::new());

/// Cuts the faces; what fails here is told of the file that needs it.
pub(super) fn prepare(fonts: &FontSet) {
    fonts.faces().for_each(|(_, face)| drop(standard(face)));
}

/// The standard subset of a face, made once per process (or per font folder).
fn standard(face: &Arc<FontFace>) -> Result<Arc<Subset>, Diagnostic> {
    let mut made = STANDARD.lock().unwrap_or_else(PoisonError::into_inner);
    let own = made.iter().find(|(of, _)| of.as_ptr() == Arc::as_ptr(face));
    if let Some((_, subset)) = own {
        return Ok(Arc::clone(subset));
    }
    made.retain(|(of, _)| of.strong_count() > 0);
    let subset = Arc::new(Subset::standard(face).map_err(internal)?);
    made.push((Arc::downgrade(face), Arc::clone(&subset)));
    Ok(subset)
}

fn own(layout: &Layout, cut: Face, face: &FontFace) -> Result<Arc<Subset>, Diagnostic> {
    let runs = layout.pages.iter().flat_map(Page::texts).filter(|run| run.face == cut);
    let characters: BTreeSet<char> = runs.flat_map(|run| run.text.chars()).collect();
    Subset::new(face, characters.into_iter()).map(Arc::new).map_err(internal)
}

fn missing(c: char, run: &TextRun, face: &FontFace) -> Diagnostic {
    /// Characters shown on either side.
    const AROUND: usize = 20;
    let at = run.text.chars().position(|other| other == c).unwrap_or(0);
    let near: String = run.text.chars().skip(at.saturating_sub(AROUND)).take(AROUND * 2 + 1).collect();
    let near = near.chars().map(crate::text::typography::printed).collect::<String>();
    let code = u32::from(c);
    Diagnostic::error(
        codes::NO_GLYPH,
        format!("phông chữ {} không có ký tự “{c}” (U+{code:04X}), ở đoạn “{}”", face.name, near.trim()),
    )
    .hint("thay ký tự này bằng chữ hoặc dấu thông thường")
}

/// Writes a face: its streams, what a reader is told of it, and the font that the pages name.
///
/// # Errors
/// `KH619` where an object cannot be written.
pub(super) fn embed(used: &Used, file: &mut File, written: &mut Written) -> Result<ObjectId, Diagnostic> {
    let Subset { program: embedded, widths, borrowed, .. } = &*used.subset;
    let [program, to_unicode, descriptor, descendant, font] = std::array::from_fn(|_| file.new_object_id());
    let glyphs = if borrowed.is_empty() { None } else { Some(file.new_object_id()) };
    let mut told = dictionary! { "Length1" => embedded.length as i64 };
    compressed(&mut told, &embedded.bytes);
    written.stream(program, told, &embedded.bytes)?;
    let mut told = Dictionary::new();
    compressed(&mut told, &embedded.to_unicode);
    written.stream(to_unicode, told, &embedded.to_unicode)?;
    written.dictionary(descriptor, described(used, program))?;
    if let Some(id) = glyphs {
        let map = glyph_map(widths.len(), borrowed);
        written.stream(id, dictionary! { "Length" => map.len() as i64 }, &map)?;
    }
    written.object(descendant, |out| {
        out.extend_from_slice(b"<</Type/Font/Subtype/CIDFontType2/BaseFont/");
        out.extend_from_slice(embedded.name.as_bytes());
        out.extend_from_slice(b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
        match glyphs {
            Some(id) => {
                out.extend_from_slice(b"/CIDToGIDMap ");
                reference(out, id);
            }
            None => out.extend_from_slice(b"/CIDToGIDMap/Identity"),
        }
        out.extend_from_slice(b"/DW 0/W[0[");
        for (at, width) in widths.iter().enumerate() {
            if at > 0 {
                out.push(b' ');
            }
            integer(out, i64::from(*width));
        }
        out.extend_from_slice(b"]]/FontDescriptor ");
        reference(out, descriptor);
        out.extend_from_slice(b">>");
    });
    let told = dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(embedded.name.clone().into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => to_unicode,
    };
    written.dictionary(font, told)?;
    Ok(font)
}

/// The glyph of each code, in two bytes: its own number, and of the last codes what they borrow.
fn glyph_map(codes: usize, borrowed: &[u16]) -> Vec<u8> {
    let own = 0..(codes - borrowed.len()) as u16;
    own.chain(borrowed.iter().copied()).flat_map(u16::to_be_bytes).collect()
}

fn described(used: &Used, program: ObjectId) -> Dictionary {
    let metrics = used.face.metrics();
    // Nonsymbolic and serif; italic where it is.
    let flags = 32 + 2 + if used.cut.italic { 64 } else { 0 };
    dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(used.subset.program.name.clone().into_bytes()),
        "Flags" => flags,
        "FontBBox" => metrics.bounds.iter().map(|edge| Object::Integer(*edge)).collect::<Vec<_>>(),
        "ItalicAngle" => metrics.italic_angle,
        "Ascent" => metrics.ascent,
        "Descent" => metrics.descent,
        "CapHeight" => metrics.cap_height,
        "StemV" => if used.cut.bold { 140 } else { 80 },
        "FontFile2" => program,
    }
}

/// A stream that is compressed already.
pub(super) fn flate(content: Vec<u8>, mut told: Dictionary) -> Stream {
    compressed(&mut told, &content);
    Stream::new(told, content).with_compression(false)
}

/// What the dictionary of a stream says of its content.
fn compressed(told: &mut Dictionary, content: &[u8]) {
    told.set("Filter", "FlateDecode");
    told.set("Length", content.len() as i64);
}
