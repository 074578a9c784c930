//! `tinh`, `co_quan`, `nhom`, `ket_qua`: the province, its agencies and groups, published results.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{RawAcceptance, Text};

/// Tỉnh, thành phố ban hành kế hoạch.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawProvince {
    /// Luôn là `tinh`.
    pub loai: Text,
    /// Tên riêng, ví dụ: Lạng Sơn.
    #[serde(rename = "ten")]
    pub name: Text,
    /// Tên đầy đủ trong câu, ví dụ: tỉnh Lạng Sơn.
    #[serde(rename = "ten_day_du")]
    pub full_name: Text,
    /// Mã cơ quan ban hành kế hoạch tỉnh.
    #[serde(rename = "co_quan_ban_hanh")]
    pub issuer: Text,
    /// Tên gọi đầy đủ của các họ chỉ số (PCI, PGI, BPI …).
    #[serde(rename = "ho_chi_so", default)]
    pub families: Vec<RawFamily>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Họ chỉ số.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFamily {
    /// Mã, ví dụ: PCI.
    #[serde(rename = "ma")]
    pub id: Text,
    /// Tên, ví dụ: Chỉ số năng lực cạnh tranh cấp tỉnh (PCI).
    #[serde(rename = "ten")]
    pub name: Text,
}

/// Danh sách cơ quan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAgencies {
    /// Luôn là `co_quan`.
    pub loai: Text,
    /// Giá trị dùng chung cho mọi cơ quan trong tệp, trừ khi cơ quan tự ghi.
    #[serde(rename = "mac_dinh", default)]
    pub defaults: RawAgencyFields,
    #[serde(rename = "danh_sach")]
    pub list: Vec<RawAgency>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Phân loại cơ quan: quyết định mẫu kế hoạch và thành viên của các nhóm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawAgencyKind {
    UbndTinh,
    So,
    VanPhong,
    ThanhTra,
    CongAn,
    BanQuanLy,
    TrungTam,
    NganhDoc,
    UbndHuyen,
    UbndXa,
    Hoi,
    BaoChi,
    /// Phòng, đơn vị của một cơ quan, khi kế hoạch do cơ quan ấy hoặc UBND xã ban hành.
    Phong,
    /// Thôn, bản, tổ dân phố: được giao việc, không lập kế hoạch riêng.
    ThonToDanPho,
    /// Cơ quan của Đảng: được giao việc, không lập kế hoạch theo Nghị định số 30/2020/NĐ-CP.
    CoQuanDang,
    TapThe,
}

/// Giá trị dùng chung (`mac_dinh`) cho các cơ quan trong một tệp.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAgencyFields {
    #[serde(rename = "phan_loai", default)]
    pub kind: Option<RawAgencyKind>,
    #[serde(rename = "ky_hieu", default)]
    pub symbol: Option<Text>,
    #[serde(rename = "cap_tren", default)]
    pub superior: Option<Vec<Text>>,
    #[serde(rename = "dia_danh", default)]
    pub place: Option<Text>,
    #[serde(rename = "cap_truong", default)]
    pub head: Option<Text>,
    #[serde(rename = "cap_pho", default)]
    pub deputy: Option<Text>,
    #[serde(rename = "tap_the", default)]
    pub collective_signing: Option<bool>,
    #[serde(rename = "tu_ngay", default)]
    pub from: Option<Text>,
    #[serde(rename = "den_ngay", default)]
    pub until: Option<Text>,
    #[serde(rename = "chua_xac_minh", default)]
    pub unverified: Option<Vec<Text>>,
}

