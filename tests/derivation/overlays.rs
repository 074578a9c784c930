//! Slips in an agency's own part: both things kept, or an error at the second.

use kehoach::diagnostic::Severity::Error;

use super::fixture::{DRAFT, PART, PLAN, changed, loaded, one_finding, province, told};

const SECOND: &str = "  - so: [1]\n    lanh_dao: [ct]\n";

#[test]
fn a_second_block_adds_what_the_first_does_not_say() {
    let loaded = changed(&[(
        PART,
        SECOND,
        "  - so: [1]\n    lanh_dao: [ct]\n    kieu: giao\n    theo_linh_vuc: true\n",
    )]);
    let part = &province(&loaded).overlays[0];
    let block = &part.indices[0];
    assert_eq!(part.indices.len(), 2);
    assert_eq!(block.entries.len(), 4);
    assert_eq!(block.title.as_deref(), Some("Thể chế ở xã"));
    assert_eq!((block.leaders.as_slice(), block.by_field), (&[0][..], true));
    assert_eq!(block.style, kehoach::model::overlay::EntryStyle::Assigning);
}

#[test]
fn a_second_block_that_says_otherwise_is_an_error_with_both_lines() {
    let with = |key: &str, first: &str, second: &str| {
        let first = format!("    tieu_de: Thể chế ở xã\n    {key}: {first}\n");
        let second = format!("  - so: [1]\n    {key}: {second}\n");
        let (first, second) =
            (first.replace("    tieu_de: Thể chế ở xã\n    tieu_de", "    tieu_de"), second);
        let two = (
            PART,
            "  - {ma: ct, ho_ten: Trần Thị Hoa, chuc_vu: Chủ tịch}",
            "  - {ma: ct, ho_ten: Trần Thị Hoa, chuc_vu: Chủ tịch}\n  - {ma: pct, ho_ten: Lê An, chuc_vu: Phó Chủ tịch}",
        );
        changed(&[two, (PART, "    tieu_de: Thể chế ở xã\n", &first), (PART, SECOND, &second)])
    };
    for (key, first, second, at) in [
        ("tieu_de", "Thể chế", "Chuyện khác", "tieu_de: Chuyện khác"),
        ("lanh_dao", "[ct]", "[pct]", "lanh_dao: [pct]"),
        ("kieu", "giao", "chu_cai", "- so: [1]"),
    ] {
        let words =
            [format!("ghi “{key}” khác nhau"), "dòng 15 và dòng 2".to_owned(), format!("giữ một “{key}”")];
        one_finding(&with(key, first, second), ("KH143", Error), at, &words.each_ref().map(String::as_str));
        let same = with(key, first, first);
        assert_eq!(told(&same.findings, "KH143"), [""; 0]);
    }
}

#[test]
fn an_index_in_two_folds_is_an_error() {
    let loaded = changed(&[(
        DRAFT,
        "  - so: [1]\n    ho: trong_tam",
        "  - so: [3, 2]\n    noi_dung: []\n  - so: [1]\n    ho: trong_tam",
    )]);
    one_finding(&loaded, ("KH143", Error), "so: [3, 2]", &["chỉ số 3, 2 (dòng 11)", "ở dòng 7", "sửa “so”"]);
    let order = changed(&[(
        DRAFT,
        "  - so: [1]\n    ho: trong_tam",
        "  - so: [3, 1]\n    noi_dung: []\n  - so: [1]\n    ho: trong_tam",
    )]);
    assert_eq!(told(&order.findings, "KH143"), [""; 0]);
    assert_eq!(province(&order).overlays[1].indices.len(), 2);
}

#[test]
fn numbers_of_a_block_are_there_once_and_known() {
    let twice = changed(&[(DRAFT, "so: [1, 3]", "so: [1, 3, 1]")]);
    one_finding(&twice, ("KH111", Error), "so: [1, 3, 1]", &["chỉ số 1 được ghi hai lần"]);
    for (number, of) in [("0", "chi_so"), ("4", "chi_so")] {
        let unknown = changed(&[(DRAFT, "so: [1, 3]", &format!("so: [1, 3, {number}]"))]);
        one_finding(&unknown, ("KH120", Error), "so: [1, 3", &[&format!("không có chỉ số thứ {number}")]);
        assert_eq!(of, "chi_so");
    }
    let none = changed(&[(DRAFT, "so: [1, 3]", "so: []")]);
    one_finding(&none, ("KH120", Error), "Xã làm chung hai việc", &["“so” đang trống"]);
    let focal = changed(&[(DRAFT, "  - so: [1]\n    ho: trong_tam", "  - so: [4]\n    ho: trong_tam")]);
    one_finding(&focal, ("KH120", Error), "so: [4]", &["không có chỉ số thứ 4"]);
}

#[test]
fn own_words_beside_keep_are_an_error() {
    let both =
        changed(&[(PART, "{thay_cho: [III.1.b.2]", "{noi_dung: Xã mở tủ sách., thay_cho: [III.1.b.2]")]);
    one_finding(&both, ("KH143", Error), "Xã mở tủ sách", &["vừa có lời riêng", "bỏ “giu_nguyen”"]);
}

