//! Giá trị trong một dòng: the values of a line as a person left them, taken out from between the words that
//! the template prints around them.

use super::around;
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
    pub around: Around,
}

/// What became of the words that the template prints around the values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Around {
    Kept,
    /// Some are changed, new or gone; the values are sure.
    Changed,
    /// A change reaches over words of the template and a value: no value is sure.
    Torn,
}

/// Takes the values out of `file`, a line that says `now` in the content, with its slots in order.
pub(super) fn values(now: &str, slots: &[Slot], file: &str) -> Values {
    let letters: Vec<char> = now.chars().collect();
    let cut = |start: usize, end: usize| -> String {
        let end = end.min(letters.len());
        letters.get(start.min(end)..end).into_iter().flatten().collect()
    };
    // A value with a label that the file does not have is not in it.
    let mut kept: Vec<usize> = Vec::new();
    let mut reaching = slots.to_vec();
    let mut fixed = Vec::new();
    let mut from = 0;
    for (at, slot) in slots.iter().enumerate() {
        let before = cut(from, slot.start);
        let label =
            DEADLINE.iter().chain(&OUTPUT).chain(&MONEY).find(|label| before.trim_end().ends_with(**label));
        from = slot.end;
        if let Some(label) = label.filter(|label| !file.contains(**label)) {
            let length = before.chars().count();
            let before = before.trim_end().trim_end_matches(*label);
            reaching[at].start -= length - before.chars().count();
            match fixed.last_mut() {
                // It is joined with what comes next.
                Some(Fixed::Open(last)) => *last += before,
                _ => fixed.push(Fixed::Open(before.to_owned())),
            }
            continue;
        }
        push_fixed(&mut fixed, before);
        kept.push(at);
    }
    push_fixed(&mut fixed, cut(from, letters.len()));
    let fixed: Vec<String> = fixed
        .into_iter()
        .map(|piece| match piece {
            Fixed::Open(text) | Fixed::Whole(text) => text,
        })
        .collect();
    let Some(found) = by_anchors(&fixed, file) else { return around::values(now, &reaching, file) };
    let mut values = vec![String::new(); slots.len()];
    for (at, value) in kept.into_iter().zip(found.values) {
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
        let value = file[at..].trim();
        // The document ends so, not its last value.
        values.push(value.strip_suffix("./.").map_or_else(|| value.to_owned(), |value| format!("{value}.")));
        return Some(Values { values, tail: String::new(), around: Around::Kept });
    }
    let found = file[at..].rfind(bare)?;
    values.push(file[at..at + found].trim().to_owned());
    let tail =
        file[at + found + bare.len()..].trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c));
    Some(Values { values, tail: tail.to_owned(), around: Around::Kept })
}

pub(super) const STOPS: [char; 3] = ['.', ';', '/'];

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

/// Runs of white space are one space.
pub(super) fn one_space(text: &str) -> String {
    single_spaced(text).into_owned()
}

/// Whether there is nothing but dots where something is to be filled in.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "….-–_".contains(c))
}

/// A value without the dots of its blank, where a person typed beside them instead of over them: "……Văn phòng", "Văn
/// phòng…………".
pub(super) fn beside_dots(text: &str) -> &str {
    /// Dots after which a sentence breaks off, "v.v…": more of them are a blank.
    const ELLIPSIS: usize = 3;
    let is_dot = |c: char| "….-–_".contains(c);
    let is_of_blank = |c: char| is_dot(c) || c.is_whitespace();
    let is_blank = |ends: &str| {
        let dots = ends.chars().map(|c| if c == '…' { ELLIPSIS } else { usize::from(is_dot(c)) });
        dots.sum::<usize>() > ELLIPSIS
    };
    let text = text.trim();
    let behind = text.trim_start_matches(is_of_blank);
    if behind.is_empty() {
        return text;
    }
    let text = if is_blank(&text[..text.len() - behind.len()]) { behind } else { text };
    let before = text.trim_end_matches(is_of_blank);
    if is_blank(&text[before.len()..]) { before } else { text }
}

