//! What is told of a plan or a part beside what is near it and is not, and what the program goes by in it.

use std::collections::BTreeMap;

use super::{OVERLAY, PLAN, PROVINCE, files, load, told};
use crate::content::load_files;
use crate::diagnostic::{Severity, Topic, codes};
use crate::model::reference::Scheme;

#[test]
fn what_an_issued_part_lacks_is_told_of_the_key_that_it_lacks() {
    let missing = |sound: &str, typed: &str| -> Vec<&[&str]> {
        let overlay = OVERLAY.replacen(sound, typed, 1);
        assert_ne!(overlay, OVERLAY, "{sound}");
        let findings = load(PLAN, &overlay).1.into_iter();
        let keys = findings.filter_map(|finding| match finding.topic {
            Topic::Missing(missing) => Some(missing.keys()),
            _ => None,
        });
        keys.collect()
    };
    let cases: [(&str, &str, &[&str]); 6] = [
        ("so: 12\nngay: 11/7/2025\n", "", &["so"]),
        ("so: 12\n", "", &["so"]),
        ("ngay: 11/7/2025\n", "", &["ngay"]),
        ("ngay: 11/7/2025\n", "ngay: 7/2025\n", &["ngay"]),
        ("ky: {ho_ten: Trần Thị Dung}\n", "ky: {}\n", &["ky", "ho_ten"]),
        ("ky: {ho_ten", "ky: {thay_mat: true, ho_ten", &["ky", "hinh_thuc"]),
    ];
    for (sound, typed, keys) in cases {
        assert_eq!(missing(sound, typed), [keys], "{sound} -> {typed}");
    }
}

#[test]
fn words_of_an_agencys_own_whose_task_has_changed_or_gone_are_for_a_person_to_decide() {
    let topics = |kept: &str, more: &str| -> Vec<(Severity, Topic)> {
        let entry = format!("thay_cho: [{{nhiem_vu: I.1.a.1, nguyen_van: {kept}}}]");
        let overlay = OVERLAY.replacen("thay_cho: [II.1.a.1]", &entry, 1);
        let overlay = overlay.replacen("noi_dung: Niêm yết", more, 1);
        let told = load(PLAN, &overlay).1.into_iter().filter(|one| one.code == codes::TASK_CHANGED);
        told.map(|finding| (finding.severity, finding.topic)).collect()
    };
    let own = "noi_dung: Niêm yết";
    assert_eq!(topics("Rà soát thủ tục", own), []);
    // Near enough to be the same task, and nothing like it.
    assert_eq!(topics("Rà soát các thủ tục", own), [(Severity::Error, Topic::Decision)]);
    assert_eq!(topics("Trồng rừng", own), [(Severity::Error, Topic::Decision)]);
    // The plan's own words are printed as they now are.
    assert_eq!(topics("Rà soát các thủ tục", "giu_nguyen: true"), [(Severity::Warning, Topic::Other)]);
}

#[test]
fn a_symbol_is_of_the_kind_and_of_the_body() {
    let told = |symbol: &str| -> Vec<String> {
        let told = told(codes::ODD_SYMBOL, "so: 12\n", &format!("so: 12\nky_hieu: {symbol}\n"));
        // Of a plan that a decision issued nothing is to be put in place of the symbol alone.
        let alone = |hint: &str| hint.starts_with("thường là: KH-SYT");
        assert!(told.iter().all(|one| alone(one.hint.as_deref().unwrap()) != symbol.starts_with("QĐ")));
        told.into_iter().map(|finding| finding.message).collect()
    };
    for (symbol, says) in [
        ("KH/SYT", "dấu gạch chéo"),
        ("QĐ-SYT", "không bắt đầu bằng KH"),
        ("KHSYT", "không bắt đầu bằng KH"),
        ("KH-SNV", "không có SYT"),
        ("KH-SYTX", "không có SYT"),
    ] {
        let told = told(symbol);
        assert!(told.len() == 1 && told[0].contains(says), "{symbol}: {told:?}");
    }
    for sound in ["KH-SYT", "KH-SYT-VP"] {
        assert_eq!(told(sound), [""; 0], "{sound}");
    }
}

