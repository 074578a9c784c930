//! Several plans of one year: each with a folder of its own, none before the others.

use std::collections::BTreeSet;

use super::office::Office;

const SECOND: &str = "loai: ke_hoach
ma: kh-2-2025
nam: 2025
so: 2
ngay: 15/8/2025
trang_thai: ban_hanh
trich_yeu: Chuyển đổi số năm 2025
cac_muc:
  - tieu_de: Nhiệm vụ
    khoan:
      - tieu_de: Dữ liệu
        giao:
          - chu_tri: [so-tai-chinh]
            nhiem_vu: [{noi_dung: Số hóa hồ sơ lưu trữ.}]
          - chu_tri: [ubnd-xa-hai]
            nhiem_vu: [{noi_dung: Cập nhật dữ liệu dân cư của xã Hai.}]
ky: {hinh_thuc: ky_thay, chuc_vu: Phó Chủ tịch}
";

/// An office whose province issued two plans in the year.
fn office() -> Office {
    let office = Office::new();
    std::fs::write(office.root().join("content/2025/ke-hoach-hai.yaml"), SECOND).unwrap();
    office
}

/// The DOCX files below `out`, by plan and stem.
fn made(office: &Office) -> BTreeSet<String> {
    let out = office.root().join("out/2025");
    let files = walkdir::WalkDir::new(&out).into_iter().filter_map(Result::ok);
    let names = files.map(|entry| entry.path().strip_prefix(&out).unwrap().display().to_string());
    names.filter_map(|name| Some(name.strip_suffix(".docx")?.to_owned())).collect()
}

fn names<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
    names.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_plan_of_the_year_is_made_with_what_answers_it() {
    let office = office();
    let run = office.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let expected = names([
        "kh-1-2025/ke-hoach",
        "kh-1-2025/so-tai-chinh",
        "kh-1-2025/ubnd-xa-mot",
        "kh-1-2025/ubnd-xa-hai",
        "kh-2-2025/ke-hoach",
        "kh-2-2025/so-tai-chinh",
        "kh-2-2025/ubnd-xa-hai",
    ]);
    assert_eq!(made(&office), expected);
    assert!(run.stderr.contains("Đã tạo 14 tệp"), "{}", run.stderr);
    let again = office.build(&[]);
    assert!(again.stderr.contains("Đã tạo 0 tệp, không đổi 14 tệp"), "{}", again.stderr);
}

#[test]
fn plans_and_agencies_are_asked_for_by_their_ids() {
    for (asked, expected) in [
        (
            &["--plan", "kh-2-2025"][..],
            names(["kh-2-2025/ke-hoach", "kh-2-2025/so-tai-chinh", "kh-2-2025/ubnd-xa-hai"]),
        ),
        (&["ke-hoach"], names(["kh-1-2025/ke-hoach", "kh-2-2025/ke-hoach"])),
        (&["so-tai-chinh"], names(["kh-1-2025/so-tai-chinh", "kh-2-2025/so-tai-chinh"])),
        (&["ubnd-xa-mot"], names(["kh-1-2025/ubnd-xa-mot"])),
        (
            &["ke-hoach", "ubnd-xa-hai", "--plan", "kh-1-2025"],
            names(["kh-1-2025/ke-hoach", "kh-1-2025/ubnd-xa-hai"]),
        ),
        (&["--plan", "kh-1-2025", "so-tai-chinh"], names(["kh-1-2025/so-tai-chinh"])),
    ] {
        let office = office();
        let run = office.build(asked);
        assert_eq!(run.code, 0, "{asked:?}: {}", run.stderr);
        assert_eq!(made(&office), expected, "{asked:?}");
    }
}

#[test]
fn what_the_plans_asked_for_do_not_have_is_named_and_nothing_is_made() {
    for (asked, told) in [
        (&["--plan", "kh-3-2025"][..], "các kế hoạch của năm: kh-1-2025, kh-2-2025"),
        (&["ubnd-xa-mot", "--plan", "kh-2-2025"], "kế hoạch của cơ quan này: --plan kh-1-2025"),
        (&["so-tai-chin"], "có phải “so-tai-chinh”?"),
        (&["ubnd-tinh"], "kế hoạch ấy là “ke-hoach”"),
        (&["kh-1-2025"], "chọn kế hoạch: --plan kh-1-2025"),
    ] {
        let office = office();
        let run = office.build(asked);
        assert_ne!(run.code, 0, "{asked:?}");
        assert!(run.stderr.contains(told), "{asked:?}: {}", run.stderr);
        assert!(!office.root().join("out").exists(), "{asked:?}");
    }
}

#[test]
fn a_document_that_answers_both_plans_stands_in_the_folder_of_the_first() {
    let office = office();
    let part =
        "loai: ke_hoach_don_vi\nco_quan: so-tai-chinh\nnam: 2025\nke_hoach_goc: [kh-1-2025, kh-2-2025]\n";
    std::fs::write(office.root().join("content/2025/co-quan/so-tai-chinh.yaml"), part).unwrap();
    let run = office.build(&["so-tai-chinh"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(made(&office), names(["kh-1-2025/so-tai-chinh"]));
    let run = office.build(&["so-tai-chinh", "--plan", "kh-2-2025"]);
    assert!(run.stderr.contains("--plan kh-1-2025"), "{}", run.stderr);
}

#[test]
fn each_plan_has_a_package_of_its_own() {
    let office = office();
    assert_eq!(office.build(&["--zip"]).code, 0);
    for (plan, files) in [("kh-1-2025", 8), ("kh-2-2025", 6)] {
        let file = std::fs::File::open(office.root().join(format!("out/2025/{plan}.zip"))).unwrap();
        let archive = zip::ZipArchive::new(file).unwrap();
        assert_eq!(archive.len(), 2 + files, "{plan}");
        assert!(archive.file_names().all(|name| name.unwrap().starts_with(&format!("{plan}/"))), "{plan}");
    }
}

#[test]
fn a_plan_that_lost_tasks_holds_back_what_follows_from_it_and_not_the_other_plan() {
    let office = office();
    assert_eq!(office.build(&[]).code, 0);
    office.edit(
        "2025/ke-hoach-tinh.yaml",
        "              - noi_dung: Công khai danh mục thủ tục hành chính.\n",
        "",
    );
    office.edit("2025/ke-hoach-hai.yaml", "Số hóa hồ sơ lưu trữ", "Số hóa hồ sơ đang lưu trữ");
    let run = office.build(&[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    // The second plan and its department, in both formats.
    assert!(run.stderr.contains("Đã tạo 4 tệp"), "{}", run.stderr);
}

#[test]
fn a_folder_of_the_earlier_shape_is_told_of_and_nothing_is_written_beside_it() {
    let office = Office::built();
    let year = office.root().join("out/2025");
    for name in office.files().keys().map(String::as_str).chain([".kehoach.json", ".kehoach.lock"]) {
        std::fs::rename(office.path(name), year.join(name)).unwrap();
    }
    std::fs::remove_dir(office.out()).unwrap();
    for args in [&[][..], &["--dry-run"], &["--force"]] {
        let run = office.build(args);
        assert_ne!(run.code, 0, "{args:?}");
        assert!(run.stderr.contains("nay mỗi kế hoạch có thư mục riêng"), "{args:?}: {}", run.stderr);
        assert!(!office.out().exists(), "{args:?}");
    }
}
