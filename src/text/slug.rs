//! Mã from a name.

use super::collation;

/// Small letters without signs, joined by hyphens; an apostrophe joins what stands beside it.
pub fn slug(name: &str) -> String {
    let plain: String = collation::folded(name).chars().filter(|c| !matches!(c, '\'' | '’')).collect();
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
