//! What the files of follow-up are called, without their extension: scripts count on it. What was asked for stands in
//! the name, so that the file of one agency, or of one plan, does not take the place of the file of all.

use jiff::civil::Date;

use super::matrix::Wanted;

/// "-kh-158-2024-so-tai-chinh"; of more than a few only how many.
fn ending(of: Wanted<'_>) -> String {
    const FEW: usize = 3;
    let listed = |ids: &[String], what: &str| match ids.len() {
        0..=FEW => ids.iter().map(|id| format!("-{id}")).collect(),
        many => format!("-{many}-{what}"),
    };
    listed(of.plans, "ke-hoach") + &listed(of.agencies, "co-quan")
}

/// `ma-tran-2025`, `ma-tran-2024-kh-158-2024` where one plan is asked for.
pub fn matrix(year: i16, of: Wanted<'_>) -> String {
    format!("ma-tran-{year}{}", ending(of))
}

/// `tien-do-2025`, `tien-do-2025-so-tai-chinh`.
pub fn progress(year: i16, of: Wanted<'_>) -> String {
    format!("tien-do-{year}{}", ending(of))
}

/// `bao-cao-2025-2025-09-30`, `bao-cao-2025-2025-09-30-so-tai-chinh` where another than the usual agency reports.
pub fn report(year: i16, day: Date, of: Wanted<'_>) -> String {
    format!("bao-cao-{year}-{day}{}", ending(of))
}

/// `thoi-han-2025`, `thoi-han-2025-so-tai-chinh`.
pub fn deadlines(year: i16, of: Wanted<'_>) -> String {
    format!("thoi-han-{year}{}", ending(of))
}

/// `so-sanh-2024-2025`, `so-sanh-2024-2025-so-tai-chinh`.
pub fn comparison(from: i16, to: i16, of: Wanted<'_>) -> String {
    format!("so-sanh-{from}-{to}{}", ending(of))
}

/// `so-van-ban-2025`, `so-van-ban-2025-so-tai-chinh`.
pub fn register(year: i16, of: Wanted<'_>) -> String {
    format!("so-van-ban-{year}{}", ending(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_stands_in_the_name() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let (plans, one, many) =
            (ids(&["kh-1-2025", "kh-2-2025"]), ids(&["so-y-te"]), ids(&["a", "b", "c", "d"]));
        assert_eq!(matrix(2025, Wanted { plans: &[], agencies: &[] }), "ma-tran-2025");
        let of = Wanted { plans: &plans, agencies: &one };
        assert_eq!(deadlines(2025, of), "thoi-han-2025-kh-1-2025-kh-2-2025-so-y-te");
        assert_eq!(matrix(2025, Wanted { plans: &[], agencies: &many }), "ma-tran-2025-4-co-quan");
        let day = jiff::civil::date(2025, 9, 30);
        let of = Wanted { plans: &[], agencies: &one };
        assert_eq!(report(2025, day, of), "bao-cao-2025-2025-09-30-so-y-te");
    }
}
