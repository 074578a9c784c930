//! The body: paragraphs with their computed properties, in the order of reading.

use std::collections::{BTreeMap, HashMap};

use super::super::numbers::Counters;
use super::super::paragraph::{Draft, End, Gathered};
use super::super::source::{Block, Margins, MarkRole, Pages, Role, Section};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What, prompts};
use super::fields::Field;
use super::inline::words_of;
use super::lists::Lists;
use super::notes::Notes;
use super::properties::{ParagraphLook, RunLook, is_on, twips};
use super::styles::Styles;

/// What is known while one document is read.
pub(super) struct Walker<'d> {
    pub(super) styles: &'d Styles,
    lists: &'d Lists,
    counters: Counters,
    /// Lists that were asked for and are not there.
    missing_lists: Vec<u32>,
    pub(super) notes: Notes<'d>,
    pub(super) in_note: bool,
    pub(super) gathered: Gathered,
    pub(super) links: HashMap<String, String>,
    pub(super) fields: Vec<Field>,
    /// Marks that are open, by their kind and number.
    pub(super) open: HashMap<(&'static str, String), usize>,
    /// Hidden words that were just read.
    pub(super) hidden: String,
    /// In what a content control shows until it is filled in: its words so far.
    pub(super) prompt: Option<String>,
    /// A paragraph whose end is deleted: the next one goes on in it.
    carried: Option<Draft>,
    sections: Vec<Section>,
    /// The paragraph that the section begins with.
    section_from: usize,
    /// Headers and footers by their relationship, as the sections so far show them.
    running: Vec<(Role, Pages, String, Vec<usize>)>,
    current: BTreeMap<(bool, u8), String>,
}

/// A content control that is open.
pub(super) struct Control {
    pub(super) mark: usize,
    /// The prompt that it stands in.
    outer: Option<String>,
}

