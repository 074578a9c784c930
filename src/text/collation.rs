//! Tìm và xếp theo tiếng Việt: words found without their signs, and names in the order of the Vietnamese
//! alphabet.
//!
//! The alphabet has 29 letters, of which ă, â, đ, ê, ô, ơ, ư are letters of their own. Names that differ only
//! in tones stand in the order of the tones: none, huyền, hỏi, ngã, sắc, nặng.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Without signs of letters and of tones, in lower case: what is typed in a hurry finds what is written with
/// care. Other characters stay.
pub fn folded(text: &str) -> String {
    let plain = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    plain.map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

/// By what names are sorted: letters first, tones only among names of the same letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    letters: Vec<u32>,
    tones: Vec<u8>,
}

/// Letters with a place of their own after the letter that they are written with.
const MARKED: [(char, char, u32); 6] = [
    ('a', '\u{306}', 1),
    ('a', '\u{302}', 2),
    ('e', '\u{302}', 1),
    ('o', '\u{302}', 1),
    ('o', '\u{31b}', 2),
    ('u', '\u{31b}', 1),
];

/// Tones in their order.
const TONES: [char; 5] = ['\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

impl Key {
    pub fn of(text: &str) -> Self {
        let (mut letters, mut tones) = (Vec::new(), Vec::new());
        let mut base = ' ';
        for c in text.nfd().flat_map(char::to_lowercase) {
            // đ has no decomposition: d with its stroke.
            let (c, stroke) = if c == 'đ' { ('d', true) } else { (c, false) };
            if let Some(tone) = TONES.iter().position(|tone| *tone == c) {
                if let Some(last) = tones.last_mut() {
                    *last = tone as u8 + 1;
                }
            } else if is_combining_mark(c) {
                let place = MARKED.iter().find(|(letter, mark, _)| *letter == base && *mark == c);
                if let (Some((_, _, place)), Some(last)) = (place, letters.last_mut()) {
                    *last += place;
                }
            } else {
                letters.push(u32::from(c) * 4 + u32::from(stroke));
                tones.push(0);
                base = c;
            }
        }
        Self { letters, tones }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(names: &[&'static str]) -> Vec<&'static str> {
        let mut names = names.to_vec();
        names.sort_by_key(|name| Key::of(name));
        names
    }

    #[test]
    fn names_stand_in_the_order_of_the_vietnamese_alphabet() {
        let right = ["an", "ăn", "ân", "bà", "da", "đa", "em", "êm", "on", "ông", "ơn", "un", "ưng", "ý"];
        let mut wrong = right.to_vec();
        wrong.reverse();
        assert_eq!(sorted(&wrong), right);
    }

    #[test]
    fn tones_count_only_among_names_of_the_same_letters() {
        assert_eq!(sorted(&["mạ", "mả", "má", "ma", "mã", "mà"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
        assert_eq!(sorted(&["mạ a", "ma b"]), ["mạ a", "ma b"]);
    }

    #[test]
    fn capitals_and_the_way_of_typing_do_not_count() {
        let composed: String = "Đồng Đăng".nfc().collect();
        let decomposed: String = "đồng đăng".nfd().collect();
        assert_eq!(Key::of(&composed), Key::of(&decomposed));
        assert_eq!(sorted(&["xã Yên Bình", "Xã Ba Sơn"]), ["Xã Ba Sơn", "xã Yên Bình"]);
    }

    #[test]
    fn what_is_typed_without_signs_finds_what_has_them() {
        assert!(folded("Sở Nông nghiệp và Môi trường").contains(&folded("nong NGHIEP")));
        assert!(folded("Đồng Đăng").contains("dong dang"));
    }
}
