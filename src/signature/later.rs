//! Được thêm gì sau khi ký: two revisions of a file compared, object by object.
//!
//! Allowed after a signature is what signing programs write: the next signature in its field, what shows it
//! on the page, stores of certificates. Everything else is named for what it changes.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::fields::{self, Kind, Part, SignatureField};
use super::file::{Budget, View};
use super::state::{Change, Why};

/// What `new`, which all of `bytes` are, has that the signed revision, which ends at `end`, has not.
pub(super) fn between(
    bytes: &[u8],
    start: usize,
    end: usize,
    new: &View<'_>,
    budget: &Budget,
) -> Vec<Change> {
    let last = start + new.end();
    let is_empty = |from: usize| bytes[from.min(bytes.len())..].iter().all(u8::is_ascii_whitespace);
    if end >= last {
        return if is_empty(end) { Vec::new() } else { vec![Change::Appended] };
    }
    let found = View::of(&bytes[..end], start, budget).and_then(|old| Comparison::of(&old, new)?.changes());
    let mut changes = found.unwrap_or_else(|_| vec![Change::Structure]);
    changes.extend((!is_empty(last)).then_some(Change::Appended));
    changes.sort();
    changes.dedup();
    changes
}

struct Comparison<'v, 'a> {
    old: &'v View<'a>,
    new: &'v View<'a>,
    fields: Vec<SignatureField>,
    /// Fields for words, with what shows them.
    words: Vec<Part>,
    old_root: Dictionary,
}

impl<'v, 'a> Comparison<'v, 'a> {
    fn of(old: &'v View<'a>, new: &'v View<'a>) -> Result<Self, Why> {
        let mut words = fields::parts(old)?;
        words.retain(|part| part.kind == Kind::Words);
        Ok(Self { old, new, fields: fields::of(old)?, words, old_root: old.root()? })
    }

    fn changes(&self) -> Result<Vec<Change>, Why> {
        let (old, new) = (self.old, self.new);
        let signed = old.sections[0].at;
        let Some(newer) = new.sections.iter().position(|section| section.at == signed) else {
            // Its tables pass the signed revision by.
            return Ok(vec![Change::Structure]);
        };
        let mut changes = Vec::new();
        if newer == 0 {
            return Ok(vec![Change::Appended]);
        }
        let root = |view: &View<'_>| view.trailer().get(b"Root").ok().cloned();
        if root(old) != root(new) {
            changes.push(Change::Structure);
        }
        let ids: BTreeSet<u32> =
            new.sections[..newer].iter().flat_map(|section| &section.entries).map(|(id, _)| *id).collect();
        let frame = self.frame()?;
        for id in ids.into_iter().filter_map(|number| old.id_of(number)) {
            let Some(before) = old.get(id)? else { continue };
            match new.get(id)? {
                Some(after) if is_same(&before, &after) => {}
                after => self.changed(id, &before, after.as_ref(), &frame, &mut changes)?,
            }
        }
        Ok(changes)
    }

    /// One object that is another than before.
    fn changed(
        &self,
        id: ObjectId,
        before: &Object,
        after: Option<&Object>,
        frame: &Frame,
        changes: &mut Vec<Change>,
    ) -> Result<(), Why> {
        if frame.free.contains(&id) {
            return Ok(());
        }
        if frame.words.contains(&id) {
            changes.push(Change::Filled);
            return Ok(());
        }
        match (before, after) {
            (Object::Dictionary(before), Some(Object::Dictionary(after))) if frame.root == Some(id) => {
                self.catalogue(before, after, changes)
            }
            (Object::Dictionary(before), Some(Object::Dictionary(after))) if frame.form == Some(id) => {
                self.form(before, after, changes)
            }
            (Object::Array(before), Some(Object::Array(after))) if frame.fields == Some(id) => {
                self.added_fields(before, after, changes)
            }
            (Object::Array(before), Some(Object::Array(after))) if frame.annotations.contains(&id) => {
                self.annotations(before, after, changes)
            }
            (Object::Dictionary(before), Some(after)) if self.field(id).is_some() => {
                changes.extend(self.signed_field(before, after));
                Ok(())
            }
            (Object::Dictionary(before), Some(Object::Dictionary(after))) if self.blank(id).is_some() => {
                // Its words, and what shows them; not its place.
                const FREE: [&[u8]; 3] = [b"AP", b"M", b"V"];
                changes.push(if differs(before, after, &FREE) { Change::Form } else { Change::Filled });
                Ok(())
            }
            (Object::Dictionary(_), _) if self.words.iter().any(|part| part.id == Some(id)) => {
                changes.push(Change::Form);
                Ok(())
            }
            (Object::Dictionary(before), Some(Object::Dictionary(after))) if before.has_type(b"Page") => {
                self.page(before, after, changes)
            }
            _ => {
                changes.push(kind_of(before, after));
                Ok(())
            }
        }
    }

