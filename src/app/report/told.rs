//! What is said of a report beside its pages: of the office's own file, of files that it is not, of what does not
//! count in it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::app::OpenYear;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::follow::report::{Issue, Report};
use crate::model::{Agency, Overlay, PlanId, ReportPart};
use crate::official::State;
use crate::review::acceptance;
use crate::text::values::short_date;

/// What was found in the office's file. What a file of another day has is no concern of this one; one of which
/// the day is not known may be meant.
pub(super) fn own(open: &OpenYear<'_>, part: Option<&ReportPart>, day: Date) -> Vec<Diagnostic> {
    let path = |part: &ReportPart| part.place.source.path.clone();
    let own = part.map(path);
    let others: BTreeSet<_> =
        open.year.province.reports.iter().filter(|other| other.day != day).map(path).collect();
    let concerned = |finding: &&Diagnostic| {
        let file = finding.place.as_ref().map(|place| &place.source.path);
        match (file, &own) {
            (Some(file), Some(own)) if file == own => true,
            (file, _) => finding.is_error() && file.is_none_or(|file| !others.contains(file)),
        }
    };
    open.of_reports().filter(concerned).cloned().collect()
}

/// Parts with number and day that still say that they are drafts: the report counts them as such.
pub(super) fn unissued(open: &OpenYear<'_>, report: &Report<'_>) -> Vec<Diagnostic> {
    let dated = report.documents().into_iter().filter(|one| {
        let day = one.official.date.full();
        one.issue == Issue::Draft && one.official.number.is_some() && day.is_some_and(|day| day <= report.day)
    });
    let loaded = &open.inputs.loaded;
    let parts = &open.year.province.overlays;
    let mut told: Vec<Diagnostic> = dated
        .filter_map(|one| {
            let is_own = |part: &&Overlay| {
                part.agency == one.agency.id && part.year == report.year && part.parents.contains(one.folder)
            };
            let part = parts.iter().find(is_own).filter(|part| part.stated.status == State::Draft)?;
            let message = format!(
                "phần riêng của {} có số, ngày mà “trang_thai” còn là du_thao: báo cáo tính là đang dự thảo",
                one.agency.name
            );
            let finding = Diagnostic::warning(codes::DRAFT_NUMBERED, message).at(part.place.clone());
            let hint = format!(
                "đã ban hành thì ghi trang_thai: ban_hanh; cấp số trước khi ký thì ký xong hãy ghi, không cần nhắc \
                 thì thêm vào tệp này: chap_nhan: [{{ma: {}, cho: {}, ly_do: cấp số trước khi ký}}]",
                codes::DRAFT_NUMBERED,
                part.agency.as_str()
            );
            Some(finding.hint(hint).within(Scope::Report { year: report.year }))
        })
        .collect();
    acceptance::apply(&mut told, &loaded.acceptances, &loaded.texts);
    told
}

/// What agencies reported of days after that of the figures: it is not so yet, and counts as if nothing was reported.
pub(super) fn later(report: &Report<'_>) -> Option<Diagnostic> {
    let count: usize = report.later.iter().map(|(_, count)| count).sum();
    if count == 0 {
        return None;
    }
    let told: Vec<String> =
        report.later.iter().map(|(agency, count)| format!("{} {count:02}", agency.name)).collect();
    let message = format!(
        "{count:02} lượt giao việc có ngày báo sau ngày tính số liệu ({}), chưa được tính là đã báo cáo: {}",
        short_date(report.day),
        told.join("; ")
    );
    let hint =
        "việc đã xong đến ngày ấy thì sửa cột “Ngày” (bỏ trống cũng được), hoặc lấy ngày muộn hơn ở --as-of";
    let finding = Diagnostic::warning(codes::REPORTED_LATER, message).hint(hint);
    Some(finding.within(Scope::Report { year: report.year }))
}

/// Files of reports that are not used for this one: a clerk may have meant one of them.
pub(super) fn of_others(open: &OpenYear<'_>, report: &Report<'_>, agency: &Agency) -> Option<Diagnostic> {
    let year = report.year;
    let parts = open.year.province.reports.iter().filter(|part| part.year == year);
    let told: Vec<String> = parts
        .map(|part| {
            let whose = part.agency.as_ref().map(|id| format!(", cơ quan {id}")).unwrap_or_default();
            let plans: Vec<&str> = part.plans.iter().map(PlanId::as_str).collect();
            let plans =
                if plans.is_empty() { String::new() } else { format!(", kế hoạch {}", plans.join(", ")) };
            let file = part.place.source.path.display();
            format!("{file} (tính đến {}{whose}{plans})", short_date(part.day))
        })
        .collect();
    if told.is_empty() {
        return None;
    }
    let message = format!(
        "chưa có tệp báo cáo tính đến {} của {}: số, ngày, kiến nghị để trống; các tệp không dùng: {}",
        short_date(report.day),
        agency.name,
        told.join("; ")
    );
    let hint = "ghi đúng ngày ở --as-of, hoặc tạo tệp mới: kehoach bao-cao --tao-tep --as-of NGÀY";
    Some(Diagnostic::info(codes::REPORT_OF_OTHERS, message).hint(hint).within(Scope::Report { year }))
}
