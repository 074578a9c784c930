//! Chú thích: a footnote is typed where its mark will stand, in brackets: "đạt 7,24 điểm[chú thích: theo
//! công bố ngày 06/5/2025]". It goes wherever its sentence goes.

use std::borrow::Cow;

/// How a note begins; a capital may have come in with the beginning of a sentence.
const OPENINGS: [&str; 2] = ["[chú thích:", "[Chú thích:"];

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'t> {
    Words(&'t str),
    /// What the footnote says.
    Note(&'t str),
}

/// Whether a text may have a note; cheap, for the many that have none.
pub fn may_have(text: &str) -> bool {
    text.contains('[') && next(text).is_some()
}

/// A text in its stretches: words and notes in turn. A note that is not closed is words.
pub fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((start, from, end)) = next(rest) {
        let before = rest[..start].trim_end();
        if !before.is_empty() {
            parts.push(Part::Words(before));
        }
        parts.push(Part::Note(rest[from..end].trim()));
        rest = &rest[end + 1..];
    }
    if !rest.is_empty() {
        parts.push(Part::Words(rest));
    }
    parts
}

/// A note as it is typed.
pub fn typed(note: &str) -> String {
    format!("{} {note}]", OPENINGS[0])
}

/// A text whose closing mark stands behind its last note: "…năm 2024.[chú thích: …]" has its stop at the
/// end, where what joins sentences looks for it.
pub fn closed(text: &str) -> Cow<'_, str> {
    if !(text.ends_with(']') && may_have(text)) {
        return Cow::Borrowed(text);
    }
    let parts = parts(text);
    let notes = parts.iter().rev().take_while(|part| matches!(part, Part::Note(_))).count();
    let Some(Part::Words(words)) = parts.len().checked_sub(notes + 1).map(|at| parts[at]) else {
        return Cow::Borrowed(text);
    };
    let bare = words.trim_end_matches(['.', ';', ',', ':']);
    if notes == 0 || bare.len() == words.len() || bare.is_empty() {
        return Cow::Borrowed(text);
    }
    let before = parts[..parts.len() - notes - 1].iter().map(|part| match part {
        Part::Words(words) => (*words).to_owned(),
        Part::Note(note) => typed(note),
    });
    let after = parts[parts.len() - notes..].iter().map(|part| match part {
        Part::Note(note) => typed(note),
        Part::Words(words) => (*words).to_owned(),
    });
    let mark = &words[bare.len()..];
    Cow::Owned(before.chain([bare.to_owned()]).chain(after).chain([mark.to_owned()]).collect())
}

/// A text with its notes in brackets of its own, for what has no footnotes: "… năm 2024 (chú thích: …)".
pub fn in_line(text: &str) -> String {
    if !may_have(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Words(words) => line.push_str(words),
            Part::Note(note) => line.push_str(&format!(" (chú thích: {note})")),
        }
    }
    line
}

/// A text with its words changed and its notes as they are.
pub fn with_words(text: &str, change: impl Fn(&str) -> String) -> String {
    if !may_have(text) {
        return change(text);
    }
    let parts = parts(text);
    parts
        .into_iter()
        .map(|part| match part {
            Part::Words(words) => change(words),
            Part::Note(note) => typed(note),
        })
        .collect()
}

/// The next note: where its bracket opens, where its words begin, where it closes.
fn next(text: &str) -> Option<(usize, usize, usize)> {
    let found = OPENINGS.iter().filter_map(|opening| Some((text.find(opening)?, opening.len())));
    let (start, length) = found.min()?;
    let from = start + length;
    let end = from + text[from..].find(']')?;
    Some((start, from, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_notes_come_in_turn_and_a_note_that_is_not_closed_is_words() {
        let text = "Đạt 7,24 điểm [chú thích: theo công bố] và giữ hạng[chú thích: hạng 20].";
        assert_eq!(
            parts(text),
            [
                Part::Words("Đạt 7,24 điểm"),
                Part::Note("theo công bố"),
                Part::Words(" và giữ hạng"),
                Part::Note("hạng 20"),
                Part::Words("."),
            ]
        );
        assert_eq!(parts("Xem [chú thích: ở dưới"), [Part::Words("Xem [chú thích: ở dưới")]);
        assert_eq!(parts("Mục [1], [2]"), [Part::Words("Mục [1], [2]")]);
    }

    #[test]
    fn the_stop_of_a_sentence_stands_behind_its_note() {
        assert_eq!(closed("Giữ hạng.[chú thích: hạng 20]"), "Giữ hạng[chú thích: hạng 20].");
        assert_eq!(closed("Giữ hạng[chú thích: hạng 20]."), "Giữ hạng[chú thích: hạng 20].");
        assert_eq!(closed("Giữ hạng[chú thích: hạng 20]"), "Giữ hạng[chú thích: hạng 20]");
        assert_eq!(closed("Một. [chú thích: a][chú thích: b]"), "Một[chú thích: a][chú thích: b].");
        assert_eq!(closed("Mục [1]"), "Mục [1]");
    }

    #[test]
    fn capitals_are_for_the_words_alone() {
        let shout = with_words("mục tiêu[chú thích: theo PCI]", str::to_uppercase);
        assert_eq!(shout, "MỤC TIÊU[chú thích: theo PCI]");
    }
}
