//! `kehoach update`: agencies' parts brought up to their plans.

use std::fmt::Write as _;

use clap::Args;

use super::selection::SelectionArgs;
use super::{ExitStatus, load, print, report};
use crate::app::Paths;
use crate::content::Loaded;
use crate::derive::{Year, given};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Overlay;
use crate::output;
use crate::start::update::{Change, ChangeKind, Updated, update};

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
    let loaded = &inputs.loaded;
    let selection = args.selection.selection();
    let year = args.selection.year.or_else(|| loaded.years.last().copied());
    let is_asked = |overlay: &Overlay| {
        let of_plan = |id: &String| overlay.parents.iter().any(|plan| plan.as_str() == id);
        Some(overlay.year) == year
            && (selection.ids.is_empty() || selection.ids.iter().any(|id| id == overlay.agency.as_str()))
            && (selection.plans.is_empty() || selection.plans.iter().any(of_plan))
    };
    let update = update(loaded, &inputs.templates.schemes(), is_asked);
    let asked = loaded.province.iter().flat_map(|province| &province.overlays);
    let asked: Vec<&Overlay> = asked.filter(|overlay| Some(overlay.year) == year).collect();
    let has_part = |id: &&String| asked.iter().any(|overlay| overlay.agency.as_str() == id.as_str());
    let answers = |id: &&String| {
        asked.iter().any(|overlay| overlay.parents.iter().any(|plan| plan.as_str() == id.as_str()))
    };
    let without = selection.ids.iter().filter(|id| !has_part(id));
    let without = without.chain(selection.plans.iter().filter(|id| !answers(id)));
    let missing: Vec<Diagnostic> = without
        .map(|id| {
            let message =
                format!("không có phần riêng nào của “{id}” trong năm {}", year.unwrap_or_default());
            Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint("xem danh sách: kehoach list")
        })
        .collect();
    if !missing.is_empty() {
        report(missing);
        return ExitStatus::Failed;
    }
    // What a person has to decide: tasks that changed or went, and what hides them.
    let mut findings: Vec<Diagnostic> = loaded
        .findings
        .iter()
        .filter(|finding| finding.is_error() && year.is_none_or(|year| finding.scope.concerns(year)))
        .cloned()
        .collect();
    findings.extend(reassigned(&inputs.loaded, is_asked));
    findings.extend(update.left_alone.iter().map(|path| {
        let message = format!("không tự cập nhật được {}: cách viết danh sách nhiệm vụ", path.display());
        Diagnostic::error(codes::CANNOT_WRITE, message)
            .hint("ghi mỗi nhiệm vụ của “thay_cho” một dòng, rồi chạy lại")
    }));
    let mut text = String::new();
    let mut status = ExitStatus::Clean;
    for updated in &update.updated {
        if !args.dry_run
            && let Err(error) = output::replace(&updated.path, updated.text.as_bytes())
        {
            findings.push(Diagnostic::error(codes::CANNOT_WRITE, error.to_string()));
            status = ExitStatus::Failed;
            continue;
        }
        tell(updated, args.dry_run, &mut text);
    }
    if update.updated.is_empty() {
        let _ = writeln!(text, "Không có phần riêng nào cần cập nhật.");
    }
    let decide = [codes::TASK_CHANGED, codes::REASSIGNED];
    let decide = findings.iter().filter(|finding| decide.contains(&finding.code)).count();
    if decide > 0 {
        let _ = writeln!(text, "{decide:02} chỗ cần người quyết định: xem từng lỗi KH310, KH319.");
    }
    if !findings.is_empty() {
        report(findings);
        status = status.worst(ExitStatus::Findings);
    }
    print(&text).worst(status)
}

/// Words of an agency's own that were written for another assignment.
fn reassigned(loaded: &Loaded, is_asked: impl Fn(&Overlay) -> bool) -> Vec<Diagnostic> {
    let Some(province) = &loaded.province else { return Vec::new() };
    let mut asked: Vec<&Overlay> = province.overlays.iter().filter(|overlay| is_asked(overlay)).collect();
    asked.sort_by_key(|overlay| overlay.year);
    let by_year = asked.chunk_by(|one, other| one.year == other.year);
    let findings = by_year.flat_map(|asked| {
        let year = Year::of(province, asked[0].year);
        year.map_or_else(Vec::new, |year| {
            asked.iter().flat_map(|overlay| given::findings(&year, overlay)).collect()
        })
    });
    findings.filter(Diagnostic::is_error).collect()
}

fn tell(updated: &Updated, dry_run: bool, text: &mut String) {
    let count = |kind| updated.changes.iter().filter(|change| change.kind == kind).count();
    let verb = if dry_run { "Sẽ cập nhật" } else { "Đã cập nhật" };
    let mut parts = Vec::new();
    for (kind, what) in [
        (ChangeKind::Kept, "ghi nguyên văn"),
        (ChangeKind::Moved, "đổi số"),
        (ChangeKind::Reworded, "đổi nguyên văn theo kế hoạch"),
        (ChangeKind::GivenKept, "ghi phân công"),
        (ChangeKind::Reassigned, "đổi phân công theo kế hoạch"),
    ] {
        let count = count(kind);
        if count > 0 {
            parts.push(format!("{what} {count:02} nhiệm vụ"));
        }
    }
    let _ = writeln!(text, "{verb} {}: {}.", updated.path.display(), parts.join(", "));
    for Change { kind, before, after, given } in &updated.changes {
        match kind {
            ChangeKind::Kept | ChangeKind::GivenKept => {}
            ChangeKind::Reassigned => drop(writeln!(text, "  {after}: phân công đã đổi, nay: {given}")),
            ChangeKind::Moved => drop(writeln!(text, "  {before} nay là {after}")),
            ChangeKind::Reworded => {
                let _ = writeln!(text, "  {after}: câu chữ đã đổi, nội dung giữ nguyên câu chữ của kế hoạch");
            }
        }
    }
}
