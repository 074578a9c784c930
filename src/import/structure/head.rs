//! Phần đầu: Quốc hiệu, tên cơ quan, số và ký hiệu, địa danh và ngày tháng, các dấu.

use super::lines::{Line, Piece};
use super::{DateLine, Document, NumberLine, Words, title};
use crate::text::secrecy::is_mark;
use crate::text::words::official;

/// Tiêu đề of documents of the Party, in lower case.
pub(super) const PARTY: &str = "đảng cộng sản việt nam";

/// How many pieces at the top are a head, where no line names the kind of the document.
pub(super) fn length(pieces: &[Piece]) -> usize {
    const DEEPEST: usize = 12;
    let of_head = |piece: &Piece| {
        piece.texts().iter().any(|text| is_national(text) || is_number(text) || date(text).is_some())
    };
    pieces.iter().take(DEEPEST).rposition(of_head).map_or(0, |at| at + 1)
}

/// Reads the lines above the title.
pub(super) fn read(lines: Vec<Line>, document: &mut Document) {
    for line in lines {
        let words = line.words();
        if words.text.is_empty() {
            continue;
        }
        for part in parted(words) {
            put(part, document);
        }
    }
}

fn put(words: Words, document: &mut Document) {
    let text = words.text.as_str();
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let stamp = |stamp: &str| bare == stamp || bare.starts_with(stamp) && bare.split(' ').count() <= 5;
    if is_national(text) {
        document.head.national.push(words);
    } else if is_number(text) && document.head.number.is_none() {
        document.head.number = Some(number_line(words));
    } else if let Some(date) = date(text).filter(|_| document.head.date.is_none()) {
        document.head.date = Some(DateLine { words, ..date });
    } else if let Some((year, line)) =
        document.head.date.as_mut().and_then(|line| Some((rest_of_date(text, line)?, line)))
    {
        line.year = Some(year);
        line.words.join(&words);
    } else if official::STAMPS.iter().any(|one| stamp(one)) || is_mark(text) || is_draft(text) {
        document.head.stamps.push(words);
    } else if words.look.capitals {
        document.head.issuer.push(words);
    } else {
        title::before(words, document);
    }
}

/// "(Dự thảo lần 2)".
fn is_draft(text: &str) -> bool {
    let bare = text.trim_start_matches('(').to_lowercase();
    bare.starts_with("dự thảo") && text.split(' ').count() <= 8
}

pub(super) fn is_national(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.starts_with("cộng hòa xã hội")
        || lower.starts_with("cộng hoà xã hội")
        || lower.starts_with("độc lập")
        || lower.starts_with(PARTY)
        // The rest of it, on a line of its own.
        || lower.contains(' ') && ["cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc"].iter().any(|whole| whole.ends_with(&lower))
}

/// "Số: 175/KH-UBND", with the number or without it.
fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix("Số").or_else(|| text.strip_prefix("SỐ"));
    rest.is_some_and(|rest| rest.starts_with([':', ' ', '.']) && rest.contains('/') && rest.len() < 60)
}

/// Issuer, national motto, number and date that were typed on one line.
fn parted(words: Words) -> Vec<Words> {
    let lower = words.text.to_lowercase();
    if lower.len() != words.text.len() {
        return vec![words];
    }
    let starts =
        ["cộng hòa xã hội", "cộng hoà xã hội", "độc lập"].iter().filter_map(|start| lower.find(start));
    let mut at: Option<usize> = starts.filter(|at| *at > 0).min();
    if at.is_none() && is_number(&words.text) {
        at = place_of_date(&words.text);
    }
    match at {
        Some(at) => {
            let first = Words { text: words.text[..at].trim().to_owned(), ..words.clone() };
            vec![first, words.without_start(at)]
        }
        None => vec![words],
    }
}

