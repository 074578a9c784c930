//! Viết hoa tên cơ quan (Mục IV Phụ lục II): capitals within a name where the register, or the language, has none:
//! “Sở Tài Chính”, “Ủy Ban Nhân Dân”.

use std::collections::HashMap;

use crate::content::{Field, Texts, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::text::letters::is_same;

/// Names that bodies of all provinces share.
const SHARED: [&str; 2] = ["Ủy ban nhân dân", "Hội đồng nhân dân"];

pub(super) fn review(texts: &Texts, province: &Province) -> Vec<Diagnostic> {
    let names = Names::of(province);
    let sentences = texts.iter().filter(|text| text.field.is_prose() || text.field == Field::Recipient);
    sentences.flat_map(|text| names.misspelt(text)).collect()
}

/// The words of names, by the first of them in small letters.
struct Names<'p>(HashMap<String, Vec<Name<'p>>>);

/// A name as it is written, and its words.
#[derive(PartialEq)]
struct Name<'p> {
    whole: &'p str,
    words: Vec<&'p str>,
}

impl<'p> Names<'p> {
    fn of(province: &'p Province) -> Self {
        let mut names: HashMap<String, Vec<Name<'_>>> = HashMap::new();
        let registered =
            province.registry.agencies().iter().flat_map(|agency| [&agency.name, &agency.full_name]);
        for whole in registered.map(String::as_str).chain(SHARED) {
            let words: Vec<&str> = words(whole).into_iter().map(|(_, word)| word).collect();
            let Some(first) = words.first().filter(|_| words.len() > 1) else { continue };
            let of_first = names.entry(first.to_lowercase()).or_default();
            let name = Name { whole, words };
            if !of_first.contains(&name) {
                of_first.push(name);
            }
        }
        // The longest name is the one that is meant.
        names.values_mut().for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.words.len())));
        Self(names)
    }

    fn misspelt(&self, text: &Written) -> Vec<Diagnostic> {
        let words = words(&text.text);
        let mut findings = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some(name) = self.at(&words[at..]) else {
                at += 1;
                continue;
            };
            let typed = &words[at..at + name.words.len()];
            if is_raised(typed, &name.words) {
                let range = typed[0].0..typed[typed.len() - 1].0 + typed[typed.len() - 1].1.len();
                let message = format!("tên “{}” viết hoa sai", &text.text[range.clone()]);
                let hint = format!("viết: {} (Mục IV Phụ lục II Nghị định số 30/2020/NĐ-CP)", name.whole);
                findings
                    .push(text.finding(Diagnostic::warning(codes::FIRST_LETTER, message).hint(hint), range));
            }
            at += name.words.len();
        }
        findings
    }

    /// The name that these words begin with, however they are capitalised.
    fn at(&self, words: &[(usize, &str)]) -> Option<&Name<'p>> {
        let (_, first) = words.first()?;
        // Names begin with a capital; in small letters the same words are often no name.
        let names = first.starts_with(char::is_uppercase).then(|| self.0.get(&first.to_lowercase()))??;
        let same = |(word, (_, typed)): (&&str, &(usize, &str))| is_same(word, typed);
        let fits =
            |name: &&Name<'_>| words.len() >= name.words.len() && name.words.iter().zip(words).all(same);
        names.iter().find(fits)
    }
}

/// Whether a word has a capital that its name has not; all in capitals is for titles.
fn is_raised(typed: &[(usize, &str)], name: &[&str]) -> bool {
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let raised = |((_, typed), word): (&(usize, &str), &&str)| {
        typed.starts_with(char::is_uppercase) && word.starts_with(char::is_lowercase)
    };
    typed.iter().all(|(_, word)| small(word) || word.chars().count() < 2 || is_short(word, name))
        && typed.iter().zip(name).any(raised)
}

/// "UBND" is written so in its name, too.
fn is_short(word: &str, name: &[&str]) -> bool {
    name.contains(&word)
}

/// The words of a text with their places, without the marks around them.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut words = Vec::new();
    let mut from = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), from) {
            (true, None) => from = Some(at),
            (false, Some(start)) => {
                words.push((start, &text[start..at]));
                from = None;
            }
            _ => {}
        }
    }
    words
}
