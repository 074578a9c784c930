//! Lines about several items above them: "Cơ quan chủ trì: …", "Phân công thực hiện: …".

use super::brackets::add_dues;
use super::builder::{Builder, named, text};
use super::content::{Context, Own};
use super::given::{blank, blank_task, element};
use super::opening::except;
use super::pack::Element;
use super::units::{Line, is_dash, merged, title_lines};
use crate::content::raw::{RawAssignment, RawNameStyle, RawTask};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Item, Words};
use crate::text::deadline::only_when;
use crate::text::first_letter::upper_first;

impl Builder<'_> {
    /// Lines of labels, or a sentence, that say who does what stands above.
    pub(super) fn labelled(
        &mut self,
        lines: &[Line<'_>],
        matter: Vec<&Item>,
        (groups, context): (usize, Context),
        elements: &mut Vec<Element>,
        own: &mut Own,
    ) {
        let Some((found, words)) = lines.first() else { return };
        let words = *words;
        let matter = self.below_title(matter, context, elements);
        let sentence = found.first().filter(|one| one.label == Label::Division);
        if let Some(sentence) = sentence {
            let Some(mut given) = self.sentence(&sentence.value, words, context, own) else {
                self.flush(&mut matter.clone(), elements, context);
                let why = "câu phân công không đọc được";
                let whole = words.text.clone();
                self.note(
                    words,
                    What::KeptAsText { words: whole.clone(), why },
                    Anchor::Text(text(&whole).to_string()),
                );
                elements.push(Element::Paragraph(text(&whole)));
                return;
            };
            self.leave_out(words, &sentence.typed, WhyLeftOut::Label);
            let mut task = blank_task("");
            self.label_task(&found[1..], &mut task, words);
            for (found, words) in &lines[1..] {
                self.label_task(found, &mut task, words);
            }
            given.supporting.extend(task.supporting.unwrap_or_default());
            given.except.extend(task.except.unwrap_or_default());
            add_dues(&mut given.deadlines, task.deadlines);
            given.output = task.output;
            given.money = task.money;
            if matter.is_empty() {
                // The title alone is the task.
                own.task = Some(of_assignment(given));
                return;
            }
            self.together(given, RawNameStyle::Sau, &matter, context, elements);
            return;
        }
        let said = |one: &Labelled| one.label == Label::Lead;
        let leads = lines.iter().any(|(found, _)| found.iter().any(said));
        let divides = groups > 1 || context.gives && matter.iter().all(|item| is_dash(item));
        if !leads && divides && !matter.is_empty() && !matches!(matter.as_slice(), [_]) {
            self.nobody_leads(lines, matter, context, elements);
            return;
        }
        let before = self.built();
        let task = self.task_of_labels(lines);
        match matter.as_slice() {
            // Each has lines of its own.
            [only] if groups > 1 => {
                self.take_back(before);
                let typed =
                    lines.iter().fold(merged(only), |typed, (_, line)| format!("{typed} {}", line.text));
                let read = |builder: &mut Self| {
                    let task = builder.task_of_labels(lines);
                    let read = builder.task(&upper_first(&merged(only)), &only.words, context);
                    let deadlines = if task.deadlines.is_empty() { read.deadlines } else { task.deadlines };
                    RawTask { text: read.text, nature: read.nature, deadlines, ..task }
                };
                self.row(read, &typed, words, elements);
                self.tables_below(only, context, elements);
            }
            _ if groups > 1 && !matter.is_empty() => {
                self.together(shared(task), RawNameStyle::TungMuc, &matter, context, elements);
            }
            // Dashes above lines about all of them are a task each.
            _ if context.gives && !matter.is_empty() && matter.iter().all(|item| is_dash(item)) => {
                self.together(shared(task), RawNameStyle::Sau, &matter, context, elements);
            }
            _ => {
                for item in &matter {
                    self.item(item, Context { gives: false, ..context }, elements);
                }
                own.task = Some(match own.task.take() {
                    Some(before) => joined(before, task),
                    None => task,
                });
            }
        }
    }

    /// Lines of labels that do not say who leads what stands above them: only their words can be kept.
    fn nobody_leads(
        &mut self,
        lines: &[Line<'_>],
        mut matter: Vec<&Item>,
        context: Context,
        elements: &mut Vec<Element>,
    ) {
        self.flush(&mut matter, elements, context);
        for (_, words) in lines {
            let line = text(&words.text);
            self.note(words, What::NoLead { task: line.to_string() }, Anchor::Text(line.to_string()));
            elements.push(Element::Paragraph(line));
        }
    }

    /// Items without the lines above them that are their title; those are given to nobody.
    fn below_title<'i>(
        &mut self,
        mut matter: Vec<&'i Item>,
        context: Context,
        elements: &mut Vec<Element>,
    ) -> Vec<&'i Item> {
        let below = matter.split_off(title_lines(&matter));
        for title in matter {
            self.item(title, Context { gives: false, ..context }, elements);
        }
        below
    }

    /// What lines of labels say of a task.
    fn task_of_labels(&mut self, lines: &[Line<'_>]) -> RawTask {
        let mut task = blank_task("");
        for (found, words) in lines {
            self.label_task(found, &mut task, words);
        }
        task
    }

    /// Several items of which the same lines speak: a task each, in what is `given` to all.
    fn together(
        &mut self,
        mut given: RawAssignment,
        style: RawNameStyle,
        matter: &[&Item],
        context: Context,
        elements: &mut Vec<Element>,
    ) {
        given.style = Some(style);
        for item in matter {
            let task = self.task(&upper_first(&merged(item)), &item.words, context);
            given.tasks.push(task);
        }
        self.count(&given, context.role);
        elements.push(element(given, context.role));
        for item in matter {
            self.tables_below(item, context, elements);
        }
    }

    /// "Sở Tài chính chủ trì theo dõi, đánh giá …, phối hợp với A, B thực hiện".
    fn sentence(
        &mut self,
        value: &str,
        words: &Words,
        context: Context,
        own: &mut Own,
    ) -> Option<RawAssignment> {
        let lower = value.to_lowercase();
        if lower.len() != value.len() {
            return None;
        }
        let mut given = blank();
        let preface = ["đề nghị ", "giao "].into_iter().find(|preface| lower.starts_with(preface));
        let from = preface.map_or(0, str::len);
        given.preface = preface.filter(|preface| preface.starts_with("đề nghị")).map(text);
        let mut list = self.names.list(&value[from..]);
        if list.mentions.is_empty() {
            return None;
        }
        given.except = self.excepted(&mut list, words);
        given.deadlines = self.due_behind(&mut list, words);
        given.lead = self.parties(&list, &value[from..], words);
        self.leave_out_names(&list, &value[from..], words);
        let rest = value[from + list.end..].trim_start();
        let rest_lower = rest.to_lowercase();
        if !(rest_lower.starts_with("chủ trì")
            || rest_lower.starts_with("thực hiện")
            || rest.is_empty()
            || rest_lower.starts_with("phối hợp"))
        {
            return None;
        }
        let mut tails: Vec<String> = Vec::new();
        let mut parts = split_at_support(rest).into_iter();
        let first = parts.next().unwrap_or_default();
        let watches = is_watching(first);
        if watches && context.index {
            own.monitor = given.lead.first().map(named);
        }
        if !watches {
            tails.push(first.trim_start_matches("chủ trì").trim_matches([',', ' ', '.']).to_owned());
        }
        for part in parts {
            let mut list = self.names.list(part);
            given.except.extend(self.excepted(&mut list, words));
            let dues = self.due_behind(&mut list, words);
            add_dues(&mut given.deadlines, dues);
            let supporting = self.parties(&list, part, words);
            self.leave_out_names(&list, part, words);
            let tail = part[list.end..].trim_matches([',', '.', ';', ' ']);
            if is_watching(tail) && context.index {
                own.monitor = own.monitor.take().or(given.lead.first().map(named));
                own.co_monitors = supporting.iter().map(named).collect();
                if given.supporting.is_empty() {
                    given.supporting = supporting;
                }
            } else {
                if !own.co_monitors.is_empty() {
                    given.supporting.clear();
                }
                given.supporting.extend(supporting);
                tails.push(tail.to_owned());
            }
        }
        const PLAIN: [&str; 6] =
            ["", "thực hiện", "tổ chức thực hiện", "triển khai thực hiện", "triển khai", "chủ trì thực hiện"];
        tails.retain(|tail| !PLAIN.contains(&tail.to_lowercase().as_str()));
        if !tails.is_empty() {
            given.action = Some(text(&tails.join(", ")));
        }
        // Which of those who support does which of several things is not kept.
        if let [_, others @ ..] = tails.as_slice()
            && !others.is_empty()
        {
            self.note(words, What::NotUnderstood { words: others.join(", ") }, Anchor::Parties(self.lists));
        }
        // All but names and what they are to do is printed by the template.
        let left = tails.iter().fold(value.to_owned(), |left, tail| left.replacen(tail.as_str(), " ", 1));
        self.leave_out(words, &left, WhyLeftOut::Label);
        Some(given)
    }

    /// A list of who does which of the lettered items above.
    pub(super) fn divided(
        &mut self,
        words: &Words,
        lines: &[&Item],
        matter: Vec<&Item>,
        context: Context,
        elements: &mut Vec<Element>,
    ) {
        let matter = self.below_title(matter, context, elements);
        self.leave_out(words, &words.text, WhyLeftOut::Label);
        let letters: Vec<Option<&str>> = matter
            .iter()
            .map(|item| item.mark.as_ref().map(|mark| mark.text.trim_end_matches([')', '.'])))
            .collect();
        let mut assigned: Vec<Option<RawAssignment>> = vec![None; matter.len()];
        for line in lines {
            let (whole, found) = labels::behind(&line.words.text).unwrap_or((&line.words.text, Vec::new()));
            let (value, wanted) = without_letters(whole);
            let Some(mut given) = self.sentence(value, &line.words, context, &mut Own::default()) else {
                let why = "dòng phân công không đọc được";
                let whole = line.words.text.clone();
                self.note(
                    &line.words,
                    What::KeptAsText { words: whole.clone(), why },
                    Anchor::Text(whole.clone()),
                );
                elements.push(Element::Dash(text(&whole)));
                continue;
            };
            self.label_point(&found, &mut given, &line.words);
            let letters_end = whole[value.len()..].rfind(')').map_or(whole.len(), |at| value.len() + at + 1);
            self.leave_out(&line.words, &whole[value.len()..letters_end], WhyLeftOut::Label);
            self.behind_letters(&whole[letters_end..], &mut given, &line.words);
            for letter in &wanted {
                if !letters.contains(&Some(letter.as_str())) {
                    self.note(&line.words, What::NoSuchLetter { letter: format!("{letter})") }, Anchor::Top);
                }
            }
            for (at, letter) in letters.iter().enumerate() {
                let is_meant =
                    wanted.is_empty() || letter.is_some_and(|letter| wanted.iter().any(|one| one == letter));
                if is_meant && assigned[at].is_none() {
                    assigned[at] = Some(given.clone());
                }
            }
        }
        for (item, given) in matter.into_iter().zip(assigned) {
            let Some(mut given) = given else {
                self.note(
                    &item.words,
                    What::NoLead { task: item.words.text.clone() },
                    Anchor::Text(item.words.text.clone()),
                );
                self.item(item, context, elements);
                continue;
            };
            let task = self.task(&upper_first(&merged(item)), &item.words, context);
            given.tasks.push(task);
            given.style = Some(RawNameStyle::TungMuc);
            self.count(&given, context.role);
            elements.push(element(given, context.role));
            self.tables_below(item, context, elements);
        }
    }

    /// "… nội dung a), b) trước ngày 30/11/2025": by when, behind the letters; anything else is told.
    fn behind_letters(&mut self, rest: &str, given: &mut RawAssignment, words: &Words) {
        let rest = rest.trim_matches([',', ';', '.', ' ']);
        if let Some(due) = only_when(rest, self.year) {
            let dues = self.dues(due, words);
            add_dues(&mut given.deadlines, dues);
            self.leave_out(words, "hoàn thành, xong", WhyLeftOut::Label);
        } else if !rest.is_empty() {
            self.leave_out(words, rest, WhyLeftOut::Label);
            self.note(words, What::NotUnderstood { words: rest.to_owned() }, Anchor::Parties(self.lists));
        }
    }
}

