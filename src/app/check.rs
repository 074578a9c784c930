//! Kiểm tra: everything that is wrong with content and with the documents that it would give.

use rayon::prelude::*;

use super::{Inputs, Job, OpenYear, Refused};
use crate::derive::Year;
use crate::diagnostic::Diagnostic;

/// What a check came to.
#[derive(Debug)]
pub struct Checked {
    pub findings: Vec<Diagnostic>,
    /// False where there was nothing to check: no content, or not the year asked for.
    pub usable: bool,
}

/// Findings of the content, then of every document that the years would give; of one year alone where
/// that is asked for.
pub fn check(inputs: &Inputs, year: Option<i16>) -> Checked {
    let loaded = &inputs.loaded;
    let mut checked = Checked { findings: loaded.findings.clone(), usable: !loaded.sources.is_empty() };
    if let Some(year) = year {
        checked.findings.retain(|finding| finding.scope.concerns(year));
    }
    let mut years: Vec<Option<i16>> = match year {
        Some(year) => vec![Some(year)],
        None => loaded.years.iter().copied().map(Some).collect(),
    };
    if years.is_empty() {
        // Content without any plan is told of too.
        years.push(None);
    }
    for number in years {
        match OpenYear::of(inputs, number) {
            Ok(open) => {
                let jobs = Job::all(&open.year);
                checked.findings.extend(documents(&open, &jobs));
                // Without a year to speak of, every error is told of already.
                checked.findings.extend(year.and_then(|_| open.elsewhere(&jobs)));
            }
            Err(Refused::Errors(_)) => checked.findings.extend(derivation(inputs, number)),
            Err(Refused::Nothing(findings)) => {
                checked.usable = false;
                checked.findings.extend(findings);
            }
        }
    }
    checked
}

fn documents<'p>(open: &OpenYear<'p>, jobs: &[Job<'p>]) -> Vec<Diagnostic> {
    // What stands in an agency's part is among the findings of the content.
    let sound =
        jobs.par_iter().filter(|job| job.agency().is_none_or(|agency| !open.is_held(agency.as_str())));
    let told = sound.map(|job| job.make(open).map_or_else(|findings| findings, |made| made.findings));
    told.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// A document made from faulty content says nothing; its derivation still does.
fn derivation(inputs: &Inputs, year: Option<i16>) -> Vec<Diagnostic> {
    let province = inputs.loaded.province.as_ref();
    let Some(year) = province.zip(year).and_then(|(province, year)| Year::of(province, year)) else {
        return Vec::new();
    };
    let makers = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan());
    makers.flat_map(|agency| year.sub_plan(agency).1).collect()
}
