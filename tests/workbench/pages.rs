//! What pages show.

use std::path::Path;

use axum::http::StatusCode;

use crate::desk::{Answer, Bench};

/// Where words stand in a page, one after the other.
fn in_order(text: &str, words: &[&str]) {
    let mut from = 0;
    for word in words {
        let at = text[from..].find(word).unwrap_or_else(|| panic!("no “{word}” behind {from} in {text}"));
        from += at + word.len();
    }
}

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

#[test]
fn the_first_page_lists_the_plans_with_their_state_and_what_was_found() {
    let bench = Bench::new();
    let text = bench.until("/", |text| !text.contains("đang soát"));
    in_order(&text, &["Năm 2025", "Phát hiện:", "Kế hoạch số 01/KH-UBND", "ngày 02/7/2025", "đã ban hành"]);
    assert!(text.contains("lang=\"vi\""));
}

#[test]
fn agencies_are_found_without_signs_and_sorted_as_vietnamese_is() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let bench = Bench::over(&content);
    let names = |query: &str| -> Vec<String> {
        let text = sound(&bench.get(&format!("/nam/2025/kh-175-2025?{query}")));
        let rows = text.split("<tr class=\"dong-co-quan\"").skip(1);
        let name = |row: &str| {
            let cell = row.split("<th scope=\"row\">").nth(1)?.split("</th>").next()?;
            let cell = cell.split("<div").next()?.trim_end_matches("</a>");
            Some(cell.rsplit('>').next()?.to_owned())
        };
        rows.filter_map(name).collect()
    };
    let all = names("");
    assert!(all.len() >= 90, "{}", all.len());
    let found = names("tim=nong+nghiep");
    assert!(found.iter().any(|name| name == "Sở Nông nghiệp và Môi trường"), "{found:?}");
    assert_eq!(found, names("tim=N%C3%94NG+nghi%E1%BB%87p"), "with signs and in capitals, too");
    assert!(names("tim=khong+co+ai").is_empty());
    let sorted = names("xep=ten&tim=so");
    let place = |name: &str| {
        sorted.iter().position(|one| one == name).unwrap_or_else(|| panic!("{name}: {sorted:?}"))
    };
    // C before Đ is not the order of bytes, and G stands before X.
    assert!(place("Sở Công Thương") < place("Sở Giáo dục và Đào tạo"));
    assert!(place("Sở Nông nghiệp và Môi trường") < place("Sở Y tế"));
    assert!(names("loc=chua-co").len() > names("loc=ban-hanh").len());
}

#[test]
fn a_document_shows_its_tasks_and_pages_that_lead_to_each_other() {
    let bench = Bench::new();
    let text = sound(&bench.get("/nam/2025/kh-1-2025/so-tai-chinh"));
    in_order(
        &text,
        &["Sở Tài chính", "id=\"nv-1\"", "Rút ngắn thời gian đăng ký doanh nghiệp", "chưa phân công"],
    );
    // From the task to its line, and from the line to its task.
    assert!(text.contains("href=\"#in-nv-1\"") && text.contains("id=\"in-nv-1\""), "{text}");
    assert!(text.contains("<a href=\"#nv-1\" id=\"in-nv-1\""), "{text}");
    for word in ["SỞ TÀI CHÍNH", "KẾ HOẠCH", "Độc lập - Tự do - Hạnh phúc"] {
        assert!(text.replace('\u{a0}', " ").contains(word), "{word}");
    }
    let plan = sound(&bench.get("/nam/2025/kh-1-2025/ke-hoach"));
    in_order(&plan, &["id=\"nv-1\"", "Rút ngắn thời gian", "Sở Tài chính", "id=\"nv-3\"", "hộ kinh doanh"]);
}

#[test]
fn the_pdf_is_made_without_writing_anything() {
    let bench = Bench::new();
    let answer = bench.get("/nam/2025/kh-1-2025/so-tai-chinh/pdf");
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert!(answer.bytes.starts_with(b"%PDF-"));
    assert!(!bench.folder.path().join("output").exists());
}

