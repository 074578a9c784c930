//! Registered names: the longest that stands here, what follows it and belongs to it, and names that share their
//! beginning.

use super::fold::{Gap, Word};
use super::index::{Found, Likeness, of_whole_province};
use super::list::{Mention, Reader, Sure, Who};
use super::unknown::is_verb;
use super::{Issuer, Named};
use crate::text::words::{bodies, places};

/// A name found, without a hold on the index.
struct Owned {
    named: Named,
    likeness: Likeness,
    words: usize,
    short: bool,
}

impl Reader<'_> {
    /// The longest registered name here, and what follows it and belongs to it.
    pub(super) fn known(&mut self) -> Option<Mention> {
        if let Some(own) = self.own_committee() {
            return Some(own);
        }
        let found = self.names.index.longest(&self.words[self.at..]);
        let best = self.best(found)?;
        let is_other = matches!(best.named, Named::Group(_)) && self.is_one_of_many(best.words);
        if is_other
            || self.is_of_lower_place(&best)
            || self.longer_outside(best.words)
            || best.short && self.goes_on(best.words)
        {
            return None;
        }
        self.carried.clear();
        Some(self.take(&best))
    }

    /// "UBND xã" in the plan of a commune is that commune.
    fn own_committee(&mut self) -> Option<Mention> {
        let Issuer::Commune(own) = self.names.issuer()?;
        let nouns = ["xã", "phường"];
        let is_it = nouns.iter().any(|noun| self.is_at(self.at, &["ubnd", noun]));
        let next = self.words.get(self.at + 2);
        let more = |word: &Word| {
            word.gap == Gap::None && !word.small
                || word.gap == Gap::Comma && nouns.contains(&word.text.as_str())
        };
        if !is_it || next.is_some_and(more) {
            return None;
        }
        let start = self.words[self.at].start;
        self.at += 2;
        self.carried.clear();
        Some(Mention {
            range: start..self.end(),
            who: Who::Named(Named::Agency(own.clone())),
            sure: Sure::Usual,
            scope: None,
        })
    }

    /// "UBND xã Bản Mới" that is not registered is a commune, not all of them.
    fn is_one_of_many(&self, words: usize) -> bool {
        let last = &self.words[self.at + words - 1];
        let noun = ["xã", "phường", "huyện"].contains(&last.text.as_str());
        let named = self.words.get(self.at + words).is_some_and(|next| next.gap == Gap::None && !next.small);
        noun && named && !(self.at..self.at + words).any(|at| self.is_at(at, &["các"]))
    }

    /// "Bảo hiểm xã hội huyện", "Công an các xã": behind the name of a body of the whole province stands another place, so
    /// it is another body.
    fn is_of_lower_place(&self, found: &Owned) -> bool {
        let Named::Agency(id) = &found.named else { return false };
        let agency = self.names.registry().agency(id);
        let mut next = self.at + found.words;
        if agency.is_none_or(|agency| !of_whole_province(agency.kind))
            || self.words.get(next).is_none_or(|word| word.gap > Gap::None || !word.small)
        {
            return false;
        }
        if ["các", "cấp"].iter().any(|several| self.is_at(next, &[several])) {
            next += 1;
        }
        let after = self.words.get(next + 1).map_or("", |word| &word.text);
        self.words.get(next).is_some_and(|word| {
            let place = word.text.as_str();
            places::LOWER_PLACES.contains(&place) && !places::NO_PLACES.contains(&(place, after))
        })
    }

    /// Of names of one length, the one that exists on the day, and the registered one before a usual one.
    fn best(&self, found: Vec<Found<'_>>) -> Option<Owned> {
        let key = |found: &Found<'_>| (!self.names.exists(&found.entry.named), found.entry.likeness);
        let best = found.into_iter().min_by_key(key)?;
        let entry = best.entry;
        Some(Owned {
            named: entry.named.clone(),
            likeness: entry.likeness,
            words: best.words,
            short: entry.short,
        })
    }

    /// Whether more of a name seems to follow: "Ban Quản lý dự án …".
    fn goes_on(&self, words: usize) -> bool {
        let next = self.at + words;
        let Some(word) = self.words.get(next) else { return false };
        let ends = ["và", "chủ", "tỉnh", "liên", "có", "cùng", "phối"].contains(&word.text.as_str());
        word.gap == Gap::None && !ends && !is_verb(&self.words, next)
    }

    /// Whether what is called on in general here is longer than a registered name: "các cơ quan liên quan …".
    fn longer_outside(&self, words: usize) -> bool {
        bodies::OTHERS.iter().any(|other| {
            let parts: Vec<&str> = other.split(' ').collect();
            parts.len() > words && self.is_at(self.at, &parts)
        })
    }

    fn take(&mut self, found: &Owned) -> Mention {
        let start = self.words[self.at].start;
        self.at += found.words;
        let mut who = Who::Named(found.named.clone());
        let mut sure = match found.likeness {
            Likeness::Same => Sure::Exact,
            Likeness::Usual => Sure::Usual,
        };
        sure = sure.max(self.step_over_number()).max(self.step_over_place());
        if let Some(related) = self.related(&found.named) {
            who = related;
        }
        if !self.names.exists(&found.named) {
            sure = Sure::OtherEra;
        }
        Mention { range: start..self.end(), who, sure, scope: None }
    }

    /// "Ngân hàng Nhà nước khu vực 3", registered without the number; "Kho bạc Nhà nước khu vực VI", registered without
    /// its area.
    fn step_over_number(&mut self) -> Sure {
        let number = |word: &Word| {
            word.gap == Gap::None && word.text.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c))
        };
        let has_area = self.at > 1 && self.is_at(self.at - 2, &["khu", "vực"]);
        let apart = self.words.get(self.at).is_some_and(|word| word.gap > Gap::None);
        let follows = !apart && self.is_at(self.at, &["khu", "vực"]);
        let at = if has_area || !follows { self.at } else { self.at + 2 };
        if (has_area || follows) && self.words.get(at).is_some_and(number) {
            self.at = at + 1;
            return Sure::Usual;
        }
        Sure::Exact
    }

    /// "tỉnh", "tỉnh Lạng Sơn", "trên địa bàn tỉnh" behind a name.
    pub(super) fn step_over_place(&mut self) -> Sure {
        let from = self.at;
        for lead in [&["trên", "địa", "bàn", "toàn"][..], &["trên", "địa", "bàn"], &["của"], &["cấp"], &[]]
        {
            for noun in [&["tỉnh"][..], &["thành", "phố"]] {
                let mut parts = lead.to_vec();
                parts.extend_from_slice(noun);
                let apart = self.words.get(self.at).is_some_and(|word| word.gap > Gap::None);
                if !apart && self.is_at(self.at, &parts) {
                    self.at += parts.len();
                    let place: Vec<&str> = self.names.place.iter().map(String::as_str).collect();
                    if !place.is_empty() && self.is_at(self.at, &place) {
                        self.at += place.len();
                    }
                    return if self.at > from { Sure::Usual } else { Sure::Exact };
                }
            }
        }
        Sure::Exact
    }

    /// "liên quan" behind the name of a group: those whom it concerns.
    fn related(&mut self, named: &Named) -> Option<Who> {
        let Named::Group(_) = named else { return None };
        for parts in [&["có", "liên", "quan"][..], &["liên", "quan"]] {
            let apart = self.words.get(self.at).is_some_and(|word| word.gap > Gap::None);
            if !apart && self.is_at(self.at, parts) {
                self.at += parts.len();
                return (!self.names.is_related(named)).then(|| Who::RelatedOf(named.clone()));
            }
        }
        None
    }

    /// "các Sở: Tài chính, Xây dựng", "UBND các xã A, B": begins a list of names that share their beginning.
    pub(super) fn several(&mut self) -> Option<Vec<Mention>> {
        let from = self.at;
        let prefixes: [(&[&str], &[&str]); 10] = [
            (&["các", "sở"], &["sở"]),
            (&["ubnd", "các", "xã", "phường"], &["ubnd", "xã"]),
            (&["các", "xã", "phường"], &["ubnd", "xã"]),
            (&["ubnd", "các", "xã"], &["ubnd", "xã"]),
            (&["ubnd", "các", "phường"], &["ubnd", "phường"]),
            (&["ubnd", "xã"], &["ubnd", "xã"]),
            (&["ubnd", "phường"], &["ubnd", "phường"]),
            (&["ubnd", "các", "huyện"], &["ubnd", "huyện"]),
            (&["các", "xã"], &["ubnd", "xã"]),
            (&["các", "phường"], &["ubnd", "phường"]),
        ];
        for (typed, carried) in prefixes {
            if !self.is_at(self.at, typed) {
                continue;
            }
            self.at += typed.len();
            let proto = self.words[from].clone();
            let word = |text: &&str| Word { text: (*text).to_owned(), gap: Gap::None, ..proto.clone() };
            self.carried = carried.iter().map(word).collect();
            self.either = typed.contains(&"xã") && typed.contains(&"phường");
            if let Some(found) = self.of_carried() {
                return Some(vec![found]);
            }
            self.carried.clear();
            self.at = from;
        }
        None
    }

    /// A name without the beginning that it shares with those before it.
    pub(super) fn of_carried(&mut self) -> Option<Mention> {
        if self.carried.is_empty() || self.at >= self.words.len() {
            return None;
        }
        let carried = self.carried.clone();
        self.with_carried(carried.clone()).or_else(|| {
            // "UBND các xã, phường: A, B": either noun may be meant.
            let either = self.either && carried.len() == 2;
            let other = Word { text: "phường".to_owned(), ..carried.last()?.clone() };
            either.then(|| self.with_carried(vec![carried[0].clone(), other])).flatten()
        })
    }

    /// A name behind a beginning that is not typed again.
    fn with_carried(&mut self, mut carried: Vec<Word>) -> Option<Mention> {
        // "UBND các xã A, B, phường C": the noun changes.
        let noun = self.words[self.at].text.clone();
        let own = ["xã", "phường", "huyện", "đặc"].contains(&noun.as_str());
        if own && carried.len() == 2 {
            carried.pop();
        }
        let mut words = carried.clone();
        words.extend(self.words[self.at..].iter().take(14).cloned());
        if let Some(next) = words.get_mut(carried.len()) {
            next.gap = Gap::None;
        }
        let found: Vec<Owned> = self
            .names
            .index
            .longest(&words)
            .into_iter()
            // Only bodies share their beginning: "các sở, ngành" is one group.
            .filter(|found| found.words > carried.len() && matches!(found.entry.named, Named::Agency(_)))
            .map(|found| Owned {
                named: found.entry.named.clone(),
                likeness: found.entry.likeness,
                words: found.words - carried.len(),
                short: found.entry.short,
            })
            .collect();
        let best =
            found.into_iter().min_by_key(|found| (!self.names.exists(&found.named), found.likeness))?;
        if own {
            self.carried = vec![self.carried[0].clone(), Word { text: noun, ..self.carried[0].clone() }];
        }
        Some(self.take(&best))
    }
}
