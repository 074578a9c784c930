//! The view of a sub-plan: the contract with its templates.

mod build;
mod cite;
mod duties;
mod entries;
mod groups;
mod parts;

use serde::Serialize;

use super::origins::Origins;
use super::own_section::SectionView;
use super::plan_view::IndicatorView;
use crate::model::agency::AgencyKind;

/// The template of an agency's sub-plan, by its kind.
pub fn template_name(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Department
        | AgencyKind::Office
        | AgencyKind::Inspectorate
        | AgencyKind::Police
        | AgencyKind::Province => "ke-hoach-so",
        AgencyKind::Division => "ke-hoach-phong",
        AgencyKind::Board
        | AgencyKind::Centre
        | AgencyKind::Association
        | AgencyKind::Press
        | AgencyKind::Village
        | AgencyKind::Party
        | AgencyKind::Collective => "ke-hoach-ban-trung-tam",
        AgencyKind::Vertical => "ke-hoach-nganh-doc",
        AgencyKind::District | AgencyKind::Commune => "ke-hoach-xa",
    }
}

/// Kế hoạch triển khai, as templates see it: all of it under `k`.
#[derive(Debug, Serialize)]
pub struct SubPlanView {
    k: Body,
    #[serde(skip)]
    origins: Origins,
}

impl SubPlanView {
    /// The names of its marked values, by their numbers.
    pub fn origins(self) -> Vec<String> {
        self.origins.names()
    }
}

/// Dấu đầu dòng: what a template puts before a line that has no value of the agency's own, so that the line
/// is known again in a file that comes back.
#[derive(Debug, Serialize)]
struct LineMarks {
    #[serde(rename = "mo_dau")]
    opening: String,
    #[serde(rename = "muc_dich")]
    purposes: String,
    #[serde(rename = "yeu_cau")]
    requirements: String,
    #[serde(rename = "to_chuc")]
    organisation: String,
    #[serde(rename = "ket_thuc")]
    closing: String,
}

#[derive(Debug, Serialize)]
struct Body {
    #[serde(rename = "nam")]
    year: i16,
    /// It is issued: what nobody filled is left out, not left blank.
    #[serde(rename = "ban_hanh")]
    issued: bool,
    #[serde(rename = "trich_yeu")]
    subject: String,
    #[serde(rename = "co_quan")]
    agency: AgencyView,
    /// Who gave the tasks: "UBND tỉnh"; several where several plans are answered.
    #[serde(rename = "noi_giao")]
    issuer: String,
    #[serde(rename = "ke_hoach_goc")]
    parents: Vec<ParentView>,
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "muc_dich")]
    purposes: Vec<String>,
    #[serde(rename = "yeu_cau")]
    requirements: Vec<String>,
    /// Bố cục: the sections in their order.
    #[serde(rename = "bo_cuc")]
    sections: Vec<SectionView>,
    #[serde(rename = "theo_doi")]
    monitored: Vec<MonitoredView>,
    #[serde(rename = "so_theo_doi")]
    monitored_count: String,
    #[serde(rename = "cung_theo_doi")]
    co_monitored: Vec<MonitoredView>,
    /// Every one that it monitors or co-monitors is an index.
    #[serde(rename = "deu_la_chi_so")]
    all_indices: bool,
    #[serde(rename = "dan_nhap")]
    lead_in: Vec<String>,
    #[serde(rename = "nhieu_nhom")]
    several_groups: bool,
    #[serde(rename = "nhom")]
    groups: Vec<GroupView>,
    /// Nhiệm vụ phối hợp khi có liên quan.
    #[serde(rename = "lien_quan")]
    related: Vec<DutyView>,
    #[serde(rename = "trach_nhiem")]
    duties: Vec<DutyView>,
    /// What asked for this plan.
    #[serde(rename = "yeu_cau_lap")]
    order: Option<OrderView>,
    #[serde(rename = "co_muc_tieu")]
    any_target: bool,
    #[serde(rename = "in_chi_tieu")]
    show_monitored: bool,
    #[serde(rename = "in_muc_tieu")]
    show_targets: bool,
    #[serde(rename = "in_can_cu")]
    show_references: bool,
    #[serde(rename = "to_chuc")]
    organisation: Vec<DutyView>,
    #[serde(rename = "ket_thuc")]
    closing: Option<String>,
    #[serde(rename = "in_phu_luc")]
    annex: bool,
    #[serde(rename = "so_noi_dung")]
    entries: usize,
    /// Tasks that they answer, and in how many of them the agency leads or supports.
    #[serde(rename = "so_nhiem_vu")]
    tasks: usize,
    #[serde(rename = "so_chu_tri")]
    lead_tasks: usize,
    #[serde(rename = "so_phoi_hop")]
    supporting_tasks: usize,
    #[serde(rename = "dau")]
    marks: LineMarks,
}

