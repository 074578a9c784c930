//! So ba bên: what was made, what a person made of it, and what the content says now.
//!
//! A value that is as it was made is the content's; one that the content says as it was made is the person's;
//! where both changed it, a person decides.

use std::collections::{BTreeMap, BTreeSet};

use super::align::{self, Alignment, is_unchanged, made_to_now};
use super::change::{Change, Listing, NewEntry, OfficialField, Standing, What, Why};
use super::fields::{self, Slot, is_blank, labelled, one_space, same, without_marker};
use super::looks;
use super::now::{Now, is_fixed};
use super::returned::{BesideKind, FileLine, Returned, Shape};
use crate::reading;
use crate::render::marks::{Line, Made, Record, Role, Traced, cut, digest};
use crate::template::{EntryField, ListKey, Origin};
use crate::text::likeness;

/// Everything that a person changed, in the order of the file.
pub fn compare(now: &Now, file: &Returned, record: &Record) -> Vec<Change> {
    let to_now = made_to_now(&record.lines, &now.made);
    let alignment = align::file_to_made(
        &file.lines,
        &record.lines,
        |line| to_now[line].map(|line| now.text(line)),
        |line| now.is_fixed(&align::words(line)),
    );
    let mut compare = Compare {
        now,
        made: &record.lines,
        file: &file.lines,
        to_now,
        alignment,
        changes: Vec::new(),
        values: BTreeMap::new(),
        added: Vec::new(),
        lists: BTreeMap::new(),
    };
    compare.lines();
    compare.missing();
    compare.moved();
    compare.settle_lists();
    compare.keep_requirements();
    compare.settle_values();
    compare.settle_added();
    compare.beside(file);
    let mut changes = compare.changes;
    changes.sort_by_key(|change| change.place);
    changes
}

struct Compare<'c> {
    now: &'c Now,
    made: &'c [Made],
    file: &'c [FileLine],
    to_now: Vec<Option<usize>>,
    alignment: Alignment,
    changes: Vec<Change>,
    /// Values of entries and tasks, by name and field: what the file says of each, in all its places.
    values: BTreeMap<(String, &'static str), Vec<Said>>,
    added: Vec<(usize, NewEntry)>,
    lists: BTreeMap<Listing, Vec<Item>>,
}

/// Whose units a line of "Phân công" names.
enum Owner {
    Entry(String),
    /// A new one, by its place in the file.
    Added(usize),
}

/// What a file says of a value in one place.
struct Said {
    place: usize,
    origin: Origin,
    was: String,
    said: String,
    conflict: bool,
}

/// A line of a list in the file.
struct Item {
    place: usize,
    made: Option<usize>,
    text: String,
}

