//! Chữ cái: what a letter is and how its small form looks, told without a look into the tables of Unicode for
//! the letters that Vietnamese is written with. Every text of the content is asked this letter by letter.

/// As [`char::is_alphanumeric`].
pub fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() && (is_latin(c) || c.is_alphanumeric())
}

/// As [`char::is_alphabetic`].
pub fn is_alphabetic(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() && (is_latin(c) || c.is_alphabetic())
}

/// Letters beyond ASCII that Vietnamese has, and those between them.
fn is_latin(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1ea0}'..='\u{1eff}')
}

/// Appends a text in small letters: character by character what [`char::to_lowercase`] says.
pub fn push_lower(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
            '\u{df}'..='\u{ff}' => out.push(c),
            // Capital and small letter take turns there.
            '\u{100}'..='\u{12f}'
            | '\u{14a}'..='\u{177}'
            | '\u{1a0}'..='\u{1a5}'
            | '\u{1ea0}'..='\u{1eff}' => {
                out.push(char::from_u32(u32::from(c) | 1).unwrap_or(c));
            }
            'Ư' | 'ư' => out.push('ư'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// A text in small letters, as [`push_lower`] makes them.
pub fn lower(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    push_lower(&mut small, text);
    small
}

/// Whether two texts are the same but for capitals.
pub fn is_same(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_told_as_unicode_tells_it() {
        for c in '\0'..='\u{ffff}' {
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            let small = lower(&c.to_string());
            assert_eq!(small, c.to_lowercase().collect::<String>(), "{c:?}");
        }
    }
}
