//! Lãnh đạo chỉ đạo: "Đồng chí Nguyễn Văn An, Phó Giám đốc; đồng chí Lê Thị Bình - Phó Giám đốc (chỉ đạo theo lĩnh vực
//! phụ trách)".

use super::phrase::Phrase;
use crate::text::words::TITLES;
use crate::text::words::units::LEADER_LABELS;

/// Who directs, as a line says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Directing {
    pub leaders: Vec<Named>,
    /// "(chỉ đạo theo lĩnh vực phụ trách)".
    pub by_field: bool,
    /// What is left of the line besides names and positions.
    pub rest: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub name: String,
    /// Empty where the line gives none.
    pub position: String,
}

/// A line that names who directs; None for any other.
pub(super) fn of(line: &str) -> Option<Directing> {
    let line = line.trim_start_matches(['*', '-', '+', ' ']);
    let phrase = Phrase::of(line);
    let words = phrase.any_of(0, LEADER_LABELS)?;
    if phrase.mark(words - 1) != Some(':') {
        return None;
    }
    Some(directing(phrase.rest(words)))
}

/// Whether a line goes on naming leaders: "Đồng chí …".
pub(super) fn goes_on(line: &str) -> bool {
    Phrase::of(line).any_of(0, &TITLES).is_some()
}

fn directing(text: &str) -> Directing {
    let mut directing = Directing::default();
    let text = text.trim().trim_end_matches(['.', ';']);
    let text = match text.find('(') {
        Some(at) if text[at..].contains("lĩnh vực") => {
            directing.by_field = true;
            text[..at].trim()
        }
        _ => text,
    };
    let phrase = Phrase::of(text);
    let mut at = 0;
    while at < phrase.len() {
        let title = phrase.any_of(at, &TITLES).unwrap_or(0);
        let name = at + title;
        let end = name + (name..phrase.len()).take_while(|word| of_name(&phrase, name, *word)).count();
        let is_name = end >= name + 2 && (title > 0 || phrase.mark(end - 1).is_some() || end == phrase.len());
        if !is_name {
            directing.rest = phrase.rest(at).to_owned();
            break;
        }
        let next =
            (end..phrase.len()).find(|word| ends_position(&phrase, end, *word)).unwrap_or(phrase.len());
        directing.leaders.push(Named {
            name: phrase.text(name..end).to_owned(),
            position: phrase.text(end..next).trim().to_owned(),
        });
        at = next + usize::from(["và", "cùng"].contains(&phrase.word(next)));
    }
    // "Đồng chí A, đồng chí B - Phó Trưởng ban": the position is of both.
    let mut last = String::new();
    for leader in directing.leaders.iter_mut().rev() {
        if leader.position.is_empty() {
            leader.position.clone_from(&last);
        }
        last.clone_from(&leader.position);
    }
    directing
}

/// A word of a name: with a capital, and no mark before it.
fn of_name(phrase: &Phrase<'_>, first: usize, word: usize) -> bool {
    phrase.is_capitalised(word) && (word == first || phrase.mark(word - 1).is_none())
}

/// Whether another leader begins here.
fn ends_position(phrase: &Phrase<'_>, from: usize, word: usize) -> bool {
    let title = phrase.any_of(word, &TITLES).is_some();
    let behind_mark = word > from && phrase.mark(word - 1) == Some(';');
    let joined = ["và", "cùng"].contains(&phrase.word(word)) && phrase.any_of(word + 1, &TITLES).is_some();
    title || behind_mark || joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> (Vec<(String, String)>, bool, String) {
        let found = of(line).unwrap_or_else(|| panic!("{line}"));
        let leaders = found.leaders.into_iter().map(|leader| (leader.name, leader.position)).collect();
        (leaders, found.by_field, found.rest)
    }

    fn pair(name: &str, position: &str) -> (String, String) {
        (name.to_owned(), position.to_owned())
    }

    #[test]
    fn names_and_positions_are_told_apart() {
        assert_eq!(
            read(
                "* Lãnh đạo chỉ đạo: Đồng chí Trần Văn An, Trưởng ban; Đồng chí Lê Bình, Đồng chí Hà Thị Cúc - Phó Trưởng ban (chỉ đạo theo lĩnh vực phụ trách)."
            ),
            (
                vec![
                    pair("Trần Văn An", "Trưởng ban"),
                    pair("Lê Bình", "Phó Trưởng ban"),
                    pair("Hà Thị Cúc", "Phó Trưởng ban")
                ],
                true,
                String::new()
            )
        );
        assert_eq!(
            read("Lãnh đạo phụ trách: Bà Lê Thị Bình, Phó Giám đốc và ông Trần An, Giám đốc."),
            (vec![pair("Lê Thị Bình", "Phó Giám đốc"), pair("Trần An", "Giám đốc")], false, String::new())
        );
        assert_eq!(
            read("Chỉ đạo: Nguyễn Văn Dũng - Phó Giám đốc Sở"),
            (vec![pair("Nguyễn Văn Dũng", "Phó Giám đốc Sở")], false, String::new())
        );
    }

    #[test]
    fn what_names_nobody_stays_as_it_is() {
        assert_eq!(
            read("Lãnh đạo chỉ đạo: theo phân công của Giám đốc Sở"),
            (vec![], false, "theo phân công của Giám đốc Sở".to_owned())
        );
        assert_eq!(of("Chỉ đạo các đơn vị trực thuộc hướng dẫn doanh nghiệp"), None);
    }
}
