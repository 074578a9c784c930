//! What comes back signed, and what only looks so.

use std::path::Path;

use super::office::Office;

const ROOT: &str = "content/chung-thu/goc.crt";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/signatures").join(name)).unwrap()
}

/// An office whose plan came back as a file of the fixtures.
fn returned(name: &str) -> Office {
    let office = Office::built();
    office.write("ke-hoach.pdf", &fixture(name));
    office
}

fn trust(office: &Office, root: &str) {
    let path = office.root().join(ROOT);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, fixture(root)).unwrap();
}

fn index(office: &Office) -> String {
    let bytes = std::fs::read(office.root().join("out/2025/kh-1-2025.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("kh-1-2025/muc-luc.csv").unwrap(), &mut text).unwrap();
    text.lines().find(|line| line.contains("\"ke-hoach.pdf\"")).expect("a row").to_owned()
}

fn state(office: &Office) -> serde_json::Value {
    office.manifest_without_times()["files"]["ke-hoach.pdf"].clone()
}

#[test]
fn the_index_and_the_memory_say_who_signed_and_when() {
    let office = returned("hai-chu-ky.pdf");
    let run = office.build(&["--zip"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("ke-hoach.pdf (đã ký số)"), "{}", run.stderr);
    let row = index(&office);
    for part in ["\"đã ký số\"", "người có thẩm quyền: NGUYỄN VĂN A", "cơ quan, tổ chức: SỞ TÀI CHÍNH"]
    {
        assert!(row.contains(part), "{row}");
    }
    assert!(row.contains("chưa kiểm tra được chứng thư") && !row.contains("hợp lệ"), "{row}");
    let state = state(&office);
    assert_eq!((&state["status"], &state["signature"]["state"]), (&"signed".into(), &"intact".into()));
    assert_eq!(state["signature"]["signatures"][1]["by"]["name"], "SỞ TÀI CHÍNH");
}

#[test]
fn a_file_that_only_speaks_of_a_signature_is_not_called_signed_and_stays() {
    let office = returned("rsa.pdf");
    let fake = "%PDF-1.4\n/ByteRange /Type/Sig một tệp chữ\n%%EOF\n".as_bytes();
    office.write("ke-hoach.pdf", fake);
    let run = office.build(&["--zip"]);
    assert!(
        run.stderr.contains("KH544") && run.stderr.contains("ke-hoach.pdf (không đọc được chữ ký số)"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("đã ký số"), "{}", run.stderr);
    assert!(index(&office).contains("\"không đọc được chữ ký số\""), "{}", index(&office));
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    let run = office.build(&[]);
    assert!(run.stderr.contains("ke-hoach.pdf không đọc được chữ ký số nên giữ nguyên"), "{}", run.stderr);
    assert_eq!(office.read("ke-hoach.pdf"), fake);
}

#[test]
fn a_file_changed_after_it_was_signed_is_told_of_and_no_draft_takes_its_place() {
    let office = Office::built();
    let before = office.read("so-tai-chinh.docx");
    office.write("so-tai-chinh.pdf", &fixture("sua-mot-byte.pdf"));
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    let run = office.build(&[]);
    assert_eq!(run.code, 1);
    let told = run.stderr.contains("KH510") && run.stderr.contains("bị sửa sau khi ký số → dự thảo");
    assert!(told, "{}", run.stderr);
    assert_eq!(office.read("so-tai-chinh.pdf"), fixture("sua-mot-byte.pdf"));
    assert_eq!(office.read("so-tai-chinh.docx"), before);

    let office = returned("doi-noi-dung.pdf");
    let run = office.build(&["--zip"]);
    assert!(run.stderr.contains("KH543") && run.stderr.contains("sửa nội dung trang"), "{}", run.stderr);
    assert!(index(&office).contains("\"bị sửa sau khi ký số\",") && index(&office).contains("NGUYỄN VĂN A"));
    assert_eq!(state(&office)["status"], "altered");
}

#[test]
fn a_root_beside_the_content_vouches_and_the_verdict_follows_it() {
    let office = returned("rsa.pdf");
    office.build(&["--zip"]);
    assert!(index(&office).contains("chưa kiểm tra được chứng thư"));
    trust(&office, "goc.crt");
    let run = office.build(&["--zip"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        index(&office).contains("hợp lệ lúc ký theo chứng thư gốc CA thử nghiệm gốc"),
        "{}",
        index(&office)
    );
    office.write("ke-hoach.pdf", &fixture("trung-ten.pdf"));
    let run = office.build(&["--zip"]);
    assert!(run.stderr.contains("KH546") && run.stderr.contains("TRÙNG TÊN"), "{}", run.stderr);
    assert!(index(&office).contains("không được công nhận"), "{}", index(&office));
    trust(&office, "rsa.pdf");
    let run = office.run(&["check", "--out", "out"]);
    assert!(run.stderr.contains("KH540") && run.stderr.contains("goc.crt"), "{}", run.stderr);
}

#[test]
fn what_was_found_of_a_signed_file_is_remembered_and_nothing_is_written_again() {
    let office = returned("hai-chu-ky.pdf");
    office.build(&[]);
    let before = office.times();
    office.build(&[]);
    assert_eq!(office.times(), before);
    office.write("ke-hoach.pdf", &fixture("sua-mot-byte.pdf"));
    office.build(&[]);
    assert_eq!(state(&office)["signature"]["state"], "changed", "other bytes are another verdict");
}

#[test]
fn a_memory_of_the_format_before_is_read_and_its_guess_is_looked_at_again() {
    let office = returned("sua-mot-byte.pdf");
    office.build(&[]);
    let path = office.path(".kehoach.json");
    let mut memory: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    memory["format"] = 2.into();
    memory["files"]["ke-hoach.pdf"]["status"] = "signed".into();
    memory["files"]["ke-hoach.pdf"].as_object_mut().unwrap().remove("signature");
    std::fs::write(&path, memory.to_string()).unwrap();
    let run = office.build(&[]);
    assert!(run.stderr.contains("ke-hoach.pdf (bị sửa sau khi ký số)"), "{}", run.stderr);
    assert_eq!(state(&office)["status"], "altered");
}

#[test]
fn check_and_list_tell_what_came_back() {
    let office = returned("cam-sua.pdf");
    office.write("so-tai-chinh.pdf", &fixture("p256.pdf"));
    let run = office.run(&["check", "--out", "out"]);
    assert!(run.stderr.contains("KH543") && run.stderr.contains("ke-hoach.pdf"), "{}", run.stderr);
    assert!(!run.stderr.contains("so-tai-chinh.pdf"), "it is whole: {}", run.stderr);
    let run = office.run(&["list", "--out", "out"]);
    for part in ["ke-hoach.pdf: bị sửa sau khi ký số", "so-tai-chinh.pdf: đã ký số: cơ quan, tổ chức"]
    {
        assert!(run.stdout.contains(part), "{}", run.stdout);
    }
    let other = office.run(&["list", "ubnd-xa-mot", "--out", "out"]);
    assert!(!other.stdout.contains("ký số"), "{}", other.stdout);
}

#[test]
fn a_signed_file_under_another_name_is_told_by_every_command_that_looks_at_results() {
    let office = Office::built();
    let name = "Scan_0012 signed.pdf";
    office.write(name, &fixture("lanh-dao-ky.pdf"));
    let told = "Scan_0012 signed.pdf” là bản đã ký của kh-1-2025/so-tai-chinh.pdf, mang tên khác";
    let file = office.path(name);
    let file = file.to_str().unwrap();
    for (arguments, code) in [
        (vec!["check", "--out", "out"], 0),
        (vec!["verify", "out"], 1),
        (vec!["verify", file], 1),
        (vec!["build", "--out", "out", "--zip"], 0),
    ] {
        let run = office.run(&arguments);
        assert!(run.stderr.contains(told) && run.stderr.contains("KH865"), "{arguments:?}: {}", run.stderr);
        assert_eq!(run.code, code, "{arguments:?}: {}", run.stderr);
    }
    let other = office.run(&["check", "ubnd-xa-mot", "--out", "out"]);
    assert!(!other.stderr.contains("KH865"), "{}", other.stderr);
    std::fs::remove_file(file).unwrap();
    assert!(!office.run(&["verify", "out"]).stderr.contains("KH865"));
}

#[test]
fn verify_looks_at_any_pdf_and_ends_as_it_found() {
    let office = returned("hai-chu-ky.pdf");
    let run = office.run(&["verify", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("04 tệp PDF, 01 tệp có chữ ký số"), "{}", run.stdout);
    assert!(run.stdout.contains("ubnd-xa-mot.pdf: chưa ký số"), "{}", run.stdout);
    std::fs::write(office.root().join("ve.pdf"), fixture("p521.pdf")).unwrap();
    let run = office.run(&["kiem-tra-ky", "ve.pdf"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("thuật toán ECDSA trên P-521"), "{}", run.stdout);
    let run = office.run(&["verify", "ve.pdf", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&json[0]["file"], &json[0]["signature"]["state"]), (&"ve.pdf".into(), &"unchecked".into()));
    for (missing, told) in [
        ("khong-co.pdf", "khong-co.pdf"),
        ("khong-co", "không tìm thấy “khong-co”"),
        ("content/tinh.yaml", "không phải tệp PDF"),
        // Another folder than was meant, perhaps: that nothing was found in it is no good news.
        ("content", "không có tệp PDF nào trong “content”"),
    ] {
        let run = office.run(&["verify", missing]);
        assert_eq!(run.code, 2, "{missing}");
        assert!(run.stderr.contains(told), "{missing}: {}", run.stderr);
    }
    std::fs::write(office.root().join("rong.pdf"), "").unwrap();
    let run = office.run(&["verify", "rong.pdf"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stdout.contains("rong.pdf: không phải tệp PDF"), "{}", run.stdout);
}

#[test]
fn a_signed_file_in_the_place_of_another_document_is_told_and_counts_for_neither() {
    let office = Office::built();
    office.write("ubnd-xa-mot.pdf", &fixture("lanh-dao-ky.pdf"));
    let told = "ubnd-xa-mot.pdf” là bản đã ký của kh-1-2025/so-tai-chinh.pdf, không phải của kh-1-2025/ubnd-xa-mot.pdf";
    office.write("ubnd-xa-mot.docx", &office.read("so-tai-chinh.docx"));
    let run = office.run(&["check", "ubnd-xa-mot", "--out", "out"]);
    let word = "ở chỗ này là văn bản “2025/kh-1-2025/so-tai-chinh”, không phải văn bản có tên ấy";
    assert!(run.stderr.contains(word), "{}", run.stderr);
    // Whoever asks for either document is told.
    for id in ["ubnd-xa-mot", "so-tai-chinh"] {
        let run = office.run(&["check", id, "--out", "out"]);
        assert!(run.stderr.contains(told), "{id}: {}", run.stderr);
    }
    let run = office.run(&["list", "--out", "out"]);
    assert!(!run.stdout.contains("đã ký số"), "{}", run.stdout);
    // A run that passes it says the same, and does not remember it as a signature of this document.
    let run = office.build(&[]);
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert!(!run.stderr.contains("đã ký số") && !run.stderr.contains("đã được ký số"), "{}", run.stderr);
    let known = office.manifest_without_times()["files"]["ubnd-xa-mot.pdf"].clone();
    assert!(known["signature"].is_null() && known["held"]["status"] != "signed", "{known}");
    let run = office.build(&["--zip"]);
    assert_eq!(run.stderr.matches(told).count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("tệp của văn bản khác"), "{}", run.stderr);
    let package = std::fs::read(office.root().join("out/2025/kh-1-2025.zip")).unwrap();
    let names = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    let names: Vec<String> = names.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert!(names.iter().any(|name| name.ends_with("so-tai-chinh.pdf")), "{names:?}");
    assert!(!names.iter().any(|name| name.ends_with("ubnd-xa-mot.pdf")), "{names:?}");
    // In a copy of the folder elsewhere every file is in its place still.
    office.write("ubnd-xa-mot.pdf", b"");
    office.write("so-tai-chinh.pdf", &fixture("lanh-dao-ky.pdf"));
    std::fs::rename(office.out(), office.root().join("gui")).unwrap();
    assert!(!office.run(&["verify", "gui"]).stderr.contains("KH865"));
}

#[test]
fn a_file_of_another_document_and_one_that_cannot_be_read_are_told() {
    let office = Office::built();
    office.write("ubnd-xa-mot.pdf", &office.read("so-tai-chinh.pdf"));
    let whole = office.read("so-tai-chinh.docx");
    office.write("so-tai-chinh.docx", &whole[..whole.len() / 2]);
    let run = office.run(&["check", "--out", "out"]);
    for told in ["tệp PDF ở chỗ này là của văn bản khác", "tệp Word ở chỗ này không đọc được: "]
    {
        assert_eq!(run.stderr.matches(told).count(), 1, "{told}: {}", run.stderr);
    }
    let run = office.build(&["--zip"]);
    assert!(run.stderr.contains("tệp của văn bản khác, đứng nhầm tên"), "{}", run.stderr);
}
