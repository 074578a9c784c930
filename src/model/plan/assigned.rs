//! Phân công: who does a task with whom, by when, with what.

use crate::model::agency::{AgencyId, GroupId, Registry};
use crate::text::deadline::Deadline;

/// Cơ quan, nhóm được giao việc.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assignee {
    Agency(AgencyId),
    Group(GroupId),
    /// Outside the register, as the text calls it: các doanh nghiệp, viện, trường.
    Outside(String),
}

impl Assignee {
    /// Its name; the id of what is not registered (reported before).
    pub fn name<'n>(&'n self, registry: &'n Registry) -> &'n str {
        match self {
            Self::Agency(id) => registry.agency(id).map_or(id.as_str(), |agency| &agency.name),
            Self::Group(id) => registry.group(id).map_or(id.as_str(), |group| &group.name),
            Self::Outside(name) => name,
        }
    }
}

/// An assignee with the part that is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub who: Assignee,
    /// Phạm vi: "quy hoạch, cấp phép theo thẩm quyền".
    pub scope: Option<String>,
}

/// Phân công của một nhiệm vụ, whole: everything that the plan says of who does it, how and by when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assigned {
    /// Chủ trì.
    pub leads: Vec<Party>,
    /// Phối hợp.
    pub supporting: Vec<Party>,
    /// Trừ.
    pub except: Vec<AgencyId>,
    /// "theo chức năng, nhiệm vụ".
    pub manner: Option<String>,
    /// What they are to do with the tasks, where it is not simply to carry them out: "xây dựng kế hoạch thực
    /// hiện".
    pub action: Option<String>,
    /// What stands before a list of tasks and belongs to each: "Các cơ quan chủ trì xây dựng cơ chế, chính
    /// sách:".
    pub condition: Option<String>,
    /// Thời hạn; several where parts have their own.
    pub deadlines: Vec<Due>,
    /// Sản phẩm.
    pub output: Option<String>,
    /// Kinh phí.
    pub money: Option<String>,
    pub nature: Option<Nature>,
    /// Thông qua cơ quan này.
    pub through: Option<AgencyId>,
}

/// Thời hạn, of the whole task or of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub part: Option<String>,
    pub deadline: Deadline,
}

impl Due {
    /// Whether a text states it itself; of a part of the task no text does.
    pub fn is_said_in(&self, text: &str) -> bool {
        self.part.is_none() && self.deadline.is_said_in(text)
    }
}

/// What kind of thing a task is, where the program has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// Xây dựng kế hoạch của mình.
    MakePlan,
    /// Báo cáo.
    Report,
    /// Thông tin, tuyên truyền.
    Publicise,
    /// Theo dõi, đôn đốc.
    Monitor,
    /// Chỉ đạo thực hiện.
    Direct,
}

impl Assigned {
    /// Everyone named, leads first.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.leads.iter().chain(&self.supporting)
    }

    /// Whether an assignee leads, by its own name or as a group.
    pub fn is_led_by(&self, who: &Assignee) -> bool {
        self.leads.iter().any(|party| party.who == *who)
    }

    /// Whether an assignee supports, by its own name or as a group.
    pub fn is_supported_by(&self, who: &Assignee) -> bool {
        self.supporting.iter().any(|party| party.who == *who)
    }

    /// Its only deadline, where it has one for the whole.
    pub fn deadline(&self) -> Option<&Deadline> {
        match self.deadlines.as_slice() {
            [Due { part: None, deadline }] => Some(deadline),
            _ => None,
        }
    }
}
