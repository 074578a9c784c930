//! The view of a provincial plan: what its templates may say.

use serde::Serialize;

use super::annex::AnnexView;
use crate::derive::Year;
use crate::model::Province;
use crate::model::agency::{AgencyId, Registry};
use crate::model::plan::{
    Assignee, Assignment, Clause, ClauseBody, Duty, FocalTask, Index, Plan, Section, SectionBody, Target,
    Task,
};
use crate::model::reference::letter;
use crate::model::values::{Deadline, short_date};

/// Kế hoạch của tỉnh, as templates see it.
#[derive(Debug, Serialize)]
pub struct ProvincialView {
    #[serde(rename = "nam")]
    year: i16,
    #[serde(rename = "trich_yeu")]
    subject: String,
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "muc")]
    sections: Vec<SectionView>,
    #[serde(rename = "phu_luc")]
    annexes: Vec<AnnexView>,
}

#[derive(Debug, Default, Serialize)]
struct SectionView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "doan")]
    paragraphs: Vec<String>,
    #[serde(rename = "gach")]
    dashes: Vec<String>,
    #[serde(rename = "khoan")]
    clauses: Vec<ClauseView>,
    #[serde(rename = "chi_so")]
    indices: Vec<IndexView>,
    #[serde(rename = "thuc_hien")]
    duties: Vec<DutyView>,
    #[serde(rename = "ket")]
    closing_line: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct ClauseView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "doan")]
    paragraphs: Vec<String>,
    #[serde(rename = "gach")]
    dashes: Vec<String>,
    #[serde(rename = "trong_tam")]
    focal: Vec<FocalView>,
    #[serde(rename = "chi_so")]
    indices: Vec<IndexView>,
    #[serde(rename = "ket")]
    closing_line: Option<String>,
}

#[derive(Debug, Serialize)]
struct FocalView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "doan")]
    paragraphs: Vec<String>,
}

#[derive(Debug, Serialize)]
struct IndexView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(flatten)]
    target: TargetView,
    #[serde(rename = "theo_doi")]
    monitor: Option<String>,
    #[serde(rename = "cung_theo_doi")]
    co_monitors: Option<String>,
    #[serde(rename = "doan")]
    paragraphs: Vec<String>,
    #[serde(rename = "giao")]
    assignments: Vec<AssignmentView>,
}

/// Mục tiêu of an index; all empty where it has none.
#[derive(Debug, Default, Serialize)]
pub(super) struct TargetView {
    #[serde(rename = "muc_tieu")]
    score: Option<String>,
    /// "tăng 0,36" or "giảm 0,04".
    #[serde(rename = "thay_doi")]
    change: Option<String>,
    #[serde(rename = "so_voi")]
    base_year: Option<i16>,
}

#[derive(Debug, Serialize)]
struct AssignmentView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    #[serde(rename = "loi_dan")]
    preface: Option<String>,
    /// Trừ, where all tasks have the same exceptions.
    #[serde(rename = "tru")]
    except: Option<String>,
    #[serde(rename = "mot_cau")]
    single: bool,
    #[serde(rename = "nhiem_vu")]
    tasks: Vec<TaskView>,
}

#[derive(Debug, Serialize)]
struct TaskView {
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "doi_tuong")]
    subject: Option<String>,
    /// Cơ quan phối hợp, where they differ from the assignment's.
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    /// Trừ, where not all tasks of the assignment have the same exceptions.
    #[serde(rename = "tru")]
    except: Option<String>,
    /// The deadline where the text does not state it already.
    #[serde(rename = "thoi_han_rieng")]
    own_deadline: Option<String>,
    #[serde(rename = "san_pham")]
    output: Option<String>,
}

#[derive(Debug, Serialize)]
struct DutyView {
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "mot_cau")]
    single: bool,
    #[serde(rename = "viec")]
    tasks: Vec<TaskView>,
}

impl ProvincialView {
    /// The view of the year's main plan, annexes included.
    pub fn of(year: &Year<'_>) -> Self {
        let plan = year.plan();
        let names = Names { registry: &year.province.registry };
        Self {
            year: plan.year,
            subject: plan.official.subject.clone(),
            opening: plan.opening.clone(),
            sections: plan.sections.iter().map(|section| names.section(section)).collect(),
            annexes: AnnexView::all(year),
        }
    }
}

/// Turns ids into printed names.
struct Names<'n> {
    registry: &'n Registry,
}

