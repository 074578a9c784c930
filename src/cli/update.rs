//! `kehoach update`: agencies' parts brought up to their plans.

use std::fmt::Write as _;

use clap::Args;

use super::selection::SelectionArgs;
use super::{ExitStatus, load, print, report};
use crate::app::{Paths, update};
use crate::diagnostic::has_errors;
use crate::start::update::Updated;

#[derive(Debug, Args)]
pub(super) struct UpdateArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    /// Chỉ cho biết tệp nào sẽ thay đổi, không ghi gì
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(args: &UpdateArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let updating = match update::updating(inputs, args.selection.year, &args.selection.selection()) {
        Ok(updating) => updating,
        Err(missing) => {
            report(missing);
            return ExitStatus::Failed;
        }
    };
    let decide = updating.decisions();
    let mut findings = updating.findings;
    let mut text = String::new();
    let mut status = ExitStatus::Clean;
    for updated in &updating.updated {
        if !args.dry_run
            && let Err(why) = update::write(inputs, updated)
        {
            findings.push(why);
            status = ExitStatus::Failed;
            continue;
        }
        tell(updated, args.dry_run, &mut text);
    }
    if updating.updated.is_empty() {
        // What errors hide cannot be said to be up to date.
        text.push_str(match decide {
            0 if has_errors(&findings) => {
                "Chưa cập nhật phần riêng nào: sửa các lỗi đã nêu rồi chạy lại.
"
            }
            0 => {
                "Không có phần riêng nào cần cập nhật.
"
            }
            _ => {
                "Không có tệp nào được ghi lại.
"
            }
        });
    }
    if decide > 0 {
        let _ = writeln!(text, "{decide:02} chỗ cần người quyết định: xem từng lỗi KH303, KH310, KH319.");
    }
    if !findings.is_empty() {
        report(findings);
        status = status.worst(ExitStatus::Findings);
    }
    if inputs.loaded.sources.is_empty() {
        status = ExitStatus::Failed;
    }
    print(&text).worst(status)
}

fn tell(updated: &Updated, dry_run: bool, text: &mut String) {
    let verb = if dry_run { "Sẽ cập nhật" } else { "Đã cập nhật" };
    let _ = writeln!(text, "{verb} {}: {}.", updated.path.display(), update::told(updated));
    for line in update::told_each(updated) {
        let _ = writeln!(text, "  {line}");
    }
}
