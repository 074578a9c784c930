//! `kehoach list`: plans, agencies and their tasks, for people and for scripts.

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::out::OutArgs;
use super::selection::SelectionArgs;
use super::{ExitStatus, in_year, print, report};
use crate::app::signed::{self, Signed};
use crate::app::{Job, OpenYear, Paths, Selection, in_pieces, meant};
use crate::derive::responsibility::{Responsibilities, Responsibility, Role, Share, Watch};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, Severity, codes, has_errors};
use crate::follow::listed::ListedTask;
use crate::model::PLAN_STEM;
use crate::model::agency::AgencyId;
use crate::model::plan::Title;
use crate::official::State;
use crate::text::values::short_date;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    out: OutArgs,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// One agency in one plan in `list --json`. The shape is fixed: scripts read it.
#[derive(Debug, Serialize)]
struct Listed {
    plan: String,
    id: String,
    name: String,
    kind: &'static str,
    /// What it monitors, by its number among the indices and the other monitored headings of the plan.
    monitors: Vec<usize>,
    co_monitors: Vec<usize>,
    tasks: Vec<ListedTask>,
    /// Việc trong Tổ chức thực hiện.
    duties: Vec<ListedTask>,
    sub_plan: ListedSubPlan,
    /// Whether a document is made for it at all.
    #[serde(skip)]
    makes_plan: bool,
}

#[derive(Debug, Serialize)]
struct ListedSubPlan {
    status: &'static str,
    number: Option<u32>,
    date: Option<String>,
    /// The plan in whose folder the document lies.
    folder: String,
}

pub(super) fn run(args: &ListArgs, paths: &Paths) -> ExitStatus {
    in_year(paths, args.selection.year, |open| list(args, open))
}

