//! The import of a plan by the program as a clerk runs it: what is written, what is refused, what is told.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::desk::{Desk, said};
use crate::word::docx;

/// Written for the tests; one of its bodies is in no register.
const TEXT: &str = "\
| ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc |
| Số: 45/KH-UBND | Lạng Sơn, ngày 12 tháng 9 năm 2025 |
##KẾ HOẠCH
##Phát triển du lịch cộng đồng năm 2025
UBND tỉnh ban hành Kế hoạch như sau:
##I. NHIỆM VỤ
##1. Sản phẩm du lịch
a) Sở Y tế chủ trì, phối hợp với Viện Du lịch cộng đồng tập huấn sơ cứu cho các hộ đón khách.
##II. TỔ CHỨC THỰC HIỆN
1. Sở Y tế tổng hợp, báo cáo UBND tỉnh.
| Nơi nhận: / - Sở Y tế; / - Lưu: VT. | TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH / Nguyễn Văn Minh |";

fn plan() -> Vec<u8> {
    docx(TEXT)
}

const PLAN: &str = "content/2025/kh-45-2025.yaml";
const BODIES: &str = "content/co-quan/de-xuat-kh-45-2025.yaml";

#[test]
fn a_plan_becomes_files_that_load_and_is_not_taken_twice() {
    let desk = Desk::with(&[("ke-hoach.docx", &plan())]);
    let first = desk.run(&["import", "ke-hoach.docx"]);
    let told = said(&first);
    assert_eq!(first.status.code(), Some(0), "{told}");
    assert!(
        told.contains("01 nhiệm vụ, 01 trách nhiệm") && told.contains("mọi chữ khác của nguồn"),
        "{told}"
    );
    assert!(told.contains("02 lượt chủ trì, 01 lượt phối hợp"), "{told}");
    assert!(told.contains("Viện Du lịch cộng đồng"), "an unknown body is told: {told}");
    let written = fs::read_to_string(desk.path(PLAN)).unwrap();
    assert!(written.contains("CẦN QUYẾT ĐỊNH"), "{written}");
    let checked = desk.run(&["check", "--year", "2025"]);
    assert!(!said(&checked).contains("lỗi["), "{}", said(&checked));
    let before = desk.content();
    let second = desk.run(&["import", "ke-hoach.docx"]);
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert!(said(&second).contains("45/KH-UBND năm 2025 đã có trong nội dung"), "{}", said(&second));
    assert_eq!(desk.content(), before);
    assert_eq!(fs::read_to_string(desk.path(PLAN)).unwrap(), written);
}

