//! Thay đổi: what a person made of a file, one by one, with where it goes.

use crate::template::{ListKey, Origin};

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The paragraph of the file.
    pub place: usize,
    pub what: What,
    pub standing: Standing,
}

/// What becomes of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It goes into the content.
    Home,
    /// The content says something else by now than when the file was made, too: a person decides.
    Conflict { now: String },
    /// So it was, and a person decided for the words of the content.
    Kept { now: String },
    /// It would go into the content, and a person left it out.
    LeftOut,
    /// The file says two things of one value.
    TwoWords { other: String },
    /// There is no place for it in the content.
    NoPlace(Why),
}

/// Why something has no place in the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Bold, italic and the like.
    Formatting,
    /// A table that the program did not make, or a row or column of one.
    Table,
    Box,
    Running,
    Comment,
    /// Words of the template: the program prints them.
    Template,
    /// What the program works out: numbers, references, totals.
    Derived,
    /// A task that the plan gives cannot be left out.
    GivenTask,
    /// The line has no mark, and nothing tells what it belongs to.
    Unknown,
    /// The place is there, but the program cannot write it by itself.
    Structure,
    /// Số, ngày in a line that repeats them from the head.
    HeadOnly,
    /// Who signs stands in a way that is not understood.
    Signing,
    /// It is not what the field takes.
    NotReadable,
    /// What it goes together with cannot be written.
    Together,
    /// With it the content would have an error.
    Unsound,
    /// A sentence that names units was changed, and whom it names now is not understood.
    Units,
    /// Which of several it is cannot be told: the content has changed since.
    Which,
}

#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Official {
        field: OfficialField,
        was: String,
        said: String,
    },
    Value {
        origin: Origin,
        was: String,
        said: String,
    },
    Lines {
        list: Listing,
        was: Vec<String>,
        said: Vec<String>,
    },
    EntryAdded(NewEntry),
    EntryDeleted {
        entry: String,
        text: String,
    },
    EntriesMerged {
        into: String,
        from: String,
        text: String,
    },
    /// An item of "Tổ chức thực hiện" behind the one of this number.
    ItemAdded {
        after: usize,
        text: String,
    },
    ItemDeleted {
        at: usize,
        text: String,
    },
    EntryMoved {
        entry: String,
        text: String,
        after: Option<String>,
    },
    /// A row of a table that stands elsewhere.
    RowMoved {
        text: String,
    },
    /// Words that look otherwise than before, the same words.
    Formatting {
        words: String,
    },
    /// Anything else.
    Words {
        was: Option<String>,
        said: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OfficialField {
    Number,
    Symbol,
    Date,
    Subject,
    Archive,
    SignerName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Listing {
    Recipients,
    /// Quyền hạn, chức vụ.
    SignerTitles,
    Own(ListKey),
}

/// Nội dung mới.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewEntry {
    /// The entries that it stands between.
    pub after: Option<String>,
    pub before: Option<String>,
    pub text: String,
    pub lead: Option<String>,
    pub supporting: Option<String>,
    pub deadline: Option<String>,
    pub output: Option<String>,
}
