//! `kehoach import`: a plan in Word, LibreOffice, text or PDF into the content.

mod view;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use super::{ExitStatus, load, print, report};
use crate::app::import::{self, Imported, Input, Printed, Recognised};
use crate::app::{Inputs, Paths};
use crate::diagnostic::{self, Diagnostic, Place as FilePlace, Severity, codes, has_errors};
use crate::import::agency_plan::{KnownBy, NotKnown};
use crate::import::notes::{Note, Place};
use crate::import::plan::Told;
use crate::model::{AgencyId, Province};
use crate::start::{self, NotWritten};
use crate::text::beginning;
use crate::text::values::IssueDate;

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
    let told = match told(args) {
        Ok(told) => told,
        Err(finding) => return refuse(vec![finding]),
    };
    if !paths.content.is_dir() {
        let message = format!("chưa có thư mục nội dung {}", paths.content.display());
        let finding = Diagnostic::error(codes::NOTHING_TO_IMPORT_INTO, message)
            .hint("tạo bộ nội dung của tỉnh, thành phố trước: kehoach init <TÊN_TỈNH>");
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
                .hint("sửa các lỗi nêu trên, hoặc tạo bộ nội dung mới: kehoach init <TÊN_TỈNH>"),
        );
        return refuse(findings);
    };
    let mut sources: Vec<Input> = Vec::new();
    let mut findings: Vec<Diagnostic> = Vec::new();
    for path in &args.files {
        match super::read::read(path) {
            Ok(source) => {
                findings.extend(source.findings(path));
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                sources.push(Input::new(name, source));
            }
            Err(finding) => return refuse(vec![finding]),
        }
    }
    let imported = match recognised(args, &sources, &inputs, province, &told, &paths.content) {
        Ok(imported) => imported,
        Err(refusal) => return refusal,
    };
    let written = if args.dry_run { Ok(()) } else { write(&imported) };
    findings.extend(self::findings(&imported, &sources, &args.files));
    let failed = has_errors(&findings) || written.is_err();
    let done = matches!(&written, Ok(())) && !args.dry_run;
    let status = if args.json {
        let names: Vec<String> = sources.iter().map(|input| input.name.clone()).collect();
        let json = serde_json::to_string_pretty(&view::View::of(&imported, &names, done)).unwrap_or_default();
        print(&format!("{json}\n"))
    } else {
        let status =
            print(&summary(&imported, &sources, if args.dry_run { Written::Not } else { Written::Yes }));
        if let Err(finding) = written {
            findings.push(finding);
        }
        report(findings);
        status
    };
    status.worst(if failed { ExitStatus::Findings } else { ExitStatus::Clean })
}

/// All that has to be said of an import, at its place in the files.
pub(super) fn findings(imported: &Imported, sources: &[Input], paths: &[PathBuf]) -> Vec<Diagnostic> {
    let lines = Lines::of(sources, paths);
    let mut findings = imported.findings.clone();
    findings.extend(imported.notes.iter().map(|note| lines.note(note)));
    findings.extend(unanswered(imported));
    findings.extend(imported.lost.iter().map(|lost| lines.lost(&lost.words, lost.place)));
    if let Printed::Not(why) = &imported.printed {
        findings.push(Diagnostic::error(
            codes::NOT_PRINTED,
            "chưa in thử được kế hoạch nên chưa đối chiếu được với nguồn",
        ));
        findings.extend(why.iter().cloned());
    }
    findings
}

/// Reads the files as a plan, or as the plan of an agency that answers plans of the content.
fn recognised(
    args: &ImportArgs,
    sources: &[Input],
    inputs: &Inputs,
    province: &Province,
    told: &Told,
    content: &Path,
) -> Result<Imported, ExitStatus> {
    let year = jiff::Zoned::now().year();
    let asked = match &args.agency {
        None => None,
        Some(id) => Some(province.registry.agency(&AgencyId::new(id)).ok_or_else(|| {
            let message = format!("“{id}” không có trong sổ đăng ký");
            refuse(vec![
                Diagnostic::error(codes::UNKNOWN_AGENCY, message).hint("xem mã các cơ quan: kehoach list"),
            ])
        })?),
    };
    if let [only] = sources
        && !args.plan
        && (asked.is_some() || import::is_part(only, province))
    {
        let (loaded, templates) = (&inputs.loaded, &inputs.templates);
        let read = import::import_part(only, loaded, province, templates, asked, (told, year), content);
        let imported = read.map_err(|why| refuse(vec![not_known(&why)]))?;
        if let Recognised::Part(part) = &imported.what {
            let parents: Vec<&str> = part.parents.iter().map(String::as_str).collect();
            if let Some(path) = start::existing_overlay(loaded, &part.agency, part.year, &parents) {
                let message = format!(
                    "“{}” đã có phần riêng cho năm {}: {}; tệp được giữ nguyên, không ghi gì",
                    part.agency,
                    part.year,
                    path.display()
                );
                let hint = "muốn nhập lại thì chuyển tệp ấy ra khỏi thư mục nội dung; tệp Word do chương trình tạo thì nhận lại bằng: kehoach take-in";
                report(vec![Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint)]);
                return Err(ExitStatus::Findings);
            }
        }
        return Ok(imported);
    }
    if args.agency.is_some() {
        let message = "kế hoạch của một cơ quan nhập từng tệp một";
        return Err(refuse(vec![Diagnostic::error(codes::BAD_VALUE, message)]));
    }
    let imported =
        import::import(sources, &inputs.loaded, province, &inputs.templates, (told, year), content);
    let Recognised::Plan { raw, .. } = &imported.what else { return Ok(imported) };
    if !import::holds_plan(&imported, sources) {
        let message = "không thấy mục, nhiệm vụ hay bảng nào của một kế hoạch trong tệp";
        let finding = Diagnostic::error(codes::NO_PLAN_FOUND, message);
        return Err(refuse(vec![finding.hint("xem chương trình đọc được gì: kehoach read <TỆP>")]));
    }
    if let Some(finding) = import::already_there(raw, province, content) {
        report(vec![finding]);
        return Err(ExitStatus::Findings);
    }
    Ok(imported)
}

