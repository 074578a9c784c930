//! Sổ đăng ký số: the plans and sub-plans of a year by the body that issues them, by number and date; which
//! numbers are given twice, which the content does not have, and which comes next.
//!
//! Numbers are counted for each body, kind of document (the letters of the symbol before the hyphen) and
//! calendar year. The content need not have all that a body issues: a number that it lacks is named, and is
//! no fault.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::matrix::Wanted;
use super::sheet::{Cell, Column, Print, Shape, Sheet, Workbook};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Place, Scope, codes};
use crate::model::plan::Plan;
use crate::model::{Agency, AgencyId};
use crate::official::{Numbering, Official, State};
use crate::text::values::short_date;

/// The register of a year.
#[derive(Debug)]
pub struct Register<'y> {
    pub year: i16,
    /// By body, numbered documents first, by number.
    pub entries: Vec<Entry<'y>>,
    pub series: Vec<Series<'y>>,
}

/// One document.
#[derive(Debug)]
pub struct Entry<'y> {
    pub issuer: &'y Agency,
    pub official: Official,
    pub document: Document<'y>,
    /// Whether a file of its own states it: what is not begun has neither number nor date.
    pub place: Option<&'y Place>,
}

/// What is numbered.
#[derive(Debug, Clone, Copy)]
pub enum Document<'y> {
    Plan(&'y Plan),
    /// What answers this plan first.
    SubPlan(&'y Plan),
}

/// The numbers of one body, kind of document and calendar year.
#[derive(Debug)]
pub struct Series<'y> {
    pub issuer: &'y Agency,
    /// "KH".
    pub kind: String,
    pub year: i16,
    /// Each once, ascending.
    pub numbers: Vec<u32>,
    pub doubles: Vec<u32>,
    /// Stretches between the numbers that the content does not have, first and last.
    pub gaps: Vec<(u32, u32)>,
    pub next: u32,
}

impl<'y> Register<'y> {
    /// Of the plans wanted and what answers them; of wanted bodies only.
    pub fn of(year: &'y Year<'_>, wanted: Wanted<'_>) -> Self {
        let registry = &year.province.registry;
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for shares in year.plans().filter(|shares| wanted.has_plan(shares.plan)) {
            let plan: &Plan = shares.plan;
            entries.extend(registry.agency(&plan.issuer).map(|issuer| Entry {
                issuer,
                official: plan.official.clone(),
                document: Document::Plan(plan),
                place: Some(&plan.place),
            }));
            // A document that answers several plans is listed with the first.
            let own = year.answers(shares.plan).into_iter().filter(|answer| answer.plan.id == plan.id);
            entries.extend(own.filter_map(|answer| sub_plan(year, answer)));
        }
        entries.retain(|entry| wanted.has_agency(entry.issuer));
        entries.sort_by_key(|entry| {
            let number = entry.official.number;
            (entry.issuer.kind, registry.order(&entry.issuer.id), number.is_none(), number)
        });
        let series = series(&entries);
        Self { year: year.year, entries, series }
    }
}

/// Only what its agency has begun: the others have no number to speak of.
fn sub_plan<'y>(year: &'y Year<'_>, answer: Answer<'y>) -> Option<Entry<'y>> {
    let overlay = answer.overlay?;
    Some(Entry {
        issuer: answer.agency,
        official: year.sub_plan(answer).0.official,
        document: Document::SubPlan(answer.plan),
        place: Some(&overlay.place),
    })
}

fn series<'y>(entries: &[Entry<'y>]) -> Vec<Series<'y>> {
    let mut numbers: BTreeMap<(&AgencyId, Numbering<'_>), (&'y Agency, Vec<u32>)> = BTreeMap::new();
    for entry in entries {
        let key = (&entry.issuer.id, entry.official.numbering());
        let (_, of_series) = numbers.entry(key).or_insert((entry.issuer, Vec::new()));
        of_series.extend(entry.official.number);
    }
    let mut all: Vec<Series<'_>> = numbers
        .into_iter()
        .map(|((_, Numbering { kind, year }), (issuer, mut numbers))| {
            numbers.sort_unstable();
            let mut doubles: Vec<u32> =
                numbers.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
            doubles.dedup();
            numbers.dedup();
            let gaps =
                numbers.windows(2).filter(|two| two[1] > two[0] + 1).map(|two| (two[0] + 1, two[1] - 1));
            let gaps = gaps.collect();
            let next = numbers.last().map_or(1, |last| last + 1);
            Series { issuer, kind: kind.to_owned(), year, numbers, doubles, gaps, next }
        })
        .collect();
    let place = |series: &Series<'_>| entries.iter().position(|entry| entry.issuer.id == series.issuer.id);
    all.sort_by_key(|series| (place(series), series.kind.clone(), series.year));
    all
}

