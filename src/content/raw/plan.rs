//! `ke_hoach`: a plan.

mod assignment;
mod figures;
mod official;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{RawAcceptance, Text};
pub use assignment::{
    DueForm, PartyForm, RawAssignment, RawDue, RawNameStyle, RawNamed, RawNature, RawPartDue, RawParty,
    RawTask,
};
pub use figures::{RawBound, RawColumn, RawColumnKind, RawIndicator, RawTable};
pub use official::{RawCirculation, RawMarks, RawSignature, RawSigningForm, RawUrgency};

/// Kế hoạch của một cơ quan: UBND tỉnh, thành phố, xã, phường, sở, ban …
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPlan {
    /// Luôn là `ke_hoach`.
    pub loai: Text,
    /// Mã của kế hoạch, ví dụ: kh-175-2025.
    #[serde(rename = "ma")]
    pub id: Text,
    #[serde(rename = "nam")]
    pub year: Text,
    /// Chỉ biết một phần: không in, viện dẫn không ghi điểm, khoản.
    #[serde(rename = "trich", default)]
    pub excerpt: bool,
    /// Số văn bản; bỏ trống khi còn dự thảo.
    #[serde(rename = "so", default)]
    pub number: Option<Text>,
    /// Ký hiệu, ví dụ: KH-UBND.
    #[serde(rename = "ky_hieu", default)]
    pub symbol: Option<Text>,
    /// Ngày ban hành (02/7/2025); dự thảo ghi được tháng/năm (7/2026).
    #[serde(rename = "ngay", default)]
    pub date: Option<Text>,
    #[serde(rename = "trang_thai")]
    pub status: RawStatus,
    /// Mặc định là cơ quan ban hành ghi ở tệp `loai: tinh`.
    #[serde(rename = "co_quan_ban_hanh", default)]
    pub issuer: Option<Text>,
    /// Tên mẫu trong thư mục templates, ví dụ: ke-hoach-tinh.
    #[serde(rename = "mau", default)]
    pub template: Option<Text>,
    /// Họ của các chỉ số thành phần trong kế hoạch, ví dụ: PCI.
    #[serde(rename = "ho_chi_so", default)]
    pub family: Option<Text>,
    /// Trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: Text,
    /// Các căn cứ, mỗi căn cứ một mục, ghi cả chữ “Căn cứ”, không ghi dấu chấm phẩy ở cuối.
    #[serde(rename = "can_cu", default)]
    pub grounds: Vec<Text>,
    /// Các đoạn mở đầu.
    #[serde(rename = "mo_dau", default)]
    pub opening: Vec<Text>,
    #[serde(rename = "cac_muc")]
    pub sections: Vec<RawHeading>,
    /// Đoạn kết, sau mục cuối cùng.
    #[serde(rename = "ket_thuc", default)]
    pub closing: Vec<Text>,
    #[serde(rename = "phu_luc", default)]
    pub annexes: Vec<RawAnnex>,
    #[serde(rename = "noi_nhan", default)]
    pub recipients: Vec<Text>,
    /// Dòng Lưu, ví dụ: VT, KTTH(VTD).
    #[serde(rename = "luu", default)]
    pub archive: Option<Text>,
    #[serde(rename = "ky", default)]
    pub signature: RawSignature,
    #[serde(rename = "dau_hieu", default)]
    pub marks: RawMarks,
    /// Mỗi phụ lục là một tệp riêng, có ô ký số của cơ quan ở góc trên bên phải trang đầu.
    #[serde(rename = "phu_luc_rieng", default)]
    pub annexes_apart: bool,
    /// Những điều chương trình nêu về tệp này mà cơ quan đã xem và để nguyên, kèm lý do.
    #[serde(rename = "chap_nhan", default)]
    pub accepted: Vec<RawAcceptance>,
}

/// Trạng thái văn bản.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawStatus {
    DuThao,
    BanHanh,
}

