//! A run that changed nothing makes no document to know that, and says what there is to say all the same.

use super::office::Office;

const OVERLAY: &str = "2025/co-quan/ubnd-xa-mot.yaml";

/// What a run says, but for how long it took.
fn said(stderr: &str) -> String {
    let line = |line: &str| match line.rsplit_once("; ") {
        Some((before, time)) if time.contains(" giây. Thư mục: ") => before.to_owned(),
        _ => line.to_owned(),
    };
    stderr.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_said_of_a_document_is_said_by_every_run() {
    let office = Office::new();
    office.edit(OVERLAY, "so: 7\n", "so: 7\nphu_luc_rieng: true\nin_phu_luc: false\n");
    let first = office.build(&[]);
    assert!(first.stderr.contains("cảnh báo"), "{}", first.stderr);
    let second = office.build(&[]);
    let third = office.build(&[]);
    assert!(second.stderr.contains("Đã tạo 0 tệp"), "{}", second.stderr);
    assert_eq!(said(&second.stderr), said(&third.stderr));
    let warnings = |stderr: &str| stderr.lines().filter(|line| line.starts_with("cảnh báo")).count();
    assert_eq!(warnings(&first.stderr), warnings(&third.stderr));
    assert_eq!(first.code, third.code);
}

#[test]
fn an_annex_whose_files_were_all_taken_away_comes_back() {
    let office = Office::new();
    office.edit(OVERLAY, "so: 7\n", "so: 7\nphu_luc_rieng: true\nin_phu_luc: true\n");
    office.build(&[]);
    for name in ["ubnd-xa-mot.phu-luc.docx", "ubnd-xa-mot.phu-luc.pdf"] {
        std::fs::remove_file(office.path(name)).unwrap();
    }
    // The run of another agency notes that they are gone.
    office.build(&["ubnd-xa-hai"]);
    let run = office.build(&[]);
    assert!(run.stderr.contains("Đã tạo 2 tệp,"), "{}", run.stderr);
    assert!(office.path("ubnd-xa-mot.phu-luc.pdf").exists());
}

#[test]
fn a_format_that_was_not_made_before_is_made() {
    let office = Office::new();
    office.build(&["--format", "pdf"]);
    let run = office.build(&[]);
    assert!(run.stderr.contains("Đã tạo 4 tệp, không đổi 4 tệp"), "{}", run.stderr);
}

#[test]
fn a_file_touched_without_a_change_stays_and_one_changed_is_told_of() {
    let office = Office::built();
    let (touched, changed) = ("ubnd-xa-mot.docx", "ubnd-xa-hai.pdf");
    let bytes = office.read(touched);
    office.write(touched, &bytes);
    office.write(changed, b"%PDF-1.7 mine");
    let run = office.build(&[]);
    assert!(run.stderr.contains(&format!("người sửa hoặc ký: {changed}")), "{}", run.stderr);
    assert_eq!(office.read(changed), b"%PDF-1.7 mine");
    assert_eq!(office.read(touched), bytes);
}

#[test]
fn a_template_of_the_office_that_changes_changes_the_documents() {
    let office = Office::built();
    let templates = office.root().join("mau");
    std::fs::create_dir_all(&templates).unwrap();
    let built_in = concat!(env!("CARGO_MANIFEST_DIR"), "/templates/ke-hoach-xa.md");
    let text = std::fs::read_to_string(built_in).unwrap();
    let template = templates.join("ke-hoach-xa.md");
    std::fs::write(&template, &text).unwrap();
    let folder = templates.to_str().unwrap();
    let same = office.build(&["--templates", folder]);
    assert!(same.stderr.contains("Đã tạo 0 tệp"), "{}", same.stderr);
    std::fs::write(&template, format!("{text}\nThêm một đoạn.\n")).unwrap();
    let run = office.build(&["--templates", folder]);
    assert!(run.stderr.contains("Đã tạo 4 tệp"), "{}", run.stderr);
}
