//! Which documents a run makes, and which files the year has.

use super::BuildArgs;
use super::batch::Outcome;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, codes, near_miss};
use crate::output::{FileName, Store};
use crate::pipeline::{Format, Job};

/// Every file that the year has, in all formats: those of the documents of this run as they were
/// made, those of others with the annexes that stand in the folder.
pub(super) fn files_of<M>(year: &Year<'_>, outcomes: &[Outcome<'_, M>], store: &Store) -> Vec<FileName> {
    let mut files = Vec::new();
    for job in Job::all(year) {
        let outcome = outcomes.iter().find(|outcome| outcome.job.stem() == job.stem());
        match outcome.and_then(|outcome| outcome.files.clone()) {
            Some(own) => files.extend(own),
            None => {
                files.extend(Format::ALL.into_iter().filter_map(|format| job.file("", format).ok()));
                files.extend(store.annexes_of(job.stem()));
            }
        }
    }
    files
}

/// The documents asked for, in the order of the files.
pub(super) fn asked_for<'p>(args: &BuildArgs, year: &Year<'p>) -> Result<Vec<Job<'p>>, Vec<Diagnostic>> {
    if args.all || (args.ids.is_empty() && !args.plan) {
        return Ok(Job::all(year));
    }
    let known = Job::all(year);
    let mut jobs: Vec<Job<'p>> = if args.plan { vec![Job::Plan] } else { Vec::new() };
    let mut findings = Vec::new();
    for id in &args.ids {
        let of_id = |job: &&Job<'_>| matches!(job, Job::Agency(agency) if agency.id.as_str() == id);
        match known.iter().find(of_id) {
            // Asked for twice is made once: two jobs must not write one file.
            Some(job) if jobs.iter().any(|other| other.stem() == job.stem()) => {}
            Some(job) => jobs.push(*job),
            None => findings.push(not_a_maker(id, year, &known)),
        }
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}

fn not_a_maker(id: &str, year: &Year<'_>, known: &[Job<'_>]) -> Diagnostic {
    let registered = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
    if let Some(agency) = registered {
        let message = if agency.makes_sub_plan() {
            format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
        } else {
            format!("“{}” chỉ được gọi chung, không lập kế hoạch riêng", agency.name)
        };
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message);
    }
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    match near_miss(id, known.iter().map(Job::stem)) {
        Some(near) => finding.hint(format!("có phải “{near}”?")),
        None => finding.hint("xem danh sách: kehoach list"),
    }
}
