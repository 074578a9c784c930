//! `kehoach build`: the official plan and the sub-plans, as files.

mod forecast;
mod summary;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use clap::Args;

use super::formats::FormatArgs;
use super::out::OutArgs;
use super::progress::{self, Progress};
use super::selection::SelectionArgs;
use super::{ExitStatus, in_year, report};
use crate::app::batch::Batch;
use crate::app::produce::{self, Task};
use crate::app::{Job, OpenYear, Paths};
use crate::diagnostic::Diagnostic;
use crate::output::{Policy, Purpose};

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
    let work = || in_year(&paths, args.selection.year, |open| build(args, open, started));
    // Reading and making share their threads, and with them the memory that one gives back and the other takes.
    match args.jobs.map(|jobs| produce::workers(Some(jobs))) {
        None => work(),
        Some(Ok(workers)) => workers.install(work),
        Some(Err(finding)) => refuse(finding),
    }
}

fn build(args: &BuildArgs, open: &OpenYear<'_>, started: Instant) -> ExitStatus {
    let jobs = match Job::asked_for(&args.selection.selection(), &open.year) {
        Ok(jobs) => jobs,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let year = args.out.out.join(open.year.year.to_string());
    if let Some(finding) = produce::hindrance(&args.out.out, open.year.year) {
        return refuse(finding);
    }
    // Of a package that is only foretold nobody asks what its documents state.
    let recall = produce::recall(open.inputs, args.zip && !args.dry_run);
    let batch = Batch { formats: args.format.formats(), open, recall };
    let policy = Policy {
        force: args.force,
        purpose: Purpose::Documents,
        today: today(),
        verifier: Arc::clone(&open.inputs.verifier),
    };
    let task = Task { out: args.out.out.clone(), policy, zip: args.zip };
    let progress = Progress::start(jobs.len());
    let step = |job: &Job<'_>| progress.step(&job.name());
    if args.dry_run {
        let forecasts = produce::foresee(&batch, jobs, &task, &step);
        progress.finish();
        return forecasts.map_or_else(refuse, |forecasts| forecast::tell(&batch, forecasts));
    }
    let finished = produce::produce(&batch, jobs, &task, &step);
    progress.finish();
    for one in &finished {
        for (outcome, well) in one.outcomes.iter().zip(&one.well) {
            progress::tell(&outcome.job.name(), *well);
        }
    }
    summary::tell(&batch, finished, &year, started)
}

/// What clocks in Vietnam say, which has one time zone and no summer time: no time zone data is needed.
pub(super) fn now() -> jiff::civil::DateTime {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).datetime()
}

pub(super) fn today() -> jiff::civil::Date {
    now().date()
}

fn refuse(finding: Diagnostic) -> ExitStatus {
    report(vec![finding]);
    ExitStatus::Failed
}
