//! Phần riêng của một cơ quan.

use std::collections::BTreeMap;

use super::entries::block_path;
use super::units::Units;
use super::{Brought, Writing, goes_home, in_whole, is_in_calendar, joined, key, like, official, settled};
use crate::content::edit::{self, Edit, Path, Step, Value};
use crate::content::yaml;
use crate::derive::sub_plan::{SubEntry, SubHeading, SubPlan};
use crate::model::Overlay;
use crate::takein::change::{Change, Listing, Standing, What, Why};
use crate::takein::fields::{one_space, same};
use crate::template::{EntryField, ListKey, Origin, TextField, entry_name, heading_name};
use crate::text::first_letter::lower_first;
use crate::text::slug;

/// Writes the changes of an agency's file into its part; `plan` is derived with that part. `None` where the
/// part cannot be read.
pub fn to_agency(text: &str, overlay: &Overlay, plan: &SubPlan<'_>, changes: Vec<Change>) -> Option<Brought> {
    in_whole(changes, |changes| brought(text, overlay, plan, changes))
}

fn brought(text: &str, overlay: &Overlay, plan: &SubPlan<'_>, changes: Vec<Change>) -> Option<Brought> {
    let mut home = Home::of(text, overlay, plan)?;
    // Requirements of its own stay without being written again.
    let has_requirements = !overlay.requirements.is_empty();
    let is_kept = |change: &Change| matches!(&change.what, What::Lines { list: Listing::Own(ListKey::Requirements), was, said } if was == said);
    let changes: Vec<Change> =
        changes.into_iter().filter(|change| !(has_requirements && is_kept(change))).collect();
    let mut done = Vec::new();
    // Values first: what changes the order of entries comes after them.
    let (values, others): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(|change| {
        !matches!(
            change.what,
            What::EntryAdded(_)
                | What::EntryDeleted { .. }
                | What::EntriesMerged { .. }
                | What::EntryMoved { .. }
                | What::ItemAdded { .. }
                | What::ItemDeleted { .. }
        )
    });
    // Items from the last to the first: what stands before one keeps its number.
    let item = |change: &Change| match change.what {
        What::ItemAdded { after, .. } => Some((after, true)),
        What::ItemDeleted { at, .. } => Some((at, false)),
        _ => None,
    };
    let (mut items, others): (Vec<Change>, Vec<Change>) =
        others.into_iter().partition(|change| item(change).is_some());
    items.sort_by_key(|change| std::cmp::Reverse((item(change), change.place)));
    for change in values.into_iter().chain(items).chain(others) {
        if !goes_home(&change) && !is_asked(&change) {
            done.push(change);
            continue;
        }
        // No change is written in half.
        let before = (home.file.clone(), home.places.clone(), home.units.clone());
        let result = home.write(&change.what);
        let is_there = result.is_ok() && home.file.text == before.0.text && home.units.new == before.2.new;
        if is_there && may_have_come(&change.what) {
            continue;
        }
        if result.is_err() || is_asked(&change) {
            (home.file, home.places, home.units) = before;
        }
        match is_asked(&change) {
            true => done.push(change),
            false => done.push(settled(change, result)),
        }
    }
    let units = home.write_units();
    done.sort_by_key(|change| change.place);
    let new_units = if units.is_ok() { home.units.new } else { Vec::new() };
    Some(Brought { text: home.file.text, changes: done, new_units })
}

/// Whether a person is asked which of two words of a value holds.
fn is_asked(change: &Change) -> bool {
    matches!((&change.standing, &change.what), (Standing::Conflict { .. }, What::Value { .. }))
}

/// Whether a change of this kind is none where the content stays as it is with it: the file says in other letters what
/// was taken in before ("P. Kế hoạch", "đồng chí …").
fn may_have_come(what: &What) -> bool {
    match what {
        What::Value { origin: Origin::Entry { field, .. }, .. } => *field != EntryField::Text,
        What::Value { origin: Origin::Leaders { .. }, .. } | What::EntryMoved { .. } => true,
        _ => false,
    }
}

