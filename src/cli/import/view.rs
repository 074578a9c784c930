//! An import in `import --json`. The shape is fixed: scripts read it.

use serde::Serialize;

use crate::app::import::{Imported, Printed};
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::import::files::Kind;
use crate::import::notes::{LeftOut, Note, Place, WhyLeftOut};
use crate::import::plan::Counts;

#[derive(Serialize)]
pub(super) struct View<'i> {
    /// Whether the files are on the disk.
    written: bool,
    files: Vec<FileView>,
    plan: PlanView,
    recognised: Counts,
    doubts: Vec<DoubtView<'i>>,
    kept_as_text: Vec<DoubtView<'i>>,
    proposed: ProposedView<'i>,
    left_out: Vec<LeftOutView<'i>>,
    /// Words that are nowhere; empty where the import is proved.
    lost: Vec<LostView<'i>>,
    /// Null where the plan could not be printed.
    printed_otherwise: Option<Vec<PrintedView<'i>>>,
    errors: Vec<ErrorView>,
}

#[derive(Serialize)]
struct FileView {
    kind: Kind,
    path: String,
    decisions: Vec<DecisionView>,
}

#[derive(Serialize)]
struct DecisionView {
    line: usize,
    what: String,
}

#[derive(Serialize)]
struct PlanView {
    id: String,
    year: String,
    number: Option<String>,
    symbol: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    template: Option<String>,
}

#[derive(Serialize)]
struct DoubtView<'i> {
    code: &'static str,
    severity: Severity,
    file: Option<&'i str>,
    place: usize,
    message: String,
}

#[derive(Serialize)]
struct ProposedView<'i> {
    agencies: Vec<Proposed<'i>>,
    groups: Vec<Proposed<'i>>,
}

#[derive(Serialize)]
struct Proposed<'i> {
    id: &'i str,
    name: &'i str,
}

#[derive(Serialize)]
struct LeftOutView<'i> {
    file: Option<&'i str>,
    place: usize,
    words: &'i str,
    reason: WhyLeftOut,
}

#[derive(Serialize)]
struct LostView<'i> {
    file: Option<&'i str>,
    place: usize,
    words: &'i str,
}

#[derive(Serialize)]
struct PrintedView<'i> {
    file: Option<&'i str>,
    place: usize,
    source: &'i str,
    printed: &'i str,
}

#[derive(Serialize)]
struct ErrorView {
    code: &'static str,
    message: String,
}

impl<'i> View<'i> {
    pub(super) fn of(imported: &'i Imported, names: &'i [String], written: bool) -> Self {
        let file = |place: Place| names.get(place.file).map(String::as_str);
        let doubt = |note: &'i Note| DoubtView {
            code: note.what.code(),
            severity: note.what.severity(),
            file: file(note.place),
            place: note.place.paragraph,
            message: note.what.message(),
        };
        let is_text = |note: &&Note| [codes::KEPT_AS_TEXT, codes::NAME_OUTSIDE].contains(&note.what.code());
        let drafted = &imported.drafted;
        let text = |text: &Option<crate::content::raw::Text>| text.as_ref().map(ToString::to_string);
        let left_out = |one: &'i LeftOut| LeftOutView {
            file: file(one.place),
            place: one.place.paragraph,
            words: &one.words,
            reason: one.why,
        };
        let error = |finding: &Diagnostic| ErrorView { code: finding.code, message: finding.message.clone() };
        let not_printed = match &imported.printed {
            Printed::Not(findings) => findings.as_slice(),
            Printed::Differences(_) => &[],
        };
        let errors = imported.findings.iter().chain(not_printed).filter(|finding| finding.is_error());
        Self {
            written,
            files: imported
                .files
                .iter()
                .map(|(kind, draft)| FileView {
                    kind: *kind,
                    path: draft.path.display().to_string(),
                    decisions: draft
                        .decisions
                        .iter()
                        .map(|decision| DecisionView { line: decision.line, what: decision.what.clone() })
                        .collect(),
                })
                .collect(),
            plan: PlanView {
                id: drafted.raw.id.to_string(),
                year: drafted.raw.year.to_string(),
                number: text(&drafted.raw.number),
                symbol: text(&drafted.raw.symbol),
                date: text(&drafted.raw.date),
                issuer: text(&drafted.raw.issuer),
                template: text(&drafted.raw.template),
            },
            recognised: drafted.counts,
            doubts: drafted.notes.iter().filter(|note| !is_text(note)).map(doubt).collect(),
            kept_as_text: drafted.notes.iter().filter(is_text).map(doubt).collect(),
            proposed: ProposedView {
                agencies: drafted
                    .proposals
                    .bodies
                    .iter()
                    .map(|one| Proposed { id: &one.id, name: &one.name })
                    .collect(),
                groups: drafted
                    .proposals
                    .groups
                    .iter()
                    .map(|one| Proposed { id: &one.id, name: &one.name })
                    .collect(),
            },
            left_out: drafted.left_out.iter().map(left_out).collect(),
            lost: imported
                .lost
                .iter()
                .map(|lost| LostView {
                    file: file(lost.place),
                    place: lost.place.paragraph,
                    words: &lost.words,
                })
                .collect(),
            printed_otherwise: match &imported.printed {
                Printed::Not(_) => None,
                Printed::Differences(all) => Some(
                    all.iter()
                        .map(|one| PrintedView {
                            file: file(one.place),
                            place: one.place.paragraph,
                            source: &one.source,
                            printed: &one.printed,
                        })
                        .collect(),
                ),
            },
            errors: errors.map(error).collect(),
        }
    }
}