#[test]
fn what_is_not_there_says_so() {
    let bench = Bench::new();
    for path in [
        "/nam/2025/kh-9",
        "/nam/2025/kh-1-2025/so-khong-co",
        "/nam/abc/kh-1-2025",
        "/nam/99999/kh-1-2025",
        "/nam/2025/kh-1-2025/so-tai-chinh/trang",
        "/phong/x/R.ttf",
        "/giao-dien/x/ban-lam-viec.css",
    ] {
        let answer = bench.get(path);
        let told = answer.status == StatusCode::NOT_FOUND && answer.text().contains("Không có trang này");
        assert!(told, "{path}: {} {}", answer.status, answer.text());
    }
    assert!(bench.get("/khong-co").text().contains("Không có trang này"));
}

#[test]
fn a_fault_in_an_agencys_part_stands_at_its_document_and_leaves_the_others() {
    let bench = Bench::new();
    let part = bench.content("2025/co-quan/ubnd-xa-mot.yaml");
    let text = std::fs::read_to_string(&part).expect("it reads");
    std::fs::write(&part, format!("{text}khoa_la: 1\n")).expect("written");
    let text = bench.until("/nam/2025/kh-1-2025", |text| text.contains("có lỗi"));
    in_order(&text, &["UBND xã Một", "có lỗi"]);
    let document = bench.until("/nam/2025/kh-1-2025/ubnd-xa-mot", |text| text.contains("khoa_la"));
    assert!(document.contains("Chưa có trang in") || document.contains("lần đọc trước"), "{document}");
    assert!(document.contains("khoa_la: 1"), "the line is shown: {document}");
    let other = sound(&bench.get("/nam/2025/kh-1-2025/so-tai-chinh"));
    assert!(!other.contains("khoa_la") && other.contains("to-giay"));
}

#[test]
fn a_fault_that_stops_the_year_is_told_where_the_year_would_be() {
    let bench = Bench::new();
    std::fs::write(bench.content("nhom.yaml"), "loai: nhom\nnhom: [\n").expect("written");
    let text = bench.until("/", |text| text.contains("chưa làm việc được"));
    assert!(text.contains("/phat-hien/2025"));
    let findings = bench.until("/phat-hien/2025", |text| text.contains("Lỗi: chưa tạo được"));
    in_order(&findings, &["Lỗi", "nhom.yaml", "dòng"]);
    assert_eq!(bench.get("/nam/2025/kh-1-2025").header("location"), "/phat-hien/2025");
}

#[test]
fn registers_show_agencies_and_groups_with_their_days() {
    let bench = Bench::new();
    let agencies = sound(&bench.get("/so-dang-ky"));
    in_order(&agencies, &["Sở Tài chính", "so-tai-chinh"]);
    let local = sound(&bench.get("/so-dang-ky?xem=xa-phuong"));
    assert!(local.contains("UBND xã Một") && !local.contains("Sở Tài chính"));
    let groups = sound(&bench.get("/so-dang-ky?xem=nhom&tim=xa+cac"));
    assert!(groups.contains("UBND các xã"), "words in any order");
    let by_symbol = sound(&bench.get("/so-dang-ky?tim=stc"));
    assert!(by_symbol.contains("Sở Tài chính") && by_symbol.contains("1 cơ quan"), "{by_symbol}");
}

#[test]
fn without_content_the_first_page_offers_to_begin() {
    let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
    assert_eq!(bench.get("/").header("location"), "/bat-dau");
    let text = sound(&bench.get("/bat-dau"));
    in_order(&text, &["Bắt đầu", "tỉnh Cao Bằng", "Mở thư mục nội dung đã có"]);
    let refused = sound(&bench.post("/bat-dau/tinh", &[("tinh", ""), ("nam", "2026")]));
    assert!(refused.contains("chưa chọn tỉnh"), "{refused}");
    let early = sound(&bench.post("/bat-dau/tinh", &[("tinh", "Cao Bằng"), ("nam", "1999")]));
    assert!(early.contains("phải từ năm 2025 và không quá 2200") && !bench.content("tinh.yaml").exists());
    let begun = bench.post("/bat-dau/tinh", &[("tinh", "Cao Bằng"), ("nam", "2026")]);
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(sound(&bench.get("/")).contains("Năm 2026"));
    assert!(bench.content("tinh.yaml").exists());
}

