//! A list of names at the start of a text: "Giám đốc các Sở: Tài chính, Xây dựng; UBND các xã A, B và các cơ
//! quan liên quan".

use std::ops::Range;

use super::fold::{self, Gap, Word};
use super::{Named, Names};
use crate::text::words::bodies;

/// Everybody named from the beginning of a text on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    pub mentions: Vec<Mention>,
    /// Where the list ends, in bytes of the text.
    pub end: usize,
}

/// One name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name alone, without the title of a head before it.
    pub range: Range<usize>,
    pub who: Who,
    pub sure: Sure,
    /// What stands in brackets behind it: the part that is its own.
    pub scope: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Named(Named),
    /// "các sở, ban, ngành liên quan": those of a registered group whom the task concerns; the register has
    /// no such group.
    RelatedOf(Named),
    /// Called on in general, and no agency of a register: doanh nghiệp, các cơ quan liên quan.
    Outside,
    /// Words where a name should be, and no usual way of calling on somebody.
    Strange,
    /// All whom the plan gives something: "các cơ quan, đơn vị".
    Everybody,
    /// A body that the register does not have.
    Unknown,
}

impl Who {
    /// Whether its words are kept, and no id stands for them.
    pub fn is_words(&self) -> bool {
        matches!(self, Self::Outside | Self::Strange)
    }
}

/// How sure it is who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It is the registered name.
    Exact,
    /// As such bodies are usually called.
    Usual,
    /// It is registered, but does not exist on the day.
    OtherEra,
    Not,
}

impl Names<'_> {
    /// Who is named from the beginning of a text on.
    pub fn list(&self, text: &str) -> List {
        self.reader(text, Reading::Beginning).list()
    }

    /// Who is named in a text that consists of names: a body that is not registered goes on to the next mark.
    pub fn whole_list(&self, text: &str) -> List {
        self.reader(text, Reading::Whole).list()
    }

    fn reader<'n>(&'n self, text: &'n str, reading: Reading) -> Reader<'n> {
        Reader {
            names: self,
            text,
            words: fold::words(text),
            at: 0,
            carried: Vec::new(),
            either: false,
            reading,
        }
    }
}

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// A sentence that begins with names.
    Beginning,
    /// Names alone: a cell, the value of a label.
    Whole,
}

pub(super) struct Reader<'n> {
    pub(super) reading: Reading,
    pub(super) names: &'n Names<'n>,
    pub(super) text: &'n str,
    pub(super) words: Vec<Word>,
    pub(super) at: usize,
    /// What goes before the next names: "các Sở: Tài chính, Xây dựng", "UBND các xã A, B".
    pub(super) carried: Vec<Word>,
    /// Xã and phường share it: "UBND các xã, phường: A, B".
    pub(super) either: bool,
}

impl Reader<'_> {
    fn list(mut self) -> List {
        let mut list = List::default();
        loop {
            let start = self.at;
            if !self.connect(list.mentions.is_empty()) {
                break;
            }
            let found = self.mention();
            if found.is_empty() {
                self.at = start;
                break;
            }
            list.mentions.extend(found);
            list.end = self.end();
            if let Some((scope, end, words)) = self.scope() {
                if let Some(last) = list.mentions.last_mut() {
                    last.scope = Some(scope);
                }
                list.end = end;
                self.at += words;
            }
        }
        list
    }

    /// Steps over what parts two names; `false` where the list has ended.
    fn connect(&mut self, first: bool) -> bool {
        let Some(word) = self.words.get(self.at) else { return false };
        let mut joined = first;
        match word.gap {
            Gap::Stop if !first => {
                // After "(scope);" the bracket is what is seen.
                let between = self.between();
                if !between.contains(';') && !between.trim_start_matches(')').trim_start().starts_with(',') {
                    return false;
                }
                joined = true;
            }
            Gap::None => {}
            _ => joined = true,
        }
        for connector in ["cùng với", "cùng", "và", "hoặc", "với", "phối hợp với"] {
            let parts: Vec<&str> = connector.split(' ').collect();
            let is_it = parts
                .iter()
                .enumerate()
                .all(|(at, part)| self.words.get(self.at + at).is_some_and(|word| word.text == *part));
            // "phối hợp với" parts leads from those who support: a list ends before it.
            if is_it && connector != "phối hợp với" && !first {
                self.at += parts.len();
                joined = true;
                break;
            }
        }
        joined
    }

    /// What stands between the word before this one and it.
    fn between(&self) -> &str {
        let before = self.at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.end);
        let from = self.words.get(self.at).map_or(self.text.len(), |word| word.start);
        self.text.get(before..from).unwrap_or_default()
    }

    pub(super) fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.end)
    }

    fn mention(&mut self) -> Vec<Mention> {
        let from = self.at;
        if let Some(person) = self.person() {
            return vec![person];
        }
        self.step_over_heads();
        // "UBND các xã A, B" begins like "UBND các xã".
        if let Some(found) = self.several() {
            return found;
        }
        if let Some(found) = self.known().or_else(|| self.of_carried()) {
            return vec![found];
        }
        let found = self.in_general().or_else(|| self.unknown()).map(|found| self.up_to_mark(found));
        if let Some(mut found) = found.or_else(|| self.strange()) {
            // Of "Trưởng ban" nothing is anybody's name.
            if found.who == Who::Strange {
                found.range.start = self.words[from].start;
            }
            return vec![found];
        }
        self.at = from;
        Vec::new()
    }

    /// "Giám đốc", "Thủ trưởng", where a name follows.
    fn step_over_heads(&mut self) {
        let from = self.at;
        for head in bodies::HEADS {
            let parts: Vec<&str> = head.split(' ').collect();
            if self.is_at(self.at, &parts) {
                let next = self.at + parts.len();
                let names_body = |reader: &Self| {
                    let rest = &reader.words[next..];
                    !reader.names.index.longest(rest).is_empty()
                        || reader.is_at(next, &["các"])
                        || bodies::NOUNS
                            .iter()
                            .any(|noun| reader.is_at(next, &noun.split(' ').collect::<Vec<_>>()))
                };
                // "Chủ tịch UBND tỉnh" as a whole may be registered.
                let registered = !self.names.index.longest(&self.words[from..]).is_empty();
                if !registered && names_body(self) {
                    self.at = next;
                }
                return;
            }
        }
    }

    pub(super) fn is_at(&self, at: usize, parts: &[&str]) -> bool {
        parts.iter().enumerate().all(|(offset, part)| {
            self.words
                .get(at + offset)
                .is_some_and(|word| word.text == *part && (offset == 0 || word.gap <= Gap::Comma))
        })
    }

    /// "(quy hoạch, cấp phép)" behind a name: the text, where it ends, and how many words are in it.
    fn scope(&self) -> Option<(String, usize, usize)> {
        let rest = self.text.get(self.end()..)?;
        let open = rest.trim_start().strip_prefix('(')?;
        let close = open.find(')')?;
        let inner = open[..close].trim();
        let lower = inner.to_lowercase();
        if inner.is_empty()
            || lower.starts_with("các sở")
            || lower.starts_with("gồm")
            || lower.starts_with("qua ")
        {
            return None;
        }
        let end = self.text.len() - open[close + 1..].len();
        let words = self.words[self.at..].iter().take_while(|word| word.start < end).count();
        Some((inner.to_owned(), end, words))
    }
}
