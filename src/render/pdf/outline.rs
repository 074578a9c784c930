//! Mục lục bên lề: headings and annexes with exact targets.

use lopdf::{Dictionary, Document as File, Object, ObjectId, StringFormat, dictionary};

use crate::length::Length;
use crate::render::layout::OutlineEntry;
use crate::render::style::MARGIN_LEFT;

/// Space left above a target.
const ABOVE: Length = Length::pt(6.0);

/// Adds the outline; `None` where nothing is to be listed. `heights` are those of the pages.
pub(super) fn add(
    entries: &[OutlineEntry],
    heights: &[Length],
    pages: &[ObjectId],
    file: &mut File,
) -> Option<ObjectId> {
    if entries.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    let parents = parents(entries);
    let family = Family::of(&parents);
    for (at, entry) in entries.iter().enumerate() {
        let top = (heights[entry.page] - entry.y + ABOVE).to_pt().round() as i64;
        let target = vec![
            Object::Reference(pages[entry.page]),
            "XYZ".into(),
            Object::Integer(MARGIN_LEFT.to_pt() as i64),
            Object::Integer(top),
            Object::Null,
        ];
        let mut item = dictionary! { "Title" => text_string(&entry.title), "Dest" => target };
        item.set("Parent", parents[at].map_or(root, |parent| ids[parent]));
        if let Some(before) = family.previous[at] {
            item.set("Prev", ids[before]);
        }
        if let Some(after) = family.next[at] {
            item.set("Next", ids[after]);
        }
        let count = link_children(&family.children[at], &ids, &mut item);
        if count > 0 {
            // Closed: the reader sees the first level.
            item.set("Count", -count);
        }
        file.set_object(ids[at], item);
    }
    let mut outline = dictionary! { "Type" => "Outlines" };
    let count = link_children(&family.first, &ids, &mut outline);
    outline.set("Count", count);
    file.set_object(root, outline);
    Some(root)
}

/// The nearest entry before each one that stands on a higher level.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let place = |(at, entry): (usize, &OutlineEntry)| {
        while open.last().is_some_and(|last| entries[*last].level >= entry.level) {
            open.pop();
        }
        let parent = open.last().copied();
        open.push(at);
        parent
    };
    entries.iter().enumerate().map(place).collect()
}

/// Who stands under whom and beside whom.
struct Family {
    /// Entries of the first level.
    first: Vec<usize>,
    children: Vec<Vec<usize>>,
    previous: Vec<Option<usize>>,
    next: Vec<Option<usize>>,
}

impl Family {
    fn of(parents: &[Option<usize>]) -> Self {
        let count = parents.len();
        let mut family = Self {
            first: Vec::new(),
            children: vec![Vec::new(); count],
            previous: vec![None; count],
            next: vec![None; count],
        };
        for (at, parent) in parents.iter().enumerate() {
            let siblings = parent.map_or(&mut family.first, |parent| &mut family.children[parent]);
            if let Some(before) = siblings.last() {
                family.previous[at] = Some(*before);
                family.next[*before] = Some(at);
            }
            siblings.push(at);
        }
        family
    }
}

fn link_children(children: &[usize], ids: &[ObjectId], item: &mut Dictionary) -> i64 {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        item.set("First", ids[first]);
        item.set("Last", ids[last]);
    }
    children.len() as i64
}

/// A text string of PDF: ASCII as it is, anything else in UTF-16.
pub(super) fn text_string(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let mut bytes = vec![0xFE, 0xFF];
    text.encode_utf16().for_each(|unit| bytes.extend(unit.to_be_bytes()));
    Object::String(bytes, StringFormat::Hexadecimal)
}
