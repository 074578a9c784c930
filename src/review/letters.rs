//! Capitals: where a text, a name or a symbol is written in the wrong case. The document prints all of these as
//! they were typed.

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::text::words::TITLES;

/// What is wrong with the capitals of a text.
pub(super) fn check(text: &Written, found: &mut Found) {
    let Some(finding) = finding(text.field, text.text.trim()) else { return };
    found.push(finding.at(text.place()).within(text.scope.clone()));
}

fn finding(field: Field, text: &str) -> Option<Diagnostic> {
    match field {
        Field::Subject => all_capitals(text).then(|| {
            Diagnostic::warning(codes::SUBJECT, "trích yếu gõ toàn chữ in hoa")
                .hint("viết chữ thường, chỉ viết hoa chữ đầu và tên riêng (khoản 5 Mục II Phần I Phụ lục I)")
        }),
        Field::Signer => signer(text),
        Field::Leader => all_capitals(text).then(|| {
            Diagnostic::warning(codes::FIRST_LETTER, "họ tên gõ toàn chữ in hoa")
                .hint("chỉ viết hoa chữ đầu của mỗi tiếng")
        }),
        Field::Title | Field::Index => all_capitals(text).then(|| {
            Diagnostic::warning(codes::FIRST_LETTER, "tiêu đề của khoản, điểm gõ toàn chữ in hoa")
                .hint("chỉ tiêu đề của Mục in hoa, và chương trình tự in hoa")
        }),
        Field::Name => small_name(text),
        Field::Archive => archive(text),
        Field::Ground if !GROUNDS.iter().any(|word| text.starts_with(word)) => {
            let message = "căn cứ không bắt đầu bằng “Căn cứ”, chương trình không in thêm chữ ấy";
            Some(Diagnostic::warning(codes::GROUND, message).hint("ghi cả chữ “Căn cứ”"))
        }
        Field::Symbol => symbol(text),
        Field::Position => position(text),
        Field::Recipient if text.trim_end_matches([':', ' ']).to_lowercase() == "nơi nhận" => {
            let message = "“Nơi nhận:” do chương trình in, mục này không phải nơi nhận";
            Some(Diagnostic::warning(codes::RECIPIENTS, message).hint("xóa dòng này"))
        }
        Field::HeaderLine => text.chars().any(char::is_lowercase).then(|| {
            Diagnostic::warning(codes::FIRST_LETTER, "dòng tên ở đầu văn bản viết bằng chữ in hoa")
                .hint(format!("ghi: {}", text.to_uppercase()))
        }),
        Field::Paragraph | Field::Dash | Field::Task | Field::Ground | Field::Recipient => {
            small_beginning(field, text)
        }
        _ => None,
    }
}

/// "sở Nội vụ": a body is written so nowhere.
fn small_name(text: &str) -> Option<Diagnostic> {
    const NAMES: [(&str, &str); 3] = [("sở ", "Sở "), ("ubnd ", "UBND "), ("Ubnd ", "UBND ")];
    let (small, right) = NAMES.iter().find(|(small, _)| text.starts_with(small))?;
    let finding = Diagnostic::warning(codes::FIRST_LETTER, "tên cơ quan bắt đầu bằng chữ thường");
    Some(finding.about(Topic::SmallBeginning).hint(format!("ghi: {right}{}", &text[small.len()..])))
}

/// How a ground begins, and what else stands among the grounds.
const GROUNDS: [&str; 5] = ["Căn cứ ", "Theo ", "Xét ", "Thực hiện ", "căn cứ "];

/// Văn thư keeps the original (PL1 II.9.b).
fn archive(text: &str) -> Option<Diagnostic> {
    let keeps = |part: &str| part.trim().trim_end_matches('.') == "VT";
    if text.split([',', ';', ' ']).any(keeps) {
        return None;
    }
    let finding = Diagnostic::warning(codes::RECIPIENTS, "dòng Lưu không có “VT”");
    Some(finding.hint(format!("ghi: VT, {text} (điểm b khoản 9 Mục II Phần I Phụ lục I)")))
}

/// Whether a text of some words has no small letter.
fn all_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    text.contains(' ') && letters().count() > 5 && !letters().any(char::is_lowercase)
}

