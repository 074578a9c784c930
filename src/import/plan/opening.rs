//! Who is named where an item begins, and by labels: who leads, who supports.

use super::brackets::add_dues;
use super::builder::{Builder, outside, text};
use super::content::Context;
use super::given::{Role, blank_task};
use crate::content::raw::{PartyForm, RawAssignment, RawDue, RawNamed, RawParty, RawTask, Text};
use crate::content::yaml::Located;
use crate::import::names::{self, List, Sure, Who};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::labels::{Label, Labelled};
use crate::import::structure::Words;
use crate::text::beginning;
use crate::text::deadline::completion;
use crate::text::first_letter::upper_first;
use crate::text::words::bodies;

/// A point whose words begin with whom it is given to.
pub(super) struct Opening {
    pub list: List,
    /// "đề nghị", "giao".
    pub preface: Option<String>,
    /// The name as typed, without preface and manner.
    pub named: String,
    pub manner: Option<String>,
    /// What is to be done, where it is said in the point itself.
    pub sentence: String,
    /// There is a colon, or nothing, behind the names.
    pub closed: bool,
    /// Words among the names that were not understood.
    pub strange: Option<String>,
}

/// Those named behind "phối hợp với".
#[derive(Debug)]
pub(super) struct Partners {
    pub list: List,
    /// Words among them that are no name.
    pub strange: Option<String>,
    /// Where it is said what is to be done; `None` where that cannot be told from the names.
    pub end: Option<usize>,
}

/// Whom a value names.
#[derive(Debug, Default)]
pub(super) struct Parties {
    pub lead: Vec<RawParty>,
    pub supporting: Vec<RawParty>,
    /// "các sở, ban, ngành (trừ Sở Tài chính)".
    pub except: Vec<Text>,
    /// "… (hoàn thành trong quý IV/2025)" behind the last of them.
    pub deadlines: Vec<RawDue>,
}

impl Partners {
    /// Whether somebody is among them who would have a plan of their own.
    pub fn names_somebody(&self) -> bool {
        let somebody = |who: &Who| matches!(who, Who::Named(_) | Who::RelatedOf(_) | Who::Unknown);
        self.list.mentions.iter().any(|mention| somebody(&mention.who))
    }
}

