//! `kehoach new`: an agency's overlay to start from.

use clap::Args;

use super::{ExitStatus, load, print, refused, report, warn_of};
use crate::app::{Job, OpenYear, Paths};
use crate::derive::Year;
use crate::diagnostic::{Diagnostic, codes, near_miss};
use crate::model::Agency;
use crate::start::{self, NotWritten};

#[derive(Debug, Args)]
pub(super) struct NewArgs {
    /// Mã cơ quan
    #[arg(value_name = "MÃ")]
    id: String,
    /// Năm của kế hoạch; mặc định là năm mới nhất
    #[arg(long, alias = "nam", value_name = "NĂM")]
    year: Option<i16>,
}

pub(super) fn run(args: &NewArgs, paths: &Paths) -> ExitStatus {
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let open = match OpenYear::of(&inputs, args.year) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    let (year, number) = (&open.year, open.year.year);
    if let Some(path) = start::existing_overlay(&inputs.loaded, &args.id, number) {
        return exists(&args.id, number, &path);
    }
    let agency = match agency(&args.id, year) {
        Ok(agency) => agency,
        Err(finding) => {
            report(vec![finding]);
            return ExitStatus::Failed;
        }
    };
    warn_of(open.elsewhere(&[Job::Agency(agency)]));
    let draft = start::overlay::draft(year, agency, &paths.content);
    match start::write_new(&draft) {
        Ok(()) => {
            let path = draft.path.display();
            print(&format!(
                "Đã tạo {path}: phần riêng của {} trong kế hoạch năm {number}.\nMở tệp, điền các chỗ còn trống rồi chạy: kehoach check\n",
                agency.name
            ))
        }
        Err(NotWritten::Exists(path)) => {
            let message = format!("đã có tệp {}; tệp được giữ nguyên", path.display());
            report(vec![Diagnostic::error(codes::CANNOT_WRITE, message).hint("đổi tên tệp ấy rồi chạy lại")]);
            ExitStatus::Findings
        }
        Err(NotWritten::Failed(error)) => {
            report(vec![Diagnostic::error(codes::CANNOT_WRITE, error.to_string())]);
            ExitStatus::Failed
        }
    }
}

fn exists(id: &str, year: i16, path: &std::path::Path) -> ExitStatus {
    let message = format!("“{id}” đã có phần riêng cho năm {year}: {}; tệp được giữ nguyên", path.display());
    report(vec![Diagnostic::error(codes::DUPLICATE_ID, message).hint("mở tệp ấy để sửa tiếp")]);
    ExitStatus::Findings
}

/// An agency that makes a sub-plan in this year.
fn agency<'p>(id: &str, year: &Year<'p>) -> Result<&'p Agency, Diagnostic> {
    let makers: Vec<&Agency> = year.agencies().into_iter().filter(|agency| agency.makes_sub_plan()).collect();
    if let Some(agency) = makers.iter().find(|agency| agency.id.as_str() == id) {
        return Ok(agency);
    }
    let known = year.province.registry.agencies().iter().find(|agency| agency.id.as_str() == id);
    if let Some(agency) = known {
        let message = format!("“{}” không lập kế hoạch triển khai trong năm {}", agency.name, year.year);
        return Err(Diagnostic::error(codes::UNKNOWN_AGENCY, message)
            .hint("xem các cơ quan được giao nhiệm vụ: kehoach list"));
    }
    let finding = Diagnostic::error(codes::UNKNOWN_AGENCY, format!("không có cơ quan “{id}”"));
    Err(match near_miss(id, makers.iter().map(|agency| agency.id.as_str())) {
        Some(near) => finding.hint(format!("có phải “{near}”?")),
        None => finding.hint("xem danh sách: kehoach list"),
    })
}
