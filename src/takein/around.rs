//! Lời của mẫu quanh các giá trị: where a person changed words that the template prints, what is left of them
//! parts the values.

use super::align::common;
use super::fields::{Around, STOPS, Slot, Values, without_marker};

/// Takes the values out of `file`, a line that says `now` in the content, word by word. A word that stands where a
/// value stood is of that value, one where the template's stood is the template's; where one change reaches over
/// both, nothing tells which is which.
pub(super) fn values(now: &str, slots: &[Slot], file: &str) -> Values {
    let (mine, theirs) = (words(now), words(file));
    let pairs = common(&mine, &theirs, |one, other| one.text == other.text);
    let mut parted = Parted { slots, mine: &mine, found: vec![None; slots.len()], around: Around::Kept };
    let mut from = (0, 0);
    for (one, other) in pairs.into_iter().chain([(mine.len(), theirs.len())]) {
        parted.change(from.0..one, &theirs[from.1..other]);
        if let Some(word) = theirs.get(other) {
            parted.give(parted.owner(one), std::slice::from_ref(word));
        }
        from = (one + 1, other + 1);
    }
    let letters: Vec<char> = file.chars().collect();
    let value = |found: &Option<(usize, usize)>| {
        let text: String = found.map_or(&[][..], |(start, end)| &letters[start..end]).iter().collect();
        text.trim_matches([' ', ';']).to_owned()
    };
    Values { values: parted.found.iter().map(value).collect(), tail: String::new(), around: parted.around }
}

struct Parted<'w> {
    slots: &'w [Slot],
    mine: &'w [Word<'w>],
    /// From where to where each value stands in the file, in characters.
    found: Vec<Option<(usize, usize)>>,
    around: Around,
}

impl Parted<'_> {
    /// The slot that a word of the content stands in; `None` for one of the template.
    fn owner(&self, word: usize) -> Option<usize> {
        let word = self.mine.get(word)?;
        self.slots.iter().position(|slot| word.start < slot.end && slot.start < word.end)
    }

    /// The file has `new` where the content has the words of `gone`.
    fn change(&mut self, gone: std::ops::Range<usize>, new: &[Word<'_>]) {
        let old = &self.mine[gone.clone()];
        if old.iter().chain(new).all(Word::is_stop) && gone.clone().all(|word| self.owner(word).is_none()) {
            return;
        }
        let mut owners: Vec<Option<usize>> = match gone.is_empty() {
            // What is typed beside a value is of it.
            true => [gone.start.checked_sub(1).and_then(|word| self.owner(word)), self.owner(gone.end)]
                .into_iter()
                .filter(Option::is_some)
                .collect(),
            // A stop of the template at the end of a value has no word in it.
            false => gone
                .filter(|word| !self.mine[*word].is_stop() || self.owner(*word).is_some())
                .map(|word| self.owner(word))
                .collect(),
        };
        owners.dedup();
        match owners.as_slice() {
            [] | [None] => self.around = self.around.max(Around::Changed),
            [Some(slot)] => self.give(Some(*slot), new),
            several if new.is_empty() => {
                if several.contains(&None) {
                    self.around = self.around.max(Around::Changed);
                }
            }
            _ => self.around = Around::Torn,
        }
    }

    fn give(&mut self, slot: Option<usize>, words: &[Word<'_>]) {
        let (Some(slot), Some(first), Some(last)) = (slot, words.first(), words.last()) else { return };
        let start = self.found[slot].map_or(first.start, |(start, _)| start);
        self.found[slot] = Some((start, last.end));
    }
}

/// A word, or signs of one kind that stand together, in characters.
struct Word<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl Word<'_> {
    fn is_stop(&self) -> bool {
        self.text.chars().all(|c| STOPS.contains(&c))
    }
}

/// The words of a line behind its marker.
fn words(line: &str) -> Vec<Word<'_>> {
    let from = line.len() - without_marker(line).len();
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut last = None;
    for (at, (place, c)) in line.char_indices().enumerate().filter(|(_, (place, _))| *place >= from) {
        let end = place + c.len_utf8();
        match words.last_mut() {
            Some(word) if last == Some(kind(c)) => {
                word.end = at + 1;
                let start = place - word.text.len();
                word.text = &line[start..end];
            }
            _ if !c.is_whitespace() => {
                words.push(Word { start: at, end: at + 1, text: &line[place..end] });
            }
            _ => {}
        }
        last = (!c.is_whitespace()).then(|| kind(c));
    }
    words
}

/// Letters and digits make a word, the same sign several times a sign.
fn kind(c: char) -> Option<char> {
    (!c.is_alphanumeric()).then_some(c)
}
