//! The resolved content: valid by construction, ids checked, dates real.
//!
//! Enters through [`crate::content`]; leaves to [`crate::derive`] and [`crate::template`]. It knows
//! nothing of YAML or of layout. All of it hangs on [`Province`].
//!
//! - [`agency`]: agencies and groups, each with the days on which it exists
//! - [`plan`]: a plan as an outline, its tasks with their assignments; [`mod@reference`]: where a task stands in it
//! - [`overlay`]: what an agency adds to its own sub-plan; [`identity`]: the task that its kept words mean by now;
//!   [`called`]: headings as it names them
//! - [`progress`], [`report`]: how far it is, and what an office says of that
//! - [`non_empty`]: lists that have something in them

pub mod agency;
pub mod called;
pub mod identity;
pub mod non_empty;
pub mod overlay;
pub mod plan;
pub mod progress;
pub mod reference;
pub mod report;

use std::collections::BTreeMap;

use crate::text::values::Score;
pub use agency::{Agency, AgencyId, AgencyKind, Fact, Group, GroupId, PlanId, Registry};
pub use overlay::Overlay;
pub use plan::Plan;
pub use progress::Progress;
pub use reference::Position;
pub use report::ReportPart;

/// What the files of a plan itself are called, beside those of the agencies; no agency has this id.
pub const PLAN_STEM: &str = "ke-hoach";

/// Toàn bộ nội dung của một tỉnh.
#[derive(Debug, Clone)]
pub struct Province {
    /// Tên riêng, e.g. Lạng Sơn.
    pub name: String,
    /// Full names of index families by their id (PCI, PGI, BPI).
    pub families: BTreeMap<String, String>,
    pub registry: Registry,
    pub plans: Vec<Plan>,
    pub overlays: Vec<Overlay>,
    pub results: Vec<Results>,
    pub progress: Vec<Progress>,
    /// What offices say in their reports, in the order of their files.
    pub reports: Vec<ReportPart>,
}

/// Kết quả đã công bố.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    pub family: String,
    pub year: i16,
    pub score: Option<Score>,
    pub rank: Option<u16>,
    pub ranked: Option<u16>,
    pub indices: BTreeMap<String, Score>,
}

impl Province {
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == *id)
    }

    /// The plans of a year, in the order of their ids.
    pub fn plans_of(&self, year: i16) -> impl Iterator<Item = &Plan> {
        self.plans.iter().filter(move |plan| plan.year == year)
    }

    /// Years that have a plan, oldest first.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.plans.iter().map(|plan| plan.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// What an agency has reported on a plan.
    pub fn progress_of(&self, agency: &AgencyId, plan: &PlanId) -> Option<&Progress> {
        self.progress.iter().find(|progress| progress.agency == *agency && progress.plan == *plan)
    }

    /// The published score of an index in a year.
    pub fn published(&self, family: &str, year: i16, index: &str) -> Option<Score> {
        let of_year = |results: &&Results| results.family == family && results.year == year;
        self.results.iter().filter(of_year).find_map(|results| results.indices.get(index).copied())
    }
}