/// Numbers given twice, and numbers that go up while their days go down.
pub fn findings(register: &Register<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (at, entry) in register.entries.iter().enumerate() {
        let same_series = |other: &&Entry<'_>| {
            other.issuer.id == entry.issuer.id && other.official.numbering() == entry.official.numbering()
        };
        let before = register.entries[..at].iter().filter(same_series);
        let Some(number) = entry.official.number else { continue };
        let (mut twice, mut later) = (None, None);
        for other in before {
            if other.official.number == Some(number) {
                twice = Some(other);
            }
            let days = other.official.date.full().zip(entry.official.date.full());
            if other.official.number < Some(number) && days.is_some_and(|(first, second)| second < first) {
                later = Some(other);
            }
        }
        let scope = Scope::Year(register.year);
        let at = |finding: Diagnostic| match entry.place {
            Some(place) => finding.at(place.clone()).within(scope.clone()),
            None => finding.within(scope.clone()),
        };
        if let Some(other) = twice {
            let message = format!(
                "số {} của {} cấp hai lần: {} và {}",
                entry.official.number_and_symbol(),
                entry.issuer.name,
                named(other),
                named(entry)
            );
            findings
                .push(at(Diagnostic::warning(codes::NUMBER_TWICE, message)
                    .hint("đối chiếu với sổ đăng ký văn bản đi")));
        }
        if let Some(other) = later {
            let message = format!(
                "số {} ({}) lớn hơn số {} ({}) mà ngày ban hành lại trước",
                entry.official.number_and_symbol(),
                told_day(entry),
                other.official.number_and_symbol(),
                told_day(other)
            );
            findings
                .push(at(Diagnostic::warning(codes::NUMBER_ORDER, message)
                    .hint("xem lại số và ngày của hai văn bản")));
        }
    }
    findings
}

fn named(entry: &Entry<'_>) -> String {
    match entry.document {
        Document::Plan(plan) => format!("kế hoạch “{}”", plan.id),
        Document::SubPlan(plan) => format!("kế hoạch triển khai “{}”", plan.id),
    }
}

fn told_day(entry: &Entry<'_>) -> String {
    entry.official.date.full().map_or_else(|| "chưa có ngày".to_owned(), short_date)
}

const fn state(entry: &Entry<'_>) -> &'static str {
    match entry.official.status {
        State::Draft => "dự thảo",
        State::Issued => "ban hành",
    }
}

/// "12-15, 17".
pub fn stretches(gaps: &[(u32, u32)]) -> String {
    let told =
        gaps.iter().map(
            |(first, last)| {
                if first == last { format!("{first:02}") } else { format!("{first:02}-{last:02}") }
            },
        );
    told.collect::<Vec<_>>().join(", ")
}

/// "12, 14".
pub fn listed(numbers: &[u32]) -> String {
    numbers.iter().map(|number| format!("{number:02}")).collect::<Vec<_>>().join(", ")
}

/// The register, and the state of each series.
pub fn workbook(register: &Register<'_>) -> Workbook {
    Workbook {
        title: format!("Sổ đăng ký kế hoạch năm {}", register.year),
        day: Date::new(register.year, 1, 1).unwrap_or(Date::ZERO),
        sheets: vec![list(register), series_sheet(register)],
    }
}

/// One line for each document.
pub fn list(register: &Register<'_>) -> Sheet {
    let columns = vec![
        Column::new("STT", 5.0, Shape::Mark),
        Column::new("Cơ quan ban hành", 34.0, Shape::Words),
        Column::new("Số", 7.0, Shape::Figure),
        Column::new("Số, ký hiệu", 18.0, Shape::Mark),
        Column::new("Ngày ban hành", 13.0, Shape::Day),
        Column::new("Trích yếu", 60.0, Shape::Words),
        Column::new("Triển khai kế hoạch", 20.0, Shape::Mark),
        Column::new("Người ký", 24.0, Shape::Words),
        Column::new("Trạng thái", 12.0, Shape::Mark),
    ];
    let line = |(entry, number): (&Entry<'_>, usize)| {
        let official = &entry.official;
        vec![
            Cell::count(number),
            Cell::text(&entry.issuer.name),
            official.number.map_or(Cell::Empty, |number| Cell::Number(f64::from(number))),
            Cell::text(official.number_and_symbol()),
            Cell::day(official.date.full()),
            Cell::text(&official.subject),
            match entry.document {
                Document::Plan(_) => Cell::Empty,
                Document::SubPlan(plan) => Cell::text(plan.official.number_and_symbol()),
            },
            Cell::optional(official.signature.name.as_deref()),
            Cell::text(state(entry)),
        ]
    };
    Sheet {
        name: "Sổ đăng ký".to_owned(),
        title: format!("Sổ đăng ký kế hoạch năm {}", register.year),
        columns,
        rows: register.entries.iter().zip(1usize..).map(line).collect(),
        totals: None,
        frozen: 0,
        print: Print::OnePageWide,
        printed: None,
    }
}

fn series_sheet(register: &Register<'_>) -> Sheet {
    let columns = vec![
        Column::new("Cơ quan ban hành", 40.0, Shape::Words),
        Column::new("Loại", 8.0, Shape::Mark),
        Column::new("Năm", 8.0, Shape::Mark),
        Column::new("Số đã có trong nội dung", 30.0, Shape::Words),
        Column::new("Số cấp hai lần", 18.0, Shape::Words),
        Column::new("Số không có trong nội dung", 30.0, Shape::Words),
        Column::new("Số tiếp theo", 12.0, Shape::Figure),
    ];
    let line = |series: &Series<'_>| {
        vec![
            Cell::text(&series.issuer.name),
            Cell::text(&series.kind),
            Cell::Number(f64::from(series.year)),
            Cell::text(listed(&series.numbers)),
            Cell::text(listed(&series.doubles)),
            Cell::text(stretches(&series.gaps)),
            Cell::Number(f64::from(series.next)),
        ]
    };
    Sheet {
        name: "Dãy số".to_owned(),
        title: format!("Các dãy số kế hoạch năm {}", register.year),
        columns,
        rows: register.series.iter().map(line).collect(),
        totals: None,
        frozen: 0,
        print: Print::OnePageWide,
        printed: None,
    }
}

