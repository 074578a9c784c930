//! Assignments, tasks and duties: who does what, with names checked on the plan's day.

use super::roll::Roll;
use super::{Context, exceptions, optional, prose};
use crate::content::raw::{RawAssignment, RawDuty, RawDutyNature, RawDutyTask, RawFocal, RawTask, Text};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{Assignee, Assignment, Duty, DutyNature, DutyTask, Task};
use crate::model::reference::TaskRef;
use crate::model::values::Deadline;

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
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Assignment {
    let lead = roll.assignees(&raw.lead, context);
    let supporting = roll.assignees(&raw.supporting, context);
    let except = agencies(&raw.except, context);
    let tasks = raw.tasks.iter().enumerate().map(|(at, task)| {
        let position = Position { section, number, letter, item: at + 1 };
        let mut own = |texts: &Option<Vec<Text>>, context: &mut Context<'_>| {
            texts.as_ref().map(|texts| roll.assignees(texts, context))
        };
        let own_lead = own(&task.lead, context);
        let own_supporting = own(&task.supporting, context);
        if task.lead.as_ref().unwrap_or(&raw.lead).is_empty() {
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
    let tasks: Vec<Task> = tasks.collect();
    exceptions::check(raw, &tasks, roll, context);
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
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Task {
    if raw.lead.is_empty() {
        let message = "nhiệm vụ trọng tâm có cơ quan phối hợp mà chưa có cơ quan chủ trì";
        let finding = Diagnostic::error(codes::NO_LEAD, message).hint("thêm “chu_tri” cho nhiệm vụ này");
        context.report(finding, &raw.title);
    }
    Task {
        reference: position.reference(),
        text,
        subject_phrase: None,
        narrowed: false,
        lead: roll.assignees(&raw.lead, context),
        supporting: roll.assignees(&raw.supporting, context),
        except: Vec::new(),
        deadline: None,
        output: None,
        place: context.place(&raw.title),
    }
}

/// The duties of a section; `anchor` is what there is to point at where a duty has nothing in it.
pub(super) fn duties(
    section: usize,
    raw: &[RawDuty],
    anchor: &Text,
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Vec<Duty> {
    raw.iter()
        .enumerate()
        .map(|(at, raw)| {
            let lead = roll.assignees(&raw.lead, context);
            let supporting = roll.assignees(&raw.supporting, context);
            if raw.tasks.is_empty() {
                let message = format!("trách nhiệm thứ {} không có việc nào", at + 1);
                let finding =
                    Diagnostic::error(codes::EMPTY_TEXT, message).hint("thêm “nhiem_vu”, hoặc bỏ mục này");
                context.report(finding, raw.lead.first().or(raw.subject_phrase.as_ref()).unwrap_or(anchor));
            }
            let number = [at + 1];
            let tasks = raw.tasks.iter().enumerate().map(|(item, task)| {
                let position = Position { section, number: &number, letter: None, item: item + 1 };
                if task.lead.as_ref().unwrap_or(&raw.lead).is_empty() {
                    let finding =
                        Diagnostic::error(codes::NO_LEAD, "việc này chưa giao cho cơ quan nào chủ trì")
                            .hint("ghi cơ quan vào “chu_tri” của việc hoặc của cả mục");
                    context.report(finding, &task.text);
                }
                duty_task(task, position, (&lead, &supporting), roll, context)
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
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> DutyTask {
    let own = raw.lead.as_ref().map(|texts| roll.assignees(texts, context));
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
    DutyTask { task, nature, through: raw.through.as_ref().and_then(|id| roll.agency(id, context)) }
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
    match Deadline::parse(text) {
        Ok(deadline) => Some(deadline),
        Err(fault) => {
            let message = format!("thời hạn “{}”: {fault}", **text);
            context.report(Diagnostic::error(codes::BAD_DEADLINE, message).hint(fault.hint()), text);
            None
        }
    }
}

fn agencies(ids: &[Text], context: &mut Context<'_>) -> Vec<AgencyId> {
    ids.iter().filter_map(|id| context.agency(id)).collect()
}
