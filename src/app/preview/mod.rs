//! Theo dõi: content is saved → the documents that changed are made again.
//!
//! Enters: a channel that says when something was touched. Leaves: files, and a [`Round`] for each
//! rebuild that a person should hear of. Where events come from and how a round is shown is the
//! caller's business, so that tests need neither a disk watcher nor a terminal.

mod reach;
mod watcher;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::app::batch::{Batch, Recall, folder_of};
use crate::app::{Format, Inputs, Job, Made, OpenYear, Paths, Selection, load};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::document::Document;
use crate::model::PlanId;
use crate::output::{Decision, FileName, Policy, Purpose, Staged, Store, findings};
use reach::{Reach, Seen};
pub use watcher::{By, Watcher, Watching};

/// An editor writes in several steps (temporary file, rename, permissions): quiet for this long, a
/// save is taken to be complete.
const QUIET: Duration = Duration::from_millis(50);

/// A rebuild waits no longer than this, however busy the folder is.
const PATIENCE: Duration = Duration::from_millis(400);

/// What happened outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// Something in a watched folder may have changed.
    Touched,
    Stop,
}

/// What to keep up to date.
#[derive(Debug)]
pub struct Request {
    pub paths: Paths,
    /// The newest year where left out.
    pub year: Option<i16>,
    pub selection: Selection,
    pub formats: Vec<Format>,
    pub out: PathBuf,
    /// For the names of old versions.
    pub today: Date,
}

/// One rebuild.
#[derive(Debug, Default)]
pub struct Round {
    pub first: bool,
    pub year: Option<i16>,
    /// Content files that were added, changed or removed since the last round.
    pub changed: Vec<PathBuf>,
    pub made: Vec<Remade>,
    /// Documents that the content no longer asks for; their files are left alone.
    pub gone: Vec<String>,
    /// Annexes as files of their own that a document made again does not have any more; left alone too.
    pub leftovers: Vec<PathBuf>,
    /// Every error that stands, and the warnings that are new.
    pub findings: Vec<Diagnostic>,
    /// Errors of the round before that are gone.
    pub solved: usize,
    /// Errors appeared, changed or disappeared.
    pub news: bool,
    pub took: Duration,
}

impl Round {
    /// True where nothing is worth saying: a save that changed nothing.
    pub fn is_quiet(&self) -> bool {
        let nothing = self.changed.is_empty() && self.made.is_empty() && self.gone.is_empty();
        !self.first && !self.news && nothing
    }
}

/// A document that was made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remade {
    pub name: String,
    pub files: Vec<PathBuf>,
}

/// Builds, then rebuilds after every save until told to stop or until the channel closes.
pub fn follow(session: &mut Session, events: &Receiver<Event>, show: &mut dyn FnMut(&Round)) {
    show(&session.round());
    while let Ok(Event::Touched) = events.recv() {
        if !settle(events) {
            return;
        }
        let round = session.round();
        if !round.is_quiet() {
            show(&round);
        }
    }
}

/// Waits until the folder is quiet; false where the loop is to stop.
pub fn settle(events: &Receiver<Event>) -> bool {
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match events.recv_timeout(QUIET) {
            Ok(Event::Touched) => {}
            Ok(Event::Stop) => return false,
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return true,
        }
    }
    true
}

/// What is known between rounds.
pub struct Session {
    request: Request,
    rounds: usize,
    year: Option<i16>,
    seen: Seen,
    /// The templates as they were last read.
    templates: BTreeMap<String, String>,
    /// The documents as they were last written.
    written: BTreeMap<Key, Kept>,
    /// What was said of each folder when something was last written to it.
    said: BTreeMap<PathBuf, Vec<Diagnostic>>,
    /// How often each finding stood in the last round.
    known: BTreeMap<Known, usize>,
}

/// A document: the plan in whose folder it stands, and the stem of its files.
type Key = (String, String);

fn key(job: &Job<'_>) -> Key {
    let (plan, stem) = job.key();
    (plan.to_owned(), stem.to_owned())
}

/// A document as it was last written.
struct Kept {
    name: String,
    document: Document,
    /// What was said of it in the last round.
    findings: Vec<Diagnostic>,
}

/// A finding without its place, which moves while one types above it.
type Known = (Severity, &'static str, String, Option<PathBuf>);

fn known(finding: &Diagnostic) -> Known {
    let path = finding.place.as_ref().map(|place| place.source.path.clone());
    (finding.severity, finding.code, finding.message.clone(), path)
}

/// What became of a job: a document that differs from the last one, and what is said of it.
#[derive(Default)]
struct Outcome {
    made: Option<Made>,
    findings: Vec<Diagnostic>,
}

/// The annexes as files of their own that stand in a folder.
fn annexes(folder: &Path) -> BTreeSet<FileName> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| FileName::of(entry.file_name().to_str()?));
    names.filter(FileName::is_annex).collect()
}

