//! Which documents a run makes, and which files the year has.

use super::BuildArgs;
use super::batch::Outcome;
use crate::derive::Year;
use crate::diagnostic::Diagnostic;
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
        match Job::named(id, year, &known) {
            // Asked for twice is made once: two jobs must not write one file.
            Ok(job) if jobs.iter().any(|other| other.stem() == job.stem()) => {}
            Ok(job) => jobs.push(job),
            Err(finding) => findings.push(finding),
        }
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}