impl Names<'_> {
    fn section(&self, section: &Section) -> SectionView {
        let mut view = SectionView {
            label: section.label(),
            title: section.title.clone(),
            paragraphs: section.paragraphs.clone(),
            closing_line: section.closing_line.clone(),
            ..SectionView::default()
        };
        match &section.body {
            SectionBody::Text(dashes) => view.dashes.clone_from(dashes),
            SectionBody::Clauses(clauses) => {
                view.clauses = clauses.iter().map(|clause| self.clause(clause)).collect();
            }
            SectionBody::Indices(indices) => view.indices = self.indices(indices),
            SectionBody::Duties(duties) => view.duties = duties.iter().map(|duty| self.duty(duty)).collect(),
        }
        view
    }

    fn clause(&self, clause: &Clause) -> ClauseView {
        let mut view = ClauseView {
            label: format!("{}.", clause.number),
            title: clause.title.clone(),
            paragraphs: clause.paragraphs.clone(),
            closing_line: clause.closing_line.clone(),
            ..ClauseView::default()
        };
        match &clause.body {
            ClauseBody::Text(dashes) => view.dashes.clone_from(dashes),
            ClauseBody::Focal(focal) => view.focal = focal.iter().map(focal_view).collect(),
            ClauseBody::Indices(indices) => view.indices = self.indices(indices),
        }
        view
    }

    fn indices(&self, indices: &[Index]) -> Vec<IndexView> {
        indices.iter().map(|index| self.index(index)).collect()
    }

    fn index(&self, index: &Index) -> IndexView {
        IndexView {
            label: number_label(&index.number),
            name: index.name.clone(),
            target: TargetView::of(index.target.as_ref()),
            monitor: index.monitor.as_ref().map(|id| agency_name(self.registry, id)),
            co_monitors: joined_ids(self.registry, &index.co_monitors),
            paragraphs: index.paragraphs.clone(),
            assignments: index.assignments.iter().map(|assignment| self.assignment(assignment)).collect(),
        }
    }

    fn assignment(&self, assignment: &Assignment) -> AssignmentView {
        AssignmentView {
            label: assignment.letter.map(|n| format!("{})", letter(n))).unwrap_or_default(),
            name: assignment_name(self.registry, assignment),
            supporting: joined_mid(self.registry, &assignment.supporting),
            preface: assignment.preface.clone(),
            single: assignment.tasks.len() == 1 && assignment.tasks[0].subject_phrase.is_none(),
            except: shared_exceptions(assignment).and_then(|except| joined_ids(self.registry, except)),
            tasks: assignment.tasks.iter().map(|task| self.task(assignment, task)).collect(),
        }
    }

    fn task(&self, assignment: &Assignment, task: &Task) -> TaskView {
        let narrowed = || joined(self.registry, &task.lead).filter(|_| task.narrowed);
        let supporting = joined_mid(self.registry, &task.supporting);
        let except = joined_ids(self.registry, &task.except);
        TaskView {
            subject: task.subject_phrase.clone().or_else(narrowed),
            supporting: supporting.filter(|_| task.supporting != assignment.supporting),
            except: except.filter(|_| shared_exceptions(assignment).is_none()),
            ..plain_task(task)
        }
    }

    fn duty(&self, duty: &Duty) -> DutyView {
        let name = duty.subject_phrase.clone().or_else(|| joined(self.registry, &duty.lead));
        DutyView {
            label: format!("{}.", duty.number),
            name: name.unwrap_or_default(),
            single: duty.tasks.len() == 1 && duty.tasks[0].task.subject_phrase.is_none(),
            tasks: duty.tasks.iter().map(|duty| plain_task(&duty.task)).collect(),
        }
    }
}

impl TargetView {
    pub(super) fn of(target: Option<&Target>) -> Self {
        let Some(target) = target else { return Self::default() };
        Self {
            score: Some(target.score.to_string()),
            change: target.change.map(|change| {
                let word = if change.is_negative() { "giảm" } else { "tăng" };
                format!("{word} {}", change.magnitude())
            }),
            base_year: Some(target.base_year),
        }
    }
}

fn plain_task(task: &Task) -> TaskView {
    TaskView {
        text: task.text.clone(),
        subject: task.subject_phrase.clone(),
        supporting: None,
        except: None,
        own_deadline: own_deadline(task.deadline.as_ref(), &task.text),
        output: None,
    }
}

