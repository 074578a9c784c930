//! Words about time: what leads to a day, what recurs, what promises and what looks back.

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

/// What "đầu" is the end of, and no beginning of a time: "bắt đầu tháng 9", "đứng đầu năm 2025".
pub const OTHER_FIRST: [&str; 8] = ["bắt", "lần", "hàng", "đứng", "dẫn", "ban", "mở", "khởi"];

/// How a deadline begins that goes on behind what is to be done: "báo cáo trước ngày …".
pub const ADVERBIAL: [&str; 9] =
    ["trước ", "chậm nhất ", "trong ", "đến ", "hằng ", "hàng ", "định kỳ ", "ngay ", "muộn nhất "];

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
pub const DEPENDS: [&str; 12] = [
    "theo ",
    "ngay ",
    "khi ",
    "sau ",
    "kể từ ",
    "trong ",
    "trước ",
    "tùy ",
    "tuỳ ",
    "đồng thời với",
    "cùng với",
    "cùng thời",
];

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

/// Small words of which deadlines consist, beside figures.
pub const OF_DEADLINES: [&str; 32] = [
    "quý",
    "tháng",
    "năm",
    "ngày",
    "tuần",
    "trong",
    "trước",
    "chậm",
    "nhất",
    "muộn",
    "là",
    "đến",
    "hết",
    "từ",
    "cuối",
    "đầu",
    "giữa",
    "và",
    "hằng",
    "hàng",
    "mỗi",
    "định",
    "kỳ",
    "thường",
    "xuyên",
    "liên",
    "tục",
    "cả",
    "giai",
    "đoạn",
    "các",
    "vào",
];

/// How a line begins in which a draft leaves a decision to a person.
pub const DECIDE: &str = "CẦN QUYẾT ĐỊNH: ";
