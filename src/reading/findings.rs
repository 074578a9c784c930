//! What was told as findings: the file is shown as if each paragraph were a line.

use std::path::Path;
use std::sync::Arc;

use super::{Refusal, Source, Told};
use crate::diagnostic::{self, Diagnostic, Place};

impl Source {
    /// The text with one line for each paragraph: line 12 is the paragraph of that place.
    pub fn listing(&self) -> String {
        let mut paragraphs = self.paragraphs();
        paragraphs.sort_by_key(|paragraph| paragraph.place);
        let mut listing = String::new();
        for (line, paragraph) in paragraphs.into_iter().enumerate() {
            debug_assert_eq!(paragraph.place, line + 1, "every paragraph has its place");
            listing.push_str(&paragraph.shown().replace(['\n', '\r'], " "));
            listing.push('\n');
        }
        listing
    }

    /// Everything that was told, each at the line of its paragraph.
    pub fn findings(&self, path: &Path) -> Vec<Diagnostic> {
        if self.told.is_empty() {
            return Vec::new();
        }
        let shown = Arc::new(diagnostic::Source { path: path.to_owned(), text: self.listing() });
        let starts: Vec<usize> =
            std::iter::once(0).chain(shown.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        self.told.iter().map(|told| finding(told, path, &shown, &starts)).collect()
    }
}

fn finding(told: &Told, path: &Path, shown: &Arc<diagnostic::Source>, starts: &[usize]) -> Diagnostic {
    let line = told.place.and_then(|place| Some((*starts.get(place - 1)?, *starts.get(place)?)));
    let place = match line {
        Some((start, end)) => Place::new(shown, start..end - 1),
        None => Place::whole_file(path.to_owned()),
    };
    let what = &told.what;
    // In a workbook nobody looks for a line: the cell is named.
    let (place, message) = match &told.cell {
        Some(cell) => (Place::whole_file(path.to_owned()), format!("{cell}: {}", what.message())),
        None => (place, what.message()),
    };
    Diagnostic { severity: what.severity(), ..Diagnostic::info(what.code(), message) }.at(place)
}

impl Refusal {
    /// As a finding about the file.
    pub fn finding(&self, path: &Path) -> Diagnostic {
        let finding = Diagnostic::error(self.code(), self.message()).at(Place::whole_file(path.to_owned()));
        match self.hint() {
            Some(hint) => finding.hint(hint),
            None => finding,
        }
    }
}
