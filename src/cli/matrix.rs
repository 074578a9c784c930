//! `kehoach matrix`: who does what, by when, how far: one row for each task and agency.

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::follow_up::{DayArgs, IntoArgs, Product, asked, deliver, failed};
use super::selection::SelectionArgs;
use super::{ExitStatus, in_year};
use crate::app::delivery::Kind;
use crate::app::{Format, Inputs, OpenYear, Paths};
use crate::diagnostic::Diagnostic;
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
    in_year(paths, args.selection.year, |open| of_day(args, open, day))
}

fn of_day(args: &MatrixArgs, open: &OpenYear<'_>, day: Date) -> ExitStatus {
    let inputs = open.inputs;
    let selection = args.selection.selection();
    let findings = match asked(open, &selection) {
        Ok(findings) => findings,
        Err(status) => return status,
    };
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let matrix = Matrix::of(&open.year, wanted, day);
    let products = match products(&args.format, &matrix, inputs) {
        Ok(products) => products,
        Err(finding) => return failed(finding),
    };
    deliver(&names::matrix(open.year.year, wanted), products, &args.into, inputs, findings)
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
            Form::Json => Product::Text { kind: Kind::Json, text: matrix::json(matrix) },
            Form::Docx => Product::paper(&matrix::page(matrix, &annexes), Format::Docx, inputs)?,
            Form::Pdf => Product::paper(&matrix::page(matrix, &annexes), Format::Pdf, inputs)?,
        });
    }
    Ok(products)
}
