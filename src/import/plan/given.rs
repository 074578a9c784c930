//! Giao việc: points that begin with whom they are given to, and lines of labels behind what is to be done.

use super::builder::{Builder, text};
use super::content::Context;
use super::pack::Element;
use crate::content::raw::{RawAssignment, RawNameStyle, RawNature, RawParty, RawTask};
use crate::import::names::{List, Sure, Who};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::due;
use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Item, Node, Words};
use crate::text::first_letter::upper_first;
use crate::text::words::bodies;

/// Whether tasks are the plan's matter or duties of carrying it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Task,
    Organisation,
}

/// A point whose words begin with whom it is given to.
struct Opening {
    list: List,
    /// "đề nghị", "giao".
    preface: Option<String>,
    /// The name as typed, without preface and manner.
    named: String,
    manner: Option<String>,
    /// What is to be done, where it is said in the point itself.
    sentence: String,
    /// There is a colon, or nothing, behind the names.
    closed: bool,
    /// Words among the names that were not understood.
    strange: Option<String>,
}

impl Builder<'_> {
    /// A point of assignments, where the item is one.
    pub fn given(&mut self, item: &Item, context: Context) -> Option<Element> {
        let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
        let opening = self.opening(&item.words.text)?;
        let has_tasks = !item.children.is_empty() || !opening.sentence.is_empty();
        // "Sở Tài chính chủ động …" is a point where it is numbered; in running text it is a sentence.
        let fits = has_tasks && (opening.closed || counted && context.gives) && (counted || context.gives);
        if !fits {
            return None;
        }
        let is_giao = opening.preface.as_deref() == Some("giao");
        let mut words = item.words.clone();
        words.text = text(&words.text).to_string();
        let mut lead = self.parties(&opening.list, &words.text, &words);
        if let Some(strange) = &opening.strange {
            self.lists += 1;
            let number = self.lists;
            lead.push(crate::content::yaml::Located::new(super::builder::outside(strange), number..number));
            self.note(&words, What::NotUnderstood { words: strange.clone() }, Anchor::Parties(number));
        }
        let nobody = lead.is_empty();
        let mut given = blank();
        if is_giao {
            // The sentence names whom it is given to, and is printed as it stands.
            given.style = Some(RawNameStyle::TrongCau);
            let mut task = self.task(&words.text, &words, context);
            self.nested(&mut task, &item.children);
            given.lead = lead;
            given.supporting = self.supporting_after(&words.text, opening.list.end, &words);
            given.tasks.push(task);
            self.count(&given, context.role);
            return Some(element(given, context.role));
        }
        given.subject = self.subject(&opening, &lead, &words);
        given.manner = opening.manner.as_deref().map(text);
        given.preface = opening.preface.as_deref().map(text);
        given.lead = lead;
        if !opening.sentence.is_empty() {
            let introduces = !item.children.is_empty() && opening.sentence.ends_with(':');
            if introduces {
                given.condition = Some(text(&upper_first(&opening.sentence)));
            } else {
                let sentence = Words { text: opening.sentence.clone(), lead_in: 0, ..words.clone() };
                let task = self.assigned_task(&sentence, &given.lead, context);
                given.tasks.push(task);
            }
        }
        self.tasks_of(&item.children, &mut given, context);
        if nobody {
            self.note(&words, What::NoLead { task: words.text.clone() }, Anchor::Text(words.text.clone()));
        }
        self.count(&given, context.role);
        Some(element(given, context.role))
    }

    /// The tasks among what stands under a point.
    fn tasks_of(&mut self, nodes: &[Node], given: &mut RawAssignment, context: Context) {
        for node in nodes {
            match node {
                Node::Item(item) => {
                    if let Some(labels) = labels::of_line(&item.words.text)
                        && !given.tasks.is_empty()
                        && !labels.is_empty()
                    {
                        self.label_point(&labels, given, &item.words);
                        continue;
                    }
                    let mut task = self.assigned_task(&item.words, &given.lead, context);
                    self.nested(&mut task, &item.children);
                    given.tasks.push(task);
                }
                Node::Table(table) => {
                    for (words, cells) in table_lines(table) {
                        let why = "bảng nằm trong điểm giao việc";
                        self.note(
                            &words,
                            What::KeptAsText { words: cells.clone(), why },
                            Anchor::Text(cells.clone()),
                        );
                        given.tasks.push(blank_task(&cells));
                    }
                }
            }
        }
    }

    /// What stands under a task goes on in its text.
    fn nested(&mut self, task: &mut RawTask, nodes: &[Node]) {
        let mut whole = task.text.to_string();
        for node in nodes {
            match node {
                Node::Item(item) => {
                    whole.push(' ');
                    whole.push_str(&item.words.text);
                    let mut inner = blank_task("");
                    self.nested(&mut inner, &item.children);
                    if !inner.text.is_empty() {
                        whole.push(' ');
                        whole.push_str(&inner.text);
                    }
                }
                Node::Table(table) => {
                    for (_, cells) in table_lines(table) {
                        whole.push(' ');
                        whole.push_str(&cells);
                    }
                }
            }
        }
        task.text = text(&whole);
    }

    /// A task of a point: it may name others than the point does.
    fn assigned_task(&mut self, words: &Words, leads: &[RawParty], context: Context) -> RawTask {
        if let Some((before, found)) = labels::at_end(&words.text) {
            let mut task = self.task(&upper_first(before), words, context);
            self.label_task(&found, &mut task, words);
            return task;
        }
        if let Some(opening) = self.opening(&words.text)
            && self.narrows(&opening, leads, context)
        {
            let lead = self.parties(&opening.list, &words.text, words);
            let typed = opening.named.clone();
            let mut task = self.task(&upper_first(&opening.sentence), words, context);
            task.subject = Some(text(&typed));
            task.lead = Some(lead);
            self.note(words, What::Narrowed { typed: typed.clone() }, Anchor::Text(typed));
            return task;
        }
        if let Some((list, subject, rest)) = self.bracketed(&words.text) {
            let lead = self.parties(&list, &words.text, words);
            let mut task = self.task(&upper_first(&rest), words, context);
            self.note(words, What::Narrowed { typed: subject.clone() }, Anchor::Text(subject.clone()));
            task.subject = Some(text(&subject));
            task.lead = Some(lead);
            return task;
        }
        self.led(words, context)
    }

    /// "Chủ trì, phối hợp với A, B rà soát …": the bodies named support. "Phối hợp với A …" leaves open who
    /// leads.
    fn led(&mut self, words: &Words, context: Context) -> RawTask {
        let lower = words.text.to_lowercase();
        let starts = ["chủ trì, phối hợp với ", "chủ trì phối hợp với ", "chủ trì, phối hợp cùng "];
        let lead =
            starts.iter().find(|start| lower.starts_with(*start)).filter(|_| lower.len() == words.text.len());
        if let Some(lead) = lead {
            let rest = &words.text[lead.len()..];
            let list = self.names.list(rest);
            let registered =
                list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(_) | Who::RelatedOf(_)));
            let sentence = rest[list.end..].trim_start_matches([',', ' ']);
            if registered && sentence.starts_with(char::is_lowercase) {
                let supporting = self.parties(&list, rest, words);
                self.leave_out_names(&list, rest, words);
                self.leave_out(words, lead.trim(), WhyLeftOut::Label);
                let mut task = self.task(&upper_first(sentence), words, context);
                task.supporting = Some(supporting);
                return task;
            }
        }
        if let Some(rest) = lower.strip_prefix("phối hợp với ").filter(|_| lower.len() == words.text.len())
        {
            let at = words.text.len() - rest.len();
            let list = self.names.list(&words.text[at..]);
            let named =
                list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(_) | Who::Unknown));
            if named {
                let task = words.text.clone();
                self.note(words, What::LeadNotSaid { task: task.clone() }, Anchor::Text(upper_first(&task)));
            }
        }
        self.task(&upper_first(&words.text), words, context)
    }

    /// A task with what its sentence says of when and what kind of thing it is.
    pub fn task(&mut self, sentence: &str, words: &Words, context: Context) -> RawTask {
        let mut task = blank_task(sentence.trim_end_matches("./."));
        if sentence.ends_with("./.") {
            task.text = text(&format!("{}.", task.text.trim_end_matches('.')));
        }
        if let Some(due) = due::stated(sentence, self.year) {
            task.deadlines = self.dues(&due, words);
        }
        if context.role == Role::Organisation {
            task.nature = nature(sentence);
            let through = ["(thông qua ", "(qua ", "thông qua ", "(gửi qua "];
            let lower = sentence.to_lowercase();
            if let Some(at) = through.iter().find_map(|lead| Some(lower.find(lead)? + lead.len()))
                && lower.len() == sentence.len()
                && task.nature == Some(RawNature::BaoCao)
            {
                task.through = self.agency(&sentence[at..], words, &task.text);
            }
        }
        task
    }

    /// Whether a task's own names are not those of its point.
    fn narrows(&self, opening: &Opening, leads: &[RawParty], context: Context) -> bool {
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

    fn are_groups(&self, opening: &Opening) -> bool {
        use crate::import::names::Named;
        opening.list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(Named::Group(_))))
    }

    /// "Các sở, ban, ngành có thủ tục … (các Sở: A, B; C). Nghiên cứu …": the bodies in brackets, the words
    /// before the sentence, and the sentence.
    fn bracketed(&self, whole: &str) -> Option<(List, String, String)> {
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
    fn opening(&self, whole: &str) -> Option<Opening> {
        let lower = whole.to_lowercase();
        if lower.len() != whole.len() {
            return None;
        }
        const PREFACES: [&str; 7] =
            ["giao cho ", "giao ", "đề nghị ", "yêu cầu ", "đối với ", "trách nhiệm của ", "phân công "];
        let preface = PREFACES.iter().find(|preface| lower.starts_with(*preface));
        let from = preface.map_or(0, |preface| preface.len());
        let mut list = self.names.list(&whole[from..]);
        let known = list.mentions.iter().any(|mention| mention.who != Who::Outside);
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
    fn subject(
        &mut self,
        opening: &Opening,
        lead: &[RawParty],
        words: &Words,
    ) -> Option<crate::content::raw::Text> {
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
    fn supporting_after(&mut self, whole: &str, end: usize, words: &Words) -> Vec<RawParty> {
        let rest = &whole[end..];
        let lower = rest.to_lowercase();
        if lower.len() != rest.len() || !lower.trim_start().starts_with("chủ trì") {
            return Vec::new();
        }
        let Some(at) = lower.find("phối hợp với ").map(|at| at + "phối hợp với ".len()) else {
            return Vec::new();
        };
        const NEAR: usize = 80;
        if at > NEAR {
            return Vec::new();
        }
        let list = self.names.list(&rest[at..]);
        // They stay in the sentence.
        self.parties(&list, &rest[at..], words)
    }

    /// Labels that say how the tasks of a point are assigned.
    fn label_point(&mut self, found: &[Labelled], given: &mut RawAssignment, words: &Words) {
        let mut task = blank_task("");
        self.label_task(found, &mut task, words);
        given.supporting.extend(task.supporting.unwrap_or_default());
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
                    let (lead, supporting) = self.lead_and_supporting(&one.value, words);
                    task.lead.get_or_insert_default().extend(lead);
                    if !supporting.is_empty() {
                        task.supporting.get_or_insert_default().extend(supporting);
                    }
                }
                Label::Supporting => {
                    let parties = self.all_parties(&one.value, words);
                    task.supporting.get_or_insert_default().extend(parties);
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
    pub fn lead_and_supporting(&mut self, value: &str, words: &Words) -> (Vec<RawParty>, Vec<RawParty>) {
        let lower = value.to_lowercase();
        let joins = ["phối hợp với ", "phối hợp cùng ", "phối hợp: "];
        let cut = joins.iter().find_map(|join| Some((lower.find(join)?, join.len())));
        let Some((at, join)) = cut.filter(|(at, _)| lower.len() == value.len() && *at > 0) else {
            return (self.all_parties(value, words), Vec::new());
        };
        let lead = value[..at].trim_end_matches([',', ';', ' ']);
        let lead = if lead.to_lowercase().ends_with("chủ trì") {
            &lead[..lead.len() - "chủ trì".len()]
        } else {
            lead
        };
        let supporting = value[at + join..].trim_end_matches(['.', ' ']);
        let done = ["tổ chức thực hiện", "triển khai thực hiện", "thực hiện"];
        let done =
            done.iter().find(|done| supporting.to_lowercase().ends_with(*done)).map_or(0, |done| done.len());
        let supporting = &supporting[..supporting.len() - done];
        self.leave_out(
            words,
            "chủ trì, phối hợp với, phối hợp cùng, tổ chức triển khai thực hiện",
            WhyLeftOut::Label,
        );
        (self.all_parties(lead.trim(), words), self.all_parties(supporting.trim(), words))
    }

    /// The parties of a value that consists of names; what is none stays as words.
    pub fn all_parties(&mut self, value: &str, words: &Words) -> Vec<RawParty> {
        let value = value.trim_end_matches([',', ';', '.', ' ']);
        let bare = value.to_lowercase();
        let value = match bare.strip_suffix("chủ trì").filter(|_| bare.len() == value.len()) {
            Some(names) => {
                self.leave_out(words, "chủ trì", WhyLeftOut::Label);
                value[..names.len()].trim_end()
            }
            None => value,
        };
        let list = self.names.whole_list(value);
        let mut parties = self.parties(&list, value, words);
        self.leave_out_names(&list, value, words);
        let rest = value[list.end..].trim_matches([',', ';', '.', ' ', ')']);
        if !rest.is_empty() {
            let outside = super::builder::outside(rest);
            self.lists += 1;
            let number = self.lists;
            parties.push(crate::content::yaml::Located::new(outside, number..number));
            self.note(words, What::NotUnderstood { words: rest.to_owned() }, Anchor::Parties(number));
        }
        parties
    }

    pub fn count(&mut self, given: &RawAssignment, role: Role) {
        match role {
            Role::Task => self.counts.tasks += given.tasks.len(),
            Role::Organisation => self.counts.duties += given.tasks.len(),
        }
        self.counts.leads += given.lead.len();
        self.counts.supporting += given.supporting.len();
    }
}

pub(super) fn element(given: RawAssignment, role: Role) -> Element {
    match role {
        Role::Task => Element::Given(given),
        Role::Organisation => Element::Duty(given),
    }
}

pub(super) fn blank() -> RawAssignment {
    RawAssignment {
        lead: Vec::new(),
        supporting: Vec::new(),
        except: Vec::new(),
        subject: None,
        manner: None,
        preface: None,
        condition: None,
        style: None,
        action: None,
        deadlines: Vec::new(),
        output: None,
        money: None,
        nature: None,
        through: None,
        tasks: Vec::new(),
    }
}

pub(super) fn blank_task(words: &str) -> RawTask {
    RawTask {
        text: text(words),
        id: None,
        subject: None,
        lead: None,
        supporting: None,
        except: None,
        manner: None,
        condition: None,
        deadlines: Vec::new(),
        output: None,
        money: None,
        nature: None,
        through: None,
    }
}

/// What kind of thing a duty is, where the program has to know.
fn nature(sentence: &str) -> Option<RawNature> {
    let lower = sentence.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["xây dựng kế hoạch", "ban hành kế hoạch", "lập kế hoạch"]) {
        Some(RawNature::LapKeHoach)
    } else if has(&["theo dõi, đôn đốc", "đôn đốc"]) {
        Some(RawNature::TheoDoi)
    } else if has(&["báo cáo"]) {
        Some(RawNature::BaoCao)
    } else if has(&["tuyên truyền"]) {
        Some(RawNature::TuyenTruyen)
    } else if has(&["tập trung chỉ đạo", "trực tiếp chỉ đạo", "chịu trách nhiệm"]) {
        Some(RawNature::ChiDao)
    } else {
        None
    }
}

/// The rows of a table as lines of words.
pub(super) fn table_lines(table: &crate::import::structure::Table) -> Vec<(Words, String)> {
    let rows = table.rows.iter().filter_map(|row| {
        let cells: Vec<String> =
            row.cells.iter().map(|cell| cell.text()).filter(|text| !text.is_empty()).collect();
        let first = row.cells.iter().flat_map(|cell| &cell.lines).next()?.clone();
        Some((first, cells.join("; ")))
    });
    rows.collect()
}
