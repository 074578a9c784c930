//! `loai`: found, or guessed from what else is in the file.

use super::super::{kind, read};
use super::{KINDS, source};
use crate::diagnostic::{Diagnostic, codes};

fn kind_of(text: &str) -> Result<String, Diagnostic> {
    let mut findings = Vec::new();
    let source = source(text, &mut findings).expect("the text can be read");
    let node = read(&source, &mut findings).expect("the file is well-formed");
    kind(&node, &source, &KINDS).map(|kind| kind.into_value())
}

fn hint(text: &str) -> String {
    let finding = kind_of(text).expect_err("the file does not say what it is");
    assert_eq!(finding.code, codes::FILE_KIND, "{text}");
    finding.hint.unwrap_or_default()
}

#[test]
fn the_kind_of_a_file_is_found_without_its_type() {
    assert_eq!(kind_of("ma: x\nloai: don_vi\n").unwrap(), "don_vi");
    for text in ["", "# chỉ có chú thích\n", "ma: x\n", "- x\n", "loai: [x]\n", "loai:\n", "loai: x\n"] {
        assert_eq!(kind_of(text).unwrap_err().code, codes::FILE_KIND, "{text:?}");
    }
}

#[test]
fn a_missing_kind_is_guessed_from_the_other_keys() {
    let guessed = "theo các khóa khác thì dòng ấy là: “loai: ";
    assert_eq!(hint("danh_sach:\n  - {ma: vp, ten: Văn phòng}\n"), format!("{guessed}don_vi”"));
    assert_eq!(hint("ma: x\nnam: 2025\n"), format!("{guessed}ke_hoach”"));
    assert_eq!(hint("loai: la\nma: x\nnam: 2025\n"), format!("{guessed}ke_hoach”"));
    assert_eq!(hint("loai: [la]\nma: x\nnam: 2025\n"), format!("{guessed}ke_hoach”"));
    // Nothing to go by: every kind is named, none is recommended.
    for text in ["", "la: 1\n", "- x\n"] {
        assert_eq!(hint(text), "dòng đầu tiên ghi loại tệp, một trong: ke_hoach, don_vi", "{text:?}");
    }
}

#[test]
fn a_kind_written_in_another_way_is_recognised() {
    for typed in ["Kế hoạch", "ke-hoach", "KE_HOACH", "kế hoạch"] {
        assert_eq!(hint(&format!("loai: {typed}\nma: x\n")), "có phải “ke_hoach”?", "{typed}");
    }
    for key in ["Loại", "LOAI", "loại", "loai "] {
        let text = format!("{key}: Đơn vị\ndanh_sach: []\n");
        if key == "loai " {
            assert_eq!(hint(&text), "có phải “don_vi”?");
            continue;
        }
        let finding = kind_of(&text).unwrap_err();
        assert_eq!(finding.place.as_ref().unwrap().line_column(), (1, 1));
        assert_eq!(finding.hint.as_deref(), Some("viết: “loai: don_vi”"), "{key}");
    }
}
