//! What all parts of a plan are built with: names looked up, doubts and words left out written down.

use std::collections::BTreeMap;

use super::brackets::WITHOUT;
use super::proposals::Proposals;
use crate::content::raw::{DueForm, PartyForm, RawDue, RawNamed, RawPartDue, RawParty, Text};
use crate::content::yaml::Located;
use crate::import::names::{List, Mention, Named, Names, Sure, Who};
use crate::import::notes::{Anchor, LeftOut, Note, Place, Registered, What, WhyLeftOut};
use crate::import::structure::Words;
use crate::model::Province;
use crate::model::agency::{Agency, AgencyId};
use crate::model::reference::Scheme;
use crate::text::deadline::{Deadline, Doubt, Read, only_when};
use crate::text::slug::slug;
use crate::text::spaces::single_spaced;

/// Builds the raw plan.
pub(super) struct Builder<'b> {
    pub names: &'b Names<'b>,
    pub year: i16,
    pub scheme: Scheme,
    /// Họ chỉ số that the province has.
    pub families: &'b BTreeMap<String, String>,
    pub file: usize,
    pub notes: Vec<Note>,
    pub left_out: Vec<LeftOut>,
    pub proposals: Proposals,
    /// Numbers of party lists given so far; `Everybody` is filled in at the end.
    pub lists: usize,
    pub counts: Counts,
}

/// What was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    pub sections: usize,
    pub indicators: usize,
    pub tasks: usize,
    pub duties: usize,
    pub leads: usize,
    pub supporting: usize,
    pub deadlines: usize,
    pub outputs: usize,
    pub annexes: usize,
}

/// How far a builder has come.
#[derive(Debug)]
pub(super) struct Built {
    notes: usize,
    left_out: usize,
    proposals: Proposals,
    counts: Counts,
}

/// Whom parties stand for until all of the plan is known.
pub(super) const EVERYBODY: &str = "moi-co-quan-duoc-giao-viec";

/// A value that stands in no file yet.
pub(crate) fn text(words: &str) -> Text {
    Located::new(single_spaced(words).into_owned(), 0..0)
}

impl<'b> Builder<'b> {
    /// One that has built nothing yet, of the first file.
    pub fn new(names: &'b Names<'b>, year: i16, scheme: Scheme, province: &'b Province) -> Self {
        Self {
            names,
            year,
            scheme,
            families: &province.families,
            file: 0,
            notes: Vec::new(),
            left_out: Vec::new(),
            proposals: Proposals::default(),
            lists: 0,
            counts: Counts::default(),
        }
    }
}

