//! `ke_hoach_don_vi`: what only the agency knows of its own sub-plan.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Located, RawAcceptance, RawMarks, RawSignature, RawStatus, RawTable, Text};

/// Phần riêng của một cơ quan trong kế hoạch triển khai.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
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
    /// Mã các kế hoạch mà phần này triển khai; bỏ trống được khi năm ấy chỉ có một kế hoạch.
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
    /// Các đoạn dẫn trước danh sách nhiệm vụ.
    #[serde(rename = "dan_nhap_nhiem_vu", default)]
    pub lead_in: Vec<Text>,
    /// Nhiệm vụ, theo từng đề mục của kế hoạch gốc.
    #[serde(rename = "nhiem_vu", default)]
    pub blocks: Vec<RawBlock>,
    /// Nhiệm vụ chỉ phối hợp khi có liên quan mà cơ quan xác định là không liên quan.
    #[serde(rename = "khong_lien_quan", default)]
    pub set_aside: Vec<RawCover>,
    #[serde(rename = "to_chuc_thuc_hien", default)]
    pub organisation: Vec<RawOrganisation>,
    /// Bố cục riêng: các mục theo thứ tự in; bỏ trống thì theo mẫu.
    #[serde(rename = "cac_muc", default)]
    pub sections: Vec<RawOwnSection>,
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
    /// In phụ lục bảng phân công; mặc định: khi bảng nói thêm điều văn bản chưa nói (đơn vị, thời hạn, sản phẩm).
    #[serde(rename = "in_phu_luc", default)]
    pub annex: Option<bool>,
    /// In mục các chỉ số được giao theo dõi (mặc định: có).
    #[serde(rename = "in_chi_tieu", default)]
    pub show_monitored: Option<bool>,
    /// In chỉ tiêu dưới tên từng chỉ số (mặc định: có).
    #[serde(rename = "in_muc_tieu", default)]
    pub show_targets: Option<bool>,
    /// In căn cứ sau từng nhiệm vụ (mặc định: có).
    #[serde(rename = "in_can_cu", default)]
    pub show_references: Option<bool>,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Phòng, đơn vị trực thuộc.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawEntryStyle {
    /// Điểm a), b), c) và danh sách "Phân công" ở cuối.
    ChuCai,
    /// "Giao Phòng X chủ trì, phối hợp …".
    Giao,
}

/// Phần riêng cho một đề mục của kế hoạch gốc.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawBlock {
    /// Tiêu đề (tên chỉ số) của đề mục trong kế hoạch gốc, hoặc số của nó (II.1); nhiều đề mục là gộp lại.
    #[serde(rename = "muc")]
    pub headings: Vec<Text>,
    /// Kế hoạch gốc; mặc định là kế hoạch đầu tiên.
    #[serde(rename = "ke_hoach", default)]
    pub plan: Option<Text>,
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
    /// Các dòng phân công như in, khi không phân theo từng điểm; bỏ trống thì chương trình tự lập từ `chu_tri`,
    /// `phoi_hop`.
    #[serde(rename = "phan_cong", default)]
    pub division: Vec<Text>,
    #[serde(rename = "noi_dung", default)]
    pub entries: Vec<RawEntry>,
}

/// Một nội dung của cơ quan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawEntry {
    #[serde(rename = "noi_dung", default)]
    pub text: Option<Text>,
    /// Các nhiệm vụ của kế hoạch gốc mà nội dung này thực hiện, ví dụ: II.1.a.1.
    #[serde(rename = "thay_cho", default)]
    pub covers: Vec<RawCover>,
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

/// Nhiệm vụ của kế hoạch gốc: số (II.1.a.1) hoặc mã của nó; hoặc {nhiem_vu, nguyen_van, lan, duoc_giao}.
pub type RawCover = Located<CoverForm>;

/// How a covered task is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoverForm {
    Reference(String),
    Full(RawCovered),
}

/// Nhiệm vụ với nguyên văn lúc phần này được viết.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawCovered {
    /// Số của nhiệm vụ trong kế hoạch gốc, ví dụ: II.1.a.1, hoặc mã riêng của nó.
    #[serde(rename = "nhiem_vu")]
    pub reference: Text,
    /// Nguyên văn nhiệm vụ khi viết nội dung này; chương trình dựa vào đây để theo khi kế hoạch thay đổi.
    #[serde(rename = "nguyen_van", default)]
    pub text: Option<Text>,
    /// Việc thứ mấy trong các việc cùng nguyên văn, ví dụ: 2/3; chương trình tự ghi.
    #[serde(rename = "lan", default)]
    pub twin: Option<Text>,
    /// Việc cơ quan được giao trong nhiệm vụ khi viết nội dung này, ví dụ: chủ trì; phối hợp: so-y-te; chương trình tự
    /// ghi và báo khi phân công thay đổi.
    #[serde(rename = "duoc_giao", default)]
    pub given: Option<Text>,
}

word_or_mapping!(CoverForm, Reference, Full(RawCovered), "nhiệm vụ");

/// Một khoản của phần Tổ chức thực hiện: lời; hoặc {noi_dung, thay_cho}.
pub type RawOrganisation = Located<OrganisationForm>;

/// How an item of the organisation is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganisationForm {
    Words(String),
    Full(RawOrganisationEntry),
}

/// Một khoản thực hiện việc được giao trong phần Tổ chức thực hiện của kế hoạch gốc.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOrganisationEntry {
    #[serde(rename = "noi_dung", default)]
    pub text: Option<Text>,
    #[serde(rename = "thay_cho", default)]
    pub covers: Vec<RawCover>,
    /// Giữ nguyên câu chữ của kế hoạch gốc.
    #[serde(rename = "giu_nguyen", default)]
    pub keep: bool,
    #[serde(rename = "thoi_han", default)]
    pub deadline: Option<Text>,
}

word_or_mapping!(OrganisationForm, Words, Full(RawOrganisationEntry), "một khoản");

/// Một mục của kế hoạch đơn vị: phần có sẵn (`phan`), hoặc mục riêng của cơ quan.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOwnSection {
    /// Phần có sẵn; bỏ trống thì là mục riêng.
    #[serde(rename = "phan", default)]
    pub part: Option<Located<RawPart>>,
    /// Tiêu đề; phần có sẵn bỏ trống thì theo mẫu.
    #[serde(rename = "tieu_de", default)]
    pub title: Option<Text>,
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    #[serde(rename = "bang", default)]
    pub tables: Vec<RawTable>,
    #[serde(rename = "khoan", default)]
    pub clauses: Vec<RawOwnClause>,
}

/// Khoản của một mục riêng.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOwnClause {
    #[serde(rename = "tieu_de")]
    pub title: Text,
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
}

/// Phần có sẵn của kế hoạch đơn vị.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawPart {
    /// Mục đích, yêu cầu.
    MucDich,
    /// Các chỉ số được giao theo dõi.
    ChiTieu,
    /// Nhiệm vụ, giải pháp.
    NhiemVu,
    /// Tổ chức thực hiện.
    ToChuc,
}
