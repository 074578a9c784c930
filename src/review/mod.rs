//! Rà soát: what clerks type and paste, read once more as a careful colleague would, before it is issued.
//!
//! Enters: the texts of the content as they were typed, the model made of them, finished documents. Leaves:
//! findings, each where the words were typed. Nothing is changed here.
//!
//! - [`texts`]: the texts themselves, file by file;
//! - [`whole`]: plans and parts as a whole;
//! - [`header`]: facts that nobody has verified, in the header and the signature of a document;
//! - [`document`]: what only shows when the templates have joined the texts;
//! - [`acceptance`]: findings that an office has looked at and lets stand, with its reason.

pub mod acceptance;
mod annexes;
mod citations;
mod encoding;
mod facts;
mod joints;
mod left_open;
mod letters;
mod lookalikes;
mod notes;
mod paragraphs;
mod plans;
mod punctuation;
mod secrecy;
mod wording;

pub use facts::{Header, Symbol};

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::content::{Field, Texts, Written};
use crate::diagnostic::{Diagnostic, Place, Scope, Topic};
use crate::document::Document;
use crate::model::Province;

/// What there is to review besides one document.
#[derive(Debug, Clone, Copy)]
pub struct Content<'c> {
    /// Every text of the content files.
    pub texts: &'c Texts,
    /// What was made of them, where it could be.
    pub province: Option<&'c Province>,
}

/// What only shows when a plan, or a part, is read from beginning to end.
pub fn whole(content: Content<'_>) -> Vec<Diagnostic> {
    plans::review(content)
}

/// What is to be said of texts, each by itself.
pub fn texts(texts: &[Written]) -> Vec<Diagnostic> {
    let mut found = Found::default();
    for text in texts {
        if text.field == Field::Code {
            lookalikes::check(text, &mut found);
        }
        if !text.field.is_printed() {
            continue;
        }
        let before = found.findings.len();
        encoding::check(text, &mut found);
        // Of garbage nothing else can be said.
        if found.findings.len() == before {
            lookalikes::check(text, &mut found);
            notes::check(text, &mut found);
            wording::check(text, &mut found);
            punctuation::check(text, &mut found);
            letters::check(text, &mut found);
            citations::check(text, &mut found);
            secrecy::check(text, &mut found);
            paragraphs::check(text, &mut found);
        }
    }
    found.all()
}

/// Where the words of a document come from.
#[derive(Clone, Copy)]
pub struct Sources<'s> {
    /// Where they were typed.
    pub texts: &'s Texts,
    /// A place in the file that the document is written in.
    pub own: Option<&'s Place>,
    /// Where words stand in a template of the office's own, if they do.
    pub in_template: &'s dyn Fn(&str) -> Option<Place>,
}

/// What is to be said of a finished document; `scope` is whom it concerns.
pub fn document(document: &Document, sources: Sources<'_>, scope: &Scope) -> Vec<Diagnostic> {
    let mut findings = joints::check(document, sources.texts, scope);
    findings.extend(annexes::check(document, sources, scope));
    findings.extend(left_open::check(document, sources, scope));
    findings
}

/// What is to be said of the header and the signature of a document.
pub fn header(header: Header<'_>, scope: &Scope) -> Option<Diagnostic> {
    facts::check(header, scope)
}

/// Takes away what follows from something else that is said of the same place: a letter of an old encoding is to
/// be typed anew, not to be deleted, what a comma has cut begins small, what must not be empty does not pass for
/// unwritten, and in a file of which something cannot be taken nobody knows what stands under a heading.
pub fn without_consequences(findings: &mut Vec<Diagnostic>) {
    let places = |topic: Topic| -> Vec<Place> {
        let about = findings.iter().filter(|finding| finding.topic == topic);
        about.filter_map(|finding| finding.place.clone()).collect()
    };
    let (legacy, cut) = (places(Topic::OldEncoding), places(Topic::CutSentence));
    let (empty, not_taken) = (places(Topic::EmptyText), places(Topic::NotTaken));
    if [&legacy, &cut, &empty, &not_taken].into_iter().all(Vec::is_empty) {
        return;
    }
    let within = |place: &Place, wholes: &[Place]| {
        let same = |whole: &&Place| whole.source.path == place.source.path;
        wholes.iter().filter(same).any(|whole| whole.start <= place.start && place.end <= whole.end)
    };
    findings.retain(|finding| match (&finding.place, finding.topic) {
        (Some(place), Topic::StrangeCharacter) => !within(place, &legacy),
        (Some(place), Topic::SmallBeginning) => !within(place, &cut),
        (Some(place), Topic::EmptyValue) => !within(place, &empty),
        (Some(place), Topic::BareHeading) => {
            not_taken.iter().all(|other| other.source.path != place.source.path)
        }
        _ => true,
    });
}

