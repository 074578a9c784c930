//! What the register says twice or against itself, and what only looks so.

use std::collections::BTreeMap;

use super::PROVINCE;
use crate::content::load_files;
use crate::model::reference::Scheme;

/// What is told with this code of these entries: the words that it points at, and what it says of them.
fn of(code: &str, agencies: &[&str], groups: &[&str], province: &str) -> Vec<(String, String)> {
    let list = |kind: &str, entries: &[&str]| {
        let lines: String = entries.iter().map(|entry| format!("  - {{{entry}}}\n")).collect();
        format!("loai: {kind}\ndanh_sach:\n{lines}")
    };
    let own = "ma: ubnd-tinh, ten: UBND tỉnh Bắc Hà, phan_loai: ubnd_tinh";
    let agencies: Vec<&str> = [own].iter().chain(agencies).copied().collect();
    let mut files = vec![("tinh.yaml", province.to_owned()), ("co-quan.yaml", list("co_quan", &agencies))];
    if !groups.is_empty() {
        files.push(("nhom.yaml", list("nhom", groups)));
    }
    let files = files.into_iter().map(|(name, text)| (name.into(), text.into_bytes()));
    let loaded = load_files(files, &BTreeMap::<String, Scheme>::new());
    let of_code = loaded.findings.into_iter().filter(|finding| finding.code == code);
    let told = of_code.map(|finding| {
        let place = finding.place.expect("each has its place");
        (place.source.text[place.start..place.end].to_owned(), finding.message)
    });
    told.collect()
}

fn told(code: &str, agencies: &[&str]) -> Vec<String> {
    of(code, agencies, &[], PROVINCE).into_iter().map(|(words, _)| words).collect()
}

#[test]
fn one_name_at_one_time_is_one_agency() {
    const CODE: &str = "KH145";
    let two = |first: &str, second: &str| {
        let one = format!("ma: so-y-te, phan_loai: so, ky_hieu: SYT, {first}");
        told(CODE, &[&one, &format!("ma: so-khac, phan_loai: so, {second}")])
    };
    assert_eq!(two("ten: Sở Y tế", "ky_hieu: SK, ten: sở  y tế"), ["sở  y tế"]);
    // One after the other, and on one day both.
    let before = "ten: Sở Y tế, den_ngay: 30/6/2025";
    assert_eq!(two(before, "ky_hieu: SK, ten: Sở Y tế, tu_ngay: 01/7/2025"), [""; 0]);
    assert_eq!(
        two("ten: Sở Y tế, tu_ngay: 01/7/2025", "ky_hieu: SK, ten: Sở Y tế, den_ngay: 30/6/2025"),
        [""; 0]
    );
    assert_eq!(two(before, "ky_hieu: SK, ten: Sở Y tế, tu_ngay: 30/6/2025"), ["Sở Y tế"]);
    // What it is also called.
    assert_eq!(
        two("ten: Sở Y tế, ten_viet_tat: Sở YT, ten_khac: [Sở Y tế]", "ky_hieu: SK, ten: Sở Khác"),
        [""; 0]
    );
    assert_eq!(two("ten: Sở Y tế", "ky_hieu: SK, ten: Sở Khác, ten_viet_tat: Sở Y tế"), ["Sở Y tế"]);
    assert_eq!(two("ten: Sở Y tế", "ky_hieu: SK, ten: Sở Khác, ten_khac: [Sở Y tế]"), ["Sở Y tế"]);
    assert_eq!(two(before, "ky_hieu: SK, ten: Sở Khác, tu_ngay: 01/7/2025, ten_khac: [Sở Y tế]"), [""; 0]);
    // Its symbol.
    assert_eq!(two("ten: Sở Y tế", "ten: Sở Khác, ky_hieu: Syt"), ["Syt"]);
    assert_eq!(two(before, "ten: Sở Khác, ky_hieu: SYT, tu_ngay: 01/7/2025"), [""; 0]);
    let shared = [
        "ma: xa-a, ten: UBND xã A, phan_loai: ubnd_xa, ky_hieu: UBND",
        "ma: xa-b, ten: UBND xã B, phan_loai: ubnd_xa, ky_hieu: UBND",
    ];
    assert_eq!(told(CODE, &shared), [""; 0]);
}

#[test]
fn a_group_has_a_name_of_its_own() {
    let health = "ma: so-y-te, ten: Sở Y tế, phan_loai: so, ky_hieu: SYT";
    let group = |name: &str| format!("ma: nhom-{}, ten: {name}, gom: [so-y-te]", name.len());
    let told = |groups: &[&str]| {
        let groups: Vec<String> = groups.iter().map(|name| group(name)).collect();
        let groups: Vec<&str> = groups.iter().map(String::as_str).collect();
        of("KH145", &[health], &groups, PROVINCE).into_iter().map(|(words, _)| words).collect::<Vec<_>>()
    };
    assert_eq!(told(&["sở Y tế"]), ["sở Y tế"]);
    assert_eq!(told(&["Các sở", "các  sở"]), ["các  sở"]);
    assert_eq!(told(&["Các sở", "Các ban"]), [""; 0]);
}

