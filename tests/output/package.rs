//! `build --zip`.

use std::io::Read;

use super::office::Office;

fn package(office: &Office) -> Vec<u8> {
    std::fs::read(office.root().join("out/2025/kh-1-2025.zip")).unwrap()
}

fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        })
        .collect()
}

#[test]
fn the_package_has_every_file_of_the_year_and_its_index() {
    let office = Office::built();
    let edited = office.change("so-tai-chinh.docx");
    office.write("ghi-chu.txt", b"not for hand-over");
    let run = office.build(&["ubnd-xa-mot", "so-tai-chinh", "--zip"]);
    assert!(run.stderr.contains("Gói bàn giao:"), "{}", run.stderr);
    let entries = entries(&package(&office));
    let names: Vec<&str> = entries.iter().map(|(name, _)| name.as_str()).collect();
    let expected = [
        "kh-1-2025/muc-luc.xlsx",
        "kh-1-2025/muc-luc.csv",
        "kh-1-2025/ke-hoach.docx",
        "kh-1-2025/ke-hoach.pdf",
        "kh-1-2025/so-tai-chinh.docx",
        "kh-1-2025/so-tai-chinh.pdf",
        "kh-1-2025/ubnd-xa-mot.docx",
        "kh-1-2025/ubnd-xa-mot.pdf",
        "kh-1-2025/ubnd-xa-hai.docx",
        "kh-1-2025/ubnd-xa-hai.pdf",
    ];
    assert_eq!(names, expected);
    assert_eq!(entries[4].1, edited);
    let index = String::from_utf8(entries[1].1.clone()).unwrap();
    let lines: Vec<&str> = index.lines().collect();
    assert_eq!(
        lines[1],
        "\"1\",\"Kế hoạch số 01/KH-UBND\",\"ke-hoach.docx\",\"01/KH-UBND\",\"02/7/2025\",\"đã ban hành\",\"\",\"\",\"\",\"\""
    );
    assert_eq!(
        lines[3],
        "\"3\",\"Sở Tài chính\",\"so-tai-chinh.docx\",\"\",\"\",\"dự thảo; đã sửa\",\"2\",\"0\",\"2\",\"\""
    );
    assert_eq!(
        lines[5],
        "\"5\",\"UBND xã Một\",\"ubnd-xa-mot.docx\",\"07/KH-UBND\",\"15/7/2025\",\"đã ban hành\",\"2\",\"0\",\"2\",\"\""
    );
}

#[test]
fn the_same_files_give_the_same_package() {
    let office = Office::new();
    office.build(&["--zip"]);
    let first = package(&office);
    // Times in a ZIP have steps of two seconds.
    std::thread::sleep(std::time::Duration::from_millis(2100));
    office.build(&["--zip"]);
    assert!(package(&office) == first);
    let elsewhere = Office::new();
    elsewhere.build(&["--zip", "--jobs", "1"]);
    assert!(package(&elsewhere) == first);
}

#[test]
fn a_dry_run_packs_nothing_and_says_what_would_become_of_the_package() {
    let office = Office::built();
    office.write("hop-dong.docx", b"mine");
    let run = office.build(&["--zip", "--dry-run"]);
    let path = office.root().join("out/2025/kh-1-2025.zip");
    assert!(!path.exists());
    assert!(run.stdout.contains("tạo gói bàn giao: ") && run.stdout.contains("kh-1-2025.zip"), "{run:?}");
    assert!(run.stderr.contains("gói bàn giao không có 1 tệp") && run.stderr.contains("hop-dong.docx"));
    office.build(&["--zip"]);
    let packed = package(&office);
    let run = office.build(&["--zip", "--dry-run"]);
    assert!(run.stdout.contains("thay gói bàn giao: "), "{run:?}");
    assert!(package(&office) == packed);
    // A folder under its name is in the way, and told of before anything is written.
    std::fs::remove_file(&path).unwrap();
    std::fs::create_dir(&path).unwrap();
    let run = office.build(&["--zip", "--dry-run"]);
    assert!(run.code == 2 && run.stderr.contains("có thư mục trùng tên với tệp"), "{run:?}");
}

