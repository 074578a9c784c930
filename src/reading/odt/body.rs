//! The body of an OpenDocument text.

use std::collections::HashMap;

use super::super::numbers::Counters;
use super::super::paragraph::{Draft, Gathered};
use super::super::source::{Block, Number, Section};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::inline::words_of;
use super::is_text;
use super::lists::Runs;
use super::styles::{Style, Styles};

/// What is known while one document is read.
pub(super) struct Walker<'d> {
    pub(super) styles: &'d Styles,
    counters: Counters,
    runs: Runs,
    pub(super) gathered: Gathered,
    /// Tracked changes by their id: author, and the words that were deleted.
    pub(super) changes: HashMap<String, (String, Option<String>)>,
    /// Insertions that are open: id, author, words so far.
    pub(super) inserted: Vec<(String, String, String)>,
    pub(super) open: HashMap<(&'static str, String), usize>,
    /// The last character that was written was a space: further ones are none.
    pub(super) spaced: bool,
    pub(super) hidden: String,
    /// In what a content control shows until it is filled in: its words so far.
    pub(super) prompt: Option<String>,
    /// Sections with the master page of each.
    sections: Vec<(Section, String)>,
}

/// A list that paragraphs stand in.
#[derive(Clone, Copy)]
struct List<'n> {
    run: u32,
    style: &'n str,
    level: usize,
}

impl<'d> Walker<'d> {
    pub(super) fn new(styles: &'d Styles) -> Self {
        Self {
            styles,
            counters: Counters::default(),
            runs: Runs::default(),
            gathered: Gathered::default(),
            changes: HashMap::new(),
            inserted: Vec::new(),
            open: HashMap::new(),
            spaced: true,
            hidden: String::new(),
            prompt: None,
            sections: Vec::new(),
        }
    }

    /// Reads what was changed, before the places where.
    pub(super) fn take_changes(&mut self, body: Element<'_, '_>) {
        let regions = body.child("tracked-changes").into_iter().flat_map(Element::children);
        for region in regions {
            let Some(id) = region.attribute("id") else { continue };
            for change in region.children() {
                let author = change.child("change-info").and_then(|info| info.child("creator"));
                let author = author.map(|one| one.text().into_owned()).unwrap_or_default();
                let words = match change.name().1 {
                    "deletion" => Some(words_of(change, Some("change-info"))),
                    "insertion" => None,
                    _ => continue,
                };
                self.changes.insert(id.to_owned(), (author, words));
            }
        }
    }

    pub(super) fn blocks(&mut self, parent: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        for one in parent.children() {
            self.block(one, blocks)?;
        }
        Ok(())
    }

    fn block(&mut self, one: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        match one.name() {
            (Space::OdfText, "p") => self.paragraph(one, None, blocks)?,
            (Space::OdfText, "h") => self.heading(one, blocks)?,
            (Space::OdfText, "list") => {
                let style = one.attribute("style-name").unwrap_or_default();
                let run = self.runs.of(one, style);
                self.list(one, List { run, style, level: 0 }, blocks)?;
            }
            (Space::OdfTable, "table") => {
                let table = self.table(one)?;
                blocks.push(Block::Table(table));
            }
            (Space::OdfText, "section") if one.attribute("display") == Some("none") => {
                let text = words_of(one, None);
                self.gathered.tell(What::Hidden { text });
            }
            (Space::OdfText, "change" | "change-start" | "change-end") => self.change(one),
            (Space::OdfText, name) if is_machinery(name) => {}
            (Space::OdfOffice, "forms" | "event-listeners") => {}
            (Space::OdfDraw, _) => {
                // Anchored to a page: it stands before the text.
                let mut draft = self.gathered.begin()?;
                self.drawing(one, &mut draft)?;
                if draft.is_empty() {
                    self.gathered.take_back();
                } else {
                    blocks.push(Block::Paragraph(self.gathered.finish(draft)));
                }
            }
            _ => self.blocks(one, blocks)?,
        }
        Ok(())
    }

