//! Words of “Nơi nhận”: what stands before a name there, and how many are named at once.

/// What may stand before the name of a body and does not change who is meant.
pub const BEFORE_BODY: [&str; 14] = [
    "thường trực",
    "ban thường vụ",
    "tập thể",
    "lãnh đạo",
    "thủ trưởng",
    "người đứng đầu",
    "giám đốc",
    "chủ tịch",
    "trưởng ban",
    "trưởng",
    "văn thư",
    "đồng chí",
    "đ/c",
    "văn phòng các",
];

/// Whoever is named in the document, without saying who: no agency is left out of such an entry.
pub const EVERYBODY: [&str; 5] = ["các cơ quan", "cơ quan", "các đơn vị", "các tổ chức", "các thành viên"];

/// The same words for bodies of one kind, which are not everybody.
pub const PRESS: [&str; 3] = ["các cơ quan báo chí", "các cơ quan thông tin", "các cơ quan truyền thông"];
pub const CENTRAL: [&str; 3] =
    ["các cơ quan trung ương", "các cơ quan ngành dọc", "các cơ quan của trung ương"];
pub const PARTY: [&str; 3] = ["các cơ quan đảng", "các cơ quan của đảng", "các ban đảng"];
pub const DEPARTMENTS: [&str; 1] = ["các sở"];
pub const COMMUNES: [&str; 8] = [
    "ubnd các xã",
    "ubnd các phường",
    "ubnd cấp xã",
    "ubnd xã phường",
    "ủy ban nhân dân các xã",
    "ủy ban nhân dân cấp xã",
    "các xã",
    "các phường xã",
];
pub const DISTRICTS: [&str; 5] =
    ["ubnd các huyện", "ubnd cấp huyện", "ubnd huyện thành phố", "ủy ban nhân dân các huyện", "các huyện"];
pub const ASSOCIATIONS: [&str; 2] = ["các hội", "các hiệp hội"];
pub const VILLAGES: [&str; 5] = ["các thôn", "các bản", "các tổ dân phố", "các khối", "các khu phố"];
pub const DIVISIONS: [&str; 2] = ["các phòng", "các ban"];
pub const CENTRES: [&str; 1] = ["các trung tâm"];

/// Văn phòng of the body that issues, which sends the document out itself.
pub const OFFICE: [&str; 5] = ["vp", "cvp", "pvp", "pcvp", "lđvp"];
