//! Chấp nhận: a finding that an office has looked at and lets stand, with its reason.
//!
//! What is accepted is not gone: it is counted in every summary, and listed with its reason in `--json`. An
//! acceptance that nothing answers to any more is told, so that the list stays as short as it can be.

use crate::content::{Acceptance, Field, Texts, Written};
use crate::diagnostic::{Diagnostic, Scope, Severity, codes};
use crate::text::spaces::single_spaced;

/// Marks every finding that an acceptance in its own file stands for. Errors cannot be accepted: a document
/// that is wrong does not become right by a remark.
pub fn apply(findings: &mut [Diagnostic], acceptances: &[Acceptance], texts: &Texts) {
    if acceptances.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| is_acceptable(finding.severity)) {
        let reason = acceptances.iter().find(|one| answers(one, finding, texts)).map(|one| &one.reason);
        if let Some(reason) = reason {
            finding.severity = Severity::Accepted;
            finding.hint = Some(format!("đã chấp nhận: {reason}"));
        }
    }
}

fn is_acceptable(severity: Severity) -> bool {
    matches!(severity, Severity::Info | Severity::Warning)
}

/// Told where a report is made, and not by `check`: only who makes one could say that nothing answers any more.
const OF_REPORTS: [&str; 1] = [codes::DRAFT_NUMBERED];

/// The acceptances that no finding answers to, of all that `findings` are. Whether nothing answers to one can be said
/// only where everything of its scope `was_seen`: an error hides what would be told behind it.
pub fn stale(
    findings: &[Diagnostic],
    acceptances: &[Acceptance],
    texts: &Texts,
    was_seen: impl Fn(&Scope) -> bool,
) -> Vec<Diagnostic> {
    let unused = acceptances.iter().filter(|one| {
        let accepted = |finding: &&Diagnostic| finding.severity == Severity::Accepted;
        !findings.iter().filter(accepted).any(|finding| answers(one, finding, texts))
    });
    unused
        .filter_map(|one| {
            let refused = |finding: &&Diagnostic| finding.is_error() && answers(one, finding, texts);
            let (message, hint) = if findings.iter().any(|finding| refused(&finding)) {
                (
                    format!("{} ở đây là lỗi, không chấp nhận được", one.code),
                    "sửa chỗ được nêu, rồi xóa mục này",
                )
            } else if !was_seen(&one.scope) || OF_REPORTS.contains(&&*one.code) {
                return None;
            } else {
                (
                    format!("không còn {} nào ở “{}” để chấp nhận", one.code, one.words),
                    "xóa mục này; nếu chữ ấy đã sửa thì ghi lại “cho” cho đúng chữ ở chỗ được nêu",
                )
            };
            let finding = Diagnostic::warning(codes::ACCEPTANCE, message).at(one.place.clone());
            Some(finding.hint(hint).within(one.scope.clone()))
        })
        .collect()
}

/// Whether an acceptance is about this finding: of its kind, in its file, and its words stand there.
fn answers(one: &Acceptance, finding: &Diagnostic, texts: &Texts) -> bool {
    let Some(place) = &finding.place else { return false };
    if one.code != finding.code || one.place.source.path != place.source.path {
        return false;
    }
    // A code is named as well as words: what is said of a whole part is told where its agency stands.
    let is_own = |field: Field| !matches!(field, Field::Kept | Field::Remark);
    let mut around = texts
        .of_file(&place.source.path)
        .iter()
        .filter(|text| is_own(text.field) && text.range.start < place.end && place.start < text.range.end);
    around.any(|text| stands_in(&one.words, text, place.start, place.end))
}

/// Whether words stand in a text where a finding is; how it is broken into lines does not matter.
fn stands_in(words: &str, text: &Written, start: usize, end: usize) -> bool {
    let wanted = single_spaced(words);
    // The same text with single spaces, and where each byte of it came from.
    let mut plain = String::with_capacity(text.text.len());
    let mut from: Vec<usize> = Vec::with_capacity(text.text.len());
    for (at, c) in text.text.char_indices() {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (plain.ends_with(' ') || plain.is_empty()) {
            continue;
        }
        from.extend(std::iter::repeat_n(at, c.len_utf8()));
        plain.push(c);
    }
    from.push(text.text.len());
    plain.match_indices(&*wanted).any(|(at, found)| {
        let place = text.part(from[at]..from[at + found.len()]);
        place.start <= end && start <= place.end
    })
}
