//! A plan as an outline: headings with what stands under them, and, anywhere, tasks with their whole
//! assignment.

use super::agency::{AgencyId, GroupId, PlanId, Registry};
use super::reference::Position;
use crate::diagnostic::Place;
use crate::official::Official;
use crate::text::deadline::Deadline;
use crate::text::likeness;
use crate::text::values::Score;

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

/// Chỉ tiêu. What is to be reached: a figure with its unit, or words.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// None where the heading itself is what is measured.
    pub name: Option<String>,
    pub goal: Goal,
    /// The year in which it is to be reached.
    pub year: i16,
    /// Mức tăng, giảm so với năm gốc, where stated, in the same unit.
    pub change: Option<Score>,
    pub base_year: i16,
    /// Where its change is typed, else its value.
    pub place: Place,
}

/// Mức phấn đấu.
#[derive(Debug, Clone, PartialEq)]
pub enum Goal {
    Figure {
        bound: Bound,
        figure: Figure,
        unit: Unit,
    },
    /// "giữ vị trí dẫn đầu vùng".
    Words(String),
}

/// A number as typed, and its value where it is one that can be reckoned with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    pub typed: String,
    pub value: Option<Score>,
}

/// Chiều của chỉ tiêu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// từ … trở lên
    AtLeast,
    /// không quá …
    AtMost,
    /// đạt …
    Exactly,
    /// trong nhóm … đứng đầu
    Top,
}

/// Đơn vị tính.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// điểm, of a scale that ends at 10, 100, …
    Points { of: u16 },
    /// %
    Percent,
    /// hạng: the lower the better
    Rank,
    /// doanh nghiệp, km, triệu đồng …
    Count(String),
}

impl Indicator {
    /// Điểm of an index of ten: what published results are compared with.
    pub fn score(&self) -> Option<Score> {
        match &self.goal {
            Goal::Figure { figure, unit: Unit::Points { .. }, .. } => figure.value,
            _ => None,
        }
    }

    /// "7,24 điểm", "hạng 20", or the words.
    pub fn told(&self) -> String {
        match &self.goal {
            Goal::Words(words) => words.clone(),
            Goal::Figure { figure, unit, .. } => match unit {
                Unit::Points { .. } => format!("{} điểm", figure.typed),
                Unit::Percent => format!("{}%", figure.typed),
                Unit::Rank => format!("hạng {}", figure.typed),
                Unit::Count(unit) => format!("{} {unit}", figure.typed),
            },
        }
    }

    /// The base year's actual that goal and change imply, in the same unit.
    pub fn implied_base(&self) -> Option<Score> {
        match &self.goal {
            // A better rank is a lower number: what rose by two places was two more.
            Goal::Figure { figure, unit: Unit::Rank, .. } => Some(figure.value? + self.change?),
            Goal::Figure { figure, .. } => Some(figure.value? - self.change?),
            Goal::Words(_) => None,
        }
    }
}

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
