//! `kehoach list`: agencies and their tasks, for people and for scripts.

use std::fmt::Write;

use clap::Args;
use serde::Serialize;

use super::{ExitStatus, load, print, refused, report};
use crate::app::{Job, OpenYear, Paths};
use crate::derive::Year;
use crate::derive::responsibility::{Role, Share};
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::document::State;
use crate::model::Agency;
use crate::model::values::short_date;

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// One agency in `list --json`. The shape is fixed: scripts read it.
#[derive(Debug, Serialize)]
struct Listed {
    id: String,
    name: String,
    kind: &'static str,
    monitors: Vec<usize>,
    tasks: Vec<ListedTask>,
    /// Việc trong Tổ chức thực hiện.
    duties: Vec<ListedTask>,
    sub_plan: ListedSubPlan,
}

#[derive(Debug, Serialize)]
struct ListedTask {
    #[serde(rename = "ref")]
    reference: String,
    role: &'static str,
    via: String,
}

#[derive(Debug, Serialize)]
struct ListedSubPlan {
    status: &'static str,
    number: Option<u32>,
    date: Option<String>,
}

pub(super) fn run(args: &ListArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let year = &open.year;
    let agencies = year.agencies();
    let mut findings: Vec<Diagnostic> =
        open.general().cloned().chain(open.elsewhere(&Job::all(year))).collect();
    findings.extend(agencies.iter().flat_map(|agency| open.of_agency(agency.id.as_str())));
    findings.retain(|finding| finding.severity > Severity::Info);
    let errors = has_errors(&findings);
    if !findings.is_empty() {
        report(findings);
    }
    let listed: Vec<Listed> = agencies.into_iter().map(|agency| listed(&open, agency)).collect();
    let printed = if args.json {
        let text = serde_json::to_string_pretty(&listed).unwrap_or_default();
        print(&format!("{text}\n"))
    } else {
        print(&table(year, &listed))
    };
    printed.worst(if errors { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn listed(open: &OpenYear<'_>, agency: &Agency) -> Listed {
    let year = &open.year;
    let none = Share::default();
    let share = year.main().share(&agency.id).unwrap_or(&none);
    let overlay = year.province.overlay(&agency.id, year.year);
    Listed {
        id: agency.id.to_string(),
        name: agency.name.clone(),
        kind: agency.kind.name(),
        monitors: share.monitors.iter().map(|index| index.ordinal).collect(),
        tasks: share
            .tasks
            .iter()
            .map(|task| ListedTask {
                reference: task.task.reference.to_string(),
                role: task.role.name(),
                via: task.via.to_string(),
            })
            .collect(),
        duties: share
            .duties
            .iter()
            .map(|duty| ListedTask {
                reference: duty.task.task.reference.to_string(),
                role: duty.role.name(),
                via: duty.via.to_string(),
            })
            .collect(),
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
        },
    }
}

fn table(year: &Year<'_>, listed: &[Listed]) -> String {
    let mut text = format!("{} ({})\n\n", year.plan().short_citation(), year.year);
    let _ = writeln!(
        text,
        "{:>7}  {:>8}  {:>8}  {:<10}  CƠ QUAN (mã)",
        "CHỦ TRÌ", "PHỐI HỢP", "THEO DÕI", "KẾ HOẠCH"
    );
    for agency in listed {
        let count = |role: Role| agency.tasks.iter().filter(|task| task.role == role.name()).count();
        let monitors: Vec<String> = agency.monitors.iter().map(ToString::to_string).collect();
        let status = match agency.sub_plan.status {
            "issued" => "ban hành",
            "draft" => "dự thảo",
            "error" => "có lỗi",
            _ => "-",
        };
        let _ = writeln!(
            text,
            "{:>7}  {:>8}  {:>8}  {status:<10}  {} ({})",
            count(Role::Lead),
            count(Role::Supporting),
            monitors.join(","),
            agency.name,
            agency.id
        );
    }
    let _ = writeln!(text, "\nTổng số: {} cơ quan, {} nhiệm vụ.", listed.len(), year.plan().tasks().count());
    text
}
