//! `kehoach import`: a plan in Word, LibreOffice, text or PDF into the content.

mod view;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::{ExitStatus, load, named_files, print, report};
use crate::app::Paths;
use crate::app::import::{self, Asked, Imported, Input, NotImported, Printed, Recognised};
use crate::diagnostic::{Diagnostic, Severity, codes, has_errors};
use crate::import::notes::Place;
use crate::text::beginning;

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// Kế hoạch (.docx, .doc, .odt, .txt, .pdf); phụ lục, bảng nhiệm vụ (.xlsx) ở tệp riêng thì ghi thêm sau đó
    #[arg(value_name = "TỆP", required = true)]
    files: Vec<PathBuf>,
    /// Số của kế hoạch, khi tệp không ghi
    #[arg(long, alias = "so", value_name = "SỐ")]
    number: Option<String>,
    /// Ngày ban hành (02/7/2025), hoặc tháng (7/2025), hoặc năm, khi tệp không ghi
    #[arg(long, alias = "ngay", value_name = "NGÀY")]
    date: Option<String>,
    /// Kế hoạch do cơ quan này lập để triển khai kế hoạch đã có trong nội dung (mặc định: chương trình tự nhận ra)
    #[arg(long, alias = "co-quan", value_name = "MÃ", conflicts_with = "plan")]
    agency: Option<String>,
    /// Luôn nhập như một kế hoạch, không như phần riêng của một cơ quan
    #[arg(long, alias = "ke-hoach")]
    plan: bool,
    /// Chỉ cho biết đọc được gì, không ghi tệp nào
    #[arg(long)]
    dry_run: bool,
    /// In kết quả dạng JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &ImportArgs, paths: &Paths) -> ExitStatus {
    let told = match import::told(args.number.clone(), args.date.as_deref()) {
        Ok(told) => told,
        Err(finding) => return refuse(vec![finding]),
    };
    if !paths.content.is_dir() {
        let message = format!("chưa có thư mục nội dung {}", paths.content.display());
        let finding = Diagnostic::error(codes::NOTHING_TO_IMPORT_INTO, message)
            .hint("tạo bộ nội dung của tỉnh, thành phố trước: kehoach khoi-tao <TÊN_TỈNH>");
        return refuse(vec![finding]);
    }
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let Some(province) = &inputs.loaded.province else {
        let mut findings = inputs.loaded.findings.clone();
        findings.push(
            Diagnostic::error(codes::NOTHING_TO_IMPORT_INTO, "chưa đọc được sổ đăng ký của nội dung")
                .hint("sửa các lỗi nêu trên, hoặc tạo bộ nội dung mới: kehoach khoi-tao <TÊN_TỈNH>"),
        );
        return refuse(findings);
    };
    let mut sources: Vec<Input> = Vec::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    let files = match named_files::meant(&args.files) {
        Ok(files) => files,
        Err(finding) => return refuse(vec![finding]),
    };
    // Every file that cannot be read is told at once.
    let mut unreadable: Vec<Diagnostic> = Vec::new();
    for path in &files {
        match super::read::read(path) {
            Ok(source) => {
                findings.extend(source.findings(path));
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                sources.push(Input::new(name, source));
            }
            Err(finding) => unreadable.push(finding),
        }
    }
    if !unreadable.is_empty() {
        return refuse(unreadable);
    }
    let this_year = jiff::Zoned::now().year();
    let asked = Asked { told: &told, agency: args.agency.as_deref(), as_plan: args.plan, this_year };
    let imported = match import::recognise(asked, &sources, inputs, province, &paths.content) {
        Ok(imported) => imported,
        // Of a state secret no word is shown.
        Err(NotImported::Refused(finding)) if finding.code == codes::SECRECY => return refuse(vec![finding]),
        Err(NotImported::Refused(finding)) => {
            findings.push(finding);
            return refuse(findings);
        }
        Err(NotImported::IsThere(finding)) => {
            report(vec![finding]);
            return ExitStatus::Findings;
        }
    };
    let (written, refused) = match args.dry_run {
        true => (Written::Not, None),
        false => match import::write(&imported) {
            Ok(()) => (Written::Yes, None),
            Err(why) => (Written::Refused, Some(why)),
        },
    };
    findings.extend(import::findings(&imported, &sources, &files));
    let status = match (&refused, has_errors(&findings)) {
        (Some(_), _) => ExitStatus::Failed,
        (None, true) => ExitStatus::Findings,
        (None, false) => ExitStatus::Clean,
    };
    let printed = if args.json {
        let view = view::View::of(&imported, &sources, written, refused.as_ref());
        // Strings and numbers only: serialising them cannot fail.
        print(&format!("{}\n", serde_json::to_string_pretty(&view).unwrap_or_default()))
    } else {
        print(&summary(&imported, &sources, written))
    };
    // Scripts read the one, people the other: what was found on the way to the source is in no field of the JSON.
    findings.extend(refused);
    report(findings);
    printed.worst(status)
}

fn refuse(findings: Vec<Diagnostic>) -> ExitStatus {
    report(findings);
    ExitStatus::Failed
}

