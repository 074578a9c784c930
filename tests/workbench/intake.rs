//! Files that come in: looked at, decided, and written only on a person's word.

use std::io::{Cursor, Read as _, Write as _};

use axum::http::StatusCode;
use kehoach::app::{self, Format, Job, OpenYear, Paths};

use crate::desk::{Answer, Bench};

const PART: &str = "2025/co-quan/ubnd-xa-mot.yaml";

/// The Word file of a document of the bench, as the program makes it.
fn made(bench: &Bench, stem: &str) -> Vec<u8> {
    let paths = Paths { content: bench.folder.path().join("content"), templates: None, fonts: None };
    let inputs = app::load(&paths).expect("the content is sound");
    let open = OpenYear::of(&inputs, Some(2025)).expect("the year is open");
    let job = Job::all(&open.year).into_iter().find(|job| job.stem() == stem).expect("a document");
    let made = job.make(&open).expect("it is made");
    app::render(&made.document.papers()[0], Format::Docx, inputs.fonts.set()).expect("a file").bytes
}

/// The same with other words in its text, as a person types them.
fn edited(docx: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("an archive");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("it unfolds");
        if name == "word/document.xml" {
            let xml = String::from_utf8(bytes).expect("UTF-8");
            assert!(xml.contains(old), "“{old}” stands in the file");
            bytes = xml.replacen(old, new, 1).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("an archive").into_inner()
}

/// Sends files and opens the page of their lot; with its address.
fn lot(bench: &Bench, files: &[(&str, &[u8])]) -> (String, String) {
    let sent = bench.send_files("/nhan", &[], files);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
    let address = sent.header("location").to_owned();
    let text = sound(&bench.get(&address));
    (address, text)
}

fn sound(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    answer.text()
}

fn part(bench: &Bench) -> String {
    std::fs::read_to_string(bench.content(PART)).expect("it reads")
}

/// The name of the field whose radio button of this value comes first behind some words.
fn field(text: &str, behind: &str, value: &str) -> String {
    let from = text.find(behind).unwrap_or_else(|| panic!("no “{behind}” in {text}"));
    let end = format!("\" value=\"{value}\"");
    let at = from + text[from..].find(&end).unwrap_or_else(|| panic!("no “{value}” behind “{behind}”"));
    text[..at].rsplit("name=\"").next().expect("a name").to_owned()
}

const OPENING: &str = "UBND xã Một ban hành kế hoạch triển khai như sau.";

#[test]
fn an_edited_file_is_shown_first_and_written_on_a_yes_and_then_says_what_the_content_says() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let before = part(&bench);
    let (address, text) = lot(&bench, &[("ubnd-xa-mot.docx", &file)]);
    assert!(text.contains("UBND xã Một") && text.contains("cụ thể như sau"), "{text}");
    assert_eq!(part(&bench), before, "nothing is written before a person says so");
    let written = bench.post(&address, &[("viec", "nhan")]);
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.text());
    assert!(part(&bench).contains("cụ thể như sau"), "{}", part(&bench));
    let again = sound(&bench.get(&address));
    assert!(again.contains("Đã ghi vào nội dung") && again.contains("Không có gì khác"), "{again}");
}

#[test]
fn where_file_and_content_both_changed_nothing_is_written_until_a_person_chose() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let changed = part(&bench).replace("triển khai như sau", "tổ chức thực hiện như sau");
    std::fs::write(bench.content(PART), &changed).expect("written");
    bench.until("/nam/2025/kh-1-2025/ubnd-xa-mot", |text| text.contains("tổ chức thực hiện như sau"));
    let (address, text) = lot(&bench, &[("a.docx", &file)]);
    assert!(text.contains("Cần quyết định (1)"), "{text}");
    assert!(text.contains("Theo tệp") && text.contains("Giữ nội dung"), "both sides are shown: {text}");
    let name = field(&text, "Cần quyết định", "tep");
    bench.post(&address, &[("viec", "nhan")]);
    assert_eq!(part(&bench), changed, "without a choice nothing is written");
    let kept = bench.post(&address, &[("viec", "xem"), (&name, "noi-dung")]);
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    assert!(!sound(&bench.get(&address)).contains("Cần quyết định (1)"));
    bench.post(&address, &[("viec", "xem"), ("lai-0", "co")]);
    bench.post(&address, &[("viec", "nhan"), (&name, "tep")]);
    assert!(part(&bench).contains("triển khai cụ thể như sau"), "{}", part(&bench));
}

