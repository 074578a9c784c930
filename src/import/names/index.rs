//! Every name that a register gives its agencies and groups, and the usual ways to write them.

use std::collections::BTreeMap;

use super::fold::{self, Gap, Word};
use crate::model::agency::{Agency, AgencyId, AgencyKind, Extent, Group, GroupId, Registry};
use crate::text::words::bodies;

/// Whom a name stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    Agency(AgencyId),
    Group(GroupId),
}

/// How a name is the one in the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// As it stands there, in whatever spelling.
    Same,
    /// As such bodies are usually called: guessed.
    Usual,
}

/// A name in the index.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    words: Vec<String>,
    pub named: Named,
    pub likeness: Likeness,
    /// An abbreviated name, which longer ones may begin with: "Ban Quản lý".
    pub short: bool,
}

/// All names by their first word.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: BTreeMap<String, Vec<Entry>>,
}

/// A name found in a text: how many words of it.
#[derive(Debug, Clone)]
pub(super) struct Found<'i> {
    pub entry: &'i Entry,
    pub words: usize,
}

impl Index {
    pub fn of(registry: &Registry, place: &[&str]) -> Self {
        let mut index = Self::default();
        for agency in registry.agencies() {
            index.agency(agency, place);
        }
        for group in registry.groups() {
            index.group(group);
        }
        for entries in index.entries.values_mut() {
            entries.sort_by(|a, b| b.words.len().cmp(&a.words.len()).then(a.likeness.cmp(&b.likeness)));
        }
        index
    }

    /// The longest names that these words begin with; all of that length.
    pub fn longest(&self, words: &[Word]) -> Vec<Found<'_>> {
        let Some(first) = words.first() else { return Vec::new() };
        let Some(entries) = self.entries.get(&first.text) else { return Vec::new() };
        let mut found: Vec<Found<'_>> = Vec::new();
        for entry in entries {
            if found.first().is_some_and(|best| best.words > entry.words.len()) {
                break;
            }
            if begins(words, &entry.words) {
                found.push(Found { entry, words: entry.words.len() });
            }
        }
        found
    }

    fn add(&mut self, name: &str, named: &Named, likeness: Likeness) {
        let words: Vec<String> = fold::words(name).into_iter().map(|word| word.text).collect();
        self.add_words(words, named, likeness);
    }

    fn add_words(&mut self, words: Vec<String>, named: &Named, likeness: Likeness) {
        self.add_entry(Entry { words, named: named.clone(), likeness, short: false });
    }

    fn add_entry(&mut self, entry: Entry) {
        let Some(first) = entry.words.first() else { return };
        let entries = self.entries.entry(first.clone()).or_default();
        if !entries.iter().any(|other| other.words == entry.words && other.named == entry.named) {
            entries.push(entry);
        }
    }

    fn agency(&mut self, agency: &Agency, place: &[&str]) {
        let named = Named::Agency(agency.id.clone());
        if let Some(short) = &agency.short_name {
            let words: Vec<String> = fold::words(short).into_iter().map(|word| word.text).collect();
            let full = [&agency.name, &agency.full_name].map(|name| fold::words(name).len());
            let short = words.len() < 4 && full.iter().all(|count| words.len() < *count);
            self.add_entry(Entry { words, named: named.clone(), likeness: Likeness::Same, short });
        }
        let own = [&agency.name, &agency.full_name];
        let own = own.into_iter().chain(&agency.other_names);
        let names: Vec<Vec<String>> = own
            .map(|name| fold::words(name).into_iter().map(|word| word.text).collect::<Vec<String>>())
            .filter(|words: &Vec<String>| !words.is_empty())
            .collect();
        for words in &names {
            self.add_words(words.clone(), &named, Likeness::Same);
        }
        // A commune may be called like its province: its place is what tells it apart.
        let written = names;
        let local = if of_whole_province(agency.kind) { written.as_slice() } else { &[] };
        for words in local {
            // "Cục Thuế tỉnh", "Báo Lạng Sơn", "Báo tỉnh": the territory is left out, or written out.
            for bare in without_place(words, place) {
                if bare.len() > 1 && agency.kind != AgencyKind::Province && !is_noun(&bare) {
                    self.add_words(bare.clone(), &named, Likeness::Usual);
                }
                for noun in ["tỉnh", "thành phố"] {
                    let mut local = bare.clone();
                    local.extend(noun.split(' ').map(str::to_owned));
                    self.add_words(local.clone(), &named, Likeness::Usual);
                    local.extend(place.iter().map(|word| (*word).to_owned()));
                    self.add_words(local, &named, Likeness::Usual);
                }
                let mut local = bare;
                local.extend(place.iter().map(|word| (*word).to_owned()));
                self.add_words(local, &named, Likeness::Usual);
            }
        }
        for words in &written {
            let without: Vec<String> = words.iter().filter(|word| *word != "và").cloned().collect();
            if without.len() > 2 && without.len() < words.len() {
                self.add_words(without, &named, Likeness::Usual);
            }
        }
        // "Công an xã Yên Phúc" is another body than "xã Yên Phúc".
        if let Some(territory) = agency.territory.as_ref().filter(|_| agency.kind == AgencyKind::Commune) {
            self.add(&format!("UBND {territory}"), &named, Likeness::Same);
            self.add(&format!("Chính quyền {territory}"), &named, Likeness::Usual);
        }
    }

    fn group(&mut self, group: &Group) {
        let named = Named::Group(group.id.clone());
        for name in group.names() {
            let words: Vec<String> = fold::words(name).into_iter().map(|word| word.text).collect();
            if words.first().is_some_and(|word| word == "các") {
                self.add_words(words[1..].to_vec(), &named, Likeness::Same);
            }
            if let [first, second, ..] = words.as_slice()
                && first == "ubnd"
                && second == "các"
            {
                let bare = std::iter::once(first).chain(&words[2..]).cloned();
                self.add_words(bare.collect(), &named, Likeness::Same);
            }
            self.add_words(words, &named, Likeness::Same);
        }
        if group.extent == Extent::Related {
            return;
        }
        for name in usual_names(&group.kinds) {
            self.add(name, &named, Likeness::Usual);
        }
    }
}