/// Writes an entry down that the program carries in by itself; gives the text and where the entry stands in
/// it. `None` where there is no such entry, or no place for it.
pub fn entry_written_down(
    text: &str,
    overlay: &Overlay,
    plan: &SubPlan<'_>,
    entry: &str,
) -> Option<(String, Path)> {
    let mut home = Home::of(text, overlay, plan)?;
    let path = home.reach(entry).ok()?;
    Some((home.file.text, path))
}

/// The same for what the part says of a heading of a plan, named with that plan: `kh-1:II.1`.
pub fn heading_written_down(
    text: &str,
    overlay: &Overlay,
    plan: &SubPlan<'_>,
    heading: &str,
) -> Option<(String, Path)> {
    let mut home = Home::of(text, overlay, plan)?;
    let (of, heading) = heading.split_once(':')?;
    let groups = plan.groups.iter().filter(|group| group.plan.id.as_str() == of);
    let heading = groups.flat_map(|group| &group.headings).find(|one| heading_name(one) == heading)?;
    let block = match home.block_number(heading) {
        Some(block) => block,
        None => home.new_block(heading).ok()?,
    };
    Some((home.file.text, block_path(block)))
}

pub(super) struct Home<'h> {
    pub(super) file: Writing,
    pub(super) overlay: &'h Overlay,
    pub(super) plan: &'h SubPlan<'h>,
    /// Entries that stand in the file: number of the block and of the entry in it.
    pub(super) places: BTreeMap<String, (usize, usize)>,
    pub(super) units: Units,
}

impl<'h> Home<'h> {
    fn of(text: &str, overlay: &'h Overlay, plan: &'h SubPlan<'h>) -> Option<Self> {
        let (places, units) = (BTreeMap::new(), Units::of(&overlay.units));
        let mut home = Self { file: Writing::of(text)?, overlay, plan, places, units };
        home.find_entries();
        Some(home)
    }

    pub(super) fn entry(&self, name: &str) -> Option<&'h SubEntry<'h>> {
        self.plan.entries().find(|entry| entry_name(entry) == name)
    }

    pub(super) fn heading_of(&self, name: &str) -> Option<&'h SubHeading<'h>> {
        let headings = self.plan.groups.iter().flat_map(|group| &group.headings);
        headings.into_iter().find(|heading| heading.entries.iter().any(|entry| entry_name(entry) == name))
    }

    pub(super) fn find_entries(&mut self) {
        for entry in self.plan.entries().filter(|entry| !entry.carried) {
            let Some(place) = entry.place.filter(|place| place.source.path == self.overlay.place.source.path)
            else {
                continue;
            };
            let path = edit::path_to(&self.file.node, place.start);
            if let [Step::Key(top), Step::Item(block), Step::Key(list), Step::Item(at), ..] = path.as_slice()
                && top == "nhiem_vu"
                && list == "noi_dung"
            {
                self.places.insert(entry_name(entry), (*block, *at));
            }
        }
    }

    fn write(&mut self, what: &What) -> Result<(), Why> {
        match what {
            What::Official { field, said, .. } => {
                official::write(&mut self.file, *field, said, &self.plan.official)
            }
            What::Lines { list, was, said } => self.lines(*list, was, said),
            What::Value { origin, was, said } => self.value(origin, was, said),
            What::EntryAdded(new) => self.add(new),
            What::EntryDeleted { entry, .. } => self.delete(entry),
            What::EntriesMerged { into, from, .. } => self.merge(into, from),
            What::ItemAdded { after, text } => {
                let list = key(&Path::new(), "to_chuc_thuc_hien");
                let value = Value::Prose(one_space(text));
                self.file.apply(&[Edit::Insert { list, at: after + 1, value }])
            }
            What::ItemDeleted { at, .. } => {
                let own = self.plan.organisation.get(*at).ok_or(Why::Structure)?;
                if !own.covers.is_empty() {
                    return Err(Why::GivenTask);
                }
                let path = joined(&key(&Path::new(), "to_chuc_thuc_hien"), Step::Item(*at));
                self.file.apply(&[Edit::Remove { path }])
            }
            What::EntryMoved { entry, after, .. } => self.shift(entry, after.as_deref()),
            What::Formatting { .. } | What::RowMoved { .. } | What::Words { .. } => Ok(()),
        }
    }

