//! How people say how far a task has come, without marks over letters.

pub const NOT_STARTED: [&str; 10] = [
    "chua lam",
    "chua thuc hien",
    "chua trien khai",
    "chua",
    "chua bat dau",
    "chua hoan thanh",
    "chua co ket qua",
    "not started",
    "todo",
    "0%",
];

pub const UNDERWAY: [&str; 10] = [
    "dang lam",
    "dang thuc hien",
    "dang trien khai",
    "dang",
    "dang xu ly",
    "dang tien hanh",
    "in progress",
    "underway",
    "doing",
    "ongoing",
];

pub const DONE: [&str; 17] = [
    "xong",
    "da xong",
    "hoan thanh",
    "da hoan thanh",
    "da thuc hien",
    "da lam",
    "lam xong",
    "da lam xong",
    "xong roi",
    "da xong roi",
    "da hoan tat",
    "thuc hien xong",
    "da thuc hien xong",
    "done",
    "completed",
    "complete",
    "100%",
];

/// What is reckoned, not stated.
pub const LATE: [&str; 4] = ["qua han", "tre han", "cham", "overdue"];
