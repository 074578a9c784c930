//! One job after the other: document, decision, and only where needed bytes.

use std::path::{Path, PathBuf};

use super::{Format, Job, Made, OpenYear, render};
use crate::derive::Year;
use crate::derive::sub_plan::Openness;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::document::Paper;
use crate::model::Plan;
use crate::output::{
    Decision, Digest, FileName, FileSet, Filled, Held, Make, Staged, Store, Wanted, findings,
};

/// What every job of a run shares.
pub struct Batch<'b> {
    pub formats: Vec<Format>,
    pub open: &'b OpenYear<'b>,
}

/// The folder of a plan and what answers it, below the folder for results.
pub fn folder_of(out: &Path, plan: &Plan) -> PathBuf {
    folder_of_names(out, plan.year, plan.id.as_str())
}

/// The same by what a plan is known by; an id was checked to be the name of a folder when it was read.
pub fn folder_of_names(out: &Path, year: i16, plan: &str) -> PathBuf {
    out.join(year.to_string()).join(plan)
}

/// What became of a job.
pub struct Outcome<'p, M> {
    pub job: Job<'p>,
    /// One per file that could be decided about.
    pub decisions: Vec<Decision<M>>,
    /// The files that the document has, in every format; `None` where there is no document.
    pub files: Option<Vec<FileName>>,
    pub findings: Vec<Diagnostic>,
    /// What the index of a package tells of the document; `None` where there is no document.
    pub about: Option<About>,
    /// Whether its files stay as they are because the plan that it follows from does.
    pub held_back: bool,
}

/// What a document states of itself.
pub struct About {
    pub official: crate::document::Head,
    pub state: crate::official::State,
    /// `None` for the provincial plan, which has no open entries.
    pub openness: Option<Openness>,
}

