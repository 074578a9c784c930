//! Đối chứng: what came home, written into content that is loaded anew; the document made of it must say what
//! the file says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Basis, Compared, Inputs, Job, OpenYear, Outcome, Written};
use crate::app::{plan_document, sub_plan};
use crate::content::{self, Loaded};
use crate::derive::{Answer, Year};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::model::Plan;
use crate::render::marks::Record;
use crate::start::{Draft, overlay};
use crate::takein::change::Why;
use crate::takein::left::{self, Left};
use crate::takein::{Change, Decided, Now, Returned, Standing, compare, home};

/// A file that was compared with the document that the content makes now.
pub(super) struct Open<'d> {
    open: &'d OpenYear<'d>,
    job: Job<'d>,
    file: Returned,
    record: Record,
    now: Now,
    pub(super) compared: Compared,
}

/// Compares a file with its document.
pub(super) fn opened<'d>(
    open: &'d OpenYear<'d>,
    job: Job<'d>,
    file: Returned,
    record: Record,
    decided: &Decided,
) -> Result<Open<'d>, Vec<Diagnostic>> {
    let made = job.make(open)?;
    let Some(now) = Now::of(&made.document, &record.suffix) else { return Err(Vec::new()) };
    let compared = Compared {
        document: format!("{}{}", record.document, record.suffix),
        name: job.name(),
        changes: compare(&now, &file, &record, decided),
        written: None,
        left: Vec::new(),
        unsound: Vec::new(),
        basis: if file.has_marks() { Basis::Marks } else { Basis::Words },
    };
    Ok(Open { open, job, file, record, now, compared })
}

impl Open<'_> {
    /// Whether anything may go home, or may have come there already.
    pub(super) fn is_changed(&self) -> bool {
        let may_go = |change: &Change| matches!(change.standing, Standing::Home | Standing::Conflict { .. });
        self.compared.changes.iter().any(may_go)
    }

    /// Files with the same key have no word in each other's documents: one content may hold what came home from
    /// all of them. A plan has a content of its own, for every agency's document is made of it.
    fn shared(&self) -> Option<i16> {
        self.job.agency().map(|_| self.job.plan().year)
    }

    fn agency(&self) -> Option<Answer<'_>> {
        match self.job {
            Job::Agency(answer) => Some(answer),
            Job::Plan(_) => None,
        }
    }

    /// What came home, in the file that it goes into; `None` where there is nothing to write.
    fn take(&mut self, home: Option<Home>) -> Option<Written> {
        let (written, changes) = home?.written();
        self.compared.changes = changes;
        written
    }

    /// The document made of content that holds what came home, against the file.
    fn left(&self, inputs: &Inputs, again: &Anew<'_>) -> Result<Vec<Left>, Vec<Diagnostic>> {
        let document = again.remade(inputs, self.job)?;
        let again = Now::of(&document, &self.record.suffix);
        Ok(again.map_or_else(Vec::new, |again| left::left(&again, &self.now, &self.file, &self.record)))
    }
}

/// What of a file comes home: the content file, every change, and what still differs.
type Alone = (Option<Written>, Vec<Change>, Vec<Left>);

/// What came home into a file.
struct Home {
    path: PathBuf,
    is_new: bool,
    old: String,
    brought: home::Brought,
}

impl Home {
    /// The file, where anything of it is another, and every change with what became of it.
    fn written(self) -> (Option<Written>, Vec<Change>) {
        let Self { path, is_new, old, brought } = self;
        let is_same = brought.text == old;
        let old = (!is_new).then_some(old);
        let written = Written { path, text: brought.text, old, new_units: brought.new_units };
        ((!is_same).then_some(written), brought.changes)
    }
}

/// Files whose changes come home together.
pub(super) struct Proof<'p> {
    inputs: &'p Inputs,
    content: &'p Path,
    files: Vec<Open<'p>>,
}

impl<'p> Proof<'p> {
    pub(super) fn of(inputs: &'p Inputs, content: &'p Path) -> Self {
        Self { inputs, content, files: Vec::new() }
    }