    fn field(&self, id: ObjectId) -> Option<&SignatureField> {
        self.fields.iter().find(|field| field.id == Some(id))
    }

    /// A part of a field for words that was empty when the file was signed, and that the signature leaves open.
    fn blank(&self, id: ObjectId) -> Option<&Part> {
        let part = self.words.iter().find(|part| part.id == Some(id))?;
        let is_empty = |part: &&Part| match self.old.under(&part.dict, b"V") {
            Ok(None | Some(Object::Null)) => true,
            Ok(Some(Object::String(words, _))) => words.is_empty(),
            _ => false,
        };
        let whole = self.words.iter().filter(|other| other.name == part.name);
        let values = self.fields.iter().filter_map(|field| field.value.as_ref());
        let is_open = values.into_iter().all(|value| !fields::locks(value, &part.name, self.old));
        (is_open && whole.into_iter().all(|part| is_empty(&part))).then_some(part)
    }

    /// A field that was signed meanwhile stays where it was; one that is signed does not change.
    fn signed_field(&self, before: &Dictionary, after: &Object) -> Option<Change> {
        let Object::Dictionary(after) = after else { return Some(Change::Form) };
        let same = |key: &[u8]| before.get(key).ok() == after.get(key).ok();
        if before.has(b"V") && !same(b"V") {
            return Some(Change::Removed);
        }
        let of_place: [&[u8]; 6] = [b"FT", b"T", b"Rect", b"Subtype", b"Parent", b"Kids"];
        // Without a signature nothing about it has a reason to change.
        (!after.has(b"V") || !of_place.into_iter().all(same)).then_some(Change::Annotation)
    }

