//! Điều cần nói về một lần nhập: doubts, what nothing answers, and words that were lost, each at its place in the source.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Imported, Input, Printed, Recognised};
use crate::diagnostic::{self, Diagnostic, Place as FilePlace, codes};
use crate::import::notes::{Note, Place};
use crate::text::beginning;
use crate::text::cells::CellName;

/// Everything that is to be said of an import; `paths` are those of the files.
pub fn findings(imported: &Imported, inputs: &[Input], paths: &[PathBuf]) -> Vec<Diagnostic> {
    let lines = Lines::of(inputs, paths);
    let doubts = imported.notes.iter().map(|note| lines.note(note));
    let content = imported.findings.iter().cloned();
    content.chain(doubts).chain(unanswered(imported)).chain(proof(imported, &lines)).collect()
}

/// The same without the doubts and the tasks that nothing answers, for whoever shows those by themselves.
pub fn beside_doubts(imported: &Imported, inputs: &[Input], paths: &[PathBuf]) -> Vec<Diagnostic> {
    let proof = proof(imported, &Lines::of(inputs, paths));
    imported.findings.iter().cloned().chain(proof).collect()
}

/// What was lost, and what could not be proved.
fn proof(imported: &Imported, lines: &Lines) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    findings.extend(imported.lost.iter().map(|lost| lines.lost(&lost.words, lost.place)));
    if let Printed::Not(why) = &imported.printed {
        findings.push(Diagnostic::error(
            codes::NOT_PRINTED,
            "chưa in thử được kế hoạch nên chưa đối chiếu được với nguồn",
        ));
        findings.extend(why.iter().cloned());
    }
    findings
}

/// Tasks that the agency is asked and no entry of its plan answers.
fn unanswered(imported: &Imported) -> Option<Diagnostic> {
    let Recognised::Part(part) = &imported.what else { return None };
    if part.unanswered.is_empty() {
        return None;
    }
    let told: Vec<String> =
        part.unanswered.iter().map(|(name, words)| format!("{name} “{}”", beginning(words))).collect();
    let message =
        format!("{:02} nhiệm vụ được giao chưa có nội dung nào trả lời: {}", told.len(), told.join("; "));
    let hint =
        "xem các đề nghị ghi trong tệp; nội dung nào đã thực hiện nhiệm vụ ấy thì thêm mã vào “thay_cho”";
    Some(Diagnostic::warning(codes::PART_UNANSWERED, message).hint(hint))
}

/// The read files as if each paragraph were a line, to point into.
pub(super) struct Lines {
    files: Vec<(Arc<diagnostic::Source>, Vec<usize>)>,
    /// The cells of workbooks: nobody looks for a line there.
    cells: Vec<BTreeMap<usize, CellName>>,
}

impl Lines {
    pub fn of(inputs: &[Input], paths: &[PathBuf]) -> Self {
        let files = inputs.iter().zip(paths).map(|(input, path)| {
            let text = input.source.listing();
            let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
            (Arc::new(diagnostic::Source { path: path.clone(), text }), starts)
        });
        let cells = inputs.iter().map(|input| input.source.cells.clone());
        Self { files: files.collect(), cells: cells.collect() }
    }

    fn place(&self, place: Place) -> Option<FilePlace> {
        let (source, starts) = self.files.get(place.file)?;
        let start = starts.get(place.paragraph.checked_sub(1)?)?;
        let end = starts.get(place.paragraph).map_or(source.text.len(), |end| end - 1);
        Some(FilePlace::new(source, *start..end))
    }

    pub fn at(&self, finding: Diagnostic, place: Place) -> Diagnostic {
        let cell = self.cells.get(place.file).and_then(|cells| cells.get(&place.paragraph));
        match (cell, self.place(place)) {
            (Some(cell), Some(place)) => {
                Diagnostic { message: format!("{cell}: {}", finding.message), ..finding }
                    .at(FilePlace::whole_file(place.source.path.clone()))
            }
            (_, Some(place)) => finding.at(place),
            (_, None) => finding,
        }
    }

    fn note(&self, note: &Note) -> Diagnostic {
        let finding = Diagnostic {
            severity: note.what.severity(),
            ..Diagnostic::info(note.what.code(), note.what.message())
        };
        self.at(finding, note.place)
    }

    fn lost(&self, words: &str, place: Place) -> Diagnostic {
        let message = format!("những chữ này của nguồn không có trong tệp đã nhập: “{words}”");
        self.at(Diagnostic::error(codes::WORDS_LOST, message), place)
    }
}