/// For people.
pub fn text(register: &Register<'_>) -> String {
    let mut text = format!("Sổ đăng ký kế hoạch năm {}\n\n", register.year);
    for series in &register.series {
        text.push_str(&format!("{} ({}, năm {})\n", series.issuer.name, series.kind, series.year));
        let own = register.entries.iter().filter(|entry| {
            let numbering = Numbering { kind: &series.kind, year: series.year };
            entry.issuer.id == series.issuer.id && entry.official.numbering() == numbering
        });
        for entry in own {
            text.push_str(&format!(
                "  {:<18} {:<12} {:<9} {}\n",
                entry.official.number_and_symbol(),
                told_day(entry),
                state(entry),
                entry.official.subject
            ));
        }
        if !series.doubles.is_empty() {
            text.push_str(&format!("  số cấp hai lần: {}\n", listed(&series.doubles)));
        }
        if !series.gaps.is_empty() {
            text.push_str(&format!("  số không có trong nội dung: {}\n", stretches(&series.gaps)));
        }
        text.push_str(&format!("  số tiếp theo: {:02}\n\n", series.next));
    }
    text
}

#[derive(Serialize)]
struct ListedRegister<'r> {
    documents: Vec<ListedEntry<'r>>,
    series: Vec<ListedSeries<'r>>,
}

#[derive(Serialize)]
struct ListedEntry<'r> {
    agency: &'r str,
    number: Option<u32>,
    symbol: &'r str,
    date: Option<String>,
    subject: &'r str,
    /// The plan itself, or the one that a sub-plan answers.
    plan: &'r str,
    kind: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct ListedSeries<'r> {
    agency: &'r str,
    kind: &'r str,
    year: i16,
    numbers: &'r [u32],
    doubles: &'r [u32],
    gaps: &'r [(u32, u32)],
    next: u32,
}

pub fn json(register: &Register<'_>) -> String {
    let documents = register.entries.iter().map(|entry| {
        let (kind, plan) = match entry.document {
            Document::Plan(plan) => ("plan", plan),
            Document::SubPlan(plan) => ("sub_plan", plan),
        };
        ListedEntry {
            agency: entry.issuer.id.as_str(),
            number: entry.official.number,
            symbol: &entry.official.symbol,
            date: entry.official.date.full().map(|day| day.to_string()),
            subject: &entry.official.subject,
            plan: plan.id.as_str(),
            kind,
            status: match entry.official.status {
                State::Draft => "draft",
                State::Issued => "issued",
            },
        }
    });
    let series = register.series.iter().map(|series| ListedSeries {
        agency: series.issuer.id.as_str(),
        kind: &series.kind,
        year: series.year,
        numbers: &series.numbers,
        doubles: &series.doubles,
        gaps: &series.gaps,
        next: series.next,
    });
    let register = ListedRegister { documents: documents.collect(), series: series.collect() };
    // Plain values have nothing that JSON cannot say.
    serde_json::to_string_pretty(&register).unwrap_or_default() + "\n"
}
