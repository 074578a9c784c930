//! Filled lines and what is known → what is new. A line is of a task, wherever the task now stands. Three states
//! are compared: what the form went out with, what came back, what has been written down meanwhile. A later account
//! of the same task takes the place of what is written, and is told; where two people say two things, neither is
//! taken, and both are told side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Said;
use super::form::{self, Field};
use super::read::{At, Filled, Filling, Told, Typed};
use super::resolve::{Named, Plans, Resolved};
use super::values::day_of_text;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::plan::Task;
use crate::model::{Agency, AgencyId, Plan, PlanId, Position};
use crate::text::values::short_date;
use crate::text::{beginning, folded};

/// What a run of lines comes to.
#[derive(Debug, Default)]
pub struct Merged<'y> {
    /// What is to be written down, by agency, plan and task.
    pub news: BTreeMap<(&'y AgencyId, &'y PlanId), Vec<(&'y Task, Said)>>,
    /// Lines that say what is written down already, or nothing.
    pub unchanged: usize,
    pub silent: usize,
    /// Lines and contradicting accounts of which nothing is taken, because of an error.
    pub refused: usize,
    /// Tasks of the agencies that have lines, of the same plans, that no line is of: they stay as they are.
    pub absent: usize,
    pub findings: Vec<Diagnostic>,
}

impl Merged<'_> {
    pub fn count(&self) -> usize {
        self.news.values().map(Vec::len).sum()
    }
}

/// Which of two that contradict each other is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prefer {
    /// Neither: a person decides.
    Neither,
    /// What the file says.
    File,
}

/// The lines of one task that were understood.
struct Lines<'y, 'f> {
    agency: &'y Agency,
    plan: &'y Plan,
    task: &'y Task,
    lines: Vec<(&'f Filled, &'f Typed)>,
}

type Tasks<'y, 'f> = BTreeMap<(usize, &'y PlanId, &'y Position), Lines<'y, 'f>>;

pub fn merge<'y>(year: &'y Year<'_>, filled: &[Filled], prefer: Prefer) -> Merged<'y> {
    let mut merged = Merged::default();
    let tasks = by_task(year, filled, &mut merged);
    merged.absent = asked(year, &tasks).saturating_sub(tasks.len());
    for lines in tasks.into_values() {
        settle(year, &lines, prefer, &mut merged);
    }
    merged
}

/// The lines by the task that they are of; what is wrong with the others is told.
fn by_task<'y, 'f>(year: &'y Year<'_>, filled: &'f [Filled], merged: &mut Merged<'y>) -> Tasks<'y, 'f> {
    let plans = Plans::of(year);
    let mut tasks = Tasks::new();
    let mut otherwise = Otherwise::new();
    for line in filled {
        let (resolved, named) = match plans.resolve(line) {
            Ok(resolved) => resolved,
            // A line that says nothing is of no task as well as of one.
            Err(_) if line.is_silent() => {
                merged.silent += 1;
                continue;
            }
            Err(finding) => {
                merged.refused += 1;
                merged.findings.push(line.at.told(finding).within(Scope::Year(year.year)));
                continue;
            }
        };
        let Resolved { agency, plan, .. } = resolved;
        if named == Named::Otherwise {
            let seen = line.agency.as_deref().unwrap_or_default();
            otherwise.entry((&line.at.path, &agency.name, seen)).or_default().push(&line.at);
        }
        let task = resolved.task();
        let order = year.province.registry.order(&agency.id);
        let lines = tasks.entry((order, &plan.id, &task.reference)).or_insert_with(|| Lines {
            agency,
            plan,
            task,
            lines: Vec::new(),
        });
        let mut told = edited(line, resolved);
        let typed = understood(line, plan).unwrap_or_else(|finding| {
            told.extend(finding);
            merged.refused += 1;
            None
        });
        lines.lines.extend(typed.map(|typed| (line, typed)));
        merged.findings.extend(told.into_iter().map(|finding| lines.finding(line.at.told(finding))));
    }
    merged.findings.extend(named_otherwise(&otherwise).map(|finding| finding.within(Scope::Year(year.year))));
    tasks
}

