//! What is said of published results, of progress and of names that stand twice.

use std::collections::BTreeMap;

use super::{AGENCIES, PLAN, PROVINCE};
use crate::content::load_files;
use crate::model::reference::Scheme;

/// What is told of one more file, or of one instead of another: the code, the words it points at.
fn told(others: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    let province = format!("{PROVINCE}ho_chi_so: [{{ma: PCI, ten: Chỉ số năng lực cạnh tranh}}]\n");
    let base = [("tinh.yaml", province.as_str()), ("co-quan.yaml", AGENCIES), ("kh.yaml", PLAN)];
    let base = base.iter().filter(|(name, _)| others.iter().all(|(other, _)| other != name));
    let files = base.chain(others).map(|(name, text)| ((*name).into(), text.as_bytes().to_vec()));
    let findings = load_files(files.collect::<Vec<_>>(), &BTreeMap::<String, Scheme>::new()).findings;
    let told = findings.into_iter().map(|finding| {
        let place = finding.place.expect("each has its place");
        (finding.code, place.source.text[place.start..place.end].to_owned())
    });
    told.collect()
}

fn of_results(text: &str) -> Vec<(&'static str, String)> {
    told(&[("pci.yaml", &format!("loai: ket_qua\n{text}"))])
}

fn pairs<'t>(told: &'t [(&'static str, String)]) -> Vec<(&'static str, &'t str)> {
    told.iter().map(|(code, words)| (*code, words.as_str())).collect()
}

#[test]
fn results_that_nothing_can_be_compared_with_are_told() {
    const INDICES: &str = "chi_so: [{ten: Gia nhập thị trường, diem: \"7,1\"}]";
    assert_eq!(of_results(&format!("ho: PCI\nnam: 2024\n{INDICES}\n")), []);
    assert_eq!(pairs(&of_results("ho: PC\nnam: 2024\n")), [("KH152", "PC")]);
    assert_eq!(pairs(&of_results("ho: pci\nnam: 2024\n")), [("KH152", "pci")]);
    // The next year may not have its plan yet.
    assert_eq!(of_results("ho: PCI\nnam: 2026\n"), []);
    assert_eq!(pairs(&of_results("ho: PCI\nnam: 2027\n")), [("KH324", "2027")]);
    for year in ["204", "1989", "2201"] {
        assert_eq!(pairs(&of_results(&format!("ho: PCI\nnam: {year}\n"))), [("KH107", year)]);
    }
    let typed = "chi_so: [{ten: Gia nhâp thị trường, diem: \"7,1\"}, {ten: Hạ tầng, diem: \"6,5\"}]\n";
    assert_eq!(
        pairs(&of_results(&format!("ho: PCI\nnam: 2024\n{typed}"))),
        [("KH120", "Gia nhâp thị trường")]
    );
}

#[test]
fn results_that_stand_twice_are_told() {
    let twice = "chi_so: [{ten: Hạ tầng, diem: \"7,1\"}, {ten: Hạ  tầng, diem: \"6,5\"}]\n";
    assert_eq!(pairs(&of_results(&format!("ho: PCI\nnam: 2024\n{twice}"))), [("KH111", "Hạ  tầng")]);
    let one = "loai: ket_qua\nho: PCI\nnam: 2024\n";
    assert_eq!(pairs(&told(&[("a.yaml", one), ("b.yaml", one)])), [("KH101", "2024")]);
    assert_eq!(told(&[("a.yaml", one), ("b.yaml", &one.replace("2024", "2023"))]), []);
}

#[test]
fn progress_of_a_day_that_cannot_be_is_told() {
    let of_day = |day: &str| {
        let text = format!(
            "loai: tien_do\nco_quan: so-y-te\nnam: 2025\nke_hoach: kh-88-2025\nnhiem_vu:\n  - {{nhiem_vu: I.1.a.1, tinh_trang: xong, ngay: {day}}}\n"
        );
        told(&[("tien-do.yaml", &text)])
    };
    // The plan is of 02/7/2025.
    for day in ["02/7/2025", "01/3/2026", "31/12/2035"] {
        assert_eq!(of_day(day), [], "{day}");
    }
    for day in ["01/7/2025", "20/9/2015", "01/01/2036"] {
        assert_eq!(pairs(&of_day(day)), [("KH106", day)]);
    }
}

#[test]
fn a_name_that_stands_twice_in_a_list_is_told() {
    let groups = "loai: nhom\ndanh_sach:\n  - {ma: cac-so, ten: Các sở, gom_loai: [so, so], gom: [so-y-te, so-y-te ], ten_khac: [a, b, a]}\n";
    let told = told(&[("nhom.yaml", groups)]);
    assert_eq!(pairs(&told), [("KH111", "so"), ("KH111", "so-y-te"), ("KH111", "a")]);
}

#[test]
fn a_name_of_no_lines_says_nothing_and_days_of_bodies_have_their_years() {
    let typed = |fields: &str| AGENCIES.replace("ky_hieu: SX}", &format!("ky_hieu: SX, {fields}}}"));
    let agencies = typed("dong_ten: []");
    let files = [("tinh.yaml", PROVINCE), ("co-quan.yaml", &agencies)];
    let files = files.map(|(name, text)| (name.into(), text.as_bytes().to_vec()));
    let province = load_files(files, &BTreeMap::<String, Scheme>::new()).province.unwrap();
    let last = province.registry.agencies().last().unwrap();
    assert_eq!(last.issuer_lines, ["SỞ X"]);
    for day in ["01/3/3025", "01/3/1899"] {
        let told = told(&[("co-quan.yaml", &typed(&format!("tu_ngay: {day}")))]);
        assert_eq!(pairs(&told), [("KH106", day)]);
    }
    assert_eq!(told(&[("co-quan.yaml", &typed("tu_ngay: 02/9/1945"))]), []);
    for (code, is_told) in
        [("\"04\"", false), ("\"06193\"", false), ("6", true), ("061930", true), ("0619x", true)]
    {
        let told = told(&[("co-quan.yaml", &typed(&format!("ma_hanh_chinh: {code}")))]);
        assert_eq!(
            told.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
            ["KH107"][..usize::from(is_told)],
            "{code}"
        );
    }
}

#[test]
fn a_part_that_stands_twice_among_the_sections_is_told_where_it_stands() {
    let part = "loai: ke_hoach_don_vi\nco_quan: so-y-te\nnam: 2025\ncac_muc: [{phan: muc_dich}, {phan: nhiem_vu}, {phan: nhiem_vu}]\n";
    let told = told(&[("so-y-te.yaml", part)]);
    assert_eq!(pairs(&told), [("KH143", "nhiem_vu")]);
}
