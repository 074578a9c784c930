//! A face cut down to the glyphs that are used, compressed and ready to embed.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use subsetter::GlyphRemapper;

use crate::render::font::{FontFace, LETTERS};
use crate::text::typography::printed;

/// Characters below this are found by their place in a table.
const DENSE: usize = 0x2200;

/// Signs of administrative documents beyond ASCII.
const SIGNS: &str = "\u{a0}\u{2011}–—“”‘’…•·₫°²³§±×÷½≤≥«»€";

/// Phông chữ rút gọn. One face as it is embedded.
#[derive(Debug)]
pub struct Subset {
    /// `ABCDEF+LiberationSerif`
    pub(super) name: String,
    /// The font program, compressed, and its length before that.
    pub(super) program: Vec<u8>,
    pub(super) program_length: usize,
    /// The character map for copying text out, compressed.
    pub(super) to_unicode: Vec<u8>,
    /// Advances by glyph, in thousandths of an em.
    pub(super) widths: Vec<u16>,
    dense: Vec<u16>,
    sparse: BTreeMap<char, u16>,
}

impl Subset {
    /// The fixed repertoire that serves nearly every document.
    pub(super) fn standard(face: &FontFace) -> Result<Self, subsetter::Error> {
        let ascii = (' '..='~').collect::<Vec<_>>();
        let upper: String = LETTERS.to_uppercase();
        Self::new(face, ascii.into_iter().chain(LETTERS.chars()).chain(upper.chars()).chain(SIGNS.chars()))
    }

    /// A subset with these characters, as far as the face has them.
    pub(super) fn new(
        face: &FontFace,
        characters: impl Iterator<Item = char>,
    ) -> Result<Self, subsetter::Error> {
        let mut remapper = GlyphRemapper::new();
        let mut widths = vec![face.advance('\0')];
        let mut unicode = Vec::new();
        let mut dense = vec![0; DENSE];
        let mut sparse = BTreeMap::new();
        for c in characters {
            let Some(glyph) = face.glyph(c) else { continue };
            let id = remapper.remap(glyph.id);
            if usize::from(id) == widths.len() {
                widths.push(glyph.advance);
                unicode.push((id, printed(c)));
            }
            match dense.get_mut(c as usize) {
                Some(place) => *place = id,
                None => drop(sparse.insert(c, id)),
            }
        }
        let program = subsetter::subset(&face.data, 0, &remapper)?;
        let name = format!("{}+{}", tag(&program), face.name);
        let to_unicode = compress(to_unicode(&unicode).as_bytes(), 6);
        let program_length = program.len();
        let program = compress(&program, 9);
        Ok(Self { name, program, program_length, to_unicode, widths, dense, sparse })
    }

    /// The glyph of a character; `None` where the subset lacks it.
    pub(super) fn glyph(&self, c: char) -> Option<u16> {
        match self.dense.get(c as usize) {
            Some(0) => None,
            Some(id) => Some(*id),
            None => self.sparse.get(&c).copied(),
        }
    }
}

/// Deflate as PDF streams hold it.
pub(super) fn compress(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3 + 64), Compression::new(level));
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Six capitals that tell this subset from others of the same face.
fn tag(program: &[u8]) -> String {
    let mut hash = Hash::default();
    hash.add(program);
    let mut rest = hash.0;
    let letters = (0..6).map(|_| {
        let letter = b'A' + (rest % 26) as u8;
        rest /= 26;
        char::from(letter)
    });
    letters.collect()
}

/// FNV-1a in 128 bits: tells contents apart, keeps no secrets.
pub(super) struct Hash(pub u128);

impl Default for Hash {
    fn default() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }
}

impl Hash {
    pub fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
}

fn to_unicode(glyphs: &[(u16, char)]) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry (Adobe) \
         /Ordering (UCS) /Supplement 0 >> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 \
         begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    // The format allows a hundred entries in one block.
    for block in glyphs.chunks(100) {
        map.push_str(&format!("{} beginbfchar\n", block.len()));
        for (id, c) in block {
            let mut units = [0; 2];
            let code: String = c.encode_utf16(&mut units).iter().map(|unit| format!("{unit:04X}")).collect();
            map.push_str(&format!("<{id:04X}> <{code}>\n"));
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    map
}
