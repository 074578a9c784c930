//! The small province of the fixtures against itself with something typed otherwise.

use std::path::PathBuf;

use super::*;
use crate::content::{Loaded, load_files};

const PLAN: &str = "2026/ke-hoach-chinh.yaml";
const AGENCIES: &str = "co-quan/so-nganh.yaml";

/// The content with other words in the place of some.
fn content(edits: &[(&str, &str, &str)]) -> Loaded {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-thu");
    let files = walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let files = files.filter(|entry| entry.file_type().is_file()).map(|entry| {
        let path = entry.path().strip_prefix(&root).expect("below").to_owned();
        let mut text = std::fs::read_to_string(entry.path()).expect("readable");
        for (_, from, to) in edits.iter().filter(|(file, ..)| path == PathBuf::from(file)) {
            assert!(text.contains(from), "{} has no “{from}”", path.display());
            text = text.replacen(from, to, 1);
        }
        (path, text.into_bytes())
    });
    let templates = crate::template::TemplateSet::load(None).expect("the built-in templates load");
    load_files(files, &templates.schemes())
}

fn told_of(edits: &[(&str, &str, &str)], agency: Option<&str>) -> String {
    let (before, after) = (content(&[]), content(edits));
    let province = |loaded: &'_ Loaded| loaded.province.clone().expect("a province");
    let (before, after) = (province(&before), province(&after));
    let (old, new) = (Year::of(&before, 2026).expect("plans"), Year::of(&after, 2026).expect("plans"));
    let agency = agency.map(AgencyId::new);
    let comparison = compare(&old, &new, agency.as_ref());
    // What is the same is told nowhere, whatever the form.
    assert!(!told::json(&comparison).is_empty());
    told::text(&comparison)
}

/// The names of those whom a change concerns.
fn touched(text: &str) -> Vec<&str> {
    let (_, touched) = text.split_once("CƠ QUAN CÓ THAY ĐỔI").expect("they stand at the end");
    let names = touched.lines().map(|line| match line.trim().split_once(": ") {
        // More than stand before what is said of all of them.
        Some((counted, _)) if counted.contains("mỗi cơ quan") => "",
        Some((names, _)) => names,
        None => line.trim(),
    });
    names.flat_map(|names| names.split(", ")).filter(|name| !name.is_empty()).collect()
}

#[test]
fn the_same_content_is_the_same() {
    let text = told_of(&[], None);
    assert!(text.contains("CƠ QUAN CÓ THAY ĐỔI\n  không có"), "{text}");
    for section in ["KẾ HOẠCH", "SỔ ĐĂNG KÝ", "CHỈ TIÊU", "CƠ QUAN THEO DÕI", "ĐỀ MỤC", "PHẦN RIÊNG"]
    {
        assert!(!text.contains(&format!("\n{section}")), "{section}: {text}");
    }
}

#[test]
fn whatever_is_said_of_a_task_is_compared() {
    let first = "{noi_dung: Rà soát văn bản., thoi_han: trước ngày 15/6/2026, san_pham: Báo cáo rà soát}";
    for (from, to, told) in [
        (first, &first.replace('}', ", kinh_phi: ngân sách tỉnh}"), "kinh phí: không ghi → ngân sách tỉnh"),
        (first, &first.replace('}', ", doi_tuong: Các sở}"), "đối tượng: không ghi → Các sở"),
        (first, &first.replace('}', ", ma: ra-soat}"), "mã nhiệm vụ: không ghi → ra-soat"),
        (first, &first.replace("Báo cáo rà soát", "Danh mục"), "sản phẩm: Báo cáo rà soát → Danh mục"),
        (first, &first.replace("văn bản.", "văn bản!"), "dấu câu, chữ hoa: Rà soát văn [-bản.-] {+bản!+}"),
        (
            "phoi_hop: [cac-xa, so-noi-vu]",
            &"phoi_hop: [{ma: cac-xa, pham_vi: cấp xã}, so-noi-vu]".to_owned(),
            "phạm vi: không ghi → UBND các xã: cấp xã",
        ),
        (
            "phoi_hop: [cac-xa, so-noi-vu]",
            &"phoi_hop: [so-noi-vu, cac-xa]".to_owned(),
            "nêu tên cơ quan phối hợp: UBND các xã, Sở Nội vụ → Sở Nội vụ, UBND các xã",
        ),
        (
            "phoi_hop: [cac-xa, so-noi-vu]",
            &"phoi_hop: [cac-xa, so-noi-vu, {ngoai: các doanh nghiệp}]".to_owned(),
            "nêu tên cơ quan phối hợp: UBND các xã, Sở Nội vụ → UBND các xã, Sở Nội vụ, các doanh nghiệp",
        ),
        (
            "            nhiem_vu:\n              - {noi_dung: Rà soát văn bản.",
            &"            dieu_kien: >-\n              Khi có hướng dẫn:\n            loi_dan: đề nghị\n            nhiem_vu:\n              - {noi_dung: Rà soát văn bản."
                .to_owned(),
            "điều kiện: {+Khi có hướng dẫn:+}",
        ),
        ("qua: so-noi-vu", &"qua: so-tu-phap".to_owned(), "thông qua: Sở Nội vụ → Sở Tư pháp"),
    ] {
        let text = told_of(&[(PLAN, from, to)], None);
        assert!(text.contains(told), "no “{told}” in {text}");
        assert!(!touched(&text).is_empty(), "{told} concerns somebody: {text}");
    }
}

