//! Drafts that are not saved, on the first page.

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};
use crate::form::{FORM, PART, attribute};

/// The same folder, opened by a program that was started again.
fn again(bench: Bench) -> Bench {
    let Bench { folder, .. } = bench;
    Bench::in_folder(folder)
}

/// What the first page says of drafts.
fn told(bench: &Bench) -> String {
    let page = bench.get("/").text();
    page.split("id=\"danh-sach\"").next().unwrap_or_default().to_owned()
}

fn press(bench: &Bench, deed: &str) -> Answer {
    let page = told(bench);
    let name =
        attribute(&page, "name=\"nhap\" value=\"").unwrap_or_else(|| panic!("a draft: {page}")).to_owned();
    bench.post("/ban-nhap", &[("viec", deed), ("nhap", &name)])
}

#[test]
fn the_first_page_lists_drafts_with_whose_they_are_since_when_and_the_way_to_them() {
    let bench = Bench::new();
    assert!(!told(&bench).contains("Bản nháp chưa lưu"));
    bench.filled(FORM, &[("so", "9")]);
    let page = told(&bench);
    for words in [
        "Bản nháp chưa lưu vào tệp (1)",
        "Sở Tài chính",
        "Kế hoạch số 01/KH-UBND",
        "8 giờ 30 ngày 01/8/2025",
        &format!("href=\"{FORM}\""),
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Killed and started again: it is still there, since the same hour.
    let bench = again(bench);
    assert!(told(&bench).contains("8 giờ 30 ngày 01/8/2025"));
    bench.filled(FORM, &[("lam", "luu")]);
    assert!(!told(&bench).contains("Bản nháp chưa lưu"), "{}", told(&bench));
}

#[test]
fn a_draft_is_thrown_away_from_the_first_page_and_can_be_had_again() {
    let bench = Bench::new();
    bench.filled(FORM, &[("trich_yeu", "Câu đã gõ")]);
    assert_eq!(press(&bench, "bo").header("location"), "/");
    let page = told(&bench);
    assert!(!page.contains("Bản nháp chưa lưu") && page.contains("còn lấy lại được (1)"), "{page}");
    assert!(!bench.get(FORM).text().contains("Câu đã gõ"));
    press(&bench, "lay-lai");
    assert!(
        told(&bench).contains("Bản nháp chưa lưu vào tệp (1)") && !told(&bench).contains("lấy lại được (")
    );
    assert!(bench.get(FORM).text().contains("Câu đã gõ"));
    let none = bench.post("/ban-nhap", &[("viec", "bo"), ("nhap", "../tinh.yaml")]);
    assert_eq!(none.status, StatusCode::OK);
    assert!(none.text().contains("không còn bản nháp ấy"), "{}", none.text());
}

#[test]
fn a_draft_whose_file_was_renamed_while_the_program_was_dead_is_told_and_brought_over() {
    let bench = Bench::new();
    bench.filled(FORM, &[("so", "9")]);
    bench.filled(FORM, &[("lam", "luu")]);
    bench.filled(FORM, &[("trich_yeu", "Câu gõ sau khi lưu")]);
    let to = bench.content("2025/co-quan/stc-moi.yaml");
    std::fs::rename(bench.content(PART), &to).expect("renamed");
    let bench = again(bench);
    let page = told(&bench);
    assert!(page.contains("không còn: đã đổi tên") && page.contains("stc-moi.yaml"), "{page}");
    let form = bench.get(FORM).text();
    assert!(!form.contains("Câu gõ sau khi lưu"), "the form shows the file that there is");
    assert!(form.contains("điều gõ vào đó mà chưa lưu không nằm ở biểu mẫu này"), "{form}");
    assert_eq!(press(&bench, "chuyen").header("location"), FORM);
    let form = bench.get(FORM).text();
    assert!(form.contains("Câu gõ sau khi lưu") && !form.contains("không nằm ở biểu mẫu này"), "{form}");
    bench.filled(FORM, &[("lam", "luu")]);
    let text = std::fs::read_to_string(&to).expect("it is there");
    assert!(text.contains("Câu gõ sau khi lưu") && text.contains("so: 9"), "{text}");
    assert!(!bench.content(PART).exists(), "no second file is made");
}

#[test]
fn a_slip_in_the_file_of_a_plan_hides_neither_its_draft_nor_the_way_to_the_line() {
    const OUTLINE: &str = "/dan-y/2025/kh-1-2025";
    let bench = Bench::new();
    let page = bench.get(OUTLINE).text();
    let version = attribute(&page, "name=\"ban\" value=\"").unwrap_or("0").to_owned();
    let title = [("viec", "sua-de-muc"), ("cho", "cac_muc/1"), ("cu-tieu_de", "Nhiệm vụ"), ("ban", &version)];
    let typed = |to: &'static str| title.into_iter().chain([("tieu_de", to)]).collect::<Vec<_>>();
    assert_eq!(bench.post(OUTLINE, &typed("Việc chính")).status, StatusCode::SEE_OTHER);
    let plan = "2025/ke-hoach-tinh.yaml";
    let text = std::fs::read_to_string(bench.content(plan)).expect("it reads");
    bench.write(plan, &text.replace("cac_muc:", "cac_muc: ["));
    let page = bench.until(OUTLINE, |text| text.contains("Chưa sửa được kế hoạch: tệp đang có lỗi"));
    assert!(page.contains("dòng") && page.contains("/phat-hien/2025"), "{page}");
    let sent = bench.post(OUTLINE, &typed("Việc khác")).text();
    assert!(sent.contains("chưa vào bản nháp") && sent.contains("Việc khác"), "{sent}");
    let page = told(&bench);
    assert!(page.contains("Tệp đang có lỗi") && page.contains("href=\"/phat-hien/2025\""), "{page}");
    assert!(!page.contains("không có cơ quan hay kế hoạch này"), "{page}");
    bench.write(plan, &text);
    bench.until(OUTLINE, |text| text.contains("Việc chính"));
}

#[test]
fn a_draft_whose_file_was_deleted_is_told_and_saving_makes_the_file_again() {
    let bench = Bench::new();
    bench.filled(FORM, &[("so", "9")]);
    bench.filled(FORM, &[("lam", "luu")]);
    bench.filled(FORM, &[("trich_yeu", "Câu gõ sau khi lưu")]);
    std::fs::remove_file(bench.content(PART)).expect("deleted");
    let bench = again(bench);
    let page = told(&bench);
    assert!(page.contains("không còn: đã đổi tên") && page.contains("tệp được tạo lại"), "{page}");
    assert!(bench.get(FORM).text().contains("Câu gõ sau khi lưu"));
    bench.filled(FORM, &[("lam", "luu")]);
    let text = bench.part();
    assert!(text.contains("Câu gõ sau khi lưu") && text.contains("so: 9"), "{text}");
}
