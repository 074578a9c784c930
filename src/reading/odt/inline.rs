//! What stands in a paragraph of an OpenDocument text.

use super::super::paragraph::{Draft, End};
use super::super::source::{MarkRole, NoteKind};
use super::super::xml::{Element, Node, Space};
use super::super::{Refusal, What, prompts};
use super::body::Walker;
use super::styles::Style;
use crate::text::legacy_fonts::LegacyFont;
use crate::text::spaces::single_spaced;

impl Walker<'_> {
    pub(super) fn inline(
        &mut self,
        parent: Element<'_, '_>,
        draft: &mut Draft,
        look: &Style,
    ) -> Result<(), Refusal> {
        for node in parent.nodes() {
            match node {
                Node::Text(text) => self.words(text, draft, look),
                Node::Element(one) => self.one(one, draft, look)?,
            }
        }
        Ok(())
    }

    fn one(&mut self, one: Element<'_, '_>, draft: &mut Draft, look: &Style) -> Result<(), Refusal> {
        match one.name() {
            (Space::OdfText, "span") => match self.styles.span(one.attribute("style-name")) {
                Some(style) => {
                    let look = style.over(look);
                    self.inline(one, draft, &look)?;
                }
                None => self.inline(one, draft, look)?,
            },
            (Space::OdfText, "s") => {
                let count = one.attribute("c").and_then(|count| count.parse::<usize>().ok()).unwrap_or(1);
                self.write(&" ".repeat(count.min(1_000)), draft, look);
                self.spaced = false;
            }
            (Space::OdfText, "tab") => self.write("\t", draft, look),
            (Space::OdfText, "line-break") => {
                self.write("\n", draft, look);
                self.spaced = true;
            }
            (Space::OdfText, "soft-page-break" | "note-citation" | "script") => {}
            (Space::OdfText, "note") => self.note(one, draft)?,
            (Space::OdfText, "a") => {
                let target = one.attribute("href").unwrap_or_default().to_owned();
                self.within(MarkRole::Link { target }, one, draft, look)?;
            }
            (Space::OdfText, "bookmark-start" | "bookmark-end" | "bookmark") => self.bookmark(one, draft),
            (Space::OdfText, "change" | "change-start" | "change-end") => self.change(one),
            (Space::OdfOffice, "annotation") => self.annotation(one, draft),
            (Space::OdfOffice, "annotation-end") => {
                let name = one.attribute("name").unwrap_or_default();
                if let Some(mark) = self.open.remove(&("comment", name.to_owned())) {
                    draft.end(mark, End::To);
                }
            }
            (_, "content-control") => {
                let value = |name| one.attribute(name).filter(|value| !value.is_empty()).map(str::to_owned);
                let placeholder = one.attribute("showing-place-holder") == Some("true");
                let role = MarkRole::Control { tag: value("tag"), label: value("alias"), placeholder };
                let asks = placeholder && asks(one);
                let outer = self.prompt.take();
                self.prompt = (asks || outer.is_some()).then(String::new);
                self.within(role, one, draft, look)?;
                let text = std::mem::replace(&mut self.prompt, outer).unwrap_or_default();
                if !text.trim().is_empty() {
                    self.gathered.tell(What::Prompt { text: text.trim().to_owned() });
                }
            }
            (Space::OdfText, "hidden-text" | "hidden-paragraph") => {
                let text = one.attribute("string-value").unwrap_or_default();
                self.hidden.push_str(text);
                self.flush_hidden();
            }
            (Space::OdfDraw, "a" | "frame" | "g") | (Space::OdfDraw, _) => {
                let place = draft.paragraph.place;
                self.drawing(one, draft)?;
                self.gathered.back_to(place);
            }
            (Space::OdfText, "ruby" | "ruby-base" | "ruby-text" | "meta") => self.inline(one, draft, look)?,
            (Space::OdfText, name) => {
                let instruction = name.to_owned();
                self.within(MarkRole::Field { instruction }, one, draft, look)?;
            }
            _ => self.inline(one, draft, look)?,
        }
        Ok(())
    }

    fn within(
        &mut self,
        role: MarkRole,
        one: Element<'_, '_>,
        draft: &mut Draft,
        look: &Style,
    ) -> Result<(), Refusal> {
        let mark = self.gathered.mark(role);
        draft.end(mark, End::From);
        self.inline(one, draft, look)?;
        draft.end(mark, End::To);
        Ok(())
    }

    /// Text as it stands in the file: white space of any length is one space, at the beginning none.
    fn words(&mut self, text: &str, draft: &mut Draft, look: &Style) {
        let mut words = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r');
            if !space {
                words.push(c);
            } else if !self.spaced {
                words.push(' ');
            }
            self.spaced = space;
        }
        self.write(&words, draft, look);
    }

    fn write(&mut self, text: &str, draft: &mut Draft, look: &Style) {
        if text.is_empty() {
            return;
        }
        if look.look.hidden == Some(true) {
            self.hidden.push_str(text);
            return;
        }
        self.flush_hidden();
        if let Some(prompt) = &mut self.prompt {
            prompt.push_str(text);
            return;
        }
        for (.., words) in &mut self.inserted {
            words.push_str(text);
        }
        let font = look.font.as_deref().map(|font| self.styles.font(font));
        draft.write(&look.look.run(), font.and_then(LegacyFont::named), text);
    }

    pub(super) fn flush_hidden(&mut self) {
        let text = std::mem::take(&mut self.hidden);
        if !text.trim().is_empty() {
            self.gathered.tell(What::Hidden { text: text.trim().to_owned() });
        }
    }

    fn note(&mut self, one: Element<'_, '_>, draft: &mut Draft) -> Result<(), Refusal> {
        let kind = if one.attribute("note-class") == Some("endnote") {
            NoteKind::Endnote
        } else {
            NoteKind::Footnote
        };
        let place = draft.paragraph.place;
        let spaced = self.spaced;
        let mut blocks = Vec::new();
        if let Some(body) = one.child("note-body") {
            self.blocks(body, &mut blocks)?;
        }
        self.spaced = spaced;
        self.gathered.back_to(place);
        draft.note(kind, blocks);
        Ok(())
    }

    fn bookmark(&mut self, one: Element<'_, '_>, draft: &mut Draft) {
        let name = one.attribute("name").unwrap_or_default().to_owned();
        if one.name().1 == "bookmark-end" {
            if let Some(mark) = self.open.remove(&("bookmark", name)) {
                draft.end(mark, End::To);
            }
            return;
        }
        let mark = self.gathered.mark(MarkRole::Bookmark { name: name.clone() });
        draft.end(mark, End::From);
        draft.end(mark, End::To);
        self.open.insert(("bookmark", name), mark);
    }

    pub(super) fn change(&mut self, one: Element<'_, '_>) {
        let Some(id) = one.attribute("change-id") else { return };
        match one.name().1 {
            "change-start" => {
                if let Some((author, None)) = self.changes.get(id).cloned() {
                    self.inserted.push((id.to_owned(), author, String::new()));
                }
            }
            "change-end" => {
                if let Some(at) = self.inserted.iter().position(|(one, ..)| one == id) {
                    let (_, author, text) = self.inserted.remove(at);
                    self.gathered.tell(What::Inserted { author, text });
                }
            }
            _ => {
                if let Some((author, Some(text))) = self.changes.remove(id) {
                    self.gathered.tell(What::Deleted { author, text });
                }
            }
        }
    }

    fn annotation(&mut self, one: Element<'_, '_>, draft: &mut Draft) {
        let author = one.child("creator").map(|one| one.text().into_owned()).unwrap_or_default();
        let paragraphs = one.children().filter(|one| matches!(one.name(), (Space::OdfText, _)));
        let text: Vec<String> = paragraphs.map(|one| words_of(one, None)).collect();
        let text = text.join(" ");
        self.gathered.tell(What::Comment { author: author.clone(), text: text.clone() });
        let mark = self.gathered.mark(MarkRole::Comment { author, text });
        draft.end(mark, End::From);
        draft.end(mark, End::To);
        if let Some(name) = one.attribute("name") {
            self.open.insert(("comment", name.to_owned()), mark);
        }
    }

    /// Frames and shapes: those with paragraphs are boxes.
    pub(super) fn drawing(&mut self, one: Element<'_, '_>, draft: &mut Draft) -> Result<(), Refusal> {
        let has_text = |one: Element<'_, '_>| {
            one.children().any(|child| {
                matches!(child.name(), (Space::OdfText, "p" | "h" | "list") | (Space::OdfTable, "table"))
            })
        };
        if has_text(one) {
            let place = draft.paragraph.place;
            let spaced = self.spaced;
            let mut blocks = Vec::new();
            self.blocks(one, &mut blocks)?;
            self.spaced = spaced;
            self.gathered.back_to(place);
            draft.text_box(blocks);
            return Ok(());
        }
        let mut pictures = false;
        for child in one.children() {
            match child.name() {
                (Space::OdfDraw, "image") => pictures = true,
                (Space::OdfDraw, "object" | "object-ole" | "plugin") => {
                    self.gathered.tell(What::Embedded);
                    return Ok(());
                }
                (Space::OdfDraw, _) => self.drawing(child, draft)?,
                _ => {}
            }
        }
        if pictures {
            let described = one.child("desc").or_else(|| one.child("title"));
            let described = described.map(|one| one.text().into_owned()).unwrap_or_default();
            self.gathered.tell(What::Picture { described });
        }
        Ok(())
    }
}

/// All words in an element, but for those in one kind of child.
pub(super) fn words_of(parent: Element<'_, '_>, but: Option<&str>) -> String {
    let mut words = String::new();
    let mut open = vec![Node::Element(parent)];
    while let Some(node) = open.pop() {
        match node {
            Node::Text(text) => words.push_str(text),
            Node::Element(one) => {
                let name = one.name().1;
                if Some(name) == but {
                    continue;
                }
                if matches!(name, "p" | "h" | "s" | "tab" | "line-break" | "table-cell") && !words.is_empty()
                {
                    words.push(' ');
                }
                let from = open.len();
                open.extend(one.nodes());
                open[from..].reverse();
            }
        }
    }
    single_spaced(&words).into_owned()
}

/// Whether a control has words that ask for others.
fn asks(control: Element<'_, '_>) -> bool {
    let words = words_of(control, None);
    // A space in a name is written "_20_".
    let styles = control.descendants().into_iter().filter_map(|one| one.attribute("style-name"));
    let styled = styles.map(|name| name.replace("_20_", "")).any(|name| prompts::is_style(&name));
    words.contains(char::is_alphanumeric) && (styled || prompts::is_usual(&words))
}
