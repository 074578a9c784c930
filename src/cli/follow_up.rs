//! What the commands that follow plans share: the day, the formats, and where results go. Text goes to
//! standard output unless a folder is named; files go to a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::civil::Date;

use super::build::today;
use super::{ExitStatus, print, report, say};
use crate::app::delivery::{Delivered, Delivery, Fate, Kind};
use crate::app::{Format, Inputs, Job, OpenYear, Selection};
use crate::diagnostic::{Diagnostic, Severity, codes, has_errors};
use crate::document::Paper;
use crate::follow::matrix::Wanted;
use crate::follow::not_given;
use crate::follow::sheet::Workbook;
use crate::model::PLAN_STEM;
use crate::text::csv::BYTE_ORDER_MARK;
use crate::text::values::parse_date;

/// Ngày của số liệu.
#[derive(Debug, Args)]
pub(super) struct DayArgs {
    /// Ngày tính tình trạng, quá hạn, ví dụ 30/9/2025 (mặc định: hôm nay)
    #[arg(long = "as-of", aliases = ["tinh-den", "ngay"], value_name = "NGÀY")]
    as_of: Option<String>,
}

impl DayArgs {
    /// # Errors
    /// A day that no calendar has, or one that is written in another way.
    pub fn day(&self) -> Result<Date, Diagnostic> {
        let Some(typed) = &self.as_of else { return Ok(today()) };
        // Scripts write it so.
        if let Ok(day) = typed.parse::<Date>() {
            return Ok(day);
        }
        parse_date(typed).map_err(|fault| {
            let message = format!("--as-of “{typed}”: {fault}");
            Diagnostic::error(codes::BAD_DATE, message)
                .hint("ghi một ngày có trong lịch, ví dụ: --as-of 30/9/2025")
        })
    }
}

/// Nơi ghi.
#[derive(Debug, Args)]
pub(super) struct IntoArgs {
    /// Thư mục ghi tệp; không ghi thì csv, json, ics, text in ra màn hình, tệp khác vào thư mục output
    #[arg(long, alias = "ra", value_name = "THƯ_MỤC")]
    out: Option<PathBuf>,
    /// Thay cả tệp đã có người sửa; bản đang có được cất thành “bản cũ”
    #[arg(long)]
    force: bool,
}

/// Where files go that standard output does not take.
const FOLDER: &str = "output";

impl IntoArgs {
    pub fn is_given(&self) -> bool {
        self.out.is_some() || self.force
    }

    /// The folder of results, for what lies there already.
    pub fn folder(&self) -> &Path {
        self.out.as_deref().unwrap_or(Path::new(FOLDER))
    }
}

/// One result in one format.
pub(super) enum Product {
    /// A text that may be printed.
    Text {
        kind: Kind,
        text: String,
    },
    /// The same for spreadsheets, which on disk begins with the mark that Excel needs.
    Csv(String),
    File(Delivered),
}

impl Product {
    /// # Errors
    /// What does not fit into a workbook.
    pub fn xlsx(workbook: &Workbook) -> Result<Self, Diagnostic> {
        Delivered::xlsx(workbook).map(Self::File)
    }

    /// # Errors
    /// A character that the face cannot draw or that the format cannot hold.
    pub fn paper(paper: &Paper<'_>, format: Format, inputs: &Inputs) -> Result<Self, Diagnostic> {
        Delivered::paper(paper, format, inputs).map(Self::File)
    }

    fn is_printed(&self) -> bool {
        matches!(self, Self::Text { .. } | Self::Csv(_))
    }

    fn into_file(self) -> Delivered {
        match self {
            Self::Text { kind, text } => Delivered::of(kind, text.into_bytes()),
            Self::Csv(text) => Delivered::of(Kind::Csv, format!("{BYTE_ORDER_MARK}{text}").into_bytes()),
            Self::File(file) => file,
        }
    }
}

