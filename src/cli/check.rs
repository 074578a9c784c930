//! `kehoach check`: everything that is wrong, at once.

use std::collections::BTreeMap;

use clap::Args;

use super::{ExitStatus, load, print, report};
use crate::app::{self, Checked, Paths};
use crate::diagnostic::{self, Diagnostic, Scope, codes, has_errors, json};

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
    let Checked { mut findings, usable } = app::check(&inputs, args.year);
    diagnostic::sort(&mut findings);
    let errors = has_errors(&findings);
    let clean = findings.is_empty();
    let printed = if args.json {
        print(&json::render(&findings))
    } else {
        report(shortened(findings));
        if clean { print("Không có lỗi.\n") } else { ExitStatus::Clean }
    };
    printed.worst(match (usable, errors) {
        (false, _) => ExitStatus::Failed,
        (true, true) => ExitStatus::Findings,
        (true, false) => ExitStatus::Clean,
    })
}

/// For people: agencies without a part of their own are one line a year; `--json` has each.
fn shortened(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let untouched = |finding: &Diagnostic| match finding.scope {
        Scope::Agency { year, .. } if finding.code == codes::UNASSIGNED && finding.place.is_none() => {
            Some(year)
        }
        _ => None,
    };
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for year in findings.iter().filter_map(untouched) {
        *counts.entry(year).or_default() += 1;
    }
    let line = |(year, count): (i16, usize)| {
        let message = format!(
            "năm {year}: {count} cơ quan chưa có phần riêng, mọi nhiệm vụ của các cơ quan này chưa phân công"
        );
        let hint = format!("xem từng cơ quan: kehoach check --year {year} --json");
        Diagnostic::info(codes::UNASSIGNED, message).hint(hint).within(Scope::Year(year))
    };
    let lines = counts.into_iter().map(line);
    lines.chain(findings.iter().filter(|finding| untouched(finding).is_none()).cloned()).collect()
}
