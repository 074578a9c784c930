//! The outline of a plan: changed as a draft, with whom it reaches, and saved with comments and layout kept.

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};

const PLAN: &str = "2025/ke-hoach-tinh.yaml";
const PAGE: &str = "/dan-y/2025/kh-1-2025";
const FIRST: &str = "cac_muc/1/khoan/0/giao/0/nhiem_vu/0";
const OF_COMMUNE: &str = "cac_muc/1/khoan/0/giao/1/nhiem_vu/0";

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

fn plan(bench: &Bench) -> String {
    std::fs::read_to_string(bench.content(PLAN)).expect("it reads")
}

/// The version of the draft that a page shows.
fn version(bench: &Bench) -> String {
    let text = sound(&bench.get(&format!("{PAGE}?sua={FIRST}")));
    let from = text.find("name=\"ban\" value=\"").expect("a version") + "name=\"ban\" value=\"".len();
    text[from..].split('"').next().expect("its end").to_owned()
}

fn does(bench: &Bench, fields: &[(&str, &str)]) -> Answer {
    let version = version(bench);
    let all: Vec<(&str, &str)> = fields.iter().copied().chain([("ban", version.as_str())]).collect();
    bench.post(PAGE, &all)
}

#[test]
fn a_task_is_reassigned_with_whom_it_reaches_before_anything_is_saved() {
    let bench = Bench::new();
    let before = plan(&bench);
    let done = does(
        &bench,
        &[
            ("viec", "sua"),
            ("cho", FIRST),
            ("noi_dung", "Rút ngắn thời gian đăng ký doanh nghiệp."),
            ("cu-noi_dung", "Rút ngắn thời gian đăng ký doanh nghiệp."),
            ("cu-chu_tri", "Sở Tài chính"),
            ("them-chu_tri", "UBND xã Hai [ubnd-xa-hai]"),
        ],
    );
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let text = sound(&bench.get(PAGE));
    assert!(text.contains("ảnh hưởng tới 2 cơ quan"), "{text}");
    assert!(text.contains("đổi phân công") && text.contains("UBND xã Hai"), "{text}");
    assert_eq!(plan(&bench), before, "nothing is saved yet");
    let saved = bench.post(PAGE, &[("viec", "luu")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let after = plan(&bench);
    assert!(after.contains("chu_tri: [ubnd-xa-hai]"), "{after}");
    assert!(after.contains("- chu_tri: [so-tai-chinh]"), "the other task of the point stays: {after}");
    assert!(sound(&bench.get(PAGE)).contains("Mọi thay đổi đã ở trong tệp"));
}

#[test]
fn a_task_is_added_moved_reworded_removed_and_all_of_it_taken_back() {
    let bench = Bench::new();
    let before = plan(&bench);
    let point = "cac_muc/1/khoan/0/giao/1";
    for fields in [
        vec![
            ("viec", "them"),
            ("duoi", point),
            ("noi_dung", "Lập danh bạ hộ kinh doanh."),
            ("thoi_han", "quý IV"),
        ],
        vec![
            ("viec", "sua"),
            ("cho", OF_COMMUNE),
            ("noi_dung", "Hướng dẫn từng hộ kinh doanh của xã Một."),
            ("cu-noi_dung", "Hướng dẫn hộ kinh doanh của xã Một."),
        ],
        vec![("viec", "xuong"), ("cho", FIRST)],
        vec![("viec", "chuyen"), ("cho", FIRST), ("den", point)],
        vec![("viec", "bo"), ("cho", "cac_muc/1/khoan/0/giao/2/nhiem_vu/0")],
        vec![
            ("viec", "sua-de-muc"),
            ("cho", "cac_muc/1"),
            ("tieu_de", "Nhiệm vụ trọng tâm"),
            ("cu-tieu_de", "Nhiệm vụ"),
        ],
    ] {
        let done = does(&bench, &fields);
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{fields:?}: {}", done.text());
    }
    let text = sound(&bench.get(PAGE));
    for word in ["Lập danh bạ hộ kinh doanh.", "quý IV", "từng hộ kinh doanh", "Nhiệm vụ trọng tâm"]
    {
        assert!(text.contains(word), "{word}: {text}");
    }
    assert!(text.contains("bỏ: “Niêm yết thủ tục"), "what goes is named: {text}");
    for _ in 0..6 {
        bench.post(PAGE, &[("viec", "hoan-tac")]);
    }
    assert!(sound(&bench.get(PAGE)).contains("Mọi thay đổi đã ở trong tệp"));
    assert_eq!(plan(&bench), before);
}

#[test]
fn parts_that_name_a_task_that_goes_are_named() {
    let bench = Bench::new();
    let part = bench.content("2025/co-quan/ubnd-xa-mot.yaml");
    let text = std::fs::read_to_string(&part).expect("it reads");
    let own = "nhiem_vu:\n  - muc: Gia nhập thị trường\n    noi_dung:\n      - noi_dung: Cử người hướng dẫn từng hộ.\n        thay_cho: [II.1.b.1]\n";
    std::fs::write(&part, format!("{text}{own}")).expect("written");
    bench.until("/cap-nhat?nam=2025", |text| text.contains("Sẽ cập nhật 1 tệp"));
    does(&bench, &[("viec", "bo"), ("cho", OF_COMMUNE)]);
    let text = sound(&bench.get(PAGE));
    assert!(text.contains("chỉ ghi số của nhiệm vụ") && text.contains("ubnd-xa-mot.yaml"), "{text}");
    // Its words are kept, as the page says, and then nothing can be taken for another task.
    let path = part.display().to_string();
    sound(&bench.post("/cap-nhat", &[("nam", "2025"), ("tep", &path)]));
    let text = bench.until(PAGE, |text| text.contains("Phần riêng nhắc tới nhiệm vụ không còn"));
    assert!(text.contains("ubnd-xa-mot.yaml") && text.contains("Hướng dẫn hộ kinh doanh"), "{text}");
    assert!(!text.contains("chỉ ghi số của nhiệm vụ"), "{text}");
}

#[test]
fn what_is_no_value_is_told_at_its_field_and_changes_nothing() {
    let bench = Bench::new();
    let fields = [
        ("viec", "sua"),
        ("cho", FIRST),
        ("cu-chu_tri", "Sở Tài chính"),
        ("chu_tri", "0"),
        ("them-chu_tri", "Sở Không Có"),
        ("mo", FIRST),
    ];
    let text = sound(&does(&bench, &fields));
    assert!(text.contains("“Sở Không Có” không có trong sổ đăng ký"), "{text}");
    assert!(text.contains("href=\"#o-them-chu_tri\""), "the top leads to the field: {text}");
    let nobody = [("viec", "sua"), ("cho", FIRST), ("cu-chu_tri", "Sở Tài chính")];
    assert!(sound(&does(&bench, &nobody)).contains("phải có cơ quan chủ trì"));
    let nowhere = [("viec", "bo"), ("cho", "cac_muc/9/giao/0/nhiem_vu/0")];
    assert!(sound(&does(&bench, &nowhere)).contains("chỗ này không còn"));
    assert!(sound(&bench.get(PAGE)).contains("Mọi thay đổi đã ở trong tệp"));
    assert_eq!(bench.get("/dan-y/2025/kh-9").status, StatusCode::NOT_FOUND);
}

/// What stands in the file of the first task's open form, with something else in a field of it.
fn with_deadline<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let form = [("cho", FIRST), ("mo", FIRST), ("dang", "sua"), ("cu-chu_tri", "Sở Tài chính")];
    let words = "Rút ngắn thời gian đăng ký doanh nghiệp.";
    let form = form.into_iter().chain([("chu_tri", "0"), ("noi_dung", words), ("cu-noi_dung", words)]);
    form.chain(more.iter().copied()).collect()
}

#[test]
fn a_value_that_cannot_be_is_told_at_its_field_and_above_and_what_was_let_go_stays_so() {
    let bench = Bench::new();
    for (field, typed, why) in
        [("thoi_han", "31/02/2025", "31/02/2025"), ("san_pham", "Báo cáo 😀", "không có ký tự “😀”")]
    {
        let fields = [
            ("viec", "sua"),
            ("cho", FIRST),
            ("mo", FIRST),
            ("dang", "sua"),
            ("cu-chu_tri", "Sở Tài chính"),
            ("them-chu_tri", "UBND xã Hai [ubnd-xa-hai]"),
            (field, typed),
        ];
        let text = sound(&does(&bench, &fields));
        let (top, form) = text.split_once("id=\"dang-sua\"").expect("the form is open again");
        assert!(top.contains(why) && top.contains(&format!("href=\"#o-{field}\"")), "{field}: {top}");
        assert!(!top.contains("Mọi thay đổi đã ở trong tệp"), "{field}: {top}");
        let (_, at) = form.split_once(&format!("id=\"o-{field}\"")).expect("the field");
        let own = at.split("</p>").next().expect("its end");
        assert!(own.contains(why) && own.contains("aria-invalid=\"true\"") && own.contains(typed), "{own}");
        let (_, lead) = form.split_once("name=\"chu_tri\"").expect("who leads");
        assert!(!lead.split('>').next().expect("its end").contains("checked"), "{form}");
    }
}

#[test]
fn what_is_typed_in_an_open_form_goes_along_with_every_button() {
    let bench = Bench::new();
    let typed = with_deadline(&[("thoi_han", "quý IV/2025"), ("viec", "xuong")]);
    assert_eq!(does(&bench, &typed).status, StatusCode::SEE_OTHER);
    assert!(sound(&bench.get(PAGE)).contains("quý IV/2025"), "moving");
    bench.post(PAGE, &[("viec", "hoan-tac")]);
    assert!(!sound(&bench.get(PAGE)).contains("quý IV/2025"), "both are taken back as one");

    let next = format!("mo:sua:{OF_COMMUNE}");
    let on = does(&bench, &with_deadline(&[("thoi_han", "quý III/2025"), ("viec", &next)]));
    assert!(
        on.header("location").starts_with(&format!("{PAGE}?sua=cac_muc%2F1")),
        "{}",
        on.header("location")
    );
    assert!(sound(&bench.get(PAGE)).contains("quý III/2025"), "another form");

    let version = version(&bench);
    let mut fields = with_deadline(&[("thoi_han", "quý II/2025"), ("cu-thoi_han", "quý III/2025")]);
    fields.extend([("viec", "luu"), ("ban", &version)]);
    let before = plan(&bench);
    fields[0] = ("cho", FIRST);
    let wrong: Vec<_> =
        fields.iter().map(|(name, value)| (*name, value.replace("quý II/", "31/02/"))).collect();
    let wrong: Vec<_> = wrong.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert!(sound(&bench.post(PAGE, &wrong)).contains("Chưa làm được điều vừa gửi"));
    assert_eq!(plan(&bench), before, "nothing is saved beside what cannot be");
    assert_eq!(bench.post(PAGE, &fields).status, StatusCode::SEE_OTHER);
    assert!(plan(&bench).contains("thoi_han: quý II/2025"), "{}", plan(&bench));

    let page = sound(&bench.get(&format!("{PAGE}?sua={FIRST}")));
    let enter = page.find("form=\"dang-sua\" name=\"viec\" value=\"sua\"").expect("what Enter presses");
    assert!(enter < page.find("value=\"luu\"").expect("a way to save"), "Enter saves no file: {page}");
    assert!(!page.contains(&format!("href=\"{PAGE}?sua=")), "no way to another form loses what is typed");
}

#[test]
fn an_edit_of_the_file_meanwhile_is_kept_beside_the_draft() {
    let bench = Bench::new();
    does(
        &bench,
        &[
            ("viec", "sua"),
            ("cho", FIRST),
            ("thoi_han", "quý IV/2025"),
            ("cu-chu_tri", "Sở Tài chính"),
            ("chu_tri", "0"),
        ],
    );
    let changed = plan(&bench).replace("luu: VT", "luu: VT, TH # sửa tay");
    std::fs::write(bench.content(PLAN), changed).expect("written");
    let saved = bench.post(PAGE, &[("viec", "luu")]);
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let after = plan(&bench);
    assert!(after.contains("luu: VT, TH # sửa tay") && after.contains("thoi_han: quý IV/2025"), "{after}");
}
