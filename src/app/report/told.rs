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

/// Plans that were issued after the day of the figures: nothing of them can be done or late then.
pub(super) fn before_plans(report: &Report<'_>) -> Option<Diagnostic> {
    let later = report.plans.iter().filter_map(|plan| {
        let issued = plan.official.date.full().filter(|issued| *issued > report.day)?;
        Some(format!("{} ({})", plan.short_citation(), short_date(issued)))
    });
    let later: Vec<String> = later.collect();
    if later.is_empty() {
        return None;
    }
    let message = format!(
        "ngày tính số liệu {} trước ngày ban hành {}: chưa việc nào của kế hoạch ấy đến hạn",
        short_date(report.day),
        later.join(", ")
    );
    let finding = Diagnostic::warning(codes::REPORT_BEFORE_PLAN, message);
    Some(
        finding
            .hint("xem lại năm ở --as-of; báo cáo về riêng một kế hoạch thì ghi --plan")
            .within(Scope::Report { year: report.year }),
    )
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::app::{Fonts, Inputs};
    use crate::follow::matrix::Wanted;
    use crate::follow::report::Known;
    use crate::template::TemplateSet;

    const PROVINCE: &str = "loai: tinh\nten: Bắc Hà\nten_day_du: tỉnh Bắc Hà\nco_quan_ban_hanh: ubnd-tinh\n";

    const AGENCIES: &str = "loai: co_quan
danh_sach:
  - {ma: ubnd-tinh, ten: UBND tỉnh Bắc Hà, phan_loai: ubnd_tinh}
  - {ma: so-noi-vu, ten: Sở Nội vụ, phan_loai: so, ky_hieu: SNV}
  - {ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT}
";

    fn plan(number: u32) -> String {
        format!(
            "loai: ke_hoach\nma: kh-{number}\nnam: 2025\nso: {number}\nngay: 02/7/2025\ntrang_thai: ban_hanh\n\
             trich_yeu: Việc số {number}\ncac_muc:\n  - {{tieu_de: Nhiệm vụ, giao: [{{chu_tri: [so-noi-vu, so-y-te], \
             nhiem_vu: [{{noi_dung: Rà soát.}}]}}]}}\nky: {{ho_ten: Nguyễn Văn Bình}}\n"
        )
    }

    fn part(agency: &str, plan: u32, stated: &str) -> String {
        format!(
            "loai: ke_hoach_don_vi\nco_quan: {agency}\nnam: 2025\nke_hoach_goc: [kh-{plan}]\n{stated}\n\
             ky: {{ho_ten: Trần Thị Dung}}\n"
        )
    }

    /// Of which files it is told, on a day of July, that they are drafts with number and day, where Sở Y tế has
    /// stated this of its part; its other part is issued, and so is that of Sở Nội vụ.
    fn told(stated: &str, day: i8) -> Vec<String> {
        let issued = "so: 5\nngay: 08/7/2025\ntrang_thai: ban_hanh";
        let files = [
            ("tinh.yaml", PROVINCE.to_owned()),
            ("co-quan.yaml", AGENCIES.to_owned()),
            ("kh-1.yaml", plan(1)),
            ("kh-2.yaml", plan(2)),
            ("a-so-noi-vu.yaml", part("so-noi-vu", 2, issued)),
            ("b-so-y-te.yaml", part("so-y-te", 1, issued)),
            ("c-so-y-te.yaml", part("so-y-te", 2, stated)),
        ];
        let templates = TemplateSet::load(None).expect("the built-in templates load");
        let files = files.map(|(name, text)| (name.into(), text.into_bytes()));
        let inputs = Inputs::in_memory(templates, Fonts::of(None).expect("the bundled faces"), files);
        let open = OpenYear::of(&inputs, Some(2025)).expect("nothing is wrong");
        let all = Wanted { agencies: &[], plans: &[] };
        let report = Report::of(&open.year, all, date(2025, 7, day), &Known::default());
        let told = unissued(&open, &report);
        let files = told.iter().map(|one| &one.place.as_ref().expect("it has a place").source.path);
        files.map(|file| file.display().to_string()).collect()
    }

    #[test]
    fn a_draft_with_a_number_is_told_from_its_day_on() {
        let numbered = "so: 6\nngay: 15/7/2025";
        assert_eq!(told(numbered, 14), [""; 0]);
        for day in [15, 20] {
            assert_eq!(told(numbered, day), ["c-so-y-te.yaml"]);
        }
        for other in
            ["", "ngay: 15/7/2025", "so: 6\nngay: 7/2025", "so: 6\nngay: 15/7/2025\ntrang_thai: ban_hanh"]
        {
            assert_eq!(told(other, 20), [""; 0], "{other}");
        }
    }
}