/// "Văn phòng Sở chủ trì, phối hợp với các phòng thực hiện nội dung a) b)": without the letters, and they.
fn without_letters(line: &str) -> (&str, Vec<String>) {
    let lower = line.to_lowercase();
    let at =
        ["nội dung", "các nội dung", "nhiệm vụ", "điểm"].iter().filter_map(|word| lower.rfind(word)).min();
    let Some(at) = at.filter(|_| lower.len() == line.len()) else { return (line, Vec::new()) };
    let letters: Vec<String> = lower[at..]
        .split(|c: char| c.is_whitespace() || ",;.".contains(c))
        .filter_map(|word| word.strip_suffix(')'))
        .filter(|letter| letter.chars().count() == 1)
        .map(str::to_owned)
        .collect();
    if letters.is_empty() {
        return (line, letters);
    }
    let from = if lower[..at].ends_with("các ") { at - "các ".len() } else { at };
    (&line[..from], letters)
}

/// The parts of a sentence between "phối hợp với".
fn split_at_support(rest: &str) -> Vec<&str> {
    let lower = rest.to_lowercase();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for lead in ["phối hợp với ", "phối hợp cùng ", "phối hợp "] {
        for (at, _) in lower.match_indices(lead) {
            if !cuts.iter().any(|(from, to)| (*from..*to).contains(&at)) {
                cuts.push((at, at + lead.len()));
            }
        }
    }
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, end) in cuts {
        parts.push(&rest[from..at]);
        from = end;
    }
    parts.push(&rest[from..]);
    parts
}

