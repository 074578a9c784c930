//! The view of a plan: what its templates may say.

use serde::Serialize;

use super::annex::AnnexView;
use super::names::{agency_name, assignment_name, joined, joined_ids, joined_mid};
use super::origins::{EntryField, ListKey, Origin, Origins, TextField, position_name};
use super::scores::ScoresView;
use super::{dues, filters};
use crate::derive::Year;
use crate::derive::scores::Scores;
use crate::model::agency::{AgencyId, Registry};
use crate::model::plan::{
    Assigned, Assignee, Assignment, Bound, ColumnKind, Element, Goal, Heading, Indicator, NameStyle,
    PlainColumn, PlainTable, Plan, Task, Title, Unit, Words,
};
use crate::text::likeness;
use crate::text::values::Score;

/// Kế hoạch, as templates see it.
#[derive(Debug, Serialize)]
pub struct PlanView {
    #[serde(rename = "nam")]
    year: i16,
    #[serde(rename = "trich_yeu")]
    subject: String,
    #[serde(rename = "can_cu")]
    grounds: Vec<String>,
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "muc")]
    sections: Vec<HeadingView>,
    #[serde(rename = "ket_thuc")]
    closing: Vec<String>,
    #[serde(rename = "phu_luc")]
    annexes: Vec<AnnexView>,
    /// Điểm các chỉ số qua các năm.
    #[serde(rename = "diem_cac_nam")]
    scores: ScoresView,
    #[serde(skip)]
    origins: Origins,
}

/// Mục, khoản, điểm, with all that stands under it.
#[derive(Debug, Serialize)]
pub(super) struct HeadingView {
    /// Cấp: 1 for Mục.
    #[serde(rename = "cap")]
    level: usize,
    #[serde(rename = "nhan")]
    label: String,
    /// Empty where it has none.
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "la_chi_so")]
    is_index: bool,
    #[serde(rename = "chi_tieu")]
    indicators: Vec<IndicatorView>,
    #[serde(rename = "theo_doi")]
    monitor: Option<String>,
    #[serde(rename = "cung_theo_doi")]
    co_monitors: Option<String>,
    /// The line that names who carries it out says who monitors it.
    #[serde(rename = "trien_khai")]
    says_monitor: bool,
    #[serde(rename = "noi_dung")]
    content: Vec<ElementView>,
    #[serde(rename = "ket")]
    closing_line: Option<String>,
}

/// What stands under a heading; `kieu` says what it is.
#[derive(Debug, Serialize)]
#[serde(tag = "kieu")]
pub(super) enum ElementView {
    #[serde(rename = "doan")]
    Paragraph {
        /// The number of a heading without a title, before its first paragraph.
        #[serde(rename = "nhan")]
        label: String,
        #[serde(rename = "doan")]
        text: String,
    },
    #[serde(rename = "gach")]
    Dash {
        #[serde(rename = "gach")]
        text: String,
    },
    #[serde(rename = "bang")]
    Table {
        #[serde(rename = "bang")]
        table: TableView,
    },
    #[serde(rename = "giao")]
    Assignment {
        #[serde(rename = "giao")]
        assignment: Box<AssignmentView>,
    },
    #[serde(rename = "khoan")]
    Heading {
        #[serde(rename = "khoan")]
        heading: Box<HeadingView>,
    },
}

/// Chỉ tiêu, in the parts of its sentence.
#[derive(Debug, Clone, Serialize)]
pub(super) struct IndicatorView {
    #[serde(rename = "ten")]
    name: Option<String>,
    /// "đạt từ", "không quá"; empty for words.
    #[serde(rename = "truoc")]
    before: String,
    /// "8,4 điểm", or the words.
    #[serde(rename = "muc")]
    goal: String,
    /// "trở lên".
    #[serde(rename = "sau")]
    after: String,
    /// "tăng 0,36 điểm so với năm 2024".
    #[serde(rename = "thay_doi")]
    change: Option<String>,
    /// The year, where it is not the plan's.
    #[serde(rename = "nam")]
    year: Option<i16>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TableView {
    #[serde(rename = "ten")]
    title: Option<String>,
    /// What each column holds: chu, stt, so.
    #[serde(rename = "kieu")]
    kinds: Vec<&'static str>,
    #[serde(rename = "cot")]
    columns: Vec<String>,
    #[serde(rename = "dong")]
    rows: Vec<Vec<String>>,
    #[serde(rename = "tong")]
    total: Option<Vec<String>>,
}

#[derive(Debug, Serialize)]
pub(super) struct AssignmentView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "ten")]
    name: String,
    /// Where they are named: truoc, sau, trong_cau, tung_muc.
    #[serde(rename = "neu_ten")]
    style: &'static str,
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    #[serde(rename = "loi_dan")]
    preface: Option<String>,
    /// Trừ, where all tasks have the same exceptions.
    #[serde(rename = "tru")]
    except: Option<String>,
    #[serde(rename = "dieu_kien")]
    condition: Option<String>,
    /// "thực hiện", or what else they are to do.
    #[serde(rename = "lam_gi")]
    action: String,
    #[serde(rename = "mot_cau")]
    single: bool,
    /// The task is the heading's own paragraphs: only who does it is left to say.
    #[serde(rename = "cua_muc")]
    of_heading: bool,
    /// The only lead is the one that monitors the heading.
    #[serde(rename = "la_theo_doi")]
    is_monitor: bool,
    #[serde(rename = "nhiem_vu")]
    tasks: Vec<TaskView>,
}

