//! `build --zip`.

use std::io::Read;

use super::office::Office;

fn package(office: &Office) -> Vec<u8> {
    std::fs::read(office.root().join("out/2025.zip")).unwrap()
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
        "2025/muc-luc.xlsx",
        "2025/muc-luc.csv",
        "2025/ke-hoach-tinh.docx",
        "2025/ke-hoach-tinh.pdf",
        "2025/so-tai-chinh.docx",
        "2025/so-tai-chinh.pdf",
        "2025/ubnd-xa-mot.docx",
        "2025/ubnd-xa-mot.pdf",
        "2025/ubnd-xa-hai.docx",
        "2025/ubnd-xa-hai.pdf",
    ];
    assert_eq!(names, expected);
    assert_eq!(entries[4].1, edited);
    let index = String::from_utf8(entries[1].1.clone()).unwrap();
    let lines: Vec<&str> = index.lines().collect();
    assert_eq!(
        lines[1],
        "\"1\",\"Kế hoạch của tỉnh\",\"ke-hoach-tinh.docx\",\"01/KH-UBND\",\"02/7/2025\",\"đã ban hành\",\"\",\"\",\"\""
    );
    assert_eq!(
        lines[3],
        "\"3\",\"Sở Tài chính\",\"so-tai-chinh.docx\",\"\",\"\",\"dự thảo; đã sửa\",\"2\",\"0\",\"2\""
    );
    assert_eq!(
        lines[5],
        "\"5\",\"UBND xã Một\",\"ubnd-xa-mot.docx\",\"07/KH-UBND\",\"15/7/2025\",\"đã ban hành\",\"2\",\"0\",\"2\""
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
fn a_dry_run_packs_nothing() {
    let office = Office::built();
    office.build(&["--zip", "--dry-run"]);
    assert!(!office.root().join("out/2025.zip").exists());
}
