//! What stands under a heading: paragraphs, lists, tables, points of assignments, and lines that say for all
//! of them who does them.

use super::builder::{Builder, text};
use super::given::Role;
use super::heading::narrowed;
use super::pack::Element;
use super::rows;
use super::tables::table_lines;
use super::units::{Unit, is_framed, is_matter, merged, tables_in, units};
use crate::content::raw::{RawHeading, RawTask};
use crate::import::names::Who;
use crate::import::notes::{Anchor, What};
use crate::import::structure::{Item, Node, Table, Words};
use crate::import::task_table::columns;
use crate::text::end_mark::without_end_mark;
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
        // How many there are where it is said of the heading itself who does it.
        let mut said: Option<usize> = None;
        // Items that no line has assigned yet, and framed notes among them.
        let mut open: Vec<&Item> = Vec::new();
        let mut notes: Vec<&Item> = Vec::new();
        for unit in &units {
            match unit {
                Unit::Item(item) if !open.is_empty() && is_framed(item) => notes.push(item),
                Unit::Item(item) if groups > 0 && is_matter(item) => open.push(item),
                Unit::Bare(item) => open.push(item),
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
                    self.flush(&mut notes, &mut elements, context);
                    said = own.task.is_some().then_some(elements.len());
                }
                Unit::Division(words, lines) => {
                    let matter = std::mem::take(&mut open);
                    self.divided(words, lines, matter, context, &mut elements);
                    self.flush(&mut notes, &mut elements, context);
                }
            }
        }
        self.flush(&mut open, &mut elements, context);
        self.flush(&mut notes, &mut elements, context);
        match said {
            None => self.tell_unassigned(nodes, &elements, context),
            // "Chủ trì: …", and then the title of what comes next.
            Some(said) => self.tell_behind_labels(nodes, &elements[said..]),
        }
        (elements, own)
    }

    /// Words behind the lines that say who does what stands above them.
    fn tell_behind_labels(&mut self, nodes: &[Node], elements: &[Element]) {
        for element in elements {
            if let Element::Paragraph(words) | Element::Dash(words) = element {
                let place = place_of(nodes, words);
                self.note(
                    &place,
                    What::Unassigned { words: words.to_string() },
                    Anchor::Text(words.to_string()),
                );
            }
        }
    }

    /// Among those that are given to somebody, words that name nobody are doubtful.
    fn tell_unassigned(&mut self, nodes: &[Node], elements: &[Element], context: Context) {
        let gives =
            |element: &Element| matches!(element, Element::Given(_) | Element::Duty(_) | Element::Row(_));
        let below = |element: &Element| matches!(element, Element::Child(child) if names_somebody(child));
        let organises = context.role == Role::Organisation && context.depth <= 1;
        // Above headings that give something, words may lead in to them.
        let among = organises || elements.iter().any(gives);
        if !context.gives || !among && !elements.iter().any(below) {
            return;
        }
        for element in elements {
            let words = match element {
                Element::Paragraph(words) | Element::Dash(words) if among => words,
                Element::Child(child) if !names_somebody(child) && is_to_give(child, context) => {
                    match (&child.title, child.paragraphs.first()) {
                        (Some(words), _) | (None, Some(words)) => words,
                        (None, None) => continue,
                    }
                }
                _ => continue,
            };
            let introduces = words.ends_with(':') || words.to_lowercase().contains("phụ lục");
            if introduces || self.is_told_behind(words) {
                continue;
            }
            let place = place_of(nodes, words);
            self.note(&place, What::Unassigned { words: words.to_string() }, Anchor::Text(words.to_string()));
        }
    }

    pub(super) fn flush(&mut self, open: &mut Vec<&Item>, elements: &mut Vec<Element>, context: Context) {
        for item in std::mem::take(open) {
            self.item(item, context, elements);
        }
    }

    /// One item by itself.
    pub(super) fn item(&mut self, item: &Item, context: Context, elements: &mut Vec<Element>) {
        if context.gives
            && let Some(given) = self.given(item, context)
        {
            elements.extend(given);
            return;
        }
        if context.gives
            && let Some(titled) = self.titled(item)
        {
            return self.item(&titled, context, elements);
        }
        let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
        if counted || item.heading && !item.children.is_empty() {
            if self.has_room(context) {
                let heading = self.heading_assigned(item, Context { depth: context.depth + 1, ..context });
                elements.push(Element::Child(Box::new(heading)));
            } else {
                self.flattened(item, context, elements);
            }
            return;
        }
        if context.gives
            && item.items().next().is_none()
            && let Some((sentence, said)) = self.assigned_at_end(&item.words)
        {
            let read = |builder: &mut Self| {
                let task = builder.task(&upper_first(&sentence), &item.words, context);
                let deadlines = if said.deadlines.is_empty() { task.deadlines } else { said.deadlines };
                RawTask { text: task.text, nature: task.nature, through: task.through, deadlines, ..said }
            };
            self.row(read, &item.words.text, &item.words, elements);
            self.tables_below(item, context, elements);
            return;
        }
        let whole = merged(item);
        let listed = item.mark.as_ref().is_some_and(|mark| !mark.series.counts());
        let words = text(&without_end_mark(&whole).unwrap_or(whole));
        elements.push(if listed { Element::Dash(words) } else { Element::Paragraph(words) });
        self.tables_below(item, context, elements);
    }

    /// "1. Nâng cao nhận thức: Sở Giáo dục và Đào tạo tuyên truyền …": a title, and below it the sentence that names who
    /// does what it says.
    fn titled(&self, item: &Item) -> Option<Item> {
        const LONGEST: usize = 15;
        let words = &item.words;
        let counted = item.mark.as_ref().is_some_and(|mark| mark.series.counts());
        let (title, rest) = words.text.split_once(": ").filter(|_| counted && !item.heading)?;
        if title.split(' ').count() > LONGEST || title.contains(['.', ';', '(']) {
            return None;
        }
        let opening = self.opening(rest)?;
        let named = opening.list.mentions.iter().any(|mention| matches!(mention.who, Who::Named(_)));
        let sentence = Item { words: words.without_start(words.text.len() - rest.len()), ..Item::default() };
        let children = std::iter::once(Node::Item(sentence)).chain(item.children.iter().cloned()).collect();
        let title = Words { text: title.to_owned(), lead_in: 0, ..words.clone() };
        (named && !opening.sentence.is_empty() && !opening.closed).then(|| Item {
            words: title,
            heading: true,
            children,
            mark: item.mark.clone(),
        })
    }

    /// The tables under an item whose words were taken together.
    pub(super) fn tables_below(&mut self, item: &Item, context: Context, elements: &mut Vec<Element>) {
        for table in tables_in(&item.children) {
            self.table(table, context, elements);
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
                Node::Item(child) => {
                    elements.push(Element::Dash(text(&merged(child))));
                    self.tables_below(child, context, elements);
                }
                Node::Table(table) => self.table(table, context, elements),
            }
        }
    }

    /// A task by itself, with all of its assignment as it is read; where nobody leads it is kept as it is
    /// typed, for only words can say who else is in it.
    pub fn row(
        &mut self,
        read: impl FnOnce(&mut Self) -> RawTask,
        typed: &str,
        words: &Words,
        elements: &mut Vec<Element>,
    ) {
        let before = self.built();
        let task = read(self);
        if task.lead.as_ref().is_none_or(Vec::is_empty) {
            self.take_back(before);
            let typed = text(typed);
            self.note(words, What::NoLead { task: typed.to_string() }, Anchor::Text(typed.to_string()));
            elements.push(Element::Dash(typed));
            return;
        }
        self.counts.tasks += 1;
        self.counts.leads += task.lead.as_ref().map_or(0, Vec::len);
        self.counts.supporting += task.supporting.as_ref().map_or(0, Vec::len);
        elements.push(Element::Row(task));
    }

    /// A table of tasks as rows; any other as it stands.
    pub(super) fn table(&mut self, table: &Table, context: Context, elements: &mut Vec<Element>) {
        if context.gives
            && let Some(columns) = columns(table)
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
}