/// Họ tên người ký (PL1 II.7.c).
fn signer(text: &str) -> Option<Diagnostic> {
    const CLAUSE: &str =
        "chỉ ghi họ và tên, chữ thường, viết hoa chữ đầu (điểm c, d khoản 7 Mục II Phần I Phụ lục I)";
    let lower = text.to_lowercase();
    let title = TITLES
        .iter()
        .find(|title| lower.strip_prefix(**title).is_some_and(|rest| rest.starts_with([' ', '.', ':'])));
    let message = match title {
        Some(title) => {
            format!("trước họ tên người ký không ghi “{}”", text.get(..title.len()).unwrap_or(title))
        }
        None if all_capitals(text) => "họ tên người ký gõ toàn chữ in hoa".to_owned(),
        None if text.contains([',', '(', ';']) => "sau họ tên người ký không ghi gì thêm".to_owned(),
        None if without_rank(text).split_whitespace().any(|name| name.starts_with(char::is_lowercase)) => {
            "họ tên người ký có chữ không viết hoa".to_owned()
        }
        None if text.contains(|c: char| c.is_ascii_digit()) => "họ tên người ký có chữ số".to_owned(),
        None if !text.contains(char::is_whitespace) => "họ tên người ký chỉ có một chữ".to_owned(),
        None => return None,
    };
    Some(Diagnostic::warning(codes::SIGNATURE, message).hint(CLAUSE))
}

/// Cấp bậc hàm, which the armed forces write before the name of who signs (PL1 II.7.c).
fn without_rank(text: &str) -> &str {
    const GRADES: [&str; 5] = ["Đại ", "Thượng ", "Trung ", "Thiếu ", "Chuẩn "];
    const RANKS: [&str; 6] = ["tướng ", "tá ", "úy ", "uý ", "sĩ ", "đô đốc "];
    let of_grade = GRADES.iter().find_map(|grade| text.strip_prefix(grade));
    of_grade.and_then(|rest| RANKS.iter().find_map(|rank| rest.strip_prefix(rank))).unwrap_or(text)
}

/// Chức vụ, without the right in which its holder signs (PL1 II.7.b).
fn position(text: &str) -> Option<Diagnostic> {
    const HINT: &str = "chỉ ghi chức vụ; chọn “hinh_thuc”: ky_thay (KT.), quyen (Q.), thua_lenh (TL.), thua_uy_quyen \
                        (TUQ.), hoặc “thay_mat: true” (TM.)";
    let typed = text.to_uppercase();
    let sign = ["TM.", "KT.", "TL.", "TUQ.", "Q."].into_iter().find(|sign| typed.starts_with(sign))?;
    let message = format!("“{sign}” do chương trình in theo hình thức ký, không ghi trong chức vụ");
    Some(Diagnostic::error(codes::SIGNATURE, message).hint(HINT))
}

/// Ký hiệu: capitals between hyphens (PL1 II.3.b), but for what an office shortens itself (TTr, BCĐ).
fn symbol(text: &str) -> Option<Diagnostic> {
    let small = text.split(['-', '/']).any(|part| {
        part.starts_with(char::is_lowercase)
            || part.chars().count() == 2 && part.ends_with(char::is_lowercase)
    });
    small.then(|| {
        Diagnostic::warning(codes::FIRST_LETTER, "ký hiệu viết bằng chữ in hoa")
            .hint(format!("ghi: {} (điểm b khoản 3 Mục II Phần I Phụ lục I)", text.to_uppercase()))
    })
}

