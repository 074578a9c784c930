//! What the office says in its report, and what came back signed.

use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};

use super::office::Office;
use super::report::part;

const FILE: &str = "content/2025/bao-cao/quy-ba.yaml";
const REPORT: [&str; 7] = ["report", "--year", "2025", "--as-of", "30/9/2025", "--out", "ra"];

const OWN: &str = "loai: bao_cao
nam: 2025
tinh_den: 30/9/2025
co_quan: so-tai-chinh
so: 315
ngay: 02/10/2025
trang_thai: ban_hanh
can_cu: [Căn cứ Quy chế làm việc của Sở]
nhan_xet:
  - Phần lớn cơ quan làm đúng hạn.
cac_muc:
  - tieu_de: Khó khăn, nguyên nhân
    gach: [Nhân sự vừa sắp xếp lại.]
kien_nghi:
  - Đề nghị nhắc các cơ quan chậm.
noi_nhan: [UBND tỉnh (b/c)]
luu: VT, TH
ky: {hinh_thuc: ky_thay, ho_ten: Nguyễn Thị Bình}
";

fn with(text: &str) -> Office {
    let office = Office::real();
    let path = office.path(FILE);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
    office
}

fn words(office: &Office) -> String {
    let xml = part(office, "ra/bao-cao-2025-2025-09-30.docx", "word/document.xml");
    let runs = xml.split("<w:t").skip(1).filter_map(|run| run.split_once('>')?.1.split("</w:t>").next());
    runs.collect::<Vec<_>>().join("").replace('\u{a0}', " ")
}

#[test]
fn the_report_bears_the_number_the_words_and_the_signer_of_its_file() {
    let office = with(OWN);
    office.printed(&REPORT);
    let words = words(&office);
    for said in [
        "Số: 315/BC-STC",
        "ngày 02 tháng 10 năm 2025",
        "Căn cứ Quy chế làm việc của Sở.",
        "NHẬN XÉT, ĐÁNH GIÁ",
        "Phần lớn cơ quan làm đúng hạn.",
        "KHÓ KHĂN, NGUYÊN NHÂN",
        "Đề nghị nhắc các cơ quan chậm./.",
        "KT. GIÁM ĐỐC",
        "Nguyễn Thị Bình",
        "Lưu: VT, TH.",
        "(Kèm theo Báo cáo số 315/BC-STC",
    ] {
        assert!(words.contains(said), "no “{said}” in {words}");
    }
    assert!(!words.contains("……"), "an issued report has nothing to fill in");
}

#[test]
fn a_report_says_whom_it_goes_up_to_and_is_of_the_year_in_which_it_is_made() {
    let office = Office::real();
    office.printed(&REPORT);
    let draft = words(&office);
    assert!(draft.contains("Kính gửi: UBND tỉnh Lạng Sơn.") && draft.contains("- Như trên;"), "{draft}");
    let of = |office: &Office, kinh_gui: &str| {
        let text = OWN.replace("noi_nhan: [UBND tỉnh (b/c)]", kinh_gui);
        std::fs::create_dir_all(office.path("content/2025/bao-cao")).unwrap();
        std::fs::write(office.path(FILE), text).unwrap();
        office.printed(&[&REPORT[..], &["--force"]].concat());
        words(office)
    };
    let several = of(&office, "kinh_gui: [Tỉnh ủy, UBND tỉnh]\nnoi_nhan: [Như trên]");
    assert!(several.contains("Kính gửi:- Tỉnh ủy") && several.contains("- Như trên;"), "{several}");
    assert!(!of(&office, "kinh_gui: []\nnoi_nhan: [Các sở]").contains("Kính gửi"));
    // An issued report has what its file says and no more, and is told of; a draft goes to who issued the plans.
    assert!(!of(&office, "noi_nhan: [Các sở]").contains("Kính gửi"));
    let told = office.run(&[&REPORT[..], &["--force"]].concat()).stderr;
    assert!(told.contains("KH819") && told.contains("quy-ba.yaml:3:"), "{told}");
    assert!(told.contains("kinh_gui: [\"UBND tỉnh Lạng Sơn\"]"), "{told}");
    // The figures of the last day are there when the year is over.
    let office = Office::real();
    office.printed(&["report", "--year", "2025", "--as-of", "31/12/2025", "--format", "docx", "--out", "ra"]);
    let xml = part(&office, "ra/bao-cao-2025-2025-12-31.docx", "word/document.xml");
    let plain = xml.replace('\u{a0}', " ");
    assert!(plain.contains("năm 2026</w:t>") && plain.contains("đến ngày 31/12/2025"), "{plain}");
}