/// Where the place of the date begins behind a number: "Số: 158/KH-UBND Lạng Sơn, ngày …".
fn place_of_date(text: &str) -> Option<usize> {
    text.find(", ngày")?;
    let slash = text.find('/')?;
    let space = text[slash..].find(' ')? + slash;
    // A blank number is followed by its symbol: "Số: /KH-UBND Lạng Sơn".
    let rest = text[space..].trim_start();
    Some(text.len() - rest.len()).filter(|at| text[*at..].contains(", ngày"))
}

fn number_line(words: Words) -> NumberLine {
    let rest = words.text.get("Số".len()..).unwrap_or_default().trim_start_matches([':', '.', ' ']);
    let (number, symbol) = rest.split_once('/').unwrap_or((rest, ""));
    let number = number.trim().trim_matches(['.', '…', '_', ' ']);
    let mut symbol = symbol.trim();
    // "15/2025/QĐ-UBND" has the year before its symbol.
    let mut number = number.to_owned();
    if let Some((year, after)) = symbol.split_once('/')
        && year.len() == 4
        && year.bytes().all(|byte| byte.is_ascii_digit())
    {
        number = format!("{number}/{year}");
        symbol = after;
    }
    // "15-KH/BCĐ" has its number before the first dash.
    let whole;
    if let Some((figures, kind)) = number.clone().split_once('-')
        && !figures.is_empty()
        && figures.bytes().all(|byte| byte.is_ascii_digit())
    {
        whole = format!("{kind}/{symbol}");
        number = figures.to_owned();
        symbol = &whole;
    }
    let filled = |text: &str| Some(text.to_owned()).filter(|text| text.chars().any(char::is_alphanumeric));
    NumberLine { number: filled(&number), symbol: filled(symbol), words }
}

/// "Lạng Sơn, ngày 05 tháng 7 năm 2024", "Lạng Sơn, ngày 05/7/2024", with blanks or without.
fn date(text: &str) -> Option<DateLine> {
    let lower = text.to_lowercase();
    let at = lower.find("ngày").filter(|_| lower.len() == text.len())?;
    let (place, rest) = (text[..at].trim(), &lower[at + "ngày".len()..]);
    let [day, month, year] = in_words(rest).or_else(|| in_figures(place, rest))?;
    let is_it = [&day, &month, &year].into_iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
        && place.split(' ').count() < 8;
    let place = place.trim_end_matches(',').trim();
    is_it.then(|| DateLine {
        words: Words::default(),
        place: Some(place.to_owned()).filter(|place| !place.is_empty()),
        day: day.parse().ok(),
        month: month.parse().ok(),
        year: year.parse().ok(),
    })
}

/// "2025" below "Lạng Sơn, ngày 20 tháng 8 năm".
fn rest_of_date(text: &str, line: &DateLine) -> Option<i16> {
    let is_cut = line.year.is_none() && line.words.text.trim_end().ends_with("năm");
    text.parse().ok().filter(|_| is_cut && text.len() == 4)
}

/// Day, month and year of " 05 tháng 7 năm 2024".
fn in_words(rest: &str) -> Option<[String; 3]> {
    let (day, rest) = rest.split_once("tháng")?;
    let (month, year) = rest.split_once("năm")?;
    Some([day, month, year].map(figures))
}

/// Day, month and year of " 05/7/2024"; behind a name alone, for a sentence may end in a date, too.
fn in_figures(place: &str, rest: &str) -> Option<[String; 3]> {
    let rest = rest.trim().trim_end_matches('.');
    let stroke = ['/', '-', '–', '.'].into_iter().find(|stroke| rest.contains(*stroke))?;
    let parts: Vec<&str> = rest.split(stroke).collect();
    let [day, month, year] = <[&str; 3]>::try_from(parts).ok()?.map(figures);
    let is_name = || place.split(' ').all(|word| word.starts_with(char::is_uppercase));
    let stands_alone = place.is_empty() || place.ends_with(',') || is_name();
    (stands_alone && year.len() == 4).then_some([day, month, year])
}

/// Without the blanks and strokes around them.
fn figures(text: &str) -> String {
    text.trim().trim_matches(['.', '…', '_', ' ', '/', '-']).to_owned()
}