/// Why a file cannot become the part of an agency.
fn not_known(why: &NotKnown) -> Diagnostic {
    match why {
        NotKnown::Agency => {
            Diagnostic::error(codes::PART_NOT_KNOWN, "không rõ kế hoạch này của cơ quan nào trong sổ đăng ký")
                .hint("ghi mã cơ quan: --agency <mã>")
        }
        NotKnown::Parents { cited } => {
            let cited = match cited.as_slice() {
                [] => "văn bản không viện dẫn kế hoạch nào theo số, ký hiệu".to_owned(),
                cited => format!("nội dung chưa có kế hoạch mà văn bản viện dẫn: {}", cited.join(", ")),
            };
            Diagnostic::error(codes::PART_NOT_KNOWN, cited)
                .hint("nhập kế hoạch được triển khai trước, rồi nhập tệp này")
        }
    }
}

/// Tasks that the agency is asked and no entry of its plan answers.
fn unanswered(imported: &Imported) -> Option<Diagnostic> {
    let Recognised::Part(part) = &imported.what else { return None };
    if part.unanswered.is_empty() {
        return None;
    }
    let told: Vec<String> =
        part.unanswered.iter().map(|(name, words)| format!("{name} “{}”", beginning(words))).collect();
    let message =
        format!("{:02} nhiệm vụ được giao chưa có nội dung nào trả lời: {}", told.len(), told.join("; "));
    let hint =
        "xem các đề nghị ghi trong tệp; nội dung nào đã thực hiện nhiệm vụ ấy thì thêm mã vào “thay_cho”";
    Some(Diagnostic::warning(codes::PART_UNANSWERED, message).hint(hint))
}

fn refuse(findings: Vec<Diagnostic>) -> ExitStatus {
    report(findings);
    ExitStatus::Failed
}

fn told(args: &ImportArgs) -> Result<Told, Diagnostic> {
    let date = match &args.date {
        None => None,
        Some(text) => Some(IssueDate::parse(text).map_err(|fault| {
            Diagnostic::error(codes::BAD_DATE, format!("ngày “{text}”: {fault}")).hint(fault.hint())
        })?),
    };
    let number = args.number.clone();
    if let Some(number) = &number
        && number.parse::<u32>().is_err()
    {
        let message = format!("số văn bản “{number}” không phải là số");
        return Err(Diagnostic::error(codes::BAD_VALUE, message).hint("chỉ ghi chữ số, ví dụ: --number 175"));
    }
    Ok(Told { number, date })
}

/// Writes the files; none where one of them is there already.
fn write(imported: &Imported) -> Result<(), Diagnostic> {
    let exists = |path: &Path| {
        let message = format!("đã có tệp {}; tệp được giữ nguyên, không ghi gì", path.display());
        Diagnostic::error(codes::CANNOT_WRITE, message).hint("đổi tên tệp ấy rồi chạy lại")
    };
    if let Some((_, draft)) = imported.files.iter().find(|(_, draft)| draft.path.exists()) {
        return Err(exists(&draft.path));
    }
    for (at, (_, draft)) in imported.files.iter().enumerate() {
        let Err(error) = start::write_new(draft) else { continue };
        // All of them or none: a plan without the bodies it names would not load.
        let left =
            imported.files[..at].iter().filter(|(_, draft)| std::fs::remove_file(&draft.path).is_err());
        let left: Vec<String> = left.map(|(_, draft)| draft.path.display().to_string()).collect();
        let finding = match error {
            NotWritten::Exists(path) => exists(&path),
            NotWritten::Failed(error) => Diagnostic::error(codes::CANNOT_WRITE, error.to_string()),
        };
        return Err(if left.is_empty() {
            finding
        } else {
            finding.hint(format!("tệp vừa ghi không xóa được, hãy xóa tay: {}", left.join(", ")))
        });
    }
    Ok(())
}