#[test]
fn without_a_file_the_report_is_a_draft_and_a_file_of_another_day_is_named() {
    let office = with(OWN);
    let run =
        office.run(&["report", "--year", "2025", "--as-of", "1/10/2025", "--format", "docx", "--out", "ra"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("KH817") && run.stderr.contains("quy-ba.yaml"), "{}", run.stderr);
    let xml = part(&office, "ra/bao-cao-2025-2025-10-01.docx", "word/document.xml");
    assert!(xml.contains("Đề xuất, kiến nghị") && !xml.contains("Phần lớn cơ quan"));
}

#[test]
fn a_mistake_in_the_file_holds_the_report_back_and_no_plan() {
    let office = with(&OWN.replace("so-tai-chinh", "so-tai-chin").replace("nhan_xet:", "nhan_xeet:"));
    let run = office.run(&REPORT);
    assert_eq!(run.code, 2);
    for told in ["quy-ba.yaml:4:10", "có phải “so-tai-chinh”?", "quy-ba.yaml:9:1", "nhan_xeet"] {
        assert!(run.stderr.contains(told), "no “{told}” in {}", run.stderr);
    }
    assert!(!office.path("ra").exists(), "nothing is written");
    let run = office.run(&["build", "so-cong-thuong", "--year", "2025", "--format", "docx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("KH519"), "the build says that there are errors elsewhere: {}", run.stderr);
    assert_eq!(office.run(&["check", "--year", "2025"]).code, 1);
}

#[test]
fn what_the_decree_forbids_in_a_plan_it_forbids_in_a_report() {
    for (typed, instead, told) in [
        ("noi_nhan: [UBND tỉnh (b/c)]", "noi_nhan: [Như trên]", "báo cáo không ghi “Như trên”"),
        ("so: 315", "so: 315/KH-STC", "ký hiệu của văn bản là BC-STC"),
        (
            "hinh_thuc: ky_thay",
            "hinh_thuc: ky_thay, chuc_vu: Giám đốc",
            "sau “KT.” phải là chức danh cấp phó",
        ),
        ("ngay: 02/10/2025\n", "", "phải có đủ ngày tháng năm"),
        ("tinh_den: 30/9/2025", "tinh_den: 31/9/2025", "tháng 9 chỉ có 30 ngày"),
    ] {
        let office = with(&OWN.replace(typed, instead));
        let run = office.run(&REPORT);
        assert!(run.code == 2 && run.stderr.contains(told), "{told}: {} {}", run.code, run.stderr);
    }
    let office = with(&OWN.replace("ngay: 02/10/2025", "ngay: 02/9/2025"));
    assert!(office.run(&REPORT).stderr.contains("KH816"), "dated before the day of its figures");
}

#[test]
fn a_template_that_leaves_out_what_the_office_says_is_refused() {
    let office = with(OWN);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/bao-cao.md");
    let text = std::fs::read_to_string(root).unwrap().replace("ds={kien_nghi}", "ds={nhan_xet}");
    std::fs::create_dir(office.path("mau")).unwrap();
    std::fs::write(office.path("mau/bao-cao.md"), text).unwrap();
    let run = office.run(&[&REPORT[..], &["--templates", "mau"]].concat());
    assert!(run.code == 2 && run.stderr.contains("Đề nghị nhắc các cơ quan chậm"), "{}", run.stderr);
}

#[test]
fn a_file_is_begun_that_reads_well_and_nothing_is_written_over() {
    let office = Office::real();
    let told = office.printed(&["report", "--new", "--year", "2025", "--as-of", "30/9/2025"]);
    assert!(told.contains("content/2025/bao-cao/so-tai-chinh-2025-09-30.yaml"), "{told}");
    let run = office.run(&REPORT);
    assert!(run.code == 0 && !run.stderr.contains("KH817"), "{}", run.stderr);
    let begun =
        std::fs::read_to_string(office.path("content/2025/bao-cao/so-tai-chinh-2025-09-30.yaml")).unwrap();
    assert!(
        begun.contains("\nkinh_gui:") && words(&office).contains("Kính gửi: UBND tỉnh Lạng Sơn."),
        "{begun}"
    );
    let again = office.run(&["report", "--new", "--year", "2025", "--as-of", "30/9/2025"]);
    assert!(again.code == 1 && again.stderr.contains("giữ nguyên"), "{}", again.stderr);
}

#[test]
fn what_is_issued_is_not_replaced_by_a_draft() {
    let office = with(OWN);
    office.printed(&REPORT);
    std::fs::remove_file(office.path(FILE)).unwrap();
    let run = office.run(&REPORT);
    assert_ne!(run.code, 0, "{}", run.stderr);
    assert!(words(&office).contains("315/BC-STC"), "the issued report stands");
}

#[test]
fn a_sub_plan_that_came_back_signed_is_counted_as_signed_while_it_is_whole() {
    let office = Office::real();
    let signatures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures");
    let returned = office.path("output/2024/kh-158-2024/so-ke-hoach-va-dau-tu.pdf");
    office.printed(&["build", "so-ke-hoach-va-dau-tu", "--year", "2024", "--plan", "kh-158-2024"]);
    let state = || {
        office.printed(&[
            "report",
            "--year",
            "2024",
            "--as-of",
            "2024-12-31",
            "--format",
            "xlsx",
            "--out",
            "ra",
        ]);
        let mut book: Xlsx<_> = open_workbook(office.path("ra/bao-cao-2024-2024-12-31.xlsx")).unwrap();
        let plans = book.worksheet_range("Kế hoạch triển khai").unwrap();
        plans.rows().find(|row| row[4] == *"202/KH-SKHĐT").unwrap()[3].to_string()
    };
    assert_eq!(state(), "đã ban hành");
    std::fs::copy(signatures.join("hai-chu-ky.pdf"), &returned).unwrap();
    assert_eq!(state(), "đã ban hành, ký số nguyên vẹn");
    std::fs::copy(signatures.join("sua-mot-byte.pdf"), &returned).unwrap();
    assert_eq!(state(), "đã ban hành");
}

#[test]
fn a_chart_brings_the_workbook_in_which_word_lets_its_figures_be_edited() {
    let office = Office::real();
    office.printed(&["report", "--year", "2025", "--as-of", "30/9/2025", "--format", "docx", "--out", "ra"]);
    let docx = "ra/bao-cao-2025-2025-09-30.docx";
    let chart = part(&office, docx, "word/charts/chart2.xml");
    assert!(chart.contains("<c:externalData r:id=\"rIdFigures\">"), "{chart}");
    let relations = part(&office, docx, "word/charts/_rels/chart2.xml.rels");
    assert!(relations.contains("Target=\"../embeddings/figures2.xlsx\""), "{relations}");
    assert!(part(&office, docx, "[Content_Types].xml").contains("Extension=\"xlsx\""));
    let mut archive = zip::ZipArchive::new(std::fs::File::open(office.path(docx)).unwrap()).unwrap();
    let mut bytes = Vec::new();
    std::io::copy(&mut archive.by_name("word/embeddings/figures2.xlsx").unwrap(), &mut bytes).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Sheet1").unwrap();
    // What the part has cached stands in the cells that its formulas name.
    assert!(chart.contains("<c:f>Sheet1!$A$2:$A$6</c:f>") && chart.contains("<c:v>quá hạn</c:v>"), "{chart}");
    assert_eq!(sheet.get_value((5, 0)).unwrap(), &calamine::Data::String("quá hạn".to_owned()));
    assert!(chart.contains(&format!("<c:v>{}</c:v>", sheet.get_value((5, 1)).unwrap())), "{chart}");
}
