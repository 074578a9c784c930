//! Các mục của kế hoạch: which of its sections say why, what is to be done, and how it is carried out.

use super::block::{self, Block};
use super::doubt::{Doubt, Doubtful};
use super::{table, unit_titles};
use crate::import::structure::{Item, Mark, Node, Series, Words, items};
use crate::text::words::units::{ORGANISATION, PURPOSES, REQUIREMENTS, TASKS};

/// A section, in the order of the document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Section {
    /// None for what stands before the first title.
    pub title: Option<Words>,
    pub part: Part,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    /// Mục đích, yêu cầu.
    Purposes {
        purposes: Vec<Words>,
        requirements: Vec<Words>,
        /// What their own titles say that the program prints.
        titles: Vec<Words>,
    },
    /// Nhiệm vụ.
    Tasks(Tasks),
    /// Tổ chức thực hiện, clause by clause.
    Organisation(Vec<Words>),
    /// Anything else, as it stands.
    Own(Item),
}

/// Phần nhiệm vụ.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Tasks {
    pub lead_in: Vec<Words>,
    pub blocks: Vec<Block>,
}

/// The sections of a body.
pub(super) fn of(body: &[Node], doubts: &mut Vec<Doubt>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut loose: Vec<Node> = Vec::new();
    let units = unit_sections(body);
    let divided = items(body).any(is_section);
    for node in body {
        match node {
            Node::Item(_) if units.first() == Some(&node) => {
                let all: Vec<Node> = units.iter().copied().cloned().collect();
                sections.push(Section { title: None, part: Part::Tasks(tasks(&all, doubts)) });
            }
            Node::Item(_) if units.contains(&node) => {}
            Node::Item(item) if is_section(item) => sections.push(section(item, doubts)),
            Node::Item(item) if divided && counts_sections(item) => sections.push(of_one_line(item)),
            other => loose.push(other.clone()),
        }
    }
    // A plan without sections is a list of tasks.
    if !loose.is_empty() {
        let tasks = tasks(&loose, doubts);
        sections.insert(0, Section { title: None, part: Part::Tasks(tasks) });
    }
    sections
}

/// The sections of a plan that is arranged by its units, "I. Phòng Kế hoạch", "II. Văn phòng": one part of tasks.
fn unit_sections(body: &[Node]) -> Vec<&Node> {
    let of_unit = |node: &&Node| matches!(node, Node::Item(item) if is_section(item) && is_heading(item) && unit_titles::is_title(&item.words.text));
    let found: Vec<&Node> = body.iter().filter(of_unit).collect();
    // One alone may be about that unit.
    if found.len() > 1 { found } else { Vec::new() }
}

/// Something with a title of its own under which the rest stands.
fn is_section(item: &Item) -> bool {
    let divides = item.mark.as_ref().is_some_and(|mark| {
        matches!(
            mark.series,
            Series::Part | Series::Capital | Series::Roman | Series::Article | Series::Number(1)
        )
    });
    (divides || item.heading) && (!item.children.is_empty() || kind(&item.words.text).is_some())
}

/// "IV. KINH PHÍ: Từ nguồn ngân sách phường.": among sections, one that is all in its line.
fn counts_sections(item: &Item) -> bool {
    let divides = |mark: &Mark| matches!(mark.series, Series::Part | Series::Capital | Series::Roman);
    item.mark.as_ref().is_some_and(divides) && item.children.is_empty()
}

fn of_one_line(item: &Item) -> Section {
    let (title, said) = item.words.text.split_once(':').unwrap_or((&item.words.text, ""));
    let from = item.words.text.len() - said.len();
    let children = match said.trim() {
        "" => Vec::new(),
        _ => vec![Node::Item(Item { words: item.words.without_start(from), ..Item::default() })],
    };
    let title = Words { text: title.trim().to_owned(), lead_in: 0, ..item.words.clone() };
    let own = Item { words: title.clone(), children, ..item.clone() };
    Section { title: Some(title), part: Part::Own(own) }
}

/// What kind of section a title announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Purposes,
    Organisation,
    Tasks,
}

fn kind(title: &str) -> Option<Kind> {
    let lower = title.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(PURPOSES) || says(REQUIREMENTS) {
        Some(Kind::Purposes)
    } else if says(ORGANISATION) {
        Some(Kind::Organisation)
    } else {
        says(TASKS).then_some(Kind::Tasks)
    }
}

