//! Soát: everything that was found in the content and in what came back signed, sorted by whom it concerns.

use std::collections::BTreeMap;

use super::desk::Content;
use crate::app::{self, Job, OpenYear, Selection, signed};
use crate::diagnostic::{self, Diagnostic, Scope, Severity};
use crate::output::names::document_stem;
use crate::signature::Signing;

/// What a survey of one content came to.
#[derive(Debug)]
pub struct Survey {
    /// That of the content.
    pub generation: u64,
    /// In the order of files and places, without what an office has accepted.
    pub findings: Vec<Diagnostic>,
    signed: BTreeMap<(i16, String, String), Vec<(String, Signing)>>,
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
    let mut survey = Survey { generation: content.generation, findings: Vec::new(), signed: BTreeMap::new() };
    let Some(inputs) = content.inputs() else {
        return survey;
    };
    let out = &content.place.out;
    survey.findings = app::check(inputs, None, &Selection::default(), out).findings;
    survey.findings.retain(|finding| finding.severity > Severity::Accepted);
    diagnostic::sort(&mut survey.findings);
    for year in &inputs.loaded.years {
        let Ok(open) = OpenYear::of(inputs, Some(*year)) else { continue };
        // What cannot be read is among the findings.
        for file in signed::files(&open, &Job::all(&open.year), out).unwrap_or_default() {
            let folder = file.path.parent().and_then(std::path::Path::file_name);
            let plan = folder.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let key = (*year, plan, document_stem(&file.name));
            survey.signed.entry(key).or_default().push((file.name, file.signing));
        }
    }
    survey
}

impl Survey {
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

    /// The files of a document that have signatures, with what they say.
    pub fn signed(&self, year: i16, plan: &str, stem: &str) -> &[(String, Signing)] {
        self.signed.get(&(year, plan.to_owned(), stem.to_owned())).map_or(&[], Vec::as_slice)
    }
}
