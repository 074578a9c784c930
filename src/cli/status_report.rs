//! `kehoach report`: how far the plans have come, as a Báo cáo and as a workbook.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::follow_up::{DayArgs, IntoArgs, Product, asked, deliver, distinct, failed, general};
use super::{ExitStatus, in_year, not_written, print, report as print_findings};
use crate::app::report::{self, ReportKind, Wanted};
use crate::app::{Format, OpenYear, Paths, Selection};
use crate::diagnostic::{Diagnostic, codes};
use crate::start;

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Mã cơ quan lập báo cáo; mặc định là cơ quan mà kế hoạch giao tổng hợp
    #[arg(long, alias = "co-quan", value_name = "MÃ")]
    agency: Option<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// Mã kế hoạch, ghi được nhiều lần; bỏ trống là mọi kế hoạch của năm
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    plans: Vec<String>,
    #[command(flatten)]
    day: DayArgs,
    /// Định dạng, cách nhau bằng dấu phẩy: docx, pdf, xlsx (mặc định: docx,pdf,xlsx)
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "docx,pdf,xlsx",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<Form>,
    /// Thư mục có các kế hoạch triển khai đã ký (mặc định: output)
    #[arg(
        long,
        alias = "da-ky",
        value_name = "THƯ_MỤC",
        default_value = "output",
        hide_default_value = true
    )]
    signed: PathBuf,
    /// Thư mục có đủ bốn kiểu Times New Roman của cơ quan (times.ttf, timesbd.ttf … hoặc tên của macOS, Linux)
    #[arg(long, alias = "phong", value_name = "THƯ_MỤC")]
    font: Option<PathBuf>,
    /// Bắt đầu tệp phần riêng của báo cáo (số, ngày, nhận xét, kiến nghị, chữ ký), chưa tạo báo cáo
    #[arg(long = "new", alias = "tao-tep", conflicts_with_all = ["format", "signed", "font", "out", "force"])]
    new: bool,
    #[command(flatten)]
    into: IntoArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Form {
    Docx,
    Pdf,
    Xlsx,
}

pub(super) fn run(args: &ReportArgs, paths: &Paths) -> ExitStatus {
    let day = match args.day.day() {
        Ok(day) => day,
        Err(finding) => return failed(finding),
    };
    let paths = Paths { fonts: args.font.clone(), ..paths.clone() };
    in_year(&paths, args.year, |open| of_day(args, open, day, &paths))
}

fn of_day(args: &ReportArgs, open: &OpenYear<'_>, day: Date, paths: &Paths) -> ExitStatus {
    let selection = Selection { ids: Vec::new(), plans: args.plans.clone() };
    let mut findings = match asked(open, &selection) {
        Ok(findings) => findings,
        Err(status) => return status,
    };
    let agency = args.agency.as_deref();
    let wanted = Wanted { day, plans: &args.plans, agency, out: &args.signed };
    if args.new {
        return begin(open, wanted, paths);
    }
    let kinds: Vec<ReportKind> = distinct(&args.format).into_iter().map(Form::kind).collect();
    match report::files(open, wanted, &kinds) {
        Ok(made) => {
            findings.extend(made.findings);
            let products = made.files.into_iter().map(Product::File).collect();
            deliver(&made.stem, products, &args.into, open.inputs, findings)
        }
        // Errors of the report's own file are told in full.
        Err(told) => {
            print_findings(general(open).into_iter().chain(told).collect());
            ExitStatus::Failed
        }
    }
}

impl Form {
    fn kind(self) -> ReportKind {
        match self {
            Self::Docx => ReportKind::Paper(Format::Docx),
            Self::Pdf => ReportKind::Paper(Format::Pdf),
            Self::Xlsx => ReportKind::Xlsx,
        }
    }
}

/// Writes a file for what the office says in this report, where it has none.
fn begin(open: &OpenYear<'_>, wanted: Wanted<'_>, paths: &Paths) -> ExitStatus {
    let (agency, part) = match report::speaker(open, wanted) {
        Ok(found) => found,
        Err(finding) => return failed(finding),
    };
    if let Some(part) = part {
        let file = part.place.source.path.display();
        let message = format!("đã có tệp của báo cáo này: {file}; tệp được giữ nguyên");
        print_findings(vec![Diagnostic::error(codes::DUPLICATE_ID, message).hint("mở tệp ấy để sửa tiếp")]);
        return ExitStatus::Findings;
    }
    let addressees = report::usual_addressees(open, wanted, agency);
    let asked = start::report::Asked { day: wanted.day, plans: wanted.plans, addressees: &addressees };
    let draft = start::report::draft(open.year.year, agency, asked, &paths.content);
    match start::write_new(&draft) {
        Ok(()) => {
            let path = draft.path.display();
            print(&format!("Đã tạo {path}: phần riêng của báo cáo của {}.\n", agency.name))
        }
        Err(why) => not_written(&why),
    }
}
