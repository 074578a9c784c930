//! `cap-nhat` as a clerk runs it: what can be brought up is, comments and layout stay, what a person must
//! decide is listed, and no file is left half changed.

use std::fs;
use std::path::Path;
use std::process::Command;

const PLAN: &str = "2026/chuyen-doi-so.yaml";
const PART: &str = "2026/co-quan/so-tai-chinh.yaml";
const POINT: &str = "          - chu_tri: [so-tai-chinh]\n";
const TASK: &str = "Bố trí vốn cho các dự án hạ tầng số.";

/// A part as a clerk writes it, with numbers alone, comments and a layout of its own.
const BY_HAND: &str = "\
# Phần riêng của Sở Tài chính.
loai: ke_hoach_don_vi
co_quan:   so-tai-chinh   # mã của Sở
nam: 2026
ke_hoach_goc: [kh-30-2026]

don_vi:
    - {ma: qlns, ten: Phòng Quản lý ngân sách}   # phòng chủ lực

nhiem_vu:
  - muc: [Hạ tầng số]
    noi_dung:
      # việc chính
      - noi_dung: >-
          Sở cân đối ngân sách
          cho hạ tầng số.
        thay_cho: [II.1.c.1]   # đã thống nhất với Sở KHCN
        chu_tri: [qlns]
      - thay_cho: [II.1.d.1]
        giu_nguyen: true
        chu_tri: [qlns]   # tạm giao
";

struct City(tempfile::TempDir);

impl City {
    fn with(parts: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/thanh-pho-thu");
        for entry in walkdir::WalkDir::new(&from) {
            let entry = entry.unwrap();
            let to = dir.path().join(entry.path().strip_prefix(&from).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).unwrap();
            } else {
                fs::copy(entry.path(), to).unwrap();
            }
        }
        let city = Self(dir);
        fs::create_dir_all(city.0.path().join("2026/co-quan")).unwrap();
        parts.iter().for_each(|(file, text)| city.write(file, text));
        city
    }

    /// With the part of Sở Tài chính, brought up once.
    fn kept() -> Self {
        let city = Self::with(&[(PART, BY_HAND)]);
        let (code, said) = city.update(&[]);
        assert_eq!(code, 0, "{said}");
        city
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.path().join(file), text).unwrap();
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.path().join(file)).unwrap()
    }

    fn change(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no “{from}”: {text}");
        self.write(file, &text.replacen(from, to, 1));
    }

    fn run(&self, args: &[&str]) -> (i32, String) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        let output = command.args(args).arg("--content").arg(self.0.path()).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8(said).unwrap())
    }

    fn update(&self, more: &[&str]) -> (i32, String) {
        self.run(&[&["cap-nhat", "--year", "2026"], more].concat())
    }

    fn check(&self) -> (i32, String) {
        self.run(&["check", "--year", "2026", "so-tai-chinh"])
    }
}

#[test]
fn a_part_written_by_hand_keeps_its_comments_and_layout_and_gets_what_it_answers() {
    let city = City::kept();
    let expected = BY_HAND
        .replace(
            "thay_cho: [II.1.c.1]   # đã thống nhất với Sở KHCN\n",
            "thay_cho:\n          # đã thống nhất với Sở KHCN\n          - nhiem_vu: II.1.c.1\n            nguyen_van: >-\n              \
             Bố trí vốn cho các dự án hạ tầng số.\n            duoc_giao: >-\n              chủ trì; kinh phí: ngân sách thành phố\n",
        )
        .replace(
            "thay_cho: [II.1.d.1]\n",
            "thay_cho:\n          - nhiem_vu: II.1.d.1\n            nguyen_van: >-\n              Dùng chữ ký số trong mọi văn bản. Các sở \
             chủ trì số hóa hồ sơ đã giải quyết. Sở Y tế kết nối\n              bệnh án điện tử.\n            duoc_giao: >-\n              \
             chủ trì; cùng chủ trì: cac-xa\n",
        );
    assert_eq!(city.read(PART), expected);
    let (code, said) = city.update(&[]);
    assert!(code == 0 && said.contains("Không có phần riêng nào cần cập nhật"), "{said}");
    assert_eq!(city.read(PART), expected);
    let (_, said) = city.check();
    assert!(!said.contains("KH316") && !said.contains("KH319"), "{said}");
}

#[test]
fn a_part_that_kept_words_alone_gets_its_assignments() {
    let city = City::kept();
    let whole = city.read(PART);
    city.change(
        PART,
        "            duoc_giao: >-\n              chủ trì; kinh phí: ngân sách thành phố\n",
        "",
    );
    let (_, said) = city.check();
    assert!(said.contains("KH316") && said.contains("01 nhiệm vụ chưa ghi đủ"), "{said}");
    let (code, said) = city.update(&[]);
    assert!(code == 0 && said.contains("ghi phân công 01 nhiệm vụ"), "{said}");
    assert_eq!(city.read(PART), whole);
}

#[test]
fn an_assignment_that_changed_is_decided_by_a_person_where_the_words_are_the_agencys() {
    let city = City::kept();
    let before = city.read(PART);
    city.change(PLAN, POINT, "          - chu_tri: [so-tai-chinh]\n            phoi_hop: [so-y-te]\n");
    let sides = ["KH319", "trước: chủ trì; kinh phí", "nay: chủ trì; phối hợp: Sở Y tế; kinh phí"];
    for (code, said) in [city.check(), city.update(&[])] {
        assert_eq!(code, 1, "{said}");
        assert!(sides.iter().all(|side| said.contains(side)), "{said}");
    }
    assert_eq!(city.read(PART), before);
    let out = tempfile::tempdir().unwrap();
    let out = out.path().to_str().unwrap();
    let (code, said) = city.run(&["build", "--year", "2026", "so-tai-chinh", "--out", out]);
    assert!(code == 1 && said.contains("KH319"), "{said}");
    // The clerk has looked at the words, and takes the old assignment out.
    city.change(
        PART,
        "            duoc_giao: >-\n              chủ trì; kinh phí: ngân sách thành phố\n",
        "",
    );
    let (code, said) = city.update(&[]);
    assert_eq!(code, 0, "{said}");
    let after = before.replace("chủ trì; kinh phí", "chủ trì; phối hợp: so-y-te; kinh phí");
    assert_eq!(city.read(PART), after);
    assert_eq!(city.check().0, 0);
}

