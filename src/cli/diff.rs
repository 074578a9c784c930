//! `kehoach diff`: one year against another, or two states of the same content.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::follow_up::{IntoArgs, Product, deliver, distinct, failed};
use super::{ExitStatus, load, refused, say};
use crate::app::delivery::Kind;
use crate::app::{Format, OpenYear, Paths, registered};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::follow::compare::{compare, told};
use crate::follow::matrix::Wanted;
use crate::follow::names;

#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    /// Năm trước, rồi năm sau; một năm cùng --from-content để so hai bản nội dung
    #[arg(value_name = "NĂM", required = true, num_args = 1..=2)]
    years: Vec<i16>,
    /// Thư mục nội dung của bản cũ; bản mới là --content
    #[arg(long = "from-content", alias = "noi-dung-cu", value_name = "THƯ_MỤC")]
    from_content: Option<PathBuf>,
    /// Chỉ những thay đổi của một cơ quan (mã như hiện nay)
    #[arg(long, alias = "co-quan", value_name = "MÃ")]
    agency: Option<String>,
    /// Chỉ bản tóm tắt: số thay đổi từng loại, cơ quan có thay đổi (với định dạng text)
    #[arg(long, alias = "tom-tat")]
    summary: bool,
    /// Định dạng, cách nhau bằng dấu phẩy: text, docx, pdf, json (mặc định: text)
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "text",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<Form>,
    #[command(flatten)]
    into: IntoArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Form {
    Text,
    Json,
    Docx,
    Pdf,
}

pub(super) fn run(args: &DiffArgs, paths: &Paths) -> ExitStatus {
    let (from, to) =
        match (args.years.as_slice(), &args.from_content) {
            ([from, to], _) => (*from, *to),
            ([year], Some(_)) => (*year, *year),
            _ => {
                let message = "so sánh cần hai năm, hoặc một năm và thư mục nội dung cũ";
                let finding = Diagnostic::error(codes::CANNOT_RUN, message);
                return failed(finding.hint(
                    "ví dụ: kehoach so-sanh 2024 2025; kehoach so-sanh 2025 --from-content noi-dung-cu",
                ));
            }
        };
    if from == to && args.from_content.is_none() {
        let message = format!("hai năm đều là {to}");
        return failed(
            Diagnostic::error(codes::CANNOT_RUN, message).hint("ghi hai năm khác nhau, hoặc --from-content"),
        );
    }
    let old_paths = Paths {
        content: args.from_content.clone().unwrap_or_else(|| paths.content.clone()),
        ..paths.clone()
    };
    let (old_inputs, inputs) = match (load(&old_paths), load(paths)) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(status), _) | (_, Err(status)) => return status,
    };
    let (old, new) = match (OpenYear::of(old_inputs, Some(from)), OpenYear::of(inputs, Some(to))) {
        (Ok(old), Ok(new)) => (old, new),
        (Err(why), _) => {
            if let Some(old) = &args.from_content {
                say(&format!("Ở thư mục của bản cũ, “{}”:", old.display()));
            }
            return refused(why);
        }
        (_, Err(why)) => return refused(why),
    };
    let registry = &new.year.province.registry;
    let agency = match args.agency.as_ref().map(|id| registered(registry, id)).transpose() {
        Ok(agency) => agency.map(|agency| &agency.id),
        Err(finding) => return failed(finding),
    };
    let mut findings: Vec<Diagnostic> = old.general().chain(new.general()).cloned().collect();
    findings.retain(|finding| finding.severity > Severity::Info);
    let comparison = compare(&old.year, &new.year, agency);
    let annexes = [told::annex(&comparison)];
    let issuers = new.year.plans().filter_map(|shares| registry.agency(&shares.plan.issuer));
    let author = issuers.map(|issuer| issuer.name.clone()).next().unwrap_or_default();
    let paper = told::page(&comparison, &author, &annexes);
    let text = if args.summary { told::summary } else { told::text };
    let mut products = Vec::new();
    for form in distinct(&args.format) {
        let product = match form {
            Form::Text => Ok(Product::Text { kind: Kind::Text, text: text(&comparison) }),
            Form::Json => Ok(Product::Text { kind: Kind::Json, text: told::json(&comparison) }),
            Form::Docx => Product::paper(&paper, Format::Docx, inputs),
            Form::Pdf => Product::paper(&paper, Format::Pdf, inputs),
        };
        match product {
            Ok(product) => products.push(product),
            Err(finding) => return failed(finding),
        }
    }
    let of = Wanted { plans: &[], agencies: args.agency.as_slice() };
    deliver(&names::comparison(from, to, of), products, &args.into, inputs, findings)
}
