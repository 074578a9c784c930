//! Words by which the parts of official documents are told apart.

/// Tên loại văn bản, as printed above the subject.
pub const KINDS: [&str; 16] = [
    "KẾ HOẠCH",
    "QUYẾT ĐỊNH",
    "CHƯƠNG TRÌNH",
    "PHƯƠNG ÁN",
    "ĐỀ ÁN",
    "DỰ ÁN",
    "BÁO CÁO",
    "THÔNG BÁO",
    "HƯỚNG DẪN",
    "QUY CHẾ",
    "QUY ĐỊNH",
    "CHỈ THỊ",
    "NGHỊ QUYẾT",
    "TỜ TRÌNH",
    "CÔNG ĐIỆN",
    "BIÊN BẢN",
];

/// What a document can be called where it, or a part of it, is cited, in lower case.
pub const CITED: [&str; 20] = [
    "kế hoạch",
    "nghị định",
    "nghị quyết",
    "quyết định",
    "thông tư",
    "luật",
    "bộ luật",
    "pháp lệnh",
    "chỉ thị",
    "công văn",
    "công điện",
    "chương trình",
    "đề án",
    "báo cáo",
    "hướng dẫn",
    "tờ trình",
    "quy định",
    "quy chế",
    "thông báo",
    "văn bản",
];

/// How lines begin that a signing program leaves on the page, in lower case.
pub const DIGITAL_SIGNATURE: [&str; 8] = [
    "ký bởi",
    "người ký:",
    "được ký bởi",
    "ngày ký:",
    "thời gian ký",
    "giờ ký:",
    "đã ký điện tử",
    "signature not verified",
];

/// How lines begin that belong to a web page, not to the document, in lower case.
pub const PORTAL: [&str; 17] = [
    "tải về",
    "tải file",
    "in trang",
    "in bài",
    "chia sẻ",
    "lượt xem",
    "trang chủ",
    "văn bản liên quan",
    "bản quyền",
    "copyright",
    "http://",
    "https://",
    "www.",
    "thuộc tính văn bản",
    "file đính kèm",
    "tệp đính kèm",
    "trang web này",
];

/// What stands above or beside the title to say how a document is treated, in capitals.
pub const STAMPS: [&str; 7] =
    ["DỰ THẢO", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC", "LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI"];

/// Độ mật, in capitals.
pub const SECRECY: [&str; 3] = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"];

/// How căn cứ begin, in lower case.
pub const GROUNDS: [&str; 7] =
    ["căn cứ ", "thực hiện ", "theo ", "xét ", "trên cơ sở ", "để triển khai ", "triển khai "];

/// How the words behind the last section begin, in lower case.
pub const CLOSING: [&str; 16] = [
    "trên đây là",
    "trên đây",
    "yêu cầu các",
    "yêu cầu thủ trưởng",
    "đề nghị các",
    "trong quá trình",
    "quá trình thực hiện",
    "quá trình triển khai",
    "kế hoạch này",
    "căn cứ kế hoạch này",
    "căn cứ nội dung kế hoạch",
    "nhận được kế hoạch",
    "ubnd tỉnh yêu cầu",
    "ủy ban nhân dân tỉnh yêu cầu",
    "uỷ ban nhân dân tỉnh yêu cầu",
    "giao văn phòng",
];

/// Words of official positions, in capitals, by which they are told from names.
pub const POSITIONS: [&str; 16] = [
    "CHỦ TỊCH",
    "GIÁM ĐỐC",
    "TRƯỞNG",
    "PHÓ",
    "CHÁNH",
    "BÍ THƯ",
    "ỦY VIÊN",
    "UỶ VIÊN",
    "CHỦ NHIỆM",
    "VIỆN",
    "CỤC",
    "BAN ",
    "ỦY BAN",
    "UỶ BAN",
    "SỞ ",
    "THỦ TRƯỞNG",
];

/// How a line begins that names by a label what follows, in lower case: it does not go on the line before.
const LABELS: [&str; 15] = [
    "chủ trì:",
    "phối hợp:",
    "cơ quan chủ trì",
    "đơn vị chủ trì",
    "cơ quan phối hợp",
    "đơn vị phối hợp",
    "cơ quan thực hiện",
    "đơn vị thực hiện",
    "phân công",
    "triển khai thực hiện:",
    "thời gian",
    "thời hạn",
    "sản phẩm",
    "kết quả:",
    "kinh phí",
];

/// Whether a line begins with the label of what follows in it.
pub fn is_label(text: &str) -> bool {
    let lower = text.to_lowercase();
    LABELS.iter().any(|label| lower.starts_with(label))
        && (lower.contains(':')
            || LABELS.iter().any(|label| label.ends_with(':') && lower.starts_with(label)))
}

/// How the title of an annex begins that others fill in.
pub const FORMS: [&str; 6] = ["mẫu", "biểu mẫu", "mẫu biểu", "phiếu", "đề cương", "tờ khai"];