/// The read files as if each paragraph were a line, to point into.
struct Lines {
    files: Vec<(Arc<diagnostic::Source>, Vec<usize>)>,
}

impl Lines {
    fn of(inputs: &[Input], paths: &[PathBuf]) -> Self {
        let files = inputs.iter().zip(paths).map(|(input, path)| {
            let text = input.source.listing();
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
            (Arc::new(diagnostic::Source { path: path.clone(), text }), starts)
        });
        Self { files: files.collect() }
    }

    fn place(&self, place: Place) -> Option<FilePlace> {
        let (source, starts) = self.files.get(place.file)?;
        let start = starts.get(place.paragraph.checked_sub(1)?)?;
        let end = starts.get(place.paragraph).map_or(source.text.len(), |end| end - 1);
        Some(FilePlace::new(source, *start..end))
    }

    fn at(&self, finding: Diagnostic, place: Place) -> Diagnostic {
        match self.place(place) {
            Some(place) => finding.at(place),
            None => finding,
        }
    }

    fn note(&self, note: &Note) -> Diagnostic {
        let finding = Diagnostic {
            severity: note.what.severity(),
            ..Diagnostic::info(note.what.code(), note.what.message())
        };
        self.at(finding, note.place)
    }

    fn lost(&self, words: &str, place: Place) -> Diagnostic {
        let message = format!("những chữ này của nguồn không có trong tệp đã nhập: “{words}”");
        self.at(Diagnostic::error(codes::WORDS_LOST, message), place)
    }
}

/// Whether the files of an import are on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Yes,
    Not,
}

/// What was made, and what was recognised.
pub(super) fn summary(imported: &Imported, inputs: &[Input], written: Written) -> String {
    let mut text = String::new();
    let names: Vec<&str> = inputs.iter().map(|input| input.name.as_str()).collect();
    let verb = match written {
        Written::Not => "Sẽ tạo",
        Written::Yes => "Đã tạo",
    };
    for (_, draft) in &imported.files {
        let _ = writeln!(text, "{verb} {} từ {}.", draft.path.display(), names.join(", "));
    }
    let _ = match &imported.what {
        Recognised::Plan { counts, .. } => writeln!(
            text,
            "\nNhận ra: {:02} mục, {:02} chỉ số và chỉ tiêu, {:02} nhiệm vụ, {:02} trách nhiệm tổ chức thực hiện, {:02} phụ lục;\n         \
         {:02} lượt chủ trì, {:02} lượt phối hợp, {:02} thời hạn, {:02} sản phẩm.",
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
        Recognised::Part(part) => writeln!(
            text,
            "\nPhần riêng của {} năm {}, triển khai {} ({}).\n\
             Nhận ra: {:02} mục, {:02} đề mục nhiệm vụ, {:02} nội dung, {:02} đơn vị, {:02} lãnh đạo; trả lời {:02} trong {:02} nhiệm vụ được giao.",
            part.agency,
            part.year,
            part.parents.join(", "),
            known_by(part.known_by),
            part.count.sections,
            part.count.blocks,
            part.count.entries,
            part.count.units,
            part.count.leaders,
            part.count.answered,
            part.count.asked
        ),
    };
    let doubts = imported.notes.iter().filter(|note| note.what.severity() == Severity::Warning).count();
    let _ = writeln!(
        text,
        "Cần xem lại: {doubts:02} chỗ (nêu từng chỗ bên dưới, và trong tệp bằng dòng CẦN QUYẾT ĐỊNH)."
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
    if let Printed::Differences(differences) = &imported.printed {
        const SHOWN: usize = 12;
        let _ = writeln!(
            text,
            "In thử: {:02} chỗ khác nguồn (số thứ tự, tên gọi, câu phân công do mẫu in).",
            differences.len()
        );
        for one in differences.iter().take(SHOWN) {
            let _ = writeln!(
                text,
                "  đoạn {}: “{}” → “{}”",
                one.place.paragraph,
                short(&one.source),
                short(&one.printed)
            );
        }
        if differences.len() > SHOWN {
            let _ = writeln!(text, "  … và {} chỗ nữa; xem đủ bằng --json", differences.len() - SHOWN);
        }
    }
    text
}

/// An import of one file that is not on the disk, as scripts read it.
pub(super) fn as_json(imported: &Imported, input: &Input) -> serde_json::Value {
    let names = [input.name.clone()];
    // Strings and numbers only: serialising them cannot fail.
    serde_json::to_value(view::View::of(imported, &names, false)).unwrap_or_default()
}

/// What told whose plan it is.
fn known_by(known: KnownBy) -> &'static str {
    match known {
        KnownBy::Asked => "cơ quan theo --agency",
        KnownBy::Head => "cơ quan theo phần đầu văn bản",
        KnownBy::Symbol => "cơ quan theo ký hiệu văn bản",
        KnownBy::Opening => "cơ quan theo lời mở đầu",
    }
}

fn short(text: &str) -> String {
    beginning(text)
}