#[test]
fn what_was_saved_while_a_person_looked_is_not_overwritten() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let (address, _) = lot(&bench, &[("a.docx", &file)]);
    // The page shows the content of before; the write looks at the disk.
    let saved = part(&bench).replace("so: 7", "so: 8");
    std::fs::write(bench.content(PART), &saved).expect("written");
    bench.post(&address, &[("viec", "nhan")]);
    let now = part(&bench);
    assert!(now.contains("so: 8") && now.contains("cụ thể như sau"), "{now}");
}

/// Written for the tests.
const PLAN: &str = "\
ỦY BAN NHÂN DÂN
TỈNH THỬ NGHIỆM
Số: 21/KH-UBND
Thử Nghiệm, ngày 05 tháng 8 năm 2025

KẾ HOẠCH
Chuyển đổi số trong thủ tục đất đai năm 2025

I. MỤC ĐÍCH
Rút ngắn thời gian chờ của người dân.

II. NHIỆM VỤ
1. Số hóa hồ sơ
a) Bố trí kinh phí số hóa.
Phân công thực hiện: Sở Tài chính chủ trì, phối hợp với Trung tâm Lưu trữ số thực hiện.
b) Quét và gắn mã các hồ sơ còn giấy.
Phân công thực hiện: Phòng Địa chính chủ trì thực hiện.

Nơi nhận:
- Thường trực Tỉnh ủy (b/c);
- Lưu: VT.
CHỦ TỊCH

Nguyễn Văn Mẫu
";

#[test]
fn doubts_of_an_import_are_decided_one_by_one_and_go_into_the_file_as_decided() {
    let bench = Bench::new();
    let (address, text) = lot(&bench, &[("ke-hoach-moi.txt", PLAN.as_bytes())]);
    let plan = bench.content("2025/kh-21-2025.yaml");
    assert!(text.contains("Chỗ cần quyết định"), "{text}");
    for said in ["Phòng Địa chính", "Phân công thực hiện: Phòng Địa chính chủ trì", "đoạn 14"]
    {
        assert!(text.contains(said), "the doubt, its words and its place: {said}");
    }
    let unknown = "sổ đăng ký chưa có “Phòng Địa chính”";
    let name = field(&text, unknown, "khac");
    let other = field(&text, "sổ đăng ký chưa có “Trung tâm Lưu trữ số”", "dung");
    // A name that nobody has is told at its field, and stops the writing.
    let wrong = bench.post(
        &address,
        &[("viec", "nhap"), ("nhap", "0"), (&name, "khac"), (&format!("ten-{name}"), "Sở Không Có")],
    );
    assert!(!plan.exists(), "{}", wrong.text());
    assert!(sound(&bench.get(&address)).contains("Sở Không Có"));
    // Nor is a name dropped that stands beside another choice.
    let typed = format!("ten-{name}");
    bench.post(
        &address,
        &[("viec", "nhap"), ("nhap", "0"), (&name, "mo"), (&typed, "UBND xã Hai [ubnd-xa-hai]")],
    );
    assert!(!plan.exists());
    let page = sound(&bench.get(&address));
    assert!(page.contains("đang chọn cách khác") && page.contains("UBND xã Hai [ubnd-xa-hai]"), "{page}");
    let done = bench.post(
        &address,
        &[
            ("viec", "nhap"),
            ("nhap", "0"),
            (&name, "khac"),
            (&format!("ten-{name}"), "UBND xã Hai [ubnd-xa-hai]"),
            (&other, "dung"),
        ],
    );
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    let written = std::fs::read_to_string(&plan).expect("it is written");
    assert!(written.contains("chu_tri: [ubnd-xa-hai]"), "{written}");
    assert!(!written.contains("phong-dia-chinh"), "{written}");
    assert!(!written.contains("Trung tâm Lưu trữ số"), "what was decided is no doubt in the file: {written}");
    let proposed =
        std::fs::read_to_string(bench.content("co-quan/de-xuat-kh-21-2025.yaml")).expect("proposed");
    assert!(proposed.contains("Trung tâm Lưu trữ số") && !proposed.contains("Phòng Địa chính"), "{proposed}");
    let page = sound(&bench.get(&address));
    assert!(page.contains("Đã nhập vào nội dung") && page.contains("/nam/2025/kh-21-2025"), "{page}");
}

#[test]
fn a_doubt_that_nobody_decided_stays_marked_in_the_file() {
    let bench = Bench::new();
    let (address, _) = lot(&bench, &[("ke-hoach-moi.txt", PLAN.as_bytes())]);
    bench.post(&address, &[("viec", "nhap"), ("nhap", "0")]);
    let written = std::fs::read_to_string(bench.content("2025/kh-21-2025.yaml")).expect("it is written");
    assert!(written.contains("CẦN QUYẾT ĐỊNH: sổ đăng ký chưa có “Phòng Địa chính”"), "{written}");
}

