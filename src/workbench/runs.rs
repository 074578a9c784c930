//! Lượt tạo văn bản: one at a time, behind the pages; what it has come to can be looked at all the while.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use tokio::sync::watch;

use super::desk::Content;
use crate::app::batch::{Batch, Outcome};
use crate::app::package::{Fate, Package};
use crate::app::produce::{self, Finished, Forecast, Task};
use crate::app::{Format, Job, OpenYear};
use crate::diagnostic::{self, Diagnostic, Severity, codes, has_errors};
use crate::output::{Decision, FileError, Make, Policy, Purpose, Reason, Report, findings};
use crate::signature::Signing;

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purport {
    /// To tell what would change.
    Foresee,
    /// To write.
    Make,
}

/// What somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub purport: Purport,
    pub year: i16,
    /// Documents by the plan in whose folder they stand, and the stem of their files.
    pub chosen: BTreeSet<(String, String)>,
    /// Whether a package is made beside what is written.
    pub zip: bool,
}

/// Một lượt.
#[derive(Debug)]
pub struct Run {
    pub number: u64,
    pub asked: Asked,
    pub total: AtomicUsize,
    pub done: AtomicUsize,
    result: Mutex<Option<Arc<Outturn>>>,
}

/// What a run came to.
#[derive(Debug, Default)]
pub struct Outturn {
    pub changes: Vec<Change>,
    /// Files of people that stay as they are: name, and what is known of its signature.
    pub kept: Vec<(String, String)>,
    pub unchanged: usize,
    /// Documents that could not be made.
    pub failed: Vec<String>,
    pub findings: Vec<Diagnostic>,
    pub packages: Vec<(PathBuf, Fate)>,
}

/// One file that was written, or would be.
#[derive(Debug)]
pub struct Change {
    pub file: String,
    pub what: String,
}

/// The runs of a workbench: the last of them is remembered.
#[derive(Debug)]
pub struct Runs {
    last: Mutex<Option<Arc<Run>>>,
    /// Moves whenever there is something new to see.
    moved: watch::Sender<u64>,
}

impl Default for Runs {
    fn default() -> Self {
        Self { last: Mutex::default(), moved: watch::Sender::new(0) }
    }
}

impl Runs {
    pub fn last(&self) -> Option<Arc<Run>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How far the run has come that is writing at this moment.
    pub fn underway(&self) -> Option<(usize, usize)> {
        let run = self.last()?;
        (run.asked.purport == Purport::Make && run.result().is_none()).then(|| run.progress())
    }

    pub fn moves(&self) -> watch::Receiver<u64> {
        self.moved.subscribe()
    }

    fn told(&self) {
        self.moved.send_modify(|moved| *moved += 1);
    }

    /// Takes the place for a new run; the one that is at work keeps it.
    ///
    /// # Errors
    /// The run that is not done yet.
    pub fn begin(&self, asked: Asked) -> Result<Arc<Run>, Arc<Run>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(busy) = last.as_ref().filter(|run| run.result().is_none()) {
            return Err(Arc::clone(busy));
        }
        let number = last.as_ref().map_or(1, |run| run.number + 1);
        let (total, done) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let run = Arc::new(Run { number, asked, total, done, result: Mutex::default() });
        *last = Some(Arc::clone(&run));
        Ok(run)
    }

    /// Does what a run is for, on this thread, to its end.
    pub fn work(&self, run: &Run, content: &Content, today: Date) {
        let done =
            std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| self.outturn(run, content, today)));
        let outturn = done.unwrap_or_else(|_| {
            // The place must not stay taken for ever.
            let message = "lượt tạo văn bản dừng giữa chừng vì lỗi của chương trình";
            refused(vec![Diagnostic::error(codes::CANNOT_RUN, message)])
        });
        *run.result.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(outturn));
        self.told();
    }

    fn outturn(&self, run: &Run, content: &Content, today: Date) -> Outturn {
        let open = match content.open(run.asked.year) {
            Ok(open) => open,
            Err(why) => return refused(why.into_findings()),
        };
        let out = &content.place.out;
        if let Some(finding) = produce::hindrance(out, run.asked.year) {
            return refused(vec![finding]);
        }
        let chosen = |job: &Job<'_>| {
            let (plan, stem) = job.key();
            run.asked.chosen.contains(&(plan.to_owned(), stem.to_owned()))
        };
        let jobs: Vec<Job<'_>> = Job::all(&open.year).into_iter().filter(chosen).collect();
        let gone = run.asked.chosen.len() - jobs.len();
        // Of their own: pages that somebody waits for do not stand behind a run.
        let workers = match produce::workers(None) {
            Ok(workers) => workers,
            Err(finding) => return refused(vec![finding]),
        };
        run.total.store(jobs.len(), Ordering::Relaxed);
        let step = |_: &Job<'_>| {
            run.done.fetch_add(1, Ordering::Relaxed);
            self.told();
        };
        let zip = run.asked.zip;
        let recall = produce::recall(open.inputs, zip && run.asked.purport == Purport::Make);
        let batch = Batch { formats: Format::ALL.to_vec(), open: &open, recall };
        let task = Task { out: out.clone(), policy: policy(&open, today), zip };
        let mut outturn = workers.install(|| match run.asked.purport {
            Purport::Make => made(&batch, produce::produce(&batch, jobs, &task, &step)),
            Purport::Foresee => match produce::foresee(&batch, jobs, &task, &step) {
                Ok(forecasts) => foreseen(&batch, forecasts),
                Err(finding) => refused(vec![finding]),
            },
        });
        if gone > 0 {
            let message = format!("{gone} văn bản đã chọn không còn trong nội dung hiện nay nên không tạo");
            outturn.findings.push(Diagnostic::warning(codes::UNKNOWN_PLAN, message));
        }
        outturn
    }
}

