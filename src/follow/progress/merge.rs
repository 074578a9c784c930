//! Filled lines and what is known → what is new. A line is of a task, wherever the task now stands. Three states
//! are compared: what the form went out with, what came back, what has been written down meanwhile; where two
//! people say two things, neither is taken, and both are told side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::Said;
use super::read::{At, Filled};
use crate::derive::Year;
use crate::derive::responsibility::Responsibilities;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::identity::{Found, Kept, TaskIndex};
use crate::model::plan::Task;
use crate::model::{Agency, AgencyId, Plan, PlanId, Position};
use crate::text::{beginning, folded};

/// What a run of lines comes to.
#[derive(Debug, Default)]
pub struct Merged<'y> {
    /// What is to be written down, by agency, plan and task.
    pub news: BTreeMap<(&'y AgencyId, &'y PlanId), Vec<(&'y Task, Said)>>,
    /// Lines that say what is written down already, or nothing.
    pub unchanged: usize,
    pub silent: usize,
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

/// The lines of one task.
struct Lines<'y, 'f> {
    agency: &'y Agency,
    plan: &'y Plan,
    task: &'y Task,
    lines: Vec<&'f Filled>,
}

pub fn merge<'y>(year: &'y Year<'_>, filled: &[Filled], prefer: Prefer) -> Merged<'y> {
    let mut merged = Merged::default();
    let indices: BTreeMap<&PlanId, (&Responsibilities<'_>, TaskIndex<'y>)> = year
        .plans()
        .map(|shares| {
            let plan: &'y Plan = shares.plan;
            (&plan.id, (shares, TaskIndex::of(plan)))
        })
        .collect();
    let mut tasks: BTreeMap<(usize, &PlanId, &Position), Lines<'y, '_>> = BTreeMap::new();
    for line in filled {
        match resolve(year, &indices, line) {
            Ok((agency, plan, task)) => {
                let order = year.province.registry.order(&agency.id);
                let lines = tasks.entry((order, &plan.id, &task.reference)).or_insert_with(|| Lines {
                    agency,
                    plan,
                    task,
                    lines: Vec::new(),
                });
                lines.lines.push(line);
            }
            Err(finding) => merged.findings.push(finding.within(Scope::Year(year.year))),
        }
    }
    let of_agency: BTreeSet<(&PlanId, &AgencyId)> =
        tasks.values().map(|lines| (&lines.plan.id, &lines.agency.id)).collect();
    let asked = of_agency.iter().filter_map(|(plan, agency)| year.responsibilities(plan)?.share(agency));
    let asked: usize = asked.map(|share| share.tasks.len() + share.duties.len() + share.related.len()).sum();
    merged.absent = asked.saturating_sub(tasks.len());
    for lines in tasks.into_values() {
        settle(year, &lines, prefer, &mut merged);
    }
    merged
}

type Resolved<'y> = (&'y Agency, &'y Plan, &'y Task);

/// The agency, plan and task that a line is of.
fn resolve<'y>(
    year: &'y Year<'_>,
    indices: &BTreeMap<&'y PlanId, (&'y Responsibilities<'_>, TaskIndex<'y>)>,
    line: &Filled,
) -> Result<Resolved<'y>, Diagnostic> {
    let unknown = |what: String| Diagnostic::error(codes::ROW_UNKNOWN, format!("{}: {what}", line.at));
    let Some(typed) = &line.agency else {
        return Err(unknown("không ghi cơ quan".to_owned()).hint("điền cột “Cơ quan”"));
    };
    let registry = &year.province.registry;
    let by_name = || {
        let mut named = registry.agencies().iter().filter(|agency| folded(&agency.name) == folded(typed));
        named
            .clone()
            .find(|agency| indices.values().any(|(shares, _)| shares.share(&agency.id).is_some()))
            .or(named.next())
    };
    let agency = registry.agency(&AgencyId::new(typed)).or_else(by_name);
    let agency = agency.ok_or_else(|| unknown(format!("không có cơ quan “{typed}”")))?;
    let plans: Vec<&(&Responsibilities<'_>, TaskIndex<'y>)> = match &line.plan {
        Some(id) => indices.get(&PlanId::new(id)).into_iter().collect(),
        None => indices.values().collect(),
    };
    if plans.is_empty() {
        let id = line.plan.as_deref().unwrap_or_default();
        let finding = unknown(format!("năm {} không có kế hoạch “{id}”", year.year));
        return Err(match year.province.plan(&PlanId::new(id)) {
            Some(plan) => finding.hint(format!("kế hoạch ấy của năm {0}: thêm --year {0}", plan.year)),
            None => finding,
        });
    }
    let words = line.text.as_deref().unwrap_or_default();
    let name = line.name.as_deref().unwrap_or_default();
    let kept = Kept { name, words, twin: None };
    let mut several = false;
    for (shares, index) in &plans {
        let found = match index.find(kept) {
            Found::Here(task) | Found::HereAmong(task) | Found::Elsewhere(task) => Some(task),
            // Of equals it has but one.
            Found::Several => {
                let own = index.worded(words).iter().filter(|task| has(shares, agency, task));
                let own: Vec<&&Task> = own.collect();
                several |= own.len() > 1;
                match own.as_slice() {
                    [only] => Some(**only),
                    _ => None,
                }
            }
            Found::Nowhere if words.is_empty() => index.named(name),
            Found::Nowhere => index.by_id(name),
        };
        let Some(task) = found else { continue };
        if has(shares, agency, task) {
            return Ok((agency, shares_plan(shares), task));
        }
        return Err(unknown(format!(
            "“{}” không được giao nhiệm vụ {} “{}”",
            agency.name,
            task.reference,
            beginning(&task.text)
        )));
    }
    if several {
        return Err(unknown(format!(
            "có nhiều nhiệm vụ cùng câu “{}”, chưa rõ là nhiệm vụ nào",
            beginning(words)
        ))
        .hint("giữ cột “Vị trí” của bảng đã gửi đi"));
    }
    let near = plans.iter().find_map(|(_, index)| index.nearest(kept));
    Err(match near {
        Some(task) => unknown(format!(
            "nhiệm vụ {name} đã đổi câu chữ trong kế hoạch\n  trong tệp: “{words}”\n  nay ({}): “{}”",
            task.reference, task.text
        ))
        .hint("tạo lại bảng theo kế hoạch mới: kehoach tien-do, rồi chép tình trạng sang; dòng này chưa được ghi"),
        None => unknown(format!("kế hoạch không có nhiệm vụ {name} “{}”", beginning(words)))
            .hint("dòng này chưa được ghi"),
    })
}

