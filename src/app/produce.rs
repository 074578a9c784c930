//! Tạo văn bản: the files of all documents asked for, folder by folder, and what became of them; or what
//! would become of them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::ThreadPool;
use rayon::prelude::*;

use super::batch::{Batch, Outcome, Recall, files_of, folder_of, hold_with_plan};
use super::package::{self, Package};
use super::{Inputs, Job, threads};
use crate::diagnostic::{Diagnostic, codes, has_errors};
use crate::model::Plan;
use crate::output::{Decision, FileError, Make, Policy, Report, Staged, Store, findings};

/// What a run is to do, beside the documents.
#[derive(Debug, Clone)]
pub struct Task {
    /// The folder for results.
    pub out: PathBuf,
    pub policy: Policy,
    /// Pack the files of each plan for hand-over.
    pub zip: bool,
}

/// What a run came to in the folder of one plan.
pub struct Finished<'p> {
    /// What was found when the folder was opened.
    pub before: Vec<Diagnostic>,
    pub outcomes: Vec<Outcome<'p, Staged>>,
    /// For each of them, whether its files are on the disk as the content has them.
    pub well: Vec<bool>,
    /// None where the folder could not be opened.
    pub report: Option<Result<Report, FileError>>,
    /// What became of the package, where one was asked for or is there.
    pub package: Option<Result<Package, FileError>>,
}

/// What a run would do in the folder of one plan.
pub struct Forecast<'p> {
    pub outcomes: Vec<Outcome<'p, Make>>,
    /// What was found in the folder, and what would be left over in it.
    pub findings: Vec<Diagnostic>,
    /// What would become of the package, where one is asked for or is there.
    pub package: Option<Result<Package, FileError>>,
}

/// The folder of a year as an earlier version of the program left it: nothing is written beside it.
pub fn hindrance(out: &Path, year: i16) -> Option<Diagnostic> {
    findings::earlier_shape(&out.join(year.to_string()))
}

/// More threads than this are of no use to anybody.
const MAX_WORKERS: usize = 64;

/// Threads of their own for a run that is not to share those of everything else: as many as are asked for, or as
/// the machine has cores. The run is then called within them.
///
/// # Errors
/// A system that gives no threads.
pub fn workers(asked: Option<usize>) -> Result<ThreadPool, Diagnostic> {
    // 0 is rayon's word for the cores.
    let asked = asked.unwrap_or(0).min(MAX_WORKERS);
    let built = threads::builder().num_threads(asked).build();
    built.map_err(|_| Diagnostic::error(codes::CANNOT_RUN, "không tạo được luồng xử lý"))
}

/// How far a run relies on earlier ones: the index of a package tells what every document states, so for one all
/// of them are made.
pub fn recall(inputs: &Inputs, zip: bool) -> Recall {
    let seen = inputs.digest();
    if zip { Recall::Note(seen) } else { Recall::Use(seen) }
}

/// Makes the files of all documents; `step` is told of each that has been set.
pub fn produce<'p>(
    batch: &Batch<'p>,
    jobs: Vec<Job<'p>>,
    task: &Task,
    step: &(dyn Fn(&Job<'p>) + Sync),
) -> Vec<Finished<'p>> {
    let folder = |(plan, jobs): (&'p Plan, Vec<Job<'p>>)| {
        let folder = folder_of(&task.out, plan);
        let (store, before) = match Store::open(&folder, task.policy.clone()) {
            Ok(opened) => opened,
            Err(error) => return Finished::not_opened(findings::cannot_open(&folder, &error)),
        };
        let mut outcomes = each(&jobs, step, |job| batch.write(job, &store));
        hold_with_plan(&mut outcomes);
        finish(batch, plan, task.zip, (store, before), outcomes)
    };
    Job::by_plan(jobs).into_iter().map(folder).collect()
}