/// What somebody edited or signed is never replaced from here.
fn policy(open: &OpenYear<'_>, today: Date) -> Policy {
    Policy { force: false, purpose: Purpose::Documents, today, verifier: Arc::clone(&open.inputs.verifier) }
}

fn refused(findings: Vec<Diagnostic>) -> Outturn {
    let mut outturn = Outturn { findings, ..Outturn::default() };
    outturn.settle();
    outturn
}

fn foreseen(batch: &Batch<'_>, forecasts: Vec<Forecast<'_>>) -> Outturn {
    let mut outturn = Outturn::default();
    for Forecast { mut outcomes, findings, package } in forecasts {
        outturn.findings.extend(findings);
        outturn.package(package);
        outturn.failed(&outcomes);
        outturn.findings.extend(batch.findings(&mut outcomes));
        for decision in outcomes.iter().flat_map(|outcome| &outcome.decisions) {
            match decision {
                Decision::Make(make) => outturn.foresee(make),
                Decision::Kept(kept) => outturn.kept.push((kept.name.clone(), why_kept(kept.signing()))),
                Decision::Unchanged(_) => outturn.unchanged += 1,
            }
        }
    }
    outturn.settle();
    outturn
}

fn made(batch: &Batch<'_>, finished: Vec<Finished<'_>>) -> Outturn {
    let mut outturn = Outturn::default();
    for mut one in finished {
        outturn.findings.append(&mut one.before);
        outturn.failed(&one.outcomes);
        outturn.findings.extend(batch.findings(&mut one.outcomes));
        match one.report {
            Some(Ok(report)) => outturn.report(batch, report),
            Some(Err(error)) => outturn.findings.push(findings::cannot_write(&error)),
            None => {}
        }
        outturn.package(one.package);
    }
    outturn.settle();
    outturn
}

impl Outturn {
    fn failed<M>(&mut self, outcomes: &[Outcome<'_, M>]) {
        let failed = outcomes.iter().filter(|outcome| has_errors(&outcome.findings));
        self.failed.extend(failed.map(|outcome| outcome.job.name()));
    }

    fn foresee(&mut self, make: &Make) {
        let what = match (make.reason, make.beside()) {
            (Reason::Beside, Some((edited, signing))) => {
                self.kept.push((edited.to_owned(), why_kept(signing)));
                format!("bản mới, ghi cạnh {edited}")
            }
            (reason, _) => worded(reason).to_owned(),
        };
        self.changes.push(Change { file: make.target.clone(), what });
    }

    fn report(&mut self, batch: &Batch<'_>, mut report: Report) {
        self.findings.extend(report.findings());
        // While some of the content could not be read, nobody knows which files are left over.
        if batch.open.is_whole() {
            self.findings.extend(report.leftovers.findings());
        }
        self.findings.append(&mut report.failed);
        self.unchanged += report.unchanged;
        for made in report.made {
            let mut what = worded(made.reason).to_owned();
            if let Some((name, signing)) = &made.beside {
                what = format!("bản mới, ghi cạnh {name}");
                self.kept.push((name.clone(), why_kept(signing)));
            }
            if let Some(old) = &made.old {
                what = format!("{what}, bản trước cất thành {old}");
            }
            self.changes.push(Change { file: made.target, what });
        }
        for kept in &report.kept {
            self.kept.push((kept.name.clone(), why_kept(kept.signing())));
        }
    }

    fn package(&mut self, package: Option<Result<Package, FileError>>) {
        match package {
            Some(Ok(Package { path, fate, told })) => {
                self.findings.extend(told);
                self.packages.push((path, fate));
            }
            Some(Err(error)) => self.findings.push(findings::cannot_write(&error)),
            None => {}
        }
    }

    /// Nothing was done of what was asked for.
    pub fn is_refused(&self) -> bool {
        let is_nothing = self.changes.is_empty() && self.unchanged == 0 && self.kept.is_empty();
        is_nothing && self.failed.is_empty() && has_errors(&self.findings)
    }

    fn settle(&mut self) {
        self.findings.retain(|finding| finding.severity > Severity::Info);
        diagnostic::sort(&mut self.findings);
    }
}

fn worded(reason: Reason) -> &'static str {
    match reason {
        Reason::New => "tạo mới",
        Reason::Outdated => "thay bản trước của chương trình",
        Reason::Beside => "bản mới, ghi cạnh bản đã sửa",
        Reason::Forced => "thay bản đã sửa, bản cũ được cất",
    }
}

/// Why a person's file stays.
fn why_kept(signing: &Signing) -> String {
    let why = if signing.may_be_signed() { signing.label() } else { "đã có người sửa" };
    why.to_owned()
}

impl Run {
    /// What it came to; `None` while it is at work.
    pub fn result(&self) -> Option<Arc<Outturn>> {
        self.result.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many documents it has set, and of how many.
    pub fn progress(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}

/// The files in the folder of a plan that can be handed out, by name.
pub fn files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let mut names: Vec<String> = files.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| name.ends_with(".docx") || name.ends_with(".pdf"));
    names.sort_unstable();
    names
}

/// The package of a plan, beside its folder, where there is one.
pub fn package_of(folder: &Path) -> Option<PathBuf> {
    let name = folder.file_name()?.to_str()?;
    let path = folder.with_file_name(format!("{name}.zip"));
    path.is_file().then_some(path)
}

/// Whether a package was made before a file was that is handed out beside it: it is of an earlier run, or somebody
/// signed or edited the file since.
pub fn is_older_than_any(package: &Path, folder: &Path, names: &[String]) -> bool {
    let modified = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let Some(packed) = modified(package) else { return false };
    names.iter().filter_map(|name| modified(&folder.join(name))).any(|of_file| of_file > packed)
}
