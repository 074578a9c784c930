//! A list of names at the start of a text: "Giám đốc các Sở: Tài chính, Xây dựng; UBND các xã A, B và các cơ
//! quan liên quan".

use std::ops::Range;

use super::fold::{self, Gap, Word};
use super::index::{Found, Likeness};
use super::{Issuer, Named, Names};
use crate::text::words::bodies;

/// Everybody named from the beginning of a text on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    pub mentions: Vec<Mention>,
    /// Where the list ends, in bytes of the text.
    pub end: usize,
}

/// One name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The name alone, without the title of a head before it.
    pub range: Range<usize>,
    pub who: Who,
    pub sure: Sure,
    /// What stands in brackets behind it: the part that is its own.
    pub scope: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    Named(Named),
    /// "các sở, ban, ngành liên quan": those of a registered group whom the task concerns; the register has
    /// no such group.
    RelatedOf(Named),
    /// Called on in general, and no agency of a register: doanh nghiệp, các cơ quan liên quan.
    Outside,
    /// All whom the plan gives something: "các cơ quan, đơn vị".
    Everybody,
    /// A body that the register does not have.
    Unknown,
}

/// How sure it is who is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It is the registered name.
    Exact,
    /// As such bodies are usually called.
    Usual,
    /// It is registered, but does not exist on the day.
    OtherEra,
    Not,
}

impl Names<'_> {
    /// Who is named from the beginning of a text on.
    pub fn list(&self, text: &str) -> List {
        self.reader(text, Reading::Beginning).list()
    }

    /// Who is named in a text that consists of names: a body that is not registered goes on to the next mark.
    pub fn whole_list(&self, text: &str) -> List {
        self.reader(text, Reading::Whole).list()
    }

    fn reader<'n>(&'n self, text: &'n str, reading: Reading) -> Reader<'n> {
        Reader { names: self, text, words: fold::words(text), at: 0, carried: Vec::new(), reading }
    }
}

/// What a text is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A sentence that begins with names.
    Beginning,
    /// Names alone: a cell, the value of a label.
    Whole,
}

struct Reader<'n> {
    reading: Reading,
    names: &'n Names<'n>,
    text: &'n str,
    words: Vec<Word>,
    at: usize,
    /// What goes before the next names: "các Sở: Tài chính, Xây dựng", "UBND các xã A, B".
    carried: Vec<Word>,
}

