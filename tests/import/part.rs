//! Plans that agencies wrote, by the program as a clerk runs it: what is written, what is refused, what is told.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Written for the tests.
const PLAN: &str = "\
SỞ TƯ PHÁP
Số: 88/KH-STP
Lạng Sơn, ngày 20 tháng 7 năm 2025

KẾ HOẠCH
Nâng cao chỉ số giao Sở Tư pháp năm 2025

Thực hiện Kế hoạch số 175/KH-UBND ngày 02/7/2025 của UBND tỉnh, Sở Tư pháp xây dựng Kế hoạch như sau:

I. NHIỆM VỤ
1. Chỉ số “Tính minh bạch”
a) Đăng đầy đủ, kịp thời trên Cơ sở dữ liệu quốc gia về văn bản pháp luật các văn bản quy phạm pháp luật do HĐND tỉnh, UBND tỉnh ban hành.
b) Trả lời kiến nghị về pháp luật trong 03 ngày.
Phân công: Phòng Xây dựng pháp luật chủ trì thực hiện.

II. TỔ CHỨC THỰC HIỆN
1. Văn phòng Sở theo dõi, đôn đốc.

Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
GIÁM ĐỐC

Trần Văn Mẫu
";

/// A folder with the project's content and a file beside it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        for entry in walkdir::WalkDir::new(&content) {
            let entry = entry.unwrap();
            let to = folder.path().join("content").join(entry.path().strip_prefix(&content).unwrap());
            match entry.file_type().is_dir() {
                true => fs::create_dir_all(to).unwrap(),
                false => drop(fs::copy(entry.path(), to).unwrap()),
            }
        }
        fs::write(folder.path().join("cua-so.txt"), text).unwrap();
        Self { folder }
    }

    fn import(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.current_dir(self.folder.path()).args(["import", "cua-so.txt"]).args(more).output().unwrap()
    }

    fn part(&self) -> PathBuf {
        self.folder.path().join("content/2025/co-quan/so-tu-phap.yaml")
    }
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[test]
fn the_plan_of_an_agency_becomes_its_part_once() {
    let desk = Desk::with(PLAN);
    let first = desk.import(&[]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let told = said(&first);
    assert!(told.contains("mọi chữ khác của nguồn đều có trong tệp"), "{told}");
    assert!(told.contains("Phần riêng của so-tu-phap năm 2025"), "{told}");
    assert!(told.contains("KH748"), "what nothing answers is listed: {told}");
    let part = fs::read_to_string(desk.part()).unwrap();
    assert!(part.contains("chu_tri: [xay-dung-phap-luat]"), "{part}");
    let second = desk.import(&[]);
    assert_eq!(second.status.code(), Some(1), "{}", said(&second));
    assert!(said(&second).contains("đã có phần riêng"), "{}", said(&second));
    assert_eq!(fs::read_to_string(desk.part()).unwrap(), part);
}

#[test]
fn words_that_have_no_place_in_the_part_are_told_and_the_run_says_so() {
    let lost = format!("{PLAN}\nNgười đánh máy: Lò Thị Thử\n");
    let output = Desk::with(&lost).import(&["--dry-run"]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert!(said(&output).contains("KH740"), "{}", said(&output));
    assert!(said(&output).contains("Lò Thị Thử"), "{}", said(&output));
}

#[test]
fn scripts_are_told_what_was_recognised() {
    let answered = Desk::with(PLAN);
    let json = answered.import(&["--dry-run", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["written"], false);
    assert_eq!(value["part"]["agency"], "so-tu-phap");
    assert_eq!(value["plan"], serde_json::Value::Null);
    assert_eq!(value["recognised"]["entries"], 2);
    assert_eq!(value["recognised"]["answered"], 1);
    assert!(!answered.part().exists());
}

#[test]
fn an_agency_that_is_not_registered_and_a_plan_that_is_not_there_are_errors() {
    let desk = Desk::with(PLAN);
    let output = desk.import(&["--agency", "so-khong-co"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("so-khong-co"), "{}", said(&output));
    let other = Desk::with(&PLAN.replace("175/KH-UBND", "999/KH-UBND"));
    let output = other.import(&["--agency", "so-tu-phap"]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("KH747") && said(&output).contains("999/KH-UBND"), "{}", said(&output));
}
