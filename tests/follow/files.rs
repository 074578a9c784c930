use std::fs;

use super::office::Office;

#[test]
fn what_a_person_edited_stays_and_the_new_version_stands_beside_it() {
    let office = Office::small();
    let run = |day: &str| {
        office.run(&["matrix", "--year", "2026", "--as-of", day, "--format", "csv", "--out", "ra"])
    };
    assert!(run("2026-03-03").stderr.contains("Đã ghi: "));
    let file = office.path("ra/ma-tran-2026.csv");
    let made = fs::read_to_string(&file).unwrap();
    assert!(made.starts_with('\u{feff}'), "Excel knows UTF-8 by this");
    assert!(run("2026-03-03").stderr.contains("Không thay đổi: "));
    assert_eq!(fs::read_to_string(&file).unwrap(), made);
    fs::write(&file, "của tôi").unwrap();
    // Nothing new is to be said: the person has worked on what would be written.
    let same = run("2026-03-03");
    assert!(same.stderr.contains("Giữ nguyên vì đã có người sửa"), "{}", same.stderr);
    let later = run("2026-12-03");
    assert!(later.stderr.contains("ma-tran-2026 (bản mới).csv"), "{}", later.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), "của tôi");
    let beside = fs::read_to_string(office.path("ra/ma-tran-2026 (bản mới).csv")).unwrap();
    assert!(beside.contains("quá hạn"));
}

#[test]
fn a_file_of_the_same_name_that_the_program_never_wrote_is_kept_too() {
    let office = Office::small();
    fs::create_dir(office.path("ra")).unwrap();
    fs::write(office.path("ra/thoi-han-2026.ics"), "lịch của tôi").unwrap();
    let run = office.run(&["deadlines", "--year", "2026", "--out", "ra"]);
    assert!(run.stderr.contains("KH505"), "{}", run.stderr);
    assert_eq!(fs::read_to_string(office.path("ra/thoi-han-2026.ics")).unwrap(), "lịch của tôi");
}

#[test]
fn on_the_screen_no_mark_stands_before_the_text() {
    let office = Office::small();
    assert!(office.printed(&["matrix", "--year", "2026", "--format", "csv"]).starts_with("\"STT\""));
}
