//! The register of agencies: what follows from a name and a kind, and ids that cannot be.

use kehoach::diagnostic::Severity::{Error, Warning};
use kehoach::model::Agency;

use super::fixture::{agency, changed, one_finding, province, told};

const DEPARTMENTS: &str = "co-quan/so-nganh.yaml";
const TERRITORIES: &str = "co-quan/dia-phuong.yaml";
const PRESS: &str = "ma: bao-bach-hac, ten: Báo Bạch Hạc, phan_loai: bao_chi";

/// The province with one agency more, of these keys.
fn with(keys: &str) -> kehoach::content::Loaded {
    let list = format!("  - {{{keys}}}\n  - {{ma: so-noi-vu");
    changed(&[(DEPARTMENTS, "  - {ma: so-noi-vu", &list)])
}

#[test]
fn what_an_agency_leaves_out_follows_from_its_name_and_kind() {
    let loaded = changed(&[(DEPARTMENTS, "ten: Sở Nội vụ", "ten: Sở Nội vụ, dia_ban: xã An Phú")]);
    let of = |id: &str| agency(province(&loaded), id).clone();
    let commune: Agency = of("xa-an-phu");
    assert_eq!(commune.issuer_lines, ["ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"]);
    assert_eq!((commune.symbol.as_str(), commune.place.as_str()), ("UBND", "An Phú"));
    assert_eq!((commune.head.as_str(), commune.deputy.as_str()), ("Chủ tịch", "Phó Chủ tịch"));
    assert_eq!((commune.superior.as_slice(), commune.collective_signing), (&[][..], true));
    assert_eq!(commune.territory.as_deref(), Some("xã An Phú"));
    assert_eq!(of("thanh-pho-ngoc-ha").place, "Ngọc Hà");
    let department = of("so-noi-vu");
    assert_eq!(department.issuer_lines, ["SỞ NỘI VỤ"]);
    assert_eq!(department.superior, ["UBND TỈNH BẠCH HẠC"]);
    // Wherever a department works, its documents are dated in the province.
    assert_eq!(department.place, "Bạch Hạc");
    assert_eq!((department.head.as_str(), department.deputy.as_str()), ("Giám đốc", "Phó Giám đốc"));
    assert!(!department.collective_signing);
}

#[test]
fn every_kind_has_its_customary_titles_and_superior() {
    let loaded = changed(&[]);
    for (id, head, superior) in [
        ("van-phong-ubnd-tinh", "Chánh Văn phòng", true),
        ("thanh-tra-tinh", "Chánh Thanh tra", true),
        ("cong-an-tinh", "Giám đốc", false),
        ("ban-kinh-te", "Trưởng ban", true),
        ("trung-tam-hanh-chinh-cong", "Giám đốc", true),
        ("nhnn-khu-vuc", "Thủ trưởng", false),
        ("hiep-hoi", "Chủ tịch", false),
        ("bao-bach-hac", "Tổng Biên tập", false),
        ("huyen-song-lo", "Chủ tịch", false),
    ] {
        let agency = agency(province(&loaded), id);
        assert_eq!((agency.head.as_str(), !agency.superior.is_empty()), (head, superior), "{id}");
        let (first, rest) = head.split_once(' ').expect("two words");
        let deputy = format!("Phó {} {rest}", if first == "Trưởng" { "Trưởng" } else { first });
        assert_eq!(agency.deputy, deputy, "{id}");
    }
}

#[test]
fn a_symbol_that_nobody_stated_is_the_initials_and_said_so() {
    let loaded = with("ma: so-khcn, ten: Sở Khoa học và Công nghệ, phan_loai: so");
    let words = ["“Sở Khoa học và Công nghệ” chưa có chữ viết tắt", "ky_hieu: SKHCN"];
    one_finding(&loaded, ("KH123", Warning), "ma: so-khcn", &words);
    assert_eq!(agency(province(&loaded), "so-khcn").symbol, "SKHCN");
    // Nobody signs for a body that is only named together.
    let loaded = with("ma: cac-doan-the, ten: Các đoàn thể, phan_loai: tap_the");
    assert_eq!(told(&loaded.findings, "KH123"), [""; 0]);
    let loaded = with("ma: ubnd-huyen-moi, ten: UBND huyện Mới, phan_loai: ubnd_huyen");
    assert_eq!(told(&loaded.findings, "KH123"), [""; 0]);
}

