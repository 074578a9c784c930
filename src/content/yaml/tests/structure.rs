//! Trees and types: what is read, and what is said about what cannot be.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::super::{Located, parse};
use super::{Plan, Status, Task, places, read_plan, sound, source};
use crate::diagnostic::{Diagnostic, Severity, codes, sort};

fn located(text: &str) -> Located<String> {
    Located::new(text.to_owned(), 0..0)
}

#[test]
fn a_sound_file_is_read_with_the_characters_typed() {
    let plan = sound(
        "# chú thích\nloai: ke_hoach\nma: 05 # mã\nnam: 2025\nso: true\ndiem: 7,9\ntrang_thai: ban_hanh\n\
         nhiem_vu:\n  - noi_dung: >-\n      Mục tiêu #1: tăng\n      điểm\n    chu_tri: [a, b]\n    thoi_han:\n\
         ghi_chu: {x: 1}\n",
    );
    let task = Task {
        noi_dung: located("Mục tiêu #1: tăng điểm"),
        chu_tri: vec![located("a"), located("b")],
        thoi_han: None,
    };
    let expected = Plan {
        ma: located("05"),
        nam: 2025,
        so: Some(located("true")),
        diem: Some(7.9),
        trang_thai: Some(Status::BanHanh),
        chinh: false,
        nhiem_vu: vec![task],
        ghi_chu: [("x".to_owned(), "1".to_owned())].into(),
    };
    assert_eq!(plan, expected);
}

#[test]
fn values_know_their_places() {
    let text =
        "ma: 'Đồng Đăng'\nnam: 2025\nnhiem_vu:\n- noi_dung: >-\n    Rà soát\n    thủ tục\n  chu_tri: x\n";
    let plan = sound(text);
    let task = &plan.nhiem_vu[0];
    assert_eq!(&text[plan.ma.range()], "'Đồng Đăng'");
    assert_eq!(&text[task.noi_dung.range()], "Rà soát\n    thủ tục");
    assert_eq!(&text[task.chu_tri[0].range()], "x");
}

#[test]
fn a_single_value_stands_for_a_list_of_one() {
    let plan = sound("ma: a\nnam: 2025\nnhiem_vu:\n  - noi_dung: x\n    chu_tri: so-tai-chinh\n");
    assert_eq!(plan.nhiem_vu[0].chu_tri, [located("so-tai-chinh")]);
}

#[test]
fn all_errors_of_a_file_come_out_of_one_run() {
    let (plan, findings) = read_plan(
        "loai: ke_hoach\nma: a\nnam: 70000\ntrang_thai: ban-hanhh\nnhiem_vu:\n  - noi_dung: x\n    chu_trì: y\n  \
         - thoi_han: z\n  - noi_dung: [x]\n    chu_tri: {a: b}\n  - chỉ là chữ\nchinh: có\nla: 1\n",
    );
    assert!(plan.is_none());
    let expected = [
        "KH014 3:6",
        "KH015 4:13",
        "KH012 7:5",
        "KH013 8:5",
        "KH014 9:15",
        "KH014 10:15",
        "KH014 11:5",
        "KH014 12:8",
        "KH012 13:1",
    ];
    assert_eq!(places(&findings), expected);
    assert_eq!(findings[2].hint.as_deref(), Some("có phải “chu_tri”?"));
    assert!(findings[3].message.contains("“noi_dung”, “chu_tri”"), "{}", findings[3].message);
}

#[test]
fn all_unreadable_sentences_of_a_file_come_out_of_one_run() {
    let (_, findings) = read_plan(
        "ma: Mục tiêu: tăng\nnam: @2025\nso: một\n  hai #3\n  bốn\ndiem: x\nnhiem_vu:\n  - noi_dung: A: b: c\n",
    );
    let expected = [
        "KH010 1:13",
        "KH010 2:6",
        "KH014 2:6",
        "KH010 4:7",
        "KH014 6:7",
        "KH013 8:5",
        "KH010 8:16",
        "KH010 8:19",
    ];
    assert_eq!(places(&findings), expected);
}

#[test]
fn a_list_item_with_a_colon_is_told_from_a_mapping() {
    let (_, findings) =
        read_plan("ma: a\nnam: 1\nnhiem_vu:\n  - noi_dung: x\n    chu_tri:\n      - Sở Tài chính: chủ trì\n");
    assert_eq!(places(&findings), ["KH014 6:9"]);
    assert_eq!(findings[0].hint.as_deref(), Some("câu có dấu hai chấm “: ” phải viết trong khối >-"));
}

#[test]
fn a_key_without_its_colon_is_told_so() {
    let hint = |item: &str| {
        let (_, findings) = read_plan(format!("ma: a\nnam: 1\nnhiem_vu:\n  - {item}\n"));
        assert_eq!(places(&findings), ["KH014 4:5"], "{item}");
        findings[0].hint.clone().expect("a hint")
    };
    let colon = "thiếu dấu hai chấm sau “noi_dung”: viết “noi_dung: ” rồi đến giá trị";
    assert_eq!(hint("noi_dung Rà soát"), colon);
    assert_eq!(hint("noi_dung"), colon);
    let keys = hint("chỉ là chữ");
    assert!(
        keys.starts_with("mỗi dòng ở đây là “khóa: giá trị”") && keys.contains("noi_dung, chu_tri"),
        "{keys}"
    );
}