/// "theo dõi, đánh giá chỉ số thành phần …".
fn is_watching(part: &str) -> bool {
    let lower = part.to_lowercase();
    lower.contains("theo dõi") && lower.contains("chỉ số")
}

/// What a task says of its assignment, for several.
fn shared(task: RawTask) -> RawAssignment {
    RawAssignment {
        lead: task.lead.unwrap_or_default(),
        supporting: task.supporting.unwrap_or_default(),
        except: task.except.unwrap_or_default(),
        deadlines: task.deadlines,
        output: task.output,
        money: task.money,
        ..blank()
    }
}

fn of_assignment(given: RawAssignment) -> RawTask {
    RawTask {
        lead: Some(given.lead),
        supporting: Some(given.supporting),
        except: Some(given.except).filter(|except| !except.is_empty()),
        deadlines: given.deadlines,
        output: given.output,
        money: given.money,
        ..blank_task("")
    }
}

fn joined(mut before: RawTask, after: RawTask) -> RawTask {
    before.lead.get_or_insert_default().extend(after.lead.unwrap_or_default());
    before.supporting.get_or_insert_default().extend(after.supporting.unwrap_or_default());
    except(&mut before, after.except.unwrap_or_default());
    before.deadlines.extend(after.deadlines);
    before.output = before.output.or(after.output);
    before.money = before.money.or(after.money);
    before
}