fn shares_plan<'y>(shares: &&'y Responsibilities<'_>) -> &'y Plan {
    shares.plan
}

fn has(shares: &Responsibilities<'_>, agency: &Agency, task: &Task) -> bool {
    shares.share(&agency.id).is_some_and(|share| share.of(&task.reference).is_some())
}

/// Something that a line says of its task.
struct Claim<'f> {
    at: &'f At,
    said: Said,
}

fn settle<'y>(year: &'y Year<'_>, lines: &Lines<'y, '_>, prefer: Prefer, merged: &mut Merged<'y>) {
    let written = super::super::standing::reported(year.province, lines.plan, &lines.agency.id, lines.task);
    let written = written.map(Said::of);
    let mut claims: Vec<Claim<'_>> = Vec::new();
    let (mut same, mut silent) = (0, 0);
    for line in &lines.lines {
        let Some(state) = line.state else {
            if line.has_more() {
                merged.findings.push(
                    lines.finding(
                        Diagnostic::error(
                            codes::CELL_UNREADABLE,
                            format!("{}: chưa chọn tình trạng", line.at),
                        )
                        .hint("chọn tình trạng rồi chạy lại; dòng này chưa được ghi"),
                    ),
                );
            } else if written.is_some() && line.mark.as_deref() == Some(Said::mark(written.as_ref()).as_str())
            {
                let message = format!("{}: tình trạng đã bị xóa trong tệp; vẫn giữ điều đã ghi", line.at);
                merged.findings.push(lines.finding(Diagnostic::warning(codes::PROGRESS_CONFLICT, message)));
            }
            silent += 1;
            continue;
        };
        let said = Said { state, day: line.day, note: line.note.clone(), product: line.product.clone() };
        let untouched = line.mark.as_deref() == Some(Said::mark(Some(&said)).as_str());
        // What the form went out with is nobody's word, whatever has been written since.
        if Some(&said) == written.as_ref() || untouched {
            same += 1;
            continue;
        }
        match claims.iter().find(|claim| claim.said == said) {
            Some(first) => merged.findings.push(lines.finding(Diagnostic::warning(
                codes::CELL_TAKEN,
                format!("{}: ghi trùng với {}, tính một lần", line.at, first.at),
            ))),
            None => claims.push(Claim { at: &line.at, said }),
        }
    }
    let [claim] = claims.as_slice() else {
        if claims.is_empty() {
            merged.unchanged += usize::from(same > 0);
            merged.silent += usize::from(same == 0 && silent > 0);
        } else {
            merged.findings.push(lines.contradiction(&claims, None));
        }
        return;
    };
    let is_fresh = |line: &&&Filled| {
        line.at == *claim.at && line.mark.as_deref() == Some(Said::mark(written.as_ref()).as_str())
    };
    let fresh = written.is_none() || lines.lines.iter().any(|line| is_fresh(&line));
    if fresh || prefer == Prefer::File {
        if let (false, Some(written)) = (fresh, &written) {
            let message = format!("{}: thay “{}” bằng “{}”", claim.at, written.told(), claim.said.told());
            merged.findings.push(lines.finding(Diagnostic::info(codes::PROGRESS_CONFLICT, message)));
        }
        let news = merged.news.entry((&lines.agency.id, &lines.plan.id)).or_default();
        news.push((lines.task, claim.said.clone()));
    } else {
        merged.findings.push(lines.contradiction(&claims, written.as_ref()));
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
            message.push_str(&format!("\n  {}: {}", claim.at, claim.said.told()));
        }
        let hint = match written {
            Some(_) => {
                "hỏi cơ quan; theo tệp thì chạy lại với --lay-tep, theo điều đã ghi thì bỏ dòng ấy khỏi tệp"
            }
            None => "hỏi cơ quan, để lại một dòng đúng rồi chạy lại",
        };
        self.finding(Diagnostic::error(codes::PROGRESS_CONFLICT, message).hint(hint))
    }
}
