//! What the files of follow-up are called, without their extension: scripts count on it.

use jiff::civil::Date;

/// `ma-tran-2025`, `ma-tran-2024-kh-158-2024` where one plan is asked for.
pub fn matrix(year: i16, plans: &[String]) -> String {
    match plans {
        [plan] => format!("ma-tran-{year}-{plan}"),
        _ => format!("ma-tran-{year}"),
    }
}

/// `tien-do-2025`, `tien-do-2025-so-tai-chinh`.
pub fn progress(year: i16, agency: Option<&str>) -> String {
    of_agency("tien-do", year, agency)
}

/// `bao-cao-2025-2025-09-30`.
pub fn report(year: i16, day: Date) -> String {
    format!("bao-cao-{year}-{day}")
}

/// `thoi-han-2025`, `thoi-han-2025-so-tai-chinh`.
pub fn deadlines(year: i16, agency: Option<&str>) -> String {
    of_agency("thoi-han", year, agency)
}

/// `so-sanh-2024-2025`.
pub fn comparison(from: i16, to: i16) -> String {
    format!("so-sanh-{from}-{to}")
}

/// `so-van-ban-2025`, `so-van-ban-2025-so-tai-chinh`.
pub fn register(year: i16, agency: Option<&str>) -> String {
    of_agency("so-van-ban", year, agency)
}

fn of_agency(what: &str, year: i16, agency: Option<&str>) -> String {
    let agency = agency.map(|id| format!("-{id}")).unwrap_or_default();
    format!("{what}-{year}{agency}")
}