    fn lines(&mut self, list: Listing, was: &[String], said: &[String]) -> Result<(), Why> {
        let top = Path::new();
        match list {
            Listing::SignerTitles => official::write_titles(&mut self.file, said, self.plan.agency),
            Listing::Recipients => self.file.lines(&key(&top, "noi_nhan"), was, said),
            Listing::Own(ListKey::Closing) => match said {
                [only] => self.file.set(key(&top, "ket_thuc"), Value::Prose(only.clone())),
                _ => Err(Why::Structure),
            },
            Listing::Own(ListKey::Organisation) if !self.overlay.organisation.is_empty() => {
                Err(Why::Structure)
            }
            Listing::Own(list) => self.file.lines(&key(&top, list.key()), was, said),
        }
    }

    fn value(&mut self, origin: &Origin, was: &str, said: &str) -> Result<(), Why> {
        match origin {
            Origin::Entry { entry, field } => {
                let path = self.reach(entry)?;
                self.field(&path, self.entry(entry).map(|entry| entry.wording.text()), *field, said)
            }
            Origin::Organisation { at, field } => {
                let path = joined(&key(&Path::new(), "to_chuc_thuc_hien"), Step::Item(*at));
                let old = self.plan.organisation.get(*at).map(|duty| duty.wording.text());
                match (self.file.at(&path).map(|node| &node.value), field) {
                    (Some(yaml::Value::Scalar(old)), EntryField::Text) => {
                        let text = like(&old.clone(), said);
                        self.file.set(path, Value::Prose(text))
                    }
                    (Some(yaml::Value::Mapping(_)), _) => self.field(&path, old, *field, said),
                    (Some(yaml::Value::Scalar(old)), EntryField::Deadline) => {
                        let text = Value::Prose(old.clone());
                        let deadline = Value::Prose(lower_first(said));
                        let entries = vec![("noi_dung".to_owned(), text), ("thoi_han".to_owned(), deadline)];
                        self.file.set(path, Value::Mapping(entries))
                    }
                    _ => Err(Why::Structure),
                }
            }
            Origin::HeadingTitle { heading } => {
                let block = self.block_of(heading).ok_or(Why::Structure)?;
                self.file.set(key(&block, "tieu_de"), Value::Prose(one_space(said)))
            }
            Origin::OwnDivision { heading, at } => {
                let block = self.block_of(heading).ok_or(Why::Structure)?;
                let path = joined(&key(&block, "phan_cong"), Step::Item(*at));
                self.file.set(path, Value::Prose(one_space(said)))
            }
            Origin::OwnSection { section, clause, field, at } => {
                let mut path = joined(&key(&Path::new(), "cac_muc"), Step::Item(*section));
                if let Some(clause) = clause {
                    path = joined(&key(&path, "khoan"), Step::Item(*clause));
                }
                let path = match field {
                    TextField::Title => key(&path, field.key()),
                    _ => joined(&key(&path, field.key()), Step::Item(*at)),
                };
                let old = self.file.at(&path).and_then(|node| node.text()).ok_or(Why::Structure)?.to_owned();
                let said =
                    if *field == TextField::Title { super::in_case_of(&old, said) } else { like(&old, said) };
                self.file.set(path, Value::Prose(said))
            }
            Origin::Leaders { entry } => self.leaders(entry, said),
            Origin::Line(_) | Origin::Division { .. } | Origin::Heading { .. } | Origin::Task { .. } => {
                debug_assert!(!was.is_empty() || !said.is_empty());
                Err(Why::Structure)
            }
        }
    }

