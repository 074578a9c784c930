//! Bên lề: every doubt above the words in the new file that it is about.

use std::collections::BTreeMap;

use super::decided::Decisions;
use super::notes::{Anchor, File, Note, Place, What};
use crate::content::emit::carry::{Carried, Carry};
use crate::content::emit::writer::Remark;
use crate::content::raw::{PartyForm, RawDue, RawNamed, RawParty, Text};
use crate::content::yaml::Located;
use crate::diagnostic::Severity;
use crate::text::first_letter::upper_first;
use crate::text::spaces::single_spaced;

/// A body that a person named in place of what was understood.
#[derive(Debug)]
struct Instead {
    /// In which list; in any, where the id is of nobody else.
    list: Option<usize>,
    written: String,
    body: String,
}

/// Remarks by what they stand above, and what a person decided.
#[derive(Debug, Default)]
pub(super) struct Margin {
    keys: BTreeMap<&'static str, Vec<Remark>>,
    texts: BTreeMap<String, Vec<Remark>>,
    parties: BTreeMap<usize, Vec<Remark>>,
    instead: Vec<Instead>,
    top: Vec<Remark>,
}

impl Margin {
    /// Lays out notes; `files` are those that they come from.
    pub fn of(notes: &[Note], files: &[File<'_>], decisions: &Decisions) -> Self {
        let mut margin = Self::default();
        for note in notes {
            margin.instead.extend(instead(note, decisions));
            if decisions.settles(&note.what) {
                continue;
            }
            let remark = remark(note, files);
            let list = match &note.anchor {
                Anchor::Key(key) => margin.keys.entry(key).or_default(),
                Anchor::Text(text) => margin.texts.entry(bare(text)).or_default(),
                Anchor::Parties(number) => margin.parties.entry(*number).or_default(),
                Anchor::Top => &mut margin.top,
            };
            if !list.contains(&remark) {
                list.push(remark);
            }
        }
        margin
    }

    /// What belongs at the top of the file, and what found no place in it: words that became parts of others, keys that
    /// it does not have. `placed` are the remarks in the file as it was written.
    pub fn without_place(&self, placed: &[Remark]) -> Vec<Remark> {
        let all = self.keys.values().chain(self.texts.values()).chain(self.parties.values()).flatten();
        self.top.iter().chain(all.filter(|remark| !placed.contains(remark))).cloned().collect()
    }

    /// Who stands in a list for what was written there.
    fn body(&self, list: usize, written: &str) -> Option<&str> {
        let fits = |one: &&Instead| one.written == written && one.list.is_none_or(|known| known == list);
        self.instead.iter().find(fits).map(|one| one.body.as_str())
    }

    fn text(&self, id: &Text) -> Text {
        self.body(id.range().start, id)
            .map_or_else(|| id.clone(), |body| Located::new(body.to_owned(), id.range()))
    }

    fn party(&self, party: &RawParty) -> RawParty {
        let list = party.range();
        let Some(body) = self.body(list.start, party.name()) else { return party.clone() };
        let form = match party.value() {
            PartyForm::Full(RawNamed { scope: Some(scope), .. }) => {
                let id = Some(Located::new(body.to_owned(), list.clone()));
                PartyForm::Full(RawNamed { id, outside: None, scope: Some(scope.clone()) })
            }
            PartyForm::Id(_) | PartyForm::Full(_) => PartyForm::Id(body.to_owned()),
        };
        Located::new(form, list)
    }

    fn numbered(&self, numbers: impl Iterator<Item = usize>) -> Vec<Remark> {
        let mut numbers: Vec<usize> = numbers.collect();
        numbers.dedup();
        numbers.iter().filter_map(|number| self.parties.get(number)).flatten().cloned().collect()
    }
}

/// A text as it is known by, whatever mark it ends with.
fn bare(text: &str) -> String {
    let text = single_spaced(text);
    upper_first(text.trim_end_matches(['.', ';', ',', ':', '/', ' ']))
}

fn instead(note: &Note, decisions: &Decisions) -> Option<Instead> {
    let body = decisions.body(&note.what)?.to_owned();
    let list = match (&note.what, &note.anchor) {
        (What::NameUnknown { .. }, _) => None,
        (_, Anchor::Parties(number)) => Some(*number),
        _ => return None,
    };
    Some(Instead { list, written: note.what.written()?, body })
}

fn remark(note: &Note, files: &[File<'_>]) -> Remark {
    let said = format!("{}{}", note.what.message(), whence(note.place, files));
    match note.what.severity() {
        Severity::Info => Remark::Note(said),
        _ => Remark::Decide(said),
    }
}

/// " (đoạn 12)", " (trang tính “Danh mục”, ô C12)", with the file where there are several.
pub(super) fn whence(place: Place, files: &[File<'_>]) -> String {
    match (place.paragraph, files.get(place.file)) {
        (0, _) | (_, None) => String::new(),
        (paragraph, Some(file)) if files.len() > 1 => {
            format!(" ({}, {})", file.name, file.source.called(paragraph))
        }
        (paragraph, Some(file)) => format!(" ({})", file.source.called(paragraph)),
    }
}

impl Carry for Margin {
    fn on_key(&self, key: &str) -> Vec<Remark> {
        self.keys.get(key).cloned().unwrap_or_default()
    }

    fn on_text(&self, text: &str) -> Vec<Remark> {
        self.texts.get(&bare(text)).cloned().unwrap_or_default()
    }

    fn parties(&self, _key: &str, parties: &[RawParty]) -> Carried<Vec<RawParty>> {
        let remarks = self.numbered(parties.iter().map(|party| party.range().start));
        let mut value: Vec<RawParty> = Vec::new();
        for party in parties.iter().map(|party| self.party(party)) {
            if !value.iter().any(|other| other.name() == party.name()) {
                value.push(party);
            }
        }
        Carried { value, remarks }
    }

    fn agencies(&self, ids: &[Text]) -> Carried<Vec<Text>> {
        let remarks = self.numbered(ids.iter().map(|id| id.range().start));
        Carried { value: ids.iter().map(|id| self.text(id)).collect(), remarks }
    }

    fn single(&self, id: &Text) -> Carried<Option<Text>> {
        let remarks = self.numbered(std::iter::once(id.range().start));
        Carried { value: Some(self.text(id)), remarks }
    }

    fn dues(&self, dues: &[RawDue]) -> Carried<Vec<RawDue>> {
        let remarks = dues.iter().flat_map(|due| self.on_text(due.words())).collect();
        Carried { value: dues.to_vec(), remarks }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_finds_no_place_in_the_file_is_known() {
        let note = |what: What, anchor: Anchor| Note { place: Place::default(), what, anchor };
        let task = || "Công bố giá đất.".to_owned();
        let notes = [
            note(What::NoNumber, Anchor::Key("trang_thai")),
            note(What::NoLead { task: task() }, Anchor::Text(task())),
            note(What::NoKind, Anchor::Text("Lời đã nhập vào câu khác".to_owned())),
            note(What::NoSigner, Anchor::Key("ky")),
            note(What::OpeningGuessed, Anchor::Top),
        ];
        let margin = Margin::of(&notes, &[], &Decisions::default());
        // Whatever mark it ends with.
        let placed = [margin.on_key("trang_thai"), margin.on_text("Công bố giá đất;")].concat();
        let said = |what: What| Remark::Decide(what.message());
        assert_eq!(placed, [said(What::NoNumber), said(What::NoLead { task: task() })]);
        assert_eq!(
            margin.without_place(&placed),
            [said(What::OpeningGuessed), said(What::NoSigner), said(What::NoKind)]
        );
    }
}
