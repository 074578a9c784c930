//! Phòng, đơn vị: the units that a plan written by hand names, and where it names them.
//!
//! Nobody has registered them: their names are gathered from the phrases that say who does what, those first
//! whose end is certain ("Phòng Kế hoạch tổng hợp chủ trì"), and then found in all of them, the longest first.

use super::phrase::{Phrase, Span};
use crate::text::first_letter::upper_first;
use crate::text::words::terms;
use crate::text::words::units::{
    AFTER_ALL, ALL_UNITS, DOUBTFUL_VERBS, GIVES, LEADS, NO_UNITS, NOUNS, OF_THE_AGENCY, SUPPORTS, SURE_VERBS,
};

/// The units of a document, each as it is named first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Units {
    names: Vec<UnitName>,
    /// "các phòng chuyên môn", where the document says once which they are.
    specialised: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnitName {
    pub name: String,
    /// Where the name ends was read from the verb behind it.
    pub guessed: bool,
}

/// Who is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// By its number among [`Units::names`].
    Unit(usize),
    /// "các phòng, đơn vị liên quan".
    All,
}

/// The names at a place of a phrase, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Named {
    pub who: Vec<Who>,
    /// "các phòng chuyên môn", and the document does not say which they are.
    pub unclear: bool,
    pub span: Span,
}

/// How a name ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Sure(usize),
    Verb(usize),
}

/// Longer, and it is no name.
const LONGEST_NAME: usize = 12;

impl Units {
    /// Gathers names from phrases that say who does something.
    pub fn gathered(phrases: &[String]) -> Self {
        let mut units = Self::default();
        let phrases: Vec<Phrase<'_>> = phrases.iter().map(|phrase| Phrase::of(phrase)).collect();
        for guessed in [false, true] {
            for phrase in &phrases {
                units.gather(phrase, guessed);
            }
        }
        for phrase in &phrases {
            units.gather_specialised(phrase);
        }
        units
    }

    pub fn names(&self) -> &[UnitName] {
        &self.names
    }

    /// Names are gathered where they are expected only: at the start of a sentence that gives work, and behind
    /// "phối hợp với".
    fn gather(&mut self, phrase: &Phrase<'_>, guessed: bool) {
        let mut at = self.gather_from(phrase, phrase.any_of(0, GIVES).unwrap_or(0), guessed);
        at += phrase.any_of(at, LEADS).unwrap_or(0);
        if let Some(words) = phrase.any_of(at, SUPPORTS) {
            self.gather_from(phrase, at + words, guessed);
        }
    }

    /// One name after the other; the word behind the last.
    fn gather_from(&mut self, phrase: &Phrase<'_>, from: usize, guessed: bool) -> usize {
        let mut at = from;
        loop {
            let several = phrase.word(at) == "các" && noun_at(phrase, at + 1).is_some();
            let start = at + usize::from(several);
            let before = at;
            if let Some((_, end)) = self.known_at(phrase, at) {
                at = end;
            } else if let Some(noun) = noun_at(phrase, start) {
                if several {
                    let all = phrase.any_of(at, ALL_UNITS);
                    at = match self.gather_several(phrase, start, noun, guessed) {
                        Some(end) => end,
                        None => behind_all(phrase, at + all.unwrap_or(1 + noun)),
                    };
                } else {
                    match name_end(phrase, start, noun, Form::Single) {
                        Some(End::Verb(_)) if !guessed => return at,
                        Some(End::Sure(end) | End::Verb(end)) => {
                            self.add(phrase.text(start..end), guessed);
                            at = end;
                        }
                        None => return at,
                    }
                }
            }
            // Another name follows behind a joint only.
            let joint = usize::from(joins(phrase, at));
            let next_is_name = |at: usize| {
                noun_at(phrase, at).is_some() || phrase.word(at) == "các" && noun_at(phrase, at + 1).is_some()
            };
            let is_listed = at > 0 && matches!(phrase.mark(at - 1), Some(',' | ';' | ':' | '('));
            if at == before || !next_is_name(at + joint) || (joint == 0 && !is_listed) {
                return at;
            }
            at += joint;
        }
    }