#[test]
fn how_many_of_each_kind_stands_before_each_where_it_is() {
    let first = "{noi_dung: Rà soát văn bản., thoi_han: trước ngày 15/6/2026, san_pham: Báo cáo rà soát}";
    let new = "{noi_dung: Kê khai tài sản., chu_tri: [so-noi-vu], thoi_han: quý III/2026}";
    let second = "              - {noi_dung: Kiểm tra công vụ.}";
    let text = told_of(
        &[
            (PLAN, first, &format!("{new}\n              - {first}")),
            (PLAN, second, &second.replace("công vụ", "công vụ hằng tháng")),
        ],
        None,
    );
    let (summary, rest) = text.split_once("\nNHIỆM VỤ\n").expect("tasks are told of");
    assert!(summary.contains("TÓM TẮT") && summary.contains("mới: 01; bỏ: 00; sửa câu chữ: 01"), "{summary}");
    // Each under its kind, with whose it is; those that only have another number are named, too.
    for told in [
        "  * Mới (01):\n  kh-11-2026:III.1.a.1: {+Kê khai tài sản.+} (chủ trì: Sở Nội vụ; ",
        "thời hạn: quý III/2026)\n",
        "  * Sửa câu chữ (01):\n",
        "  * Chỉ đổi số thứ tự (",
        "kh-11-2026:III.1.a.1 → kh-11-2026:III.1.a.2",
    ] {
        assert!(rest.contains(told), "no “{told}” in {text}");
    }
    // Of the summary alone the counts and those whom it touches are left.
    let (before, after) =
        (content(&[]), content(&[(PLAN, first, &format!("{new}\n              - {first}"))]));
    let (before, after) = (before.province.expect("sound"), after.province.expect("sound"));
    let (old, new) = (Year::of(&before, 2026).expect("plans"), Year::of(&after, 2026).expect("plans"));
    let summary = told::summary(&compare(&old, &new, None));
    assert!(summary.contains("mới: 01") && !summary.contains("Kê khai"), "{summary}");
    assert!(touched(&summary).contains(&"Sở Nội vụ"), "{summary}");
}

#[test]
fn whom_the_same_concerns_stand_together_and_none_is_left_out() {
    let one = "{noi_dung: Sắp xếp lại đầu mối., phoi_hop: [ban-kinh-te]}";
    let all = one.replace('}', ", chu_tri: [cong-an-tinh, cac-so, cac-xa]}");
    let text = told_of(&[(PLAN, one, &all)], None);
    let (_, list) = text.split_once("CƠ QUAN CÓ THAY ĐỔI").expect("they stand at the end");
    assert!(list.contains(" cơ quan, mỗi cơ quan: đổi phân công 01\n      "), "{list}");
    let line = text.lines().find(|line| line.contains("phân công: thêm")).expect("it is told");
    assert!(!line.contains("cơ quan khác"), "all are named: {line}");
    for name in touched(&text).into_iter().filter(|name| *name != "Ban Kinh tế") {
        assert!(line.contains(name), "{name}: {line}");
    }
}

