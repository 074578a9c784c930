//! Slips of lines and signs: each is one error where it stands, and the rest of the file is read.

use super::{places, read_plan};
use crate::diagnostic::{Diagnostic, codes};

const HEAD: &str = "ma: a\nnam: 2025\nnhiem_vu:\n";

fn findings_of(text: &str) -> Vec<Diagnostic> {
    let (plan, findings) = read_plan(text);
    assert!(plan.is_none(), "{text}");
    findings
}

/// The one finding about a text.
fn only(text: &str) -> Diagnostic {
    let findings = findings_of(text);
    assert_eq!(findings.len(), 1, "{text}\n{findings:#?}");
    findings.into_iter().next().unwrap()
}

fn place_of(finding: &Diagnostic) -> (usize, usize) {
    finding.place.as_ref().unwrap().line_column()
}

#[test]
fn a_list_item_that_opens_with_another_sign_is_one_error_on_its_line() {
    for sign in ["–", "—", "−", "•", "*", "+", "▪", "\u{F0B7}", "--"] {
        for space in ["", " "] {
            if sign == "--" && space.is_empty() {
                continue;
            }
            let text = format!(
                "{HEAD}  - noi_dung: x\n    chu_tri: y\n  {sign}{space}noi_dung: z\n    chu_tri: t\n"
            );
            let finding = only(&text);
            assert_eq!(place_of(&finding), (6, 3), "{text}");
            assert!(finding.message.starts_with("Gạch đầu dòng phải là dấu trừ “-”"), "{}", finding.message);
        }
    }
}

#[test]
fn a_hyphen_with_the_text_right_behind_it_is_one_error_on_its_line() {
    for item in ["-noi_dung: z\n    chu_tri: t\n", "-noi_dung: >-\n      Một\n      hai\n    chu_tri: t\n"]
    {
        let finding = only(&format!("{HEAD}  - noi_dung: x\n    chu_tri: y\n  {item}"));
        assert_eq!(place_of(&finding), (6, 3));
        assert!(finding.message.contains("thiếu dấu cách"), "{}", finding.message);
    }
    // A negative number is a value.
    let (plan, findings) = read_plan("ma: a\nnam: 2025\ndiem:\n  -0,04\n");
    assert!(plan.is_some(), "{findings:#?}");
}

#[test]
fn signs_inside_a_nested_list_and_before_a_block_are_named_each_on_its_line() {
    let findings = findings_of(&format!(
        "{HEAD}  – noi_dung: >-\n      Một\n      hai\n    chu_tri:\n      • y\n      -t\n    thoi_han: x\n"
    ));
    assert_eq!(places(&findings), ["KH010 4:3", "KH010 8:7", "KH010 9:7"]);
}

#[test]
fn errors_behind_a_mended_sign_keep_their_places() {
    let findings = findings_of(&format!("{HEAD}  – noi_dung: x\n    chu_tri: y\n    la: 1\nnam_sau: 2\n"));
    assert_eq!(places(&findings), ["KH010 4:3", "KH012 6:5", "KH012 7:1"]);
    let findings = findings_of(&format!("{HEAD}  – noi_dungg: x\n    chu_tri: y\n"));
    assert_eq!(places(&findings), ["KH010 4:3", "KH012 4:5"]);
}

#[test]
fn a_bracket_left_open_is_named_where_it_was_opened() {
    for (text, place, sign) in [
        (
            "nhiem_vu:\n  - noi_dung: x\n    chu_tri: [a, b\n    thoi_han: y\nnam: 2025\nma: a\n",
            (3, 14),
            "“]”",
        ),
        (
            "nhiem_vu:\n  - {noi_dung: x, chu_tri: y\n  - {noi_dung: z, chu_tri: t}\nnam: 2025\nma: a\n",
            (2, 5),
            "“}”",
        ),
        ("nhiem_vu:\n  - {noi_dung: x, chu_tri: [a, b}\nnam: 2025\nma: a\n", (2, 28), "“]”"),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: [a", (5, 14), "“]”"),
        ("ma: a\nnam: 2025\nnhiem_vu: [{noi_dung: x, chu_tri: [a]}\nso: 1\n", (3, 11), "“]”"),
        ("nhiem_vu:\n  - noi_dung: x\n    chu_tri: [a # ghi chú ]\nnam: 2025\nma: a\n", (3, 14), "“]”"),
    ] {
        let finding = only(text);
        assert_eq!((finding.code, place_of(&finding)), (codes::SYNTAX, place), "{text}\n{}", finding.message);
        assert!(finding.message.contains(sign), "{}", finding.message);
    }
}

#[test]
fn a_quote_left_open_is_named_where_it_was_opened() {
    for quote in ['"', '\''] {
        for after in ["", "\"Một\""] {
            let finding = only(&format!("ma: {quote}Sở Tài chính\nso: {after}\nnam: 2025\n"));
            assert_eq!(place_of(&finding), (1, 5), "{quote} {after}");
            assert!(finding.message.contains("chưa có dấu nháy đóng"), "{}", finding.message);
        }
    }
}

