//! Giao việc: who is named with what, by when, and the tasks under one name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::raw::{Located, Text};

/// Cơ quan, nhóm: mã; hoặc {ma, pham_vi} khi chỉ làm một phần; hoặc {ngoai: tên} khi không có trong sổ đăng ký.
pub type RawParty = Located<PartyForm>;

/// Thời hạn; hoặc {phan, han} khi mỗi phần việc có hạn riêng.
pub type RawDue = Located<DueForm>;

word_or_mapping!(PartyForm, Id, Full(RawNamed), "mã cơ quan, nhóm");
word_or_mapping!(DueForm, Whole, Part(RawPartDue), "thời hạn");

/// How a party is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartyForm {
    Id(String),
    Full(RawNamed),
}

/// Cơ quan với phạm vi của nó, hoặc tên ngoài sổ đăng ký.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawNamed {
    /// Mã cơ quan hoặc nhóm.
    #[serde(rename = "ma", default)]
    pub id: Option<Text>,
    /// Tên như viết trong câu, khi không phải cơ quan trong sổ đăng ký, ví dụ: các doanh nghiệp, viện, trường.
    #[serde(rename = "ngoai", default)]
    pub outside: Option<Text>,
    /// Phần việc riêng, ví dụ: quy hoạch, cấp phép theo thẩm quyền.
    #[serde(rename = "pham_vi", default)]
    pub scope: Option<Text>,
}

impl PartyForm {
    /// The id, or the words for what is outside the register.
    pub fn name(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Full(RawNamed { id, outside, .. }) => {
                id.as_ref().or(outside.as_ref()).map_or("", |text| text.as_str())
            }
        }
    }
}

/// How a deadline is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueForm {
    Whole(String),
    Part(RawPartDue),
}

/// Thời hạn của một phần việc.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawPartDue {
    /// Phần việc, ví dụ: tiếp nhận.
    #[serde(rename = "phan")]
    pub part: Text,
    #[serde(rename = "han")]
    pub deadline: Text,
}

impl DueForm {
    /// By when.
    pub fn words(&self) -> &str {
        match self {
            Self::Whole(text) => text,
            Self::Part(due) => &due.deadline,
        }
    }
}

/// Một điểm giao việc.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAssignment {
    /// Cơ quan, nhóm chủ trì, theo thứ tự in.
    #[serde(rename = "chu_tri", default)]
    pub lead: Vec<RawParty>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Vec<RawParty>,
    /// Trừ các cơ quan này.
    #[serde(rename = "tru", default)]
    pub except: Vec<Text>,
    /// Tên in ra khi khác tên đăng ký.
    #[serde(rename = "doi_tuong", default)]
    pub subject: Option<Text>,
    /// In sau tên, ví dụ: theo chức năng, nhiệm vụ.
    #[serde(rename = "kem_theo", default)]
    pub manner: Option<Text>,
    /// In trước tên, ví dụ: đề nghị.
    #[serde(rename = "loi_dan", default)]
    pub preface: Option<Text>,
    /// Điều kiện, câu dẫn chung của các nhiệm vụ bên dưới; in trước các nhiệm vụ, ở kế hoạch của từng cơ quan cũng vậy.
    #[serde(rename = "dieu_kien", default)]
    pub condition: Option<Text>,
    /// Nêu tên cơ quan ở đâu; mặc định theo mẫu.
    #[serde(rename = "neu_ten", default)]
    pub style: Option<RawNameStyle>,
    /// Việc các cơ quan ấy phải làm, thay chữ “thực hiện” ở câu phân công, ví dụ: xây dựng kế hoạch thực hiện.
    #[serde(rename = "lam_gi", default)]
    pub action: Option<Text>,
    /// Thời hạn chung của các nhiệm vụ bên dưới.
    #[serde(rename = "thoi_han", default)]
    pub deadlines: Vec<RawDue>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
    #[serde(rename = "kinh_phi", default)]
    pub money: Option<Text>,
    #[serde(rename = "viec", default)]
    pub nature: Option<RawNature>,
    /// Thông qua cơ quan này.
    #[serde(rename = "qua", default)]
    pub through: Option<Text>,
    #[serde(rename = "nhiem_vu")]
    pub tasks: Vec<RawTask>,
}

/// Chỗ nêu tên cơ quan thực hiện.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawNameStyle {
    /// Trước nội dung: a) Sở Tài chính: …
    Truoc,
    /// Sau nội dung: Phân công thực hiện: Sở Tài chính chủ trì, phối hợp với …
    Sau,
    /// Câu văn đã tự nêu tên.
    TrongCau,
    /// Sau nội dung, từng mục: Cơ quan chủ trì: …; thời hạn: …
    TungMuc,
}

/// Nhiệm vụ: một câu hoặc một gạch đầu dòng.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawTask {
    /// Nội dung. Chú thích cuối trang ghi ngay sau chữ cần chú thích: [chú thích: …].
    #[serde(rename = "noi_dung")]
    pub text: Text,
    /// Mã riêng, giữ nguyên khi nhiệm vụ chuyển chỗ hay sửa câu chữ.
    #[serde(rename = "ma", default)]
    pub id: Option<Text>,
    /// Chủ ngữ in trước nội dung, khi nhiệm vụ chỉ giao cho một phần.
    #[serde(rename = "doi_tuong", default)]
    pub subject: Option<Text>,
    /// Thay danh sách chủ trì của điểm.
    #[serde(rename = "chu_tri", default)]
    pub lead: Option<Vec<RawParty>>,
    #[serde(rename = "phoi_hop", default)]
    pub supporting: Option<Vec<RawParty>>,
    #[serde(rename = "tru", default)]
    pub except: Option<Vec<Text>>,
    #[serde(rename = "kem_theo", default)]
    pub manner: Option<Text>,
    /// Điều kiện, câu dẫn của nhiệm vụ, thay câu chung của điểm.
    #[serde(rename = "dieu_kien", default)]
    pub condition: Option<Text>,
    /// Ví dụ: trước 10/12/2025; hằng quý; trong 10 ngày kể từ ngày ban hành.
    #[serde(rename = "thoi_han", default)]
    pub deadlines: Vec<RawDue>,
    #[serde(rename = "san_pham", default)]
    pub output: Option<Text>,
    #[serde(rename = "kinh_phi", default)]
    pub money: Option<Text>,
    #[serde(rename = "viec", default)]
    pub nature: Option<RawNature>,
    /// Báo cáo thông qua cơ quan này.
    #[serde(rename = "qua", default)]
    pub through: Option<Text>,
}

/// Loại việc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RawNature {
    LapKeHoach,
    BaoCao,
    TuyenTruyen,
    TheoDoi,
    ChiDao,
}
