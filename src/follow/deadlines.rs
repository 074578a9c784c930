//! Thời hạn: every deadline of a year's plans, as a calendar and as a list.
//!
//! Enters: a year, whose plans are wanted, and the agency whose calendar it is, if it is that of one. Leaves:
//! [`Deadlines`], sorted by day; what goes by no calendar stands at the end, without a day, and is counted.

mod ics;

use jiff::civil::Date;

use super::matrix::Wanted;
use super::sheet::{Cell, Column, Print, Shape, Sheet};
use crate::derive::Year;
use crate::derive::responsibility::{Responsibility, Role};
use crate::derive::sub_plan::SaidDue;
use crate::model::plan::{Due, Plan, Task};
use crate::model::{Agency, AgencyId};
use crate::official::State;
use crate::output::Digest;
use crate::template::names::joined;
use crate::text::deadline::{Deadline, Meaning};
use crate::text::rhythm::{Rhythm, rhythms};
use crate::text::{likeness, notes};
pub use ics::ics;

/// The deadlines of a year.
#[derive(Debug)]
pub struct Deadlines {
    /// What the calendar is called.
    pub name: String,
    pub entries: Vec<Entry>,
}

/// One deadline.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Stable: it follows the task wherever that stands, and its day wherever that moves.
    pub id: String,
    pub when: When,
    /// As it was typed.
    pub typed: String,
    /// Whose deadline it is: of the plan, or the agency's own.
    pub whose: Whose,
    pub task: String,
    /// Who does it, or the role of the agency whose calendar it is.
    pub who: String,
    pub output: Option<String>,
    /// "Kế hoạch số 175/KH-UBND, điểm c khoản 2 Mục II".
    pub source: String,
    /// The plan is a draft: nothing is fixed yet.
    pub tentative: bool,
    /// The day that the plan is of: its calendar was made then, whenever it is printed.
    pub stamp: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    Day(Date),
    /// From this day on, until a day where it ends.
    Again {
        first: Date,
        rhythm: Rhythm,
        until: Option<Date>,
    },
    /// It goes by no calendar.
    Undated,
}

