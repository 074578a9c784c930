//! `kehoach deadlines`: every deadline as a calendar, with reminders, or as a list.

use clap::{Args, ValueEnum};

use super::follow_up::{IntoArgs, Product, asked, deliver, distinct};
use super::{ExitStatus, in_year, say};
use crate::app::delivery::Kind;
use crate::app::{OpenYear, Paths, Selection};
use crate::follow::deadlines::{Deadlines, ics};
use crate::follow::matrix::Wanted;
use crate::follow::names;
use crate::model::AgencyId;

#[derive(Debug, Args)]
pub(super) struct DeadlinesArgs {
    #[command(flatten)]
    of: OfAgencyArgs,
    /// Định dạng, cách nhau bằng dấu phẩy: ics, csv (mặc định: ics)
    #[arg(
        long,
        value_name = "ĐỊNH_DẠNG",
        value_delimiter = ',',
        default_value = "ics",
        hide_default_value = true,
        hide_possible_values = true
    )]
    format: Vec<Form>,
    #[command(flatten)]
    into: IntoArgs,
}

/// Năm, kế hoạch và một cơ quan.
#[derive(Debug, Args)]
pub(super) struct OfAgencyArgs {
    /// Mã cơ quan; bỏ trống là mọi cơ quan
    #[arg(long, alias = "co-quan", value_name = "MÃ")]
    pub agency: Option<String>,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    pub year: Option<i16>,
    /// Mã kế hoạch, ghi được nhiều lần; bỏ trống là mọi kế hoạch của năm
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    pub plans: Vec<String>,
}

impl OfAgencyArgs {
    pub fn selection(&self) -> Selection {
        Selection { ids: self.agency.iter().cloned().collect(), plans: self.plans.clone() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Form {
    Ics,
    Csv,
}

pub(super) fn run(args: &DeadlinesArgs, paths: &Paths) -> ExitStatus {
    in_year(paths, args.of.year, |open| of_year(args, open))
}

fn of_year(args: &DeadlinesArgs, open: &OpenYear<'_>) -> ExitStatus {
    let selection = args.of.selection();
    let findings = match asked(open, &selection) {
        Ok(findings) => findings,
        Err(status) => return status,
    };
    let registry = &open.year.province.registry;
    let agency = args.of.agency.as_ref().and_then(|id| registry.agency(&AgencyId::new(id)));
    let wanted = Wanted { agencies: &selection.ids, plans: &selection.plans };
    let deadlines = Deadlines::of(&open.year, agency, wanted);
    let forms = distinct(&args.format);
    let products = forms.iter().map(|form| match form {
        Form::Ics => Product::Text { kind: Kind::Ics, text: ics(&deadlines) },
        Form::Csv => Product::Csv(deadlines.sheet().csv()),
    });
    let stem = names::deadlines(open.year.year, wanted);
    let status = deliver(&stem, products.collect(), &args.into, open.inputs, findings);
    let undated = deadlines.undated().count();
    if undated > 0 {
        say(&format!(
            "{undated:02} thời hạn không có ngày trong lịch (thường xuyên, theo việc khác …): không vào tệp ics, có ở \
             cuối danh sách csv"
        ));
    }
    status
}
