//! What the template of the report sees: a contract, not the model.

use serde::Serialize;

use super::{Group, Issue, Of, Report, Tally};
use crate::derive::scores::Scores;
use crate::model::overlay::OwnText;
use crate::model::{Province, ReportPart};
use crate::official::State;
use crate::template::names::{full_citation, issuer_in_full};
use crate::template::{ScoresView, SectionView, grounds};
use crate::text::values::short_date;

/// Báo cáo, as `bao-cao.md` has it.
#[derive(Debug, Serialize)]
pub struct ReportView {
    #[serde(rename = "nam")]
    year: i16,
    /// "30/9/2025".
    #[serde(rename = "den_ngay")]
    day: String,
    #[serde(rename = "co_quan")]
    agency: String,
    /// Kế hoạch, each cited in full.
    #[serde(rename = "ke_hoach")]
    plans: Vec<Cited>,
    #[serde(rename = "trien_khai")]
    issued: Issued,
    /// One row for each agency and plan.
    #[serde(rename = "ke_hoach_don_vi")]
    sub_plans: Vec<SubPlanRow>,
    #[serde(rename = "theo_co_quan")]
    agencies: Vec<TallyRow>,
    #[serde(rename = "theo_nhom")]
    headings: Vec<TallyRow>,
    #[serde(rename = "theo_han")]
    dues: Vec<TallyRow>,
    #[serde(rename = "tong")]
    total: TallyRow,
    #[serde(rename = "theo_doi")]
    monitored: Vec<MonitoredRow>,
    /// "57%", of what is surely given.
    #[serde(rename = "ty_le_xong")]
    share_done: String,
    #[serde(rename = "chua_ai_nhan")]
    untaken: usize,
    #[serde(rename = "diem_cac_nam")]
    scores: ScoresView,
    #[serde(rename = "can_cu")]
    grounds: Vec<String>,
    /// Kính gửi, empty where there is nobody above.
    #[serde(rename = "kinh_gui")]
    addressees: Vec<String>,
    /// In the place of the template's own words.
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "nhan_xet")]
    remarks: Vec<String>,
    /// Mục of the office's own.
    #[serde(rename = "muc_rieng")]
    sections: Vec<SectionView>,
    /// Empty where a draft leaves room for them.
    #[serde(rename = "kien_nghi")]
    proposals: Vec<String>,
    #[serde(rename = "ket_thuc")]
    closing: Vec<String>,
    #[serde(rename = "ban_hanh")]
    is_issued: bool,
}

#[derive(Debug, Serialize)]
struct Cited {
    #[serde(rename = "trich_dan")]
    full: String,
    #[serde(rename = "noi_giao")]
    issuer: String,
}

#[derive(Debug, Serialize)]
struct Issued {
    #[serde(rename = "phai_lap")]
    all: usize,
    #[serde(rename = "da_ban_hanh")]
    issued: usize,
    #[serde(rename = "ky_so")]
    signed: usize,
    #[serde(rename = "du_thao")]
    drafts: usize,
    #[serde(rename = "chua_co")]
    none: usize,
    #[serde(rename = "co_loi")]
    faulty: usize,
    #[serde(rename = "ban_hanh_cham")]
    issued_late: usize,
    #[serde(rename = "qua_han")]
    overdue: usize,
    /// Ban hành or dự thảo, whose entries all have unit, deadline and output.
    #[serde(rename = "cu_the")]
    specific: usize,
}

#[derive(Debug, Serialize)]
struct SubPlanRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    agency: String,
    #[serde(rename = "tinh_trang")]
    state: &'static str,
    #[serde(rename = "van_ban")]
    document: String,
    #[serde(rename = "han")]
    due: String,
    #[serde(rename = "cham")]
    late: String,
    #[serde(rename = "noi_dung")]
    entries: usize,
    #[serde(rename = "co_don_vi")]
    with_unit: usize,
    #[serde(rename = "co_han")]
    with_deadline: usize,
    #[serde(rename = "co_san_pham")]
    with_output: usize,
}

#[derive(Debug, Serialize)]
struct TallyRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "tong")]
    all: usize,
    #[serde(rename = "xong")]
    done: usize,
    #[serde(rename = "dang_lam")]
    underway: usize,
    #[serde(rename = "chua_lam")]
    not_started: usize,
    #[serde(rename = "chua_bao_cao")]
    unreported: usize,
    #[serde(rename = "qua_han")]
    overdue: usize,
    #[serde(rename = "lien_quan")]
    related: usize,
}

#[derive(Debug, Serialize)]
struct MonitoredRow {
    #[serde(rename = "stt")]
    number: usize,
    #[serde(rename = "ten")]
    heading: String,
    #[serde(rename = "co_quan")]
    monitor: String,
    #[serde(rename = "nhiem_vu")]
    tasks: usize,
    #[serde(rename = "chua_nhan")]
    untaken: usize,
}

