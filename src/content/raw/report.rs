//! `bao_cao`: what only the office knows of its report on how far the plans have come.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{RawAcceptance, RawMarks, RawOwnSection, RawSignature, RawStatus, Text};

/// Phần riêng của báo cáo tình hình triển khai; số liệu do chương trình tính.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStatusReport {
    /// Luôn là `bao_cao`.
    pub loai: Text,
    /// Năm của các kế hoạch được báo cáo.
    #[serde(rename = "nam")]
    pub year: Text,
    /// Ngày của số liệu, ví dụ: 30/9/2025; cũng là ngày ghi ở `--as-of`.
    #[serde(rename = "tinh_den")]
    pub day: Text,
    /// Mã cơ quan lập báo cáo; bỏ trống thì là cơ quan mà kế hoạch giao tổng hợp.
    #[serde(rename = "co_quan", default)]
    pub agency: Option<Text>,
    /// Mã các kế hoạch được báo cáo; bỏ trống thì là mọi kế hoạch của năm.
    #[serde(rename = "ke_hoach", default)]
    pub plans: Vec<Text>,
    /// Số văn bản; bỏ trống khi còn dự thảo.
    #[serde(rename = "so", default)]
    pub number: Option<Text>,
    /// Ký hiệu, ví dụ: BC-STC.
    #[serde(rename = "ky_hieu", default)]
    pub symbol: Option<Text>,
    /// Ngày ban hành (02/10/2025); dự thảo ghi được tháng/năm (10/2025).
    #[serde(rename = "ngay", default)]
    pub date: Option<Text>,
    #[serde(rename = "trang_thai", default)]
    pub status: Option<RawStatus>,
    /// Trích yếu.
    #[serde(rename = "trich_yeu", default)]
    pub subject: Option<Text>,
    /// Kính gửi: cơ quan cấp trên nhận báo cáo; dự thảo bỏ trống thì là cơ quan ban hành kế hoạch (cơ quan ấy tự báo
    /// cáo thì không có dòng này), đã ban hành mà bỏ trống thì không có dòng này; không gửi cấp trên nào thì ghi [].
    #[serde(rename = "kinh_gui", default)]
    pub addressees: Option<Vec<Text>>,
    /// Các căn cứ, mỗi căn cứ một mục, ghi cả chữ “Căn cứ”, không ghi dấu chấm phẩy ở cuối.
    #[serde(rename = "can_cu", default)]
    pub grounds: Vec<Text>,
    /// Các đoạn mở đầu, thay cho câu dẫn có sẵn.
    #[serde(rename = "mo_dau", default)]
    pub opening: Vec<Text>,
    /// Nhận xét, đánh giá: mỗi đoạn một mục, in sau các bảng số liệu.
    #[serde(rename = "nhan_xet", default)]
    pub remarks: Vec<Text>,
    /// Các mục riêng (khó khăn, nguyên nhân, …), in sau phần nhận xét.
    #[serde(rename = "cac_muc", default)]
    pub sections: Vec<RawOwnSection>,
    /// Đề xuất, kiến nghị: mỗi đoạn một mục; bỏ trống thì dự thảo để chỗ điền.
    #[serde(rename = "kien_nghi", default)]
    pub proposals: Vec<Text>,
    /// Đoạn kết, không ghi "./.".
    #[serde(rename = "ket_thuc", default)]
    pub closing: Vec<Text>,
    #[serde(rename = "noi_nhan", default)]
    pub recipients: Vec<Text>,
    /// Dòng Lưu, ví dụ: VT, KTTH(VTD).
    #[serde(rename = "luu", default)]
    pub archive: Option<Text>,
    #[serde(rename = "ky", default)]
    pub signature: RawSignature,
    #[serde(rename = "dau_hieu", default)]
    pub marks: RawMarks,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}
