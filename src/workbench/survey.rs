//! Soát: everything that was found in the content and in what came back signed, sorted by whom it concerns.

use std::collections::{BTreeMap, BTreeSet};

use super::desk::{Content, Place};
use crate::app::{self, Job, OpenYear, Selection, signed};
use crate::diagnostic::{self, Diagnostic, Scope, Severity};
use crate::official::EntryField;
use crate::output::{Returned, findings, returned};
use crate::signature::{Signing, Stage, fill};

/// What a survey of one content came to.
#[derive(Debug)]
pub struct Survey {
    /// That of the content.
    pub generation: u64,
    /// Where the content lies, and the years that it had.
    place: Place,
    years: Vec<i16>,
    /// In the order of files and places, without what an office has accepted.
    pub findings: Vec<Diagnostic>,
    signed: BTreeMap<(i16, String, String), Vec<SignedFile>>,
    returned: Vec<Returned>,
}

/// A file of a document that has signatures.
#[derive(Debug)]
pub struct SignedFile {
    pub name: String,
    pub signing: Signing,
    /// What văn thư has still to fill in of one that only the leader has signed.
    pub blank: Vec<EntryField>,
}

/// How many findings of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    pub fn of<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Info => counts.notes += 1,
                Severity::Accepted => {}
            }
        }
        counts
    }
}

/// Looks through all years of the content, and through the folder for results.
pub fn of(content: &Content) -> Survey {
    let (findings, signed) = (Vec::new(), BTreeMap::new());
    let years = years_of(content);
    let (generation, place) = (content.generation, content.place.clone());
    let mut survey = Survey { generation, place, years, findings, signed, returned: Vec::new() };
    let Some(inputs) = content.inputs() else {
        return survey;
    };
    let out = &content.place.out;
    survey.findings = app::check(inputs, None, &Selection::default(), out).findings;
    survey.findings.retain(|finding| finding.severity > Severity::Accepted);
    let mut documents = BTreeSet::new();
    for year in &inputs.loaded.years {
        let Ok(open) = OpenYear::of(inputs, Some(*year)) else { continue };
        // What cannot be read is among the findings.
        let jobs = Job::all(&open.year);
        documents.extend(jobs.iter().map(|job| (*year, job.plan().id.to_string(), job.stem().to_owned())));
        let (files, _) = signed::files(&open, &jobs, out);
        for file in files {
            let key = (*year, file.plan.to_string(), file.stem.clone());
            survey.signed.entry(key).or_default().push(signed_file(file));
        }
    }
    for found in returned(out, &inputs.verifier) {
        let document = (found.year, found.plan.clone(), found.name.document().to_owned());
        let is_known = documents.contains(&document);
        if is_known {
            // The check has told of it.
            survey.returned.push(found);
        } else {
            let hint = "nội dung không có văn bản này: kiểm tra lại thư mục kết quả";
            survey.findings.push(findings::signed_elsewhere(&found, hint));
        }
    }
    diagnostic::sort(&mut survey.findings);
    survey
}

fn years_of(content: &Content) -> Vec<i16> {
    content.inputs().map(|inputs| inputs.loaded.years.clone()).unwrap_or_default()
}

fn signed_file(file: signed::Signed) -> SignedFile {
    let waits = Stage::of(&file.signing) == Stage::SignedByLeader;
    let bytes = if waits { std::fs::read(&file.path).unwrap_or_default() } else { Vec::new() };
    SignedFile { name: file.name, signing: file.signing, blank: fill::blank(&bytes) }
}

impl Survey {
    /// Whether it has something to say of a year of this content. Where another folder was surveyed, or a year was
    /// begun since, nobody has looked yet: that is not the same as that there is nothing.
    pub fn knows(&self, content: &Content, year: i16) -> bool {
        let is_new = || years_of(content).contains(&year) && !self.years.contains(&year);
        self.place == content.place && !is_new()
    }

    /// Those that concern one agency's plan in a year.
    pub fn of_agency(&self, agency: &str, year: i16) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(move |finding| {
            matches!(&finding.scope, Scope::Agency { id, year: of } if **id == *agency && *of == year)
        })
    }

    /// Those that concern a year but no agency alone; those of everything too.
    pub fn of_year(&self, year: i16) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(move |finding| match finding.scope {
            Scope::Everything => true,
            Scope::Year(of) | Scope::Plan { year: of } | Scope::Report { year: of } => of == year,
            Scope::Agency { .. } => false,
        })
    }

    /// Every finding that has to do with a year.
    pub fn concerning(&self, year: i16) -> impl Iterator<Item = &Diagnostic> {
        self.findings.iter().filter(move |finding| finding.scope.concerns(year))
    }

    /// Signed files of a year's documents that stand under other names.
    pub fn returned(&self, year: i16) -> Vec<&Returned> {
        self.returned.iter().filter(|found| found.year == year).collect()
    }

    /// How far the signed files of a year's documents are on their way.
    pub fn stages(&self, year: i16) -> impl Iterator<Item = Stage> {
        let of_year = self.signed.iter().filter(move |((of, ..), _)| *of == year);
        of_year.flat_map(|(_, files)| files).map(|file| Stage::of(&file.signing))
    }

    /// The files of a document that have signatures, with what they say.
    pub fn signed(&self, year: i16, plan: &str, stem: &str) -> &[SignedFile] {
        self.signed.get(&(year, plan.to_owned(), stem.to_owned())).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::super::desk::State;
    use super::*;

    #[test]
    fn what_nobody_has_looked_at_yet_is_not_said_to_have_nothing() {
        let place = |content: &str| Place {
            content: content.into(),
            templates: None,
            fonts: None,
            out: "khong-co".into(),
        };
        let here = place("tests/fixtures/tinh-nho");
        let loaded = app::load_editable(&here.paths()).expect("templates are sound");
        let before = of(&Content::new(1, here.clone(), State::Nothing));
        let content = Content::new(2, here, State::Loaded(Box::new(loaded)));
        assert!(!before.knows(&content, 2025), "the year was begun since");
        let survey = of(&content);
        assert!(survey.knows(&content, 2025) && survey.knows(&content, 2031), "there is no such year");
        let elsewhere = Content::new(3, place("noi-khac"), State::Nothing);
        assert!(!survey.knows(&elsewhere, 2025), "another folder");
    }
}