#[derive(Debug, Serialize)]
pub(super) struct TaskView {
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "doi_tuong")]
    subject: Option<String>,
    /// Cơ quan chủ trì, for what names them after the text.
    #[serde(rename = "chu_tri")]
    leads: Option<String>,
    /// Cơ quan phối hợp, where they differ from the assignment's.
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    /// Trừ, where not all tasks of the assignment have the same exceptions.
    #[serde(rename = "tru")]
    except: Option<String>,
    /// The deadline where the text does not state it already.
    #[serde(rename = "thoi_han_rieng")]
    own_deadline: Option<String>,
    /// Sản phẩm, where the text does not state it.
    #[serde(rename = "san_pham")]
    output: Option<String>,
    #[serde(rename = "kinh_phi")]
    money: Option<String>,
    /// Thông qua cơ quan, where the text does not name it.
    #[serde(rename = "qua")]
    through: Option<String>,
}

impl PlanView {
    /// The view of a plan, annexes included.
    pub fn of(year: &Year<'_>, plan: &Plan) -> Self {
        let origins = Origins::default();
        let names = Names { registry: &year.province.registry, year: plan.year, origins: &origins };
        let lines = |key: ListKey, lines: Vec<String>| -> Vec<String> {
            lines.into_iter().map(|line| origins.value(|| Origin::Line(key), line)).collect()
        };
        Self {
            year: plan.year,
            subject: plan.official.subject.clone(),
            grounds: lines(ListKey::Grounds, grounds(&plan.grounds)),
            opening: lines(ListKey::Opening, plan.opening.clone()),
            sections: plan.sections.iter().map(|section| names.heading(section)).collect(),
            closing: lines(ListKey::Closing, plan.closing.clone()),
            annexes: AnnexView::all(year, plan, &names),
            scores: ScoresView::of(&Scores::of(year.province, [plan])),
            origins,
        }
    }

    /// The names of its marked values, by their numbers.
    pub fn origins(self) -> Vec<String> {
        self.origins.names()
    }
}

/// Each ground ends with a semicolon, the last with a full stop (Phụ lục I, Phần I, Mục II.6.b).
/// Căn cứ, each with the mark that stands after it.
pub(crate) fn grounds(grounds: &[String]) -> Vec<String> {
    let bare = grounds.iter().map(|ground| ground.trim_end_matches([';', '.', ',', ' ']));
    let last = grounds.len().saturating_sub(1);
    bare.enumerate().map(|(at, ground)| format!("{ground}{}", if at == last { "." } else { ";" })).collect()
}

/// Turns ids into printed names.
pub(super) struct Names<'n> {
    pub registry: &'n Registry,
    /// The year of the plan.
    pub year: i16,
    pub(super) origins: &'n Origins,
}

