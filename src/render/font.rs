//! Faces and their measures, shared by both writers.
//!
//! Enters: font files (bundled Liberation Serif, or the office's own Times New Roman). Leaves: a
//! [`FontSet`] that tells advances in thousandths of an em, rounded as PDF stores them, so that what
//! is measured is what is drawn. It knows nothing of documents.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::document::{Face, Inline};
use crate::length::Length;

/// Four faces of one family.
#[derive(Debug, Clone)]
pub struct FontSet {
    faces: [Arc<FontFace>; 4],
}

/// One face: its bytes and what layout needs of them.
#[derive(Debug)]
pub struct FontFace {
    /// The whole font file.
    pub data: std::borrow::Cow<'static, [u8]>,
    /// PostScript name, for the PDF font dictionary.
    pub name: String,
    /// The face as the PDF writer embeds it in nearly every document; made on first use.
    pub(super) subset: OnceLock<Arc<super::pdf::Subset>>,
    units_per_em: u16,
    metrics: Metrics,
    glyphs: HashMap<char, Glyph>,
    /// Advances of the characters of nearly every text, found without hashing.
    advances: Vec<u16>,
}

/// Characters below this have their advance in a table.
const DENSE: u32 = 0x2200;

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

/// What the four faces are called: on Windows, on macOS, and by the usual package on Linux.
const FILES: [[&str; 3]; 4] = [
    ["times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf"],
    ["timesbd.ttf", "Times New Roman Bold.ttf", "Times_New_Roman_Bold.ttf"],
    ["timesi.ttf", "Times New Roman Italic.ttf", "Times_New_Roman_Italic.ttf"],
    ["timesbi.ttf", "Times New Roman Bold Italic.ttf", "Times_New_Roman_Bold_Italic.ttf"],
];

const FACES: [Face; 4] = [Face::REGULAR, Face::BOLD, Face::ITALIC, Face::BOLD_ITALIC];

const fn index(face: Face) -> usize {
    (face.bold as usize) + 2 * (face.italic as usize)
}

