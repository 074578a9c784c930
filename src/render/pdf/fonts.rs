//! Which faces a document uses, in which subset, and how they stand in the file.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use lopdf::{Document as File, Object, ObjectId, Stream, dictionary};

use super::internal;
use super::subset::Subset;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Face;
use crate::render::font::{FontFace, FontSet};
use crate::render::layout::{Layout, Page, TextRun};

/// A face that the document uses.
pub(super) struct Used<'a> {
    pub cut: Face,
    face: &'a FontFace,
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
        let mut known = Seen::default();
        for run in runs {
            for c in run.text.chars().filter(|c| known.is_new(*c) && standard.glyph(*c).is_none()) {
                if face.glyph(c).is_none() {
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

/// Characters that were looked up already, so that a long text asks for each once.
struct Seen([u64; 128]);

impl Default for Seen {
    fn default() -> Self {
        Self([0; 128])
    }
}

impl Seen {
    /// Whether a character comes for the first time; those far out always do.
    fn is_new(&mut self, c: char) -> bool {
        let code = c as usize;
        let Some(cell) = self.0.get_mut(code / 64) else { return true };
        let bit = 1 << (code % 64);
        let is_new = *cell & bit == 0;
        *cell |= bit;
        is_new
    }
}

/// The standard subsets made so far, each beside the face that it was cut from. A weak pointer keeps the
/// address from being given to another face.
static STANDARD: Mutex<Vec<(Weak<FontFace>, Arc<Subset>)>> = Mutex::new(Vec::new());

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

/// Adds a face to the file.
pub(super) fn embed(used: &Used, file: &mut File) -> ObjectId {
    let Subset { program: embedded, widths, .. } = &*used.subset;
    let length = dictionary! { "Length1" => embedded.length as i64 };
    let program = file.add_object(flate(embedded.bytes.to_vec(), length));
    let to_unicode = file.add_object(flate(embedded.to_unicode.to_vec(), dictionary! {}));
    let descriptor = file.add_object(descriptor(used, program));
    let widths = widths.iter().map(|width| Object::Integer(i64::from(*width))).collect();
    let descendant = file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => Object::Name(embedded.name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "CIDToGIDMap" => "Identity",
        "DW" => 0,
        "W" => vec![Object::Integer(0), Object::Array(widths)],
        "FontDescriptor" => descriptor,
    });
    file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(embedded.name.clone().into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => to_unicode,
    })
}

fn descriptor(used: &Used, program: ObjectId) -> lopdf::Dictionary {
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
pub(super) fn flate(content: Vec<u8>, mut dict: lopdf::Dictionary) -> Stream {
    dict.set("Filter", "FlateDecode");
    Stream::new(dict, content).with_compression(false)
}
