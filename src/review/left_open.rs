//! Dấu chấm chưa điền: dots that nobody filled in an issued document, typed or of a cited draft. It is printed as it
//! stands. In a form (“Mẫu báo cáo”) they are there for others to fill. So are words that only keep a place.

use std::ops::Range;

use super::Sources;
use crate::content::Written;
use crate::diagnostic::{Diagnostic, Scope, codes};
use crate::document::{Annex, Block, Document, blanks, plain_text};
use crate::official::State;
use crate::text::beginning;
use crate::text::letters::{is_alphanumeric, is_same};
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
    let blocks = document.body.iter().chain(annexes);
    let mut findings = kept(blocks.clone(), sources, scope);
    let mut open: Vec<String> = blanks::typed(blocks);
    if open.is_empty() {
        return findings;
    }
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

/// Words that somebody typed to keep a place: "xxx đồng", "[CẦN BỔ SUNG]".
fn kept<'b>(blocks: impl Iterator<Item = &'b Block>, sources: Sources<'_>, scope: &Scope) -> Vec<Diagnostic> {
    let texts = sources.texts.beside(sources.own).iter().filter(|text| text.field.is_printed());
    let mut kept = texts.filter_map(|text| Some((text, keeper(&text.text)?))).peekable();
    if kept.peek().is_none() {
        return Vec::new();
    }
    let printed: Vec<String> =
        blocks.flat_map(|block| block.kind.texts()).map(|text| as_printed(&plain_text(text))).collect();
    let is_printed = |text: &Written| printed.iter().any(|printed| printed.contains(&*words(text)));
    let told = kept.filter(|(text, _)| is_printed(text)).map(|(text, range)| {
        let message = format!("văn bản đã ban hành còn chữ giữ chỗ “{}”", &text.text[range.clone()]);
        let finding = Diagnostic::warning(codes::ISSUED_BLANK, message).hint(HINT);
        finding.at(text.part(range)).within(scope.clone())
    });
    told.collect()
}

/// The first word that only keeps a place. "XXX" is a numeral.
fn keeper(text: &str) -> Option<Range<usize>> {
    const KEEPERS: [&str; 3] = ["xxx", "TBD", "CẦN BỔ SUNG"];
    let whole = |range: &Range<usize>| {
        !text[..range.start].ends_with(is_alphanumeric) && !text[range.end..].starts_with(is_alphanumeric)
    };
    let of_one = |keeper: &'static str| {
        let mut places = text.match_indices(keeper).map(|(at, _)| at..at + keeper.len());
        places.find(whole)
    };
    KEEPERS.into_iter().find_map(of_one)
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

#[cfg(test)]
mod tests {
    use super::keeper;

    #[test]
    fn words_that_keep_a_place_are_whole_words() {
        for (text, kept) in
            [("Kinh phí xxx đồng", "xxx"), ("[CẦN BỔ SUNG] số liệu", "CẦN BỔ SUNG"), ("TBD: sau", "TBD")]
        {
            assert_eq!(keeper(text).map(|range| &text[range]), Some(kept), "{text}");
        }
        for text in ["Kỳ họp thứ XXX", "xxxx", "STBD", "cần bổ sung số liệu", "Kinh phí 100 đồng"]
        {
            assert_eq!(keeper(text), None, "{text}");
        }
    }
}