impl Session {
    pub fn new(request: Request) -> Self {
        Self {
            request,
            rounds: 0,
            year: None,
            seen: Seen::default(),
            templates: BTreeMap::new(),
            written: BTreeMap::new(),
            said: BTreeMap::new(),
            known: BTreeMap::new(),
        }
    }

    /// Loads the content and makes what differs from the last round.
    pub fn round(&mut self) -> Round {
        let started = Instant::now();
        let mut round = Round { first: self.rounds == 0, ..Round::default() };
        self.rounds += 1;
        match load(&self.request.paths) {
            Ok(inputs) => {
                let (changed, reach) = self.seen.look(&inputs.loaded);
                round.changed = changed;
                // Templates leave no trace among the content files, and touch every document.
                let texts = inputs.templates.texts().map(|(name, text)| (name.to_owned(), text.to_owned()));
                let texts: BTreeMap<String, String> = texts.collect();
                let reach = if self.templates == texts { reach } else { Reach::Everything };
                self.templates = texts;
                self.build(&inputs, &reach, &mut round);
            }
            Err(findings) => round.findings = findings,
        }
        self.settle_findings(&mut round);
        round.took = started.elapsed();
        round
    }

    fn build(&mut self, inputs: &Inputs, reach: &Reach, round: &mut Round) {
        let open = match OpenYear::of(inputs, self.request.year) {
            Ok(open) => open,
            Err(why) => {
                round.findings.extend(why.into_findings());
                // What was skipped now must be looked at when the errors are gone.
                self.year = None;
                return;
            }
        };
        round.findings.extend(open.general().cloned());
        let year = &open.year;
        round.year = Some(year.year);
        let same_year = std::mem::replace(&mut self.year, round.year) == round.year;
        let reach = if same_year { reach } else { &Reach::Everything };
        let jobs = self.jobs(year, round);
        round.findings.extend(open.elsewhere(&jobs));
        let mut outcomes: Vec<Outcome> = jobs.par_iter().map(|job| self.outcome(job, reach, &open)).collect();
        let mut written = self.write(&jobs, &mut outcomes, &open);
        round.findings.extend(self.said.values().flatten().cloned());
        let mut standing: BTreeMap<PathBuf, BTreeSet<FileName>> = BTreeMap::new();
        for (job, Outcome { made, findings }) in jobs.iter().zip(outcomes) {
            round.findings.extend(findings.iter().cloned());
            let name = job.name();
            let key = key(job);
            match (made, written.remove(&key)) {
                (Some(Made { document, .. }), Some(files)) => {
                    let folder = folder_of(&self.request.out, job.plan());
                    let standing =
                        standing.entry(folder.clone()).or_insert_with_key(|folder| annexes(folder));
                    let kept = job.files(&document.papers());
                    let of_job = standing.iter().filter(|name| name.document() == job.stem());
                    let left = of_job.filter(|name| !kept.contains(name));
                    round.leftovers.extend(left.map(|name| folder.join(name.main())));
                    if !files.is_empty() {
                        let files = files.into_iter().map(|file| folder.join(file)).collect();
                        round.made.push(Remade { name: name.clone(), files });
                    }
                    self.written.insert(key, Kept { name, document, findings });
                }
                // Not written in full counts as not written: the next round tries again.
                (Some(_), None) => {
                    self.written.remove(&key);
                }
                (None, _) => {
                    if let Some(kept) = self.written.get_mut(&key) {
                        kept.findings = findings;
                    }
                }
            }
        }
        self.drop_gone(&jobs, round);
    }

