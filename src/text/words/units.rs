//! Words of the phrases that say which unit of an agency does what.

/// What the name of a unit begins with.
pub const NOUNS: &[&str] = &[
    "văn phòng",
    "phòng",
    "thanh tra",
    "trung tâm",
    "chi cục",
    "ban chỉ huy quân sự",
    "ban",
    "bộ phận",
    "tổ",
    "đội",
    "trạm",
    "hạt kiểm lâm",
    "hạt",
    "đài",
    "trang thông tin điện tử",
    "khoa",
    "công an",
    "bệnh viện",
    "trường",
    "cơ sở",
    "quỹ",
    "chi nhánh",
    "vườn quốc gia",
];

/// Words that begin like a unit and are none.
pub const NO_UNITS: &[&str] = &[
    "tổ chức",
    "ban hành",
    "ban đầu",
    "trường hợp",
    "phòng chống",
    "phòng ngừa",
    "phòng, chống",
    "cơ sở dữ liệu",
    "cơ sở hạ tầng",
    "cơ sở vật chất",
    "cơ sở chức năng",
    "đội ngũ",
];

/// What stands before the unit in the title of what it is to do.
pub const BEFORE_UNITS: &[&str] =
    &["trách nhiệm của", "nhiệm vụ của", "nhiệm vụ giao", "đối với", "giao cho", "giao"];

/// All units at once. What follows, "liên quan", "thuộc Sở", belongs to it.
pub const ALL_UNITS: &[&str] = &[
    "tất cả các phòng",
    "các phòng, đơn vị",
    "các phòng, ban, đơn vị",
    "các phòng, ban",
    "các phòng ban",
    "các phòng và đơn vị",
    "các phòng, trung tâm",
    "các phòng chuyên môn, đơn vị",
    "các phòng chuyên môn",
    "các phòng",
    "các đơn vị",
    "các bộ phận",
    "các ban",
];

/// What goes on behind "các phòng".
pub const AFTER_ALL: &[&str] = &[
    "chuyên môn",
    "nghiệp vụ",
    "có liên quan",
    "liên quan",
    "trực thuộc sở",
    "trực thuộc ban",
    "trực thuộc",
    "thuộc sở",
    "thuộc ban",
    "thuộc ubnd xã",
    "thuộc ubnd phường",
    "của sở",
    "của ban",
    "khác",
    "còn lại",
];

/// Roles: whoever stands before leads.
pub const LEADS: &[&str] = &["chủ trì"];

/// Whoever stands behind supports.
pub const SUPPORTS: &[&str] = &["phối hợp cùng với", "phối hợp với", "phối hợp cùng", "phối hợp"];

/// Verbs that a task begins with and no name of a unit contains.
pub const SURE_VERBS: &[&str] = &[
    "làm đầu mối",
    "là đầu mối",
    "đầu mối",
    "thực hiện",
    "triển khai",
    "tham mưu",
    "tăng cường",
    "nâng cao",
    "chủ động",
    "nghiêm túc",
    "rà soát",
    "theo dõi",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "tiếp tục",
    "đẩy mạnh",
    "đôn đốc",
    "kịp thời",
    "bảo đảm",
    "đảm bảo",
    "căn cứ",
    "thường xuyên",
    "nghiên cứu",
    "cung cấp",
    "công khai",
    "trong quá trình",
    "để",
    "khi",
    "theo",
    "trước",
    "các nội dung",
    "nội dung",
    "điểm",
    "hỗ trợ",
    "duy trì",
    "đề xuất",
    "giải quyết",
    "phân công",
    "bố trí",
    "hoàn thành",
    "hoàn thiện",
    "hằng",
    "định kỳ",
    "phát huy",
    "quán triệt",
];

/// Verbs that names of units have, too: "Phòng Kế hoạch tổng hợp", "Phòng Quản lý xây dựng".
pub const DOUBTFUL_VERBS: &[&str] = &[
    "tổng hợp",
    "tổ chức",
    "kiểm tra",
    "thẩm định",
    "xây dựng",
    "hướng dẫn",
    "báo cáo",
    "quản lý",
    "giám sát",
    "tuyên truyền",
    "phát triển",
    "đào tạo",
    "kiểm soát",
    "tiếp nhận",
    "lập",
    "làm",
];

/// What the same unit is called with and without.
pub const OF_THE_AGENCY: &[&str] =
    &["sở", "ban", "chi cục", "cục", "trung tâm", "cơ quan", "ubnd xã", "ubnd phường"];

/// A line that says who does what of the points above.
pub const DIVISION_LABELS: &[&str] = &[
    "phân công thực hiện",
    "phân công nhiệm vụ",
    "phân công",
    "tổ chức thực hiện",
    "đơn vị thực hiện",
    "trách nhiệm thực hiện",
];

/// A line that names who directs.
pub const LEADER_LABELS: &[&str] = &[
    "lãnh đạo chỉ đạo",
    "lãnh đạo phụ trách",
    "lãnh đạo sở chỉ đạo",
    "lãnh đạo ban chỉ đạo",
    "chỉ đạo chung",
    "chỉ đạo",
];

/// What a line that gives something to somebody begins with.
pub const GIVES: &[&str] = &["đề nghị", "yêu cầu", "giao cho", "giao"];

/// "a) b) c)" are points of the heading when one of these stands before them.
pub const POINTS: &[&str] = &[
    "nội dung mục",
    "nội dung điểm",
    "nội dung tại điểm",
    "các nội dung",
    "nội dung",
    "các điểm",
    "điểm",
    "mục",
];

/// Titles of the section that says why.
pub const PURPOSES: &[&str] = &["mục đích", "mục tiêu, yêu cầu", "mục tiêu chung"];

/// What it also says.
pub const REQUIREMENTS: &[&str] = &["yêu cầu"];

/// Titles of the section that says how the plan is carried out.
pub const ORGANISATION: &[&str] = &["tổ chức thực hiện", "tổ chức triển khai", "trách nhiệm thực hiện"];

/// Titles of the section that says what is to be done.
pub const TASKS: &[&str] = &["nhiệm vụ", "giải pháp", "nội dung", "phân công", "công việc"];

/// What a sentence begins with that says what is to be reached.
pub const TARGETS: &[&str] = &["mục tiêu", "chỉ tiêu", "phấn đấu đạt", "phấn đấu"];

/// Words of a line of "Phân công" that say no more than who does which points.
pub const ROLE_WORDS: &[&str] = &[
    "chủ", "trì", "phối", "hợp", "với", "cùng", "thực", "hiện", "triển", "khai", "tổ", "chức", "nội", "dung",
    "các", "mục", "điểm", "và", "tại", "trên", "nêu", "nhiệm", "vụ",
];