impl Compare<'_> {
    fn tell(&mut self, place: usize, what: What, standing: Standing) {
        self.changes.push(Change { place, what, standing });
    }

    fn words(&mut self, place: usize, was: Option<String>, said: Option<String>, why: Why) {
        self.tell(place, What::Words { was, said }, Standing::NoPlace(why));
    }

    fn lines(&mut self) {
        let mut fixed: Vec<bool> = vec![false; self.now.fixed.len()];
        for at in 0..self.file.len() {
            let line = &self.file[at];
            match self.alignment.of_file[at] {
                Some(made) => self.pair(at, made),
                None => {
                    let text = align::words(line);
                    // A body and the one above it may have a line in the same words.
                    let mut is_known = false;
                    for (pieces, found) in self.now.fixed.iter().zip(&mut fixed) {
                        let fits = is_fixed(pieces, &text);
                        *found |= fits;
                        is_known |= fits;
                    }
                    if !is_known {
                        self.unmarked(at);
                    }
                }
            }
        }
        // The line "Kèm theo" bears a mark of its own.
        let is_reference = |pieces: &[String]| pieces.first().is_some_and(|first| first.starts_with("(Kèm theo"));
        let gone = self.now.fixed.iter().zip(fixed).filter(|(pieces, found)| !found && !is_reference(pieces));
        for (pieces, _) in gone {
            self.changes.push(Change {
                place: 0,
                what: What::Words { was: Some(pieces.join("…")), said: None },
                standing: Standing::NoPlace(Why::Template),
            });
        }
    }

    /// Which list a line that was made belongs to.
    fn listing(&self, made: usize) -> Option<Listing> {
        let line = &self.made[made];
        match line.role {
            Role::Recipient => return Some(Listing::Recipients),
            Role::SignerTitle => return Some(Listing::SignerTitles),
            _ => {}
        }
        if let Some(Origin::Line(list)) = self.to_now[made].and_then(|line| self.now.origin_of(line)) {
            return Some(Listing::Own(list));
        }
        const ALL: [ListKey; 7] = [
            ListKey::Grounds,
            ListKey::Opening,
            ListKey::Purposes,
            ListKey::Requirements,
            ListKey::LeadIn,
            ListKey::Organisation,
            ListKey::Closing,
        ];
        ALL.into_iter().find(|list| digest(list.key()) == line.key).map(Listing::Own)
    }

    fn pair(&mut self, at: usize, made: usize) {
        let line = &self.file[at];
        let was = &self.made[made];
        if let Some(list) = self.listing(made) {
            self.item(list, line, Some(made));
        }
        let is_division = |key: &str| matches!(Origin::of(key), Some(Origin::Division { .. }));
        let Some(now) = self.to_now[made] else {
            if !is_unchanged(line, was) && fields::divided(&align::words(line)).is_some() && line.shape == Shape::Paragraph {
                return self.division(at, None);
            }
            if !is_unchanged(line, was) {
                let said = align::words(line);
                let standing = Standing::Conflict { now: String::new() };
                self.tell(line.place, What::Words { was: None, said: Some(said) }, standing);
            }
            return;
        };
        let content = &self.now.lines[now];
        if matches!(content.role, Role::Text | Role::Row | Role::Header) {
            for words in looks::changed(line, content) {
                self.tell(line.place, What::Formatting { words }, Standing::NoPlace(Why::Formatting));
            }
        }
        if is_unchanged(line, was) || self.listing(made).is_some() {
            return;
        }
        match content.role {
            Role::Text if is_division(&content.key) => {
                if !same(&align::words(line), &content.texts[0].text) {
                    self.division(at, Some(now));
                }
            }
            Role::Text => self.paragraph(line, was, content),
            Role::Row => self.row(line, was, content),
            Role::Header => {
                let said = Some(align::words(line));
                self.words(line.place, Some(self.now.text(now)), said, Why::Template);
            }
            // Number and day are typed once, in the head; Word fills them in here.
            Role::AnnexReference if self.now.is_fixed(&align::words(line)) => {}
            Role::AnnexTitle | Role::AnnexReference | Role::Recipient => {
                let said = Some(align::words(line));
                self.words(line.place, Some(self.now.text(now)), said, Why::Template);
            }
            role => self.official(line, was, content, role),
        }
    }

    fn item(&mut self, list: Listing, line: &FileLine, made: Option<usize>) {
        let text = align::words(line);
        let text = without_marker(&text).trim().to_owned();
        self.lists.entry(list).or_default().push(Item { place: line.place, made, text });
    }

    fn official(&mut self, line: &FileLine, was: &Made, now: &Line, role: Role) {
        let said = one_space(&align::words(line));
        let content = one_space(&now.texts[0].text);
        if same(&said, &content) {
            return;
        }
        let changed_since = digest(&now.texts[0].text) != was.texts[0];
        let standing = |changed: bool| {
            if changed { Standing::Conflict { now: content.clone() } } else { Standing::Home }
        };
        let field = match role {
            Role::PlaceDate => OfficialField::Date,
            Role::Subject => OfficialField::Subject,
            Role::Archive => OfficialField::Archive,
            Role::SignerName => OfficialField::SignerName,
            _ => OfficialField::Number,
        };
        self.tell(
            line.place,
            What::Official { field, was: content.clone(), said },
            standing(changed_since),
        );
    }

    fn paragraph(&mut self, line: &FileLine, was: &Made, now: &Line) {
        let (said, joined) = self.parted(line);
        if same(&said, &now.texts[0].text) && joined.is_empty() {
            return;
        }
        let slots = self.slots(now);
        if slots.is_empty() {
            self.words(line.place, Some(now.texts[0].text.clone()), Some(said), Why::Template);
            return;
        }
        let places: Vec<Slot> = slots.iter().map(|(slot, _)| *slot).collect();
        let found = fields::values(&now.texts[0].text, &places, &said);
        let mut told = labelled(&found.tail);
        let mut said_more: Vec<(EntryField, String)> = Vec::new();
        for ((slot, origin), value) in slots.iter().zip(&found.values) {
            let content = span_text(&now.texts[0], *slot);
            let mut value = value.clone();
            for more in joined.iter().filter(|_| is_text(origin)) {
                value = sentences(&value, more);
            }
            // Labels typed behind the words, where the content has no such value.
            if is_text(origin) {
                let own = labelled(&value);
                if own.deadline.is_some() || own.output.is_some() {
                    value = own.text;
                    told.deadline = told.deadline.or(own.deadline);
                    told.output = told.output.or(own.output);
                }
                if !told.text.is_empty() {
                    value = sentences(&value, &std::mem::take(&mut told.text));
                }
            }
            // Who leads, and with whom, typed into one blank.
            if field_of(origin) == Some(EntryField::Lead)
                && let Some(both) = fields::divided(&value)
            {
                value = both.lead;
                if let (Some(names), Some(origin)) = (both.supporting, with_field(origin, EntryField::Supporting)) {
                    self.value(line.place, origin, String::new(), names, (was, false));
                }
            }
            let changed_since = match was.value(&origin.name()) {
                Some(made) => made != digest(&content),
                // It was blank, or not there.
                None => !is_blank(&content),
            };
            self.value(line.place, origin.clone(), content, value, (was, changed_since));
        }
        if let Some((_, origin)) = slots.iter().find(|(_, origin)| is_text(origin)) {
            said_more.extend(told.deadline.map(|value| (EntryField::Deadline, value)));
            said_more.extend(told.output.map(|value| (EntryField::Output, value)));
            for (field, value) in said_more {
                if let Some(origin) = with_field(origin, field) {
                    self.value(line.place, origin, String::new(), value, (was, false));
                }
            }
        }
    }

    /// The words of a line up to the first that was joined to it, and the text of each of those.
    fn parted(&self, line: &FileLine) -> (String, Vec<String>) {
        let letters: Vec<char> = line.texts[0].text.chars().collect();
        let ends = line.joined.iter().map(|(_, at)| (*at).min(letters.len())).chain([letters.len()]);
        let mut from = 0;
        let mut pieces = Vec::new();
        for end in ends {
            pieces.push(one_space(&letters[from.min(end)..end].iter().collect::<String>()));
            from = end;
        }
        let own = pieces.remove(0);
        let texts = pieces.into_iter().zip(&line.joined).map(|(piece, (number, _))| {
            let now = number.checked_sub(1).and_then(|made| *self.to_now.get(made)?);
            let Some(now) = now.and_then(|line| self.now.lines.get(line)) else { return piece };
            let slots = self.slots(now);
            let places: Vec<Slot> = slots.iter().map(|(slot, _)| *slot).collect();
            let found = fields::values(&now.texts[0].text, &places, &piece);
            let text = slots.iter().zip(found.values).find(|((_, origin), _)| is_text(origin));
            text.map_or(piece, |(_, value)| value)
        });
        (own, texts.collect())
    }

    /// The values of a line: those that it has, and those that are to be filled in.
    fn slots(&self, now: &Line) -> Vec<(Slot, Origin)> {
        let text = &now.texts[0];
        let mut slots: Vec<(Slot, Origin)> = Vec::new();
        for span in text.spans.iter().filter(|span| span.start < span.end) {
            if let Some(origin) = self.now.origin(span.origin) {
                slots.push((Slot { start: span.start, end: span.end }, origin));
            }
        }
        let of_line = Origin::of(&now.key);
        for (span, tag) in &text.blanks {
            let inside = slots.iter().any(|(slot, _)| slot.start <= span.start && span.end <= slot.end);
            let field = blank_field(tag);
            if let (false, Some(field), Some(origin)) = (inside, field, &of_line)
                && let Some(origin) = with_field(origin, field)
            {
                slots.push((Slot { start: span.start, end: span.end }, origin));
            }
        }
        slots.sort_by_key(|(slot, _)| slot.start);
        slots
    }

    /// A line of "Phân công": it says who does which letters, as the file has them.
    fn division(&mut self, at: usize, now: Option<usize>) {
        let line = &self.file[at];
        let said = align::words(line);
        let Some(file) = fields::divided(&said) else {
            let was = now.map(|line| self.now.text(line));
            return self.words(line.place, was, Some(said), Why::Structure);
        };
        let owners = self.owners(at, &fields::letters(&file.tail));
        let place = line.place;
        if owners.is_empty() {
            let was = now.map(|line| self.now.text(line));
            return self.words(place, was, Some(said), Why::Unknown);
        }
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
                            let own = if field == EntryField::Lead { &mut new.lead } else { &mut new.supporting };
                            own.get_or_insert(value);
                        }
                    }
                }
            }
        }
    }

    fn divided(&mut self, place: usize, entry: &str, field: EntryField, said: String) {
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
    fn unit_of(&self, entry: &str, field: EntryField) -> (String, bool) {
        let name = Origin::Entry { entry: entry.to_owned(), field: EntryField::Text }.name();
        let is_row = |line: &&Line| line.role == Role::Row && line.key == name;
        let row = self.now.lines.iter().find(is_row);
        let made = self.made.iter().find(|line| line.role == Role::Row && line.key == digest(&name));
        let column = row.and_then(|row| (0..row.texts.len()).find(|column| self.field_at(row, *column) == Some(field)));
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
        let divided = fields::divided(&line.texts[0].text);
        let content = divided.and_then(|divided| match field {
            EntryField::Lead => Some(divided.lead),
            _ => divided.supporting,
        });
        let content = content.filter(|content| !is_blank(content)).unwrap_or_default();
        let unchanged = self.made.iter().any(|made| made.key == digest(&line.key) && made.texts == self.now.made[at].texts);
        (content, !unchanged)
    }

    /// What a column of a row holds.
    fn field_at(&self, row: &Line, column: usize) -> Option<EntryField> {
        let text = row.texts.get(column)?;
        let span = text.spans.iter().find(|span| span.start < span.end);
        let of_span = span.and_then(|span| field_of(&self.now.origin(span.origin)?));
        of_span.or_else(|| text.blanks.first().and_then(|(_, tag)| blank_field(tag))).or_else(|| self.column_field(row, column))
    }

    /// The lines above a line of "Phân công" that bear these letters; all of them where it names none.
    fn owners(&self, at: usize, letters: &[String]) -> Vec<Owner> {
        let mut owners = Vec::new();
        let mut seen = false;
        for above in (0..at).rev() {
            let line = &self.file[above];
            let owner = match self.entry_at(above) {
                Some(entry) if line.shape == Shape::Paragraph => Some(Owner::Entry(entry)),
                _ => self.added.iter().any(|(place, _)| *place == line.place).then_some(Owner::Added(line.place)),
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

    fn row(&mut self, line: &FileLine, was: &Made, now: &Line) {
        if line.texts.len() != now.texts.len() || was.texts.len() != now.texts.len() {
            let content: Vec<&str> = now.texts.iter().map(|text| text.text.as_str()).collect();
            self.words(line.place, Some(content.join(" | ")), Some(align::words(line)), Why::Table);
            return;
        }
        for (column, text) in line.texts.iter().enumerate() {
            let content = &now.texts[column];
            if digest(&text.text) == was.texts[column] || same(&text.text, &content.text) {
                continue;
            }
            let changed_since = digest(&content.text) != was.texts[column];
            let origin = content.spans.iter().find(|span| span.start < span.end);
            let origin = origin.and_then(|span| self.now.origin(span.origin));
            let origin = origin.or_else(|| {
                let blank = content.blanks.first().and_then(|(_, tag)| blank_field(tag));
                let field = blank.or_else(|| self.column_field(now, column))?;
                with_field(&Origin::of(&now.key)?, field)
            });
            match origin {
                Some(origin) => {
                    let (was_said, said) = (content.text.clone(), text.text.clone());
                    self.value(line.place, origin, was_said, said, (was, changed_since));
                }
                None => {
                    let said = Some(text.text.clone());
                    self.words(line.place, Some(content.text.clone()), said, Why::Derived);
                }
            }
        }
    }

    /// What the other rows of a table have in this column.
    fn column_field(&self, now: &Line, column: usize) -> Option<EntryField> {
        let rows = self.now.lines.iter().filter(|line| line.role == Role::Row && line.texts.len() == now.texts.len());
        let mut fields = rows.filter_map(|line| {
            let text = line.texts.get(column)?;
            let span = text.spans.iter().find(|span| span.start < span.end);
            let of_span = span.and_then(|span| field_of(&self.now.origin(span.origin)?));
            of_span.or_else(|| text.blanks.first().and_then(|(_, tag)| blank_field(tag)))
        });
        fields.next()
    }

    /// Remembers what the file says of a value, unless it says what the content does.
    fn value(
        &mut self,
        place: usize,
        origin: Origin,
        was: String,
        said: String,
        (made, changed_since): (&Made, bool),
    ) {
        let said = if is_blank(&said) { String::new() } else { one_space(&said) };
        let was = if is_blank(&was) { String::new() } else { one_space(&was) };
        // What was not there when the file was made, and is not in it, nobody took out.
        let unchanged = made.value(&origin.name()).map_or(said.is_empty(), |made| made == digest(&said));
        if same(&said, &was) || unchanged {
            return;
        }
        let key = (place_name(&origin), field_of(&origin).map_or("", EntryField::key));
        let found = Said { place, origin, was, said, conflict: changed_since };
        self.values.entry(key).or_default().push(found);
    }

    /// A line of the file that nothing was made of.
    fn unmarked(&mut self, at: usize) {
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
            && fields::divided(&align::words(line)).is_some()
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
        if !has_entry {
            let why = if line.shape == Shape::Row { Why::Table } else { Why::Unknown };
            return self.words(line.place, None, Some(align::words(line)), why);
        }
        if self.is_home(line) {
            return;
        }
        let mut new = match line.shape {
            Shape::Paragraph => from_paragraph(&align::words(line)),
            Shape::Row => self.from_row(line, before.or(after)),
        };
        if new.text.is_empty() {
            return self.words(line.place, None, Some(align::words(line)), Why::Unknown);
        }
        (new.after, new.before) = (entry_before, entry_after);
        self.added.push((line.place, new));
    }

    /// Whether the content has come to say a new line already.
    fn is_home(&self, line: &FileLine) -> bool {
        let words = |text: &str| without_marker(&one_space(text)).replace(' ', "");
        let own = words(&align::words(line));
        let known: Vec<usize> = self.to_now.iter().flatten().copied().collect();
        (0..self.now.lines.len())
            .filter(|line| !known.contains(line))
            .any(|now| same(&words(&self.now.text(now)), &own))
    }

    fn from_row(&self, line: &FileLine, beside: Option<usize>) -> NewEntry {
        let mut new = NewEntry::default();
        let Some(now) = beside.and_then(|made| self.to_now[made]).and_then(|line| self.now.lines.get(line)) else {
            return new;
        };
        if now.texts.len() != line.texts.len() {
            return new;
        }
        for (column, text) in line.texts.iter().enumerate().filter(|(_, text)| !is_blank(&text.text)) {
            let said = one_space(&text.text);
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
    fn missing(&mut self) {
        let mut gone: BTreeMap<String, (Vec<usize>, Option<usize>)> = BTreeMap::new();
        // An entry is there where its line is; a row alone is the program's doing.
        let mut present: BTreeSet<String> = BTreeSet::new();
        for made in self.alignment.of_file.iter().flatten().filter(|made| self.made[**made].role == Role::Text) {
            if let Some(Origin::Entry { entry, .. }) = self.to_now[*made].and_then(|line| self.now.origin_of(line)) {
                present.insert(entry);
            }
        }
        for (made, joined) in self.alignment.missing.clone() {
            let Some(now) = self.to_now[made] else { continue };
            if self.listing(made).is_some() || self.now.text(now).trim().is_empty() {
                continue;
            }
            match self.now.origin_of(now) {
                Some(Origin::Entry { entry, .. }) => {
                    let of = gone.entry(entry).or_default();
                    of.0.push(now);
                    of.1 = of.1.or(joined);
                }
                _ => {
                    let text = self.now.text(now);
                    let what = What::Words { was: Some(text), said: None };
                    self.tell(0, what, Standing::NoPlace(Why::Template));
                }
            }
        }
        for (entry, (lines, joined)) in gone {
            let text = self.entry_text(&lines);
            if let Some(into) = joined.and_then(|at| self.entry_at(at)).or_else(|| self.taken_in(&text, &lines)) {
                let place = joined.map_or(0, |at| self.file[at].place);
                self.tell(place, What::EntriesMerged { into, from: entry, text }, Standing::Home);
            } else if present.contains(&entry) {
                let why = Standing::NoPlace(Why::Derived);
                self.tell(0, What::Words { was: Some(text), said: None }, why);
            } else {
                self.tell(0, What::EntryDeleted { entry, text }, Standing::Home);
            }
        }
    }

    fn entry_text(&self, lines: &[usize]) -> String {
        let of_text = lines.iter().filter_map(|line| {
            let text = self.now.lines[*line].texts.iter().find(|text| !text.spans.is_empty())?;
            let span = text.spans.iter().find(|span| self.now.origin(span.origin).is_some_and(|o| is_text(&o)))?;
            Some(cut(&text.text, *span))
        });
        of_text.into_iter().next().unwrap_or_else(|| lines.first().map_or(String::new(), |line| self.now.text(*line)))
    }

    fn entry_at(&self, at: usize) -> Option<String> {
        let made = self.alignment.of_file[at]?;
        match self.to_now[made].and_then(|line| self.now.origin_of(line))? {
            Origin::Entry { entry, .. } => Some(entry),
            _ => None,
        }
    }

    /// The entry whose changed words hold those of one that is gone.
    fn taken_in(&self, text: &str, lines: &[usize]) -> Option<String> {
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

    fn moved(&mut self) {
        for at in self.alignment.moved.clone() {
            let line = &self.file[at];
            let Some(made) = self.alignment.of_file[at].filter(|made| self.listing(*made).is_none()) else { continue };
            let text = self.to_now[made].map_or_else(|| align::words(line), |line| self.now.text(line));
            let place = line.place;
            match (self.entry_at(at), line.shape) {
                (Some(entry), Shape::Paragraph) => {
                    let after = (0..at).rev().take_while(|at| self.file[*at].shape == Shape::Paragraph).find_map(|at| self.entry_at(at));
                    self.tell(place, What::EntryMoved { entry, text, after }, Standing::Home);
                }
                // Rows follow the entries.
                (Some(_), Shape::Row) => {}
                (None, _) => {
                    let what = What::Words { was: Some(text.clone()), said: Some(text) };
                    self.tell(place, what, Standing::NoPlace(Why::Structure));
                }
            }
        }
    }

    fn settle_lists(&mut self) {
        for (list, items) in std::mem::take(&mut self.lists) {
            let of_now: Vec<usize> = (0..self.now.lines.len()).filter(|line| self.in_list(*line, list)).collect();
            let was: Vec<String> = of_now.iter().map(|line| bare(&self.now.text(*line))).collect();
            let mut said = Vec::new();
            let mut place = 0;
            for item in &items {
                let now = item.made.and_then(|made| self.to_now[made]);
                let unchanged = item.made.is_some_and(|made| {
                    self.file.iter().zip(&self.alignment.of_file).any(|(line, of)| *of == Some(made) && is_unchanged(line, &self.made[made]))
                });
                match (now, unchanged) {
                    // The content's own words, as they are by now.
                    (Some(now), true) => said.push(bare(&self.now.text(now))),
                    (None, true) => {}
                    (Some(now), false) => {
                        let content = self.now.text(now);
                        let made = item.made.map_or(0, |made| self.made[made].texts[0]);
                        if digest(&content) == made || same(&bare(&content), &bare(&item.text)) {
                            said.push(bare(&item.text));
                        } else {
                            said.push(bare(&content));
                            let what = What::Words { was: None, said: Some(item.text.clone()) };
                            self.changes.push(Change { place: item.place, what, standing: Standing::Conflict { now: content } });
                        }
                        place = if place == 0 { item.place } else { place };
                    }
                    (None, false) => {
                        said.push(bare(&item.text));
                        place = if place == 0 { item.place } else { place };
                    }
                }
            }
            // What the content says more since then.
            let known: Vec<usize> = self.to_now.iter().flatten().copied().collect();
            for (at, line) in of_now.iter().enumerate().filter(|(_, line)| !known.contains(line)) {
                let text = bare(&self.now.text(*line));
                if !said.iter().any(|own| same(own, &text)) {
                    said.insert(at.min(said.len()), text);
                }
            }
            let is_same = was.len() == said.len() && was.iter().zip(&said).all(|(one, other)| same(one, other));
            if !is_same {
                let first = items.first().map_or(0, |item| item.place);
                let what = What::Lines { list, was, said };
                self.tell(if place == 0 { first } else { place }, what, Standing::Home);
            }
        }
    }

    /// A template prints its own requirements only where the agency has no purposes of its own: what the file
    /// has of them is written down with those.
    fn keep_requirements(&mut self) {
        let of = |list: ListKey| move |change: &&Change| matches!(change.what, What::Lines { list: Listing::Own(own), .. } if own == list);
        let Some(place) = self.changes.iter().find(of(ListKey::Purposes)).map(|change| change.place) else { return };
        if self.changes.iter().any(|change| of(ListKey::Requirements)(&change)) {
            return;
        }
        let list = Listing::Own(ListKey::Requirements);
        let lines = (0..self.now.lines.len()).filter(|line| self.in_list(*line, list));
        let was: Vec<String> = lines.map(|line| bare(&self.now.text(line))).collect();
        if !was.is_empty() {
            self.tell(place, What::Lines { list, said: was.clone(), was }, Standing::Home);
        }
    }

    fn in_list(&self, line: usize, list: Listing) -> bool {
        match list {
            Listing::Recipients => self.now.lines[line].role == Role::Recipient,
            Listing::SignerTitles => self.now.lines[line].role == Role::SignerTitle,
            Listing::Own(key) => self.now.origin_of(line) == Some(Origin::Line(key)),
        }
    }

    /// A value that stands in several places of the file is one change, or says two things.
    fn settle_values(&mut self) {
        for (_, mut all) in std::mem::take(&mut self.values) {
            let first = all.remove(0);
            let other = all.iter().find(|other| !alike(&other.said, &first.said));
            let standing = match other {
                Some(other) => Standing::TwoWords { other: other.said.clone() },
                None if first.conflict || all.iter().any(|one| one.conflict) => {
                    Standing::Conflict { now: first.was.clone() }
                }
                None => Standing::Home,
            };
            let Said { place, origin, was, said, .. } = first;
            self.tell(place, What::Value { origin, was, said }, standing);
        }
    }

    /// A new entry may stand in the text and in the table.
    fn settle_added(&mut self) {
        let mut entries: Vec<(usize, NewEntry)> = Vec::new();
        for (place, new) in std::mem::take(&mut self.added) {
            let known = entries.iter_mut().find(|(_, known)| likeness::of(&known.text, &new.text) > SAME_ENTRY);
            match known {
                Some((_, known)) => {
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

    fn beside(&mut self, file: &Returned) {
        for beside in &file.beside {
            let why = match beside.what {
                BesideKind::Box => Why::Box,
                BesideKind::Running => Why::Running,
            };
            self.words(beside.place, None, Some(beside.words.clone()), why);
        }
        for told in &file.source.told {
            if let reading::What::Comment { author, text } = &told.what {
                let words = if author.is_empty() { text.clone() } else { format!("{author}: {text}") };
                self.words(told.place.unwrap_or_default(), None, Some(words), Why::Comment);
            }
        }
    }
}

/// From this on, a new row tells of the same entry as a new line.
const SAME_ENTRY: f64 = 0.6;

/// Two texts as sentences of one.
fn sentences(first: &str, second: &str) -> String {
    let stop = if first.ends_with(['.', ';', ':', '!', '?']) { "" } else { "." };
    format!("{first}{stop} {second}")
}

/// A cell begins with a capital where a sentence does not.
fn alike(one: &str, other: &str) -> bool {
    same(&one.to_lowercase(), &other.to_lowercase())
}

/// The words of a line of a list, as a content file has them.
fn bare(text: &str) -> String {
    let text = one_space(text);
    let text = without_marker(&text).trim_end();
    text.strip_suffix("./.").map_or_else(|| text.trim_end_matches(';').to_owned(), |text| format!("{text}."))
}

fn shape_of(role: Role) -> Shape {
    if matches!(role, Role::Row | Role::Header) { Shape::Row } else { Shape::Paragraph }
}

fn span_text(text: &Traced, slot: Slot) -> String {
    text.text.chars().skip(slot.start).take(slot.end.saturating_sub(slot.start)).collect()
}

/// The field that a blank of a template waits for.
fn blank_field(tag: &str) -> Option<EntryField> {
    match tag {
        "don_vi" => Some(EntryField::Lead),
        "don_vi_phoi_hop" => Some(EntryField::Supporting),
        "thoi_han" => Some(EntryField::Deadline),
        "san_pham" => Some(EntryField::Output),
        _ => None,
    }
}

pub(super) fn field_of(origin: &Origin) -> Option<EntryField> {
    match origin {
        Origin::Entry { field, .. } | Origin::Task { field, .. } | Origin::Organisation { field, .. } => Some(*field),
        Origin::Division { field, .. } => *field,
        _ => None,
    }
}

fn is_text(origin: &Origin) -> bool {
    field_of(origin) == Some(EntryField::Text)
}

/// Another value of the same entry.
fn with_field(origin: &Origin, field: EntryField) -> Option<Origin> {
    Some(match origin {
        Origin::Entry { entry, .. } => Origin::Entry { entry: entry.clone(), field },
        Origin::Task { reference, .. } => Origin::Task { reference: reference.clone(), field },
        Origin::Organisation { at, .. } => Origin::Organisation { at: *at, field },
        _ => return None,
    })
}

/// What a value is of, without the field.
fn place_name(origin: &Origin) -> String {
    match origin {
        Origin::Entry { entry, .. } => format!("n{entry}"),
        Origin::Task { reference, .. } => format!("v{reference}"),
        Origin::Organisation { at, .. } => format!("t{at}"),
        other => other.name(),
    }
}

/// A new entry as it is typed into the text: "c) Giao Phòng A chủ trì: … Thời hạn: …".
fn from_paragraph(text: &str) -> NewEntry {
    let text = one_space(text);
    let mut told = labelled(without_marker(&text));
    let mut new = NewEntry::default();
    if let Some((who, rest)) = told.text.split_once(": ")
        && who.starts_with("Giao ")
        && let Some(divided) = fields::divided(who)
    {
        new.lead = Some(divided.lead);
        new.supporting = divided.supporting;
        told.text = rest.to_owned();
    }
    NewEntry { text: told.text.trim_end_matches("./.").to_owned(), deadline: told.deadline, output: told.output, ..new }
}