/// Một cơ quan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAgency {
    /// Mã: tên viết không dấu, nối bằng gạch ngang, ví dụ: so-tai-chinh.
    #[serde(rename = "ma")]
    pub id: Text,
    /// Tên đầy đủ như viết trong câu.
    #[serde(rename = "ten")]
    pub name: Text,
    /// Tên đầy đủ cùng địa danh, khi viện dẫn lần đầu, ví dụ: UBND tỉnh Lạng Sơn.
    #[serde(rename = "ten_day_du", default)]
    pub full_name: Option<Text>,
    /// Tên viết tắt.
    #[serde(rename = "ten_viet_tat", default)]
    pub short_name: Option<Text>,
    /// Các tên gọi khác gặp trong văn bản, để nhận ra khi nhập tệp Word, ví dụ: Cục Thuế.
    #[serde(rename = "ten_khac", default)]
    pub other_names: Vec<Text>,
    #[serde(rename = "phan_loai", default)]
    pub kind: Option<RawAgencyKind>,
    /// Chữ viết tắt trong ký hiệu văn bản, ví dụ: STC (KH-STC).
    #[serde(rename = "ky_hieu", default)]
    pub symbol: Option<Text>,
    /// Tên cơ quan chủ quản, mỗi dòng một mục, chữ in hoa.
    #[serde(rename = "cap_tren", default)]
    pub superior: Option<Vec<Text>>,
    /// Tên cơ quan ban hành chia dòng, chữ in hoa; bỏ trống thì lấy từ `ten`.
    #[serde(rename = "dong_ten", default)]
    pub issuer_lines: Option<Vec<Text>>,
    /// Địa danh ghi trên văn bản.
    #[serde(rename = "dia_danh", default)]
    pub place: Option<Text>,
    /// Chức danh người đứng đầu.
    #[serde(rename = "cap_truong", default)]
    pub head: Option<Text>,
    /// Chức danh cấp phó.
    #[serde(rename = "cap_pho", default)]
    pub deputy: Option<Text>,
    /// Cơ quan làm việc theo chế độ tập thể, ký thay mặt (TM.).
    #[serde(rename = "tap_the", default)]
    pub collective_signing: Option<bool>,
    /// Ngày bắt đầu tồn tại.
    #[serde(rename = "tu_ngay", default)]
    pub from: Option<Text>,
    /// Ngày cuối cùng còn tồn tại.
    #[serde(rename = "den_ngay", default)]
    pub until: Option<Text>,
    /// Cơ quan kế thừa.
    #[serde(rename = "ke_thua", default)]
    pub successors: Vec<Text>,
    /// Những mục chưa xác minh, cơ quan được sửa.
    #[serde(rename = "chua_xac_minh", default)]
    pub unverified: Option<Vec<Text>>,
    /// Mã đơn vị hành chính.
    #[serde(rename = "ma_hanh_chinh", default)]
    pub administrative_code: Option<Text>,
    /// Địa bàn trong câu, ví dụ: xã Đồng Đăng.
    #[serde(rename = "dia_ban", default)]
    pub territory: Option<Text>,
}

/// Danh sách nhóm cơ quan.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGroups {
    /// Luôn là `nhom`.
    pub loai: Text,
    #[serde(rename = "danh_sach")]
    pub list: Vec<RawGroup>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Nhóm cơ quan, xác định vào ngày của kế hoạch.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawGroup {
    #[serde(rename = "ma")]
    pub id: Text,
    /// Tên như in ở đầu nhiệm vụ, ví dụ: Các sở, ban, ngành.
    #[serde(rename = "ten")]
    pub name: Text,
    /// Các tên gọi khác gặp trong văn bản, để nhận ra khi nhập tệp Word, ví dụ: các sở, ngành.
    #[serde(rename = "ten_khac", default)]
    pub other_names: Vec<Text>,
    /// Chỉ những cơ quan liên quan trong nhóm ("các sở, ngành liên quan"): in như viết, cơ quan được gọi bằng nhóm này
    /// phối hợp khi có liên quan.
    #[serde(rename = "lien_quan", default)]
    pub related: bool,
    /// Gồm mọi cơ quan thuộc các loại này.
    #[serde(rename = "gom_loai", default)]
    pub kinds: Vec<RawAgencyKind>,
    /// Gồm thêm các cơ quan này.
    #[serde(rename = "gom", default)]
    pub members: Vec<Text>,
    /// Trừ các cơ quan này.
    #[serde(rename = "tru", default)]
    pub except: Vec<Text>,
}

/// Kết quả đã công bố của một họ chỉ số trong một năm.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawResults {
    /// Luôn là `ket_qua`.
    pub loai: Text,
    #[serde(rename = "ho")]
    pub family: Text,
    #[serde(rename = "nam")]
    pub year: Text,
    /// Điểm tổng hợp.
    #[serde(rename = "diem", default)]
    pub score: Option<Text>,
    #[serde(rename = "hang", default)]
    pub rank: Option<Text>,
    #[serde(rename = "tong_so", default)]
    pub ranked: Option<Text>,
    /// Điểm từng chỉ số thành phần, chỉ ghi khi có công bố.
    #[serde(rename = "chi_so", default)]
    pub indices: Vec<RawIndexResult>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Điểm của một chỉ số thành phần.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIndexResult {
    #[serde(rename = "ten")]
    pub name: Text,
    #[serde(rename = "diem")]
    pub score: Text,
}