/// An item or a paragraph that begins small: the rest of a sentence that something has cut, mostly.
fn small_beginning(field: Field, text: &str) -> Option<Diagnostic> {
    let first = text.split_whitespace().next()?;
    let is_small = first.starts_with(char::is_lowercase) && !first.chars().any(char::is_uppercase);
    // Addresses, "a) …", "đ/c …": no beginning of a sentence.
    if !is_small || first.contains(['.', '/', '@', ')']) {
        return None;
    }
    let (what, hint) = match field {
        Field::Recipient => ("mục của nơi nhận", "viết hoa chữ đầu"),
        Field::Ground => ("căn cứ", "viết hoa chữ đầu: Căn cứ …"),
        _ => (
            "đoạn, gạch đầu dòng hoặc nhiệm vụ này",
            "viết hoa chữ đầu; nếu là phần tiếp của câu trước thì ghép lại một dòng (dấu phẩy trong [ ] cắt câu)",
        ),
    };
    Some(
        Diagnostic::warning(codes::FIRST_LETTER, format!("{what} bắt đầu bằng chữ thường: “{first}”"))
            .about(Topic::SmallBeginning)
            .hint(hint),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn is_told(field: Field, text: &str, code: &str, says: &str) {
        let told = finding(field, text).unwrap_or_else(|| panic!("{text}"));
        let words = format!("{} {}", told.message, told.hint.as_deref().unwrap_or_default());
        assert!(told.code == code && words.contains(says), "{text}: {told:#?}");
    }

    #[track_caller]
    fn is_silent(field: Field, texts: &[&str]) {
        for text in texts {
            let told = finding(field, text);
            assert!(told.is_none(), "{text}: {told:#?}");
        }
    }

    #[test]
    fn a_ground_says_that_it_is_one() {
        is_told(Field::Ground, "Luật Đất đai", codes::GROUND, "“Căn cứ”");
        is_told(Field::Ground, "căn cứ Luật Đất đai", codes::FIRST_LETTER, "Căn cứ …");
        let grounds =
            ["Căn cứ Luật Đất đai", "Theo đề nghị của Sở Y tế", "Xét đề nghị", "Thực hiện Nghị quyết"];
        is_silent(Field::Ground, &grounds);
    }

    #[test]
    fn words_all_in_capitals_are_told_and_short_ones_are_abbreviations() {
        for field in [Field::Subject, Field::Leader, Field::Title, Field::Index, Field::Signer] {
            is_told(field, "LÊ VĂN BÌNH", finding(field, "LÊ VĂN BÌNH").expect("told").code, "in hoa");
            is_silent(field, &["Lê Văn Bình"]);
        }
        is_told(Field::Title, "PCI DDCI", codes::FIRST_LETTER, "in hoa");
        is_silent(Field::Title, &["PCI DD", "PARINDEX", "PCI và DDCI"]);
        is_told(Field::HeaderLine, "UBND tỉnh", codes::FIRST_LETTER, "UBND TỈNH");
        is_silent(Field::HeaderLine, &["UBND TỈNH"]);
    }

    #[test]
    fn who_signs_has_a_name_and_a_rank_where_the_forces_write_one() {
        for (text, says) in [
            ("Ông Lê Văn Bình", "không ghi “Ông”"),
            ("Lê văn Bình", "chữ không viết hoa"),
            ("Lê Văn B1nh", "có chữ số"),
            ("Bình", "chỉ có một chữ"),
            ("Lê Văn Bình, TS", "không ghi gì thêm"),
            ("Lê Văn Bình (Phó Giám đốc)", "không ghi gì thêm"),
        ] {
            is_told(Field::Signer, text, codes::SIGNATURE, says);
        }
        is_silent(Field::Signer, &["Đại tá Lê Văn Bình", "Thiếu tướng Lê Văn Bình", "Bành Văn Bình"]);
        is_told(Field::Position, "KT. Chủ tịch", codes::SIGNATURE, "“KT.”");
        is_silent(Field::Position, &["Phó Chủ tịch"]);
    }

    #[test]
    fn names_symbols_and_lines_of_the_closing_are_written_as_the_decree_has_them() {
        is_told(Field::Name, "sở Nội vụ", codes::FIRST_LETTER, "ghi: Sở Nội vụ");
        is_told(Field::Name, "Ubnd xã A", codes::FIRST_LETTER, "ghi: UBND xã A");
        is_silent(Field::Name, &["Sở Nội vụ", "sởi"]);
        for text in ["snv", "KH-ub", "KH-Tr"] {
            is_told(Field::Symbol, text, codes::FIRST_LETTER, &text.to_uppercase());
        }
        is_silent(Field::Symbol, &["KH-UBND", "TTr", "BCĐ"]);
        is_told(Field::Archive, "KT", codes::RECIPIENTS, "VT, KT");
        is_told(Field::Archive, "LTVT", codes::RECIPIENTS, "VT, LTVT");
        is_silent(Field::Archive, &["VT, KT", "KT, VT.", "VT"]);
        is_told(Field::Recipient, "Nơi nhận:", codes::RECIPIENTS, "xóa dòng này");
        is_told(Field::Recipient, "các sở", codes::FIRST_LETTER, "mục của nơi nhận");
        is_silent(Field::Recipient, &["Các sở", "đ/c Chủ tịch", "a) Các sở", "eOffice"]);
    }
}
