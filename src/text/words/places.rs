//! Địa danh: words for places with which names of bodies end.

/// Words for places with which names of bodies end, alone or before a name, in lower case.
pub const PLACES: &[&str] = &["tỉnh", "huyện", "xã", "phường", "quận", "trấn", "phố"];

/// Those of them that are within a province.
pub const LOWER_PLACES: &[&str] = &["huyện", "xã", "phường", "quận"];

/// Such words that are of another word.
pub const NO_PLACES: &[(&str, &str)] = &[
    ("xã", "hội"),
    ("xã", "viên"),
    ("xã", "đội"),
    ("phường", "đội"),
    ("huyện", "đội"),
    ("huyện", "ủy"),
    ("quận", "ủy"),
    ("tỉnh", "ủy"),
    ("tỉnh", "đội"),
    ("tỉnh", "đoàn"),
    ("phố", "cổ"),
    ("phố", "đi"),
];

/// With what a name goes on behind its place: "Ban Chỉ đạo tỉnh về …".
pub const BEHIND_PLACE: &[&str] = &[
    "về",
    "tại",
    "ở",
    "của",
    "thuộc",
    "trực thuộc",
    "trên địa bàn",
    "đóng trên",
    "cho",
    "và",
    "hoặc",
    "với",
    "cùng",
    "khóa",
    "nhiệm kỳ",
    "số",
    "khu vực",
    "cũ",
    "mới",
];
