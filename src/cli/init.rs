//! `kehoach init`: the content folder of a province or city to start from.

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{ExitStatus, USUAL_CONTENT, print, report};
use crate::app::{NotBegun, Paths, begin};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Agency;
use crate::model::agency::{AgencyKind, Registry};
use crate::output::findings;
use crate::start::Draft;
use crate::start::province::{self, Division, FIRST_YEARS, NotFound, Unverified};

#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Tên tỉnh, thành phố; có dấu hay không dấu đều được, ví dụ: "Cao Bằng", "tp hue"
    #[arg(value_name = "TÊN_TỈNH")]
    name: String,
    /// Thư mục sẽ tạo, chưa có hoặc còn trống (mặc định: content)
    #[arg(value_name = "THƯ_MỤC")]
    dir: Option<PathBuf>,
    /// Năm của kế hoạch đầu tiên; mặc định là năm nay
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
}

pub(super) fn run(args: &InitArgs, paths: &Paths) -> ExitStatus {
    match made(args, paths) {
        Ok(text) => print(&text),
        Err((findings, status)) => {
            report(findings);
            status
        }
    }
}

type Refusal = (Vec<Diagnostic>, ExitStatus);

/// Writes the folder; what is to be said of it.
fn made(args: &InitArgs, paths: &Paths) -> Result<String, Refusal> {
    let failed = |finding| (vec![finding], ExitStatus::Failed);
    let division = province::find(&args.name)
        .map_err(|why| failed(without_quotes(args).unwrap_or_else(|| not_found(&args.name, &why))))?;
    let year = year(args.year).map_err(failed)?;
    let dir = folder(args, paths).map_err(failed)?;
    let begun = begin(dir, division, year, paths.templates.as_deref()).map_err(|why| match why {
        NotBegun::Findings(findings) => (findings, ExitStatus::Failed),
        NotBegun::NotWritten(error) => not_written(dir, &error),
    })?;
    Ok(told(dir, division, year, &begun.files, &begun.province.registry))
}

/// A name of two words that was typed without quotes came as a name and a folder.
fn without_quotes(args: &InitArgs) -> Option<Diagnostic> {
    let name = format!("{} {}", args.name, args.dir.as_deref()?.to_str()?);
    let division = province::find(&name).ok()?;
    let message = format!("không có tỉnh, thành phố “{}”", args.name);
    let hint = format!("tên có dấu cách thì đặt trong dấu ngoặc kép: kehoach khoi-tao \"{}\"", division.name);
    Some(Diagnostic::error(codes::BAD_VALUE, message).hint(hint))
}

fn not_written(dir: &Path, error: &crate::output::FileError) -> Refusal {
    if error.source.kind() != ErrorKind::AlreadyExists {
        return (vec![findings::cannot_write(error)], ExitStatus::Failed);
    }
    let message = format!("đã có {}; mọi thứ trong đó được giữ nguyên", dir.display());
    let hint = "ghi tên một thư mục chưa có sau tên tỉnh, ví dụ: kehoach khoi-tao \"Cao Bằng\" cao-bang";
    (vec![Diagnostic::error(codes::CANNOT_WRITE, message).hint(hint)], ExitStatus::Findings)
}

/// The folder named after the province, or that of `--content`; not two different ones.
fn folder<'a>(args: &'a InitArgs, paths: &'a Paths) -> Result<&'a Path, Diagnostic> {
    let dir = args.dir.as_deref().unwrap_or(&paths.content);
    let refused = |message: String, hint: &str| Err(Diagnostic::error(codes::BAD_VALUE, message).hint(hint));
    if dir != paths.content && paths.content != Path::new(USUAL_CONTENT) {
        let message = format!("có hai thư mục: {} và --content {}", dir.display(), paths.content.display());
        return refused(message, "chỉ ghi một thư mục");
    }
    // "." and ".." stand for a folder that is there already.
    if dir.file_name().is_none() {
        let message = format!("“{}” không phải tên của một thư mục mới", dir.display());
        return refused(message, "ghi tên thư mục sẽ tạo, ví dụ: content");
    }
    Ok(dir)
}

