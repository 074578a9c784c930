//! The pages of the PDF, read from their positioned items.

use std::collections::BTreeMap;

use kehoach::length::Length;
use kehoach::render::font::FontSet;
use kehoach::render::layout::{Artefact, Item, Layout, NodeId, Page, Placed, Role, Tag, TextRun};
use kehoach::render::style::{ASCENT, DESCENT};

use crate::samples::Sample;

/// One line of a node: the runs of it that share a baseline.
pub struct Line<'a> {
    pub page: usize,
    pub runs: Vec<&'a TextRun>,
}

impl Line<'_> {
    pub fn left(&self) -> Length {
        self.runs[0].x
    }

    pub fn right(&self) -> Length {
        self.runs.iter().map(|run| right_edge(run)).fold(Length::ZERO, Length::max)
    }

    pub fn width(&self) -> Length {
        self.right() - self.left()
    }

    pub fn y(&self) -> Length {
        self.runs[0].y
    }

    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.replace('\u{a0}', " ")).collect()
    }
}

/// Where the ink of a run ends, the space at the end of a line left out.
pub fn right_edge(run: &TextRun) -> Length {
    let text = run.text.trim_end_matches(' ');
    let spaces = text.chars().filter(|c| matches!(c, ' ' | '\u{a0}')).count();
    run.x + FontSet::bundled().width(text, run.face, run.size) + run.gap * spaces as f64
}

pub fn top(run: &TextRun) -> Length {
    run.y - run.size * ASCENT
}

pub fn foot(run: &TextRun) -> Length {
    run.y + run.size * DESCENT
}

/// The content of a page, without page numbers and repeated rows.
pub fn content(page: &Page) -> impl Iterator<Item = (NodeId, &TextRun)> {
    page.items.iter().filter_map(|placed| match (placed.tag, &placed.item) {
        (Tag::Node(node), Item::Text(run)) => Some((node, run)),
        _ => None,
    })
}

/// What stands on a page for orientation only.
pub fn pagination(page: &Page) -> impl Iterator<Item = &TextRun> {
    page.items.iter().filter_map(|placed| match placed {
        Placed { tag: Tag::Artefact(Artefact::Pagination), item: Item::Text(run) } => Some(run),
        _ => None,
    })
}

/// The lines of every node, over all pages.
pub fn lines(layout: &Layout) -> BTreeMap<NodeId, Vec<Line<'_>>> {
    let mut nodes: BTreeMap<NodeId, Vec<Line<'_>>> = BTreeMap::new();
    for (page, sheet) in layout.pages.iter().enumerate() {
        for (node, run) in content(sheet) {
            let lines = nodes.entry(node).or_default();
            match lines.last_mut() {
                Some(line) if line.page == page && line.runs[0].y == run.y => line.runs.push(run),
                _ => lines.push(Line { page, runs: vec![run] }),
            }
        }
    }
    nodes
}

/// Horizontal rules of a page: start, end and height.
pub fn rules(page: &Page) -> Vec<(Length, Length, Length)> {
    let rule = |placed: &Placed| match &placed.item {
        Item::Rule { from, to, .. } if from.1 == to.1 => Some((from.0, to.0, from.1)),
        _ => None,
    };
    page.items.iter().filter_map(rule).collect()
}

/// The first line of the whole text that begins with `start`.
pub fn starting<'a>(layout: &'a Layout, start: &str) -> Option<(usize, &'a TextRun)> {
    let pages = layout.pages.iter().enumerate();
    pages
        .flat_map(|(at, page)| content(page).map(move |(_, run)| (at, run)))
        .find(|(_, run)| run.text.replace('\u{a0}', " ").starts_with(start))
}

/// Index of the first page of every section: the main text, then each annex.
pub fn section_starts(sample: &Sample) -> Vec<usize> {
    let mut starts = vec![0];
    for annex in &sample.document.annexes {
        let from = *starts.last().expect("the main text");
        let opens = |page: &&(usize, &Page)| {
            content(page.1).next().is_some_and(|(node, run)| {
                sample.layout.tree.role(node) == Role::Heading(1)
                    && run.text.trim().replace('\u{a0}', " ") == annex.label.replace('\u{a0}', " ")
            })
        };
        let pages: Vec<(usize, &Page)> = sample.layout.pages.iter().enumerate().skip(from + 1).collect();
        starts.push(pages.iter().find(opens).map_or(usize::MAX, |(at, _)| *at));
    }
    starts
}

/// Text in reading order: every node's own text, its children after it.
pub fn reading_order(layout: &Layout) -> String {
    let nodes = layout.tree.nodes();
    let mut own: BTreeMap<NodeId, String> = BTreeMap::new();
    for (node, run) in layout.pages.iter().flat_map(content) {
        own.entry(node).or_default().push_str(&run.text);
    }
    let mut text = String::new();
    let mut open = vec![NodeId(0)];
    while let Some(node) = open.pop() {
        if let Some(own) = own.get(&node) {
            text.push_str(own);
            text.push('\n');
        }
        open.extend(nodes[node.0].children.iter().rev());
    }
    text
}