impl<'d> Walker<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        lists: &'d Lists,
        notes: Notes<'d>,
        gathered: Gathered,
        links: HashMap<String, String>,
    ) -> Self {
        Self {
            styles,
            lists,
            counters: Counters::default(),
            missing_lists: Vec::new(),
            notes,
            in_note: false,
            gathered,
            links,
            fields: Vec::new(),
            open: HashMap::new(),
            hidden: String::new(),
            prompt: None,
            carried: None,
            sections: Vec::new(),
            section_from: 1,
            running: Vec::new(),
            current: BTreeMap::new(),
        }
    }

    /// Everything that stands in a body, a cell, a note, a box.
    pub(super) fn blocks(&mut self, parent: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let outer = self.carried.take();
        self.each_block(parent, blocks)?;
        if let Some(draft) = self.carried.take() {
            self.finish(draft, blocks);
        }
        self.carried = outer;
        Ok(())
    }

    fn each_block(&mut self, parent: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        for one in parent.children() {
            match one.name() {
                (Space::Word, "p") => self.paragraph(one, blocks)?,
                (Space::Word, "tbl") => {
                    if let Some(draft) = self.carried.take() {
                        self.finish(draft, blocks);
                    }
                    let table = self.table(one)?;
                    blocks.push(Block::Table(table));
                }
                (Space::Word, "sdt") => {
                    let control = self.control(one);
                    if let Some(content) = one.child("sdtContent") {
                        self.each_block(content, blocks)?;
                    }
                    self.end_control(control, None);
                }
                (Space::Word, "sectPr") => self.section(one),
                (Space::Word, "altChunk") => {
                    let part = one.attribute("id").unwrap_or_default().to_owned();
                    self.gathered.tell(What::ForeignPart { part });
                }
                (Space::Word, "bookmarkStart" | "commentRangeStart") => self.begin_mark(one, None),
                (Space::Word, "bookmarkEnd" | "commentRangeEnd") => self.end_mark(one, None),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = super::drawing::chosen(one) {
                        self.each_block(chosen, blocks)?;
                    }
                }
                (Space::Word, "del" | "moveFrom") => self.deleted(one),
                (Space::Word, "sdtPr" | "tcPr" | "tblPr" | "tblGrid" | "sdtEndPr" | "customXmlPr") => {}
                // A formula on a line of its own; runs that stand where none may.
                (Space::Math, _) | (Space::Word, "r" | "hyperlink" | "fldSimple") => {
                    let draft = self.gathered.begin()?;
                    let mut draft = self.stray(one, draft)?;
                    self.flush_hidden();
                    draft.paragraph.style = None;
                    self.finish(draft, blocks);
                }
                _ => self.each_block(one, blocks)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, one: Element<'_, '_>, blocks: &mut Vec<Block>) -> Result<(), Refusal> {
        let mut draft = match self.carried.take() {
            Some(draft) => draft,
            None => self.gathered.begin()?,
        };
        let place = draft.paragraph.place;
        let properties = one.child("pPr");
        let mark = properties.and_then(|one| one.child("rPr"));
        let deleted =
            mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some());
        let base = self.properties(properties, !deleted, &mut draft);
        self.inline(one, &mut draft, &base)?;
        self.flush_hidden();
        if let Some(prompt) = &mut self.prompt {
            prompt.push(' ');
        }
        self.gathered.back_to(place);
        if deleted {
            self.carried = Some(draft);
        } else {
            self.finish(draft, blocks);
        }
        if let Some(section) = properties.and_then(|one| one.child("sectPr")) {
            self.section(section);
        }
        Ok(())
    }

    fn finish(&mut self, draft: Draft, blocks: &mut Vec<Block>) {
        let paragraph = self.gathered.finish(draft);
        blocks.push(Block::Paragraph(paragraph));
    }

    /// Sets what a paragraph is; gives what its runs look like where they say nothing. One that the next goes
    /// on in does not count in its list.
    fn properties(
        &mut self,
        properties: Option<Element<'_, '_>>,
        counts: bool,
        draft: &mut Draft,
    ) -> RunLook {
        let said = properties.map(ParagraphLook::of).unwrap_or_default();
        let id = properties.and_then(|one| one.child("pStyle")).and_then(Element::value);
        let styles = self.styles;
        let style = styles.paragraph(id);
        let of_style = style.map(|(_, style)| &style.paragraph);
        let look = match of_style {
            Some(base) => said.over(base),
            None => said.clone(),
        };
        let paragraph = &mut draft.paragraph;
        paragraph.style = style.map(|(_, style)| style.name.clone());
        paragraph.outline = look.outline.filter(|level| *level < 9).map(|level| level + 1);
        paragraph.align = look.align.or(styles.defaults.paragraph.align).unwrap_or_default();
        paragraph.page_break = look.page_break == Some(true);
        let mut indents = look.over(&styles.defaults.paragraph);
        if let Some(list) = look.list.filter(|list| counts && *list > 0) {
            // A level that a paragraph says goes with its own list; a style's goes by the list's levels.
            let level = said.level.or(of_style.and_then(|base| base.level).filter(|_| said.list.is_none()));
            match self.lists.find(list, level, style.map(|(id, _)| id), styles) {
                Some(found) => {
                    paragraph.number =
                        self.counters.next(found.list, list, found.level, &found.levels, found.start);
                    let mut between = found.look;
                    if said.list.is_none()
                        && let Some(base) = of_style
                    {
                        between = base.over(&between);
                    }
                    indents = said.over(&between).over(&indents);
                }
                None if !self.missing_lists.contains(&list) => {
                    self.missing_lists.push(list);
                    self.gathered.tell(What::NoSuchList { list });
                }
                None => {}
            }
        }
        paragraph.indent = indents.indents();
        match style {
            Some((_, style)) => style.run.over(&styles.defaults.run),
            None => styles.defaults.run.clone(),
        }
    }

    /// A content control begins, with a mark for it.
    pub(super) fn control(&mut self, one: Element<'_, '_>) -> Control {
        let properties = one.child("sdtPr");
        let value =
            |name| properties.and_then(|one| one.child(name)).and_then(Element::value).map(str::to_owned);
        let placeholder = properties.and_then(|one| one.child("showingPlcHdr")).is_some_and(is_on);
        let mark =
            self.gathered.mark(MarkRole::Control { tag: value("tag"), label: value("alias"), placeholder });
        let outer = self.prompt.take();
        let asks = placeholder && self.asks(one);
        self.prompt = (asks || outer.is_some()).then(String::new);
        Control { mark, outer }
    }

    /// Whether a control has words that ask for others. Dots and blanks are there to be written on.
    fn asks(&self, control: Element<'_, '_>) -> bool {
        let words = words_of(control);
        let styles = control.descendants().into_iter().filter(|one| one.name() == (Space::Word, "rStyle"));
        let is_style = |id: &str| prompts::is_style(self.styles.get(id).map_or(id, |style| &style.name));
        let styled = styles.filter_map(Element::value).any(is_style);
        words.contains(char::is_alphanumeric) && (styled || prompts::is_usual(&words))
    }

    /// It ends, in a paragraph or behind the last.
    pub(super) fn end_control(&mut self, control: Control, draft: Option<&mut Draft>) {
        let text = std::mem::replace(&mut self.prompt, control.outer).unwrap_or_default();
        if !text.trim().is_empty() {
            self.gathered.tell(What::Prompt { text: text.trim().to_owned() });
        }
        match draft {
            Some(draft) => draft.end(control.mark, End::To),
            None => self.gathered.end_before(control.mark),
        }
    }

    /// A bookmark or a comment begins, in a paragraph or before the next.
    pub(super) fn begin_mark(&mut self, one: Element<'_, '_>, draft: Option<&mut Draft>) {
        let Some(id) = one.attribute("id") else { return };
        let (kind, role) = if one.name().1 == "bookmarkStart" {
            let name = one.attribute("name").unwrap_or_default().to_owned();
            ("bookmark", MarkRole::Bookmark { name })
        } else {
            let Some((author, text)) = self.notes.comment(id) else { return };
            self.gathered.tell(What::Comment { author: author.clone(), text: text.clone() });
            ("comment", MarkRole::Comment { author, text })
        };
        let mark = self.gathered.mark(role);
        self.open.insert((kind, id.to_owned()), mark);
        if let Some(draft) = draft {
            draft.end(mark, End::From);
            draft.end(mark, End::To);
        }
    }

    pub(super) fn end_mark(&mut self, one: Element<'_, '_>, draft: Option<&mut Draft>) {
        let Some(id) = one.attribute("id") else { return };
        let kind = if one.name().1 == "bookmarkEnd" { "bookmark" } else { "comment" };
        let Some(mark) = self.open.remove(&(kind, id.to_owned())) else { return };
        match draft {
            Some(draft) => draft.end(mark, End::To),
            None => self.gathered.end_before(mark),
        }
    }

    /// A section ends.
    fn section(&mut self, one: Element<'_, '_>) {
        let size = one.child("pgSz");
        let margins = one.child("pgMar");
        let length = |of: Option<Element<'_, '_>>, name: &str| {
            of.and_then(|of| of.attribute(name)).and_then(twips).unwrap_or_default()
        };
        let index = self.sections.len();
        self.sections.push(Section {
            from: self.section_from,
            width: length(size, "w"),
            height: length(size, "h"),
            margins: Margins {
                top: length(margins, "top"),
                right: length(margins, "right"),
                bottom: length(margins, "bottom"),
                left: length(margins, "left"),
            },
            continuous: one.child("type").and_then(Element::value) == Some("continuous"),
        });
        self.section_from = self.gathered.next_place();
        for reference in one.children() {
            let header = match reference.name().1 {
                "headerReference" => true,
                "footerReference" => false,
                _ => continue,
            };
            let pages = match reference.attribute("type") {
                Some("first") => 1,
                Some("even") => 2,
                _ => 0,
            };
            if let Some(id) = reference.attribute("id") {
                self.current.insert((header, pages), id.to_owned());
            }
        }
        // What a section does not say it takes over from the one before.
        for ((header, pages), id) in &self.current {
            let role = if *header { Role::Header } else { Role::Footer };
            let pages = [Pages::All, Pages::First, Pages::Even][usize::from(*pages)];
            match self.running.iter_mut().find(|(one, of, known, _)| (*one, *of, known) == (role, pages, id))
            {
                Some((.., sections)) => sections.push(index),
                None => self.running.push((role, pages, id.clone(), vec![index])),
            }
        }
    }

    pub(super) fn running_parts(&mut self) -> Vec<(Role, Pages, String, Vec<usize>)> {
        std::mem::take(&mut self.running)
    }

    pub(super) fn tell_missing(&mut self, part: &str) {
        self.gathered.told.push(super::super::Told::whole(What::PartMissing { part: part.to_owned() }));
    }

    pub(super) fn gathered(self) -> (Vec<Section>, Gathered) {
        (self.sections, self.gathered)
    }
}
