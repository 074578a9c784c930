//! An import in `import --json`. The shape is fixed: scripts read it.

use serde::Serialize;

use super::super::read::CellAt;
use super::Written;
use crate::app::import::{Imported, Input, Printed, Recognised};
use crate::diagnostic::{Diagnostic, Severity};
use crate::import::agency_plan;
use crate::import::files::Kind;
use crate::import::notes::{LeftOut, Note, Place, What, WhyLeftOut};
use crate::import::plan::Counts;

#[derive(Serialize)]
pub(super) struct View<'i> {
    /// Whether the files are on the disk.
    written: bool,
    files: Vec<FileView>,
    /// Null for the part of an agency.
    plan: Option<PlanView>,
    /// Null for a plan.
    part: Option<PartView<'i>>,
    recognised: RecognisedView,
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
struct PartView<'i> {
    agency: &'i str,
    year: i16,
    parents: &'i [String],
    /// Tasks of the parent plans that no entry answers.
    unanswered: Vec<UnansweredView<'i>>,
}

#[derive(Serialize)]
struct UnansweredView<'i> {
    task: &'i str,
    text: &'i str,
}

/// What was counted.
#[derive(Serialize)]
#[serde(untagged)]
enum RecognisedView {
    Plan(Counts),
    Part(agency_plan::Count),
}

/// The number of the paragraph, and the cell of a workbook in which it stands.
#[derive(Serialize)]
struct PlaceView {
    place: usize,
    #[serde(flatten)]
    cell: Option<CellAt>,
}

impl PlaceView {
    fn of(inputs: &[Input], place: Place) -> Self {
        let cell = inputs.get(place.file).and_then(|input| input.source.cells.get(&place.paragraph));
        Self { place: place.paragraph, cell: cell.map(CellAt::of) }
    }
}

#[derive(Serialize)]
struct DoubtView<'i> {
    code: &'static str,
    severity: Severity,
    file: Option<&'i str>,
    #[serde(flatten)]
    place: PlaceView,
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
    #[serde(flatten)]
    place: PlaceView,
    words: &'i str,
    reason: WhyLeftOut,
}

#[derive(Serialize)]
struct LostView<'i> {
    file: Option<&'i str>,
    #[serde(flatten)]
    place: PlaceView,
    words: &'i str,
}

#[derive(Serialize)]
struct PrintedView<'i> {
    file: Option<&'i str>,
    #[serde(flatten)]
    place: PlaceView,
    source: &'i str,
    printed: &'i str,
}

#[derive(Serialize)]
struct ErrorView {
    code: &'static str,
    message: String,
}

impl<'i> View<'i> {
    /// `refused` is why the files are not on the disk, where they were to be.
    pub(super) fn of(
        imported: &'i Imported,
        inputs: &'i [Input],
        written: Written,
        refused: Option<&Diagnostic>,
    ) -> Self {
        let file = |place: Place| inputs.get(place.file).map(|input| input.name.as_str());
        let at = |place: Place| PlaceView::of(inputs, place);
        let doubt = |note: &'i Note| DoubtView {
            code: note.what.code(),
            severity: note.what.severity(),
            file: file(note.place),
            place: at(note.place),
            message: note.what.message(),
        };
        let is_text = |note: &&Note| {
            let is_words = matches!(
                note.what,
                What::KeptAsText { .. } | What::NameOutside { .. } | What::NameStrange { .. }
            );
            is_words && note.what.severity() == Severity::Info
        };
        let what = of_what(&imported.what);
        let left_out = |one: &'i LeftOut| LeftOutView {
            file: file(one.place),
            place: at(one.place),
            words: &one.words,
            reason: one.why,
        };
        let error = |finding: &Diagnostic| ErrorView { code: finding.code, message: finding.message.clone() };
        let not_printed = match &imported.printed {
            Printed::Not(findings) => findings.as_slice(),
            Printed::Differences(_) => &[],
        };
        let found = imported.findings.iter().chain(not_printed).chain(refused);
        let errors = found.filter(|finding| finding.is_error());
        Self {
            written: written == Written::Yes,
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
            plan: what.plan,
            part: what.part,
            recognised: what.recognised,
            doubts: imported.notes.iter().filter(|note| !is_text(note)).map(doubt).collect(),
            kept_as_text: imported.notes.iter().filter(is_text).map(doubt).collect(),
            proposed: what.proposed,
            left_out: imported.left_out.iter().map(left_out).collect(),
            lost: imported
                .lost
                .iter()
                .map(|lost| LostView { file: file(lost.place), place: at(lost.place), words: &lost.words })
                .collect(),
            printed_otherwise: match &imported.printed {
                Printed::Not(_) => None,
                Printed::Differences(all) => Some(
                    all.iter()
                        .map(|one| PrintedView {
                            file: file(one.place),
                            place: at(one.place),
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

/// What depends on what the files were recognised as.
struct OfWhat<'i> {
    plan: Option<PlanView>,
    part: Option<PartView<'i>>,
    recognised: RecognisedView,
    proposed: ProposedView<'i>,
}

fn of_what(what: &Recognised) -> OfWhat<'_> {
    match what {
        Recognised::Plan { raw, proposals, counts } => {
            let text = |text: &Option<crate::content::raw::Text>| text.as_ref().map(ToString::to_string);
            let bodies = proposals.bodies.iter().map(|one| Proposed { id: &one.id, name: &one.name });
            let groups = proposals.groups.iter().map(|one| Proposed { id: &one.id, name: &one.name });
            OfWhat {
                plan: Some(PlanView {
                    id: raw.id.to_string(),
                    year: raw.year.to_string(),
                    number: text(&raw.number),
                    symbol: text(&raw.symbol),
                    date: text(&raw.date),
                    issuer: text(&raw.issuer),
                    template: text(&raw.template),
                }),
                part: None,
                recognised: RecognisedView::Plan(*counts),
                proposed: ProposedView { agencies: bodies.collect(), groups: groups.collect() },
            }
        }
        Recognised::Part(part) => {
            let unanswered = part.unanswered.iter().map(|(task, text)| UnansweredView { task, text });
            OfWhat {
                plan: None,
                part: Some(PartView {
                    agency: &part.agency,
                    year: part.year,
                    parents: &part.parents,
                    unanswered: unanswered.collect(),
                }),
                recognised: RecognisedView::Part(part.count),
                proposed: ProposedView { agencies: Vec::new(), groups: Vec::new() },
            }
        }
    }
}
