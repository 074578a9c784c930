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
        let mut begins = true;
        for word in text.split_whitespace() {
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
            if !core.is_empty() && !std::mem::take(&mut begins) {
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
            let core = word.trim_matches(|c: char| !c.is_alphanumeric());
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
