//! Customary header lines and titles by kind of agency, for what a content file leaves out.
//!
//! They follow practice (PL1 II.2.a, II.7; Điều 13), not a rule: an office states its own where it
//! differs, and what cannot be known by custom is left to a finding.

use super::registry::Territory;
use crate::model::agency::AgencyKind;

/// What custom knows of a kind.
pub(super) struct Custom {
    /// Chức danh cấp trưởng, cấp phó.
    pub head: &'static str,
    pub deputy: &'static str,
    /// The superior line is the provincial People's Committee.
    pub under_province: bool,
    /// Ủy ban nhân dân: signs TM., symbol UBND, no superior line.
    pub committee: bool,
}

/// Custom for a kind.
pub(super) fn of(kind: AgencyKind) -> Custom {
    let (head, deputy) = match kind {
        AgencyKind::Province | AgencyKind::District | AgencyKind::Commune | AgencyKind::Association => {
            ("Chủ tịch", "Phó Chủ tịch")
        }
        AgencyKind::Department | AgencyKind::Police | AgencyKind::Centre => ("Giám đốc", "Phó Giám đốc"),
        AgencyKind::Office => ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
        AgencyKind::Inspectorate => ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
        AgencyKind::Board => ("Trưởng ban", "Phó Trưởng ban"),
        AgencyKind::Press => ("Tổng Biên tập", "Phó Tổng Biên tập"),
        AgencyKind::Division => ("Trưởng phòng", "Phó Trưởng phòng"),
        AgencyKind::Village => ("Trưởng thôn", "Phó Trưởng thôn"),
        AgencyKind::Vertical | AgencyKind::Party | AgencyKind::Collective => ("Thủ trưởng", "Phó Thủ trưởng"),
    };
    let committee = matches!(kind, AgencyKind::Province | AgencyKind::District | AgencyKind::Commune);
    let under_province = matches!(
        kind,
        AgencyKind::Department
            | AgencyKind::Office
            | AgencyKind::Inspectorate
            | AgencyKind::Board
            | AgencyKind::Centre
    );
    Custom { head, deputy, under_province, committee }
}

/// "UBND tỉnh Lạng Sơn" of "UBND tỉnh", "Sở Tài chính tỉnh Lạng Sơn" of "Sở Tài chính": a name that does
/// not say where it is, with where it is.
pub(super) fn full_name(name: &str, kind: AgencyKind, province: &Territory) -> String {
    let local = matches!(
        kind,
        AgencyKind::Commune
            | AgencyKind::District
            | AgencyKind::Village
            | AgencyKind::Division
            | AgencyKind::Vertical
    );
    if local || name.contains(&province.name) {
        return name.to_owned();
    }
    // The noun stands there already: "UBND tỉnh", "Thanh tra thành phố".
    let noun = province.full_name.strip_suffix(&province.name).unwrap_or_default().trim();
    let place = if !noun.is_empty() && name.ends_with(noun) { &province.name } else { &province.full_name };
    format!("{name} {place}")
}

/// The initials of a name, "Sở Tài chính" → "STC": a stand-in until the office states its own.
pub(super) fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !matches!(*word, "và" | "-" | "của"));
    words
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .filter(|c| c.is_alphabetic())
        .collect()
}

/// "xã Đồng Đăng" of "UBND xã Đồng Đăng".
pub(super) fn territory(name: &str) -> Option<&str> {
    name.strip_prefix("UBND ").or_else(|| name.strip_prefix("Ủy ban nhân dân "))
}

/// "Đồng Đăng" of "xã Đồng Đăng"; a unit written with a capital (named after a person) keeps its noun
/// (Phụ lục I, Phần I, Mục II.4.a).
pub(super) fn place(territory: &str) -> &str {
    let nouns = ["xã ", "phường ", "thị trấn ", "huyện ", "thành phố ", "thị xã ", "tỉnh ", "đặc khu "];
    nouns.iter().find_map(|noun| territory.strip_prefix(noun)).unwrap_or(territory)
}
