//! Thời hạn stated in a sentence: "hoàn thành trước ngày 15/7/2025", "báo cáo trước ngày 20 hằng tháng".

use std::ops::Range;

use crate::text::bracket;
use crate::text::deadline::{Deadline, Meaning, completion};
use crate::text::moment::{self, Grain, Lead};
use crate::text::words::time;

/// The deadlines that a sentence states, in its words: of those that come once the last one, and all that come again.
pub fn stated(text: &str, year: i16) -> Vec<String> {
    let once = from_issue(text).or_else(|| dated(text, year)).or_else(|| at_end(text, year));
    let again = days_of_rhythm(text).into_iter().map(|range| text[range].to_owned());
    let comes_again = |due: &String| {
        let read = Deadline::read(due, year);
        read.is_ok_and(|read| read.deadline.meaning() == Meaning::Recurring && read.deadline.is_said_in(text))
    };
    again.filter(comes_again).chain(once).collect()
}

/// A rhythm of which a sentence does not clearly say that it is its deadline: "Định kỳ hằng quý báo cáo …", "… trước ngày
/// 05 của tháng đầu quý sau".
pub fn possible_rhythm(text: &str) -> Option<Range<usize>> {
    days_of_rhythm(text).into_iter().next().or_else(|| rhythm_of_clause(text))
}

/// "trước ngày 20 hằng tháng", "chậm nhất ngày 15 tháng cuối quý": a word that leads to a day, and the words of time
/// behind it that say of which months or years it is.
fn days_of_rhythm(text: &str) -> Vec<Range<usize>> {
    const LEADS: [&str; 7] = [
        "trước ngày ",
        "chậm nhất ngày ",
        "chậm nhất là ngày ",
        "chậm nhất vào ngày ",
        "muộn nhất ngày ",
        "muộn nhất là ngày ",
        "không quá ngày ",
    ];
    let lower = text.to_lowercase();
    if lower.len() != text.len() || !lower.contains("ngày ") {
        return Vec::new();
    }
    let starts = LEADS.iter().flat_map(|lead| lower.match_indices(lead));
    let mut found: Vec<Range<usize>> = starts
        .filter_map(|(from, lead)| {
            let day = from + lead.len();
            let end = day + length_of_time(&lower[day..]);
            is_of_rhythm(&lower[day..end]).then_some(from..end)
        })
        .collect();
    found.sort_by_key(|range| range.start);
    found
}

/// How many bytes at the beginning of a text are figures and words of time, in small letters.
fn length_of_time(text: &str) -> usize {
    const MARKS: [char; 5] = [' ', ',', ';', '.', ')'];
    let (mut read, mut end) = (0, 0);
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(MARKS);
        let closes = word.trim_end() != bare || read + word.len() == text.len();
        let is_time = bare.starts_with(|c: char| c.is_ascii_digit())
            || time::OF_DEADLINES.contains(&bare)
            || bare == "của"
            // "sau khi …" says something else.
            || bare == "sau" && closes;
        if !is_time {
            break;
        }
        // What joins is no end.
        if !["của", "và"].contains(&bare) {
            end = read + bare.len();
        }
        read += word.len();
        if closes && !word.trim_end().ends_with(',') {
            break;
        }
    }
    end
}

/// "20 hằng tháng", "15 tháng cuối quý", "05 của tháng đầu quý sau": a day of many months or years.
fn is_of_rhythm(words: &str) -> bool {
    let is_every = words.split([' ', ',']).any(|word| time::EVERY.contains(&word));
    let of_quarter = ["tháng cuối", "tháng đầu", "tháng giữa"].iter().any(|month| words.contains(month));
    words.starts_with(|c: char| c.is_ascii_digit()) && (is_every || of_quarter && words.contains("quý"))
}

/// "Định kỳ hằng quý", "hằng năm" where a clause begins.
fn rhythm_of_clause(text: &str) -> Option<Range<usize>> {
    let lower = text.to_lowercase();
    if lower.len() != text.len() {
        return None;
    }
    let units = ["tuần", "tháng", "quý", "năm"];
    // "mỗi tháng 02 tin" counts what is done.
    let rhythms = ["hằng", "hàng"].iter().flat_map(|every| units.map(|unit| format!("{every} {unit}")));
    let mut found: Vec<Range<usize>> = rhythms
        .filter_map(|rhythm| {
            let at = lower.find(&rhythm)?;
            let end = at + rhythm.len();
            let before = lower[..at].trim_end();
            let often = before.strip_suffix("định kỳ");
            let from = often.map_or(at, str::len);
            let begins = often.is_some() || before.is_empty() || before.ends_with([',', ';', '.', ':']);
            let ends = !lower[end..].starts_with(char::is_alphanumeric);
            let from = from + (lower[from..].len() - lower[from..].trim_start().len());
            (begins && ends).then_some(from..end)
        })
        .collect();
    found.sort_by_key(|range| range.start);
    found.into_iter().next()
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
