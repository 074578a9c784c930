//! Words as numbers, to be compared by the thousand.

use std::collections::HashMap;

/// Numbers for words; the same word has the same one.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    numbers: HashMap<String, u32>,
}

/// A word of a text, with where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub number: u32,
    pub start: usize,
    pub end: usize,
}

impl Tokens {
    /// The words of a text: letters and figures, capitals as small letters, whatever stands between them.
    pub fn of(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = None;
        let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
        for (at, c) in ends {
            let in_word = c.is_some_and(|c| c.is_alphanumeric() || is_mark(c));
            match (in_word, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    tokens.push(Token { number: self.number(&text[from..at]), start: from, end: at });
                    start = None;
                }
                _ => {}
            }
        }
        tokens
    }

    pub fn numbers(&mut self, text: &str) -> Vec<u32> {
        self.of(text).into_iter().map(|token| token.number).collect()
    }

    fn number(&mut self, word: &str) -> u32 {
        let folded = crate::import::names::folded(word);
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(folded).or_insert(next)
    }
}

/// A sign over a letter that stands by itself in decomposed text.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}
