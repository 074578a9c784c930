//! Bên lề: every doubt above the words in the new file that it is about.

use std::collections::BTreeMap;

use super::notes::{Anchor, Note, Place};
use crate::content::emit::carry::{Carried, Carry};
use crate::content::emit::writer::Remark;
use crate::content::raw::{RawParty, Text};
use crate::diagnostic::Severity;

/// Remarks by what they stand above.
#[derive(Debug, Default)]
pub(super) struct Margin {
    keys: BTreeMap<&'static str, Vec<Remark>>,
    texts: BTreeMap<String, Vec<Remark>>,
    parties: BTreeMap<usize, Vec<Remark>>,
    pub top: Vec<Remark>,
}

impl Margin {
    /// Lays out notes; `names` are those of the files they come from.
    pub fn of(notes: &[Note], names: &[String]) -> Self {
        let mut margin = Self::default();
        for note in notes {
            let remark = remark(note, names);
            let list = match &note.anchor {
                Anchor::Key(key) => margin.keys.entry(key).or_default(),
                Anchor::Text(text) => margin.texts.entry(text.clone()).or_default(),
                Anchor::Parties(number) => margin.parties.entry(*number).or_default(),
                Anchor::Top => &mut margin.top,
            };
            if !list.contains(&remark) {
                list.push(remark);
            }
        }
        margin
    }

    fn numbered(&self, numbers: impl Iterator<Item = usize>) -> Vec<Remark> {
        let mut numbers: Vec<usize> = numbers.collect();
        numbers.dedup();
        numbers.iter().filter_map(|number| self.parties.get(number)).flatten().cloned().collect()
    }
}

fn remark(note: &Note, names: &[String]) -> Remark {
    let said = format!("{}{}", note.what.message(), whence(note.place, names));
    match note.what.severity() {
        Severity::Info => Remark::Note(said),
        _ => Remark::Decide(said),
    }
}

/// " (đoạn 12)", with the file where there are several.
pub(super) fn whence(place: Place, names: &[String]) -> String {
    match (place.paragraph, names.get(place.file)) {
        (0, _) => String::new(),
        (paragraph, Some(name)) if names.len() > 1 => format!(" ({name}, đoạn {paragraph})"),
        (paragraph, _) => format!(" (đoạn {paragraph})"),
    }
}

impl Carry for Margin {
    fn on_key(&self, key: &str) -> Vec<Remark> {
        self.keys.get(key).cloned().unwrap_or_default()
    }

    fn on_text(&self, text: &str) -> Vec<Remark> {
        self.texts.get(text).cloned().unwrap_or_default()
    }

    fn parties(&self, _key: &str, parties: &[RawParty]) -> Carried<Vec<RawParty>> {
        let remarks = self.numbered(parties.iter().map(|party| party.range().start));
        Carried { value: parties.to_vec(), remarks }
    }

    fn agencies(&self, ids: &[Text]) -> Carried<Vec<Text>> {
        let remarks = self.numbered(ids.iter().map(|id| id.range().start));
        Carried { value: ids.to_vec(), remarks }
    }

    fn single(&self, id: &Text) -> Carried<Option<Text>> {
        let remarks = self.numbered(std::iter::once(id.range().start));
        Carried { value: Some(id.clone()), remarks }
    }
}
