//! One job after the other: document, decision, and only where needed bytes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Format, Job, Made, OpenYear, render};
use crate::derive::Year;
use crate::derive::sub_plan::Openness;
use crate::diagnostic::{Diagnostic, Severity, has_errors};
use crate::document::Paper;
use crate::model::Plan;
use crate::output::{
    Decision, Digest, FileName, FileSet, Filled, Held, Make, Staged, Store, Wanted, findings,
};
use crate::render::{docx, pdf};

/// What every job of a run shares.
pub struct Batch<'b> {
    pub formats: Vec<Format>,
    pub open: &'b OpenYear<'b>,
    pub recall: Recall,
}

/// What a run does with what the manifests say of earlier runs: a document need not be made to know that its files
/// are up to date, where a run that saw the very same inputs ([`Inputs::digest`](super::Inputs::digest)) left
/// them so and had nothing to say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recall {
    /// Every document is made, and nothing is noted for the next run.
    Nothing,
    /// Every document is made: what it states is asked for too.
    Note(Digest),
    Use(Digest),
}

impl Recall {
    fn inputs(self) -> Option<Digest> {
        match self {
            Self::Nothing => None,
            Self::Note(inputs) | Self::Use(inputs) => Some(inputs),
        }
    }
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
    /// What the index of a package tells of the document; `None` where none was made.
    pub about: Option<About>,
    /// Why its files stay as they are though others were asked for.
    pub held_back: Option<HeldBack>,
}

/// Vì sao giữ nguyên bản đang có.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldBack {
    /// It is issued, and what would replace it is emptier.
    Emptier,
    /// So it is with the plan that it follows from.
    WithPlan,
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
        self.outcome(job, store, |made| self.stage(job, made, store))
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
        self.outcome(job, store, |made| self.settle(job, made, store, settle))
    }

    fn outcome<M>(
        &self,
        job: &Job<'b>,
        store: &Store,
        files_of: impl FnOnce(&Made) -> FileSet<M>,
    ) -> Outcome<'b, M> {
        if let Some(untouched) = self.untouched(job, store) {
            return untouched;
        }
        // Of a single document the other threads have nothing else to do meanwhile.
        let (made, ()) = rayon::join(|| job.make(self.open), || self.prepare(job));
        let mut made = match made {
            Ok(made) => made,
            Err(findings) => return Outcome::bare(job, findings),
        };
        let set = files_of(&made);
        let files = job.files(&made.document.papers());
        let mut findings = std::mem::take(&mut made.findings);
        findings.extend(set.findings);
        Outcome {
            decisions: set.decisions,
            files: Some(files),
            about: Some(About::of(job, made)),
            held_back: set.is_emptier.then_some(HeldBack::Emptier),
            ..Outcome::bare(job, findings)
        }
    }

    /// Reads and packs what the files of all documents share, where no other document has done so.
    fn prepare(&self, job: &Job<'b>) {
        let fonts = self.open.inputs.fonts.set();
        for format in &self.formats {
            match format {
                Format::Docx => docx::prepare(job.state()),
                Format::Pdf => pdf::prepare(fonts),
            }
        }
    }

    /// A document that need not be made: nothing that it follows from has changed, and nothing of it.
    fn untouched<M>(&self, job: &Job<'b>, store: &Store) -> Option<Outcome<'b, M>> {
        let Recall::Use(inputs) = self.recall else { return None };
        let extensions: Vec<&str> = self.formats.iter().map(|format| format.extension()).collect();
        let known = store.untouched(job.stem(), &extensions, inputs)?;
        let files = known.iter().filter_map(|known| FileName::of(&known.target));
        let files =
            files.flat_map(|name| Format::ALL.map(|format| FileName::new(name.stem(), format.extension())));
        Some(Outcome {
            files: Some(files.flatten().collect::<BTreeSet<FileName>>().into_iter().collect()),
            decisions: known.into_iter().map(Decision::Unchanged).collect(),
            ..Outcome::bare(job, Vec::new())
        })
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
        let run = self.run(job, made, &papers);
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
                    Ok(name) => wanted.push(Wanted { name, input, held, run }),
                    Err(finding) => findings.push(finding),
                }
                parts.push((paper, format));
            }
        }
        if has_errors(&findings) {
            return FileSet::refused(findings);
        }
        let set = store.decide(&wanted, &job.files(&papers));
        set.settle(|at, make| settle(make, parts[at].0, parts[at].1))
    }

    /// What this run sees, for the next one, where it has nothing to say of the document: remarks are told by
    /// `check`, which makes every document.
    fn run(&self, job: &Job<'_>, made: &Made, papers: &[Paper<'_>]) -> Option<Digest> {
        let is_told = made.findings.iter().any(|finding| finding.severity > Severity::Info);
        let inputs = self.recall.inputs().filter(|_| !is_told)?;
        let mut stems: Vec<String> =
            papers.iter().map(|paper| format!("{}{}", job.stem(), paper.suffix)).collect();
        stems.sort_unstable();
        Some(Digest::of_run(inputs, stems.iter().map(String::as_str)))
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

impl<'p, M> Outcome<'p, M> {
    /// Of a job that came to nothing yet.
    fn bare(job: &Job<'p>, findings: Vec<Diagnostic>) -> Self {
        Self { job: *job, decisions: Vec::new(), files: None, findings, about: None, held_back: None }
    }
}

impl About {
    fn of(job: &Job<'_>, made: Made) -> Self {
        let openness = matches!(job, Job::Agency(_)).then_some(made.openness);
        Self { official: made.document.head, state: made.document.meta.state, openness }
    }
}

/// Where the issued plan is kept from being replaced by something emptier, what follows from the emptier
/// plan replaces nothing either.
pub fn hold_with_plan<M>(outcomes: &mut [Outcome<'_, M>]) {
    let is_emptier = |outcome: &Outcome<'_, M>| {
        outcome.held_back == Some(HeldBack::Emptier) && matches!(outcome.job, Job::Plan(_))
    };
    let Some(plan) = outcomes.iter().position(is_emptier) else { return };
    let mut count = 0;
    for outcome in outcomes.iter_mut().filter(|outcome| matches!(outcome.job, Job::Agency(_))) {
        let before = outcome.decisions.len();
        outcome.decisions.retain(|decision| !matches!(decision, Decision::Make(_)));
        if outcome.decisions.len() < before {
            outcome.held_back = Some(HeldBack::WithPlan);
            count += 1;
        }
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