/// What was found in the content of the plans asked for; errors hold nothing back that is surely right.
///
/// # Errors
/// Plans that the year does not have; they are told.
pub(super) fn of_plans(open: &OpenYear<'_>, plans: &[String]) -> Result<Vec<Diagnostic>, ExitStatus> {
    let selection = Selection { ids: Vec::new(), plans: plans.to_vec() };
    let jobs = Job::asked_for(&selection, &open.year).map_err(failed_with)?;
    Ok(general(open).into_iter().chain(open.elsewhere(&jobs)).collect())
}

/// What was found that concerns all of the year's documents.
pub(super) fn general(open: &OpenYear<'_>) -> Vec<Diagnostic> {
    open.general().filter(|finding| finding.severity > Severity::Info).cloned().collect()
}

/// The same; every agency asked for must be given something.
///
/// # Errors
/// Plans and agencies that the year does not have; they are told.
pub(super) fn asked(open: &OpenYear<'_>, selection: &Selection) -> Result<Vec<Diagnostic>, ExitStatus> {
    let mut findings = of_plans(open, &selection.plans)?;
    if selection.ids.iter().any(|id| id == PLAN_STEM) {
        // A table without lines would say that nothing was assigned.
        let message = format!("“{PLAN_STEM}” là chính bản kế hoạch, không phải một cơ quan được giao việc");
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, message);
        return Err(failed(
            finding.hint("ghi mã các cơ quan; chỉ lấy một kế hoạch thì ghi mã của nó sau --ke-hoach"),
        ));
    }
    super::list::unknown(selection, &open.year).map_err(failed_with)?;
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    findings.extend(not_given::findings(&open.year, wanted));
    Ok(findings)
}

/// Every format that is asked for, once, in the order in which the program names them.
pub(super) fn distinct<F: Copy + Ord>(asked: &[F]) -> Vec<F> {
    let mut forms = asked.to_vec();
    forms.sort_unstable();
    forms.dedup();
    forms
}

/// Prints what can be printed, or writes files called `stem` into the folder; `before` is what was found on
/// the way.
pub(super) fn deliver(
    stem: &str,
    products: Vec<Product>,
    into: &IntoArgs,
    inputs: &Inputs,
    before: Vec<Diagnostic>,
) -> ExitStatus {
    let (printed, files): (Vec<Product>, Vec<Product>) =
        products.into_iter().partition(|product| into.out.is_none() && product.is_printed());
    if printed.len() > 1 {
        let message = "chỉ in ra màn hình được một định dạng mỗi lần";
        let finding = Diagnostic::error(codes::CANNOT_RUN, message);
        report(vec![finding.hint("chọn một định dạng, hoặc ghi thành tệp: --out <thư mục>")]);
        return ExitStatus::Failed;
    }
    let mut findings = before;
    let mut status = if has_errors(&findings) { ExitStatus::Findings } else { ExitStatus::Clean };
    let mut written = Vec::new();
    if !files.is_empty() {
        let delivery = Delivery {
            folder: into.folder(),
            force: into.force,
            today: today(),
            verifier: Arc::clone(&inputs.verifier),
        };
        let outcome = delivery.deliver(stem, files.into_iter().map(Product::into_file).collect());
        if has_errors(&outcome.findings) {
            status = ExitStatus::Failed;
        }
        findings.extend(outcome.findings);
        written = outcome.files;
    }
    if !findings.is_empty() {
        report(findings);
    }
    for product in printed {
        let (Product::Text { text, .. } | Product::Csv(text)) = product else { continue };
        status = status.worst(print(&text));
    }
    for (path, fate) in written {
        let what = match fate {
            Fate::Written => "Đã ghi",
            Fate::Unchanged => "Không thay đổi",
            Fate::Kept => "Giữ nguyên vì đã có người sửa (thay bằng bản mới: --force)",
        };
        say(&format!("{what}: {}", path.display()));
    }
    status
}

/// What stops a command before it has anything to deliver.
pub(super) fn failed(finding: Diagnostic) -> ExitStatus {
    failed_with(vec![finding])
}

fn failed_with(findings: Vec<Diagnostic>) -> ExitStatus {
    report(findings);
    ExitStatus::Failed
}
