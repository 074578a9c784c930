//! `ke_hoach`: a provincial plan.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Text;

/// Kế hoạch của tỉnh.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPlan {
    /// Luôn là `ke_hoach`.
    pub loai: Text,
    /// Mã của kế hoạch, ví dụ: kh-175-2025.
    #[serde(rename = "ma")]
    pub id: Text,
    #[serde(rename = "nam")]
    pub year: Text,
    /// Kế hoạch chính của năm (mặc định: có).
    #[serde(rename = "chinh", default)]
    pub main: Option<bool>,
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
    #[serde(rename = "co_quan_ban_hanh", default)]
    pub issuer: Option<Text>,
    /// Tên mẫu trong thư mục templates, ví dụ: ke-hoach-tinh.
    #[serde(rename = "mau", default)]
    pub template: Option<Text>,
    /// Họ chỉ số mặc định, ví dụ: PCI.
    #[serde(rename = "ho_chi_so")]
    pub family: Text,
    /// Trích yếu.
    #[serde(rename = "trich_yeu")]
    pub subject: Text,
    /// Các đoạn mở đầu.
    #[serde(rename = "mo_dau", default)]
    pub opening: Vec<Text>,
    #[serde(rename = "cac_muc")]
    pub sections: Vec<RawSection>,
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
}

/// Trạng thái văn bản.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawStatus {
    DuThao,
    BanHanh,
}

/// Mục I, II, III …
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawSection {
    #[serde(rename = "tieu_de")]
    pub title: Text,
    /// Các đoạn văn.
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    /// Các gạch đầu dòng.
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    /// Các khoản 1., 2., …
    #[serde(rename = "khoan", default)]
    pub clauses: Vec<RawClause>,
    /// Các chỉ số, đánh số 1., 2., …
    #[serde(rename = "chi_so", default)]
    pub indices: Vec<RawIndex>,
    /// Tổ chức thực hiện: trách nhiệm của từng cơ quan.
    #[serde(rename = "thuc_hien", default)]
    pub duties: Vec<RawDuty>,
    /// Dòng kết của mục, in nghiêng.
    #[serde(rename = "ket", default)]
    pub closing_line: Option<Text>,
}

/// Khoản có tiêu đề.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawClause {
    #[serde(rename = "tieu_de")]
    pub title: Text,
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    #[serde(rename = "gach", default)]
    pub dashes: Vec<Text>,
    /// Nhiệm vụ trọng tâm 1.1., 1.2., …
    #[serde(rename = "trong_tam", default)]
    pub focal: Vec<RawFocal>,
    /// Các chỉ số 2.1., 2.2., …
    #[serde(rename = "chi_so", default)]
    pub indices: Vec<RawIndex>,
    #[serde(rename = "ket", default)]
    pub closing_line: Option<Text>,
}

/// Nhiệm vụ trọng tâm.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawFocal {
    #[serde(rename = "tieu_de")]
    pub title: Text,
    #[serde(rename = "doan")]
    pub paragraphs: Vec<Text>,
    /// Chỉ ghi khi kế hoạch nêu rõ cơ quan thực hiện.
    #[serde(rename = "chu_tri", default)]
    pub lead: Vec<Text>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<Text>,
}

/// Chỉ số thành phần.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawIndex {
    #[serde(rename = "ten")]
    pub name: Text,
    /// Họ chỉ số, khi khác họ mặc định của kế hoạch.
    #[serde(rename = "ho", default)]
    pub family: Option<Text>,
    /// Điểm mục tiêu (0 đến 10, dấu phẩy thập phân).
    #[serde(rename = "muc_tieu", default)]
    pub target: Option<Text>,
    /// Mức tăng (+0,36) hoặc giảm (-0,04) so với năm gốc.
    #[serde(rename = "thay_doi", default)]
    pub change: Option<Text>,
    /// Năm gốc; mặc định là năm trước.
    #[serde(rename = "so_voi", default)]
    pub base_year: Option<Text>,
    /// Cơ quan đầu mối theo dõi.
    #[serde(rename = "theo_doi", default)]
    pub monitor: Option<Text>,
    /// Cơ quan cùng theo dõi.
    #[serde(rename = "cung_theo_doi", default)]
    pub co_monitors: Vec<Text>,
    #[serde(rename = "doan", default)]
    pub paragraphs: Vec<Text>,
    /// Giao việc: điểm a), b), c) …
    #[serde(rename = "giao")]
    pub assignments: Vec<RawAssignment>,
}

