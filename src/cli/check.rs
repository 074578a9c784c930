//! `kehoach check`: everything that is wrong, at once.

use clap::Args;
use rayon::prelude::*;

use super::{ExitStatus, load, print, report};
use crate::app::{self, Inputs, Made, Paths};
use crate::derive::Year;
use crate::diagnostic::{self, Diagnostic, codes, has_errors, json};
use crate::model::Province;

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
        let years = inputs.loaded.province.as_ref().map(Province::years).unwrap_or_default();
        report(shortened(findings, &years));
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
    if let Some(year) = year {
        findings.retain(|finding| inputs.loaded.concerns(finding, year));
    }
    let Some(province) = &inputs.loaded.province else { return findings };
    let years = year.map_or_else(|| province.years(), |year| vec![year]);
    for number in years {
        match Year::of(province, number) {
            Some(year) => findings.extend(year_findings(inputs, &year)),
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

fn year_findings(inputs: &Inputs, year: &Year<'_>) -> Vec<Diagnostic> {
    let agencies = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan());
    // A document made from faulty content says nothing; its derivation still does.
    if has_errors(&inputs.loaded.findings) {
        return agencies.flat_map(|agency| year.sub_plan(agency).1).collect();
    }
    let told =
        |made: Result<Made, Vec<Diagnostic>>| made.map_or_else(|findings| findings, |made| made.findings);
    let mut findings = told(app::provincial(year, &inputs.templates));
    let agencies: Vec<_> = agencies.collect();
    let sub_plans = agencies.par_iter().map(|agency| told(app::sub_plan(year, agency, &inputs.templates)));
    findings.extend(sub_plans.collect::<Vec<_>>().into_iter().flatten());
    findings
}

/// For people: agencies without a part of their own are one line a year; `--json` has each.
fn shortened(findings: Vec<Diagnostic>, years: &[i16]) -> Vec<Diagnostic> {
    let untouched = |finding: &Diagnostic| finding.code == codes::UNASSIGNED && finding.place.is_none();
    let mut short: Vec<Diagnostic> = Vec::new();
    for year in years {
        let mark = format!("({year})");
        let count =
            findings.iter().filter(|finding| untouched(finding) && finding.message.contains(&mark)).count();
        if count > 0 {
            let message = format!(
                "năm {year}: {count} cơ quan chưa có phần riêng, mọi nhiệm vụ của các cơ quan này chưa phân công"
            );
            let hint = format!("xem từng cơ quan: kehoach check --year {year} --json");
            short.push(Diagnostic::info(codes::UNASSIGNED, message).hint(hint));
        }
    }
    short.extend(findings.into_iter().filter(|finding| !untouched(finding)));
    short
}
