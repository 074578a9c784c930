//! Chữ nâng cao: the signs that stand by themselves for what is set high, “m²”, “10⁶”.

/// What is set high; `None` where a letter in it has no such sign.
pub fn raised(text: &str) -> Option<String> {
    if text.trim() == "o" {
        return Some(text.replace('o', "°"));
    }
    // What is no letter and no figure may stay as it is.
    let sign = |c: char| match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '0' | '4'..='9' => char::from_u32(u32::from('⁰') + u32::from(c) - u32::from('0')),
        '+' => Some('⁺'),
        '-' | '−' | '–' => Some('⁻'),
        'i' => Some('ⁱ'),
        'n' => Some('ⁿ'),
        c => Some(c).filter(|c| !c.is_alphanumeric()),
    };
    text.chars().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_signs_of_their_own_and_most_letters_have_none() {
        assert_eq!(raised("6").as_deref(), Some("⁶"));
        assert_eq!(raised("-12").as_deref(), Some("⁻¹²"));
        assert_eq!(raised("(1), ").as_deref(), Some("(¹), "));
        assert_eq!(raised("o").as_deref(), Some("°"));
        assert_eq!(raised("th"), None);
    }
}