/// Lines whose agency is known by its id only, by their file, its name, and what they call it.
type Otherwise<'y, 'f> = BTreeMap<(&'f Path, &'y str, &'f str), Vec<&'f At>>;

/// One finding for each name: a form that went out before its agency was renamed has the old one in every line.
fn named_otherwise(otherwise: &Otherwise<'_, '_>) -> impl Iterator<Item = Diagnostic> {
    otherwise.iter().filter_map(|((_, name, seen), lines)| {
        let first = lines.first()?;
        let others = match lines.len() - 1 {
            0 => String::new(),
            count => format!(" (và {count:02} dòng nữa)"),
        };
        let message = format!(
            "{}{others}: “{seen}” không phải tên của {name}; lấy theo cột ẩn “{}”",
            first.cell(Field::Agency),
            Field::AgencyId.title()
        );
        Some(first.told(Diagnostic::warning(codes::CELL_TAKEN, message)))
    })
}

/// What a line says; fails where it cannot be relied on, with what was not told when it was read.
fn understood<'f>(line: &'f Filled, plan: &Plan) -> Result<Option<&'f Typed>, Option<Diagnostic>> {
    /// Years beside that of the plan in which its tasks are done: it may have gone on for long.
    const BEFORE: i16 = 1;
    const AFTER: i16 = 5;
    let Filling::Typed(typed) = &line.filling else { return Err(None) };
    let Told::Cell(Some(day)) = typed.day else { return Ok(Some(typed)) };
    if (plan.year - BEFORE..=plan.year + AFTER).contains(&day.year()) {
        return Ok(Some(typed));
    }
    let message = format!(
        "{}: ngày {} cách năm {} của kế hoạch quá xa",
        line.at.cell(Field::Day),
        short_date(day),
        plan.year
    );
    let finding = Diagnostic::error(codes::CELL_UNREADABLE, message);
    Err(Some(finding.hint("xem lại năm; dòng này chưa được ghi")))
}

/// What somebody typed where the form only shows what the plan says.
fn edited(line: &Filled, resolved: Resolved<'_>) -> Vec<Diagnostic> {
    let differs = |field: Field, typed: &str| {
        let now = form::shown(field, resolved.plan, resolved.mine);
        let same_day = || day_of_text(typed).ok().flatten().is_some_and(|day| short_date(day) == now);
        (folded(typed) != folded(&now) && !same_day()).then_some(now)
    };
    let edited = line.shown.iter().filter_map(|(field, typed)| {
        let now = differs(*field, typed)?;
        let now = if now.is_empty() { "không ghi" } else { &now };
        let message = format!(
            "{}: “{typed}” khác kế hoạch ({now}); cột “{}” không được ghi lại",
            line.at.cell(*field),
            field.title()
        );
        let finding = Diagnostic::warning(codes::CELL_LEFT, message);
        Some(finding.hint("điều cơ quan muốn nói thì chép vào cột “Kết quả, ghi chú” rồi chạy lại"))
    });
    edited.collect()
}

/// The tasks of all agencies that have lines, in the plans that these are of.
fn asked(year: &Year<'_>, tasks: &Tasks<'_, '_>) -> usize {
    let of_agency: BTreeSet<(&PlanId, &AgencyId)> =
        tasks.values().map(|lines| (&lines.plan.id, &lines.agency.id)).collect();
    let shares = of_agency.iter().filter_map(|(plan, agency)| year.responsibilities(plan)?.share(agency));
    shares.map(|share| share.tasks.len() + share.duties.len() + share.related.len()).sum()
}

/// Something that a line says of its task.
struct Claim<'f> {
    at: &'f At,
    mark: Option<&'f str>,
    said: Said,
}

/// What the lines of a task come to.
#[derive(Default)]
struct Heard<'f> {
    claims: Vec<Claim<'f>>,
    same: usize,
    silent: usize,
}

