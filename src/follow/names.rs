//! What the files of follow-up are called, without their extension: scripts count on it. What was asked for stands in
//! the name, so that the file of one agency, or of one plan, does not take the place of the file of all.

use jiff::civil::Date;

/// What of a year was asked for, as it was typed; empty for all of it.
#[derive(Debug, Clone, Default)]
pub struct Narrowed<'n> {
    pub plans: &'n [String],
    pub agencies: Vec<&'n str>,
}

impl Narrowed<'_> {
    /// "-kh-158-2024-so-tai-chinh"; of more than a few only how many.
    fn ending(&self) -> String {
        const FEW: usize = 3;
        let listed = |ids: &[&str], what: &str| match ids.len() {
            0..=FEW => ids.iter().map(|id| format!("-{id}")).collect(),
            many => format!("-{many}-{what}"),
        };
        let plans: Vec<&str> = self.plans.iter().map(String::as_str).collect();
        listed(&plans, "ke-hoach") + &listed(&self.agencies, "co-quan")
    }
}

/// `ma-tran-2025`, `ma-tran-2024-kh-158-2024` where one plan is asked for.
pub fn matrix(year: i16, of: &Narrowed<'_>) -> String {
    format!("ma-tran-{year}{}", of.ending())
}

/// `tien-do-2025`, `tien-do-2025-so-tai-chinh`.
pub fn progress(year: i16, of: &Narrowed<'_>) -> String {
    format!("tien-do-{year}{}", of.ending())
}

/// `bao-cao-2025-2025-09-30`, `bao-cao-2025-2025-09-30-so-tai-chinh` where another than the usual agency reports.
pub fn report(year: i16, day: Date, of: &Narrowed<'_>) -> String {
    format!("bao-cao-{year}-{day}{}", of.ending())
}

/// `thoi-han-2025`, `thoi-han-2025-so-tai-chinh`.
pub fn deadlines(year: i16, of: &Narrowed<'_>) -> String {
    format!("thoi-han-{year}{}", of.ending())
}

/// `so-sanh-2024-2025`, `so-sanh-2024-2025-so-tai-chinh`.
pub fn comparison(from: i16, to: i16, of: &Narrowed<'_>) -> String {
    format!("so-sanh-{from}-{to}{}", of.ending())
}

/// `so-van-ban-2025`, `so-van-ban-2025-so-tai-chinh`.
pub fn register(year: i16, of: &Narrowed<'_>) -> String {
    format!("so-van-ban-{year}{}", of.ending())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_stands_in_the_name() {
        let plans = ["kh-1-2025".to_owned(), "kh-2-2025".to_owned()];
        assert_eq!(matrix(2025, &Narrowed::default()), "ma-tran-2025");
        let of = Narrowed { plans: &plans, agencies: vec!["so-y-te"] };
        assert_eq!(deadlines(2025, &of), "thoi-han-2025-kh-1-2025-kh-2-2025-so-y-te");
        let many = Narrowed { plans: &[], agencies: vec!["a", "b", "c", "d"] };
        assert_eq!(matrix(2025, &many), "ma-tran-2025-4-co-quan");
        let day = jiff::civil::date(2025, 9, 30);
        let of = Narrowed { plans: &[], agencies: vec!["so-y-te"] };
        assert_eq!(report(2025, day, &of), "bao-cao-2025-2025-09-30-so-y-te");
    }
}
