//! What stands under a heading is printed in the order of the file, and numbered in that order.

use kehoach::diagnostic::Severity::Warning;
use kehoach::model::plan::Element;

use super::city::{SAFETY, SAFETY_ID, changed, made_plan, markdown, text_of};
use super::fixture::{PLAN, changed as changed_plan, one_finding, plan_markdown, province, templates};

/// The places of these words in a text, which must all be there.
fn places(text: &str, words: &[&str]) -> Vec<usize> {
    words
        .iter()
        .map(|words| text.find(words).unwrap_or_else(|| panic!("“{words}” is not in {text}")))
        .collect()
}

const MIXED: &str = "    doan: [Đoạn mở.]
    bang: [{cot: [{ten: Nguồn vốn}], dong: [[Trung ương]]}]
    giao: [{chu_tri: [so-tu-phap], nhiem_vu: [{noi_dung: Tổng hợp số liệu.}]}]
    khoan: [{tieu_de: Khoản đầu, doan: [Đoạn của khoản.]}]
    tiep_theo:
      - gach: [Một gạch giữa.]
        giao: [{chu_tri: [so-noi-vu], nhiem_vu: [{noi_dung: Công bố số liệu.}]}]
      - doan: [Đoạn sau cùng.]
        khoan: [{tieu_de: Khoản cuối, gach: [Gạch của khoản cuối.]}]
";

#[test]
fn words_tables_tasks_and_headings_stand_in_any_order_and_are_numbered_by_it() {
    let loaded = changed_plan(&[(PLAN, "    gach: [Nâng cao chất lượng phục vụ người dân.]\n", MIXED)]);
    let section = &province(&loaded).plans[0].sections[0];
    let numbered: Vec<String> = section
        .content
        .iter()
        .filter_map(|element| match element {
            Element::Assignment(given) => Some(given.position.to_string()),
            Element::Heading(heading) => Some(heading.position.to_string()),
            Element::Paragraph(_) | Element::Dash(_) | Element::Table(_) => None,
        })
        .collect();
    assert_eq!(numbered, ["I.1", "I.2", "I.3", "I.4"]);
    let text = plan_markdown(&loaded, "kh-11-2026");
    let found = places(
        &text,
        &[
            "Đoạn mở.",
            "Nguồn vốn",
            "ổng hợp số liệu",
            "Khoản đầu",
            "Đoạn của khoản.",
            "Một gạch giữa.",
            "ông bố số liệu",
            "Đoạn sau cùng.",
            "Khoản cuối",
            "Gạch của khoản cuối.",
        ],
    );
    assert!(found.is_sorted(), "{text}");
}

#[test]
fn a_key_written_before_one_that_is_printed_before_it_is_told() {
    let swapped = "    giao: [{chu_tri: [so-tu-phap], nhiem_vu: [{noi_dung: Tổng hợp số liệu.}]}]
    doan: [Đoạn viết sau.]
";
    let loaded = changed_plan(&[(PLAN, "    gach: [Nâng cao chất lượng phục vụ người dân.]\n", swapped)]);
    let words = ["“giao” viết trước “doan” nhưng in sau “doan”", "tiep_theo"];
    one_finding(&loaded, ("KH318", Warning), "Tổng hợp số liệu.", &words);
}

#[test]
fn an_annex_has_text_and_tables_between_its_tables_of_tasks() {
    let loaded = changed(&[]);
    let text = text_of(&made_plan(&loaded, SAFETY_ID, &templates()).expect("it is made").document);
    let found = places(
        &text,
        &[
            "Trực ứng cứu sự cố",
            "thực hiện khi Trung ương giao kinh phí",
            "Trang bị thiết bị sao lưu",
            "Kinh phí trang bị thiết bị",
            "Tổng cộng",
        ],
    );
    assert!(found.is_sorted(), "{text}");
    let cited = markdown(&loaded, (SAFETY_ID, "so-khcn"));
    assert!(cited.contains("nhiệm vụ số 6 Phụ lục"), "the rows go on in their numbering: {cited}");
}

