//! Every word of the source is in the files that were written, or is listed as left out.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::matching::{Matching, Sequence};
use super::tokens::{Token, Tokens};
use crate::content::yaml::{Node, Value};
use crate::import::notes::{LeftOut, Place};
use crate::reading::Source;

/// Words of the source that are nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    pub place: Place,
    pub words: String,
}

/// What of the sources is neither in the files nor left out with a reason. Each word that is written in the files
/// stands for one word of the sources.
pub fn lost(sources: &[&Source], files: &[Node], left_out: &[LeftOut]) -> Vec<Lost> {
    let mut tokens = Tokens::default();
    let mut written = Sequence::default();
    for file in files {
        write(file, &mut written, &mut tokens);
    }
    let mut typed = Sequence::default();
    let mut paragraphs: Vec<Typed> = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        for paragraph in source.paragraphs() {
            let place = Place { file, paragraph: paragraph.place };
            paragraphs.push(Typed::of(paragraph.text_with_notes(), place, &mut typed, &mut tokens));
        }
    }
    let mut listed = Listed::of(left_out, &mut tokens);
    for paragraph in &paragraphs {
        listed.take_rows(paragraph, &mut typed);
    }
    let mut matching = Matching::of(&mut typed, &mut written);
    matching.in_order();
    matching.anywhere();
    for paragraph in &paragraphs {
        listed.take_words(paragraph, matching.source());
    }
    matching.short();
    paragraphs.iter().filter_map(|paragraph| paragraph.lost(&typed)).collect()
}

/// All that stands in a file, value by value.
fn write(node: &Node, written: &mut Sequence, tokens: &mut Tokens) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(text) if is_code(text) => {}
        Value::Scalar(text) => {
            let words = tokens.of(text);
            let range = written.push(words.iter().map(|word| word.number));
            let parted = words.windows(2).zip(range.skip(1)).filter(|(two, _)| is_parted(text, two));
            parted.for_each(|(_, at)| written.part(at));
        }
        Value::List(items) => items.iter().for_each(|item| write(item, written, tokens)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| write(&entry.value, written, tokens)),
    }
}

/// "… (Địa bàn: Vùng cao) (Mức độ: Cao)": the program's own words stand before what a cell of the source says, and it
/// ends at the bracket. Whether something else begins with the second of two words.
fn is_parted(text: &str, two: &[Token]) -> bool {
    let [before, next] = two else { return false };
    let between = &text[before.end..next.start];
    let above = &text[..before.end];
    between.contains(')') || between.contains(':') && above.rfind('(') > above.rfind(')')
}

/// "ke_hoach", "ubnd-tinh": words for programs. What they stand for is listed as left out.
fn is_code(text: &str) -> bool {
    let parts = text.split(['-', '_']);
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    parts.clone().count() > 1
        && parts.clone().all(|part| !part.is_empty() && part.chars().all(plain))
        && text.chars().any(|c| c.is_ascii_lowercase())
}

/// A paragraph of the sources.
struct Typed {
    place: Place,
    text: String,
    /// Its words, without the mark that the program gives.
    words: Vec<Token>,
    /// Where they stand among those of all.
    range: Range<usize>,
}

impl Typed {
    fn of(text: String, place: Place, all: &mut Sequence, tokens: &mut Tokens) -> Self {
        let mark = mark_length(&text);
        let words: Vec<Token> = tokens.of(&text).into_iter().filter(|word| word.start >= mark).collect();
        let range = all.push(words.iter().map(|word| word.number));
        Self { place, text, words, range }
    }

    /// Its words that were found nowhere.
    fn lost(&self, all: &Sequence) -> Option<Lost> {
        let missing: Vec<&Token> = self
            .words
            .iter()
            .zip(self.range.clone())
            .filter(|(_, at)| all.is_open(*at))
            .map(|(word, _)| word)
            .collect();
        let (first, last) = (missing.first()?, missing.last()?);
        let several: Vec<&str> = missing.iter().map(|word| &self.text[word.start..word.end]).collect();
        let several = several.join(" ");
        let together = last.end - first.start <= several.len() + missing.len() * 2;
        let words = if together { self.text[first.start..last.end].to_owned() } else { several };
        Some(Lost { place: self.place, words })
    }
}