    fn list(&mut self, list: Element<'_, '_>, at: List<'_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        for item in list.children() {
            let counts = is_text(item, "list-item");
            let mut first = counts;
            let start = item.attribute("start-value").and_then(|value| value.parse().ok());
            for one in item.children() {
                match one.name() {
                    (Space::OdfText, "p" | "h") => {
                        let number = if first { self.number(at, start) } else { None };
                        first = false;
                        self.paragraph(one, number, blocks)?;
                    }
                    (Space::OdfText, "list") => {
                        let style = one.attribute("style-name").unwrap_or(at.style);
                        self.list(one, List { style, level: at.level + 1, ..at }, blocks)?;
                    }
                    _ => self.block(one, blocks)?,
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, at: List<'_>, start: Option<u32>) -> Option<Number> {
        let styles = self.styles;
        let levels = styles.lists.get(at.style)?;
        if start.is_some() {
            self.counters.forget(at.run, at.level);
        }
        self.counters.next(at.run, at.run, at.level, levels, start)
    }

    /// A heading outside of lists counts in the outline.
    fn heading(&mut self, one: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let styles = self.styles;
        let level = one.attribute("outline-level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        let header = one.attribute("is-list-header") == Some("true");
        let number = level
            .checked_sub(1)
            .filter(|_| !header)
            .and_then(|level| self.counters.next(0, 0, level, &styles.outline, None));
        self.paragraph(one, number, blocks)
    }

    fn paragraph(
        &mut self,
        one: Element<'_, '_>,
        number: Option<Number>,
        blocks: &mut Vec<Block>,
    ) -> Result<(), Refusal> {
        let style = self.styles.get("paragraph", one.attribute("style-name"));
        let mut draft = self.gathered.begin()?;
        self.begin_section(&style, draft.paragraph.place);
        let paragraph = &mut draft.paragraph;
        paragraph.number = number;
        let level = one.attribute("outline-level").and_then(|level| level.parse().ok());
        paragraph.outline = level.or(style.outline.filter(|level| *level > 0));
        paragraph.align = style.align.unwrap_or_default();
        paragraph.indent.left = style.left.unwrap_or_default();
        paragraph.indent.right = style.right.unwrap_or_default();
        paragraph.indent.first = style.first.unwrap_or_default();
        paragraph.page_break = style.page_break == Some(true);
        self.spaced = true;
        self.inline(one, &mut draft, &style)?;
        self.flush_hidden();
        draft.paragraph.style = style.shown;
        let paragraph = self.finish(draft);
        blocks.push(Block::Paragraph(paragraph));
        Ok(())
    }

    fn finish(&mut self, draft: Draft) -> super::super::Paragraph {
        self.gathered.finish(draft)
    }

    /// A section begins where a paragraph asks for other pages.
    fn begin_section(&mut self, style: &Style, place: usize) {
        if style.master.is_none() && !self.sections.is_empty() {
            return;
        }
        if let Some(section) = self.styles.section(style.master.as_deref()) {
            let master = style.master.clone().unwrap_or_else(|| "Standard".to_owned());
            self.sections.push((Section { from: place, ..section }, master));
        }
    }

    /// The sections of a master page.
    pub(super) fn sections_of(&self, master: &str) -> Vec<usize> {
        let here = |(at, (_, one)): (usize, &(Section, String))| (one == master).then_some(at);
        self.sections.iter().enumerate().filter_map(here).collect()
    }

    pub(super) fn finished(self) -> (Vec<Section>, Gathered) {
        (self.sections.into_iter().map(|(section, _)| section).collect(), self.gathered)
    }
}

/// What only programs read: declarations, the recipes of tables of contents, the list of changes.
fn is_machinery(name: &str) -> bool {
    name.ends_with("-decls") || name.ends_with("-source") || matches!(name, "tracked-changes" | "script")
}
