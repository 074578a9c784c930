//! Mục lục bên lề: headings and annexes with exact targets.

use lopdf::{Document as File, ObjectId, dictionary};

use super::syntax::{integer, reference, text_string};
use super::write::Written;
use crate::length::Length;
use crate::render::layout::OutlineEntry;
use crate::render::style::MARGIN_LEFT;

/// Space left above a target.
const ABOVE: Length = Length::pt(6.0);

/// Writes the entries of the outline and adds their root to the file; `None` where nothing is to be listed. `heights`
/// are those of the pages.
pub(super) fn add(
    entries: &[OutlineEntry],
    heights: &[Length],
    pages: &[ObjectId],
    file: &mut File,
) -> Option<(ObjectId, Written)> {
    let parents = parents(entries);
    let family = Family::of(&parents);
    let (first, last) = (*family.first.first()?, *family.first.last()?);
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    let mut written = Written::default();
    for (at, entry) in entries.iter().enumerate() {
        written.object(ids[at], |out| {
            let top = (heights[entry.page] - entry.y + ABOVE).to_pt().round() as i64;
            out.extend_from_slice(b"<</Title");
            text_string(out, &entry.title);
            out.extend_from_slice(b"/Dest[");
            reference(out, pages[entry.page]);
            out.extend_from_slice(b"/XYZ ");
            integer(out, MARGIN_LEFT.to_pt() as i64);
            out.push(b' ');
            integer(out, top);
            out.extend_from_slice(b" null]");
            let mut link = |name: &[u8], to| {
                out.extend_from_slice(name);
                reference(out, to);
            };
            link(b"/Parent ", parents[at].map_or(root, |parent| ids[parent]));
            if let Some(before) = family.previous[at] {
                link(b"/Prev ", ids[before]);
            }
            if let Some(after) = family.next[at] {
                link(b"/Next ", ids[after]);
            }
            let children = &family.children[at];
            if let (Some(first), Some(last)) = (children.first(), children.last()) {
                link(b"/First ", ids[*first]);
                link(b"/Last ", ids[*last]);
                // Closed: the reader sees the first level.
                out.extend_from_slice(b"/Count ");
                integer(out, -(children.len() as i64));
            }
            out.extend_from_slice(b">>");
        });
    }
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => ids[first],
        "Last" => ids[last],
        "Count" => family.first.len() as i64,
    };
    file.set_object(root, outline);
    Some((root, written))
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
