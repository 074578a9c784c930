//! `kehoach register`: plans by number and date; gaps, doubles, the next number.

use clap::{Args, ValueEnum};

use super::deadlines::OfAgencyArgs;
use super::follow_up::{IntoArgs, Product, deliver, failed};
use super::{ExitStatus, load, refused, report};
use crate::app::{Job, OpenYear, Paths, Selection};
use crate::diagnostic::{Diagnostic, Severity, codes, near_miss};
use crate::follow::matrix::Wanted;
use crate::follow::names;
use crate::follow::register::{self, Register};
use crate::model::AgencyId;

#[derive(Debug, Args)]
pub(super) struct RegisterArgs {
    #[command(flatten)]
    of: OfAgencyArgs,
    /// Định dạng, cách nhau bằng dấu phẩy: text, xlsx, csv, json (mặc định: text)
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
    Csv,
    Json,
    Xlsx,
}

pub(super) fn run(args: &RegisterArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.of.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let selection = args.of.selection();
    let of_plans = Selection { ids: Vec::new(), plans: selection.plans.clone() };
    let jobs = match Job::asked_for(&of_plans, &open.year) {
        Ok(jobs) => jobs,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    if let Some(finding) = unknown(args, &open) {
        return failed(finding);
    }
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let register = Register::of(&open.year, wanted);
    let mut findings: Vec<Diagnostic> = open.general().cloned().chain(open.elsewhere(&jobs)).collect();
    findings.retain(|finding| finding.severity > Severity::Info);
    findings.extend(register::findings(&register));
    let mut forms = args.format.clone();
    forms.sort_unstable();
    forms.dedup();
    let mut products = Vec::new();
    for form in forms {
        products.push(match form {
            Form::Text => Product::Text { extension: "txt", text: register::text(&register) },
            Form::Csv => Product::Csv(register::list(&register).csv()),
            Form::Json => Product::Text { extension: "json", text: register::json(&register) },
            Form::Xlsx => match Product::xlsx(&register::workbook(&register)) {
                Ok(product) => product,
                Err(finding) => return failed(finding),
            },
        });
    }
    let stem = names::register(open.year.year, args.of.agency.as_deref());
    deliver(&stem, products, &args.into, &inputs, findings)
}

/// An office registers what it issues, whether a plan gives it tasks or not.
fn unknown(args: &RegisterArgs, open: &OpenYear<'_>) -> Option<Diagnostic> {
    let registry = &open.year.province.registry;
    let id = args.of.agency.as_ref().filter(|id| registry.agency(&AgencyId::new(id)).is_none())?;
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    let known = registry.agencies().iter().map(|agency| agency.id.as_str());
    Some(match near_miss(id, known) {
        Some(near) => finding.hint(format!("có phải “{near}”?")),
        None => finding.hint("xem danh sách: kehoach list"),
    })
}
