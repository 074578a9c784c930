//! Nội dung: entries that are new, gone, joined, or stand elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::{Compare, SAME_ENTRY, Said, alike, from_paragraph, is_text, place_name, shape_of};
use crate::document::trace::Span;
use crate::render::marks::{Role, cut};
use crate::takein::align::{self, is_unchanged};
use crate::takein::change::{NewEntry, Standing, What, Why};
use crate::takein::divided::divided_among;
use crate::takein::fields::{STOPS, beside_dots, is_blank, one_space, same, without_marker};
use crate::takein::returned::{FileLine, Shape};
use crate::template::{EntryField, Origin};
use crate::text::{beginning, likeness};

/// Lines of one entry that are not in the file.
#[derive(Default)]
struct Gone {
    lines: Vec<usize>,
    /// The line of the file that one was joined to.
    joined: Option<usize>,
    is_reworded: bool,
}

/// What the content has come to say since the file was made is not taken out with what the person read.
fn taken_out(is_reworded: bool, now: &str) -> Standing {
    if is_reworded { Standing::Conflict { now: now.to_owned() } } else { Standing::Home }
}

impl Compare<'_> {
    /// A line of the file that nothing was made of.
    pub(super) fn unmarked(&mut self, at: usize) {
        let line = &self.file[at];
        let before = (0..at).rev().find_map(|at| self.alignment.of_file[at]);
        let after = (at + 1..self.file.len()).find_map(|at| self.alignment.of_file[at]);
        let entry = |made: Option<usize>| {
            let made = made.filter(|made| shape_of(self.made[*made].role) == line.shape)?;
            match self.to_now[made].and_then(|line| self.now.origin_of(line))? {
                Origin::Entry { entry, .. } => Some(entry),
                _ => None,
            }
        };
        if let Some(name) = before.and_then(|made| self.signer_below(made, line)) {
            return self.tell(line.place, name, Standing::Home);
        }
        let list = before.and_then(|made| self.listing(made)).filter(|_| line.shape == Shape::Paragraph);
        let next_list = after.and_then(|made| self.listing(made)).filter(|_| line.shape == Shape::Paragraph);
        let (entry_before, entry_after) = (entry(before), entry(after));
        let has_entry = entry_before.is_some() || entry_after.is_some();
        if let Some(list) = list.or(next_list.filter(|_| !has_entry)) {
            let line = line.clone();
            return self.item(list, &line, None);
        }
        // A line of "Phân công" that was parted from another.
        let is_division = |made: usize| {
            let key = self.to_now[made].map(|line| self.now.lines[line].key.as_str());
            key.is_some_and(|key| matches!(Origin::of(key), Some(Origin::Division { .. })))
        };
        if line.shape == Shape::Paragraph
            && [before, after].into_iter().flatten().any(is_division)
            && divided_among(&align::words(line)).is_some()
        {
            return self.division(at, None);
        }
        let text = one_space(&align::words(line));
        if let Some(names) = text.strip_prefix("Lãnh đạo chỉ đạo:").filter(|_| line.shape == Shape::Paragraph)
            && let Some(entry) = (0..at).rev().find_map(|above| self.entry_at(above))
        {
            let said = names.trim().trim_end_matches('.').to_owned();
            let what = What::Value { origin: Origin::Leaders { entry }, was: String::new(), said };
            return self.tell(line.place, what, Standing::Home);
        }
        let of_line = before.and_then(|made| self.to_now[made]).and_then(|line| self.now.origin_of(line));
        if let (Some(Origin::Organisation { at: after, .. }), Shape::Paragraph) = (of_line, line.shape) {
            let what = What::ItemAdded { after, text: without_marker(&text).to_owned() };
            return self.tell(line.place, what, Standing::Home);
        }
        if !has_entry {
            let why = if line.shape == Shape::Row { Why::Table } else { Why::Unknown };
            return self.words(line.place, None, Some(align::words(line)), why);
        }
        if self.is_home(line) {
            return;
        }
        let mut new = match line.shape {
            Shape::Paragraph => from_paragraph(&align::words(line)),
            Shape::Row => self.entry_of_row(line, before.or(after)),
        };
        if let Some(tail) = before.and_then(|made| self.to_now[made]).and_then(|line| self.tail(line)) {
            let bare = new.text.trim_end_matches(['.', ';', ' ']);
            if let Some(text) = bare.strip_suffix(&tail) {
                new.text = text.trim_end().to_owned();
            }
        }
        if let Some(entry) = self.come(&new.text) {
            return self.come_again(line.place, &entry, new);
        }
        if new.text.is_empty() {
            return self.words(line.place, None, Some(align::words(line)), Why::Unknown);
        }
        (new.after, new.before) = (entry_before, entry_after);
        self.added.push((line.place, new));
    }

    /// What the template prints behind the words of an entry: where its tasks stand in the plan. It goes with
    /// the second half of an entry that was parted in two.
    fn tail(&self, line: usize) -> Option<String> {
        let text = &self.now.lines[line].texts[0];
        let is_words = |span: &&Span| self.now.origin(span.origin).is_some_and(|origin| is_text(&origin));
        let span = text.spans.iter().find(is_words)?;
        let rest: String = text.text.chars().skip(span.end).collect();
        let rest = one_space(rest.split("Thời hạn:").next().unwrap_or_default());
        let tail = rest.trim_matches(['.', ';', ' ']).to_owned();
        (!tail.is_empty()).then_some(tail)
    }

    /// Whether the content has come to say a new line already.
    pub(super) fn is_home(&self, line: &FileLine) -> bool {
        let words = |text: &str| without_marker(&one_space(text)).replace(' ', "");
        let own = words(&align::words(line));
        let known: Vec<usize> = self.to_now.iter().flatten().copied().collect();
        (0..self.now.lines.len())
            .filter(|line| !known.contains(line))
            .any(|now| same(&words(&self.now.text(now)), &own))
    }

    /// The entry with these words that has come into the content since the file was made, as one does that was taken
    /// in: its row has a number, and its line a letter and its units, that nobody typed.
    fn come(&self, text: &str) -> Option<String> {
        let bare = |text: &str| one_space(text).trim_end_matches(STOPS).to_lowercase();
        let is_new = |line: &usize| !self.to_now.contains(&Some(*line));
        let mut new = (0..self.now.lines.len()).filter(is_new).filter(|_| !text.is_empty());
        new.find_map(|line| match self.now.origin_of(line)? {
            Origin::Entry { entry, .. } if bare(&self.entry_text(&[line])) == bare(text) => Some(entry),
            _ => None,
        })
    }

    /// What the file says of an entry that the content has by now.
    fn come_again(&mut self, place: usize, entry: &str, new: NewEntry) {
        self.heard.insert(place);
        let said = [
            (EntryField::Lead, new.lead),
            (EntryField::Supporting, new.supporting),
            (EntryField::Deadline, new.deadline),
            (EntryField::Output, new.output),
        ];
        for (field, said) in said.into_iter().filter_map(|(field, said)| Some((field, said?))) {
            let origin = Origin::Entry { entry: entry.to_owned(), field };
            let was = one_space(&self.printed(&origin).unwrap_or_default());
            if !alike(&said, &was) {
                let conflict = !is_blank(&was);
                let key = (place_name(&origin), field.key());
                self.values.entry(key).or_default().push(Said { place, origin, was, said, conflict });
            }
        }
    }

    /// What the content prints of a value.
    fn printed(&self, of: &Origin) -> Option<String> {
        let texts = self.now.lines.iter().flat_map(|line| &line.texts);
        let mut spans = texts.flat_map(|text| text.spans.iter().map(move |span| (text, *span)));
        let is_of = |span: &Span| self.now.origin(span.origin).is_some_and(|origin| origin == *of);
        spans.find(|(_, span)| is_of(span)).map(|(text, span)| cut(&text.text, span))
    }

    pub(super) fn entry_of_row(&self, line: &FileLine, beside: Option<usize>) -> NewEntry {
        let mut new = NewEntry::default();
        let Some(now) = beside.and_then(|made| self.to_now[made]).and_then(|line| self.now.lines.get(line))
        else {
            return new;
        };
        if now.texts.len() != line.texts.len() {
            return new;
        }
        for (column, text) in line.texts.iter().enumerate().filter(|(_, text)| !is_blank(&text.text)) {
            let said = one_space(beside_dots(&text.text));
            match self.column_field(now, column) {
                Some(EntryField::Text) => new.text = said,
                Some(EntryField::Lead) => new.lead = Some(said),
                Some(EntryField::Supporting) => new.supporting = Some(said),
                Some(EntryField::Deadline) => new.deadline = Some(said),
                Some(EntryField::Output) => new.output = Some(said),
                _ => {}
            }
        }
        new
    }

    /// Lines that were made and are not in the file.
    pub(super) fn missing(&mut self) {
        let mut gone: BTreeMap<String, Gone> = BTreeMap::new();
        // An entry is there where its line is; a row alone is the program's doing.
        let mut present: BTreeSet<String> = BTreeSet::new();
        for made in
            self.alignment.of_file.iter().flatten().filter(|made| self.made[**made].role == Role::Text)
        {
            if let Some(Origin::Entry { entry, .. }) =
                self.to_now[*made].and_then(|line| self.now.origin_of(line))
            {
                present.insert(entry);
            }
        }
        for (made, joined) in self.alignment.missing.clone() {
            let Some(now) = self.to_now[made] else {
                self.gone_among(made);
                continue;
            };
            if self.listing(made).is_some() || self.now.text(now).trim().is_empty() {
                continue;
            }
            let is_reworded = self.is_reworded(made, now);
            match self.now.origin_of(now) {
                Some(Origin::Entry { entry, .. }) => {
                    let of = gone.entry(entry).or_default();
                    of.lines.push(now);
                    of.joined = of.joined.or(joined);
                    of.is_reworded |= is_reworded;
                }
                Some(Origin::Organisation { at, .. }) => {
                    let text = self.now.text(now);
                    let standing = taken_out(is_reworded, &text);
                    self.tell(0, What::ItemDeleted { at, text }, standing);
                }
                origin => {
                    let text = self.entry_text(&[now]);
                    let why = if origin.is_none() { Why::Template } else { Why::Structure };
                    self.words(0, Some(text), None, why);
                }
            }
        }
        for (entry, Gone { lines, joined, is_reworded }) in gone {
            let text = self.entry_text(&lines);
            let standing = taken_out(is_reworded, &text);
            if let Some(into) =
                joined.and_then(|at| self.entry_at(at)).or_else(|| self.taken_in(&text, &lines))
            {
                let place = joined.map_or(0, |at| self.file[at].place);
                self.tell(place, What::EntriesMerged { into, from: entry, text }, standing);
            } else if present.contains(&entry) {
                let why = Standing::NoPlace(Why::Derived);
                self.tell(0, What::Words { was: Some(text), said: None }, why);
            } else {
                self.tell(0, What::EntryDeleted { entry, text }, standing);
            }
        }
    }

    /// A line that the file lost, and of which the content does not say any more which it is: one of those that
    /// stand there by now, if there are any, or none.
    fn gone_among(&mut self, made: usize) {
        if self.made[made].role != Role::Text || self.made[made].key == 0 || self.listing(made).is_some() {
            return;
        }
        let before = (0..made).rev().find_map(|at| self.to_now[at]).map_or(0, |line| line + 1);
        let after = (made + 1..self.made.len()).find_map(|at| self.to_now[at]);
        let stretch = before..after.unwrap_or(self.now.lines.len()).max(before);
        let is_free = |line: &usize| !self.to_now.contains(&Some(*line));
        let own = stretch.filter(|line| is_free(line) && align::is_own_entry(self.now, *line));
        let texts: Vec<String> = own
            .filter(|line| self.now.lines[*line].role == Role::Text)
            .map(|line| beginning(&self.entry_text(&[line])))
            .collect();
        if !texts.is_empty() {
            self.words(0, Some(texts.join("”, “")), None, Why::Which);
        }
    }

    pub(super) fn entry_text(&self, lines: &[usize]) -> String {
        let of_text = lines.iter().filter_map(|line| {
            let text = self.now.lines[*line].texts.iter().find(|text| !text.spans.is_empty())?;
            let span =
                text.spans.iter().find(|span| self.now.origin(span.origin).is_some_and(|o| is_text(&o)))?;
            Some(cut(&text.text, *span))
        });
        of_text
            .into_iter()
            .next()
            .unwrap_or_else(|| lines.first().map_or(String::new(), |line| self.now.text(*line)))
    }

    pub(super) fn entry_at(&self, at: usize) -> Option<String> {
        let made = self.alignment.of_file[at]?;
        match self.to_now[made].and_then(|line| self.now.origin_of(line))? {
            Origin::Entry { entry, .. } => Some(entry),
            _ => None,
        }
    }

    /// The entry whose changed words hold those of one that is gone.
    pub(super) fn taken_in(&self, text: &str, lines: &[usize]) -> Option<String> {
        if lines.iter().all(|line| self.now.lines[*line].role == Role::Row) {
            return None;
        }
        let changed = (0..self.file.len()).filter(|at| {
            self.alignment.of_file[*at].is_some_and(|made| !is_unchanged(&self.file[*at], &self.made[made]))
        });
        let holds = |at: &usize| {
            let words = align::words(&self.file[*at]);
            likeness::has_words_of(&words, text) && self.file[*at].shape == Shape::Paragraph
        };
        changed.filter(holds).find_map(|at| self.entry_at(at))
    }

    pub(super) fn moved(&mut self) {
        for at in self.alignment.moved.clone() {
            let line = &self.file[at];
            let Some(made) = self.alignment.of_file[at].filter(|made| self.listing(*made).is_none()) else {
                continue;
            };
            let text = self.to_now[made].map_or_else(|| align::words(line), |line| self.now.text(line));
            let place = line.place;
            match (self.entry_at(at), line.shape) {
                (Some(entry), Shape::Paragraph) => {
                    let after = (0..at)
                        .rev()
                        .take_while(|at| self.file[*at].shape == Shape::Paragraph)
                        .find_map(|at| self.entry_at(at));
                    self.tell(place, What::EntryMoved { entry, text, after }, Standing::Home);
                }
                // Rows follow the entries.
                (Some(_), Shape::Row) if self.rows_follow() => {}
                (Some(_), Shape::Row) => {
                    let text = self.file[at].texts.iter().max_by_key(|text| text.text.len());
                    let text = text.map_or_else(String::new, |text| text.text.clone());
                    let what = What::RowMoved { text };
                    self.tell(place, what, Standing::NoPlace(Why::Derived));
                }
                (None, _) => {
                    let what = What::Words { was: Some(text.clone()), said: Some(text) };
                    self.tell(place, what, Standing::NoPlace(Why::Structure));
                }
            }
        }
    }

    /// Whether the rows of the file stand in the order of its entries.
    fn rows_follow(&self) -> bool {
        let order = |shape: Shape| -> Vec<String> {
            let lines = (0..self.file.len()).filter(|at| self.file[*at].shape == shape);
            lines.filter_map(|at| self.entry_at(at)).collect()
        };
        let (entries, rows) = (order(Shape::Paragraph), order(Shape::Row));
        let places = rows.iter().filter_map(|row| entries.iter().position(|entry| entry == row));
        places.is_sorted()
    }

    /// A new entry may stand in the text and in the table.
    pub(super) fn settle_added(&mut self) {
        let mut entries: Vec<(usize, NewEntry)> = Vec::new();
        for (place, new) in std::mem::take(&mut self.added) {
            let known =
                entries.iter_mut().find(|(_, known)| likeness::of(&known.text, &new.text) > SAME_ENTRY);
            match known {
                Some((_, known)) => {
                    self.heard.insert(place);
                    known.lead = known.lead.take().or(new.lead);
                    known.supporting = known.supporting.take().or(new.supporting);
                    known.deadline = known.deadline.take().or(new.deadline);
                    known.output = known.output.take().or(new.output);
                }
                None => entries.push((place, new)),
            }
        }
        for (place, new) in entries {
            self.tell(place, What::EntryAdded(new), Standing::Home);
        }
    }
}