impl Names<'_> {
    pub fn heading(&self, heading: &Heading) -> HeadingView {
        let is_index = matches!(heading.title, Title::Index(_));
        HeadingView {
            says_monitor: is_index
                && heading
                    .assignments()
                    .any(|given| given.style == NameStyle::After && is_monitor(heading, given)),
            level: heading.position.steps().len(),
            label: heading.position.label(),
            title: self.text(heading, TextField::Title, 0, heading.title.text()),
            is_index,
            indicators: heading.indicators.iter().map(|one| IndicatorView::of(one, self.year)).collect(),
            monitor: heading.monitor.as_ref().map(|id| agency_name(self.registry, id)),
            co_monitors: joined_ids(self.registry, &heading.co_monitors),
            content: self.elements(heading),
            closing_line: heading
                .closing_line
                .as_ref()
                .map(|line| self.text(heading, TextField::ClosingLine, 0, line)),
        }
    }

    /// A text of a heading, which is the how manieth of its kind.
    pub(super) fn text(&self, heading: &Heading, field: TextField, at: usize, text: &str) -> String {
        let origin = || Origin::Heading { position: position_name(&heading.position), field, at };
        self.origins.value(origin, text.to_owned())
    }

    /// A value of a task.
    pub(super) fn of_task(&self, task: &Task, field: EntryField, text: String) -> String {
        self.origins.value(|| Origin::Task { reference: task.reference.to_string(), field }, text)
    }

    /// What stands under a heading, in its order.
    fn elements(&self, heading: &Heading) -> Vec<ElementView> {
        let mut label = match heading.title {
            Title::Untitled => heading.position.label(),
            Title::Named(_) | Title::Index(_) => String::new(),
        };
        let (mut paragraphs, mut dashes) = (0, 0);
        let elements = heading.content.iter().map(|element| match element {
            Element::Paragraph(text) => {
                let text = self.text(heading, TextField::Paragraph, paragraphs, text);
                paragraphs += 1;
                ElementView::Paragraph { label: std::mem::take(&mut label), text }
            }
            Element::Dash(text) => {
                let text = self.text(heading, TextField::Dash, dashes, text);
                dashes += 1;
                ElementView::Dash { text }
            }
            _ => self.element(heading, element),
        });
        elements.collect()
    }

    /// One of them that has no number in front.
    pub(super) fn element(&self, heading: &Heading, element: &Element) -> ElementView {
        match element {
            Element::Paragraph(text) => ElementView::Paragraph { label: String::new(), text: text.clone() },
            Element::Dash(text) => ElementView::Dash { text: text.clone() },
            Element::Table(table) => ElementView::Table { table: TableView::of(table) },
            Element::Assignment(given) => {
                ElementView::Assignment { assignment: Box::new(self.assignment(heading, given)) }
            }
            Element::Heading(child) => ElementView::Heading { heading: Box::new(self.heading(child)) },
        }
    }

    fn assignment(&self, heading: &Heading, given: &Assignment) -> AssignmentView {
        // Where every task has leads of its own, the point itself is nobody's.
        let each_own = given.subject.is_none() && given.tasks.iter().all(|task| task.narrowed);
        let alone = given.tasks.len() == 1;
        let (name, supporting) = match given.tasks.as_slice() {
            [only] if each_own => {
                let name = joined(self.registry, &only.assigned.leads).unwrap_or_default();
                (filters::upper_first(&name), &only.assigned.supporting)
            }
            [_, ..] if each_own => ("Phân công cụ thể".to_owned(), &given.shared.supporting),
            _ => (assignment_name(self.registry, given), &given.shared.supporting),
        };
        let mut tasks: Vec<TaskView> = given.tasks.iter().map(|task| self.task(given, task)).collect();
        if let ([only], true) = (tasks.as_mut_slice(), each_own && alone) {
            only.subject.clone_from(&given.tasks[0].subject);
            only.supporting = None;
        }
        AssignmentView {
            label: if given.position == heading.position { String::new() } else { given.position.label() },
            name,
            style: match given.style {
                NameStyle::Before => "truoc",
                NameStyle::After => "sau",
                NameStyle::InSentence => "trong_cau",
                NameStyle::Labels => "tung_muc",
            },
            supporting: joined_mid(self.registry, supporting),
            preface: given.preface.clone(),
            condition: given.shared.condition.clone().filter(|_| given.style != NameStyle::Labels),
            action: given.shared.action.clone().unwrap_or_else(|| "thực hiện".to_owned()),
            single: alone && tasks[0].subject.is_none(),
            of_heading: given.words == Words::OfHeading,
            is_monitor: is_monitor(heading, given),
            except: shared_exceptions(given).and_then(|except| joined_ids(self.registry, except)),
            tasks,
        }
    }

    fn task(&self, given: &Assignment, task: &Task) -> TaskView {
        let Assigned { leads, supporting, except, deadlines, output, money, through, .. } = &task.assigned;
        let by_labels = given.style == NameStyle::Labels;
        let narrowed = || joined(self.registry, leads).filter(|_| task.narrowed);
        let said = [Some(task.text.as_str()), task.assigned.action.as_deref()];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let is_named = |name: &String| !task.text.contains(name.as_str());
        // A condition of its own stands before its words.
        let own_condition = task
            .assigned
            .condition
            .as_ref()
            .filter(|_| task.assigned.condition != given.shared.condition || by_labels);
        let text = |text: String| self.of_task(task, EntryField::Text, text);
        TaskView {
            text: match own_condition {
                Some(condition) => format!("{condition} {}", text(filters::lower_first(&task.text))),
                None => text(task.text.clone()),
            },
            subject: task.subject.clone().or_else(narrowed),
            leads: joined(self.registry, leads).map(|names| match &task.assigned.manner {
                Some(manner) => format!("{names} {manner}"),
                None => names,
            }),
            supporting: joined_mid(self.registry, supporting)
                .filter(|_| by_labels || *supporting != given.shared.supporting),
            except: joined_ids(self.registry, except)
                .filter(|_| by_labels || shared_exceptions(given).is_none()),
            own_deadline: dues::unsaid(deadlines, &task.text)
                .map(|text| self.of_task(task, EntryField::Deadline, text)),
            output: output
                .clone()
                .filter(|output| !likeness::has_words_of(&said, output))
                .map(|text| self.of_task(task, EntryField::Output, text)),
            money: money.clone().map(|text| self.of_task(task, EntryField::Money, text)),
            through: through.as_ref().map(|id| agency_name(self.registry, id)).filter(is_named),
        }
    }
}

