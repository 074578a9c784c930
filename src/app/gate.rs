//! Một cửa cho lỗi: the one rule, for every command, of which findings stop what.
//!
//! An error stops everything that it might concern. Only what surely belongs to another year, or to one
//! registered agency that makes a plan of its own in this year, lets the rest go on; the agency is then
//! held back alone. What stands outside a run is not told in full there, but never passed over in
//! silence ([`OpenYear::elsewhere`]).

use std::collections::{BTreeMap, BTreeSet};

use super::{Inputs, Job};
use crate::content::Loaded;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::model::Province;

/// A year that may be worked in: nothing that concerns all of it is wrong.
#[derive(Debug)]
pub struct OpenYear<'i> {
    pub inputs: &'i Inputs,
    pub year: Year<'i>,
}

/// Why a year may not be worked in.
#[derive(Debug)]
pub enum Refused {
    /// There is nothing to work with: no content, or no such year.
    Nothing(Vec<Diagnostic>),
    /// Errors in the content: all that concern the year, and what else was found in it.
    Errors(Vec<Diagnostic>),
}

impl Refused {
    pub fn into_findings(self) -> Vec<Diagnostic> {
        match self {
            Self::Nothing(findings) | Self::Errors(findings) => findings,
        }
    }
}

impl<'i> OpenYear<'i> {
    /// The year asked for, or the newest of which some file says that it is the plan.
    ///
    /// # Errors
    /// Errors that might concern the whole year; no content; a year without a plan.
    pub fn of(inputs: &'i Inputs, wanted: Option<i16>) -> Result<Self, Refused> {
        let loaded = &inputs.loaded;
        let number = wanted.or_else(|| loaded.years.last().copied());
        let told = || {
            let concerned = |finding: &&Diagnostic| number.is_none_or(|year| finding.scope.concerns(year));
            let mut told: Vec<Diagnostic> = loaded.findings.iter().filter(concerned).cloned().collect();
            told.extend(number.and_then(|year| elsewhere(loaded, year, |_| true)));
            told
        };
        if loaded.sources.is_empty() {
            return Err(Refused::Nothing(told()));
        }
        let errors = || loaded.findings.iter().filter(|finding| finding.is_error());
        if errors().any(|finding| stops(&finding.scope, number)) {
            return Err(Refused::Errors(told()));
        }
        let Some(province) = &loaded.province else { return Err(Refused::Errors(told())) };
        let Some(year) = number.and_then(|number| Year::of(province, number)) else {
            return Err(Refused::Nothing(vec![no_such_year(province, number)]));
        };
        let jobs = Job::all(&year);
        let makers: BTreeSet<&str> = jobs.iter().map(Job::stem).collect();
        let ownerless = |finding: &Diagnostic| match &finding.scope {
            Scope::Agency { id, year: of } => *of == year.year && !makers.contains(&**id),
            _ => false,
        };
        if errors().any(ownerless) {
            return Err(Refused::Errors(told()));
        }
        Ok(Self { inputs, year })
    }

    /// What was found in the content that concerns the year as a whole; no errors.
    pub fn general(&self) -> impl Iterator<Item = &Diagnostic> {
        let of_one =
            |finding: &Diagnostic| matches!(finding.scope, Scope::Agency { .. } | Scope::Report { .. });
        self.content_findings().filter(move |finding| !of_one(finding))
    }

    /// What was found in an agency's own part: an error among it holds the agency's plan back.
    pub fn of_agency(&self, agency: &str) -> Vec<Diagnostic> {
        let own = |scope: &Scope| matches!(scope, Scope::Agency { id, .. } if **id == *agency);
        self.content_findings().filter(|finding| own(&finding.scope)).cloned().collect()
    }

    /// What was found in the files of the year's reports: an error among it holds the reports back.
    pub fn of_reports(&self) -> impl Iterator<Item = &Diagnostic> {
        self.content_findings().filter(|finding| matches!(finding.scope, Scope::Report { .. }))
    }

