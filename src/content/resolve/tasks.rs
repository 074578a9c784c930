//! Assignments, tasks and duties: who does what, with names checked on the plan's day.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::registry::{group_id, unknown_assignee};
use super::{Context, optional, prose};
use crate::content::raw::{RawAssignment, RawDuty, RawDutyNature, RawDutyTask, RawFocal, RawTask, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{Assignee, Assignment, Duty, DutyNature, DutyTask, Task};
use crate::model::reference::TaskRef;
use crate::model::values::{Deadline, short_date};

/// Where a task stands.
#[derive(Clone, Copy)]
pub(super) struct Position<'p> {
    pub section: usize,
    pub number: &'p [usize],
    pub letter: Option<usize>,
    pub item: usize,
}

impl Position<'_> {
    fn reference(self) -> TaskRef {
        TaskRef { section: self.section, number: self.number.to_vec(), letter: self.letter, item: self.item }
    }
}

pub(super) fn assignment(
    raw: &RawAssignment,
    section: usize,
    number: &[usize],
    letter: Option<usize>,
    day: Option<Date>,
    context: &mut Context<'_>,
) -> Assignment {
    let lead = assignees(&raw.lead, day, context);
    let supporting = assignees(&raw.supporting, day, context);
    let except = agencies(&raw.except, context);
    let tasks = raw.tasks.iter().enumerate().map(|(at, task)| {
        let position = Position { section, number, letter, item: at + 1 };
        let own = |texts: &Option<Vec<Text>>, context: &mut Context<'_>| {
            texts.as_ref().map(|texts| assignees(texts, day, context))
        };
        let own_lead = own(&task.lead, context);
        let own_supporting = own(&task.supporting, context);
        let named = raw.lead.len() + task.lead.as_ref().map_or(0, Vec::len);
        if named == 0 || task.lead.as_ref().is_some_and(Vec::is_empty) {
            let finding = Diagnostic::error(codes::NO_LEAD, "nhiệm vụ chưa có cơ quan chủ trì")
                .hint("thêm “chu_tri” cho nhiệm vụ hoặc cho điểm giao việc");
            context.report(finding, &task.text);
        }
        Task {
            narrowed: own_lead.is_some(),
            lead: own_lead.unwrap_or_else(|| lead.clone()),
            supporting: own_supporting.unwrap_or_else(|| supporting.clone()),
            except: task.except.as_ref().map_or_else(|| except.clone(), |texts| agencies(texts, context)),
            ..plain_task(task, position, context)
        }
    });
    let tasks = tasks.collect();
    Assignment {
        letter,
        lead,
        supporting,
        printed_name: optional(raw.printed_name.as_ref()),
        suffix: optional(raw.suffix.as_ref()),
        preface: optional(raw.preface.as_ref()),
        tasks,
    }
}

fn plain_task(raw: &RawTask, position: Position<'_>, context: &mut Context<'_>) -> Task {
    Task {
        reference: position.reference(),
        text: text(&raw.text, context),
        subject_phrase: optional(raw.subject_phrase.as_ref()),
        narrowed: false,
        lead: Vec::new(),
        supporting: Vec::new(),
        except: Vec::new(),
        deadline: deadline(raw.deadline.as_ref(), context),
        output: optional(raw.output.as_ref()),
        place: context.place(&raw.text),
    }
}

pub(super) fn focal(
    raw: &RawFocal,
    text: String,
    position: Position<'_>,
    day: Option<Date>,
    context: &mut Context<'_>,
) -> Task {
    Task {
        reference: position.reference(),
        text,
        subject_phrase: None,
        narrowed: false,
        lead: assignees(&raw.lead, day, context),
        supporting: assignees(&raw.supporting, day, context),
        except: Vec::new(),
        deadline: None,
        output: None,
        place: context.place(&raw.title),
    }
}

pub(super) fn duties(
    section: usize,
    raw: &[RawDuty],
    day: Option<Date>,
    context: &mut Context<'_>,
) -> Vec<Duty> {
    raw.iter()
        .enumerate()
        .map(|(at, raw)| {
            let lead = assignees(&raw.lead, day, context);
            let supporting = assignees(&raw.supporting, day, context);
            let number = [at + 1];
            let tasks = raw.tasks.iter().enumerate().map(|(item, task)| {
                let position = Position { section, number: &number, letter: None, item: item + 1 };
                duty_task(task, position, (&lead, &supporting), day, context)
            });
            let tasks = tasks.collect();
            Duty { number: at + 1, subject_phrase: optional(raw.subject_phrase.as_ref()), lead, tasks }
        })
        .collect()
}

