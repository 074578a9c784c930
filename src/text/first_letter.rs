//! Chữ đầu: the first letter of a text that goes on a sentence or begins one. Only a word that is written small
//! in running text changes; names, abbreviations and addresses stay as they were typed.

use super::phrases::begins_with;
use super::syllable::is_syllable;
use super::words::{BEFORE_NAMES, NAMES};

/// With a capital at the start of a sentence or a cell.
pub fn upper_first(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if is_address(first) || has_capital_inside(first) {
        return text.to_owned();
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Without its capital where a sentence goes on, after a colon or a name.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if first.is_uppercase() && !begins_with_name(text) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// Whether a text begins with a word that keeps its capital wherever it stands.
fn begins_with_name(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let bare = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    if is_address(first) || has_capital_inside(bare) || NAMES.iter().any(|name| begins_with(text, name)) {
        return true;
    }
    // "Zalo", "Facebook": no word of Vietnamese.
    if !is_syllable(bare) {
        return true;
    }
    // Of a name both words are written so: "Lạng Sơn". "Giao Sở Tài chính" and "Xã Hoàng Văn Thụ" begin with
    // ordinary words, and behind a mark something else begins.
    bare == first && is_capitalised(second) && !BEFORE_NAMES.contains(&bare.to_lowercase().as_str())
}

/// "Sơn", not "UBND" and not "rà".
fn is_capitalised(word: &str) -> bool {
    let word = word.trim_start_matches(['“', '(', '"']);
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// "PCI", "iCheck", "eTax", "IChecks".
fn has_capital_inside(word: &str) -> bool {
    word.chars().skip(1).any(char::is_uppercase)
}

fn is_address(word: &str) -> bool {
    let domain = word.is_ascii() && word.trim_end_matches(['.', ',', ';', ')']).contains('.');
    word.contains("://") || word.contains('@') || domain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_change_with_where_they_stand() {
        for (typed, lowered) in [
            ("Tham mưu UBND tỉnh", "tham mưu UBND tỉnh"),
            ("Đăng tải", "đăng tải"),
            ("Giao Sở Tài chính", "giao Sở Tài chính"),
            ("Xã Đồng Đăng hướng dẫn", "xã Đồng Đăng hướng dẫn"),
            ("Báo cáo Chính phủ", "báo cáo Chính phủ"),
            ("Hội nghị tổng kết", "hội nghị tổng kết"),
            ("Trình UBND tỉnh", "trình UBND tỉnh"),
            ("Rà soát, Sở Tài chính tổng hợp", "rà soát, Sở Tài chính tổng hợp"),
        ] {
            assert_eq!(lower_first(typed), lowered);
            assert_eq!(upper_first(lowered), typed);
        }
    }

    #[test]
    fn names_abbreviations_and_addresses_stay() {
        for typed in [
            "Lạng Sơn phấn đấu vào nhóm dẫn đầu",
            "Việt Nam gia nhập",
            "Huế triển khai",
            "UBND tỉnh",
            "PCI tỉnh Lạng Sơn năm 2025",
            "Ủy ban nhân dân",
            "Sở Tài chính",
            "Thuế tỉnh Lạng Sơn",
            "Bảo hiểm xã hội tỉnh",
            "Liên minh Hợp tác xã tỉnh",
            "Kho bạc Nhà nước",
            "Tòa án nhân dân tỉnh",
            "Nghị quyết số 02/NQ-CP",
            "Zalo hỗ trợ",
            "IChecks là ứng dụng",
            "langson.gov.vn đăng tải",
            "",
        ] {
            assert_eq!(lower_first(typed), typed);
        }
        for typed in [
            "iCheck là ứng dụng",
            "eTax Mobile",
            "https://langson.gov.vn",
            "sct@langson.gov.vn nhận",
            "langson.gov.vn",
        ] {
            assert_eq!(upper_first(typed), typed);
        }
    }
}
