//! Headings and indicators in the outline of a plan: changed as a draft, with the parts that name them, and saved with
//! these parts or not at all.

use std::path::Path;

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};

const PLAN: &str = "2025/ke-hoach-tinh.yaml";
const PART: &str = "2025/co-quan/ubnd-xa-mot.yaml";
const PAGE: &str = "/dan-y/2025/kh-1-2025";
const INDEX: &str = "cac_muc/1/khoan/0";

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

fn read(bench: &Bench, name: &str) -> String {
    std::fs::read_to_string(bench.content(name)).expect("it reads")
}

/// Does something with the version of the draft that a page shows.
fn does_on(bench: &Bench, page: &str, fields: &[(&str, &str)]) -> Answer {
    let text = sound(&bench.get(&format!("{page}?them-de-muc=ke-hoach")));
    let from = text.find("name=\"ban\" value=\"").expect("a version") + "name=\"ban\" value=\"".len();
    let version = text[from..].split('"').next().expect("its end");
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("ban", version)]).collect();
    bench.post(page, &all)
}

fn does(bench: &Bench, fields: &[(&str, &str)]) -> Answer {
    does_on(bench, PAGE, fields)
}

fn done(bench: &Bench, fields: &[(&str, &str)]) -> String {
    let answer = does(bench, fields);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}: {}", answer.text());
    sound(&bench.get(PAGE))
}

/// A part of the commune that names a heading as `named` has it, and a task by its number.
fn with_part(named: &str) -> Bench {
    let bench = Bench::new();
    let text = read(&bench, PART);
    let own = format!(
        "nhiem_vu:\n  # do xã soạn\n  - muc: [{named}] # xem kế hoạch\n    noi_dung:\n      - noi_dung: Cử người hướng dẫn từng hộ.\n        thay_cho: [II.1.b.1] # việc của xã\n"
    );
    std::fs::write(bench.content(PART), format!("{text}{own}")).expect("written");
    bench.until("/cap-nhat?nam=2025", |text| text.contains("Sẽ cập nhật 1 tệp"));
    bench
}

fn rename(title: &str) -> [(&str, &str); 4] {
    [("viec", "sua-de-muc"), ("cho", INDEX), ("tieu_de", title), ("cu-tieu_de", "Gia nhập thị trường")]
}

