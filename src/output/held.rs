//! Văn bản đang có gì: what a file holds of its document, as far as a later run can compare it. An
//! issued document is never replaced by something emptier without a word.

use serde::{Deserialize, Serialize};

use super::digest::Digest;
use crate::official::State;
use crate::signature::{Signing, Why};

/// Trạng thái của tệp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Dự thảo.
    Draft,
    /// Đã ban hành.
    Issued,
    /// Đã ký số: the PDF on the disk has a signature, and is whole.
    Signed,
    /// Bị sửa sau khi ký số.
    Altered,
    /// It has a signature that cannot be verified.
    Unchecked,
    /// It has a signature that cannot be read.
    Unread,
}

impl Status {
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "dự thảo",
            Self::Issued => "đã ban hành",
            Self::Signed => "đã ký số",
            Self::Altered => "bị sửa sau khi ký số",
            Self::Unchecked => "có chữ ký số, không kiểm tra được",
            Self::Unread => "không đọc được chữ ký số",
        }
    }

    /// What its signature makes of a file; `None` where nobody signed it.
    pub fn of_signing(signing: &Signing) -> Option<Self> {
        match signing {
            Signing::Unsigned | Signing::Unreadable { why: Why::NotPdf } => None,
            Signing::Intact { .. } => Some(Self::Signed),
            Signing::Changed { .. } => Some(Self::Altered),
            Signing::Unchecked { .. } => Some(Self::Unchecked),
            Signing::Unreadable { .. } => Some(Self::Unread),
        }
    }

    /// Whether the document is out of the drafter's hands.
    pub fn is_published(self) -> bool {
        match self {
            Self::Draft => false,
            // A signature that was broken, or is not understood, was somebody's signature.
            Self::Issued | Self::Signed | Self::Altered | Self::Unchecked | Self::Unread => true,
        }
    }
}

impl From<State> for Status {
    fn from(state: State) -> Self {
        match state {
            State::Draft => Self::Draft,
            State::Issued => Self::Issued,
        }
    }
}

/// How much of a document is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// Nhiệm vụ.
    pub tasks: usize,
    /// Nhiệm vụ đã có đơn vị chủ trì.
    pub units: usize,
    /// Nhiệm vụ đã có thời hạn.
    pub deadlines: usize,
}

/// What a file holds. What an older program wrote did not say all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub status: Status,
    /// Digest of the paper, the same for DOCX and PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Digest>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filled: Option<Filled>,
}

/// What a document would lose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// It would be a draft again.
    Status(Status),
    Tasks(usize, usize),
    Units(usize, usize),
    Deadlines(usize, usize),
}

impl Held {
    /// The same, where its file was signed since.
    pub fn signed(self, signing: &Signing) -> Self {
        Self { status: Status::of_signing(signing).unwrap_or(self.status), ..self }
    }

    /// What is lost where `next` takes the place of this; nothing of a draft, which is there to change.
    pub fn losses(&self, next: &Self) -> Vec<Loss> {
        if !self.status.is_published() {
            return Vec::new();
        }
        let mut losses = Vec::new();
        if !next.status.is_published() {
            losses.push(Loss::Status(self.status));
        }
        if let (Some(before), Some(after)) = (self.filled, next.filled) {
            let counts = [
                (Loss::Tasks as fn(usize, usize) -> Loss, before.tasks, after.tasks),
                (Loss::Units, before.units, after.units),
                (Loss::Deadlines, before.deadlines, after.deadlines),
            ];
            let fewer = counts.into_iter().filter(|(_, before, after)| after < before);
            losses.extend(fewer.map(|(loss, before, after)| loss(before, after)));
        }
        losses
    }
}

impl Held {
    /// What the agency itself had filled in of a draft and `next` has not: a draft changes with its plan, but
    /// work that is gone is told of.
    pub fn undone(&self, next: &Self) -> Option<Loss> {
        let (before, after) = self.filled.zip(next.filled).filter(|_| !self.status.is_published())?;
        (after.units < before.units).then_some(Loss::Units(before.units, after.units))
    }
}

impl Loss {
    /// "42 nhiệm vụ → 40"
    pub fn label(self) -> String {
        match self {
            Self::Status(before) => format!("{} → {}", before.label(), Status::Draft.label()),
            Self::Tasks(before, after) => format!("{before} nhiệm vụ → {after}"),
            Self::Units(before, after) => format!("{before} nhiệm vụ có đơn vị chủ trì → {after}"),
            Self::Deadlines(before, after) => format!("{before} nhiệm vụ có thời hạn → {after}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(status: Status, tasks: usize, units: usize, deadlines: usize) -> Held {
        Held { status, content: None, filled: Some(Filled { tasks, units, deadlines }) }
    }

    #[test]
    fn an_issued_or_signed_document_loses_what_gets_fewer_and_nothing_else() {
        for status in [Status::Issued, Status::Signed, Status::Altered, Status::Unchecked, Status::Unread] {
            let before = held(status, 42, 40, 7);
            let losses =
                |next: Held| -> Vec<String> { before.losses(&next).into_iter().map(Loss::label).collect() };
            assert!(losses(held(Status::Issued, 42, 40, 7)).is_empty());
            assert!(losses(held(Status::Issued, 43, 41, 8)).is_empty());
            assert_eq!(losses(held(Status::Issued, 40, 40, 7)), ["42 nhiệm vụ → 40"]);
            assert_eq!(losses(held(Status::Issued, 42, 39, 7)), ["40 nhiệm vụ có đơn vị chủ trì → 39"]);
            assert_eq!(losses(held(Status::Issued, 42, 40, 6)), ["7 nhiệm vụ có thời hạn → 6"]);
            let draft = format!("{} → dự thảo", status.label());
            assert_eq!(losses(held(Status::Draft, 42, 40, 7)), [draft]);
        }
    }

    #[test]
    fn of_a_draft_the_units_that_are_gone_are_told() {
        let before = held(Status::Draft, 42, 40, 7);
        assert_eq!(before.undone(&held(Status::Draft, 30, 39, 0)), Some(Loss::Units(40, 39)));
        assert_eq!(before.undone(&held(Status::Draft, 30, 40, 0)), None);
        assert_eq!(held(Status::Issued, 42, 40, 7).undone(&held(Status::Draft, 0, 0, 0)), None);
    }

    #[test]
    fn a_draft_may_lose_anything() {
        assert!(held(Status::Draft, 42, 40, 7).losses(&held(Status::Draft, 0, 0, 0)).is_empty());
    }

    #[test]
    fn of_what_an_older_program_did_not_count_only_the_status_is_compared() {
        let before = Held { filled: None, ..held(Status::Issued, 0, 0, 0) };
        assert!(before.losses(&held(Status::Issued, 0, 0, 0)).is_empty());
        assert_eq!(before.losses(&held(Status::Draft, 9, 9, 9)), [Loss::Status(Status::Issued)]);
    }
}