#[test]
fn an_import_never_writes_over_a_file_and_says_that_the_plan_is_there() {
    let bench = Bench::new();
    std::fs::write(bench.content("2025/kh-21-2025.yaml"), "# của người khác\n").expect("written");
    let (address, _) = lot(&bench, &[("ke-hoach-moi.txt", PLAN.as_bytes())]);
    let refused = bench.post(&address, &[("viec", "nhap"), ("nhap", "0")]);
    assert!(sound(&refused).contains("tệp được giữ nguyên"), "{}", refused.text());
    let kept = std::fs::read_to_string(bench.content("2025/kh-21-2025.yaml")).expect("it reads");
    assert_eq!(kept, "# của người khác\n");
    assert!(!bench.content("co-quan/de-xuat-kh-21-2025.yaml").exists(), "all of it or nothing");
    let again = PLAN.replace("Số: 21/", "Số: 01/");
    let (_, text) = lot(&bench, &[("cu.txt", again.as_bytes())]);
    assert!(text.contains("đã có trong nội dung"), "{text}");
}

#[test]
fn what_the_file_does_not_say_is_asked_for_and_a_value_that_is_none_is_told() {
    let bench = Bench::new();
    let plan = PLAN.replace("Số: 21/KH-UBND\n", "");
    let (address, _) = lot(&bench, &[("ke-hoach-moi.txt", plan.as_bytes())]);
    bench.post(&address, &[("viec", "xem"), ("nhap", "0"), ("so", "hai mốt")]);
    assert!(sound(&bench.get(&address)).contains("số văn bản “hai mốt” không phải là số"));
    bench.post(&address, &[("viec", "nhap"), ("nhap", "0"), ("so", "21")]);
    let written = std::fs::read_to_string(bench.content("2025/kh-21-2025.yaml")).expect("it is written");
    assert!(written.contains("so: 21"), "{written}");
}

#[test]
fn several_files_at_once_are_each_what_they_are_and_what_cannot_be_read_is_said() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let files: [(&str, &[u8]); 3] = [
        ("C:\\thư mục\\sua.docx", &file),
        ("ke-hoach-moi.txt", PLAN.as_bytes()),
        ("hong.docx", b"PK\x03\x04 hong"),
    ];
    let (_, text) = lot(&bench, &files);
    assert!(text.contains("<legend>sua.docx</legend>"), "no folders in a name: {text}");
    assert!(text.contains("Nhập: ke-hoach-moi.txt"), "{text}");
    assert!(text.contains("Tệp không đọc được (1)") && text.contains("hong.docx"), "{text}");
}

#[test]
fn the_plan_of_an_agency_becomes_its_part_with_the_answers_that_a_person_gave() {
    let bench = Bench::new();
    let own = "\
SỞ TÀI CHÍNH
Số: 88/KH-STC
Thử Nghiệm, ngày 20 tháng 7 năm 2025

KẾ HOẠCH
Nâng cao chỉ số giao Sở Tài chính năm 2025

Thực hiện Kế hoạch số 01/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tài chính xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
1. Chỉ số “Gia nhập thị trường”
a) Rút ngắn thời gian đăng ký doanh nghiệp.
b) Công khai thủ tục trên trang thông tin của Sở.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
GIÁM ĐỐC

Trần Văn Mẫu
";
    let (address, text) = lot(&bench, &[("so-tai-chinh.txt", own.as_bytes())]);
    assert!(text.contains("Phần riêng của Sở Tài chính năm 2025"), "{text}");
    assert!(text.contains("trả lời nhiệm vụ nào"), "what may answer is asked: {text}");
    let name = field(&text, "Công khai danh mục thủ tục", "co");
    bench.post(&address, &[("viec", "nhap"), ("nhap", "0"), (&name, "co")]);
    let part =
        std::fs::read_to_string(bench.content("2025/co-quan/so-tai-chinh.yaml")).expect("it is written");
    assert_eq!(part.matches("- nhiem_vu:").count(), 2, "both tasks are answered: {part}");
    assert!(!part.contains("có trả lời nhiệm vụ"), "{part}");
}

#[test]
fn without_content_a_file_begins_a_province_and_is_looked_at() {
    let bench = Bench::in_folder(tempfile::tempdir().expect("a folder"));
    let none = bench.send_files("/bat-dau/tep", &[("tinh", "Cao Bằng"), ("nam", "2026")], &[]);
    assert!(sound(&none).contains("chưa chọn tệp nào") && !bench.content("tinh.yaml").exists());
    let plan = PLAN
        .replace("năm 2025", "năm 2026")
        .replace("THỬ NGHIỆM", "CAO BẰNG")
        .replace("Thử Nghiệm", "Cao Bằng");
    let fields = [("tinh", "Cao Bằng"), ("nam", "2026")];
    let begun = bench.send_files("/bat-dau/tep", &fields, &[("ke-hoach.txt", plan.as_bytes())]);
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text());
    let address = begun.header("location").to_owned();
    let text = sound(&bench.get(&address));
    assert!(text.contains("Nhập: ke-hoach.txt") && text.contains("kh-21-2026.yaml"), "{text}");
    bench.post(&address, &[("viec", "nhap"), ("nhap", "0")]);
    assert!(bench.content("2026/kh-21-2026.yaml").exists());
}

