//! `kehoach new-year`: the plan of a new year to start from.

use std::fmt::Write;
use std::path::Path;

use clap::Args;

use super::{ExitStatus, load, print, refused, report, warn_of};
use crate::app::{OpenYear, Paths};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Plan;
use crate::start::{self, Draft, NotWritten};
use crate::text::values::{DateFault, IssueDate};

#[derive(Debug, Args)]
pub(super) struct NewYearArgs {
    /// Năm mới
    #[arg(value_name = "NĂM")]
    year: i16,
    /// Lập từ kế hoạch của năm này
    #[arg(long, alias = "tu", value_name = "NĂM")]
    from: i16,
    /// Mã kế hoạch cần lấy làm gốc, khi năm ấy có nhiều kế hoạch, hoặc khi năm mới đã có kế hoạch khác
    #[arg(long, alias = "ke-hoach", value_name = "KẾ_HOẠCH")]
    plan: Option<String>,
    /// Ngày dự kiến ban hành (02/7/2027 hoặc 7/2027), để lấy đúng các cơ quan vào ngày ấy; mặc định là ngày đầu năm
    #[arg(long, alias = "ngay", value_name = "NGÀY")]
    date: Option<String>,
}

pub(super) fn run(args: &NewYearArgs, paths: &Paths) -> ExitStatus {
    let date = match issue_date(args) {
        Ok(date) => date,
        Err(finding) => return refuse(finding),
    };
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    // Beside other plans of the year only what is asked for by name.
    if args.plan.is_none()
        && let Some(path) = start::existing_plan(&inputs.loaded, args.year)
    {
        return exists(args, &path);
    }
    let open = match OpenYear::of(&inputs, Some(args.from)) {
        Ok(open) => open,
        Err(why) => return refused(why),
    };
    warn_of(open.elsewhere(&[]));
    let province = open.year.province;
    let old = match source(args, &open) {
        Ok(old) => old,
        Err(finding) => return refuse(finding),
    };
    let Some(draft) = start::year::draft(province, old, args.year, date, &paths.content) else {
        let path = old.place.source.path.display();
        let message = format!("tệp {path} còn lỗi nên chưa lập được kế hoạch năm mới từ tệp này");
        return refuse(Diagnostic::error(codes::CANNOT_RUN, message).hint("xem các lỗi: kehoach check"));
    };
    match start::write_new(&draft) {
        Ok(()) => print(&told(&draft, &start::cited(old))),
        Err(NotWritten::Exists(path)) => {
            let message = format!("đã có tệp {}; tệp được giữ nguyên", path.display());
            report(vec![Diagnostic::error(codes::CANNOT_WRITE, message).hint("đổi tên tệp ấy rồi chạy lại")]);
            ExitStatus::Findings
        }
        Err(NotWritten::Failed(error)) => refuse(Diagnostic::error(codes::CANNOT_WRITE, error.to_string())),
    }
}

fn refuse(finding: Diagnostic) -> ExitStatus {
    report(vec![finding]);
    ExitStatus::Failed
}

/// The plan to start from: the one named, or the only one that is known whole.
fn source<'p>(args: &NewYearArgs, open: &OpenYear<'p>) -> Result<&'p Plan, Diagnostic> {
    let plans: Vec<&Plan> =
        open.year.plans().map(|shares| shares.plan).filter(|plan| !plan.excerpt).collect();
    let ids: Vec<&str> = plans.iter().map(|plan| plan.id.as_str()).collect();
    let hint = format!("các kế hoạch của năm {}: {}", args.from, ids.join(", "));
    match (&args.plan, plans.as_slice()) {
        (Some(id), plans) => plans.iter().find(|plan| plan.id.as_str() == id).copied().ok_or_else(|| {
            let message = format!("năm {} không có kế hoạch “{id}”", args.from);
            Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(hint)
        }),
        (None, [plan]) => Ok(plan),
        (None, _) => {
            let message = format!("năm {} có {:02} kế hoạch, chưa rõ lấy kế hoạch nào", args.from, ids.len());
            Err(Diagnostic::error(codes::UNKNOWN_PLAN, message).hint(format!("ghi --plan; {hint}")))
        }
    }
}

/// The day given, once it is clear that the years make sense.
fn issue_date(args: &NewYearArgs) -> Result<Option<IssueDate>, Diagnostic> {
    if !(1990..=2200).contains(&args.year) || args.year <= args.from {
        let message = format!("năm mới {} phải sau năm {} và không quá 2200", args.year, args.from);
        return Err(Diagnostic::error(codes::BAD_VALUE, message));
    }
    let Some(text) = &args.date else { return Ok(None) };
    match IssueDate::parse(text) {
        Ok(date) if date.year == args.year => Ok(Some(date)),
        Err(fault) if fault != DateFault::Form => {
            let message = format!("ngày “{text}”: {fault}");
            Err(Diagnostic::error(codes::BAD_DATE, message).hint(fault.hint()))
        }
        _ => {
            let message = format!("ngày “{text}” không phải một ngày của năm {}", args.year);
            let hint = format!("viết ngày/tháng/năm hoặc tháng/năm, ví dụ: 02/7/{0}, 7/{0}", args.year);
            Err(Diagnostic::error(codes::BAD_DATE, message).hint(hint))
        }
    }
}

fn exists(args: &NewYearArgs, path: &Path) -> ExitStatus {
    let message = format!("năm {} đã có kế hoạch: {}; tệp được giữ nguyên", args.year, path.display());
    let hint = format!(
        "lập thêm một kế hoạch bên cạnh: kehoach new-year {} --from {} --plan <mã kế hoạch của năm {2}>",
        args.year, args.from, args.from
    );
    report(vec![Diagnostic::error(codes::DUPLICATE_ID, message).hint(hint)]);
    ExitStatus::Findings
}

/// Where the file is and what is to be decided in it.
fn told(draft: &Draft, citation: &str) -> String {
    let path = draft.path.display();
    let mut text = format!("Đã tạo {path} từ {citation}.\n");
    if draft.decisions.is_empty() {
        return text;
    }
    let _ = writeln!(text, "\n{:02} chỗ cần quyết định:", draft.decisions.len());
    for decision in &draft.decisions {
        let _ = writeln!(text, "{path}:{}: {}", decision.line, decision.what);
    }
    text
}
