//! The view of a sub-plan: the contract with its templates.

mod build;
mod cite;

use serde::Serialize;

use super::provincial::TargetView;
use crate::model::agency::AgencyKind;

/// The template of an agency's sub-plan, by its kind.
pub fn template_name(kind: AgencyKind) -> &'static str {
    match kind {
        AgencyKind::Department
        | AgencyKind::Office
        | AgencyKind::Inspectorate
        | AgencyKind::Police
        | AgencyKind::Province => "ke-hoach-so",
        AgencyKind::Board
        | AgencyKind::Centre
        | AgencyKind::Association
        | AgencyKind::Press
        | AgencyKind::Collective => "ke-hoach-ban-trung-tam",
        AgencyKind::Vertical => "ke-hoach-nganh-doc",
        AgencyKind::District | AgencyKind::Commune => "ke-hoach-xa",
    }
}

/// Kế hoạch triển khai, as templates see it: all of it under `k`.
#[derive(Debug, Serialize)]
pub struct SubPlanView {
    k: Body,
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
    #[serde(rename = "ke_hoach_goc")]
    parents: Vec<ParentView>,
    #[serde(rename = "mo_dau")]
    opening: Vec<String>,
    #[serde(rename = "muc_dich")]
    purposes: Vec<String>,
    #[serde(rename = "yeu_cau")]
    requirements: Vec<String>,
    #[serde(rename = "theo_doi")]
    monitored: Vec<MonitoredView>,
    #[serde(rename = "so_theo_doi")]
    monitored_count: String,
    #[serde(rename = "dan_nhap")]
    lead_in: Vec<String>,
    #[serde(rename = "nhieu_nhom")]
    several_groups: bool,
    #[serde(rename = "nhom")]
    groups: Vec<GroupView>,
    #[serde(rename = "trach_nhiem")]
    duties: Vec<DutyView>,
    /// What asked for this plan.
    #[serde(rename = "yeu_cau_lap")]
    order: Option<OrderView>,
    #[serde(rename = "co_muc_tieu")]
    any_target: bool,
    #[serde(rename = "in_chi_tieu")]
    show_monitored: bool,
    #[serde(rename = "to_chuc")]
    organisation: Vec<String>,
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
    #[serde(flatten)]
    target: TargetView,
}

#[derive(Debug, Serialize)]
struct GroupView {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "chi_so")]
    indices: Vec<IndexView>,
}

#[derive(Debug, Serialize)]
struct IndexView {
    #[serde(rename = "tieu_de")]
    title: String,
    #[serde(flatten)]
    target: TargetView,
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
}

/// A line of the "Phân công" list: who does which letters.
#[derive(Debug, Serialize)]
struct DivisionView {
    #[serde(rename = "dan")]
    phrase: Option<String>,
    #[serde(rename = "chu_tri")]
    lead: Option<String>,
    #[serde(rename = "phoi_hop")]
    supporting: Option<String>,
    /// "a, b"; none where there is one entry only.
    #[serde(rename = "diem")]
    letters: Option<String>,
}

#[derive(Debug, Serialize)]
struct DutyView {
    #[serde(rename = "noi_dung")]
    text: String,
    #[serde(rename = "thoi_han_rieng")]
    own_deadline: Option<String>,
    #[serde(rename = "can_cu")]
    citation: String,
}

#[derive(Debug, Serialize)]
struct OrderView {
    #[serde(rename = "can_cu")]
    citation: String,
    #[serde(rename = "thoi_han")]
    deadline: Option<String>,
}