/// Whether the only lead of an assignment is the one that monitors its heading.
fn is_monitor(heading: &Heading, given: &Assignment) -> bool {
    match (&heading.monitor, given.shared.leads.as_slice()) {
        (Some(monitor), [only]) => only.who == Assignee::Agency(monitor.clone()),
        _ => false,
    }
}

impl IndicatorView {
    /// For a plan, or a sub-plan, of `year`.
    pub(super) fn of(indicator: &Indicator, year: i16) -> Self {
        let (before, goal, after) = goal(&indicator.goal);
        Self {
            name: indicator.name.clone(),
            before: before.to_owned(),
            goal,
            after: after.to_owned(),
            change: indicator
                .change
                .map(|change| format!("{} so với năm {}", by(change, &indicator.goal), indicator.base_year)),
            year: (indicator.year != year).then_some(indicator.year),
        }
    }

    /// Of what it is, where its heading does not say so.
    #[must_use]
    pub(super) fn named(self, name: &str) -> Self {
        let name = match self.name {
            Some(own) => format!("{name}: {own}"),
            None => name.to_owned(),
        };
        Self { name: Some(name), ..self }
    }

    /// "từ 80% trở lên", without the verb and without the change.
    pub(super) fn goal_alone(&self) -> String {
        let before = self.before.strip_prefix("đạt").unwrap_or(&self.before).trim_start();
        let parts = [before, &self.goal, &self.after];
        let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        match self.year {
            Some(year) => format!("{said} (năm {year})"),
            None => said,
        }
    }
}

fn goal(goal: &Goal) -> (&'static str, String, &'static str) {
    let (bound, figure, unit) = match goal {
        Goal::Words(words) => return ("", words.clone(), ""),
        Goal::Figure { bound, figure, unit } => (*bound, figure, unit),
    };
    let typed = &figure.typed;
    let amount = match unit {
        Unit::Points { .. } => format!("{typed} điểm"),
        Unit::Percent => format!("{typed}%"),
        Unit::Rank => format!("hạng {typed}"),
        Unit::Count(unit) => format!("{typed} {unit}"),
    };
    match (bound, unit) {
        (Bound::Top, _) => ("thuộc nhóm", typed.clone(), "đứng đầu"),
        (Bound::AtMost, Unit::Rank) => ("không thấp hơn", amount, ""),
        (Bound::AtLeast, _) => ("đạt từ", amount, "trở lên"),
        (Bound::AtMost, _) => ("không quá", amount, ""),
        (Bound::Exactly, _) => ("đạt", amount, ""),
    }
}

/// "tăng 0,36 điểm", "giảm 02 bậc".
fn by(change: Score, goal: &Goal) -> String {
    let word = if change.is_negative() { "giảm" } else { "tăng" };
    let size = change.magnitude();
    match goal {
        Goal::Figure { unit: Unit::Points { .. }, .. } => format!("{word} {size} điểm"),
        Goal::Figure { unit: Unit::Percent, .. } => format!("{word} {size} điểm phần trăm"),
        Goal::Figure { unit: Unit::Rank, .. } => format!("{word} {} bậc", filters::two_digits(size)),
        Goal::Figure { unit: Unit::Count(unit), .. } => format!("{word} {size} {unit}"),
        Goal::Words(_) => format!("{word} {size}"),
    }
}

impl TableView {
    pub(crate) fn of(table: &PlainTable) -> Self {
        let kind = |column: &PlainColumn| match column.kind {
            ColumnKind::Words => "chu",
            ColumnKind::Mark => "stt",
            ColumnKind::Figure => "so",
        };
        Self {
            title: table.title().map(ToOwned::to_owned),
            kinds: table.columns().iter().map(kind).collect(),
            columns: table.columns().iter().map(|column| column.title.clone()).collect(),
            rows: table.rows().to_vec(),
            total: table.total().map(<[String]>::to_vec),
        }
    }
}

/// The exceptions of an assignment, where all its tasks have the same.
fn shared_exceptions(given: &Assignment) -> Option<&[AgencyId]> {
    let (first, others) = given.tasks.split_first()?;
    others.iter().all(|task| task.assigned.except == first.assigned.except).then_some(&first.assigned.except)
}
