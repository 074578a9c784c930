//! `kehoach report`: how far the plans have come, as a Báo cáo and as a workbook.

use clap::{Args, ValueEnum};

use super::follow_up::{DayArgs, IntoArgs, Product, deliver, failed};
use super::matrix::asked;
use super::{ExitStatus, load, refused, report as print_findings};
use crate::app::report;
use crate::app::{Format, OpenYear, Paths, Selection};
use crate::diagnostic::{Diagnostic, codes, near_miss};
use crate::follow::matrix::Wanted;
use crate::follow::report::{Report, sheets};
use crate::model::AgencyId;

#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Mã cơ quan lập báo cáo; mặc định là cơ quan mà kế hoạch giao tổng hợp
    #[arg(long, alias = "co-quan", value_name = "MÃ")]
    agency: Option<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// Mã kế hoạch, ghi được nhiều lần; bỏ trống là mọi kế hoạch của năm
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH", num_args = 1..)]
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
    signed: std::path::PathBuf,
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
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let selection = Selection { ids: Vec::new(), plans: args.plans.clone() };
    let mut findings = match asked(&open, &selection) {
        Ok(findings) => findings,
        Err(findings) => {
            print_findings(findings);
            return ExitStatus::Failed;
        }
    };
    let (known, faults) = report::known(&open, &selection, &args.signed);
    findings.extend(faults);
    let wanted = Wanted { agencies: &[], plans: &selection.plans };
    let made = Report::of(&open.year, wanted, day, &known);
    let registry = &open.year.province.registry;
    let agency = match &args.agency {
        Some(id) => registry.agency(&AgencyId::new(id)),
        None => report::reporter(&open, &made),
    };
    let Some(agency) = agency else {
        let id = args.agency.as_deref().unwrap_or_default();
        let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
        let near = near_miss(id, registry.agencies().iter().map(|agency| agency.id.as_str()));
        return failed(match near {
            Some(near) => finding.hint(format!("có phải “{near}”?")),
            None => finding.hint("xem danh sách: kehoach list"),
        });
    };
    let document = match report::document(&open, &made, agency) {
        Ok(document) => document,
        Err(findings) => {
            print_findings(findings);
            return ExitStatus::Failed;
        }
    };
    let mut forms = args.format.clone();
    forms.sort_unstable();
    forms.dedup();
    let mut products = Vec::new();
    for form in forms {
        let product = match form {
            Form::Docx => Product::paper(&document.whole(), Format::Docx, &inputs),
            Form::Pdf => Product::paper(&document.whole(), Format::Pdf, &inputs),
            Form::Xlsx => Product::xlsx(&sheets::workbook(&made)),
        };
        match product {
            Ok(product) => products.push(product),
            Err(finding) => return failed(finding),
        }
    }
    deliver(&format!("bao-cao-{}-{day}", open.year.year), products, &args.into, &inputs, findings)
}
