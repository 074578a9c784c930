//! Tên đơn vị làm tiêu đề: a plan may be arranged by its units, "I. Phòng Kế hoạch", "II. Văn phòng Sở".

use super::phrase::Phrase;
use super::units::{Units, noun_at};
use crate::text::words::units::BEFORE_UNITS;

/// A title without what stands before the units in it: "Trách nhiệm của Phòng Kế hoạch".
pub(super) fn bare(title: &str) -> &str {
    let phrase = Phrase::of(title);
    phrase.rest(phrase.any_of(0, BEFORE_UNITS).unwrap_or(0)).trim_end_matches([':', '.', ';', ' '])
}

/// Whether a title names units and nothing else: "Phòng Kế hoạch - Tài chính", "VĂN PHÒNG SỞ".
pub(super) fn is_title(title: &str) -> bool {
    let named = bare(title);
    let phrase = Phrase::of(named);
    let Some(noun) = noun_at(&phrase, 0) else { return false };
    let bare = noun == phrase.len();
    let capital = phrase.is_capitalised(0) && (bare && noun > 1 || phrase.is_capitalised(noun));
    let units = Units::gathered(&[named.to_owned()]);
    capital
        && phrase.text(0..noun).to_lowercase() != "cơ sở"
        && units.named(&phrase, 0).span.end == phrase.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_name_units_and_nothing_else_are_told_from_others() {
        for title in [
            "Phòng Kế hoạch - Tài chính",
            "VĂN PHÒNG SỞ",
            "Văn phòng:",
            "Trách nhiệm của Phòng Kinh tế, Hạ tầng và Đô thị",
            "Trung tâm Dịch vụ việc làm",
            "Phòng Kế hoạch và Thanh tra Sở",
        ] {
            assert!(is_title(title), "{title}");
        }
        for title in [
            "Phòng, chống thiên tai",
            "PHÒNG NGỪA RỦI RO",
            "Tổ chức thực hiện",
            "Ban hành văn bản",
            "Cơ sở pháp lý",
            "Văn phòng rà soát thủ tục",
            "Chỉ số “Gia nhập thị trường”",
        ] {
            assert!(!is_title(title), "{title}");
        }
    }
}
