//! Decisions that a draft for a new year left to a person, marked in its file, and that nobody has taken.

use super::papers::{Paper, Papers};
use crate::diagnostic::{Diagnostic, Place, codes};
use crate::official::State;
use crate::text::words::time::DECIDE;

pub(super) fn review(papers: &Papers<'_>) -> Vec<Diagnostic> {
    papers.iter().filter_map(undecided).collect()
}

fn undecided(paper: &Paper<'_>) -> Option<Diagnostic> {
    let source = &paper.place.source;
    let mut marked = Vec::new();
    let mut at = 0;
    for (number, line) in source.text.split_inclusive('\n').enumerate() {
        let bare = line.trim_start();
        if bare.strip_prefix('#').is_some_and(|comment| comment.trim_start().starts_with(DECIDE)) {
            let start = at + line.len() - bare.len();
            marked.push((number + 1, start..start + bare.trim_end().len()));
        }
        at += line.len();
    }
    let (_, first) = marked.first()?;
    let lines: Vec<String> = marked.iter().map(|(line, _)| line.to_string()).collect();
    let message = format!("{:02} chỗ cần quyết định chưa xử lý, ở dòng {}", marked.len(), lines.join(", "));
    let finding = match paper.state {
        State::Issued => Diagnostic::warning(codes::UNDECIDED, message),
        State::Draft => Diagnostic::info(codes::UNDECIDED, message),
    };
    let first = first.clone();
    let scope = paper.texts.first().map(|text| text.scope.clone()).unwrap_or_default();
    let hint = format!("quyết định xong chỗ nào thì xóa dòng “# {}…” ở chỗ ấy", DECIDE.trim_end());
    Some(finding.at(Place::new(source, first)).hint(hint).within(scope))
}
