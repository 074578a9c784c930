//! Tiến độ: how far an agency has come with the tasks that a plan gives it, as it has reported.

use jiff::civil::Date;

use super::agency::{AgencyId, PlanId};
use super::overlay::NamedTask;
use crate::diagnostic::Place;

/// Báo cáo tiến độ của một cơ quan về một kế hoạch.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    pub agency: AgencyId,
    pub plan: PlanId,
    pub year: i16,
    pub reports: Vec<Reported>,
    pub place: Place,
}

/// What is reported of one task.
#[derive(Debug, Clone, PartialEq)]
pub struct Reported {
    /// The task, as the file names it and as the plan has it now.
    pub task: NamedTask,
    pub state: Reach,
    /// Ngày hoàn thành, or the day that the state is of.
    pub day: Option<Date>,
    /// Kết quả, ghi chú.
    pub note: Option<String>,
    /// Sản phẩm: số văn bản, liên kết.
    pub product: Option<String>,
}

/// Tình trạng, as somebody states it. Whether a task is late is reckoned, never stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Chưa làm.
    NotStarted,
    /// Đang làm.
    Underway,
    /// Xong.
    Done,
}

impl Reach {
    pub const ALL: [Self; 3] = [Self::NotStarted, Self::Underway, Self::Done];

    /// As a person reads and chooses it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "chưa làm",
            Self::Underway => "đang làm",
            Self::Done => "xong",
        }
    }
}