impl Reader<'_> {
    fn list(mut self) -> List {
        let mut list = List::default();
        loop {
            let start = self.at;
            if !self.connect(list.mentions.is_empty()) {
                break;
            }
            let found = self.mention();
            if found.is_empty() {
                self.at = start;
                break;
            }
            list.mentions.extend(found);
            list.end = self.end();
            if let Some((scope, end, words)) = self.scope() {
                if let Some(last) = list.mentions.last_mut() {
                    last.scope = Some(scope);
                }
                list.end = end;
                self.at += words;
            }
        }
        list
    }

    /// Steps over what parts two names; `false` where the list has ended.
    fn connect(&mut self, first: bool) -> bool {
        let Some(word) = self.words.get(self.at) else { return false };
        let mut joined = first;
        match word.gap {
            Gap::Stop if !first => {
                // After "(scope);" the bracket is what is seen.
                let between = self.between();
                if !between.contains(';') && !between.trim_start_matches(')').trim_start().starts_with(',') {
                    return false;
                }
                joined = true;
            }
            Gap::None => {}
            _ => joined = true,
        }
        for connector in ["cùng với", "cùng", "và", "hoặc", "với", "phối hợp với"] {
            let parts: Vec<&str> = connector.split(' ').collect();
            let is_it = parts
                .iter()
                .enumerate()
                .all(|(at, part)| self.words.get(self.at + at).is_some_and(|word| word.text == *part));
            // "phối hợp với" parts leads from those who support: a list ends before it.
            if is_it && connector != "phối hợp với" && !first {
                self.at += parts.len();
                joined = true;
                break;
            }
        }
        joined
    }

    /// What stands between the word before this one and it.
    fn between(&self) -> &str {
        let before = self.at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.end);
        let from = self.words.get(self.at).map_or(self.text.len(), |word| word.start);
        self.text.get(before..from).unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.at.checked_sub(1).and_then(|at| self.words.get(at)).map_or(0, |word| word.end)
    }

    fn mention(&mut self) -> Vec<Mention> {
        let from = self.at;
        self.step_over_heads();
        // "UBND các xã A, B" begins like "UBND các xã".
        if let Some(found) = self.several() {
            return found;
        }
        if let Some(found) = self.known().or_else(|| self.of_carried()) {
            return vec![found];
        }
        let found = self.in_general().or_else(|| self.unknown()).map(|found| self.up_to_mark(found));
        if let Some(found) = found.or_else(|| self.strange()) {
            return vec![found];
        }
        self.at = from;
        Vec::new()
    }

    /// "Giám đốc", "Thủ trưởng", where a name follows.
    fn step_over_heads(&mut self) {
        let from = self.at;
        for head in bodies::HEADS {
            let parts: Vec<&str> = head.split(' ').collect();
            if self.is_at(self.at, &parts) {
                let next = self.at + parts.len();
                let names_body = |reader: &Self| {
                    let rest = &reader.words[next..];
                    !reader.names.index.longest(rest).is_empty()
                        || reader.is_at(next, &["các"])
                        || bodies::NOUNS
                            .iter()
                            .any(|noun| reader.is_at(next, &noun.split(' ').collect::<Vec<_>>()))
                };
                // "Chủ tịch UBND tỉnh" as a whole may be registered.
                let registered = !self.names.index.longest(&self.words[from..]).is_empty();
                if !registered && names_body(self) {
                    self.at = next;
                }
                return;
            }
        }
    }

    fn is_at(&self, at: usize, parts: &[&str]) -> bool {
        parts.iter().enumerate().all(|(offset, part)| {
            self.words
                .get(at + offset)
                .is_some_and(|word| word.text == *part && (offset == 0 || word.gap <= Gap::Comma))
        })
    }

    /// The longest registered name here, and what follows it and belongs to it.
    fn known(&mut self) -> Option<Mention> {
        if let Some(own) = self.own_committee() {
            return Some(own);
        }
        let found = self.names.index.longest(&self.words[self.at..]);
        let best = self.best(found)?;
        if self.longer_outside(best.words) || best.short && self.goes_on(best.words) {
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
        word.gap == Gap::None && !ends && !is_verb(&self.words[next..])
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

    /// "Ngân hàng Nhà nước khu vực 3", registered without the number.
    fn step_over_number(&mut self) -> Sure {
        let of_area = self.at > 1 && self.is_at(self.at - 2, &["khu", "vực"]);
        let number = |word: &Word| {
            word.gap == Gap::None && word.text.chars().all(|c| c.is_ascii_digit() || "ivx".contains(c))
        };
        if of_area && self.words.get(self.at).is_some_and(number) {
            self.at += 1;
            return Sure::Usual;
        }
        Sure::Exact
    }

    /// "tỉnh", "tỉnh Lạng Sơn", "trên địa bàn tỉnh" behind a name.
    fn step_over_place(&mut self) -> Sure {
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
    fn several(&mut self) -> Option<Vec<Mention>> {
        let from = self.at;
        let prefixes: [(&[&str], &[&str]); 8] = [
            (&["các", "sở"], &["sở"]),
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
            if let Some(found) = self.of_carried() {
                return Some(vec![found]);
            }
            self.carried.clear();
            self.at = from;
        }
        None
    }

    /// A name without the beginning that it shares with those before it.
    fn of_carried(&mut self) -> Option<Mention> {
        if self.carried.is_empty() || self.at >= self.words.len() {
            return None;
        }
        let mut carried = self.carried.clone();
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

    /// Those called on in general.
    fn in_general(&mut self) -> Option<Mention> {
        let longest = |all: &[&str], reader: &Self| {
            let fits = all.iter().filter_map(|phrase| {
                let parts: Vec<&str> = phrase.split(' ').collect();
                reader.is_at(reader.at, &parts).then_some(parts.len())
            });
            fits.max()
        };
        let outside = longest(bodies::OTHERS, self);
        let everybody = longest(bodies::EVERYBODY, self);
        let (who, count) = match (outside, everybody) {
            (Some(outside), everybody) if everybody.is_none_or(|count| count <= outside) => {
                (Who::Outside, outside)
            }
            (_, Some(count)) => (Who::Everybody, count),
            _ => return None,
        };
        // "đơn vị trực thuộc", "các cơ quan báo chí" are others.
        let next = self.words.get(self.at + count);
        if who == Who::Everybody
            && next.is_some_and(|word| word.gap == Gap::None && !is_verb(&self.words[self.at + count..]))
        {
            return None;
        }
        let start = self.words[self.at].start;
        self.at += count;
        self.step_over_place();
        self.carried.clear();
        Some(Mention { range: start..self.end(), who, sure: Sure::Not, scope: None })
    }

    /// A body by its noun, up to the next comma, connector or verb.
    fn unknown(&mut self) -> Option<Mention> {
        let from = self.at;
        let mut noun = self.at;
        if self.is_at(noun, &["các"]) {
            noun += 1;
        }
        let is_noun = |phrase: &&&str| self.is_at(noun, &phrase.split(' ').collect::<Vec<_>>());
        let found = bodies::NOUNS.iter().filter(is_noun).map(|phrase| phrase.split(' ').count()).max()?;
        // "Tổ chức", "Ban hành", "Hội nghị" name nobody: a capital follows a short noun.
        if found == 1 && self.words.get(noun + 1).is_none_or(|word| word.small || word.gap > Gap::None) {
            return None;
        }
        // A name begins with a capital.
        let typed = self.text.get(self.words[noun].start..).unwrap_or_default();
        if noun == from && !typed.starts_with(char::is_uppercase) && self.at == 0 {
            return None;
        }
        if !typed.starts_with(char::is_uppercase) && noun == from {
            return None;
        }
        const LONGEST: usize = 16;
        let mut end = noun + found;
        // "Phòng Quản lý đầu tư công chủ trì": what leads to its verb may look like one.
        let until = self.words[end..].iter().take_while(|word| word.gap == Gap::None).count() + end;
        let leads =
            (end..until).find(|at| self.is_at(*at, &["chủ", "trì"]) || self.is_at(*at, &["phối", "hợp"]));
        while let Some(word) = self.words.get(end) {
            let ends = word.gap > Gap::None
                || leads.map_or(is_verb(&self.words[end..]), |verb| end >= verb)
                || end - from >= LONGEST
                // "Văn phòng HĐND và UBND xã" is one body.
                || word.text == "và" && self.begins_body(end + 1) && self.words[end - 1].text != "hđnd";
            if ends {
                break;
            }
            end += 1;
        }
        // "Đầu tư, Thương mại và Du lịch": a comma within a name is followed by a capital and no noun.
        let start = self.words[from].start;
        self.at = end;
        self.carried.clear();
        let range = start..self.end();
        let plural = noun > from;
        let who = if plural { Who::Outside } else { Who::Unknown };
        Some(Mention { range, who, sure: Sure::Not, scope: None })
    }

    /// "Các doanh nghiệp viễn thông": among names alone, a body outside the register goes on to the next mark.
    fn up_to_mark(&mut self, mut found: Mention) -> Mention {
        if self.reading == Reading::Whole && matches!(found.who, Who::Outside | Who::Unknown) {
            self.step_to_mark();
            found.range.end = self.end();
        }
        found
    }

    /// "hiệp hội du lịch", "phòng Nghiệp vụ Y" among names alone: a body with a small letter.
    fn strange(&mut self) -> Option<Mention> {
        if self.reading != Reading::Whole || self.begins_verb(self.at) {
            return None;
        }
        let from = self.at;
        let start = self.words.get(from)?.start;
        let noun = bodies::NOUNS.iter().any(|noun| self.is_at(from, &noun.split(' ').collect::<Vec<_>>()));
        self.at += 1;
        self.step_to_mark();
        self.carried.clear();
        let named = noun && self.words[from + 1..self.at].iter().any(|word| !word.small);
        let who = if named { Who::Unknown } else { Who::Outside };
        Some(Mention { range: start..self.end(), who, sure: Sure::Not, scope: None })
    }

    fn step_to_mark(&mut self) {
        while self.words.get(self.at).is_some_and(|word| {
            word.gap == Gap::None
                && !self.begins_verb(self.at)
                && !(word.text == "và" && self.begins_body(self.at + 1))
        }) {
            self.at += 1;
        }
    }

    /// Whether it is said here what those before do.
    fn begins_verb(&self, at: usize) -> bool {
        ["chủ trì", "phối hợp", "thực hiện"]
            .iter()
            .any(|verb| self.is_at(at, &verb.split(' ').collect::<Vec<_>>()))
    }

    fn begins_body(&self, at: usize) -> bool {
        self.is_at(at, &["các"])
            || !self.names.index.longest(self.words.get(at..).unwrap_or_default()).is_empty()
            || bodies::NOUNS.iter().any(|noun| self.is_at(at, &noun.split(' ').collect::<Vec<_>>()))
    }

    /// "(quy hoạch, cấp phép)" behind a name: the text, where it ends, and how many words are in it.
    fn scope(&self) -> Option<(String, usize, usize)> {
        let rest = self.text.get(self.end()..)?;
        let open = rest.trim_start().strip_prefix('(')?;
        let close = open.find(')')?;
        let inner = open[..close].trim();
        let lower = inner.to_lowercase();
        if inner.is_empty()
            || lower.starts_with("các sở")
            || lower.starts_with("gồm")
            || lower.starts_with("qua ")
        {
            return None;
        }
        let end = self.text.len() - open[close + 1..].len();
        let words = self.words[self.at..].iter().take_while(|word| word.start < end).count();
        Some((inner.to_owned(), end, words))
    }
}

/// A name found, without a hold on the index.
struct Owned {
    named: Named,
    likeness: Likeness,
    words: usize,
    short: bool,
}

/// Whether a duty begins with these words: a verb, typed small.
fn is_verb(words: &[Word]) -> bool {
    if words.first().is_none_or(|word| !word.small) {
        return false;
    }
    bodies::VERBS.iter().any(|verb| {
        let mut parts = verb.trim_end().split(' ').enumerate();
        parts.all(|(at, part)| words.get(at).is_some_and(|word| word.text == part))
    })
}
