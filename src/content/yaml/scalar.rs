//! Characters of a scalar → numbers and truth values, the same for serde and for the schema.

/// A whole number: digits with an optional sign, nothing else.
pub(super) fn integer(text: &str) -> Option<i128> {
    text.trim().parse().ok()
}

/// A number with a decimal comma, as Vietnamese texts have it, or a decimal point.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    // Rust also reads "inf", "nan" and exponents.
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.,".contains(&byte));
    plain.then(|| text.replace(',', ".").parse().ok()).flatten()
}

pub(super) fn boolean(text: &str) -> Option<bool> {
    text.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_comma_or_point_and_nothing_else() {
        assert_eq!(number("7,9"), Some(7.9));
        assert_eq!(number("-0.04"), Some(-0.04));
        assert_eq!(number("1e9"), None);
        assert_eq!(number("inf"), None);
        assert_eq!(integer("0175"), Some(175));
        assert_eq!(integer("1.750"), None);
    }
}