    /// Sets a value of an entry; `old` is what it said.
    fn field(&mut self, path: &[Step], old: Option<&str>, field: EntryField, said: &str) -> Result<(), Why> {
        let own = key(path, field.key());
        match field {
            EntryField::Text => {
                if said.is_empty() {
                    return Err(Why::Structure);
                }
                self.file.set(own, Value::Prose(like(old.unwrap_or_default(), said)))?;
                let kept = key(path, "giu_nguyen");
                match self.file.at(&kept).is_some() {
                    true => self.file.apply(&[Edit::Remove { path: kept }]),
                    false => Ok(()),
                }
            }
            EntryField::Lead | EntryField::Supporting => {
                let ids = self.units.read(said).ok_or(Why::NotReadable)?;
                self.file.set(own, Value::Words(ids))
            }
            EntryField::Deadline | EntryField::Output | EntryField::Phrase if said.is_empty() => {
                match self.file.at(&own).is_some() {
                    true => self.file.apply(&[Edit::Remove { path: own }]),
                    // It is the plan's.
                    false => Err(Why::Derived),
                }
            }
            EntryField::Deadline => {
                let said = lower_first(&stopless(said));
                is_in_calendar(&said, self.overlay.year)?;
                self.file.set(own, Value::Prose(said))
            }
            EntryField::Output => self.file.set(own, Value::Prose(stopless(said))),
            EntryField::Phrase => self.file.set(own, Value::Prose(one_space(said))),
            EntryField::Money => Err(Why::Structure),
        }
    }

    /// Who directs a heading: leaders that the part knows, and new ones.
    fn leaders(&mut self, entry: &str, said: &str) -> Result<(), Why> {
        let heading = self.heading_of(entry).ok_or(Why::Structure)?;
        if heading.entries.iter().any(|entry| !entry.leaders.is_empty()) {
            return Err(Why::Structure);
        }
        let block = match self.block_number(heading) {
            Some(block) => block,
            None => self.new_block(heading)?,
        };
        let mut ids = Vec::new();
        for person in said.split(';') {
            let person = one_space(person.trim_matches(['.', ' ']));
            let person = person
                .strip_prefix("Đồng chí ")
                .or_else(|| person.strip_prefix("đồng chí "))
                .unwrap_or(&person);
            let (name, position) = person.split_once(',').ok_or(Why::NotReadable)?;
            let (name, position) = (name.trim(), position.trim());
            let known = self.overlay.leaders.iter().find(|leader| same(&leader.name, name));
            let id = match known {
                Some(leader) if same(&leader.position, position) => leader.id.clone(),
                // The same person cannot direct in two positions by one entry.
                Some(_) => return Err(Why::Structure),
                None => self.new_leader(name, position)?,
            };
            ids.push(id);
        }
        self.file.set(key(&block_path(block), "lanh_dao"), Value::Words(ids))
    }

    fn new_leader(&mut self, name: &str, position: &str) -> Result<String, Why> {
        let list = key(&Path::new(), "lanh_dao");
        let items = self.file.at(&list).map(|node| node.items().to_vec()).unwrap_or_default();
        let text =
            |item: &yaml::Node, key: &str| item.get(key).and_then(|node| node.text()).map(str::to_owned);
        if let Some(known) =
            items.iter().find(|item| text(item, "ho_ten").is_some_and(|own| same(&own, name)))
        {
            return text(known, "ma").ok_or(Why::Structure);
        }
        let taken: Vec<String> = items.iter().filter_map(|item| text(item, "ma")).collect();
        let id = slug::free(&slug::slug(name), |id| taken.iter().any(|known| known == id));
        let leader = Value::Mapping(vec![
            ("ma".to_owned(), Value::Word(id.clone())),
            ("ho_ten".to_owned(), Value::Prose(name.to_owned())),
            ("chuc_vu".to_owned(), Value::Prose(position.to_owned())),
        ]);
        self.file.apply(&[Edit::Insert { list, at: items.len(), value: leader }])?;
        Ok(id)
    }

    fn write_units(&mut self) -> Result<(), Why> {
        let list = key(&Path::new(), "don_vi");
        for (id, name) in self.units.new.clone() {
            let at = self.file.at(&list).map_or(0, |node| node.items().len());
            let unit = Value::Mapping(vec![
                ("ma".to_owned(), Value::Word(id)),
                ("ten".to_owned(), Value::Prose(name)),
            ]);
            self.file.apply(&[Edit::Insert { list: list.clone(), at, value: unit }])?;
        }
        Ok(())
    }
}

/// A value that stands within a sentence of the template has no stop of its own.
pub(super) fn stopless(said: &str) -> String {
    let said = one_space(said);
    let bare = said.trim_end_matches(['.', ';', ' ']);
    if same(bare, "") { said } else { bare.to_owned() }
}
