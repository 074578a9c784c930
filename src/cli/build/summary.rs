//! The end of a run: findings, the closing line, the exit status.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::{ExitStatus, report as print_findings};
use crate::app::batch::{Batch, Outcome};
use crate::cli::say;
use crate::diagnostic::{self, Diagnostic, Severity};
use crate::output::names::document_stem;
use crate::output::{FileError, Reason, Report, Staged, Status, findings};

/// What a run came to.
pub(super) struct Finished<'p> {
    pub outcomes: Vec<Outcome<'p, Staged>>,
    pub report: Result<Report, FileError>,
    /// The package, where one was asked for.
    pub package: Option<Result<(PathBuf, Vec<Diagnostic>), FileError>>,
}

/// Reports findings and the closing line; tells how the run ends. `before` is what was found when
/// the folder was opened.
pub(super) fn tell(
    batch: &Batch<'_>,
    finished: Finished<'_>,
    before: Vec<Diagnostic>,
    folder: &Path,
    started: Instant,
) -> ExitStatus {
    let Finished { mut outcomes, report, package } = finished;
    let mut all = before;
    all.extend(batch.findings(&mut outcomes));
    let report = match report {
        Ok(report) => report,
        Err(error) => {
            all.push(findings::cannot_write(&error));
            print_findings(all);
            return ExitStatus::Failed;
        }
    };
    all.extend(report.findings());
    // While some of the content could not be read, nobody knows which files are left over.
    if batch.open.is_whole() {
        all.extend(report.leftovers.findings());
    }
    let closing = closing(&report);
    let kept = kept(&report);
    let stand_in = !batch.open.inputs.fonts.are_own() && made_for_issue(&report, &outcomes);
    all.extend(report.failed);
    let mut status = ExitStatus::Clean;
    let package = package.and_then(|package| match package {
        Ok((path, left_out)) => {
            all.extend(left_out);
            Some(path)
        }
        Err(error) => {
            all.push(findings::cannot_write(&error));
            status = ExitStatus::Failed;
            None
        }
    });
    all.retain(|finding| finding.severity > Severity::Info);
    diagnostic::sort(&mut all);
    let count = |severity| all.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if !all.is_empty() {
        print_findings(all);
    }
    let seconds = format!("{:.2}", started.elapsed().as_secs_f64()).replace('.', ",");
    say(&format!(
        "{closing}; {errors} lỗi; {warnings} cảnh báo; {seconds} giây. Thư mục: {}",
        folder.display()
    ));
    if let Some(kept) = kept {
        say(&kept);
    }
    if stand_in {
        say(
            "PDF của văn bản đã ban hành dùng phông Liberation Serif, cùng số đo với Times New Roman; muốn nhúng \
             Times New Roman của cơ quan: --font <thư mục phông>",
        );
    }
    if let Some(package) = package {
        say(&format!("Gói bàn giao: {}", package.display()));
    }
    status.worst(if errors > 0 { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// Whether a PDF of an issued document was written: it is the one that is signed, and the decree
/// names its typeface (Phụ lục I, Phần I, Mục I.4).
fn made_for_issue(report: &Report, outcomes: &[Outcome<'_, Staged>]) -> bool {
    let issued = outcomes.iter().filter(|outcome| {
        outcome.about.as_ref().is_some_and(|about| about.state == crate::document::State::Issued)
    });
    let stems: Vec<&str> = issued.map(|outcome| outcome.job.stem()).collect();
    let mut pdf = report.made.iter().filter(|made| made.target.ends_with(".pdf"));
    pdf.any(|made| stems.contains(&document_stem(&made.target).as_str()))
}

/// The files that stay because a person edited or signed them, by name.
fn kept(report: &Report) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let beside = report.made.iter().filter_map(|made| made.beside.as_ref());
    let of_kept = report.kept.iter().map(|kept| (&kept.name, &kept.signed));
    for (name, signed) in beside.map(|(name, signed)| (name, signed)).chain(of_kept) {
        let signed = if *signed { " (đã ký số)" } else { "" };
        names.push(format!("{name}{signed}"));
    }
    (!names.is_empty()).then(|| format!("Giữ nguyên vì đã có người sửa hoặc ký: {}", names.join(", ")))
}

fn closing(report: &Report) -> String {
    let count = |reason| report.made.iter().filter(|made| made.reason == reason).count();
    let mut parts = vec![format!("Đã tạo {} tệp", report.made.len())];
    let issued = |status| matches!(status, Some(Status::Issued | Status::Signed));
    let published =
        report.made.iter().filter(|made| made.reason == Reason::Outdated && issued(made.before)).count();
    if published > 0 {
        parts.push(format!("trong đó thay {published} tệp của văn bản đã ban hành"));
    }
    let dated = report.made.iter().filter(|made| made.reason != Reason::Forced && made.old.is_some()).count();
    if dated > 0 {
        parts.push(format!("cất {dated} bản cũ"));
    }
    parts.push(format!("không đổi {} tệp", report.unchanged));
    let beside = count(Reason::Beside);
    if beside > 0 {
        parts.push(format!("ghi {beside} bản mới cạnh bản đã sửa"));
    }
    if !report.kept.is_empty() {
        parts.push(format!("giữ nguyên {} tệp đã sửa", report.kept.len()));
    }
    let forced = count(Reason::Forced);
    if forced > 0 {
        parts.push(format!("thay {forced} tệp đã sửa và cất bản cũ"));
    }
    parts.join(", ")
}
