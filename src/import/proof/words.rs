//! Every word of the source is in the files that were written, or is listed as left out.

use std::collections::{HashMap, HashSet};

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

/// How many words in a row must stand together in a file to be found there.
const RUN: usize = 3;

/// What of the sources is neither in the files nor left out with a reason.
pub fn lost(sources: &[&Source], files: &[Node], left_out: &[LeftOut]) -> Vec<Lost> {
    let mut tokens = Tokens::default();
    let written = Written::of(files, &mut tokens);
    let mut listed: HashMap<Place, HashMap<u32, usize>> = HashMap::new();
    for one in left_out {
        let counts = listed.entry(one.place).or_default();
        for number in tokens.numbers(&one.words) {
            *counts.entry(number).or_default() += 1;
        }
    }
    let mut lost = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        for paragraph in source.paragraphs() {
            let place = Place { file, paragraph: paragraph.place };
            let typed = paragraph.text_with_notes();
            let words = tokens.of(&typed);
            let found = written.found(&words);
            let mut counts = listed.remove(&place).unwrap_or_default();
            let mark = mark_length(&typed);
            let missing: Vec<&Token> = words
                .iter()
                .zip(found)
                .filter(|(word, found)| !found && word.start >= mark)
                .map(|(word, _)| word)
                .filter(|word| match counts.get_mut(&word.number) {
                    Some(left) if *left > 0 => {
                        *left -= 1;
                        false
                    }
                    _ => true,
                })
                .collect();
            if let (Some(first), Some(last)) = (missing.first(), missing.last()) {
                let several =
                    missing.iter().map(|word| &typed[word.start..word.end]).collect::<Vec<_>>().join(" ");
                let together = last.end - first.start <= several.len() + missing.len() * 2;
                let words = if together { typed[first.start..last.end].to_owned() } else { several };
                lost.push(Lost { place, words });
            }
        }
    }
    lost
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

/// All that stands in the files.
struct Written {
    runs: HashSet<[u32; RUN]>,
    /// Short values as a whole, and how longer ones begin and end.
    short: HashSet<Vec<u32>>,
}

impl Written {
    fn of(files: &[Node], tokens: &mut Tokens) -> Self {
        let mut written = Self { runs: HashSet::new(), short: HashSet::new() };
        for file in files {
            written.node(file, tokens);
        }
        written
    }

    fn node(&mut self, node: &Node, tokens: &mut Tokens) {
        match &node.value {
            Value::Null => {}
            Value::Scalar(text) => self.text(&tokens.numbers(text)),
            Value::List(items) => items.iter().for_each(|item| self.node(item, tokens)),
            Value::Mapping(entries) => entries.iter().for_each(|entry| self.node(&entry.value, tokens)),
        }
    }

    fn text(&mut self, words: &[u32]) {
        for run in words.windows(RUN) {
            self.runs.insert([run[0], run[1], run[2]]);
        }
        for count in 1..RUN {
            if words.len() >= count {
                self.short.insert(words[..count].to_vec());
                self.short.insert(words[words.len() - count..].to_vec());
            }
        }
    }

    /// Which of the words are found in a row that stands in a file.
    fn found(&self, words: &[Token]) -> Vec<bool> {
        let numbers: Vec<u32> = words.iter().map(|word| word.number).collect();
        let mut found = vec![false; numbers.len()];
        for (at, run) in numbers.windows(RUN).enumerate() {
            if self.runs.contains(&[run[0], run[1], run[2]]) {
                found[at..at + RUN].fill(true);
            }
        }
        // What is left in rows too short for that must be a value, its beginning or its end.
        let mut at = 0;
        while at < found.len() {
            let end = (at..found.len()).find(|end| found[*end]).unwrap_or(found.len());
            let mut from = at;
            while from < end {
                let count = (1..RUN)
                    .rev()
                    .find(|count| from + count <= end && self.short.contains(&numbers[from..from + count]));
                found[from..from + count.unwrap_or(0)].fill(true);
                from += count.unwrap_or(1);
            }
            at = end + 1;
        }
        found
    }
}