#[test]
fn a_state_secret_is_refused_before_anything_is_written() {
    let secret = docx(
        "\
| SỞ Y TẾ / MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / Độc lập - Tự do - Hạnh phúc |
##KẾ HOẠCH
##Bảo vệ cơ sở y tế năm 2025
I. NHIỆM VỤ
1. Sở Y tế chủ trì rà soát.",
    );
    let desk = Desk::with(&[("mat.docx", &secret)]);
    let before = desk.content();
    let refused = desk.run(&["import", "mat.docx"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    assert!(said(&refused).contains("KH117") && said(&refused).contains("mat.docx:2"), "{}", said(&refused));
    assert_eq!(desk.content(), before);
    // Reading shows nothing of it either.
    let shown = desk.run(&["read", "mat.docx", "--json"]);
    assert!(shown.stdout.is_empty() && said(&shown).contains("KH117"), "{}", said(&shown));
    assert_eq!(shown.status.code(), Some(2));
}

#[test]
fn all_files_of_an_import_are_written_or_none() {
    let desk = Desk::with(&[("ke-hoach.docx", &plan())]);
    fs::create_dir_all(desk.path(BODIES).parent().unwrap()).unwrap();
    fs::write(desk.path(BODIES), "loai: co_quan\nco_quan: []\n").unwrap();
    let before = desk.content();
    let output = desk.run(&["import", "ke-hoach.docx"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("đã có tệp"), "{}", said(&output));
    assert!(said(&output).contains(&format!("Chưa tạo {PLAN}")), "{}", said(&output));
    assert!(!said(&output).contains("Đã tạo"), "{}", said(&output));
    let json = desk.run(&["import", "--json", "ke-hoach.docx"]);
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(told["written"], false);
    let errors = told["errors"].as_array().unwrap();
    let refused = errors.iter().any(|error| error["message"].as_str().unwrap().contains("đã có tệp"));
    assert!(refused, "{errors:?}");
    assert!(String::from_utf8_lossy(&json.stderr).contains("đã có tệp"), "and people read it");
    assert_eq!(desk.content(), before, "nothing is half-written");
    assert_eq!(fs::read_to_string(desk.path(BODIES)).unwrap(), "loai: co_quan\nco_quan: []\n");
}

#[test]
fn a_list_of_tasks_in_excel_is_an_annex_of_the_plan() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "PHỤ LỤC").unwrap();
    sheet.write(1, 0, "DANH MỤC NHIỆM VỤ").unwrap();
    let rows = [
        ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["1", "Kiểm tra an toàn thực phẩm ở các điểm du lịch", "Sở Y tế", "Công an tỉnh", "Quý IV/2025"],
        ["2", "Dựng biển chỉ đường ở các bản", "Sở Xây dựng", "", "30/11/2025"],
    ];
    for (row, cells) in (3..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    let list = book.save_to_buffer().unwrap();
    let desk = Desk::with(&[("ke-hoach.docx", &plan()), ("danh-muc.xlsx", &list)]);
    let output = desk.run(&["import", "ke-hoach.docx", "danh-muc.xlsx"]);
    let told = said(&output);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.contains("03 nhiệm vụ") && told.contains("01 phụ lục"), "{told}");
    let written = fs::read_to_string(desk.path(PLAN)).unwrap();
    for words in ["Dựng biển chỉ đường ở các bản", "chu_tri: [so-xay-dung]", "phoi_hop: [cong-an-tinh]"]
    {
        assert!(written.contains(words), "{words}: {written}");
    }
}

#[test]
fn what_is_told_of_a_workbook_names_the_sheet_and_the_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Danh mục").unwrap();
    sheet.write(0, 0, "PHỤ LỤC").unwrap();
    sheet.write(1, 0, "DANH MỤC NHIỆM VỤ").unwrap();
    let rows = [
        ["STT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"],
        ["1", "Kiểm tra an toàn thực phẩm ở các điểm du lịch", "Sở Y tế", "", "Quý IV/2025"],
        ["2", "Dựng biển chỉ đường ở các bản", "Sở Giao thông nông thôn", "", "30/11/2025"],
    ];
    for (row, cells) in (3..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    sheet.set_row_hidden(4).unwrap();
    let list = book.save_to_buffer().unwrap();
    let desk = Desk::with(&[("ke-hoach.docx", &plan()), ("danh-muc.xlsx", &list)]);
    let read = said(&desk.run(&["read", "danh-muc.xlsx"]));
    assert!(read.contains("trang tính “Danh mục”, ô A5: Dòng bị ẩn"), "{read}");
    assert!(read.contains("C6  [bảng 3,3] Sở Giao thông nông thôn"), "{read}");
    let output = desk.run(&["import", "ke-hoach.docx", "danh-muc.xlsx"]);
    let told = said(&output);
    assert!(told.contains("trang tính “Danh mục”, ô C6: "), "{told}");
    assert!(!told.contains("danh-muc.xlsx:"), "no line of a listing that nobody sees: {told}");
    let written = fs::read_to_string(desk.path(PLAN)).unwrap();
    let written = written.split_whitespace().filter(|word| *word != "#").collect::<Vec<_>>().join(" ");
    assert!(written.contains("(danh-muc.xlsx, trang tính “Danh mục”, ô C6)"), "{written}");
    let desk = Desk::with(&[("ke-hoach.docx", &plan()), ("danh-muc.xlsx", &list)]);
    let output = desk.run(&["import", "ke-hoach.docx", "danh-muc.xlsx", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let doubts = value["doubts"].as_array().unwrap();
    assert!(doubts.iter().any(|one| one["sheet"] == "Danh mục" && one["cell"] == "C6"), "{doubts:?}");
}

#[test]
fn a_dry_run_writes_nothing_and_scripts_are_told_everything() {
    let desk = Desk::with(&[("ke-hoach.docx", &plan())]);
    let before = desk.content();
    let output = desk.run(&["import", "ke-hoach.docx", "--dry-run", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(value["written"], false);
    assert_eq!(value["plan"]["number"], "45");
    assert_eq!(value["recognised"]["tasks"], 1);
    assert_eq!(value["lost"], serde_json::json!([]));
    assert_eq!(value["proposed"]["agencies"][0]["name"], "Viện Du lịch cộng đồng");
    assert_eq!(desk.content(), before);
}

#[test]
fn what_is_no_plan_and_what_has_no_content_to_go_into_is_refused() {
    let desk = Desk::with(&[("thu.txt", "Kính gửi anh Ba, chiều nay họp lúc 14 giờ.".as_bytes())]);
    let before = desk.content();
    let output = desk.run(&["import", "thu.txt"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("không thấy mục"), "{}", said(&output));
    assert_eq!(desk.content(), before);
    let missing = desk.run(&["import", "khong-co-1.docx", "thu.txt", "khong-co-2.docx"]);
    assert_eq!(missing.status.code(), Some(2), "{}", said(&missing));
    let told = said(&missing);
    assert!(["khong-co-1.docx", "khong-co-2.docx"].iter().all(|name| told.contains(name)), "{told}");
    let output = desk.run(&["import", "thu.txt", "--content", "khong-co"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("chưa có thư mục nội dung khong-co"), "{}", said(&output));
    let output = desk.run(&["import", "mat.docx"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("mat.docx"), "{}", said(&output));
}

#[test]
fn a_file_of_two_plans_is_refused_at_the_second_one() {
    let desk = Desk::with(&[("hai.docx", &docx(&format!("{TEXT}\n\n{TEXT}")))]);
    let before = desk.content();
    let output = desk.run(&["import", "hai.docx"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("hơn một kế hoạch"), "{}", said(&output));
    assert_eq!(desk.content(), before);
}

#[test]
fn a_document_of_this_program_goes_home_another_way() {
    let desk = Desk::with(&[]);
    let made = desk.run(&["build", "ke-hoach", "so-y-te", "--year", "2026"]);
    let output = walkdir::WalkDir::new(desk.path("output")).into_iter().map(Result::unwrap);
    let files: Vec<_> = output.map(walkdir::DirEntry::into_path).collect();
    let named = |name: &str| files.iter().find(|path| path.ends_with(name));
    let file = named("ke-hoach.docx").unwrap_or_else(|| panic!("{}", said(&made)));
    let before = desk.content();
    // A PDF says what it was made as, and the part of an agency is none that it wrote by itself.
    let refused = desk.run(&["import", named("so-y-te.pdf").unwrap().to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(said(&refused).contains("KH743") && said(&refused).contains("“Ký số”"), "{}", said(&refused));
    let refused = desk.run(&["import", file.to_str().unwrap()]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
    assert!(
        said(&refused).contains("KH743") && said(&refused).contains("kehoach nhan"),
        "{}",
        said(&refused)
    );
    assert_eq!(desk.content(), before);
    // Without its marks, as another program may have saved it, it is known by what it is about.
    let asked = desk.run(&["import", file.to_str().unwrap(), "--plan"]);
    assert_eq!(asked.status.code(), Some(1), "{}", said(&asked));
    assert!(said(&asked).contains("cùng trích yếu"), "{}", said(&asked));
    assert_eq!(desk.content(), before);
}

#[test]
fn a_file_that_lost_its_letters_is_refused_and_what_was_told_of_it_is_shown() {
    let text = "K? HO?CH\nPhát tri?n d?ch v? n?m 2025\nI. NHI?M V?\n1. S? Công Th??ng: Rà soát quy ho?ch.\n";
    let desk = Desk::with(&[("ke-hoach.txt", text.as_bytes())]);
    let before = desk.content();
    let refused = desk.run(&["import", "ke-hoach.txt"]);
    assert_eq!(refused.status.code(), Some(2), "{}", said(&refused));
    let told = said(&refused);
    assert!(told.contains("ke-hoach.txt:1:1") && told.contains("bảng mã ANSI"), "{told}");
    assert!(told.contains("đã mất chữ cái nên không nhập"), "{told}");
    assert_eq!(desk.content(), before);
}
