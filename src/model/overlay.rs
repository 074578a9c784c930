//! What only the agency knows of its own sub-plan.

use std::sync::Arc;

use super::agency::{AgencyId, PlanId};
use super::non_empty::NonEmpty;
use super::plan::{PlainTable, Twin};
use super::reference::Position;
use crate::diagnostic::Place;
use crate::official::Stated;
use crate::text::deadline::Deadline;

/// Phần riêng của một cơ quan, of one plan or of several of a year that it answers together.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    pub agency: AgencyId,
    pub year: i16,
    /// What it states of itself as a document.
    pub stated: Stated,
    /// Kế hoạch gốc that it answers, in its order.
    pub parents: NonEmpty<PlanId>,
    pub opening: Vec<String>,
    pub purposes: Vec<String>,
    pub requirements: Vec<String>,
    pub units: Vec<Arc<Unit>>,
    pub leaders: Vec<Arc<Leader>>,
    pub lead_in: Vec<String>,
    pub blocks: Vec<OverlayBlock>,
    /// Related tasks that are none of its own.
    pub set_aside: Vec<SourceTask>,
    /// Every task that the file names, as it names it.
    pub named: Vec<NamedTask>,
    pub organisation: Vec<OrganisationEntry>,
    pub closing: Option<String>,
    pub shape: Shape,
    pub place: Place,
}

/// Bố cục: what an agency's plan prints, and in which order.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    pub annex: AnnexChoice,
    /// In mục chỉ số được giao theo dõi.
    pub monitored: bool,
    /// In chỉ tiêu under the name of an index.
    pub targets: bool,
    /// In căn cứ after each task.
    pub references: bool,
    /// The sections in their order; empty for those of the template.
    pub sections: Vec<OwnSection>,
}

impl Shape {
    /// Whether it has a section of the tasks, as those of the templates do.
    pub fn has_tasks(&self) -> bool {
        let is_of_tasks =
            |section: &OwnSection| matches!(section, OwnSection::Standard { part: Part::Tasks, .. });
        self.sections.is_empty() || self.sections.iter().any(is_of_tasks)
    }
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            annex: AnnexChoice::WhereItSaysMore,
            monitored: true,
            targets: true,
            references: true,
            sections: Vec::new(),
        }
    }
}

/// Phụ lục bảng phân công.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnexChoice {
    /// Made where it says more than the text does.
    WhereItSaysMore,
    Always,
    Never,
}

/// Mục of an agency's plan.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnSection {
    /// One that templates have, under a title of its own where it states one.
    Standard {
        part: Part,
        title: Option<String>,
    },
    Own(OwnText),
}

/// What the templates of sub-plans are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Mục đích, yêu cầu.
    Purposes,
    /// Chỉ số được giao theo dõi.
    Monitored,
    /// Nhiệm vụ, giải pháp.
    Tasks,
    /// Tổ chức thực hiện.
    Organisation,
}

/// Mục of the agency's own words.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnText {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub dashes: Vec<String>,
    pub tables: Vec<PlainTable>,
    pub clauses: Vec<OwnClause>,
}

impl OwnText {
    /// Every text in it, titles and cells of tables too.
    pub fn words(&self) -> impl Iterator<Item = &String> {
        let tables = self
            .tables
            .iter()
            .flat_map(|table| table.rows().iter().flatten().chain(table.total().into_iter().flatten()));
        let clauses = self
            .clauses
            .iter()
            .flat_map(|clause| [&clause.title].into_iter().chain(&clause.paragraphs).chain(&clause.dashes));
        [&self.title].into_iter().chain(&self.paragraphs).chain(&self.dashes).chain(tables).chain(clauses)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct OwnClause {
    pub title: String,
    pub paragraphs: Vec<String>,
    pub dashes: Vec<String>,
}

/// Khoản of "Tổ chức thực hiện" in an agency's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganisationEntry {
    /// `None` keeps the wording of the source task.
    pub text: Option<String>,
    /// Duties of the parent plans that it answers.
    pub covers: Vec<SourceTask>,
    pub deadline: Option<Deadline>,
    pub place: Place,
}

/// Phòng, đơn vị trực thuộc.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    pub id: String,
    pub name: String,
    pub short_name: Option<String>,
}

/// Lãnh đạo chỉ đạo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leader {
    pub id: String,
    pub name: String,
    pub position: String,
}

/// Units named in an entry: some of those that the overlay declares, all of them, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitSet {
    pub all: bool,
    pub units: Vec<Arc<Unit>>,
}

impl UnitSet {
    /// What stands for every unit among ids; no unit has it.
    pub const ALL: &str = "tat_ca";

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

/// An agency's own account of one heading of a parent plan (or of several folded into one). No heading
/// has two.
#[derive(Debug, Clone, PartialEq)]
pub struct OverlayBlock {
    pub plan: PlanId,
    /// Headings of that plan.
    pub headings: NonEmpty<Position>,
    pub title: Option<String>,
    pub leaders: Vec<Arc<Leader>>,
    pub by_field: bool,
    pub style: EntryStyle,
    /// Phân công in words of its own, where it does not go by points.
    pub division: Vec<String>,
    pub entries: Vec<OverlayEntry>,
    /// Where its heading is named.
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
    pub leaders: Vec<Arc<Leader>>,
    pub deadline: Option<Deadline>,
    pub output: Option<String>,
    pub phrase: Option<String>,
    pub place: Place,
}

/// A task of a parent plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceTask {
    pub plan: PlanId,
    pub reference: Position,
}

/// A task where a part names it.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedTask {
    pub source: SourceTask,
    /// How it is named in the file from now on: the id that its plan gives it, or its place.
    pub name: String,
    /// The words of the task as they are now.
    pub text: String,
    /// Which of those with the same words it is.
    pub twin: Option<Twin>,
    pub identity: Identity,
    /// What its agency was given in it, as the file has kept it.
    pub given: Option<String>,
    /// Whose words answer it.
    pub wording: Wording,
    /// The item of the list that names it.
    pub place: Place,
}

/// Whose words an entry is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// The agency's: they answer the task as it stood when they were written.
    Own,
    /// The plan's: they follow the task as it is.
    Kept,
}

/// What a part has kept of a task, beside what the task is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// Its words, and they are the same.
    Kept,
    /// Its words are the same, and it stands elsewhere.
    Moved,
    /// Its words have changed, and the part prints them as they are.
    Reworded,
    /// Nothing but its place.
    Unkept,
}
