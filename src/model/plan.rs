//! The provincial plan: sections, indices, assignments, tasks, duties.

use super::agency::{AgencyId, GroupId, PlanId};
use super::reference::{TaskRef, roman};
use super::values::{Deadline, IssueDate, Score};
use crate::diagnostic::Place;
use crate::document::{Circulation, State, Urgency};

/// Kế hoạch của tỉnh.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub id: PlanId,
    pub year: i16,
    /// Kế hoạch chính của năm; others are further parent plans.
    pub main: bool,
    /// Known only in part: not printed itself, cited without điểm and khoản.
    pub excerpt: bool,
    pub official: Official,
    pub issuer: AgencyId,
    /// Name of its template.
    pub template: String,
    /// Họ chỉ số mặc định.
    pub family: String,
    pub opening: Vec<String>,
    pub sections: Vec<Section>,
    pub annexes: Vec<AnnexSpec>,
    /// Where it stands in its file, for findings.
    pub place: Place,
}

/// What an official document states of itself, plan or sub-plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Official {
    /// Số; none while a draft.
    pub number: Option<u32>,
    pub symbol: String,
    pub date: IssueDate,
    pub status: State,
    /// Trích yếu.
    pub subject: String,
    pub recipients: Vec<String>,
    /// What follows "Lưu:".
    pub archive: String,
    pub signature: SignatureSpec,
    pub marks: Marks,
    /// Phụ lục phát hành thành tệp riêng: each annex is a file of its own, with a place for the
    /// body's digital signature (Phụ lục I, Phần I, Mục III.1.d).
    pub annexes_apart: bool,
}

/// What content states of an official document, complete or not: an overlay may leave texts to the
/// defaults of [`crate::derive`].
#[derive(Debug, Clone, PartialEq)]
pub struct Stated {
    pub number: Option<u32>,
    pub symbol: Option<String>,
    pub date: IssueDate,
    pub status: State,
    pub subject: Option<String>,
    /// Empty where they are left to the defaults.
    pub recipients: Vec<String>,
    pub archive: Option<String>,
    pub signature: SignatureSpec,
    pub marks: Marks,
    pub annexes_apart: bool,
}

impl Stated {
    /// A draft of this year of which nothing more is known.
    pub fn draft(year: i16) -> Self {
        Self {
            number: None,
            symbol: None,
            date: IssueDate::year_only(year),
            status: State::Draft,
            subject: None,
            recipients: Vec::new(),
            archive: None,
            signature: SignatureSpec::default(),
            marks: Marks::default(),
            annexes_apart: false,
        }
    }

    /// With defaults for what it leaves open; "VT" keeps the file copy.
    pub fn complete(
        self,
        symbol: impl FnOnce() -> String,
        subject: impl FnOnce() -> String,
        recipients: impl FnOnce() -> Vec<String>,
    ) -> Official {
        Official {
            number: self.number,
            symbol: self.symbol.unwrap_or_else(symbol),
            date: self.date,
            status: self.status,
            subject: self.subject.unwrap_or_else(subject),
            recipients: if self.recipients.is_empty() { recipients() } else { self.recipients },
            archive: self.archive.unwrap_or_else(|| "VT".to_owned()),
            signature: self.signature,
            marks: self.marks,
            annexes_apart: self.annexes_apart,
        }
    }
}

impl Official {
    /// `175`, `05`: zero-padded below 10 (Phụ lục I, Phần I, Mục II.3.c).
    pub fn number_label(&self) -> Option<String> {
        self.number.map(|number| format!("{number:02}"))
    }

    /// "175/KH-UBND"; a draft has a blank before the slash.
    pub fn number_and_symbol(&self) -> String {
        match self.number_label() {
            Some(number) => format!("{number}/{}", self.symbol),
            None => format!("……/{}", self.symbol),
        }
    }
}

/// Chữ ký: who signs and how, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SignatureSpec {
    pub form: SigningForm,
    /// TM.: `None` follows the agency.
    pub collective: Option<bool>,
    pub position: Option<String>,
    pub name: Option<String>,
}

/// Hình thức ký (Phụ lục I, Phần I, Mục II.7.b).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SigningForm {
    /// The head signs.
    #[default]
    Head,
    /// KT.
    Deputy,
    /// Q.
    Acting,
    /// TL.
    ByOrder,
    /// TUQ.
    ByDelegation,
    /// The original does not show it: title and name stay blank.
    Unknown,
}

impl SigningForm {
    /// What stands before the head's title where somebody signs by the head's order (TL.) or delegation
    /// (TUQ.): for the head alone, never for a collective.
    pub fn by_order(self) -> Option<&'static str> {
        match self {
            Self::ByOrder => Some("TL."),
            Self::ByDelegation => Some("TUQ."),
            _ => None,
        }
    }
}

/// Dấu và chỉ dẫn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Marks {
    /// DỰ THẢO, with what follows it in brackets.
    pub draft: Option<String>,
    pub urgency: Option<Urgency>,
    pub circulation: Option<Circulation>,
    /// Ký hiệu người soạn thảo.
    pub drafter: Option<String>,
}

/// Mục.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// From 1.
    pub number: usize,
    pub title: String,
    pub paragraphs: Vec<String>,
    pub body: SectionBody,
    pub closing_line: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum SectionBody {
    /// Dash items, possibly none.
    Text(Vec<String>),
    Clauses(Vec<Clause>),
    Indices(Vec<Index>),
    /// Tổ chức thực hiện.
    Duties(Vec<Duty>),
}

