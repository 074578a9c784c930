//! Danh sách: lines that belong together, as the file has them.

use super::{Compare, Item, bare};
use crate::render::marks::{Role, digest};
use crate::takein::align::{self, is_unchanged};
use crate::takein::change::{Change, Listing, Standing, What, Why};
use crate::takein::decided::Choice;
use crate::takein::fields::{same, without_marker};
use crate::takein::returned::FileLine;
use crate::template::{ListKey, Origin};

impl Compare<'_> {
    /// Which list a line that was made belongs to.
    pub(super) fn listing(&self, made: usize) -> Option<Listing> {
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

    pub(super) fn item(&mut self, list: Listing, line: &FileLine, made: Option<usize>) {
        let text = align::words(line);
        let text = without_marker(&text).trim().to_owned();
        self.heard.insert(line.place);
        self.lists.entry(list).or_default().push(Item { place: line.place, made, text });
    }

    pub(super) fn settle_lists(&mut self) {
        // One of which no line is left is a list, too.
        for (made, _) in self.alignment.missing.clone() {
            if let Some(list) = self.listing(made).filter(|_| self.to_now[made].is_some()) {
                self.lists.entry(list).or_default();
            }
        }
        for (list, items) in std::mem::take(&mut self.lists) {
            self.settle_list(list, &items);
        }
    }

    fn settle_list(&mut self, list: Listing, items: &[Item]) {
        // A line without words is none: of a signature that is not known yet there is one.
        let has_words = |line: &usize| !bare(&self.now.text(*line)).is_empty();
        let lines = (0..self.now.lines.len()).filter(|line| self.in_list(*line, list));
        let of_now: Vec<usize> = lines.filter(has_words).collect();
        let was: Vec<String> = of_now.iter().map(|line| bare(&self.now.text(*line))).collect();
        let mut said = Vec::new();
        let mut place = None;
        // A line of which nothing but its mark is left was taken out.
        let items: Vec<&Item> = items.iter().filter(|item| !item.text.is_empty()).collect();
        for item in &items {
            if !self.is_untouched(item) {
                place = place.or(Some(item.place));
            }
            said.extend(self.words_of(item, &was));
        }
        // What the content says more since then, and what it says otherwise than what the person took out.
        for (at, line) in of_now.iter().enumerate() {
            if !self.stays(*line, &items) {
                continue;
            }
            let text = bare(&self.now.text(*line));
            if !said.iter().any(|own| same(own, &text)) {
                said.insert(at.min(said.len()), text);
            }
        }
        if was.len() == said.len() && was.iter().zip(&said).all(|(one, other)| same(one, other)) {
            return;
        }
        let place = place.or(items.first().map(|item| item.place)).unwrap_or(0);
        // An empty list would be that of the template again.
        let standing = if said.is_empty() { Standing::NoPlace(Why::Structure) } else { Standing::Home };
        self.tell(place, What::Lines { list, was, said }, standing);
    }

    fn is_untouched(&self, item: &Item) -> bool {
        item.made.is_some_and(|made| {
            let mut lines = self.file.iter().zip(&self.alignment.of_file);
            lines.any(|(line, of)| *of == Some(made) && is_unchanged(line, &self.made[made]))
        })
    }

    /// What a line of the file brings into its list; `was` is what the content has there. `None` where the content has
    /// it no more.
    fn words_of(&mut self, item: &Item, was: &[String]) -> Option<String> {
        let own = bare(&item.text);
        let Some(made) = item.made else { return Some(own) };
        let now = self.to_now[made].map(|line| (line, self.now.text(line)));
        if self.is_untouched(item) {
            // The content's own words, as they are by now.
            return now.map(|(_, text)| bare(&text));
        }
        let content = match now {
            Some((line, text)) if !self.is_reworded(made, line) || same(&bare(&text), &own) => {
                return Some(own);
            }
            Some((_, text)) => text,
            None if was.iter().any(|text| same(text, &own)) => return Some(own),
            None => String::new(),
        };
        let what = What::Words { was: None, said: Some(item.text.clone()) };
        let standing = Standing::Conflict { now: content.clone() };
        let conflict = Change { place: item.place, what, standing };
        // Chosen from the file, it goes home with its list.
        if self.decided.choice(&conflict) == Some(Choice::File) {
            return Some(own);
        }
        self.changes.push(conflict);
        (!content.is_empty()).then(|| bare(&content))
    }

    /// Whether a line of the content that none of the file's is of stays in its list.
    fn stays(&mut self, line: usize, items: &[&Item]) -> bool {
        let Some(made) = self.to_now.iter().position(|now| *now == Some(line)) else { return true };
        if items.iter().any(|item| item.made == Some(made)) || !self.is_reworded(made, line) {
            return false;
        }
        let now = self.now.text(line);
        let what = What::Words { was: Some(now.clone()), said: None };
        let conflict = Change { place: 0, what, standing: Standing::Conflict { now } };
        let is_left = self.decided.choice(&conflict) == Some(Choice::File);
        if !is_left {
            self.changes.push(conflict);
        }
        !is_left
    }

    /// A template prints its own requirements only where the agency has no purposes of its own: what the file
    /// has of them is written down with those.
    pub(super) fn keep_requirements(&mut self) {
        let of = |list: ListKey| move |change: &&Change| matches!(change.what, What::Lines { list: Listing::Own(own), .. } if own == list);
        let Some(place) = self.changes.iter().find(of(ListKey::Purposes)).map(|change| change.place) else {
            return;
        };
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

    pub(super) fn in_list(&self, line: usize, list: Listing) -> bool {
        match list {
            Listing::Recipients => self.now.lines[line].role == Role::Recipient,
            Listing::SignerTitles => self.now.lines[line].role == Role::SignerTitle,
            // The agency's own items stand where those of the template did.
            Listing::Own(ListKey::Organisation) => matches!(
                self.now.origin_of(line),
                Some(Origin::Line(ListKey::Organisation) | Origin::Organisation { .. })
            ),
            Listing::Own(key) => self.now.origin_of(line) == Some(Origin::Line(key)),
        }
    }
}
