//! Các đối tượng của một tệp PDF, as one revision has them; read one by one, when they are asked for.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use lopdf::xref::{Xref, XrefEntry, XrefType};
use lopdf::{Dictionary, Document, Object, ObjectId, ObjectStream, Reader, Stream};
use memchr::memmem;

use super::state::Why;
use super::xref::{Section, section};

/// What one stream may unpack to, and all of a file together.
const MAX_UNPACKED: usize = 16 << 20;
const MAX_UNPACKED_ALL: usize = 128 << 20;
/// Bytes of streams that are copied out of the file.
const MAX_COPIED: usize = 256 << 20;
const MAX_OBJECTS: usize = 100_000;
const MAX_ENTRIES: usize = 2_000_000;
/// Each is one more save of the file.
const MAX_SECTIONS: usize = 256;

/// What looking into one file may cost, whatever it says of itself.
#[derive(Debug, Default)]
pub(super) struct Budget {
    objects: Cell<usize>,
    copied: Cell<usize>,
    unpacked: Cell<usize>,
    entries: Cell<usize>,
}

impl Budget {
    fn spend(cell: &Cell<usize>, amount: usize, limit: usize) -> Result<(), Why> {
        let spent = cell.get().saturating_add(amount);
        cell.set(spent);
        if spent > limit { Err(Why::TooMuch) } else { Ok(()) }
    }

    pub fn entry(&self) -> Result<(), Why> {
        Self::spend(&self.entries, 1, MAX_ENTRIES)
    }

    fn object(&self, object: &Object) -> Result<(), Why> {
        if let Object::Stream(stream) = object {
            Self::spend(&self.copied, stream.content.len(), MAX_COPIED)?;
        }
        Ok(())
    }

    /// The content of a stream without its filters.
    pub fn unpack(&self, stream: &Stream) -> Result<Vec<u8>, Why> {
        let content = stream.get_plain_content_with_limit(MAX_UNPACKED).map_err(|_| Why::Structure)?;
        Self::spend(&self.unpacked, content.len(), MAX_UNPACKED_ALL)?;
        Ok(content)
    }
}

/// A file up to the end of one revision.
pub(super) struct View<'a> {
    /// From the header on, which is what a file counts from.
    bytes: &'a [u8],
    /// Every section of the table, the newest first.
    pub sections: Vec<Section>,
    reader: Reader<'a>,
    compressed: BTreeMap<u32, u32>,
    containers: RefCell<HashMap<u32, Rc<BTreeMap<ObjectId, Object>>>>,
    budget: &'a Budget,
}

impl<'a> View<'a> {
    /// Follows the newest table and those before it.
    pub fn of(bytes: &'a [u8], start: usize, budget: &'a Budget) -> Result<Self, Why> {
        let bytes = bytes.get(start..).ok_or(Why::Structure)?;
        let mut at = Some(newest(bytes).ok_or(Why::Structure)?);
        let mut seen = HashSet::new();
        let mut sections = Vec::new();
        while let Some(here) = at {
            if !seen.insert(here) || sections.len() >= MAX_SECTIONS {
                return Err(Why::Structure);
            }
            let section = section(bytes, here, budget)?;
            at = offset(&section.trailer, b"Prev")?;
            // A table for old readers, and beside it a stream for new ones.
            let hybrid = offset(&section.trailer, b"XRefStm")?;
            sections.push(section);
            if let Some(hybrid) = hybrid.filter(|hybrid| seen.insert(*hybrid)) {
                let beside = super::xref::section(bytes, hybrid, budget)?;
                if let Some(last) = sections.last_mut() {
                    last.entries.extend(beside.entries);
                }
            }
        }
        let encrypted = sections.iter().any(|section| section.trailer.has(b"Encrypt"));
        if encrypted {
            return Err(Why::Encrypted);
        }
        let mut known = BTreeSet::new();
        let mut table = Xref::new(0, XrefType::CrossReferenceTable);
        let mut compressed = BTreeMap::new();
        for (id, entry) in sections.iter().flat_map(|section| &section.entries) {
            if !known.insert(*id) {
                continue;
            }
            match entry {
                XrefEntry::Normal { .. } => table.insert(*id, entry.clone()),
                XrefEntry::Compressed { container, .. } => drop(compressed.insert(*id, *container)),
                XrefEntry::Free | XrefEntry::UnusableFree => {}
            }
        }
        let reader = reader(bytes, table);
        Ok(Self { bytes, sections, reader, compressed, containers: RefCell::default(), budget })
    }

    /// How far the newest revision goes, from the header: behind its mark of the end.
    pub fn end(&self) -> usize {
        memmem::rfind(self.bytes, b"%%EOF").map_or(self.bytes.len(), |at| at + b"%%EOF".len())
    }

    pub fn trailer(&self) -> &Dictionary {
        // There is at least one section, or there is no view.
        &self.sections[0].trailer
    }

    /// The id by which the revision knows the object of a number.
    pub fn id_of(&self, number: u32) -> Option<ObjectId> {
        match self.reader.document.reference_table.get(number) {
            Some(XrefEntry::Normal { generation, .. }) => Some((number, *generation)),
            _ => self.compressed.contains_key(&number).then_some((number, 0)),
        }
    }

