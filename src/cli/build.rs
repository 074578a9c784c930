//! `kehoach build`: the official plan and the sub-plans, as files.

mod forecast;
mod summary;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::formats::FormatArgs;
use super::out::OutArgs;
use super::progress::{self, Progress};
use super::selection::SelectionArgs;
use super::{ExitStatus, load, refused, report};
use crate::app::batch::{Batch, Outcome, files_of, folder_of, hold_with_plan};
use crate::app::{Job, OpenYear, Paths, package};
use crate::diagnostic::{Diagnostic, codes, has_errors};
use crate::model::Plan;
use crate::output::{Decision, Policy, Purpose, Staged, Store, findings};

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    format: FormatArgs,
    #[command(flatten)]
    out: OutArgs,
    /// Số việc làm cùng lúc; mặc định theo số nhân của máy
    #[arg(long, value_name = "SỐ")]
    jobs: Option<usize>,
    /// Thư mục có đủ bốn kiểu Times New Roman của cơ quan (times.ttf, timesbd.ttf … hoặc tên của macOS, Linux)
    #[arg(long, alias = "phong", value_name = "THƯ_MỤC")]
    font: Option<PathBuf>,
    /// Thay cả tệp đã được sửa hoặc đã ký; bản đang có được cất thành “bản cũ”
    #[arg(long)]
    force: bool,
    /// Chỉ cho biết tệp nào sẽ thay đổi, không ghi gì
    #[arg(long)]
    dry_run: bool,
    /// Đóng gói các tệp của mỗi kế hoạch và mục lục thành một tệp ZIP để bàn giao
    #[arg(long)]
    zip: bool,
}

pub(super) fn run(args: &BuildArgs, paths: &Paths) -> ExitStatus {
    let started = Instant::now();
    let paths = Paths { fonts: args.font.clone(), ..paths.clone() };
    let inputs = match load(&paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.selection.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let asked = Job::asked_for(&args.selection.selection(), &open.year);
    let prepared = asked.and_then(|jobs| Ok((workers(args.jobs, jobs.len())?, jobs)));
    let (workers, jobs) = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let year = args.out.out.join(open.year.year.to_string());
    if let Some(finding) = findings::earlier_shape(&year) {
        return refuse(finding);
    }
    let batch = Batch { formats: args.format.formats(), open: &open };
    let policy = Policy {
        force: args.force,
        purpose: Purpose::Documents,
        today: today(),
        verifier: Arc::clone(&inputs.verifier),
    };
    if args.dry_run {
        let mut forecasts = Vec::new();
        for (plan, jobs) in Job::by_plan(jobs) {
            let folder = folder_of(&args.out.out, plan);
            let (store, findings) = match Store::look(&folder, policy.clone()) {
                Ok(looked) => looked,
                Err(error) => return refuse(findings::cannot_open(&folder, &error)),
            };
            let mut outcomes = each(&workers, &jobs, |job| batch.foresee(job, &store));
            hold_with_plan(&mut outcomes);
            forecasts.push(forecast::Forecast { plan, store, outcomes, findings });
        }
        return forecast::tell(&batch, forecasts);
    }
    let mut finished = Vec::new();
    for (plan, jobs) in Job::by_plan(jobs) {
        let folder = folder_of(&args.out.out, plan);
        let (store, before) = match Store::open(&folder, policy.clone()) {
            Ok(opened) => opened,
            Err(error) => {
                finished.push(summary::Finished::not_opened(findings::cannot_open(&folder, &error)));
                continue;
            }
        };
        let mut outcomes = each(&workers, &jobs, |job| batch.write(job, &store));
        hold_with_plan(&mut outcomes);
        finished.push(finish(args, &batch, plan, (store, before), outcomes));
    }
    summary::tell(&batch, finished, &year, started)
}

/// Puts the files of a plan in place, and packs them where that was asked for.
fn finish<'p>(
    args: &BuildArgs,
    batch: &Batch<'p>,
    plan: &Plan,
    (mut store, before): (Store, Vec<Diagnostic>),
    mut outcomes: Vec<Outcome<'p, Staged>>,
) -> summary::Finished<'p> {
    let staged: Vec<Vec<String>> = outcomes.iter().map(|outcome| targets(&outcome.decisions)).collect();
    let sets = outcomes.iter_mut().map(|outcome| std::mem::take(&mut outcome.decisions)).collect();
    let files = files_of(&batch.open.year, plan, &outcomes, &store);
    let report = store.commit(sets, &files);
    if let Ok(report) = &report {
        let made: BTreeSet<&str> = report.made.iter().map(|made| made.target.as_str()).collect();
        for (outcome, staged) in outcomes.iter().zip(&staged) {
            let on_disk = staged.iter().all(|target| made.contains(target.as_str()));
            progress::tell(
                &outcome.job.name(),
                on_disk && !outcome.held_back && !has_errors(&outcome.findings),
            );
        }
    }
    let package = match &report {
        Ok(report) if args.zip => Some(package::pack(batch, plan, &store, &outcomes, &files, report)),
        _ => None,
    };
    summary::Finished { before, outcomes, report: Some(report), package }
}

/// The files of a document that wait to be put in place.
fn targets(decisions: &[Decision<Staged>]) -> Vec<String> {
    let waiting = decisions.iter().filter_map(|decision| match decision {
        Decision::Make(staged) => Some(staged.target().to_owned()),
        Decision::Unchanged(_) | Decision::Kept(_) => None,
    });
    waiting.collect()
}

/// Runs every job, as many at a time as there are workers; the outcomes keep the order of the jobs.
fn each<'p, M: Send>(
    workers: &ThreadPool,
    jobs: &[Job<'p>],
    run: impl Fn(&Job<'p>) -> Outcome<'p, M> + Sync,
) -> Vec<Outcome<'p, M>> {
    let progress = Progress::start(jobs.len());
    let outcomes = workers.install(|| {
        jobs.par_iter()
            .map(|job| {
                let outcome = run(job);
                progress.step(&job.name());
                outcome
            })
            .collect()
    });
    progress.finish();
    outcomes
}

/// As many threads as the machine has cores, or as were asked for; never more than there are documents.
fn workers(asked: Option<usize>, documents: usize) -> Result<ThreadPool, Vec<Diagnostic>> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = asked.filter(|asked| *asked > 0).unwrap_or(cores).min(documents.max(1));
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    built.map_err(|_| vec![Diagnostic::error(codes::CANNOT_RUN, "không tạo được luồng xử lý")])
}

/// The day in Vietnam, which has one time zone and no summer time: no time zone data is needed.
pub(super) fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).date()
}

fn refuse(finding: Diagnostic) -> ExitStatus {
    report(vec![finding]);
    ExitStatus::Failed
}