impl FontSet {
    /// The bundled Liberation Serif: metrics of Times New Roman, same bytes on every machine.
    pub fn bundled() -> &'static Self {
        static SET: OnceLock<FontSet> = OnceLock::new();
        SET.get_or_init(|| {
            let wanted = ["Regular", "Bold", "Italic", "BoldItalic"];
            let all = oxml_layout::bundled_fonts::bundled_font_data();
            let mut found = all
                .into_iter()
                .filter(|(family, _)| *family == "Liberation Serif")
                .filter_map(|(_, data)| {
                    let face = FontFace::parse(std::borrow::Cow::Borrowed(data)).ok()?;
                    let cut = face.name.strip_prefix("LiberationSerif")?;
                    let cut = cut.trim_start_matches('-');
                    let cut = if cut.is_empty() { "Regular" } else { cut };
                    let place = wanted.iter().position(|name| *name == cut)?;
                    Some((place, Arc::new(face)))
                })
                .collect::<Vec<_>>();
            found.sort_by_key(|(place, _)| *place);
            let faces: Vec<_> = found.into_iter().map(|(_, face)| face).collect();
            let faces = faces.try_into().expect("the four Liberation Serif faces are compiled in");
            FontSet { faces }
        })
    }

    /// The office's own Times New Roman from a folder, as Windows, macOS or Linux names its files, in
    /// upper or lower case.
    ///
    /// # Errors
    /// Every file that is missing or cannot be used.
    pub fn from_dir(dir: &Path) -> Result<Self, Vec<FontError>> {
        let entries = std::fs::read_dir(dir).map_err(|error| {
            vec![FontError(format!("không đọc được thư mục phông chữ {}: {}", dir.display(), why(&error)))]
        })?;
        let mut names: Vec<std::ffi::OsString> = entries.flatten().map(|entry| entry.file_name()).collect();
        // Where two names would do, every machine takes the same one.
        names.sort();
        let mut faces = Vec::with_capacity(FILES.len());
        let mut faults = Vec::new();
        for wanted in FILES {
            match Self::own_face(dir, &names, wanted) {
                Ok(face) => faces.push(Arc::new(face)),
                Err(fault) => faults.push(fault),
            }
        }
        match faces.try_into() {
            Ok(faces) => Ok(Self { faces }),
            Err(_) => Err(faults),
        }
    }

    fn own_face(dir: &Path, names: &[std::ffi::OsString], wanted: [&str; 3]) -> Result<FontFace, FontError> {
        let named =
            |wanted: &str| names.iter().find(|name| name.to_string_lossy().eq_ignore_ascii_case(wanted));
        let Some(name) = wanted.into_iter().find_map(named) else {
            return Err(FontError(format!("thư mục {} không có phông {}", dir.display(), wanted[0])));
        };
        let path = dir.join(name);
        let data = std::fs::read(&path).map_err(|error| {
            FontError(format!("không đọc được phông chữ {}: {}", path.display(), why(&error)))
        })?;
        FontFace::parse(std::borrow::Cow::Owned(data))
            .map_err(|FontError(why)| FontError(format!("{}: {why}", path.display())))
    }

    pub fn face(&self, face: Face) -> &Arc<FontFace> {
        &self.faces[index(face)]
    }

    /// The faces in a fixed order, each with the cut it serves.
    pub fn faces(&self) -> impl Iterator<Item = (Face, &Arc<FontFace>)> {
        FACES.iter().map(|face| (*face, self.face(*face)))
    }

    /// Width of one line of text.
    pub fn width(&self, text: &str, face: Face, size: Length) -> Length {
        let face = self.face(face);
        let thousandths: u32 = text.chars().map(|c| u32::from(face.advance(c))).sum();
        size * (f64::from(thousandths) / 1000.0)
    }

    /// Width of a run of inlines set in one size.
    pub fn inline_width(&self, content: &[Inline], size: Length) -> Length {
        content.iter().map(|inline| self.width(inline.as_str(), inline.face(), size)).sum()
    }
}

fn why(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "không tìm thấy".to_owned(),
        std::io::ErrorKind::NotADirectory => "đây không phải thư mục".to_owned(),
        std::io::ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
        _ => error.to_string(),
    }
}

impl FontFace {
    fn parse(data: std::borrow::Cow<'static, [u8]>) -> Result<Self, FontError> {
        let face = ttf_parser::Face::parse(&data, 0)
            .map_err(|_| FontError("không phải tệp phông chữ TrueType đọc được".to_owned()))?;
        let units_per_em = face.units_per_em();
        let name = face
            .names()
            .into_iter()
            .filter(|name| name.name_id == ttf_parser::name_id::POST_SCRIPT_NAME)
            .find_map(|name| name.to_string())
            .unwrap_or_else(|| "Font".to_owned());
        let mut glyphs = HashMap::new();
        let tables = face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables);
        for subtable in tables.filter(ttf_parser::cmap::Subtable::is_unicode) {
            subtable.codepoints(|code| {
                let Some(c) = char::from_u32(code) else { return };
                let Some(id) = subtable.glyph_index(code).filter(|id| id.0 != 0) else { return };
                let advance = face.glyph_hor_advance(id).unwrap_or(0);
                let advance = (f64::from(advance) * 1000.0 / f64::from(units_per_em)).round() as u16;
                glyphs.entry(c).or_insert(Glyph { id: id.0, advance });
            });
        }
        if !glyphs.contains_key(&'ệ') {
            return Err(FontError(format!("phông chữ {name} không có đủ chữ tiếng Việt")));
        }
        // Non-breaking spaces and hyphens are drawn as the plain ones, and copy out as such.
        if let Some(space) = glyphs.get(&' ').copied() {
            glyphs.insert('\u{a0}', space);
        }
        if let Some(hyphen) = glyphs.get(&'-').copied() {
            glyphs.insert('\u{2011}', hyphen);
        }
        let metrics = Metrics::of(&face);
        let dense = (0..DENSE).filter_map(char::from_u32);
        let advances = dense.map(|c| glyphs.get(&c).map_or(0, |glyph| glyph.advance)).collect();
        Ok(Self { subset: OnceLock::new(), units_per_em, metrics, name, glyphs, advances, data })
    }

    pub fn metrics(&self) -> Metrics {
        self.metrics
    }

    pub fn units_per_em(&self) -> u16 {
        self.units_per_em
    }

    /// The glyph of a character, `None` where the face has none.
    pub fn glyph(&self, c: char) -> Option<Glyph> {
        self.glyphs.get(&c).copied()
    }

    /// Advance in thousandths of an em; 0 for a character without a glyph.
    pub fn advance(&self, c: char) -> u16 {
        match self.advances.get(c as usize) {
            Some(advance) => *advance,
            None => self.glyph(c).map_or(0, |glyph| glyph.advance),
        }
    }
}