impl ReportView {
    /// Of a report that this agency makes; `part` is what it says of its own.
    pub fn of(
        report: &Report<'_>,
        province: &Province,
        agency: &str,
        scores: &Scores,
        addressees: &[String],
        part: Option<&ReportPart>,
    ) -> Self {
        let texts = |of: fn(&ReportPart) -> &Vec<String>| part.map(of).cloned().unwrap_or_default();
        let late = |issued: bool| report.late().filter(|one| one.issue.is_issued() == issued).count();
        let documents = report.documents();
        let specific = documents.iter().filter(|one| {
            let open = one.openness;
            (one.issue.is_issued() || one.issue == Issue::Draft)
                && open.entries > 0
                && open.without_unit + open.without_deadline + open.without_output == 0
        });
        let (done, all) = (report.total.done, report.total.all());
        let percent = if all == 0 { 0.0 } else { done as f64 * 100.0 / all as f64 };
        Self {
            year: report.year,
            day: short_date(report.day),
            agency: agency.to_owned(),
            plans: report
                .plans
                .iter()
                .map(|plan| Cited {
                    full: full_citation(province, plan),
                    issuer: issuer_in_full(province, plan),
                })
                .collect(),
            issued: Issued {
                all: documents.len(),
                issued: report.count(Issue::Signed) + report.count(Issue::Issued),
                signed: report.count(Issue::Signed),
                drafts: report.count(Issue::Draft),
                none: report.count(Issue::None),
                faulty: report.count(Issue::Faulty),
                issued_late: late(true),
                overdue: late(false),
                specific: specific.count(),
            },
            sub_plans: sub_plans(report),
            agencies: rows(&report.agencies),
            headings: rows(&report.headings),
            dues: rows(&report.dues),
            total: row(0, "Cộng".to_owned(), &report.total),
            monitored: report
                .monitored
                .iter()
                .zip(1..)
                .map(|(one, number)| MonitoredRow {
                    number,
                    heading: one.heading.to_owned(),
                    monitor: one.monitor.name.clone(),
                    tasks: one.tasks,
                    untaken: one.untaken.len(),
                })
                .collect(),
            share_done: format!("{percent:.1}%").replace('.', ","),
            untaken: report.monitored.iter().map(|one| one.untaken.len()).sum(),
            scores: ScoresView::of(scores),
            grounds: grounds(&texts(|part| &part.grounds)),
            addressees: addressees.to_vec(),
            opening: texts(|part| &part.opening),
            remarks: texts(|part| &part.remarks),
            sections: part.map(|part| part.sections.iter().map(section).collect()).unwrap_or_default(),
            proposals: texts(|part| &part.proposals),
            closing: texts(|part| &part.closing),
            is_issued: part.is_some_and(|part| part.stated.status == State::Issued),
        }
    }
}

/// A section as it stands.
fn section(own: &OwnText) -> SectionView {
    SectionView::own(own, |_, _, _, text| text.clone())
}

fn sub_plans(report: &Report<'_>) -> Vec<SubPlanRow> {
    let row = |(one, number): (&super::SubPlanState<'_>, usize)| {
        let open = one.openness;
        let document = match (one.issue.is_issued(), one.official.date.full()) {
            (true, Some(day)) => format!("{} ngày {}", one.official.number_and_symbol(), short_date(day)),
            _ => String::new(),
        };
        SubPlanRow {
            number,
            agency: one.agency.name.clone(),
            state: one.issue.label(),
            document,
            due: one.due.map(short_date).unwrap_or_default(),
            late: if one.days_late > 0 { one.days_late.to_string() } else { String::new() },
            entries: open.entries,
            with_unit: open.entries - open.without_unit,
            with_deadline: open.entries - open.without_deadline,
            with_output: open.entries - open.without_output,
        }
    };
    report.sub_plans.iter().zip(1..).map(row).collect()
}

fn rows(groups: &[Group<'_>]) -> Vec<TallyRow> {
    let name = |of: &Of<'_>| match of {
        Of::Agency(agency) => agency.name.clone(),
        Of::Heading(_, "") => "(không có đề mục)".to_owned(),
        Of::Heading(_, heading) => (*heading).to_owned(),
        Of::Due(Some(due)) => short_date(*due),
        Of::Due(None) => "không có ngày cuối".to_owned(),
    };
    groups.iter().zip(1..).map(|(group, number)| row(number, name(&group.of), &group.tally)).collect()
}

fn row(number: usize, name: String, tally: &Tally) -> TallyRow {
    TallyRow {
        number,
        name,
        all: tally.all(),
        done: tally.done,
        underway: tally.underway,
        not_started: tally.not_started,
        unreported: tally.unreported,
        overdue: tally.overdue,
        related: tally.related,
    }
}