/// Tells what [`produce`] would do; nothing is written.
///
/// # Errors
/// A folder that cannot be looked at.
pub fn foresee<'p>(
    batch: &Batch<'p>,
    jobs: Vec<Job<'p>>,
    task: &Task,
    step: &(dyn Fn(&Job<'p>) + Sync),
) -> Result<Vec<Forecast<'p>>, Diagnostic> {
    let folder = |(plan, jobs): (&'p Plan, Vec<Job<'p>>)| {
        let folder = folder_of(&task.out, plan);
        let (store, mut findings) = Store::look(&folder, task.policy.clone())
            .map_err(|error| findings::cannot_open(&folder, &error))?;
        let mut outcomes = each(&jobs, step, |job| batch.foresee(job, &store));
        hold_with_plan(&mut outcomes);
        let decisions = || outcomes.iter().flat_map(|outcome| &outcome.decisions);
        let files = files_of(&batch.open.year, plan, &outcomes, &store);
        let leftovers = store.would_leave(decisions(), &files);
        // While some of the content could not be read, nobody knows which files are left over.
        if batch.open.is_whole() {
            findings.extend(leftovers.findings());
        }
        let writes = decisions().any(|decision| matches!(decision, Decision::Make(_)));
        let package = match task.zip {
            true => Some(Package::foreseen(batch, plan, &store, &files, &leftovers)),
            false if writes => Package::outdated(plan, &store).map(Ok),
            false => None,
        };
        Ok(Forecast { outcomes, findings, package })
    };
    Job::by_plan(jobs).into_iter().map(folder).collect()
}

impl Finished<'_> {
    /// A folder that could not be opened.
    fn not_opened(why: Diagnostic) -> Self {
        Self { before: vec![why], outcomes: Vec::new(), well: Vec::new(), report: None, package: None }
    }
}

/// Puts the files of a plan in place, and packs them where that was asked for.
fn finish<'p>(
    batch: &Batch<'p>,
    plan: &Plan,
    zip: bool,
    (mut store, before): (Store, Vec<Diagnostic>),
    mut outcomes: Vec<Outcome<'p, Staged>>,
) -> Finished<'p> {
    let staged: Vec<Vec<String>> = outcomes.iter().map(|outcome| targets(&outcome.decisions)).collect();
    let sets = outcomes.iter_mut().map(|outcome| std::mem::take(&mut outcome.decisions)).collect();
    let files = files_of(&batch.open.year, plan, &outcomes, &store);
    let report = store.commit(sets, &files);
    let mut well = Vec::new();
    if let Ok(report) = &report {
        let made: BTreeSet<&str> = report.made.iter().map(|made| made.target.as_str()).collect();
        well.extend(outcomes.iter().zip(&staged).map(|(outcome, staged)| {
            let on_disk = staged.iter().all(|target| made.contains(target.as_str()));
            on_disk && outcome.held_back.is_none() && !has_errors(&outcome.findings)
        }));
    }
    let package = match &report {
        Ok(report) if zip => Some(package::pack(batch, plan, &store, (&outcomes, &well), &files, report)),
        Ok(report) if !report.made.is_empty() => Package::outdated(plan, &store).map(Ok),
        _ => None,
    };
    Finished { before, outcomes, well, report: Some(report), package }
}

/// The files of a document that wait to be put in place.
fn targets(decisions: &[Decision<Staged>]) -> Vec<String> {
    let waiting = decisions.iter().filter_map(|decision| match decision {
        Decision::Make(staged) => Some(staged.target().to_owned()),
        Decision::Unchanged(_) | Decision::Kept(_) => None,
    });
    waiting.collect()
}

/// Runs every job, as many at a time as there are threads; the outcomes keep the order of the jobs. A job by itself
/// runs in one of these threads, too, and shares its work with the others.
fn each<'p, M: Send>(
    jobs: &[Job<'p>],
    step: &(dyn Fn(&Job<'p>) + Sync),
    run: impl Fn(&Job<'p>) -> Outcome<'p, M> + Sync,
) -> Vec<Outcome<'p, M>> {
    let one = |job: &Job<'p>| {
        let outcome = run(job);
        step(job);
        outcome
    };
    // Documents take long, and differ: none is to wait for another that has not begun.
    rayon::scope(|_| jobs.par_iter().with_max_len(1).map(one).collect())
}
