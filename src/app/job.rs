//! Which documents a year has, how each is made, and what its files are called.

use super::{Format, Made, OpenYear, provincial, sub_plan};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, codes, has_errors, near_miss};
use crate::document::Paper;
use crate::model::{Agency, AgencyId};
use crate::output::FileName;
use crate::output::names::PLAN_STEM;

/// One document to make: the plan of the province, or an agency's sub-plan.
#[derive(Debug, Clone, Copy)]
pub enum Job<'p> {
    Plan,
    Agency(&'p Agency),
}

impl<'p> Job<'p> {
    /// Every document that the year has, the plan first.
    pub fn all(year: &Year<'p>) -> Vec<Self> {
        let makers = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan());
        [Self::Plan].into_iter().chain(makers.map(Self::Agency)).collect()
    }

    /// The one of `known`, which are [`Job::all`] of the year, that a person names: by an agency's id,
    /// or as its files are called.
    ///
    /// # Errors
    /// An id that is unknown, or of an agency without a sub-plan in this year.
    pub fn named(id: &str, year: &Year<'_>, known: &[Self]) -> Result<Self, Diagnostic> {
        if let Some(job) = known.iter().find(|job| job.stem() == id) {
            return Ok(*job);
        }
        let registered = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
        if let Some(agency) = registered {
            let message = if agency.makes_sub_plan() {
                format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
            } else {
                format!("“{}” chỉ được gọi chung, không lập kế hoạch riêng", agency.name)
            };
            return Err(Diagnostic::error(codes::UNKNOWN_AGENCY, message));
        }
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
        Err(match near_miss(id, known.iter().map(Self::stem)) {
            Some(near) => finding.hint(format!("có phải “{near}”?")),
            None => finding.hint("xem danh sách: kehoach list"),
        })
    }

    /// The documents asked for by `ids`, the plan first where `plan` asks for it too; every one of the year
    /// where nothing is asked for by name.
    ///
    /// # Errors
    /// Every id that [`Job::named`] refuses.
    pub fn asked_for(ids: &[String], plan: bool, year: &Year<'p>) -> Result<Vec<Self>, Vec<Diagnostic>> {
        let known = Self::all(year);
        if ids.is_empty() && !plan {
            return Ok(known);
        }
        let mut jobs: Vec<Self> = if plan { vec![Self::Plan] } else { Vec::new() };
        let mut findings = Vec::new();
        for id in ids {
            match Self::named(id, year, &known) {
                // Asked for twice is made once: two jobs must not write one file.
                Ok(job) if jobs.iter().any(|other| other.stem() == job.stem()) => {}
                Ok(job) => jobs.push(job),
                Err(finding) => findings.push(finding),
            }
        }
        if findings.is_empty() { Ok(jobs) } else { Err(findings) }
    }

    /// What the names of its files begin with: the agency's id.
    pub fn stem(&self) -> &'p str {
        match self {
            Self::Plan => PLAN_STEM,
            Self::Agency(agency) => agency.id.as_str(),
        }
    }

    /// For people.
    pub fn name(&self) -> &'p str {
        match self {
            Self::Plan => "Kế hoạch của tỉnh",
            Self::Agency(agency) => &agency.name,
        }
    }

    pub fn agency(&self) -> Option<&'p AgencyId> {
        match self {
            Self::Plan => None,
            Self::Agency(agency) => Some(&agency.id),
        }
    }

    /// The name of one of its files; `suffix` is the [`Paper`]'s.
    ///
    /// # Errors
    /// An id that some system would refuse as a name. Ids were checked when content was read, so
    /// nothing that came that far is refused, but the disk is no place to be wrong about it.
    pub fn file(&self, suffix: &str, format: Format) -> Result<FileName, Diagnostic> {
        let taken = matches!(self, Self::Agency(_)) && self.stem() == PLAN_STEM;
        let name = FileName::new(&format!("{}{suffix}", self.stem()), format.extension());
        name.filter(|_| !taken).ok_or_else(|| {
            let message = format!("mã “{}” không dùng làm tên tệp được", self.stem());
            Diagnostic::error(codes::BAD_ID, message).hint("đổi mã cơ quan")
        })
    }

    /// The files that a document of this job has, in every format.
    pub fn files(&self, papers: &[Paper<'_>]) -> Vec<FileName> {
        let names =
            papers.iter().flat_map(|paper| Format::ALL.map(|format| self.file(&paper.suffix, format)));
        names.filter_map(Result::ok).collect()
    }

    /// The document, with what the agency's own content files are told.
    ///
    /// # Errors
    /// Errors in the agency's own content, a failed proof, or what the template refuses.
    pub fn make(&self, open: &OpenYear<'p>) -> Result<Made, Vec<Diagnostic>> {
        let (year, templates) = (&open.year, &open.inputs.templates);
        let Self::Agency(agency) = self else { return provincial(year, templates) };
        let mut findings = open.of_agency(agency.id.as_str());
        if has_errors(&findings) {
            return Err(findings);
        }
        let mut made = match sub_plan(year, agency, templates) {
            Ok(made) => made,
            Err(refused) => {
                findings.extend(refused);
                return Err(findings);
            }
        };
        findings.append(&mut made.findings);
        Ok(Made { findings, ..made })
    }
}
