//! Giá trị: the values of a line or a row, against what was made and what the content says now.

use super::{
    Compare, Said, alike, blank_field, field_of, is_text, place_name, sentences, span_text, with_field,
};
use crate::render::marks::{Line, Made, Role, digest};
use crate::takein::align;
use crate::takein::change::{Standing, What, Why};
use crate::takein::divided::divided;
use crate::takein::fields::{
    self, Around, STOPS, Slot, beside_dots, is_blank, labelled, one_space, same, without_marker,
};
use crate::takein::returned::FileLine;
use crate::template::{EntryField, Origin};
use crate::text::first_letter::lower_first;

impl Compare<'_> {
    pub(super) fn paragraph(&mut self, line: &FileLine, was: &Made, now: &Line) {
        let (said, joined) = self.parted(line);
        if same(&said, &now.texts[0].text) && joined.is_empty() {
            return;
        }
        let slots = self.slots(now);
        if slots.is_empty() {
            // Numbers are the program's, and follow what is put in before the line.
            if same(without_marker(&said), without_marker(&now.texts[0].text)) && joined.is_empty() {
                return;
            }
            self.words(line.place, Some(now.texts[0].text.clone()), Some(said), Why::Template);
            return;
        }
        let places: Vec<Slot> = slots.iter().map(|(slot, _)| *slot).collect();
        let found = fields::values(&now.texts[0].text, &places, &said);
        self.heard.insert(line.place);
        let has_text = slots.iter().any(|(_, origin)| is_text(origin));
        let content = now.texts[0].text.clone();
        match found.around {
            Around::Torn => return self.words(line.place, Some(content), Some(said), Why::Structure),
            Around::Changed => self.words(line.place, Some(content), Some(said), Why::Template),
            Around::Kept if !has_text && !found.tail.is_empty() => {
                self.words(line.place, Some(content), Some(said), Why::Structure);
            }
            Around::Kept => {}
        }
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
            // A label that the template does not print there, typed behind the deadline.
            if field_of(origin) == Some(EntryField::Deadline) {
                let own = labelled(&value);
                if own.output.is_some() {
                    value = own.text.trim_end_matches(STOPS).to_owned();
                    told.output = told.output.or(own.output);
                }
            }
            // Who leads, and with whom, typed into one blank.
            if field_of(origin) == Some(EntryField::Lead)
                && let Some(both) = divided(&value)
            {
                value = both.lead;
                if let (Some(names), Some(origin)) =
                    (both.supporting, with_field(origin, EntryField::Supporting))
                {
                    self.value(line.place, origin, String::new(), names, (was, false));
                }
            }
            if field_of(origin) == Some(EntryField::Phrase) && !same(&content, &value) {
                self.named_in_phrase(line.place, origin, &content, &value);
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

    /// Câu phân công of an entry, in which its units are named: those that are named otherwise are its units from now
    /// on; where that cannot be read, the line is told.
    fn named_in_phrase(&mut self, place: usize, origin: &Origin, was: &str, said: &str) {
        let Origin::Entry { entry, .. } = origin else { return };
        let Some(now) = divided(said) else {
            return self.words(place, Some(was.to_owned()), Some(said.to_owned()), Why::Units);
        };
        let before = divided(was);
        let (lead, supporting) =
            before.map_or((String::new(), None), |before| (before.lead, before.supporting));
        if now.lead != lead {
            self.divided(place, entry, EntryField::Lead, now.lead);
        }
        if now.supporting != supporting {
            self.divided(place, entry, EntryField::Supporting, now.supporting.unwrap_or_default());
        }
    }

    /// The words of a line up to the first that was joined to it, and the text of each of those.
    pub(super) fn parted(&self, line: &FileLine) -> (String, Vec<String>) {
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
    pub(super) fn slots(&self, now: &Line) -> Vec<(Slot, Origin)> {
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

    pub(super) fn row(&mut self, line: &FileLine, was: &Made, now: &Line) {
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

    /// What a column of a row holds.
    pub(super) fn field_at(&self, row: &Line, column: usize) -> Option<EntryField> {
        let text = row.texts.get(column)?;
        let span = text.spans.iter().find(|span| span.start < span.end);
        let of_span = span.and_then(|span| field_of(&self.now.origin(span.origin)?));
        of_span
            .or_else(|| text.blanks.first().and_then(|(_, tag)| blank_field(tag)))
            .or_else(|| self.column_field(row, column))
    }

    /// What the other rows of a table have in this column.
    pub(super) fn column_field(&self, now: &Line, column: usize) -> Option<EntryField> {
        let rows = self
            .now
            .lines
            .iter()
            .filter(|line| line.role == Role::Row && line.texts.len() == now.texts.len());
        let mut fields = rows.filter_map(|line| {
            let text = line.texts.get(column)?;
            let span = text.spans.iter().find(|span| span.start < span.end);
            let of_span = span.and_then(|span| field_of(&self.now.origin(span.origin)?));
            of_span.or_else(|| text.blanks.first().and_then(|(_, tag)| blank_field(tag)))
        });
        fields.next()
    }

    /// Remembers what the file says of a value, unless it says what the content does.
    pub(super) fn value(
        &mut self,
        place: usize,
        origin: Origin,
        was: String,
        said: String,
        (made, changed_since): (&Made, bool),
    ) {
        let said = match field_of(&origin) {
            _ if is_blank(&said) => String::new(),
            Some(EntryField::Text) => one_space(&said),
            _ => one_space(beside_dots(&said)),
        };
        let was = if is_blank(&was) { String::new() } else { one_space(&was) };
        // What was not there when the file was made, and is not in it, nobody took out.
        let unchanged = made.value(&origin.name()).map_or(said.is_empty(), |made| made == digest(&said));
        // What was taken in already comes back with the capital that a cell begins with.
        let has_come = || changed_since && same(&lower_first(&said), &lower_first(&was));
        if same(&said, &was) || unchanged || has_come() {
            return;
        }
        let key = (place_name(&origin), field_of(&origin).map_or("", EntryField::key));
        self.heard.insert(place);
        let found = Said { place, origin, was, said, conflict: changed_since };
        self.values.entry(key).or_default().push(found);
    }

    /// A value that stands in several places of the file is one change, or says two things.
    pub(super) fn settle_values(&mut self) {
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
}
