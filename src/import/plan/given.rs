//! Giao việc: points that begin with whom they are given to, and lines of labels behind what is to be done.

use super::brackets::{add_dues, without_exception};
use super::builder::{Builder, text};
use super::content::Context;
use super::pack::Element;
use super::tables;
use crate::content::raw::{RawAssignment, RawNameStyle, RawNature, RawParty, RawTask};
use crate::import::names::Who;
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::due;
use crate::import::sentence::labels;
use crate::import::structure::{Item, Node, Words};
use crate::text::end_mark::without_end_mark;
use crate::text::first_letter::upper_first;

/// Whether tasks are the plan's matter or duties of carrying it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Task,
    Organisation,
}

impl Builder<'_> {
    /// A point of assignments with the tables that stand behind it, where the item is one.
    pub fn given(&mut self, item: &Item, context: Context) -> Option<Vec<Element>> {
        let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
        let mut opening = self.opening(&item.words.text)?;
        let has_tasks = !opening.sentence.is_empty() || item.children.iter().any(tables::is_task);
        // "Sở Tài chính chủ động …" is a point where it is numbered; in running text it is a sentence.
        let fits = has_tasks && (opening.closed || counted && context.gives) && (counted || context.gives);
        if !fits {
            return None;
        }
        // "Giao Sở Y tế:" above a list is a point like any other.
        let lists = opening.sentence.is_empty() || opening.sentence.ends_with(':');
        let is_list = lists && item.children.iter().any(tables::is_task);
        let is_giao = opening.preface.as_deref() == Some("giao") && !is_list;
        let mut words = item.words.clone();
        words.text = text(&words.text).to_string();
        let except = self.excepted(&mut opening.list, &words);
        if !except.is_empty() {
            // The template prints whom it leaves out.
            opening.named = without_exception(&opening.named);
        }
        let dues = self.due_of_opening(&mut opening, &words);
        let mut lead = self.parties(&opening.list, &words.text, &words);
        if let Some(strange) = &opening.strange {
            self.lists += 1;
            let number = self.lists;
            lead.push(crate::content::yaml::Located::new(super::builder::outside(strange), number..number));
            self.note(&words, What::NotUnderstood { words: strange.clone() }, Anchor::Parties(number));
        }
        let nobody = lead.is_empty();
        let mut given = RawAssignment { except, deadlines: dues, ..blank() };
        if is_giao {
            // The sentence names whom it is given to, and is printed as it stands.
            given.style = Some(RawNameStyle::TrongCau);
            let mut task = self.task(&words.text, &words, context);
            let mut behind = Vec::new();
            self.nested(&mut task, &item.children, context, &mut behind);
            given.lead = lead;
            let said = self.supporting_after(&words.text, opening.list.end, &words);
            given.supporting = said.supporting;
            add_dues(&mut task.deadlines, said.deadlines);
            given.tasks.push(task);
            self.count(&given, context.role);
            return Some(with_tables(given, behind, context.role));
        }
        given.subject = self.subject(&opening, &lead, &words);
        given.manner = opening.manner.as_deref().map(text);
        given.preface = opening.preface.as_deref().map(text);
        given.lead = lead;
        if !opening.sentence.is_empty() {
            let introduces = item.children.iter().any(tables::is_task) && opening.sentence.ends_with(':');
            if introduces {
                let condition = self.introduced(&opening.sentence, &mut given, &words);
                given.condition = Some(text(&upper_first(&condition))).filter(|words| !words.is_empty());
            } else {
                let sentence = Words { text: opening.sentence.clone(), lead_in: 0, ..words.clone() };
                let task = self.assigned_task(&sentence, &given.lead, context);
                given.tasks.push(task);
            }
        }
        let behind = self.tasks_of(&item.children, &mut given, context);
        if nobody {
            self.note(&words, What::NoLead { task: words.text.clone() }, Anchor::Text(words.text.clone()));
        }
        self.count(&given, context.role);
        Some(with_tables(given, behind, context.role))
    }

    /// "Sở Y tế chủ trì, phối hợp với A, B:" above a list: A and B support in all of it. What else is said stays.
    fn introduced(&mut self, sentence: &str, given: &mut RawAssignment, words: &Words) -> String {
        let Some(lead) = led_with(sentence) else { return sentence.to_owned() };
        let rest = &sentence[lead..];
        let mut partners = self.partners(rest);
        let behind = rest[partners.list.end..].trim_start();
        if partners.strange.is_some()
            || !partners.names_somebody()
            || !(behind == ":" || partners.end.is_some())
        {
            return sentence.to_owned();
        }
        let said = self.supporters(&mut partners, rest, words);
        given.supporting = said.supporting;
        add_dues(&mut given.deadlines, said.deadlines);
        self.leave_out_names(&partners.list, rest, words);
        self.leave_out(words, &sentence[..lead], WhyLeftOut::Label);
        behind.trim_start_matches(':').to_owned()
    }

    /// The tasks among what stands under a point; tables that are none come back.
    fn tasks_of(&mut self, nodes: &[Node], given: &mut RawAssignment, context: Context) -> Vec<Element> {
        let mut behind = Vec::new();
        // Lines of labels behind the last of several tasks are about all, those before another about one.
        let is_label =
            |node: &Node| matches!(node, Node::Item(item) if labels::of_line(&item.words.text).is_some());
        let last_task = nodes.iter().rposition(|node| !is_label(node)).unwrap_or_default();
        let each = nodes[..last_task].iter().skip_while(|node| is_label(node)).any(is_label);
        for node in nodes {
            match node {
                Node::Item(item) => {
                    if let Some(labels) = labels::of_line(&item.words.text)
                        && let Some(last) = given.tasks.last_mut()
                    {
                        if each {
                            self.label_task(&labels, last, &item.words);
                        } else {
                            self.label_point(&labels, given, &item.words);
                        }
                        continue;
                    }
                    if item.words.look.framed && item.children.is_empty() {
                        self.framed_behind(&item.words, given.tasks.last(), &mut behind);
                        continue;
                    }
                    let mut task = self.assigned_task(&item.words, &given.lead, context);
                    self.nested(&mut task, &item.children, context, &mut behind);
                    given.tasks.push(task);
                }
                Node::Table(table) => match self.rows_of_point(table, context) {
                    Some(tasks) => given.tasks.extend(tasks),
                    None => self.table_behind(table, given.tasks.last(), context, &mut behind),
                },
            }
        }
        behind
    }

    /// What stands under a task goes on in its text; lines of labels say how it is assigned; tables stand behind.
    fn nested(&mut self, task: &mut RawTask, nodes: &[Node], context: Context, behind: &mut Vec<Element>) {
        let mut whole = task.text.to_string();
        for node in nodes {
            match node {
                Node::Item(item) => {
                    let labels = labels::of_line(&item.words.text).filter(|_| item.children.is_empty());
                    if let Some(labels) = labels.filter(|_| !whole.is_empty()) {
                        self.label_task(&labels, task, &item.words);
                        continue;
                    }
                    whole.push(' ');
                    whole.push_str(&item.words.text);
                    let mut inner = blank_task("");
                    self.nested(&mut inner, &item.children, context, behind);
                    if !inner.text.is_empty() {
                        whole.push(' ');
                        whole.push_str(&inner.text);
                    }
                }
                Node::Table(table) => {
                    let said = blank_task(&whole);
                    self.table_behind(table, Some(&said), context, behind);
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
        if let Some((before, found)) = labels::behind(&words.text) {
            let bare = Words { text: before.to_owned(), ..words.clone() };
            let mut task = self.assigned_task(&bare, leads, context);
            self.label_task(&found, &mut task, words);
            return task;
        }
        if let Some(mut opening) = self.opening(&words.text)
            && self.narrows(&opening, leads, context)
        {
            let dues = self.due_of_opening(&mut opening, words);
            let lead = self.parties(&opening.list, &words.text, words);
            let typed = opening.named.clone();
            let mut task = self.task(&upper_first(&opening.sentence), words, context);
            task.subject = Some(text(&typed));
            task.lead = Some(lead);
            add_dues(&mut task.deadlines, dues);
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
        if let Some(lead) = led_with(&words.text)
            && let Some(task) = self.with_partners(words, lead, context)
        {
            return task;
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

    /// A task whose words begin, after so many bytes, with those who support; `None` where they name nobody who
    /// would have to know of it.
    fn with_partners(&mut self, words: &Words, lead: usize, context: Context) -> Option<RawTask> {
        let rest = &words.text[lead..];
        let mut partners = self.partners(rest);
        if !partners.names_somebody() {
            self.tell_partners(&partners, rest, words);
            return None;
        }
        let said = self.supporters(&mut partners, rest, words);
        let mut task = match partners.end {
            Some(end) => {
                self.leave_out_names(&partners.list, rest, words);
                self.leave_out(words, &words.text[..lead], WhyLeftOut::Label);
                self.task(&upper_first(&rest[end..]), words, context)
            }
            None => self.task(&upper_first(&words.text), words, context),
        };
        add_dues(&mut task.deadlines, said.deadlines);
        Some(RawTask { supporting: Some(said.supporting), ..task })
    }

    /// A task with what its sentence says of when and what kind of thing it is.
    pub fn task(&mut self, sentence: &str, words: &Words, context: Context) -> RawTask {
        let mut task = blank_task(&without_end_mark(sentence).unwrap_or_else(|| sentence.to_owned()));
        for due in due::stated(sentence, self.year) {
            task.deadlines.extend(self.dues(&due, words));
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

    pub fn count(&mut self, given: &RawAssignment, role: Role) {
        match role {
            Role::Task => self.counts.tasks += given.tasks.len(),
            Role::Organisation => self.counts.duties += given.tasks.len(),
        }
        let own = |parties: &Option<Vec<RawParty>>| parties.as_ref().map_or(0, Vec::len);
        let tasks = &given.tasks;
        self.counts.leads += given.lead.len() + tasks.iter().map(|task| own(&task.lead)).sum::<usize>();
        self.counts.supporting +=
            given.supporting.len() + tasks.iter().map(|task| own(&task.supporting)).sum::<usize>();
    }
}

/// How many bytes "Chủ trì, phối hợp với" takes at the beginning of a sentence.
fn led_with(sentence: &str) -> Option<usize> {
    const STARTS: [&str; 5] = [
        "chủ trì, phối hợp với ",
        "chủ trì phối hợp với ",
        "chủ trì, phối hợp cùng ",
        "chủ trì, phối hợp chặt chẽ với ",
        "chủ trì và phối hợp với ",
    ];
    let lower = sentence.to_lowercase();
    let start =
        STARTS.iter().find(|start| lower.starts_with(*start)).filter(|_| lower.len() == sentence.len());
    start.map(|start| start.len())
}

/// A point with what stands behind it.
fn with_tables(given: RawAssignment, behind: Vec<Element>, role: Role) -> Vec<Element> {
    std::iter::once(element(given, role)).chain(behind).collect()
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
