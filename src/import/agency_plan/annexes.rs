//! Phụ lục của kế hoạch một cơ quan: a table that says the entries once more is made by the program; tasks that
//! stand only there become entries; parts have no annexes for anything else.

use std::collections::BTreeSet;

use super::answers;
use super::doubt::{Doubt, Doubtful};
use super::own_sections::all_words;
use super::part::Left;
use super::people;
use super::sections::{Part, Section, Tasks};
use super::table;
use crate::import::structure::{Annex, Document, Node, Words};
use crate::text::likeness;

/// Takes what tasks the annexes have into the sections; the words that are in no entry, with the reason.
pub(super) fn taken(
    document: &Document,
    sections: &mut Vec<Section>,
    doubts: &mut Vec<Doubt>,
) -> Vec<(Words, Left)> {
    let mut left = Vec::new();
    for annex in &document.annexes {
        let head: Vec<&Words> = annex.label.iter().chain(&annex.title).chain(&annex.attached).collect();
        let first = head.first().copied().cloned().unwrap_or_default();
        let blocks = tables(annex).into_iter().flat_map(table::blocks).collect::<Vec<_>>();
        let known: BTreeSet<String> = people::blocks(sections)
            .flat_map(|block| &block.entries)
            .map(|entry| likeness::key(&entry.words.text))
            .collect();
        let mut entries = blocks.iter().flat_map(|block| &block.entries).peekable();
        let is_table = entries.peek().is_some();
        if is_table && entries.all(|entry| is_known(&entry.words.text, &known)) {
            left.extend(head.into_iter().map(|words| (words.clone(), Left::Repeated)));
            left.extend(all_words(&annex.body).into_iter().map(|words| (words, Left::Repeated)));
            continue;
        }
        left.extend(head.into_iter().map(|words| (words.clone(), Left::NoPlace)));
        if !is_table {
            doubts.push(Doubt::at(&first, Doubtful::AnnexKeptOut));
            left.extend(all_words(&annex.body).into_iter().map(|words| (words, Left::NoPlace)));
            continue;
        }
        doubts.push(Doubt::at(&first, Doubtful::AnnexTaken));
        let rest = annex.body.iter().filter(|node| !is_tasks(node)).cloned().collect::<Vec<_>>();
        if let Some(first) = all_words(&rest).first() {
            doubts.push(Doubt::at(first, Doubtful::NoPlace { words: first.text.clone() }));
        }
        left.extend(all_words(&rest).into_iter().map(|words| (words, Left::NoPlace)));
        sections.push(Section { title: None, part: Part::Tasks(Tasks { lead_in: Vec::new(), blocks }) });
    }
    left
}

/// Whether a row is one of the entries: both alone, or each with the place of what it answers.
fn is_known(row: &str, known: &BTreeSet<String>) -> bool {
    if known.contains(&likeness::key(row)) {
        return true;
    }
    let Some((said, _)) = row.split_once(" (Căn cứ") else { return false };
    let said = likeness::key(said);
    let cites = |rest: &str| rest.is_empty() || answers::is_place(rest);
    known.iter().any(|entry| entry.strip_prefix(said.as_str()).is_some_and(cites))
}

fn is_tasks(node: &Node) -> bool {
    matches!(node, Node::Table(table) if table::gives_tasks(table))
}

fn tables(annex: &Annex) -> Vec<&crate::import::structure::Table> {
    let tables = annex.body.iter().filter_map(|node| match node {
        Node::Table(table) if table::gives_tasks(table) => Some(table),
        _ => None,
    });
    tables.collect()
}
