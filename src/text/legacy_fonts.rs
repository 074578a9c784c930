//! Phông bảng mã cũ: which fonts show the signs of an old encoding as Vietnamese, and what a text in one says.

use super::legacy::{Encoding, spell_vni, tcvn3_letter};
use super::syllable::is_syllable;

/// A font of an old encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegacyFont {
    pub encoding: Encoding,
    /// .VnTimeH and its like show capitals, whatever is typed.
    pub capitals: bool,
}

/// What the letters of a text are, whatever its font would have them be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letters {
    /// Plain letters only: the same in every encoding.
    Plain,
    Unicode,
    Legacy,
}

impl LegacyFont {
    /// By the name of the font.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        let starts =
            |prefix: &str| name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        if starts(".Vn") {
            return Some(Self { encoding: Encoding::Tcvn3, capitals: name.ends_with('H') });
        }
        let vni = starts("VNI-") || starts("VNI ");
        vni.then_some(Self { encoding: Encoding::Vni, capitals: false })
    }

    /// What a text in this font is made of: people type Unicode in such a font, too, and never see it.
    pub fn letters(self, text: &str) -> Letters {
        if text.is_ascii() {
            return Letters::Plain;
        }
        if text
            .chars()
            .any(|c| matches!(c, '\u{100}'..='\u{1b0}' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}'))
        {
            return Letters::Unicode;
        }
        let marked =
            |text: &str| {
                let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
                words.fold((0_usize, 0_usize), |(good, bad), word| {
                    if is_syllable(word) { (good + 1, bad) } else { (good, bad + 1) }
                })
            };
        let (good, bad) = marked(text);
        let (converted, unread) = marked(&self.converted(text, &mut ' '));
        // The font has the first word; only words that are right as they stand, and wrong converted, deny it.
        if bad == 0 && good > 0 && (converted < good || unread > 0) {
            Letters::Unicode
        } else {
            Letters::Legacy
        }
    }

    /// The text in Unicode, with combining marks here and there; what is no sign of the encoding stays.
    /// `before` is the last letter of the words before it, which a mark at the beginning belongs to.
    pub fn converted(self, text: &str, before: &mut char) -> String {
        let mut converted = String::with_capacity(text.len() + text.len() / 2);
        for c in text.chars() {
            // Fonts of signs keep theirs in a private area.
            let c = match c {
                '\u{f020}'..='\u{f0ff}' => char::from_u32(u32::from(c) - 0xF000).unwrap_or(c),
                c => c,
            };
            match self.encoding {
                Encoding::Vni => {
                    if !spell_vni(c, before, &mut converted) {
                        converted.push(c);
                        *before = c;
                    }
                }
                _ => converted.push(tcvn3_letter(c).unwrap_or(c)),
            }
        }
        if self.capitals { converted.to_uppercase() } else { converted }
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn read(font: &str, text: &str) -> String {
        let font = LegacyFont::named(font).unwrap_or_else(|| panic!("{font}"));
        font.converted(text, &mut ' ').nfc().collect()
    }

    #[test]
    fn a_text_says_what_its_font_shows() {
        assert_eq!(read(".VnTime", "§¬n vÞ: Phßng NghiÖp vô"), "Đơn vị: Phòng Nghiệp vụ");
        assert_eq!(read(".VnTimeH", "céng hßa x· héi chñ nghÜa"), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA");
        assert_eq!(read(".VnArial NarrowH", "Uû ban"), "UỶ BAN");
        assert_eq!(read("VNI-Times", "Ñôn vò phoái hôïp, UÛY BAN"), "Đơn vị phối hợp, ỦY BAN");
        assert_eq!(read(".VnTime", "\u{f0a7}\u{f0ac}n"), "Đơn");
        assert_eq!(LegacyFont::named("Times New Roman"), None);
        assert_eq!(LegacyFont::named("VNI"), None);
    }

    #[test]
    fn a_mark_at_the_beginning_belongs_to_the_letter_before_it() {
        let font = LegacyFont::named("VNI-Times").unwrap();
        let mut before = ' ';
        let parts = ["Tro", "ï giuùp"].map(|part| font.converted(part, &mut before));
        assert_eq!(parts.concat().nfc().collect::<String>(), "Trọ giúp");
    }

    #[test]
    fn unicode_that_was_typed_in_an_old_font_is_left_alone() {
        let font = LegacyFont::named(".VnTime").unwrap();
        assert_eq!(font.letters("Thực hiện"), Letters::Unicode);
        assert_eq!(font.letters("và các sáng"), Letters::Unicode);
        assert_eq!(font.letters("va cac"), Letters::Plain);
        assert_eq!(font.letters("Thùc hiÖn c¸c nhiÖm vô"), Letters::Legacy);
        assert_eq!(font.letters("c\u{ad} quan"), Letters::Legacy);
    }
}