/// What groups of these kinds are usually called.
fn usual_names(kinds: &[AgencyKind]) -> &'static [&'static str] {
    let departments = kinds.contains(&AgencyKind::Department) && kinds.len() > 1;
    match kinds {
        [AgencyKind::Commune] => &[
            "UBND các xã, phường, thị trấn",
            "UBND các xã, phường, đặc khu",
            "UBND các xã, phường",
            "UBND xã, phường",
            "UBND cấp xã",
            "UBND các xã",
            "UBND xã",
            "các xã, phường, đặc khu",
            "các xã, phường",
            "UBND các địa phương",
            "UBND các cấp",
            "chính quyền cấp xã",
        ],
        [AgencyKind::District] => &[
            "UBND các huyện, thị xã, thành phố",
            "UBND các huyện, thành phố",
            "UBND các huyện, thị xã",
            "UBND cấp huyện",
            "UBND các huyện",
            "UBND huyện, thành phố",
            "các huyện, thị xã, thành phố",
            "các huyện, thành phố",
        ],
        _ if departments => &[
            "các sở, ban, ngành, đoàn thể",
            "các sở, ban, ngành, đoàn thể cấp tỉnh",
            "các sở, ban, ngành cấp tỉnh",
            "các sở, ban, ngành",
            "các sở, ngành",
            "các sở, ngành cấp tỉnh",
            "các sở, ban ngành",
            "các sở",
            "sở, ban, ngành",
            "sở, ngành",
        ],
        [AgencyKind::Division] => {
            &["các phòng, ban", "các phòng, ban, đơn vị", "các phòng, đơn vị", "các phòng"]
        }
        _ => &[],
    }
}

/// Whether a body of this kind is the only one of its name in a province.
pub(super) fn of_whole_province(kind: AgencyKind) -> bool {
    !matches!(kind, AgencyKind::Commune | AgencyKind::District | AgencyKind::Division)
}

/// Whether these words only say what kind of body it is: "công an", "thanh tra".
fn is_noun(words: &[String]) -> bool {
    bodies::NOUNS.contains(&words.join(" ").as_str())
}

/// A name without the territory at its end, where it has one.
fn without_place(words: &[String], place: &[&str]) -> Vec<Vec<String>> {
    let ends = |tail: &[&str]| {
        let from = words.len().checked_sub(tail.len())?;
        words[from..].iter().zip(tail).all(|(word, other)| word == other).then(|| words[..from].to_vec())
    };
    let mut with_noun: Vec<&str> = vec!["tỉnh"];
    with_noun.extend(place);
    let mut with_city: Vec<&str> = vec!["thành", "phố"];
    with_city.extend(place);
    let tails: [&[&str]; 5] = [&with_noun, &with_city, place, &["tỉnh"], &["thành", "phố"]];
    tails.iter().filter(|tail| !tail.is_empty()).find_map(|tail| ends(tail)).into_iter().collect()
}

/// Whether a text's words begin with a name's: commas in it may be missing or too many.
fn begins(words: &[Word], name: &[String]) -> bool {
    words.len() >= name.len()
        && name
            .iter()
            .zip(words)
            .enumerate()
            .all(|(at, (part, word))| *part == word.text && (at == 0 || word.gap <= Gap::Comma))
}
