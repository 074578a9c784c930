//! Chỗ còn khác: what a person's file says and the document made anew does not.

use std::collections::BTreeSet;

use super::align::{self, Alignment, is_unchanged, made_to_now};
use super::divided::divided_among;
use super::fields::{one_space, same, same_figures, without_marker};
use super::now::Now;
use super::returned::{FileLine, FileText, Returned, Shape};
use crate::render::marks::{Line, Made, Record, Role, digest};

/// A line of the file that the document made anew says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The paragraph of the file.
    pub place: usize,
    pub file: String,
    /// What the document says there; `None` where it has no such line.
    pub document: Option<String>,
}

/// Everything that a person changed and that the document does not say; `before` is what it said before.
pub fn left(now: &Now, before: &Now, file: &Returned, record: &Record) -> Vec<Left> {
    let to_now = made_to_now(&record.lines, now, &file.lines);
    let alignment = align::file_to_made(
        &file.lines,
        &record.lines,
        |line| to_now[line].map(|line| now.text(line)),
        |line| now.is_fixed(&align::words(line)),
    );
    unsaid((now, before), &file.lines, &record.lines, (&to_now, &alignment))
}

/// The same, of lines that are known already.
pub(super) fn unsaid(
    (now, before): (&Now, &Now),
    file: &[FileLine],
    record: &[Made],
    (to_now, alignment): (&[Option<usize>], &Alignment),
) -> Vec<Left> {
    // Where a space stands is not what a person reads, nor whether a line begins with a capital.
    let bare = |text: &str| digest(&without_marker(&one_space(text)).replace(' ', "").to_lowercase());
    let bare_lines =
        |of: &Now| (0..of.lines.len()).map(|line| bare(&of.text(line))).collect::<BTreeSet<u32>>();
    let all = bare_lines(now);
    let all_before = bare_lines(before);
    let mut left = Vec::new();
    for (line, made) in file.iter().zip(&alignment.of_file) {
        let text = one_space(&align::words(line));
        if let Some(made) = made.filter(|made| is_unchanged(line, &record[*made]) && line.joined.is_empty()) {
            // Nobody touched it: it may change with the content, but not go because of what came home.
            let is_gone = || all_before.contains(&bare(&text)) && !all.contains(&bare(&text));
            let texts = || (0..now.lines.len()).map(|line| now.text(line));
            let is_lost = is_gone() && !gives_still(&text, texts());
            if to_now[made].is_none() && is_lost && !text.contains("……") && !text.is_empty() {
                left.push(Left { place: line.place, file: text, document: None });
            }
            continue;
        }
        let own = made.and_then(|made| to_now[made]);
        // Of a row only what a person changed in it.
        if let (Some(made), Some(own), Shape::Row) = (*made, own, line.shape) {
            let cells = &now.lines[own].texts;
            let changed = line.texts.iter().enumerate().filter(|(at, text)| {
                record[made].texts.get(*at).is_none_or(|made| *made != digest(&text.text))
            });
            let says = |(at, text): (usize, &FileText)| {
                cells.get(at).is_some_and(|cell| same(&cell.text.to_lowercase(), &text.text.to_lowercase()))
            };
            if cells.len() == line.texts.len() && changed.into_iter().all(says) {
                continue;
            }
        }
        if own.is_none() && line.shape == Shape::Row && has_row(now, line) {
            continue;
        }
        let is_head = |made: usize| matches!(record[made].role, Role::Number | Role::PlaceDate);
        if let (Some(made), Some(own)) = (*made, own)
            && is_head(made)
            && same_figures(&text, &now.text(own))
        {
            continue;
        }
        let has_words = !without_marker(&text).is_empty();
        if !has_words || all.contains(&bare(&text)) || now.is_fixed(&text) || before.is_fixed(&text) {
            continue;
        }
        left.push(Left { place: line.place, file: text, document: own.map(|line| now.text(line)) });
    }
    left
}

/// Whether a line says who does which points, and each of those does some still: which letters they bear goes with the
/// entries.
fn gives_still(text: &str, mut lines: impl Iterator<Item = String>) -> bool {
    let Some(given) = divided_among(text) else { return false };
    let mut open: Vec<String> = given.into_iter().map(|one| one.lead.to_lowercase()).collect();
    while let (false, Some(line)) = (open.is_empty(), lines.next()) {
        let now = divided_among(&line).unwrap_or_default();
        open.retain(|lead| !now.iter().any(|one| one.lead.to_lowercase() == *lead));
    }
    open.is_empty()
}

/// Whether the document has a row that says in its cells whatever was typed into those of this one: number and
/// reference of a new row are the program's.
fn has_row(now: &Now, line: &FileLine) -> bool {
    let bare = |text: &str| one_space(text).to_lowercase();
    let typed: Vec<(usize, String)> = line
        .texts
        .iter()
        .map(|text| bare(&text.text))
        .enumerate()
        .filter(|(_, text)| !text.is_empty() && !text.chars().all(|c| c.is_ascii_digit() || c == '.'))
        .collect();
    let says = |row: &Line| {
        row.texts.len() == line.texts.len()
            && typed.iter().all(|(at, text)| same(&bare(&row.texts[*at].text), text))
    };
    !typed.is_empty() && now.lines.iter().filter(|row| row.role == Role::Row).any(says)
}

/// Every line of a file without its marks that the document does not say, and of the document that the file
/// does not: nothing tells which is which.
pub fn unlike(now: &Now, file: &Returned) -> (Vec<Left>, Vec<String>) {
    let bare = |text: &str| without_marker(&one_space(text)).to_owned();
    let of_now: Vec<String> = (0..now.lines.len()).map(|line| bare(&now.text(line))).collect();
    let of_file: Vec<String> = file.lines.iter().map(|line| bare(&align::words(line))).collect();
    let lines = file.lines.iter().zip(&of_file).filter(|(line, text)| {
        !of_now.iter().any(|other| same(other, text)) && !now.is_fixed(&align::words(line))
    });
    let lines = lines.map(|(line, _)| Left {
        place: line.place,
        file: one_space(&align::words(line)),
        document: None,
    });
    let missing = of_now
        .iter()
        .enumerate()
        .filter(|(_, text)| !text.is_empty() && !of_file.iter().any(|other| same(other, text)));
    (lines.collect(), missing.map(|(line, _)| now.text(line)).collect())
}

#[cfg(test)]
mod tests {
    use super::gives_still;

    #[test]
    fn who_does_which_points_is_not_lost_with_a_letter() {
        let now = ["I. NHIỆM VỤ", "- Văn phòng chủ trì thực hiện nội dung tại các điểm b, c."];
        let still = |text: &str| gives_still(text, now.iter().map(|line| (*line).to_owned()));
        assert!(still("- Văn phòng chủ trì thực hiện nội dung tại các điểm b, c, d."));
        assert!(!still("- Phòng Kỹ thuật chủ trì thực hiện nội dung tại các điểm b, c, d."));
        assert!(!still("Văn phòng tổng hợp, báo cáo."));
    }
}