/// Whether something should be given to somebody below a heading, by its title.
fn is_to_give(heading: &RawHeading, context: Context) -> bool {
    heading.title.as_ref().is_none_or(|title| narrowed(context, title).gives)
}

/// The words of the source that a paragraph, or the title of a group in a table, was made of.
fn place_of(nodes: &[Node], words: &str) -> Words {
    let begins = |one: &&Words| {
        !one.text.is_empty()
            && words.starts_with(text(one.text.trim_end_matches(['.', '/', ':', ' '])).as_str())
    };
    let items = crate::import::structure::items(nodes).map(|item| &item.words);
    let tables = nodes.iter().filter_map(|node| match node {
        Node::Table(table) => Some(table),
        Node::Item(_) => None,
    });
    let cells = tables.flat_map(|table| &table.rows).flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
    items.chain(cells).find(begins).cloned().unwrap_or_default()
}

/// Whether something below a heading, or the heading itself, is given to somebody.
pub(super) fn names_somebody(heading: &RawHeading) -> bool {
    !heading.lead.is_empty()
        || heading.index.is_some()
        || heading
            .stretches()
            .any(|stretch| stretch.given().next().is_some() || stretch.children.iter().any(names_somebody))
}

/// A heading whose words are its task.
pub(super) fn with_own(heading: RawHeading, own: Own) -> RawHeading {
    let Some(task) = own.task else { return heading };
    RawHeading {
        lead: task.lead.unwrap_or_default(),
        supporting: task.supporting.unwrap_or_default(),
        except: task.except.unwrap_or_default(),
        deadlines: task.deadlines,
        output: task.output,
        money: task.money,
        ..heading
    }
}
