//! Giá trị trong một dòng: the values of a line as a person left them, taken out from between the words that
//! the template prints around them.

use crate::render::marks::digest;
use crate::text::spaces::single_spaced;

/// A value within a line, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub start: usize,
    pub end: usize,
}

/// The values of a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Values {
    /// One for each slot.
    pub values: Vec<String>,
    /// What was typed behind the last words of the template.
    pub tail: String,
    /// Whether the words between the values are those of the template.
    pub is_whole: bool,
}

/// Takes the values out of `file`, a line that says `now` in the content, with its slots in order.
pub(super) fn values(now: &str, slots: &[Slot], file: &str) -> Values {
    let letters: Vec<char> = now.chars().collect();
    let cut = |start: usize, end: usize| -> String {
        let end = end.min(letters.len());
        letters.get(start.min(end)..end).into_iter().flatten().collect()
    };
    // A value with a label that the file does not have is not in it.
    let mut kept: Vec<(usize, Slot)> = Vec::new();
    let mut fixed = Vec::new();
    let mut from = 0;
    for (at, slot) in slots.iter().enumerate() {
        let before = cut(from, slot.start);
        let label =
            DEADLINE.iter().chain(&OUTPUT).chain(&MONEY).find(|label| before.trim_end().ends_with(**label));
        from = slot.end;
        if let Some(label) = label.filter(|label| !file.contains(**label)) {
            let before = before.trim_end().trim_end_matches(*label);
            match fixed.last_mut() {
                // It is joined with what comes next.
                Some(Fixed::Open(last)) => *last += before,
                _ => fixed.push(Fixed::Open(before.to_owned())),
            }
            continue;
        }
        push_fixed(&mut fixed, before);
        kept.push((at, *slot));
    }
    push_fixed(&mut fixed, cut(from, letters.len()));
    let fixed: Vec<String> = fixed
        .into_iter()
        .map(|piece| match piece {
            Fixed::Open(text) | Fixed::Whole(text) => text,
        })
        .collect();
    let own: Vec<Slot> = kept.iter().map(|(_, slot)| *slot).collect();
    let found = by_anchors(&fixed, file).unwrap_or_else(|| by_words(&own, slots, &letters, file));
    let mut values = vec![String::new(); slots.len()];
    for ((at, _), value) in kept.into_iter().zip(found.values) {
        values[at] = value;
    }
    Values { values, ..found }
}

/// Words of the template between two values.
enum Fixed {
    /// A value that stood behind them is gone: they go on in the next.
    Open(String),
    Whole(String),
}

fn push_fixed(fixed: &mut Vec<Fixed>, text: String) {
    match fixed.pop() {
        Some(Fixed::Open(last)) => {
            let rest = text.trim_start_matches(STOPS).trim_start();
            fixed.push(Fixed::Whole(format!("{} {rest}", last.trim_end()).trim_end().to_owned()));
        }
        Some(whole) => {
            fixed.push(whole);
            fixed.push(Fixed::Whole(text));
        }
        None => fixed.push(Fixed::Whole(text)),
    }
}

/// The words of the template are searched one after the other.
fn by_anchors(fixed: &[String], file: &str) -> Option<Values> {
    let file = one_space(file);
    let (first, others) = fixed.split_first()?;
    let (last, middle) = others.split_last()?;
    let start = without_marker(first);
    let body = without_marker(&file);
    let mut at = file.len() - body.len();
    if !start.trim().is_empty() {
        let start = one_space(start.trim());
        at += file[at..].find(&start).filter(|place| *place == 0)? + start.len();
    }
    let mut values = Vec::new();
    for words in middle {
        let words = one_space(words);
        // Nothing but a space or a sign would be found anywhere.
        let is_colon = words.trim() == ":";
        if !is_colon && words.trim().chars().filter(|c| c.is_alphanumeric()).count() < 2 {
            return None;
        }
        let found = file[at..].find(words.trim())?;
        values.push(file[at..at + found].trim().to_owned());
        at += found + words.trim().len();
    }
    let end = one_space(last);
    let end = end.trim();
    let bare = end.trim_end_matches(STOPS).trim();
    if bare.is_empty() {
        values.push(file[at..].trim().to_owned());
        return Some(Values { values, tail: String::new(), is_whole: true });
    }
    let found = file[at..].rfind(bare)?;
    values.push(file[at..at + found].trim().to_owned());
    let tail =
        file[at + found + bare.len()..].trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c));
    Some(Values { values, tail: tail.to_owned(), is_whole: true })
}

const STOPS: [char; 3] = ['.', ';', '/'];

