//! `kehoach progress`: forms to fill in go out, and what comes back is written down.

use std::path::{Path, PathBuf};

use clap::Args;

use super::follow_up::{DayArgs, IntoArgs, Product, asked, deliver, failed};
use super::{ExitStatus, load, named_files, print, refused, report};
use crate::app::progress::{self, Forms};
use crate::app::{Inputs, OpenYear, Paths, Selection};
use crate::diagnostic::{Diagnostic, codes, has_errors};
use crate::follow::matrix::{Matrix, Wanted};
use crate::follow::names;
use crate::follow::progress::form;
use crate::follow::progress::merge::Prefer;
use crate::model::Agency;
use crate::output::FileError;

#[derive(Debug, Args)]
pub(super) struct ProgressArgs {
    /// Tệp Excel đã điền để ghi lại (hoặc thư mục có các tệp ấy, hoặc *.xlsx); hoặc mã các cơ quan để tạo bảng cho từng cơ quan; bỏ trống là một bảng chung
    #[arg(value_name = "TỆP|THƯ_MỤC|MÃ")]
    items: Vec<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// Mã kế hoạch, ghi được nhiều lần; bỏ trống là mọi kế hoạch của năm
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    plans: Vec<String>,
    /// Tạo cho mỗi cơ quan một bảng
    #[arg(long, alias = "tung-co-quan")]
    each: bool,
    /// Khi tệp khác điều đã ghi: lấy theo tệp
    #[arg(long = "prefer-file", alias = "lay-tep")]
    prefer_file: bool,
    /// Chỉ cho biết điều gì sẽ được ghi, không ghi gì
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    day: DayArgs,
    #[command(flatten)]
    into: IntoArgs,
}

pub(super) fn run(args: &ProgressArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let (items, passed) = match items(&args.items) {
        Ok(items) => items,
        Err(finding) => return failed(finding),
    };
    let (files, ids): (Vec<&String>, Vec<&String>) =
        items.iter().partition(|item| is_workbook(Path::new(item)));
    if let Some(other) = ids.iter().find(|id| is_path(id)) {
        let message = format!("“{other}” không phải tệp Excel hay LibreOffice Calc");
        let hint = "bảng tiến độ là tệp .xlsx, .xlsm, .xls, .xlsb hoặc .ods, hoặc thư mục có các tệp ấy";
        return failed(Diagnostic::error(codes::CANNOT_RUN, message).hint(hint));
    }
    if let Some(option) = idle(args, !files.is_empty()) {
        return failed(option);
    }
    let (forms, year) = match (files.as_slice(), ids.as_slice()) {
        ([], _) => (None, args.year),
        (files, []) => {
            let mut forms = forms(files);
            forms.findings.extend(passed);
            if forms.is_empty() && has_errors(&forms.findings) {
                // Nothing was read: no summary of lines.
                report(forms.findings);
                return ExitStatus::Findings;
            }
            let year = match (args.year, &inputs.loaded.province) {
                (None, Some(province)) => match forms.year(province) {
                    Ok(year) => year,
                    Err(finding) => return failed(finding),
                },
                (year, _) => year,
            };
            (Some(forms), year)
        }
        (_, ids) => {
            let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
            let message =
                format!("“{}” không phải tệp Excel; mỗi lần chỉ tạo bảng hoặc chỉ ghi lại", ids.join(", "));
            return failed(Diagnostic::error(codes::CANNOT_RUN, message));
        }
    };
    let open = match OpenYear::of(inputs, year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    match forms {
        None => send(args, &open, inputs),
        Some(forms) => take_back(args, forms, &open, paths),
    }
}

/// An option that has no part in what is done: whoever typed it expects otherwise, above all that nothing is written.
fn idle(args: &ProgressArgs, takes_back: bool) -> Option<Diagnostic> {
    let (given, what, instead) = if takes_back {
        let given = [
            (args.each, "--each"),
            (!args.plans.is_empty(), "--plan"),
            (args.into.is_given(), "--out, --force"),
        ];
        (given.to_vec(), "ghi lại bảng đã điền", "tạo bảng")
    } else {
        let given = [(args.dry_run, "--dry-run"), (args.prefer_file, "--prefer-file")];
        (given.to_vec(), "tạo bảng", "ghi lại bảng đã điền (nêu tệp hoặc thư mục)")
    };
    let (_, option) = given.into_iter().find(|(is_given, _)| *is_given)?;
    let message = format!("“{option}” không dùng khi {what}; chưa ghi gì");
    Some(
        Diagnostic::error(codes::CANNOT_RUN, message)
            .hint(format!("bỏ tùy chọn ấy; nó chỉ dùng khi {instead}")),
    )
}

/// Files and ids as they are meant; a folder is the workbooks in it, and what else lies there is told.
fn items(typed: &[String]) -> Result<(Vec<String>, Option<Diagnostic>), Diagnostic> {
    let typed: Vec<PathBuf> = typed.iter().map(PathBuf::from).collect();
    let meant = named_files::meant(&typed)?;
    let found = named_files::with_folders(&meant, is_workbook);
    let passed = found.passed("bảng tiến độ ở tệp khác thì lưu thành .xlsx rồi chạy lại");
    let named_files::Found { files, faults, .. } = found;
    if let Some(fault) = faults.into_iter().next() {
        return Err(fault);
    }
    let is_empty = |path: &&PathBuf| path.is_dir() && !files.iter().any(|file| file.starts_with(path));
    if let Some(folder) = meant.iter().find(is_empty) {
        let message = format!("thư mục “{}” không có bảng tính nào", folder.display());
        return Err(Diagnostic::error(codes::CANNOT_RUN, message)
            .hint("bảng tiến độ là tệp .xlsx, .xlsm, .xls, .xlsb hoặc .ods"));
    }
    Ok((files.iter().map(|file| file.to_string_lossy().into_owned()).collect(), passed))
}

/// What no id of an agency looks like.
fn is_path(item: &str) -> bool {
    item.contains(['.', '/', '\\']) || Path::new(item).exists()
}

/// The forms in these files; one that cannot be opened is told.
fn forms(files: &[&String]) -> Forms {
    let mut findings = Vec::new();
    let mut read = Vec::new();
    for file in files {
        let path = PathBuf::from(file);
        match std::fs::read(&path) {
            Ok(bytes) => read.push((path, bytes)),
            Err(error) => {
                let error = FileError::reading(&path, error);
                findings.push(Diagnostic::error(codes::CANNOT_RUN, error.to_string()));
            }
        }
    }
    let mut forms = Forms::read(read);
    forms.findings.extend(findings);
    forms
}

fn is_workbook(item: &Path) -> bool {
    let extension = item.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&extension.to_lowercase().as_str())
    })
}

