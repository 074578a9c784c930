//! Phần riêng của các cơ quan: which of them differ in two states of one year. What differs in them is not told
//! here: each is a file of its agency.

use crate::derive::Year;
use crate::model::{Agency, Overlay};

/// A part that differs.
#[derive(Debug)]
pub struct PartChange<'y> {
    pub agency: &'y Agency,
    pub state: PartState,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartState {
    New,
    Gone,
    Other,
}

impl PartState {
    pub const fn label(self) -> &'static str {
        match self {
            Self::New => "mới",
            Self::Gone => "không còn",
            Self::Other => "đã sửa",
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Gone => "dropped",
            Self::Other => "altered",
        }
    }
}

/// Parts of one year as their files say them; of two years every part is another.
pub(super) fn changes<'y>(old: &'y Year<'_>, new: &'y Year<'_>) -> Vec<PartChange<'y>> {
    if old.year != new.year {
        return Vec::new();
    }
    let of = |year: &'y Year<'_>| -> Vec<&'y Overlay> {
        year.province.overlays.iter().filter(|part| part.year == year.year).collect()
    };
    let (before, after) = (of(old), of(new));
    let same = |one: &Overlay, other: &Overlay| {
        one.agency == other.agency && one.parents.iter().eq(other.parents.iter())
    };
    let changed = after.iter().filter_map(|now| {
        let state = match before.iter().find(|then| same(then, now)) {
            None => PartState::New,
            Some(then) if then.place.source.text != now.place.source.text => PartState::Other,
            Some(_) => return None,
        };
        Some(PartChange { agency: new.province.registry.agency(&now.agency)?, state })
    });
    let gone = before.iter().filter(|then| !after.iter().any(|now| same(then, now)));
    let gone = gone.filter_map(|then| {
        Some(PartChange { agency: old.province.registry.agency(&then.agency)?, state: PartState::Gone })
    });
    changed.chain(gone).collect()
}
