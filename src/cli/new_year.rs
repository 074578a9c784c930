//! `kehoach new-year`: the plan of a new year to start from.

use std::fmt::Write;

use clap::Args;

use super::{ExitStatus, load, print, report, warn_of};
use crate::app::Paths;
use crate::app::new_year::{self, Asked, NotDrafted};
use crate::start::Draft;

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
    let inputs = match load(paths) {
        Ok(inputs) => inputs,
        Err(status) => return status,
    };
    let asked = Asked { year: args.year, from: args.from, plan: args.plan.clone(), date: args.date.clone() };
    let plan = match new_year::draft(&asked, inputs, &paths.content) {
        Ok(plan) => plan,
        Err(why) => return not_drafted(why),
    };
    warn_of(plan.elsewhere.clone());
    match new_year::write(&plan) {
        Ok(()) => print(&told(&plan.draft, &plan.from)),
        Err(why) => not_drafted(why),
    }
}

fn not_drafted(why: NotDrafted) -> ExitStatus {
    match why {
        NotDrafted::Year(refused) => super::refused(refused),
        NotDrafted::Refused(finding) => {
            report(vec![finding]);
            ExitStatus::Failed
        }
        NotDrafted::IsThere(finding) => {
            report(vec![finding]);
            ExitStatus::Findings
        }
    }
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
    text.push_str("\nTrả lời trong tệp; hoặc trước khi tạo, từng chỗ một, ở trang “Năm mới” của bàn làm việc: kehoach mo\n");
    text
}
