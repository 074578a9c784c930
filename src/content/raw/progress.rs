//! `tien_do`: how far an agency has come with the tasks of a plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{RawAcceptance, Text};
use crate::content::yaml::Located;

/// Tiến độ của một cơ quan trong một kế hoạch; chương trình ghi từ bảng Excel đã điền.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProgress {
    /// Luôn là `tien_do`.
    pub loai: Text,
    /// Mã cơ quan báo cáo.
    #[serde(rename = "co_quan")]
    pub agency: Text,
    #[serde(rename = "nam")]
    pub year: Text,
    /// Mã kế hoạch giao việc.
    #[serde(rename = "ke_hoach")]
    pub plan: Text,
    #[serde(rename = "nhiem_vu", default)]
    pub reports: Vec<Located<RawReport>>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Tiến độ của một nhiệm vụ.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawReport {
    /// Số của nhiệm vụ trong kế hoạch, ví dụ: II.1.a.1, hoặc mã riêng của nó.
    #[serde(rename = "nhiem_vu")]
    pub reference: Text,
    /// Nguyên văn nhiệm vụ; chương trình dựa vào đây để theo khi kế hoạch thay đổi.
    #[serde(rename = "nguyen_van", default)]
    pub text: Option<Text>,
    /// Việc thứ mấy trong các việc cùng nguyên văn, ví dụ: 2/3; chương trình tự ghi.
    #[serde(rename = "lan", default)]
    pub twin: Option<Text>,
    /// Tình trạng do cơ quan báo; quá hạn thì chương trình tự tính.
    #[serde(rename = "tinh_trang")]
    pub state: RawReach,
    /// Ngày hoàn thành, hoặc ngày của tình trạng, ví dụ: 15/9/2025.
    #[serde(rename = "ngay", default)]
    pub day: Option<Text>,
    /// Kết quả, ghi chú.
    #[serde(rename = "ghi_chu", default)]
    pub note: Option<Text>,
    /// Sản phẩm: số văn bản, liên kết.
    #[serde(rename = "san_pham", default)]
    pub product: Option<Text>,
}

/// Tình trạng.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawReach {
    ChuaLam,
    DangLam,
    Xong,
}
