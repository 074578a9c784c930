//! The text as the parser reads it: that of the file with its plain slips mended, so that one wrong
//! sign does not hide the rest of the file. Every place in it leads back to the file.

use std::borrow::Cow;
use std::ops::Range;

use super::fault::Fault;
use super::located::Located;
use super::node::{Entry, Node, Value};

/// What stands in the file, and what is read in its stead.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Edit {
    pub(super) typed: Range<usize>,
    pub(super) read: String,
}

impl Edit {
    pub(super) fn new(typed: Range<usize>, read: impl Into<String>) -> Self {
        Self { typed, read: read.into() }
    }

    pub(super) fn insert(at: usize, read: impl Into<String>) -> Self {
        Self::new(at..at, read)
    }
}

pub(super) struct Mended<'t> {
    pub(super) text: Cow<'t, str>,
    /// In the order of the text; `read` is where the replacement stands in the mended text.
    seams: Vec<Seam>,
}

struct Seam {
    typed: Range<usize>,
    read: Range<usize>,
}

impl<'t> Mended<'t> {
    pub(super) fn new(text: Cow<'t, str>, mut edits: Vec<Edit>) -> Self {
        if edits.is_empty() {
            return Self { text, seams: Vec::new() };
        }
        edits.sort_by_key(|edit| (edit.typed.start, edit.typed.end));
        let mut mended = String::with_capacity(text.len() + edits.len());
        let mut seams = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            // Of two edits of one place the first is enough to go on reading.
            if edit.typed.start < done {
                continue;
            }
            mended.push_str(&text[done..edit.typed.start]);
            let start = mended.len();
            mended.push_str(&edit.read);
            done = edit.typed.end;
            seams.push(Seam { typed: edit.typed, read: start..mended.len() });
        }
        mended.push_str(&text[done..]);
        Self { text: Cow::Owned(mended), seams }
    }

    /// The place in the file that an offset of the mended text stands for.
    pub(super) fn typed(&self, at: usize) -> usize {
        let after = self.seams.partition_point(|seam| seam.read.start <= at);
        let Some(seam) = after.checked_sub(1).and_then(|last| self.seams.get(last)) else { return at };
        if at < seam.read.end { seam.typed.start } else { seam.typed.end + (at - seam.read.end) }
    }

    pub(super) fn typed_range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.typed(range.start);
        start..self.typed(range.end).max(start)
    }

    pub(super) fn typed_fault(&self, fault: Fault) -> Fault {
        Fault { range: self.typed_range(&fault.range), ..fault }
    }

    /// A tree of the mended text with the places of the file.
    pub(super) fn typed_node(&self, node: Node) -> Node {
        if self.seams.is_empty() {
            return node;
        }
        let value = match node.value {
            Value::List(items) => Value::List(items.into_iter().map(|item| self.typed_node(item)).collect()),
            Value::Mapping(entries) => Value::Mapping(
                entries
                    .into_iter()
                    .map(|Entry { key, value }| {
                        let range = self.typed_range(&key.range());
                        Entry { key: Located::new(key.into_value(), range), value: self.typed_node(value) }
                    })
                    .collect(),
            ),
            other => other,
        };
        Node { range: self.typed_range(&node.range), value }
    }

    /// Leaves out what stands in the file from this place on.
    pub(super) fn end_at(&mut self, typed: usize) {
        let at = self.read(typed);
        match &mut self.text {
            Cow::Borrowed(text) => *text = &text[..at],
            Cow::Owned(text) => text.truncate(at),
        }
    }

    /// Where a place of the file outside the edits stands in the mended text.
    fn read(&self, typed: usize) -> usize {
        let after = self.seams.partition_point(|seam| seam.typed.start < typed);
        let Some(seam) = after.checked_sub(1).and_then(|last| self.seams.get(last)) else { return typed };
        if typed < seam.typed.end { seam.read.end } else { seam.read.end + (typed - seam.typed.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_the_mended_text_lead_back_to_the_file() {
        let file = "– Một\n-hai: [x\nba";
        let dash = "–".len();
        let edits = vec![Edit::insert(file.find("\nba").unwrap(), "]"), Edit::new(0..dash, "-")];
        let glued = file.find("hai").unwrap();
        let edits = [edits, vec![Edit::insert(glued, " ")]].concat();
        let mended = Mended::new(Cow::Borrowed(file), edits);
        assert_eq!(mended.text, "- Một\n- hai: [x]\nba");
        for word in ["Một", "hai", "x", "ba"] {
            let at = mended.text.find(word).unwrap();
            assert_eq!(&file[mended.typed_range(&(at..at + word.len()))], word);
            let typed = file.find(word).unwrap();
            assert_eq!(mended.typed(mended.read(typed)), typed, "{word}");
        }
        assert_eq!(mended.typed(0), 0);
    }
}