fn section(item: &Item, doubts: &mut Vec<Doubt>) -> Section {
    let part = match kind(&item.words.text) {
        Some(Kind::Purposes) => purposes(item),
        // "Phân công tổ chức thực hiện" with points and units is a part of the tasks.
        Some(Kind::Organisation) => Part::Organisation(clauses(&item.children, doubts)),
        Some(Kind::Tasks) => Part::Tasks(tasks(&item.children, doubts)),
        None if block::gives_work(&item.children) => Part::Tasks(tasks(&item.children, doubts)),
        None => Part::Own(item.clone()),
    };
    Section { title: Some(item.words.clone()), part }
}

/// "1. Mục đích", "2. Yêu cầu"; without such titles everything is a purpose.
fn purposes(section: &Item) -> Part {
    let (mut purposes, mut requirements, mut titles) = (Vec::new(), Vec::new(), Vec::new());
    let mut titled = |item: &Item, title: &str| {
        let lower = title.to_lowercase();
        let known = PURPOSES.iter().chain(REQUIREMENTS).copied();
        let said: Vec<&str> = known.filter(|word| lower.contains(word)).collect();
        titles.push(Words { text: said.join(" "), ..item.words.clone() });
    };
    let only_requirements = !says_any(&section.words.text, PURPOSES);
    let mut requiring = only_requirements;
    let mut add = |words: &Words, requiring: bool| {
        if requiring { requirements.push(words.clone()) } else { purposes.push(words.clone()) }
    };
    for item in section.items() {
        // "1. Mục đích: …" says it in the same line.
        let text = &item.words.text;
        let (title, said) = text.split_once(':').unwrap_or((text, ""));
        let is_title = title.split_whitespace().count() <= TITLE_WORDS;
        if is_title && says_any(title, REQUIREMENTS) && !says_any(title, PURPOSES) {
            requiring = true;
            titled(item, title);
        } else if is_title && says_any(title, PURPOSES) {
            requiring = false;
            titled(item, title);
        } else {
            add(&item.words, requiring);
        }
        if is_title && says_any(title, &[PURPOSES, REQUIREMENTS].concat()) && !said.trim().is_empty() {
            add(&item.words.without_start(title.len() + 1), requiring);
        }
        for below in leaves(&item.children) {
            add(below, requiring);
        }
    }
    Part::Purposes { purposes, requirements, titles }
}

/// A title is short.
const TITLE_WORDS: usize = 8;

fn says_any(text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase();
    words.iter().any(|word| lower.contains(word))
}

/// The words of all items below, in order.
fn leaves(nodes: &[Node]) -> Vec<&Words> {
    let mut found = Vec::new();
    for item in items(nodes) {
        found.push(&item.words);
        found.extend(leaves(&item.children));
    }
    found
}

/// Clauses of "Tổ chức thực hiện": each numbered item with everything under it is one.
fn clauses(nodes: &[Node], doubts: &mut Vec<Doubt>) -> Vec<Words> {
    let mut clauses: Vec<Words> = Vec::new();
    for node in nodes {
        match node {
            Node::Item(item) => {
                let below = leaves(&item.children);
                if below.is_empty() {
                    clauses.push(item.words.clone());
                    continue;
                }
                doubts.push(Doubt::at(&item.words, Doubtful::JoinedClause));
                clauses.push(block::joined(&announcing(&item.words), &below));
            }
            Node::Table(table) => {
                doubts.push(Doubt { places: table.places(), what: Doubtful::TableKeptOut });
            }
        }
    }
    clauses
}

/// "Văn phòng Sở" above dashes announces them.
fn announcing(words: &Words) -> Words {
    let is_title = words.text.split_whitespace().count() <= TITLE_WORDS;
    let ends = words.text.ends_with([':', ';', '.', ',']);
    let text = if is_title && !ends { format!("{}:", words.text) } else { words.text.clone() };
    Words { text, ..words.clone() }
}

