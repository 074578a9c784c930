//! One cause, told once: what only follows from it is not told beside it.

use std::collections::BTreeMap;

use super::{AGENCIES, PROVINCE};
use crate::content::load_files;
use crate::model::reference::Scheme;

const GROUPS: &str = "loai: nhom
danh_sach:
  - {ma: cac-so, ten: Các sở, gom_loai: [so]}
";

const PLAN: &str = "loai: ke_hoach
ma: kh-8-2025
nam: 2025
so: 8
ngay: 02/7/2025
trang_thai: ban_hanh
trich_yeu: Cải thiện môi trường đầu tư kinh doanh năm 2025
cac_muc:
  - tieu_de: Nhiệm vụ
    khoan:
      - tieu_de: Thủ tục
        giao:
          - chu_tri: [cac-so]
            tru: [so-cong-an]
            nhiem_vu: [{noi_dung: Rà soát thủ tục.}]
      - tieu_de: Đất đai
        nhiem_vu: [{noi_dung: Công khai quỹ đất., chu_tri: [cac-so], tru: [so-cong-an]}]
noi_nhan: [Các sở]
ky: {ho_ten: Nguyễn Văn Bình}
";

const PART: &str = "loai: ke_hoach_don_vi
co_quan: so-y-te
nam: 2025
ke_hoach_goc: [kh-8-2025]
nhiem_vu:
  - muc: [Thủ tục]
    noi_dung: [{noi_dung: Rà soát., thay_cho: [{nhiem_vu: I.1.a.1, nguyen_van: Rà soát thủ tục.}]}]
";

/// The codes of errors and warnings, each with its line, when one of the files is changed so.
fn told(file: &str, sound: &str, typed: &str) -> Vec<(&'static str, usize)> {
    told_of(&[(file, sound, typed)])
}

fn told_of(changes: &[(&str, &str, &str)]) -> Vec<(&'static str, usize)> {
    let texts =
        [("tinh", PROVINCE), ("co-quan", AGENCIES), ("nhom", GROUPS), ("kh", PLAN), ("so-y-te", PART)];
    let files = texts.map(|(name, text)| {
        let own = changes.iter().filter(|(file, ..)| *file == name);
        let text = own.fold(text.to_owned(), |text, (_, sound, typed)| {
            assert!(text.contains(sound), "{sound}");
            text.replacen(sound, typed, 1)
        });
        (format!("{name}.yaml").into(), text.into_bytes())
    });
    let findings = load_files(files, &BTreeMap::<String, Scheme>::new()).findings;
    let told = findings.iter().filter(|finding| finding.severity > crate::diagnostic::Severity::Info);
    told.map(|one| (one.code, one.place.as_ref().map_or(0, |place| place.line_column().0))).collect()
}

#[test]
fn a_register_that_cannot_be_read_empties_no_group() {
    assert_eq!(told("kh", "", ""), []);
    assert_eq!(told("co-quan", "loai: co_quan", "loai: co_quan,"), [("KH017", 1)]);
    assert_eq!(told("nhom", "loai: nhom", "loai: nhom,"), [("KH017", 1)]);
}

#[test]
fn an_entry_that_cannot_be_taken_is_not_unknown_where_it_is_named() {
    let entry = "ma: so-y-te, ten: Sở Y tế, phan_loai: so";
    assert_eq!(told("co-quan", entry, "ma: so-y-te, ten: Sở Y tế"), [("KH013", 4)]);
    assert_eq!(told("co-quan", entry, "ma: so-y-te;, ten: Sở Y tế, phan_loai: so"), [("KH102", 4)]);
    // One that stands twice is known.
    let twice =
        "ma: so-y-te, ten: Sở Y, phan_loai: so, ky_hieu: SY}\n  - {ma: so-y-te, ten: Sở Y tế, phan_loai: so";
    assert_eq!(told("co-quan", entry, twice), [("KH101", 5)]);
    let unknown = "- chu_tri: [cac-sso]";
    assert_eq!(told("kh", "- chu_tri: [cac-so]", unknown), [("KH103", 13)]);
}

#[test]
fn of_a_list_with_a_name_that_nobody_knows_nobody_is_said_to_be_missing() {
    // Where the name stands in the plan, as often as it does.
    assert_eq!(told("nhom", "ma: cac-so", "ma: cac-sso"), [("KH103", 13), ("KH103", 17)]);
    assert_eq!(told("kh", "- chu_tri: [cac-so]", "- chu_tri: [cac-sso]"), [("KH103", 13)]);
    // A name that is known is asked what it is there for.
    assert_eq!(told("kh", "- chu_tri: [cac-so]", "- chu_tri: [so-y-te]"), [("KH142", 14)]);
}

#[test]
fn a_day_in_another_year_makes_nobody_unknown() {
    let of_time = "ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT";
    let young =
        ("co-quan", of_time, "ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT, tu_ngay: 01/7/2025");
    assert_eq!(told_of(&[young]), []);
    let years_before = ("kh", "ngay: 02/7/2025", "ngay: 02/7/2015");
    assert_eq!(told_of(&[young, years_before]), [("KH106", 5)]);
    let told = told("co-quan", of_time, &format!("{of_time}, den_ngay: 01/7/3025, ke_thua: [so-cong-an]"));
    assert_eq!(told, [("KH106", 4)]);
}

#[test]
fn tasks_of_a_plan_that_is_not_there_are_not_missing() {
    assert_eq!(told("so-y-te", "[kh-8-2025]", "[kh-8-2025, kh-9-2025]"), [("KH119", 4)]);
    let of_another = "ke_hoach_goc: [kh-8-2025, kh-9-2025]\n";
    let typed = format!("{of_another}khong_lien_quan: [{{nhiem_vu: II.9, nguyen_van: Trồng cây.}}]\n");
    assert_eq!(told("so-y-te", "ke_hoach_goc: [kh-8-2025]\n", &typed), [("KH119", 4)]);
    // A plan that is there is asked.
    let known = "ke_hoach_goc: [kh-8-2025]\nkhong_lien_quan: [{nhiem_vu: II.9, nguyen_van: Trồng cây.}]\n";
    assert_eq!(told("so-y-te", "ke_hoach_goc: [kh-8-2025]\n", known), [("KH310", 5)]);
}
