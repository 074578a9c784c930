//! Mã from a name.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Small letters without signs, joined by hyphens; an apostrophe joins what stands beside it.
pub fn slug(name: &str) -> String {
    let plain: String = name
        .nfd()
        .filter(|c| !is_combining_mark(*c) && !matches!(c, '\'' | '’'))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_in_names_make_no_odd_ids() {
        for (name, expected) in [
            ("xã M’Drắk", "xa-mdrak"),
            ("phường B'Lao", "phuong-blao"),
            ("Chân Mây – Lăng Cô", "chan-may-lang-co"),
        ] {
            assert_eq!(slug(name), expected);
        }
    }
}
