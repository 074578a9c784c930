//! Đường đi của một bản PDF: from the drafter to the leader, who signs, to văn thư, who seals. Said by the signatures
//! that were verified, and by the fields that they stand in.

use super::state::{Signature, Signing};
use crate::official::SigningField;

/// Bước.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Chưa ký.
    Unsigned,
    /// Lãnh đạo đã ký: the seal is still to come.
    SignedByLeader,
    /// Văn thư đã đóng dấu: nothing is to come.
    Sealed,
    /// The seal is there, and the leader's signature is not.
    SealedOnly,
    /// In fields that the signing program made for itself: whose signature is whose is not known.
    Elsewhere,
    /// What the signatures say cannot be relied on.
    Broken,
}

impl Stage {
    pub const ALL: [Self; 6] =
        [Self::Unsigned, Self::SignedByLeader, Self::Sealed, Self::SealedOnly, Self::Elsewhere, Self::Broken];

    pub fn of(signing: &Signing) -> Self {
        let signed = match signing {
            _ if !signing.may_be_signed() => return Self::Unsigned,
            Signing::Intact { signed } => signed,
            _ => return Self::Broken,
        };
        let by_people = || signed.signatures.iter().filter(|signature| !signature.time_stamp);
        let has = |field: SigningField| by_people().any(|signature| is_in(signature, field));
        let waits = |field: SigningField| signed.empty.iter().any(|empty| empty == field.name());
        let strange = by_people().any(|signature| SigningField::of(&signature.field).is_none());
        match (has(SigningField::Signer), has(SigningField::Body)) {
            (true, true) => Self::Sealed,
            // An annex by itself has a seal alone.
            (false, true) if !waits(SigningField::Signer) && !strange => Self::Sealed,
            _ if strange => Self::Elsewhere,
            (true, false) => Self::SignedByLeader,
            (false, true) => Self::SealedOnly,
            (false, false) => Self::Unsigned,
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Unsigned => "chưa ký",
            Self::SignedByLeader => "lãnh đạo đã ký, chờ đóng dấu",
            Self::Sealed => "văn thư đã đóng dấu",
            Self::SealedOnly => "đã đóng dấu, chưa có chữ ký của lãnh đạo",
            Self::Elsewhere => "đã ký ở ô khác của phần mềm ký",
            Self::Broken => "chữ ký không dùng được",
        }
    }
}

fn is_in(signature: &Signature, field: SigningField) -> bool {
    SigningField::of(&signature.field) == Some(field)
}
