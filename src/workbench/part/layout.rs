//! Bố cục: sections of the agency's own and those that templates have, in the order of print; items of "Tổ chức
//! thực hiện". Each is a whole change of the text of its file.

use super::act::{append, below, items};
use crate::content::edit::{self, Edit, NotEdited, Path, Plain, Step, Value};

/// What is done to the layout or to the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shaping {
    /// The sections of the template, written down to be changed.
    Own,
    /// Back to those of the template.
    OfTemplate,
    /// A section of the agency's own, the last.
    AddSection { title: String },
    /// One that templates have.
    AddPart(String),
    /// A clause of a section, the last.
    AddClause { section: Path, title: String },
    /// An item of "Tổ chức thực hiện".
    AddItem { words: String },
    /// One that answers what the plan gives there.
    Answer { task: String, words: String },
}

/// What templates have, in their order.
pub const PARTS: [&str; 4] = ["muc_dich", "chi_tieu", "nhiem_vu", "to_chuc"];

const SECTIONS: &str = "cac_muc";
const ORGANISATION: &str = "to_chuc_thuc_hien";

pub(super) fn edits(file: &Plain, shaping: &Shaping) -> Result<Vec<Edit>, NotEdited> {
    let sections = [Step::key(SECTIONS)];
    let organisation = [Step::key(ORGANISATION)];
    Ok(match shaping {
        Shaping::Own if has_own(file) => return Err(NotEdited::NoSuchPlace),
        Shaping::Own => written_down(file),
        Shaping::OfTemplate => {
            // Words of the agency are not thrown away with it.
            if items(file, &sections).iter().any(|section| part_of(section).is_none()) {
                return Err(NotEdited::NoSuchPlace);
            }
            vec![Edit::Remove { path: sections.to_vec() }]
        }
        Shaping::AddSection { title } => {
            let section = Value::Mapping(vec![
                ("tieu_de".to_owned(), Value::Prose(title.clone())),
                ("doan".to_owned(), Value::List(Vec::new())),
            ]);
            with_sections(file, section)
        }
        Shaping::AddPart(part) => {
            let is_there = |section: &Plain| part_of(section).as_deref() == Some(part);
            if !PARTS.contains(&part.as_str()) || items(file, &sections).iter().any(is_there) {
                return Err(NotEdited::NoSuchPlace);
            }
            with_sections(file, Value::Mapping(vec![("phan".to_owned(), Value::Word(part.clone()))]))
        }
        Shaping::AddClause { section, title } => {
            let is_own = file.at(section).is_some_and(|section| part_of(section).is_none());
            if !is_own || !matches!(section.as_slice(), [Step::Key(list), Step::Item(_)] if list == SECTIONS)
            {
                return Err(NotEdited::NoSuchPlace);
            }
            let clause = Value::Mapping(vec![("tieu_de".to_owned(), Value::Prose(title.clone()))]);
            append(file, &below(section, Step::key("khoan")), clause)
        }
        Shaping::AddItem { words } => append(file, &organisation, Value::Prose(words.clone())),
        Shaping::Answer { task, words } => {
            let item = Value::Mapping(vec![
                ("noi_dung".to_owned(), Value::Prose(words.clone())),
                ("thay_cho".to_owned(), Value::Words(vec![task.clone()])),
            ]);
            append(file, &organisation, item)
        }
    })
}

/// The part of the template that a section names.
pub fn part_of(section: &Plain) -> Option<String> {
    section.get("phan").map(Plain::told).filter(|part| !part.is_empty())
}

/// Whether the file says which sections there are.
pub fn has_own(file: &Plain) -> bool {
    matches!(file.get(SECTIONS), Some(Plain::List(sections)) if !sections.is_empty())
}

/// Whether an item of a list may be taken out: not a part of the template, without which its words would go.
pub(super) fn may_go(path: &[Step], item: &Plain) -> bool {
    match edit::keys(path).as_slice() {
        [SECTIONS, "*"] => part_of(item).is_none(),
        [SECTIONS, "*", "khoan", "*"] | [ORGANISATION, "*"] => true,
        _ => false,
    }
}

fn standard(part: &str) -> Value {
    Value::Mapping(vec![("phan".to_owned(), Value::Word(part.to_owned()))])
}

fn written_down(file: &Plain) -> Vec<Edit> {
    if has_own(file) {
        return Vec::new();
    }
    let parts = PARTS.into_iter().map(standard).collect();
    vec![Edit::Set { path: vec![Step::key(SECTIONS)], value: Value::List(parts) }]
}

/// Another section behind those that there are, or those of the template.
fn with_sections(file: &Plain, section: Value) -> Vec<Edit> {
    let list = vec![Step::key(SECTIONS)];
    let at = if has_own(file) { items(file, &list).len() } else { PARTS.len() };
    let mut edits = written_down(file);
    edits.push(Edit::Insert { list, at, value: section });
    edits
}