#[test]
fn a_package_that_lacks_what_a_run_writes_is_told_of() {
    let office = Office::new();
    office.build(&["--zip"]);
    let packed = package(&office);
    assert!(!office.build(&[]).stderr.contains("Gói bàn giao"), "nothing was written");
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    let run = office.build(&["--dry-run"]);
    assert!(run.stdout.contains("giữ gói bàn giao của lần trước"), "{run:?}");
    let run = office.build(&[]);
    assert!(run.stderr.contains("của lần trước, không có các tệp vừa ghi"), "{run:?}");
    assert!(package(&office) == packed);
}

#[test]
fn old_versions_links_and_strangers_are_left_out_and_named() {
    let office = Office::built();
    office.edit("2025/ke-hoach-tinh.yaml", "Nâng cao chỉ số", "Cải thiện chỉ số");
    office.build(&[]);
    let old = office.old_versions();
    assert!(!old.is_empty());
    office.write("hop-dong.docx", b"mine");
    office.write("so-tai-chinh (bản mới).pdf", b"mine too");
    #[cfg(unix)]
    std::os::unix::fs::symlink("/etc/passwd", office.path("lien-ket.pdf")).unwrap();
    let run = office.build(&["--zip"]);
    let packed: Vec<String> = entries(&package(&office)).into_iter().map(|(name, _)| name).collect();
    assert_eq!(packed.len(), 2 + 8, "{packed:?}");
    for name in old.iter().map(String::as_str).chain(["hop-dong.docx", "so-tai-chinh (bản mới).pdf"]) {
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
        assert!(!packed.contains(&format!("kh-1-2025/{name}")), "{name}");
    }
    assert!(cfg!(not(unix)) || run.stderr.contains("1 liên kết: lien-ket.pdf"), "{}", run.stderr);
}

#[test]
fn names_in_the_package_are_marked_as_unicode_for_every_program() {
    let office = Office::built();
    office.change("so-tai-chinh.docx");
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    office.build(&["--zip"]);
    let bytes = package(&office);
    let name = "kh-1-2025/so-tai-chinh (bản mới).docx".as_bytes();
    let at = bytes.windows(name.len()).rposition(|window| window == name).expect("in the list at the end");
    let header = &bytes[at - 46..at];
    assert_eq!(&header[..4], b"PK\x01\x02");
    assert_eq!(header[5], 3, "made on Unix: Info-ZIP takes other names for a code page");
    assert_eq!(u16::from_le_bytes([header[8], header[9]]) & (1 << 11), 1 << 11, "UTF-8");
}

#[test]
fn the_index_says_where_a_pair_does_not_match() {
    let office = Office::built();
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    office.build(&["so-tai-chinh", "--format", "docx", "--zip"]);
    let entries = entries(&package(&office));
    let index = String::from_utf8(entries[1].1.clone()).unwrap();
    let marked: Vec<&str> =
        index.lines().filter(|line| line.contains("DOCX và PDF không cùng nội dung")).collect();
    assert_eq!(marked.len(), 2);
    assert!(marked[0].contains("so-tai-chinh.docx") && marked[1].contains("so-tai-chinh.pdf"));
}

#[test]
fn what_the_content_has_left_behind_is_told_and_marked_in_the_index() {
    let office = Office::new();
    assert!(!office.build(&["--zip"]).stderr.contains("KH520"));
    office.edit("2025/ke-hoach-tinh.yaml", "Rút ngắn thời gian", "Rút ngắn một nửa thời gian");
    let run = office.build(&["ubnd-xa-mot", "--zip"]);
    assert!(run.stderr.contains("KH520") && run.stderr.contains("so-tai-chinh.docx"), "{run:?}");
    let entries = entries(&package(&office));
    let index = String::from_utf8(entries[1].1.clone()).unwrap();
    let marked: Vec<&str> =
        index.lines().filter(|line| line.contains("chưa theo nội dung hiện nay")).collect();
    assert!(marked.iter().any(|line| line.contains("ke-hoach.pdf")), "{index}");
    assert!(!marked.iter().any(|line| line.contains("ubnd-xa-mot")), "{index}");
    assert!(!office.build(&["--zip"]).stderr.contains("KH520"));
}
