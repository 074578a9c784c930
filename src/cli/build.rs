//! `kehoach build`: the official plan and the sub-plans, as files.

mod forecast;
mod summary;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use rayon::ThreadPool;
use rayon::prelude::*;

use super::formats::FormatArgs;
use super::progress::{self, Progress};
use super::{ExitStatus, load, refused, report};
use crate::app::batch::{Batch, Outcome, files_of, hold_with_plan};
use crate::app::{Job, OpenYear, Paths, package};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, codes, has_errors};
use crate::output::{Decision, Policy, Purpose, Staged, Store, findings};

#[derive(Debug, Args)]
pub(super) struct BuildArgs {
    /// Mã các cơ quan cần tạo; bỏ trống là tất cả
    #[arg(value_name = "MÃ")]
    ids: Vec<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// Tạo kế hoạch của mọi cơ quan và kế hoạch của tỉnh
    #[arg(long)]
    all: bool,
    /// Tạo kế hoạch của tỉnh
    #[arg(long)]
    plan: bool,
    #[command(flatten)]
    format: FormatArgs,
    /// Thư mục ghi kết quả (mặc định: output)
    #[arg(long, alias = "ra", value_name = "THƯ_MỤC", default_value = "output", hide_default_value = true)]
    out: PathBuf,
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
    /// Đóng gói các tệp của năm và mục lục thành một tệp ZIP để bàn giao
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
    let open = match OpenYear::of(&inputs, args.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let prepared = asked_for(args, &open.year).and_then(|jobs| Ok((workers(args.jobs, jobs.len())?, jobs)));
    let (workers, jobs) = match prepared {
        Ok(prepared) => prepared,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let batch = Batch { formats: args.format.formats(), open: &open };
    let folder = args.out.join(open.year.year.to_string());
    let policy = Policy { force: args.force, purpose: Purpose::Documents, today: today() };
    if args.dry_run {
        let (store, findings) = match Store::look(&folder, policy) {
            Ok(looked) => looked,
            Err(error) => return refuse(findings::cannot_open(&folder, &error)),
        };
        let mut outcomes = each(&workers, &jobs, |job| batch.foresee(job, &store));
        hold_with_plan(&mut outcomes);
        return forecast::tell(&batch, &store, outcomes, findings);
    }
    let (store, findings) = match Store::open(&folder, policy) {
        Ok(opened) => opened,
        Err(error) => return refuse(findings::cannot_open(&folder, &error)),
    };
    let mut outcomes = each(&workers, &jobs, |job| batch.write(job, &store));
    hold_with_plan(&mut outcomes);
    let finished = finish(args, &batch, store, outcomes);
    summary::tell(&batch, finished, findings, &folder, started)
}

/// Puts the files of a run in place, and packs them where that was asked for.
fn finish<'p>(
    args: &BuildArgs,
    batch: &Batch<'p>,
    mut store: Store,
    mut outcomes: Vec<Outcome<'p, Staged>>,
) -> summary::Finished<'p> {
    let staged: Vec<Vec<String>> = outcomes.iter().map(|outcome| targets(&outcome.decisions)).collect();
    let sets = outcomes.iter_mut().map(|outcome| std::mem::take(&mut outcome.decisions)).collect();
    let year = files_of(&batch.open.year, &outcomes, &store);
    let report = store.commit(sets, &year);
    if let Ok(report) = &report {
        let made: BTreeSet<&str> = report.made.iter().map(|made| made.target.as_str()).collect();
        for (outcome, staged) in outcomes.iter().zip(&staged) {
            let on_disk = staged.iter().all(|target| made.contains(target.as_str()));
            progress::tell(
                outcome.job.name(),
                on_disk && !outcome.held_back && !has_errors(&outcome.findings),
            );
        }
    }
    let package = match &report {
        Ok(report) if args.zip => Some(package::pack(batch, &store, &outcomes, &year, report)),
        _ => None,
    };
    summary::Finished { outcomes, report, package }
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
                progress.step(job.name());
                outcome
            })
            .collect()
    });
    progress.finish();
    outcomes
}

fn asked_for<'p>(args: &BuildArgs, year: &Year<'p>) -> Result<Vec<Job<'p>>, Vec<Diagnostic>> {
    if args.all { Ok(Job::all(year)) } else { Job::asked_for(&args.ids, args.plan, year) }
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
