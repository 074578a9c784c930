//! Gốc của các giá trị: the names under which the values of a view are known again on the page and in a file
//! that comes back.

use std::cell::RefCell;

use crate::derive::sub_plan::{Covered, SubEntry, SubHeading};
use crate::model::Position;
use crate::text::{likeness, origin};

/// What a value is, as the name of its origin says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A line of a list of the document, or its only one: `mo_dau`, `muc_dich`, …
    Line(ListKey),
    /// A value of an entry of an agency's plan.
    Entry { entry: String, field: EntryField },
    /// The units of a line of "Phân công", or the line itself.
    Division { entries: Vec<String>, field: Option<EntryField> },
    /// A line of the agency's own words in "Phân công".
    OwnDivision { heading: String, at: usize },
    /// "Lãnh đạo chỉ đạo" of the heading that this entry stands under.
    Leaders { entry: String },
    /// The title of a heading of an agency's plan.
    HeadingTitle { heading: String },
    /// An item of "Tổ chức thực hiện".
    Organisation { at: usize, field: EntryField },
    /// A line of a Mục of the agency's own; within a khoản of it.
    OwnSection { section: usize, clause: Option<usize>, field: TextField, at: usize },
    /// A text of a heading of a plan.
    Heading { position: String, field: TextField, at: usize },
    /// A value of a task of a plan.
    Task { reference: String, field: EntryField },
}

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$of:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $variant),+ }

        impl $name {
            /// The key of the content file that it stands under.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            fn named(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! {
    /// Danh sách các dòng của văn bản.
    ListKey {
        Grounds = "can_cu",
        Opening = "mo_dau",
        Purposes = "muc_dich",
        Requirements = "yeu_cau",
        LeadIn = "dan_nhap_nhiem_vu",
        Organisation = "to_chuc_thuc_hien",
        Closing = "ket_thuc",
    }
}

named! {
    /// Trường của một nội dung, một nhiệm vụ.
    EntryField {
        Text = "noi_dung",
        Lead = "chu_tri",
        Supporting = "phoi_hop",
        Deadline = "thoi_han",
        Output = "san_pham",
        Money = "kinh_phi",
        Phrase = "dan",
    }
}

named! {
    /// Lời của một đề mục.
    TextField {
        Title = "tieu_de",
        Paragraph = "doan",
        Dash = "gach",
        ClosingLine = "ket",
    }
}

/// Between the parts of a name.
const SEP: char = '|';

impl Origin {
    pub fn name(&self) -> String {
        match self {
            Self::Line(list) => list.key().to_owned(),
            Self::Entry { entry, field } => format!("n{SEP}{entry}{SEP}{}", field.key()),
            Self::Division { entries, field } => {
                format!("pc{SEP}{}{SEP}{}", entries.join(","), field.map_or("", EntryField::key))
            }
            Self::OwnDivision { heading, at } => format!("pr{SEP}{heading}{SEP}{at}"),
            Self::Leaders { entry } => format!("ld{SEP}{entry}"),
            Self::HeadingTitle { heading } => format!("mt{SEP}{heading}"),
            Self::Organisation { at, field } => format!("tc{SEP}{at}{SEP}{}", field.key()),
            Self::OwnSection { section, clause, field, at } => {
                let clause = clause.map_or(String::new(), |clause| clause.to_string());
                format!("mr{SEP}{section}{SEP}{clause}{SEP}{}{SEP}{at}", field.key())
            }
            Self::Heading { position, field, at } => format!("m{SEP}{position}{SEP}{}{SEP}{at}", field.key()),
            Self::Task { reference, field } => format!("v{SEP}{reference}{SEP}{}", field.key()),
        }
    }

