//! Chữ ký và các dấu của văn bản.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::raw::Text;

/// Chữ ký.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSignature {
    #[serde(rename = "hinh_thuc", default)]
    pub form: RawSigningForm,
    /// Ký thay mặt tập thể (TM.); mặc định theo cơ quan.
    #[serde(rename = "thay_mat", default)]
    pub collective: Option<bool>,
    /// Chức vụ người ký, khi khác chức danh mặc định.
    #[serde(rename = "chuc_vu", default)]
    pub position: Option<Text>,
    #[serde(rename = "ho_ten", default)]
    pub name: Option<Text>,
}

/// Hình thức ký.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawSigningForm {
    #[default]
    CapTruong,
    KyThay,
    Quyen,
    ThuaLenh,
    ThuaUyQuyen,
    ChuaRo,
}

/// Các dấu, chỉ dẫn trên văn bản.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMarks {
    /// In chữ DỰ THẢO: có, không, hoặc lần dự thảo, ví dụ: lần 2.
    #[serde(rename = "du_thao", default)]
    pub draft: Option<Text>,
    /// Mức độ khẩn: khan, thuong_khan, hoa_toc.
    #[serde(rename = "khan", default)]
    pub urgency: Option<RawUrgency>,
    /// Phạm vi lưu hành: xem_xong_tra_lai, luu_hanh_noi_bo.
    #[serde(rename = "luu_hanh", default)]
    pub circulation: Option<RawCirculation>,
    /// Không dùng: văn bản mật không soạn bằng phần mềm này.
    #[serde(rename = "mat", default)]
    pub secrecy: Option<Text>,
    /// Ký hiệu người soạn thảo và số lượng bản, ví dụ: PL.(300).
    #[serde(rename = "nguoi_soan", default)]
    pub drafter: Option<Text>,
}

/// Mức độ khẩn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawUrgency {
    Khan,
    ThuongKhan,
    HoaToc,
}

/// Phạm vi lưu hành.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawCirculation {
    XemXongTraLai,
    LuuHanhNoiBo,
}