fn list(args: &ListArgs, open: &OpenYear<'_>) -> ExitStatus {
    let year = &open.year;
    let selection = args.selection.selection();
    // An agency that has no document of its own is listed, too.
    let of_plans = Selection { ids: Vec::new(), plans: selection.plans.clone() };
    let jobs = match Job::asked_for(&of_plans, year).and_then(|jobs| unknown(&selection, year).map(|()| jobs))
    {
        Ok(jobs) => jobs,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let wanted_plan = |shares: &&Responsibilities<'_>| {
        selection.plans.is_empty() || selection.plans.iter().any(|id| id == shares.plan.id.as_str())
    };
    let wanted =
        |id: &AgencyId| selection.ids.is_empty() || selection.ids.iter().any(|one| one == id.as_str());
    let mut findings: Vec<Diagnostic> = open.general().cloned().chain(open.elsewhere(&jobs)).collect();
    findings.extend(jobs.iter().filter_map(Job::agency).flat_map(|agency| open.of_agency(agency.as_str())));
    findings.retain(|finding| finding.severity > Severity::Info);
    let errors = has_errors(&findings);
    if !findings.is_empty() {
        report(findings);
    }
    let mut all: Vec<Listed> = Vec::new();
    let mut text = String::new();
    for shares in year.plans().filter(wanted_plan) {
        let answers = year.answers(shares.plan).into_iter().filter(|answer| wanted(&answer.agency.id));
        let rows: Vec<Listed> = answers.map(|answer| listed(open, shares, answer)).collect();
        text.push_str(&table(shares, &rows));
        all.extend(rows);
    }
    let printed = if args.json {
        let json = serde_json::to_string_pretty(&all).unwrap_or_default();
        print(&format!("{json}\n"))
    } else {
        let asked =
            |job: &Job<'_>| selection.ids.is_empty() || selection.ids.iter().any(|id| id == job.stem());
        let asked: Vec<Job<'_>> = jobs.into_iter().filter(asked).collect();
        let (files, faults) = signed::files(open, &asked, &args.out.out);
        text.push_str(&signatures(&files));
        if !faults.is_empty() {
            report(faults);
        }
        print(&text)
    };
    printed.worst(if errors { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// What came back signed, below the plans.
fn signatures(files: &[Signed]) -> String {
    let mut text = String::new();
    if !files.is_empty() {
        let _ = writeln!(text, "Văn bản có chữ ký số:");
    }
    for file in files {
        let _ = writeln!(text, "  {}: {}", file.path.display(), file.signing.told());
    }
    text
}

/// Every id that no agency of the year has.
pub(super) fn unknown(selection: &Selection, year: &Year<'_>) -> Result<(), Vec<Diagnostic>> {
    let answers = year.plans().flat_map(|shares| year.answers(shares.plan));
    let known: Vec<&str> = answers.map(|answer| answer.agency.id.as_str()).collect();
    let unknown = selection.ids.iter().filter(|id| !known.contains(&id.as_str()) && *id != PLAN_STEM);
    let unknown: Vec<&String> = unknown.collect();
    if let Some(told) = in_pieces(&unknown, known.iter().copied()) {
        return Err(vec![told]);
    }
    let findings: Vec<Diagnostic> = unknown
        .into_iter()
        .map(|id| {
            let message = match year.province.registry.agency(&AgencyId::new(id)) {
                Some(agency) => {
                    format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
                }
                None => format!("không có cơ quan “{id}”"),
            };
            let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
            meant(finding, id, known.iter().copied())
        })
        .collect();
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn listed(open: &OpenYear<'_>, shares: &Responsibilities<'_>, answer: Answer<'_>) -> Listed {
    let agency = answer.agency;
    let registry = &open.year.province.registry;
    let none = Share::default();
    let share = shares.share(&agency.id).unwrap_or(&none);
    let overlay = answer.overlay;
    let numbers = |wanted: Watch| -> Vec<usize> {
        let watched = share.monitors.iter().filter(|(_, watch)| *watch == wanted);
        watched
            .filter_map(|(heading, _)| {
                let watched = shares
                    .plan
                    .headings()
                    .filter(|heading| matches!(heading.title, Title::Index(_)) || heading.monitor.is_some());
                let at = watched.into_iter().position(|other| other.position == heading.position)?;
                Some(at + 1)
            })
            .collect()
    };
    let is_duty =
        |one: &&Responsibility<'_>| shares.plan.duties().any(|duty| duty.reference == one.task.reference);
    let related_duties = share.related.iter().filter(is_duty);
    let related_tasks = share.related.iter().filter(|one| !is_duty(one));
    let told = |one: &Responsibility<'_>| ListedTask::of(registry, one);
    Listed {
        plan: shares.plan.id.to_string(),
        id: agency.id.to_string(),
        name: agency.name.clone(),
        kind: agency.kind.name(),
        monitors: numbers(Watch::Monitor),
        co_monitors: numbers(Watch::CoMonitor),
        tasks: share.tasks.iter().chain(related_tasks).map(told).collect(),
        duties: share.duties.iter().chain(related_duties).map(told).collect(),
        makes_plan: answer.makes_document(),
        sub_plan: ListedSubPlan {
            status: match overlay.map(|overlay| overlay.stated.status) {
                // What it says of itself cannot be relied on.
                _ if open.is_held(agency.id.as_str()) => "error",
                None => "none",
                Some(State::Draft) => "draft",
                Some(State::Issued) => "issued",
            },
            number: overlay.and_then(|overlay| overlay.stated.number),
            date: overlay.and_then(|overlay| overlay.stated.date.full()).map(short_date),
            folder: answer.plan.id.to_string(),
        },
    }
}

fn table(shares: &Responsibilities<'_>, listed: &[Listed]) -> String {
    let plan = shares.plan;
    let mut text = format!("{} ({}, năm {})\n\n", plan.short_citation(), plan.id, plan.year);
    let any_related = listed.iter().any(|agency| agency.related() > 0);
    let related = |count: &str| if any_related { format!("  {count:>9}") } else { String::new() };
    let _ = writeln!(
        text,
        "{:>7}  {:>8}{}  {:>8}  {:<10}  CƠ QUAN (mã)",
        "CHỦ TRÌ",
        "PHỐI HỢP",
        related("LIÊN QUAN"),
        "THEO DÕI",
        "KẾ HOẠCH"
    );
    for agency in listed {
        let monitors: Vec<String> = agency.monitors.iter().map(ToString::to_string).collect();
        let with: Vec<String> = agency.co_monitors.iter().map(|number| format!("({number})")).collect();
        let status = match agency.sub_plan.status {
            "issued" => "ban hành",
            "draft" => "dự thảo",
            "error" => "có lỗi",
            _ if !agency.makes_plan => "không lập",
            _ => "-",
        };
        let elsewhere = if agency.sub_plan.folder == agency.plan {
            String::new()
        } else {
            format!(" - xem thư mục {}", agency.sub_plan.folder)
        };
        let _ = writeln!(
            text,
            "{:>7}  {:>8}{}  {:>8}  {status:<10}  {} ({}){elsewhere}",
            agency.count(Role::Lead),
            agency.count(Role::Supporting),
            related(&agency.related().to_string()),
            [monitors, with].concat().join(","),
            agency.name,
            agency.id
        );
    }
    let _ = writeln!(text, "\nTổng số: {} cơ quan, {} nhiệm vụ.\n", listed.len(), plan.tasks().count());
    text
}

impl Listed {
    /// Tasks that are surely its own, in this role.
    fn count(&self, role: Role) -> usize {
        let own = self.tasks.iter().filter(|task| !task.is_related());
        own.filter(|task| task.role == role.name()).count()
    }

    /// What it has only where it is concerned.
    fn related(&self) -> usize {
        self.tasks.iter().chain(&self.duties).filter(|task| task.is_related()).count()
    }
}