impl When {
    /// Its first day.
    pub const fn first(self) -> Option<Date> {
        match self {
            Self::Day(day) | Self::Again { first: day, .. } => Some(day),
            Self::Undated => None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Plan,
    /// The agency set it for itself in its own plan.
    Own,
}

impl Deadlines {
    /// Of all tasks, each once, or of those of one agency.
    pub fn of(year: &Year<'_>, agency: Option<&Agency>, wanted: Wanted<'_>) -> Self {
        let mut entries = Vec::new();
        for shares in year.plans().filter(|shares| wanted.has_plan(shares.plan)) {
            let plan: &Plan = shares.plan;
            for task in plan.all_tasks() {
                let who = match agency {
                    None => joined(&year.province.registry, &task.assigned.leads).unwrap_or_default(),
                    Some(agency) => {
                        let mine = shares.share(&agency.id).and_then(|share| share.of(&task.reference));
                        let Some(mine) = mine else { continue };
                        role(agency, mine)
                    }
                };
                entries.extend(of_task(plan, task, &who, agency.map(|agency| &agency.id)));
            }
            entries.extend(agency.into_iter().flat_map(|agency| own(year, plan, agency)));
        }
        entries.sort_by(|a, b| {
            (a.when.first().is_none(), a.when.first()).cmp(&(b.when.first().is_none(), b.when.first()))
        });
        let whose = agency.map(|agency| format!(" - {}", agency.name)).unwrap_or_default();
        Self { name: format!("Thời hạn theo các kế hoạch năm {}{whose}", year.year), entries }
    }

    /// Those that no calendar has.
    pub fn undated(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.when == When::Undated)
    }

    /// As a list.
    pub fn sheet(&self) -> Sheet {
        let columns = vec![
            Column::new("Hạn cuối", 12.0, Shape::Day),
            Column::new("Lặp lại", 14.0, Shape::Mark),
            Column::new("Đến hết ngày", 12.0, Shape::Day),
            Column::new("Thời hạn", 24.0, Shape::Words),
            Column::new("Hạn của", 14.0, Shape::Mark),
            Column::new("Nhiệm vụ", 60.0, Shape::Words),
            Column::new("Cơ quan, vai trò", 30.0, Shape::Words),
            Column::new("Sản phẩm", 20.0, Shape::Words),
            Column::new("Căn cứ", 34.0, Shape::Words),
            Column::new("Ghi chú", 18.0, Shape::Words),
        ];
        Sheet {
            name: "Thời hạn".to_owned(),
            title: self.name.clone(),
            columns,
            rows: self.entries.iter().map(line).collect(),
            totals: None,
            frozen: 1,
            print: Print::OnePageWide,
            printed: None,
        }
    }
}

fn line(entry: &Entry) -> Vec<Cell> {
    let (again, until) = match entry.when {
        When::Again { rhythm, until, .. } => (rhythm.label(), until),
        When::Day(_) | When::Undated => (String::new(), None),
    };
    let note = match (entry.when, entry.tentative) {
        (When::Undated, _) => "không có ngày trong lịch",
        (_, true) => "dự thảo",
        _ => "",
    };
    vec![
        Cell::day(entry.when.first()),
        Cell::text(again),
        Cell::day(until),
        Cell::text(&entry.typed),
        Cell::text(match entry.whose {
            Whose::Plan => "kế hoạch giao",
            Whose::Own => "cơ quan tự đặt",
        }),
        Cell::text(&entry.task),
        Cell::text(&entry.who),
        Cell::optional(entry.output.as_deref()),
        Cell::text(&entry.source),
        Cell::text(note),
    ]
}

fn role(agency: &Agency, mine: &Responsibility<'_>) -> String {
    let role = match mine.role {
        Role::Lead => "chủ trì",
        Role::Supporting => "phối hợp",
    };
    let related = if mine.is_related() { " khi có liên quan" } else { "" };
    format!("{}: {role}{related}", agency.name)
}

/// The deadlines of a task, one for each of its parts and rhythms.
fn of_task(plan: &Plan, task: &Task, who: &str, agency: Option<&AgencyId>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (at, Due { part, deadline }) in task.assigned.deadlines.iter().enumerate() {
        let typed = match part {
            Some(part) => format!("{part}: {deadline}"),
            None => deadline.to_string(),
        };
        for (turn, when) in whens(deadline, plan, plan.official.date.full()).into_iter().enumerate() {
            entries.push(Entry {
                id: id(plan, task, agency, &format!("{at}.{turn}")),
                when,
                typed: typed.clone(),
                whose: Whose::Plan,
                task: notes::in_line(&task.text),
                who: who.to_owned(),
                output: task.assigned.output.clone(),
                source: source(plan, task),
                tentative: plan.official.status == State::Draft,
                stamp: stamp(plan),
            });
        }
    }
    entries
}

/// What the agency has set for itself in its own plan.
fn own(year: &Year<'_>, plan: &Plan, agency: &Agency) -> Vec<Entry> {
    let Some(parent) = year.responsibilities(&plan.id) else { return Vec::new() };
    let Some(answer) = year.answers(parent.plan).into_iter().find(|answer| answer.agency.id == agency.id)
    else {
        return Vec::new();
    };
    // What answers several plans is told of once.
    let Some(overlay) = answer.overlay.filter(|_| answer.plan.id == plan.id) else { return Vec::new() };
    let (sub_plan, _) = year.sub_plan(answer);
    let cited = match sub_plan.official.number {
        Some(_) => format!("Kế hoạch số {}", sub_plan.official.number_and_symbol()),
        None => "dự thảo kế hoạch của cơ quan".to_owned(),
    };
    let issued = overlay.stated.date.full();
    let mut entries = Vec::new();
    let own_dues = sub_plan
        .entries()
        .map(|entry| (entry.wording.text(), &entry.deadlines, entry.lead.units.as_slice()))
        .chain(
            sub_plan.organisation.iter().map(|duty| (duty.wording.text(), &duty.deadlines, [].as_slice())),
        );
    for (text, dues, units) in own_dues {
        let own = dues.iter().filter_map(|said| match said.value {
            SaidDue::Own(deadline) => Some(deadline),
            SaidDue::OfPlan { .. } => None,
        });
        let units: Vec<&str> = units.iter().map(|unit| unit.name.as_str()).collect();
        for (at, deadline) in own.enumerate() {
            for (turn, when) in whens(deadline, plan, issued).into_iter().enumerate() {
                let words = Digest::of(likeness::key(text).as_bytes()).to_string();
                entries.push(Entry {
                    id: format!("{}.{}.{at}.{turn}.{}.rieng", plan.id, &words[..WORDS], agency.id),
                    when,
                    typed: deadline.to_string(),
                    whose: Whose::Own,
                    task: notes::in_line(text),
                    who: match units.as_slice() {
                        [] => agency.name.clone(),
                        units => format!("{}: {}", agency.name, units.join(", ")),
                    },
                    output: None,
                    source: cited.clone(),
                    tentative: overlay.stated.status == State::Draft,
                    stamp: issued.unwrap_or_else(|| stamp(plan)),
                });
            }
        }
    }
    entries
}

fn whens(deadline: &Deadline, plan: &Plan, issued: Option<Date>) -> Vec<When> {
    if let Some(day) = deadline.last_day(issued) {
        return vec![When::Day(day)];
    }
    let again = match deadline.meaning() {
        Meaning::Recurring => rhythms(deadline.typed()),
        _ => Vec::new(),
    };
    if again.is_empty() {
        return vec![When::Undated];
    }
    // A plan of next year is issued in this one.
    let from = Date::new(plan.year, 1, 1).map_or_else(|_| stamp(plan), |begins| begins.max(stamp(plan)));
    let end = Date::new(plan.year, 12, 31).ok();
    let of = |rhythm: Rhythm| {
        let first = rhythm.first(from);
        // One that begins after the year goes on beyond it.
        let until = end.filter(|end| rhythm.ends_with_year() && first <= *end);
        When::Again { first, rhythm, until }
    };
    again.into_iter().map(of).collect()
}

/// The day of the plan; of a draft the beginning of its year.
fn stamp(plan: &Plan) -> Date {
    plan.official.date.full().or_else(|| Date::new(plan.year, 1, 1).ok()).unwrap_or(Date::ZERO)
}

fn source(plan: &Plan, task: &Task) -> String {
    format!("{}, {}", plan.short_citation(), task.reference.citation())
}

/// Letters of a digest that tell the tasks of a plan apart.
const WORDS: usize = 16;

/// A task is known by the id that its plan gives it, else by its words, never by its place.
fn id(plan: &Plan, task: &Task, agency: Option<&AgencyId>, part: &str) -> String {
    let name = task.id.clone().unwrap_or_else(|| {
        let words = Digest::of(likeness::key(&task.text).as_bytes()).to_string();
        let twin = plan.twin(task).map(|twin| format!("-{}", twin.to_string().replace('/', "-")));
        format!("{}{}", &words[..WORDS], twin.unwrap_or_default())
    });
    let agency = agency.map(|agency| format!(".{agency}")).unwrap_or_default();
    format!("{}.{name}.{part}{agency}", plan.id)
}
