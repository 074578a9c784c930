//! Runs: words of one look, and the signs that stand for words.

use super::super::paragraph::{Draft, End};
use super::super::source::{MarkRole, NoteKind};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::body::Walker;
use super::properties::RunLook;
use crate::text::legacy_fonts::LegacyFont;
use crate::text::symbol_fonts::{is_symbol_font, sign};

/// What stands for a sign that is not known.
const UNKNOWN: &str = "\u{25a1}";

impl Walker<'_> {
    pub(super) fn run(
        &mut self,
        run: Element<'_, '_>,
        draft: &mut Draft,
        base: &RunLook,
    ) -> Result<(), Refusal> {
        let look = match run.child("rPr") {
            Some(properties) => {
                let said = RunLook::of(properties);
                match said.style.as_deref().and_then(|style| self.styles.get(style)) {
                    Some(style) => said.over(&style.run.toggled_over(base)),
                    None => said.over(base),
                }
            }
            None => base.clone(),
        };
        self.run_children(run, draft, &look)
    }

    fn run_children(
        &mut self,
        parent: Element<'_, '_>,
        draft: &mut Draft,
        look: &RunLook,
    ) -> Result<(), Refusal> {
        for one in parent.children() {
            match one.name() {
                (Space::Word, "t") => self.words(&one.text(), draft, look),
                (Space::Word, "tab" | "ptab") => self.words("\t", draft, look),
                (Space::Word, "br") => {
                    let page = one.attribute("type").is_some_and(|kind| kind != "textWrapping");
                    if page && draft.is_empty() {
                        draft.paragraph.page_break = true;
                    } else {
                        self.line_break(draft, look);
                    }
                }
                (Space::Word, "cr") => self.line_break(draft, look),
                (Space::Word, "noBreakHyphen") => self.words("-", draft, look),
                // In a font of TCVN3 it is a letter.
                (Space::Word, "softHyphen") => self.words("\u{ad}", draft, look),
                (Space::Word, "sym") => self.symbol(one, draft, look),
                (Space::Word, "footnoteReference") => self.note(NoteKind::Footnote, one, draft)?,
                (Space::Word, "endnoteReference") => self.note(NoteKind::Endnote, one, draft)?,
                (Space::Word, "commentReference") => self.comment(one, draft),
                (Space::Word, "fldChar") => self.field_character(one, draft, look),
                (Space::Word, "instrText" | "delInstrText") => self.field_instruction(&one.text()),
                (Space::Word, "delText") => {
                    let text = one.text().into_owned();
                    self.gathered.tell(What::Deleted { author: String::new(), text });
                }
                (Space::Word, "drawing" | "pict" | "object") => self.drawn(one, draft)?,
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = super::drawing::chosen(one) {
                        self.run_children(chosen, draft, look)?;
                    }
                }
                (Space::Word, "ruby") => {
                    for part in one.children().filter(|part| part.name().1 != "rubyPr") {
                        self.inline(part, draft, look)?;
                    }
                }
                (Space::Word, "rPr") => {}
                _ => self.run_children(one, draft, look)?,
            }
        }
        Ok(())
    }

    fn line_break(&mut self, draft: &mut Draft, look: &RunLook) {
        if self.goes_in(" ", look) {
            draft.write(&look.look.run(), None, "\n");
        }
    }

    pub(super) fn words(&mut self, text: &str, draft: &mut Draft, look: &RunLook) {
        if !self.goes_in(text, look) {
            return;
        }
        let font = look.font.as_deref().unwrap_or_default();
        let legacy = LegacyFont::named(font);
        // A line that the XML was wrapped at is a space.
        let text = if text.contains(['\n', '\r']) {
            text.replace(['\n', '\r'], " ").into()
        } else {
            std::borrow::Cow::Borrowed(text)
        };
        let private = |c: char| ('\u{f000}'..='\u{f0ff}').contains(&c);
        if legacy.is_none() && text.contains(private) {
            let signs = if is_symbol_font(font) { font } else { "Symbol" };
            for c in text.chars() {
                let mut buffer = [0; 4];
                match Some(c).filter(|c| private(*c)).map(|c| sign(signs, u32::from(c))) {
                    None => draft.write(&look.look.run(), None, c.encode_utf8(&mut buffer)),
                    Some(Some(sign)) => draft.write(&look.look.run(), None, sign.encode_utf8(&mut buffer)),
                    Some(None) => self.unknown(font, u32::from(c), draft, look),
                }
            }
            return;
        }
        draft.write(&look.look.run(), legacy, &text);
    }

    /// Whether words are of the text: not those of a field's instruction, not hidden ones, not those that ask for
    /// some.
    fn goes_in(&mut self, text: &str, look: &RunLook) -> bool {
        if let Some(field) = self.fields.iter_mut().find(|field| !field.in_result) {
            field.swallowed.push_str(text);
            return false;
        }
        if look.look.hidden == Some(true) {
            self.hidden.push_str(text);
            return false;
        }
        self.flush_hidden();
        if let Some(prompt) = &mut self.prompt {
            prompt.push_str(text);
            return false;
        }
        true
    }

    /// Tells of the hidden words that were read.
    pub(super) fn flush_hidden(&mut self) {
        if !self.hidden.is_empty() {
            let text = std::mem::take(&mut self.hidden);
            if !text.trim().is_empty() {
                self.gathered.tell(What::Hidden { text: text.trim().to_owned() });
            }
        }
    }

    fn symbol(&mut self, one: Element<'_, '_>, draft: &mut Draft, look: &RunLook) {
        let font = one.attribute("font").unwrap_or_default();
        let code =
            one.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or_default();
        if let Some(legacy) = LegacyFont::named(font) {
            let letter = char::from_u32(code).filter(|_| self.goes_in(" ", look));
            if let Some(letter) = letter {
                draft.write(&look.look.run(), Some(legacy), letter.encode_utf8(&mut [0; 4]));
            }
            return;
        }
        let plain =
            || char::from_u32(code).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c) && !c.is_control());
        match sign(font, code).or_else(|| plain().filter(|_| !is_symbol_font(font))) {
            Some(sign) => self.words(sign.encode_utf8(&mut [0; 4]), draft, look),
            None => self.unknown(font, code, draft, look),
        }
    }

    fn unknown(&mut self, font: &str, code: u32, draft: &mut Draft, look: &RunLook) {
        if self.goes_in(UNKNOWN, look) {
            draft.write(&look.look.run(), None, UNKNOWN);
            self.gathered.tell(What::UnknownSign { font: font.to_owned(), code });
        }
    }

    fn note(&mut self, kind: NoteKind, one: Element<'_, '_>, draft: &mut Draft) -> Result<(), Refusal> {
        let Some(id) = one.attribute("id") else { return Ok(()) };
        // A note has no notes; one that has is told of as one that stands nowhere.
        if self.in_note {
            return Ok(());
        }
        let Some(note) = self.notes.note(kind, id) else {
            self.gathered.tell(What::NoteMissing);
            return Ok(());
        };
        self.in_note = true;
        let place = draft.paragraph.place;
        let fields = std::mem::take(&mut self.fields);
        let mut blocks = Vec::new();
        self.blocks(note, &mut blocks)?;
        self.in_note = false;
        self.end_fields();
        self.fields = fields;
        self.gathered.back_to(place);
        draft.note(kind, blocks);
        Ok(())
    }

    /// Where a comment without a range stands.
    fn comment(&mut self, one: Element<'_, '_>, draft: &mut Draft) {
        let Some((author, text)) = one.attribute("id").and_then(|id| self.notes.comment(id)) else { return };
        self.gathered.tell(What::Comment { author: author.clone(), text: text.clone() });
        let mark = self.gathered.mark(MarkRole::Comment { author, text });
        draft.end(mark, End::From);
        draft.end(mark, End::To);
    }
}