    /// "các phòng Kế hoạch tổng hợp, Quản lý hạ tầng": the noun belongs to each name. None where "các phòng"
    /// is not followed by a name.
    fn gather_several(
        &mut self,
        phrase: &Phrase<'_>,
        at: usize,
        noun: usize,
        guessed: bool,
    ) -> Option<usize> {
        let mut next = at + noun;
        next += phrase.any_of(next, &["chuyên môn"]).unwrap_or(0);
        if !phrase.is_capitalised(next) || noun_at(phrase, next).is_some() {
            return None;
        }
        let title = phrase.text(at..at + noun);
        loop {
            let end = name_end(phrase, next, 0, Form::Listed)?;
            match end {
                End::Verb(_) if !guessed => return Some(next),
                End::Sure(end) | End::Verb(end) => {
                    self.add(&format!("{title} {}", phrase.text(next..end)), guessed);
                    next = end + usize::from(phrase.word(end) == "và");
                    let goes_on = matches!(phrase.mark(end - 1), Some(',')) || phrase.word(end) == "và";
                    if !goes_on || !phrase.is_capitalised(next) || noun_at(phrase, next).is_some() {
                        return Some(end);
                    }
                }
            }
        }
    }

    /// "các phòng chuyên môn: A, B và C" says once which they are.
    fn gather_specialised(&mut self, phrase: &Phrase<'_>) {
        let Some((at, words)) = phrase.find(0, &["các phòng chuyên môn"]) else { return };
        let from = at + words;
        if self.specialised.is_empty() && matches!(phrase.mark(from - 1), Some(':' | '(')) {
            let named = self.without_noun(phrase, from, "phòng");
            self.specialised.extend(named.iter().map(|(unit, _)| *unit));
        }
    }

    fn add(&mut self, name: &str, guessed: bool) {
        let name = upper_first(name);
        if self.names.iter().all(|known| !is_same_unit(&known.name, &name)) {
            self.names.push(UnitName { name, guessed });
        }
    }

    /// The unit named at a word, with the word behind it.
    fn known_at(&self, phrase: &Phrase<'_>, at: usize) -> Option<(usize, usize)> {
        let found = self.names.iter().enumerate().filter_map(|(index, known)| {
            let words = Phrase::of(&known.name);
            if phrase.follows(at, &words) {
                // "Văn phòng Sở" of "Văn phòng".
                let end = at + words.len();
                let is_bare = words.len() <= 2 && phrase.mark(end - 1).is_none();
                let more = phrase.any_of(end, OF_THE_AGENCY).filter(|_| is_bare);
                return Some((index, end + more.unwrap_or(0)));
            }
            // "Văn phòng" of "Văn phòng Sở".
            let last = (1..=2).find(|last| {
                words.len() > *last && words.any_of(words.len() - last, OF_THE_AGENCY) == Some(*last)
            })?;
            let short = Phrase::of(words.text(0..words.len() - last));
            let ends = short.len() > 1 && phrase.follows(at, &short);
            ends.then(|| (index, at + short.len()))
        });
        found.max_by_key(|(_, end)| *end)
    }

    /// Names without their noun, behind "các phòng": each with the word behind it.
    fn without_noun(&self, phrase: &Phrase<'_>, from: usize, noun: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = from;
        loop {
            let next = at + usize::from(!found.is_empty() && phrase.word(at) == "và");
            let one = self.names.iter().enumerate().filter_map(|(index, known)| {
                let words = Phrase::of(&known.name);
                let noun = words.any_of(0, &[noun])?;
                let rest = Phrase::of(words.text(noun..words.len()));
                phrase.follows(next, &rest).then(|| (index, next + rest.len()))
            });
            let Some((unit, end)) = one.max_by_key(|(_, end)| *end) else { return found };
            found.push((unit, end));
            at = end;
        }
    }

    /// Everyone named from a word on, as long as names follow one another.
    pub fn named(&self, phrase: &Phrase<'_>, from: usize) -> Named {
        let mut named = Named { span: from..from, ..Named::default() };
        let mut at = from;
        while at < phrase.len() {
            if let Some((unit, end)) = self.known_at(phrase, at) {
                named.add(Who::Unit(unit), end);
            } else if let Some(end) = self.several(phrase, at, &mut named) {
                named.span.end = end;
            } else if at == named.span.end && joins(phrase, at) && self.begins_at(phrase, at + 1) {
                at += 1;
                continue;
            } else {
                break;
            }
            at = named.span.end;
        }
        named
    }

