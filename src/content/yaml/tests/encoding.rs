//! Files as they come out of Notepad, Excel, a Macintosh and old editors.

use unicode_normalization::UnicodeNormalization;

use super::super::unreadable_file;
use super::{places, read_plan, sound};
use crate::diagnostic::{Severity, codes};

const PLAN: &str = "loai: ke_hoach\nma: kh-175\nnam: 2025\nso: Kế hoạch số 175 của Ủy ban\n";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn a_byte_order_mark_is_passed_over_and_places_count_from_the_text() {
    let plan = sound([b"\xEF\xBB\xBF", PLAN.as_bytes()].concat());
    assert_eq!(plan.ma.range(), 19..25);
}

#[test]
fn crlf_files_have_the_same_lines_and_columns() {
    let (_, findings) = read_plan("ma: a\r\nnam: hai\r\nnhiem_vu:\r\n  - noi_dung: Đ\r\n    chu_trì: x\r\n");
    assert_eq!(places(&findings), ["KH014 2:6", "KH012 5:5"]);
}

#[test]
fn old_macintosh_line_breaks_are_line_breaks() {
    let (_, findings) = read_plan("ma: a\rnam: hai\r");
    assert_eq!(places(&findings), ["KH014 2:6"]);
}

#[test]
fn decomposed_vietnamese_is_composed_and_places_count_composed_letters() {
    let decomposed: String = "ma: Sở Tài chính\nnam: 2025 # tỉnh Lạng Sơn\nsố: 1\n".nfd().collect();
    let (_, findings) = read_plan(decomposed);
    assert_eq!(places(&findings), ["KH012 3:1"]);
    let plan = sound(PLAN.nfd().collect::<String>());
    assert_eq!(plan.so.unwrap().as_str(), "Kế hoạch số 175 của Ủy ban");
}

#[test]
fn utf16_with_a_byte_order_mark_is_read_and_mentioned() {
    for unit in [u16::to_le_bytes, u16::to_be_bytes] {
        let (plan, findings) = read_plan(utf16(&format!("\u{FEFF}{PLAN}"), unit));
        assert_eq!(plan.unwrap().so.unwrap().as_str(), "Kế hoạch số 175 của Ủy ban");
        assert_eq!(places(&findings), ["KH002 1:1"]);
        assert_eq!(findings[0].severity, Severity::Info);
    }
}

#[test]
fn utf16_without_a_byte_order_mark_is_read_and_mentioned() {
    let (plan, findings) = read_plan(utf16(PLAN, u16::to_le_bytes));
    assert!(plan.is_some());
    assert_eq!(findings[0].severity, Severity::Info);
}

#[test]
fn windows_1258_is_read_composed_and_warned_about() {
    // "Kế hoạch số 175 của Ủy ban" as Windows-1258 has it: base letters with tone marks after.
    let mut bytes = b"ma: kh\nnam: 2025\nso: ".to_vec();
    bytes.extend(b"K\xEA\xEC hoa\xF2ch s\xF4\xEC 175 cu\xD2a U\xD2y ban \xF0\xFD\xECng\n");
    let (plan, findings) = read_plan(bytes);
    assert_eq!(plan.unwrap().so.unwrap().as_str(), "Kế hoạch số 175 của Ủy ban đứng");
    assert_eq!(findings.len(), 1);
    assert_eq!((findings[0].code, findings[0].severity), (codes::ENCODING, Severity::Warning));
    assert!(findings[0].message.contains("Windows-1258"));
}

#[test]
fn tcvn3_text_is_not_taken_for_windows_1258() {
    // "Kế hoạch của ủy ban nhân dân tỉnh" in TCVN3 (ABC) bytes.
    let (plan, findings) =
        read_plan(b"ma: K\xD5 ho\xB9ch c\xF1a \xF1y ban nh\xA9n d\xA9n t\xD8nh L\xB9ng S\xACn\n".to_vec());
    assert!(plan.is_none());
    assert_eq!((findings[0].code, findings[0].severity), (codes::ENCODING, Severity::Error));
}

#[test]
fn a_damaged_utf8_file_is_refused_with_the_place_of_the_damage() {
    let mut bytes = PLAN.as_bytes().to_vec();
    bytes.extend(b"diem: \xC3\n");
    let (plan, findings) = read_plan(bytes);
    assert!(plan.is_none());
    assert_eq!(places(&findings), ["KH002 5:7"]);
}

#[test]
fn a_word_file_is_no_text() {
    let (plan, findings) = read_plan(b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0".to_vec());
    assert!(plan.is_none());
    assert_eq!(findings[0].code, codes::ENCODING);
}

#[test]
fn a_file_that_cannot_be_read_is_named_without_the_words_of_the_system() {
    let missing = std::fs::read("khong-co.yaml").unwrap_err();
    let finding = unreadable_file("khong-co.yaml".into(), &missing);
    assert_eq!(finding.code, codes::UNREADABLE_FILE);
    assert_eq!(finding.message, "Không đọc được tệp “khong-co.yaml”: không có tệp này");
}

#[test]
fn no_bytes_make_the_reader_panic() {
    // A small deterministic generator: YAML's signs, letters of several bytes, broken bytes.
    let pieces: [&[u8]; 24] = [
        b"a",
        b": ",
        b"- ",
        b"\n",
        b"  ",
        b"\t",
        b"#",
        b" #",
        b"\"",
        b"'",
        b"[",
        b"]",
        b"{",
        b"}",
        b">-\n",
        b"|\n",
        b"&a",
        b"*a",
        b"!t ",
        b"?",
        "ế".as_bytes(),
        b"\xC3",
        b"---\n",
        b"\r\n",
    ];
    let mut state = 175_u64;
    for _ in 0..20_000 {
        let mut bytes = Vec::new();
        for _ in 0..state % 23 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            bytes.extend(pieces[(state >> 33) as usize % pieces.len()]);
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let (plan, findings) = read_plan(bytes.clone());
        assert!(plan.is_some() || !findings.is_empty(), "silent: {:?}", String::from_utf8_lossy(&bytes));
        crate::diagnostic::terminal::Terminal::default().render(&findings);
    }
}

#[test]
fn letters_that_were_lost_when_a_file_was_saved_as_ansi_are_an_error_whatever_it_is_saved_as_now() {
    let ansi = b"ma: kh\nso: Th?c hi?n K? ho?ch v? kinh doanh \xE0\n".to_vec();
    let utf8 = "ma: kh\nso: Th?c hi?n K? ho?ch v? kinh doanh à\n".as_bytes().to_vec();
    for bytes in [ansi, utf8] {
        let (plan, findings) = read_plan(bytes);
        assert!(plan.is_none());
        assert_eq!(places(&findings), ["KH002 2:5"]);
        assert_eq!(findings[0].severity, Severity::Error);
        assert!(findings[0].message.starts_with("03 chữ"), "{}", findings[0].message);
    }
    // A single one may be a slip of the hand; a remark is nobody's text.
    let (plan, findings) = read_plan("ma: kh\nnam: 2025\nso: k?t thúc # Th?c hi?n\n");
    assert!(plan.is_some());
    assert_eq!((places(&findings), findings[0].severity), (vec!["KH002 3:5".to_owned()], Severity::Warning));
    let (_, findings) = read_plan("ma: kh\nnam: 2025\nso: Ai làm?\n");
    assert!(findings.is_empty());
}
