//! One job after the other: document, decision, and only where needed bytes.

use super::{Format, Job, Made, OpenYear, render};
use crate::derive::Year;
use crate::derive::sub_plan::Openness;
use crate::diagnostic::{Diagnostic, codes};
use crate::document::Paper;
use crate::output::{Decision, Digest, FileError, FileName, Make, Staged, Store};

/// What every job of a run shares.
pub struct Batch<'b> {
    pub formats: Vec<Format>,
    pub open: &'b OpenYear<'b>,
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
}

/// What a document states of itself.
pub struct About {
    pub official: crate::document::Head,
    pub state: crate::document::State,
    /// `None` for the provincial plan, which has no open entries.
    pub openness: Option<Openness>,
}

impl<'b> Batch<'b> {
    /// Makes the files of a job that are not up to date, under temporary names.
    pub fn write(&self, job: &Job<'b>, store: &Store) -> Outcome<'b, Staged> {
        self.each_file(job, store, |make, paper, format| {
            let file = render(paper, format, self.open.inputs.fonts.set())?;
            store.stage(make, &file.bytes, file.pages, paper.meta.state.into()).map_err(|e| refused(&e))
        })
    }

    /// Tells which files of a job would be made. A person's file is compared with the bytes that
    /// would be written: only they can tell that there is nothing to do.
    pub fn foresee(&self, job: &Job<'b>, store: &Store) -> Outcome<'b, Make> {
        self.each_file(job, store, |make, paper, format| {
            if !make.is_open() {
                return Ok(Decision::Make(make));
            }
            let file = render(paper, format, self.open.inputs.fonts.set())?;
            Ok(store.reconsider(make, Digest::of(&file.bytes), file.pages, paper.meta.state.into()))
        })
    }

    /// What the index tells of a document that this run does not make.
    pub fn about(&self, job: &Job<'b>) -> Option<About> {
        job.make(self.open).ok().map(|made| about(job, &made))
    }

    fn each_file<M>(
        &self,
        job: &Job<'b>,
        store: &Store,
        settle: impl Fn(Make, &Paper<'_>, Format) -> Result<Decision<M>, Diagnostic>,
    ) -> Outcome<'b, M> {
        let made = match job.make(self.open) {
            Ok(made) => made,
            Err(findings) => {
                return Outcome { job: *job, decisions: Vec::new(), files: None, findings, about: None };
            }
        };
        let about = Some(about(job, &made));
        let papers = made.document.papers();
        let files = Some(job.files(&papers));
        let mut outcome = Outcome { job: *job, decisions: Vec::new(), files, findings: made.findings, about };
        for paper in &papers {
            let digest = Digest::of_paper(paper);
            for format in self.formats.iter().copied() {
                let decided = job.file(&paper.suffix, format).and_then(|name| {
                    let input = Digest::input(digest, self.open.inputs.fonts.digest, format.extension());
                    match store.decide(&name, input).map_err(|error| refused(&error))? {
                        Decision::Make(make) => settle(make, paper, format),
                        Decision::Unchanged(known) => Ok(Decision::Unchanged(known)),
                        Decision::Kept(kept) => Ok(Decision::Kept(kept)),
                    }
                });
                match decided {
                    Ok(decision) => outcome.decisions.push(decision),
                    Err(finding) => outcome.findings.push(finding),
                }
            }
        }
        outcome
    }

    /// The findings of a run: those of the content that touch everything, then those of the jobs.
    pub fn findings<M>(&self, outcomes: &mut [Outcome<'_, M>]) -> Vec<Diagnostic> {
        let mut findings: Vec<Diagnostic> = self.open.general().cloned().collect();
        let asked: Vec<Job<'_>> = outcomes.iter().map(|outcome| outcome.job).collect();
        findings.extend(self.open.elsewhere(&asked));
        findings.extend(self.open.inputs.fonts.remarks.iter().cloned());
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

fn refused(error: &FileError) -> Diagnostic {
    Diagnostic::error(codes::CANNOT_WRITE, error.to_string())
}

/// Every file that the year has, in all formats: those of the documents of this run as they were
/// made, those of others with the annexes that stand in the folder.
pub fn files_of<M>(year: &Year<'_>, outcomes: &[Outcome<'_, M>], store: &Store) -> Vec<FileName> {
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
