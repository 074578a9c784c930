//! Who is no agency of the register: those called on in general, bodies by their noun, and words that may be either.

use super::fold::{Gap, Word};
use super::list::{Mention, Reader, Reading, Sure, Who};
use crate::text::phrases;
use crate::text::words::{bodies, places, terms};

impl Reader<'_> {
    /// "đồng chí Nguyễn Văn A, Phó Giám đốc Sở Tài chính": somebody by name, with what they are.
    pub(super) fn person(&mut self) -> Option<Mention> {
        const CALLED: [&[&str]; 5] = [&["các", "đồng", "chí"], &["đồng", "chí"], &["đ/c"], &["ông"], &["bà"]];
        let called = CALLED.iter().find(|called| self.is_at(self.at, called))?;
        // What people do whom a sentence begins with is no task of a body.
        if self.reading != Reading::Whole {
            return None;
        }
        let name = self.at + called.len();
        let is_name = self.words.get(name).is_some_and(|word| !word.small && word.gap == Gap::None)
            && self.words.get(name + 1).is_some_and(|word| !word.small && word.gap == Gap::None)
            && !bodies::HEADS.iter().any(|head| self.is_at(name, &head.split(' ').collect::<Vec<_>>()))
            && !self.is_at(name, &["phó"])
            && self.names.index.longest(&self.words[name..]).is_empty()
            && !self.begins_body(name);
        if !is_name {
            return None;
        }
        let start = self.words[self.at].start;
        self.at = name + 1;
        let goes_on = |reader: &Self| {
            reader.words.get(reader.at).is_some_and(|word| word.gap <= Gap::Comma)
                && !reader.begins_verb(reader.at)
                && !CALLED.iter().any(|called| {
                    reader.is_at(reader.at, called)
                        || reader.is_at(reader.at, &["và"]) && reader.is_at(reader.at + 1, called)
                })
        };
        while goes_on(self) {
            self.at += 1;
        }
        self.carried.clear();
        Some(Mention { range: start..self.end(), who: Who::Outside, sure: Sure::Not, scope: None })
    }

    /// Those called on in general.
    pub(super) fn in_general(&mut self) -> Option<Mention> {
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
            && next.is_some_and(|word| word.gap == Gap::None && !is_verb(&self.words, self.at + count))
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
    pub(super) fn unknown(&mut self) -> Option<Mention> {
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
        // "Thanh tra việc chấp hành …" is what somebody does.
        const PLACES: [&str; 6] = ["tỉnh", "thành", "huyện", "xã", "phường", "nhà"];
        let next = self.words.get(noun + found).filter(|next| next.gap == Gap::None && next.small);
        let is_done =
            |next: &Word| !PLACES.contains(&next.text.as_str()) && !is_verb(&self.words, noun + found);
        if self.is_at(noun, &["thanh", "tra"]) && next.is_some_and(is_done) {
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
        let plural = noun > from;
        // "UBND xã A, B và C" are several.
        let single = !plural && !["ubnd", "hđnd"].contains(&self.words[noun].text.as_str());
        while let Some(word) = self.words.get(end) {
            let goes_on = word.gap == Gap::None || single && self.is_comma_within_name(end);
            let ends = !goes_on
                || self.ends_name(end, leads)
                || end - from >= LONGEST
                // "Văn phòng HĐND và UBND xã" is one body.
                || word.text == "và" && self.begins_body(end + 1) && self.words[end - 1].text != "hđnd";
            if ends {
                break;
            }
            end += 1;
        }
        let start = self.words[from].start;
        self.at = end;
        self.carried.clear();
        let range = start..self.end();
        let who = if plural { Who::Strange } else { Who::Unknown };
        Some(Mention { range, who, sure: Sure::Not, scope: None })
    }

    /// Whether what a body does begins here, behind its name; `leads` is where "chủ trì" or "phối hợp" stands.
    fn ends_name(&self, at: usize, leads: Option<usize>) -> bool {
        const NEAR: usize = 3;
        let is_near = leads.is_some_and(|lead| at < lead && lead - at <= NEAR);
        self.is_behind_place(at)
            || is_verb(&self.words, at) && !(is_near && begins_with(&self.words, at, terms::OF_NAMES))
    }

    /// "Trạm Y tế phường tiêm …", "Công an xã Ba Sơn trực …": behind the place that a name ends with, what it does is told
    /// without knowing the verb.
    fn is_behind_place(&self, at: usize) -> bool {
        let goes_on = begins_with(&self.words, at, places::BEHIND_PLACE);
        if goes_on || self.words.get(at).is_none_or(|word| !word.small || word.gap > Gap::None) {
            return false;
        }
        let Some(place) = (0..at).rev().find(|before| self.words[*before].small) else { return false };
        let (word, next) = (self.words[place].text.as_str(), self.words[place + 1].text.as_str());
        let together = self.words[place + 1..at].iter().all(|word| word.gap == Gap::None);
        together && places::PLACES.contains(&word) && !places::NO_PLACES.contains(&(word, next))
    }

    /// "Phòng Kinh tế, Hạ tầng và Đô thị": behind the comma stands what begins no body, and "và" with such another.
    fn is_comma_within_name(&self, at: usize) -> bool {
        const NEAR: usize = 8;
        let is_part = |at: usize| {
            let capital = self.words.get(at).is_some_and(|word| !word.small);
            capital && !self.begins_body(at)
        };
        if self.words[at].gap != Gap::Comma || !is_part(at) {
            return false;
        }
        for next in at + 1..(at + NEAR).min(self.words.len()) {
            let word = &self.words[next];
            let goes_on = word.gap == Gap::None || word.gap == Gap::Comma && is_part(next);
            if !goes_on || is_verb(&self.words, next) {
                return false;
            }
            if word.text == "và" {
                return is_part(next + 1) && self.words[next + 1].gap == Gap::None;
            }
        }
        false
    }

    /// "Các doanh nghiệp viễn thông": among names alone, a body outside the register goes on to the next mark.
    pub(super) fn up_to_mark(&mut self, mut found: Mention) -> Mention {
        if self.reading == Reading::Whole && matches!(found.who, Who::Outside | Who::Strange | Who::Unknown) {
            let end = found.range.end;
            self.step_to_mark();
            found.range.end = self.end();
            // "các doanh nghiệp viễn thông": more than the usual words.
            if found.who == Who::Outside && found.range.end > end {
                found.who = Who::Strange;
            }
        }
        found
    }

    /// "hiệp hội du lịch", "phòng Nghiệp vụ Y" among names alone: a body with a small letter.
    pub(super) fn strange(&mut self) -> Option<Mention> {
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
        let who = if named { Who::Unknown } else { Who::Strange };
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
}

/// Whether a duty begins at this word: a verb, typed small, that is no part of a term.
pub(super) fn is_verb(words: &[Word], at: usize) -> bool {
    let small = words.get(at).is_some_and(|word| word.small);
    small && begins_with(words, at, bodies::VERBS) && !is_within_term(words, at)
}

/// "Ban An toàn giao thông", "Trung tâm Dịch vụ việc làm": whether a word belongs to a term that begins at it or
/// before it.
fn is_within_term(words: &[Word], at: usize) -> bool {
    terms::WITH_VERBS.iter().any(|term| {
        let parts: Vec<&str> = term.split(' ').collect();
        let begins = |from: usize| {
            parts.iter().enumerate().all(|(offset, part)| {
                words
                    .get(from + offset)
                    .is_some_and(|word| word.text == *part && (offset == 0 || word.gap == Gap::None))
            })
        };
        phrases::is_within(at, parts.len(), begins)
    })
}

/// Whether one of these phrases stands here.
fn begins_with(words: &[Word], at: usize, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let mut parts = phrase.trim_end().split(' ').enumerate();
        parts.all(|(offset, part)| words.get(at + offset).is_some_and(|word| word.text == part))
    })
}
