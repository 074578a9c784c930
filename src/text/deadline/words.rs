//! Deadlines that name no day: counted from the day of issue, recurring, going by something else.

use super::Meaning;
use crate::text::words::time;

/// What says no day.
pub(super) fn in_words(lower: &str, dated: bool) -> Meaning {
    if let Some(days) = from_issue(lower) {
        return days.map_or(Meaning::Unread, |days| Meaning::FromIssue { days });
    }
    let is_rhythm = |word: &str| time::EVERY.contains(&word);
    if lower.split(|c: char| !c.is_alphanumeric()).any(is_rhythm)
        || time::RHYTHMS.iter().any(|rhythm| lower.contains(rhythm))
        || lower.contains("cuối tháng")
        || lower.contains("cuối quý")
    {
        return Meaning::Recurring;
    }
    if !dated && has_broken_date(lower) {
        return Meaning::Unread;
    }
    let depends = |lead: &&str| lower.starts_with(*lead) || lower.contains(&format!(" {lead}"));
    if dated || time::DEPENDS.iter().any(depends) { Meaning::Dependent } else { Meaning::Unread }
}

/// "tháng Sáu năm 2026": of a month in letters only the year would be understood.
pub(super) fn names_month(lower: &str) -> bool {
    const MONTHS: [&str; 11] =
        ["giêng", "hai", "ba", "tư", "sáu", "bảy", "tám", "chín", "mười", "mười một", "chạp"];
    lower.match_indices("tháng ").any(|(at, found)| {
        let rest = &lower[at + found.len()..];
        let named = |month: &&str| {
            let after = rest.strip_prefix(*month).map(str::trim_start);
            after.is_some_and(|after| {
                after.is_empty() || after.starts_with([',', '.', ';']) || after.starts_with("năm ")
            })
        };
        MONTHS.iter().any(named)
    })
}

/// "30/6/20226", "31 /6/2026": figures and strokes that were meant as a date and are none.
fn has_broken_date(lower: &str) -> bool {
    lower.split_whitespace().any(|word| {
        let word = word.trim_matches([',', '.', ';', '(', ')']);
        let bare = |c: char| c.is_ascii_digit() || c == '/';
        word.contains('/') && word != "24/7" && word.chars().all(bare)
    })
}

/// Whether a text says so many days from the day of issue of the plan itself.
pub(super) fn says_from_issue(lower: &str, days: u16) -> bool {
    FROM_ISSUE.iter().any(|from| {
        lower.match_indices(from).any(|(at, found)| {
            let tail = lower[at + found.len()..].trim_start();
            let tail = tail.strip_prefix("kế hoạch").unwrap_or(tail).trim_start();
            let tail = tail.strip_prefix("này").unwrap_or(tail).trim_start();
            let ends = !tail.starts_with(char::is_alphanumeric);
            ends && days_before(&lower[..at]) == Some(days)
        })
    })
}

const FROM_ISSUE: [&str; 4] =
    [" kể từ ngày ký ban hành", " kể từ ngày ban hành", " kể từ khi ban hành", " kể từ ngày ký"];

/// "trong 10 ngày": how many days.
fn days_before(lower: &str) -> Option<u16> {
    let before = lower.strip_suffix(" ngày")?;
    before.split(' ').next_back()?.parse().ok().filter(|days| *days > 0)
}

/// "trong 10 ngày kể từ ngày ban hành", of the plan itself: how many days. `None` inside where no number is
/// typed.
fn from_issue(lower: &str) -> Option<Option<u16>> {
    let (before, tail) = FROM_ISSUE.iter().find_map(|from| lower.split_once(from))?;
    // "… ban hành Nghị quyết của HĐND" counts from another day.
    if !["", "kế hoạch", "kế hoạch này"].contains(&tail.trim().trim_end_matches('.')) {
        return None;
    }
    // Working days, weeks and months are not counted: which day they end on nobody may guess.
    Some(days_before(before))
}

/// "Định kỳ hằng quý tổng hợp …", "hằng quý" beside "việc": the rhythm of what is done, not of something in it.
/// "… trước ngày 20 hằng tháng": a day says so wherever it stands.
pub(super) fn states_rhythm(typed: &str, text: &str) -> bool {
    let every = |text: &str| text.replace("hàng ", "hằng ");
    let (typed, text) = (every(typed), every(text));
    if typed.contains("ngày ") && typed.contains(|c: char| c.is_ascii_digit()) {
        let ends = |(at, found): (usize, &str)| !text[at + found.len()..].starts_with(char::is_alphanumeric);
        return text.match_indices(typed.as_str()).any(ends);
    }
    let core = typed.trim_start_matches("định kỳ").trim();
    if !core.starts_with("hằng ") {
        return false;
    }
    text.match_indices(core).any(|(at, found)| {
        let (before, after) = (text[..at].trim_end(), text[at + found.len()..].trim_start());
        let begins = before.is_empty() || before.ends_with([',', ';', '.', ':', '(']);
        begins || before.ends_with("định kỳ") || after.starts_with("việc ")
    })
}
