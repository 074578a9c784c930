//! Words of a sentence with their places, to look for set phrases among them.

use std::ops::Range;

use crate::text::phrases;

/// Words from … to, counted from 0.
pub(super) type Span = Range<usize>;

/// A sentence as words. Marks stand at the word that they follow.
#[derive(Debug, Clone)]
pub(super) struct Phrase<'t> {
    text: &'t str,
    words: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    /// In small letters.
    lower: String,
    capital: bool,
    at: Range<usize>,
    /// What stands right behind it.
    mark: Option<char>,
}

impl<'t> Phrase<'t> {
    pub fn of(text: &'t str) -> Self {
        let mut words = Vec::new();
        let mut offset = 0;
        for piece in text.split_inclusive(char::is_whitespace) {
            let start = offset + piece.find(char::is_alphanumeric).unwrap_or(piece.len());
            let inner = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            let end = offset + inner.len();
            offset += piece.len();
            if start >= end {
                // A mark that stands alone belongs to the word before it.
                let alone = piece.trim().chars().next();
                if let (Some(mark), Some(last)) = (alone, words.last_mut()) {
                    let last: &mut Word = last;
                    last.mark = last.mark.or(Some(mark));
                }
                continue;
            }
            let word = &text[start..end];
            words.push(Word {
                lower: word.to_lowercase(),
                capital: word.starts_with(char::is_uppercase),
                at: start..end,
                mark: text[end..offset].trim().chars().next(),
            });
        }
        Self { text, words }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// In small letters; nothing behind the end.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &word.lower)
    }

    pub fn is_capitalised(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// The mark right behind a word.
    pub fn mark(&self, at: usize) -> Option<char> {
        self.words.get(at).and_then(|word| word.mark)
    }

    /// The text of some words, with the marks between them.
    pub fn text(&self, span: Span) -> &'t str {
        match (self.words.get(span.start), span.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if span.start < span.end => &self.text[first.at.start..last.at.end],
            _ => "",
        }
    }

    /// The text from a word to the end.
    pub fn rest(&self, from: usize) -> &'t str {
        self.words.get(from).map_or("", |word| &self.text[word.at.start..])
    }

    /// Where the text behind the word before this one begins: with its marks.
    pub fn behind(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |word| word.at.end)
    }

    /// Whether these words stand here, marks between them aside.
    pub fn follows(&self, at: usize, words: &Phrase<'_>) -> bool {
        !words.is_empty() && (0..words.len()).all(|next| self.word(at + next) == words.word(next))
    }

    /// The longest of these phrases that stands here: how many words it has. A mark within them counts.
    pub fn any_of(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        let found = phrases.iter().filter_map(|phrase| {
            let words = Phrase::of(phrase);
            let same_marks = (0..words.len().saturating_sub(1)).all(|next| match words.mark(next) {
                Some(mark) => self.mark(at + next) == Some(mark),
                None => self.mark(at + next).is_none(),
            });
            (same_marks && self.follows(at, &words)).then_some(words.len())
        });
        found.max()
    }

    /// Whether a word belongs to one of these phrases, which begins at it or before it.
    pub fn is_within(&self, at: usize, all: &[&str]) -> bool {
        all.iter().any(|phrase| {
            let begins = |from: usize| self.any_of(from, &[phrase]).is_some();
            phrases::is_within(at, phrase.split(' ').count(), begins)
        })
    }

    /// The first place from here where one of these phrases stands, and how many words it has.
    pub fn find(&self, from: usize, phrases: &[&str]) -> Option<(usize, usize)> {
        (from..self.len()).find_map(|at| Some((at, self.any_of(at, phrases)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_whatever_marks_stand_around_them() {
        let phrase = Phrase::of("Giao Văn phòng chủ trì, phối hợp với các phòng , ban làm (a).");
        assert_eq!(phrase.find(0, &["phối hợp", "phối hợp với"]), Some((5, 3)));
        assert_eq!(phrase.any_of(8, &["các phòng, ban", "các phòng"]), Some(3));
        assert_eq!(phrase.text(8..11), "các phòng , ban");
        assert_eq!(phrase.mark(4), Some(','));
        assert_eq!(phrase.rest(11), "làm (a).");
        assert_eq!(&"Giao Văn phòng chủ trì, phối"[phrase.behind(5)..], ", phối");
    }
}
