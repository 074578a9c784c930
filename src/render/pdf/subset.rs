//! A face cut down to the glyphs that are used, compressed and ready to embed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use flate2::{Compress, Compression, FlushCompress, Status};
use subsetter::GlyphRemapper;

use crate::render::font::{FontFace, Glyph, LETTERS};
use crate::text::typography::printed;

/// Characters below this are found by their place in a table.
const DENSE: usize = 0x2200;

/// Signs of administrative documents beyond ASCII.
const SIGNS: &str = "\u{a0}\u{2011}–—“”‘’…•·₫°²³§±×÷½≤≥«»€";

/// Phông chữ rút gọn. One face as it is embedded.
#[derive(Debug)]
pub struct Subset {
    pub(super) program: Program,
    /// Advances by code, in thousandths of an em. A code is the number of a glyph, up to those of `borrowed`.
    pub(super) widths: Vec<u16>,
    /// The glyphs that the last codes draw: signs that the face makes of others, each with a code of its own, so that
    /// it copies out as itself.
    pub(super) borrowed: Vec<u16>,
    dense: Vec<u16>,
    sparse: BTreeMap<char, u16>,
}

/// The streams that a subset has in a file, and its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Program {
    /// `ABCDEF+LiberationSerif`
    pub name: String,
    /// The font program, compressed.
    pub bytes: Cow<'static, [u8]>,
    /// Its length before that.
    pub length: usize,
    /// The character map for copying text out, compressed.
    pub to_unicode: Cow<'static, [u8]>,
}

impl Subset {
    /// The fixed repertoire that serves nearly every document. Of the bundled faces it was cut before the program
    /// was built.
    pub(super) fn standard(face: &FontFace) -> Result<Self, subsetter::Error> {
        Self::cut(face, standard(), face.cut.and_then(Program::read))
    }

    /// A subset with these characters, as far as the face has them.
    pub(super) fn new(
        face: &FontFace,
        characters: impl Iterator<Item = char>,
    ) -> Result<Self, subsetter::Error> {
        Self::cut(face, characters, None)
    }

    fn cut(
        face: &FontFace,
        characters: impl Iterator<Item = char>,
        ready: Option<Program>,
    ) -> Result<Self, subsetter::Error> {
        let mut remapper = GlyphRemapper::new();
        let mut widths = vec![face.advance('\0')];
        let mut unicode = Vec::new();
        let mut dense = vec![0; DENSE];
        let mut sparse = BTreeMap::new();
        let mut has_code = |c: char, code| match dense.get_mut(c as usize) {
            Some(place) => *place = code,
            None => drop(sparse.insert(c, code)),
        };
        let mut made = Vec::new();
        let mut add = |c: char, glyph: Glyph| {
            let id = remapper.remap(glyph.id);
            if usize::from(id) == widths.len() {
                widths.push(glyph.advance);
                unicode.push((id, printed(c)));
            }
            id
        };
        for c in characters {
            match face.glyph(c) {
                Some(glyph) => has_code(c, add(c, glyph)),
                None => made.extend(face.script(c).map(|script| (c, script.base))),
            }
        }
        let made: Vec<(char, u16)> =
            made.into_iter().filter_map(|(c, base)| Some((c, add(base, face.glyph(base)?)))).collect();
        // Behind all glyphs: what a code is, up to there, is the number of its glyph.
        let borrowed = made.iter().map(|(_, glyph)| *glyph).collect();
        for (c, glyph) in made {
            let code = widths.len() as u16;
            widths.push(widths[usize::from(glyph)]);
            unicode.push((code, c));
            has_code(c, code);
        }
        let program = match ready {
            Some(program) => program,
            None => Program::of(face, &remapper, &unicode)?,
        };
        Ok(Self { program, widths, borrowed, dense, sparse })
    }

    /// The code of a character; `None` where the subset lacks it.
    pub(super) fn glyph(&self, c: char) -> Option<u16> {
        match self.dense.get(c as usize) {
            Some(0) => None,
            Some(id) => Some(*id),
            None => self.sparse.get(&c).copied(),
        }
    }
}

/// The characters of the standard subset.
fn standard() -> impl Iterator<Item = char> {
    let letters = LETTERS.chars().chain(LETTERS.chars().flat_map(char::to_uppercase));
    (' '..='~').chain(letters).chain(SIGNS.chars())
}

impl Program {
    /// Cuts the face down to the glyphs of `remapper`.
    fn of(
        face: &FontFace,
        remapper: &GlyphRemapper,
        unicode: &[(u16, char)],
    ) -> Result<Self, subsetter::Error> {
        let program = subsetter::subset(&face.data, 0, remapper)?;
        let to_unicode = compress(to_unicode(unicode).as_bytes(), 6);
        Ok(Self {
            name: format!("{}+{}", tag(&program), face.name),
            bytes: Cow::Owned(compress(&program, 9)),
            length: program.len(),
            to_unicode: Cow::Owned(to_unicode),
        })
    }

    /// A subset that was cut before: a line with its name and the lengths of its program, whole and compressed, then
    /// the program, then the character map.
    fn read(file: &'static [u8]) -> Option<Self> {
        let (line, streams) = file.split_at(file.iter().position(|byte| *byte == b'\n')? + 1);
        let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
        let (name, length, compressed) = (words.next()?, words.next()?, words.next()?);
        let (bytes, to_unicode) = streams.split_at_checked(compressed.parse().ok()?)?;
        Some(Self {
            name: name.to_owned(),
            bytes: Cow::Borrowed(bytes),
            length: length.parse().ok()?,
            to_unicode: Cow::Borrowed(to_unicode),
        })
    }
}

/// Deflate as PDF streams hold it, once.
pub(super) fn compress(bytes: &[u8], level: u32) -> Vec<u8> {
    Deflate::new(level).compress(bytes)
}

/// Deflate for one stream after the other: its tables are made once.
pub(super) struct Deflate(Compress);

impl Deflate {
    pub fn new(level: u32) -> Self {
        Self(Compress::new(Compression::new(level), true))
    }

    pub fn compress(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len() / 3 + 64);
        let mut rest = bytes;
        // First all that there is, then the end: told both at once, zlib writes other blocks.
        for flush in [FlushCompress::None, FlushCompress::Finish] {
            loop {
                let before = self.0.total_in();
                // Memory is all that it needs: there is no way to fail.
                let Ok(status) = self.0.compress_vec(rest, &mut out, flush) else { break };
                rest = &rest[(self.0.total_in() - before) as usize..];
                let is_done = match flush {
                    FlushCompress::None => rest.is_empty(),
                    _ => status == Status::StreamEnd,
                };
                if is_done {
                    break;
                }
                out.reserve(out.capacity());
            }
        }
        self.0.reset();
        out
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::font::FontSet;

    /// `KEHOACH_BLESS=1 cargo test --lib bundled_faces_are_cut` cuts them anew.
    #[test]
    fn the_bundled_faces_are_cut_as_they_would_be_now() {
        for (_, face) in FontSet::bundled().faces() {
            let now = Subset::new(face, standard()).unwrap().program;
            if std::env::var_os("KEHOACH_BLESS").is_some() {
                let line = format!("{} {} {}\n", now.name, now.length, now.bytes.len());
                let file = [line.as_bytes(), &now.bytes, &now.to_unicode].concat();
                let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/liberation-serif");
                std::fs::write(format!("{folder}/{}.cut", face.name), file).unwrap();
            } else {
                let cut = Program::read(face.cut.unwrap()).unwrap();
                assert!(cut == now, "{} was cut of another face or by another rule", face.name);
            }
        }
    }
}
