//! Phụ lục: tables of tasks, and whatever else is attached to a plan.

use std::collections::BTreeSet;

use super::builder::{Builder, text};
use super::content::Context;
use super::in_annex;
use super::pack::{self, Element};
use crate::content::raw::{RawAnnex, RawAnnexKind, RawHeading, RawPlan};
use crate::import::notes::WhyLeftOut;
use crate::import::structure::{Annex, Document, Node, RowKind, Table, TableRow};
use crate::import::task_table::{Column, columns};
use crate::text::likeness;

impl Builder<'_> {
    /// The annexes of a document; `whole` where the document is one itself.
    pub fn annexes(&mut self, document: &Document, whole: bool, plan: &mut RawPlan) {
        if whole && !document.body.is_empty() {
            let own = Annex {
                title: document.subject.clone().or_else(|| document.kind.clone()),
                body: document.body.clone(),
                ..Annex::default()
            };
            let annex = self.annex(&own, plan);
            plan.annexes.push(annex);
        }
        for annex in &document.annexes {
            let annex = self.annex(annex, plan);
            plan.annexes.push(annex);
        }
    }

    /// An annex whose table repeats the tasks of the plan, body by body: the program makes it anew.
    fn repeated(&mut self, annex: &Annex, plan: &RawPlan) -> Option<RawAnnex> {
        let [Node::Table(table), rest @ ..] = annex.body.as_slice() else { return None };
        let short = rest.iter().all(|node| matches!(node, Node::Item(item) if item.children.is_empty()))
            && rest.len() <= 2;
        let column = columns(table)?.iter().position(|column| *column == Column::Task)?;
        let known = spoken(plan);
        let data: Vec<&TableRow> = table.rows.iter().filter(|row| row.kind == RowKind::Data).collect();
        let repeats = |row: &&&TableRow| {
            row.cells.iter().any(|cell| cell.column == column && known.contains(&likeness::key(&cell.text())))
                || row.cells.iter().any(|cell| cell.text().starts_with("Phối hợp thực hiện các nhiệm vụ"))
                || row.cells.iter().any(|cell| cell.text().starts_with("Cùng chủ trì nhiệm vụ"))
        };
        let count = data.iter().filter(repeats).count();
        if !short || data.is_empty() || count < data.len() {
            return None;
        }
        for line in table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines) {
            self.leave_out(line, &line.text, WhyLeftOut::Repeated);
        }
        for item in crate::import::structure::items(rest) {
            self.leave_out(&item.words, &item.words.text, WhyLeftOut::Repeated);
        }
        let title = annex.title.as_ref().map_or("Phụ lục", |words| words.text.as_str());
        let family = self.families.keys().find(|family| title.contains(&format!("({family})")));
        Some(RawAnnex { family: family.map(|family| text(family)), ..blank(RawAnnexKind::NhiemVu, title) })
    }

    fn annex(&mut self, annex: &Annex, plan: &RawPlan) -> RawAnnex {
        self.counts.annexes += 1;
        if let Some(label) = &annex.label {
            self.leave_out(label, &label.text, WhyLeftOut::Official);
        }
        for words in &annex.attached {
            self.leave_out(words, &words.text, WhyLeftOut::Attached);
        }
        if let Some(raw) = self.repeated(annex, plan) {
            return raw;
        }
        let given = tables(&annex.body).iter().any(|table| columns(table).is_some());
        let mut elements: Vec<Element> = Vec::new();
        if given {
            for node in &annex.body {
                let table = matches!(node, Node::Table(_));
                let context = Context { gives: table, ..in_annex() };
                elements.extend(self.content(std::slice::from_ref(node), context).0);
            }
        } else {
            elements = self.content(&annex.body, in_annex()).0;
        }
        let title = annex.title.as_ref().or(annex.label.as_ref()).map(|words| words.text.as_str());
        let kind = if given { RawAnnexKind::BangNhiemVu } else { RawAnnexKind::VanBan };
        pack::into_annex(blank(kind, title.unwrap_or("Phụ lục")), elements)
    }
}

fn blank(kind: RawAnnexKind, title: &str) -> RawAnnex {
    RawAnnex {
        kind,
        title: text(title),
        family: None,
        paragraphs: Vec::new(),
        dashes: Vec::new(),
        tables: Vec::new(),
        tasks: Vec::new(),
        children: Vec::new(),
        further: Vec::new(),
        closing_line: None,
    }
}

/// What the tasks and paragraphs of a plan say, to be found by.
fn spoken(plan: &RawPlan) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    plan.sections.iter().for_each(|section| heading(section, &mut known));
    // A heading without words of its own says nothing that a blank cell could repeat.
    known.remove("");
    known
}

fn heading(of: &RawHeading, known: &mut BTreeSet<String>) {
    let words: Vec<String> =
        of.stretches().flat_map(|stretch| stretch.words().map(ToString::to_string)).collect();
    known.insert(likeness::key(&words.join(" ")));
    for stretch in of.stretches() {
        known.extend(stretch.words().map(|words| likeness::key(words)));
        known.extend(stretch.given().map(|task| likeness::key(&task.text)));
        stretch.children.iter().for_each(|child| heading(child, known));
    }
}

fn tables(nodes: &[Node]) -> Vec<&Table> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Item(item) => found.extend(tables(&item.children)),
            Node::Table(table) => found.push(table),
        }
    }
    found
}