/// Một điểm giao việc.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAssignment {
    /// Cơ quan, nhóm chủ trì, theo thứ tự in.
    #[serde(rename = "chu_tri", default)]
    pub lead: Vec<Text>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<Text>,
    /// Trừ các cơ quan này.
    #[serde(rename = "tru", default)]
    pub except: Vec<Text>,
    /// Tên in ra khi khác tên đăng ký.
    #[serde(rename = "ten_goi", default)]
    pub printed_name: Option<Text>,
    /// In sau tên, ví dụ: theo chức năng, nhiệm vụ.
    #[serde(rename = "kem_theo", default)]
    pub suffix: Option<Text>,
    /// In trước tên, ví dụ: đề nghị.
    #[serde(rename = "loi_dan", default)]
    pub preface: Option<Text>,
    #[serde(rename = "nhiem_vu")]
    pub tasks: Vec<RawTask>,
}

/// Nhiệm vụ: một câu hoặc một gạch đầu dòng.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTask {
    #[serde(rename = "noi_dung")]
    pub text: Text,
    /// Chủ ngữ in trước nội dung, khi nhiệm vụ chỉ giao cho một phần.
    #[serde(rename = "doi_tuong", default)]
    pub subject_phrase: Option<Text>,
    /// Thay danh sách chủ trì của điểm.
    #[serde(rename = "chu_tri", default)]
    pub lead: Option<Vec<Text>>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Option<Vec<Text>>,
    #[serde(rename = "tru", default)]
    pub except: Option<Vec<Text>>,
    /// Ví dụ: trước 10/12/2025; hằng quý; trong 10 ngày kể từ ngày ban hành.
    #[serde(rename = "thoi_han", default)]
    pub deadline: Option<Text>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
}

/// Trách nhiệm trong Tổ chức thực hiện.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDuty {
    /// Chủ ngữ như in; mặc định là tên các cơ quan.
    #[serde(rename = "doi_tuong", default)]
    pub subject_phrase: Option<Text>,
    #[serde(rename = "chu_tri")]
    pub lead: Vec<Text>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<Text>,
    #[serde(rename = "nhiem_vu")]
    pub tasks: Vec<RawDutyTask>,
}

/// Một việc trong Tổ chức thực hiện.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawDutyTask {
    #[serde(rename = "noi_dung")]
    pub text: Text,
    #[serde(rename = "doi_tuong", default)]
    pub subject_phrase: Option<Text>,
    #[serde(rename = "chu_tri", default)]
    pub lead: Option<Vec<Text>>,
    #[serde(rename = "thoi_han", default)]
    pub deadline: Option<Text>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
    #[serde(rename = "viec", default)]
    pub nature: Option<RawDutyNature>,
    /// Báo cáo thông qua cơ quan này.
    #[serde(rename = "qua", default)]
    pub through: Option<Text>,
}

/// Loại việc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawDutyNature {
    LapKeHoach,
    BaoCao,
    TuyenTruyen,
    TheoDoi,
    ChiDao,
}

/// Phụ lục.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAnnex {
    #[serde(rename = "kieu")]
    pub kind: RawAnnexKind,
    /// Chỉ lấy các chỉ số thuộc họ này.
    #[serde(rename = "ho", default)]
    pub family: Option<Text>,
    #[serde(rename = "tieu_de")]
    pub title: Text,
}

/// Kiểu phụ lục.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawAnnexKind {
    /// Bảng gọn: mục tiêu từng chỉ số và cơ quan thực hiện.
    PhanCong,
    /// Bảng đầy đủ nhiệm vụ của từng cơ quan.
    NhiemVu,
}

/// Chữ ký.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
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
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMarks {
    /// In chữ DỰ THẢO; ghi thêm được lần dự thảo, ví dụ: lần 2.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawUrgency {
    Khan,
    ThuongKhan,
    HoaToc,
}

/// Phạm vi lưu hành.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawCirculation {
    XemXongTraLai,
    LuuHanhNoiBo,
}