/// Mục, khoản, điểm: một đề mục ở bất kỳ cấp nào. Số thứ tự do chương trình tự đánh.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawHeading {
    /// Tiêu đề; bỏ trống thì là một đoạn đánh số không có tiêu đề.
    #[serde(rename = "tieu_de", default)]
    pub title: Option<Text>,
    /// Tên chỉ số thành phần, thay cho `tieu_de`.
    #[serde(rename = "ten", default)]
    pub index: Option<Text>,
    /// Họ chỉ số của mục này và các khoản bên trong, khi khác họ của kế hoạch.
    #[serde(rename = "ho", default)]
    pub family: Option<Text>,
    /// Các đoạn văn. Chú thích cuối trang ghi ngay sau chữ cần chú thích: [chú thích: …].
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    /// Các gạch đầu dòng.
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    /// Các bảng thường (số liệu), không phải bảng nhiệm vụ.
    #[serde(rename = "bang", default)]
    pub tables: Vec<RawTable>,
    /// Các chỉ tiêu phải đạt.
    #[serde(rename = "chi_tieu", default)]
    pub indicators: Vec<RawIndicator>,
    /// Cơ quan đầu mối theo dõi.
    #[serde(rename = "theo_doi", default)]
    pub monitor: Option<Text>,
    /// Cơ quan cùng theo dõi.
    #[serde(rename = "cung_theo_doi", default)]
    pub co_monitors: Vec<Text>,
    /// Cơ quan chủ trì, khi chính các đoạn của mục này là một nhiệm vụ.
    #[serde(rename = "chu_tri", default)]
    pub lead: Vec<RawParty>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<RawParty>,
    #[serde(rename = "tru", default)]
    pub except: Vec<Text>,
    #[serde(rename = "kem_theo", default)]
    pub manner: Option<Text>,
    #[serde(rename = "thoi_han", default)]
    pub deadlines: Vec<RawDue>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
    #[serde(rename = "kinh_phi", default)]
    pub money: Option<Text>,
    /// Nêu tên cơ quan ở đâu, khi chính các đoạn của mục này là một nhiệm vụ; mặc định theo mẫu.
    #[serde(rename = "neu_ten", default)]
    pub style: Option<RawNameStyle>,
    /// Giao việc: mỗi mục là một điểm giao cho một hoặc nhiều cơ quan.
    #[serde(rename = "giao", default)]
    pub assignments: Vec<RawAssignment>,
    /// Trách nhiệm tổ chức thực hiện của từng cơ quan.
    #[serde(rename = "thuc_hien", default)]
    pub duties: Vec<RawAssignment>,
    /// Nhiệm vụ ghi từng dòng, mỗi dòng có đủ chủ trì, phối hợp, thời hạn, sản phẩm.
    #[serde(rename = "nhiem_vu", default)]
    pub tasks: Vec<RawTask>,
    /// Các đề mục bên trong.
    #[serde(rename = "khoan", default)]
    pub children: Vec<RawHeading>,
    /// Phần in tiếp theo, lần lượt, khi thứ tự khác thứ tự thường lệ của các khóa trên.
    #[serde(rename = "tiep_theo", default)]
    pub further: Vec<RawStretch>,
    /// Dòng kết của mục, in nghiêng.
    #[serde(rename = "ket", default)]
    pub closing_line: Option<Text>,
}

/// Phần nội dung in tiếp theo. Trong mỗi phần, các khóa in theo thứ tự: doan, gach, bang, giao, thuc_hien,
/// nhiem_vu, khoan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawStretch {
    /// Các đoạn văn.
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    /// Các gạch đầu dòng.
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    /// Các bảng thường (số liệu), không phải bảng nhiệm vụ.
    #[serde(rename = "bang", default)]
    pub tables: Vec<RawTable>,
    /// Giao việc: mỗi mục là một điểm giao cho một hoặc nhiều cơ quan.
    #[serde(rename = "giao", default)]
    pub assignments: Vec<RawAssignment>,
    /// Trách nhiệm tổ chức thực hiện của từng cơ quan.
    #[serde(rename = "thuc_hien", default)]
    pub duties: Vec<RawAssignment>,
    /// Nhiệm vụ ghi từng dòng.
    #[serde(rename = "nhiem_vu", default)]
    pub tasks: Vec<RawTask>,
    /// Các đề mục bên trong.
    #[serde(rename = "khoan", default)]
    pub children: Vec<RawHeading>,
}

