//! What people did in the output folder.

use super::office::Office;

const SIGNED: &[u8] = include_bytes!("../fixtures/signatures/rsa.pdf");

fn edit_task(office: &Office) {
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
}

#[test]
fn an_edited_file_stays_and_the_new_version_stands_beside_it() {
    let office = Office::built();
    let edited = office.change("so-tai-chinh.docx");
    let run = office.build(&[]);
    assert!(run.stderr.contains("giữ nguyên 1 tệp đã sửa"), "{}", run.stderr);
    assert!(!office.path("so-tai-chinh (bản mới).docx").exists(), "nothing new to say yet");

    edit_task(&office);
    let run = office.build(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("so-tai-chinh (bản mới).docx"), "{}", run.stderr);
    assert!(run.stderr.contains("ghi 1 bản mới cạnh bản đã sửa"), "{}", run.stderr);
    assert_eq!(office.read("so-tai-chinh.docx"), edited);
    let fresh = office.read("so-tai-chinh (bản mới).docx");

    let before = office.times();
    let run = office.build(&[]);
    assert!(run.stderr.contains("KH505"), "the summary keeps saying so: {}", run.stderr);
    assert_eq!(office.times(), before);

    office.edit("2025/ke-hoach-tinh.yaml", "một nửa", "hai phần ba");
    office.build(&[]);
    assert_ne!(office.read("so-tai-chinh (bản mới).docx"), fresh, "the program's own is kept up to date");
    assert!(!office.path("so-tai-chinh (bản mới 2).docx").exists());
}

#[test]
fn a_new_version_that_was_edited_too_is_kept_as_well() {
    let office = Office::built();
    let first = office.change("so-tai-chinh.docx");
    edit_task(&office);
    office.build(&[]);
    let second = office.change("so-tai-chinh (bản mới).docx");
    office.edit("2025/ke-hoach-tinh.yaml", "một nửa", "hai phần ba");
    office.build(&[]);
    assert_eq!(office.read("so-tai-chinh.docx"), first);
    assert_eq!(office.read("so-tai-chinh (bản mới).docx"), second);
    assert!(office.path("so-tai-chinh (bản mới 2).docx").exists());
}

#[test]
fn a_new_version_renamed_to_the_main_name_is_the_programs_own_again() {
    let office = Office::built();
    office.change("so-tai-chinh.docx");
    edit_task(&office);
    office.build(&[]);
    std::fs::rename(office.path("so-tai-chinh (bản mới).docx"), office.path("so-tai-chinh.docx")).unwrap();
    let run = office.build(&[]);
    assert!(run.stderr.contains("Đã tạo 0 tệp, không đổi 8 tệp"), "{}", run.stderr);
    assert!(!run.stderr.contains("KH505"), "{}", run.stderr);
}

#[test]
fn a_signed_pdf_is_kept_and_the_manifest_says_signed() {
    let office = Office::built();
    office.write("ke-hoach.pdf", SIGNED);
    edit_task(&office);
    let run = office.build(&["--dry-run"]);
    let line = "ke-hoach.pdf (đã ký số): ke-hoach (bản mới).pdf";
    assert!(run.stdout.contains(line), "{}", run.stdout);
    let run = office.build(&[]);
    assert!(run.stderr.contains("ke-hoach.pdf đã được ký số nên giữ nguyên"), "{}", run.stderr);
    assert!(run.stderr.contains("KH512"), "the DOCX is newer than what was signed: {}", run.stderr);
    office.build(&[]);
    assert_eq!(office.read("ke-hoach.pdf"), SIGNED);
    assert_eq!(office.manifest_without_times()["files"]["ke-hoach.pdf"]["status"], "signed");
}

#[test]
fn a_signed_document_is_not_replaced_by_a_draft() {
    let office = Office::built();
    let before = office.read("so-tai-chinh.docx");
    office.write("so-tai-chinh.pdf", SIGNED);
    edit_task(&office);
    let run = office.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("KH510") && run.stderr.contains("đã ký số → dự thảo"), "{}", run.stderr);
    assert_eq!(office.read("so-tai-chinh.docx"), before);
    assert_eq!(office.read("so-tai-chinh.pdf"), SIGNED);
}

#[test]
fn every_file_that_is_kept_because_somebody_edited_it_is_named() {
    let office = Office::built();
    office.change("so-tai-chinh.docx");
    office.write("ubnd-xa-hai.pdf", SIGNED);
    let run = office.build(&[]);
    let line = "Giữ nguyên vì đã có người sửa hoặc ký: so-tai-chinh.docx, ubnd-xa-hai.pdf (đã ký số)";
    assert!(run.stderr.contains(line), "{}", run.stderr);
}

