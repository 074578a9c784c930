//! Danh sách: lines that belong together, as the file has them.

use super::{Compare, Item, bare};
use crate::render::marks::{Role, digest};
use crate::takein::align::{self, is_unchanged};
use crate::takein::change::{Change, Listing, Standing, What};
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
        self.lists.entry(list).or_default().push(Item { place: line.place, made, text });
    }

    pub(super) fn settle_lists(&mut self) {
        for (list, items) in std::mem::take(&mut self.lists) {
            let of_now: Vec<usize> =
                (0..self.now.lines.len()).filter(|line| self.in_list(*line, list)).collect();
            let was: Vec<String> = of_now.iter().map(|line| bare(&self.now.text(*line))).collect();
            let mut said = Vec::new();
            let mut place = 0;
            for item in &items {
                let now = item.made.and_then(|made| self.to_now[made]);
                let unchanged = item.made.is_some_and(|made| {
                    self.file
                        .iter()
                        .zip(&self.alignment.of_file)
                        .any(|(line, of)| *of == Some(made) && is_unchanged(line, &self.made[made]))
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
                            let what = What::Words { was: None, said: Some(item.text.clone()) };
                            let standing = Standing::Conflict { now: content.clone() };
                            let conflict = Change { place: item.place, what, standing };
                            // Chosen from the file, it goes home with its list.
                            if self.decided.choice(&conflict) == Some(Choice::File) {
                                said.push(bare(&item.text));
                            } else {
                                said.push(bare(&content));
                                self.changes.push(conflict);
                            }
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
            let is_same =
                was.len() == said.len() && was.iter().zip(&said).all(|(one, other)| same(one, other));
            if !is_same {
                let first = items.first().map_or(0, |item| item.place);
                let what = What::Lines { list, was, said };
                self.tell(if place == 0 { first } else { place }, what, Standing::Home);
            }
        }
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
            Listing::Own(key) => self.now.origin_of(line) == Some(Origin::Line(key)),
        }
    }
}
