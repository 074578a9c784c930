//! Phân công thực hiện: a line that says who does which letters, read whole or not at all.

use super::fields::{STOPS, beside_dots, one_space, without_marker};
use crate::model::reference::LETTERS;

/// Who does it, and which letters of those above: "Phòng A chủ trì, phối hợp với Phòng B thực hiện nội dung tại các
/// điểm a, b".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Divided {
    pub lead: String,
    pub supporting: Option<String>,
    /// Empty where it is all of them.
    pub letters: Vec<String>,
}

/// All that a line says, where several are named in it one after the other: "Phòng A chủ trì thực hiện nội dung tại điểm
/// a; Văn phòng chủ trì thực hiện nội dung tại điểm b". `None` where a part of it is not understood.
pub(super) fn divided_among(text: &str) -> Option<Vec<Divided>> {
    if let Some(whole) = divided(text) {
        return Some(vec![whole]);
    }
    let stops = |c: char| c.is_whitespace() || STOPS.contains(&c);
    let parts = text.split(';').map(|part| part.trim_matches(stops)).filter(|part| !part.is_empty());
    let parts: Vec<Divided> = parts.map(divided).collect::<Option<_>>()?;
    // One that names no point has all of them: beside another that is a guess.
    (parts.len() > 1 && parts.iter().all(|part| !part.letters.is_empty())).then_some(parts)
}

/// `None` where a line says it in other words, or more than that: half of it would be a guess.
pub(super) fn divided(text: &str) -> Option<Divided> {
    let text = one_space(text);
    let text = without_marker(&text);
    let text = text.strip_prefix("Phân công thực hiện:").unwrap_or(text).trim();
    let text = text.strip_prefix("Giao ").unwrap_or(text);
    let (lead, rest) = text.split_once(" chủ trì")?;
    if rest.contains("chủ trì") {
        return None;
    }
    let lead = [" cùng", " đồng"].iter().find_map(|together| lead.strip_suffix(together)).unwrap_or(lead);
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c));
    let names = rest.strip_prefix(", phối hợp với ").or_else(|| rest.strip_prefix("phối hợp với "));
    let (supporting, task) = match names {
        Some(names) => {
            let end = names.rfind(" thực hiện").unwrap_or(names.len());
            (Some(beside_dots(&names[..end]).to_owned()), &names[end..])
        }
        None => (None, rest),
    };
    let letters = match task.trim().strip_prefix("thực hiện").unwrap_or(task).trim() {
        "" => Vec::new(),
        points => letters(points.strip_prefix("nội dung tại ")?)?,
    };
    Some(Divided { lead: beside_dots(lead).to_owned(), supporting, letters })
}

/// "các điểm a, b và d", "các điểm a đến c" → each of them.
fn letters(points: &str) -> Option<Vec<String>> {
    let points = points.strip_prefix("các ").unwrap_or(points).strip_prefix("điểm ")?;
    let mut letters = Vec::new();
    for piece in points.split(" và ").flat_map(|piece| piece.split(',')) {
        let piece = piece.trim();
        let piece = piece.strip_prefix("điểm ").unwrap_or(piece);
        match [" đến ", "-", "–"].iter().find_map(|to| piece.split_once(to)) {
            Some((first, last)) => letters.extend(between(first.trim(), last.trim())?),
            None => letters.push(letter(piece)?),
        }
    }
    Some(letters)
}

fn letter(text: &str) -> Option<String> {
    let is_letter = |c: char| LETTERS.iter().any(|letter| letter.chars().eq([c]));
    // After y it goes on aa, ab, …
    let fits = (1..=2).contains(&text.chars().count()) && text.chars().all(is_letter);
    fits.then(|| text.to_owned())
}

fn between(first: &str, last: &str) -> Option<Vec<String>> {
    let place = |letter: &str| LETTERS.iter().position(|one| *one == letter);
    let (first, last) = (place(first)?, place(last.strip_prefix("điểm ").unwrap_or(last))?);
    (first <= last).then(|| LETTERS[first..=last].iter().map(|one| (*one).to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_says_who_leads_and_who_supports() {
        let line = "- Phòng Kỹ thuật chủ trì, phối hợp với Văn phòng, Thanh tra thực hiện nội dung tại các điểm a, b;";
        let found = divided(line).expect("a division");
        assert_eq!(found.lead, "Phòng Kỹ thuật");
        assert_eq!(found.supporting.as_deref(), Some("Văn phòng, Thanh tra"));
        assert_eq!(found.letters, ["a", "b"]);
        assert_eq!(divided("Các phòng tự tổ chức thực hiện."), None);
        let whole = divided("Phân công thực hiện: Văn phòng chủ trì thực hiện.").expect("a division");
        assert_eq!((whole.lead.as_str(), whole.letters.len()), ("Văn phòng", 0));
    }

    #[test]
    fn a_line_may_name_several_one_after_the_other() {
        let line = "Phân công thực hiện: Phòng A chủ trì thực hiện nội dung tại các điểm a, b; Văn phòng chủ trì thực hiện \
                    nội dung tại điểm c.";
        let all = divided_among(line).expect("all of it");
        let of: Vec<(&str, String)> =
            all.iter().map(|one| (one.lead.as_str(), one.letters.concat())).collect();
        assert_eq!(of, [("Phòng A", "ab".to_owned()), ("Văn phòng", "c".to_owned())]);
        assert_eq!(divided_among("Phòng A chủ trì thực hiện nội dung tại điểm a; điểm b làm sau."), None);
        assert_eq!(divided_among("Phòng A chủ trì thực hiện; Phòng B chủ trì thực hiện."), None);
    }

    #[test]
    fn letters_are_counted_from_the_first_to_the_last() {
        let found = |points: &str| {
            let line = format!("Phòng A và Phòng B cùng chủ trì thực hiện nội dung tại {points}.");
            divided(&line).map(|divided| (divided.lead, divided.letters.concat()))
        };
        let of = |letters: &str| Some(("Phòng A và Phòng B".to_owned(), letters.to_owned()));
        let both = divided("Phòng A và Phòng B đồng chủ trì thực hiện nội dung tại điểm a.");
        assert_eq!(both.map(|both| both.lead).as_deref(), Some("Phòng A và Phòng B"));
        assert_eq!(found("các điểm a đến c"), of("abc"));
        assert_eq!(found("các điểm c đến e và điểm h"), of("cdđeh"));
        assert_eq!(found("điểm a"), of("a"));
    }

    #[test]
    fn a_line_that_says_more_is_not_understood() {
        for line in [
            "Phòng A chủ trì thực hiện nội dung tại các điểm a, b; Văn phòng chủ trì thực hiện nội dung tại điểm c.",
            "Phòng A chủ trì thực hiện nội dung tại các điểm a, b, c xong trước ngày 30/9/2025.",
            "Phòng A chủ trì thực hiện nội dung tại các điểm a, b, c. Thanh tra Sở giám sát.",
            "Phòng A chủ trì thực hiện nội dung tại các điểm a, b và hoàn thành trong tháng 9/2024.",
        ] {
            assert_eq!(divided(line), None, "{line}");
        }
    }
}