    /// Its number among the outcomes.
    pub(super) fn add(&mut self, file: Open<'p>) -> usize {
        self.files.push(file);
        self.files.len() - 1
    }

    /// Every file with what came home of it, proved.
    pub(super) fn outcomes(mut self) -> Vec<Outcome> {
        let homes = self.homes();
        let written: Vec<Option<Written>> =
            self.files.par_iter_mut().zip(homes).map(|(file, home)| file.take(home)).collect();
        let mut proofs = self.proofs(&written);
        let mut written = written;
        for (at, written) in written.iter_mut().enumerate() {
            if matches!(proofs.get(&at), Some(Err(_)))
                && let Some((mended, left)) = self.without_unsound(at)
            {
                *written = mended;
                proofs.insert(at, Ok(left));
            }
        }
        let files = self.files.into_iter().zip(written).enumerate();
        files
            .map(|(at, (file, written))| {
                let mut compared = file.compared;
                match proofs.remove(&at) {
                    Some(Err(findings)) => return Outcome::Broken(findings),
                    Some(Ok(left)) => compared.left = left,
                    None => {}
                }
                compared.written = written;
                Outcome::Compared(Box::new(compared))
            })
            .collect()
    }

    fn homes(&self) -> Vec<Option<Home>> {
        let drafts: Vec<Option<Written>> = self.files.par_iter().map(|file| self.draft(file)).collect();
        let mut homes: BTreeMap<usize, Home> = BTreeMap::new();
        for round in rounds(&self.files, &drafts) {
            let job = self.files[round[0]].job;
            let loaded = with_texts(self.inputs, &texts(&round, &drafts), job);
            let begun = Anew::of(self.inputs, &loaded, job);
            let brought = round.par_iter().filter_map(|at| {
                let draft = drafts[*at].as_ref()?;
                let file = &self.files[*at];
                Some((*at, into_draft(file, draft, &begun, file.compared.changes.clone())?))
            });
            homes.extend(brought.collect::<Vec<_>>());
        }
        let own = self.files.par_iter().map(|file| into_own(file, file.compared.changes.clone()));
        let own: Vec<Option<Home>> = own.collect();
        own.into_iter().enumerate().map(|(at, own)| own.or_else(|| homes.remove(&at))).collect()
    }

    /// An agency that has no part yet begins one, as `kehoach new` would.
    fn draft(&self, file: &Open<'_>) -> Option<Written> {
        let answer = file.agency().filter(|answer| answer.overlay.is_none())?;
        let draft = overlay::draft(&file.open.year, answer.agency, &[answer.plan], self.content);
        let Draft { path, text, .. } = draft;
        Some(Written { path, text, old: None, new_units: Vec::new() })
    }

    /// A file whose changes make an error in the content comes home without those that do, which are told, each with
    /// the error; `None` where the others do not come home either.
    fn without_unsound(&mut self, at: usize) -> Option<(Option<Written>, Vec<Left>)> {
        let changes = self.files[at].compared.changes.clone();
        let home: Vec<usize> =
            (0..changes.len()).filter(|one| changes[*one].standing == Standing::Home).collect();
        let unsound = self.unsound(at, &home);
        let sound: Vec<usize> =
            home.into_iter().filter(|one| unsound.iter().all(|(other, _)| other != one)).collect();
        let (written, settled, left) = self.alone(at, &sound).ok()?;
        let compared = &mut self.files[at].compared;
        compared.changes = settled;
        for (one, errors) in unsound {
            let what = changes[one].what.message();
            compared.unsound.extend(errors.into_iter().map(|error| (what.clone(), error)));
        }
        Some((written, left))
    }

    /// Which of some changes make an error by themselves, with the errors.
    fn unsound(&self, at: usize, some: &[usize]) -> Vec<(usize, Vec<Diagnostic>)> {
        match (self.alone(at, some), some) {
            (Ok(_), _) | (_, []) => Vec::new(),
            (Err(errors), [one]) => vec![(*one, errors)],
            (Err(_), several) => {
                let (first, second) = several.split_at(several.len() / 2);
                [first, second].into_iter().flat_map(|half| self.unsound(at, half)).collect()
            }
        }
    }