#[test]
fn who_is_all_of_a_group_is_called_by_the_group_where_a_task_comes_to_many() {
    let one = "{noi_dung: Sắp xếp lại đầu mối., phoi_hop: [ban-kinh-te]}";
    let all = one.replace('}', ", chu_tri: [so-tu-phap, cac-xa]}");
    let commune = "  - {ma: xa-binh-minh, ten: UBND xã Bình Minh}";
    let more = "  - {ma: xa-tan-hoa, ten: UBND xã Tân Hòa}\n  - {ma: xa-tan-an, ten: UBND xã Tân An}";
    let communes = format!("{commune}\n{more}");
    let text = told_of(&[(PLAN, one, &all), ("co-quan/dia-phuong.yaml", commune, &communes)], None);
    let line = text.lines().find(|line| line.contains("phân công: thêm") && line.contains("Sở Tư pháp"));
    let line = line.unwrap_or_else(|| panic!("it is told: {text}"));
    assert!(line.contains("UBND các xã (") && line.contains(" cơ quan), Sở Tư pháp"), "{line}");
    assert!(!line.contains("UBND xã"), "{line}");
}

#[test]
fn a_reworded_task_that_went_to_others_is_counted_as_both_and_concerns_those_by_the_second() {
    let one = "{noi_dung: Sắp xếp lại đầu mối., phoi_hop: [ban-kinh-te]}";
    let other = "{noi_dung: Sắp xếp lại mọi đầu mối., phoi_hop: [so-tu-phap], thoi_han: quý IV/2026}";
    let text = told_of(&[(PLAN, one, other)], None);
    let also = "sửa câu chữ: 01 (trong đó cũng đổi phân công 01; đổi thời hạn, sản phẩm, điều kiện … 01)";
    assert!(text.contains(also) && text.contains("đổi phân công: 00;"), "{text}");
    for name in ["Ban Quản lý Khu kinh tế", "Sở Tư pháp"] {
        let line = text.lines().rfind(|line| line.contains(name)).expect("it is concerned");
        assert!(line.contains("đổi phân công 01") && !line.contains("sửa câu chữ"), "{line}");
    }
}

#[test]
fn what_a_plan_says_of_itself_and_of_its_headings_is_compared() {
    let edits = [
        (PLAN, "so: 11", "so: 12"),
        (PLAN, "ngay: 02/3/2026", "ngay: 05/3/2026"),
        (PLAN, "trich_yeu: Cải cách", "trich_yeu: Đẩy mạnh cải cách"),
        (PLAN, "ho_ten: Lê Văn Bình", "ho_ten: Trần Thị Mai"),
        (PLAN, "[Thường trực Tỉnh ủy (b/c)]", "[Thường trực Tỉnh ủy (b/c), Các sở]"),
        (PLAN, "cac_muc:", "can_cu: [Căn cứ Luật A]\nket_thuc: [Yêu cầu thực hiện.]\ncac_muc:"),
        (PLAN, "[Nâng cao chất lượng", "[Nâng hẳn chất lượng"),
        (PLAN, "tieu_de: Nhiệm vụ mở rộng", "tieu_de: Nhiệm vụ thêm"),
        (PLAN, "doan: [Lấy người dân làm trung tâm.]", "doan: [Lấy người dân làm gốc.]"),
        (AGENCIES, "ten: Sở Tư pháp", "ten: Sở Tư pháp và Hộ tịch"),
        ("nhom.yaml", "ten: Các sở,", "ten: Các sở và tương đương,"),
        ("2026/co-quan/xa-an-phu.yaml", "loai:", "# xem lại\nloai:"),
    ];
    let text = told_of(&edits, None);
    for told in [
        "số, ký hiệu: 11/KH-UBND → 12/KH-UBND",
        "ngày ban hành: 02/3/2026 → 05/3/2026",
        "trích yếu: [-Cải-] {+Đẩy mạnh cải+} cách",
        "Phó Chủ tịch, Lê Văn Bình → ký thay (KT.), Phó Chủ tịch, Trần Thị Mai",
        "nơi nhận: {+Các sở+}",
        "căn cứ: {+Căn cứ Luật A+}",
        "đoạn kết thúc: {+Yêu cầu thực hiện.+}",
        "gạch đầu dòng: Nâng [-cao-] {+hẳn+} chất lượng",
        "“Nhiệm vụ mở rộng” → “Nhiệm vụ thêm”",
        "đoạn văn: Lấy người dân làm [-trung tâm.-] {+gốc.+}",
        "tên: Sở Tư pháp → Sở Tư pháp và Hộ tịch",
        "nhóm “Các sở và tương đương”:",
        ": đã sửa",
    ] {
        assert!(text.contains(told), "no “{told}” in {text}");
    }
    let of_agency = told_of(&edits[7..], Some("trung-tam-hanh-chinh-cong"));
    assert!(of_agency.contains("“Nhiệm vụ thêm”") && !of_agency.contains("Lấy người dân"), "{of_agency}");
}