#[test]
fn a_new_version_that_is_older_than_its_main_file_is_told_of_as_such() {
    let office = Office::built();
    office.change("so-tai-chinh.docx");
    edit_task(&office);
    office.build(&[]);
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn một nửa thời gian", "Rút ngắn thời gian");
    let run = office.build(&[]);
    let told = "“bản mới” cũ hơn tệp chính, không dùng nữa: so-tai-chinh (bản mới).docx";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn force_replaces_an_edited_file_and_keeps_dated_copies() {
    let office = Office::built();
    let first = office.change("so-tai-chinh.docx");
    office.build(&["--force"]);
    office.change("so-tai-chinh.docx");
    let second = office.change("so-tai-chinh.docx");
    let run = office.build(&["--force"]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.contains("thay 1 tệp đã sửa và cất bản cũ"), "{}", run.stderr);
    let files = office.files();
    let old: Vec<(&String, &Vec<u8>)> =
        files.iter().filter(|(name, _)| name.contains("(bản cũ 20")).collect();
    assert_eq!(old.len(), 2);
    assert_eq!((old[0].1, old[1].1), (&first, &second));
    assert!(old[1].0.ends_with(", 2).docx"), "{}", old[1].0);
    let run = office.build(&["--force"]);
    assert!(run.stderr.contains("Đã tạo 0 tệp, không đổi 8 tệp"), "{}", run.stderr);
}

#[test]
fn a_file_that_the_manifest_does_not_know_is_kept() {
    let office = Office::new();
    std::fs::create_dir_all(office.out()).unwrap();
    office.write("so-tai-chinh.docx", b"cua van thu");
    let run = office.build(&[]);
    assert!(run.stderr.contains("KH505"), "{}", run.stderr);
    assert_eq!(office.read("so-tai-chinh.docx"), b"cua van thu");
    assert!(office.path("so-tai-chinh (bản mới).docx").exists());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_reported_in_vietnamese() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let office = Office::built();
    edit_task(&office);
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(office.root(), 0o755);
    mode(&office.out(), 0o555);
    mode(&office.path(".kehoach.lock"), 0o444);
    let before = office.files();
    let mut command = office.command(&[]);
    if std::fs::write(office.path("root.txt"), "").is_ok() {
        // Root writes everywhere: the run is an ordinary user's.
        std::fs::remove_file(office.path("root.txt")).unwrap();
        command.uid(65534);
    }
    let output = command.output().unwrap();
    mode(&office.out(), 0o755);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("KH502") && stderr.contains("không có quyền"), "{stderr}");
    assert_eq!(office.files(), before);
}

#[test]
fn a_file_in_the_place_of_the_folder_is_reported_in_vietnamese() {
    let office = Office::new();
    std::fs::write(office.root().join("out"), "").unwrap();
    let run = office.build(&[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("có tệp trùng tên với một thư mục"), "{}", run.stderr);
}

#[test]
fn a_folder_in_the_place_of_a_file_fails_the_files_of_that_document_only() {
    let office = Office::new();
    std::fs::create_dir_all(office.path("so-tai-chinh.docx")).unwrap();
    let run = office.build(&[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("có thư mục trùng tên với tệp"), "{}", run.stderr);
    assert!(run.stderr.contains("KH511") && run.stderr.contains("so-tai-chinh.pdf"), "{}", run.stderr);
    assert!(run.stderr.contains("Đã tạo 6 tệp"), "{}", run.stderr);
    assert!(!office.path("so-tai-chinh.pdf").exists(), "a pair is written whole or not at all");
}

#[test]
fn files_of_one_format_beside_older_ones_of_the_other_are_told_of() {
    let office = Office::built();
    edit_task(&office);
    let run = office.build(&["so-tai-chinh", "--format", "docx"]);
    let told = "DOCX và PDF không cùng nội dung: so-tai-chinh.docx và so-tai-chinh.pdf";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    let run = office.build(&["so-tai-chinh"]);
    assert!(!run.stderr.contains("KH512"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_socket_and_a_dangling_link_in_the_place_of_files_are_named_and_never_waited_for() {
    let office = Office::built();
    std::fs::remove_file(office.path("so-tai-chinh.pdf")).unwrap();
    std::fs::remove_file(office.path("ubnd-xa-hai.docx")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(office.path("so-tai-chinh.pdf")).unwrap();
    std::os::unix::fs::symlink("khong-co", office.path("ubnd-xa-hai.docx")).unwrap();
    edit_task(&office);
    let run = office.build(&[]);
    assert_eq!(run.code, 1);
    for told in ["ống dẫn, ổ cắm hoặc thiết bị", "liên kết không dẫn tới tệp nào"] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    assert!(!office.path("khong-co").exists());
}

#[test]
fn a_manifest_that_cannot_be_read_or_is_newer_stops_the_run_and_nothing_is_written() {
    for text in [None, Some("{\"format\": 99, \"files\": {}}")] {
        let office = Office::built();
        edit_task(&office);
        let manifest = office.path(".kehoach.json");
        std::fs::remove_file(&manifest).unwrap();
        match text {
            Some(text) => std::fs::write(&manifest, text).unwrap(),
            None => std::fs::create_dir(&manifest).unwrap(),
        }
        let before = office.times();
        for args in [&[][..], &["--dry-run"], &["--force"]] {
            let run = office.build(args);
            assert_eq!(run.code, 2, "{}", run.stderr);
            assert!(run.stderr.contains("KH506"), "{}", run.stderr);
            assert!(text.is_none() || run.stderr.contains("dạng 99"), "{}", run.stderr);
        }
        assert_eq!(office.times(), before);
    }
}

#[test]
fn an_issued_pdf_in_the_stand_in_face_is_told_of_and_a_draft_is_not() {
    let office = Office::new();
    let told = |args: &[&str]| office.build(args).stderr.contains("Liberation Serif");
    assert!(told(&["ubnd-xa-mot"]));
    assert!(!told(&["ubnd-xa-mot"]), "nothing was written");
    assert!(!told(&["so-tai-chinh"]), "a draft");
}
