//! Titles typed in capitals, in the letters that running text would have.

use std::collections::{BTreeMap, BTreeSet};

use crate::import::structure::{Document, Node};

/// Words that have their capital whatever stands beside them: "Thanh tra Sở".
const ALONE: [&str; 3] = ["sở", "bộ", "đảng"];

/// What is written in capitals everywhere.
const ABBREVIATIONS: [&str; 10] =
    ["UBND", "HĐND", "MTTQ", "UBMTTQ", "BCĐ", "BQL", "KT-XH", "QP-AN", "CNTT", "TTHC"];

/// How words are written in the middle of the document's sentences.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    /// By the small letters.
    words: BTreeMap<String, Written>,
}

/// How a word is written.
#[derive(Debug, Default)]
struct Written {
    /// As typed with a capital.
    typed: String,
    /// How often with a capital, how often small.
    big: usize,
    small: usize,
    /// The words beside it where it has a capital, in small letters: "công" before "an" and before "thương".
    beside: BTreeSet<String>,
}

impl Cases {
    pub fn of(document: &Document) -> Self {
        let mut cases = Self::default();
        document.opening.iter().chain(&document.grounds).for_each(|words| cases.read(&words.text));
        cases.nodes(&document.body);
        cases
    }

    /// The same, with how a place is written.
    #[must_use]
    pub fn with_place(mut self, name: &str) -> Self {
        self.read(&format!("tỉnh {name}"));
        self
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            if let Node::Item(item) = node {
                if !item.words.look.capitals {
                    self.read(&item.words.text);
                }
                self.nodes(&item.children);
            }
        }
    }

    fn read(&mut self, text: &str) {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut begins = true;
        for (at, &word) in words.iter().enumerate() {
            let core = core(word);
            // Of several words in capitals nobody knows how they are written.
            let is_shouted =
                is_capitals(core) && beside(&words, at).any(|word| is_capitals(self::core(word)));
            if !core.is_empty() && !std::mem::take(&mut begins) && !is_shouted {
                let written = self.words.entry(core.to_lowercase()).or_default();
                if core.starts_with(char::is_uppercase) {
                    written.typed = core.to_owned();
                    written.big += 1;
                    written.beside.extend(beside(&words, at).map(|word| self::core(word).to_lowercase()));
                } else {
                    written.small += 1;
                }
            }
            begins = word.ends_with(['.', ':', ';', '“']) || word.starts_with(['“', '(', '"']);
        }
    }

    /// A text in capitals as a sentence; any other stays.
    pub fn sentence(&self, text: &str) -> String {
        let capitals = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        if !capitals {
            return text.to_owned();
        }
        let all: Vec<&str> = text.split_whitespace().collect();
        let words = all.iter().enumerate().map(|(at, &word)| {
            let core = core(word);
            let lower = core.to_lowercase();
            let roman = core.chars().all(|c| "IVXLC".contains(c)) && core.len() < 5 && core != "C";
            // "PHÂN CÔNG" is not written as "Công an" is.
            let as_there = |written: &&Written| {
                let mut beside = beside(&all, at).map(|word| self::core(word).to_lowercase());
                let by_itself = ALONE.contains(&lower.as_str()) || is_capitals(&written.typed);
                written.big > written.small
                    && (by_itself || beside.any(|word| written.beside.contains(&word)))
            };
            let written = match self.words.get(&lower).filter(as_there) {
                Some(written) if !core.is_empty() => written.typed.clone(),
                _ if ABBREVIATIONS.contains(&core) => core.to_owned(),
                _ if roman && !core.is_empty() => core.to_owned(),
                _ => lower,
            };
            word.replacen(core, &written, 1)
        });
        crate::text::first_letter::upper_first(&words.collect::<Vec<_>>().join(" "))
    }
}

/// The words before and behind one.
fn beside<'w>(words: &'w [&'w str], at: usize) -> impl Iterator<Item = &'w str> {
    let places = [at.checked_sub(1), Some(at + 1)];
    places.into_iter().flatten().filter_map(|at| words.get(at).copied())
}

fn core(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Whether a word is typed in capitals; one letter may begin a sentence.
fn is_capitals(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    word.chars().filter(|c| c.is_alphabetic()).count() > 1 && letters.all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_typed_in_capitals_do_not_say_how_words_are_written() {
        let mut cases = Cases::default();
        cases.read("Căn cứ Kế hoạch của UBND tỉnh và Bộ Y tế");
        cases.read("giao ĐỀ NGHỊ ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH; SỞ Y TẾ thực hiện: giám sát.");
        assert_eq!(cases.sentence("TỔ CHỨC THỰC HIỆN"), "Tổ chức thực hiện");
        assert_eq!(cases.sentence("VIỆC CỦA UBND, SỞ Y TẾ"), "Việc của UBND, sở Y tế");
    }

    #[test]
    fn a_word_has_the_capital_of_a_name_only_beside_the_rest_of_it() {
        let mut cases = Cases::default();
        cases.read("Giao Công an tỉnh, Sở Công Thương và PCI");
        assert_eq!(cases.sentence("PHÂN CÔNG THỰC HIỆN"), "Phân công thực hiện");
        assert_eq!(cases.sentence("VIỆC CỦA CÔNG AN, SỞ CÔNG THƯƠNG"), "Việc của Công an, Sở Công Thương");
        assert_eq!(cases.sentence("CHỈ SỐ PCI"), "Chỉ số PCI");
        let cases = cases.with_place("Lạng Sơn");
        assert_eq!(cases.sentence("TRỒNG CÂY TẠI TỈNH LẠNG SƠN"), "Trồng cây tại tỉnh Lạng Sơn");
    }
}
