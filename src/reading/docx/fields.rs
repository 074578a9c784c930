//! Fields: an instruction that is not text, and a result that is.

use super::super::What;
use super::super::paragraph::{Draft, End};
use super::super::source::MarkRole;
use super::super::xml::Element;
use super::body::Walker;
use super::properties::{RunLook, is_on};

/// A field that is open.
#[derive(Default)]
pub(super) struct Field {
    instruction: String,
    pub(super) in_result: bool,
    /// Words that stand in its instruction.
    pub(super) swallowed: String,
    /// Other fields stand in its instruction: their results are part of it.
    nested: bool,
    mark: Option<usize>,
    /// What a check box or a list of a form shows.
    form: Option<String>,
}

impl Walker<'_> {
    pub(super) fn field_character(&mut self, one: Element<'_, '_>, draft: &mut Draft, look: &RunLook) {
        match one.attribute("fldCharType") {
            Some("begin") => {
                if let Some(outer) = self.fields.last_mut() {
                    outer.nested |= !outer.in_result;
                }
                let form = one.child("ffData").and_then(shown_by);
                self.fields.push(Field { form, ..Field::default() });
            }
            Some("separate") => {
                let within = self.fields.iter().rev().skip(1).any(|outer| !outer.in_result);
                let Some(field) = self.fields.last_mut().filter(|field| !field.in_result) else { return };
                field.in_result = true;
                if !within {
                    let instruction = field.instruction.trim().to_owned();
                    let mark = self.gathered.mark(MarkRole::Field { instruction });
                    draft.end(mark, End::From);
                    draft.end(mark, End::To);
                    field.mark = Some(mark);
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                if let Some(form) = field.form.as_deref() {
                    self.words(form, draft, look);
                }
                match field.mark {
                    Some(mark) => draft.end(mark, End::To),
                    // Where it is part of another one's instruction it needs no result of its own.
                    None if field.form.is_none() && self.fields.iter().all(|outer| outer.in_result) => {
                        self.empty_field(&field);
                    }
                    None => {}
                }
                self.swallowed(field);
            }
            _ => {}
        }
    }

    pub(super) fn field_instruction(&mut self, text: &str) {
        if let Some(field) = self.fields.iter_mut().rev().find(|field| !field.in_result) {
            field.instruction.push_str(text);
        }
    }

    /// Some fields show nothing, others have not been updated yet.
    fn empty_field(&mut self, field: &Field) {
        let instruction = field.instruction.trim();
        let name = instruction.split_whitespace().next().unwrap_or_default().to_uppercase();
        let silent = ["XE", "TC", "TA", "RD", "SET", "ASK", "FORMTEXT", "ADVANCE", "PRIVATE"];
        if !instruction.is_empty() && !silent.contains(&name.as_str()) {
            self.gathered.tell(What::FieldEmpty { instruction: instruction.to_owned() });
        }
    }

    fn swallowed(&mut self, field: Field) {
        if !field.nested && !field.swallowed.trim().is_empty() {
            self.gathered.tell(What::FieldCode { text: field.swallowed.trim().to_owned() });
        }
    }

    /// Fields that were never closed.
    pub(super) fn end_fields(&mut self) {
        for field in std::mem::take(&mut self.fields) {
            self.swallowed(Field { nested: false, ..field });
        }
    }

    pub(super) fn end_of_body(&mut self) {
        self.end_fields();
    }

    /// Tells of what no mark refers to.
    pub(super) fn end_of_document(&mut self) {
        self.end_fields();
        let (notes, comments) = self.notes.left();
        for text in notes.into_iter().filter(|text| !text.is_empty()) {
            self.gathered.told.push(super::super::Told::whole(What::NoteWithoutMark { text }));
        }
        for (author, text) in comments {
            self.gathered.told.push(super::super::Told::whole(What::Comment { author, text }));
        }
    }
}

/// What a field of a form shows without a result: a box, or the chosen entry of a list.
fn shown_by(form: Element<'_, '_>) -> Option<String> {
    if let Some(check) = form.child("checkBox") {
        let ticked = check.child("checked").or_else(|| check.child("default")).is_some_and(is_on);
        return Some(if ticked { "☒" } else { "☐" }.into());
    }
    let list = form.child("ddList")?;
    let chosen = list.child("result").or_else(|| list.child("default")).and_then(Element::value);
    let chosen = chosen.and_then(|value| value.parse::<usize>().ok()).unwrap_or(0);
    let entries = list.children().filter(|one| one.name().1 == "listEntry");
    entries.into_iter().nth(chosen).and_then(Element::value).map(str::to_owned)
}
