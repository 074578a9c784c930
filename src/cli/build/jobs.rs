//! Which documents a run makes, and what their files are called.

use super::BuildArgs;
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, codes, near_miss};
use crate::model::Agency;
use crate::output::FileName;
use crate::output::names::PLAN_STEM;
use crate::pipeline::Format;

/// One document to make.
#[derive(Clone, Copy)]
pub(super) enum Job<'p> {
    Plan,
    Agency(&'p Agency),
}

impl<'p> Job<'p> {
    pub fn stem(&self) -> &'p str {
        match self {
            Self::Plan => PLAN_STEM,
            Self::Agency(agency) => agency.id.as_str(),
        }
    }

    pub fn name(&self) -> &'p str {
        match self {
            Self::Plan => "Kế hoạch của tỉnh",
            Self::Agency(agency) => &agency.name,
        }
    }

    /// The name of its file; ids were checked when content was read, so this refuses nothing that
    /// came that far, but the disk is no place to be wrong about it.
    pub fn file(&self, format: Format) -> Result<FileName, Diagnostic> {
        let taken = matches!(self, Self::Agency(_)) && self.stem() == PLAN_STEM;
        FileName::new(self.stem(), format.extension()).filter(|_| !taken).ok_or_else(|| {
            let message = format!("mã “{}” không dùng làm tên tệp được", self.stem());
            Diagnostic::error(codes::BAD_ID, message).hint("đổi mã cơ quan")
        })
    }
}

/// Every document that the year has, the plan first.
pub(super) fn all<'p>(year: &Year<'p>) -> Vec<Job<'p>> {
    let makers = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan());
    [Job::Plan].into_iter().chain(makers.map(Job::Agency)).collect()
}

/// Every file that the year has, in all formats.
pub(super) fn files_of(year: &Year<'_>) -> Vec<FileName> {
    let formats = [Format::Docx, Format::Pdf];
    all(year).iter().flat_map(|job| formats.map(|format| job.file(format).ok())).flatten().collect()
}

/// The documents asked for, in the order of the files.
pub(super) fn asked_for<'p>(args: &BuildArgs, year: &Year<'p>) -> Result<Vec<Job<'p>>, Vec<Diagnostic>> {
    if args.all || (args.ids.is_empty() && !args.plan) {
        return Ok(all(year));
    }
    let known = all(year);
    let mut jobs: Vec<Job<'p>> = if args.plan { vec![Job::Plan] } else { Vec::new() };
    let mut findings = Vec::new();
    for id in &args.ids {
        let of_id = |job: &&Job<'_>| matches!(job, Job::Agency(agency) if agency.id.as_str() == id);
        match known.iter().find(of_id) {
            // Asked for twice is made once: two jobs must not write one file.
            Some(job) if jobs.iter().any(|other| other.stem() == job.stem()) => {}
            Some(job) => jobs.push(*job),
            None => findings.push(not_a_maker(id, year, &known)),
        }
    }
    if findings.is_empty() { Ok(jobs) } else { Err(findings) }
}

fn not_a_maker(id: &str, year: &Year<'_>, known: &[Job<'_>]) -> Diagnostic {
    let registered = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
    if let Some(agency) = registered {
        let message = if agency.makes_sub_plan() {
            format!("“{}” không được giao nhiệm vụ nào trong năm {}", agency.name, year.year)
        } else {
            format!("“{}” chỉ được gọi chung, không lập kế hoạch riêng", agency.name)
        };
        return Diagnostic::error(codes::UNKNOWN_AGENCY, message);
    }
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    match near_miss(id, known.iter().map(Job::stem)) {
        Some(near) => finding.hint(format!("có phải “{near}”?")),
        None => finding.hint("xem danh sách: kehoach list"),
    }
}