#[test]
fn an_agency_is_of_the_kind_that_its_name_says() {
    const CODE: &str = "KH151";
    let entry = |name: &str, kind: &str| format!("ma: co-quan, ten: {name}, phan_loai: {kind}, ky_hieu: CQ");
    for (name, kind, other) in [
        ("Sở Y tế", "so", "hoi"),
        ("UBND xã A", "ubnd_xa", "so"),
        ("UBND phường A", "ubnd_xa", "ubnd_huyen"),
        ("UBND đặc khu A", "phong", "hoi"),
        ("UBND thị trấn A", "thon_to_dan_pho", "hoi"),
        ("UBND huyện A", "ubnd_huyen", "ubnd_xa"),
        ("UBND thị xã A", "ubnd_huyen", "ubnd_xa"),
        ("UBND tỉnh A", "ubnd_tinh", "ubnd_xa"),
    ] {
        assert_eq!(told(CODE, &[&entry(name, kind)]), [""; 0], "{name}");
        assert_eq!(told(CODE, &[&entry(name, other)]), [name], "{name}");
    }
    // Its name begins otherwise.
    assert_eq!(told(CODE, &[&entry("Văn phòng Sở Y tế", "van_phong")]), [""; 0]);
}

#[test]
fn who_takes_over_is_there_when_the_other_ends() {
    const CODE: &str = "KH149";
    let two = |ends: &str, next: &str| {
        let old = format!("ma: so-cu, ten: Sở Cũ, phan_loai: so, ky_hieu: SC, ke_thua: [so-moi]{ends}");
        told(CODE, &[&old, &format!("ma: so-moi, ten: Sở Mới, phan_loai: so, ky_hieu: SM{next}")])
    };
    assert_eq!(two("", ""), ["so-moi"]);
    assert_eq!(two(", den_ngay: 30/6/2025", ""), [""; 0]);
    assert_eq!(two(", den_ngay: 30/6/2025", ", den_ngay: 01/7/2025"), [""; 0]);
    assert_eq!(two(", den_ngay: 30/6/2025", ", den_ngay: 30/6/2025"), ["so-moi"]);
}

#[test]
fn successors_that_come_back_are_told_with_their_way() {
    let entry = |id: &str, next: &str| {
        format!(
            "ma: {id}, ten: Ban {id}, phan_loai: hoi, ky_hieu: B{id}, den_ngay: 30/6/2025, ke_thua: [{next}]"
        )
    };
    // Of two successors one leads astray; it is no part of the way.
    let agencies = [
        entry("a", "d, b"),
        entry("b", "c"),
        entry("c", "a"),
        "ma: d, ten: Ban d, phan_loai: hoi, ky_hieu: Bd".to_owned(),
    ];
    let agencies: Vec<&str> = agencies.iter().map(String::as_str).collect();
    let told = of("KH146", &agencies, &[], PROVINCE);
    let ways: Vec<&str> = told.iter().map(|(_, message)| message.as_str()).collect();
    assert_eq!(
        ways,
        ["a → b → c → a", "b → c → a → b", "c → a → b → c"]
            .map(|way| format!("“ke_thua” đi vòng tròn: {way}"))
    );
    let straight =
        [entry("a", "b"), entry("b", "c"), "ma: c, ten: Ban c, phan_loai: hoi, ky_hieu: Bc".to_owned()];
    let straight: Vec<&str> = straight.iter().map(String::as_str).collect();
    assert_eq!(of("KH146", &straight, &[], PROVINCE), []);
}

#[test]
fn the_names_of_a_province_agree() {
    let told = |name: &str, full: &str| -> Vec<String> {
        let province = PROVINCE.replace("ten: Bắc Hà", &format!("ten: {name}")).replace("tỉnh Bắc Hà", full);
        of("KH153", &[], &[], &province).into_iter().map(|(words, _)| words).collect()
    };
    assert_eq!(told("Bắc Hà", "tỉnh Bắc Hà"), [""; 0]);
    assert_eq!(told("Bắc Hà", "thành phố Bắc Hà"), [""; 0]);
    assert_eq!(told("Bắc Hà", "tỉnh Bắc Hải"), ["tỉnh Bắc Hải"]);
    for name in ["tỉnh Bắc Hà", "Tỉnh Bắc Hà", "thành phố Bắc Hà", "Thành phố Bắc Hà"] {
        assert_eq!(told(name, "tỉnh Bắc Hà"), [name]);
    }
}
