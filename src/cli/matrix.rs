//! `kehoach matrix`: who does what, by when, how far: one row for each task and agency.

use clap::{Args, ValueEnum};

use super::follow_up::{DayArgs, IntoArgs, Product, deliver, failed};
use super::selection::SelectionArgs;
use super::{ExitStatus, load, refused, report};
use crate::app::{Format, Inputs, Job, OpenYear, Paths, Selection};
use crate::diagnostic::{Diagnostic, Severity};
use crate::follow::matrix::{self, Matrix, Wanted};
use crate::follow::names;

#[derive(Debug, Args)]
pub(super) struct MatrixArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    day: DayArgs,
    /// Định dạng, cách nhau bằng dấu phẩy: xlsx, csv, json, docx, pdf (mặc định: xlsx)
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "xlsx",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<Form>,
    #[command(flatten)]
    into: IntoArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    Xlsx,
    Csv,
    Json,
    Docx,
    Pdf,
}

pub(super) fn run(args: &MatrixArgs, paths: &Paths) -> ExitStatus {
    let day = match args.day.day() {
        Ok(day) => day,
        Err(finding) => return failed(finding),
    };
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.selection.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let selection = args.selection.selection();
    let findings = match asked(&open, &selection) {
        Ok(findings) => findings,
        Err(findings) => {
            report(findings);
            return ExitStatus::Failed;
        }
    };
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let matrix = Matrix::of(&open.year, wanted, day);
    let products = match products(&args.format, &matrix, &inputs) {
        Ok(products) => products,
        Err(finding) => return failed(finding),
    };
    deliver(&names::matrix(open.year.year, &selection.plans), products, &args.into, &inputs, findings)
}

/// What was found in the content of what is asked for; errors hold nothing back that is surely right.
pub(super) fn asked(open: &OpenYear<'_>, selection: &Selection) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let of_plans = Selection { ids: Vec::new(), plans: selection.plans.clone() };
    let jobs = Job::asked_for(&of_plans, &open.year)?;
    super::list::unknown(selection, &open.year)?;
    let mut findings: Vec<Diagnostic> = open.general().cloned().chain(open.elsewhere(&jobs)).collect();
    findings.retain(|finding| finding.severity > Severity::Info);
    Ok(findings)
}

fn products(forms: &[Form], matrix: &Matrix<'_>, inputs: &Inputs) -> Result<Vec<Product>, Diagnostic> {
    let annexes = matrix::annexes(matrix);
    let mut seen = Vec::new();
    let mut products = Vec::new();
    for form in forms {
        if seen.contains(form) {
            continue;
        }
        seen.push(*form);
        products.push(match form {
            Form::Xlsx => Product::xlsx(&matrix::workbook(matrix))?,
            Form::Csv => Product::Csv(matrix::list(matrix).csv()),
            Form::Json => Product::Text { extension: "json", text: matrix::json(matrix) },
            Form::Docx => Product::paper(&matrix::page(matrix, &annexes), Format::Docx, inputs)?,
            Form::Pdf => Product::paper(&matrix::page(matrix, &annexes), Format::Pdf, inputs)?,
        });
    }
    Ok(products)
}
