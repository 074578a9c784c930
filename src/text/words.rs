//! Every list of words that the program goes by, in one place: which stay together on a line, which keep
//! their capital, which do not belong before a name.

/// Words that stay with a number after them: "số 175", "ngày 02", "khoản 2".
pub const BEFORE_NUMBER: [&str; 17] = [
    "số", "ngày", "tháng", "năm", "quý", "khoản", "điều", "mục", "phần", "chương", "phụ", "lục", "từ", "đến",
    "điểm", "thứ", "kỳ",
];

/// Words that stay with the dots of a number that is not known yet.
pub const BEFORE_BLANK: [&str; 3] = ["số", "ngày", "tháng"];

/// Units that stay with the number before them: "8,4 điểm", "02 bậc".
pub const AFTER_NUMBER: [&str; 22] = [
    "điểm",
    "bậc",
    "lần",
    "lần/năm",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "giờ",
    "phút",
    "%",
    "km",
    "m2",
    "ha",
    "tỷ",
    "triệu",
    "nghìn",
    "đồng",
    "huyện",
    "xã",
    "phường",
    "chỉ",
];

/// Words that stay with a Roman numeral or a letter after them: "Mục II", "điểm đ".
pub const BEFORE_LABEL: [&str; 7] = ["mục", "phần", "chương", "lục", "quý", "điểm", "vi"];

/// Từ ghép that titles of administrative documents are made of.
pub const COMPOUNDS: &str = "an ninh, ban hành, bảo đảm, bảo hiểm, bảo vệ, báo cáo, biến đổi, bổ sung, cải cách, \
    cải thiện, cạnh tranh, cấp tỉnh, cấp xã, chất lượng, chi cục, chi tiết, chỉ đạo, chỉ số, chỉ tiêu, \
    chính phủ, chính quyền, chính sách, chủ tịch, chủ trì, chuyển đổi, chương trình, cơ chế, cơ quan, \
    công an, công khai, công nghệ, công nghiệp, công tác, công thương, công trình, cụ thể, cửa khẩu, \
    dân số, dân sự, dân tộc, dịch vụ, doanh nghiệp, du lịch, dữ liệu, dự án, đào tạo, đánh giá, đất đai, \
    đầu tư, đẩy mạnh, đề án, địa bàn, địa phương, điện tử, điều hành, đô thị, đồng bào, đơn vị, \
    đường bộ, giai đoạn, giám đốc, giám sát, giao thông, giáo dục, giải pháp, giải quyết, hạ tầng, hải quan, \
    hành chính, hành động, hàng hóa, hiệp hội, hiệu quả, hiệu trưởng, hòa giải, hỗ trợ, hộ tịch, hội đồng, \
    hội nghị, hợp tác, huy động, kế hoạch, kết quả, khai thác, khiếu nại, khí hậu, khoa học, kho bạc, \
    khó khăn, khu vực, khuyến khích, kiểm sát, kiểm tra, kinh doanh, kinh tế, lao động, lâm nghiệp, \
    lĩnh vực, liên minh, minh bạch, môi trường, mục đích, mục tiêu, năng lực, nâng cao, ngân hàng, \
    ngân sách, nghị quyết, ngoại vụ, người dân, nhà nước, nhân dân, nhân lực, nhiệm vụ, nội dung, nội vụ, \
    nông dân, nông nghiệp, nông thôn, pháp luật, pháp lý, phát huy, phát thanh, phát triển, phân công, \
    phòng chống, phối hợp, phục vụ, quản lý, quốc gia, quốc phòng, quy hoạch, quyết định, rà soát, sản phẩm, \
    sản xuất, sắp xếp, sự nghiệp, sửa đổi, sức khỏe, tài chính, tài nguyên, tài sản, tăng cường, tập trung, \
    thanh niên, thanh tra, thành lập, thành phần, thành phố, tháo gỡ, theo dõi, thể thao, thi hành, thiên tai, \
    thông tin, thủ trưởng, thủ tục, thương mại, thường xuyên, thực hiện, tiếp cận, tiếp theo, tỉnh ủy, tố cáo, \
    tổ chức, tối cao, tôn giáo, tổng hợp, triển khai, trọng tâm, trợ giúp, trung tâm, trung ương, truyền hình, \
    truyền thông, trưởng ban, trưởng phòng, tư nhân, tư pháp, tuyên truyền, tự nguyện, ubnd huyện, \
    ubnd phường, ubnd tỉnh, ubnd xã, ứng dụng, ủy ban, vai trò, vận tải, văn bản, văn hóa, văn phòng, viện trưởng, việc làm, vướng mắc, xã hội, \
    xây dựng, xếp hạng, xuất khẩu, xúc tiến, xử lý, yêu cầu, y tế";

