//! Các câu của nhiệm vụ: every sentence of a plan that is given to somebody, and where it stands in the source.

use std::ops::Range;

use crate::content::raw::{RawAssignment, RawHeading, RawParty, RawPlan, RawStretch, RawTask, Text};
use crate::import::notes::Place;
use crate::import::structure::{Document, Node, Words};

/// Câu giao việc.
#[derive(Debug)]
pub(super) struct Sentence<'p> {
    pub words: &'p Text,
    /// Those who lead, and those who support.
    pub given: Vec<&'p RawParty>,
    /// It has a deadline, or those have one that it is said with.
    pub is_due: bool,
}

/// The sentences of a plan, in its order.
pub(super) fn of(plan: &RawPlan) -> Vec<Sentence<'_>> {
    let mut sentences = Sentences(Vec::new());
    for section in &plan.sections {
        sentences.heading(section);
    }
    for annex in &plan.annexes {
        sentences.tasks(&annex.tasks, &[], false);
        annex.children.iter().for_each(|child| sentences.heading(child));
        annex.further.iter().for_each(|stretch| sentences.stretch(stretch));
    }
    sentences.0
}

struct Sentences<'p>(Vec<Sentence<'p>>);

impl<'p> Sentences<'p> {
    fn heading(&mut self, of: &'p RawHeading) {
        if !of.lead.is_empty() {
            let given: Vec<&RawParty> = of.lead.iter().chain(&of.supporting).collect();
            let is_due = !of.deadlines.is_empty();
            let own = of.paragraphs.iter().chain(&of.dashes);
            self.0.extend(own.map(|words| Sentence { words, given: given.clone(), is_due }));
        }
        self.given(of.assignments.iter().chain(&of.duties));
        self.tasks(&of.tasks, &[], false);
        of.children.iter().for_each(|child| self.heading(child));
        of.further.iter().for_each(|stretch| self.stretch(stretch));
    }

    fn stretch(&mut self, of: &'p RawStretch) {
        self.given(of.assignments.iter().chain(&of.duties));
        self.tasks(&of.tasks, &[], false);
        of.children.iter().for_each(|child| self.heading(child));
    }

    fn given(&mut self, all: impl Iterator<Item = &'p RawAssignment>) {
        for one in all {
            let given: Vec<&RawParty> = one.lead.iter().chain(&one.supporting).collect();
            self.tasks(&one.tasks, &given, !one.deadlines.is_empty());
        }
    }

    fn tasks(&mut self, tasks: &'p [RawTask], given: &[&'p RawParty], is_due: bool) {
        for task in tasks {
            let own = task.lead.iter().chain(&task.supporting).flatten();
            let given = given.iter().copied().chain(own).collect();
            self.0.push(Sentence { words: &task.text, given, is_due: is_due || !task.deadlines.is_empty() });
        }
    }
}

/// The paragraph that some words of a sentence stand in: found with as much of what stands around them as one has.
pub(super) fn place(documents: &[&Document], whole: &str, range: Range<usize>) -> Place {
    const AROUND: usize = 60;
    let start = |at: usize| (0..=at).rev().find(|at| whole.is_char_boundary(*at)).unwrap_or_default();
    let end = |at: usize| (at..=whole.len()).find(|at| whole.is_char_boundary(*at)).unwrap_or(whole.len());
    let (from, to) = (start(range.start.saturating_sub(AROUND)), end((range.end + AROUND).min(whole.len())));
    let more = whole[from..to].trim_end_matches(['.', ';', '/', ' ']);
    let before = &whole[from..range.end];
    let parts = [more, before, &whole[range]].into_iter();
    parts.filter_map(|part| stands(documents, part)).next().unwrap_or_default()
}

fn stands(documents: &[&Document], part: &str) -> Option<Place> {
    let part = part.to_lowercase();
    let holds = |words: &Words| words.text.to_lowercase().contains(&part);
    documents.iter().enumerate().find_map(|(file, document)| {
        let annexes = document.annexes.iter().map(|annex| annex.body.as_slice());
        let mut bodies = std::iter::once(document.body.as_slice()).chain(annexes);
        let words = bodies.find_map(|nodes| first(nodes, &holds))?;
        Some(Place { file, paragraph: words.place() })
    })
}

/// The first words below that something holds of.
fn first<'n>(nodes: &'n [Node], holds: &impl Fn(&Words) -> bool) -> Option<&'n Words> {
    nodes.iter().find_map(|node| match node {
        Node::Item(item) if holds(&item.words) => Some(&item.words),
        Node::Item(item) => first(&item.children, holds),
        Node::Table(table) => table
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .flat_map(|cell| &cell.lines)
            .find(|words| holds(words)),
    })
}