/// What is listed as left out: each row of words until it was found, and where it may stand.
struct Listed {
    rows: Vec<Vec<u32>>,
    at: BTreeMap<Place, Vec<usize>>,
}

impl Listed {
    fn of(left_out: &[LeftOut], tokens: &mut Tokens) -> Self {
        let mut at: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (number, one) in left_out.iter().enumerate() {
            let joined = one.joined.iter().map(|paragraph| Place { paragraph: *paragraph, ..one.place });
            for place in std::iter::once(one.place).chain(joined) {
                at.entry(place).or_default().push(number);
            }
        }
        let rows: Vec<Vec<u32>> = left_out.iter().map(|one| tokens.numbers(&one.words)).collect();
        for numbers in at.values_mut() {
            numbers.sort_by_key(|number| Reverse(rows[*number].len()));
        }
        Self { rows, at }
    }

    /// What stands in the paragraph as it is listed.
    fn take_rows(&mut self, paragraph: &Typed, all: &mut Sequence) {
        for number in self.at.get(&paragraph.place).into_iter().flatten() {
            if let Some(range) = all.find(&self.rows[*number], paragraph.range.clone()) {
                all.close(range);
                self.rows[*number].clear();
            }
        }
    }

    /// What is listed otherwise than it stands there, word by word.
    fn take_words(&mut self, paragraph: &Typed, all: &mut Sequence) {
        let Some(numbers) = self.at.get(&paragraph.place) else { return };
        for at in all.open_in(paragraph.range.clone()) {
            let word = all.word(at);
            let listed = numbers.iter().find_map(|number| {
                let place = self.rows[*number].iter().position(|one| *one == word)?;
                Some((*number, place))
            });
            if let Some((number, place)) = listed {
                self.rows[number].remove(place);
                all.close(at..at + 1);
            }
        }
    }
}

/// Number, letter or sign that the program gives: "a)", "1.1.", "II.", "PHẦN I", "Phụ lục 2".
fn mark_length(typed: &str) -> usize {
    const NOUNS: [&str; 6] = ["phần", "chương", "mục", "phụ lục", "điều", "khoản"];
    let text = typed.trim_start();
    let start = typed.len() - text.len();
    let lower = text.to_lowercase();
    let noun = NOUNS.iter().find(|noun| lower.starts_with(*noun)).map_or(0, |noun| noun.len());
    let rest = text.get(noun..).unwrap_or_default();
    let after = rest.trim_start();
    if let Some(words) = ordinal(after).filter(|_| noun > 0) {
        return start + noun + (rest.len() - after.len()) + words;
    }
    let label = after.find(|c: char| !(c.is_alphanumeric() || ".)(-+*•/".contains(c))).unwrap_or(after.len());
    let counted = &after[..label];
    let bare: Vec<&str> =
        counted.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_count = |part: &&str| {
        part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit())
            || part.chars().all(|c| "IVXivx".contains(c))
            || part.chars().count() == 1
    };
    let closed = counted.ends_with(['.', ')', '/']) || bare.len() > 1 || noun > 0;
    // "I.MỤC": no space behind it.
    let glued = counted.split_once(['.', ')']).filter(|(first, rest)| is_count(first) && !rest.is_empty());
    match glued {
        _ if !bare.is_empty() && bare.iter().all(is_count) && closed => {
            start + noun + (rest.len() - after.len()) + label
        }
        Some((first, _)) => start + noun + (rest.len() - after.len()) + first.len() + 1,
        None => 0,
    }
}

/// The bytes of "thứ nhất", "thứ hai" at the beginning of a text.
fn ordinal(text: &str) -> Option<usize> {
    const ORDINALS: [&str; 11] =
        ["nhất", "hai", "ba", "tư", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let mut words = text.split_inclusive(' ');
    let (first, second) = (words.next()?, words.next()?);
    let named = second.trim().trim_end_matches([':', '.']).to_lowercase();
    (first.trim().to_lowercase() == "thứ" && ORDINALS.contains(&named.as_str()))
        .then_some(first.len() + second.len())
}