/// Some of the template's words are changed or gone: what is left of them parts the values.
fn by_words(own: &[Slot], slots: &[Slot], letters: &[char], file: &str) -> Values {
    let now: String = letters.iter().collect();
    let (mine, theirs) = (tokens(&now), tokens(file));
    let pairs = common(&mine, &theirs);
    let in_slot =
        |word: &Token<'_>| slots.iter().position(|slot| word.at < slot.end && slot.start <= word.at);
    // The words of the file behind the last word of the template before a slot, up to the first after it.
    let mut values = Vec::new();
    for slot in own {
        let number = slots.iter().position(|other| other == slot).unwrap_or_default();
        let fixed_pair = |before: bool| {
            let of_template = pairs
                .iter()
                .filter(|(one, _)| in_slot(&mine[*one]).is_none() && (mine[*one].at < slot.start) == before);
            let places = of_template.map(|(_, other)| *other);
            if before { places.max() } else { places.min() }
        };
        let other_slot = |before: bool| {
            let of_slot = pairs.iter().filter(|(one, _)| {
                in_slot(&mine[*one]).is_some_and(|of| if before { of < number } else { of > number })
            });
            let places = of_slot.map(|(_, other)| *other);
            if before { places.max() } else { places.min() }
        };
        let from = fixed_pair(true).max(other_slot(true)).map_or(0, |place| place + 1);
        let to = [fixed_pair(false), other_slot(false)].into_iter().flatten().min().unwrap_or(theirs.len());
        let words: Vec<&str> =
            theirs.get(from..to.max(from)).unwrap_or_default().iter().map(|word| word.text).collect();
        values.push(without_marker(&words.join(" ")).trim_matches([' ', ';']).to_owned());
    }
    Values { values, tail: String::new(), is_whole: false }
}

struct Token<'t> {
    /// Characters before it.
    at: usize,
    text: &'t str,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if !word.is_empty() {
            tokens.push(Token { at, text: word });
        }
        at += piece.chars().count();
    }
    tokens
}

fn common(one: &[Token<'_>], other: &[Token<'_>]) -> Vec<(usize, usize)> {
    let same = |row: usize, column: usize| one[row].text == other[column].text;
    let width = other.len() + 1;
    let mut table = vec![0_u32; (one.len() + 1) * width];
    for row in (0..one.len()).rev() {
        for column in (0..other.len()).rev() {
            table[row * width + column] = if same(row, column) {
                table[(row + 1) * width + column + 1] + 1
            } else {
                table[(row + 1) * width + column].max(table[row * width + column + 1])
            };
        }
    }
    let (mut row, mut column, mut pairs) = (0, 0, Vec::new());
    while row < one.len() && column < other.len() {
        if same(row, column) {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if table[(row + 1) * width + column] >= table[row * width + column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// A line without the dash, the letter or the number before its words: the program prints those.
pub(super) fn without_marker(text: &str) -> &str {
    let text = text.trim_start();
    if let Some(rest) = ["-", "–", "—", "+", "•", "*", "·"].iter().find_map(|dash| text.strip_prefix(dash))
    {
        return rest.trim_start();
    }
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let (marker, rest) = text.split_at(end);
    let is_letter =
        marker.chars().count() <= 2 && marker.chars().all(|c| c.is_lowercase() && c.is_alphabetic());
    let is_number = marker.chars().next().is_some_and(|c| c.is_ascii_digit())
        && marker.chars().all(|c| c.is_ascii_digit() || c == '.')
        && marker.trim_end_matches('.').len() <= 8;
    let is_roman = !marker.is_empty()
        && marker.ends_with('.')
        && marker.trim_end_matches('.').chars().all(|c| "IVXLC".contains(c));
    if let Some(rest) = rest.strip_prefix(')')
        && (is_letter || is_number)
        && !marker.is_empty()
    {
        return rest.trim_start();
    }
    // "1. Rà soát", "2.1. Rà soát", "II. NHIỆM VỤ"; not "2025 là năm …".
    if (is_number && marker.ends_with('.') || is_roman) && rest.starts_with(char::is_whitespace) {
        return rest.trim_start();
    }
    text
}

/// What is typed in the words of a line's own label: "… Thời hạn: quý III. Sản phẩm: Báo cáo."
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Labelled {
    pub text: String,
    pub deadline: Option<String>,
    pub output: Option<String>,
}

const DEADLINE: [&str; 3] = ["Thời hạn:", "Thời gian hoàn thành:", "Thời gian thực hiện:"];
const OUTPUT: [&str; 2] = ["Sản phẩm:", "Kết quả:"];
const MONEY: [&str; 1] = ["Kinh phí:"];

pub(super) fn labelled(text: &str) -> Labelled {
    let mut found: Vec<(usize, usize, bool)> = Vec::new();
    for (labels, is_deadline) in [(&DEADLINE[..], true), (&OUTPUT[..], false)] {
        found.extend(
            labels.iter().find_map(|label| text.find(label).map(|at| (at, at + label.len(), is_deadline))),
        );
    }
    found.sort_unstable();
    let mut labelled = Labelled::default();
    let first = found.first().map_or(text.len(), |(at, ..)| *at);
    labelled.text = text[..first].trim().to_owned();
    for (place, (_, from, is_deadline)) in found.iter().enumerate() {
        let to = found.get(place + 1).map_or(text.len(), |(at, ..)| *at);
        let value =
            text[*from..to].trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c)).to_owned();
        let value = (!value.is_empty()).then_some(value);
        if *is_deadline { labelled.deadline = value } else { labelled.output = value }
    }
    labelled
}

/// Who does it, and the words that go before a list of letters: "Phòng A chủ trì, phối hợp với Phòng B thực
/// hiện nội dung tại điểm a".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Divided {
    pub lead: String,
    pub supporting: Option<String>,
    pub tail: String,
}

/// `None` where a line says it in other words.
pub(super) fn divided(text: &str) -> Option<Divided> {
    let text = one_space(text);
    let text = without_marker(&text);
    let text = text.strip_prefix("Phân công thực hiện:").unwrap_or(text).trim();
    let text = text.strip_prefix("Giao ").unwrap_or(text);
    let (lead, rest) = text.split_once(" chủ trì")?;
    let rest = rest.trim_start();
    let (supporting, tail) =
        match rest.strip_prefix(", phối hợp với ").or_else(|| rest.strip_prefix("phối hợp với "))
        {
            Some(names) => {
                let end = [" thực hiện nội dung", " thực hiện"].iter().find_map(|words| names.rfind(words));
                let end = end.unwrap_or(names.trim_end_matches(STOPS).len());
                (Some(names[..end].trim().to_owned()), &names[end..])
            }
            None => (None, rest),
        };
    let tail = tail.trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c)).to_owned();
    Some(Divided { lead: lead.trim().to_owned(), supporting, tail })
}

