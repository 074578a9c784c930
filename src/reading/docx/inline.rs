//! What stands in a paragraph: runs, and what is wrapped around them.

use super::super::paragraph::{Draft, End};
use super::super::source::{MarkRole, NoteKind};
use super::super::xml::{Element, Space};
use super::super::{Refusal, What};
use super::body::Walker;
use super::properties::RunLook;

impl Walker<'_> {
    pub(super) fn inline(
        &mut self,
        parent: Element<'_, '_>,
        draft: &mut Draft,
        base: &RunLook,
    ) -> Result<(), Refusal> {
        for one in parent.children() {
            self.one(one, draft, base)?;
        }
        Ok(())
    }

    /// A run where only paragraphs may stand.
    pub(super) fn stray(&mut self, one: Element<'_, '_>, mut draft: Draft) -> Result<Draft, Refusal> {
        let base = self.styles.defaults.run.clone();
        self.one(one, &mut draft, &base)?;
        Ok(draft)
    }

    fn one(&mut self, one: Element<'_, '_>, draft: &mut Draft, base: &RunLook) -> Result<(), Refusal> {
        match one.name() {
            (Space::Word, "r") => self.run(one, draft, base)?,
            (Space::Word, "pPr" | "sdtPr" | "sdtEndPr" | "proofErr" | "smartTagPr" | "customXmlPr") => {}
            (Space::Word, "hyperlink") => {
                let outside = one.attribute("id").and_then(|id| self.links.get(id)).cloned();
                let anchor = one.attribute("anchor").map(|anchor| format!("#{anchor}"));
                match outside.or(anchor) {
                    Some(target) => self.within(MarkRole::Link { target }, one, draft, base)?,
                    None => self.inline(one, draft, base)?,
                }
            }
            (Space::Word, "fldSimple") => {
                let instruction = one.attribute("instr").unwrap_or_default().trim().to_owned();
                self.within(MarkRole::Field { instruction }, one, draft, base)?;
            }
            (Space::Word, "sdt") => {
                let control = self.control(one);
                draft.end(control.mark, End::From);
                if let Some(content) = one.child("sdtContent") {
                    self.inline(content, draft, base)?;
                }
                self.end_control(control, Some(draft));
            }
            (Space::Word, "ins" | "moveTo") => {
                let text = words_of(one);
                if !text.is_empty() {
                    let author = one.attribute("author").unwrap_or_default().to_owned();
                    self.gathered.tell(What::Inserted { author, text });
                }
                self.inline(one, draft, base)?;
            }
            (Space::Word, "del" | "moveFrom") => self.deleted(one),
            (Space::Word, "bookmarkStart" | "commentRangeStart") => self.begin_mark(one, Some(draft)),
            (Space::Word, "bookmarkEnd" | "commentRangeEnd") => self.end_mark(one, Some(draft)),
            (Space::Word, "subDoc") => {
                let part = one.attribute("id").unwrap_or_default().to_owned();
                self.gathered.tell(What::ForeignPart { part });
            }
            (Space::Math, "oMath" | "oMathPara") => self.formula(one, draft, base),
            (Space::Compatibility, "AlternateContent") => {
                if let Some(chosen) = super::drawing::chosen(one) {
                    self.inline(chosen, draft, base)?;
                }
            }
            _ => self.inline(one, draft, base)?,
        }
        Ok(())
    }

    /// What is wrapped in something that means something.
    fn within(
        &mut self,
        role: MarkRole,
        one: Element<'_, '_>,
        draft: &mut Draft,
        base: &RunLook,
    ) -> Result<(), Refusal> {
        let mark = self.gathered.mark(role);
        draft.end(mark, End::From);
        self.inline(one, draft, base)?;
        draft.end(mark, End::To);
        Ok(())
    }

    /// Words that are there no more once changes are accepted.
    pub(super) fn deleted(&mut self, one: Element<'_, '_>) {
        let text = words_of(one);
        if !text.is_empty() {
            let author = one.attribute("author").unwrap_or_default().to_owned();
            self.gathered.tell(What::Deleted { author, text });
        }
        // Notes whose marks are deleted go with them.
        for reference in one.descendants() {
            let kind = match reference.name() {
                (Space::Word, "footnoteReference") => NoteKind::Footnote,
                (Space::Word, "endnoteReference") => NoteKind::Endnote,
                _ => continue,
            };
            if let Some(note) = reference.attribute("id").and_then(|id| self.notes.note(kind, id)) {
                let author = one.attribute("author").unwrap_or_default().to_owned();
                self.gathered.tell(What::Deleted { author, text: words_of(note) });
            }
        }
    }

    fn formula(&mut self, one: Element<'_, '_>, draft: &mut Draft, base: &RunLook) {
        let letters = one.descendants().into_iter().filter(|one| one.name().1 == "t");
        let text: String = letters.map(|one| one.text().into_owned()).collect();
        if !text.is_empty() {
            draft.write(&base.look.run(), None, &text);
            self.gathered.tell(What::Formula { text });
        }
    }
}

/// All words in an element, whatever becomes of them: deleted ones too.
pub(super) fn words_of(parent: Element<'_, '_>) -> String {
    let mut words = String::new();
    let mut open = vec![parent];
    while let Some(one) = open.pop() {
        match one.name() {
            (Space::Word | Space::Math | Space::Drawing, "t") | (Space::Word, "delText") => {
                words.push_str(&one.text());
            }
            (Space::Word, "noBreakHyphen") => words.push('-'),
            // Paragraphs, cells and breaks part words; the tab stops of a paragraph are none.
            (Space::Word, "p" | "tc" | "br" | "cr") if !words.ends_with(' ') && !words.is_empty() => {
                words.push(' ');
            }
            (Space::Word, "tab") if one.value().is_none() => words.push(' '),
            (Space::Compatibility, "Fallback") => continue,
            _ => {}
        }
        let from = open.len();
        open.extend(one.children());
        open[from..].reverse();
    }
    words.trim().to_owned()
}
