//! `build --dry-run`: what a run would do.

use std::fmt::Write as _;

use super::{ExitStatus, report};
use crate::app::batch::Batch;
use crate::app::package::{Fate, Package};
use crate::app::produce::Forecast;
use crate::cli::print;
use crate::cli::say;
use crate::diagnostic::{Severity, has_errors};
use crate::output::{Decision, Make, Reason, Status, findings};

/// Prints one line per file that would change, one per package, then the closing line.
pub(super) fn tell(batch: &Batch<'_>, forecasts: Vec<Forecast<'_>>) -> ExitStatus {
    let mut told = Vec::new();
    let mut outcomes = Vec::new();
    let mut status = ExitStatus::Clean;
    let mut packages = Vec::new();
    for forecast in forecasts {
        told.extend(forecast.findings);
        outcomes.extend(forecast.outcomes);
        match forecast.package {
            Some(Ok(package)) => packages.push(package),
            Some(Err(error)) => {
                told.push(findings::cannot_write(&error));
                status = ExitStatus::Failed;
            }
            None => {}
        }
    }
    let failed = outcomes.iter().filter(|outcome| has_errors(&outcome.findings)).count();
    told.extend(packages.iter_mut().flat_map(|package: &mut Package| std::mem::take(&mut package.told)));
    told.extend(batch.findings(&mut outcomes));
    told.retain(|finding| finding.severity > Severity::Info);
    if !told.is_empty() {
        report(told);
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
    for package in &packages {
        let _ = writeln!(text, "{}", line_of_package(package));
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
    printed.worst(status).worst(if failed > 0 { ExitStatus::Findings } else { ExitStatus::Clean })
}

fn line_of_package(package: &Package) -> String {
    let path = package.path.display();
    match package.fate {
        Fate::New => format!("tạo gói bàn giao: {path}"),
        Fate::Replaced => format!("thay gói bàn giao: {path}"),
        Fate::Outdated => format!("giữ gói bàn giao của lần trước, không có các tệp trên: {path}"),
    }
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
