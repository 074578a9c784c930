use kehoach::diagnostic::Diagnostic;
use kehoach::diagnostic::Severity::{self, Error, Warning};

use crate::fixture::{COMMUNES, Change, OFFICES, PART, PLAN, new, of_code, pointed_at};

/// A change, the code and the severity of what is told, the words that it points at, words that are said.
pub type Planted<'p> = (Change<'p>, &'p str, Severity, &'p str, &'p str);

pub fn all_found(planted: &[Planted<'_>]) {
    for (change, code, severity, at, said) in planted {
        let findings = new(&[*change]);
        let says = |finding: &&&Diagnostic| {
            let whole = format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or_default());
            pointed_at(finding).contains(at) && whole.contains(said)
        };
        let of_code = of_code(&findings, code);
        let told: Vec<(&str, &str)> =
            findings.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
        let Some(found) = of_code.iter().find(says) else {
            panic!("“{}” is not found: {told:#?}", change.2)
        };
        assert_eq!(found.severity, *severity, "“{}”: {told:#?}", change.2);
    }
}

#[test]
fn text_of_an_old_encoding_is_shown_as_it_should_read_and_none_of_its_letters_is_to_be_deleted() {
    let task = "Kiểm tra công vụ.";
    let planted: [Planted<'_>; 9] = [
        (
            (PLAN, "Cải cách hành chính năm 2026", "C¶i c¸ch hµnh chÝnh n¨m 2026"),
            "KH341",
            Error,
            "C¶i",
            "“Cải cách hành chính năm 2026”",
        ),
        (
            (PLAN, task, "Th\u{ad}êng xuyªn ®Çu t\u{ad}."),
            "KH341",
            Error,
            "Th\u{ad}êng",
            "“Thường xuyên đầu tư.”",
        ),
        ((PLAN, task, "Kiểm tra thñ tục công vụ."), "KH341", Warning, "thñ", "“thủ”"),
        ((PLAN, "tieu_de: Tổ chức thực hiện", "tieu_de: Tæ CHøC THùC HIÖN"), "KH341", Error, "Tæ", "TCVN3"),
        ((PLAN, "ho_ten: Lê Văn Bình", "ho_ten: Leâ Vaên Bình"), "KH341", Error, "Leâ", "“Lê Văn Bình”"),
        ((PART, "ten: Văn phòng", "ten: Vaên phoøng"), "KH341", Error, "Vaên", "VNI"),
        ((PLAN, task, "Kiá»ƒm tra cÃ´ng vá»¥."), "KH341", Error, "Kiá»ƒm", "“Kiểm tra công vụ.”"),
        ((PLAN, task, "Kiá»ƒm tra cĂ´ng vá»¥."), "KH341", Error, "cĂ´ng", "“Kiểm tra công vụ.”"),
        ((OFFICES, "ten: Sở Nội vụ", "ten: Së Néi vô"), "KH341", Error, "Së", "“Sở Nội vụ”"),
    ];
    all_found(&planted);
    for (change, ..) in &planted {
        let findings = new(&[*change]);
        let deletes = |hint: &String| hint.contains("xóa ký tự này");
        assert!(!findings.iter().any(|finding| finding.hint.as_ref().is_some_and(deletes)), "{findings:#?}");
    }
}

