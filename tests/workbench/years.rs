//! From year to year: shown first, done on a yes.

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};

const PLAN: &str = "2025/ke-hoach-tinh.yaml";
const PART: &str = "2025/co-quan/ubnd-xa-mot.yaml";

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

#[test]
fn the_plan_of_a_new_year_is_looked_at_and_then_written_beside_the_old_one() {
    let bench = Bench::new();
    let offered = sound(&bench.get("/nam-moi"));
    assert!(
        offered.contains("Kế hoạch số 01/KH-UBND (năm 2025)") && offered.contains("value=\"2026\""),
        "{offered}"
    );
    let ahead = sound(&bench.get("/nam-moi?goc=2025%2Fkh-1-2025&nam=2026"));
    assert!(ahead.contains("chỗ cần quyết định") && ahead.contains("chỉ tiêu năm 2026"), "{ahead}");
    assert!(!bench.content("2026").exists(), "nothing is written by looking");
    let fields = [("goc", "2025/kh-1-2025"), ("nam", "2026"), ("ngay", "7/2026")];
    let done = bench.post("/nam-moi", &fields);
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/"), "{}", done.text());
    assert!(sound(&bench.get("/")).contains("Năm 2026"));
    let again = sound(&bench.post("/nam-moi", &fields));
    assert!(again.contains("tệp được giữ nguyên"), "{again}");
}

