//! Lời hẹn xong: words that say by when something is done, and nothing else.

use super::{Deadline, Doubt, Meaning};

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
    let read = Deadline::read(due, year).ok()?;
    let is_known =
        read.doubt != Some(Doubt::Unread) && matches!(read.deadline.meaning(), Meaning::Until { .. });
    (is_known && read.deadline.is_said_in(words)).then_some(Completion { due, says_done: done > 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_say_more_than_when_are_none() {
        let read = |words| completion(words, 2025).map(|read| (read.due, read.says_done));
        assert_eq!(read("hoàn thành trong quý IV/2025"), Some(("trong quý IV/2025", true)));
        assert_eq!(read(" xong tháng 9/2025 "), Some(("tháng 9/2025", true)));
        assert_eq!(read("trước ngày 15/7/2025"), Some(("trước ngày 15/7/2025", false)));
        assert_eq!(read("tháng 9/2025"), None, "of what happens then");
        assert_eq!(read("về đất đai, xây dựng"), None);
        assert_eq!(read("hoàn thành hồ sơ trong quý IV/2025"), None);
    }
}
