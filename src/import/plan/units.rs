//! What stands under a heading, thing by thing: items, tables, lines of labels, divisions of who does what.

use crate::import::sentence::labels::{self, Label, Labelled};
use crate::import::structure::{Item, Node, Series, Table, Words};

/// One thing under a heading, before it is decided what it is.
pub(super) enum Unit<'n> {
    Item(&'n Item),
    /// An item without what is none of its own: the last of several letters without the lines about all of them, "Nội
    /// dung: …" without the letter that it has beside lines of labels.
    Bare(Item),
    Table(&'n Table),
    /// "Cơ quan chủ trì: …": lines with the words that each was read from.
    Labels(Vec<Line<'n>>),
    /// "Phân công thực hiện:" with a line for each body.
    Division(&'n Words, Vec<&'n Item>),
}

/// The labels of a line.
pub(super) type Line<'n> = (Vec<Labelled>, &'n Words);

/// Lines of labels told from what they are about.
pub(super) fn units(nodes: &[Node]) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let counted: Vec<&Item> = crate::import::structure::items(nodes)
        .filter(|item| item.mark.as_ref().is_some_and(|mark| mark.series.counts()))
        .collect();
    let with_labels = counted.iter().filter(|item| label_tail(item) > 0).count();
    let lettered = are_labels(&counted);
    for node in nodes {
        let item = match node {
            Node::Item(item) => item,
            Node::Table(table) => {
                units.push(Unit::Table(table));
                continue;
            }
        };
        // Below the last of several letters, lines are about all of them.
        let is_last = counted.last().is_some_and(|last| std::ptr::eq(*last, item)) && is_letter(item);
        if is_last && counted.len() > 1 && with_labels == 1 && label_tail(item) > 0 {
            let from = item.children.len() - label_tail(item);
            units.push(Unit::Bare(Item { children: item.children[..from].to_vec(), ..item.clone() }));
            push_labels(&item.children[from..], &mut units);
            continue;
        }
        if lettered
            && let Some(found) = labels::of_line(&item.words.text).filter(|_| item.children.is_empty())
        {
            push_found(found, &item.words, &mut units);
        } else if lettered && says_content(item) {
            units.push(Unit::Bare(Item { mark: None, ..item.clone() }));
        } else {
            push_labels(std::slice::from_ref(node), &mut units);
        }
    }
    units
}

/// "a) Nội dung: …", "b) Cơ quan chủ trì: …", "c) Thời gian: …": whether letters or numbers stand before lines of labels
/// about one thing.
fn are_labels(counted: &[&Item]) -> bool {
    let labelled = |item: &&&Item| item.children.is_empty() && labels::of_line(&item.words.text).is_some();
    let leads = |item: &&&Item| {
        labelled(item) && labels::of_line(&item.words.text).is_some_and(|found| found[0].label == Label::Lead)
    };
    counted.iter().filter(leads).count() == 1 && counted.iter().filter(labelled).count() > 1
}

/// "Nội dung: Tổ chức …".
fn says_content(item: &Item) -> bool {
    let lower = item.words.text.to_lowercase();
    let labels =
        ["nội dung", "nội dung thực hiện", "nhiệm vụ", "mục tiêu", "yêu cầu", "giải pháp", "hình thức"];
    let label = lower.split_once(':').map(|(label, _)| label.trim());
    item.children.is_empty() && label.is_some_and(|label| labels.contains(&label))
}

/// Whether an item is a point, and no heading.
fn is_letter(item: &Item) -> bool {
    item.mark.as_ref().is_some_and(|mark| mark.series >= Series::NumberParen)
}

/// How many nodes at the end of an item are lines of labels.
pub(super) fn label_tail(item: &Item) -> usize {
    let first =
        item.children.iter().position(|node| matches!(node, Node::Item(line) if labels_of(line).is_some()));
    first.map_or(0, |first| item.children.len() - first)
}

/// The labels of a line; a numbered line is none.
pub(super) fn labels_of(item: &Item) -> Option<Vec<Labelled>> {
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
            Some(found) => push_found(found, &item.words, units),
            None => units.push(Unit::Item(item)),
        }
    }
}

/// One label a line: those of one thing stand below each other in any order, a framed note between them aside.
fn push_found<'n>(found: Vec<Labelled>, words: &'n Words, units: &mut Vec<Unit<'n>>) {
    let leads = |found: &[Labelled]| matches!(found[0].label, Label::Lead | Label::Division);
    let is_note = |unit: &Unit<'_>| matches!(unit, Unit::Item(item) if is_framed(item));
    let last = units.iter().rposition(|unit| !is_note(unit));
    if let Some(Unit::Labels(before)) = last.and_then(|last| units.get_mut(last)) {
        let begins = leads(&found) && before.iter().any(|(found, _)| leads(found));
        if !begins && found[0].label != Label::Division {
            before.push((found, words));
            return;
        }
    }
    units.push(Unit::Labels(vec![(found, words)]));
}

/// A note in a frame, which is about nothing below or above it.
pub(super) fn is_framed(item: &Item) -> bool {
    item.words.look.framed && item.children.is_empty()
}

pub(super) fn is_dash(item: &Item) -> bool {
    item.mark.as_ref().is_some_and(|mark| !mark.series.counts())
}

/// Whether an item can be what a line of labels is about.
pub(super) fn is_matter(item: &Item) -> bool {
    let divides = item.mark.is_some() && !is_letter(item);
    !divides && !item.heading && label_tail(item) == 0
}

/// How many lines at the beginning are a title of those below: without a mark or a final stop, above such as have
/// one.
pub(super) fn title_lines(matter: &[&Item]) -> usize {
    const LONGEST: usize = 30;
    let ended = |item: &Item| item.words.text.ends_with(['.', ';', ',']);
    let is_title = |item: &&&Item| {
        let short = item.words.text.split(' ').count() <= LONGEST;
        item.mark.is_none() && item.children.is_empty() && short && !ended(item)
    };
    let titles = matter.iter().take_while(is_title).count();
    let below = &matter[titles..];
    let differ = below.iter().all(|item| item.mark.is_some()) || below.iter().all(|item| ended(item));
    if differ && !below.is_empty() { titles } else { 0 }
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

pub(super) fn tables_in(nodes: &[Node]) -> Vec<&Table> {
    let mut tables = Vec::new();
    for node in nodes {
        match node {
            Node::Item(item) => tables.extend(tables_in(&item.children)),
            Node::Table(table) => tables.push(table),
        }
    }
    tables
}