    fn catalogue(
        &self,
        before: &Dictionary,
        after: &Dictionary,
        changes: &mut Vec<Change>,
    ) -> Result<(), Why> {
        const FREE: [&[u8]; 6] = [b"AcroForm", b"DSS", b"Extensions", b"Metadata", b"Perms", b"Version"];
        if differs(before, after, &FREE) {
            changes.push(Change::Structure);
        }
        let form = |view: &View<'_>, root: &Dictionary| -> Result<Option<Dictionary>, Why> {
            Ok(match view.under(root, b"AcroForm")? {
                Some(Object::Dictionary(form)) => Some(form),
                _ => None,
            })
        };
        match (form(self.old, before)?, form(self.new, after)?) {
            (before, Some(after)) => self.form(&before.unwrap_or_default(), &after, changes),
            (Some(_), None) => {
                changes.push(Change::Removed);
                Ok(())
            }
            (None, None) => Ok(()),
        }
    }

    fn form(&self, before: &Dictionary, after: &Dictionary, changes: &mut Vec<Change>) -> Result<(), Why> {
        const FREE: [&[u8]; 5] = [b"Fields", b"SigFlags", b"DR", b"DA", b"Type"];
        if differs(before, after, &FREE) {
            changes.push(Change::Form);
        }
        let list = |view: &View<'_>, form: &Dictionary| -> Result<Vec<Object>, Why> {
            Ok(match view.under(form, b"Fields")? {
                Some(Object::Array(fields)) => fields,
                _ => Vec::new(),
            })
        };
        self.added_fields(&list(self.old, before)?, &list(self.new, after)?, changes)
    }

    /// Only signature fields may come, and none may go.
    fn added_fields(
        &self,
        before: &[Object],
        after: &[Object],
        changes: &mut Vec<Change>,
    ) -> Result<(), Why> {
        if !before.iter().all(|field| after.contains(field)) {
            changes.push(Change::Form);
        }
        for field in after.iter().filter(|field| !before.contains(field)) {
            if !self.is_signature(field)? {
                changes.push(Change::Form);
            }
        }
        Ok(())
    }

    fn page(&self, before: &Dictionary, after: &Dictionary, changes: &mut Vec<Change>) -> Result<(), Why> {
        const FREE: [&[u8]; 2] = [b"Annots", b"LastModified"];
        if differs(before, after, &FREE) {
            changes.push(Change::Content);
        }
        let list = |view: &View<'_>, page: &Dictionary| -> Result<Vec<Object>, Why> {
            Ok(match view.under(page, b"Annots")? {
                Some(Object::Array(annotations)) => annotations,
                _ => Vec::new(),
            })
        };
        self.annotations(&list(self.old, before)?, &list(self.new, after)?, changes)
    }

    /// Only what shows a signature may come onto a page.
    fn annotations(&self, before: &[Object], after: &[Object], changes: &mut Vec<Change>) -> Result<(), Why> {
        if !before.iter().all(|one| after.contains(one)) {
            changes.push(Change::Annotation);
        }
        for one in after.iter().filter(|one| !before.contains(one)) {
            if !self.is_signature(one)? {
                changes.push(Change::Annotation);
            }
        }
        Ok(())
    }

    /// Whether something new is a signed signature field, or what shows it: an empty one could show anything.
    fn is_signature(&self, object: &Object) -> Result<bool, Why> {
        const DEPTH: usize = 8;
        let mut here = self.new.resolve(object)?;
        let mut signed = false;
        let mut hidden = false;
        for _ in 0..DEPTH {
            let Some(Object::Dictionary(dict)) = here else { return Ok(false) };
            signed |= matches!(self.new.under(&dict, b"V")?, Some(Object::Dictionary(_)));
            hidden |= !dict.has(b"AP");
            if let Some(kind) = self.new.under(&dict, b"FT")? {
                return Ok(kind.as_name().is_ok_and(|kind| kind == b"Sig") && (signed || hidden));
            }
            here = self.new.under(&dict, b"Parent")?;
        }
        Ok(false)
    }

    /// The objects of the signed revision that have a part in signing.
    fn frame(&self) -> Result<Frame, Why> {
        let old = self.old;
        let reference = |dict: &Dictionary, key: &[u8]| dict.get(key).and_then(Object::as_reference).ok();
        let mut frame = Frame {
            root: reference(old.trailer(), b"Root"),
            form: reference(&self.old_root, b"AcroForm"),
            ..Frame::default()
        };
        if let Some(Object::Dictionary(form)) = old.under(&self.old_root, b"AcroForm")? {
            frame.fields = reference(&form, b"Fields");
        }
        // What a file says of itself is not on its pages. Only what the signed revision says that it is:
        // else a later one could call a page so.
        frame.free.extend(reference(old.trailer(), b"Info"));
        frame.free.extend(reference(&self.old_root, b"Metadata"));
        self.gather(self.old_root.get(b"DSS").ok(), &mut frame.free)?;
        for id in self.fields.iter().filter(|field| field.value.is_none()).filter_map(|field| field.id) {
            if let (Some(Object::Dictionary(before)), Some(Object::Dictionary(after))) =
                (old.get(id)?, self.new.get(id)?)
                && after.has(b"V")
            {
                // Not what the picture is made of: it may share that with a page.
                frame.free.extend(self.pictures(&before)?);
            }
        }
        for part in &self.words {
            if part.id.is_some_and(|id| self.blank(id).is_some()) {
                frame.words.extend(self.pictures(&part.dict)?);
            }
        }
        self.list_annotations(&mut frame.annotations)?;
        Ok(frame)
    }

    /// The lists of annotations that stand apart from their pages.
    fn list_annotations(&self, lists: &mut BTreeSet<ObjectId>) -> Result<(), Why> {
        const MAX_NODES: usize = 20_000;
        let mut open: Vec<Object> = self.old_root.get(b"Pages").into_iter().cloned().collect();
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            let Ok(id) = node.as_reference() else { continue };
            if !seen.insert(id) || seen.len() > MAX_NODES {
                continue;
            }
            let Some(Object::Dictionary(node)) = self.old.get(id)? else { continue };
            lists.extend(node.get(b"Annots").and_then(Object::as_reference).ok());
            if let Some(Object::Array(kids)) = self.old.under(&node, b"Kids")? {
                open.extend(kids);
            }
        }
        Ok(())
    }

    /// What shows a field on its page.
    fn pictures(&self, widget: &Dictionary) -> Result<Vec<ObjectId>, Why> {
        let Some(Object::Dictionary(states)) = self.old.under(widget, b"AP")? else { return Ok(Vec::new()) };
        Ok(states.iter().filter_map(|(_, picture)| picture.as_reference().ok()).collect())
    }

    /// Everything that an object leads to, without going up.
    fn gather(&self, from: Option<&Object>, into: &mut BTreeSet<ObjectId>) -> Result<(), Why> {
        const MAX_GATHERED: usize = 5_000;
        let mut open: Vec<Object> = from.into_iter().cloned().collect();
        while let Some(object) = open.pop() {
            match object {
                Object::Reference(id) if into.len() < MAX_GATHERED && into.insert(id) => {
                    open.extend(self.old.get(id)?);
                }
                Object::Array(items) => open.extend(items),
                Object::Dictionary(dict) => open.extend(below(&dict)),
                Object::Stream(stream) => open.extend(below(&stream.dict)),
                _ => {}
            }
        }
        Ok(())
    }
}