#[test]
fn a_lot_is_put_away_and_nothing_of_it_is_written() {
    let bench = Bench::new();
    let (address, _) = lot(&bench, &[("ke-hoach-moi.txt", PLAN.as_bytes())]);
    assert!(sound(&bench.get("/nhan")).contains("ke-hoach-moi.txt"));
    assert_eq!(bench.post(&address, &[("viec", "bo")]).header("location"), "/nhan");
    assert_eq!(bench.get(&address).status, StatusCode::NOT_FOUND);
    assert!(!sound(&bench.get("/nhan")).contains("ke-hoach-moi.txt"));
    assert!(part(&bench).contains(OPENING));
}

#[test]
fn more_than_files_may_be_is_refused_in_words() {
    let bench = Bench::new();
    let large = vec![b'a'; kehoach::workbench::tray::LOT + 1];
    let answer = bench.send_files("/nhan", &[], &[("lon.txt", &large)]);
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("quá lớn"));
    let none = bench.send_files("/nhan", &[], &[]);
    assert!(sound(&none).contains("chưa chọn tệp nào"));
}

#[test]
fn a_change_without_its_tick_is_not_written_is_said_and_is_not_proposed_again() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let file = edited(&file, "Niêm yết thủ tục tại trụ sở", "Niêm yết, công khai thủ tục tại trụ sở");
    let (address, text) = lot(&bench, &[("a.docx", &file)]);
    assert!(text.contains("Đưa vào nội dung (2)") && text.matches(" checked").count() == 2, "{text}");
    let name = field(&text, "Đưa vào nội dung", "nhan");
    let opening = text.find("cụ thể như sau").unwrap() < text.find("công khai thủ tục").unwrap();
    // A browser sends what is hidden, and no box without its tick.
    bench.post(&address, &[("viec", "nhan"), (&name, "")]);
    let now = part(&bench);
    assert_eq!(
        (now.contains("cụ thể như sau"), now.contains("công khai thủ tục")),
        (!opening, opening),
        "{now}"
    );
    let page = sound(&bench.get(&address));
    assert!(page.contains("Để ngoài theo lựa chọn, không ghi (1)"), "{page}");
    assert!(page.contains("Đưa vào nội dung (0), để ngoài (1)"), "{page}");
    assert!(!page.contains("value=\"nhan\" checked"), "it is not ticked again: {page}");
    // Nothing ticked: nothing is written, and that is said.
    let none = bench.post(&address, &[("viec", "nhan"), (&name, "")]);
    assert!(sound(&none).contains("không ghi gì: 1 thay đổi đều để ngoài"), "{}", none.text());
    assert_eq!(part(&bench), now);
    // And ticked after all.
    bench.post(&address, &[("viec", "nhan"), (&name, ""), (&name, "nhan")]);
    let both = part(&bench);
    assert!(both.contains("cụ thể như sau") && both.contains("công khai thủ tục"), "{both}");
}

#[test]
fn what_was_decided_for_the_file_can_be_left_out_after_all() {
    let bench = Bench::new();
    let file = edited(&made(&bench, "ubnd-xa-mot"), "như sau", "cụ thể như sau");
    let changed = part(&bench).replace("triển khai như sau", "tổ chức thực hiện như sau");
    std::fs::write(bench.content(PART), &changed).expect("written");
    bench.until("/nam/2025/kh-1-2025/ubnd-xa-mot", |text| text.contains("tổ chức thực hiện như sau"));
    let (address, text) = lot(&bench, &[("a.docx", &file)]);
    bench.post(&address, &[("viec", "xem"), (&field(&text, "Cần quyết định", "tep"), "tep")]);
    let text = sound(&bench.get(&address));
    let tick = field(&text, "Đưa vào nội dung (1)", "nhan");
    let none = bench.post(&address, &[("viec", "nhan"), (&tick, "")]);
    assert!(sound(&none).contains("không ghi gì: 1 thay đổi đều để ngoài"), "{}", none.text());
    assert_eq!(part(&bench), changed);
    bench.post(&address, &[("viec", "xem"), ("lai-0", "co")]);
    assert!(sound(&bench.get(&address)).contains("Cần quyết định (1)"), "all choices are taken back");
}
