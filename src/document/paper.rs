//! Tệp: what one file of a document holds. Mostly all of it; where annexes are issued by
//! themselves, the main text and each annex have a file of their own.

use super::trace::Trace;
use super::{Annex, Document, Meta};
use crate::text::typography::as_printed;

/// What the name of an annex by itself goes on with after the document's, before its number.
pub const ANNEX_SUFFIX: &str = ".phu-luc";

/// What the name of a document has for an annex by itself; `number` is its own, from 1, where there are several.
pub fn annex_suffix(number: Option<usize>) -> String {
    number.map_or_else(|| ANNEX_SUFFIX.to_owned(), |number| format!("{ANNEX_SUFFIX}-{number}"))
}

/// Every suffix that a document may have with up to so many annexes, that of its main text first.
pub fn suffixes(annexes: usize) -> impl Iterator<Item = String> {
    let numbered = (1..=annexes).map(|number| annex_suffix(Some(number)));
    [String::new(), annex_suffix(None)].into_iter().chain(numbered)
}

/// One file, complete: what a writer prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper<'d> {
    /// What its name has after the document's: nothing, `.phu-luc`, or `.phu-luc-1`, `.phu-luc-2` …
    /// where there are several.
    pub suffix: String,
    pub meta: Meta,
    /// The document whose main text stands in this file; `None` for an annex by itself, which bears
    /// a place for the body's digital signature instead (Phụ lục I, Phần I, Mục III.1.d).
    pub main: Option<&'d Document>,
    pub annexes: &'d [Annex],
    /// Which of the document's annexes its first one is.
    pub first_annex: usize,
    /// Where the texts of the document come from.
    pub trace: &'d Trace,
}

impl Document {
    /// All of the document in one file.
    pub fn whole(&self) -> Paper<'_> {
        Paper {
            suffix: String::new(),
            meta: self.meta.clone(),
            main: Some(self),
            annexes: &self.annexes,
            first_annex: 0,
            trace: &self.trace,
        }
    }

    /// The files that the document is issued in, the main text first.
    pub fn papers(&self) -> Vec<Paper<'_>> {
        if !self.annexes_apart {
            return vec![self.whole()];
        }
        let main = Paper { annexes: &[], ..self.whole() };
        let several = self.annexes.len() > 1;
        let annexes = self.annexes.iter().enumerate().map(|(at, annex)| Paper {
            suffix: annex_suffix(several.then_some(at + 1)),
            meta: Meta { title: self.title_of(annex), ..self.meta.clone() },
            main: None,
            annexes: std::slice::from_ref(annex),
            first_annex: at,
            trace: &self.trace,
        });
        std::iter::once(main).chain(annexes).collect()
    }

    /// Property "title" of an annex by itself: a text that is searched, so without what only layout needs.
    fn title_of(&self, annex: &Annex) -> String {
        format!("{}. {} ({})", annex.label, as_printed(&annex.title), self.meta.title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn a_document_is_one_file_unless_its_annexes_go_by_themselves() {
        let mut document = sample::issued();
        assert_eq!(document.papers(), [document.whole()]);
        document.annexes_apart = true;
        let names = |document: &Document| -> Vec<String> {
            document.papers().into_iter().map(|paper| paper.suffix).collect()
        };
        assert_eq!(names(&document), ["", ".phu-luc-1", ".phu-luc-2"]);
        assert_eq!(suffixes(2).collect::<Vec<_>>(), ["", ".phu-luc", ".phu-luc-1", ".phu-luc-2"]);
        document.annexes.truncate(1);
        assert_eq!(names(&document), ["", ".phu-luc"]);
        document.annexes.clear();
        assert_eq!(names(&document), [""]);
    }

    #[test]
    fn an_annex_by_itself_says_in_its_title_what_it_belongs_to() {
        let mut document = Document { annexes_apart: true, ..sample::issued() };
        document.annexes[0].title = "NHIỆM\u{a0}VỤ THEO KẾ\u{a0}HOẠCH SỐ\u{a0}05/KH\u{2011}UBND".to_owned();
        let papers = document.papers();
        assert!(papers[0].main.is_some() && papers[0].annexes.is_empty());
        assert!(papers[1].main.is_none() && papers[1].annexes.len() == 1);
        let start = "Phụ lục I. NHIỆM VỤ THEO KẾ HOẠCH SỐ 05/KH-UBND (";
        assert!(papers[1].meta.title.starts_with(start), "{}", papers[1].meta.title);
        assert!(papers[1].meta.title.contains(&document.meta.title));
    }
}