#[test]
fn words_that_were_typed_twice_are_told_also_across_lines() {
    all_found(&[
        ((PLAN, "Kiểm tra công vụ.", "Kiểm tra của của công vụ."), "KH344", Warning, "của của", "“của”"),
        (
            (PLAN, "Kiểm tra công vụ.", "Kiểm tra công vụ kiểm tra công vụ."),
            "KH344",
            Warning,
            "kiểm tra",
            "gõ hai lần",
        ),
        (
            (PLAN, "{noi_dung: Kiểm tra công vụ.}", "{noi_dung: Rà soát các\n                các thủ tục.}"),
            "KH344",
            Warning,
            "các\n",
            "“các”",
        ),
        ((PLAN, "(qua Sở Nội vụ)", "(qua Sở Sở Nội vụ)"), "KH344", Warning, "Sở Sở", "“Sở”"),
        ((PLAN, "Kiểm tra công vụ.", "Các các đợt kiểm tra."), "KH344", Warning, "Các các", "“Các”"),
        (
            (
                PLAN,
                "Kiểm tra công vụ.",
                "Rà soát các thủ tục hành chính rà soát các thủ tục hành chính công.",
            ),
            "KH344",
            Warning,
            "Rà soát các thủ tục hành chính rà soát các thủ tục hành chính",
            "“Rà soát các thủ tục hành chính”",
        ),
        (
            (
                PLAN,
                "noi_dung: Kiểm tra công vụ.",
                "noi_dung: 'Nêu rõ rà soát, cắt giảm (nếu có) thủ tục rà soát, cắt giảm (nếu có) thủ tục.'",
            ),
            "KH344",
            Warning,
            "rà soát, cắt giảm (nếu có) thủ tục rà soát, cắt giảm (nếu có) thủ tục",
            "gõ hai lần",
        ),
    ]);
}

#[test]
fn spaces_and_marks_are_told_where_they_stand() {
    let task = "noi_dung: Kiểm tra công vụ.";
    all_found(&[
        ((PLAN, task, "noi_dung: 'Kiểm tra , giám sát công vụ.'"), "KH345", Warning, " ,", "trước “,”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra,giám sát công vụ.'"), "KH345", Warning, ",g", "sau “,”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra công vụ.Giám sát công vụ.'"), "KH345", Warning, ".G", "sau “.”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra công vụ..'"), "KH345", Warning, "..", "hai dấu"),
        ((PLAN, task, "noi_dung: 'Kiểm tra \"công vụ\".'"), "KH345", Warning, "\"", "gõ “ và ”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra kinh tế – xã hội.'"), "KH345", Warning, "–", "gõ “-”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra (công vụ.'"), "KH345", Warning, "(", "“)”"),
        ((PLAN, task, "noi_dung: 'Kiểm tra công vụ”.'"), "KH345", Warning, "”", "mở"),
        ((PLAN, task, "noi_dung: 'Đạt mức 100%. giảm số ngày.'"), "KH349", Warning, "giảm", "viết hoa"),
    ]);
}

#[test]
fn a_rank_of_the_armed_forces_stands_before_the_name() {
    for name in ["Đại tá Lê Văn Bình", "Thiếu tướng Lê Văn Bình", "Trung úy Lê Văn Bình"] {
        let findings = new(&[(PLAN, "ho_ten: Lê Văn Bình", &format!("ho_ten: {name}"))]);
        assert!(findings.is_empty(), "{name}: {findings:#?}");
    }
}

#[test]
fn a_letter_that_is_damaged_is_typed_again_and_not_deleted() {
    let findings = new(&[(PLAN, "Kiểm tra công vụ.", "Ki\u{fffd}m tra công vụ.")]);
    let hints: Vec<&str> = findings.iter().filter_map(|finding| finding.hint.as_deref()).collect();
    assert!(hints.iter().any(|hint| hint.contains("gõ lại chữ bị hỏng")), "{findings:#?}");
    assert!(!hints.iter().any(|hint| hint.contains("xóa ký tự này")), "{findings:#?}");
}