/// One stretch of what stands under a heading or in an annex: its own keys first, then `tiep_theo`.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'r> {
    pub paragraphs: &'r [Text],
    pub dashes: &'r [Text],
    pub tables: &'r [RawTable],
    pub assignments: &'r [RawAssignment],
    pub duties: &'r [RawAssignment],
    pub tasks: &'r [RawTask],
    pub children: &'r [RawHeading],
}

/// The stretch that the keys of a value make up.
macro_rules! stretch {
    ($raw:expr, $assignments:expr, $duties:expr) => {
        Stretch {
            paragraphs: &$raw.paragraphs,
            dashes: &$raw.dashes,
            tables: &$raw.tables,
            assignments: $assignments,
            duties: $duties,
            tasks: &$raw.tasks,
            children: &$raw.children,
        }
    };
}

impl RawHeading {
    /// All that stands under it, in the order in which it is printed.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> + Clone {
        std::iter::once(stretch!(self, &self.assignments, &self.duties))
            .chain(self.further.iter().map(RawStretch::whole))
    }
}

impl RawAnnex {
    /// All that stands in it, in the order in which it is printed.
    pub fn stretches(&self) -> impl Iterator<Item = Stretch<'_>> + Clone {
        std::iter::once(stretch!(self, &[], &[])).chain(self.further.iter().map(RawStretch::whole))
    }
}

impl RawStretch {
    fn whole(&self) -> Stretch<'_> {
        stretch!(self, &self.assignments, &self.duties)
    }
}

impl<'r> Stretch<'r> {
    /// Its paragraphs and dashes, in order.
    pub fn words(self) -> impl Iterator<Item = &'r Text> + Clone {
        self.paragraphs.iter().chain(self.dashes)
    }

    /// What it gives somebody, row by row.
    pub fn given(self) -> impl Iterator<Item = &'r RawTask> + Clone {
        self.assignments.iter().chain(self.duties).flat_map(|given| &given.tasks).chain(self.tasks)
    }

    /// Whether nothing stands in it.
    pub fn is_empty(self) -> bool {
        self.words().next().is_none()
            && self.given().next().is_none()
            && self.assignments.is_empty()
            && self.duties.is_empty()
            && self.tables.is_empty()
            && self.children.is_empty()
    }
}

/// Phụ lục.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAnnex {
    #[serde(rename = "kieu")]
    pub kind: RawAnnexKind,
    #[serde(rename = "tieu_de")]
    pub title: Text,
    /// Chỉ lấy các nhiệm vụ thuộc họ chỉ số này (phan_cong, nhiem_vu).
    #[serde(rename = "ho", default)]
    pub family: Option<Text>,
    /// Các đoạn văn (bang_nhiem_vu, van_ban).
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    #[serde(rename = "bang", default)]
    pub tables: Vec<RawTable>,
    /// Các dòng của bảng nhiệm vụ.
    #[serde(rename = "nhiem_vu", default)]
    pub tasks: Vec<RawTask>,
    /// Các nhóm nhiệm vụ (bang_nhiem_vu), các phần (van_ban).
    #[serde(rename = "khoan", default)]
    pub children: Vec<RawHeading>,
    /// Phần in tiếp theo, lần lượt, khi thứ tự khác thứ tự thường lệ của các khóa trên.
    #[serde(rename = "tiep_theo", default)]
    pub further: Vec<RawStretch>,
    #[serde(rename = "ket", default)]
    pub closing_line: Option<Text>,
}

/// Kiểu phụ lục.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawAnnexKind {
    /// Tự lập: bảng gọn, mục tiêu từng chỉ số và cơ quan thực hiện.
    PhanCong,
    /// Tự lập: bảng đầy đủ nhiệm vụ của từng cơ quan.
    NhiemVu,
    /// Bảng nhiệm vụ như kế hoạch viết: mỗi dòng một nhiệm vụ.
    BangNhiemVu,
    /// Lời văn, bảng số liệu, biểu mẫu.
    VanBan,
}
