//! Lines that a text takes in without a word from YAML.

use super::{places, read_plan};
use crate::diagnostic::{Severity, codes};

/// The places and severities of what is said of a text.
fn said(text: &str) -> Vec<(String, Severity)> {
    let (_, findings) = read_plan(text);
    assert!(
        findings.iter().all(|finding| matches!(finding.code, codes::SWALLOWED_LINE | codes::DOUBTFUL_TEXT)),
        "{text}\n{findings:#?}"
    );
    places(&findings).into_iter().zip(findings.iter().map(|finding| finding.severity)).collect()
}

fn error(place: &str) -> Vec<(String, Severity)> {
    vec![(format!("KH007 {place}"), Severity::Error)]
}

fn warning(place: &str) -> Vec<(String, Severity)> {
    vec![(format!("KH007 {place}"), Severity::Warning)]
}

#[test]
fn a_key_inside_a_text_is_an_error_and_not_missed_elsewhere() {
    let head = "ma: a\nnam: 2025\nnhiem_vu:\n";
    for line in ["chu_tri: [y]", "chu_tri : y", "- chu_tri: y", "chu_tri:"] {
        assert_eq!(
            said(&format!("{head}  - noi_dung: >-\n      Một\n      {line}\n")),
            error("6:7"),
            "{line}"
        );
    }
    // Also as the first line.
    assert_eq!(said(&format!("{head}  - noi_dung: >-\n      chu_tri: y\n")), error("5:7"));
    // Words that are no keys of the format are text.
    assert_eq!(said("ma: >-\n  Một\n  ghi: hai\n  https://a.vn\nnam: 2025\n"), []);
}

#[test]
fn a_list_item_inside_a_text_is_an_error() {
    for item in ["- Hai", "• Hai", "* hai", "+ hai", "– Hai"] {
        assert_eq!(said(&format!("ma: >-\n  Một\n  {item}\nnam: 2025\n")), error("3:3"), "{item}");
    }
    assert_eq!(said("ma: >-\n  Một;\n  - hai\nnam: 2025\n"), error("3:3"));
    assert_eq!(said("ma: Một\n  - Hai\nnam: 2025\n"), error("2:3"));
}

#[test]
fn a_hyphen_between_words_may_start_a_line() {
    assert_eq!(said("ma: >-\n  phát triển kinh tế\n  - xã hội\nnam: 2025\n"), []);
    assert_eq!(said("ma: >-\n  giai đoạn 2025\n  - 2026\nnam: 2025\n"), []);
    // Two names, or a new item: only the clerk knows.
    assert_eq!(said("ma: >-\n  cửa khẩu Đồng Đăng\n  - Lạng Sơn\nnam: 2025\n"), warning("3:3"));
}

#[test]
fn a_comment_and_an_empty_line_inside_a_text_are_errors() {
    assert_eq!(said("ma: >-\n  Một\n  # chưa chắc\nnam: 2025\n"), error("3:3"));
    assert_eq!(said("ma: >-\n  Một.\n\n  Hai.\nnam: 2025\n"), error("3:1"));
    // Behind the text they are what they look like.
    assert_eq!(said("ma: >-\n  Một\n  #1 hai\n\n# chú thích\nnam: 2025\n"), []);
}

#[test]
fn a_second_sentence_under_a_plain_text_is_an_error() {
    assert_eq!(said("ma:\n  Một việc.\n  Hai việc.\nnam: 2025\n"), error("3:3"));
    assert_eq!(said("ma: >-\n  Một việc.\n  Hai việc.\nnam: 2025\n"), []);
    assert_eq!(said("ma:\n  Một việc\n  và hai việc.\nnam: 2025\n"), []);
}

#[test]
fn a_sentence_cut_at_its_commas_is_doubted() {
    let list =
        |items: &str| format!("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: [{items}]\n");
    let doubted = vec![("KH008 5:24".to_owned(), Severity::Warning)];
    assert_eq!(said(&list("Rà soát, cắt giảm thủ tục")), doubted);
    assert_eq!(said(&list("Sở Tài chính, Sở Y tế")), []);
    assert_eq!(said(&list("so-tai-chinh, so-y-te")), []);
    assert_eq!(said(&list("Rà soát, \"cắt giảm thủ tục\"")), []);
}

#[test]
fn typographic_quotes_around_a_value_or_left_open_are_doubted() {
    let doubted = vec![("KH008 1:5".to_owned(), Severity::Warning)];
    assert_eq!(said("ma: “Văn phòng”\nnam: 2025\n"), doubted);
    assert_eq!(said("ma: Phòng “Một cửa\nnam: 2025\n"), doubted);
    assert_eq!(said("ma: Phòng “Một cửa”\nnam: 2025\n"), []);
}
