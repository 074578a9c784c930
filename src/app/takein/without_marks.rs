//! Tệp mất dấu: a file that says nothing of where it comes from: whose plan it is read as, and what differs.

use super::{ByImport, Door, Outcome, Written};
use crate::app::import::{self, Input, Recognised};
use crate::app::{Inputs, Job};
use crate::import::plan::Told;
use crate::model::PLAN_STEM;
use crate::start;
use crate::takein::left::{self, Left};
use crate::takein::{Now, Returned};

impl Door<'_> {
    /// A file without its marks: one that begins the part of its agency is imported; else every line that differs
    /// from the document that it seems to be is listed.
    pub(super) fn marks_gone(&self, name: &str, file: Returned) -> Outcome {
        let is_ours = file.source.paragraphs().iter().any(|paragraph| {
            paragraph
                .style
                .as_deref()
                .is_some_and(|style| style.starts_with("ND30") || style.starts_with("NĐ 30"))
        }) || file.has_marks();
        if !is_ours {
            return Outcome::Foreign;
        }
        let Some(ByImport { input, imported, written }) = self.imported(name, &file) else {
            return self.listed(name, &file, None);
        };
        let Recognised::Part(part) = &imported.what else { return self.listed(name, &file, None) };
        let parents: Vec<&str> = part.parents.iter().map(String::as_str).collect();
        if start::existing_overlay(&self.inputs.loaded, &part.agency, part.year, &parents).is_some() {
            return self.listed(name, &file, Some((&part.agency, part.year)));
        }
        Outcome::Imported(Box::new(ByImport { input, imported, written }))
    }

    /// The part that a file would begin; `None` where it is not known whose it is.
    fn imported(&self, name: &str, file: &Returned) -> Option<ByImport> {
        let Inputs { loaded, templates, .. } = self.inputs;
        let province = loaded.province.as_ref()?;
        let input = Input::new(name.to_owned(), file.source.clone());
        if input.secrecy().is_some() || !import::is_part(&input, province) {
            return None;
        }
        // Where a file does not say its year, it is of the newest one that is worked in.
        let year = self.years.keys().next_back().copied()?;
        let told = Told::default();
        let read =
            import::import_part(&input, loaded, province, templates, None, (&told, year), self.content);
        let imported = read.ok()?;
        let (_, draft) = imported.files.first()?;
        let (path, text) = (draft.path.clone(), draft.text.clone());
        let written = Written { path, text, old: None, new_units: Vec::new() };
        Some(ByImport { input, imported, written })
    }

    /// What a file seems to be is told by its name, or by whose plan it was read as, and every line that differs is
    /// listed.
    fn listed(&self, name: &str, file: &Returned, whose: Option<(&str, i16)>) -> Outcome {
        let is_named = |_: i16, job: &Job<'_>| job.stem() != PLAN_STEM && name.starts_with(job.stem());
        let is_read_as = |year: i16, job: &Job<'_>| {
            whose.is_some_and(|(agency, of)| {
                of == year && job.agency().is_some_and(|own| own.as_str() == agency)
            })
        };
        let (file_lines, document, name) =
            match self.likest(file, is_named).or_else(|| self.likest(file, is_read_as)) {
                Some((name, lines, document)) => (lines, document, Some(name)),
                None => (Vec::new(), Vec::new(), None),
            };
        Outcome::MarksGone { name, file: file_lines, document }
    }

    /// Of the documents that a file may be, the one that it is most like: its name, and what differs on either side.
    fn likest(
        &self,
        file: &Returned,
        is_meant: impl Fn(i16, &Job<'_>) -> bool,
    ) -> Option<(String, Vec<Left>, Vec<String>)> {
        let mut likest: Option<(String, Vec<Left>, Vec<String>)> = None;
        for (year, open) in self.years.iter().rev() {
            for job in Job::all(&open.year).into_iter().filter(|job| is_meant(*year, job)) {
                let Ok(made) = job.make(open) else { continue };
                let Some(now) = Now::of(&made.document, "") else { continue };
                let (lines, document) = left::unlike(&now, file);
                let is_nearer = likest
                    .as_ref()
                    .is_none_or(|(_, own, other)| lines.len() + document.len() < own.len() + other.len());
                if is_nearer {
                    likest = Some((job.name(), lines, document));
                }
            }
        }
        likest
    }
}