#[test]
fn an_entry_without_words_answers_exactly_one_task() {
    for covers in ["[]", "[III.1.b.2, IV.1.b.1]"] {
        let changes = [(
            PART,
            "{thay_cho: [III.1.b.2], giu_nguyen: true",
            &*format!("{{thay_cho: {covers}, giu_nguyen: true"),
        )];
        let findings = told(&changed(&changes).findings, "KH113");
        assert_eq!(findings.len(), 1, "{covers}");
        assert!(findings[0].contains("phải thay cho đúng một nhiệm vụ"));
    }
    let unknown = changed(&[(PART, "{thay_cho: [III.1.b.2]", "{thay_cho: [III.1.b.9]")]);
    one_finding(&unknown, ("KH121", Error), "III.1.b.9", &["không có nhiệm vụ III.1.b.9"]);
}

#[test]
fn a_task_answered_twice_is_an_error_with_the_first_line() {
    let twice = changed(&[(PART, "thay_cho: [IV.1.a.1]", "thay_cho: [IV.1.a.1, III.1.a.2]")]);
    one_finding(
        &twice,
        ("KH302", Error),
        "IV.1.a.1, III.1.a.2",
        &["nhiệm vụ III.1.a.2", "lần đầu ở dòng 18"],
    );
}

#[test]
fn two_units_or_leaders_of_one_id_are_an_error() {
    let units = changed(&[(
        PART,
        "{ma: kt, ten: Phòng Kinh tế}",
        "{ma: kt, ten: Phòng Kinh tế}\n  - {ma: vp, ten: Phòng Văn hóa}",
    )]);
    one_finding(&units, ("KH101", Error), "Phòng Văn hóa", &["mã đơn vị “vp” đã dùng"]);
    let leaders = changed(&[(
        PART,
        "chuc_vu: Chủ tịch}",
        "chuc_vu: Chủ tịch}\n  - {ma: ct, ho_ten: Lê An, chuc_vu: Phó Chủ tịch}",
    )]);
    one_finding(&leaders, ("KH101", Error), "Lê An", &["mã lãnh đạo “ct” đã dùng"]);
}

#[test]
fn an_agency_that_is_gone_makes_no_plan() {
    let part = |rest: &str| {
        let mut files = super::fixture::files();
        files.push((
            "2026/co-quan/co-loa.yaml".to_owned(),
            format!("loai: ke_hoach_don_vi\nco_quan: xa-co-loa\nnam: 2026\n{rest}"),
        ));
        loaded(files)
    };
    // On its own day, or, while it has none, once the parent plan is there.
    let issued = part("so: 3\nngay: 10/3/2026\ntrang_thai: ban_hanh\nky: {ho_ten: Lê An}\n");
    one_finding(
        &issued,
        ("KH104", Error),
        "co_quan: xa-co-loa",
        &["không tồn tại vào ngày 10/3/2026", "cơ quan kế thừa: xa-an-phu"],
    );
    one_finding(
        &part(""),
        ("KH104", Error),
        "co_quan: xa-co-loa",
        &["từ ngày 02/3/2026 đến ngày 31/12/2026"],
    );
    one_finding(&part("ngay: 3/2026\n"), ("KH104", Error), "co_quan: xa-co-loa", &["đến ngày 31/3/2026"]);
    // A year alone says no more than no date.
    one_finding(&part("ngay: 2026\n"), ("KH104", Error), "co_quan: xa-co-loa", &["từ ngày 02/3/2026"]);
    assert_eq!(told(&part("ngay: 2/2026\n").findings, "KH104"), [""; 0]);
    assert_eq!(told(&part("ngay: 31/2/2026\n").findings, "KH104"), [""; 0], "the date itself is the error");
    let founded = {
        let mut files = super::fixture::files();
        files.push((
            "2026/co-quan/lac-hong.yaml".to_owned(),
            "loai: ke_hoach_don_vi\nco_quan: xa-lac-hong\nnam: 2026\n".to_owned(),
        ));
        loaded(files)
    };
    assert_eq!(told(&founded.findings, "KH104"), [""; 0]);
}

#[test]
fn parents_are_plans_of_the_year() {
    let other = changed(&[(PLAN, "nam: 2026", "nam: 2027"), (PLAN, "ma: kh-11-2026", "ma: kh-11-2026")]);
    let findings = told(&other.findings, "KH119");
    assert!(
        findings.iter().any(|finding| finding.contains("kế hoạch “kh-11-2026” là của năm 2027")),
        "{findings:#?}"
    );
    assert!(
        findings.iter().any(|finding| finding.contains("năm 2026 chưa có kế hoạch của tỉnh")),
        "{findings:#?}"
    );
    let unknown = changed(&[(
        PART,
        "ke_hoach_goc: [kh-11-2026, kh-25-2026]",
        "ke_hoach_goc: [kh-11-2026, kh-25-2062]",
    )]);
    let findings = told(&unknown.findings, "KH119");
    assert!(findings[0].contains("không có kế hoạch “kh-25-2062”"), "{findings:#?}");
}
