//! Theo dõi: content is saved → the documents that changed are made again.
//!
//! Enters: a channel that says when something was touched. Leaves: files, and a [`Round`] for each
//! rebuild that a person should hear of. Where events come from and how a round is shown is the
//! caller's business, so that tests need neither a disk watcher nor a terminal.

mod reach;
mod watcher;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::app::{Format, Inputs, Job, OpenYear, Paths, load, render};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Severity, codes, has_errors};
use crate::document::Document;
use crate::output::{FileError, FileName};
use crate::render::font::FontSet;
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
    /// Agencies; empty means the plan and all of them.
    pub ids: Vec<String>,
    pub formats: Vec<Format>,
    pub out: PathBuf,
}

/// Puts finished bytes where they belong.
pub type Write<'w> = dyn Fn(&Path, &[u8]) -> Result<(), FileError> + Sync + 'w;

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
pub fn follow(session: &mut Session<'_>, events: &Receiver<Event>, show: &mut dyn FnMut(&Round)) {
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
fn settle(events: &Receiver<Event>) -> bool {
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
pub struct Session<'w> {
    request: Request,
    fonts: FontSet,
    write: &'w Write<'w>,
    rounds: usize,
    year: Option<i16>,
    seen: Seen,
    /// The templates as they were last read.
    templates: BTreeMap<String, String>,
    /// The documents as they were last written, by the stem of their files.
    written: BTreeMap<String, Kept>,
    /// How often each finding stood in the last round.
    known: BTreeMap<Known, usize>,
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

/// A document with its files.
struct Written {
    document: Document,
    files: Vec<PathBuf>,
}

/// What became of a job: a new document with its files, or findings.
#[derive(Default)]
struct Outcome {
    written: Option<Written>,
    findings: Vec<Diagnostic>,
}

/// The annexes as files of their own that stand in a folder.
fn annexes(folder: &Path) -> BTreeSet<FileName> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| FileName::of(entry.file_name().to_str()?));
    names.filter(FileName::is_annex).collect()
}

impl<'w> Session<'w> {
    pub fn new(request: Request, fonts: FontSet, write: &'w Write<'w>) -> Self {
        Self {
            request,
            fonts,
            write,
            rounds: 0,
            year: None,
            seen: Seen::default(),
            templates: BTreeMap::new(),
            written: BTreeMap::new(),
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
        let outcomes: Vec<Outcome> = jobs.par_iter().map(|job| self.outcome(job, reach, &open)).collect();
        let folder = self.folder(year.year);
        let standing = annexes(&folder);
        for (job, outcome) in jobs.iter().zip(outcomes) {
            round.findings.extend(outcome.findings.iter().cloned());
            let name = job.name().to_owned();
            if let Some(Written { document, files }) = outcome.written {
                let kept = job.files(&document.papers());
                let of_job = standing.iter().filter(|name| name.document() == job.stem());
                let left = of_job.filter(|name| !kept.contains(name));
                round.leftovers.extend(left.map(|name| folder.join(name.main())));
                round.made.push(Remade { name: name.clone(), files });
                let kept = Kept { name, document, findings: outcome.findings };
                self.written.insert(job.stem().to_owned(), kept);
            } else if let Some(kept) = self.written.get_mut(job.stem()) {
                kept.findings = outcome.findings;
            }
        }
        self.drop_gone(&jobs, round);
    }

    /// The documents asked for, in the order of the files.
    fn jobs<'p>(&self, year: &Year<'p>, round: &mut Round) -> Vec<Job<'p>> {
        let all = Job::all(year);
        if self.request.ids.is_empty() {
            return all;
        }
        let mut jobs = Vec::new();
        for id in &self.request.ids {
            match Job::named(id, year, &all) {
                Ok(job) => jobs.push(job),
                Err(finding) => round.findings.push(finding),
            }
        }
        jobs
    }

    /// A document out of reach of the change is the same as before, and so is what is said of it.
    fn outcome<'p>(&self, job: &Job<'p>, reach: &Reach, open: &OpenYear<'p>) -> Outcome {
        match self.written.get(job.stem()) {
            Some(kept) if !reach.has(job.agency()) && !has_errors(&kept.findings) => {
                Outcome { written: None, findings: kept.findings.clone() }
            }
            _ => self.make(job, open),
        }
    }

    fn make<'p>(&self, job: &Job<'p>, open: &OpenYear<'p>) -> Outcome {
        let made = match job.make(open) {
            Ok(made) => made,
            Err(findings) => return Outcome { findings, ..Outcome::default() },
        };
        let mut outcome = Outcome { written: None, findings: made.findings };
        if self.written.get(job.stem()).is_some_and(|kept| kept.document == made.document) {
            return outcome;
        }
        match self.render(&made.document, job, open.year.year) {
            Ok(files) => outcome.written = Some(Written { document: made.document, files }),
            Err(finding) => outcome.findings.push(finding),
        }
        outcome
    }

    /// A document that could not be written in full counts as not written: the next round tries again.
    fn render(&self, document: &Document, job: &Job<'_>, year: i16) -> Result<Vec<PathBuf>, Diagnostic> {
        let folder = self.folder(year);
        let mut files = Vec::new();
        for paper in document.papers() {
            for format in &self.request.formats {
                let path = folder.join(job.file(&paper.suffix, *format)?.main());
                let file = render(&paper, *format, &self.fonts)?;
                (self.write)(&path, &file.bytes)
                    .map_err(|error| Diagnostic::error(codes::CANNOT_WRITE, error.to_string()))?;
                files.push(path);
            }
        }
        Ok(files)
    }

    fn folder(&self, year: i16) -> PathBuf {
        self.request.out.join(year.to_string())
    }

    fn drop_gone(&mut self, jobs: &[Job<'_>], round: &mut Round) {
        let asked: BTreeSet<&str> = jobs.iter().map(Job::stem).collect();
        self.written.retain(|stem, kept| {
            let stays = asked.contains(stem.as_str());
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
