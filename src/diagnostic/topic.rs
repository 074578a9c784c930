//! What a finding is about, as far as the program itself goes by it. Codes are for people and for scripts outside:
//! in here only what a person types is compared with them (`chap_nhan`). A topic is set where the finding is
//! born, by whoever knows.

/// Điều được nói tới.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Topic {
    /// Nothing that anything goes by: told as it is.
    #[default]
    Other,

    /// Words of an agency's own that were written for a task, or an assignment, that has changed, gone, or come to
    /// others: a person decides what becomes of them.
    Decision,
    /// What the file of a document lacks: a form shows the finding where it would be typed.
    Missing(Missing),

    // Told together where people read, each by itself where programs do.
    /// An agency without a part of its own.
    NoOwnPart,
    /// A draft that prints facts which nobody has verified.
    UnverifiedDraft,
    /// A sentence of a task that speaks to others.
    OthersAddressed,
    /// An entry that has a unit and lacks its deadline or its output.
    IncompleteEntry,
    /// A file that could not be written, or was held back with one that could not.
    NotWritten,

    // Of two that are said of one place, one may follow from the other.
    /// Letters of an old encoding …
    OldEncoding,
    /// … are characters without a shape, or ones that no face can draw.
    StrangeCharacter,
    /// What a comma cuts off a sentence …
    CutSentence,
    /// … begins with a small letter.
    SmallBeginning,
    /// What must not be empty …
    EmptyText,
    /// … is a value without effect.
    EmptyValue,
    /// Where a file has something that cannot be taken, a key or a whole part …
    NotTaken,
    /// … a heading may only seem to have nothing under it.
    BareHeading,

    /// A key that is written twice; the finding's place is the second.
    RepeatedKey,
}

/// Điều còn thiếu: what an issued document states, and a file may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    Number,
    Date,
    SigningForm,
    Signer,
}

impl Missing {
    /// The keys that lead to it in the file.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Number => &["so"],
            Self::Date => &["ngay"],
            Self::SigningForm => &["ky", "hinh_thuc"],
            Self::Signer => &["ky", "ho_ten"],
        }
    }
}