#[derive(Debug, Serialize)]
struct AgencyView {
    #[serde(rename = "ten")]
    name: String,
    /// How it speaks of itself in a sentence.
    #[serde(rename = "tu_xung")]
    self_name: String,
    /// Its own parts, to whom the closing sentence speaks.
    #[serde(rename = "noi_bo")]
    internal: &'static str,
    /// "Bộ phận được giao", or the unit that sums up and reports where the agency has said which.
    #[serde(rename = "dau_moi")]
    coordinator: String,
    /// "Chủ tịch UBND xã Đồng Đăng".
    #[serde(rename = "nguoi_dung_dau")]
    head: String,
    #[serde(rename = "dia_ban")]
    territory: String,
    /// "xã", "phường", "huyện", "thành phố".
    #[serde(rename = "loai_dia_ban")]
    territory_kind: String,
}

#[derive(Debug, Serialize)]
struct ParentView {
    #[serde(rename = "vien_dan")]
    citation: String,
    #[serde(rename = "vien_dan_day_du")]
    full_citation: String,
}

#[derive(Debug, Serialize)]
struct MonitoredView {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "chi_tieu")]
    indicators: Vec<IndicatorView>,
    /// Đầu mối theo dõi, where the agency is not.
    #[serde(rename = "dau_moi")]
    monitor: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroupView {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "chi_so")]
    headings: Vec<HeadingView>,
}

#[derive(Debug, Serialize)]
struct HeadingView {
    /// Empty where the group's own name says it.
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(rename = "chi_tieu")]
    indicators: Vec<IndicatorView>,
    #[serde(rename = "kieu")]
    style: &'static str,
    #[serde(rename = "noi_dung")]
    entries: Vec<EntryView>,
    #[serde(rename = "phan_cong")]
    division: Vec<DivisionView>,
    #[serde(rename = "lanh_dao")]
    leaders: Option<String>,
    #[serde(rename = "theo_linh_vuc")]
    by_field: bool,
}

#[derive(Debug, Serialize)]
struct EntryView {
    /// Row number of the annex table, through the whole plan.
    #[serde(rename = "stt")]
    row: usize,
    #[serde(rename = "nhan")]
    label: String,
    #[serde(rename = "noi_dung")]
    text: String,
    /// Where the tasks stand and what else the plan says of who does them.
    #[serde(rename = "can_cu")]
    citation: Option<String>,
    #[serde(rename = "can_cu_ngan")]
    short_citation: String,
    #[serde(rename = "giao")]
    phrase: Option<String>,
    #[serde(rename = "chu_tri")]
    lead: Option<String>,
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    #[serde(rename = "thoi_han")]
    deadline: Option<String>,
    /// The deadline where the text does not state it already.
    #[serde(rename = "thoi_han_rieng")]
    own_deadline: Option<String>,
    #[serde(rename = "san_pham")]
    output: Option<String>,
    /// The output where the text does not state it already.
    #[serde(rename = "san_pham_rieng")]
    own_output: Option<String>,
}

/// A line of the "Phân công" list: who does which letters.
#[derive(Debug, Serialize)]
struct DivisionView {
    /// Dấu đầu dòng.
    #[serde(rename = "dau")]
    mark: String,
    #[serde(rename = "dan")]
    phrase: Option<String>,
    /// The phrase is a whole line as the agency has it.
    #[serde(rename = "tron_cau")]
    whole: bool,
    #[serde(rename = "chu_tri")]
    lead: Option<String>,
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    /// "điểm a", "các điểm a, b"; none where there is one entry only.
    #[serde(rename = "diem")]
    letters: Option<String>,
}

#[derive(Debug, Serialize)]
struct DutyView {
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "thoi_han_rieng")]
    own_deadline: Option<String>,
    #[serde(rename = "san_pham")]
    output: Option<String>,
    #[serde(rename = "can_cu")]
    citation: Option<String>,
}

#[derive(Debug, Serialize)]
struct OrderView {
    #[serde(rename = "can_cu")]
    citation: String,
    #[serde(rename = "thoi_han")]
    deadline: Option<String>,
}