/// Học hàm, học vị, danh hiệu as they begin, without full stops: none of them stands before a
/// signer's name (PL1 II.7.c).
pub const ACADEMIC: [&str; 21] = [
    "gs",
    "gsts",
    "pgs",
    "pgsts",
    "ts",
    "tskh",
    "ths",
    "cn",
    "ks",
    "bs",
    "bscki",
    "bsckii",
    "ngnd",
    "ngưt",
    "ttnd",
    "ttưt",
    "tiến sĩ",
    "thạc sĩ",
    "nhà giáo",
    "thầy thuốc",
    "nghệ sĩ",
];

/// How names begin whose capital stays wherever they stand.
pub const NAMES: [&str; 62] = [
    "Ủy ban",
    "Hội đồng nhân dân",
    "HĐND",
    "Sở ",
    "Ban Quản lý",
    "Ban Dân",
    "Ban Tổ chức",
    "Ban Tuyên",
    "Ban Chỉ đạo",
    "Ban Thường",
    "Ban Nội",
    "Ban Kinh",
    "Ban Chỉ huy",
    "Thanh tra tỉnh",
    "Thanh tra Chính phủ",
    "Thanh tra Sở",
    "Văn phòng",
    "Công an",
    "Tòa án",
    "Viện ",
    "Trung tâm",
    "Chi cục",
    "Cục ",
    "Tổng cục",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Quốc hội",
    "Chính phủ",
    "Thủ tướng",
    "Nhà nước",
    "Nhân dân",
    "Đảng",
    "Trung ương",
    "Tỉnh ủy",
    "Thành ủy",
    "Đảng ủy",
    "Tỉnh đoàn",
    "Mặt trận",
    "Bộ Chỉ huy",
    "Bộ Chính trị",
    "Bảo hiểm xã hội",
    "Thi hành án dân sự",
    "Thuế tỉnh",
    "Thuế thành phố",
    "Kho bạc",
    "Bưu điện",
    "Điện lực",
    "Ngân hàng Nhà nước",
    "Ngân hàng Chính sách",
    "Hiệp hội",
    "Liên minh",
    "Liên đoàn",
    "Hội Nông dân",
    "Hội Liên hiệp",
    "Hội Cựu",
    "Hội Doanh",
    "Hội Chữ",
    "Đoàn Thanh niên",
    "Báo và",
    "Đài Phát thanh",
    "Huế",
];

/// Ordinary words that may stand right before a name, and are no part of it: "Giao Sở Tài chính", "Xã Đồng Đăng".
pub const BEFORE_NAMES: &[&str] = &[
    "giao",
    "trình",
    "gửi",
    "mời",
    "đưa",
    "lập",
    "sửa",
    "tại",
    "từ",
    "theo",
    "đến",
    "do",
    "của",
    "với",
    "cho",
    "về",
    "cùng",
    "cử",
    "nhờ",
    "và",
    "là",
    "khi",
    "nếu",
    "trong",
    "ngoài",
    "trên",
    "dưới",
    "tới",
    "qua",
    "sang",
    "hoặc",
    "các",
    "những",
    "mỗi",
    "mọi",
    "từng",
    "một",
    "hai",
    "ba",
    "bốn",
    "không",
    "để",
    "được",
    "bị",
    "bởi",
    "như",
    "nhằm",
    "vì",
    "gồm",
    "có",
    "chọn",
    "xây",
    "nêu",
    "hỏi",
    "đề",
    "yêu",
    "cấp",
    "dùng",
    "mở",
    "rà",
    "xã",
    "phường",
    "tỉnh",
    "huyện",
    "thành",
    "thị",
    "thôn",
    "bản",
    "khu",
    "tổ",
    "ông",
    "bà",
    "đồng",
    "chí",
    "cụm",
    "ngành",
    "người",
    "dân",
    "nhóm",
    "khối",
    "vùng",
    "lãnh",
    "đạo",
    "tuyến",
    "đường",
    "sông",
    "cầu",
    "chợ",
    "thực",
    "hiện",
    "triển",
    "khai",
    "phối",
    "hợp",
    "chủ",
    "tham",
    "mưu",
    "kiểm",
    "tra",
    "đôn",
    "đốc",
    "hướng",
    "dẫn",
    "tuyên",
    "truyền",
    "nâng",
    "giữ",
    "tăng",
    "giảm",
    "đạt",
    "gắn",
    "hỗ",
    "trợ",
    "ký",
    "bám",
    "học",
    "phòng",
    "đoàn",
    "hội",
    "trường",
    "ban",
    "công",
    "chi",
    "đơn",
    "cơ",
    "quan",
    "việc",
    "chỉ",
    "số",
    "điểm",
    "mục",
    "khoản",
    "phần",
    "căn",
    "cứ",
    "kèm",
    "riêng",
    "đối",
];

/// Từ láy, and words that stand twice on purpose.
pub const REDUPLICATED: [&str; 30] = [
    "luôn",
    "dần",
    "ngày",
    "đời",
    "người",
    "nhà",
    "nơi",
    "lớp",
    "từ",
    "mãi",
    "song",
    "chung",
    "vân",
    "đều",
    "thường",
    "xa",
    "gần",
    "nhanh",
    "lâu",
    "hay",
    "năm",
    "đôi",
    "đông",
    "xanh",
    "sâu",
    "cao",
    "rộng",
    "ba",
    "từng bước",
    "ngày càng",
];