/// The blocks of a part that says what is to be done.
fn tasks(nodes: &[Node], doubts: &mut Vec<Doubt>) -> Tasks {
    let mut tasks = Tasks::default();
    let mut direct: Vec<Node> = Vec::new();
    // Among headings, a numbered paragraph with nothing under it is one, too.
    let numbered = items(nodes).any(|item| counts(item) && is_heading(item));
    for node in nodes {
        match node {
            Node::Item(item) if is_heading(item) => {
                if holds_headings(item) {
                    group(item, &mut tasks, doubts);
                } else {
                    tasks.blocks.extend(headed(Some(&item.words), &item.children, doubts));
                }
            }
            Node::Item(item) if numbered && counts(item) && item.children.is_empty() => {
                tasks.blocks.push(block::of_paragraph(&item.words, doubts));
            }
            Node::Item(item) if tasks.blocks.is_empty() && direct.is_empty() && is_lead_in(item) => {
                tasks.lead_in.push(item.words.clone());
            }
            other => direct.push(other.clone()),
        }
    }
    if !direct.is_empty() {
        // What stands under no heading comes behind what does.
        tasks.blocks.extend(headed(None, &direct, doubts));
    }
    tasks
}

/// "1. Chỉ số năng lực cạnh tranh (PCI)" with headings of its own: their group.
fn group(item: &Item, tasks: &mut Tasks, doubts: &mut Vec<Doubt>) {
    let first = tasks.blocks.len();
    for below in &item.children {
        match below {
            Node::Item(heading) if is_heading(heading) => {
                if holds_headings(heading) {
                    group(heading, tasks, doubts);
                } else {
                    tasks.blocks.extend(headed(Some(&heading.words), &heading.children, doubts));
                }
            }
            Node::Item(text) if tasks.blocks.len() == first => {
                doubts.push(Doubt::at(&text.words, Doubtful::MovedToLeadIn));
                tasks.lead_in.push(text.words.clone());
            }
            other => tasks.blocks.extend(headed(None, std::slice::from_ref(other), doubts)),
        }
    }
    for block in &mut tasks.blocks[first..] {
        block.group.get_or_insert_with(|| item.words.clone());
    }
}

/// What stands under a heading; the rows of a table of tasks are entries, its groups of rows are blocks.
fn headed(title: Option<&Words>, nodes: &[Node], doubts: &mut Vec<Doubt>) -> Vec<Block> {
    let is_tasks = |node: &&Node| matches!(node, Node::Table(table) if table::gives_tasks(table));
    let (tables, rest): (Vec<&Node>, Vec<&Node>) = nodes.iter().partition(is_tasks);
    let rest: Vec<Node> = rest.into_iter().cloned().collect();
    let mut own = block::of(title, &rest, doubts);
    if tables.is_empty() {
        return vec![own];
    }
    let mut grouped: Vec<Block> = Vec::new();
    for node in tables {
        let Node::Table(table) = node else { continue };
        for block in table::blocks(table) {
            if block.title.is_none() {
                own.entries.extend(block.entries);
                own.left.extend(block.left);
            } else {
                grouped.push(Block { group: title.cloned(), ..block });
            }
        }
    }
    if !grouped.is_empty() && own.entries.is_empty() && own.division.is_empty() {
        // The title of the groups' heading stays with them; what else was read of it goes with the first.
        if let (Some(title), Some(first)) = (title, grouped.first_mut()) {
            doubts.push(Doubt::at(title, Doubtful::GroupTitle));
            first.directing.extend(own.directing);
            first.left.extend(own.left);
            first.target = first.target.take().or(own.target);
            return grouped;
        }
        grouped[0].left.extend(own.left);
        return grouped;
    }
    std::iter::once(own).chain(grouped).collect()
}

/// A title with entries below it; a paragraph with dashes is none, and no entry with the lines that say who does it.
fn is_heading(item: &Item) -> bool {
    (counts(item) || item.heading) && !item.children.is_empty() && !block::only_labels(item)
}

/// Whether it is numbered as headings are.
fn counts(item: &Item) -> bool {
    item.mark.as_ref().is_some_and(|mark| {
        matches!(mark.series, Series::Number(_) | Series::Roman | Series::Capital | Series::NumberParen)
    })
}

fn holds_headings(item: &Item) -> bool {
    item.items().any(is_heading)
}

/// A paragraph before the first heading that gives nothing to anybody.
fn is_lead_in(item: &Item) -> bool {
    item.mark.is_none() && item.children.is_empty() && !block::gives(&item.words.text)
}
