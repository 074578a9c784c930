//! Các nội dung trong tệp: entries found, begun, joined, moved and taken out.

use super::agency::{Home, stopless};
use super::{is_in_calendar, joined, key};
use crate::content::edit::{self, Edit, Path, Step, Value};
use crate::content::yaml;
use crate::derive::sub_plan::SubHeading;
use crate::model::agency::PlanId;
use crate::takein::change::{NewEntry, Why};
use crate::template::{EntryField, covered_name, entry_name, heading_name};
use crate::text::first_letter::upper_first;

impl Home<'_> {
    /// Where an entry stands; one that the program carries in is written down first.
    pub(super) fn reach(&mut self, name: &str) -> Result<Path, Why> {
        if let Some((block, at)) = self.places.get(name) {
            return Ok(entry_path(*block, *at));
        }
        let entry = self.entry(name).ok_or(Why::Structure)?;
        let covers = entry.covers.iter().map(|covered| {
            let task = covered.mine.task;
            Value::Word(task.id.clone().unwrap_or_else(|| task.reference.to_string()))
        });
        let mut fields = vec![("thay_cho".to_owned(), Value::List(covers.collect()))];
        fields.push(("giu_nguyen".to_owned(), Value::Flag(true)));
        let heading = self.heading_of(name).ok_or(Why::Structure)?;
        let block = match self.block_number(heading) {
            Some(block) => block,
            None => self.new_block(heading)?,
        };
        let at = self.count(block);
        let list = key(&block_path(block), "noi_dung");
        self.file.apply(&[Edit::Insert { list, at, value: Value::Mapping(fields) }])?;
        self.places.insert(name.to_owned(), (block, at));
        Ok(entry_path(block, at))
    }

    pub(super) fn new_block(&mut self, heading: &SubHeading<'_>) -> Result<usize, Why> {
        let list = key(&Path::new(), "nhiem_vu");
        let at = match self.file.at(&list).map(|node| &node.value) {
            Some(yaml::Value::List(items)) => items.len(),
            Some(yaml::Value::Null) | None => 0,
            _ => return Err(Why::Structure),
        };
        let positions = heading.sources.iter().map(|source| source.position.to_string()).collect();
        let mut block = vec![("muc".to_owned(), Value::Words(positions))];
        // The first plan is meant where none is named.
        let plan = self.plan_of(heading).filter(|plan| self.overlay.parents.first() != *plan);
        block.extend(plan.map(|plan| ("ke_hoach".to_owned(), Value::Word(plan.to_string()))));
        block.push(("noi_dung".to_owned(), Value::List(Vec::new())));
        self.file.apply(&[Edit::Insert { list, at, value: Value::Mapping(block) }])?;
        Ok(at)
    }

    /// The plan that a heading is of.
    fn plan_of(&self, heading: &SubHeading<'_>) -> Option<&PlanId> {
        let is_of = |one: &SubHeading<'_>| {
            std::ptr::eq(std::ptr::from_ref(one).cast::<()>(), std::ptr::from_ref(heading).cast())
        };
        let group = self.plan.groups.iter().find(|group| group.headings.iter().any(is_of))?;
        Some(&group.plan.id)
    }

    pub(super) fn count(&self, block: usize) -> usize {
        self.file.at(&key(&block_path(block), "noi_dung")).map_or(0, |node| node.items().len())
    }

    /// The block of the file that tells of a heading.
    pub(super) fn block_number(&self, heading: &SubHeading<'_>) -> Option<usize> {
        let of_entry = heading.entries.iter().find_map(|entry| self.places.get(&entry_name(entry)));
        if let Some((block, _)) = of_entry {
            return Some(*block);
        }
        let plan = self.plan_of(heading)?;
        let own = self.overlay.blocks.iter().find(|block| {
            block.plan == *plan
                && heading.sources.iter().any(|source| block.headings.contains(&source.position))
        })?;
        match edit::path_to(&self.file.node, own.place.start).as_slice() {
            [Step::Key(top), Step::Item(block), ..] if top == "nhiem_vu" => Some(*block),
            _ => None,
        }
    }

    pub(super) fn block_of(&self, name: &str) -> Option<Path> {
        let headings = self.plan.groups.iter().flat_map(|group| &group.headings);
        let heading = headings.into_iter().find(|heading| heading_name(heading) == name)?;
        self.block_number(heading).map(block_path)
    }

    pub(super) fn add(&mut self, new: &NewEntry) -> Result<(), Why> {
        let beside = new.after.as_ref().or(new.before.as_ref()).ok_or(Why::Structure)?;
        let path = self.reach(beside)?;
        let [_, Step::Item(block), _, Step::Item(at)] = path.as_slice() else { return Err(Why::Structure) };
        let (block, at) = (*block, at + usize::from(new.after.is_some()));
        let mut fields = vec![
            ("noi_dung".to_owned(), Value::Prose(upper_first(&new.text))),
            ("thay_cho".to_owned(), Value::Words(Vec::new())),
        ];
        for (field, said) in [(EntryField::Lead, &new.lead), (EntryField::Supporting, &new.supporting)] {
            if let Some(said) = said {
                fields.push((
                    field.key().to_owned(),
                    Value::Words(self.units.read(said).ok_or(Why::NotReadable)?),
                ));
            }
        }
        if let Some(deadline) = &new.deadline {
            is_in_calendar(&stopless(deadline), self.overlay.year)?;
        }
        for (field, said) in [(EntryField::Deadline, &new.deadline), (EntryField::Output, &new.output)] {
            if let Some(said) = said {
                fields.push((field.key().to_owned(), Value::Prose(stopless(said))));
            }
        }
        let list = key(&block_path(block), "noi_dung");
        self.file.apply(&[Edit::Insert { list, at, value: Value::Mapping(fields) }])?;
        self.make_room(block, at);
        Ok(())
    }

    /// An entry stands before those from here on.
    pub(super) fn make_room(&mut self, block: usize, from: usize) {
        for (_, at) in self.places.values_mut().filter(|(own, at)| *own == block && *at >= from) {
            *at += 1;
        }
    }

    pub(super) fn take_out(&mut self, name: &str) -> Result<(), Why> {
        let (block, at) = *self.places.get(name).ok_or(Why::Structure)?;
        self.file.apply(&[Edit::Remove { path: entry_path(block, at) }])?;
        self.places.remove(name);
        for (_, other) in self.places.values_mut().filter(|(own, other)| *own == block && *other > at) {
            *other -= 1;
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, name: &str) -> Result<(), Why> {
        let set_aside: Vec<String> = if let Some(entry) = self.entry(name) {
            if !entry.covers.iter().all(|covered| covered.mine.is_related()) {
                return Err(Why::GivenTask);
            }
            self.take_out(name)?;
            entry.covers.iter().map(|covered| covered.mine.task.reference.to_string()).collect()
        } else {
            // A task that the program put under “phối hợp khi có liên quan” by itself.
            let mut related = self.plan.related.iter().map(|told| &told.covered);
            let covered = related.find(|covered| covered_name(covered) == name).ok_or(Why::Structure)?;
            vec![covered.mine.task.reference.to_string()]
        };
        let list = key(&Path::new(), "khong_lien_quan");
        for reference in set_aside {
            let at = self.file.at(&list).map_or(0, |node| node.items().len());
            self.file.apply(&[Edit::Insert { list: list.clone(), at, value: Value::Word(reference) }])?;
        }
        Ok(())
    }

    /// One entry answers what two did.
    pub(super) fn merge(&mut self, into: &str, from: &str) -> Result<(), Why> {
        let target = self.reach(into)?;
        let list = key(&target, "thay_cho");
        let own = self.reach(from)?;
        let covers =
            self.file.at(&key(&own, "thay_cho")).map(|node| node.items().to_vec()).unwrap_or_default();
        let first = self.file.at(&list).map_or(0, |node| node.items().len());
        let has_text = self.file.at(&key(&target, "noi_dung")).is_some();
        if !has_text {
            return Err(Why::Structure);
        }
        let mut edits = Vec::new();
        for (at, cover) in (first..).zip(covers) {
            edits.push(Edit::Insert { list: list.clone(), at, value: Value::Copy(cover) });
        }
        edits.push(Edit::Remove { path: own });
        let (block, place) = *self.places.get(from).ok_or(Why::Structure)?;
        self.file.apply(&edits)?;
        self.places.remove(from);
        for (_, other) in self.places.values_mut().filter(|(own, other)| *own == block && *other > place) {
            *other -= 1;
        }
        Ok(())
    }

    pub(super) fn shift(&mut self, name: &str, after: Option<&str>) -> Result<(), Why> {
        let (block, from) = *self.places.get(name).ok_or(Why::Structure)?;
        let to = match after {
            Some(after) => {
                let (other, at) = *self.places.get(after).ok_or(Why::Structure)?;
                if other != block {
                    return Err(Why::Structure);
                }
                if at < from { at + 1 } else { at }
            }
            None => 0,
        };
        if to == from {
            return Ok(());
        }
        self.file.apply(&[Edit::Move { list: key(&block_path(block), "noi_dung"), from, to }])?;
        for (own, at) in self.places.values_mut().filter(|(own, _)| *own == block) {
            debug_assert_eq!(*own, block);
            *at = match *at {
                at if at == from => to,
                at if from < at && at <= to => at - 1,
                at if to <= at && at < from => at + 1,
                at => at,
            };
        }
        Ok(())
    }
}

pub(super) fn block_path(block: usize) -> Path {
    vec![Step::key("nhiem_vu"), Step::Item(block)]
}

pub(super) fn entry_path(block: usize, at: usize) -> Path {
    joined(&key(&block_path(block), "noi_dung"), Step::Item(at))
}
