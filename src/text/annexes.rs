//! Lời nhắc phụ lục: where a text speaks of annexes, of which ones, and of whose.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::numerals::roman;
use super::phrases::begins_with;
use super::words::official::CITED;

/// A place where a text speaks of annexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, numbers included.
    pub range: Range<usize>,
    pub which: Which,
    pub whose: Whose,
}

/// Phụ lục nào.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// “Phụ lục kèm theo”, “các Phụ lục”, or a label that is no number.
    Unnumbered,
    /// “Phụ lục I và II”, “Phụ lục 01”.
    Numbered(Vec<usize>),
}

/// Phụ lục của văn bản nào.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The text says that it is its own: “kèm theo”, “(Chi tiết tại Phụ lục I)”.
    Own,
    /// “Phụ lục I Nghị định số 30/2020/NĐ-CP”.
    Other,
    /// “Phụ lục I”, and no more.
    Unsaid,
}

/// The ways in which the word is written.
const WORDS: [&str; 3] = ["Phụ lục", "phụ lục", "PHỤ LỤC"];

/// More annexes than any document has.
const MOST: usize = 60;

/// What stands between an annex and the document that it belongs to.
const LINKS: [&str; 13] = [
    "được",
    "đính kèm",
    "gửi kèm",
    "ban hành",
    "kèm theo",
    "kèm",
    "theo",
    "của",
    "tại",
    "trong",
    "thuộc",
    "ở",
    ",",
];

/// Where a text speaks of annexes, in its order. Spaces in it are plain ones.
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some((start, word)) = next_word(text, from) {
        let (which, end) = numbers(text, start + word.len());
        from = end;
        // A contract has a “phụ lục” that is a contract itself.
        if !text[end..].trim_start().starts_with("hợp đồng") {
            found.push(Mention { range: start..end, which, whose: whose(&text[..start], &text[end..]) });
        }
    }
    found
}

fn next_word(text: &str, from: usize) -> Option<(usize, &'static str)> {
    // What all of them have, so that texts without one are passed quickly.
    static INNER: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["lục", "LỤC"].map(Finder::new));
    let behind = |finder: &Finder<'_>| finder.find(&text.as_bytes()[from..]).is_some();
    if !INNER.iter().any(behind) {
        return None;
    }
    let places = WORDS.iter().filter_map(|word| Some((text[from..].find(word)? + from, *word)));
    places.min_by_key(|(at, _)| *at)
}

/// The numbers behind the word, and where they end.
fn numbers(text: &str, from: usize) -> (Which, usize) {
    let mut numbers = Vec::new();
    let Some((first, mut end)) = number(text, from) else {
        return (Which::Unnumbered, from + label_length(&text[from..]));
    };
    numbers.push(first);
    while let Some((joint, at)) = joint(text, end)
        && let Some((next, after)) = number(text, at)
    {
        match joint {
            Joint::To if next > first => numbers.extend(first + 1..=next),
            _ => numbers.push(next),
        }
        end = after;
    }
    (Which::Numbered(numbers), end)
}

/// What joins the numbers of several annexes.
enum Joint {
    And,
    To,
}

fn joint(text: &str, from: usize) -> Option<(Joint, usize)> {
    const JOINTS: [&str; 7] = [", ", " và ", " hoặc ", "; ", " đến ", " - ", "-"];
    let joint = JOINTS.iter().find(|joint| text[from..].starts_with(**joint))?;
    let mut at = from + joint.len();
    if let Some(word) = WORDS.iter().find(|word| text[at..].starts_with(**word)) {
        at += word.len();
    }
    let to = matches!(joint.trim(), "đến" | "-");
    Some((if to { Joint::To } else { Joint::And }, at))
}

/// “ I”, “ số 02”: a number that ends where a word ends.
fn number(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text[from..].trim_start();
    let rest = rest.strip_prefix("số ").unwrap_or(rest);
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    // “Phụ lục 1.2”, “Phụ lục 01/BC” are labels of another kind.
    let after = &rest[word.len()..];
    let goes_on = after.strip_prefix(['.', '/']).is_some_and(|next| next.starts_with(char::is_alphanumeric));
    let value = if word.chars().all(|c| c.is_ascii_digit()) {
        word.parse().ok().filter(|number| (1..=MOST).contains(number))
    } else {
        (1..=MOST).find(|number| roman(*number) == word)
    };
    value.filter(|_| !goes_on).map(|value| (value, text.len() - after.len()))
}

/// “ 1.2”, “ A”: a label that is no number of the kind that documents give.
fn label_length(rest: &str) -> usize {
    let word = rest.trim_start().split([' ', ',', ';', ')', ':']).next().unwrap_or_default();
    let labels = word.starts_with(|c: char| c.is_ascii_digit())
        || word.chars().count() == 1 && word.starts_with(|c: char| c.is_uppercase());
    if labels { rest.len() - rest.trim_start().len() + word.trim_end_matches('.').len() } else { 0 }
}

