//! Phần riêng: what was recognised → the raw part of the agency, with what a person must decide in its margin.

use super::allotment::{self, Allotment, Points};
use super::answers::Asking;
use super::block::{Block, Entry};
use super::claims::{Draft, Proposal, best};
use super::doubt::{Doubt, Doubtful};
use super::headings::{self, FoundBy, Under};
use super::margin::Margin;
use super::people::People;
use super::sections::Section;
use super::unit_titles;
use super::whose::Whose;
use crate::content::emit::EntryAt;
use crate::content::emit::writer::Remark;
use crate::content::raw::{RawBlock, RawEntry, RawEntryStyle, Text};
use crate::import::decided::Decisions;
use crate::import::notes::What;
use crate::import::plan::text;
use crate::import::sentence::labels::{Label, Labelled};
use crate::import::structure::Words;
use crate::model::reference::Position;
use crate::text::first_letter::upper_first;
use crate::text::likeness;

/// The tasks of a part while they are made.
pub(super) struct Tasks<'w, 'p> {
    pub whose: &'w Whose<'p>,
    pub people: &'w People,
    /// Tasks; those that only concern the agency where they concern it, too.
    pub asking: &'w Asking<'p>,
    /// What a person said already.
    pub decisions: &'w Decisions,
    pub proposals: Vec<Proposal>,
    pub margin: Margin,
    pub doubts: Vec<Doubt>,
    /// Words that have no place in the part, with the reason.
    pub left: Vec<(Words, Left)>,
    /// Which entry is taken to answer a task, by the task's number.
    pub claimed: Vec<Option<EntryAt>>,
    /// The tasks that the program prints again without an entry, by their numbers.
    pub printed_again: Vec<bool>,
}

/// Why words of the source are not in the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// The program prints the target of the parent plan.
    Target,
    /// "Chỉ số “…”": the program writes the title from the heading's name.
    Title,
    /// The program writes the line from who does what.
    Division,
    /// Parts have no groups of headings of their own.
    GroupTitle,
    /// "Mục đích", "Yêu cầu": the program writes them above what they are titles of.
    PurposeTitle,
    /// The program writes names and positions of those who direct.
    Directing,
    /// The citation behind an entry, which the program prints itself.
    Citation,
    /// Titles of the columns of a table of tasks.
    Columns,
    /// STT.
    Ordinal,
    /// A table that says the entries once more: the program makes it.
    Repeated,
    /// Parts have no key for it.
    NoPlace,
}

