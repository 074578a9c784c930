//! The way of a PDF from drafter to seal.

use std::path::PathBuf;

use axum::http::StatusCode;

use crate::desk::Bench;

const PAGE: &str = "/ky/2025";

/// What the leader signed, under a name that a signing program gave it.
fn signed() -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
    std::fs::read(folder.join("lanh-dao-ky.pdf")).expect("a fixture")
}

/// Its document, made of a content that says otherwise than what was signed.
fn made(bench: &Bench) -> PathBuf {
    let plan = bench.content("2025/ke-hoach-tinh.yaml");
    let text = std::fs::read_to_string(&plan).expect("it reads");
    let text = text.replace("Rút ngắn thời gian", "Rút ngắn hơn nữa thời gian");
    std::fs::write(&plan, text).expect("written");
    bench.until("/nam/2025/kh-1-2025/so-tai-chinh", |text| text.contains("Rút ngắn hơn nữa"));
    let fields = [("nam", "2025"), ("chon", "kh-1-2025/so-tai-chinh"), ("viec", "tao")];
    assert_eq!(bench.post("/tao", &fields).status, StatusCode::SEE_OTHER);
    bench.until("/tao?nam=2025", |text| text.contains("class=\"tom-tat\""));
    bench.folder.path().join("output/2025/kh-1-2025")
}

fn taken(bench: &Bench, name: &str) -> String {
    let answer = bench.post(PAGE, &[("viec", "nhan"), ("tep", name)]);
    assert_eq!(answer.status, StatusCode::OK);
    answer.text()
}

#[test]
fn a_signed_file_under_another_name_is_recognised_taken_home_filled_and_nothing_is_lost() {
    let bench = Bench::new();
    let folder = made(&bench);
    let own = std::fs::read(folder.join("so-tai-chinh.pdf")).expect("made");
    let name = "2025/kh-1-2025/Scan_0012 signed.pdf";
    std::fs::write(bench.folder.path().join("output").join(name), signed()).expect("written");
    let text = bench.until(PAGE, |text| text.contains("Scan_0012 signed.pdf"));
    assert!(text.contains("lãnh đạo đã ký, chờ đóng dấu"), "{text}");
    assert!(text.contains("ký trên bản khác với bản chương trình tạo gần nhất"), "{text}");

    let text = taken(&bench, name);
    assert!(text.contains("Đã đưa 2025/kh-1-2025/Scan_0012 signed.pdf về so-tai-chinh.pdf"), "{text}");
    assert_eq!(std::fs::read(folder.join("so-tai-chinh.pdf")).expect("there"), signed());
    assert!(!folder.join("Scan_0012 signed.pdf").exists());
    let old = folder.join("so-tai-chinh (bản cũ 2025-08-01).pdf");
    assert_eq!(std::fs::read(&old).expect("kept"), own, "what the program had written stays");

    let fill = [
        ("viec", "dien"),
        ("van_ban", "kh-1-2025/so-tai-chinh"),
        ("so", "175"),
        ("ngay", "31"),
        ("thang", "6"),
    ];
    let text = bench.post(PAGE, &fill).text();
    assert!(text.contains("không có trong lịch"), "{text}");
    let fill = [fill[0], fill[1], fill[2], ("ngay", "2"), fill[4]];
    let text = bench.post(PAGE, &fill).text();
    assert!(text.contains("Đã điền vào so-tai-chinh.pdf: số văn bản 175, ngày ban hành 02"), "{text}");
    assert!(text.contains("sau khi ký có điền ô còn trống"), "{text}");
    let now = std::fs::read(folder.join("so-tai-chinh.pdf")).expect("there");
    assert!(now.starts_with(&signed()) && now.len() > signed().len());
}

#[test]
fn a_persons_file_in_that_place_stays_and_so_does_the_signed_one() {
    let bench = Bench::new();
    let folder = made(&bench);
    std::fs::write(folder.join("so-tai-chinh.pdf"), "bản người khác đặt vào").expect("written");
    std::fs::write(folder.join("tai-ve.pdf"), signed()).expect("written");
    let name = "2025/kh-1-2025/tai-ve.pdf";
    bench.until(PAGE, |text| text.contains("tai-ve.pdf"));
    let text = taken(&bench, name);
    assert!(text.contains("không ghi đè"), "{text}");
    assert_eq!(std::fs::read(folder.join("tai-ve.pdf")).expect("there"), signed());
    assert_eq!(
        std::fs::read(folder.join("so-tai-chinh.pdf")).expect("there"),
        "bản người khác đặt vào".as_bytes()
    );
}

#[test]
fn only_what_was_found_is_taken_and_only_a_document_of_the_year_is_filled() {
    let bench = Bench::new();
    made(&bench);
    bench.until(PAGE, |text| text.contains("chưa ký"));
    for asked in ["../content/tinh.yaml", "2025/kh-1-2025/so-tai-chinh.pdf", ""] {
        assert_eq!(
            bench.post(PAGE, &[("viec", "nhan"), ("tep", asked)]).status,
            StatusCode::NOT_FOUND,
            "{asked}"
        );
    }
    let asked = [("viec", "dien"), ("van_ban", "kh-1-2025/../../x"), ("so", "1")];
    assert_eq!(bench.post(PAGE, &asked).status, StatusCode::NOT_FOUND);
    // Nobody has signed: the number belongs into the content.
    let asked = [("viec", "dien"), ("van_ban", "kh-1-2025/so-tai-chinh"), ("so", "1")];
    assert!(bench.post(PAGE, &asked).text().contains("chỉ điền vào bản lãnh đạo đã ký"));
}
