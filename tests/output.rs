//! The output folder over several runs of the program itself: nothing that a person did is lost, and
//! only what changed is made again.

#[path = "output/annexes.rs"]
mod annexes;
#[path = "output/folder.rs"]
mod folder;
#[path = "output/interrupted.rs"]
mod interrupted;
#[path = "output/issued.rs"]
mod issued;
#[path = "output/office.rs"]
mod office;
#[path = "output/package.rs"]
mod package;
#[path = "output/plans.rs"]
mod plans;
#[path = "output/signatures.rs"]
mod signatures;
#[path = "output/untouched.rs"]
mod untouched;

use office::Office;

const ALL: usize = 8;

#[test]
fn a_second_run_without_changes_writes_nothing() {
    let office = Office::new();
    let first = office.build(&[]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stderr.contains(&format!("Đã tạo {ALL} tệp, không đổi 0 tệp")), "{}", first.stderr);
    let before = office.times();
    let second = office.build(&[]);
    assert!(second.stderr.contains(&format!("Đã tạo 0 tệp, không đổi {ALL} tệp")), "{}", second.stderr);
    assert_eq!(office.times(), before);
}

#[test]
fn an_overlay_edited_remakes_the_files_of_its_agency_only() {
    let office = Office::built();
    let before = office.files();
    office.edit("2025/co-quan/ubnd-xa-mot.yaml", "triển khai như sau", "triển khai thực hiện như sau");
    let run = office.build(&[]);
    assert!(run.stderr.contains("không đổi 6 tệp"), "{}", run.stderr);
    let changed = office.changed_since(&before);
    assert!(changed.iter().all(|name| name.starts_with("ubnd-xa-mot.")), "{changed:?}");
    assert!(changed.contains(&"ubnd-xa-mot.docx".to_owned()));
}

#[test]
fn a_task_edited_remakes_exactly_the_agencies_that_it_reaches_and_the_plan() {
    let office = Office::built();
    let before = office.files();
    office.edit("2025/ke-hoach-tinh.yaml", "Niêm yết thủ tục", "Niêm yết công khai thủ tục");
    let run = office.build(&[]);
    assert!(run.stderr.contains("không đổi 2 tệp"), "{}", run.stderr);
    let docx: Vec<String> =
        office.changed_since(&before).into_iter().filter(|name| name.ends_with(".docx")).collect();
    assert_eq!(docx, ["ke-hoach.docx", "ubnd-xa-hai.docx", "ubnd-xa-mot.docx"]);
}

#[test]
fn a_file_deleted_by_a_person_is_made_again() {
    let office = Office::built();
    std::fs::remove_file(office.path("so-tai-chinh.docx")).unwrap();
    let run = office.build(&[]);
    assert!(run.stderr.contains("Đã tạo 1 tệp, không đổi 7 tệp"), "{}", run.stderr);
    assert!(office.path("so-tai-chinh.docx").exists());
}

#[test]
fn a_file_that_was_only_copied_about_is_recognised_by_its_bytes() {
    let office = Office::built();
    let bytes = office.read("so-tai-chinh.docx");
    std::fs::remove_file(office.path("so-tai-chinh.docx")).unwrap();
    office.write("so-tai-chinh.docx", &bytes);
    let run = office.build(&[]);
    assert!(run.stderr.contains(&format!("Đã tạo 0 tệp, không đổi {ALL} tệp")), "{}", run.stderr);
    let again = office.times();
    office.build(&[]);
    assert_eq!(office.times(), again, "the new time is remembered");
}

#[test]
fn one_worker_and_four_give_the_same_bytes_and_the_same_manifest() {
    let (one, four) = (Office::new(), Office::new());
    assert_eq!(one.build(&["--jobs", "1"]).code, 0);
    assert_eq!(four.build(&["--jobs", "4"]).code, 0);
    assert_eq!(one.files(), four.files());
    assert_eq!(one.manifest_without_times(), four.manifest_without_times());
}

#[test]
fn a_dry_run_names_what_would_change_and_changes_nothing() {
    let office = Office::new();
    let run = office.build(&["--dry-run"]);
    assert!(run.stdout.contains("tạo mới: so-tai-chinh.docx\n"), "{}", run.stdout);
    assert!(!office.out().exists(), "not even the folder");

    office.build(&[]);
    let before = (office.times(), office.files());
    office.edit("2025/ke-hoach-tinh.yaml", "Niêm yết thủ tục", "Niêm yết công khai thủ tục");
    let run = office.build(&["--dry-run"]);
    assert_eq!(run.code, 0);
    let lines: Vec<&str> = run.stdout.lines().filter(|line| line.contains(".docx")).collect();
    let expected = [
        "thay: ke-hoach.docx (đã ban hành)",
        "thay: ubnd-xa-mot.docx (đã ban hành)",
        "thay: ubnd-xa-hai.docx",
    ];
    assert_eq!(lines, expected);
    assert!(run.stderr.contains("Sẽ ghi 6 tệp, trong đó 4 tệp"), "{}", run.stderr);
    assert_eq!((office.times(), office.files()), before);
}

#[test]
fn only_the_formats_and_agencies_asked_for_are_made() {
    let office = Office::new();
    let run = office.build(&["so-tai-chinh", "--format", "docx"]);
    assert!(run.stderr.contains("Đã tạo 1 tệp, không đổi 0 tệp"), "{}", run.stderr);
    assert_eq!(office.files().into_keys().collect::<Vec<_>>(), ["so-tai-chinh.docx"]);
}

#[test]
fn files_of_an_agency_that_no_longer_exists_are_reported_and_stay() {
    let office = Office::built();
    office.edit("co-quan/co-quan.yaml", "ten: UBND xã Hai\n", "ten: UBND xã Hai\n    den_ngay: 30/6/2025\n");
    let run = office.build(&[]);
    assert!(run.stderr.contains("KH508") && run.stderr.contains("ubnd-xa-hai.docx"), "{}", run.stderr);
    assert_eq!(run.code, 0);
    assert!(office.path("ubnd-xa-hai.docx").exists());
}