impl Builder<'_> {
    /// Whether a task's own names are not those of its point.
    pub(super) fn narrows(&self, opening: &Opening, leads: &[RawParty], context: Context) -> bool {
        if opening.sentence.is_empty() || opening.preface.is_some() {
            return false;
        }
        let ids: Vec<String> = opening
            .list
            .mentions
            .iter()
            .filter_map(|mention| match &mention.who {
                Who::Named(named) if mention.sure < Sure::Not => Some(super::builder::id(named)),
                _ => None,
            })
            .collect();
        let other = ids.iter().any(|id| !leads.iter().any(|lead| lead.name() == id));
        let all_named = ids.len() == opening.list.mentions.len();
        match (opening.closed, context.role) {
            (true, _) => !ids.is_empty() || context.role == Role::Organisation,
            // "Trung tâm X tăng cường …" under others' point.
            (false, Role::Task) => all_named && other && !self.are_groups(opening),
            (false, Role::Organisation) => !ids.is_empty() && opening.list.mentions.len() <= 4,
        }
    }

    pub(super) fn are_groups(&self, opening: &Opening) -> bool {
        use crate::import::names::Named;
        opening.list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(Named::Group(_))))
    }

    /// "Các sở, ban, ngành có thủ tục … (các Sở: A, B; C). Nghiên cứu …": the bodies in brackets, the words
    /// before the sentence, and the sentence.
    pub(super) fn bracketed(&self, whole: &str) -> Option<(List, String, String)> {
        let open = whole.find('(')?;
        let close = whole[open..].find(')')? + open;
        let after = whole[close + 1..].trim_start_matches(['.', ':', ',']).trim_start();
        let before = self.names.list(whole);
        if before.mentions.is_empty() || after.is_empty() || before.end >= open {
            return None;
        }
        let list = self.names.list(&whole[open + 1..close]);
        let sure = list.mentions.len() > 1
            && list.mentions.iter().all(|mention| matches!(mention.who, Who::Named(_)));
        let ends = whole[open + 1..close][list.end..].trim().is_empty();
        if !sure || !ends {
            return None;
        }
        let mut list = list;
        for mention in &mut list.mentions {
            mention.range = mention.range.start + open + 1..mention.range.end + open + 1;
        }
        Some((list, whole[..=close].to_owned(), after.to_owned()))
    }

    /// What a text begins with, where that is whom something is given to.
    pub(super) fn opening(&self, whole: &str) -> Option<Opening> {
        let lower = whole.to_lowercase();
        if lower.len() != whole.len() {
            return None;
        }
        const PREFACES: [&str; 7] =
            ["giao cho ", "giao ", "đề nghị ", "yêu cầu ", "đối với ", "trách nhiệm của ", "phân công "];
        let preface = PREFACES.iter().find(|preface| lower.starts_with(*preface));
        let from = preface.map_or(0, |preface| preface.len());
        let mut list = self.names.list(&whole[from..]);
        let known = list.mentions.iter().any(|mention| !mention.who.is_words());
        if list.mentions.is_empty() || (!known && !whole[from + list.end..].trim_start().starts_with(':')) {
            return None;
        }
        for mention in &mut list.mentions {
            mention.range = mention.range.start + from..mention.range.end + from;
        }
        list.end += from;
        let mut rest = whole[list.end..].trim_start_matches(')').trim_start();
        let mut manner = None;
        let begins =
            |text: &str| bodies::MANNERS.iter().any(|manner| text.to_lowercase().starts_with(manner));
        if begins(rest)
            && let Some(colon) = rest.find(':')
        {
            manner = Some(rest[..colon].trim().to_owned());
            rest = &rest[colon..];
        }
        // "…, cơ quan khác lạ: …": a rest before the colon that is not understood belongs to the names.
        let mut strange = None;
        if rest.starts_with(',') || rest.to_lowercase().starts_with("và ") {
            const NEAR: usize = 14;
            let until = rest.find(':').filter(|colon| rest[..*colon].split(' ').count() <= NEAR);
            if let Some(colon) = until {
                strange = Some(rest[..colon].trim_matches([',', ' ']).to_owned());
                rest = &rest[colon..];
            }
        }
        let closed = rest.is_empty() || rest.starts_with(':') || rest == ".";
        let sentence = rest.trim_start_matches([':', ' ']).trim_start_matches("- ").trim();
        let sentence = if sentence == "." { "" } else { sentence };
        let verb = sentence.starts_with(char::is_lowercase) && !sentence.starts_with(',');
        if !closed && !verb {
            return None;
        }
        let preface = preface.map(|preface| preface.trim().trim_end_matches(" cho").to_owned());
        let mut named = whole[from..list.end].trim().to_owned();
        if let Some(strange) = &strange {
            let end =
                whole[list.end..].find(strange.as_str()).map_or(list.end, |at| list.end + at + strange.len());
            named = whole[from..end].trim().to_owned();
        }
        Some(Opening { list, preface, named, manner, sentence: sentence.to_owned(), closed, strange })
    }

    /// The words to print, where the registered names would print others.
    pub(super) fn subject(&mut self, opening: &Opening, lead: &[RawParty], words: &Words) -> Option<Text> {
        let names: Vec<String> = lead.iter().map(|party| self.names.printed(party.name())).collect();
        let same = |a: &str, b: &str| crate::text::likeness::is_same(a, b);
        let scoped = opening.list.mentions.iter().any(|mention| mention.scope.is_some());
        if same(&names.join(", "), &opening.named) || scoped {
            self.leave_out_names(&opening.list, &words.text, words);
            return None;
        }
        Some(text(&upper_first(&opening.named)))
    }

    /// "… chủ trì, phối hợp với A, B …" behind the names of those who lead.
    pub(super) fn supporting_after(&mut self, whole: &str, end: usize, words: &Words) -> Parties {
        let rest = &whole[end..];
        let lower = rest.to_lowercase();
        let begins = ["chủ trì", "phối hợp"].iter().any(|verb| lower.trim_start().starts_with(verb));
        if lower.len() != rest.len() || !begins {
            return Parties::default();
        }
        const JOINS: [&str; 3] = ["phối hợp với ", "phối hợp cùng ", "phối hợp "];
        let Some(at) = JOINS.iter().find_map(|join| Some(lower.find(join)? + join.len())) else {
            return Parties::default();
        };
        const NEAR: usize = 80;
        let known =
            |partners: &Partners| partners.list.mentions.first().is_some_and(|one| !one.who.is_words());
        // "phối hợp kiểm tra" names nobody.
        if at > NEAR || !known(&self.partners(&rest[at..])) && !lower[..at].ends_with("với ") {
            return Parties::default();
        }
        // They stay in the sentence.
        let mut partners = self.partners(&rest[at..]);
        self.supporters(&mut partners, &rest[at..], words)
    }

    /// Who is named where a text begins behind "phối hợp với".
    pub(super) fn partners(&self, rest: &str) -> Partners {
        let list = self.names.list(rest);
        let after = rest[list.end..].trim_start();
        let joined = after.starts_with([',', ';']) || after.to_lowercase().starts_with("và ");
        let begin = after.trim_start_matches([',', ';', ' ']);
        let at = rest.len() - begin.len();
        // "…, Bản Mới rà soát": what is no name and no verb may be a name.
        let verb = names::verb_at(begin);
        let goes_on = verb == Some(0) || !joined && !list.mentions.is_empty();
        let (strange, end) = match (goes_on, verb) {
            (true, _) => (None, begin.starts_with(char::is_lowercase).then_some(at)),
            (false, Some(verb)) => {
                (Some(begin[..verb].trim_matches([',', ';', ' ']).to_owned()), Some(at + verb))
            }
            (false, None) => (None, None),
        };
        Partners { list, strange, end }
    }

    /// Those who support, and those of whom it is not known who they are, as words.
    pub(super) fn supporters(&mut self, partners: &mut Partners, rest: &str, words: &Words) -> Parties {
        let deadlines = self.due_behind(&mut partners.list, words);
        let mut parties = self.parties(&partners.list, rest, words);
        if let Some(strange) = &partners.strange {
            let number = self.lists;
            parties.push(Located::new(outside(strange), number..number));
        }
        self.tell_partners(partners, rest, words);
        Parties { supporting: parties, deadlines, ..Parties::default() }
    }

    /// Tells of words among those who support that were not understood.
    pub(super) fn tell_partners(&mut self, partners: &Partners, rest: &str, words: &Words) {
        let not_understood = match (&partners.strange, partners.end) {
            (Some(strange), _) => strange.clone(),
            (None, None) => beginning(rest[partners.list.end..].trim_start_matches([',', ';', ':', ' '])),
            (None, Some(_)) => return,
        };
        if !not_understood.is_empty() {
            let anchor = match &partners.strange {
                Some(_) => Anchor::Parties(self.lists),
                None => Anchor::Text(upper_first(&words.text)),
            };
            self.note(words, What::NotUnderstood { words: not_understood }, anchor);
        }
    }

    /// Labels that say how the tasks of a point are assigned.
    pub(super) fn label_point(&mut self, found: &[Labelled], given: &mut RawAssignment, words: &Words) {
        let mut task = blank_task("");
        self.label_task(found, &mut task, words);
        given.supporting.extend(task.supporting.unwrap_or_default());
        given.except.extend(task.except.unwrap_or_default());
        given.deadlines.extend(task.deadlines);
        given.output = given.output.take().or(task.output);
        given.money = given.money.take().or(task.money);
    }

    /// Labels that say how a task is assigned.
    pub fn label_task(&mut self, found: &[Labelled], task: &mut RawTask, words: &Words) {
        for one in found {
            self.leave_out(words, &one.typed, WhyLeftOut::Label);
            match one.label {
                Label::Lead | Label::Division => {
                    let said = self.lead_and_supporting(&one.value, words);
                    task.lead.get_or_insert_default().extend(said.lead);
                    if !said.supporting.is_empty() {
                        task.supporting.get_or_insert_default().extend(said.supporting);
                    }
                    except(task, said.except);
                    add_dues(&mut task.deadlines, said.deadlines);
                }
                Label::Supporting => {
                    let said = self.all_parties(&one.value, words);
                    task.supporting.get_or_insert_default().extend(said.lead);
                    except(task, said.except);
                    add_dues(&mut task.deadlines, said.deadlines);
                }
                Label::Deadline => task.deadlines.extend(self.dues(&one.value, words)),
                Label::Output => {
                    self.counts.outputs += 1;
                    task.output = Some(text(&one.value));
                }
                Label::Money => task.money = Some(text(&one.value)),
            }
        }
    }

    /// "Sở Tài chính chủ trì, phối hợp với Sở Xây dựng" where names of those who lead are looked for.
    pub fn lead_and_supporting(&mut self, value: &str, words: &Words) -> Parties {
        // "…, Sở Nội vụ, hoàn thành trước ngày 30/6/2026": by when, behind the names.
        let due = value.rsplit_once([',', ';']).and_then(|(names, due)| {
            let read = completion(due, self.year)?;
            Some((names.trim_end(), read))
        });
        if let Some((names, read)) = due {
            let mut said = self.lead_and_supporting(names, words);
            let dues = self.dues(read.due, words);
            add_dues(&mut said.deadlines, dues);
            if read.says_done {
                self.leave_out(words, "hoàn thành, xong, thực hiện xong", WhyLeftOut::Label);
            }
            return said;
        }
        let lower = value.to_lowercase();
        let joins = ["phối hợp với ", "phối hợp cùng ", "phối hợp: "];
        let cut = joins.iter().find_map(|join| Some((lower.find(join)?, join.len())));
        let Some((at, join)) = cut.filter(|(at, _)| lower.len() == value.len() && *at > 0) else {
            let said = self.all_parties(value, words);
            let (lead, supporting) = self.by_part(said.lead, words);
            return Parties { lead, supporting, ..said };
        };
        let lead = value[..at].trim_end_matches([',', ';', ' ']);
        let lead = if lead.to_lowercase().ends_with("chủ trì") {
            &lead[..lead.len() - "chủ trì".len()]
        } else {
            lead
        };
        let whole = value[at + join..].trim_end_matches(['.', ' ']);
        let done = ["tổ chức thực hiện", "triển khai thực hiện", "thực hiện"];
        let done =
            done.iter().find(|done| whole.to_lowercase().ends_with(*done)).map_or(0, |done| done.len());
        let supporting = &whole[..whole.len() - done];
        self.leave_out(words, &value[lead.len()..at + join], WhyLeftOut::Label);
        self.leave_out(words, &whole[supporting.len()..], WhyLeftOut::Label);
        let mut said = self.all_parties(lead.trim(), words);
        let more = self.all_parties(supporting.trim(), words);
        said.supporting = more.lead;
        said.except.extend(more.except);
        add_dues(&mut said.deadlines, more.deadlines);
        said
    }

    /// "Sở Y tế, Sở Nội vụ (phối hợp)": those who lead and those who support, as the brackets behind them say.
    fn by_part(&mut self, parties: Vec<RawParty>, words: &Words) -> (Vec<RawParty>, Vec<RawParty>) {
        const SUPPORT: [&str; 4] = ["phối hợp", "phối hợp thực hiện", "cơ quan phối hợp", "đơn vị phối hợp"];
        let (mut lead, mut supporting) = (Vec::new(), Vec::new());
        for party in parties {
            let scope = match party.value() {
                PartyForm::Full(RawNamed { scope: Some(scope), .. }) => scope.to_string(),
                _ => String::new(),
            };
            let said = scope.to_lowercase();
            let supports = SUPPORT.contains(&said.as_str());
            if !supports && said != "chủ trì" {
                lead.push(party);
                continue;
            }
            self.leave_out(words, &scope, WhyLeftOut::Label);
            let form = match party.value() {
                PartyForm::Full(RawNamed { id: Some(id), .. }) => PartyForm::Id(id.to_string()),
                PartyForm::Full(named) => PartyForm::Full(RawNamed { scope: None, ..named.clone() }),
                PartyForm::Id(id) => PartyForm::Id(id.clone()),
            };
            let party = Located::new(form, party.range());
            if supports { supporting.push(party) } else { lead.push(party) }
        }
        (lead, supporting)
    }

    /// The parties of a value that consists of names, as those who lead; what is no name stays as words.
    pub(super) fn all_parties(&mut self, value: &str, words: &Words) -> Parties {
        let value = value.trim_end_matches([',', ';', '.', ' ']);
        let bare = value.to_lowercase();
        let value = match bare.strip_suffix("chủ trì").filter(|_| bare.len() == value.len()) {
            Some(names) => {
                self.leave_out(words, "chủ trì", WhyLeftOut::Label);
                value[..names.len()].trim_end()
            }
            None => value,
        };
        let mut list = self.names.whole_list(value);
        let except = self.excepted(&mut list, words);
        let deadlines = self.due_behind(&mut list, words);
        let mut parties = self.parties(&list, value, words);
        self.leave_out_names(&list, value, words);
        let rest = value[list.end..].trim_matches([',', ';', '.', ' ', ')']);
        if !rest.is_empty() {
            self.lists += 1;
            let number = self.lists;
            parties.push(Located::new(outside(rest), number..number));
            self.note(words, What::NotUnderstood { words: rest.to_owned() }, Anchor::Parties(number));
        }
        Parties { lead: parties, except, deadlines, ..Parties::default() }
    }
}

/// Takes bodies out of the groups of a task.
pub(super) fn except(task: &mut RawTask, bodies: Vec<Text>) {
    if !bodies.is_empty() {
        task.except.get_or_insert_default().extend(bodies);
    }
}
