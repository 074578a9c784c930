//! Bytes of a font file → a [`FontFace`], or why it cannot be used.
//!
//! Nothing here trusts a file: a table may be missing, cut off or full of nonsense. What is asked of a
//! face is what the PDF needs of it: TrueType outlines, a width and a shape for every letter.

use std::borrow::Cow;

use skrifa::charmap::{Charmap, MappingIndex};
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::Metrics as Unscaled;
use skrifa::raw::tables::glyf::Glyf;
use skrifa::raw::tables::hmtx::Hmtx;
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{GlyphId, MetadataProvider};

use super::{DENSE, FontError, FontFace, Glyph, LETTERS, Metrics, script};

/// Signs that every document may have, beyond ASCII.
const SIGNS: &str = "–…“”‘’";

/// No letter of a text face is wider, in thousandths of an em.
const WIDEST_LETTER: u16 = 2000;

/// Most characters of a PostScript name.
const LONGEST_NAME: usize = 63;

impl FontFace {
    /// # Errors
    /// The first thing for which the file cannot be used.
    pub fn parse(data: Cow<'static, [u8]>) -> Result<Self, FontError> {
        container(&data)?;
        let tables = Tables::read(&data)?;
        within_file(&tables.font, data.len())?;
        let map = MappingIndex::new(&tables.font);
        let name = name(&tables.font);
        let face = Self {
            metrics: tables.metrics(),
            dense: dense(&tables, &map),
            map,
            name,
            cut: None,
            data: Cow::Borrowed(&[]),
        };
        complete(&tables, &face)?;
        Ok(Self { data, ..face })
    }
}

/// The tables that every use of a face needs.
pub(super) struct Tables<'a> {
    font: FontRef<'a>,
    hmtx: Hmtx<'a>,
    glyph_count: u16,
    units_per_em: f64,
}

impl<'a> Tables<'a> {
    pub(super) fn read(data: &'a [u8]) -> Result<Self, FontError> {
        let font = FontRef::new(data).map_err(|_| not_a_font())?;
        let lacks =
            |table: &str| FontError(format!("tệp phông chữ hỏng: thiếu hoặc không đọc được bảng “{table}”"));
        let units_per_em = font.head().map_err(|_| lacks("head"))?.units_per_em();
        if !(16..=16384).contains(&units_per_em) {
            return Err(lacks("head"));
        }
        let glyph_count = font.maxp().map_err(|_| lacks("maxp"))?.num_glyphs();
        let widths = font.hhea().map_err(|_| lacks("hhea"))?.number_of_h_metrics();
        let hmtx =
            font.hmtx().ok().filter(|hmtx| widths > 0 && hmtx.h_metrics().len() == usize::from(widths));
        let hmtx = hmtx.ok_or_else(|| {
            FontError("tệp phông chữ hỏng: không có bề rộng của chữ (bảng “hmtx”)".to_owned())
        })?;
        Ok(Self { font, hmtx, glyph_count, units_per_em: f64::from(units_per_em) })
    }

    /// The glyph of a character as the file has it; a number beyond the last glyph is none.
    pub(super) fn glyph(&self, map: &MappingIndex, c: char) -> Option<Glyph> {
        self.glyph_of(&map.charmap(&self.font), c)
    }

    fn glyph_of(&self, charmap: &Charmap<'_>, c: char) -> Option<Glyph> {
        self.glyph_with(charmap.map(c)?)
    }

    fn glyph_with(&self, id: GlyphId) -> Option<Glyph> {
        let id = u16::try_from(id.to_u32()).ok().filter(|id| *id != 0 && *id < self.glyph_count)?;
        let advance = self.hmtx.advance(GlyphId::from(id)).unwrap_or(0);
        let advance = (f64::from(advance) * 1000.0 / self.units_per_em).round() as u16;
        Some(Glyph { id, advance })
    }

    fn metrics(&self) -> Metrics {
        let unscaled = Unscaled::new(&self.font, Size::unscaled(), LocationRef::default());
        let scale = |value: f32| (f64::from(value) * 1000.0 / self.units_per_em).round() as i64;
        let bounds = unscaled.bounds.unwrap_or_default();
        Metrics {
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scale),
            ascent: scale(unscaled.ascent),
            descent: scale(unscaled.descent),
            cap_height: scale(unscaled.cap_height.unwrap_or(unscaled.ascent)),
            italic_angle: unscaled.italic_angle,
        }
    }
}