impl Builder<'_> {
    pub fn place(&self, words: &Words) -> Place {
        Place { file: self.file, paragraph: words.place() }
    }

    pub fn note(&mut self, words: &Words, what: What, anchor: Anchor) {
        let place = self.place(words);
        self.notes.push(Note { place, what, anchor });
    }

    /// What is built so far, to be taken back to.
    pub fn built(&self) -> Built {
        let (notes, left_out) = (self.notes.len(), self.left_out.len());
        Built { notes, left_out, proposals: self.proposals.clone(), counts: self.counts }
    }

    /// Forgets what was noted, left out, proposed and counted since.
    pub fn take_back(&mut self, built: Built) {
        self.notes.truncate(built.notes);
        self.left_out.truncate(built.left_out);
        (self.proposals, self.counts) = (built.proposals, built.counts);
    }

    /// Words that are not typed in the plan.
    pub fn leave_out(&mut self, words: &Words, typed: &str, why: WhyLeftOut) {
        if let Some((&paragraph, joined)) = words.places.split_first()
            && typed.chars().any(char::is_alphanumeric)
        {
            let place = Place { file: self.file, paragraph };
            self.left_out.push(LeftOut { place, joined: joined.to_vec(), words: typed.to_owned(), why });
        }
    }

    /// Ids for the names of a list; what is doubtful is noted with the list. `source` is the text that the
    /// list was read from.
    pub fn parties(&mut self, list: &List, source: &str, words: &Words) -> Vec<RawParty> {
        self.lists += 1;
        let number = self.lists;
        let mut parties: Vec<RawParty> = Vec::new();
        for mention in &list.mentions {
            let form = self.party(mention, source, words, number);
            // "Sở A (tháng 9/2025), Sở B (quý IV/2025)": by when each is done with its own, which has no place;
            // "Sở A (do Sở B đề xuất)": that another does something, too; "(trừ các xã không có chợ)": nobody knows who.
            if let Some(scope) = &mention.scope
                && (only_when(scope, self.year).is_some()
                    || self.names_another(scope)
                    || WITHOUT.iter().any(|word| scope.starts_with(word)))
            {
                self.note(words, What::NotUnderstood { words: scope.clone() }, Anchor::Parties(number));
            }
            if let Some(scope) = mention.scope.as_ref().filter(|scope| is_role(scope)) {
                self.note(words, What::RoleInBrackets { scope: scope.clone() }, Anchor::Parties(number));
            }
            let party = Located::new(form, number..number);
            if !parties.iter().any(|other| other.name() == party.name()) {
                parties.push(party);
            }
        }
        parties
    }

    /// Whether words in brackets behind a name begin with another.
    fn names_another(&self, scope: &str) -> bool {
        let bare = ["do ", "cùng ", "với ", "qua "].iter().find_map(|word| scope.strip_prefix(*word));
        let bare = bare.unwrap_or(scope);
        let list = self.names.list(bare);
        list.mentions.first().is_some_and(|mention| match mention.who {
            Who::Named(_) => true,
            // "Sở A (Chi cục B)".
            Who::Unknown => list.end == bare.len(),
            _ => false,
        })
    }

    /// The names of a list are not typed: ids stand for them.
    pub fn leave_out_names(&mut self, list: &List, source: &str, words: &Words) {
        for mention in list.mentions.iter().filter(|mention| !mention.who.is_words()) {
            let typed = source.get(mention.range.clone()).unwrap_or_default().to_owned();
            self.leave_out(words, &typed, WhyLeftOut::Name);
        }
        // "Giám đốc", "và", "trừ": what stands between them.
        let mut rest = source.get(..list.end).unwrap_or_default().to_owned();
        for mention in list.mentions.iter().rev() {
            rest.replace_range(mention.range.clone(), " ");
        }
        let scopes = list.mentions.iter().filter_map(|mention| mention.scope.as_deref());
        let rest = scopes.fold(rest, |rest, scope| rest.replace(scope, " "));
        self.leave_out(words, rest.trim(), WhyLeftOut::Name);
    }

    fn party(&mut self, mention: &Mention, source: &str, words: &Words, number: usize) -> PartyForm {
        let typed = source.get(mention.range.clone()).unwrap_or_default().to_owned();
        let anchor = Anchor::Parties(number);
        let id = match &mention.who {
            Who::Named(named) => {
                self.tell_named(named, mention.sure, &typed, words, anchor);
                // One that is gone cannot be given anything: the one that took over, or its words.
                match (mention.sure, self.names.successors(named).as_slice()) {
                    (Sure::OtherEra, [next]) => next.to_string(),
                    (Sure::OtherEra, _) => return outside(&typed),
                    _ => id(named),
                }
            }
            Who::RelatedOf(named) => {
                let group = self.names.name(named);
                let proposed = self.proposals.related(named, &typed, self.names);
                let what = What::NameRelated { typed, group, proposed: proposed.clone() };
                self.note(words, what, anchor);
                proposed
            }
            Who::Everybody => {
                return PartyForm::Full(RawNamed {
                    id: Some(text(EVERYBODY)),
                    outside: None,
                    scope: Some(text(&typed)),
                });
            }
            Who::Outside | Who::Strange => {
                let what = match mention.who {
                    Who::Strange => What::NameStrange { typed: typed.clone() },
                    _ => What::NameOutside { typed: typed.clone() },
                };
                self.note(words, what, anchor);
                let scope = mention.scope.as_deref().map(text);
                return PartyForm::Full(RawNamed { id: None, outside: Some(text(&typed)), scope });
            }
            Who::Unknown => self.unknown(&typed, words, anchor),
        };
        match &mention.scope {
            Some(scope) => {
                PartyForm::Full(RawNamed { id: Some(text(&id)), outside: None, scope: Some(text(scope)) })
            }
            None => PartyForm::Id(id),
        }
    }

    /// The id of a body that the register does not have; of one whose name is only typed with other marks, "Sở Xây dưng",
    /// the id that it has there.
    fn unknown(&mut self, typed: &str, words: &Words, anchor: Anchor) -> String {
        let (typed, plain) = (typed.to_owned(), slug(typed));
        let registry = self.names.registry();
        let alike = registry.agency(&AgencyId::new(&plain));
        let is_named = |one: &&Agency| slug(&one.name) == plain && one.exists_on(self.names.day());
        if let Some(agency) = alike.filter(is_named) {
            let registered = Registered { id: agency.id.to_string(), name: agency.name.clone() };
            let id = registered.id.clone();
            self.note(words, What::NameUsual { typed, registered }, anchor);
            return id;
        }
        let proposed = self.proposals.body(&typed, registry);
        self.note(words, What::NameUnknown { typed, proposed: proposed.clone() }, anchor);
        proposed
    }

    fn tell_named(&mut self, named: &Named, sure: Sure, typed: &str, words: &Words, anchor: Anchor) {
        let typed = typed.to_owned();
        match sure {
            Sure::Exact | Sure::Not => {}
            Sure::Usual => {
                let registered = self.registered(named);
                self.note(words, What::NameUsual { typed, registered }, anchor);
            }
            Sure::OtherEra => {
                let next = self.names.successors(named).into_iter().map(Named::Agency);
                let successors = next.map(|next| self.registered(&next)).collect();
                self.note(words, What::NameOfOtherEra { typed, successors }, anchor);
            }
        }
    }

    fn registered(&self, named: &Named) -> Registered {
        Registered { id: id(named), name: self.names.name(named) }
    }

    /// One agency, where the format takes only one.
    pub fn agency(&mut self, source: &str, words: &Words, key: &str) -> Option<Text> {
        let list = self.names.list(source);
        let mention = list.mentions.first()?;
        let typed = source.get(mention.range.clone())?.to_owned();
        let anchor = Anchor::Text(key.to_owned());
        let id = match &mention.who {
            Who::Named(named @ Named::Agency(agency)) => {
                self.tell_named(named, mention.sure, &typed, words, anchor);
                match (mention.sure, self.names.successors(named).as_slice()) {
                    (Sure::OtherEra, [next]) => next.to_string(),
                    (Sure::OtherEra, _) => return None,
                    _ => agency.to_string(),
                }
            }
            Who::Unknown => self.unknown(&typed, words, anchor),
            _ => return None,
        };
        Some(text(&id))
    }

    /// A deadline as typed, several parts apart.
    pub fn dues(&mut self, typed: &str, words: &Words) -> Vec<RawDue> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Vec::new();
        }
        self.counts.deadlines += 1;
        if let Some(parts) = parts(typed) {
            let part = |(part, due): (&str, &str)| {
                DueForm::Part(RawPartDue { part: text(part), deadline: text(due) })
            };
            return parts.into_iter().map(|both| Located::new(part(both), 0..0)).collect();
        }
        let unread = match Deadline::read(typed, self.year) {
            Ok(Read { doubt: Some(Doubt::Unread), .. }) | Err(_) => true,
            Ok(_) => false,
        };
        if unread {
            self.note(
                words,
                What::DeadlineUnread { typed: typed.to_owned() },
                Anchor::Text(typed.to_owned()),
            );
        }
        vec![Located::new(DueForm::Whole(text(typed).to_string()), 0..0)]
    }
}

