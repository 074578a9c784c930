//! `kehoach check`: everything that is wrong, at once.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use super::out::OutArgs;
use super::selection::SelectionArgs;
use super::{ExitStatus, load, print, report};
use crate::app::{self, Checked, Paths};
use crate::diagnostic::{self, Diagnostic, Place, Scope, Severity, codes, has_errors, json};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    out: OutArgs,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &CheckArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let Checked { mut findings, usable } =
        app::check(inputs, args.selection.year, &args.selection.selection(), &args.out.out);
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

/// Where people see each of the findings that are one line here.
const ON_THE_PAGE: &str = "ở trang “Phát hiện” của bàn làm việc: kehoach mo";

/// For people: agencies without a part of their own are one line a year; `--json` has each.
fn shortened(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let untouched = |finding: &Diagnostic| match &finding.scope {
        Scope::Agency { id, year } if finding.code == codes::NO_OWN_PART => Some((*year, id.clone())),
        _ => None,
    };
    // Whoever answers several plans is one agency.
    let agencies: BTreeSet<_> = findings.iter().filter_map(untouched).collect();
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for (year, _) in agencies {
        *counts.entry(year).or_default() += 1;
    }
    let line = |(year, count): (i16, usize)| {
        let message = format!(
            "năm {year}: {count} cơ quan chưa có phần riêng, mọi nhiệm vụ của các cơ quan này chưa phân công"
        );
        let hint = format!("xem từng cơ quan: kehoach liet-ke --year {year}");
        Diagnostic::info(codes::NO_OWN_PART, message).hint(hint).within(Scope::Year(year))
    };
    let lines = counts.into_iter().map(line);
    let grouped = [codes::INCOMPLETE_ENTRY, codes::ADDRESSED_TO_OTHERS];
    let told = |finding: &&Diagnostic| {
        untouched(finding).is_none() && !grouped.contains(&finding.code) && unverified(finding).is_none()
    };
    let lines = lines.chain(without_deadline_or_output(&findings)).chain(addressed_to_others(&findings));
    let lines = lines.chain(unverified_lines(&findings));
    lines.chain(findings.iter().filter(told).cloned()).collect()
}

/// The year of a draft that would print facts which nobody has verified.
fn unverified(finding: &Diagnostic) -> Option<i16> {
    match &finding.scope {
        Scope::Agency { year, .. } | Scope::Plan { year } | Scope::Report { year }
            if finding.code == codes::UNVERIFIED && finding.severity == Severity::Info =>
        {
            Some(*year)
        }
        _ => None,
    }
}

/// For people: drafts with facts that nobody has verified are one line a year.
fn unverified_lines(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for year in findings.iter().filter_map(unverified) {
        *counts.entry(year).or_default() += 1;
    }
    let line = |(year, count)| {
        let message = format!(
            "năm {year}: {count} dự thảo in ký hiệu, địa danh hoặc chức danh chưa xác minh (“chua_xac_minh”)"
        );
        let hint = format!("xem từng văn bản {ON_THE_PAGE}");
        Diagnostic::info(codes::UNVERIFIED, message).hint(hint).within(Scope::Year(year))
    };
    counts.into_iter().map(line).collect()
}

/// For people: a task whose words speak to others in part is one line, however many agencies have it.
fn addressed_to_others(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut tasks: Vec<(&Place, BTreeSet<&Scope>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.code == codes::ADDRESSED_TO_OTHERS) {
        let Some(place) = &finding.place else { continue };
        match tasks.iter_mut().find(|(first, _)| *first == place) {
            Some((_, agencies)) => drop(agencies.insert(&finding.scope)),
            None => tasks.push((place, BTreeSet::from([&finding.scope]))),
        }
    }
    let told = tasks.into_iter().map(|(place, agencies)| {
        let message = format!(
            "nhiệm vụ này có câu nói với cơ quan khác; câu ấy không đưa vào kế hoạch của {:02} cơ quan",
            agencies.len()
        );
        Diagnostic::info(codes::ADDRESSED_TO_OTHERS, message)
            .at(place.clone())
            .hint(format!("xem từng câu, từng cơ quan {ON_THE_PAGE}"))
    });
    told.collect()
}

/// For people: the entries that lack no more than a deadline or an output are one line a file.
fn without_deadline_or_output(findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut files: Vec<(&Place, Vec<usize>)> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.code == codes::INCOMPLETE_ENTRY) {
        let Some(place) = &finding.place else { continue };
        let line = place.line_column().0;
        match files.iter_mut().find(|(first, _)| first.source.path == place.source.path) {
            Some((_, lines)) => lines.push(line),
            None => files.push((place, vec![line])),
        }
    }
    let told = files.into_iter().map(|(first, lines)| {
        let count = lines.len();
        let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
        let message =
            format!("{count:02} nội dung chưa có thời hạn hoặc sản phẩm, ở dòng {}", lines.join(", "));
        Diagnostic::info(codes::INCOMPLETE_ENTRY, message)
            .at(first.clone())
            .hint(format!("ghi “thoi_han”, “san_pham” nếu có; xem từng nội dung {ON_THE_PAGE}"))
    });
    told.collect()
}