#[test]
fn an_id_that_cannot_name_a_file_is_refused() {
    let long = "a".repeat(121);
    let ids = [
        "\"\"",
        "So-khcn",
        "sở-khcn",
        "so_khcn",
        "so.khcn",
        "-so",
        &long,
        "con",
        "nul",
        "com1",
        "lpt9",
        "ke-hoach",
    ];
    for id in ids {
        let loaded = with(&format!("ma: {id}, ten: Sở Mới, phan_loai: so, ky_hieu: SM"));
        let words = [format!("mã “{}” không hợp lệ", id.trim_matches('"'))];
        one_finding(&loaded, ("KH102", Error), "ten: Sở Mới", &[&words[0]]);
    }
    let long = "a".repeat(120);
    for id in
        ["so-2", "2-so", "com", "coma", "com10", "lptx", "lpt-1", "so1", "con-2", "ke-hoach-tinh", &long]
    {
        let loaded = with(&format!("ma: {id}, ten: Sở Mới, phan_loai: so, ky_hieu: SM"));
        assert_eq!(agency(province(&loaded), id).name, "Sở Mới");
    }
}

#[test]
fn an_id_of_two_bodies_is_an_error_that_names_the_first() {
    let twice = with("ma: xa-an-phu, ten: Sở Mới, phan_loai: so, ky_hieu: SM");
    let words = ["mã “xa-an-phu” đã dùng", "lần đầu ở co-quan/dia-phuong.yaml:4"];
    one_finding(&twice, ("KH101", Error), "ten: Sở Mới", &words);
}

#[test]
fn a_body_does_not_end_before_it_begins() {
    let with = |days: &str| changed(&[(DEPARTMENTS, PRESS, &format!("{PRESS}, {days}"))]);
    let reversed = with("tu_ngay: 02/3/2026, den_ngay: 01/3/2026");
    assert_eq!(
        told(&reversed.findings, "KH105"),
        ["co-quan/so-nganh.yaml:14 “Báo Bạch Hạc” có ngày kết thúc trước ngày bắt đầu"]
    );
    for days in ["tu_ngay: 02/3/2026, den_ngay: 02/3/2026", "tu_ngay: 01/3/2026, den_ngay: 02/3/2026"] {
        assert_eq!(told(&with(days).findings, "KH105"), [""; 0], "{days}");
    }
    let unread = with("tu_ngay: 30/2/2026");
    assert_eq!(told(&unread.findings, "KH106").len(), 1);
}

#[test]
fn a_body_without_its_kind_is_an_error() {
    let loaded = changed(&[(TERRITORIES, "mac_dinh: {phan_loai: ubnd_xa}", "mac_dinh: {}")]);
    let findings = told(&loaded.findings, "KH013");
    assert!(findings[0].contains("“xa-an-phu” thiếu “phan_loai”"), "{findings:#?}");
}

#[test]
fn successors_and_members_are_registered() {
    let successor = changed(&[(TERRITORIES, "ke_thua: [xa-an-phu]", "ke_thua: [xa-an-phuc]")]);
    one_finding(&successor, ("KH103", Error), "ke_thua", &["“xa-an-phuc”", "có phải “xa-an-phu”?"]);
    let member = changed(&[(super::fixture::GROUPS, "gom: [nhnn-khu-vuc]", "gom: [nhnn-khu-vuc, nhnn-kv]")]);
    one_finding(&member, ("KH103", Error), "ma: ngan-hang", &["“nhnn-kv”"]);
}