/// The exceptions of an assignment, where all its tasks have the same.
fn shared_exceptions(assignment: &Assignment) -> Option<&[AgencyId]> {
    let (first, others) = assignment.tasks.split_first()?;
    others.iter().all(|task| task.except == first.except).then_some(&first.except)
}

fn focal_view(focal: &FocalTask) -> FocalView {
    FocalView {
        label: number_label(&focal.number),
        title: focal.title.clone(),
        paragraphs: focal.paragraphs.clone(),
    }
}

/// `2.` or `2.1.`
fn number_label(number: &[usize]) -> String {
    number.iter().map(|n| format!("{n}.")).collect()
}

/// The name of an agency; its id where it is not registered (reported before).
pub(super) fn agency_name(registry: &Registry, id: &AgencyId) -> String {
    registry.agency(id).map_or_else(|| id.to_string(), |agency| agency.name.clone())
}

/// Printed name of an assignee.
pub(super) fn assignee_name(registry: &Registry, assignee: &Assignee) -> String {
    match assignee {
        Assignee::Agency(id) => agency_name(registry, id),
        Assignee::Group(id) => registry.group(id).map_or_else(|| id.to_string(), |group| group.name.clone()),
    }
}

/// "Sở Tài chính, các sở, ban, ngành": names in order, only the first keeps a capital "Các".
pub(super) fn joined(registry: &Registry, assignees: &[Assignee]) -> Option<String> {
    let names = assignees.iter().map(|assignee| assignee_name(registry, assignee)).collect::<Vec<_>>();
    join_names(&names)
}

pub(super) fn joined_ids(registry: &Registry, ids: &[AgencyId]) -> Option<String> {
    let names = ids.iter().map(|id| agency_name(registry, id)).collect::<Vec<_>>();
    join_names(&names)
}

fn join_names(names: &[String]) -> Option<String> {
    let mut joined = names.first()?.clone();
    for name in &names[1..] {
        joined.push_str(", ");
        match name.strip_prefix("Các ") {
            Some(rest) => joined.push_str(&format!("các {rest}")),
            None => joined.push_str(name),
        }
    }
    Some(joined)
}

/// Names in the middle of a sentence: a group's "Các" loses its capital, names keep theirs.
pub(super) fn joined_mid(registry: &Registry, assignees: &[Assignee]) -> Option<String> {
    joined(registry, assignees).map(|names| match names.strip_prefix("Các ") {
        Some(rest) => format!("các {rest}"),
        None => names,
    })
}

/// The name at the start of an assignment, as printed.
pub(super) fn assignment_name(registry: &Registry, assignment: &Assignment) -> String {
    let name = assignment.printed_name.clone().or_else(|| joined(registry, &assignment.lead));
    let mut name = super::filters::upper_first(&name.unwrap_or_default());
    if let Some(suffix) = &assignment.suffix {
        name.push(' ');
        name.push_str(suffix);
    }
    name
}

/// "Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh Lạng Sơn về …": the first citation is full
/// (Phụ lục I, Phần I, Mục II.6.b).
pub(super) fn full_citation(province: &Province, plan: &Plan) -> String {
    let issuer = agency_name(&province.registry, &plan.issuer);
    let issuer = if issuer.contains(&province.name) { issuer } else { format!("{issuer} {}", province.name) };
    let date = match plan.official.date.full() {
        Some(date) => short_date(date),
        None => match plan.official.date.month {
            Some(month) => {
                format!("……/{}/{}", crate::date::padded_month(month), plan.official.date.year)
            }
            None => format!("……/……/{}", plan.official.date.year),
        },
    };
    let subject = super::filters::lower_first(&plan.official.subject);
    format!("{} ngày {date} của {issuer} về {subject}", plan.short_citation())
}

/// The deadline, unless the text states its date (or its rhythm) already.
pub(super) fn own_deadline(deadline: Option<&Deadline>, text: &str) -> Option<String> {
    let deadline = deadline?;
    let stated = match deadline {
        Deadline::Before(date) | Deadline::NoLaterThan(date) => {
            text.contains(&short_date(*date))
                || text.contains(&format!("{}/{}/{}", date.day(), date.month(), date.year()))
        }
        Deadline::WithinDays(days) => {
            text.contains(&format!("{days} ngày")) || text.contains(&format!("{days:02} ngày"))
        }
        Deadline::Recurring(words) | Deadline::Period(words) => text
            .to_lowercase()
            .replace("hàng ", "hằng ")
            .contains(&words.to_lowercase().replace("hàng ", "hằng ")),
    };
    (!stated).then(|| deadline.to_string())
}