/// Khoản có tiêu đề.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub number: usize,
    pub title: String,
    pub paragraphs: Vec<String>,
    pub body: ClauseBody,
    pub closing_line: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ClauseBody {
    Text(Vec<String>),
    /// Nhiệm vụ trọng tâm.
    Focal(Vec<FocalTask>),
    Indices(Vec<Index>),
}

/// Nhiệm vụ trọng tâm: a titled task that may name who.
#[derive(Debug, Clone, PartialEq)]
pub struct FocalTask {
    /// The number printed in front of it: `[1, 2]`.
    pub number: Vec<usize>,
    /// Its place among the focal tasks of this plan, from 1.
    pub ordinal: usize,
    pub title: String,
    pub paragraphs: Vec<String>,
    /// Present where the plan names who; its text is the paragraphs joined.
    pub task: Option<Task>,
}

/// Chỉ số thành phần.
#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// The number printed in front of it: `[2]` or `[2, 1]`.
    pub number: Vec<usize>,
    /// Its place among the indices of its family in this plan, from 1.
    pub ordinal: usize,
    pub family: String,
    pub name: String,
    pub target: Option<Target>,
    pub monitor: Option<AgencyId>,
    pub co_monitors: Vec<AgencyId>,
    pub paragraphs: Vec<String>,
    pub assignments: Vec<Assignment>,
}

/// Mục tiêu: at least this score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    pub score: Score,
    /// Mức tăng, giảm so với năm gốc, where stated.
    pub change: Option<Score>,
    pub base_year: i16,
}

impl Target {
    /// The base year's actual that target and change imply.
    pub fn implied_base(&self) -> Option<Score> {
        self.change.map(|change| self.score - change)
    }
}

/// Cơ quan hoặc nhóm được giao việc.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assignee {
    Agency(AgencyId),
    Group(GroupId),
}

/// Điểm giao việc.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// From 0; `None` where the plan's scheme has no letters.
    pub letter: Option<usize>,
    pub lead: Vec<Assignee>,
    pub supporting: Vec<Assignee>,
    pub printed_name: Option<String>,
    pub suffix: Option<String>,
    pub preface: Option<String>,
    pub tasks: Vec<Task>,
}

/// Nhiệm vụ: the smallest assigned unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub reference: TaskRef,
    pub text: String,
    /// Subject printed before the text in the provincial plan, where it narrows.
    pub subject_phrase: Option<String>,
    /// True where it has a list of its own instead of its assignment's.
    pub narrowed: bool,
    pub lead: Vec<Assignee>,
    pub supporting: Vec<Assignee>,
    pub except: Vec<AgencyId>,
    pub deadline: Option<Deadline>,
    pub output: Option<String>,
    pub place: Place,
}

/// Trách nhiệm trong "Tổ chức thực hiện".
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    pub number: usize,
    pub subject_phrase: Option<String>,
    pub lead: Vec<Assignee>,
    pub tasks: Vec<DutyTask>,
}

/// One duty: a task with its nature.
#[derive(Debug, Clone, PartialEq)]
pub struct DutyTask {
    pub task: Task,
    pub nature: Option<DutyNature>,
    /// Thông qua cơ quan này.
    pub through: Option<AgencyId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DutyNature {
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

impl Plan {
    /// "Kế hoạch số 175/KH-UBND"; the later citation, type and number only (Phụ lục I, II.6.b).
    pub fn short_citation(&self) -> String {
        format!("Kế hoạch số {}", self.official.number_and_symbol())
    }

    /// Every index with the number of its section, in order.
    pub fn indices(&self) -> impl Iterator<Item = (usize, &Index)> {
        self.sections.iter().flat_map(|section| {
            let direct = match &section.body {
                SectionBody::Indices(indices) => indices.as_slice(),
                _ => &[],
            };
            let nested = match &section.body {
                SectionBody::Clauses(clauses) => clauses.as_slice(),
                _ => &[],
            };
            let nested = nested.iter().flat_map(|clause| match &clause.body {
                ClauseBody::Indices(indices) => indices.as_slice(),
                _ => &[],
            });
            direct.iter().chain(nested).map(move |index| (section.number, index))
        })
    }

    /// Every focal task with the clause it stands in.
    pub fn focal_tasks(&self) -> impl Iterator<Item = (&Clause, &FocalTask)> {
        self.sections
            .iter()
            .flat_map(|section| match &section.body {
                SectionBody::Clauses(clauses) => clauses.as_slice(),
                _ => &[],
            })
            .flat_map(|clause| {
                let focal = match &clause.body {
                    ClauseBody::Focal(focal) => focal.as_slice(),
                    _ => &[],
                };
                focal.iter().map(move |task| (clause, task))
            })
    }

    /// Every task of the indices and the focal list, in the order of the plan.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        let focal = self.focal_tasks().filter_map(|(_, focal)| focal.task.as_ref());
        let component = self
            .indices()
            .flat_map(|(_, index)| index.assignments.iter().flat_map(|assignment| &assignment.tasks));
        focal.chain(component)
    }

    /// Every duty of "Tổ chức thực hiện".
    pub fn duties(&self) -> impl Iterator<Item = (&Duty, &DutyTask)> {
        self.sections
            .iter()
            .flat_map(|section| match &section.body {
                SectionBody::Duties(duties) => duties.as_slice(),
                _ => &[],
            })
            .flat_map(|duty| duty.tasks.iter().map(move |task| (duty, task)))
    }
}

impl Section {
    /// `I.`
    pub fn label(&self) -> String {
        format!("{}.", roman(self.number))
    }
}
