//! Words typed twice.

use std::ops::Range;

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::letters::is_alphanumeric;
use crate::text::words::{BODIES, OF_TWO_COMPOUNDS, REDUPLICATED};

/// The longest phrase that is looked for twice.
const LONGEST: usize = 4;

/// Words and phrases that stand twice with nothing between them: "của của", "thực hiện thực hiện".
pub(super) fn check(text: &Written, found: &mut Found) {
    if matches!(text.field, Field::Signer | Field::Leader | Field::Code) {
        return;
    }
    let words = words(&text.text);
    // Where the last phrase that was told ends: of "rà soát rà soát rà soát" the first two are enough.
    let mut told = 0;
    for end in 2..=words.len() {
        let mut lengths = 1..=LONGEST.min(end / 2);
        let last = words[end - 1].bare.len();
        // Of most pairs of words their lengths show that they are not the same.
        let repeated = lengths.find(|length| {
            words[end - 1 - length].bare.len() == last && is_repeated(&words[end - 2 * length..end])
        });
        let Some(length) = repeated.filter(|length| end - 2 * length >= told) else { continue };
        let first = end - 2 * length;
        if is_meant(&words, first, length) {
            continue;
        }
        told = end;
        let range = words[first].range.start..words[end - 1].range.end;
        let phrase =
            text.text[words[first].range.start..words[first + length - 1].range.end].split_whitespace();
        let phrase = phrase.collect::<Vec<_>>().join(" ");
        let message = format!("“{phrase}” gõ hai lần liền nhau");
        let finding = Diagnostic::warning(codes::DOUBLED_WORD, message).hint("xóa một lần");
        found.push(text.finding(finding, range));
    }
}

/// A word with the marks around it taken off.
struct Word<'t> {
    bare: &'t str,
    range: Range<usize>,
    /// A mark stands before it.
    opens: bool,
    /// A mark stands behind it.
    closes: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let base = text.as_ptr() as usize;
    let words = text.split_whitespace().map(|word| {
        let end = word.trim_end_matches(|c: char| !is_alphanumeric(c));
        let bare = end.trim_start_matches(|c: char| !is_alphanumeric(c));
        let at = bare.as_ptr() as usize - base;
        Word {
            bare,
            range: at..at + bare.len(),
            opens: bare.len() < end.len(),
            closes: end.len() < word.len(),
        }
    });
    words.collect()
}

/// Whether the second half of these words says the first half again, with no mark in between.
fn is_repeated(words: &[Word<'_>]) -> bool {
    let (first, second) = words.split_at(words.len() / 2);
    first.iter().zip(second).rev().all(|(one, other)| is_same(one.bare, other.bare))
        && first.iter().chain(&second[..second.len() - 1]).all(|word| !word.closes)
        && first[1..].iter().chain(second).all(|word| !word.opens)
        && first[0].bare.chars().all(char::is_alphabetic)
        && !first[0].bare.is_empty()
}

/// The same word, however its first letter is written.
fn is_same(one: &str, other: &str) -> bool {
    one == other
        || one.len() == other.len() && {
            let (mut one, mut other) = (one.chars(), other.chars());
            let first = one.next().zip(other.next());
            // Most words that are as long differ there.
            one.as_str() == other.as_str()
                && first.is_some_and(|(one, other)| one.to_lowercase().eq(other.to_lowercase()))
        }
}

/// Words that may stand twice: "luôn luôn", "Trưởng ban Ban Quản lý", "triển khai khai thác".
fn is_meant(words: &[Word<'_>], first: usize, length: usize) -> bool {
    let (one, other) = (&words[first], &words[first + length]);
    let phrase: Vec<String> =
        words[first..first + length].iter().map(|word| word.bare.to_lowercase()).collect();
    let phrase = phrase.join(" ");
    if REDUPLICATED.contains(&phrase.as_str()) {
        return true;
    }
    // A title ends with what the name of the body begins with: "Trưởng ban Ban Quản lý", "Chánh Văn phòng Văn
    // phòng UBND tỉnh".
    let follows = first > 0 && !words[first - 1].closes;
    let of_title = follows && {
        let before = words[first - 1].bare.to_lowercase();
        one.bare.starts_with(char::is_lowercase) || matches!(before.as_str(), "chánh" | "trưởng" | "phó")
    };
    if of_title && other.bare.starts_with(char::is_uppercase) && BODIES.contains(&phrase.as_str()) {
        return true;
    }
    let goes_on = words.get(first + 2 * length).is_some_and(|next| !next.opens)
        && !words[first + 2 * length - 1].closes;
    let follows = follows && words[first - 1].bare.starts_with(char::is_alphabetic);
    length == 1 && follows && goes_on && one.bare == other.bare && OF_TWO_COMPOUNDS.contains(&phrase.as_str())
}
