//! Chữ nâng cao, hạ thấp: the signs that stand by themselves for what is set high or low, “m²”, “10⁶”, “CO₂”.

/// What is set high; `None` where a letter in it has no such sign.
pub fn raised(text: &str) -> Option<String> {
    if text.trim() == "o" {
        return Some(text.replace('o', "°"));
    }
    signs(text, |c| match c {
        '1' => Some('¹'),
        '2' => Some('²'),
        '3' => Some('³'),
        '0' | '4'..='9' => char::from_u32(u32::from('⁰') + u32::from(c) - u32::from('0')),
        '+' => Some('⁺'),
        '-' | '−' | '–' => Some('⁻'),
        'i' => Some('ⁱ'),
        'n' => Some('ⁿ'),
        _ => None,
    })
}

/// What is set low; `None` where a letter in it has no such sign.
pub fn lowered(text: &str) -> Option<String> {
    signs(text, |c| match c {
        '0'..='9' => char::from_u32(u32::from('₀') + u32::from(c) - u32::from('0')),
        '+' => Some('₊'),
        '-' | '−' | '–' => Some('₋'),
        _ => None,
    })
}

/// Each character by its sign; what is no letter and no figure may stay as it is.
fn signs(text: &str, sign: impl Fn(char) -> Option<char>) -> Option<String> {
    text.chars().map(|c| sign(c).or(Some(c).filter(|c| !c.is_alphanumeric()))).collect()
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
        assert_eq!(lowered("2").as_deref(), Some("₂"));
        assert_eq!(lowered("max"), None);
    }
}
