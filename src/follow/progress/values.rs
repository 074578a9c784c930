//! Values as people type them: states in their own words, days in any order of signs or as a workbook counts them.

use jiff::civil::Date;

use crate::model::progress::Reach;
use crate::text::folded;
use crate::text::values::parse_date;
use crate::text::words::progress as words;

/// What a state means in the words that people use, in Vietnamese without its marks, and in English.
pub(super) fn reach(typed: &str) -> Option<Reach> {
    let typed = folded(typed);
    let lists: [(Reach, &[&str]); 3] = [
        (Reach::NotStarted, &words::NOT_STARTED),
        (Reach::Underway, &words::UNDERWAY),
        (Reach::Done, &words::DONE),
    ];
    lists.into_iter().find(|(_, words)| words.contains(&typed.as_str())).map(|(reach, _)| reach)
}

/// A share of a task that is done, "80%": neither nothing nor all of it, which are states of their own.
pub(super) fn is_share(typed: &str) -> bool {
    let number = typed.trim().strip_suffix('%').map(|number| number.trim().replace(',', "."));
    number.and_then(|number| number.parse::<f64>().ok()).is_some_and(|share| share > 0.0 && share < 100.0)
}

/// Days of this century, as Excel counts them.
pub(super) const SERIALS: std::ops::Range<f64> = 36_526.0..73_051.0;

pub(super) fn day_of_serial(serial: f64) -> Option<Date> {
    let days = jiff::Span::new().days(serial.floor() as i64);
    jiff::civil::date(1899, 12, 30).checked_add(days).ok()
}

/// A day as it is typed: with strokes, hyphens, stops, in words, as ISO 8601; with or without zeros. What says more
/// than one day is none.
pub(super) fn day_of_text(typed: &str) -> Result<Option<Date>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let (day, rest) = typed.split_at_checked(ISO).unwrap_or((typed, ""));
    if let Ok(day) = day.parse::<Date>()
        && is_time(rest)
    {
        return Ok(Some(day));
    }
    let is_other = |piece: &str| {
        let piece = folded(piece);
        !["", "/", "ngay", "thang", "nam"].contains(&piece.as_str())
    };
    if typed.split(|c: char| c.is_ascii_digit() || c.is_whitespace()).any(is_other) {
        return Err("cần đúng một ngày, không kèm chữ khác".to_owned());
    }
    let parts: Vec<&str> =
        typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else {
        return Err("cần đủ ngày, tháng, năm".to_owned());
    };
    let year = if year.len() == 2 { format!("20{year}") } else { (*year).to_owned() };
    parse_date(&format!("{day}/{month}/{year}")).map(Some).map_err(|fault| fault.to_string())
}

/// Letters of a day as ISO 8601.
const ISO: usize = 10;

/// Nothing, or the time of a day behind it.
fn is_time(rest: &str) -> bool {
    let is_of_time = |c: char| c.is_ascii_digit() || [':', '.', 'Z'].contains(&c);
    rest.is_empty() || rest.strip_prefix(['T', ' ']).is_some_and(|time| time.chars().all(is_of_time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_understood_as_people_write_them() {
        for (typed, reach_of) in [
            ("Xong", Reach::Done),
            ("ĐÃ HOÀN THÀNH", Reach::Done),
            ("hoan thanh", Reach::Done),
            ("Done", Reach::Done),
            ("đang triển khai", Reach::Underway),
            ("dang lam", Reach::Underway),
            ("Chưa thực hiện", Reach::NotStarted),
        ] {
            assert_eq!(reach(typed), Some(reach_of), "{typed}");
        }
        for unknown in ["", "?", "50%", "quá hạn", "gần xong"] {
            assert_eq!(reach(unknown), None, "{unknown}");
        }
        assert!(["80%", "12,5 %", "99.9%"].into_iter().all(is_share));
        assert!(!["80", "0%", "100%", "120%", "-5%", "%", "khoảng 80%"].into_iter().any(is_share));
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        let day = |typed| day_of_text(typed).ok().flatten().map(|day| day.to_string());
        for typed in
            ["15/9/2025", "15-09-2025", "15.9.25", "2025-09-15", "ngày 15 tháng 9 năm 2025", " 15/09/2025 "]
        {
            assert_eq!(day(typed).as_deref(), Some("2025-09-15"), "{typed}");
        }
        assert!(day_of_text("31/6/2025").is_err());
        for several in [
            "quý III",
            "dự kiến 31/12/2025",
            "2025-09-15 đến 2025-10-20",
            "15/9/2025 (lần 2)",
            "trước 15/9/2025",
        ] {
            assert!(day_of_text(several).is_err(), "{several}");
        }
        assert_eq!(day("2025-09-15T23:59:00").as_deref(), Some("2025-09-15"));
        assert_eq!(day_of_serial(45_915.0).map(|day| day.to_string()).as_deref(), Some("2025-09-15"));
    }
}