/// Writes the forms: one for all, or one for each agency.
fn send(args: &ProgressArgs, open: &OpenYear<'_>, inputs: &Inputs) -> ExitStatus {
    let day = match args.day.day() {
        Ok(day) => day,
        Err(finding) => return failed(finding),
    };
    let selection = Selection { ids: args.items.clone(), plans: args.plans.clone() };
    let mut findings = match asked(open, &selection) {
        Ok(findings) => findings,
        Err(status) => return status,
    };
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let matrix = Matrix::of(&open.year, wanted, day);
    let mut forms: Vec<Option<&Agency>> = Vec::new();
    if args.each || !selection.ids.is_empty() {
        for row in &matrix.rows {
            if !forms.iter().flatten().any(|agency| agency.id == row.agency.id) {
                forms.push(Some(row.agency));
            }
        }
    } else {
        forms.push(None);
    }
    let mut status = ExitStatus::Clean;
    for agency in forms {
        let book = form::workbook(&matrix, open.year.province, agency, day);
        let product = match Product::xlsx(&book) {
            Ok(product) => product,
            Err(finding) => return failed(finding),
        };
        let agency = agency.map(|agency| agency.id.to_string());
        let of = Wanted { plans: &selection.plans, agencies: agency.as_slice() };
        let stem = names::progress(open.year.year, of);
        status =
            status.worst(deliver(&stem, vec![product], &args.into, inputs, std::mem::take(&mut findings)));
    }
    status
}

/// Reads filled forms and writes down what is new.
fn take_back(args: &ProgressArgs, forms: Forms, open: &OpenYear<'_>, paths: &Paths) -> ExitStatus {
    let prefer = if args.prefer_file { Prefer::File } else { Prefer::Neither };
    let taken = progress::take_back(open, forms, prefer, &paths.content);
    let mut findings = taken.findings;
    let mut text = format!(
        "Đã đọc {:02} dòng: {:02} nhiệm vụ có tiến độ mới, {:02} như đã ghi, {:02} chưa điền",
        taken.lines, taken.news, taken.unchanged, taken.silent
    );
    if taken.refused > 0 {
        text.push_str(&format!(", {:02} chưa ghi vì có lỗi", taken.refused));
    }
    text.push_str(".\n");
    if taken.absent > 0 {
        text.push_str(&format!(
            "Tệp không có dòng của {:02} nhiệm vụ khác của các cơ quan ấy: giữ như đã ghi.\n",
            taken.absent
        ));
    }
    let mut failed = ExitStatus::Clean;
    for file in &taken.files {
        let verb = if args.dry_run { "Sẽ ghi" } else { "Đã ghi" };
        if !args.dry_run
            && let Err(finding) = progress::write(file)
        {
            findings.push(finding);
            failed = ExitStatus::Failed;
            continue;
        }
        text.push_str(&format!("{verb} {} ({:02} nhiệm vụ)\n", file.path.display(), file.count));
    }
    let status = if has_errors(&findings) { ExitStatus::Findings } else { ExitStatus::Clean };
    if !findings.is_empty() {
        report(findings);
    }
    status.worst(failed).worst(print(&text))
}
