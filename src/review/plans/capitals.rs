//! Viết hoa tên cơ quan (Mục IV Phụ lục II): capitals within a name where the register, or the language, has none:
//! “Sở Tài Chính”, “Ủy Ban Nhân Dân”; and small letters where it has capitals: “Sở tài chính”.

use std::collections::HashMap;

use crate::content::{Field, Texts, Written};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::Province;
use crate::text::letters::{is_alphanumeric, is_same};
use crate::text::phrases::goes_on;

/// Names that bodies of all provinces share.
const SHARED: [&str; 2] = ["Ủy ban nhân dân", "Hội đồng nhân dân"];

pub(super) fn review(texts: &Texts, province: &Province) -> Vec<Diagnostic> {
    let names = Names::of(province);
    let sentences = texts.iter().filter(|text| text.field.is_prose() || text.field == Field::Recipient);
    sentences.flat_map(|text| names.misspelt(text)).collect()
}

/// Names by their first word, as it is written.
struct Names<'p>(HashMap<&'p str, Vec<Name<'p>>>);

/// A name as it is written, and its words.
#[derive(PartialEq)]
struct Name<'p> {
    whole: &'p str,
    words: Vec<&'p str>,
}

impl<'p> Names<'p> {
    fn of(province: &'p Province) -> Self {
        let mut names: HashMap<&str, Vec<Name<'_>>> = HashMap::new();
        let registered =
            province.registry.agencies().iter().flat_map(|agency| [&agency.name, &agency.full_name]);
        for whole in registered.map(String::as_str).chain(SHARED) {
            let words: Vec<&str> = words(whole).collect();
            let Some(first) = words.first().filter(|_| words.len() > 1) else { continue };
            let of_first = names.entry(*first).or_default();
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
        let place = |word: &str| word.as_ptr() as usize - text.text.as_ptr() as usize;
        let mut findings = Vec::new();
        let mut rest = words(&text.text);
        while let Some(first) = rest.next() {
            let Some((name, typed)) = self.at(first, &rest) else { continue };
            let before = &text.text[..place(first)];
            if is_raised(&typed, &name.words) || is_lowered(&typed, &name.words, before) {
                let last = typed[typed.len() - 1];
                let range = place(first)..place(last) + last.len();
                let message = format!("tên “{}” viết hoa sai", &text.text[range.clone()]);
                let hint = format!("viết: {} (Mục IV Phụ lục II Nghị định số 30/2020/NĐ-CP)", name.whole);
                findings
                    .push(text.finding(Diagnostic::warning(codes::FIRST_LETTER, message).hint(hint), range));
            }
            rest.nth(typed.len() - 2);
        }
        findings
    }

    /// The name that begins with a word, and its words as they are typed, however they are capitalised.
    fn at<'t>(
        &self,
        first: &'t str,
        rest: &(impl Iterator<Item = &'t str> + Clone),
    ) -> Option<(&Name<'p>, Vec<&'t str>)> {
        // Names begin with a capital; in small letters the same words are often no name.
        let names = first.starts_with(char::is_uppercase).then(|| self.0.get(first))??;
        let longest = names.first()?.words.len();
        let mut typed = vec![first];
        typed.extend(rest.clone().take(longest - 1));
        let same = |(word, typed): (&&str, &&str)| word == typed || is_same(word, typed);
        let fits = |name: &&Name<'_>| {
            typed.len() >= name.words.len() && name.words.iter().zip(&typed).skip(1).all(same)
        };
        let name = names.iter().find(fits)?;
        typed.truncate(name.words.len());
        Some((name, typed))
    }
}

/// Whether a word has a capital that its name has not; all in capitals is for titles.
fn is_raised(typed: &[&str], name: &[&str]) -> bool {
    let small = |word: &str| word.chars().any(char::is_lowercase);
    let raised = |(typed, word): (&&str, &&str)| {
        typed.starts_with(char::is_uppercase) && word.starts_with(char::is_lowercase)
    };
    // "UBND" is written so in its name, too.
    typed.iter().all(|word| small(word) || word.chars().count() < 2 || name.contains(word))
        && typed.iter().zip(name).any(raised)
}

/// Whether a word has not the capital that it has in its name. Where a sentence begins, most names could be common
/// words ("Hiệp hội doanh nghiệp các tỉnh"); “Sở” and what is shortened could not.
fn is_lowered(typed: &[&str], name: &[&str], before: &str) -> bool {
    let lowered = |(typed, word): (&&str, &&str)| {
        typed.starts_with(char::is_lowercase) && word.starts_with(char::is_uppercase)
    };
    let is_name = || typed[0] == "Sở" || !typed[0].chars().any(char::is_lowercase) || goes_on(before);
    typed.iter().zip(name).any(lowered) && is_name()
}

/// The words of a text, without the marks around them.
fn words(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split(|c| !is_alphanumeric(c)).filter(|word| !word.is_empty())
}