    /// A file with some of its changes, proved by itself.
    fn alone(&self, at: usize, some: &[usize]) -> Result<Alone, Vec<Diagnostic>> {
        let file = &self.files[at];
        let mut changes = file.compared.changes.clone();
        for (at, change) in changes.iter_mut().enumerate() {
            if change.standing == Standing::Home && !some.contains(&at) {
                change.standing = Standing::NoPlace(Why::Unsound);
            }
        }
        let home = match self.draft(file) {
            Some(draft) => {
                let loaded = with_texts(self.inputs, &[&draft], file.job);
                into_draft(file, &draft, &Anew::of(self.inputs, &loaded, file.job), changes.clone())
            }
            None => into_own(file, changes.clone()),
        };
        let Some((written, changes)) = home.map(Home::written) else {
            return Ok((None, changes, Vec::new()));
        };
        let Some(written) = written else { return Ok((None, changes, Vec::new())) };
        let loaded = with_texts(self.inputs, &[&written], file.job);
        let left = file.left(self.inputs, &Anew::of(self.inputs, &loaded, file.job))?;
        Ok((Some(written), changes, left))
    }

    /// What each file says that its document made anew does not.
    fn proofs(&self, written: &[Option<Written>]) -> BTreeMap<usize, Result<Vec<Left>, Vec<Diagnostic>>> {
        let mut proofs = BTreeMap::new();
        for round in rounds(&self.files, written) {
            let job = self.files[round[0]].job;
            let loaded = with_texts(self.inputs, &texts(&round, written), job);
            let again = Anew::of(self.inputs, &loaded, job);
            if round.len() == 1 || again.errors.is_empty() {
                let all = round.par_iter().map(|at| (*at, self.files[*at].left(self.inputs, &again)));
                proofs.extend(all.collect::<Vec<_>>());
                continue;
            }
            // An error is of the file that brought it, not of those beside it.
            let alone = round.par_iter().filter_map(|at| {
                let loaded = with_texts(self.inputs, &[written[*at].as_ref()?], job);
                Some((*at, self.files[*at].left(self.inputs, &Anew::of(self.inputs, &loaded, job))))
            });
            proofs.extend(alone.collect::<Vec<_>>());
        }
        proofs
    }
}

/// Which files may share a content: no two of a round go into one file.
fn rounds(files: &[Open<'_>], written: &[Option<Written>]) -> Vec<Vec<usize>> {
    type Round<'w> = (Option<i16>, BTreeSet<&'w Path>, Vec<usize>);
    let mut rounds: Vec<Round<'_>> = Vec::new();
    for (at, (file, written)) in files.iter().zip(written).enumerate() {
        let Some(written) = written else { continue };
        let (shared, path) = (file.shared(), written.path.as_path());
        let fits = |(of, paths, _): &&mut Round<'_>| of.is_some() && *of == shared && !paths.contains(path);
        match rounds.iter_mut().find(fits) {
            Some((_, paths, round)) => {
                paths.insert(path);
                round.push(at);
            }
            None => rounds.push((shared, BTreeSet::from([path]), vec![at])),
        }
    }
    rounds.into_iter().map(|(_, _, round)| round).collect()
}

fn texts<'w>(round: &[usize], written: &'w [Option<Written>]) -> Vec<&'w Written> {
    round.iter().filter_map(|at| written[*at].as_ref()).collect()
}

/// Into the plan, or into the part that the agency has.
fn into_own(file: &Open<'_>, changes: Vec<Change>) -> Option<Home> {
    let year = &file.open.year;
    let (source, brought) = match file.job {
        Job::Plan(plan) => (&plan.place.source, plan_brought(year, plan, changes)?),
        Job::Agency(answer) => {
            let overlay = answer.overlay?;
            let (plan, _) = year.sub_plan(answer);
            let source = &overlay.place.source;
            (source, home::to_agency(&source.text, overlay, &plan, changes)?)
        }
    };
    Some(Home { path: source.path.clone(), is_new: false, old: source.text.clone(), brought })
}