/// What is told with this code of a plan in which `typed` stands in place of `sound`.
fn of_plan(code: &str, province: &str, sound: &str, typed: &str) -> Vec<String> {
    let plan = PLAN.replacen(sound, typed, 1);
    assert!(PLAN.contains(sound), "{sound}");
    let mut files = files(&plan, OVERLAY);
    files[0].1 = province.as_bytes().to_vec();
    let findings = load_files(files, &BTreeMap::<String, Scheme>::new()).findings;
    let of_code = findings.into_iter().filter(|finding| finding.code == code);
    let pointed = of_code.map(|finding| {
        let place = finding.place.expect("each has its place");
        place.source.text[place.start..place.end].to_owned()
    });
    pointed.collect()
}

#[test]
fn a_family_of_indices_is_one_that_the_province_declares() {
    let declares = format!("{PROVINCE}ho_chi_so: [{{ma: PCI, ten: Chỉ số năng lực cạnh tranh}}]\n");
    let told = |sound: &str, typed: &str| of_plan("KH152", &declares, sound, typed);
    let family = "ho_chi_so: PCI\n";
    assert_eq!(told(family, family), [""; 0]);
    assert_eq!(told(family, "ho_chi_so: PCX\n"), ["PCX"]);
    assert_eq!(told(family, ""), [""; 0]);
    // Of a heading at any depth, and of an annex.
    assert_eq!(told("- ten: Gia", "- ho: PCX\n        ten: Gia"), ["PCX"]);
    assert_eq!(told("- tieu_de: Nhiệm vụ\n", "- tieu_de: Nhiệm vụ\n    ho: PCX\n"), ["PCX"]);
    let annex = "phu_luc: [{kieu: phan_cong, tieu_de: Mục tiêu, ho: PCX}]\nky:";
    assert_eq!(told("ky:", annex), ["PCX"]);
    // Once in each file; of a province that declares none nothing is said.
    assert_eq!(told("- ten: Gia", "- ho: PCX\n        ten: Gia").len(), 1);
    assert_eq!(of_plan("KH152", PROVINCE, family, "ho_chi_so: PCX\n"), [""; 0]);
}

#[test]
fn a_heading_has_a_title_or_a_paragraph_to_number() {
    let told =
        |heading: &str| of_plan("KH150", PROVINCE, "cac_muc:\n", &format!("cac_muc:\n  - {heading}\n")).len();
    assert_eq!(told("{tieu_de: Quan điểm, doan: [Làm tốt.]}"), 0);
    assert_eq!(told("{doan: [Làm tốt.]}"), 0);
    assert_eq!(told("{gach: [Làm tốt.]}"), 1);
}

#[test]
fn a_key_of_a_target_says_nothing_without_the_other() {
    let told = |target: &str| {
        of_plan(
            "KH149",
            PROVINCE,
            "- ten: Gia",
            &format!("- chi_tieu: [{{ten: Mức, {target}}}]\n        ten: Gia"),
        )
    };
    assert_eq!(told("gia_tri: \"8,4\", so_voi: 2024"), ["2024"]);
    assert_eq!(told("gia_tri: \"8,4\", thay_doi: \"0,1\", so_voi: 2024"), [""; 0]);
    assert_eq!(told("gia_tri: \"8,4\", chieu: nhom"), ["\"8,4\""]);
    assert_eq!(told("gia_tri: \"10\", chieu: nhom, don_vi: hạng"), [""; 0]);
}

#[test]
fn two_units_of_one_name_are_told_whatever_their_capitals() {
    let told = |name: &str| told(codes::SAME_NAME, "ten: Văn phòng Sở}", &format!("ten: {name}}}"));
    assert_eq!(told("PHÒNG nghiệp vụ Y").len(), 1);
    assert_eq!(told("Phòng Nghiệp vụ").len(), 0);
}
