//! Dấu chấm chưa điền: dots that nobody filled in an issued document, typed or of a cited draft. It is printed as it
//! stands. In a form (“Mẫu báo cáo”) they are there for others to fill.

use super::Sources;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::document::{Annex, Document, blanks};
use crate::official::State;
use crate::text::beginning;
use crate::text::letters::is_same;
use crate::text::spaces::single_spaced;
use crate::text::typography::as_printed;
use crate::text::words::official::FORMS;

const HINT: &str = "điền rồi tạo lại trước khi ký";

/// What is still open, each where it was typed; the rest, which templates have, at once.
pub(super) fn check(document: &Document, sources: Sources<'_>, scope: &Scope) -> Vec<Diagnostic> {
    if document.meta.state != State::Issued {
        return Vec::new();
    }
    let annexes = document.annexes.iter().filter(|annex| !is_form(annex)).flat_map(|annex| &annex.body);
    let mut open: Vec<String> = blanks::typed(document.body.iter().chain(annexes));
    if open.is_empty() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for text in sources.texts.beside(sources.own).iter().filter(|text| text.field.is_printed()) {
        let Some((start, end)) = blanks::next_run(&text.text) else { continue };
        let words = words(text);
        let Some(at) = open.iter().position(|text| single_spaced(text).contains(&*words)) else { continue };
        open.remove(at);
        let message = format!("văn bản đã ban hành còn dấu chấm chưa điền: “{}”", beginning(&words));
        let finding = Diagnostic::warning(codes::ISSUED_BLANK, message).hint(HINT);
        findings.push(finding.at(text.part(start..end)).within(scope.clone()));
    }
    findings.extend(rest(&open).map(|finding| match sources.own {
        Some(place) => finding.at(place.clone()).within(scope.clone()),
        None => finding.within(scope.clone()),
    }));
    findings
}

/// A text as it stands in the document, without the stop that the template may have put in its place.
fn words(text: &Written) -> String {
    let printed = as_printed(&text.text);
    single_spaced(printed.trim()).trim_end_matches([';', ',', ':']).to_owned()
}

fn rest(open: &[String]) -> Option<Diagnostic> {
    let first = beginning(open.first()?);
    let message = format!("văn bản đã ban hành còn {} đoạn có dấu chấm chưa điền, từ “{first}”", open.len());
    Some(Diagnostic::warning(codes::ISSUED_BLANK, message).hint(HINT))
}

/// Whether an annex is to be filled in by those who get it.
fn is_form(annex: &Annex) -> bool {
    let title = as_printed(&annex.title);
    let words: Vec<&str> = title.split_whitespace().collect();
    FORMS.iter().any(|form| {
        let count = form.split(' ').count();
        words.get(..count).is_some_and(|first| is_same(&first.join(" "), form))
    })
}