    /// Whether a name, or all units at once, stands here.
    fn begins_at(&self, phrase: &Phrase<'_>, at: usize) -> bool {
        self.known_at(phrase, at).is_some() || self.several(phrase, at, &mut Named::default()).is_some()
    }

    /// "các phòng A, B và C", "các phòng liên quan": the word behind it.
    fn several(&self, phrase: &Phrase<'_>, at: usize, named: &mut Named) -> Option<usize> {
        let many = usize::from(phrase.word(at) == "các");
        if let Some(noun) = noun_at(phrase, at + many) {
            let title = phrase.text(at + many..at + many + noun).to_lowercase();
            let mut from = at + many + noun;
            from += phrase.any_of(from, &["chuyên môn"]).unwrap_or(0);
            let listed = self.without_noun(phrase, from, &title);
            if let (Some((_, end)), 1) = (listed.last(), many) {
                listed.iter().for_each(|(unit, _)| named.add(Who::Unit(*unit), *end));
                return Some(*end);
            }
        }
        let all = phrase.any_of(at, ALL_UNITS)?;
        let specialised = phrase.text(at..at + all).to_lowercase().ends_with("chuyên môn");
        let end = behind_all(phrase, at + all);
        if specialised && !self.specialised.is_empty() {
            self.specialised.iter().for_each(|unit| named.add(Who::Unit(*unit), end));
        } else {
            named.unclear |= specialised;
            named.add(Who::All, end);
        }
        Some(end)
    }
}

/// What a unit's name begins with, unless other words begin so: "tổ" of "tổ chức".
pub(super) fn noun_at(phrase: &Phrase<'_>, at: usize) -> Option<usize> {
    let noun = phrase.any_of(at, NOUNS)?;
    phrase.any_of(at, NO_UNITS).is_none().then_some(noun)
}

/// The word behind "các phòng" with what goes on with it: "liên quan", "thuộc Sở".
fn behind_all(phrase: &Phrase<'_>, from: usize) -> usize {
    let mut end = from;
    while let Some(more) = phrase.any_of(end, AFTER_ALL) {
        end += more;
    }
    end
}

impl Named {
    fn add(&mut self, who: Who, end: usize) {
        if !self.who.contains(&who) {
            self.who.push(who);
        }
        self.span.end = end;
    }
}

/// Whether names stand on both sides of this word.
fn joins(phrase: &Phrase<'_>, at: usize) -> bool {
    ["và", "cùng", "với", "các"].contains(&phrase.word(at))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// A comma before a capital is part of it: "Phòng Kinh tế, Hạ tầng và Đô thị".
    Single,
    /// A comma ends it.
    Listed,
}

/// Where a name ends that begins with a noun of so many words.
fn name_end(phrase: &Phrase<'_>, at: usize, noun: usize, form: Form) -> Option<End> {
    let first = at + noun;
    let another = |word: usize| noun_at(phrase, word).is_some() || phrase.word(word) == "các";
    let goes_on = |word: usize| form == Form::Single && phrase.is_capitalised(word) && !another(word);
    for word in first..=(first + LONGEST_NAME).min(phrase.len()) {
        let is_bare = word == first;
        if word == phrase.len()
            || phrase.any_of(word, LEADS).is_some()
            || phrase.any_of(word, SUPPORTS).is_some()
        {
            return (!is_bare || noun > 1).then_some(End::Sure(word));
        }
        let mark = word.checked_sub(1).and_then(|before| phrase.mark(before));
        match mark {
            Some(',') if word > first && goes_on(word) => {}
            Some(',' | ';' | ':' | '.' | '(' | ')' | '…') if word > first || noun > 1 => {
                return Some(End::Sure(word));
            }
            _ => {}
        }
        if phrase.word(word) == "và" && word > first && !goes_on(word + 1) {
            return Some(End::Sure(word));
        }
        // "Trung tâm Dịch vụ việc làm", "Trung tâm Giáo dục thường xuyên": no verb.
        let begins = |verbs: &[&str]| {
            phrase.any_of(word, verbs).is_some() && !phrase.is_within(word, terms::WITH_VERBS)
        };
        if begins(SURE_VERBS) && (word > first || noun > 1) {
            return Some(End::Verb(word));
        }
        // "Phòng Kế hoạch tổng hợp chủ trì": part of the name, since its end is near.
        let ends_soon = (word + 1..word + 5).any(|next| {
            next >= phrase.len()
                || phrase.any_of(next, LEADS).is_some()
                || phrase.any_of(next, SUPPORTS).is_some()
                || (phrase.word(next) == "và" && another(next + 1))
                || phrase.mark(next - 1).is_some_and(|mark| mark == ':' || mark == ',')
        });
        if word > first && begins(DOUBTFUL_VERBS) && !ends_soon {
            return Some(End::Verb(word));
        }
    }
    None
}