fn duty_task(
    raw: &RawDutyTask,
    position: Position<'_>,
    (lead, supporting): (&[Assignee], &[Assignee]),
    day: Option<Date>,
    context: &mut Context<'_>,
) -> DutyTask {
    let own = raw.lead.as_ref().map(|texts| assignees(texts, day, context));
    let task = Task {
        reference: position.reference(),
        text: text(&raw.text, context),
        subject_phrase: optional(raw.subject_phrase.as_ref()),
        narrowed: own.is_some(),
        lead: own.unwrap_or_else(|| lead.to_vec()),
        supporting: supporting.to_vec(),
        except: Vec::new(),
        deadline: deadline(raw.deadline.as_ref(), context),
        output: optional(raw.output.as_ref()),
        place: context.place(&raw.text),
    };
    let nature = raw.nature.map(|nature| match nature {
        RawDutyNature::LapKeHoach => DutyNature::MakePlan,
        RawDutyNature::BaoCao => DutyNature::Report,
        RawDutyNature::TuyenTruyen => DutyNature::Publicise,
        RawDutyNature::TheoDoi => DutyNature::Monitor,
        RawDutyNature::ChiDao => DutyNature::Direct,
    });
    DutyTask { task, nature, through: raw.through.as_ref().and_then(|id| context.agency(id)) }
}

fn text(text: &Text, context: &mut Context<'_>) -> String {
    let prose = prose(text);
    if prose.is_empty() {
        context.report(Diagnostic::error(codes::EMPTY_TEXT, "nội dung nhiệm vụ đang trống"), text);
    }
    prose
}

/// A deadline in one of the forms that the README lists.
pub(super) fn deadline(text: Option<&Text>, context: &mut Context<'_>) -> Option<Deadline> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    let deadline = Deadline::parse(text);
    if deadline.is_none() {
        let finding = Diagnostic::error(codes::BAD_DEADLINE, format!("thời hạn “{}” không đọc được", **text)).hint(
            "viết: trước 15/7/2025; chậm nhất 25/7/2026; trong 10 ngày kể từ ngày ban hành; hằng quý; quý III/2025",
        );
        context.report(finding, text);
    }
    deadline
}

fn agencies(ids: &[Text], context: &mut Context<'_>) -> Vec<AgencyId> {
    ids.iter().filter_map(|id| context.agency(id)).collect()
}

/// Agencies and groups in the order written; unknown ones and ones that do not exist on the day are
/// reported.
fn assignees(ids: &[Text], day: Option<Date>, context: &mut Context<'_>) -> Vec<Assignee> {
    let mut assignees: Vec<Assignee> = Vec::new();
    let mut seen = BTreeSet::new();
    for id in ids {
        let assignee = match group_id(id, context.registry) {
            Some(group) => Some(Assignee::Group(group)),
            None => present_agency(id, day, context).map(Assignee::Agency),
        };
        let Some(assignee) = assignee else { continue };
        if !seen.insert(assignee.clone()) {
            let finding = Diagnostic::error(codes::NAMED_TWICE, format!("“{}” được ghi hai lần", **id));
            context.report(finding, id);
        } else {
            assignees.push(assignee);
        }
    }
    assignees
}

/// A registered agency that exists on the day (an agency outside its interval is named with its
/// successors, but still taken, so that one fault is reported once).
pub(super) fn present_agency(id: &Text, day: Option<Date>, context: &mut Context<'_>) -> Option<AgencyId> {
    let wanted = AgencyId::new(id);
    let Some(agency) = context.registry.agency(&wanted) else {
        let finding = unknown_assignee(id, context);
        context.report(finding, id);
        return None;
    };
    let Some(day) = day.filter(|day| !agency.exists_on(*day)) else { return Some(wanted) };
    let message = format!("“{}” không tồn tại vào ngày {}", agency.name, short_date(day));
    let mut finding = Diagnostic::error(codes::OUTSIDE_INTERVAL, message);
    let successors: Vec<&str> = agency.successors.iter().map(AgencyId::as_str).collect();
    if agency.until.is_some_and(|until| until < day) && !successors.is_empty() {
        finding = finding.hint(format!("cơ quan kế thừa: {}", successors.join(", ")));
    } else {
        finding = finding.hint("xem “tu_ngay”, “den_ngay” của cơ quan này");
    }
    context.report(finding, id);
    Some(wanted)
}
