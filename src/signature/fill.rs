//! Điền số, ngày vào bản lãnh đạo đã ký: what stands in the file stays byte for byte, and what is filled in is added
//! behind it, so that the signature stays whole.
//!
//! Enters: the bytes of a file of this program, and what is to stand in which field. Leaves: the bytes with the
//! fields filled. The face is the file's own, found by what the file says of it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document as File, IncrementalDocument, Object, ObjectId, Stream, dictionary};

use crate::official::EntryField;

/// Why a file was not filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFilled {
    /// It has no such field, or somebody has filled it.
    NoField(EntryField),
    /// The face of the field lacks a character.
    NoGlyph(char),
    TooLong(EntryField),
    /// Its objects are not as this program writes them.
    Structure,
}

impl NotFilled {
    pub fn told(self) -> String {
        match self {
            Self::NoField(field) => format!("tệp không có ô trống cho {}", field.label().to_lowercase()),
            Self::NoGlyph(c) => format!("phông chữ của tệp không có ký tự “{c}”"),
            Self::TooLong(field) => format!("{} dài hơn chỗ trống trong tệp", field.label().to_lowercase()),
            Self::Structure => "không hiểu được cấu trúc của tệp".to_owned(),
        }
    }
}

/// The entry fields of a file that nobody has filled yet.
pub fn blank(bytes: &[u8]) -> Vec<EntryField> {
    let Ok(file) = File::load_mem(bytes) else { return Vec::new() };
    let all = [EntryField::Number, EntryField::Day, EntryField::Month];
    let Some(form) = Form::of(&file) else { return Vec::new() };
    all.into_iter().filter(|entry| !form.empty(*entry).is_empty()).collect()
}

/// Fills fields that are empty.
///
/// # Errors
/// What does not fit the file; nothing is filled then.
pub fn fill(bytes: &[u8], entries: &[(EntryField, String)]) -> Result<Vec<u8>, NotFilled> {
    let file = File::load_mem(bytes).map_err(|_| NotFilled::Structure)?;
    let form = Form::of(&file).ok_or(NotFilled::Structure)?;
    let mut changed = IncrementalDocument::create_from(bytes.to_vec(), file.clone());
    for (entry, words) in entries {
        let fields = form.empty(*entry);
        if fields.is_empty() {
            return Err(NotFilled::NoField(*entry));
        }
        for field in fields {
            let mut dict = file.get_dictionary(field).map_err(|_| NotFilled::Structure)?.clone();
            let shown = form.shown(&dict, *entry, words)?;
            let shown = changed.new_document.add_object(shown);
            dict.set("AP", dictionary! { "N" => shown });
            dict.set("V", lopdf::text_string(words));
            changed.new_document.set_object(field, dict);
        }
    }
    let mut filled = Vec::with_capacity(bytes.len() + 4096);
    changed.save_to(&mut filled).map_err(|_| NotFilled::Structure)?;
    filled.push(b'\n');
    Ok(filled)
}

struct Form<'f> {
    file: &'f File,
    fields: Vec<ObjectId>,
    faces: Dictionary,
}

impl<'f> Form<'f> {
    fn of(file: &'f File) -> Option<Self> {
        let form = under(file, file.catalog().ok()?, b"AcroForm")?.as_dict().ok()?;
        let fields = under(file, form, b"Fields")?.as_array().ok()?;
        let fields = fields.iter().filter_map(|field| field.as_reference().ok()).collect();
        let faces = under(file, form, b"DR").and_then(|own| under(file, own.as_dict().ok()?, b"Font"));
        let faces = faces.and_then(|faces| faces.as_dict().ok()).cloned().unwrap_or_default();
        Some(Self { file, fields, faces })
    }

    /// The fields for an entry that are empty: at the head, and on annexes under names that go on with a number.
    fn empty(&self, entry: EntryField) -> Vec<ObjectId> {
        let is_of = |name: &str| {
            let rest = name.strip_prefix(entry.name());
            rest.is_some_and(|rest| rest.is_empty() || rest.strip_prefix('_').is_some_and(is_number))
        };
        let is_empty = |id: &ObjectId| {
            let Ok(dict) = self.file.get_dictionary(*id) else { return false };
            let name = dict.get(b"T").ok().and_then(|name| lopdf::decode_text_string(name).ok());
            let is_words = dict.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Tx");
            is_words && name.as_deref().is_some_and(is_of) && !dict.has(b"V")
        };
        self.fields.iter().copied().filter(is_empty).collect()
    }

