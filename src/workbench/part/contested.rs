//! Chỗ hai bên ghi khác nhau, on the form: which field, task, unit or section each of them is of.

use super::super::draft::Contested;
use super::field;
use super::sheet::Heading;
use crate::content::edit::{Plain, Step, name_of};

/// One that waits for a person, with the name of what it is shown at.
#[derive(Debug, Clone)]
pub struct Dispute {
    pub contested: Contested,
    /// A field, an item of a list, or a list.
    pub at: String,
}

/// Where each of them is shown.
pub(super) fn disputes(contested: &[Contested], file: &Plain, headings: &[Heading]) -> Vec<Dispute> {
    let one = |one: &Contested| Dispute { contested: one.clone(), at: place(one, file, headings) };
    contested.iter().map(one).collect()
}

fn place(one: &Contested, file: &Plain, headings: &[Heading]) -> String {
    let path = &one.path;
    if let Some(field) = field_of(path, file) {
        return field;
    }
    // What the text has no more is shown where the program has put it, or at the end of its list.
    if let (None, Some((Step::Item(_), list))) = (&one.theirs, path.split_last()) {
        let carried = one.mine.as_ref().and_then(|mine| carried(mine, headings));
        return carried.unwrap_or_else(|| name_of(list));
    }
    let known = |length: usize| name_of(&path[..length.min(path.len())]);
    match path.as_slice() {
        [Step::Key(top), Step::Item(_), Step::Key(list), Step::Item(_), ..] if is_deep(top, list) => known(4),
        [Step::Key(top), Step::Item(_), Step::Key(list)] if is_deep(top, list) => known(3),
        [Step::Key(_), Step::Item(_), ..] => known(2),
        _ => known(1),
    }
}

fn is_deep(top: &str, list: &str) -> bool {
    matches!((top, list), ("nhiem_vu", "noi_dung") | ("cac_muc", "khoan"))
}

/// The field that a place is of: its own, or that of the list that it is a paragraph of.
pub(super) fn field_of(path: &[Step], file: &Plain) -> Option<String> {
    // Items that are words alone are lines of one field.
    if let [Step::Key(top), Step::Item(_), ..] = path
        && top == "to_chuc_thuc_hien"
        && is_of_words(file.get(top))
    {
        return Some(top.clone());
    }
    let longest = (1..=path.len()).rev().find(|length| {
        let own = &path[..*length];
        let is_words = !matches!(file.at(own), Some(Plain::Mapping(_)));
        field::kind(own).is_some() && is_words
    });
    let item_gone =
        |length: usize| matches!(path[length - 1], Step::Item(_)) && file.at(&path[..length]).is_none();
    longest.filter(|length| !item_gone(*length)).map(|length| name_of(&path[..length]))
}

/// Whether a list is one of words alone, and so one field.
pub fn is_of_words(list: Option<&Plain>) -> bool {
    match list {
        Some(Plain::List(items)) => items.iter().all(|item| matches!(item, Plain::Text(_))),
        _ => true,
    }
}

/// The entry that the program carries in for a task that the file names no more.
fn carried(item: &Plain, headings: &[Heading]) -> Option<String> {
    let Some(Plain::List(covers)) = item.get("thay_cho") else { return None };
    let named: Vec<String> =
        covers.iter().map(|cover| cover.get("nhiem_vu").map_or_else(|| cover.told(), Plain::told)).collect();
    let mut entries = headings.iter().flat_map(|heading| &heading.entries);
    let found = entries.find(|entry| {
        entry.path.is_none()
            && entry
                .asked
                .iter()
                .any(|asked| named.iter().any(|name| *name == asked.name || *name == asked.reference))
    });
    found.map(|entry| entry.name.clone())
}