fn plan_brought(year: &Year<'_>, plan: &Plan, changes: Vec<Change>) -> Option<home::Brought> {
    let issuer = year.province.registry.agency(&plan.issuer)?;
    home::to_plan(&plan.place.source.text, plan, issuer, changes)
}

/// Into a part that is begun; the content was loaded with it.
fn into_draft(file: &Open<'_>, draft: &Written, begun: &Anew<'_>, changes: Vec<Change>) -> Option<Home> {
    let year = begun.year.as_ref()?;
    let Job::Agency(own) = begun.job(file.job)? else { return None };
    let (plan, _) = year.sub_plan(own);
    let brought = home::to_agency(&draft.text, own.overlay?, &plan, changes)?;
    Some(Home { path: draft.path.clone(), is_new: true, old: draft.text.clone(), brought })
}

/// Content loaded anew, open at the year of the files that it was loaded for.
struct Anew<'l> {
    year: Option<Year<'l>>,
    /// Errors that the content did not have before.
    errors: Vec<Diagnostic>,
    /// All that it has.
    all_errors: Vec<Diagnostic>,
}

impl<'l> Anew<'l> {
    fn of(inputs: &Inputs, loaded: &'l Loaded, job: Job<'_>) -> Self {
        let year = loaded.province.as_ref().and_then(|province| Year::of(province, job.plan().year));
        let all = loaded.findings.iter().filter(|finding| finding.is_error());
        let is_new =
            |finding: &&Diagnostic| !inputs.loaded.findings.iter().any(|old| old.message == finding.message);
        let errors = all.clone().filter(is_new).cloned().collect();
        Self { year, errors, all_errors: all.cloned().collect() }
    }

    /// The same document in this content.
    fn job(&self, of: Job<'_>) -> Option<Job<'_>> {
        let year = self.year.as_ref()?;
        let plan = year.plans().map(|shares| shares.plan).find(|plan| plan.id == of.plan().id)?;
        let Some(agency) = of.agency() else { return Some(Job::Plan(plan)) };
        let answers = year.answers(plan);
        answers.into_iter().find(|answer| answer.agency.id == *agency).map(Job::Agency)
    }

    fn remade(&self, inputs: &Inputs, of: Job<'_>) -> Result<Document, Vec<Diagnostic>> {
        let none = || self.all_errors.clone();
        let (year, job) = (self.year.as_ref().ok_or_else(none)?, self.job(of).ok_or_else(none)?);
        if !self.errors.is_empty() {
            return Err(self.errors.clone());
        }
        let made = match job {
            Job::Plan(plan) => plan_document(year, plan, &inputs.templates),
            Job::Agency(answer) => sub_plan(year, answer, &inputs.templates),
        };
        made.map(|made| made.document)
    }
}

/// The content as it would be with these files.
fn with_texts(inputs: &Inputs, written: &[&Written], job: Job<'_>) -> Loaded {
    // Other agencies' parts have no word in a document, nor plans of other years in an agency's.
    let province = || inputs.loaded.province.iter();
    let parts = province().flat_map(|province| &province.overlays).map(|part| &part.place);
    let plans = province().flat_map(|province| &province.plans);
    let others = plans.filter(|plan| job.agency().is_some() && plan.year != job.plan().year);
    let places = parts.chain(others.map(|plan| &plan.place));
    let mut unread: BTreeSet<&Path> = places.map(|place| place.source.path.as_path()).collect();
    unread.extend(written.iter().map(|written| written.path.as_path()));
    let others = inputs.loaded.sources.iter().filter(|source| !unread.contains(source.path.as_path()));
    let others = others.map(|source| (source.path.clone(), source.text.as_bytes().to_vec()));
    let own = written.iter().map(|written| (written.path.clone(), written.text.as_bytes().to_vec()));
    content::load_files(others.chain(own), &inputs.templates.schemes())
}
