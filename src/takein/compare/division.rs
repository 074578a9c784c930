//! Phân công: who does which letters, as the lines of the file say it.

use super::{Compare, Owner, Redivided, Said, alike, place_name};
use crate::render::marks::{Line, Role, digest};
use crate::takein::align;
use crate::takein::change::Why;
use crate::takein::divided::{Divided, divided, divided_among};
use crate::takein::fields::{is_blank, one_space};
use crate::takein::returned::Shape;
use crate::template::{EntryField, Origin};

impl Compare<'_> {
    /// A line of "Phân công": it says who does which letters, as the file has them.
    pub(super) fn division(&mut self, at: usize, now: Option<usize>) {
        let line = &self.file[at];
        let said = align::words(line);
        let place = line.place;
        let was = now.map(|line| self.now.text(line));
        let Some(among) = divided_among(&said) else {
            return self.words(place, was, Some(said), Why::Structure);
        };
        let among: Vec<(Divided, Vec<Owner>)> = among
            .into_iter()
            .map(|file| {
                let owners = self.owners(at, &file.letters);
                (file, owners)
            })
            .collect();
        // A letter that no line above bears is of nobody.
        if among.iter().any(|(file, owners)| owners.len() < file.letters.len().max(1)) {
            return self.words(place, was, Some(said), Why::Unknown);
        }
        self.heard.insert(place);
        if let Some(now) = now {
            self.redivided.push(Redivided { place, now, said });
        }
        for (file, owners) in among {
            self.give(place, &file, owners);
        }
    }

    /// Those whom a line names for some letters.
    fn give(&mut self, place: usize, file: &Divided, owners: Vec<Owner>) {
        self.given.extend(owners.iter().filter_map(|owner| match owner {
            Owner::Entry(entry) => Some(entry.clone()),
            Owner::Added(_) => None,
        }));
        for owner in owners {
            for (field, value) in
                [(EntryField::Lead, Some(&file.lead)), (EntryField::Supporting, file.supporting.as_ref())]
            {
                let value = value.cloned().unwrap_or_default();
                match &owner {
                    Owner::Entry(entry) => self.divided(place, entry, field, value),
                    Owner::Added(of) => {
                        let new = self.added.iter_mut().find(|(place, _)| place == of);
                        if let Some((_, new)) = new.filter(|_| !is_blank(&value)) {
                            let own =
                                if field == EntryField::Lead { &mut new.lead } else { &mut new.supporting };
                            own.get_or_insert(value);
                        }
                    }
                }
            }
        }
    }

    /// Entries that a line of "Phân công" gave to somebody, and that the file gives to nobody: the line is told.
    pub(super) fn divisions(&mut self) {
        for Redivided { place, now, said } in std::mem::take(&mut self.redivided) {
            let entries = self.divided_by(now);
            let lost = |entry: &String| !self.given.contains(entry) && self.is_there(entry);
            if entries.iter().any(lost) {
                self.words(place, Some(self.now.text(now)), Some(said), Why::Structure);
            }
        }
    }

    /// The entries that a line of "Phân công" of the content is of; none for any other line.
    pub(super) fn divided_by(&self, now: usize) -> Vec<String> {
        match self.now.origin_of(now) {
            Some(Origin::Division { entries, .. }) => entries,
            _ => Vec::new(),
        }
    }

    /// Whether the file has a paragraph of this entry.
    fn is_there(&self, entry: &str) -> bool {
        let lines = (0..self.file.len()).filter(|at| self.file[*at].shape == Shape::Paragraph);
        lines.filter_map(|at| self.entry_at(at)).any(|own| own == entry)
    }

    pub(super) fn divided(&mut self, place: usize, entry: &str, field: EntryField, said: String) {
        let origin = Origin::Entry { entry: entry.to_owned(), field };
        let (content, changed_since) = self.unit_of(entry, field);
        let (said, was) = (one_space(&said), one_space(&content));
        let said = if is_blank(&said) { String::new() } else { said };
        if alike(&said, &was) || (said.is_empty() && changed_since) {
            return;
        }
        let key = (place_name(&origin), field.key());
        self.values.entry(key).or_default().push(Said { place, origin, was, said, conflict: changed_since });
    }

    /// Who does an entry by now, and whether that is otherwise than when the file was made.
    pub(super) fn unit_of(&self, entry: &str, field: EntryField) -> (String, bool) {
        let name = Origin::Entry { entry: entry.to_owned(), field: EntryField::Text }.name();
        let is_row = |line: &&Line| line.role == Role::Row && line.key == name;
        let row = self.now.lines.iter().find(is_row);
        let made = self.made.iter().find(|line| line.role == Role::Row && line.key == digest(&name));
        let column = row
            .and_then(|row| (0..row.texts.len()).find(|column| self.field_at(row, *column) == Some(field)));
        if let (Some(row), Some(made), Some(column)) = (row, made, column)
            && let (Some(text), Some(was)) = (row.texts.get(column), made.texts.get(column))
        {
            let content = if is_blank(&text.text) { String::new() } else { text.text.clone() };
            return (content, digest(&text.text) != *was);
        }
        // Without a table the line of the text says it.
        let own = self.now.lines.iter().enumerate().find(|(_, line)| {
            matches!(Origin::of(&line.key), Some(Origin::Division { entries, .. }) if entries.iter().any(|one| one == entry))
        });
        let Some((at, line)) = own else { return (String::new(), false) };
        let divided = divided(&line.texts[0].text);
        let content = divided.and_then(|divided| match field {
            EntryField::Lead => Some(divided.lead),
            _ => divided.supporting,
        });
        let content = content.filter(|content| !is_blank(content)).unwrap_or_default();
        let unchanged = self
            .made
            .iter()
            .any(|made| made.key == digest(&line.key) && made.texts == self.now.made[at].texts);
        (content, !unchanged)
    }

    /// The lines above a line of "Phân công" that bear these letters; all of them where it names none.
    pub(super) fn owners(&self, at: usize, letters: &[String]) -> Vec<Owner> {
        let mut owners = Vec::new();
        let mut seen = false;
        for above in (0..at).rev() {
            let line = &self.file[above];
            let owner = match self.entry_at(above) {
                Some(entry) if line.shape == Shape::Paragraph => Some(Owner::Entry(entry)),
                _ => self
                    .added
                    .iter()
                    .any(|(place, _)| *place == line.place)
                    .then_some(Owner::Added(line.place)),
            };
            let Some(owner) = owner else {
                // A new line that the content has by now is none of them, and parts nothing.
                if seen && self.alignment.of_file[above].is_some() { break } else { continue }
            };
            seen = true;
            let text = align::words(line);
            let is_named = letters.is_empty()
                || letters.iter().any(|letter| text.trim_start().starts_with(&format!("{letter})")));
            if is_named {
                owners.push(owner);
            }
        }
        owners.reverse();
        owners
    }
}
