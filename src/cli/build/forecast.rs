//! `build --dry-run`: what a run would do.

use std::fmt::Write as _;

use super::{ExitStatus, report};
use crate::app::batch::{Batch, files_of};
use crate::app::produce::Forecast;
use crate::cli::print;
use crate::cli::say;
use crate::diagnostic::{Severity, has_errors};
use crate::output::{Decision, Make, Reason, Status};

/// Prints one line per file that would change, then the closing line.
pub(super) fn tell(batch: &Batch<'_>, forecasts: Vec<Forecast<'_>>) -> ExitStatus {
    let mut findings = Vec::new();
    let mut outcomes = Vec::new();
    for Forecast { plan, store, outcomes: own, findings: before } in forecasts {
        findings.extend(before);
        if batch.open.is_whole() {
            let decided = own.iter().flat_map(|outcome| &outcome.decisions);
            let files = files_of(&batch.open.year, plan, &own, &store);
            findings.extend(store.would_leave(decided, &files).findings());
        }
        outcomes.extend(own);
    }
    let failed = outcomes.iter().filter(|outcome| has_errors(&outcome.findings)).count();
    findings.extend(batch.findings(&mut outcomes));
    findings.retain(|finding| finding.severity > Severity::Info);
    if !findings.is_empty() {
        report(findings);
    }
    let decisions = || outcomes.iter().flat_map(|outcome| &outcome.decisions);
    let makes: Vec<&Make> = decisions()
        .filter_map(|decision| match decision {
            Decision::Make(make) => Some(make),
            _ => None,
        })
        .collect();
    let mut text = String::new();
    for make in &makes {
        let _ = writeln!(text, "{}", line(make));
    }
    let printed = print(&text);
    let published = makes.iter().filter(|make| make.status.is_some_and(Status::is_published)).count();
    let kept = decisions().filter(|decision| matches!(decision, Decision::Kept(_))).count();
    let unchanged = decisions().filter(|decision| matches!(decision, Decision::Unchanged(_))).count();
    say(&format!(
        "Sẽ ghi {} tệp, trong đó {published} tệp ứng với văn bản đã ban hành hoặc đã ký; không đổi \
         {unchanged} tệp; giữ nguyên {kept} tệp đã sửa; {failed} kế hoạch lỗi. Chưa ghi gì.",
        makes.len()
    ));
    printed.worst(if failed > 0 { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn line(make: &Make) -> String {
    let state = match make.status {
        Some(status) if status.is_published() => format!(" ({})", status.label()),
        _ => String::new(),
    };
    match (make.reason, make.beside()) {
        (Reason::New, _) => format!("tạo mới: {}", make.target),
        (Reason::Forced, _) => format!("thay bản đã sửa, cất thành bản cũ: {}{state}", make.target),
        (Reason::Beside, Some((edited, _))) => {
            format!("ghi bản mới cạnh {edited}{state}: {}", make.target)
        }
        (Reason::Beside | Reason::Outdated, _) => format!("thay: {}{state}", make.target),
    }
}
