//! Chỉ tiêu và bảng số liệu.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::raw::Text;

/// Chỉ tiêu: một con số có đơn vị, hoặc lời.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIndicator {
    /// Tên chỉ tiêu; bỏ trống thì là chỉ tiêu của chính đề mục.
    #[serde(rename = "ten", default)]
    pub name: Option<Text>,
    /// Số phải đạt (dấu phẩy thập phân), hoặc lời, ví dụ: giữ vị trí dẫn đầu vùng.
    #[serde(rename = "gia_tri")]
    pub value: Text,
    /// điểm (mặc định khi là chỉ số thành phần), %, hạng, hoặc tên đơn vị: doanh nghiệp, km …
    #[serde(rename = "don_vi", default)]
    pub unit: Option<Text>,
    /// Điểm cao nhất của thang điểm: 10 (mặc định), 100 …
    #[serde(rename = "thang", default)]
    pub scale: Option<Text>,
    #[serde(rename = "chieu", default)]
    pub bound: Option<RawBound>,
    /// Năm phải đạt; mặc định là năm của kế hoạch.
    #[serde(rename = "nam", default)]
    pub year: Option<Text>,
    /// Mức tăng (+0,36) hoặc giảm (-0,04) so với năm gốc, cùng đơn vị.
    #[serde(rename = "thay_doi", default)]
    pub change: Option<Text>,
    /// Năm gốc; mặc định là năm trước của năm kế hoạch.
    #[serde(rename = "so_voi", default)]
    pub base_year: Option<Text>,
}

/// Chiều của chỉ tiêu.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawBound {
    /// Đạt từ … trở lên (mặc định).
    TuTroLen,
    /// Không quá …
    KhongQua,
    /// Đạt đúng …
    Dat,
    /// Trong nhóm … đứng đầu.
    Nhom,
}

/// Bảng thường.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTable {
    /// Tên bảng.
    #[serde(rename = "ten", default)]
    pub title: Option<Text>,
    #[serde(rename = "cot")]
    pub columns: Vec<RawColumn>,
    /// Các dòng, mỗi dòng là danh sách ô.
    #[serde(rename = "dong")]
    pub rows: Vec<Vec<Text>>,
    /// Dòng tổng cộng, in đậm.
    #[serde(rename = "tong", default)]
    pub total: Option<Vec<Text>>,
}

/// Một cột của bảng.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawColumn {
    #[serde(rename = "ten")]
    pub title: Text,
    #[serde(rename = "kieu", default)]
    pub kind: Option<RawColumnKind>,
}

/// Kiểu cột.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawColumnKind {
    /// Chữ (mặc định).
    Chu,
    /// Số thứ tự, ký hiệu: giữa ô.
    Stt,
    /// Số tiền, số lượng: sát phải.
    So,
}
