//! A plan as an outline: headings with what stands under them, and, anywhere, tasks with their whole
//! assignment.

mod assigned;
mod indicator;

pub use assigned::{Assigned, Assignee, Due, Nature, Party};
pub use indicator::{Bound, Figure, Goal, Indicator, Unit};

use super::agency::{AgencyId, PlanId};
use super::reference::Position;
use crate::diagnostic::Place;
use crate::official::Official;
use crate::text::likeness;

/// Kế hoạch. Any plan of any office: all plans of a year are equal.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub id: PlanId,
    pub year: i16,
    /// Known only in part: not printed itself, cited without điểm and khoản.
    pub excerpt: bool,
    pub official: Official,
    pub issuer: AgencyId,
    /// Name of its template.
    pub template: String,
    /// Họ chỉ số of its indices; none where it has no indices.
    pub family: Option<String>,
    /// Căn cứ: one paragraph each, italic (Phụ lục I, Phần I, Mục II.6.b).
    pub grounds: Vec<String>,
    pub opening: Vec<String>,
    /// Mục I, II, …
    pub sections: Vec<Heading>,
    /// Đoạn kết after the last Mục.
    pub closing: Vec<String>,
    pub annexes: Vec<Annex>,
    /// Where it stands in its file, for findings.
    pub place: Place,
}

/// Mục, khoản, điểm, or a group of tasks in an annex: one node of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    pub position: Position,
    pub title: Title,
    /// Họ chỉ số that it counts to: that of an index, or one stated for it or above it.
    pub family: Option<String>,
    pub indicators: Vec<Indicator>,
    /// Cơ quan đầu mối theo dõi.
    pub monitor: Option<AgencyId>,
    pub co_monitors: Vec<AgencyId>,
    /// What stands under it, in the order in which it is printed.
    pub content: Vec<Element>,
    pub closing_line: Option<String>,
    pub place: Place,
}

/// Nội dung của một đề mục: one thing that stands under a heading.
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Đoạn văn.
    Paragraph(String),
    /// Gạch đầu dòng.
    Dash(String),
    Table(PlainTable),
    Assignment(Box<Assignment>),
    Heading(Box<Heading>),
}

/// How a heading is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    Named(String),
    /// Chỉ số thành phần, by its name.
    Index(String),
    /// A numbered paragraph without a title.
    Untitled,
}

impl Title {
    /// The words of the title, without what a template puts around them.
    pub fn text(&self) -> &str {
        match self {
            Self::Named(text) | Self::Index(text) => text,
            Self::Untitled => "",
        }
    }
}

/// Bảng thường: figures and words that are nobody's task. Every row has a cell for every column.
#[derive(Debug, Clone, PartialEq)]
pub struct PlainTable {
    title: Option<String>,
    columns: Vec<PlainColumn>,
    rows: Vec<Vec<String>>,
    total: Option<Vec<String>>,
}

impl PlainTable {
    /// `None` where a row has more cells than there are columns, or fewer.
    pub fn new(
        title: Option<String>,
        columns: Vec<PlainColumn>,
        rows: Vec<Vec<String>>,
        total: Option<Vec<String>>,
    ) -> Option<Self> {
        let fits = rows.iter().chain(&total).all(|row| row.len() == columns.len());
        fits.then_some(Self { title, columns, rows, total })
    }

    /// Tên bảng.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    pub fn columns(&self) -> &[PlainColumn] {
        &self.columns
    }

    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }

    /// Dòng tổng cộng, printed bold.
    pub fn total(&self) -> Option<&[String]> {
        self.total.as_deref()
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlainColumn {
    pub title: String,
    pub kind: ColumnKind,
}

/// What a column holds, and so how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Chữ, from the left.
    Words,
    /// Số thứ tự, ký hiệu, centred.
    Mark,
    /// Số tiền, số lượng, from the right.
    Figure,
}

/// Điểm giao việc: tasks that are printed under one name.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// Where it stands; the heading's own place where it has no number or letter of its own.
    pub position: Position,
    pub role: AssignmentRole,
    pub style: NameStyle,
    pub words: Words,
    /// Printed instead of the names of the leads.
    pub subject: Option<String>,
    /// Before the name: "đề nghị".
    pub preface: Option<String>,
    /// What holds for every task that does not say otherwise.
    pub shared: Assigned,
    pub tasks: Vec<Task>,
}

/// Whether tasks are the plan's matter or the way in which it is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentRole {
    /// Nhiệm vụ, giải pháp.
    Task,
    /// Trách nhiệm trong "Tổ chức thực hiện".
    Organisation,
}

/// Whose words the tasks of an assignment are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Own,
    /// The paragraphs of the heading are the task; they are printed once.
    OfHeading,
}

/// Where a plan names those who do the tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameStyle {
    /// "a) Sở Tài chính: …"
    Before,
    /// "Phân công thực hiện: Sở Tài chính chủ trì, phối hợp với …" after the tasks.
    After,
    /// The sentence itself names them.
    InSentence,
    /// "Cơ quan chủ trì: …. Thời hạn: …." after the task.
    Labels,
}

/// Nhiệm vụ: the smallest assigned unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Mã that the plan gives it, which stays with it wherever it goes.
    pub id: Option<String>,
    pub reference: Position,
    pub text: String,
    /// Subject printed before the text in the plan, where it narrows.
    pub subject: Option<String>,
    /// True where it has leads of its own instead of its assignment's.
    pub narrowed: bool,
    pub assigned: Assigned,
    pub place: Place,
}

