//! `kehoach check`: everything that is wrong, at once.

use clap::Args;

use super::{ExitStatus, load, print, report};
use crate::derive::Year;
use crate::diagnostic::{self, Diagnostic, codes, has_errors, json};
use crate::document::State;
use crate::model::Province;
use crate::pipeline::{self, Inputs, Paths};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Chỉ kiểm tra kế hoạch của năm này
    #[arg(long, value_name = "NĂM")]
    year: Option<i16>,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CheckArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let mut findings = findings(&inputs, args.year);
    let unusable = inputs.loaded.province.is_none() && inputs.loaded.sources.is_empty();
    diagnostic::sort(&mut findings);
    let errors = has_errors(&findings);
    if args.json {
        print(&json::render(&findings));
    } else {
        let clean = findings.is_empty();
        report(findings);
        if clean {
            print("Không có lỗi.\n");
        }
    }
    match (unusable, errors) {
        (true, _) => ExitStatus::Failed,
        (false, true) => ExitStatus::Findings,
        (false, false) => ExitStatus::Clean,
    }
}

/// Findings of the content, then of every document that the years would give.
pub(super) fn findings(inputs: &Inputs, year: Option<i16>) -> Vec<Diagnostic> {
    let mut findings = inputs.loaded.findings.clone();
    let Some(province) = &inputs.loaded.province else { return findings };
    let years = year.map_or_else(|| province.years(), |year| vec![year]);
    for number in years {
        match Year::of(province, number) {
            Some(year) => findings.extend(year_findings(inputs, province, &year)),
            None => findings.push(no_such_year(province, number)),
        }
    }
    findings
}

/// The finding for a year without a plan.
pub(super) fn no_such_year(province: &Province, year: i16) -> Diagnostic {
    let known: Vec<String> = province.years().iter().map(ToString::to_string).collect();
    Diagnostic::error(codes::NO_SUCH_YEAR, format!("không có kế hoạch của năm {year}"))
        .hint(format!("các năm có kế hoạch: {}", known.join(", ")))
}

fn year_findings(inputs: &Inputs, province: &Province, year: &Year<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    if !has_errors(&inputs.loaded.findings) {
        findings.extend(pipeline::provincial(year, &inputs.templates).err().into_iter().flatten());
    }
    for agency in year.agencies().into_iter().filter(|agency| agency.makes_sub_plan()) {
        let (plan, proof) = year.sub_plan(agency);
        findings.extend(proof);
        let open = plan.openness();
        if open.without_unit + open.without_deadline + open.without_output > 0 {
            let message = format!(
                "{} ({}): {} nội dung, trong đó chưa phân công {}, chưa có thời hạn {}, chưa có sản phẩm {}",
                agency.name,
                year.year,
                open.entries,
                open.without_unit,
                open.without_deadline,
                open.without_output
            );
            let issued = plan.official.status == State::Issued && open.without_unit > 0;
            let finding = if issued {
                Diagnostic::warning(
                    codes::ISSUED_BLANK,
                    format!("văn bản đã ban hành còn ô trống - {message}"),
                )
            } else {
                Diagnostic::info(codes::UNASSIGNED, message)
            };
            findings.push(match province.overlay(&agency.id, year.year) {
                Some(overlay) => finding.at(overlay.place.clone()),
                None => finding,
            });
        }
    }
    findings
}
