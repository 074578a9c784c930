//! Plans that agencies wrote, by the program as a clerk runs it: what is written, what is refused, what is told.

use std::fs;
use std::process::Output;

use crate::desk::{Desk, said};
use crate::word::docx;

/// Written for the tests.
const PLAN: &str = "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20 tháng 7 năm 2025

KẾ HOẠCH
Nâng cao chỉ số giao Sở Tư pháp năm 2025

Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao chỉ số được giao.
2. Yêu cầu
Mỗi phòng làm rõ việc của mình.

II. NHIỆM VỤ
1. Chỉ số “Tính minh bạch”
a) Đăng đầy đủ, kịp thời trên Cơ sở dữ liệu quốc gia về văn bản pháp luật các văn bản quy phạm pháp luật do HĐND tỉnh, UBND tỉnh ban hành.
b) Trả lời kiến nghị về pháp luật trong 03 ngày.
Phân công: Phòng Xây dựng pháp luật chủ trì thực hiện.

III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
GIÁM ĐỐC

Trần Văn Mẫu
";

const PART: &str = "content/2025/co-quan/so-tu-phap.yaml";

fn desk(text: &str) -> Desk {
    Desk::with(&[("cua-so.txt", text.as_bytes())])
}

fn import(desk: &Desk, more: &[&str]) -> Output {
    desk.run(&[&["import", "cua-so.txt"], more].concat())
}

#[test]
fn the_plan_of_an_agency_becomes_its_part_once() {
    let desk = desk(PLAN);
    let first = import(&desk, &[]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let told = said(&first);
    assert!(told.contains("mọi chữ khác của nguồn đều có trong tệp"), "{told}");
    assert!(told.contains("Phần riêng của so-tu-phap năm 2025"), "{told}");
    assert!(told.contains("KH748"), "what nothing answers is listed: {told}");
    let part = fs::read_to_string(desk.path(PART)).unwrap();
    assert!(part.contains("chu_tri: [xay-dung-phap-luat]"), "{part}");
    let second = import(&desk, &[]);
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert!(said(&second).contains("đã có phần riêng"), "{}", said(&second));
    assert_eq!(fs::read_to_string(desk.path(PART)).unwrap(), part);
}

#[test]
fn words_that_have_no_place_in_the_part_are_told_and_the_run_says_so() {
    let lost = format!("{PLAN}\nNgười đánh máy: Lò Thị Thử\n");
    let output = import(&desk(&lost), &["--dry-run"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("KH740"), "{}", said(&output));
    assert!(said(&output).contains("Lò Thị Thử"), "{}", said(&output));
}

#[test]
fn scripts_are_told_what_was_recognised() {
    let answered = desk(PLAN);
    let json = import(&answered, &["--dry-run", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["written"], false);
    assert_eq!(value["part"]["agency"], "so-tu-phap");
    assert_eq!(value["plan"], serde_json::Value::Null);
    assert_eq!(value["recognised"]["entries"], 2);
    assert_eq!(value["recognised"]["answered"], 1);
    assert!(!answered.path(PART).exists());
}

#[test]
fn an_agency_that_is_not_registered_and_a_plan_that_is_not_there_are_errors() {
    let desk = desk(PLAN);
    let output = import(&desk, &["--agency", "so-khong-co"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("so-khong-co"), "{}", said(&output));
    let other = self::desk(&PLAN.replace("175/KH-UBND", "999/KH-UBND"));
    let output = import(&other, &["--agency", "so-tu-phap"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("KH747") && said(&output).contains("999/KH-UBND"), "{}", said(&output));
}

/// A title over the rows of a group, in a cell of its own and with its number in the same one.
const GROUPS: [&str; 2] =
    ["| I | Chỉ số “Tính minh bạch” | < | < | < | < |", "| I. Chỉ số “Tính minh bạch” | < | < | < | < | < |"];

/// Its tasks stand in a table, in groups.
fn tabled(annex: bool, group: &str) -> Vec<u8> {
    let table = format!(
        "\
| STT | Nội dung nhiệm vụ | Đơn vị chủ trì | Đơn vị phối hợp | Thời hạn | Sản phẩm |
{group}
| 1 | Đăng đầy đủ, kịp thời trên Cơ sở dữ liệu quốc gia về văn bản pháp luật các văn bản quy phạm pháp luật do HĐND tỉnh, UBND tỉnh ban hành | Phòng Xây dựng pháp luật | Văn phòng Sở / Thanh tra Sở | Thường xuyên | Văn bản được đăng |
| 2 | Trả lời kiến nghị về pháp luật | Phòng Phổ biến pháp luật | | 30/11/2025 | Văn bản trả lời |"
    );
    let tasks = match annex {
        true => "(Chi tiết tại Phụ lục)",
        false => &table,
    };
    let below = match annex {
        true => format!("##PHỤ LỤC\n##PHÂN CÔNG NHIỆM VỤ\n{table}"),
        false => String::new(),
    };
    docx(&format!(
        "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20 tháng 7 năm 2025
##KẾ HOẠCH
##Nâng cao chỉ số giao Sở Tư pháp năm 2025
Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:
##I. NHIỆM VỤ
{tasks}
##II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc.
Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
GIÁM ĐỐC

Trần Văn Mẫu
{below}"
    ))
}

#[test]
fn rows_of_a_table_of_tasks_are_entries_with_their_units() {
    let desk = Desk::with(&[("cua-so.docx", &tabled(false, GROUPS[0]))]);
    let output = desk.run(&["import", "cua-so.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let part = fs::read_to_string(desk.path(PART)).unwrap();
    let told = said(&output);
    assert!(told.contains("01 đề mục nhiệm vụ, 02 nội dung, 04 đơn vị"), "{told}");
    assert!(part.contains("chu_tri: [xay-dung-phap-luat]"), "{part}");
    assert!(part.contains("phoi_hop: [van-phong-so, thanh-tra-so]"), "{part}");
    assert!(part.contains("30/11/2025"), "{part}");
    assert!(part.contains("san_pham: Văn bản được đăng"), "{part}");
}

#[test]
fn the_tasks_of_an_annex_are_entries_where_the_body_does_not_have_them() {
    let desk = Desk::with(&[("cua-so.docx", &tabled(true, GROUPS[0]))]);
    let output = desk.run(&["import", "cua-so.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("nhiệm vụ trong bảng của phụ lục này"), "{}", said(&output));
    let part = fs::read_to_string(desk.path(PART)).unwrap();
    assert!(part.contains("chu_tri: [xay-dung-phap-luat]"), "{part}");
}

#[test]
fn the_number_of_a_group_of_rows_is_no_word_of_its_title() {
    let [apart, together] = GROUPS.map(|group| {
        let desk = Desk::with(&[("cua-so.docx", &tabled(false, group))]);
        let output = desk.run(&["import", "cua-so.docx"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        fs::read_to_string(desk.path(PART)).unwrap()
    });
    assert_eq!(apart, together);
}