#[test]
fn an_empty_key_is_not_an_empty_list() {
    let (_, findings) = read_plan("ma: a\nnam: 1\nnhiem_vu:\n  - noi_dung: x\n    chu_tri:\n");
    assert_eq!(places(&findings), ["KH014 5:5"]);
    assert_eq!(findings[0].message, "“chu_tri” cần một danh sách, đang để trống");
}

#[test]
fn real_comments_are_left_alone() {
    sound("ma: a #1\nnam: 2025 # năm ban hành\nso: Sở Tài chính # tên đầy đủ\n# ghi chú: x\n");
}

#[test]
fn a_comment_that_cuts_a_sentence_short_is_warned_about() {
    let (plan, findings) = read_plan("ma: a\nnam: 2025\nso: Thực hiện mục tiêu #1 của tỉnh\n");
    assert!(plan.is_some());
    assert_eq!(places(&findings), ["KH006 3:24"]);
    assert_eq!(findings[0].severity, Severity::Warning);
    let (_, findings) = read_plan("ma: a\nnam: 2025\nso: #1 của tỉnh\n");
    assert_eq!(places(&findings), ["KH006 3:5"]);
}

#[test]
fn tabs_inside_a_text_are_no_indentation() {
    let plan = sound("ma: >-\n  một\n  \thai\nnam: 2025\n");
    assert_eq!(plan.ma.as_str(), "một\n\thai");
}

#[test]
fn a_run_of_tab_lines_is_one_finding() {
    let (_, findings) = read_plan("ma: a\nnam: 1\nnhiem_vu:\n\t- noi_dung: x\n\t  chu_tri: y\n");
    assert_eq!(places(&findings), ["KH004 4:1"]);
    assert!(findings[0].message.contains("từ dòng 4 đến dòng 5"));
}

#[test]
fn invisible_characters_are_named() {
    let (plan, findings) = read_plan("ma: a\nnam: 1\nso: Kế\u{200B}hoạch\n");
    assert!(plan.is_some());
    assert_eq!(places(&findings), ["KH003 3:7"]);
    let (_, findings) = read_plan("ma: a\nnam: 1\nso: Kế\u{B}hoạch\n");
    assert_eq!(places(&findings), ["KH003 3:7"]);
    assert!(findings[0].message.contains("xuống dòng mềm của Word"));
}

#[test]
fn deep_nesting_ends_in_a_message() {
    for text in ["[".repeat(100_000), "- ".repeat(100_000), "{a: ".repeat(100_000)] {
        let (plan, findings) = read_plan(text);
        assert!(plan.is_none());
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].code, codes::BUDGET);
    }
}

#[test]
fn an_alias_bomb_ends_in_a_message() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..30 {
        bomb += &format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1);
    }
    let (plan, findings) = read_plan(bomb);
    assert!(plan.is_none());
    assert_eq!(places(&findings), ["KH016 1:5"]);
}

#[test]
fn too_many_values_end_in_a_message() {
    let (plan, findings) = read_plan("- x\n".repeat(200_001));
    assert!(plan.is_none());
    assert_eq!(findings[0].code, codes::BUDGET);
}

#[test]
fn a_long_plain_sentence_and_many_comments_are_no_trouble() {
    let sentence = "chữ ".repeat(3_000);
    let comments = "# dòng\n".repeat(500);
    let plan = sound(format!("{comments}ma: {sentence}\n{comments}nam: 2025\n"));
    assert_eq!(plan.ma.as_str(), sentence.trim_end());
}

/// A type that refuses what no schema can say.
#[derive(Debug)]
struct Even;

impl<'de> Deserialize<'de> for Even {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? % 2 {
            0 => Ok(Self),
            _ => Err(D::Error::custom("Cần một số chẵn")),
        }
    }
}

impl JsonSchema for Even {
    fn schema_name() -> Cow<'static, str> {
        "Even".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        u32::json_schema(generator)
    }
}

/// Refers to itself, as sections of a plan may.
#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "only read from files that are wrong")]
struct Section {
    #[serde(default)]
    so: Vec<Even>,
    phan: Option<Vec<Section>>,
    muc: Option<Box<Section>>,
}

#[test]
fn what_a_type_itself_refuses_is_reported_at_its_place_besides_the_rest() {
    let mut findings = Vec::new();
    let source = source("so: [2, 3]\nphan:\n  - muc: {la: 1}\n", &mut findings).unwrap();
    assert!(parse::<Section>(&source, &mut findings).is_none());
    sort(&mut findings);
    assert_eq!(places(&findings), ["KH014 1:9", "KH012 3:11"]);
    assert_eq!(findings[0].message, "Cần một số chẵn");
}

#[test]
fn findings_are_ordered_by_file_and_place_and_repeats_dropped() {
    let (_, mut findings) = read_plan("nam: x\nma: [a]\n");
    findings.reverse();
    findings.extend(findings.clone());
    findings.push(Diagnostic::warning(codes::UNREADABLE_FILE, "Cả lần chạy"));
    sort(&mut findings);
    assert_eq!(places(&findings), ["KH014 1:6", "KH014 2:5", "KH001 0:0"]);
}

#[test]
fn a_footnote_in_a_list_on_one_line_is_to_be_quoted() {
    let (plan, findings) = read_plan("ma: [Giữ sạch đường[chú thích: Theo khảo sát.]., Giảm rác.]\n");
    assert!(plan.is_none());
    assert!(findings[0].message.contains("[chú thích: …]"), "{findings:#?}");
}
