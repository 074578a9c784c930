//! Mục riêng: sections of the agency's own as they stand, and where the parts that the program prints have their place.

use super::Reading;
use super::doubt::{Doubt, Doubtful};
use super::part::Left;
use crate::content::raw::{RawOverlay, RawOwnClause, RawOwnSection, RawPart};
use crate::content::yaml::Located;
use crate::import::plan::{self, text};
use crate::import::structure::{Item, Node, Table, Words};

impl Reading<'_, '_> {
    /// A section of the agency's own, as it stands.
    pub(super) fn own_section(
        &self,
        item: &Item,
        doubts: &mut Vec<Doubt>,
        left: &mut Vec<(Words, Left)>,
    ) -> RawOwnSection {
        let mut section = RawOwnSection {
            part: None,
            title: Some(text(&self.cases.sentence(&item.words.text))),
            paragraphs: Vec::new(),
            dashes: Vec::new(),
            tables: Vec::new(),
            clauses: Vec::new(),
        };
        for node in &item.children {
            let below = match node {
                Node::Item(below) => below,
                Node::Table(table) => {
                    section.tables.extend(plan::plain(table));
                    continue;
                }
            };
            let is_dash = below.mark.as_ref().is_some_and(|mark| !mark.series.counts());
            if !below.children.is_empty() || (below.mark.is_some() && !is_dash) {
                section.clauses.push(own_clause(below, doubts, left));
            } else if is_dash {
                section.dashes.push(text(&below.words.text));
            } else {
                section.paragraphs.push(text(&below.words.text));
            }
        }
        section
    }
}

/// Whether a part has its place already.
pub(super) fn has_part(overlay: &RawOverlay, part: RawPart) -> bool {
    overlay.sections.iter().any(|section| section.part.as_ref().is_some_and(|it| **it == part))
}

/// Where a part of the document stands, under the title that the program gives it.
pub(super) fn of_part(part: RawPart) -> RawOwnSection {
    RawOwnSection {
        part: Some(Located::new(part, 0..0)),
        title: None,
        paragraphs: Vec::new(),
        dashes: Vec::new(),
        tables: Vec::new(),
        clauses: Vec::new(),
    }
}

/// A clause of an own section: dashes, paragraphs; what stands deeper is said to have no place.
fn own_clause(item: &Item, doubts: &mut Vec<Doubt>, left: &mut Vec<(Words, Left)>) -> RawOwnClause {
    let mut clause = RawOwnClause {
        title: text(item.words.text.trim_end_matches([':', '.'])),
        paragraphs: Vec::new(),
        dashes: Vec::new(),
    };
    for node in &item.children {
        match node {
            Node::Item(line) => {
                let into = if line.mark.is_some() { &mut clause.dashes } else { &mut clause.paragraphs };
                into.push(text(&line.words.text));
                into.extend(all_words(&line.children).iter().map(|words| text(&words.text)));
            }
            Node::Table(table) => {
                doubts.push(Doubt { places: table.places(), what: Doubtful::TableKeptOut });
                left.extend(words_of(table).map(|words| (words, Left::NoPlace)));
            }
        }
    }
    clause
}

/// All words below, in order, those of tables too.
pub(super) fn all_words(nodes: &[Node]) -> Vec<Words> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Item(item) => {
                found.push(item.words.clone());
                found.extend(all_words(&item.children));
            }
            Node::Table(table) => found.extend(words_of(table)),
        }
    }
    found
}

fn words_of(table: &Table) -> impl Iterator<Item = Words> + '_ {
    table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| cell.lines.clone())
}
