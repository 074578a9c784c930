//! Phụ lục: tables of tasks, and whatever else is attached to a plan.

use super::builder::{Builder, text};
use super::content::Context;
use super::pack::{self, Element};
use super::{in_annex, rows};
use crate::content::raw::{RawAnnex, RawAnnexKind, RawPlan};
use crate::import::notes::WhyLeftOut;
use crate::import::structure::{Annex, Document, Node, Table};

impl Builder<'_> {
    /// The annexes of a document; `whole` where the document is one itself.
    pub fn annexes(&mut self, document: &Document, whole: bool, plan: &mut RawPlan) {
        if whole && !document.body.is_empty() {
            let own = Annex {
                title: document.subject.clone().or_else(|| document.kind.clone()),
                body: document.body.clone(),
                ..Annex::default()
            };
            let annex = self.annex(&own);
            plan.annexes.push(annex);
        }
        for annex in &document.annexes {
            let annex = self.annex(annex);
            plan.annexes.push(annex);
        }
    }

    fn annex(&mut self, annex: &Annex) -> RawAnnex {
        self.counts.annexes += 1;
        if let Some(label) = &annex.label {
            self.leave_out(label, &label.text, WhyLeftOut::Official);
        }
        for words in &annex.attached {
            self.leave_out(words, &words.text, WhyLeftOut::Attached);
        }
        let given = tables(&annex.body).iter().any(|table| rows::columns(table).is_some());
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
        let raw = RawAnnex {
            kind: if given { RawAnnexKind::BangNhiemVu } else { RawAnnexKind::VanBan },
            title: text(title.unwrap_or("Phụ lục")),
            family: None,
            paragraphs: Vec::new(),
            dashes: Vec::new(),
            tables: Vec::new(),
            tasks: Vec::new(),
            children: Vec::new(),
            further: Vec::new(),
            closing_line: None,
        };
        pack::into_annex(raw, elements)
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