#[test]
fn capitals_are_as_the_decree_has_them() {
    let signer = "ho_ten: Lê Văn Bình";
    all_found(&[
        ((PLAN, signer, "ho_ten: LÊ VĂN BÌNH"), "KH124", Warning, "LÊ", "khoản 7 Mục II"),
        ((PLAN, signer, "ho_ten: ÔNG LÊ VĂN BÌNH"), "KH124", Warning, "ÔNG", "“ÔNG”"),
        ((PLAN, signer, "ho_ten: Đ/c Lê Văn Bình"), "KH124", Warning, "Đ/c", "“Đ/c”"),
        ((PLAN, signer, "ho_ten: lê Văn Bình"), "KH124", Warning, "lê", "không viết hoa"),
        ((PLAN, "chuc_vu: Phó Chủ tịch", "chuc_vu: KT. Phó Chủ tịch"), "KH124", Error, "KT.", "hinh_thuc"),
        (
            (PLAN, "Cải cách hành chính năm 2026", "CẢI CÁCH HÀNH CHÍNH NĂM 2026"),
            "KH125",
            Warning,
            "CẢI",
            "chữ in hoa",
        ),
        ((OFFICES, "ky_hieu: SNV", "ky_hieu: snv"), "KH349", Warning, "snv", "SNV"),
        (
            (OFFICES, "[ỦY BAN NHÂN DÂN, TỈNH BẠCH HẠC]", "[Ủy ban nhân dân, TỈNH BẠCH HẠC]"),
            "KH349",
            Warning,
            "Ủy ban",
            "ỦY BAN NHÂN DÂN",
        ),
        (
            (PLAN, "tieu_de: Việc của cả năm", "tieu_de: VIỆC CỦA CẢ NĂM"),
            "KH349",
            Warning,
            "VIỆC",
            "chỉ tiêu đề của Mục",
        ),
        (
            (PLAN, "noi_dung: Kiểm tra công vụ.", "noi_dung: kiểm tra công vụ."),
            "KH349",
            Warning,
            "kiểm",
            "chữ thường",
        ),
    ]);
}

#[test]
fn texts_that_were_cut_or_run_together_are_told() {
    let subject = "trich_yeu: Cải cách hành chính năm 2026";
    let with = |opening: &str| format!("{subject}\nmo_dau:\n{opening}");
    let folded = with("  - >-\n    Đoạn một của phần mở đầu.\n\n    Đoạn hai, như sau:");
    let lines = with("  - |\n    Đoạn một của phần mở đầu.\n    Đoạn hai, như sau:");
    let escaped = with("  - \"Đoạn một của phần mở đầu.\\nĐoạn hai, như sau:\"");
    all_found(&[
        ((PLAN, subject, &folded), "KH007", Error, "", "hai đoạn"),
        ((PLAN, subject, &lines), "KH346", Error, "Đoạn", "hai đoạn"),
        ((PLAN, subject, &escaped), "KH346", Error, "Đoạn", "hai đoạn"),
        (
            (
                PLAN,
                "[Nâng cao chất lượng phục vụ người dân.]",
                "[Phân công rõ việc của từng sở, ngành, địa phương.]",
            ),
            "KH008",
            Warning,
            "địa phương",
            "dấu phẩy",
        ),
    ]);
}

#[test]
fn whoever_supports_itself_and_facts_that_nobody_verified_are_told() {
    all_found(&[
        (
            (PART, "chu_tri: [vp], phoi_hop: [kt]", "chu_tri: [vp], phoi_hop: [vp]"),
            "KH347",
            Warning,
            "vp",
            "chính mình",
        ),
        (
            (PLAN, "phoi_hop: [thanh-tra-tinh]", "phoi_hop: [cong-an-tinh]"),
            "KH347",
            Warning,
            "cong-an-tinh",
            "chính mình",
        ),
        (
            (COMMUNES, "ma: xa-an-phu,", "ma: xa-an-phu, chua_xac_minh: [ky_hieu],"),
            "KH348",
            Warning,
            "xa-an-phu",
            "ký hiệu “KH-UBND”",
        ),
    ]);
}

#[test]
fn what_word_leaves_in_copied_text_is_named_with_what_to_type() {
    all_found(&[
        ((PLAN, "Kiểm tra công vụ.", "✓ Kiểm tra công vụ."), "KH611", Error, "✓", "gõ “x”"),
        ((PLAN, "tieu_de: Việc của cả năm", "tieu_de: Ⅱ. Việc của cả năm"), "KH611", Error, "Ⅱ", "gõ “II”"),
        ((PLAN, "Kiểm tra công vụ.", "Kiểm tra kinh tế ‐ xã hội."), "KH611", Error, "‐", "gõ “-”"),
    ]);
}
