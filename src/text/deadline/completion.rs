//! Lời hẹn xong: words that say by when something is done, and nothing else.

use super::{Deadline, Doubt, Meaning};
use crate::text::words::time;

/// "hoàn thành trong quý IV/2025", "trước ngày 15/7/2025".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completion<'t> {
    /// The deadline as it is typed: "trong quý IV/2025".
    pub due: &'t str,
    /// They say that it is to be done: "hoàn thành", "xong".
    pub says_done: bool,
}

/// What words say where they say nothing but when; `year` is that of a day without one.
pub fn completion(words: &str, year: i16) -> Option<Completion<'_>> {
    const LONGEST: usize = 10;
    const DONE: [&str; 4] = ["hoàn thành xong ", "hoàn thành ", "thực hiện xong ", "xong "];
    const LEADS: [&str; 5] = ["trước ", "chậm nhất ", "trong quý ", "trong tháng ", "trong năm "];
    const WHEN: [&str; 5] = ["quý ", "tháng ", "năm ", "vào ", "ngày "];
    let words = words.trim();
    let lower = words.to_lowercase();
    if lower.len() != words.len() || lower.split(' ').count() > LONGEST {
        return None;
    }
    let done = DONE.iter().find(|done| lower.starts_with(*done)).map_or(0, |done| done.len());
    let begins = |starts: &[&str]| starts.iter().any(|start| lower[done..].starts_with(start));
    if !(begins(&LEADS) || begins(&WHEN) && done > 0) {
        return None;
    }
    let due = words[done..].trim();
    let read = Deadline::read(due, year).ok().filter(|_| says_only_when(due))?;
    let is_known =
        read.doubt != Some(Doubt::Unread) && matches!(read.deadline.meaning(), Meaning::Until { .. });
    (is_known && read.deadline.is_said_in(words)).then_some(Completion { due, says_done: done > 0 })
}

/// Words that say nothing but when: "hoàn thành trong quý IV/2025", "quý IV/2025", "thường xuyên"; the deadline as
/// typed.
pub fn only_when(words: &str, year: i16) -> Option<&str> {
    const LABELS: [&str; 7] = [
        "thời gian thực hiện",
        "thời gian hoàn thành",
        "thời hạn thực hiện",
        "thời hạn hoàn thành",
        "thời gian",
        "thời hạn",
        "tiến độ",
    ];
    let words = words.trim();
    let lower = words.to_lowercase();
    if lower.len() != words.len() {
        return None;
    }
    let label = LABELS.iter().find(|label| lower.starts_with(*label)).map_or(0, |label| label.len());
    let bare = words[label..].trim_start_matches([':', ' ']);
    if let Some(read) = completion(bare, year) {
        return Some(read.due);
    }
    let due = ["hoàn thành ", "xong "].iter().find_map(|done| bare.strip_prefix(done)).unwrap_or(bare);
    let read = Deadline::read(due, year).ok().filter(|_| says_only_when(due))?;
    let is_known = !matches!(read.deadline.meaning(), Meaning::Unread | Meaning::Dependent);
    is_known.then_some(due)
}

/// Whether words are those of time and figures, and no others.
fn says_only_when(words: &str) -> bool {
    let is_time = |word: &str| {
        let lower = word.to_lowercase();
        let figure = |c: char| c.is_ascii_digit() || "./-–ivx".contains(c);
        lower.is_empty() || lower.chars().all(figure) || time::OF_DEADLINES.contains(&lower.as_str())
    };
    words.split([' ', ',', ';']).all(is_time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_time_alone_say_when() {
        let read = |words| only_when(words, 2025);
        for (typed, due) in [
            ("quý IV/2025", "quý IV/2025"),
            ("hoàn thành trong quý IV/2025", "trong quý IV/2025"),
            ("thời gian hoàn thành: tháng 9/2025", "tháng 9/2025"),
            ("thường xuyên", "thường xuyên"),
            ("hằng năm", "hằng năm"),
            ("chậm nhất ngày 15 hằng tháng", "chậm nhất ngày 15 hằng tháng"),
            ("năm 2025 - 2026", "năm 2025 - 2026"),
        ] {
            assert_eq!(read(typed), Some(due), "{typed}");
        }
        for words in ["về đất đai năm 2025", "quy hoạch", "dự án giai đoạn 2", "khu vực 5", "khóa 2025", ""]
        {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn words_that_say_more_than_when_are_none() {
        let read = |words| completion(words, 2025).map(|read| (read.due, read.says_done));
        assert_eq!(read("hoàn thành trong quý IV/2025"), Some(("trong quý IV/2025", true)));
        assert_eq!(read(" xong tháng 9/2025 "), Some(("tháng 9/2025", true)));
        assert_eq!(read("trước ngày 15/7/2025"), Some(("trước ngày 15/7/2025", false)));
        assert_eq!(read("tháng 9/2025"), None, "of what happens then");
        assert_eq!(read("về đất đai, xây dựng"), None);
        assert_eq!(read("hoàn thành hồ sơ trong quý IV/2025"), None);
        assert_eq!(read("hoàn thành trong quý IV/2025 các quy hoạch"), None);
    }
}
