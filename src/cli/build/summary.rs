//! The end of a run: findings, the closing line, the exit status.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::ExitStatus;
use crate::app::batch::{Batch, Outcome};
use crate::app::package::Fate;
use crate::app::produce::Finished;
use crate::cli::{report_counted, say};
use crate::diagnostic::{self, Diagnostic, Severity, Topic, terminal};
use crate::output::names::document_stem;
use crate::output::{Reason, Report, Staged, Status, findings};

/// Reports findings and the closing line; tells how the run ends. `folder` is that of the year.
pub(super) fn tell(
    batch: &Batch<'_>,
    finished: Vec<Finished<'_>>,
    folder: &Path,
    started: Instant,
) -> ExitStatus {
    let mut all: Vec<Diagnostic> = Vec::new();
    let mut outcomes = Vec::new();
    let mut reports = Vec::new();
    let mut packages = Vec::new();
    let mut status = ExitStatus::Clean;
    for one in finished {
        all.extend(one.before);
        outcomes.extend(one.outcomes);
        match one.report {
            Some(Ok(report)) => reports.push(report),
            Some(Err(error)) => {
                all.push(findings::cannot_write(&error));
                status = ExitStatus::Failed;
            }
            None => status = ExitStatus::Failed,
        }
        match one.package {
            Some(Ok(mut package)) => {
                all.append(&mut package.told);
                packages.push(package);
            }
            Some(Err(error)) => {
                all.push(findings::cannot_write(&error));
                status = ExitStatus::Failed;
            }
            None => {}
        }
    }
    all.extend(batch.findings(&mut outcomes));
    for report in &mut reports {
        all.extend(report.findings());
        // While some of the content could not be read, nobody knows which files are left over.
        if batch.open.is_whole() {
            all.extend(report.leftovers.findings());
        }
        all.append(&mut report.failed);
    }
    let closing = closing(&reports);
    let kept = kept(&reports);
    let stand_in = !batch.open.inputs.fonts.are_own() && made_for_issue(&reports, &outcomes);
    all.retain(|finding| finding.severity != Severity::Info);
    diagnostic::sort(&mut all);
    let count = |severity| all.iter().filter(|finding| finding.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let accepted = match count(Severity::Accepted) {
        0 => String::new(),
        count => format!("; {}", terminal::accepted(count)),
    };
    if all.iter().any(|finding| finding.severity > Severity::Accepted) {
        let counts = terminal::summary(&all);
        report_counted(few_alike(all), counts);
    }
    let seconds = format!("{:.2}", started.elapsed().as_secs_f64()).replace('.', ",");
    say(&format!(
        "{closing}; {errors} lỗi; {warnings} cảnh báo{accepted}; {seconds} giây. Thư mục: {}",
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
    for package in packages {
        let path = package.path.display();
        say(&match package.fate {
            Fate::New | Fate::Replaced => format!("Gói bàn giao: {path}"),
            Fate::Outdated => format!(
                "Gói bàn giao {path} là của lần trước, không có các tệp vừa ghi; làm lại gói: thêm --zip"
            ),
        });
    }
    status.worst(if errors > 0 { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// Files of one run that could not be written for one reason, or were held back with those: on a full disk that is
/// every file, and what else was found would be lost among them. The closing line counts all.
fn few_alike(all: Vec<Diagnostic>) -> Vec<Diagnostic> {
    /// More than this are counted.
    const SHOWN: usize = 3;
    let mut counts: BTreeMap<(&'static str, Option<String>), usize> = BTreeMap::new();
    let mut few: Vec<Diagnostic> = Vec::new();
    for finding in all {
        if finding.topic == Topic::NotWritten {
            let count = counts.entry((finding.code, finding.hint.clone())).or_default();
            *count += 1;
            if *count > SHOWN {
                continue;
            }
        }
        few.push(finding);
    }
    for ((code, hint), count) in counts.into_iter().filter(|(_, count)| *count > SHOWN) {
        let Some(last) = few.iter_mut().rfind(|finding| finding.code == code && finding.hint == hint) else {
            continue;
        };
        last.message.push_str(&format!("; còn {} tệp, văn bản khác cũng vậy", count - SHOWN));
    }
    few
}

/// Whether a PDF of an issued document was written: it is the one that is signed, and the decree
/// names its typeface (Phụ lục I, Phần I, Mục I.4).
fn made_for_issue(reports: &[Report], outcomes: &[Outcome<'_, Staged>]) -> bool {
    let issued = outcomes.iter().filter(|outcome| {
        outcome.about.as_ref().is_some_and(|about| about.state == crate::official::State::Issued)
    });
    let stems: Vec<&str> = issued.map(|outcome| outcome.job.stem()).collect();
    let mut pdf = reports.iter().flat_map(|report| &report.made).filter(|made| made.target.ends_with(".pdf"));
    pdf.any(|made| stems.contains(&document_stem(&made.target).as_str()))
}

/// The files that stay because a person edited or signed them, by name.
fn kept(reports: &[Report]) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    let beside = reports.iter().flat_map(|report| &report.made).filter_map(|made| made.beside.as_ref());
    let of_kept = reports.iter().flat_map(|report| &report.kept).map(|kept| (&kept.name, kept.signing()));
    for (name, signing) in beside.map(|(name, signing)| (name, signing)).chain(of_kept) {
        names.push(match signing.may_be_signed() {
            true => format!("{name} ({})", signing.label()),
            false => name.clone(),
        });
    }
    (!names.is_empty()).then(|| format!("Giữ nguyên vì đã có người sửa hoặc ký: {}", names.join(", ")))
}

fn closing(reports: &[Report]) -> String {
    let made = || reports.iter().flat_map(|report| &report.made);
    let count = |reason| made().filter(|made| made.reason == reason).count();
    let mut parts = vec![format!("Đã tạo {} tệp", made().count())];
    let issued = |status: Option<Status>| status.is_some_and(Status::is_published);
    let published = made().filter(|made| made.reason == Reason::Outdated && issued(made.before)).count();
    if published > 0 {
        parts.push(format!("trong đó thay {published} tệp của văn bản đã ban hành"));
    }
    let dated = made().filter(|made| made.reason != Reason::Forced && made.old.is_some()).count();
    if dated > 0 {
        parts.push(format!("cất {dated} bản cũ"));
    }
    parts.push(format!("không đổi {} tệp", reports.iter().map(|report| report.unchanged).sum::<usize>()));
    let beside = count(Reason::Beside);
    if beside > 0 {
        parts.push(format!("ghi {beside} bản mới cạnh bản đã sửa"));
    }
    let kept: usize = reports.iter().map(|report| report.kept.len()).sum();
    if kept > 0 {
        parts.push(format!("giữ nguyên {kept} tệp đã sửa"));
    }
    let forced = count(Reason::Forced);
    if forced > 0 {
        parts.push(format!("thay {forced} tệp đã sửa và cất bản cũ"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::codes;

    #[test]
    fn a_full_disk_is_told_of_in_a_few_lines_and_everything_else_beside_it() {
        let full = |name: &str| {
            let finding = Diagnostic::error(codes::CANNOT_WRITE, format!("không ghi được {name}"));
            finding.about(Topic::NotWritten).hint("xóa bớt")
        };
        let mut all: Vec<Diagnostic> = (0..90).map(|number| full(&number.to_string())).collect();
        all.push(
            Diagnostic::error(codes::CANNOT_WRITE, "không ghi được x")
                .about(Topic::NotWritten)
                .hint("đóng tệp"),
        );
        all.push(Diagnostic::warning(codes::EDITED_BY_HAND, "y đã được sửa"));
        let told: Vec<String> = few_alike(all).into_iter().map(|finding| finding.message).collect();
        let last = "không ghi được 2; còn 87 tệp, văn bản khác cũng vậy";
        assert_eq!(told, ["không ghi được 0", "không ghi được 1", last, "không ghi được x", "y đã được sửa"]);
    }
}