impl Metrics {
    fn of(face: &ttf_parser::Face) -> Self {
        let units = f64::from(face.units_per_em());
        let scale = |value: i16| (f64::from(value) * 1000.0 / units).round() as i64;
        let bounds = face.global_bounding_box();
        Self {
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scale),
            ascent: scale(face.ascender()),
            descent: scale(face.descender()),
            cap_height: scale(face.capital_height().unwrap_or(face.ascender())),
            italic_angle: face.italic_angle(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_bundled_faces_have_every_vietnamese_letter_and_sign() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ";
        let signs = "0123456789.,;:!?()[]/\\-–…“”‘’\"'%&+=*#@<>_|°²³₫\u{a0} ";
        for (cut, face) in FontSet::bundled().faces() {
            for c in letters.chars().chain(letters.to_uppercase().chars()).chain(signs.chars()) {
                assert!(face.glyph(c).is_some(), "{cut:?} has no {c:?}");
            }
        }
    }

    #[test]
    fn an_offices_own_faces_are_found_by_the_names_of_every_system() {
        for names in [
            ["times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"],
            ["TIMES.TTF", "TIMESBD.TTF", "TIMESI.TTF", "TIMESBI.TTF"],
            [
                "Times New Roman.ttf",
                "Times New Roman Bold.ttf",
                "Times New Roman Italic.ttf",
                "Times New Roman Bold Italic.ttf",
            ],
            [
                "Times_New_Roman.ttf",
                "Times_New_Roman_Bold.ttf",
                "Times_New_Roman_Italic.ttf",
                "Times_New_Roman_Bold_Italic.ttf",
            ],
        ] {
            let dir = tempfile::tempdir().expect("a folder");
            for ((_, face), name) in FontSet::bundled().faces().zip(names) {
                std::fs::write(dir.path().join(name), &face.data).expect("it is written");
            }
            let own = FontSet::from_dir(dir.path()).expect("four faces");
            for (cut, face) in own.faces() {
                assert_eq!(face.name, FontSet::bundled().face(cut).name, "{cut:?}");
            }
        }
    }

    #[test]
    fn every_face_that_is_missing_or_broken_is_named_at_once() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("times.ttf"), "không phải phông").expect("it is written");
        let faults = FontSet::from_dir(dir.path()).expect_err("nothing can be used");
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 4, "{faults:#?}");
        for name in ["times.ttf: không phải", "timesbd.ttf", "timesi.ttf", "timesbi.ttf"] {
            assert!(faults.iter().any(|fault| fault.contains(name)), "{name}: {faults:#?}");
        }
    }

    #[test]
    fn the_nation_line_is_95_mm_at_13_points() {
        let width = FontSet::bundled().width(
            crate::render::style::NATION,
            Face::BOLD,
            crate::render::style::SIZE_NATION,
        );
        assert!((width.to_mm() - 95.0).abs() < 1.0, "{} mm", width.to_mm());
    }
}