impl<'p> Tasks<'_, 'p> {
    /// All blocks of the sections, in their order.
    pub fn blocks(&mut self, sections: &[Section]) -> Vec<RawBlock> {
        let mut made: Vec<(RawBlock, Vec<Draft>)> = Vec::new();
        let mut blocks: Vec<Block> = Vec::new();
        for block in super::people::blocks(sections) {
            if let Some(block) = self.without_related(block.clone()) {
                blocks.extend(self.by_heading(&block));
            }
        }
        for (block, under) in blocks.iter().zip(headings::of_all(&blocks, &self.whose.parents, self.asking)) {
            let Some(under) = under else {
                self.left.extend(block.left.iter().cloned());
                continue;
            };
            let number = made.len();
            let (raw, drafts) = self.block(number, block, &under);
            made.push((raw, drafts));
            self.with_those_before(&mut made, block);
        }
        let drafts: Vec<&Draft> = made.iter().flat_map(|(_, drafts)| drafts).collect();
        self.claimed = best(&drafts, self.asking.tasks.len());
        self.claim_decided(&drafts);
        made.into_iter()
            .map(|(mut block, drafts)| {
                block.entries = drafts.into_iter().map(|draft| self.entry(draft)).collect();
                block
            })
            .collect()
    }

    fn block(&mut self, number: usize, block: &Block, under: &Under<'p>) -> (RawBlock, Vec<Draft>) {
        let mut remarks = Vec::new();
        let called = called(under);
        let guessed = match under.by {
            FoundBy::Name => None,
            FoundBy::Likeness => Some(("các nhiệm vụ giống nhất nằm ở đề mục này", HEADING_GUESSED)),
            FoundBy::Nothing => Some(("chưa thấy đề mục nào giống", HEADING_UNKNOWN)),
        };
        if let Some((why, what)) = guessed {
            let plan = super::told::citation(under.plan);
            let is_settled = self.decisions.settles(&What::Part(what(called.join("; "))));
            remarks
                .extend((!is_settled).then(|| {
                    Remark::Decide(format!("đề mục nào của {plan}? {why}; sửa muc nếu không đúng"))
                }));
            let places = block_places(block);
            self.doubts.push(Doubt { places, what: what(called.join("; ")) });
        }
        let title = self.title(block, under);
        if let Some(group) = &block.group {
            self.left.push((group.clone(), Left::GroupTitle));
        }
        let directing = block.directing.iter();
        let leaders = directing.clone().flat_map(|(_, directing)| &directing.leaders);
        let leaders = leaders.filter_map(|leader| self.people.leader(&leader.name)).collect();
        let by_field = directing.clone().any(|(_, directing)| directing.by_field);
        for (words, directing) in directing {
            if directing.leaders.is_empty() {
                remarks.push(Remark::Decide(format!("lãnh đạo chỉ đạo ghi trong bản gốc: “{}”", words.text)));
            }
            self.left.push((words.clone(), Left::Directing));
        }
        let mut drafts: Vec<Draft> = Vec::new();
        for (index, entry) in block.entries.iter().enumerate() {
            let at = EntryAt { block: number, entry: index };
            drafts.push(self.draft(at, entry));
        }
        let assigning = drafts.iter().any(|draft| draft.raw.phrase.is_some());
        let of_units = block.of_units.as_ref().and_then(|title| self.whole_allotment(&title.text));
        if let Some(allotment) = of_units {
            for (draft, entry) in drafts.iter_mut().zip(&block.entries) {
                if draft.raw.lead.is_empty() && entry.words.text.to_lowercase().starts_with("phối hợp ") {
                    self.doubts.push(Doubt::at(&entry.words, Doubtful::LeadNotSaid));
                }
                self.give(&mut draft.raw, &allotment);
            }
        }
        let division = self.divide(block, &mut drafts);
        self.margin.blocks.insert(number, remarks);
        let several = self.whose.parents.len() > 1;
        let raw = RawBlock {
            headings: called.iter().map(|name| text(name)).collect(),
            plan: several.then(|| text(under.plan.id.as_str())),
            title,
            leaders,
            by_field,
            style: Some(if assigning { RawEntryStyle::Giao } else { RawEntryStyle::ChuCai }),
            division,
            entries: Vec::new(),
        };
        (raw, drafts)
    }

    /// The title where it is not the one that the program writes, with the target that the plan does not have.
    fn title(&mut self, block: &Block, under: &Under<'_>) -> Option<Text> {
        let mut title = block.title.as_ref()?.text.trim_end_matches([':', '.', ' ']).to_owned();
        if let Some(target) = &block.target {
            let told: Vec<String> =
                under.headings.iter().flat_map(|heading| &heading.indicators).map(told_whole).collect();
            let missing = crate::text::contained::figures_missing(&target.text, &told.join(" "));
            if missing.is_empty() {
                self.left.push((target.clone(), Left::Target));
            } else {
                self.doubts.push(Doubt::at(target, Doubtful::OtherTarget));
                title = format!("{title}: {}", target.text.trim_end_matches('.'));
            }
        }
        let own = under.headings.iter().map(|heading| format!("Chỉ số “{}”", heading.title.text()));
        let own: Vec<String> = own.collect();
        let plain =
            under.headings.iter().map(|heading| heading.title.text()).collect::<Vec<_>>().join(" và ");
        let default = [own.join(" và "), plain];
        if default.iter().any(|default| likeness::is_same(default, &title)) {
            self.left.extend(block.title.clone().map(|title| (title, Left::Title)));
            return None;
        }
        Some(text(&title))
    }

    fn draft(&mut self, at: EntryAt, entry: &Entry) -> Draft {
        let words = &entry.words.text;
        let (own, citation) = self.without_citation(words);
        if let Some(from) = citation {
            let cut = Words { text: words[from..].trim().to_owned(), ..entry.words.clone() };
            self.left.push((cut, Left::Citation));
        }
        if let Some(aside) = &entry.aside
            && own.contains(aside.as_str())
        {
            self.doubts.push(Doubt::at(&entry.words, Doubtful::ColumnInText { words: aside.clone() }));
        }
        let answered = self.asking.answered_by(words);
        let mut raw = RawEntry {
            text: Some(text(own)),
            covers: Vec::new(),
            keep: false,
            lead: Vec::new(),
            supporting: Vec::new(),
            leaders: Vec::new(),
            deadline: None,
            output: None,
            phrase: None,
        };
        self.labelled(entry, &mut raw);
        if let Some(allotment) = self.given(own) {
            let rest = own[allotment.end..].trim_start_matches([':', ',', ' ', '-', '–']);
            if !rest.is_empty() {
                raw.phrase = Some(text(own[..allotment.end].trim_end_matches([':', ',', ' '])));
                raw.text = Some(text(&upper_first(rest)));
                self.give(&mut raw, &allotment);
                if allotment.unclear {
                    self.doubts.push(Doubt::at(&entry.words, Doubtful::UnitsUnclear));
                }
            }
        }
        Draft { at, place: entry.words.place(), words: words.clone(), raw, answered }
    }

    /// What the labels behind an entry say of it.
    fn labelled(&mut self, entry: &Entry, raw: &mut RawEntry) {
        for (words, labels) in &entry.labels {
            for Labelled { label, typed, value } in labels {
                let said = if typed.is_empty() { value.clone() } else { format!("{typed}: {value}") };
                let whole = || Words { text: said.clone(), ..words.clone() };
                // "……": nothing is filled in yet.
                if !value.contains(char::is_alphanumeric) {
                    self.left.extend((!typed.is_empty()).then(|| (whole(), Left::Division)));
                    continue;
                }
                match label {
                    Label::Lead | Label::Supporting => {
                        let named = self.people.named(value);
                        let ids = self.people.ids(&named);
                        if ids.is_empty() {
                            self.doubts.push(Doubt::at(&whole(), Doubtful::NoUnit { words: value.clone() }));
                        }
                        let role = if *label == Label::Lead { &mut raw.lead } else { &mut raw.supporting };
                        role.extend(ids);
                        self.left.push((whole(), Left::Division));
                    }
                    // A cell over several rows says it of each.
                    Label::Deadline => raw.deadline = Some(text(value)),
                    Label::Output => raw.output = Some(text(value)),
                    Label::Money | Label::Division => {
                        self.doubts.push(Doubt::at(&whole(), Doubtful::NoPlace { words: whole().text }));
                        self.left.push((whole(), Left::NoPlace));
                    }
                }
            }
        }
    }

    /// "Giao Văn phòng chủ trì …", or a unit that leads at the start.
    fn given(&self, sentence: &str) -> Option<Allotment> {
        let allotment = self.people.allotment(sentence)?;
        let role = sentence[..allotment.end].to_lowercase();
        let leads = crate::text::words::units::LEADS
            .iter()
            .any(|word| role.ends_with(word) || role.contains(&format!("{word},")));
        let colon = sentence[allotment.end..].trim_start().starts_with(':');
        (super::block::gives(sentence) || leads || colon || !allotment.supporting.is_empty())
            .then_some(allotment)
    }

    /// A heading that names units stands for who does what is below: that goes under the headings of the parent
    /// plans, as each entry answers a task of them.
    fn by_heading(&mut self, block: &Block) -> Vec<Block> {
        let names_units = |words: &&Words| self.whole_allotment(&words.text).is_some();
        let mut first = block.clone();
        if let Some(title) = block.title.as_ref().filter(names_units) {
            first = Block { title: None, of_units: Some(title.clone()), ..first };
        } else if let Some(group) = block.group.as_ref().filter(names_units) {
            first = Block { group: None, of_units: Some(group.clone()), ..first };
        }
        let Some(of_units) = first.of_units.clone() else { return vec![first] };
        let what = Doubtful::UnitTitle { unit: of_units.text.clone() };
        if !self.doubts.iter().any(|doubt| doubt.what == what) {
            self.doubts.push(Doubt::at(&of_units, what));
            self.left.push((of_units.clone(), Left::Division));
        }
        // Lines about points, or about the whole, hold it together.
        if first.title.is_some() || !first.division.is_empty() || !first.directing.is_empty() {
            return vec![first];
        }
        let entries = std::mem::take(&mut first.entries);
        let mut blocks: Vec<(Option<&Position>, Block)> = vec![(None, first)];
        for entry in entries {
            let place = headings::of_entry(&entry.words.text, self.asking);
            match blocks.last_mut() {
                // What answers nothing stays with what stands above it.
                Some((known, last)) if last.entries.is_empty() || place.is_none() || place == *known => {
                    *known = known.or(place);
                    last.entries.push(entry);
                }
                _ => {
                    let next =
                        Block { entries: vec![entry], of_units: Some(of_units.clone()), ..Block::default() };
                    blocks.push((place, next));
                }
            }
        }
        blocks.into_iter().map(|(_, block)| block).collect()
    }

    /// A title that names units and nothing else.
    fn whole_allotment(&self, title: &str) -> Option<Allotment> {
        let title = unit_titles::bare(title);
        let allotment = self.people.allotment(title)?;
        title[allotment.end..].trim_matches([':', '.', ' ']).is_empty().then_some(allotment)
    }

    fn give(&self, raw: &mut RawEntry, allotment: &Allotment) {
        if raw.lead.is_empty() {
            raw.lead = self.people.ids(&allotment.lead);
            raw.supporting = self.people.ids(&allotment.supporting);
        }
    }

    /// Text without the bracket at its end that cites what it answers, and where that begins.
    fn without_citation<'t>(&self, words: &'t str) -> (&'t str, Option<usize>) {
        let trimmed = words.trim_end_matches(['.', ';', ' ']);
        let Some(open) = trimmed.rfind('(').filter(|_| trimmed.ends_with(')')) else { return (words, None) };
        if self.asking.cited(&trimmed[open..]).is_empty() {
            return (words, None);
        }
        (words[..open].trim_end(), Some(open))
    }

    /// Gives entries the units that the lines of "Phân công" name; those lines as typed, where they say more.
    fn divide(&mut self, block: &Block, drafts: &mut [Draft]) -> Vec<Text> {
        self.left.extend(block.left.iter().cloned());
        let mut as_typed = false;
        for line in &block.division {
            let Some(allotment) = self.people.allotment(&line.text) else {
                as_typed = true;
                self.doubts.push(Doubt::at(line, Doubtful::DivisionAsTyped));
                continue;
            };
            if allotment.unclear {
                self.doubts.push(Doubt::at(line, Doubtful::UnitsUnclear));
            }
            let rest = &line.text[allotment.end..];
            as_typed |= !super::told::says_only_roles(rest);
            match allotment::points(rest) {
                Points::All => drafts.iter_mut().for_each(|draft| self.give(&mut draft.raw, &allotment)),
                Points::Told => {
                    as_typed = true;
                    self.doubts.push(Doubt::at(line, Doubtful::DivisionAsTyped));
                }
                Points::Named(letters) => {
                    for letter in letters {
                        let found =
                            block.entries.iter().position(|entry| entry.letter.as_ref() == Some(&letter));
                        match found.and_then(|at| drafts.get_mut(at)) {
                            Some(draft) => self.give(&mut draft.raw, &allotment),
                            None => self.doubts.push(Doubt::at(line, Doubtful::NoSuchPoint { letter })),
                        }
                    }
                }
            }
        }
        if as_typed {
            return block.division.iter().map(|line| text(line.text.trim_end_matches(['.', ';']))).collect();
        }
        self.left.extend(block.division.iter().map(|line| (line.clone(), Left::Division)));
        Vec::new()
    }
}