/// Whether two texts say the same as they are read.
pub(super) fn same(one: &str, other: &str) -> bool {
    digest(one) == digest(other)
}

/// The same of lines of numbers and days: "tháng 07" is tháng 7.
pub(super) fn same_figures(one: &str, other: &str) -> bool {
    let without_zeros = |text: &str| {
        let mut kept = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            let is_behind_digit = text[..at].ends_with(|c: char| c.is_ascii_digit());
            let is_before_digit = text[at + c.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
            if c != '0' || is_behind_digit || !is_before_digit {
                kept.push(c);
            }
        }
        kept
    };
    same(&without_zeros(one), &without_zeros(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_before_a_number_is_no_other_number() {
        assert!(same_figures("ngày 08 tháng 07 năm 2025", "ngày 8 tháng 7 năm 2025"));
        assert!(same_figures("Số: 05/KH-SCT", "Số: 5/KH-SCT"));
        assert!(!same_figures("Số: 50/KH-SCT", "Số: 5/KH-SCT") && !same_figures("Số: 105/KH", "Số: 15/KH"));
        assert!(!same_figures("Số: 0/KH", "Số: /KH"));
    }

    #[test]
    fn what_was_typed_beside_the_dots_of_a_blank_is_the_value_without_them() {
        for typed in ["……Văn phòng", "Văn phòng ……", "…… Văn phòng …………", ".......Văn phòng", "____Văn phòng"]
        {
            assert_eq!(beside_dots(typed), "Văn phòng", "{typed}");
        }
        for whole in ["………", "- Văn phòng", "báo cáo, v.v…", "hồ sơ...", "trước ngày 15/7/2025."]
        {
            assert_eq!(beside_dots(whole), whole);
        }
    }

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
        assert!(found.around == Around::Kept && found.tail.is_empty());
        let file = "b) Rà soát thủ tục (khoản 1 Mục II). Thời hạn: quý II/2025. Sản phẩm: Báo cáo.";
        let found = taken("b) Rà soát thủ tục (khoản 1 Mục II).", &slots[..1], file);
        assert_eq!(found.values, ["Rà soát thủ tục"]);
        assert_eq!(labelled(&found.tail).output.as_deref(), Some("Báo cáo"));
    }

    #[test]
    fn where_the_template_lost_its_words_the_rest_of_them_parts_the_values() {
        let now = "b) Rà soát thủ tục (khoản 1 Mục II). Thời hạn: quý II/2025.";
        let found = taken(now, &["Rà soát thủ tục", "quý II/2025"], "b) Rà soát thủ tục. Thời hạn: tháng 9.");
        assert_eq!(found.around, Around::Changed);
        assert_eq!(found.values, ["Rà soát thủ tục", "tháng 9"]);
        let found =
            taken(now, &["Rà soát thủ tục", "quý II/2025"], "b) Rà soát mọi thủ tục (khoản 2 Mục II).");
        assert_eq!(found.around, Around::Changed);
        assert_eq!(found.values, ["Rà soát mọi thủ tục", ""]);
    }

    #[test]
    fn a_change_over_words_of_the_template_and_a_value_is_not_taken_apart() {
        let now = "- Giao Văn phòng: rà soát thủ tục (khoản 1 Mục II).";
        let slots = ["Văn phòng", "rà soát thủ tục"];
        let found = taken(now, &slots, "- Giao Văn phòng: rà soát quy trình của khoản 1 Mục II.");
        assert_eq!(found.around, Around::Torn);
        let found = taken(now, &slots, "- Giao Văn phòng: rà soát thủ tục (khoản 1 và 2 Mục II).");
        assert_eq!(found.around, Around::Changed);
        assert_eq!(found.values, slots);
    }

    #[test]
    fn what_ends_the_document_is_not_of_its_last_value() {
        let found = taken(
            "- Báo cáo trước ngày 20/12/2026./.",
            &["Báo cáo trước ngày 20/12/2026."],
            "- Báo cáo trước ngày 15/12/2026./.",
        );
        assert_eq!(found.values, ["Báo cáo trước ngày 15/12/2026."]);
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
}
