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
