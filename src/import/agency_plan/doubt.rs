//! Chỗ cần xem lại: what was guessed, and where in the source.

use crate::import::structure::Words;

/// What a person should look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// Paragraphs of the source.
    pub places: Vec<usize>,
    pub what: Doubtful,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Doubtful {
    /// An item of "Tổ chức thực hiện" with dashes below became one paragraph.
    JoinedClause,
    /// An entry with dashes below became one paragraph.
    JoinedEntry,
    /// A table has no place in the part.
    TableKeptOut,
    /// A paragraph under a group of headings stands before all of them now.
    MovedToLeadIn,
    /// A group of headings has no title in a part.
    GroupTitle,
    /// No heading of the parent plans is called so; it stands under the one whose tasks are likest.
    HeadingGuessed { under: String },
    /// No heading of the parent plans is like it.
    HeadingUnknown { under: String },
    /// The target typed is not that of the parent plan.
    OtherTarget,
    /// The name of a unit may end elsewhere.
    UnitNameGuessed { name: String },
    /// "các phòng chuyên môn", and nothing says which: all units.
    UnitsUnclear,
    /// A line of "Phân công" that no unit was found in, or that says what its units do in words.
    DivisionAsTyped,
    /// Points that the heading does not have.
    NoSuchPoint { letter: String },
    /// No unit was found in what a label says.
    NoUnit { words: String },
    /// Parts have no key for it.
    NoPlace { words: String },
    /// A leader without a position.
    NoPosition { name: String },
    /// Words on the line of leaders that are no leader.
    LeaderWords { words: String },
}

impl Doubt {
    pub fn at(words: &Words, what: Doubtful) -> Self {
        Self { places: words.places.clone(), what }
    }
}