impl<'b> Batch<'b> {
    /// Makes the files of a job that are not up to date, under temporary names.
    pub fn write(&self, job: &Job<'b>, store: &Store) -> Outcome<'b, Staged> {
        self.outcome(job, |made| self.stage(job, made, store))
    }

    /// Makes the files of a document that are not up to date, under temporary names.
    pub fn stage(&self, job: &Job<'b>, made: &Made, store: &Store) -> FileSet<Staged> {
        self.settle(job, made, store, |make, paper, format| {
            let file = render(paper, format, self.open.inputs.fonts.set())?;
            store.stage(make, &file.bytes, file.pages).map_err(|error| findings::cannot_write(&error))
        })
    }

    /// Tells which files of a job would be made. A person's file is compared with the bytes that
    /// would be written: only they can tell that there is nothing to do.
    pub fn foresee(&self, job: &Job<'b>, store: &Store) -> Outcome<'b, Make> {
        let settle = |make: Make, paper: &Paper<'_>, format| {
            if !make.is_open() {
                return Ok(Decision::Make(make));
            }
            let file = render(paper, format, self.open.inputs.fonts.set())?;
            Ok(store.reconsider(make, Digest::of(&file.bytes), file.pages))
        };
        self.outcome(job, |made| self.settle(job, made, store, settle))
    }

    /// What the index tells of a document that this run does not make.
    pub fn about(&self, job: &Job<'b>) -> Option<About> {
        job.make(self.open).ok().map(|made| about(job, &made))
    }

    fn outcome<M>(&self, job: &Job<'b>, files_of: impl FnOnce(&Made) -> FileSet<M>) -> Outcome<'b, M> {
        let made = match job.make(self.open) {
            Ok(made) => made,
            Err(findings) => {
                return Outcome {
                    job: *job,
                    decisions: Vec::new(),
                    files: None,
                    findings,
                    about: None,
                    held_back: false,
                };
            }
        };
        let set = files_of(&made);
        let about = Some(about(job, &made));
        let files = Some(job.files(&made.document.papers()));
        let mut findings = made.findings;
        findings.extend(set.findings);
        Outcome { job: *job, decisions: set.decisions, files, findings, about, held_back: false }
    }

    /// Decides about the files of a document as one, and settles those that are to be made.
    fn settle<M>(
        &self,
        job: &Job<'b>,
        made: &Made,
        store: &Store,
        settle: impl Fn(Make, &Paper<'_>, Format) -> Result<Decision<M>, Diagnostic>,
    ) -> FileSet<M> {
        let papers = made.document.papers();
        let (mut wanted, mut parts, mut findings) = (Vec::new(), Vec::new(), Vec::new());
        for paper in &papers {
            let content = Digest::of_paper(paper);
            let held = Held {
                status: paper.meta.state.into(),
                content: Some(content),
                filled: Some(self.filled(job, made)),
            };
            for format in self.formats.iter().copied() {
                let input = Digest::input(content, self.open.inputs.fonts.digest, format.extension());
                match job.file(&paper.suffix, format) {
                    Ok(name) => wanted.push(Wanted { name, input, held }),
                    Err(finding) => findings.push(finding),
                }
                parts.push((paper, format));
            }
        }
        if has_errors(&findings) {
            return FileSet { decisions: Vec::new(), findings };
        }
        let set = store.decide(&wanted, &job.files(&papers));
        set.settle(|at, make| settle(make, parts[at].0, parts[at].1))
    }

    /// How much of a document is filled in: by the plan itself, or by the agency that answers it.
    fn filled(&self, job: &Job<'_>, made: &Made) -> Filled {
        match job {
            Job::Plan(plan) => {
                Filled {
                    tasks: plan.tasks().count(),
                    // Of a plan every task has its leads, or it is an error.
                    units: 0,
                    deadlines: plan.tasks().filter(|task| !task.assigned.deadlines.is_empty()).count(),
                }
            }
            Job::Agency(_) => {
                let open = made.openness;
                Filled {
                    tasks: open.entries,
                    units: open.entries - open.without_unit,
                    deadlines: open.entries - open.without_deadline,
                }
            }
        }
    }

    /// The findings of a run: those of the content that touch everything, then those of the jobs.
    pub fn findings<M>(&self, outcomes: &mut [Outcome<'_, M>]) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.open.general().cloned().collect();
        let asked: Vec<Job<'_>> = outcomes.iter().map(|outcome| outcome.job).collect();
        findings.extend(self.open.elsewhere(&asked));
        findings.extend(outcomes.iter_mut().flat_map(|outcome| std::mem::take(&mut outcome.findings)));
        findings
    }
}

fn about(job: &Job<'_>, made: &Made) -> About {
    About {
        official: made.document.head.clone(),
        state: made.document.meta.state,
        openness: matches!(job, Job::Agency(_)).then_some(made.openness),
    }
}

/// Where the issued plan is kept from being replaced by something emptier, what follows from the emptier
/// plan replaces nothing either.
pub fn hold_with_plan<M>(outcomes: &mut [Outcome<'_, M>]) {
    let emptier = |finding: &Diagnostic| finding.code == findings::EMPTIER;
    let plan = outcomes.iter().position(|outcome| matches!(outcome.job, Job::Plan(_)));
    let Some(plan) = plan.filter(|at| outcomes[*at].findings.iter().any(emptier)) else { return };
    let mut count = 0;
    for outcome in outcomes.iter_mut().filter(|outcome| matches!(outcome.job, Job::Agency(_))) {
        let before = outcome.decisions.len();
        outcome.decisions.retain(|decision| !matches!(decision, Decision::Make(_)));
        outcome.held_back = outcome.decisions.len() < before;
        count += usize::from(outcome.held_back);
    }
    if count > 0 {
        outcomes[plan].findings.push(findings::held_with_plan(count));
    }
}

/// Every file that the folder of a plan has, in all formats: those of the documents of this run as they
/// were made, those of others with the annexes that stand in the folder.
pub fn files_of<M>(
    year: &Year<'_>,
    plan: &Plan,
    outcomes: &[Outcome<'_, M>],
    store: &Store,
) -> Vec<FileName> {
    let mut files = Vec::new();
    for job in Job::all(year).into_iter().filter(|job| job.plan().id == plan.id) {
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
