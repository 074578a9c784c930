//! Words about amounts: what is counted, and what only has a number.

/// Units of which everybody reaches the same figure; of others each who takes part has a share.
pub const RATES: [&str; 3] = ["%", "điểm", "hạng"];

/// What follows a figure and is no amount that is promised: stretches of time, and what goes on.
pub const NOT_COUNTED: [&str; 22] = [
    "ngày", "tháng", "năm", "giờ", "phút", "tuần", "quý", "và", "đến", "hoặc", "của", "tại", "về", "theo",
    "trên", "trở", "là", "với", "cho", "thuộc", "toàn", "lần",
];

/// What stands before a number by which something is called, in small letters.
pub const BEFORE_MARKS: [&str; 24] = [
    "số", "khoản", "điều", "điểm", "mục", "phần", "chương", "lục", "quý", "tháng", "năm", "ngày", "độ",
    "cấp", "thứ", "hạng", "nhóm", "giai", "đoạn", "kỳ", "tuần", "khóa", "bảng", "phiên",
];