#[test]
fn a_target_that_is_another_is_told_once_with_whom_it_concerns() {
    let target = "          - gia_tri: 8,5";
    let text = told_of(&[(PLAN, target, "          - gia_tri: 8,7")], None);
    assert!(text.contains("Thể chế: từ 8,5 điểm trở lên → từ 8,7 điểm trở lên"), "{text}");
    assert_eq!(text.matches("8,7").count(), 1, "{text}");
    // Who monitors it, and who has tasks under it; who has none is not among them.
    let names = touched(&text);
    assert!(names.contains(&"Sở Tư pháp") && names.contains(&"UBND xã An Phú"), "{names:?}");
    assert!(!names.contains(&"Công an tỉnh"), "{names:?}");
    // Several of one heading, of which two are others.
    let several = |percent: &str, later: &str| {
        format!(
            "{target}\n          - {{gia_tri: {percent}, don_vi: \"%\"}}\n          - {{gia_tri: {later}, nam: 2030}}"
        )
    };
    let of = |percent: &str, later: &str| content(&[(PLAN, target, &several(percent, later))]);
    let (before, after) = (of("80", "9"), of("85", "10"));
    let (before, after) = (before.province.expect("sound"), after.province.expect("sound"));
    let (old, new) = (Year::of(&before, 2026).expect("plans"), Year::of(&after, 2026).expect("plans"));
    let text = told::text(&compare(&old, &new, None));
    for told in [
        "Thể chế: từ 80% trở lên → từ 85% trở lên",
        "Thể chế: từ 9 điểm trở lên (năm 2030) → từ 10 điểm trở lên (năm 2030)",
    ] {
        assert!(text.contains(told), "no “{told}” in {text}");
    }
    assert_eq!(text.matches("Thể chế:").count(), 2, "{text}");
}

#[test]
fn whoever_monitors_a_heading_is_followed_through_its_new_name() {
    let edits = [
        (
            PLAN,
            "ten: Tổ chức bộ máy\n        theo_doi: so-noi-vu",
            "ten: Bộ máy\n        theo_doi: so-tu-phap",
        ),
        (PLAN, "ten: Dịch vụ công\n", "ten: Dịch vụ công\n        cung_theo_doi: [cong-an-tinh]\n"),
    ];
    let text = told_of(&edits, None);
    assert!(text.contains("Bộ máy: Sở Nội vụ → Sở Tư pháp"), "{text}");
    assert!(text.contains("Dịch vụ công (cùng theo dõi): không ai → Công an tỉnh"), "{text}");
}

#[test]
fn of_two_tasks_in_the_same_words_the_one_that_went_is_told() {
    let two = "              - {noi_dung: Kiểm tra công vụ., chu_tri: [so-noi-vu]}\n              - {noi_dung: Kiểm tra công vụ.}";
    let one = "              - {noi_dung: Kiểm tra công vụ.}";
    let (before, after) = (content(&[(PLAN, one, two)]), content(&[]));
    let (before, after) = (before.province.expect("sound"), after.province.expect("sound"));
    let (old, new) = (Year::of(&before, 2026).expect("plans"), Year::of(&after, 2026).expect("plans"));
    let comparison = compare(&old, &new, None);
    let gone: Vec<_> = comparison.tasks.iter().filter(|task| task.change() != Change::Same).collect();
    let [task] = gone.as_slice() else { panic!("{gone:#?}") };
    assert_eq!(task.change(), Change::Dropped);
    let gone = task.before.expect("it was there");
    assert!(gone.task.narrowed, "the one that Sở Nội vụ leads: {}", gone.task.reference);
}

#[test]
fn words_that_go_and_come_are_marked_one_by_one() {
    let pieces = marked("Rà soát toàn bộ thủ tục", "Rà soát, cắt giảm thủ tục");
    assert_eq!(
        pieces,
        [
            Piece::Kept("Rà".to_owned()),
            Piece::Removed("soát toàn bộ".to_owned()),
            Piece::Added("soát, cắt giảm".to_owned()),
            Piece::Kept("thủ tục".to_owned()),
        ]
    );
}
