//! Slips in an agency's own part: both things kept, or an error at the second.

use kehoach::diagnostic::Severity::Error;

use super::fixture::{DRAFT, PART, PLAN, changed, loaded, one_finding, province, told};

const SECOND: &str = "  - muc: [Thể chế]\n    lanh_dao: [ct]\n";

#[test]
fn a_second_block_adds_what_the_first_does_not_say() {
    let loaded = changed(&[(
        PART,
        SECOND,
        "  - muc: [Thể chế]\n    lanh_dao: [ct]\n    kieu: giao\n    theo_linh_vuc: true\n",
    )]);
    let part = &province(&loaded).overlays[0];
    let block = &part.blocks[0];
    assert_eq!(part.blocks.len(), 3);
    assert_eq!(block.entries.len(), 4);
    assert_eq!(block.title.as_deref(), Some("Thể chế ở xã"));
    let leaders: Vec<&str> = block.leaders.iter().map(|leader| leader.id.as_str()).collect();
    assert_eq!((leaders, block.by_field), (vec!["ct"], true));
    assert_eq!(block.style, kehoach::model::overlay::EntryStyle::Assigning);
}

#[test]
fn a_second_block_that_says_otherwise_is_an_error_with_both_lines() {
    let with = |key: &str, first: &str, second: &str| {
        let first = format!("    tieu_de: Thể chế ở xã\n    {key}: {first}\n");
        let second = format!("  - muc: [Thể chế]\n    {key}: {second}\n");
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
        ("kieu", "giao", "chu_cai", "- muc: [Thể chế]"),
    ] {
        let words =
            [format!("ghi “{key}” khác nhau"), "dòng 15 và dòng 2".to_owned(), format!("giữ một “{key}”")];
        one_finding(&with(key, first, second), ("KH143", Error), at, &words.each_ref().map(String::as_str));
        let same = with(key, first, first);
        assert_eq!(told(&same.findings, "KH143"), [""; 0]);
    }
}

#[test]
fn a_heading_in_two_folds_is_an_error() {
    let focal = "  - muc: [Rà soát quy trình]";
    let with = |headings: &str| {
        changed(&[(DRAFT, focal, &format!("  - muc: {headings}\n    noi_dung: []\n{focal}"))])
    };
    let words = ["đề mục “Dịch vụ công”, “Tổ chức bộ máy” (dòng 12)", "ở dòng 8", "sửa “muc”"];
    let folded = "muc: [Dịch vụ công, Tổ chức bộ máy]";
    one_finding(&with("[Dịch vụ công, Tổ chức bộ máy]"), ("KH143", Error), folded, &words);
    let order = with("[Dịch vụ công, III.1]");
    assert_eq!(told(&order.findings, "KH143"), [""; 0]);
    assert_eq!(province(&order).overlays[1].blocks.len(), 2);
}

#[test]
fn headings_of_a_block_are_there_once_and_known() {
    let with =
        |headings: &str| changed(&[(DRAFT, "muc: [Thể chế, Dịch vụ công]", &format!("muc: {headings}"))]);
    for again in ["Thể chế", "THỂ CHẾ", "III.1"] {
        let twice = with(&format!("[Thể chế, Dịch vụ công, {again}]"));
        let message = format!("đề mục “{again}” được ghi hai lần");
        one_finding(&twice, ("KH111", Error), "muc: [Thể chế, Dịch", &[&message]);
    }
    for (unknown, hint) in
        [("Thể chê", "có phải “Thể chế”?"), ("III.9", "hoặc số của nó"), ("Không có", "ghi tiêu đề")]
    {
        let message = format!("Kế hoạch số 11/KH-UBND không có đề mục “{unknown}”");
        let loaded = with(&format!("[Thể chế, Dịch vụ công, {unknown}]"));
        one_finding(&loaded, ("KH120", Error), "muc: [Thể chế, Dịch", &[&message, hint]);
    }
    one_finding(&with("[]"), ("KH120", Error), "Xã làm chung hai việc", &["“muc” đang trống"]);
}

#[test]
fn a_title_that_two_headings_have_names_neither() {
    let same = (PLAN, "tieu_de: Mở chuyên mục", "tieu_de: Rà soát quy trình");
    one_finding(&changed(&[same]), ("KH120", Error), "muc: [Rà soát quy trình]", &["không có đề mục"]);
    let by_place = changed(&[same, (DRAFT, "muc: [Rà soát quy trình]", "muc: [II.1.a]")]);
    assert_eq!(told(&by_place.findings, "KH120"), [""; 0]);
}

#[test]
fn what_answers_a_task_stands_under_its_heading_or_the_part_speaks_of_that_one_too() {
    let gone = changed(&[(PART, "  - muc: [Dịch vụ công]\n    noi_dung: []\n", "")]);
    let words = ["nhiệm vụ IV.1.a.1 thuộc đề mục “Dịch vụ công” (IV.1), không thuộc “Thể chế” (III.1)"];
    one_finding(&gone, ("KH114", Error), "Xã cùng nâng cấp trang", &words);
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
            format!(
                "loai: ke_hoach_don_vi\nco_quan: xa-co-loa\nnam: 2026\nke_hoach_goc: [kh-11-2026]\n{rest}"
            ),
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
            "loai: ke_hoach_don_vi\nco_quan: xa-lac-hong\nnam: 2026\nke_hoach_goc: [kh-25-2026]\n".to_owned(),
        ));
        loaded(files)
    };
    assert_eq!(told(&founded.findings, "KH104"), [""; 0]);
}

#[test]
fn parents_are_plans_of_the_year() {
    let second = "2026/ke-hoach-bo-sung.yaml";
    let later = [(PLAN, "nam: 2026", "nam: 2027"), (second, "nam: 2026", "nam: 2027")];
    let silent = (DRAFT, "ke_hoach_goc: [kh-11-2026]\n", "");
    let other = changed(&[later[0], later[1], silent]);
    let findings = told(&other.findings, "KH119");
    assert!(
        findings.iter().any(|finding| finding.contains("kế hoạch “kh-11-2026” là của năm 2027")),
        "{findings:#?}"
    );
    assert!(
        findings.iter().any(|finding| finding.contains("năm 2026 chưa có kế hoạch nào")),
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
