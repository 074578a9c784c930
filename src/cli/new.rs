//! `kehoach new`: an agency's overlay to start from.

use clap::Args;

use super::{ExitStatus, in_year, not_written, print, report, warn_of};
use crate::app::{Job, OpenYear, Paths, Selection};
use crate::derive::{Answer, Year};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::{Agency, Plan};
use crate::start;

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// Mã cơ quan
    #[arg(value_name = "MÃ")]
    id: String,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
    /// Mã kế hoạch cần triển khai, ghi nhiều lần để triển khai chung; bỏ trống được khi cơ quan chỉ có một
    #[arg(long = "plan", alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    plans: Vec<String>,
}

pub(super) fn run(args: &NewArgs, paths: &Paths) -> ExitStatus {
    in_year(paths, args.year, |open| begin(args, open, paths))
}

fn begin(args: &NewArgs, open: &OpenYear<'_>, paths: &Paths) -> ExitStatus {
    let loaded = &open.inputs.loaded;
    let (year, number) = (&open.year, open.year.year);
    let (agency, plans) = match asked(args, year) {
        Ok(asked) => asked,
        Err(finding) => {
            if let Some(path) = start::existing_overlay(loaded, &args.id, number, &[]) {
                return exists(&args.id, number, &path);
            }
            report(vec![finding]);
            return ExitStatus::Failed;
        }
    };
    let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
    if let Some(path) = start::existing_overlay(loaded, &args.id, number, &ids) {
        return exists(&args.id, number, &path);
    }
    let jobs: Vec<Job<'_>> = Job::all(year).into_iter().filter(|job| job.stem() == args.id).collect();
    warn_of(open.elsewhere(&jobs));
    let draft = start::overlay::draft(year, agency, &plans, &paths.content);
    match start::write_new(&draft) {
        Ok(()) => {
            let path = draft.path.display();
            print(&format!(
                "Đã tạo {path}: phần riêng của {} trong kế hoạch năm {number}.\nMở tệp, điền các chỗ còn trống rồi chạy: kehoach kiem-tra\n",
                agency.name
            ))
        }
        Err(why) => not_written(&why),
    }
}

fn exists(id: &str, year: i16, path: &std::path::Path) -> ExitStatus {
    let message = format!("“{id}” đã có phần riêng cho năm {year}: {}; tệp được giữ nguyên", path.display());
    report(vec![Diagnostic::error(codes::DUPLICATE_ID, message).hint("mở tệp ấy để sửa tiếp")]);
    ExitStatus::Findings
}

/// An agency with the plans that its part is to answer.
fn asked<'p>(args: &NewArgs, year: &Year<'p>) -> Result<(&'p Agency, Vec<&'p Plan>), Diagnostic> {
    let selection = Selection { ids: vec![args.id.clone()], plans: args.plans.clone() };
    let jobs = Job::asked_for(&selection, year).map_err(|mut findings| findings.remove(0))?;
    let answers: Vec<Answer<'p>> = jobs
        .iter()
        .filter_map(|job| match job {
            Job::Agency(answer) => Some(*answer),
            Job::Plan(_) => None,
        })
        .collect();
    let Some(first) = answers.first() else {
        let message = format!("“{}” không phải là mã một cơ quan", args.id);
        return Err(Diagnostic::error(codes::UNKNOWN_AGENCY, message));
    };
    let mut plans: Vec<&Plan> = answers.iter().map(|answer| answer.plan).collect();
    // As they were asked for: the document lies in the folder of the first.
    plans.sort_by_key(|plan| args.plans.iter().position(|id| id == plan.id.as_str()));
    if plans.len() > 1 && args.plans.is_empty() {
        let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
        let message = format!(
            "“{}” được giao nhiệm vụ trong {:02} kế hoạch của năm {}: {}",
            first.agency.name,
            ids.len(),
            year.year,
            ids.join(", ")
        );
        let hint = "chọn một: --plan <mã>; triển khai chung nhiều kế hoạch thì ghi --plan nhiều lần";
        return Err(Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(hint));
    }
    Ok((first.agency, plans))
}
