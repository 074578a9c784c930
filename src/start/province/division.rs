//! Danh mục đơn vị hành chính: the provinces with their communes, as the statistics office lists them.

use std::io::Read;
use std::sync::OnceLock;

use crate::text::spaces::single_spaced;

/// What the list is and how it is packed: `assets/don-vi-hanh-chinh/README.md`.
const LIST: &[u8] = include_bytes!("../../../assets/don-vi-hanh-chinh/2025.tsv.gz");

/// Loại đơn vị hành chính cấp tỉnh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DivisionKind {
    /// Tỉnh
    Province,
    /// Thành phố trực thuộc Trung ương
    City,
}

impl DivisionKind {
    /// As written within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
        }
    }
}

/// Loại đơn vị hành chính cấp xã.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommuneKind {
    /// Xã
    Rural,
    /// Phường
    Ward,
    /// Đặc khu
    SpecialZone,
}

impl CommuneKind {
    pub const ALL: [Self; 3] = [Self::Rural, Self::Ward, Self::SpecialZone];

    /// As written within a sentence.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Rural => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }
}

/// Tỉnh, thành phố trực thuộc Trung ương.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Division {
    pub kind: DivisionKind,
    /// Tên riêng: "Cao Bằng".
    pub name: String,
    pub communes: Vec<Commune>,
}

/// Xã, phường, đặc khu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// Mã của cơ quan thống kê, with its leading zeros.
    pub code: String,
    pub kind: CommuneKind,
    /// Tên riêng: "Thất Khê".
    pub name: String,
}

impl Commune {
    /// Whether a word of the name begins with a small letter, as "Đắk song" does in the list: hardly its spelling.
    pub fn is_doubtful(&self) -> bool {
        self.name.split([' ', '-', '–']).any(|word| word.starts_with(char::is_lowercase))
    }
}

impl Division {
    /// As written within a sentence: "tỉnh Cao Bằng", "thành phố Huế". Named after a person, the noun takes a
    /// capital: "Thành phố Hồ Chí Minh" (Phụ lục II, Mục III.1).
    pub fn full_name(&self) -> String {
        let noun = self.kind.noun();
        if self.is_named_after_a_person() {
            return format!("Thành phố {}", self.name);
        }
        format!("{noun} {}", self.name)
    }

    pub fn is_named_after_a_person(&self) -> bool {
        self.name == "Hồ Chí Minh"
    }
}

/// Every province and city, in the order of the list.
pub fn divisions() -> &'static [Division] {
    static DIVISIONS: OnceLock<Vec<Division>> = OnceLock::new();
    DIVISIONS.get_or_init(|| {
        let mut text = String::new();
        // The list is part of the program: a test reads it whole and counts it.
        let _ = flate2::read::GzDecoder::new(LIST).read_to_string(&mut text);
        parse(&text)
    })
}

/// Columns: `ma_tinh`, `tinh`, `ma_xa`, `xa`; rows of a province stand together.
fn parse(text: &str) -> Vec<Division> {
    let mut divisions: Vec<(&str, Division)> = Vec::new();
    for row in text.lines().skip(1) {
        let mut cells = row.split('\t');
        let (Some(code), Some(name), Some(commune_code), Some(commune)) =
            (cells.next(), cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        if divisions.last().is_none_or(|(last, _)| *last != code) {
            divisions.push((code, division(name)));
        }
        if let (Some((_, division)), Some((kind, name))) = (divisions.last_mut(), commune_name(commune)) {
            // Some names of the list have two spaces where one belongs.
            let name = single_spaced(name).into_owned();
            division.communes.push(Commune { code: commune_code.to_owned(), kind, name });
        }
    }
    divisions.into_iter().map(|(_, division)| division).collect()
}

/// The list names cities with their noun, provinces without.
fn division(listed: &str) -> Division {
    let (kind, name) = match listed.strip_prefix("Thành phố ") {
        Some(name) => (DivisionKind::City, name),
        None => (DivisionKind::Province, listed),
    };
    Division { kind, name: name.to_owned(), communes: Vec::new() }
}

fn commune_name(listed: &str) -> Option<(CommuneKind, &str)> {
    let of = |kind: CommuneKind, noun: &str| Some((kind, listed.strip_prefix(noun)?));
    of(CommuneKind::Rural, "Xã ")
        .or_else(|| of(CommuneKind::Ward, "Phường "))
        .or_else(|| of(CommuneKind::SpecialZone, "Đặc khu "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_34_provinces_and_cities_with_3321_communes() {
        let all = divisions();
        assert_eq!(all.len(), 34);
        let cities: Vec<&str> = all
            .iter()
            .filter(|division| division.kind == DivisionKind::City)
            .map(|division| division.name.as_str())
            .collect();
        assert_eq!(cities, ["Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"]);
        let count = |kind| {
            let communes = all.iter().flat_map(|division| &division.communes);
            communes.filter(|commune| commune.kind == kind).count()
        };
        assert_eq!(CommuneKind::ALL.map(count), [2621, 687, 13]);
    }

    #[test]
    fn every_commune_has_a_code_of_five_digits_that_no_other_has() {
        let communes = divisions().iter().flat_map(|division| &division.communes);
        let codes: Vec<&str> = communes.map(|commune| commune.code.as_str()).collect();
        assert!(codes.iter().all(|code| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit())));
        let unique: std::collections::BTreeSet<&&str> = codes.iter().collect();
        assert_eq!(unique.len(), codes.len());
    }

    #[test]
    fn names_are_read_whole_signs_and_all() {
        let names: Vec<&str> = divisions()
            .iter()
            .flat_map(|division| &division.communes)
            .map(|commune| commune.name.as_str())
            .collect();
        for name in
            ["B'Lao", "M’Drắk", "Văn Miếu - Quốc Tử Giám", "Chân Mây – Lăng Cô", "1 Bảo Lộc", "Phú Quốc"]
        {
            assert!(names.contains(&name), "{name}");
        }
    }
}
