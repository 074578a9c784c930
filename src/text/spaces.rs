//! Dấu cách: a text with no other white space than single spaces between its words. Other white space has no
//! meaning in any text of a document.

use std::borrow::Cow;

/// A text whose line breaks and runs of white space are single spaces, with none before and none behind it.
pub fn single_spaced(text: &str) -> Cow<'_, str> {
    if is_single_spaced(text) {
        return Cow::Borrowed(text);
    }
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    Cow::Owned(spaced)
}

/// Whether a text is spaced so already, as nearly every text is that comes out of YAML, told by its bytes; false
/// of some others too, with control characters.
fn is_single_spaced(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_space = |byte: Option<&u8>| byte.is_none_or(|byte| *byte == b' ');
    bytes.iter().enumerate().all(|(at, byte)| match byte {
        b' ' => at > 0 && !is_space(bytes.get(at + 1)),
        ..=0x1f => false,
        // With these begins what is white space beyond ASCII.
        0xc2 | 0xe2 | 0xe3 => !text[at..].starts_with(char::is_whitespace),
        0xe1 => bytes[at + 1] != 0x9a,
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_apart_by_single_spaces_whatever_stood_between_them() {
        for white in ('\0'..=char::MAX).filter(|c| c.is_whitespace()) {
            for typed in [
                format!("Điều{white}lệ “Đảng”"),
                format!("{white}Điều lệ “Đảng”"),
                format!("Điều lệ{white} “Đảng”"),
                format!("Điều lệ “Đảng”{white}"),
                format!("Điều lệ {white}“Đảng”"),
            ] {
                assert_eq!(single_spaced(&typed), "Điều lệ “Đảng”", "{typed:?}");
            }
            assert_eq!(single_spaced(&white.to_string()), "");
        }
        assert_eq!(single_spaced(""), "");
    }

    #[test]
    fn a_text_that_is_spaced_so_is_not_made_anew() {
        for text in ["Điều", "Rà soát – “thủ tục”, 36 m²; ẹ ệ ỹ", "a b"] {
            assert!(matches!(single_spaced(text), Cow::Borrowed(same) if same == text), "{text}");
        }
        // No white space, and taken for some: it stays all the same.
        assert_eq!(single_spaced("a\u{1}b"), "a\u{1}b");
    }
}