/// More findings of one kind in one file are counted, not listed.
const MAX_LISTED: usize = 40;

/// What was found so far.
#[derive(Default)]
struct Found {
    findings: Vec<Diagnostic>,
    counts: BTreeMap<(PathBuf, &'static str), usize>,
}

impl Found {
    fn push(&mut self, finding: Diagnostic) {
        if let Some(place) = &finding.place {
            let count = self.counts.entry((place.source.path.clone(), finding.code)).or_default();
            *count += 1;
            if *count > MAX_LISTED {
                return;
            }
        }
        self.findings.push(finding);
    }

    /// All of them; where there were too many in a file, the last one says how many more.
    fn all(mut self) -> Vec<Diagnostic> {
        for ((path, code), count) in self.counts {
            let Some(more) = count.checked_sub(MAX_LISTED).filter(|more| *more > 0) else { continue };
            let same = |finding: &&mut Diagnostic| {
                finding.code == code && finding.place.as_ref().is_some_and(|place| place.source.path == path)
            };
            if let Some(last) = self.findings.iter_mut().rev().find(same) {
                last.message.push_str(&format!("; còn {more} chỗ khác như vậy trong tệp"));
            }
        }
        self.findings
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diagnostic::{Source, codes};

    /// What a check says of a text, each with its hint.
    pub fn told(check: fn(&Written, &mut Found), field: Field, text: &str) -> Vec<String> {
        let source = Arc::new(Source { path: "một.yaml".into(), text: text.to_owned() });
        let scope = Scope::Everything;
        let text = Written { source, field, text: text.into(), range: 0..text.len(), scope };
        let mut found = Found::default();
        check(&text, &mut found);
        let whole = |one: Diagnostic| format!("{} {}", one.message, one.hint.unwrap_or_default());
        found.all().into_iter().map(whole).collect()
    }

    #[test]
    fn what_follows_from_another_finding_of_the_same_place_is_not_told() {
        let source = |path: &str| Arc::new(Source { path: path.into(), text: "một hai ba".to_owned() });
        let (one, other) = (source("một.yaml"), source("hai.yaml"));
        let of = |topic, file: &Arc<Source>, range| {
            Diagnostic::warning(codes::DOUBTFUL_TEXT, "").about(topic).at(Place::new(file, range))
        };
        let left = |consequence: Diagnostic| {
            let mut all = vec![
                of(Topic::OldEncoding, &one, 0..4),
                of(Topic::CutSentence, &one, 5..9),
                of(Topic::EmptyText, &one, 5..9),
                of(Topic::NotTaken, &one, 0..4),
                consequence,
            ];
            without_consequences(&mut all);
            all.len() - 4
        };
        assert_eq!(left(of(Topic::StrangeCharacter, &one, 1..2)), 0);
        assert_eq!(left(of(Topic::SmallBeginning, &one, 5..9)), 0);
        assert_eq!(left(of(Topic::EmptyValue, &one, 5..9)), 0);
        // Anywhere in the file.
        assert_eq!(left(of(Topic::BareHeading, &one, 5..9)), 0);
        // Of another file, beyond the stretch, or of another kind.
        assert_eq!(left(of(Topic::StrangeCharacter, &other, 1..2)), 1);
        assert_eq!(left(of(Topic::BareHeading, &other, 5..9)), 1);
        assert_eq!(left(of(Topic::EmptyValue, &one, 0..4)), 1);
        assert_eq!(left(of(Topic::StrangeCharacter, &one, 3..5)), 1);
        assert_eq!(left(of(Topic::StrangeCharacter, &one, 5..6)), 1);
        assert_eq!(left(of(Topic::SmallBeginning, &one, 4..9)), 1);
        assert_eq!(left(of(Topic::SmallBeginning, &one, 1..2)), 1);
        assert_eq!(left(of(Topic::Other, &one, 1..2)), 1);
    }
}