/// "thực hiện nội dung tại các điểm a, b" → a, b.
pub(super) fn letters(tail: &str) -> Vec<String> {
    let Some((_, letters)) = tail.split_once("điểm ") else { return Vec::new() };
    let letters = letters.split(|c: char| !c.is_alphabetic());
    letters.filter(|letter| !letter.is_empty() && *letter != "và").map(str::to_owned).collect()
}

/// Runs of white space are one space.
pub(super) fn one_space(text: &str) -> String {
    single_spaced(text).into_owned()
}

/// Whether there is nothing but dots where something is to be filled in.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "….-–_".contains(c))
}

/// Whether two texts say the same as they are read.
pub(super) fn same(one: &str, other: &str) -> bool {
    digest(one) == digest(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(now: &str, slots: &[&str], file: &str) -> Values {
        let slots: Vec<Slot> = slots
            .iter()
            .map(|words| {
                let start = now[..now.find(words).expect("a slot")].chars().count();
                Slot { start, end: start + words.chars().count() }
            })
            .collect();
        values(now, &slots, file)
    }

    #[test]
    fn values_are_taken_from_between_the_words_of_the_template() {
        let now = "b) Rà soát thủ tục (khoản 1 Mục II). Thời hạn: quý II/2025.";
        let slots = ["Rà soát thủ tục", "quý II/2025"];
        let file = "c) Rà soát, bãi bỏ thủ tục (khoản 1 Mục II). Thời hạn: quý III/2025.";
        let found = taken(now, &slots, file);
        assert_eq!(found.values, ["Rà soát, bãi bỏ thủ tục", "quý III/2025."]);
        assert!(found.is_whole && found.tail.is_empty());
        let file = "b) Rà soát thủ tục (khoản 1 Mục II). Thời hạn: quý II/2025. Sản phẩm: Báo cáo.";
        let found = taken("b) Rà soát thủ tục (khoản 1 Mục II).", &slots[..1], file);
        assert_eq!(found.values, ["Rà soát thủ tục"]);
        assert_eq!(labelled(&found.tail).output.as_deref(), Some("Báo cáo"));
    }

    #[test]
    fn where_the_template_lost_its_words_the_rest_of_them_parts_the_values() {
        let now = "b) Rà soát thủ tục (khoản 1 Mục II). Thời hạn: quý II/2025.";
        let found = taken(now, &["Rà soát thủ tục", "quý II/2025"], "b) Rà soát thủ tục. Thời hạn: tháng 9.");
        assert!(!found.is_whole);
        assert_eq!(found.values[1], "tháng 9.");
        assert_eq!(found.values[0], "Rà soát thủ tục.");
    }

    #[test]
    fn markers_are_no_words() {
        for (line, words) in [
            ("a) Rà soát", "Rà soát"),
            ("- Rà soát", "Rà soát"),
            ("2.1. Rà soát", "Rà soát"),
            ("II. NHIỆM VỤ", "NHIỆM VỤ"),
            ("2025 là năm đầu", "2025 là năm đầu"),
            ("(1) Rà soát", "(1) Rà soát"),
            ("đ) Rà soát", "Rà soát"),
        ] {
            assert_eq!(without_marker(line), words);
        }
    }

    #[test]
    fn a_division_says_who_leads_and_who_supports() {
        let line = "- Phòng Kỹ thuật chủ trì, phối hợp với Văn phòng, Thanh tra thực hiện nội dung tại các điểm a, b;";
        let found = divided(line).expect("a division");
        assert_eq!(found.lead, "Phòng Kỹ thuật");
        assert_eq!(found.supporting.as_deref(), Some("Văn phòng, Thanh tra"));
        assert_eq!(found.tail, "thực hiện nội dung tại các điểm a, b");
        assert_eq!(divided("Các phòng tự tổ chức thực hiện."), None);
    }
}