/// Names of bodies that the title of their head ends with: "Trưởng ban Ban Quản lý", "Chánh Văn phòng Văn phòng
/// UBND tỉnh".
pub const BODIES: [&str; 18] = [
    "ban",
    "phòng",
    "tổ",
    "đội",
    "hội",
    "viện",
    "trung tâm",
    "chi cục",
    "cục",
    "sở",
    "thanh tra",
    "văn phòng",
    "trường",
    "đoàn",
    "ủy ban",
    "hội đồng",
    "khoa",
    "trạm",
];

/// Syllables that end one compound and begin another: "triển khai khai thác", "dịch vụ công công bố".
pub const OF_TWO_COMPOUNDS: [&str; 29] = [
    "công",
    "khai",
    "triển",
    "chức",
    "tạo",
    "lý",
    "dân",
    "quyền",
    "thu",
    "hệ",
    "hành",
    "nghiệp",
    "xuất",
    "hoạch",
    "tác",
    "chính",
    "trường",
    "báo",
    "cấp",
    "đất",
    "năng",
    "thể",
    "sản",
    "trình",
    "định",
    "sự",
    "thông",
    "học",
    "thủ",
];

/// Whether two words are one, whatever their capitals.
pub fn is_word(typed: &str, word: &str) -> bool {
    typed.chars().flat_map(char::to_lowercase).eq(word.chars())
}

/// What makes a moment one of many: "hằng quý".
pub const EVERY: [&str; 3] = ["hằng", "hàng", "mỗi"];

/// What leads to the last day of something: "chậm nhất", "đến", "không quá".
pub const UNTIL: [&str; 6] = ["nhất", "muộn", "đến", "tới", "hạn", "quá"];

/// What leads to the time in which something is done: "trong", "hoàn thành".
pub const WITHIN: [&str; 4] = ["trong", "vào", "xong", "thành"];

/// What leads to a beginning.
pub const SINCE: [&str; 3] = ["từ", "sau", "kể"];

/// What may stand between such a word and the day.
pub const BETWEEN_LEAD_AND_DATE: [&str; 9] =
    ["ngày", "cuối", "đầu", "giữa", "khoảng", "thời", "điểm", "là", "các"];

/// What is done again and again: none of it has a last day.
pub const RHYTHMS: [&str; 10] = [
    "thường xuyên",
    "định kỳ",
    "liên tục",
    "đột xuất",
    "một lần",
    "1 lần",
    "lần/năm",
    "lần/quý",
    "lần/tháng",
    "suốt",
];

/// How a deadline begins, or what it says somewhere, that goes by something else than the calendar.
pub const DEPENDS: [&str; 11] = [
    "theo ",
    "ngay ",
    "khi ",
    "sau ",
    "kể từ ",
    "trong ",
    "tùy ",
    "tuỳ ",
    "đồng thời với",
    "cùng với",
    "cùng thời",
];

/// What is said before a name in speech, and never printed before a signer's.
pub const TITLES: [&str; 6] = ["ông", "bà", "đồng chí", "đ/c", "đc", "cô"];

/// What may follow a year: what counts things does not.
pub const AFTER_YEAR: [&str; 8] = ["của", "và", "đến", "trên", "tại", "về", "theo", "do"];

/// What says that a clause tells of what is to be done.
pub const PROMISES: [&str; 18] = [
    "hoàn thành",
    "báo cáo",
    "gửi",
    "trình",
    "xong",
    "xây dựng",
    "tổng hợp",
    "đăng ký",
    "nộp",
    "rà soát",
    "triển khai",
    "thực hiện",
    "tham mưu",
    "chậm nhất",
    "tổ chức",
    "công khai",
    "cập nhật",
    "phê duyệt",
];

/// What says that a day in a clause is of something that was, and no deadline.
pub const WAS: [&str; 10] = [
    "đã ",
    "thành lập",
    "hiệu lực",
    "ban hành trước",
    "tính đến",
    "được cấp",
    "phát sinh",
    "xây dựng trước",
    "hoạt động trước",
    "tồn đọng",
];

/// What says that a sentence looks back.
pub const LOOKS_BACK: [&str; 18] = [
    "so với",
    "kết quả",
    "đã ",
    "tăng",
    "giảm",
    "cao hơn",
    "thấp hơn",
    "như năm",
    "từ năm",
    "công bố",
    "đánh giá",
    "hạn chế",
    "tổng kết",
    "duy trì",
    "giữ vững",
    "tính đến",
    "thực trạng",
    "tình hình",
];

/// How a line begins in which a draft leaves a decision to a person.
pub const DECIDE: &str = "CẦN QUYẾT ĐỊNH: ";