/// "Văn phòng" and "Văn phòng Sở", in whatever capitals.
fn is_same_unit(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let lower = name.to_lowercase();
        let cut = OF_THE_AGENCY.iter().find_map(|end| lower.strip_suffix(end)?.strip_suffix(' '));
        // A bare noun is no name: "Thanh tra Sở" is one.
        cut.filter(|cut| cut.contains(' ')).unwrap_or(&lower).to_owned()
    };
    bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(phrases: &[&str]) -> (Units, Vec<String>) {
        let phrases: Vec<String> = phrases.iter().map(ToString::to_string).collect();
        let units = Units::gathered(&phrases);
        let names = units.names().iter().map(|unit| unit.name.clone()).collect();
        (units, names)
    }

    #[test]
    fn names_are_gathered_to_their_ends() {
        let (_, names) = gathered(&[
            "Phòng Đăng ký chủ trì, phối hợp với phòng Quản lý xây dựng và các phòng liên quan thực hiện",
            "Giao phòng Kế hoạch tổng hợp: làm đầu mối",
            "Văn phòng Sở chủ trì phối hợp với các phòng",
            "Giao Phòng Kinh tế, Hạ tầng và Đô thị chủ trì",
            "Văn phòng thực hiện",
            "Thanh tra Sở theo dõi",
            "Giao Phòng Kế hoạch tổng hợp thực hiện các nhiệm vụ được giao trong năm",
        ]);
        assert_eq!(
            names,
            [
                "Phòng Đăng ký",
                "Phòng Quản lý xây dựng",
                "Phòng Kế hoạch tổng hợp",
                "Văn phòng Sở",
                "Phòng Kinh tế, Hạ tầng và Đô thị",
                "Thanh tra Sở",
            ]
        );
    }

    #[test]
    fn a_noun_stands_once_before_several_names() {
        let (units, names) = gathered(&[
            "Giao các phòng Kế hoạch, Quản lý hạ tầng và Dân số chủ trì",
            "Giao các Phòng chuyên môn: Kế hoạch, Dân số và Trung tâm Cửa khẩu tăng cường năng lực",
            "Giao các phòng chuyên môn và Trung tâm cửa khẩu trong quá trình tham mưu",
        ]);
        assert_eq!(names, ["Phòng Kế hoạch", "Phòng Quản lý hạ tầng", "Phòng Dân số", "Trung tâm Cửa khẩu"]);
        let phrase = Phrase::of("các phòng chuyên môn và Trung tâm cửa khẩu trong quá trình tham mưu");
        let named = units.named(&phrase, 0);
        assert_eq!(named.who, [Who::Unit(0), Who::Unit(2), Who::Unit(3)]);
        assert_eq!(phrase.rest(named.span.end), "trong quá trình tham mưu");
        assert!(!named.unclear);
    }

    #[test]
    fn all_units_at_once_are_all() {
        let (units, _) = gathered(&["Văn phòng Sở chủ trì"]);
        for text in
            ["các phòng, đơn vị liên quan thuộc Sở", "các phòng chuyên môn", "các phòng, ban liên quan"]
        {
            let named = units.named(&Phrase::of(text), 0);
            assert_eq!((named.who, named.span.end), (vec![Who::All], Phrase::of(text).len()), "{text}");
        }
        let named = units.named(&Phrase::of("Văn phòng và các phòng, ban liên quan tham mưu"), 0);
        assert_eq!(named.who, [Who::Unit(0), Who::All]);
        let tail = units.named(&Phrase::of("Văn phòng và người dân"), 0);
        assert_eq!((tail.who.len(), tail.span.end), (1, 2));
    }
}
