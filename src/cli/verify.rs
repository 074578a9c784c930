//! `kehoach verify`: who signed a PDF, and whether it is still what was signed.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::out::OutArgs;
use super::{ExitStatus, named_files, print, report};
use crate::app::{self, Paths};
use crate::diagnostic::{Diagnostic, codes};
use crate::output::{FileError, Returned, Verifier, findings, returned, returned_file};
use crate::signature::Signing;

#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    /// Tệp PDF, hoặc thư mục có các tệp PDF; bỏ trống là thư mục kết quả
    #[arg(value_name = "TỆP")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    out: OutArgs,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

/// One file in `verify --json`.
#[derive(Debug, Serialize)]
struct Verified {
    file: String,
    signature: Signing,
    /// The same in words.
    told: String,
}

pub(super) fn run(args: &VerifyArgs, paths: &Paths) -> ExitStatus {
    let (verifier, mut told) = app::verifier(paths);
    let asked = if args.files.is_empty() { vec![args.out.out.clone()] } else { args.files.clone() };
    let asked = match named_files::meant(&asked) {
        Ok(asked) => asked,
        Err(finding) => {
            told.push(finding);
            report(told);
            return ExitStatus::Failed;
        }
    };
    let named_files::Found { files, faults, .. } = named_files::with_folders(&asked, is_pdf);
    let mut failed = !faults.is_empty();
    if files.is_empty() && !failed && !args.json {
        // Nothing looked at is no good news: somebody named another folder than was meant.
        told.push(no_pdf(&asked));
        report(told);
        return ExitStatus::Failed;
    }
    told.extend(faults);
    let mut verified = Vec::new();
    let mut doubtful = false;
    for path in files {
        match verifier.check(&path, None) {
            Ok(Some(checked)) => {
                let name = path.display().to_string();
                doubtful |= findings::signature(&name, &checked.found).is_some();
                let told = checked.found.told();
                verified.push(Verified { file: name, signature: checked.found, told });
            }
            Ok(None) if !path.exists() => {
                failed = true;
                let message = format!("không tìm thấy “{}”", path.display());
                let finding = Diagnostic::error(codes::CANNOT_RUN, message);
                told.push(match args.files.is_empty() {
                    true => finding.hint(
                        "chưa có văn bản nào được tạo ở đây; tạo bằng: kehoach tao; hoặc ghi tên tệp PDF cần xem sau lệnh",
                    ),
                    false => finding,
                });
            }
            Ok(None) => {
                failed = true;
                let message =
                    format!("“{}” không phải tệp PDF nên không có chữ ký để kiểm tra", path.display());
                told.push(Diagnostic::error(codes::CANNOT_RUN, message));
            }
            Err(error) => {
                failed = true;
                told.push(findings::cannot_read(&FileError::reading(&path, error)));
            }
        }
    }
    let elsewhere = elsewhere(&asked, &verifier);
    doubtful |= !elsewhere.is_empty();
    told.extend(elsewhere);
    if !told.is_empty() {
        report(told);
    }
    if failed && verified.is_empty() && !args.json {
        return ExitStatus::Failed;
    }
    let printed = print(&if args.json { json(&verified) } else { lines(&verified) });
    printed.worst(match (failed, doubtful) {
        (true, _) => ExitStatus::Failed,
        (false, true) => ExitStatus::Findings,
        (false, false) => ExitStatus::Clean,
    })
}

/// None of the folders that were named has a PDF in it.
fn no_pdf(asked: &[PathBuf]) -> Diagnostic {
    let named: Vec<String> = asked.iter().map(|path| format!("“{}”", path.display())).collect();
    Diagnostic::error(codes::CANNOT_RUN, format!("không có tệp PDF nào trong {}", named.join(", ")))
        .hint("ghi thư mục có các bản đã ký, hoặc tên tệp PDF, sau lệnh")
}

/// Signed files among those asked for that stand under another name than their document's.
fn elsewhere(asked: &[PathBuf], verifier: &Verifier) -> Vec<Diagnostic> {
    let mut found: Vec<Returned> = Vec::new();
    for path in asked {
        match path.is_dir() {
            true => found.extend(returned(path, verifier)),
            false => found.extend(returned_file(path, verifier)),
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found.dedup_by(|one, other| one.path == other.path);
    found.iter().map(|found| findings::signed_elsewhere(found, findings::TAKE_HOME)).collect()
}

fn json(verified: &[Verified]) -> String {
    // A list of plain values has nothing that JSON cannot say.
    serde_json::to_string_pretty(verified).unwrap_or_default() + "\n"
}

fn lines(verified: &[Verified]) -> String {
    let mut text = String::new();
    for one in verified {
        let _ = writeln!(text, "{}: {}", one.file, one.signature.label());
        for line in one.signature.details() {
            let _ = writeln!(text, "    {line}");
        }
    }
    let signed = verified.iter().filter(|one| one.signature.may_be_signed()).count();
    let _ = writeln!(text, "Đã xem {:02} tệp PDF, {signed:02} tệp có chữ ký số.", verified.len());
    text
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf"))
}
