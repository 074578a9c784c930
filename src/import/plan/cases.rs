//! Titles typed in capitals, in the letters that running text would have.

use std::collections::BTreeMap;

use crate::import::structure::{Document, Node};

/// How words are written in the middle of the document's sentences.
#[derive(Debug, Default)]
pub(crate) struct Cases {
    /// By the small letters: as typed with a capital, how often so, how often small.
    words: BTreeMap<String, (String, usize, usize)>,
}

impl Cases {
    pub fn of(document: &Document) -> Self {
        let mut cases = Self::default();
        document.opening.iter().chain(&document.grounds).for_each(|words| cases.read(&words.text));
        cases.nodes(&document.body);
        cases
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
            let beside =
                [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|at| words.get(at));
            let is_shouted =
                is_capitals(core) && beside.into_iter().any(|word| is_capitals(self::core(word)));
            if !core.is_empty() && !std::mem::take(&mut begins) && !is_shouted {
                let entry = self.words.entry(core.to_lowercase()).or_default();
                if core.starts_with(char::is_uppercase) {
                    entry.0 = core.to_owned();
                    entry.1 += 1;
                } else {
                    entry.2 += 1;
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
        let words = text.split_whitespace().map(|word| {
            let core = core(word);
            let lower = core.to_lowercase();
            let roman = core.chars().all(|c| "IVXLC".contains(c)) && core.len() < 5 && core != "C";
            let written = match self.words.get(&lower) {
                Some((typed, big, small)) if big > small && !core.is_empty() => typed.clone(),
                _ if roman && !core.is_empty() => core.to_owned(),
                _ => lower,
            };
            word.replacen(core, &written, 1)
        });
        crate::text::first_letter::upper_first(&words.collect::<Vec<_>>().join(" "))
    }
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
}
