//! Assignments with their tasks: who does what, and what of it is left to say.

use serde::Serialize;

use super::Names;
use crate::model::agency::AgencyId;
use crate::model::plan::{Assigned, Assignee, Assignment, Heading, NameStyle, Party, Task, Words};
use crate::template::names::{
    agency_name, assignment_name, beside_leads, joined, joined_ids, joined_without, mid,
};
use crate::template::origins::EntryField;
use crate::template::{dues, filters};
use crate::text::likeness;

/// Phân công, with its tasks.
#[derive(Debug, Serialize)]
pub(in crate::template) struct AssignmentView {
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

/// Nhiệm vụ, with what its words leave unsaid.
#[derive(Debug, Serialize)]
struct TaskView {
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

impl Names<'_> {
    pub(super) fn assignment(&self, heading: &Heading, given: &Assignment) -> AssignmentView {
        // Where every task has leads of its own, the point itself is nobody's.
        let each_own = given.subject.is_none() && given.tasks.iter().all(|task| task.narrowed);
        let alone = given.tasks.len() == 1;
        let shared = &given.shared;
        let (name, leads, supporting) = match given.tasks.as_slice() {
            [only] if each_own => {
                let name = joined(self.registry, &only.assigned.leads).unwrap_or_default();
                (filters::upper_first(&name), &only.assigned.leads, &only.assigned.supporting)
            }
            [_, ..] if each_own => ("Phân công cụ thể".to_owned(), &shared.leads, &shared.supporting),
            _ => (assignment_name(self.registry, given), &shared.leads, &shared.supporting),
        };
        let except = shared_exceptions(given).unwrap_or_default();
        let beside_leads = beside_leads(self.registry, leads, supporting, except);
        let supporting: &[Party] = if support_differs(given) { &[] } else { supporting };
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
            supporting: self.partners(supporting, except),
            preface: given.preface.clone(),
            condition: given.shared.condition.clone().filter(|_| given.style != NameStyle::Labels),
            action: given.shared.action.clone().unwrap_or_else(|| "thực hiện".to_owned()),
            single: alone && tasks[0].subject.is_none(),
            of_heading: given.words == Words::OfHeading,
            is_monitor: is_monitor(heading, given),
            except: joined_ids(self.registry, &beside_leads),
            tasks,
        }
    }

    /// Who supports, with those of a group who are left out.
    fn partners(&self, supporting: &[Party], except: &[AgencyId]) -> Option<String> {
        joined_without(self.registry, supporting, except).map(mid)
    }

    fn task(&self, given: &Assignment, task: &Task) -> TaskView {
        let Assigned { leads, supporting, except, deadlines, output, money, through, .. } = &task.assigned;
        let by_labels = given.style == NameStyle::Labels;
        let narrowed = || joined(self.registry, leads).filter(|_| task.narrowed);
        let said = [Some(task.text.as_str()), task.assigned.action.as_deref()];
        let said = said.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let is_named = |name: &String| !task.text.contains(name.as_str());
        let own_support = by_labels || support_differs(given) || *supporting != given.shared.supporting;
        // Where its partners stand before all tasks, whom it leaves out of them stands behind it.
        let told_there: &[Party] = if own_support { supporting } else { &[] };
        let beside_leads = beside_leads(self.registry, leads, told_there, except);
        // A condition of its own stands before its words.
        let own_condition = task
            .assigned
            .condition
            .as_ref()
            .filter(|_| task.assigned.condition != given.shared.condition || by_labels);
        let text = |text: String| self.of_task(task, EntryField::Text, text);
        // How it is done, where that is another than of the point, stands behind who does it.
        let manner = task.assigned.manner.as_ref();
        let own_manner = manner.filter(|_| !by_labels && task.assigned.manner != given.shared.manner);
        let subject = task.subject.clone().or_else(narrowed);
        let subject = match own_manner {
            Some(manner) => {
                subject.or_else(|| joined(self.registry, leads)).map(|names| format!("{names} {manner}"))
            }
            None => subject,
        };
        TaskView {
            text: match own_condition {
                Some(condition) => format!("{condition} {}", text(filters::lower_first(&task.text))),
                None => text(task.text.clone()),
            },
            subject,
            leads: joined(self.registry, leads).map(|names| match &task.assigned.manner {
                Some(manner) => format!("{names} {manner}"),
                None => names,
            }),
            supporting: self.partners(supporting, except).filter(|_| own_support),
            except: joined_ids(self.registry, &beside_leads)
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
pub(super) fn is_monitor(heading: &Heading, given: &Assignment) -> bool {
    match (&heading.monitor, given.shared.leads.as_slice()) {
        (Some(monitor), [only]) => only.who == Assignee::Agency(monitor.clone()),
        _ => false,
    }
}

/// Whether some task has nobody to support it where the others have: what stands before all of them would call on
/// the others' partners for it too.
fn support_differs(given: &Assignment) -> bool {
    !given.shared.supporting.is_empty() && given.tasks.iter().any(|task| task.assigned.supporting.is_empty())
}

/// The exceptions of an assignment, where all its tasks have the same.
fn shared_exceptions(given: &Assignment) -> Option<&[AgencyId]> {
    let (first, others) = given.tasks.split_first()?;
    others.iter().all(|task| task.assigned.except == first.assigned.except).then_some(&first.assigned.except)
}