    /// The words in the middle of a widget, on the line of the text around it.
    fn shown(&self, widget: &Dictionary, entry: EntryField, words: &str) -> Result<Stream, NotFilled> {
        let [left, bottom, right, top] = rectangle(widget).ok_or(NotFilled::Structure)?;
        let (width, height) = (right - left, top - bottom);
        let (name, size) = written_with(widget).ok_or(NotFilled::Structure)?;
        let face = under(self.file, &self.faces, name.as_bytes()).and_then(|face| face.as_dict().ok());
        let face = face.and_then(|face| Face::of(self.file, face)).ok_or(NotFilled::Structure)?;
        let mut codes = String::new();
        let mut long = 0.0;
        for c in words.chars() {
            let code = *face.codes.get(&c).ok_or(NotFilled::NoGlyph(c))?;
            codes.push_str(&format!("{code:04X}"));
            long += face.widths.get(usize::from(code)).copied().unwrap_or(0.0) * size / 1000.0;
        }
        if long > width {
            return Err(NotFilled::TooLong(entry));
        }
        let paper =
            if widget.has(b"MK") { format!("1 g 0 0 {width:.2} {height:.2} re f ") } else { String::new() };
        let (x, y) = ((width - long) / 2.0, height - face.ascent * size / 1000.0);
        let content =
            format!("/Tx BMC q {paper}BT 0 g /{name} {size} Tf {x:.2} {y:.2} Td <{codes}> Tj ET Q EMC");
        let font = self.faces.get(name.as_bytes()).map_err(|_| NotFilled::Structure)?.clone();
        let dict = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), Object::Real(width), Object::Real(height)],
            "Resources" => dictionary! { "Font" => dictionary! { name.as_bytes() => font } },
        };
        Ok(Stream::new(dict, content.into_bytes()))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What a file says of an embedded face.
struct Face {
    codes: BTreeMap<char, u16>,
    /// Thousandths of an em, by code.
    widths: Vec<f32>,
    ascent: f32,
}

impl Face {
    fn of(file: &File, face: &Dictionary) -> Option<Self> {
        let below = under(file, face, b"DescendantFonts")?.as_array().ok()?;
        let below = file.dereference(below.first()?).ok()?.1.as_dict().ok()?;
        let widths = under(file, below, b"W")?.as_array().ok()?;
        let widths = widths.get(1)?.as_array().ok()?.iter().map(|width| width.as_float().unwrap_or(0.0));
        let descriptor = under(file, below, b"FontDescriptor")?.as_dict().ok()?;
        let ascent = descriptor.get(b"Ascent").ok()?.as_float().ok()?;
        let map = under(file, face, b"ToUnicode")?.as_stream().ok()?.get_plain_content().ok()?;
        let codes = codes(std::str::from_utf8(&map).ok()?);
        Some(Self { codes, widths: widths.collect(), ascent })
    }
}

/// The codes of characters, from lines like `<0024> <0041>`.
fn codes(map: &str) -> BTreeMap<char, u16> {
    let within = |text: &str| u16::from_str_radix(text.strip_prefix('<')?.strip_suffix('>')?, 16).ok();
    let pair = |line: &str| {
        let (code, character) = line.trim().split_once(' ')?;
        let character = char::from_u32(u32::from(within(character.trim())?))?;
        Some((character, within(code)?))
    };
    let blocks = map.split("beginbfchar").skip(1).filter_map(|block| block.split("endbfchar").next());
    blocks.flat_map(str::lines).filter_map(pair).collect()
}

/// The value of a key, or what it refers to.
fn under<'f>(file: &'f File, dict: &'f Dictionary, key: &[u8]) -> Option<&'f Object> {
    file.dereference(dict.get(key).ok()?).ok().map(|(_, object)| object)
}

fn rectangle(widget: &Dictionary) -> Option<[f32; 4]> {
    let corners = widget.get(b"Rect").and_then(Object::as_array).ok()?;
    let corners: Vec<f32> = corners.iter().filter_map(|corner| corner.as_float().ok()).collect();
    corners.try_into().ok()
}

/// `/R 13 Tf 0 g`: face and size.
fn written_with(widget: &Dictionary) -> Option<(String, f32)> {
    let words = widget.get(b"DA").and_then(Object::as_str).ok()?;
    let mut words = std::str::from_utf8(words).ok()?.split_whitespace();
    let name = words.next()?.strip_prefix('/')?.to_owned();
    Some((name, words.next()?.parse().ok()?))
}