    /// `None` for a name that this program did not give.
    pub fn of(name: &str) -> Option<Self> {
        if let Some(list) = ListKey::named(name) {
            return Some(Self::Line(list));
        }
        let parts: Vec<&str> = name.split(SEP).collect();
        let field = |name: &str| EntryField::named(name);
        Some(match parts.as_slice() {
            ["n", entry, of] => Self::Entry { entry: (*entry).to_owned(), field: field(of)? },
            ["pc", entries, of] => Self::Division {
                entries: entries.split(',').map(str::to_owned).collect(),
                field: EntryField::named(of),
            },
            ["pr", heading, at] => Self::OwnDivision { heading: (*heading).to_owned(), at: at.parse().ok()? },
            ["ld", entry] => Self::Leaders { entry: (*entry).to_owned() },
            ["mt", heading] => Self::HeadingTitle { heading: (*heading).to_owned() },
            ["tc", at, of] => Self::Organisation { at: at.parse().ok()?, field: field(of)? },
            ["mr", section, clause, of, at] => Self::OwnSection {
                section: section.parse().ok()?,
                clause: clause.parse().ok(),
                field: TextField::named(of)?,
                at: at.parse().ok()?,
            },
            ["m", position, of, at] => Self::Heading {
                position: (*position).to_owned(),
                field: TextField::named(of)?,
                at: at.parse().ok()?,
            },
            ["v", reference, of] => {
                Self::Task { reference: (*reference).to_owned(), field: EntryField::named(of)? }
            }
            _ => return None,
        })
    }
}

/// Begins the name of an entry of the agency's own.
const OWN: char = '~';

/// Whether an entry is known by its words.
pub fn is_own(entry: &str) -> bool {
    entry.starts_with(OWN)
}

/// What an entry is known by, however the plan and the agency's part change around it: the tasks that it
/// answers; one of the agency's own, its words.
pub fn entry_name(entry: &SubEntry<'_>) -> String {
    if entry.covers.is_empty() {
        let words = likeness::key(entry.wording.text());
        return format!("{OWN}{}", words.chars().take(60).collect::<String>().replace([SEP, ','], " "));
    }
    let covers = entry.covers.iter();
    covers.map(covered_name).collect::<Vec<_>>().join("+")
}

/// What a task that the plan gives is known by.
pub fn covered_name(covered: &Covered<'_>) -> String {
    format!("{}:{}", covered.plan.id, covered.mine.task.reference)
}

/// What a heading of an agency's plan is known by: the headings of the plan that it tells of.
pub fn heading_name(heading: &SubHeading<'_>) -> String {
    heading.sources.iter().map(|source| source.position.to_string()).collect::<Vec<_>>().join("+")
}

/// What a heading of a plan is known by.
pub fn position_name(position: &Position) -> String {
    position.to_string()
}

/// Gives numbers to the values of one view.
#[derive(Debug, Default)]
pub(super) struct Origins {
    names: RefCell<Vec<String>>,
}

impl Origins {
    /// The value with its marks; an empty one stays empty, for templates ask whether it is.
    pub fn value(&self, origin: impl FnOnce() -> Origin, text: String) -> String {
        if text.is_empty() { text } else { self.marked(&origin(), &text) }
    }

    /// A mark without a text, for a template to put before a line that is its own.
    pub fn line(&self, origin: &Origin) -> String {
        self.marked(origin, "")
    }

    fn marked(&self, origin: &Origin, text: &str) -> String {
        let mut names = self.names.borrow_mut();
        let marked = origin::marked(names.len(), text);
        if names.len() < origin::LIMIT {
            names.push(origin.name());
        }
        marked
    }

    /// The names, by their numbers.
    pub fn names(self) -> Vec<String> {
        self.names.into_inner()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_read_from_its_name() {
        let entry = || "kh-1:II.1.a.1+kh-1:II.1.a.2".to_owned();
        for origin in [
            Origin::Line(ListKey::Purposes),
            Origin::Entry { entry: entry(), field: EntryField::Deadline },
            Origin::Division { entries: vec![entry(), "~b".to_owned()], field: None },
            Origin::Division { entries: vec![entry()], field: Some(EntryField::Lead) },
            Origin::OwnDivision { heading: "II.1".to_owned(), at: 2 },
            Origin::Leaders { entry: entry() },
            Origin::HeadingTitle { heading: "II.1+II.2".to_owned() },
            Origin::Organisation { at: 3, field: EntryField::Text },
            Origin::OwnSection { section: 1, clause: None, field: TextField::Dash, at: 0 },
            Origin::OwnSection { section: 1, clause: Some(2), field: TextField::Title, at: 0 },
            Origin::Heading { position: "I.2".to_owned(), field: TextField::Paragraph, at: 4 },
            Origin::Task { reference: "II.2.c.1".to_owned(), field: EntryField::Money },
        ] {
            assert_eq!(Origin::of(&origin.name()), Some(origin));
        }
        assert_eq!(Origin::of("la|gi"), None);
    }
}
