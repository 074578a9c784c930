//! `kehoach register`: plans by number and date; gaps, doubles, the next number.

use clap::{Args, ValueEnum};

use super::deadlines::OfAgencyArgs;
use super::follow_up::{IntoArgs, Product, deliver, distinct, failed, of_plans};
use super::{ExitStatus, in_year};
use crate::app::delivery::Kind;
use crate::app::{OpenYear, Paths, registered};
use crate::follow::matrix::Wanted;
use crate::follow::names;
use crate::follow::register::{self, Register};

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
    in_year(paths, args.of.year, |open| of_year(args, open))
}

fn of_year(args: &RegisterArgs, open: &OpenYear<'_>) -> ExitStatus {
    let selection = args.of.selection();
    let mut findings = match of_plans(open, &selection.plans) {
        Ok(findings) => findings,
        Err(status) => return status,
    };
    // An office registers what it issues, whether a plan gives it tasks or not.
    let registry = &open.year.province.registry;
    if let Some(Err(finding)) = args.of.agency.as_ref().map(|id| registered(registry, id)) {
        return failed(finding);
    }
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let register = Register::of(&open.year, wanted);
    findings.extend(register::findings(&register));
    let mut products = Vec::new();
    for form in distinct(&args.format) {
        products.push(match form {
            Form::Text => Product::Text { kind: Kind::Text, text: register::text(&register) },
            Form::Csv => Product::Csv(register::list(&register).csv()),
            Form::Json => Product::Text { kind: Kind::Json, text: register::json(&register) },
            Form::Xlsx => match Product::xlsx(&register::workbook(&register)) {
                Ok(product) => product,
                Err(finding) => return failed(finding),
            },
        });
    }
    let stem = names::register(open.year.year, wanted);
    deliver(&stem, products, &args.into, open.inputs, findings)
}