    /// An object; `None` where the revision has none of this id, or what stands there cannot be read.
    pub fn get(&self, id: ObjectId) -> Result<Option<Object>, Why> {
        Budget::spend(&self.budget.objects, 1, MAX_OBJECTS)?;
        if let Some(container) = self.compressed.get(&id.0) {
            return Ok(self.container(*container)?.get(&id).cloned());
        }
        let Ok(object) = self.reader.get_object(id, &mut HashSet::new()) else { return Ok(None) };
        self.budget.object(&object)?;
        Ok(Some(object))
    }

    /// What an object leads to, where it is a reference.
    pub fn resolve(&self, object: &Object) -> Result<Option<Object>, Why> {
        match object {
            Object::Reference(id) => self.get(*id),
            other => Ok(Some(other.clone())),
        }
    }

    /// What stands under a key, wherever it leads.
    pub fn under(&self, dict: &Dictionary, key: &[u8]) -> Result<Option<Object>, Why> {
        dict.get(key).map_or(Ok(None), |value| self.resolve(value))
    }

    /// The catalogue.
    pub fn root(&self) -> Result<Dictionary, Why> {
        let root = self.under(self.trailer(), b"Root")?;
        match root {
            Some(Object::Dictionary(root)) => Ok(root),
            _ => Err(Why::Structure),
        }
    }

    fn container(&self, number: u32) -> Result<Rc<BTreeMap<ObjectId, Object>>, Why> {
        if let Some(known) = self.containers.borrow().get(&number) {
            return Ok(Rc::clone(known));
        }
        let object = self.reader.get_object((number, 0), &mut HashSet::new()).map_err(|_| Why::Structure)?;
        self.budget.object(&object)?;
        let Object::Stream(mut stream) = object else { return Err(Why::Structure) };
        let content = self.budget.unpack(&stream)?;
        stream.set_plain_content(content);
        let objects =
            ObjectStream::new_with_limit(&mut stream, Some(MAX_UNPACKED)).map_err(|_| Why::Structure)?;
        let objects = Rc::new(objects.objects);
        self.containers.borrow_mut().insert(number, Rc::clone(&objects));
        Ok(objects)
    }
}

/// Where the newest section of the table stands, by the last line that says so.
fn newest(bytes: &[u8]) -> Option<usize> {
    let at = memmem::rfind(bytes, b"startxref")? + b"startxref".len();
    let rest = &bytes[at..];
    let (value, _) = digits(&rest[skip_space(rest)..])?;
    usize::try_from(value).ok().filter(|offset| *offset < bytes.len())
}

fn offset(trailer: &Dictionary, key: &[u8]) -> Result<Option<usize>, Why> {
    let Ok(value) = trailer.get(key) else { return Ok(None) };
    let value = value.as_i64().ok().and_then(|value| usize::try_from(value).ok());
    value.map(Some).ok_or(Why::Structure)
}

/// A reader of single objects: it never follows the tables of the file itself.
fn reader(bytes: &[u8], table: Xref) -> Reader<'_> {
    let mut document = Document::new();
    document.reference_table = table;
    Reader {
        buffer: bytes,
        document,
        encryption_state: None,
        raw_objects: BTreeMap::new(),
        password: None,
        strict: false,
        max_decompressed_size: Some(MAX_UNPACKED),
    }
}

/// The object that begins at a place, with its id.
pub(super) fn object_at(bytes: &[u8], at: usize, budget: &Budget) -> Option<(ObjectId, Object)> {
    Budget::spend(&budget.objects, 1, MAX_OBJECTS).ok()?;
    let head = bytes.get(at..)?;
    let (number, used) = digits(head)?;
    let rest = &head[used..];
    let rest = &rest[skip_space(rest)..];
    let (generation, _) = digits(rest)?;
    let id = (u32::try_from(number).ok()?, u16::try_from(generation).ok()?);
    let mut table = Xref::new(0, XrefType::CrossReferenceTable);
    table.insert(id.0, XrefEntry::Normal { offset: u32::try_from(at).ok()?, generation: id.1 });
    let object = reader(bytes, table).get_object(id, &mut HashSet::new()).ok()?;
    budget.object(&object).ok()?;
    Some((id, object))
}

/// A dictionary that is no object of its own: the one behind “trailer”.
pub(super) fn lone_dictionary(bytes: &[u8], budget: &Budget) -> Option<Dictionary> {
    const LONGEST: usize = 1 << 16;
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    let end = memmem::find(bytes, b"startxref").unwrap_or(bytes.len());
    let object = [b"1 0 obj ", &bytes[..end], b" endobj"].concat();
    match object_at(&object, 0, budget)? {
        (_, Object::Dictionary(dict)) => Some(dict),
        _ => None,
    }
}

/// The number that bytes begin with, and how many bytes it takes.
pub(super) fn digits(bytes: &[u8]) -> Option<(u64, usize)> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = std::str::from_utf8(&bytes[..length]).ok()?;
    Some((text.parse().ok()?, length))
}

/// How many bytes of white space and comments bytes begin with.
pub(super) fn skip_space(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|byte| b" \t\r\n\x0c\0".contains(byte)).count();
        if bytes.get(at) != Some(&b'%') {
            return at;
        }
        at += bytes[at..].iter().take_while(|byte| !b"\r\n".contains(byte)).count();
    }
}