#[test]
fn lists_and_quotes_over_several_lines_are_sound() {
    for text in [
        "ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: [a,\n      b]\n",
        "ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: [\n      a, 'b]',\n      \"c\\\"]\"\n      ]\n",
        "ma: \"Một\n  hai\"\nnam: 2025\n",
        "ma: 'Một ''hai'' [ba'\nnam: 2025\n",
        "ma: Một [hai\nnam: 2025\n",
    ] {
        let (plan, findings) = read_plan(text);
        assert!(plan.is_some() && findings.is_empty(), "{text}\n{findings:#?}");
    }
}

#[test]
fn a_bracket_closed_by_another_is_named_at_the_wrong_one() {
    let finding = only("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: [a}\n");
    assert_eq!(place_of(&finding), (5, 16));
    assert_eq!(finding.hint.as_deref(), Some("thay “}” bằng “]”"));
}

#[test]
fn a_tab_is_one_error_wherever_it_stands() {
    for text in [
        "ma: a\nnhiem_vu:\n  - noi_dung: x\n\tchu_tri: y\nnam: 2025\n",
        "ma: a\n\tnam: 2025\nso: 1\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: y\n",
        "nhiem_vu:\n  - noi_dung: x\n    chu_tri: y\n\t- noi_dung: z\n\n\t  chu_tri: t\nma: a\nnam: 2025\n",
        "nhiem_vu:\n  - noi_dung: >-\n      Một\n\t\thai\n    chu_tri: y\nma: a\nnam: 2025\n",
        "nhiem_vu:\n  - noi_dung: x\n    chu_tri: [a,\n\t\tb]\nma: a\nnam: 2025\n",
    ] {
        let finding = only(text);
        let line = text.lines().position(|line| line.trim_start_matches(' ').starts_with('\t')).unwrap() + 1;
        assert_eq!((finding.code, place_of(&finding).0), (codes::TAB_INDENTATION, line), "{text}");
    }
}

#[test]
fn errors_above_a_tab_are_told_with_it() {
    let findings = findings_of("ma: Mục tiêu: tăng\nla: [1\nnam: 2025\nso: 1\nnhiem_vu:\n\t- noi_dung: x\n");
    assert_eq!(places(&findings), ["KH010 1:13", "KH010 2:5", "KH004 6:1"]);
}

#[test]
fn a_tab_that_does_no_harm_is_let_through() {
    let (plan, findings) = read_plan("ma:\ta\nnam: 2025\nnhiem_vu:\n  -\tnoi_dung: x\n    chu_tri: y\n");
    assert!(plan.is_some() && findings.is_empty(), "{findings:#?}");
}

#[test]
fn what_a_comma_has_cut_within_braces_is_told_to_be_quoted() {
    for rest in ["{noi_dung: Phối hợp với viện, trường, chu_tri: y}", "{noi_dung: x, chu_tri: y, 60}"]
    {
        let (_, findings) = read_plan(format!("ma: a\nnam: 2025\nnhiem_vu:\n  - {rest}\n"));
        let hints: Vec<&str> = findings.iter().filter_map(|finding| finding.hint.as_deref()).collect();
        assert!(hints.iter().any(|hint| hint.contains("đặt trong ngoặc kép")), "{findings:#?}");
    }
}

#[test]
fn special_spaces_are_named_where_they_stand() {
    for (text, place) in [
        ("ma: a\n\u{a0}\u{a0}so: 1\nnam: 2025\n", (2, 1)),
        ("ma:\u{a0}a\nnam: 2025\n", (1, 4)),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  -\u{a0}noi_dung: x\n    chu_tri: y\n", (4, 4)),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung:\u{202f}>-\n      x\n    chu_tri: y\n", (4, 14)),
    ] {
        let finding = only(text);
        assert_eq!((finding.code, place_of(&finding)), (codes::SPACE_INDENTATION, place), "{text}");
    }
}

#[test]
fn a_colon_without_its_space_is_one_error_on_its_line() {
    for (text, place) in [
        ("ma:a\nnam: 2025\n", (1, 3)),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung:>-\n      x\n    chu_tri: y\n", (4, 13)),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung:x\n    chu_tri: y\n", (4, 13)),
        ("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri:[y]\n", (5, 12)),
    ] {
        let finding = only(text);
        assert_eq!((finding.code, place_of(&finding)), (codes::SYNTAX, place), "{text}");
    }
    let (plan, _) = read_plan("ma: a\nnam: 2025\nso:\n  https://langson.gov.vn\n");
    assert!(plan.is_some(), "an address is a text");
}

#[test]
fn a_block_that_opens_with_the_wrong_signs_is_one_error_on_its_line() {
    for signs in ["->", ">–", "> -", "—>"] {
        let finding = only(&format!("ma: {signs}\n  Một\n  hai\nnam: 2025\n"));
        assert_eq!(place_of(&finding), (1, 5), "{signs}");
        assert!(finding.message.contains("phải mở bằng “>-”"), "{}", finding.message);
    }
}

#[test]
fn a_file_of_two_documents_is_not_read_by_half() {
    let finding = only("ma: a\nnam: 2025\n---\nso: 1\n");
    assert_eq!(place_of(&finding), (3, 1));
}

#[test]
fn words_for_yes_and_no_are_told_what_to_type() {
    for word in ["có", "không", "yes", "True"] {
        let finding = only(&format!("ma: a\nnam: 2025\nchinh: {word}\n"));
        assert_eq!(finding.hint.as_deref(), Some("có thì viết true, không thì viết false"));
    }
}
