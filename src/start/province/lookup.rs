//! The province that a person means: names are typed with and without signs, nouns and capitals.

use super::division::{Division, DivisionKind, divisions};
use crate::text::collation;

/// Why no province is known by a name.
#[derive(Debug, PartialEq, Eq)]
pub enum NotFound {
    /// Nothing is like it.
    Unknown,
    /// One name is near it.
    Near(&'static Division),
    /// Several are as near.
    Ambiguous(Vec<&'static Division>),
    /// The list knows it by the other noun: "thành phố Cao Bằng".
    OtherKind(&'static Division),
    /// A province that became part of another on 01/7/2025.
    Merged { old: &'static str, into: &'static Division },
}

/// Provinces that are no more, with the one that each is part of (Nghị quyết số 202/2025/QH15).
const MERGED: [(&str, &str); 29] = [
    ("Hà Giang", "Tuyên Quang"),
    ("Yên Bái", "Lào Cai"),
    ("Bắc Kạn", "Thái Nguyên"),
    ("Vĩnh Phúc", "Phú Thọ"),
    ("Hòa Bình", "Phú Thọ"),
    ("Bắc Giang", "Bắc Ninh"),
    ("Thái Bình", "Hưng Yên"),
    ("Hải Dương", "Hải Phòng"),
    ("Hà Nam", "Ninh Bình"),
    ("Nam Định", "Ninh Bình"),
    ("Quảng Bình", "Quảng Trị"),
    ("Quảng Nam", "Đà Nẵng"),
    ("Kon Tum", "Quảng Ngãi"),
    ("Bình Định", "Gia Lai"),
    ("Ninh Thuận", "Khánh Hòa"),
    ("Đắk Nông", "Lâm Đồng"),
    ("Bình Thuận", "Lâm Đồng"),
    ("Phú Yên", "Đắk Lắk"),
    ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
    ("Bình Dương", "Hồ Chí Minh"),
    ("Bình Phước", "Đồng Nai"),
    ("Long An", "Tây Ninh"),
    ("Sóc Trăng", "Cần Thơ"),
    ("Hậu Giang", "Cần Thơ"),
    ("Bến Tre", "Vĩnh Long"),
    ("Trà Vinh", "Vĩnh Long"),
    ("Tiền Giang", "Đồng Tháp"),
    ("Bạc Liêu", "Cà Mau"),
    ("Kiên Giang", "An Giang"),
];

/// Short names in general use.
const SHORT: [(&str, &str); 2] = [("hcm", "hochiminh"), ("hn", "hanoi")];

/// Nouns before a name, folded, with what they say of it.
const NOUNS: [(&str, DivisionKind); 4] = [
    ("thanhpho", DivisionKind::City),
    ("thudo", DivisionKind::City),
    ("tp", DivisionKind::City),
    ("tinh", DivisionKind::Province),
];

/// The province or city with this name.
///
/// # Errors
/// A name that is not exactly one of the list: nothing is guessed, but the nearest is told.
pub fn find(typed: &str) -> Result<&'static Division, NotFound> {
    let typed = folded(typed);
    if let Some(division) = named(&typed) {
        return Ok(division);
    }
    let (kind, name) = without_noun(&typed);
    if let Some(division) = named(name) {
        return match kind {
            Some(kind) if kind != division.kind => Err(NotFound::OtherKind(division)),
            _ => Ok(division),
        };
    }
    let merged = MERGED.iter().find(|(old, _)| folded(old) == name);
    if let Some((old, into)) = merged.and_then(|(old, into)| Some((*old, named(&folded(into))?))) {
        return Err(NotFound::Merged { old, into });
    }
    Err(nearest(name))
}

/// The division with this folded name.
fn named(name: &str) -> Option<&'static Division> {
    let name = SHORT.iter().find(|(short, _)| *short == name).map_or(name, |(_, long)| long);
    divisions().iter().find(|division| folded(&division.name) == name)
}

fn without_noun(folded: &str) -> (Option<DivisionKind>, &str) {
    let folded = folded.strip_prefix("ubnd").unwrap_or(folded);
    let stripped = NOUNS.iter().find_map(|(noun, kind)| Some((*kind, folded.strip_prefix(noun)?)));
    stripped.map_or((None, folded), |(kind, name)| (Some(kind), name))
}

/// Names that begin so or have a word so, else those with the fewest letters to change.
fn nearest(name: &str) -> NotFound {
    let all = divisions();
    let is_part = |division: &&Division| name.len() > 1 && folded(&division.name).contains(name);
    let parts: Vec<&Division> = all.iter().filter(is_part).collect();
    if !parts.is_empty() {
        return one_or_several(parts);
    }
    let distance = |division: &Division| strsim::osa_distance(name, &folded(&division.name));
    let Some(least) = all.iter().map(distance).min() else { return NotFound::Unknown };
    if least > name.chars().count().div_ceil(4).min(3) {
        return NotFound::Unknown;
    }
    one_or_several(all.iter().filter(|division| distance(division) == least).collect())
}

fn one_or_several(found: Vec<&'static Division>) -> NotFound {
    match found[..] {
        [only] => NotFound::Near(only),
        _ => NotFound::Ambiguous(found),
    }
}

/// Small letters and digits without signs: "Tỉnh Cao Bằng" is "tinhcaobang".
fn folded(name: &str) -> String {
    collation::folded(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    fn found(typed: &str) -> String {
        find(typed).map(Division::full_name).unwrap_or_else(|why| panic!("{typed}: {why:?}"))
    }

    #[test]
    fn a_name_may_be_typed_in_many_ways() {
        for typed in
            ["Cao Bằng", "cao bang", "CAO BẰNG", "Tỉnh Cao Bằng", "tinh cao-bang", "UBND tỉnh Cao Bằng"]
        {
            assert_eq!(found(typed), "tỉnh Cao Bằng", "{typed}");
        }
        let decomposed: String = "Cao Bằng".nfd().collect();
        assert_eq!(found(&decomposed), "tỉnh Cao Bằng");
        for typed in ["Huế", "TP Huế", "tp. hue", "Thành phố Huế", "thanh pho hue"] {
            assert_eq!(found(typed), "thành phố Huế", "{typed}");
        }
        for typed in ["tp hcm", "TPHCM", "TP. Hồ Chí Minh", "ho chi minh", "hcm", "Thành phố Hồ Chí Minh"]
        {
            assert_eq!(found(typed), "Thành phố Hồ Chí Minh", "{typed}");
        }
        assert_eq!(found("Thủ đô Hà Nội"), "thành phố Hà Nội");
        assert_eq!(found("DAKLAK"), "tỉnh Đắk Lắk");
    }

    #[test]
    fn every_name_of_the_list_is_found_as_it_stands_in_sentences() {
        for division in divisions() {
            assert_eq!(find(&division.full_name()), Ok(division));
            assert_eq!(find(&folded(&division.name)), Ok(division));
        }
    }

    #[test]
    fn a_slip_of_the_keyboard_is_near_one_name() {
        for (typed, name) in [("Cao Bangg", "Cao Bằng"), ("Lạng Sown", "Lạng Sơn"), ("Đắc Lắc", "Đắk Lắk")]
        {
            assert!(matches!(find(typed), Err(NotFound::Near(near)) if near.name == name), "{typed}");
        }
    }

    #[test]
    fn a_part_of_several_names_lists_them() {
        let Err(NotFound::Ambiguous(several)) = find("Quảng") else { panic!("Quảng") };
        let names: Vec<&str> = several.iter().map(|division| division.name.as_str()).collect();
        assert_eq!(names, ["Tuyên Quang", "Quảng Ninh", "Quảng Trị", "Quảng Ngãi"]);
    }

    #[test]
    fn a_province_of_before_2025_names_the_one_that_it_is_part_of() {
        for (typed, old, into) in [
            ("Bắc Kạn", "Bắc Kạn", "Thái Nguyên"),
            ("tinh ba ria vung tau", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh"),
        ] {
            let found = find(typed);
            assert!(
                matches!(&found, Err(NotFound::Merged { old: name, into: new }) if *name == old && new.name == into),
                "{typed}: {found:?}"
            );
        }
        for (old, into) in MERGED {
            assert!(named(&folded(into)).is_some(), "{old} → {into}");
            assert!(named(&folded(old)).is_none(), "{old} still exists");
        }
    }

    #[test]
    fn the_wrong_noun_is_not_passed_over() {
        for typed in ["thành phố Cao Bằng", "tỉnh Huế", "tỉnh Hà Nội"] {
            assert!(matches!(find(typed), Err(NotFound::OtherKind(_))), "{typed}");
        }
    }

    #[test]
    fn what_is_like_nothing_is_unknown() {
        for typed in ["", "x", "Băng Cốc", "tỉnh", "thành phố", "…"] {
            assert_eq!(find(typed), Err(NotFound::Unknown), "{typed:?}");
        }
    }
}