    /// Writes the documents that differ through the stores of their plans, as `build` does: what a person
    /// edited or signed stays. Tells for each document that stands as it should the files that were written;
    /// a folder is held only as long as this takes.
    fn write<'p>(
        &mut self,
        jobs: &[Job<'p>],
        outcomes: &mut [Outcome],
        open: &OpenYear<'p>,
    ) -> BTreeMap<Key, Vec<String>> {
        let mut written = BTreeMap::new();
        let mut groups: BTreeMap<&PlanId, Vec<(&Job<'p>, &mut Outcome)>> = BTreeMap::new();
        for (job, outcome) in jobs.iter().zip(outcomes) {
            groups.entry(&job.plan().id).or_default().push((job, outcome));
        }
        let folders: BTreeSet<PathBuf> =
            jobs.iter().map(|job| folder_of(&self.request.out, job.plan())).collect();
        self.said.retain(|folder, _| folders.contains(folder));
        for group in groups.into_values() {
            let anything = group.iter().any(|(_, outcome)| outcome.made.is_some());
            if let Some((job, _)) = group.first().filter(|_| anything) {
                let folder = folder_of(&self.request.out, job.plan());
                let mut said = Vec::new();
                written.extend(self.write_plan(&folder, group, open, &mut said));
                self.said.insert(folder, said);
            }
        }
        written
    }

    /// The same in the folder of one plan; `said` takes what is to be said of it.
    fn write_plan<'p>(
        &self,
        folder: &Path,
        mut group: Vec<(&Job<'p>, &mut Outcome)>,
        open: &OpenYear<'p>,
        said: &mut Vec<Diagnostic>,
    ) -> BTreeMap<Key, Vec<String>> {
        let policy = Policy {
            force: false,
            purpose: Purpose::Preview,
            today: self.request.today,
            verifier: Arc::clone(&open.inputs.verifier),
        };
        let mut store = match Store::open(folder, policy) {
            Ok((store, before)) => {
                said.extend(before);
                store
            }
            Err(error) => {
                said.push(findings::cannot_open(folder, &error));
                return BTreeMap::new();
            }
        };
        // A preview is told of again and again, whatever was said before.
        let batch = Batch { formats: self.request.formats.clone(), open, recall: Recall::Nothing };
        let sets = group.par_iter_mut().filter_map(|(job, outcome)| {
            let set = batch.stage(job, outcome.made.as_ref()?, &store);
            let whole = !has_errors(&set.findings);
            outcome.findings.extend(set.findings);
            whole.then(|| (key(job), set.decisions))
        });
        let (keys, sets): (Vec<Key>, Vec<Vec<Decision<Staged>>>) = sets.unzip();
        let targets = |set: &Vec<Decision<Staged>>| -> Vec<String> {
            let staged = set.iter().filter_map(|decision| match decision {
                Decision::Make(staged) => Some(staged.target().to_owned()),
                Decision::Unchanged(_) | Decision::Kept(_) => None,
            });
            staged.collect()
        };
        let targets: Vec<Vec<String>> = sets.iter().map(targets).collect();
        let files: Vec<FileName> = group
            .iter()
            .filter_map(|(job, outcome)| Some(job.files(&outcome.made.as_ref()?.document.papers())))
            .flatten()
            .collect();
        let report = match store.commit(sets, &files) {
            Ok(report) => report,
            Err(error) => {
                said.push(findings::cannot_write(&error));
                return BTreeMap::new();
            }
        };
        said.extend(report.findings());
        let made: BTreeSet<&str> = report.made.iter().map(|made| made.target.as_str()).collect();
        let stands =
            |(_, targets): &(Key, Vec<String>)| targets.iter().all(|name| made.contains(name.as_str()));
        let written = keys.into_iter().zip(targets).filter(stands).collect();
        said.extend(report.failed);
        written
    }

    /// The documents asked for, in the order of the year. What is not there may come with the next save.
    fn jobs<'p>(&self, year: &Year<'p>, round: &mut Round) -> Vec<Job<'p>> {
        let (jobs, findings) = Job::found(&self.request.selection, year);
        round.findings.extend(findings);
        jobs
    }

    /// A document out of reach of the change is the same as before, and so is what is said of it.
    fn outcome<'p>(&self, job: &Job<'p>, reach: &Reach, open: &OpenYear<'p>) -> Outcome {
        let before = self.written.get(&key(job));
        if let Some(kept) = before.filter(|kept| !reach.has(job.agency()) && !has_errors(&kept.findings)) {
            return Outcome { made: None, findings: kept.findings.clone() };
        }
        match job.make(open) {
            Ok(mut made) => {
                let findings = std::mem::take(&mut made.findings);
                let differs = before.is_none_or(|kept| kept.document != made.document);
                Outcome { made: differs.then_some(made), findings }
            }
            Err(findings) => Outcome { made: None, findings },
        }
    }

    fn drop_gone(&mut self, jobs: &[Job<'_>], round: &mut Round) {
        let asked: BTreeSet<Key> = jobs.iter().map(key).collect();
        self.written.retain(|key, kept| {
            let stays = asked.contains(key);
            if !stays {
                round.gone.push(kept.name.clone());
            }
            stays
        });
    }

    /// Leaves the errors and the warnings that are new, and tells what came and went.
    fn settle_findings(&mut self, round: &mut Round) {
        round.findings.retain(|finding| finding.severity > Severity::Info);
        let mut now: BTreeMap<Known, usize> = BTreeMap::new();
        for finding in &round.findings {
            *now.entry(known(finding)).or_insert(0) += 1;
        }
        let errors = self.known.iter().filter(|(finding, _)| finding.0 == Severity::Error);
        let left = |(finding, times): (&Known, &usize)| times.saturating_sub(*now.get(finding).unwrap_or(&0));
        round.solved = errors.map(left).sum();
        round.news = now != self.known;
        round.findings.retain(|finding| {
            finding.severity == Severity::Error || !self.known.contains_key(&known(finding))
        });
        self.known = now;
    }
}
