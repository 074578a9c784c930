//! Thời hạn stated in a sentence: "hoàn thành trước ngày 15/7/2025".

use std::ops::Range;

use crate::text::bracket;
use crate::text::deadline::{Deadline, Meaning, completion};
use crate::text::moment::{self, Grain, Lead};

/// The deadline that a sentence states, in its words; the last one where there are several.
pub fn stated(text: &str, year: i16) -> Option<String> {
    from_issue(text).or_else(|| dated(text, year)).or_else(|| at_end(text, year))
}

/// "… (hoàn thành trong quý IV/2025).", "…, xong trong tháng 9/2025": what stands at the end of a sentence and says
/// nothing but when.
fn at_end(text: &str, year: i16) -> Option<String> {
    if let Some((_, inner)) = bracket::at_end(text) {
        return completion(inner, year).map(|read| read.due.to_owned());
    }
    let end = text.trim_end_matches(['.', ';', '/', ' ']).rsplit([',', ';']).next()?;
    let read = completion(end, year).filter(|read| read.says_done)?;
    Some(read.due.to_owned())
}

/// A time that a sentence ends with, and of which it does not say that it is to be done by then: "… trong quý IV/2025",
/// "… trước tháng 10/2025". That something is of the plan's own year says nothing.
pub fn possible(text: &str, year: i16) -> Option<Range<usize>> {
    const LONGEST: usize = 8;
    let marks = text.match_indices(['.', ';']).map(|(at, _)| at);
    let ends = marks.filter(|at| text[at + 1..].starts_with(' ')).chain([text.len()]);
    let mut ends: Vec<usize> = ends.collect();
    ends.reverse();
    ends.into_iter().find_map(|end| {
        let clause = text[..end].trim_end_matches(['.', ';', '/', ' ']);
        let begins = clause.rmatch_indices(' ').map(|(at, _)| at + 1).take(LONGEST);
        let begins: Vec<usize> = begins.collect();
        let from = begins.into_iter().rev().find(|from| {
            let words = &clause[*from..];
            !words.contains(';')
                && completion(words, year).is_some()
                && words.to_lowercase() != format!("trong năm {year}")
        })?;
        Some(from..clause.len())
    })
}

fn dated(text: &str, year: i16) -> Option<String> {
    let moments = moment::moments(text, year);
    let due =
        moments.iter().rev().filter_map(|one| one.as_ref().ok()).find(|one| {
            one.grain == Grain::Day && !one.recurs && matches!(one.lead, Lead::Before | Lead::By)
        })?;
    let day = text.get(due.range.clone())?.trim();
    let before = text.get(..due.range.start)?.trim_end().to_lowercase();
    const LEADS: [&str; 6] =
        ["trước ngày", "chậm nhất ngày", "chậm nhất là ngày", "đến ngày", "trước", "chậm nhất"];
    let lead = LEADS.iter().find(|lead| before.ends_with(*lead))?;
    let typed = format!("{lead} {}", day.trim_start_matches("ngày ").trim());
    let read = Deadline::read(&typed, year).ok()?.deadline;
    read.is_said_in(text).then_some(typed)
}

/// "trong thời hạn 10 ngày kể từ ngày Kế hoạch được ban hành".
fn from_issue(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let at = lower.find("ngày kể từ ngày")?;
    let after = lower[at..].split(['.', ';', ',']).next()?;
    let counts = after.contains("ban hành") && !after.contains("nghị quyết") && !after.contains("quyết định");
    let days: u16 = lower[..at].trim_end().rsplit(' ').next()?.parse().ok()?;
    let typed = format!("trong {days:02} ngày kể từ ngày ban hành");
    let meant = Deadline::read(&typed, 2000).ok()?.deadline.meaning();
    (counts && meant == Meaning::FromIssue { days }).then_some(typed)
}
