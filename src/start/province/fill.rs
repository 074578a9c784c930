//! Markers of an outline (`«ten»`) → the names of a province.

use super::FIRST_YEAR;
use super::division::{CommuneKind, Division, DivisionKind};

/// What each marker stands for.
pub(super) struct Names {
    values: Vec<(&'static str, String)>,
}

impl Names {
    pub fn of(division: &Division, year: i16) -> Self {
        let noun = division.kind.noun();
        let full = division.full_name();
        let army = Army::of(division);
        let (noun_id, noun_initials, party) = match division.kind {
            DivisionKind::Province => ("tinh", "T", "Tỉnh ủy"),
            DivisionKind::City => ("thanh-pho", "TP", "Thành ủy"),
        };
        // A place named after a person is written whole (điểm a khoản 4 Mục II Phần I Phụ lục I).
        let place = if division.is_named_after_a_person() { full.clone() } else { division.name.clone() };
        let initials = division.name.split(' ').filter_map(|word| word.chars().next()).collect();
        Self {
            values: vec![
                ("ten", division.name.clone()),
                ("kieu", noun.to_owned()),
                ("Kieu", capitalised(noun)),
                ("KIEU", noun.to_uppercase()),
                ("KIEU_TAT", noun_initials.to_owned()),
                ("ma_kieu", noun_id.to_owned()),
                ("DAY_DU", full.to_uppercase()),
                ("day_du", full),
                ("dia_danh", place),
                ("TAT", initials),
                ("cap_uy", party.to_owned()),
                ("cac_xa", communes(division)),
                ("nam", year.to_string()),
                ("ngay", date(year)),
                ("ma_quan_su", army.id),
                ("quan_su", army.name),
                ("KY_HIEU_QUAN_SU", army.symbol.to_owned()),
                ("DONG_QUAN_SU", army.lines),
                ("truong_quan_su", army.head.to_owned()),
            ],
        }
    }

    pub fn fill(&self, outline: &str) -> String {
        let marker = |text: String, (name, value): &(&str, String)| text.replace(&format!("«{name}»"), value);
        self.values.iter().fold(outline.to_owned(), marker)
    }
}

/// "UBND các xã, phường, đặc khu": the kinds that there are.
fn communes(division: &Division) -> String {
    let has = |kind: &CommuneKind| division.communes.iter().any(|commune| commune.kind == *kind);
    let nouns: Vec<&str> = CommuneKind::ALL.iter().filter(|kind| has(kind)).map(|kind| kind.noun()).collect();
    format!("UBND các {}", nouns.join(", "))
}

/// The line of the date: open, but in the first year only a day on which the communes exist.
fn date(year: i16) -> String {
    match year {
        FIRST_YEAR => format!("ngay: 12/{year}"),
        _ => format!("# ngay: 02/7/{year}"),
    }
}

fn capitalised(noun: &str) -> String {
    let mut chars = noun.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Cơ quan quân sự địa phương: a Bộ Chỉ huy everywhere but in the two largest cities.
struct Army {
    id: String,
    name: String,
    symbol: &'static str,
    /// Header lines, as the items of a list.
    lines: String,
    head: &'static str,
}

impl Army {
    fn of(division: &Division) -> Self {
        let command = |id: &str, of: &str| Self {
            id: id.to_owned(),
            name: format!("Bộ Tư lệnh {of}"),
            symbol: "BTL",
            lines: format!("BỘ TƯ LỆNH, {}", of.to_uppercase()),
            head: "Tư lệnh",
        };
        match (division.kind, division.name.as_str()) {
            (DivisionKind::City, "Hà Nội") => command("bo-tu-lenh-thu-do-ha-noi", "Thủ đô Hà Nội"),
            (DivisionKind::City, "Hồ Chí Minh") => {
                command("bo-tu-lenh-thanh-pho-ho-chi-minh", "Thành phố Hồ Chí Minh")
            }
            (kind, _) => Self {
                id: match kind {
                    DivisionKind::Province => "bo-chi-huy-quan-su-tinh".to_owned(),
                    DivisionKind::City => "bo-chi-huy-quan-su-thanh-pho".to_owned(),
                },
                name: format!("Bộ Chỉ huy quân sự {}", kind.noun()),
                symbol: "BCH",
                lines: format!("BỘ CHỈ HUY QUÂN SỰ, {}", division.full_name().to_uppercase()),
                head: "Chỉ huy trưởng",
            },
        }
    }
}
