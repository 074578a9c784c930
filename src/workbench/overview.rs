//! Toàn cảnh một năm: the plans of a year and the agencies that each reaches, as lists show them.

use jiff::civil::Date;

use crate::app::{Inputs, OpenYear};
use crate::derive::responsibility::{Responsibilities, Role, Share};
use crate::derive::sub_plan::Openness;
use crate::derive::{Answer, Year};
use crate::model::agency::{Agency, AgencyKind};
use crate::model::plan::Title;
use crate::official::State;
use crate::text::collation;
use crate::text::values::short_date;

/// What there is to see of a year.
#[derive(Debug)]
pub struct YearView {
    pub year: i16,
    /// The day on which it was looked at: deadlines are near or past as of it.
    pub today: Date,
    pub plans: Vec<PlanRow>,
}

/// One plan with those whom it reaches.
#[derive(Debug)]
pub struct PlanRow {
    pub id: String,
    /// "Kế hoạch số 175/KH-UBND"
    pub citation: String,
    pub subject: String,
    pub issuer: String,
    pub state: State,
    /// "02/7/2025", where it is issued.
    pub date: Option<String>,
    /// Known only in part: it is not printed itself.
    pub excerpt: bool,
    pub tasks: usize,
    pub duties: usize,
    pub indices: usize,
    pub agencies: Vec<AgencyRow>,
}

/// One agency that a plan reaches.
#[derive(Debug)]
pub struct AgencyRow {
    pub id: String,
    pub name: String,
    /// The name as it is looked for, and as it is sorted.
    pub folded: String,
    pub key: collation::Key,
    pub kind: AgencyKind,
    pub lead: usize,
    pub supporting: usize,
    pub related: usize,
    pub duties: usize,
    /// What it monitors, with others or alone.
    pub monitors: usize,
    pub document: AgencyDocument,
    /// The next day on which something of it is due.
    pub next: Option<Date>,
    /// How many deadlines are past.
    pub past: usize,
    pub open: Openness,
}

/// Kế hoạch của cơ quan, as far as the content tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AgencyDocument {
    /// No plan of its own is made for it, and why.
    None(&'static str),
    /// Chưa có phần riêng.
    Untouched,
    Draft,
    /// With its number and day.
    Issued {
        number: String,
        date: Option<String>,
    },
    /// Its own part has errors.
    Held,
    /// It answers this plan in the document of another.
    Elsewhere {
        plan: String,
    },
}

impl AgencyDocument {
    /// In the order of a list sorted by state: what needs somebody first.
    pub fn order(&self) -> u8 {
        match self {
            Self::Held => 0,
            Self::Untouched => 1,
            Self::Draft => 2,
            Self::Issued { .. } => 3,
            Self::Elsewhere { .. } => 4,
            Self::None(_) => 5,
        }
    }
}

/// `None` where the year may not be worked in.
pub fn of(inputs: &Inputs, year: i16, today: Date) -> Option<YearView> {
    let open = OpenYear::of(inputs, Some(year)).ok()?;
    let plans = open.year.plans().map(|shares| plan(&open, shares, today)).collect();
    Some(YearView { year, today, plans })
}

fn plan(open: &OpenYear<'_>, shares: &Responsibilities<'_>, today: Date) -> PlanRow {
    let plan = shares.plan;
    let year = &open.year;
    let issuer = year.province.registry.agency(&plan.issuer);
    PlanRow {
        id: plan.id.to_string(),
        citation: match plan.official.number {
            Some(_) => plan.short_citation(),
            None => "Kế hoạch (chưa có số)".to_owned(),
        },
        subject: plan.official.subject.clone(),
        issuer: issuer.map_or_else(|| plan.issuer.to_string(), |issuer| issuer.name.clone()),
        state: plan.official.status,
        date: plan.official.date.full().map(short_date),
        excerpt: plan.excerpt,
        tasks: plan.tasks().count(),
        duties: plan.duties().count(),
        indices: plan.headings().filter(|heading| matches!(heading.title, Title::Index(_))).count(),
        agencies: year.answers(plan).into_iter().map(|answer| agency(open, shares, answer, today)).collect(),
    }
}

fn agency(open: &OpenYear<'_>, shares: &Responsibilities<'_>, answer: Answer<'_>, today: Date) -> AgencyRow {
    let agency = answer.agency;
    let none = Share::default();
    let share = shares.share(&agency.id).unwrap_or(&none);
    let count = |role| share.tasks.iter().filter(|one| one.role == role).count();
    let document = document(open, shares, answer);
    let counted = !matches!(document, AgencyDocument::None(_) | AgencyDocument::Held);
    let (openness, days) = if counted { inside(&open.year, answer) } else { Default::default() };
    AgencyRow {
        id: agency.id.to_string(),
        name: agency.name.clone(),
        folded: collation::folded(&agency.name),
        key: collation::Key::of(&agency.name),
        kind: agency.kind,
        lead: count(Role::Lead),
        supporting: count(Role::Supporting),
        related: share.related.len(),
        duties: share.duties.len(),
        monitors: share.monitors.len(),
        document,
        next: days.iter().copied().filter(|day| *day >= today).min(),
        past: days.iter().filter(|day| **day < today).count(),
        open: openness,
    }
}

/// What its plan leaves open, and the days on which something is due.
fn inside(year: &Year<'_>, answer: Answer<'_>) -> (Openness, Vec<Date>) {
    let (plan, _) = year.sub_plan(answer);
    let dues = plan.entries().flat_map(|entry| &entry.deadlines);
    let days = dues.filter_map(|said| said.value.last_day()).collect();
    (plan.openness(), days)
}

fn document(open: &OpenYear<'_>, shares: &Responsibilities<'_>, answer: Answer<'_>) -> AgencyDocument {
    let agency = answer.agency;
    if let Some(why) = makes_none(agency, answer) {
        return AgencyDocument::None(why);
    }
    if answer.plan.id != shares.plan.id {
        return AgencyDocument::Elsewhere { plan: answer.plan.id.to_string() };
    }
    if open.is_held(agency.id.as_str()) {
        return AgencyDocument::Held;
    }
    match answer.overlay.map(|overlay| &overlay.stated) {
        None => AgencyDocument::Untouched,
        Some(stated) if stated.status == State::Draft => AgencyDocument::Draft,
        Some(stated) => AgencyDocument::Issued {
            number: stated.number.map(|number| format!("{number:02}")).unwrap_or_default(),
            date: stated.date.full().map(short_date),
        },
    }
}

fn makes_none(agency: &Agency, answer: Answer<'_>) -> Option<&'static str> {
    match agency.kind {
        _ if answer.makes_document() => None,
        _ if agency.id == answer.plan.issuer => Some("cơ quan ban hành kế hoạch"),
        AgencyKind::Party => Some("cơ quan của Đảng, không lập theo Nghị định 30"),
        AgencyKind::Village => Some("không ban hành văn bản"),
        _ => Some("chỉ được gọi chung"),
    }
}