#[test]
fn an_assignment_that_changed_is_brought_up_where_the_words_are_the_plans() {
    let city = City::kept();
    let before = city.read(PART);
    city.change(PLAN, "          - chu_tri: [cac-so, cac-xa]\n", "          - chu_tri: [cac-so]\n");
    let (code, said) = city.check();
    assert!(code == 0 && said.contains("KH319"), "{said}");
    let (code, said) = city.update(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("đổi phân công theo kế hoạch 01 nhiệm vụ"), "{said}");
    assert!(said.contains("II.1.d.1: phân công đã đổi, nay: chủ trì"), "{said}");
    let after = before
        .replace("duoc_giao: >-\n              chủ trì; cùng chủ trì: cac-xa\n", "duoc_giao: chủ trì\n");
    assert_eq!(city.read(PART), after);
    let (_, said) = city.check();
    assert!(!said.contains("KH319"), "{said}");
}

#[test]
fn a_number_follows_its_task_and_new_words_are_taken_over_only_by_the_plans_own() {
    let city = City::kept();
    let before = city.read(PART);
    city.change(
        PLAN,
        POINT,
        &format!("          - {{chu_tri: [so-y-te], nhiem_vu: [{{noi_dung: Việc mới.}}]}}\n{POINT}"),
    );
    let (code, said) = city.update(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("II.1.c.1 nay là II.1.d.1") && said.contains("II.1.d.1 nay là II.1.đ.1"), "{said}");
    let after = before.replace("nhiem_vu: II.1.d.1", "nhiem_vu: II.1.đ.1");
    assert_eq!(city.read(PART), after.replace("nhiem_vu: II.1.c.1", "nhiem_vu: II.1.d.1"));

    let city = City::kept();
    city.change(PLAN, TASK, "Bố trí đủ vốn cho các dự án hạ tầng số.");
    city.change(PLAN, "Dùng chữ ký số trong mọi văn bản.", "Dùng chữ ký số trong mọi văn bản đi.");
    let (code, said) = city.update(&[]);
    assert!(code == 1 && said.contains("KH310") && said.contains("01 chỗ cần người quyết định"), "{said}");
    let after = before.replace("Dùng chữ ký số trong mọi văn bản.", "Dùng chữ ký số trong mọi văn bản đi.");
    let unfolded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(unfolded(&city.read(PART)), unfolded(&after));
}

#[test]
fn a_task_that_went_to_another_agency_is_to_be_decided() {
    let city = City::kept();
    city.change(PLAN, POINT, "          - chu_tri: [so-y-te]\n");
    let (code, said) = city.update(&[]);
    assert!(code == 1 && said.contains("KH303") && said.contains("II.1.c.1"), "{said}");
    assert!(
        said.contains("01 chỗ cần người quyết định") && !said.contains("Không có phần riêng nào"),
        "{said}"
    );
}

#[test]
fn a_layout_that_cannot_be_changed_without_risk_is_left_as_it_is_and_the_others_are_not() {
    let other = "2026/co-quan/so-khcn.yaml";
    let in_braces = "loai: ke_hoach_don_vi\nco_quan: so-khcn\nnam: 2026\nke_hoach_goc: [kh-30-2026]\nnhiem_vu:\n  \
                     - {muc: [Hạ tầng số], noi_dung: [{thay_cho: [II.1.a.1], giu_nguyen: true}]}\n";
    let city = City::with(&[(PART, BY_HAND), (other, in_braces)]);
    let (code, said) = city.update(&["--dry-run"]);
    assert!(code == 1 && said.contains("Sẽ cập nhật"), "{said}");
    assert_eq!((city.read(PART).as_str(), city.read(other).as_str()), (BY_HAND, in_braces));
    let (code, said) = city.update(&[]);
    assert!(code == 1 && said.contains("không tự cập nhật được"), "{said}");
    assert_eq!(city.read(other), in_braces);
    assert!(city.read(PART).contains("duoc_giao"), "{}", city.read(PART));
    let left = fs::read_dir(city.0.path().join("2026/co-quan")).unwrap().count();
    assert_eq!(left, 2, "no file is left beside the parts");
}

#[test]
fn only_what_is_asked_for_is_brought_up() {
    let city = City::with(&[(PART, BY_HAND)]);
    let (code, said) = city.update(&["so-y-te"]);
    assert!(code != 0 && said.contains("không có phần riêng nào của “so-y-te”"), "{said}");
    assert_eq!(city.read(PART), BY_HAND);
    assert_eq!(city.update(&["so-tai-chinh"]).0, 0);
    assert_ne!(city.read(PART), BY_HAND);
    let (code, said) = city.update(&["so-tai-chin", "--plan", "kh-30"]);
    assert!(code == 2 && said.contains("có phải “so-tai-chinh”?"), "{said}");
    assert!(said.contains("năm 2026 không có kế hoạch “kh-30”") && said.contains("kh-30-2026"), "{said}");
    let (code, said) = city.run(&["cap-nhat", "--year", "2031"]);
    assert!(code == 2 && said.contains("không có kế hoạch của năm 2031"), "{said}");
}