#[test]
fn a_form_that_begins_a_province_and_comes_when_the_folder_was_made_meanwhile_shows_what_is_there() {
    let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
    bench.get("/bat-dau");
    // As another window does it, at the same moment.
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
    crate::desk::copy(&other, &bench.content(""));
    let begun = bench.post("/bat-dau/tinh", &[("tinh", "Cao Bằng"), ("nam", "2026")]);
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, "/"), "{}", begun.text());
}

#[test]
fn another_folder_can_be_opened_and_one_that_is_not_there_is_named() {
    let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
    let missing = sound(&bench.post("/bat-dau/thu-muc", &[("thu_muc", "/khong/co")]));
    assert!(missing.contains("không có thư mục “/khong/co”"));
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
    let opened = bench.post("/bat-dau/thu-muc", &[("thu_muc", &fixture.display().to_string())]);
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert!(sound(&bench.get("/")).contains("Kế hoạch số 01/KH-UBND"));
}

#[test]
fn the_content_that_is_meant_is_opened_whatever_path_of_it_is_typed_and_nothing_else_is() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
    for typed in [format!("\"{}\"", fixture.display()), fixture.join("tinh.yaml").display().to_string()] {
        let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
        let opened = bench.post("/bat-dau/thu-muc", &[("thu_muc", &typed)]);
        assert_eq!(opened.status, StatusCode::SEE_OTHER, "{typed}");
        assert!(sound(&bench.get("/")).contains("Kế hoạch số 01/KH-UBND"), "{typed}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let around = folder.path().join("chep ve");
    std::fs::create_dir_all(around.join("content")).expect("made");
    std::fs::write(around.join("content/tinh.yaml"), "").expect("written");
    let photos = folder.path().join("anh");
    std::fs::create_dir(&photos).expect("made");
    std::fs::write(photos.join("a.docx"), "").expect("written");
    let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
    let other = sound(&bench.post("/bat-dau/thu-muc", &[("thu_muc", &photos.display().to_string())]));
    assert!(other.contains("không có nội dung kế hoạch") && other.contains("ô địa chỉ"), "{other}");
    let blank = sound(&bench.post("/bat-dau/thu-muc", &[("thu_muc", "  ")]));
    assert!(blank.contains("chưa ghi đường dẫn"), "{blank}");
    let opened = bench.post("/bat-dau/thu-muc", &[("thu_muc", &around.display().to_string())]);
    assert_eq!(opened.status, StatusCode::SEE_OTHER);
    assert!(bench.get("/").text().contains("chep ve/content</code>"), "the content within is opened");
}

#[test]
fn a_year_that_the_content_does_not_have_is_said_to_be_none_wherever_it_is_asked_for() {
    let bench = Bench::new();
    for address in
        ["/phat-hien/2031", "/tao?nam=2031", "/cap-nhat?nam=2031", "/theo-doi/2031", "/theo-doi/2031/ma-tran"]
    {
        let answer = bench.get(address);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        let text = answer.text();
        assert!(
            text.contains("không có kế hoạch của năm 2031") && text.contains("#nam-2025"),
            "{address} {text}"
        );
    }
    assert_eq!(bench.get("/phat-hien/2025").status, StatusCode::OK);
    // An error that might hide the year is what is told.
    bench.write("2025/hong.yaml", "loai: ke_hoach\n  ma: [\n");
    let text = bench.until("/phat-hien/2031", |text| text.contains("hong.yaml"));
    assert!(!text.contains("không có kế hoạch của năm"), "{text}");
}

#[test]
fn a_form_that_opens_a_folder_moves_no_workbench_that_has_content() {
    let bench = Bench::new();
    let other = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/thanh-pho-thu");
    bench.get("/");
    bench.post("/bat-dau/thu-muc", &[("thu_muc", &other.display().to_string())]);
    let text = sound(&bench.get("/"));
    assert!(text.contains("Kế hoạch số 01/KH-UBND"), "{text}");
    let way = sound(&bench.get("/thu-muc-khac"));
    assert!(text.contains("href=\"/thu-muc-khac\"") && way.contains("action=\"/thu-muc-khac\""), "{way}");
}

#[test]
fn what_a_name_says_is_never_read_as_html() {
    let bench = Bench::new();
    let text = sound(&bench.get("/nam/2025/kh-1-2025?tim=%3Cscript%3Ealert(1)%3C/script%3E%22"));
    assert!(text.contains("&lt;script&gt;") && !text.contains("<script>"));
}
