//! `phu_luc_rieng`: annexes that go out as files of their own.

use super::office::Office;

const OVERLAY: &str = "2025/co-quan/ubnd-xa-mot.yaml";
const ANNEX: [&str; 2] = ["ubnd-xa-mot.phu-luc.docx", "ubnd-xa-mot.phu-luc.pdf"];

/// An office of which one agency prints the annex of its units.
fn office() -> Office {
    let office = Office::new();
    office.edit(OVERLAY, "so: 7\n", "so: 7\nin_phu_luc: true\n");
    office
}

fn built() -> Office {
    let office = office();
    let run = office.build(&[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    office
}

fn apart(office: &Office) {
    office.edit(OVERLAY, "so: 7\n", "so: 7\nphu_luc_rieng: true\n");
}

#[test]
fn an_annex_that_goes_by_itself_has_its_own_files_and_leaves_those_of_the_plan() {
    let office = built();
    let whole = office.files();
    apart(&office);
    let run = office.build(&[]);
    let told = run.stderr.contains("Đã tạo 4 tệp,") && run.stderr.contains("không đổi 6 tệp");
    assert!(told, "{}", run.stderr);
    let changed = office.changed_since(&whole);
    assert_eq!(changed, ["ubnd-xa-mot.docx", "ubnd-xa-mot.pdf", ANNEX[0], ANNEX[1]]);
    assert!(office.read("ubnd-xa-mot.docx").len() < whole["ubnd-xa-mot.docx"].len());
    let again = office.build(&[]);
    assert!(again.stderr.contains("Đã tạo 0 tệp, không đổi 10 tệp"), "{}", again.stderr);
}

/// The annex of an office that has signed it.
fn signed() -> (Office, Vec<u8>) {
    let office = office();
    apart(&office);
    office.build(&[]);
    let bytes = include_bytes!("../fixtures/signatures/p256.pdf").to_vec();
    office.write(ANNEX[1], &bytes);
    (office, bytes)
}

#[test]
fn an_annex_that_was_signed_stays_as_it_is() {
    let (office, bytes) = signed();
    office.edit("2025/ke-hoach-tinh.yaml", "Hướng dẫn hộ kinh doanh", "Hỗ trợ hộ kinh doanh");
    let run = office.build(&[]);
    let told = format!("{} đã được ký số", ANNEX[1]);
    assert!(run.stderr.contains(&told), "{}", run.stderr);
    assert!(run.stderr.contains("ubnd-xa-mot.phu-luc (bản mới).pdf"), "{}", run.stderr);
    assert_eq!(office.read(ANNEX[1]), bytes);
}

#[test]
fn a_change_of_the_main_text_alone_makes_no_annex_again() {
    let (office, bytes) = signed();
    let before = office.files();
    office.edit(OVERLAY, "nam: 2025\n", "nam: 2025\nluu: VT, KT\n");
    let run = office.build(&[]);
    assert_eq!(office.changed_since(&before), ["ubnd-xa-mot.docx", "ubnd-xa-mot.pdf"], "{}", run.stderr);
    assert_eq!(office.read(ANNEX[1]), bytes);
}

#[test]
fn a_dry_run_names_the_annexes_that_come_and_those_that_are_left_over() {
    let office = built();
    apart(&office);
    let run = office.build(&["--dry-run"]);
    for name in ANNEX {
        assert!(run.stdout.contains(&format!("tạo mới: {name}")), "{}", run.stdout);
    }
    office.build(&[]);
    office.edit(OVERLAY, "phu_luc_rieng: true\n", "");
    let run = office.build(&["--dry-run"]);
    assert!(run.stderr.contains("KH508") && run.stderr.contains(ANNEX[0]), "{}", run.stderr);
}

#[test]
fn an_annex_that_is_part_of_the_plan_again_is_reported_and_stays() {
    let office = office();
    apart(&office);
    office.build(&[]);
    let other = office.build(&["so-tai-chinh"]);
    assert!(
        !other.stderr.contains("KH508"),
        "a run for another agency knows nothing of it: {}",
        other.stderr
    );
    office.edit(OVERLAY, "phu_luc_rieng: true\n", "");
    let run = office.build(&[]);
    assert!(run.stderr.contains("KH508"), "{}", run.stderr);
    for name in ANNEX {
        assert!(run.stderr.contains(name), "{name}: {}", run.stderr);
        assert!(office.path(name).exists(), "{name}");
    }
}

#[test]
fn the_package_lists_an_annex_with_its_agency() {
    let office = office();
    apart(&office);
    office.build(&["--zip"]);
    let bytes = std::fs::read(office.root().join("out/2025/kh-1-2025.zip")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut index = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("kh-1-2025/muc-luc.csv").unwrap(), &mut index)
        .unwrap();
    for name in ANNEX {
        assert!(archive.by_name(&format!("kh-1-2025/{name}")).is_ok(), "{name}");
        let row = index.lines().find(|line| line.contains(name)).expect("a row");
        assert!(row.contains("\"UBND xã Một\"") && row.contains("\"07/KH-UBND\""), "{row}");
    }
}