    /// Whether an agency's plan is held back by errors in its own part.
    pub fn is_held(&self, agency: &str) -> bool {
        self.of_agency(agency).iter().any(Diagnostic::is_error)
    }

    /// Whether all of the content could be read: only then is it known which files nobody needs.
    pub fn is_whole(&self) -> bool {
        !self.inputs.loaded.findings.iter().any(Diagnostic::is_error)
    }

    /// One line for the errors that stand outside a run which makes the documents `asked` for: those of other
    /// years, and those in the parts of agencies that nobody asked for.
    pub fn elsewhere(&self, asked: &[Job<'_>]) -> Option<Diagnostic> {
        let asked: BTreeSet<&str> = asked.iter().filter_map(|job| Some(job.agency()?.as_str())).collect();
        elsewhere(&self.inputs.loaded, self.year.year, |id| asked.contains(id))
    }

    fn content_findings(&self) -> impl Iterator<Item = &Diagnostic> {
        let year = self.year.year;
        self.inputs.loaded.findings.iter().filter(move |finding| finding.scope.concerns(year))
    }
}

/// Whether an error stops all of a year; without a year to speak of, anything does.
pub(super) fn stops(scope: &Scope, year: Option<i16>) -> bool {
    match (scope, year) {
        (Scope::Agency { .. } | Scope::Report { .. }, Some(_)) => false,
        (scope, Some(year)) => scope.concerns(year),
        (_, None) => true,
    }
}

fn elsewhere(loaded: &Loaded, year: i16, asked: impl Fn(&str) -> bool) -> Option<Diagnostic> {
    let outside = |scope: &Scope| match scope {
        Scope::Agency { id, year: of } => *of != year || !asked(id),
        Scope::Report { .. } => true,
        _ => !scope.concerns(year),
    };
    let mut files: BTreeMap<String, usize> = BTreeMap::new();
    for finding in loaded.findings.iter().filter(|finding| finding.is_error() && outside(&finding.scope)) {
        let file = finding.place.as_ref().map(|place| place.source.path.display().to_string());
        *files.entry(file.unwrap_or_default()).or_default() += 1;
    }
    let told: Vec<String> = files.iter().map(|(file, count)| format!("{file} ({count} lỗi)")).collect();
    let message = format!("còn lỗi ở tệp không ảnh hưởng lần chạy này: {}", told.join(", "));
    let finding = Diagnostic::warning(codes::ELSEWHERE, message).hint("xem từng lỗi: kehoach kiem-tra");
    (!files.is_empty()).then(|| finding.within(Scope::Year(year)))
}

/// What is to be said of a year that the content has no plan of; `None` where it has, and where errors may be what
/// hides the plan.
pub fn missing_year(loaded: &Loaded, year: i16) -> Option<Diagnostic> {
    let may_hide = |finding: &Diagnostic| finding.is_error() && stops(&finding.scope, Some(year));
    let province = loaded.province.as_ref()?;
    let may_be_there = loaded.years.contains(&year) || loaded.findings.iter().any(may_hide);
    (!may_be_there).then(|| no_such_year(province, Some(year)))
}

/// The finding for a year without a plan, or for content without any.
fn no_such_year(province: &Province, year: Option<i16>) -> Diagnostic {
    let Some(year) = year else {
        return Diagnostic::error(codes::NO_SUCH_YEAR, "nội dung chưa có kế hoạch nào của tỉnh")
            .hint("thêm tệp “loai: ke_hoach”, xem ví dụ trong README");
    };
    let known: Vec<String> = province.years().iter().map(ToString::to_string).collect();
    let finding = Diagnostic::error(codes::NO_SUCH_YEAR, format!("không có kế hoạch của năm {year}"));
    if known.is_empty() {
        finding
    } else {
        finding.hint(format!("các năm có kế hoạch: {}", known.join(", ")))
    }
}