fn not_a_font() -> FontError {
    FontError("không phải tệp phông chữ TrueType đọc được".to_owned())
}

/// What the first bytes say the file is.
fn container(data: &[u8]) -> Result<(), FontError> {
    let why = match data.get(..4) {
        Some([0, 1, 0, 0] | b"true") => return Ok(()),
        Some(b"ttcf") => "tệp gộp nhiều phông (TTC); cần tệp .ttf riêng của từng kiểu chữ",
        Some(b"OTTO") => "phông OpenType kiểu CFF (.otf); chương trình chỉ nhúng được phông TrueType (.ttf)",
        Some(b"wOFF" | b"wOF2") => "phông chữ của trang web (WOFF); cần tệp TrueType (.ttf)",
        Some([0x80, 1, ..] | b"%!PS") => "phông PostScript; cần tệp TrueType (.ttf)",
        _ => return Err(not_a_font()),
    };
    Err(FontError(why.to_owned()))
}

/// A file that was copied halfway has tables beyond its end.
fn within_file(font: &FontRef<'_>, length: usize) -> Result<(), FontError> {
    for record in font.table_directory().table_records() {
        let end = record.offset.get() as usize + record.length.get() as usize;
        if end > length {
            let table = record.tag.get();
            return Err(FontError(format!("tệp phông chữ bị cụt: bảng “{table}” vượt quá cuối tệp")));
        }
    }
    Ok(())
}

/// The PostScript name, as a name of a PDF may be written.
fn name(font: &FontRef<'_>) -> String {
    let found = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ',' | '+');
    let name: String =
        found.into_iter().flat_map(|name| name.chars()).filter(plain).take(LONGEST_NAME).collect();
    if name.is_empty() { "Font".to_owned() } else { name }
}

fn dense(tables: &Tables<'_>, map: &MappingIndex) -> Vec<Glyph> {
    let charmap = map.charmap(&tables.font);
    let mut dense = vec![Glyph { id: 0, advance: 0 }; DENSE as usize];
    for (code, id) in charmap.mappings().take_while(|(code, _)| *code < DENSE) {
        if let Some(glyph) = tables.glyph_with(id) {
            dense[code as usize] = glyph;
        }
    }
    // A symbol face lists its signs among those for private use; a search finds them here, too.
    if charmap.is_symbol() {
        for c in '\0'..='\u{ff}' {
            dense[c as usize] = tables.glyph_of(&charmap, c).unwrap_or(dense[c as usize]);
        }
    }
    // Non-breaking spaces and hyphens are drawn as the plain ones, and copy out as such.
    for (plain, unbroken) in [(' ', '\u{a0}'), ('-', '\u{2011}')] {
        dense[unbroken as usize] = dense[plain as usize];
    }
    script::measure(&mut dense);
    dense
}

/// Every letter is there, has a width, and has a shape.
fn complete(tables: &Tables<'_>, face: &FontFace) -> Result<(), FontError> {
    let name = &face.name;
    let (Ok(loca), Ok(glyf)) = (tables.font.loca(None), tables.font.glyf()) else {
        return Err(FontError(format!("phông chữ {name} không có nét chữ TrueType (bảng “glyf”, “loca”)")));
    };
    let glyph = |c: char| face.dense.get(c as usize).copied().filter(|glyph| glyph.id != 0);
    let letters = || LETTERS.chars().chain(LETTERS.chars().flat_map(char::to_uppercase));
    let printed = ('!'..='~').chain(letters()).chain(SIGNS.chars());
    let missing: String = printed.clone().filter(|c| glyph(*c).is_none()).take(5).collect();
    if !missing.is_empty() || glyph(' ').is_none() {
        return Err(FontError(format!("phông chữ {name} không có đủ chữ tiếng Việt: thiếu “{missing}”")));
    }
    for c in printed {
        let Some(glyph) = glyph(c) else { continue };
        if !(1..=WIDEST_LETTER).contains(&glyph.advance) {
            return Err(FontError(format!(
                "phông chữ {name} hỏng: bề rộng của chữ “{c}” là {}",
                glyph.advance
            )));
        }
        if !has_shape(&loca, &glyf, glyph.id) {
            return Err(FontError(format!("phông chữ {name} hỏng: chữ “{c}” không có nét")));
        }
    }
    Ok(())
}

fn has_shape(loca: &Loca<'_>, glyf: &Glyf<'_>, id: u16) -> bool {
    loca.get_glyf(GlyphId::from(id), glyf).is_ok_and(|glyph| glyph.is_some())
}
