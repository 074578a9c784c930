//! `ke_hoach_don_vi`: what only the agency knows of its own sub-plan.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{RawMarks, RawSignature, RawStatus, Text};

/// Phần riêng của một cơ quan trong kế hoạch triển khai.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOverlay {
    /// Luôn là `ke_hoach_don_vi`.
    pub loai: Text,
    /// Mã cơ quan.
    #[serde(rename = "co_quan")]
    pub agency: Text,
    #[serde(rename = "nam")]
    pub year: Text,
    #[serde(rename = "so", default)]
    pub number: Option<Text>,
    #[serde(rename = "ky_hieu", default)]
    pub symbol: Option<Text>,
    #[serde(rename = "ngay", default)]
    pub date: Option<Text>,
    #[serde(rename = "trang_thai", default)]
    pub status: Option<RawStatus>,
    /// Các kế hoạch của tỉnh làm căn cứ; mặc định là kế hoạch chính của năm.
    #[serde(rename = "ke_hoach_goc", default)]
    pub parents: Vec<Text>,
    #[serde(rename = "trich_yeu", default)]
    pub subject: Option<Text>,
    #[serde(rename = "mo_dau", default)]
    pub opening: Vec<Text>,
    #[serde(rename = "muc_dich", default)]
    pub purposes: Vec<Text>,
    #[serde(rename = "yeu_cau", default)]
    pub requirements: Vec<Text>,
    /// Phòng, đơn vị trực thuộc.
    #[serde(rename = "don_vi", default)]
    pub units: Vec<RawUnit>,
    #[serde(rename = "lanh_dao", default)]
    pub leaders: Vec<RawLeader>,
    /// Các đoạn dẫn trước danh sách chỉ số.
    #[serde(rename = "dan_nhap_nhiem_vu", default)]
    pub lead_in: Vec<Text>,
    #[serde(rename = "chi_so", default)]
    pub indices: Vec<RawOverlayIndex>,
    #[serde(rename = "to_chuc_thuc_hien", default)]
    pub organisation: Vec<Text>,
    /// Câu kết, không ghi "./.".
    #[serde(rename = "ket_thuc", default)]
    pub closing: Option<Text>,
    #[serde(rename = "noi_nhan", default)]
    pub recipients: Vec<Text>,
    #[serde(rename = "luu", default)]
    pub archive: Option<Text>,
    #[serde(rename = "ky", default)]
    pub signature: RawSignature,
    #[serde(rename = "dau_hieu", default)]
    pub marks: RawMarks,
    /// Mỗi phụ lục là một tệp riêng, có ô ký số của cơ quan ở góc trên bên phải trang đầu.
    #[serde(rename = "phu_luc_rieng", default)]
    pub annexes_apart: bool,
    /// In phụ lục bảng phân công (mặc định: có).
    #[serde(rename = "in_phu_luc", default)]
    pub annex: Option<bool>,
    /// In mục các chỉ số được giao theo dõi (mặc định: có).
    #[serde(rename = "in_chi_tieu", default)]
    pub show_monitored: Option<bool>,
}

/// Phòng, đơn vị trực thuộc.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawUnit {
    #[serde(rename = "ma")]
    pub id: Text,
    #[serde(rename = "ten")]
    pub name: Text,
    #[serde(rename = "ten_viet_tat", default)]
    pub short_name: Option<Text>,
}

/// Lãnh đạo chỉ đạo.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawLeader {
    #[serde(rename = "ma")]
    pub id: Text,
    #[serde(rename = "ho_ten")]
    pub name: Text,
    #[serde(rename = "chuc_vu")]
    pub position: Text,
}

/// Cách trình bày phân công.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawEntryStyle {
    /// Điểm a), b), c) và danh sách "Phân công" ở cuối.
    ChuCai,
    /// "Giao Phòng X chủ trì, phối hợp …".
    Giao,
}

/// Phần riêng cho một chỉ số.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOverlayIndex {
    /// Số thứ tự chỉ số trong kế hoạch gốc; nhiều số là gộp lại.
    #[serde(rename = "so")]
    pub numbers: Vec<Text>,
    /// Kế hoạch gốc; mặc định là kế hoạch đầu tiên.
    #[serde(rename = "ke_hoach", default)]
    pub plan: Option<Text>,
    /// Họ chỉ số khi khác họ mặc định của kế hoạch (BPI), hoặc trong_tam cho nhiệm vụ trọng tâm.
    #[serde(rename = "ho", default)]
    pub family: Option<Text>,
    #[serde(rename = "tieu_de", default)]
    pub title: Option<Text>,
    #[serde(rename = "lanh_dao", default)]
    pub leaders: Vec<Text>,
    /// Thêm "(chỉ đạo theo lĩnh vực phụ trách)".
    #[serde(rename = "theo_linh_vuc", default)]
    pub by_field: bool,
    /// Cách trình bày phân công (mặc định: chu_cai).
    #[serde(rename = "kieu", default)]
    pub style: Option<RawEntryStyle>,
    #[serde(rename = "noi_dung", default)]
    pub entries: Vec<RawEntry>,
}

/// Một nội dung của cơ quan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    #[serde(rename = "noi_dung", default)]
    pub text: Option<Text>,
    /// Các nhiệm vụ của kế hoạch gốc mà nội dung này thực hiện, ví dụ: II.1.a.1.
    #[serde(rename = "thay_cho", default)]
    pub covers: Vec<Text>,
    /// Giữ nguyên câu chữ của kế hoạch gốc.
    #[serde(rename = "giu_nguyen", default)]
    pub keep: bool,
    #[serde(rename = "chu_tri", default)]
    pub lead: Vec<Text>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<Text>,
    #[serde(rename = "lanh_dao", default)]
    pub leaders: Vec<Text>,
    #[serde(rename = "thoi_han", default)]
    pub deadline: Option<Text>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
    /// Câu phân công nguyên văn.
    #[serde(rename = "dan", default)]
    pub phrase: Option<Text>,
}