#[test]
fn the_words_of_a_heading_that_are_a_task_may_go_on_behind_a_table() {
    let own = "    doan: [Mở rộng phủ sóng.]
    bang: [{cot: [{ten: Địa bàn}], dong: [[Hải An]]}]
    chu_tri: [so-khcn]
    tiep_theo: [{doan: [Hoàn thành trong quý III.]}]
";
    let loaded = changed(&[(SAFETY, "    doan: [Bảo đảm an toàn cho mọi hệ thống thông tin.]\n", own)]);
    let text = plan_markdown(&loaded, SAFETY_ID);
    let found =
        places(&text, &["Mở rộng phủ sóng.", "Địa bàn", "Hoàn thành trong quý III.", "Cơ quan chủ trì: Sở"]);
    assert!(found.is_sorted(), "{text}");
    let share = markdown(&loaded, (SAFETY_ID, "so-khcn"));
    assert!(share.contains("Mở rộng phủ sóng. Hoàn thành trong quý III"), "{share}");
}

/// A plan of five levels: I., 1., 1.1., a), dashes.
const DEEP: &str = "  - tieu_de: Nhiệm vụ nhiều cấp
    khoan:
      - tieu_de: Hạ tầng
        khoan:
          - tieu_de: Mạng lưới
            giao: [{chu_tri: [so-khcn], nhiem_vu: [{noi_dung: Phủ sóng.}, {noi_dung: Đo kiểm.}]}, {chu_tri: [so-y-te], nhiem_vu: [{noi_dung: Kết nối trạm y tế.}]}]
            khoan: [{tieu_de: Vùng xa, giao: [{chu_tri: [thue-tp], nhiem_vu: [{noi_dung: Lắp trạm.}]}]}]
          - {tieu_de: Trung tâm dữ liệu, giao: [{chu_tri: [so-khcn], nhiem_vu: [{noi_dung: Nâng cấp máy chủ.}]}]}
phu_luc:
";

#[test]
fn a_plan_may_go_deeper_than_three_levels() {
    let template = "ma: kh-41-2026\nmau: ke-hoach-nhieu-cap\n";
    let loaded = changed(&[(SAFETY, "phu_luc:\n", DEEP), (SAFETY, "ma: kh-41-2026\n", template)]);
    let plan = province(&loaded).plans.iter().find(|plan| plan.id.as_str() == SAFETY_ID).expect("the plan");
    let section = plan.sections.last().expect("a section");
    let tasks: Vec<String> = section
        .with_descendants()
        .iter()
        .flat_map(|heading| heading.tasks())
        .map(|task| task.reference.to_string())
        .collect();
    assert_eq!(tasks, ["III.1.1.a.1", "III.1.1.a.2", "III.1.1.b.1", "III.1.1.1.a.1", "III.1.2.a.1"]);
    let text = plan_markdown(&loaded, SAFETY_ID);
    let found = places(
        &text,
        &[
            "III. NHIỆM VỤ NHIỀU CẤP",
            "1. Hạ tầng",
            "1.1. Mạng lưới",
            "a) Sở Khoa học",
            "1.1.1. Vùng xa",
            "1.2. Trung tâm dữ liệu",
        ],
    );
    assert!(found.is_sorted(), "{text}");
    let share = markdown(&loaded, (SAFETY_ID, "thue-tp"));
    assert!(share.contains("điểm a khoản 1.1.1 Mục III"), "{share}");
}

#[test]
fn every_point_has_its_letter_wherever_it_names_whom_it_is_given_to() {
    let template = "ma: kh-41-2026\nmau: ke-hoach-nhieu-cap\n";
    let given = |style: &str, condition: &str| {
        let given = format!("{{chu_tri: [so-khcn], {condition}neu_ten: {style}, nhiem_vu");
        DEEP.replace("{chu_tri: [so-khcn], nhiem_vu", &given)
    };
    for (style, condition, printed) in [
        ("sau", "", ["a) Phủ sóng.", "- Đo kiểm.", "b) Sở Y tế"]),
        ("trong_cau", "", ["a) Phủ sóng.", "- Đo kiểm.", "b) Sở Y tế"]),
        ("tung_muc", "", ["a) Phủ sóng.", "- Đo kiểm.", "b) Sở Y tế"]),
        ("sau", "dieu_kien: 'Khi có vốn:', ", ["a) Khi có vốn:", "- Phủ sóng.", "- Đo kiểm."]),
    ] {
        let deep = given(style, condition);
        let loaded = changed(&[(SAFETY, "phu_luc:\n", &deep), (SAFETY, "ma: kh-41-2026\n", template)]);
        let text = plan_markdown(&loaded, SAFETY_ID);
        let lines: Vec<&str> = text.lines().collect();
        let at = printed.map(|words| lines.iter().position(|line| line.starts_with(words)));
        assert!(at.iter().all(Option::is_some) && at.is_sorted(), "{style}: {at:?}\n{text}");
    }
}
