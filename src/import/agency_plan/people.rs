//! Người và đơn vị: the units and leaders of a document with the ids that entries call them by.

use std::collections::BTreeSet;

use super::allotment::{self, Allotment};
use super::block::Block;
use super::doubt::{Doubt, Doubtful};
use super::phrase::Phrase;
use super::sections::{Part, Section};
use super::unit_titles;
use super::units::{Units, Who};
use crate::content::raw::{RawLeader, RawUnit, Text};
use crate::import::plan::{Cases, text};
use crate::import::sentence::labels::Label;
use crate::model::overlay::UnitSet;
use crate::text::slug;
use crate::text::words::units::{GIVES, LEADS};

/// Who works in an agency, as its plan names them.
#[derive(Debug, Default)]
pub(super) struct People {
    pub units: Units,
    ids: Vec<String>,
    leaders: Vec<RawLeader>,
}

impl People {
    /// Gathers everyone whom the sections name.
    pub fn of(sections: &[Section], cases: &Cases, doubts: &mut Vec<Doubt>) -> Self {
        let blocks: Vec<&Block> = blocks(sections).collect();
        let (titles, guessed) = unit_titles(&blocks, cases);
        let named = phrases(sections, &blocks).into_iter().chain(titles);
        let units = Units::gathered(&named.collect::<Vec<_>>());
        for name in units.names().iter().map(|unit| &unit.name).filter(|name| guessed.contains(name)) {
            doubts.push(Doubt { places: Vec::new(), what: Doubtful::UnitNameGuessed { name: name.clone() } });
        }
        let mut taken = BTreeSet::new();
        let ids = units.names().iter().map(|unit| id(&unit.name, &mut taken)).collect();
        for unit in units.names().iter().filter(|unit| unit.guessed) {
            let what = Doubtful::UnitNameGuessed { name: unit.name.clone() };
            doubts.push(Doubt { places: Vec::new(), what });
        }
        let mut people = Self { units, ids, leaders: Vec::new() };
        let mut taken = BTreeSet::new();
        for (_, directing) in blocks.iter().flat_map(|block| &block.directing) {
            for leader in &directing.leaders {
                if people.leaders.iter().all(|known| *known.name != leader.name) {
                    let given = leader.name.split(' ').next_back().unwrap_or_default();
                    people.leaders.push(RawLeader {
                        id: text(&id(given, &mut taken)),
                        name: text(&leader.name),
                        position: text(&leader.position),
                    });
                }
            }
        }
        people
    }

    pub fn raw_units(&self) -> Vec<RawUnit> {
        let units = self.ids.iter().zip(self.units.names());
        units.map(|(id, unit)| RawUnit { id: text(id), name: text(&unit.name), short_name: None }).collect()
    }

    pub fn raw_leaders(&self) -> Vec<RawLeader> {
        self.leaders.clone()
    }

    /// As entries name them.
    pub fn ids(&self, who: &[Who]) -> Vec<Text> {
        let id = |who: &Who| match who {
            Who::Unit(unit) => text(&self.ids[*unit]),
            Who::All => text(UnitSet::ALL),
        };
        who.iter().map(id).collect()
    }

    /// The ids of leaders by name.
    pub fn leader(&self, name: &str) -> Option<Text> {
        let found = self.leaders.iter().find(|leader| *leader.name == name)?;
        Some(found.id.clone())
    }

    /// The units that a list names: "Văn phòng; các phòng liên quan".
    pub fn named(&self, list: &str) -> Vec<Who> {
        let mut who = Vec::new();
        for part in list.split(';') {
            let phrase = Phrase::of(part);
            let named = self.units.named(&phrase, 0);
            who.extend(named.who.into_iter().filter(|one| !who.contains(one)).collect::<Vec<_>>());
        }
        who
    }

    /// Who does what a sentence says, where it begins with that.
    pub fn allotment(&self, sentence: &str) -> Option<Allotment> {
        allotment::of(&self.units, sentence)
    }
}

/// Every block of the tasks.
pub(super) fn blocks(sections: &[Section]) -> impl Iterator<Item = &Block> {
    sections.iter().flat_map(|section| match &section.part {
        Part::Tasks(tasks) => tasks.blocks.as_slice(),
        _ => &[],
    })
}

/// Titles that name units, and those of them whose capitals only a person knows.
fn unit_titles(blocks: &[&Block], cases: &Cases) -> (Vec<String>, Vec<String>) {
    let titles = blocks.iter().flat_map(|block| block.title.iter().chain(&block.group));
    let mut named = Vec::new();
    let mut guessed = Vec::new();
    for title in
        titles.map(|words| unit_titles::bare(&words.text)).filter(|title| unit_titles::is_title(title))
    {
        let typed = cases.sentence(title);
        if typed != title {
            guessed.push(typed.clone());
        }
        named.push(typed);
    }
    (named, guessed)
}

/// The sentences that units are named in.
fn phrases(sections: &[Section], blocks: &[&Block]) -> Vec<String> {
    let division = blocks.iter().flat_map(|block| &block.division).map(|words| words.text.clone());
    let entries = blocks.iter().flat_map(|block| &block.entries).map(|entry| &entry.words.text);
    let titles = blocks.iter().filter_map(|block| block.title.as_ref()).map(|title| &title.text);
    let clauses = sections.iter().flat_map(|section| match &section.part {
        Part::Organisation(clauses) => clauses.as_slice(),
        _ => &[],
    });
    let labels = blocks.iter().flat_map(|block| &block.entries).flat_map(|entry| &entry.labels);
    let labelled = labels
        .flat_map(|(_, labels)| labels)
        .filter(|one| matches!(one.label, Label::Lead | Label::Supporting));
    let labelled = labelled.flat_map(|one| one.value.split(';')).map(|part| part.trim().to_owned());
    let sentences = entries.chain(titles).chain(clauses.map(|words| &words.text));
    let given =
        sentences.flat_map(|text| text.split(". ")).filter(|text| is_giving(text)).map(ToOwned::to_owned);
    division.chain(labelled).chain(given).collect()
}

/// "Giao …", or a unit that leads at its start.
fn is_giving(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let begins = GIVES.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')));
    let start: String = lower.split(' ').take(START).collect::<Vec<_>>().join(" ");
    begins || LEADS.iter().any(|lead| start.contains(lead)) && !start.starts_with("phối hợp")
}

/// A unit that leads is named within so many words.
const START: usize = 14;

/// An id from a name that no other has.
fn id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let lower = name.to_lowercase();
    let short = lower.strip_prefix("phòng ").unwrap_or(&lower);
    let id = slug::free(&slug::slug(short), |id| taken.contains(id));
    taken.insert(id.clone());
    id
}