/// Phụ lục.
#[derive(Debug, Clone, PartialEq)]
pub enum Annex {
    /// Made from the tasks of the plan.
    Generated(AnnexSpec),
    /// As the plan has it.
    Written { layout: AnnexLayout, content: Box<Heading> },
}

/// How a written annex is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnexLayout {
    /// Bảng nhiệm vụ: one row a task.
    TaskTable,
    /// Paragraphs, tables, forms.
    Text,
}

/// Phụ lục được sinh ra.
#[derive(Debug, Clone, PartialEq)]
pub struct AnnexSpec {
    pub kind: AnnexKind,
    pub family: Option<String>,
    pub title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnnexKind {
    /// Targets and who does what, compact.
    Matrix,
    /// Every task, agency by agency.
    Tasks,
}

/// Which of several tasks with the same words: "2/3", counted through the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Twin {
    /// From 1.
    at: usize,
    of: usize,
}

impl Twin {
    /// Which of all the tasks with its words a task is; none where it is the only one, or has an id by which
    /// it is known anyway.
    pub fn among(same: &[&Task], task: &Task) -> Option<Self> {
        let at = same.iter().position(|other| other.reference == task.reference)? + 1;
        (task.id.is_none() && same.len() > 1).then_some(Self { at, of: same.len() })
    }
}

impl std::fmt::Display for Twin {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}/{}", self.at, self.of)
    }
}

impl Plan {
    /// Which of the tasks with its words a task is, as [`Twin::among`] has it.
    pub fn twin(&self, task: &Task) -> Option<Twin> {
        let same = self.all_tasks().filter(|other| likeness::is_same(&other.text, &task.text));
        Twin::among(&same.collect::<Vec<_>>(), task)
    }

    /// "Kế hoạch số 175/KH-UBND"; the later citation, type and number only (Phụ lục I, II.6.b).
    pub fn short_citation(&self) -> String {
        format!("Kế hoạch số {}", self.official.number_and_symbol())
    }

    /// Every heading, annexes last, each before what stands under it.
    pub fn headings(&self) -> impl Iterator<Item = &Heading> {
        self.roots().flat_map(Heading::with_descendants)
    }

    /// Mục, then the annexes as the plan has them.
    fn roots(&self) -> impl Iterator<Item = &Heading> {
        let annexes = self.annexes.iter().filter_map(|annex| match annex {
            Annex::Written { content, .. } => Some(content.as_ref()),
            Annex::Generated(_) => None,
        });
        self.sections.iter().chain(annexes)
    }

    /// Chỉ số thành phần, in order.
    pub fn indices(&self) -> impl Iterator<Item = &Heading> {
        self.headings().filter(|heading| matches!(heading.title, Title::Index(_)))
    }

    /// Every assignment, in the order in which it is printed.
    pub fn assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.given().map(|(_, given)| given)
    }

    /// The same, each with the heading that it stands under.
    pub fn given(&self) -> impl Iterator<Item = (&Heading, &Assignment)> {
        self.roots().flat_map(Heading::given)
    }

    /// Every task of the plan's matter, in order.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.of_role(AssignmentRole::Task)
    }

    /// Every duty of "Tổ chức thực hiện".
    pub fn duties(&self) -> impl Iterator<Item = &Task> {
        self.of_role(AssignmentRole::Organisation)
    }

    /// Tasks and duties in order.
    pub fn all_tasks(&self) -> impl Iterator<Item = &Task> {
        self.assignments().flat_map(|assignment| &assignment.tasks)
    }

    fn of_role(&self, role: AssignmentRole) -> impl Iterator<Item = &Task> {
        self.assignments().filter(move |given| given.role == role).flat_map(|given| &given.tasks)
    }
}

impl Heading {
    /// The heading, then all that stands under it, in order.
    pub fn with_descendants(&self) -> Vec<&Self> {
        let mut all = vec![self];
        all.extend(self.children().flat_map(Self::with_descendants));
        all
    }

    /// Its assignments and those of what stands under it, in the order in which they are printed.
    fn given(&self) -> Vec<(&Self, &Assignment)> {
        let all = self.content.iter().flat_map(|element| match element {
            Element::Assignment(given) => vec![(self, given.as_ref())],
            Element::Heading(heading) => heading.given(),
            Element::Paragraph(_) | Element::Dash(_) | Element::Table(_) => Vec::new(),
        });
        all.collect()
    }

    /// Đoạn văn và gạch đầu dòng, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.content.iter().filter_map(|element| match element {
            Element::Paragraph(text) | Element::Dash(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Its plain tables, in order.
    pub fn tables(&self) -> impl Iterator<Item = &PlainTable> {
        self.content.iter().filter_map(|element| match element {
            Element::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Its own assignments, in order, not those of headings under it.
    pub fn assignments(&self) -> impl Iterator<Item = &Assignment> {
        self.content.iter().filter_map(|element| match element {
            Element::Assignment(given) => Some(given.as_ref()),
            _ => None,
        })
    }

    /// The headings directly under it, in order.
    pub fn children(&self) -> impl Iterator<Item = &Self> {
        self.content.iter().filter_map(|element| match element {
            Element::Heading(heading) => Some(heading.as_ref()),
            _ => None,
        })
    }

    /// Its own tasks, not those of headings under it.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        let matter = self.assignments().filter(|given| given.role == AssignmentRole::Task);
        matter.flat_map(|given| &given.tasks)
    }
}