/// "(cơ quan thường trực)", "(đầu mối)": what somebody is in the plan, and not what it does of a task.
fn is_role(scope: &str) -> bool {
    const ROLES: [&str; 11] = [
        "cơ quan thường trực",
        "cơ quan chủ trì",
        "cơ quan đầu mối",
        "cơ quan tham mưu",
        "cơ quan chủ quản",
        "đơn vị thường trực",
        "đơn vị chủ trì",
        "đơn vị đầu mối",
        "thường trực",
        "đầu mối",
        "chủ đầu tư",
    ];
    let lower = scope.trim().to_lowercase();
    let bare = lower.strip_prefix("là ").unwrap_or(&lower);
    ROLES.iter().any(|role| {
        bare.strip_prefix(role).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', ';']))
    })
}

/// "tiếp nhận: quý IV/2026; xây dựng: 2027 - 2028".
fn parts(typed: &str) -> Option<Vec<(&str, &str)>> {
    let parts: Vec<(&str, &str)> =
        typed.split(';').map(|part| part.split_once(':')).collect::<Option<_>>()?;
    let trimmed = parts.into_iter().map(|(part, due)| (part.trim(), due.trim()));
    let parts: Vec<(&str, &str)> = trimmed.collect();
    (parts.len() > 1 && parts.iter().all(|(part, due)| !part.is_empty() && !due.is_empty())).then_some(parts)
}

pub(super) fn id(named: &Named) -> String {
    match named {
        Named::Agency(id) => id.to_string(),
        Named::Group(id) => id.to_string(),
    }
}

/// Words for those who are no agency of the register.
pub(super) fn outside(words: &str) -> PartyForm {
    PartyForm::Full(RawNamed { id: None, outside: Some(text(words)), scope: None })
}

/// The id of a party as a value of its own, with the number of its list.
pub(super) fn named(party: &RawParty) -> Text {
    Located::new(party.name().to_owned(), party.range())
}
