//! What stands under a heading: paragraphs, lists, tables, points of assignments, and lines that say for all
//! of them who does them.

use super::builder::{Builder, named, text};
use super::given::{Role, blank, blank_task, element, table_lines};
use super::pack::Element;
use super::rows;
use crate::content::raw::{RawAssignment, RawHeading, RawNameStyle, RawTask};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Item, Node, Series, Table, Words};
use crate::text::first_letter::upper_first;

/// Where in the plan something stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// 1 for what stands directly under a Mục.
    pub depth: usize,
    pub role: Role,
    /// Whether something is given to somebody here, and not only spoken of.
    pub gives: bool,
    /// Under a chỉ số thành phần.
    pub index: bool,
}

/// One thing under a heading, before it is decided what it is.
enum Unit<'n> {
    Item(&'n Item),
    /// The last of several letters, without the lines about all of them.
    Last(Item),
    Table(&'n Table),
    /// "Cơ quan chủ trì: …": lines with the words that each was read from.
    Labels(Vec<Line<'n>>),
    /// "Phân công thực hiện:" with a line for each body.
    Division(&'n Words, Vec<&'n Item>),
}

/// The labels of a line.
type Line<'n> = (Vec<Labelled>, &'n Words);

/// What a heading itself is assigned, where its words are one task.
#[derive(Debug, Default)]
pub(super) struct Own {
    pub task: Option<RawTask>,
    /// Who monitors, said in the same line.
    pub monitor: Option<crate::content::raw::Text>,
    pub co_monitors: Vec<crate::content::raw::Text>,
}

impl Builder<'_> {
    /// What stands under a heading.
    pub fn content(&mut self, nodes: &[Node], context: Context) -> (Vec<Element>, Own) {
        let units = units(nodes);
        let groups = units.iter().filter(|unit| matches!(unit, Unit::Labels(_) | Unit::Division(..))).count();
        let mut own = Own::default();
        let mut elements: Vec<Element> = Vec::new();
        // Items that no line has assigned yet.
        let mut open: Vec<&Item> = Vec::new();
        for unit in &units {
            match unit {
                Unit::Item(item) if groups > 0 && is_matter(item) => open.push(item),
                Unit::Last(item) => open.push(item),
                Unit::Item(item) => {
                    self.flush(&mut open, &mut elements, context);
                    self.item(item, context, &mut elements);
                }
                Unit::Table(table) => {
                    self.flush(&mut open, &mut elements, context);
                    self.table(table, context, &mut elements);
                }
                Unit::Labels(lines) => {
                    let matter = std::mem::take(&mut open);
                    self.labelled(lines, matter, (groups, context), &mut elements, &mut own);
                }
                Unit::Division(words, lines) => {
                    let matter = std::mem::take(&mut open);
                    self.divided(words, lines, matter, context, &mut elements);
                }
            }
        }
        self.flush(&mut open, &mut elements, context);
        if own.task.is_none() {
            self.tell_unassigned(nodes, &elements, context);
        }
        (elements, own)
    }

    /// Among those that are given to somebody, words that name nobody are doubtful.
    fn tell_unassigned(&mut self, nodes: &[Node], elements: &[Element], context: Context) {
        let gives =
            |element: &Element| matches!(element, Element::Given(_) | Element::Duty(_) | Element::Row(_));
        let organises = context.role == Role::Organisation && context.depth <= 1;
        if !context.gives || !organises && !elements.iter().any(gives) {
            return;
        }
        for element in elements {
            let words = match element {
                Element::Paragraph(words) | Element::Dash(words) => words,
                Element::Child(child) if !names_somebody(child) => {
                    match (&child.title, child.paragraphs.first()) {
                        (Some(words), _) | (None, Some(words)) => words,
                        (None, None) => continue,
                    }
                }
                _ => continue,
            };
            let introduces = words.ends_with(':') || words.to_lowercase().contains("phụ lục");
            if introduces {
                continue;
            }
            let item = crate::import::structure::items(nodes).find(|item| {
                words.starts_with(text(item.words.text.trim_end_matches(['.', '/', ':', ' '])).as_str())
            });
            let place = item.map(|item| item.words.clone()).unwrap_or_default();
            self.note(&place, What::Unassigned { words: words.to_string() }, Anchor::Text(words.to_string()));
        }
    }

    fn flush(&mut self, open: &mut Vec<&Item>, elements: &mut Vec<Element>, context: Context) {
        for item in std::mem::take(open) {
            self.item(item, context, elements);
        }
    }

    /// One item by itself.
    fn item(&mut self, item: &Item, context: Context, elements: &mut Vec<Element>) {
        if let Some(given) = self.given(item, context).filter(|_| context.gives) {
            elements.push(given);
            return;
        }
        let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
        if counted || item.heading && !item.children.is_empty() {
            if self.has_room(context) {
                let heading = self.heading(item, Context { depth: context.depth + 1, ..context });
                elements.push(Element::Child(Box::new(heading)));
            } else {
                self.flattened(item, context, elements);
            }
            return;
        }
        if context.gives
            && let Some((before, found)) = labels::at_end(&item.words.text)
        {
            let mut task = self.task(&upper_first(before), &item.words, context);
            self.label_task(&found, &mut task, &item.words);
            self.row(task, &item.words, elements);
            return;
        }
        let whole = merged(item);
        let listed = item.mark.as_ref().is_some_and(|mark| !mark.series.counts());
        let words = text(whole.trim_end_matches("./.").trim_end());
        let words =
            if whole.ends_with("./.") { text(&format!("{}.", words.trim_end_matches('.'))) } else { words };
        elements.push(if listed { Element::Dash(words) } else { Element::Paragraph(words) });
        for node in tables_in(&item.children) {
            self.table(node, context, elements);
        }
    }

    /// Whether another level of headings can be numbered here.
    fn has_room(&self, context: Context) -> bool {
        use crate::model::reference::Scheme;
        match self.scheme {
            Scheme::Lettered => context.depth <= 2,
            Scheme::Decimal | Scheme::Paragraphs => context.depth <= 6,
        }
    }

    /// An item that stands too deep to be numbered: its words as paragraphs, what stands below it as dashes.
    fn flattened(&mut self, item: &Item, context: Context, elements: &mut Vec<Element>) {
        let words = item.words.text.clone();
        self.note(
            &item.words,
            What::Flattened { words: words.clone() },
            Anchor::Text(text(&words).to_string()),
        );
        elements.push(Element::Paragraph(text(&words)));
        for node in &item.children {
            match node {
                Node::Item(child) => elements.push(Element::Dash(text(&merged(child)))),
                Node::Table(table) => self.table(table, context, elements),
            }
        }
    }

    /// A task by itself, with all of its assignment.
    pub fn row(&mut self, task: RawTask, words: &Words, elements: &mut Vec<Element>) {
        if task.lead.as_ref().is_none_or(Vec::is_empty) {
            self.note(
                words,
                What::NoLead { task: task.text.to_string() },
                Anchor::Text(task.text.to_string()),
            );
            elements.push(Element::Dash(task.text));
            return;
        }
        self.counts.tasks += 1;
        self.counts.leads += task.lead.as_ref().map_or(0, Vec::len);
        self.counts.supporting += task.supporting.as_ref().map_or(0, Vec::len);
        elements.push(Element::Row(task));
    }

    /// A table of tasks as rows; any other as it stands.
    fn table(&mut self, table: &Table, context: Context, elements: &mut Vec<Element>) {
        if context.gives
            && let Some(columns) = rows::columns(table)
        {
            elements.extend(self.rows(table, &columns, context));
            return;
        }
        match rows::plain(table) {
            Some(plain) => elements.push(Element::Table(plain)),
            None => {
                for (words, cells) in table_lines(table) {
                    let why = "bảng có ô gộp";
                    self.note(
                        &words,
                        What::KeptAsText { words: cells.clone(), why },
                        Anchor::Text(text(&cells).to_string()),
                    );
                    elements.push(Element::Dash(text(&cells)));
                }
            }
        }
    }

    /// Lines of labels, or a sentence, that say who does what stands above.
    fn labelled(
        &mut self,
        lines: &[Line<'_>],
        matter: Vec<&Item>,
        (groups, context): (usize, Context),
        elements: &mut Vec<Element>,
        own: &mut Own,
    ) {
        let Some((found, words)) = lines.first() else { return };
        let words = *words;
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
            given.deadlines = task.deadlines;
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
        let mut task = blank_task("");
        for (found, words) in lines {
            self.label_task(found, &mut task, words);
        }
        match matter.as_slice() {
            // Each has lines of its own.
            [only] if groups > 1 => {
                let read = self.task(&upper_first(&merged(only)), &only.words, context);
                let deadlines = if task.deadlines.is_empty() { read.deadlines } else { task.deadlines };
                let task = RawTask { text: read.text, nature: read.nature, deadlines, ..task };
                self.row(task, words, elements);
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
        let list = self.names.list(&value[from..]);
        if list.mentions.is_empty() {
            return None;
        }
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
            let list = self.names.list(part);
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
        let action = tails.iter().find(|tail| !PLAIN.contains(&tail.to_lowercase().as_str())).cloned();
        if let Some(action) = &action {
            given.action = Some(text(action));
        }
        // All but names and what they are to do is printed by the template.
        let said: Vec<&str> = action.iter().map(String::as_str).collect();
        let mut left = value.to_owned();
        for one in said {
            left = left.replacen(one, " ", 1);
        }
        self.leave_out(words, &left, WhyLeftOut::Label);
        Some(given)
    }

    /// A list of who does which of the lettered items above.
    fn divided(
        &mut self,
        words: &Words,
        lines: &[&Item],
        matter: Vec<&Item>,
        context: Context,
        elements: &mut Vec<Element>,
    ) {
        self.leave_out(words, &words.text, WhyLeftOut::Label);
        let letters: Vec<Option<&str>> = matter
            .iter()
            .map(|item| item.mark.as_ref().map(|mark| mark.text.trim_end_matches([')', '.'])))
            .collect();
        let mut assigned: Vec<Option<RawAssignment>> = vec![None; matter.len()];
        for line in lines {
            let (value, wanted) = without_letters(&line.words.text);
            let Some(given) = self.sentence(value, &line.words, context, &mut Own::default()) else {
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
            self.leave_out(&line.words, &line.words.text[value.len()..], WhyLeftOut::Label);
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
        }
    }
}

/// Whether something below a heading, or the heading itself, is given to somebody.
fn names_somebody(heading: &RawHeading) -> bool {
    !heading.lead.is_empty()
        || heading.index.is_some()
        || heading
            .stretches()
            .any(|stretch| stretch.given().next().is_some() || stretch.children.iter().any(names_somebody))
}

/// Lines of labels told from what they are about.
fn units(nodes: &[Node]) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let counted: Vec<&Item> = crate::import::structure::items(nodes)
        .filter(|item| item.mark.as_ref().is_some_and(|mark| mark.series.counts()))
        .collect();
    let with_labels = counted.iter().filter(|item| label_tail(item) > 0).count();
    for node in nodes {
        let item = match node {
            Node::Item(item) => item,
            Node::Table(table) => {
                units.push(Unit::Table(table));
                continue;
            }
        };
        // Below the last of several letters, lines are about all of them.
        let is_last = counted.last().is_some_and(|last| std::ptr::eq(*last, item));
        if is_last && counted.len() > 1 && with_labels == 1 && label_tail(item) > 0 {
            let from = item.children.len() - label_tail(item);
            units.push(Unit::Last(Item { children: item.children[..from].to_vec(), ..item.clone() }));
            push_labels(&item.children[from..], &mut units);
            continue;
        }
        push_labels(std::slice::from_ref(node), &mut units);
    }
    units
}

/// How many nodes at the end of an item are lines of labels.
pub(super) fn label_tail(item: &Item) -> usize {
    let first =
        item.children.iter().position(|node| matches!(node, Node::Item(line) if labels_of(line).is_some()));
    first.map_or(0, |first| item.children.len() - first)
}

/// The labels of a line; a numbered line is none.
fn labels_of(item: &Item) -> Option<Vec<Labelled>> {
    let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
    if counted || !item.children.is_empty() {
        return None;
    }
    labels::of_line(&item.words.text)
}

fn push_labels<'n>(nodes: &'n [Node], units: &mut Vec<Unit<'n>>) {
    for node in nodes {
        let item = match node {
            Node::Item(item) => item,
            Node::Table(table) => {
                units.push(Unit::Table(table));
                continue;
            }
        };
        let listed = item.mark.as_ref().is_some_and(|mark| !mark.series.counts());
        if let Some(Unit::Division(_, lines)) = units.last_mut()
            && listed
        {
            lines.push(item);
            continue;
        }
        match labels_of(item) {
            Some(found)
                if found.len() == 1 && found[0].label == Label::Division && found[0].value.is_empty() =>
            {
                units.push(Unit::Division(&item.words, Vec::new()));
            }
            Some(found) => match units.last_mut() {
                // One label a line.
                Some(Unit::Labels(before))
                    if found[0].label != Label::Lead && found[0].label != Label::Division =>
                {
                    before.push((found, &item.words));
                }
                _ => units.push(Unit::Labels(vec![(found, &item.words)])),
            },
            None => units.push(Unit::Item(item)),
        }
    }
}

fn is_dash(item: &Item) -> bool {
    item.mark.as_ref().is_some_and(|mark| !mark.series.counts())
}

/// Whether an item can be what a line of labels is about.
fn is_matter(item: &Item) -> bool {
    let divides = item.mark.as_ref().is_some_and(|mark| mark.series < Series::NumberParen);
    !divides && !item.heading && label_tail(item) == 0
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

/// An item with all that stands under it, as one text; tables are left to their place.
pub(super) fn merged(item: &Item) -> String {
    let mut whole = item.words.text.clone();
    for child in item.items() {
        whole.push(' ');
        whole.push_str(&merged(child));
    }
    whole
}

fn tables_in(nodes: &[Node]) -> Vec<&Table> {
    let mut tables = Vec::new();
    for node in nodes {
        match node {
            Node::Item(item) => tables.extend(tables_in(&item.children)),
            Node::Table(table) => tables.push(table),
        }
    }
    tables
}

/// What a task says of its assignment, for several.
fn shared(task: RawTask) -> RawAssignment {
    RawAssignment {
        lead: task.lead.unwrap_or_default(),
        supporting: task.supporting.unwrap_or_default(),
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
        deadlines: given.deadlines,
        output: given.output,
        money: given.money,
        ..blank_task("")
    }
}

fn joined(mut before: RawTask, after: RawTask) -> RawTask {
    before.lead.get_or_insert_default().extend(after.lead.unwrap_or_default());
    before.supporting.get_or_insert_default().extend(after.supporting.unwrap_or_default());
    before.deadlines.extend(after.deadlines);
    before.output = before.output.or(after.output);
    before.money = before.money.or(after.money);
    before
}

/// A heading whose words are its task.
pub(super) fn with_own(heading: RawHeading, own: Own) -> RawHeading {
    let Some(task) = own.task else { return heading };
    RawHeading {
        lead: task.lead.unwrap_or_default(),
        supporting: task.supporting.unwrap_or_default(),
        deadlines: task.deadlines,
        output: task.output,
        money: task.money,
        ..heading
    }
}