#[test]
fn what_a_new_year_leaves_to_decide_is_answered_on_the_page_and_the_rest_stays_in_the_file() {
    let bench = Bench::new();
    let page = sound(&bench.get("/nam-moi?goc=2025%2Fkh-1-2025&nam=2026"));
    let number = |what: &str| {
        let at = page.find(&format!("value=\"{what}")).unwrap_or_else(|| panic!("{what}: {page}"));
        let name = page[..at].rfind("name=\"dieu-").expect("its field") + "name=\"dieu-".len();
        page[name..at].split('"').next().expect("a number").to_owned()
    };
    let asked = |at: &str| {
        let name = format!("name=\"dieu-{at}\" value=\"");
        let from = page.find(&name).expect("what is asked") + name.len();
        page[from..].split('"').next().expect("its end").to_owned()
    };
    let (target, signer) = (number("chỉ tiêu năm 2026 của “Gia nhập thị trường”"), number("hình thức ký"));
    let send = |choice: &str, value: &str| {
        let fields: Vec<(String, String)> = [("goc", "2025/kh-1-2025"), ("nam", "2026")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into_iter()
            .chain([
                (format!("dieu-{target}"), asked(&target)),
                (format!("chon-{target}"), choice.to_owned()),
                (format!("ghi-{target}-0"), value.to_owned()),
                (format!("dieu-{signer}"), asked(&signer)),
                (format!("chon-{signer}"), "ghi".to_owned()),
                (format!("ghi-{signer}-0"), "ky_thay".to_owned()),
                (format!("ghi-{signer}-1"), "Đỗ Thị Minh".to_owned()),
            ])
            .collect();
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        bench.post("/nam-moi", &fields)
    };
    let refused = sound(&send("ghi", "84"));
    assert!(refused.contains("ngoài thang điểm") && refused.contains("value=\"84\""), "{refused}");
    assert!(refused.contains("Đỗ Thị Minh"), "the other answers stay: {refused}");
    assert!(!bench.content("2026").exists(), "nothing is written with an answer that cannot be");
    for choice in ["de", "giu"] {
        let refused = sound(&send(choice, "8,4"));
        assert!(refused.contains("chưa chọn cách trả lời") && refused.contains("value=\"8,4\""), "{refused}");
        assert!(!bench.content("2026").exists(), "what is typed is not dropped without a word");
    }
    let done = send("ghi", "8,4");
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let file = std::fs::read_to_string(bench.content("2026/ke-hoach-tinh.yaml")).expect("it reads");
    assert!(file.contains("chi_tieu: [{gia_tri: \"8,4\", so_voi: 2025}]"), "{file}");
    assert!(file.contains("hinh_thuc: ky_thay") && file.contains("ho_ten: Đỗ Thị Minh"), "{file}");
    assert!(
        !file.contains("chỉ tiêu năm 2026 của") && !file.contains("CẦN QUYẾT ĐỊNH: hình thức ký"),
        "{file}"
    );
    assert!(file.contains("CẦN QUYẾT ĐỊNH: ngày ban hành"), "what is not answered stays: {file}");
}

#[test]
fn a_year_or_a_day_that_makes_no_sense_is_told() {
    let bench = Bench::new();
    let early = sound(&bench.get("/nam-moi?goc=2025%2Fkh-1-2025&nam=2024"));
    assert!(early.contains("năm mới 2024 phải sau năm 2025"), "{early}");
    let day = sound(&bench.get("/nam-moi?goc=2025%2Fkh-1-2025&nam=2026&ngay=31%2F02%2F2026"));
    assert!(day.contains("31/02/2026"), "{day}");
    assert!(day.contains("Lỗi"), "{day}");
    assert!(sound(&bench.get("/nam-moi?goc=2025%2Fkhong-co&nam=2026")).contains("không có kế hoạch"));
    let last = sound(&bench.get("/nam-moi?goc=32767%2Fx&nam="));
    assert!(last.contains("không quá 2200"), "{last}");
    let none = sound(&bench.get("/nam-moi?goc=2025%2Fkh-1-2025&nam=nay"));
    assert!(none.contains("“nay” không phải là một năm") && none.contains("value=\"2026\""), "{none}");
    let sent = sound(&bench.post("/nam-moi", &[("goc", "2025/kh-1-2025"), ("nam", "nay")]));
    assert!(sent.contains("“nay” không phải là một năm"), "{sent}");
}

/// A part that answers a task by its number only.
fn with_answer(bench: &Bench) {
    let path = bench.content(PART);
    let text = std::fs::read_to_string(&path).expect("it reads");
    let text = format!(
        "{text}# lời của xã, giữ nguyên\nnhiem_vu:\n  - muc: Gia nhập thị trường\n    noi_dung:\n      - noi_dung: Cử người hướng dẫn từng hộ.\n        thay_cho: [II.1.b.1]\n"
    );
    std::fs::write(path, text).expect("written");
}

#[test]
fn parts_are_brought_up_to_their_plan_on_a_yes_and_keep_what_is_theirs() {
    let bench = Bench::new();
    with_answer(&bench);
    let text = bench.until("/cap-nhat?nam=2025", |text| text.contains("Sẽ cập nhật 1 tệp"));
    assert!(text.contains("ghi nguyên văn 01 nhiệm vụ"), "{text}");
    let path = bench.content(PART);
    let before = std::fs::read_to_string(&path).expect("it reads");
    let none = sound(&bench.post("/cap-nhat", &[("nam", "2025")]));
    assert!(none.contains("chưa chọn tệp nào"));
    let elsewhere = sound(&bench.post("/cap-nhat", &[("nam", "2025"), ("tep", "/etc/passwd")]));
    assert!(!elsewhere.contains("Đã cập nhật"), "{elsewhere}");
    assert_eq!(std::fs::read_to_string(&path).expect("it reads"), before);
    let done = sound(&bench.post("/cap-nhat", &[("nam", "2025"), ("tep", &path.display().to_string())]));
    assert!(done.contains("Đã cập nhật") && done.contains("Không có phần riêng nào cần cập nhật"), "{done}");
    let after = std::fs::read_to_string(&path).expect("it reads");
    assert!(after.contains("Hướng dẫn hộ kinh doanh của xã Một"), "{after}");
    assert!(
        after.contains("# lời của xã, giữ nguyên") && after.contains("Cử người hướng dẫn từng hộ."),
        "{after}"
    );
}

#[test]
fn what_a_person_has_to_decide_is_listed_and_left_alone() {
    let bench = Bench::new();
    with_answer(&bench);
    bench.until("/cap-nhat?nam=2025", |text| text.contains("Sẽ cập nhật 1 tệp"));
    let path = bench.content(PART).display().to_string();
    bench.post("/cap-nhat", &[("nam", "2025"), ("tep", &path)]);
    let plan = std::fs::read_to_string(bench.content(PLAN)).expect("it reads");
    let changed =
        plan.replace("Hướng dẫn hộ kinh doanh của xã Một.", "Lập sổ theo dõi vốn vay của hợp tác xã.");
    std::fs::write(bench.content(PLAN), changed).expect("written");
    let text = bench.until("/cap-nhat?nam=2025", |text| text.contains("KH310"));
    assert!(text.contains("1 chỗ cần người quyết định"), "{text}");
}
