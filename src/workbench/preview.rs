//! Trang in: the pages of a document as they will be printed, drawn from the program's own layout.
//!
//! A page is sent again only where it looks different: each has the digest of what is drawn. A line of a page
//! leads to the field that it prints, and the field leads back: by the document's own trace, which says of
//! each line what it is made of; where a line has none, as in a table, by the words of the field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::account::{self, Account};
use super::desk::{Content, Key};
use crate::app::Job;
use crate::diagnostic::Diagnostic;
use crate::document::{BlockKind, Document, plain_text};
use crate::output::Digest;
use crate::render::font::FontSet;
use crate::render::layout::{self, NodeId};
use crate::render::svg::{self, Link};
use crate::template::Origin;

/// The pages of one document.
#[derive(Debug)]
pub struct Preview {
    pub name: String,
    pub account: Account,
    pub pages: Vec<Arc<Page>>,
    /// Its files: annexes may be files of their own.
    pub papers: usize,
    /// On which page a field begins, from 1.
    pub on_page: BTreeMap<String, usize>,
    /// What is said of the document.
    pub findings: Vec<Diagnostic>,
    /// The pages are those of an earlier content: errors leave nothing to draw from the present one.
    pub stale: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Page {
    pub svg: String,
    pub digest: String,
}

/// The id that a field has among the lines of the pages.
pub fn line_id(field: &str) -> String {
    format!("in-{field}")
}

/// Makes and draws a document; `None` where there is no such document. `before` are the pages that were
/// drawn last: they stand as long as errors leave nothing else.
pub fn of(content: &Content, key: &Key, before: Option<&Preview>) -> Option<Preview> {
    let open = match content.open(key.year) {
        Ok(open) => open,
        Err(refused) => {
            let findings = refused.into_findings();
            return before.map(|before| stale(before, Account::default(), findings));
        }
    };
    let job = key.job(&open)?;
    let account = account::of(&open, &job);
    let made = match job.make(&open) {
        Ok(made) => made,
        Err(findings) => {
            return Some(match before {
                Some(before) => stale(before, account, findings),
                None => empty(&job, account, findings),
            });
        }
    };
    let (pages, on_page) = draw(&made.document, &account, open.inputs.fonts.set());
    let papers = made.document.papers().len();
    Some(Preview { name: job.name(), account, pages, papers, on_page, findings: made.findings, stale: false })
}

fn stale(before: &Preview, account: Account, findings: Vec<Diagnostic>) -> Preview {
    Preview {
        name: before.name.clone(),
        account,
        pages: before.pages.clone(),
        papers: before.papers,
        on_page: before.on_page.clone(),
        findings,
        stale: true,
    }
}

fn empty(job: &Job<'_>, account: Account, findings: Vec<Diagnostic>) -> Preview {
    let (pages, on_page) = (Vec::new(), BTreeMap::new());
    Preview { name: job.name(), account, pages, papers: 0, on_page, findings, stale: true }
}

/// Every page of every file of a document.
pub fn draw(
    document: &Document,
    account: &Account,
    fonts: &FontSet,
) -> (Vec<Arc<Page>>, BTreeMap<String, usize>) {
    let mut writer = svg::Writer::new(fonts);
    let mut pages: Vec<Arc<Page>> = Vec::new();
    let mut on_page = BTreeMap::new();
    for paper in document.papers() {
        let layout = layout::lay_out(&paper, fonts);
        let words = svg::words(&layout);
        let traced = paper.main.map(|main| traced(main, &words, account)).unwrap_or_default();
        let links = links(&words, account, traced);
        for sheet in writer.sheets(&layout, &|node| links.get(&node).cloned()) {
            on_page.extend(sheet.begins.into_iter().map(|field| (field, pages.len() + 1)));
            let digest = Digest::of(sheet.svg.as_bytes()).to_string();
            pages.push(Arc::new(Page { svg: sheet.svg, digest }));
        }
    }
    (pages, on_page)
}

type Words = [(NodeId, layout::Role, String)];

/// Which nodes of the body print which field, by the trace. Every block of the body is one node; blocks and
/// nodes stand in the same order.
fn traced(document: &Document, words: &Words, account: &Account) -> BTreeMap<NodeId, Link> {
    let is_line = |role: layout::Role| {
        matches!(role, layout::Role::Paragraph | layout::Role::Heading(_) | layout::Role::LabelBody)
    };
    let lines: Vec<(NodeId, String)> = words
        .iter()
        .filter(|(_, role, _)| is_line(*role))
        .map(|(node, _, text)| (*node, letters(text)))
        .collect();
    let fields: BTreeMap<&str, &str> =
        account.fields().map(|field| (field.name.as_str(), field.id.as_str())).collect();
    let mut links = BTreeMap::new();
    let mut next = 0;
    for (at, block) in document.body.iter().enumerate() {
        let content = match &block.kind {
            BlockKind::Paragraph { content }
            | BlockKind::Item { content, .. }
            | BlockKind::Heading { content, .. } => content,
            BlockKind::Table(_) | BlockKind::Chart(_) => continue,
        };
        let text = letters(&plain_text(content));
        let Some(place) = (next..lines.len()).find(|place| lines[*place].1 == text) else { continue };
        next = place + 1;
        let spans = document.trace.of(0, at).into_iter();
        let names = spans.filter_map(|placed| document.trace.keys.get(placed.span.origin));
        if let Some(field) = names.filter_map(|name| field_of(&Origin::of(name)?, &fields)).next() {
            links.insert(lines[place].0, Link { id: line_id(&field), field });
        }
    }
    links
}

/// The field that a value of the document is of.
fn field_of(origin: &Origin, fields: &BTreeMap<&str, &str>) -> Option<String> {
    let known = |name: &str| fields.get(name).map(|id| (*id).to_owned());
    match origin {
        Origin::Entry { entry, .. } => known(entry),
        Origin::Division { entries, .. } => entries.first().and_then(|entry| known(entry)),
        Origin::Task { reference, .. } => known(reference),
        Origin::Line(list) => Some(format!("o-{}", list.key().replace('_', "-"))),
        _ => None,
    }
}

/// Which nodes print which field, with those that the trace tells of. Fields come in the order of the document:
/// each is looked for behind the one before it, then anywhere.
fn links(words: &Words, account: &Account, traced: BTreeMap<NodeId, Link>) -> BTreeMap<NodeId, Link> {
    let printed: Vec<String> = words.iter().map(|(.., text)| letters(text)).collect();
    let known: BTreeSet<String> = traced.values().map(|link| link.field.clone()).collect();
    let mut links = traced;
    let fields = account.fields().map(|field| (&field.id, &field.text));
    let stated = account.stated.iter().map(|stated| (&stated.id, &stated.text));
    let mut from = 0;
    for (id, text) in stated.chain(fields) {
        let wanted = letters(text);
        // Very short texts stand anywhere.
        if known.contains(id) || wanted.chars().count() < SHORT {
            continue;
        }
        let holds = |at: &usize| printed[*at].contains(&wanted) && !links.contains_key(&words[*at].0);
        let behind = (from..printed.len()).find(holds);
        let Some(at) = behind.or_else(|| (0..from).find(holds)) else { continue };
        if behind.is_some() {
            from = at;
        }
        links.insert(words[at].0, Link { id: line_id(id), field: id.clone() });
    }
    links
}

/// Letters of a text that is looked for.
const SHORT: usize = 6;

/// Letters and digits alone: spaces that do not break, hyphens at the end of a line and a capital at the
/// beginning of a sentence do not hide a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