fn year(given: Option<i16>) -> Result<i16, Diagnostic> {
    let year = given.unwrap_or_else(|| jiff::Zoned::now().year());
    if FIRST_YEARS.contains(&year) {
        return Ok(year);
    }
    let message = format!("năm {year}: {}", province::no_first_year());
    let hint = "các xã, phường trong danh mục có từ 01/7/2025; ghi năm khác bằng --year";
    Err(Diagnostic::error(codes::BAD_VALUE, message).hint(hint))
}

/// Nothing is guessed: what was perhaps meant is asked.
fn not_found(typed: &str, why: &NotFound) -> Diagnostic {
    let finding = |what: &str| Diagnostic::error(codes::BAD_VALUE, format!("{what} “{typed}”"));
    let unknown = finding("không có tỉnh, thành phố");
    match why {
        NotFound::Near(division) => unknown.hint(format!("có phải “{}”?", division.full_name())),
        NotFound::Ambiguous(several) => {
            finding("nhiều tỉnh, thành phố giống").hint(format!("ghi rõ một trong: {}", names(several.iter().copied())))
        }
        NotFound::OtherKind(division) => unknown.hint(format!(
            "có phải “{}”? Danh mục từ 01/7/2025 ghi như vậy; sau đó có đổi thì tạo theo tên này rồi sửa tinh.yaml và co-quan",
            division.full_name()
        )),
        NotFound::Merged { old, into } => {
            let now = into.full_name();
            unknown.hint(format!("từ 01/7/2025 {old} thuộc {now}: ghi “{}”", into.name))
        }
        NotFound::Unknown => {
            unknown.hint(format!("ghi một trong 34 tên: {}", names(province::divisions())))
        }
    }
}

fn names<'d>(divisions: impl IntoIterator<Item = &'d Division>) -> String {
    divisions.into_iter().map(|division| division.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// What was made, what is to be confirmed in it, and what comes next.
fn told(dir: &Path, division: &Division, year: i16, files: &[Draft], registry: &Registry) -> String {
    let agencies = registry.agencies();
    let communes = agencies.iter().filter(|agency| agency.kind == AgencyKind::Commune).count();
    let mut text = format!(
        "Đã tạo {} cho {}: {} cơ quan cấp tỉnh, ngành dọc, UBND của {communes} đơn vị cấp xã và dự thảo kế hoạch năm {year}.\n",
        dir.display(),
        division.full_name(),
        agencies.len() - communes,
    );
    let _ = writeln!(
        text,
        "\nCần đối chiếu, ghi ở “chua_xac_minh” của từng cơ quan trong {}:",
        dir.join("co-quan").display()
    );
    for fields in province::unverified(registry) {
        let _ = writeln!(text, "  {}", counted(&fields));
    }
    let count: usize = files.iter().map(|file| file.decisions.len()).sum();
    let _ = writeln!(text, "\n{count:02} chỗ cần quyết định:");
    for file in files {
        for decision in &file.decisions {
            let _ = writeln!(text, "{}:{}: {}", dir.join(&file.path).display(), decision.line, decision.what);
        }
    }
    let content = match dir == Path::new(USUAL_CONTENT) {
        true => String::new(),
        false => format!(" --content \"{}\"", dir.display()),
    };
    let _ = writeln!(text, "\nSửa các tệp rồi kiểm tra: kehoach kiem-tra{content}");
    let _ = writeln!(text, "Tạo văn bản: kehoach tao{content}");
    text
}

/// "dia_danh (địa danh): 05 cơ quan: …"; a few agencies are named.
fn counted(unverified: &Unverified<'_>) -> String {
    const FEW: usize = 5;
    let (field, agencies) = (unverified.field, &unverified.agencies);
    let mut line = format!("{} ({}): {:02} cơ quan", field.key(), field.label(), agencies.len());
    if agencies.len() <= FEW {
        let names: Vec<&str> = agencies.iter().map(|agency: &&Agency| agency.name.as_str()).collect();
        let _ = write!(line, ": {}", names.join("; "));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_without_quotes_is_told_how_to_type_it() {
        let typed =
            |name: &str, dir: &str| InitArgs { name: name.to_owned(), dir: Some(dir.into()), year: None };
        let told = without_quotes(&typed("Hà", "Nội")).and_then(|finding| finding.hint);
        assert!(told.is_some_and(|hint| hint.ends_with("khoi-tao \"Hà Nội\"")));
        assert!(without_quotes(&typed("Caobang", "cao-bang")).is_none(), "a slip of its own");
    }
}