const HEADING_GUESSED: fn(String) -> Doubtful = |under| Doubtful::HeadingGuessed { under };
const HEADING_UNKNOWN: fn(String) -> Doubtful = |under| Doubtful::HeadingUnknown { under };

/// Where a block stands in the source: its title, else its first entry.
fn block_places(block: &Block) -> Vec<usize> {
    let first = block.title.as_ref().or_else(|| block.entries.first().map(|entry| &entry.words));
    first.map(|words| words.places.clone()).unwrap_or_default()
}

/// Everything that a plan says of an indicator.
fn told_whole(indicator: &crate::model::plan::Indicator) -> String {
    let change = indicator.change.map(|change| change.to_string()).unwrap_or_default();
    format!(
        "{} {} {} {change} {}",
        indicator.told(),
        indicator.year,
        indicator.base_year,
        change.trim_start_matches(['-', '+', '−'])
    )
}

/// What a part calls headings by: their titles where only one is called so, else their places.
fn called(under: &Under<'_>) -> Vec<String> {
    let name = |heading: &&crate::model::plan::Heading| {
        let title = heading.title.text();
        let unique = under.plan.headings().filter(|other| other.title.text() == title).count() == 1;
        if unique && !title.is_empty() { title.to_owned() } else { heading.position.to_string() }
    };
    under.headings.iter().map(name).collect()
}
