//! Words typed twice.

use std::ops::Range;

use super::Found;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::letters::is_alphanumeric;
use crate::text::spaces::single_spaced;
use crate::text::words::{BODIES, OF_TWO_COMPOUNDS, REDUPLICATED};

/// The longest phrase that is looked for twice wherever a word ends.
const PHRASE: usize = 4;

/// The longest stretch that is looked for twice: what is longer than a phrase is pasted twice, not typed.
const LONGEST: usize = 8;

/// Words and stretches that stand twice with nothing between them: "của của", "thực hiện thực hiện".
pub(super) fn check(text: &Written, found: &mut Found) {
    if matches!(text.field, Field::Signer | Field::Leader | Field::Code) {
        return;
    }
    let words = words(&text.text);
    // Of "rà soát rà soát rà soát" the first two are enough.
    let mut told: Vec<Range<usize>> = Vec::new();
    for end in 2..=words.len() {
        let (last, before) = (&words[end - 1], &words[end - 1 - end / 2..end - 1]);
        let lengths = before.iter().rev().take(PHRASE).zip(1..).filter(|(word, _)| word.sum == last.sum);
        let mut lengths = lengths.map(|(_, length)| length);
        if let Some(length) = lengths.find(|length| is_repeated(&words[end - 2 * length..end])) {
            tell(text, &words, end - 2 * length, length, &mut told, found);
        }
    }
    pasted(&words, |first, length| tell(text, &words, first, length, &mut told, found));
}

/// Hands out where a stretch longer than a phrase begins that stands twice, with its length. So many words in a row are
/// the same as those before them that one of every few tells it.
fn pasted(words: &[Word<'_>], mut take: impl FnMut(usize, usize)) {
    const STEP: usize = PHRASE + 1;
    for at in (STEP..words.len()).step_by(STEP) {
        for length in STEP..=LONGEST.min(at) {
            if words[at].sum != words[at - length].sum {
                continue;
            }
            // Of the places where it could begin, the first at which all of it is there.
            let firsts = (at + 1).saturating_sub(2 * length)..=at - length;
            let mut firsts = firsts.filter(|first| first + 2 * length <= words.len());
            if let Some(first) = firsts.find(|first| is_repeated(&words[*first..first + 2 * length])) {
                take(first, length);
            }
        }
    }
}

fn tell(
    text: &Written,
    words: &[Word<'_>],
    first: usize,
    length: usize,
    told: &mut Vec<Range<usize>>,
    found: &mut Found,
) {
    let end = first + 2 * length;
    if told.iter().any(|told| told.start < end && first < told.end) || is_meant(words, first, length) {
        return;
    }
    told.push(first..end);
    let range = words[first].range.start..words[end - 1].range.end;
    let phrase = single_spaced(&text.text[words[first].range.start..words[first + length - 1].range.end]);
    let message = format!("“{phrase}” gõ hai lần liền nhau");
    let finding = Diagnostic::warning(codes::DOUBLED_WORD, message).hint("xóa một lần");
    found.push(text.finding(finding, range));
}

/// A word with the marks around it taken off.
struct Word<'t> {
    bare: &'t str,
    /// Tells most words apart; two that [are the same](is_same) have the same.
    sum: u64,
    range: Range<usize>,
    /// A mark stands before it.
    opens: bool,
    /// A mark stands behind it.
    closes: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    // Where the word begins, and the letters and digits of it so far, from the first to the last.
    let (mut begins, mut bare) = (0, 0..0);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if is_alphanumeric(c) {
            let first = if bare.is_empty() { at } else { bare.start };
            bare = first..at + c.len_utf8();
        } else if c.is_whitespace() {
            if begins < at {
                words.push(Word::of(text, begins..at, bare));
            }
            begins = at + c.len_utf8();
            bare = begins..begins;
        }
    }
    words
}

impl<'t> Word<'t> {
    fn of(text: &'t str, whole: Range<usize>, range: Range<usize>) -> Self {
        let bare = &text[range.clone()];
        let (opens, closes) = (whole.start < range.start, range.end < whole.end);
        Self { bare, sum: sum(bare), range, opens, closes }
    }
}

/// The length of a word and its last letters, without the first, which may be a capital.
fn sum(word: &str) -> u64 {
    let mut letters = word.chars();
    letters.next();
    letters.as_str().bytes().rev().take(7).fold(word.len() as u64, |sum, byte| sum << 8 | u64::from(byte))
}

/// Whether the second half of these words says the first half again, with no mark where they meet, and in a phrase with
/// no mark at all.
fn is_repeated(words: &[Word<'_>]) -> bool {
    let (first, second) = words.split_at(words.len() / 2);
    let inner = words.len() - 1;
    first.iter().zip(second).rev().all(|(one, other)| is_same(one.bare, other.bare))
        && !first[first.len() - 1].closes
        && !second[0].opens
        && (first.len() > PHRASE
            || words[..inner].iter().all(|word| !word.closes) && words[1..].iter().all(|word| !word.opens))
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