/// The values of a dictionary but for those that lead back up.
fn below(dict: &Dictionary) -> Vec<Object> {
    const UP: [&[u8]; 3] = [b"Parent", b"P", b"StructParent"];
    dict.iter().filter(|(key, _)| !UP.contains(&key.as_slice())).map(|(_, value)| value.clone()).collect()
}

#[derive(Default)]
struct Frame {
    root: Option<ObjectId>,
    form: Option<ObjectId>,
    fields: Option<ObjectId>,
    annotations: BTreeSet<ObjectId>,
    /// What may change as it likes.
    free: BTreeSet<ObjectId>,
    /// What shows fields that wait to be filled.
    words: BTreeSet<ObjectId>,
}

/// Whether two dictionaries differ in more than the keys that are free.
fn differs(before: &Dictionary, after: &Dictionary, free: &[&[u8]]) -> bool {
    let keys = before.iter().chain(after.iter()).map(|(key, _)| key.as_slice());
    keys.filter(|key| !free.contains(key)).any(|key| before.get(key).ok() != after.get(key).ok())
}

/// Whether an object was only written again.
fn is_same(before: &Object, after: &Object) -> bool {
    match (before, after) {
        (Object::Stream(before), Object::Stream(after)) => {
            // Without a readable length nothing of it was read.
            before.dict == after.dict && before.content == after.content && !before.content.is_empty()
        }
        (before, after) => before == after,
    }
}

/// What an object without a part in signing is for.
fn kind_of(before: &Object, after: Option<&Object>) -> Change {
    let dict = |object: &Object| match object {
        Object::Dictionary(dict) => Some(dict.clone()),
        Object::Stream(stream) => Some(stream.dict.clone()),
        _ => None,
    };
    let Some(before) = dict(before) else { return Change::Content };
    let is_table = |dict: &Dictionary| dict.has_type(b"XRef") || dict.has_type(b"ObjStm");
    if is_table(&before) && after.is_none_or(|after| dict(after).is_some_and(|after| is_table(&after))) {
        return Change::Structure;
    }
    match before.get(b"FT").and_then(Object::as_name) {
        Ok(b"Sig") => return Change::Removed,
        Ok(_) => return Change::Form,
        Err(_) => {}
    }
    let is_annotation = before.has_type(b"Annot") || (before.has(b"Subtype") && before.has(b"Rect"));
    if is_annotation { Change::Annotation } else { Change::Content }
}