#[test]
fn a_heading_that_parts_name_by_its_title_is_renamed_in_them_too() {
    let bench = with_part("Gia nhập thị trường");
    let (plan, part) = (read(&bench, PLAN), read(&bench, PART));
    let text = done(&bench, &rename("Đăng ký kinh doanh"));
    assert!(text.contains("II.1: “Gia nhập thị trường” → “Đăng ký kinh doanh”"), "{text}");
    assert!(
        text.contains("ubnd-xa-mot.yaml:13</code> muc: Gia nhập thị trường → Đăng ký kinh doanh"),
        "{text}"
    );
    assert!(text.contains("Lưu kế hoạch và sửa theo 1 phần riêng"), "{text}");
    assert!(text.contains("ảnh hưởng tới 3 cơ quan"), "whoever has tasks under it: {text}");
    assert!(!text.contains("bỏ chỉ tiêu"), "its target is the same: {text}");
    assert_eq!(
        (read(&bench, PLAN), read(&bench, PART)),
        (plan.clone(), part.clone()),
        "nothing is saved yet"
    );
    let saved = bench.post(PAGE, &[("viec", "luu-theo")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert_eq!(
        read(&bench, PLAN),
        plan.replace("ten: Gia nhập", "ten: Đăng ký kinh doanh").replace("doanh thị trường", "doanh")
    );
    assert_eq!(
        read(&bench, PART),
        part.replace("[Gia nhập thị trường] # xem", "[\"Đăng ký kinh doanh\"] # xem"),
        "nothing else of the part is touched"
    );
    assert!(sound(&bench.get(PAGE)).contains("Mọi thay đổi đã ở trong tệp"));
}

#[test]
fn numbers_that_follow_a_moved_heading_are_named_and_brought_along() {
    let bench = with_part("II.1");
    let text = done(
        &bench,
        &[("viec", "them-de-muc"), ("duoi", "cac_muc/0"), ("dat", "sau"), ("tieu_de", "Mục tiêu")],
    );
    assert!(
        text.contains("II: mới “Mục tiêu”") && text.contains("II.1 → III.1: “Gia nhập thị trường”"),
        "{text}"
    );
    assert!(text.contains("muc: II.1 → III.1"), "{text}");
    assert!(
        text.contains("ubnd-xa-mot.yaml:16</code> II.1.b.1 → III.1.b.1: “Hướng dẫn hộ kinh doanh"),
        "{text}"
    );
    let saved = bench.post(PAGE, &[("viec", "luu-theo")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let part = read(&bench, PART);
    assert!(
        part.contains("- muc: [III.1] # xem kế hoạch")
            && part.contains("thay_cho: [III.1.b.1] # việc của xã"),
        "{part}"
    );
    let text = sound(&bench.get("/phat-hien/2025"));
    assert!(!text.contains("KH303") && !text.contains("II.1.b.1"), "{text}");
}

#[test]
fn a_part_that_somebody_saves_meanwhile_holds_the_plan_back_too() {
    let bench = with_part("II.1");
    done(&bench, &[("viec", "xuong"), ("cho", "cac_muc/0")]);
    let plan = read(&bench, PLAN);
    let changed = read(&bench, PART).replace("# do xã soạn", "# do xã soạn, đã sửa");
    std::fs::write(bench.content(PART), &changed).expect("written");
    let refused = sound(&bench.post(PAGE, &[("viec", "luu-theo")]));
    assert!(refused.contains("vừa được lưu lại"), "{refused}");
    assert_eq!((read(&bench, PLAN), read(&bench, PART)), (plan, changed));
}

#[test]
fn a_heading_that_goes_takes_what_stands_under_it_and_the_parts_that_name_it_are_named_first() {
    let bench = with_part("Gia nhập thị trường");
    done(
        &bench,
        &[
            ("viec", "them-de-muc"),
            ("duoi", "cac_muc/1"),
            ("dat", "trong"),
            ("tieu_de", "Đất đai"),
            ("chi-so", "co"),
        ],
    );
    let open = sound(&bench.get(&format!("{PAGE}?sua={INDEX}")));
    assert!(open.contains("Bỏ đề mục, cùng 4 nhiệm vụ, 1 chỉ tiêu bên trong"), "{open}");
    let text = done(&bench, &[("viec", "bo"), ("cho", INDEX)]);
    assert!(
        text.contains("II.1: bỏ “Gia nhập thị trường”") && text.contains("bỏ: “Niêm yết thủ tục"),
        "{text}"
    );
    assert!(text.contains("Phần riêng nhắc tới chỗ không còn (2)"), "{text}");
    assert!(text.contains("ubnd-xa-mot.yaml:13</code> muc: Gia nhập thị trường: đề mục không còn"), "{text}");
    assert!(text.contains("II.1.b.1: nhiệm vụ “Hướng dẫn hộ kinh doanh"), "{text}");
    assert!(!text.contains("Lưu kế hoạch và sửa theo"), "nothing can be brought along: {text}");
}

#[test]
fn targets_are_added_changed_and_moved_with_whom_it_reaches() {
    let bench = Bench::new();
    let before = read(&bench, PLAN);
    let target = format!("{INDEX}/chi_tieu/0");
    let text = done(
        &bench,
        &[("viec", "sua-chi-tieu"), ("cho", &target), ("gia_tri", "8,55"), ("cu-gia_tri", "8,10")],
    );
    assert!(text.contains("Gia nhập thị trường: 8,10 điểm (năm 2025) → 8,55 điểm (năm 2025)"), "{text}");
    assert!(
        text.contains("Sở Tài chính, UBND xã Một, UBND xã Hai: đề mục, chỉ tiêu của cơ quan in khác trước"),
        "{text}"
    );
    let new = [
        ("viec", "them-chi-tieu"),
        ("duoi", INDEX),
        ("ten", "Hồ sơ qua mạng"),
        ("gia_tri", "100"),
        ("don_vi", "%"),
    ];
    let text = done(&bench, &new);
    assert!(text.contains("Gia nhập thị trường: Hồ sơ qua mạng: chỉ tiêu mới 100% (năm 2025)"), "{text}");
    done(&bench, &[("viec", "len"), ("cho", &format!("{INDEX}/chi_tieu/1"))]);
    done(&bench, &[("viec", "chuyen-chi-tieu"), ("cho", &target), ("vao", "cac_muc/1")]);
    let text = done(
        &bench,
        &[
            ("viec", "sua-de-muc"),
            ("cho", INDEX),
            ("theo_doi", "UBND xã Hai [ubnd-xa-hai]"),
            ("cu-theo_doi", "Sở Tài chính [so-tai-chinh]"),
            ("them-cung_theo_doi", "Sở Tài chính [so-tai-chinh]"),
        ],
    );
    assert!(
        text.contains("Gia nhập thị trường: theo dõi Sở Tài chính → UBND xã Hai, Sở Tài chính"),
        "{text}"
    );
    bench.post(PAGE, &[("viec", "luu")]);
    let now = read(&bench, PLAN);
    let lines = |new: &str, old: &str| -> Vec<String> {
        new.lines()
            .filter(|line| !old.lines().any(|other| other == *line))
            .map(|line| line.trim().to_owned())
            .collect()
    };
    assert_eq!(
        lines(&now, &before),
        [
            "chi_tieu:",
            "- ten: Hồ sơ qua mạng",
            "gia_tri: 100",
            "don_vi: \"%\"",
            "- gia_tri: 8,55",
            "theo_doi: ubnd-xa-hai",
            "cung_theo_doi: [so-tai-chinh]"
        ]
    );
}

#[test]
fn what_cannot_be_is_told_at_its_field_and_what_was_typed_stays() {
    let bench = Bench::new();
    let target = format!("{INDEX}/chi_tieu/0");
    let fields = [
        ("viec", "sua-chi-tieu"),
        ("cho", &target),
        ("mo", &target),
        ("gia_tri", "84,5"),
        ("cu-gia_tri", "8,10"),
    ];
    let text = sound(&does(&bench, &fields));
    assert!(text.contains("id=\"loi-gia_tri\"") && text.contains("ngoài thang điểm"), "{text}");
    assert!(text.contains("value=\"84,5\""), "{text}");
    let nameless = [("viec", "them-de-muc"), ("duoi", INDEX), ("dat", "sau"), ("tieu_de", " ")];
    assert!(sound(&does(&bench, &nameless)).contains("đề mục phải có tiêu đề"));
    let nobody = [
        ("viec", "sua-de-muc"),
        ("cho", INDEX),
        ("mo", INDEX),
        ("theo_doi", "Sở Không Có"),
        ("cu-theo_doi", ""),
    ];
    let text = sound(&does(&bench, &nobody));
    assert!(
        text.contains("“Sở Không Có” không có trong sổ đăng ký") && text.contains("value=\"Sở Không Có\""),
        "{text}"
    );
    assert!(sound(&bench.get(PAGE)).contains("Mọi thay đổi đã ở trong tệp"));
}

#[test]
fn a_heading_that_would_be_too_deep_stays_where_it_is() {
    let bench = Bench::new();
    for (under, title) in [(INDEX, "Nhóm một"), ("cac_muc/1/khoan/0/khoan/0", "Nhóm hai")] {
        let answer =
            does(&bench, &[("viec", "them-de-muc"), ("duoi", under), ("dat", "trong"), ("tieu_de", title)]);
        if title == "Nhóm hai" {
            assert!(sound(&answer).contains("đề mục lồng quá sâu"), "{}", answer.text());
        } else {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        }
    }
    let text = sound(&bench.get(PAGE));
    assert!(text.contains("Nhóm một") && !text.contains("Nhóm hai"), "{text}");
}

fn city() -> Bench {
    Bench::over(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/thanh-pho-thu"))
}

#[test]
fn groups_of_a_table_and_annexes_move_with_their_rows_and_what_only_the_file_has_is_said() {
    let bench = city();
    let page = "/dan-y/2026/kh-20-2026";
    let (name, text) = ("2026/an-toan.yaml", read(&bench, "2026/an-toan.yaml"));
    let id = text.lines().find_map(|line| line.strip_prefix("ma: ")).expect("an id").to_owned();
    let page = page.replace("kh-20-2026", &id);
    let shown = sound(&bench.get(&format!("{page}?sua=phu_luc/0/khoan/1")));
    assert!(shown.contains("Đưa đề mục lên") && shown.contains("Bỏ đề mục, cùng"), "{shown}");
    assert!(!shown.contains("thành một Mục"), "a group of rows is no Mục: {shown}");
    let annexes = text.lines().position(|line| line == "phu_luc:").expect("annexes") + 2;
    assert!(shown.contains(&format!("dòng {annexes}.")) && shown.contains("Thêm phụ lục"), "{shown}");
    let up = does_on(&bench, &page, &[("viec", "len"), ("cho", "phu_luc/0/khoan/1")]);
    assert_eq!(up.status, StatusCode::SEE_OTHER, "{}", up.text());
    let shown = sound(&bench.get(&page));
    assert!(shown.contains("đổi số thứ tự"), "rows are counted through: {shown}");
    bench.post(&page, &[("viec", "luu")]);
    let now = read(&bench, name);
    let (one, other) = (
        now.find("tieu_de: Ứng cứu").expect("it is there"),
        now.find("tieu_de: Rà soát").expect("it is there"),
    );
    assert!(one < other, "{now}");
    let sorted = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    assert_eq!(sorted(&now), sorted(&text), "no line is another");
}

#[test]
fn a_value_that_the_file_came_to_say_otherwise_is_shown_both_ways_with_the_choice() {
    for (side, kept) in [("lay-cua-toi", "Đăng ký kinh doanh"), ("lay-cua-tep", "Khởi sự kinh doanh")]
    {
        let bench = Bench::new();
        done(&bench, &rename("Đăng ký kinh doanh"));
        let changed = read(&bench, PLAN).replace("ten: Gia nhập thị trường", "ten: Khởi sự kinh doanh");
        std::fs::write(bench.content(PLAN), changed).expect("written");
        let text = bench.until(PAGE, |text| text.contains("Chọn một"));
        assert!(text.contains("Tên</strong> của “Khởi sự kinh doanh”"), "{text}");
        for both in [
            "<dd>Đăng ký kinh doanh</dd>",
            "<dd>Khởi sự kinh doanh</dd>",
            "Trong tệp",
            "Sửa ở đây",
            "dòng 19",
        ] {
            assert!(text.contains(both), "{both}: {text}");
        }
        let page = bench.get(PAGE).text();
        let (_, after) =
            page.split_once(&format!("value=\"{side}:")).expect("the choice names what was shown");
        let key = &after[..after.find('"').expect("a value")];
        assert_ne!(bench.post(PAGE, &[("viec", &format!("{side}:0"))]).status, StatusCode::SEE_OTHER);
        let decided = bench.post(PAGE, &[("viec", &format!("{side}:{key}"))]);
        assert_eq!(decided.status, StatusCode::SEE_OTHER, "{}", decided.text());
        assert!(!sound(&bench.get(PAGE)).contains("Chọn một"));
        bench.post(PAGE, &[("viec", "luu")]);
        assert!(read(&bench, PLAN).contains(&format!("ten: {kept}")), "{side}");
    }
}