fn settle<'y>(year: &'y Year<'_>, lines: &Lines<'y, '_>, prefer: Prefer, merged: &mut Merged<'y>) {
    let written = super::super::standing::reported(year.province, lines.plan, &lines.agency.id, lines.task);
    let written = written.map(Said::of);
    let written = written.as_ref();
    let heard = lines.heard(written, merged);
    let claim = match heard.claims.as_slice() {
        [] => {
            merged.unchanged += usize::from(heard.same > 0);
            merged.silent += usize::from(heard.same == 0 && heard.silent > 0);
            return;
        }
        [claim] => claim,
        claims => {
            merged.refused += 1;
            merged.findings.push(lines.contradiction(claims, None));
            return;
        }
    };
    let fresh = written.is_none() || claim.mark == Some(Said::mark(written).as_str());
    let goes_on = written.is_some_and(|written| claim.said.goes_on_from(written));
    if !fresh && !goes_on && prefer == Prefer::Neither {
        merged.refused += 1;
        merged.findings.push(lines.contradiction(&heard.claims, written));
        return;
    }
    if let (false, Some(written)) = (fresh, written) {
        let message = format!("{}: thay “{}” bằng “{}”", claim.at, written.told(), claim.said.told());
        let finding = Diagnostic::info(codes::PROGRESS_CONFLICT, message);
        merged.findings.push(lines.finding(claim.at.told(finding)));
    }
    let news = merged.news.entry((&lines.agency.id, &lines.plan.id)).or_default();
    news.push((lines.task, claim.said.clone()));
}

impl<'f> Lines<'_, 'f> {
    /// What the lines say that is not written down.
    fn heard(&self, written: Option<&Said>, merged: &mut Merged<'_>) -> Heard<'f> {
        let mut heard = Heard::default();
        for (line, typed) in &self.lines {
            let Some(state) = typed.state else {
                self.stateless(line, typed, written, merged, &mut heard);
                continue;
            };
            let said = typed.said(state, written);
            let untouched = line.mark.as_deref() == Some(Said::mark(Some(&said)).as_str());
            // What the form went out with is nobody's word, whatever has been written since.
            if Some(&said) == written || untouched {
                heard.same += 1;
                continue;
            }
            match heard.claims.iter().find(|claim| claim.said == said) {
                Some(first) => merged.findings.push(self.finding(line.at.told(Diagnostic::warning(
                    codes::CELL_TAKEN,
                    format!("{}: ghi trùng với {}, tính một lần", line.at, first.at.in_full()),
                )))),
                None => heard.claims.push(Claim { at: &line.at, mark: line.mark.as_deref(), said }),
            }
        }
        heard
    }

    /// A line without a state says nothing, and must not seem to.
    fn stateless(
        &self,
        line: &Filled,
        typed: &Typed,
        written: Option<&Said>,
        merged: &mut Merged<'_>,
        heard: &mut Heard<'_>,
    ) {
        if typed.has_more() {
            let message = format!("{}: chưa chọn tình trạng", line.at);
            let finding = line.at.told(Diagnostic::error(codes::CELL_UNREADABLE, message));
            merged.refused += 1;
            merged
                .findings
                .push(self.finding(finding.hint("chọn tình trạng rồi chạy lại; dòng này chưa được ghi")));
            return;
        }
        if written.is_some() && line.mark.as_deref() == Some(Said::mark(written).as_str()) {
            let message = format!("{}: tình trạng đã bị xóa trong tệp; vẫn giữ điều đã ghi", line.at);
            let finding = Diagnostic::warning(codes::PROGRESS_CONFLICT, message);
            merged.findings.push(self.finding(line.at.told(finding)));
        }
        heard.silent += 1;
    }
}

impl Lines<'_, '_> {
    fn finding(&self, finding: Diagnostic) -> Diagnostic {
        finding.within(Scope::Year(self.plan.year))
    }

    /// Everything that is said of the task, side by side.
    fn contradiction(&self, claims: &[Claim<'_>], written: Option<&Said>) -> Diagnostic {
        let mut message = format!(
            "{}, nhiệm vụ {} “{}”: có các điều khác nhau, chưa ghi điều nào",
            self.agency.name,
            self.task.reference,
            beginning(&self.task.text)
        );
        if let Some(written) = written {
            message.push_str(&format!("\n  đã ghi: {}", written.told()));
        }
        for claim in claims {
            message.push_str(&format!("\n  {}: {}", claim.at.in_full(), claim.said.told()));
        }
        let hint = match written {
            Some(_) => {
                "hỏi cơ quan; tệp mới hơn thì ghi ngày của số liệu vào cột “Ngày”, hoặc chạy lại với --lay-tep; theo điều đã ghi \
                 thì bỏ dòng ấy khỏi tệp"
            }
            None => "hỏi cơ quan, để lại một dòng đúng rồi chạy lại",
        };
        let finding = Diagnostic::error(codes::PROGRESS_CONFLICT, message).hint(hint);
        self.finding(claims.first().map_or(finding.clone(), |claim| claim.at.told(finding)))
    }
}
