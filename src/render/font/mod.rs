//! Faces and their measures, shared by both writers.
//!
//! Enters: font files (bundled Liberation Serif, or the office's own Times New Roman). Leaves: a
//! [`FontSet`] that tells advances in thousandths of an em, rounded as PDF stores them, so that what
//! is measured is what is drawn. It knows nothing of documents.

mod own;
mod parse;
pub mod script;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use skrifa::charmap::MappingIndex;

use crate::document::Face;
use crate::length::Length;
use parse::Tables;

pub use own::{OwnFaces, face_of};

/// Four faces of one family.
#[derive(Debug, Clone)]
pub struct FontSet {
    faces: [Arc<FontFace>; 4],
}

/// One face: its bytes and what layout needs of them.
#[derive(Debug)]
pub struct FontFace {
    /// The whole font file.
    pub data: Cow<'static, [u8]>,
    /// Of a bundled face the standard subset, cut before the program was built; the PDF writer reads it.
    pub cut: Option<&'static [u8]>,
    /// PostScript name, for the PDF font dictionary.
    pub name: String,
    metrics: Metrics,
    /// Which of the file's character maps counts.
    map: MappingIndex,
    /// The glyphs of the characters of nearly every text, by character, found without a search; glyph
    /// 0 where there is none. Others are looked for in the file: a character map that claims to have
    /// everything is never walked through.
    dense: Vec<Glyph>,
}

/// Characters below this have their glyph in a table.
const DENSE: u32 = 0x2200;

/// Letters of Vietnamese beyond ASCII, lower case; the upper case is derived.
pub(super) const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";

/// What a font descriptor says of a face, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Left, bottom, right and top of the box that holds every glyph.
    pub bounds: [i64; 4],
    pub ascent: i64,
    pub descent: i64,
    pub cap_height: i64,
    /// Degrees, negative for slanting to the right.
    pub italic_angle: f32,
}

/// A glyph as the character map and the horizontal metrics give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    pub id: u16,
    /// Advance in thousandths of an em, rounded.
    pub advance: u16,
}

/// A font file that cannot be used, with the reason in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FontError(pub String);

impl std::fmt::Display for FontError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for FontError {}

const FACES: [Face; 4] = [Face::REGULAR, Face::BOLD, Face::ITALIC, Face::BOLD_ITALIC];

/// A face that the program brings along: its file, and what was cut of it.
struct Bundled {
    file: &'static [u8],
    cut: &'static [u8],
}

macro_rules! bundled {
    ($file:literal, $cut:literal) => {
        Bundled {
            file: include_bytes!(concat!("../../../assets/fonts/liberation-serif/", $file, ".ttf")),
            cut: include_bytes!(concat!("../../../assets/fonts/liberation-serif/", $cut, ".cut")),
        }
    };
}

/// Liberation Serif in the order of [`FACES`]: the metrics of Times New Roman, which may not be
/// redistributed; SIL Open Font License, whose text stands beside them.
const BUNDLED: [Bundled; 4] = [
    bundled!("LiberationSerif-Regular", "LiberationSerif"),
    bundled!("LiberationSerif-Bold", "LiberationSerif-Bold"),
    bundled!("LiberationSerif-Italic", "LiberationSerif-Italic"),
    bundled!("LiberationSerif-BoldItalic", "LiberationSerif-BoldItalic"),
];

const fn index(face: Face) -> usize {
    (face.bold as usize) + 2 * (face.italic as usize)
}

impl FontSet {
    /// The bundled Liberation Serif: metrics of Times New Roman, same bytes on every machine.
    pub fn bundled() -> &'static Self {
        static SET: OnceLock<FontSet> = OnceLock::new();
        SET.get_or_init(|| {
            let face = |Bundled { file, cut }: Bundled| {
                let face = FontFace::parse(Cow::Borrowed(file)).expect("a bundled face is a sound font");
                Arc::new(FontFace { cut: Some(cut), ..face })
            };
            Self { faces: BUNDLED.map(face) }
        })
    }

    /// Upright, bold, italic and bold italic.
    pub fn of(faces: [Arc<FontFace>; 4]) -> Self {
        Self { faces }
    }

    /// Whether these are the very same faces, not only the same files read once more.
    pub fn is(&self, other: &Self) -> bool {
        std::iter::zip(&self.faces, &other.faces).all(|(own, other)| Arc::ptr_eq(own, other))
    }

    pub fn face(&self, face: Face) -> &Arc<FontFace> {
        &self.faces[index(face)]
    }

    /// The faces in a fixed order, each with the cut it serves.
    pub fn faces(&self) -> impl Iterator<Item = (Face, &Arc<FontFace>)> {
        FACES.iter().map(|face| (*face, self.face(*face)))
    }

    /// Whether a character may stand anywhere in a text: every cut has it or makes it of another, and its
    /// capital, as the titles need it.
    pub fn can_draw(&self, c: char) -> bool {
        let drawn = |c: char| self.faces.iter().all(|face| face.draws(c));
        drawn(c) && c.to_uppercase().all(drawn)
    }

    /// Width of one line of text.
    pub fn width(&self, text: &str, face: Face, size: Length) -> Length {
        let face = self.face(face);
        let thousandths: u32 = text.chars().map(|c| u32::from(face.advance(c))).sum();
        size * (f64::from(thousandths) / 1000.0)
    }
}

impl FontFace {
    pub fn metrics(&self) -> Metrics {
        self.metrics
    }

    /// The glyph of a character, `None` where the face has none.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        match self.dense.get(c as usize) {
            Some(glyph) => (glyph.id != 0).then_some(*glyph),
            None => Tables::read(&self.data).ok()?.glyph(&self.map, c),
        }
    }

    /// Whether there is a shape for a character: its own, or that of another.
    pub fn draws(&self, c: char) -> bool {
        self.glyph(c).is_some() || self.script(c).is_some()
    }

    /// Advance in thousandths of an em, as it is drawn; 0 for a character without a shape.
    pub fn advance(&self, c: char) -> u16 {
        match self.dense.get(c as usize) {
            Some(glyph) => glyph.advance,
            None => self.glyph(c).map_or(0, |glyph| glyph.advance),
        }
    }
}
