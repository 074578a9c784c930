//! Mã from a name.

use super::collation;

/// Small letters without signs, joined by hyphens; an apostrophe joins what stands beside it.
pub fn slug(name: &str) -> String {
    let plain: String = collation::folded(name).chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// An id that is not taken: the first one, or with the lowest number from 2 behind it.
pub fn free(first: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{first}-{number}"));
    let mut ids = std::iter::once(first.to_owned()).chain(numbered);
    ids.find(|id| !taken(id)).unwrap_or_else(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_taken_gets_the_lowest_number() {
        let taken = ["van-phong", "van-phong-2"];
        assert_eq!(free("van-phong", |id| taken.contains(&id)), "van-phong-3");
        assert_eq!(free("thanh-tra", |id| taken.contains(&id)), "thanh-tra");
    }

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