fn whose(before: &str, after: &str) -> Whose {
    let mut rest = after.trim_start_matches([' ', '(']);
    let mut attached = false;
    while let Some(link) = LINKS.iter().find(|link| begins_with(rest, link)) {
        attached |= link.contains("kèm");
        rest = rest[link.len()..].trim_start();
    }
    if begins_with(rest, "này") {
        return Whose::Own;
    }
    let lower = rest.chars().take(LONGEST_KIND).collect::<String>().to_lowercase();
    if let Some(kind) = CITED.iter().find(|kind| begins_with(&lower, kind)) {
        let own = begins_with(lower[kind.len()..].trim_start(), "này");
        return if own { Whose::Own } else { Whose::Other };
    }
    if attached || sends_there(before) && after.trim_start().starts_with([')', '.', ';', ',']) {
        return Whose::Own;
    }
    Whose::Unsaid
}

/// Characters in which a kind of document and “này” are found.
const LONGEST_KIND: usize = 24;

/// “(Chi tiết nhiệm vụ từng cơ quan tại …”: the sentence sends its reader on, and names no document where the
/// annex could be.
fn sends_there(before: &str) -> bool {
    let from = before.rfind(['.', ';', '(', '\n']).map_or(0, |at| at + 1);
    let sentence = before[from..].to_lowercase();
    let names = CITED.iter().any(|kind| sentence.contains(&format!("{kind} số")));
    sentence.contains("chi tiết") && !names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(&str, Vec<usize>, Whose)> {
        let told = mentions(text).into_iter().map(|mention| {
            let numbers = match mention.which {
                Which::Unnumbered => Vec::new(),
                Which::Numbered(numbers) => numbers,
            };
            (&text[mention.range], numbers, mention.whose)
        });
        told.collect()
    }

    #[test]
    fn an_annex_of_the_text_itself_is_told_from_that_of_a_document_it_cites() {
        use Whose::{Other, Own, Unsaid};
        for (text, words, numbers, whose) in [
            ("Phụ lục kèm theo Kế hoạch này phân công", "Phụ lục", vec![], Own),
            ("(Chi tiết tại Phụ lục kèm theo)", "Phụ lục", vec![], Own),
            ("(Chi tiết nhiệm vụ từng cơ quan tại Phụ lục II)", "Phụ lục II", vec![2], Own),
            ("theo các Phụ lục đính kèm.", "Phụ lục", vec![], Own),
            ("tại Phụ lục 01 ban hành kèm theo Kế hoạch này", "Phụ lục 01", vec![1], Own),
            ("Phụ lục số 3 (kèm theo)", "Phụ lục số 3", vec![3], Own),
            ("Mẫu tại Phụ lục I Nghị định số 30/2020/NĐ-CP", "Phụ lục I", vec![1], Other),
            ("Phụ lục II ban hành kèm theo Quyết định số 12/QĐ-UBND", "Phụ lục II", vec![2], Other),
            ("Phụ lục kèm theo Kế hoạch số 175/KH-UBND", "Phụ lục", vec![], Other),
            ("chi tiết theo Quyết định số 12/QĐ-UBND tại Phụ lục I.", "Phụ lục I", vec![1], Unsaid),
            ("nhiệm vụ số 5 Phụ lục I, phối hợp", "Phụ lục I", vec![1], Unsaid),
            ("Phụ lục 1.2 kèm theo", "Phụ lục 1.2", vec![], Own),
            ("Phụ lục I bis", "Phụ lục I", vec![1], Unsaid),
            ("Phụ lục này phân công", "Phụ lục", vec![], Own),
            ("(Chi tiết tại Phụ lục I,kèm theo Kế hoạch này)", "Phụ lục I", vec![1], Own),
            ("(Chi tiết tại Phụ lục I của Bộ Tài chính)", "Phụ lục I", vec![1], Unsaid),
            // A letter is a label, a word is none, however short; nor is a year the number of an annex.
            ("Phụ lục A kèm theo", "Phụ lục A", vec![], Own),
            ("Phụ lục ở Kế hoạch này", "Phụ lục", vec![], Own),
            ("Phụ lục Kế hoạch này", "Phụ lục", vec![], Own),
            ("Phụ lục 2025 kèm theo", "Phụ lục 2025", vec![], Own),
        ] {
            assert_eq!(read(text), [(words, numbers, whose)], "{text}");
        }
        assert_eq!(read("ký phụ lục hợp đồng"), []);
        assert_eq!(
            read("Phụ lục II kèm theo, lập như Phụ lục I Nghị định số 30/2020/NĐ-CP"),
            [("Phụ lục II", vec![2], Own), ("Phụ lục I", vec![1], Other)]
        );
    }

    #[test]
    fn several_annexes_are_named_one_by_one_or_from_one_to_another() {
        for (text, numbers) in [
            ("Phụ lục I và II kèm theo", vec![1, 2]),
            ("Phụ lục I, II, IV kèm theo", vec![1, 2, 4]),
            ("Phụ lục I, Phụ lục II và Phụ lục III kèm theo", vec![1, 2, 3]),
            ("từ Phụ lục I đến Phụ lục III kèm theo", vec![1, 2, 3]),
            ("Phụ lục 2-4 kèm theo", vec![2, 3, 4]),
            ("Phụ lục 4 - 2 kèm theo", vec![4, 2]),
        ] {
            let read = read(text);
            assert_eq!(read.len(), 1, "{text}: {read:?}");
            assert_eq!((&read[0].1, read[0].2), (&numbers, Whose::Own), "{text}");
        }
    }
}