/// Whether the files of an import are on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Yes,
    /// They were to be, and the disk or what stands there did not let it be.
    Refused,
    /// Nobody asked for it.
    Not,
}

/// What was made, and what was recognised.
pub(super) fn summary(imported: &Imported, inputs: &[Input], written: Written) -> String {
    let mut text = String::new();
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let verb = match written {
        Written::Not => "Sẽ tạo",
        Written::Refused => "Chưa tạo",
        Written::Yes => "Đã tạo",
    };
    for (_, draft) in &imported.files {
        let _ = writeln!(text, "{verb} {} từ {}.", draft.path.display(), names.join(", "));
    }
    text.push_str(&recognised(&imported.what));
    let doubts = imported.notes.iter().filter(|note| note.what.severity() == Severity::Warning).count();
    let marked: usize = imported.files.iter().map(|(_, draft)| draft.decisions.len()).sum();
    let _ = writeln!(
        text,
        "Cần xem lại: {doubts:02} chỗ, nêu từng chỗ bên dưới; trong tệp có {marked:02} dòng CẦN QUYẾT ĐỊNH."
    );
    let mut reasons: std::collections::BTreeMap<_, usize> = std::collections::BTreeMap::new();
    for one in &imported.left_out {
        *reasons.entry(one.why).or_default() += 1;
    }
    if !reasons.is_empty() {
        let said: Vec<String> =
            reasons.iter().map(|(why, count)| format!("{} ({count:02} chỗ)", why.message())).collect();
        let _ = writeln!(text, "Không ghi vào tệp: {}.", said.join("; "));
    }
    let proof = match imported.lost.len() {
        0 => "Đối chiếu: mọi chữ khác của nguồn đều có trong tệp.".to_owned(),
        lost => format!("Đối chiếu: {lost:02} đoạn của nguồn có chữ không nằm trong tệp nào."),
    };
    let _ = writeln!(text, "{proof}");
    text.push_str(&differences(imported, inputs));
    text
}

/// What was recognised, counted.
fn recognised(what: &Recognised) -> String {
    match what {
        Recognised::Plan { counts, .. } => format!(
            "\nNhận ra: {:02} mục, {:02} chỉ số và chỉ tiêu, {:02} nhiệm vụ, {:02} trách nhiệm tổ chức thực hiện, {:02} phụ lục;\n         \
         {:02} lượt chủ trì, {:02} lượt phối hợp, {:02} thời hạn, {:02} sản phẩm.\n",
            counts.sections,
            counts.indicators,
            counts.tasks,
            counts.duties,
            counts.annexes,
            counts.leads,
            counts.supporting,
            counts.deadlines,
            counts.outputs
        ),
        Recognised::Part(part) => format!(
            "\nPhần riêng của {} năm {}, triển khai {} ({}).\n\
             Nhận ra: {:02} mục, {:02} đề mục nhiệm vụ, {:02} nội dung, {:02} đơn vị, {:02} lãnh đạo; trả lời {:02} trong {:02} nhiệm vụ được giao.\n",
            part.agency,
            part.year,
            part.parents.join(", "),
            part.known_by.message(),
            part.count.sections,
            part.count.blocks,
            part.count.entries,
            part.count.units,
            part.count.leaders,
            part.count.answered,
            part.count.asked
        ),
    }
}

/// Where the printed plan says something else than the source.
fn differences(imported: &Imported, inputs: &[Input]) -> String {
    const SHOWN: usize = 12;
    let Printed::Differences(differences) = &imported.printed else { return String::new() };
    let mut text = String::new();
    let _ = writeln!(
        text,
        "In thử: {:02} chỗ khác nguồn (số thứ tự, tên gọi, câu phân công do mẫu in).",
        differences.len()
    );
    for one in differences.iter().take(SHOWN) {
        let _ = writeln!(
            text,
            "  {}: “{}” → “{}”",
            called(inputs, one.place),
            short(&one.source),
            short(&one.printed)
        );
    }
    if differences.len() > SHOWN {
        let more = differences.len() - SHOWN;
        let _ =
            writeln!(text, "  … và {more} chỗ nữa; xem đủ ở trang “Nhận tệp” của bàn làm việc: kehoach mo");
    }
    text
}

/// An import of one file that is not on the disk, as scripts read it.
pub(super) fn as_json(imported: &Imported, input: &Input) -> serde_json::Value {
    // Strings and numbers only: serialising them cannot fail.
    serde_json::to_value(view::View::of(imported, std::slice::from_ref(input), Written::Not, None))
        .unwrap_or_default()
}

/// A place of the source as a clerk finds it, with the file where there are several.
fn called(inputs: &[Input], place: Place) -> String {
    match inputs.get(place.file) {
        Some(input) if inputs.len() > 1 => {
            format!("{}, {}", input.name, input.source.called(place.paragraph))
        }
        Some(input) => input.source.called(place.paragraph),
        None => format!("đoạn {}", place.paragraph),
    }
}

fn short(text: &str) -> String {
    beginning(text)
}
