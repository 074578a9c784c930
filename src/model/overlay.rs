//! What only the agency knows of its own sub-plan.

use super::agency::{AgencyId, PlanId};
use super::plan::Stated;
use super::reference::TaskRef;
use super::values::Deadline;
use crate::diagnostic::Place;

/// Phần riêng của một cơ quan và một năm.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    pub agency: AgencyId,
    pub year: i16,
    /// What it states of itself as a document.
    pub stated: Stated,
    /// Kế hoạch gốc, the main plan first; never empty.
    pub parents: Vec<PlanId>,
    pub opening: Vec<String>,
    pub purposes: Vec<String>,
    pub requirements: Vec<String>,
    pub units: Vec<Unit>,
    pub leaders: Vec<Leader>,
    pub lead_in: Vec<String>,
    pub indices: Vec<OverlayIndex>,
    pub organisation: Vec<String>,
    pub closing: Option<String>,
    pub annex: bool,
    /// In mục chỉ số được giao theo dõi.
    pub show_monitored: bool,
    pub place: Place,
}

/// Phòng, đơn vị trực thuộc.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    pub id: String,
    pub name: String,
    pub short_name: Option<String>,
}

/// Lãnh đạo chỉ đạo.
#[derive(Debug, Clone, PartialEq)]
pub struct Leader {
    pub id: String,
    pub name: String,
    pub position: String,
}

/// Units named in an entry: places in [`Overlay::units`], or all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitSet {
    pub all: bool,
    pub units: Vec<usize>,
}

impl UnitSet {
    pub fn is_empty(&self) -> bool {
        !self.all && self.units.is_empty()
    }
}

/// Cách trình bày phân công.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryStyle {
    /// a), b), c) with a "Phân công" list.
    Lettered,
    /// "Giao Phòng X chủ trì …".
    Assigning,
}

/// The family name that stands for the focal tasks of a plan.
pub const FOCAL: &str = "trong_tam";

/// An agency's own account of one index (or of several folded into one). No index has two.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayIndex {
    pub plan: PlanId,
    /// Họ chỉ số, or [`FOCAL`].
    pub family: String,
    /// Ordinals of the indices in that plan; never empty.
    pub ordinals: Vec<usize>,
    pub title: Option<String>,
    /// Places in [`Overlay::leaders`].
    pub leaders: Vec<usize>,
    pub by_field: bool,
    pub style: EntryStyle,
    pub entries: Vec<OverlayEntry>,
    /// Where its number is typed.
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OverlayEntry {
    /// `None` keeps the wording of the source task.
    pub text: Option<String>,
    /// Source tasks that this entry answers; empty for the agency's own task.
    pub covers: Vec<SourceTask>,
    pub lead: UnitSet,
    pub supporting: UnitSet,
    pub leaders: Vec<usize>,
    pub deadline: Option<Deadline>,
    pub output: Option<String>,
    pub phrase: Option<String>,
    pub place: Place,
}

/// A task of a parent plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceTask {
    pub plan: PlanId,
    pub reference: TaskRef,
}
